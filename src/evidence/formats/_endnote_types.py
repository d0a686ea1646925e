"""EndNote's reference types, and what its fields mean in each.

EndNote gives every type the same generic fields; a type's table says what each stands for
(a book's secondary title is its series, a chapter's is its book).

Source: EndNote's user guide, "Reference types" and the table in its Preferences.
"""

from __future__ import annotations

from types import MappingProxyType

TYPES: MappingProxyType[str, tuple[int, str]] = MappingProxyType(
    {
        "Journal Article": (17, "article-journal"),
        "Book": (6, "book"),
        "Book Section": (5, "chapter"),
        "Aggregated Database": (55, "dataset"),
        "Ancient Text": (51, "classic"),
        "Artwork": (2, "graphic"),
        "Audiovisual Material": (3, "motion_picture"),
        "Bill": (4, "bill"),
        "Blog": (56, "post-weblog"),
        "Case": (7, "legal_case"),
        "Catalog": (8, "book"),
        "Chart or Table": (38, "figure"),
        "Classical Work": (49, "classic"),
        "Computer Program": (9, "software"),
        "Conference Paper": (47, "paper-conference"),
        "Conference Proceedings": (10, "paper-conference"),
        "Dataset": (59, "dataset"),
        "Dictionary": (52, "entry-dictionary"),
        "Discussion Forum": (67, "post"),
        "Edited Book": (28, "book"),
        "Electronic Article": (43, "article-journal"),
        "Electronic Book": (44, "book"),
        "Electronic Book Section": (60, "chapter"),
        "Encyclopedia": (53, "entry-encyclopedia"),
        "Equation": (39, "graphic"),
        "Figure": (37, "figure"),
        "Film or Broadcast": (21, "motion_picture"),
        "Generic": (13, "document"),
        "Government Document": (46, "report"),
        "Grant": (54, "document"),
        "Hearing": (14, "hearing"),
        "Interview": (64, "interview"),
        "Legal Rule or Regulation": (50, "regulation"),
        "Magazine Article": (19, "article-magazine"),
        "Manuscript": (36, "manuscript"),
        "Map": (20, "map"),
        "Multimedia Application": (68, "software"),
        "Music": (61, "song"),
        "Newspaper Article": (23, "article-newspaper"),
        "Online Database": (45, "dataset"),
        "Online Multimedia": (48, "webpage"),
        "Pamphlet": (24, "pamphlet"),
        "Patent": (25, "patent"),
        "Personal Communication": (26, "personal_communication"),
        "Podcast": (63, "broadcast"),
        "Press Release": (65, "article-newspaper"),
        "Report": (27, "report"),
        "Serial": (57, "periodical"),
        "Social Media": (69, "post"),
        "Standard": (58, "standard"),
        "Statute": (31, "legislation"),
        "Television Episode": (66, "broadcast"),
        "Thesis": (32, "thesis"),
        "Unpublished Work": (34, "manuscript"),
        "Web Page": (12, "webpage"),
        "Preprint": (70, "article"),
        "Conference": (10, "paper-conference"),
        "Electronic Source": (12, "webpage"),
        "Hearings": (14, "hearing"),
    }
)
"""Names with their number and the CSL type; where several share a CSL type, the first is
the one it is written as."""

BY_NUMBER: MappingProxyType[int, str] = MappingProxyType(
    {number: name for name, (number, _) in list(TYPES.items())[::-1]}
    | {0: "Journal Article", 1: "Book", 16: "Web Page"}
)

WRITTEN: MappingProxyType[str, str] = MappingProxyType(
    {csl: name for name, (_, csl) in list(TYPES.items())[::-1]}
    | {
        "dataset": "Dataset",
        "paper-conference": "Conference Paper",
        "graphic": "Artwork",
        "motion_picture": "Film or Broadcast",
        "software": "Computer Program",
        "webpage": "Web Page",
        "document": "Generic",
        "manuscript": "Manuscript",
        "classic": "Classical Work",
        "post": "Discussion Forum",
        "broadcast": "Podcast",
        "report": "Report",
    }
)
"""The name that a CSL type is written as; the others are Generic."""

BOOKS = frozenset({"book", "thesis", "pamphlet", "classic", "software", "manuscript", "standard"})
"""Types whose pages are counted, not cited."""

_PERIODICAL = {
    "secondary-title": "container-title",
    "number": "issue",
    "alt-title": "container-title-short",
}
_WHOLE = {
    "secondary-title": "collection-title",
    "tertiary-title": "volume-title",
    "number": "collection-number",
    "alt-title": "title-short",
}
_PART = {
    "secondary-title": "container-title",
    "tertiary-title": "collection-title",
    "number": "collection-number",
    "section": "chapter-number",
}

_TITLES: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {
        "article-journal": _PERIODICAL,
        "article-magazine": _PERIODICAL,
        "article-newspaper": {**_PERIODICAL, "section": "section"},
        "article": {"secondary-title": "publisher", "number": "number"},
        "book": _WHOLE,
        "pamphlet": _WHOLE,
        "classic": _WHOLE,
        "chapter": _PART,
        "entry-dictionary": _PART,
        "entry-encyclopedia": _PART,
        "paper-conference": {
            "secondary-title": "event-title",
            "tertiary-title": "collection-title",
            "custom3": "container-title",
            "number": "issue",
            "meeting-place": "event-place",
        },
        "thesis": {"secondary-title": "division", "volume": "genre", "number": "number"},
        "report": {"secondary-title": "collection-title", "number": "number"},
        "standard": {"secondary-title": "collection-title", "number": "number"},
        "dataset": {"secondary-title": "container-title", "number": "number", "edition": "version"},
        "software": {"secondary-title": "collection-title", "edition": "version"},
        "map": {"secondary-title": "collection-title", "custom1": "scale", "number": "number"},
        "webpage": {"secondary-title": "container-title"},
        "post-weblog": {"secondary-title": "container-title"},
        "post": {"secondary-title": "container-title"},
        "patent": {"secondary-title": "container-title", "number": "call-number", "isbn": "number"},
        "legal_case": {
            "secondary-title": "container-title",
            "publisher": "authority",
            "number": "number",
        },
        "bill": {
            "secondary-title": "container-title",
            "number": "number",
            "publisher": "authority",
        },
        "legislation": {"secondary-title": "container-title", "number": "number"},
        "regulation": {"secondary-title": "container-title", "number": "number"},
        "hearing": {"secondary-title": "section", "number": "number"},
        "personal_communication": {"number": "number"},
        "periodical": {"number": "issue", "secondary-title": "collection-title"},
    }
)
_COMMON = {
    "secondary-title": "container-title",
    "short-title": "title-short",
    "volume": "volume",
    "number": "issue",
    "num-vols": "number-of-volumes",
    "edition": "edition",
    "pub-location": "publisher-place",
    "publisher": "publisher",
    "call-num": "call-number",
    "abstract": "abstract",
    "work-type": "genre",
    "language": "language",
    "reviewed-item": "reviewed-title",
    "remote-database-name": "source",
}


def fields(type_: str) -> dict[str, str]:
    """What EndNote's fields stand for in a work of a CSL type, by the field's name."""
    return _COMMON | _TITLES.get(type_, {})


_ROLES: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {
        "book": {"secondary-authors": "collection-editor", "tertiary-authors": "editor"},
        "report": {"secondary-authors": "collection-editor"},
        "map": {"secondary-authors": "collection-editor"},
        "personal_communication": {"secondary-authors": "recipient"},
        "interview": {"secondary-authors": "interviewer"},
        "motion_picture": {"authors": "director", "tertiary-authors": "producer"},
        "broadcast": {"secondary-authors": "director", "tertiary-authors": "producer"},
        "thesis": {"secondary-authors": "editor", "tertiary-authors": "contributor"},
        "song": {"secondary-authors": "performer", "tertiary-authors": "producer"},
    }
)
_COMMON_ROLES = {
    "authors": "author",
    "secondary-authors": "editor",
    "tertiary-authors": "collection-editor",
    "subsidiary-authors": "translator",
}


def roles(type_: str, name: str = "") -> dict[str, str]:
    """The CSL name variable of each of EndNote's lists of people, in a work of a type.

    Args:
        name: EndNote's name of the type; an edited book's authors are its editors.
    """
    found = _COMMON_ROLES | _ROLES.get(type_, {})
    if name == "Edited Book":
        found |= {"authors": "editor", "tertiary-authors": "author"}
    return found
