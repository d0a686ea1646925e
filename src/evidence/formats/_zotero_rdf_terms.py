"""The words of Zotero's RDF: classes of things, properties, and CSL's for them."""

from __future__ import annotations

from types import MappingProxyType

from evidence.formats._zotero_schema import TYPES

CLASSES: MappingProxyType[str, str] = MappingProxyType(
    {
        "Article": "article-journal",
        "AcademicArticle": "article-journal",
        "ScholarlyArticle": "article-journal",
        "Book": "book",
        "EditedBook": "book",
        "BookSection": "chapter",
        "Chapter": "chapter",
        "ConferenceProceedings": "paper-conference",
        "Proceedings": "paper-conference",
        "Data": "software",
        "Dataset": "dataset",
        "Document": "document",
        "Image": "graphic",
        "Illustration": "graphic",
        "Interview": "interview",
        "Issue": "periodical",
        "Journal": "periodical",
        "Periodical": "periodical",
        "Magazine": "periodical",
        "Newspaper": "periodical",
        "LegalCaseDocument": "legal_case",
        "Legislation": "legislation",
        "Letter": "personal_communication",
        "Manuscript": "manuscript",
        "Map": "map",
        "MotionPicture": "motion_picture",
        "AudioVisualDocument": "motion_picture",
        "Patent": "patent",
        "Recording": "song",
        "AudioDocument": "song",
        "Report": "report",
        "Thesis": "thesis",
        "Webpage": "webpage",
        "WebPage": "webpage",
        "WebSite": "webpage",
        "Standard": "standard",
        "Statute": "legislation",
        "Bill": "bill",
        "ThesisDegree": "thesis",
        "PersonalCommunicationDocument": "personal_communication",
        "BlogPost": "post-weblog",
        "Blog": "post-weblog",
        "Film": "motion_picture",
        "Memo": "document",
    }
)
"""CSL types by the classes of bib, bibo and schema.org."""

WRITTEN_CLASSES: MappingProxyType[str, str] = MappingProxyType(
    {
        "article-journal": "bib:Article",
        "article-magazine": "bib:Article",
        "article-newspaper": "bib:Article",
        "book": "bib:Book",
        "chapter": "bib:BookSection",
        "entry-dictionary": "bib:BookSection",
        "entry-encyclopedia": "bib:BookSection",
        "thesis": "bib:Thesis",
        "report": "bib:Report",
        "patent": "bib:Patent",
        "legislation": "bib:Legislation",
        "bill": "bib:Legislation",
        "interview": "bib:Interview",
        "personal_communication": "bib:Letter",
        "manuscript": "bib:Manuscript",
        "motion_picture": "bib:MotionPicture",
        "song": "bib:Recording",
        "graphic": "bib:Image",
        "map": "bib:Image",
        "software": "bib:Data",
        "webpage": "bib:Document",
        "post-weblog": "bib:Document",
        "document": "bib:Document",
    }
)
CONTAINERS: MappingProxyType[str, str] = MappingProxyType(
    {
        "article-journal": "bib:Journal",
        "article-magazine": "bib:Periodical",
        "article-newspaper": "bib:Newspaper",
        "chapter": "bib:Book",
        "paper-conference": "bib:Journal",
        "entry-dictionary": "z:Dictionary",
        "entry-encyclopedia": "z:Encyclopedia",
        "post-weblog": "z:Blog",
        "post": "z:Forum",
        "webpage": "z:Website",
        "legal_case": "bib:CourtReporter",
        "bill": "bib:Code",
        "legislation": "bib:Code",
    }
)
"""The class of what a work of a type is part of; of the others, bib:Periodical."""

PERIODICALS = frozenset(
    "article-journal article-magazine article-newspaper paper-conference".split()
)
"""Types whose volume, issue, DOI and ISSN stand with the journal, as Zotero writes them."""

NUMBERED = frozenset(
    """report patent bill legislation legal_case hearing standard broadcast dataset article
    document book thesis webpage map manuscript""".split()
)
"""Types whose `prism:number` is a number of their own, not a journal's issue."""

VARIABLES: MappingProxyType[str, str] = MappingProxyType(
    {
        "dcterms:abstract": "abstract",
        "bibo:abstract": "abstract",
        "dc:language": "language",
        "dcterms:language": "language",
        "dc:rights": "license",
        "dcterms:rights": "license",
        "dc:source": "archive",
        "dc:coverage": "archive_location",
        "dcterms:medium": "medium",
        "dcterms:extent": "dimensions",
        "dcterms:alternative": "title-short",
        "bibo:shortTitle": "title-short",
        "prism:volume": "volume",
        "bibo:volume": "volume",
        "bibo:issue": "issue",
        "prism:issueIdentifier": "issue",
        "schema:volumeNumber": "volume",
        "schema:issueNumber": "issue",
        "schema:inLanguage": "language",
        "schema:description": "abstract",
        "prism:edition": "edition",
        "bibo:edition": "edition",
        "bibo:number": "number",
        "bibo:numPages": "number-of-pages",
        "bibo:numVolumes": "number-of-volumes",
        "prism:publicationName": "container-title",
        "bib:section": "section",
        "prism:versionIdentifier": "version",
    }
)
DATES: MappingProxyType[str, str] = MappingProxyType(
    {
        "dc:date": "issued",
        "dcterms:date": "issued",
        "dcterms:issued": "issued",
        "dc:date.issued": "issued",
        "prism:publicationDate": "issued",
        "dcterms:dateSubmitted": "accessed",
        "schema:datePublished": "issued",
    }
)


def type_of(kind: str, zotero_type: str, described: str) -> str:
    """The CSL type of a node.

    Args:
        kind: its class.
        zotero_type: Zotero's item type, which counts before the class.
        described: the text of `dc:type`.
    """
    if zotero_type in TYPES:
        return TYPES[zotero_type]
    local = kind.rpartition(":")[2].rpartition("}")[2]
    if local in CLASSES:
        return CLASSES[local]
    words = "".join(word.capitalize() for word in described.rpartition("/")[2].split())
    if described in TYPES:
        return TYPES[described]
    return CLASSES.get(words, "document")
