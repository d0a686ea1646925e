"""BibTeX: entries with the fields of btxdoc and those that everybody adds, in UTF-8.

Read together with biblatex, whose fields stand in many a BibTeX file; written so that
BibTeX's own styles print it. A date that `year` and `month` cannot say stands in `date` too.

Source: O. Patashnik, "BibTeXing" (btxdoc); N. Markey, "Tame the BeaST".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.domain.items import Item
from evidence.domain.records import Source
from evidence.formats._bibtex_dates import write_parts
from evidence.formats._bibtex_reading import read
from evidence.formats._bibtex_writing import Dialect
from evidence.formats._bibtex_writing import write as write_entries
from evidence.formats.base import Format

_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)\s*[{(]\s*([^\s,={}]*)", re.MULTILINE)
_FIELD = re.compile(r"^\s*[\w-]+\s*=\s*[{\"\d\w]|,\s*[\w-]+\s*=\s*[{\"\d]", re.MULTILINE)

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "classic": "book",
    "musical_score": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "pamphlet": "booklet",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
    "speech": "unpublished",
}
_FIELDS = {
    "container-title": ("journal",),
    "publisher": ("publisher",),
    "publisher-place": ("address",),
}


def recognises(head: str) -> float:
    """How sure it is: entries at the beginnings of lines, with fields."""
    entry = _ENTRY.search(head)
    if entry is None:
        return 0.0
    return 0.9 if _FIELD.search(head, entry.start()) else 0.3


def write(sources: Iterable[Source]) -> Iterator[str]:
    """An entry a work, in UTF-8."""
    return write_entries(sources, _DIALECT)


def _entry_type(item: Item) -> str:
    if item.type == "thesis" and "master" in item.variables.get("genre", "").lower():
        return "mastersthesis"
    return _TYPES.get(item.type, "misc")


_BOOKTITLES = frozenset({"incollection", "inproceedings", "conference", "inbook"})
_PUBLISHER = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}


def _allows(entry_type: str, field: str) -> bool:
    """Whether a style would look for the field there; fields unknown to styles do no harm."""
    if field == "journal":
        return entry_type != "book" and entry_type not in _BOOKTITLES
    if field == "booktitle":
        return entry_type in _BOOKTITLES
    if field in {"publisher", "school", "institution"}:
        return _PUBLISHER.get(entry_type, "publisher") == field
    return True


def _genre(entry_type: str, genre: str | None) -> str | None:
    """`type`, but where the entry's own type says as much."""
    own = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}.get(entry_type)
    if own is None:
        return genre
    return None if genre == own else genre or "Thesis"


_DIALECT = Dialect(
    entry_type=_entry_type,
    fields={
        **_FIELDS,
        "container-title": ("journal", "booktitle"),
        "publisher": ("publisher", "school", "institution"),
    },
    allows=_allows,
    dates=write_parts,
    genre=_genre,
    notes="annote",
    keys=False,
)

FORMAT = Format("BibTeX", extensions=("bib",), write=write, read=read, recognises=recognises)
