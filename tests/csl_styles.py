"""Small styles for tests: what is not under test is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.csl import Cite, Cluster, Processor, Runs, Style
from evidence.csl.writers import writer

NAMESPACE = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'


def style(
    layout: str = '<text variable="title"/>',
    *,
    macros: str = "",
    citation: str = "",
    around: str = "",
    sort: str = "",
    bibliography: str = "",
    entry: str = "",
    entry_sort: str = "",
    root: str = "",
    kind: str = "in-text",
) -> Style:
    """A style.

    Args:
        layout: the rendering elements of a citation.
        macros: `cs:macro` and `cs:locale` elements.
        citation: attributes of `cs:citation`; around: of its `cs:layout`; sort: its keys.
        bibliography: attributes of `cs:bibliography`; entry: its rendering elements, none for
            none; entry_sort: its keys.
        root: attributes of `cs:style`. kind: its class.
    """
    keys = f"<sort>{sort}</sort>" if sort else ""
    entry_keys = f"<sort>{entry_sort}</sort>" if entry_sort else ""
    list_ = (
        f"<bibliography {bibliography}>{entry_keys}<layout>{entry}</layout></bibliography>"
        if entry
        else ""
    )
    return Style.parse(
        f'<style {NAMESPACE} class="{kind}" {root}>{macros}'
        f"<citation {citation}>{keys}<layout {around}>{layout}</layout></citation>{list_}</style>"
    )


def html(runs: Runs) -> str:
    """Runs as HTML."""
    return writer("html").inline(runs)


def cited(
    made: Style, items: Sequence[Mapping[str, Any]], *cites: Cite, locale: str | None = None
) -> str:
    """One citation, of all items where no cites are told, as HTML."""
    processor = Processor(made, items, locale)
    wanted = cites or tuple(Cite(str(item["id"])) for item in items)
    return html(processor.cite([Cluster(wanted)])[0])


def listed(made: Style, items: Sequence[Mapping[str, Any]], locale: str | None = None) -> list[str]:
    """The entries of a bibliography, as HTML."""
    return [html(entry.runs) for entry in Processor(made, items, locale).bibliography().entries]


def person(name: str) -> dict[str, str]:
    """ "Roy, Ada" as a name; without a comma a literal one."""
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}


def work(key: str, *names: str, year: int | None = None, **variables: Any) -> dict[str, Any]:
    """A CSL-JSON item; underscores in the names of variables stand for hyphens."""
    item: dict[str, Any] = {"id": key, "type": "book", "title": f"Title {key}"}
    if names:
        item["author"] = [person(name) for name in names]
    if year is not None:
        item["issued"] = {"date-parts": [[year]]}
    return item | {name.replace("_", "-"): value for name, value in variables.items()}
