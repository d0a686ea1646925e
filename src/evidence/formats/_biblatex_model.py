"""Which fields an entry type of biblatex may have, so far as we write them.

Source: biblatex's default data model (blx-dm.def), which `biber --validate-datamodel` holds
entries to. Types that it lists without fields of their own are written as `@misc`.
"""

from __future__ import annotations

from types import MappingProxyType

_ALWAYS = frozenset(
    """abstract annotation date doi entrysubtype eprint eprintclass eprinttype file keywords
    langid library namea nameatype nameb namebtype namec namectype origdate origlocation
    origpublisher origtitle shortjournal shorttitle url urldate usera""".split()
)
_EDITORS = "editor editortype editora editoratype editorb editorbtype editorc editorctype"
_COMMON = "author language note pubstate title titleaddon"
_BOOK = f"{_COMMON} {_EDITORS} chapter edition isbn location number part publisher pages series"
_PART = f"{_BOOK} booktitle translator volume volumes"

_FIELDS = {
    "article": f"{_COMMON} {_EDITORS} eid issn issue journaltitle number pages series translator"
    " version volume",
    "book": f"{_BOOK} pagetotal translator volume volumes",
    "collection": f"{_BOOK} pagetotal translator volume volumes",
    "inbook": f"{_PART} bookauthor",
    "incollection": _PART,
    "inreference": _PART,
    "booklet": f"{_COMMON} chapter editor editortype howpublished location pages pagetotal type",
    "dataset": f"{_COMMON} edition editor editortype location number organization publisher series"
    " type version",
    "manual": f"{_COMMON} chapter edition editor editortype isbn location number organization pages"
    " pagetotal publisher series type version",
    "misc": f"{_COMMON} editor editortype howpublished location organization type version",
    "software": f"{_COMMON} editor editortype howpublished location organization type version",
    "online": f"{_COMMON} editor editortype organization version",
    "patent": f"{_COMMON} holder location number type version",
    "periodical": f"{_EDITORS} issn issue language note number pubstate series title titleaddon"
    " volume",
    "proceedings": "chapter editor editortype eventdate eventtitle isbn language location note"
    " number organization pages pagetotal part publisher pubstate series title titleaddon venue"
    " volume volumes",
    "inproceedings": f"{_COMMON} booktitle chapter editor editortype eventdate eventtitle isbn"
    " location number organization pages part publisher series venue volume volumes",
    "report": f"{_COMMON} chapter institution location number pages pagetotal type version",
    "thesis": f"{_COMMON} chapter institution location pages pagetotal type",
    "unpublished": f"{_COMMON} eventdate eventtitle howpublished location type venue",
}
_NO_AUTHOR = {"collection", "periodical", "proceedings"}

FIELDS = MappingProxyType(
    {
        entry_type: _ALWAYS
        | frozenset(fields.split()) - ({"author"} if entry_type in _NO_AUTHOR else set())
        for entry_type, fields in _FIELDS.items()
    }
)
"""The fields of each entry type that we write."""
