"""Quotations with the works they are looked for in, and what became of that.

Everything is read for all quotations at once: a constant number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from evidence.domain.locators import Locator
from evidence.domain.quotations import Match, Place
from evidence.domain.records import Verified
from evidence.domain.verification import HeldFile, Target, basis, changes_from_rows
from evidence.domain.vocabulary import (
    DifferenceSeverity,
    DocumentStatus,
    LocatorLabel,
    MatchStatus,
    PageMapOrigin,
    PageStatus,
)
from evidence.store import models as m


@dataclass(frozen=True, slots=True)
class QuotationFilter:
    """Which quotations; empty and None mean any. All are keys.

    `sources` are works that they are looked for in: of others nothing is said.
    """

    quotations: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    paper: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether it leaves anything out by key."""
        return bool(self.quotations or self.claims or self.links or self.sources)


ANY = QuotationFilter()


@dataclass(frozen=True, slots=True)
class Stored:
    """A match as it is stored, and the fingerprint of what was compared then."""

    verified: Verified
    basis: str


def targets(session: Session, wanted: QuotationFilter = ANY) -> list[Target]:
    """Each quotation with each work that it is looked for in, in the order of the keys.

    A claim's words are looked for in the works that its citations name, be it probably; those
    of its own sentence go before one that only ends the paragraph. A link's are looked for
    in its source.
    """
    found = [*_of_claims(session), *_of_links(session)]
    if not wanted.narrow and wanted.paper is None:
        return found
    return [each for each in found if _wanted(each, wanted)]


def lost(session: Session, wanted: QuotationFilter = ANY) -> tuple[str, ...]:
    """The keys of the claims' quotations for which no work is cited."""
    with_work = {each.quotation for each in _of_claims(session)}
    query = (
        select(m.Quotation.key, m.Claim.key, m.Paper.key)
        .join(m.Claim, m.Claim.id == m.Quotation.claim_id)
        .join(m.Paper, m.Paper.id == m.Claim.paper_id)
        .order_by(m.Quotation.id)
    )
    return tuple(
        key
        for key, claim, paper in session.execute(query)
        if key not in with_work
        and (not wanted.narrow or key in wanted.quotations or claim in wanted.claims)
        and wanted.paper in (None, paper)
    )


def _wanted(target: Target, wanted: QuotationFilter) -> bool:
    if wanted.paper not in (None, target.paper):
        return False
    return not wanted.narrow or (
        target.quotation in wanted.quotations
        or target.claim in wanted.claims
        or (target.link is not None and target.link in wanted.links)
        or target.source in wanted.sources
    )


def _of_claims(session: Session) -> list[Target]:
    named, candidate = aliased(m.Source), aliased(m.Source)
    query = (
        select(
            m.Quotation.key,
            m.Quotation.exact,
            m.Claim.key,
            m.Paper.key,
            m.ClaimCitation.inferred,
            m.CitationItem.locator,
            m.CitationItem.label,
            named.key,
            candidate.key,
        )
        .join(m.Claim, m.Claim.id == m.Quotation.claim_id)
        .join(m.Paper, m.Paper.id == m.Claim.paper_id)
        .join(m.ClaimCitation, m.ClaimCitation.claim_id == m.Claim.id)
        .join(m.CitationItem, m.CitationItem.citation_id == m.ClaimCitation.citation_id)
        .outerjoin(named, named.id == m.CitationItem.source_id)
        .outerjoin(m.CitationCandidate, m.CitationCandidate.citation_item_id == m.CitationItem.id)
        .outerjoin(candidate, candidate.id == m.CitationCandidate.source_id)
        .order_by(
            m.Quotation.id,
            m.ClaimCitation.inferred,
            m.CitationItem.citation_id,
            m.CitationItem.position,
            m.CitationCandidate.position,
        )
    )
    rows: dict[tuple[str, str], list[Any]] = {}
    for key, words, claim, paper, inferred, locator, label, source, maybe in session.execute(query):
        work = source if source is not None else maybe
        if work is not None:
            rows.setdefault((key, work), []).append((inferred, locator, label, words, claim, paper))
    found = []
    for (key, work), cited in rows.items():
        direct = [each for each in cited if not each[0]] or cited
        _, _, _, words, claim, paper = cited[0]
        places = (_locator(locator, label) for _, locator, label, *_ in direct if locator)
        found.append(Target(key, work, claim, paper, words, tuple(dict.fromkeys(places))))
    return found


def _of_links(session: Session) -> list[Target]:
    query = (
        select(
            m.Quotation.key,
            m.Quotation.exact,
            m.EvidenceLink.key,
            m.EvidenceLink.locator,
            m.EvidenceLink.label,
            m.Claim.key,
            m.Paper.key,
            m.Source.key,
        )
        .join(m.EvidenceLink, m.EvidenceLink.id == m.Quotation.evidence_link_id)
        .join(m.Claim, m.Claim.id == m.EvidenceLink.claim_id)
        .join(m.Paper, m.Paper.id == m.Claim.paper_id)
        .join(m.Source, m.Source.id == m.EvidenceLink.source_id)
        .order_by(m.Quotation.id)
    )
    return [
        Target(
            key, source, claim, paper, words, (_locator(locator, label),) if locator else (), link
        )
        for key, words, link, locator, label, claim, paper, source in session.execute(query)
    ]


def _locator(text: str, label: str | None) -> Locator:
    return Locator(LocatorLabel(label) if label else LocatorLabel.PAGE, text)


def held_files(
    session: Session, sources: Iterable[str] | None = None
) -> Mapping[str, tuple[HeldFile, ...]]:
    """The held files of works by the works' keys, in the order they came; by default of all."""
    d = m.Document.__table__.c
    query: Select[Any] = (
        select(
            m.Source.key,
            d.key,
            d.sha256,
            d.reading,
            d.reader,
            m.DocumentSource.page_map,
            m.DocumentSource.page_map_origin,
            d.reflowable,
            d.reading_detail,
        )
        .join(m.DocumentSource, m.DocumentSource.source_id == m.Source.id)
        .join(m.Document, d.id == m.DocumentSource.document_id)
        .order_by(d.id)
    )
    wanted = None if sources is None else set(sources)
    found: dict[str, list[HeldFile]] = defaultdict(list)
    for source, key, sha256, reading, reader, page_map, origin, flows, detail in session.execute(
        query
    ):
        if wanted is None or source in wanted:
            found[source].append(
                HeldFile(
                    key,
                    sha256,
                    DocumentStatus(reading) if reading else None,
                    reader,
                    page_map,
                    PageMapOrigin(origin) if origin else None,
                    bool(flows),
                    detail,
                )
            )
    return {source: tuple(files) for source, files in found.items()}


def page_facts(session: Session, document: str) -> tuple[tuple[str | None, ...], frozenset[int]]:
    """Of a file's pages the numbers seen in print, in order, and which have no text."""
    query = (
        select(m.Page.index, m.Page.printed, m.Page.status)
        .join(m.Document, m.Document.id == m.Page.document_id)
        .where(m.Document.key == document)
        .order_by(m.Page.index)
    )
    rows = session.execute(query).all()
    blank = frozenset(index for index, _, status in rows if status != PageStatus.TEXT)
    return tuple(printed for _, printed, _ in rows), blank


def stored(session: Session) -> dict[tuple[str, str], Stored]:
    """Every stored match by the keys of quotation and work; whether it is current is not asked."""
    q = m.QuotationMatch.__table__.c
    query: Select[Any] = (
        select(
            m.Quotation.key,
            m.Source.key,
            m.Document.key,
            q.status,
            q.page,
            q.end_page,
            q.page_label,
            q.start,
            q.end,
            q.exact,
            q.prefix,
            q.suffix,
            q.on_page,
            q.changes,
            q.severity,
            q.splice,
            q.reason,
            q.basis,
            q.time,
        )
        .join(m.Quotation, m.Quotation.id == q.quotation_id)
        .join(m.Source, m.Source.id == q.source_id)
        .outerjoin(m.Document, m.Document.id == q.document_id)
        .order_by(q.id)
    )
    return {(row[0], row[1]): Stored(_verified(row), row.basis) for row in session.execute(query)}


def verified(session: Session) -> dict[str, tuple[Verified, ...]]:
    """What became of each quotation in each work, by the quotation's key.

    A match that is out of date, or of a work that is cited no more, is not `current`.
    """
    held = stored(session)
    if not held:
        return {}
    wanted = {(each.quotation, each.source): each for each in targets(session)}
    files = held_files(session)
    found: dict[str, list[Verified]] = defaultdict(list)
    for pair, each in held.items():
        target = wanted.get(pair)
        of_work = files.get(pair[1], ())
        current = target is not None and basis(target, of_work) == each.basis
        found[pair[0]].append(each.verified if current else _outdated(each.verified))
    return {key: tuple(each) for key, each in found.items()}


def _outdated(each: Verified) -> Verified:
    return Verified(
        each.quotation, each.source, each.match, each.document, each.page_label, False, each.time
    )


def _verified(row: Any) -> Verified:
    place = None
    if row.page is not None:
        place = Place(
            row.page,
            row.page if row.end_page is None else row.end_page,
            row.start,
            row.end or 0,
            row.exact or "",
            row.prefix or "",
            row.suffix or "",
        )
    match = Match(
        MatchStatus(row.status),
        place,
        row.on_page,
        changes_from_rows(row.changes),
        DifferenceSeverity(row.severity) if row.severity else None,
        bool(row.splice),
        row.reason,
    )
    return Verified(row[0], row[1], match, row[2], row.page_label, True, row.time)
