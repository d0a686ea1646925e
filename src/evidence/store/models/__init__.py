"""The tables, one subject a file."""

from evidence.store.models.annotation import Annotation
from evidence.store.models.assessment import Assessment
from evidence.store.models.base import Base, RecordKind
from evidence.store.models.citation import Citation, CitationCandidate, CitationItem
from evidence.store.models.claim import Claim, ClaimCitation, Suggestion
from evidence.store.models.document import Document, DocumentSource, Page
from evidence.store.models.evidence import EvidenceLink, Quotation, QuotationMatch
from evidence.store.models.import_entry import ImportEntry
from evidence.store.models.ledger import Activity, Agent, Revision
from evidence.store.models.look_up import LookUp
from evidence.store.models.paper import Paper, Passage
from evidence.store.models.reference import ReferenceEntry, ReferenceSource
from evidence.store.models.source import (
    Contributor,
    Identifier,
    Source,
    SourceStatement,
    SourceTag,
    Tag,
)
from evidence.store.models.waiver import Waiver

__all__ = [
    "Activity",
    "Agent",
    "Annotation",
    "Assessment",
    "Base",
    "Citation",
    "CitationCandidate",
    "CitationItem",
    "Claim",
    "ClaimCitation",
    "Contributor",
    "Document",
    "DocumentSource",
    "EvidenceLink",
    "Identifier",
    "ImportEntry",
    "LookUp",
    "Page",
    "Paper",
    "Passage",
    "Quotation",
    "QuotationMatch",
    "RecordKind",
    "ReferenceEntry",
    "ReferenceSource",
    "Revision",
    "Source",
    "SourceStatement",
    "SourceTag",
    "Suggestion",
    "Tag",
    "Waiver",
]
