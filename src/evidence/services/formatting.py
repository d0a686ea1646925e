"""Works as a style writes them: reference lists, annotated bibliographies, citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from evidence.csl import Bibliography, Cite, Cluster, Processor, Runs, Span
from evidence.csl.library import Chosen
from evidence.csl.locale import Locale, require
from evidence.csl.numbers import is_plural
from evidence.csl.writers import coins
from evidence.csl.writers.document import (
    Block,
    Document,
    Paragraph,
    References,
    singly,
)
from evidence.domain.records import Annotation, Claim, Evidence, Judgement, Source, latest
from evidence.domain.vocabulary import AnnotationKind, Stance
from evidence.errors import Refused
from evidence.services import exporting, styles
from evidence.store.queries.annotations import by_source
from evidence.store.queries.claims import ClaimFilter, claims

DEFAULT_STYLE = "chicago-author-date"
"""The style used where none is named."""

_KINDS = {
    AnnotationKind.SUMMARY: "Summary",
    AnnotationKind.RELEVANCE: "Relevance",
    AnnotationKind.ASSESSMENT: "Assessment",
    AnnotationKind.NOTE: "Note",
}
_STANCES = {
    Stance.SUPPORTS: "Supports",
    Stance.DISPUTES: "Disputes",
    Stance.MENTIONS: "Mentions",
}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file ready to be written.

    Args:
        document: what stands in it.
        bibliography: its entries alone.
        style: the title of the style that it follows.
    """

    document: Document
    bibliography: Bibliography
    style: str


def items(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Works as CSL-JSON, `id` being the key."""
    return [source.item.to_csl(source.key) for source in sources]


def processor(
    works: Sequence[Mapping[str, Any]], style: str | None, locale: str | None, links: bool = False
) -> tuple[Processor, Chosen]:
    """A processor for some works.

    Args:
        works: CSL-JSON.
        style: a name, an alias, a file or an address; `DEFAULT_STYLE` where none is told.
        locale: a language tag; else the style's own.
        links: whether DOIs and addresses become links.

    Raises:
        StyleNotFound, BadStyle, LocaleNotFound.
    """
    if locale is not None:
        require(locale)
    chosen = styles.choose(style or DEFAULT_STYLE)
    return Processor(chosen.style, works, locale or chosen.locale or None, links=links), chosen


def bibliography(
    session: Session,
    selected: Sequence[str] = (),
    style: str | None = None,
    locale: str | None = None,
) -> Formatted:
    """The reference list of the selected works.

    Args:
        selected: selectors (`exporting.chosen`); all works where there is none.
        style: as for `processor`. locale: as for `processor`.

    Raises:
        NotFound: there is no such paper, tag, key or style. BadInput: no such selector.
        Refused: the style has no bibliography.
    """
    return formatted(items(exporting.chosen(session, selected)), style, locale)


def formatted(
    works: Sequence[Mapping[str, Any]], style: str | None, locale: str | None
) -> Formatted:
    """The reference list of works given as CSL-JSON.

    Raises:
        StyleNotFound, BadStyle, LocaleNotFound. Refused: the style has no bibliography.
    """
    made, chosen, entries = _entries(works, style, locale)
    document = Document(
        title="References",
        language=made.language,
        blocks=tuple(_whole(entries)),
        coins=_coins(works),
    )
    return Formatted(document, entries, chosen.style.title)


def _whole(entries: Bibliography) -> Iterator[Block]:
    if entries.entries:
        yield References(entries)


def _entries(
    works: Sequence[Mapping[str, Any]], style: str | None, locale: str | None
) -> tuple[Processor, Chosen, Bibliography]:
    made, chosen = processor(works, style, locale, links=True)
    if not made.has_bibliography:
        raise Refused(
            f"the style “{chosen.style.title}” has citations but no bibliography",
            hint="choose another: evidence style list WORDS",
        )
    return made, chosen, made.bibliography()


def _coins(works: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {str(work["id"]): coins.context(work) for work in works}


def annotated(
    session: Session,
    selected: Sequence[str] = (),
    style: str | None = None,
    locale: str | None = None,
    *,
    evidence: bool = False,
) -> Formatted:
    """The annotated bibliography of the selected works; a constant number of queries.

    Args:
        selected: selectors (`exporting.chosen`); all works where there is none.
        style: as for `processor`. locale: as for `processor`.
        evidence: whether each work's entry names the claims that it bears on, with page,
            quotation and judgement.

    Raises:
        As `bibliography`.
    """
    sources = exporting.chosen(session, selected)
    works = items(sources)
    made, chosen, entries = _entries(works, style, locale)
    notes = by_source(session, [source.key for source in sources])
    bearing = _bearing(session, {source.key for source in sources}) if evidence else {}
    blocks: list[Block] = []
    for reference in singly(entries):
        (entry,) = reference.bibliography.entries
        blocks.append(reference)
        for note in notes.get(entry.id, ()):
            blocks += _annotation(note)
        for claim, link in bearing.get(entry.id, ()):
            blocks += _evidence(claim, link, made.locale)
    document = Document(
        title="Annotated bibliography",
        language=made.language,
        blocks=tuple(blocks),
        coins=_coins(works),
    )
    return Formatted(document, entries, chosen.style.title)


def _bearing(session: Session, keys: set[str]) -> dict[str, list[tuple[Claim, Evidence]]]:
    """For each work the claims that it bears on, in the papers' order."""
    found: dict[str, list[tuple[Claim, Evidence]]] = defaultdict(list)
    for claim in claims(session, ClaimFilter()):
        for link in claim.evidence:
            if link.source in keys:
                found[link.source].append((claim, link))
    return found


def _annotation(note: Annotation) -> Iterator[Block]:
    """A note, its kind before its first paragraph."""
    label = f"{_KINDS[note.kind]}. "
    for paragraph in note.text.split("\n\n"):
        text = " ".join(paragraph.split())
        if text:
            yield Paragraph((*_bold(label), text), "annotation")
            label = ""


def _evidence(claim: Claim, link: Evidence, locale: Locale) -> Iterator[Block]:
    where = located(link, locale)
    head = f"{_STANCES[link.stance]} {claim.key}" + (f" ({where})" if where else "") + ": "
    said = [claim.statement]
    if link.quotation:
        opening, closing = locale.quotes[:2]
        said.append(f"{opening}{link.quotation}{closing}")
    said += _judged(claim, link)
    if link.note:
        said.append(" ".join(link.note.split()))
    yield Paragraph((*_bold(head), " ".join(said)), "evidence")


def _bold(text: str) -> Runs:
    return (Span("font-weight", "bold", (text,)),) if text else ()


def _judged(claim: Claim, link: Evidence) -> Iterator[str]:
    fidelity, veracity = latest(link.judgements), latest(claim.judgements)
    if fidelity is not None:
        yield f"The paper’s use of it: {_judgement(fidelity)}."
    if veracity is not None:
        yield f"The claim: {_judgement(veracity)}."
    if fidelity is None and veracity is None:
        yield "Not judged yet."


def _judgement(one: Judgement) -> str:
    rating = one.rating.replace("-", " ")
    outdated = ", before the wording changed" if one.outdated else ""
    return f"{rating} ({one.agent.name}, {one.time.date().isoformat()}{outdated})"


def located(link: Evidence, locale: Locale) -> str:
    """Where in a work a link points, with the locale's term: "pp. 110–111"."""
    if not link.locator:
        return ""
    label = str(link.label) if link.label is not None else "page"
    value = link.locator.replace("-", "–")
    term = locale.term(label, "short", is_plural(link.locator))
    return f"{term} {value}" if term else value


def cluster(made: Processor, cites: Sequence[Cite]) -> Runs:
    """The citation of some works together."""
    return made.cite([Cluster(tuple(cites))])[0]
