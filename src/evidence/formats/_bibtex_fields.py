"""Entry types and fields of BibTeX and biblatex, and the CSL types and variables they mean.

Sources: btxdoc; the biblatex manual, sections 2.1 and 2.2; what reference managers and
publishers add to both. Where a type or field could be several things, Zotero's reading is
taken.
"""

from __future__ import annotations

from collections.abc import Container
from types import MappingProxyType

from evidence.domain.items import DATES, NAMES, STRINGS, TYPES

CSL_TYPES = MappingProxyType(
    {
        entry_type: csl
        for csl, entry_types in {
            "article-journal": "article suppperiodical journal journalarticle",
            "article-magazine": "magazine magazinearticle",
            "article-newspaper": "newspaper newspaperarticle",
            "article": "preprint eprint",
            "book": "book mvbook booklet collection mvcollection proceedings mvproceedings manual"
            " reference mvreference monograph ebook",
            "chapter": "inbook incollection bookinbook suppbook suppcollection chapter bookchapter"
            " booksection inbrochure",
            "paper-conference": "inproceedings conference conferencepaper",
            "entry-encyclopedia": "inreference encyclopedia",
            "entry-dictionary": "dictionary",
            "thesis": "thesis phdthesis mastersthesis masterthesis bachelorsthesis diplomathesis",
            "report": "report techreport techrep whitepaper",
            "manuscript": "unpublished manuscript",
            "webpage": "online electronic www webpage website internet url",
            "post-weblog": "blog blogpost",
            "post": "forumpost post",
            "patent": "patent",
            "dataset": "dataset data",
            "software": "software computerprogram program game",
            "graphic": "artwork image graphic",
            "figure": "figure",
            "map": "map",
            "song": "audio music song",
            "motion_picture": "movie video film",
            "broadcast": "broadcast tvbroadcast radiobroadcast podcast",
            "musical_score": "score",
            "personal_communication": "letter email",
            "periodical": "periodical",
            "legal_case": "jurisdiction case",
            "legislation": "legislation statute",
            "bill": "bill",
            "hearing": "hearing",
            "treaty": "legal",
            "performance": "performance",
            "review": "review",
            "standard": "standard",
            "speech": "speech presentation talk lecture",
            "interview": "interview",
            "document": "misc other unspecified",
        }.items()
        for entry_type in entry_types.split()
    }
)
"""The CSL type of each entry type; of one not listed, `document`."""

SUBTYPES = MappingProxyType(
    {
        **{csl: csl for csl in TYPES},
        "magazine": "article-magazine",
        "newspaper": "article-newspaper",
        "preprint": "article",
        "blog": "post-weblog",
    }
)
"""What `entrysubtype` makes of an entry."""

ARTICLES = frozenset(
    """article suppperiodical journal journalarticle magazine magazinearticle newspaper
    newspaperarticle periodical review""".split()
)
PARTS = frozenset(
    """inbook incollection bookinbook suppbook suppcollection chapter bookchapter booksection
    inproceedings conference conferencepaper inreference encyclopedia dictionary""".split()
)
"""Entry types of a work that stands in a book."""
BOOKS = frozenset(
    """book mvbook booklet collection mvcollection proceedings mvproceedings manual reference
    mvreference monograph ebook""".split()
)
_COUNTED = frozenset({"thesis", "manuscript", "book"})

RICH = frozenset(
    """title title-short container-title container-title-short collection-title event-title
    original-title volume-title abstract note""".split()
)
"""Variables that may hold CSL's markup."""
LINES = frozenset({"abstract", "note"})
"""Variables whose paragraphs count."""

VARIABLES = MappingProxyType(
    {
        field: variable
        for variable, fields in {
            "title-short": "shorttitle",
            "event-title": "eventtitle conference",
            "event-place": "venue",
            "original-title": "origtitle",
            "original-publisher": "origpublisher",
            "original-publisher-place": "origlocation",
            "collection-title": "series",
            "publisher-place": "address location place",
            "volume": "volume",
            "edition": "edition",
            "chapter-number": "chapter",
            "number-of-volumes": "volumes",
            "number-of-pages": "pagetotal numpages",
            "part-number": "part",
            "version": "version",
            "abstract": "abstract",
            "call-number": "library callnumber",
            "license": "copyright rights license",
            "note": "note",
        }.items()
        for field in fields.split()
    }
)
"""Fields that are a variable of their own, whatever the entry; the first of these counts."""
ADDRESSES = ("howpublished", "link", "note")
"""Fields besides `url` that may hold a web address."""

PUBLISHERS = ("publisher", "school", "institution", "organization")
JOURNALS = ("journaltitle", "journal")

ROLES = MappingProxyType(
    {
        "author": "author",
        "editor": "editor",
        "translator": "translator",
        "bookauthor": "container-author",
    }
)
"""The CSL role of each field of names."""

KINDS = MappingProxyType({**{role: role for role in NAMES}, "none": "contributor"})
"""The CSL role of each `editortype` and `nameatype` that has one."""

_TAKEN = frozenset(
    """note number page volume issue title edition version abstract author editor translator
    annote keyword citation-key citation-label citation-number doi isbn issn url pmid pmcid
    status language accessed issued""".split()
)
OWN_VARIABLES = MappingProxyType(
    {name.lower(): name for name in STRINGS if name.lower() not in _TAKEN}
)
"""CSL variables by the name that a field of theirs would have."""
OWN_DATES = frozenset(DATES - _TAKEN)
OWN_ROLES = frozenset(NAMES - _TAKEN)

DATE_FIELDS = MappingProxyType(
    {
        "urldate": "accessed",
        "lastchecked": "accessed",
        "lastaccessed": "accessed",
        "accessdate": "accessed",
        "access-date": "accessed",
        "accessed": "accessed",
        "origdate": "original-date",
        "eventdate": "event-date",
    }
)

NOTES = ("annotation", "annote", "annotenote", "review", "comment", "comments", "notes")
FILES = ("file", "pdf", "local-url", "path")
"""Fields that name files; the first that is there counts."""
TAGS = ("keywords", "keyword", "tags", "author_keywords", "mendeley-tags")

GENRES = MappingProxyType(
    {
        "phdthesis": "PhD thesis",
        "mathesis": "Master's thesis",
        "mastersthesis": "Master's thesis",
        "bathesis": "Bachelor's thesis",
        "candthesis": "Candidate thesis",
        "techreport": "Technical report",
        "resreport": "Research report",
        "datacd": "Data CD",
        "audiocd": "Audio CD",
        "patentus": "US patent",
        "patentde": "German patent",
        "patenteu": "European patent",
        "patentfr": "French patent",
        "patentuk": "British patent",
    }
)
"""What biblatex's keys for `type` print."""
NO_GENRES = frozenset({"thesis", "report"})
"""What `type` says where nothing but the entry type is known."""

STATES = MappingProxyType(
    {
        "inpress": "in press",
        "forthcoming": "forthcoming",
        "submitted": "submitted",
        "inpreparation": "in preparation",
        "prepublished": "prepublished",
    }
)
"""biblatex's keys for `pubstate`."""
UNDATED_STATES = MappingProxyType(
    {
        **{state: state for state in STATES.values()},
        "to appear": "forthcoming",
        "inpress": "in press",
        "accepted": "in press",
    }
)
"""What `year` says of works not yet published."""

LANGUAGES = MappingProxyType(
    {
        "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
        "ukenglish": "en-GB", "canadian": "en-CA", "australian": "en-AU", "ngerman": "de",
        "german": "de-1901", "austrian": "de-AT-1901", "naustrian": "de-AT", "french": "fr",
        "canadien": "fr-CA", "italian": "it", "spanish": "es", "mexican": "es-MX",
        "portuguese": "pt", "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl",
        "russian": "ru", "polish": "pl", "czech": "cs", "slovak": "sk", "danish": "da",
        "swedish": "sv", "norwegian": "no", "norsk": "nb", "nynorsk": "nn", "finnish": "fi",
        "hungarian": "hu", "magyar": "hu", "greek": "el", "turkish": "tr", "croatian": "hr",
        "serbian": "sr", "slovene": "sl", "bulgarian": "bg", "romanian": "ro", "ukrainian": "uk",
        "catalan": "ca", "basque": "eu", "galician": "gl", "latin": "la", "hebrew": "he",
        "arabic": "ar", "japanese": "ja", "chinese": "zh", "korean": "ko", "estonian": "et",
        "latvian": "lv", "lithuanian": "lt", "icelandic": "is", "hindi": "hi", "persian": "fa",
    }
)  # fmt: skip
"""Language tags (BCP 47) of babel's names, which `langid` holds."""


def csl_type(entry_type: str, subtype: str | None, archive: str) -> str:
    """The CSL type of an entry.

    Args:
        archive: in small letters where its `eprint` lies ("arxiv"), "" for none.
    """
    if subtype is not None and (named := SUBTYPES.get(subtype.strip().lower())):
        return named
    found = CSL_TYPES.get(entry_type, "document")
    if archive == "arxiv" and found in {"document", "webpage", "manuscript"}:
        return "article"
    return found


def number_variable(entry_type: str, csl: str, present: Container[str]) -> str:
    """What `number` is: an issue, a number within a series, or the work's own."""
    if entry_type in ARTICLES or csl in {"article-journal", "article-magazine"}:
        return "issue"
    if entry_type in {"inproceedings", "conference", "conferencepaper"}:
        return "collection-number" if "series" in present else "issue"
    return "collection-number" if entry_type in BOOKS | PARTS else "number"


def pages_variable(csl: str, pages: str) -> str:
    """What `pages` is: the pages within something larger, or how many the work has."""
    counted = csl in _COUNTED and not any(mark in pages for mark in "-–")
    return "number-of-pages" if counted else "page"


def holds_container(entry_type: str) -> bool:
    """Whether `titleaddon` names the site or series that the entry stands in, as Zotero writes."""
    found = CSL_TYPES.get(entry_type, "document")
    return found in {"webpage", "post", "post-weblog", "document", "broadcast", "song"}
