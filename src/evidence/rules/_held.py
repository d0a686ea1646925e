"""What rules ask of held files: those whose pages are all labelled for certain."""

from __future__ import annotations

from evidence.domain.cited_pages import PageLabels
from evidence.domain.records import HeldText, Paper
from evidence.domain.vocabulary import DocumentStatus
from evidence.rules._verified import readable


def labelled(paper: Paper, source: str) -> tuple[tuple[HeldText, PageLabels], ...]:
    """The held files of a work with their labels; none unless all are labelled for certain."""
    held = paper.held.get(source, ())
    files = tuple(
        (each, PageLabels(each.page_map.labels(each.count)))
        for each in readable(paper, source)
        if not each.reflowable
    )
    if len(files) < len([each for each in held if each.status is not DocumentStatus.EMPTY]):
        return ()
    certain = all(labels.certain(each.page_map_origin) for each, labels in files)
    return files if certain else ()
