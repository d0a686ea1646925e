"""Taking records out, with all that cannot stand without them.

The database has no cascades: what goes along is decided, counted and entered in the ledger
here, so that `undo` brings all of it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from evidence.domain.vocabulary import Resolution
from evidence.errors import Refused
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store import pages


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out: the key, what went along, and what was changed by it, as counts."""

    key: str
    goes: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=dict)


class Remover:
    """Removes within one unit of work and counts what goes along.

    Args:
        work: where.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._gone: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()

    def report(self, key: str) -> Removal:
        """What went along with the record of that key."""
        self._work.flush()
        return Removal(key, dict(+self._gone), dict(+self._changed))

    def paper(self, paper: m.Paper) -> None:
        """A paper with its sentences, entries, citations, claims and waivers; works stay."""
        for claim in self._all(m.Claim, m.Claim.paper_id == paper.id):
            self.claim(claim, counted=True)
        self._work.flush()
        for citation in self._all(m.Citation, m.Citation.paper_id == paper.id):
            self.citation(citation, counted=True)
        for entry in self._all(m.ReferenceEntry, m.ReferenceEntry.paper_id == paper.id):
            self._drop(entry, "references", counted=True)
        for waiver in self._all(m.Waiver, m.Waiver.paper_id == paper.id):
            self._drop(waiver, "waivers", counted=True)
        self._gone["sentences"] += len(paper.passages)
        self._work.flush()
        self._work.delete(paper)

    def claim(self, claim: m.Claim, *, counted: bool = False) -> None:
        """A claim with its quoted words, evidence and judgements."""
        for link in self._all(m.EvidenceLink, m.EvidenceLink.claim_id == claim.id):
            self.link(link, counted=True)
        self._parts(m.Quotation.claim_id == claim.id, m.Assessment.claim_id == claim.id)
        self._drop(claim, "claims", counted=counted)

    def link(self, link: m.EvidenceLink, *, counted: bool = False) -> None:
        """An evidence link with its quotation and judgements."""
        self._parts(
            m.Quotation.evidence_link_id == link.id, m.Assessment.evidence_link_id == link.id
        )
        self._drop(link, "links", counted=counted)

    def citation(self, citation: m.Citation, *, counted: bool = False) -> None:
        """A citation; the claims that it served lose it."""
        served = self._all(m.ClaimCitation, m.ClaimCitation.citation_id == citation.id)
        for each in served:
            self._work.delete(each)
        self._changed["claims"] += len(served)
        self._drop(citation, "citations", counted=counted)

    def reference(self, entry: m.ReferenceEntry) -> None:
        """An entry of a reference list; the works that it stands for stay."""
        self._drop(entry, "references", counted=False)

    def source(self, source: m.Source) -> None:
        """A work with its evidence, annotations, files and look-ups; what else names it loses it.

        Raises:
            Refused: it is the record of a paper under check.
        """
        if self._all(m.Paper, m.Paper.source_id == source.id):
            raise Refused(
                f"{source.key} is the record of a paper under check",
                hint=f"remove the paper first: evidence paper remove {source.key}",
            )
        for link in self._all(m.EvidenceLink, m.EvidenceLink.source_id == source.id):
            self.link(link, counted=True)
        for annotation in self._all(m.Annotation, m.Annotation.source_id == source.id):
            self.annotation(annotation, counted=True)
        for copy in self._all(m.DocumentSource, m.DocumentSource.source_id == source.id):
            self.document_of(copy, counted=True)
        self._unmatch(m.QuotationMatch.source_id == source.id)
        for look_up in self._all(m.LookUp, m.LookUp.source_id == source.id):
            self._drop(look_up, "look-ups", counted=True)
        unsettled = {
            each.citation_item_id
            for each in self._all(m.CitationCandidate, m.CitationCandidate.source_id == source.id)
        }
        for model, name in (
            (m.Suggestion, "claims"),
            (m.ReferenceSource, "references"),
            (m.CitationCandidate, "citations"),
        ):
            rows = self._all(model, model.source_id == source.id)
            for row in rows:
                self._work.delete(row)
            self._changed[name] += len(rows)
        items = self._all(m.CitationItem, m.CitationItem.source_id == source.id)
        for item in items:
            item.source_id = None
            item.resolution = Resolution.MISSING
        self._changed["citations"] += len(items)
        self._work.flush()
        settle(self._work, unsettled)
        self._work.expire(source)
        self._drop(source, "sources", counted=False)

    def annotation(self, annotation: m.Annotation, *, counted: bool = False) -> None:
        """An annotation; its work stays."""
        self._drop(annotation, "annotations", counted=counted)

    def document_of(self, copy: m.DocumentSource, *, counted: bool = False) -> bool:
        """That a file is a copy of a work; a file of no work goes. Says whether it did.

        The file itself stays, so that `undo` brings it back.
        """
        document = copy.document
        document.works.remove(copy)
        if document.works:
            of_both = (m.QuotationMatch.source_id == copy.source_id) & (
                m.QuotationMatch.document_id == document.id
            )
            self._unmatch(of_both)
            self._changed["documents"] += counted
            return False
        self.document(document, counted=counted)
        return True

    def document(self, document: m.Document, *, counted: bool = False) -> None:
        """A held file with its pages, for all the works that it is a copy of."""
        self._unmatch(m.QuotationMatch.document_id == document.id)
        self._work.flush()
        gone = pages.replace(self._work.connection(), self._work.ledger, document.id, ())
        self._gone["pages"] += gone
        self._drop(document, "documents", counted=counted)

    def _unmatch(self, condition: Any) -> None:
        """Quotations are no longer looked for where it holds: what was found is not true now."""
        matches = self._all(m.QuotationMatch, condition)
        for match in matches:
            match.quotation.matches.remove(match)
        self._changed["quotations"] += len({match.quotation_id for match in matches})

    def _parts(self, quotations: Any, assessments: Any) -> None:
        for quotation in self._all(m.Quotation, quotations):
            self._drop(quotation, "quotations", counted=True)
        for assessment in self._all(m.Assessment, assessments):
            self._drop(assessment, "judgements", counted=True)

    def _drop(self, record: m.Base, name: str, *, counted: bool) -> None:
        self._work.delete(record)
        self._gone[name] += counted

    def _all(self, model: type[Any], *conditions: Any) -> list[Any]:
        return list(self._work.scalars(select(model).where(*conditions)))


def settle(work: Work, items: Collection[int]) -> int:
    """Settle citations that lost a candidate; returns how many were settled.

    One candidate left is the work that an ambiguous one names; where none is, it is missing.

    Args:
        work: where, flushed.
        items: the ids of what the citations name.
    """
    unresolved = [Resolution.AMBIGUOUS, Resolution.CONFLICT]
    wanted = m.CitationItem.id.in_(items) & m.CitationItem.resolution.in_(unresolved)
    settled = 0
    for item in work.scalars(select(m.CitationItem).where(wanted)).all():
        of_item = m.CitationCandidate.citation_item_id == item.id
        left = work.scalars(select(m.CitationCandidate).where(of_item)).all()
        if not left:
            item.resolution = Resolution.MISSING
        elif len(left) == 1 and item.resolution == Resolution.AMBIGUOUS:
            work.delete(left[0])
            item.source_id = left[0].source_id
            item.resolution = Resolution.RESOLVED
        else:
            continue
        settled += 1
    work.flush()
    return settled
