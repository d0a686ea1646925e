"""EndNote's reference types, and what its fields mean in each.

EndNote gives every type the same generic fields; a type's table says what each stands for
(a book's secondary title is its series, a chapter's is its book).

Source: EndNote's user guide, "Reference types" and the table in its Preferences.
"""

from __future__ import annotations

from types import MappingProxyType

from evidence.domain.items import TYPES as ITEM_TYPES
from evidence.formats._ris_fields import ROLES, VARIABLES, by_type

TYPES: MappingProxyType[str, tuple[int, str]] = MappingProxyType(
    {
        "Journal Article": (17, "article-journal"),
        "Book": (6, "book"),
        "Book Section": (5, "chapter"),
        "Aggregated Database": (55, "document"),
        "Ancient Text": (51, "document"),
        "Artwork": (2, "graphic"),
        "Audiovisual Material": (3, "motion_picture"),
        "Bill": (4, "bill"),
        "Blog": (56, "post-weblog"),
        "Case": (7, "legal_case"),
        "Catalog": (8, "article-magazine"),
        "Chart or Table": (38, "graphic"),
        "Classical Work": (49, "book"),
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
        "Figure": (37, "graphic"),
        "Film or Broadcast": (21, "motion_picture"),
        "Generic": (13, "document"),
        "Government Document": (46, "report"),
        "Grant": (54, "document"),
        "Hearing": (14, "hearing"),
        "Interview": (64, "interview"),
        "Legal Rule or Regulation": (50, "legislation"),
        "Magazine Article": (19, "article-magazine"),
        "Manuscript": (36, "manuscript"),
        "Map": (20, "map"),
        "Multimedia Application": (68, "motion_picture"),
        "Music": (61, "song"),
        "Newspaper Article": (23, "article-newspaper"),
        "Online Database": (45, "webpage"),
        "Online Multimedia": (48, "motion_picture"),
        "Pamphlet": (24, "manuscript"),
        "Patent": (25, "patent"),
        "Personal Communication": (26, "personal_communication"),
        "Podcast": (63, "broadcast"),
        "Press Release": (65, "report"),
        "Report": (27, "report"),
        "Serial": (57, "book"),
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
"""Names with their number and the CSL type, the rarer ones as Zotero has them; where several
share a CSL type, the first is the one it is written as."""

BY_NUMBER: MappingProxyType[int, str] = MappingProxyType(
    {number: name for name, (number, _) in list(TYPES.items())[::-1]}
    | {0: "Journal Article", 1: "Book", 16: "Web Page"}
)

WRITTEN: MappingProxyType[str, str] = MappingProxyType(
    dict.fromkeys(ITEM_TYPES, "Generic")
    | {csl: name for name, (_, csl) in list(TYPES.items())[::-1]}
    | {
        "article-magazine": "Magazine Article",
        "broadcast": "Television Episode",
        "classic": "Classical Work",
        "document": "Generic",
        "entry": "Encyclopedia",
        "figure": "Figure",
        "graphic": "Artwork",
        "legislation": "Statute",
        "manuscript": "Unpublished Work",
        "motion_picture": "Film or Broadcast",
        "musical_score": "Music",
        "pamphlet": "Pamphlet",
        "periodical": "Serial",
        "regulation": "Legal Rule or Regulation",
        "report": "Report",
        "review": "Journal Article",
        "review-book": "Journal Article",
        "webpage": "Web Page",
    }
)
"""The name that each CSL type is written as; some of these are read as another type."""

_TAGS = MappingProxyType(
    {
        "secondary-title": ("T2",), "tertiary-title": ("T3",), "short-title": ("ST",),
        "alt-title": ("J2",), "volume": ("VL",), "number": ("M1", "IS"), "num-vols": ("NV",),
        "edition": ("ET",), "section": ("SE",), "pub-location": ("CY",), "publisher": ("PB",),
        "call-num": ("CN",), "abstract": ("AB",), "work-type": ("M3",), "language": ("LA",),
        "custom1": ("C1",), "custom3": ("C3",), "custom4": ("C4",), "custom5": ("C5",),
        "custom6": ("C6",),
    }
)  # fmt: skip
"""The tags of RIS, which has EndNote's generic fields, too."""

_FIELDS = by_type(
    "remote-database-name source | reviewed-item reviewed-title",
    {
        "article": "secondary-title publisher | number number",
        "book": "tertiary-title volume-title",
        "chapter": "number collection-number | section chapter-number",
        "legal_case": "number number",
        "paper-conference": "meeting-place event-place",
        "patent": "number call-number | isbn number",
        "personal_communication": "number number",
        "thesis": "volume genre | number number",
        "webpage": "number -",
    },
)
"""Where the fields of the XML are more, or say something else."""


def fields(type_: str) -> dict[str, str]:
    """What EndNote's fields stand for in a work of a CSL type, by the field's name."""
    table = VARIABLES[type_]
    found = {
        field: next((table[tag] for tag in tags if tag in table), "")
        for field, tags in _TAGS.items()
    }
    named = {field: variable for field, variable in found.items() if variable}
    return {**named, **_FIELDS[type_]}


_PEOPLE = MappingProxyType(
    {
        "authors": "AU",
        "secondary-authors": "A2",
        "tertiary-authors": "A3",
        "subsidiary-authors": "A4",
    }
)


def roles(type_: str, name: str = "") -> dict[str, str]:
    """The CSL name variable of each of EndNote's lists of people, in a work of a type.

    Args:
        name: EndNote's name of the type; an edited book's authors are its editors.
    """
    found = {field: ROLES[type_][tag] for field, tag in _PEOPLE.items() if tag in ROLES[type_]}
    if name == "Edited Book":
        found |= {"authors": "editor", "tertiary-authors": "author"}
    return found
