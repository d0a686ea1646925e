"""BibLaTeX: the fields and types of biblatex's data model, dates in EDTF, in UTF-8.

Written so that `biber --tool --validate-datamodel` finds nothing to say but what the work
itself lacks, and fields of the user's own that came with a file.

Source: the biblatex manual, section 2; blx-dm.def.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.domain.items import Item
from evidence.domain.records import Source
from evidence.formats import bibtex
from evidence.formats._biblatex_model import FIELDS
from evidence.formats._bibtex_fields import GENRES
from evidence.formats._bibtex_reading import read
from evidence.formats._bibtex_writing import Dialect
from evidence.formats._bibtex_writing import write as write_entries
from evidence.formats.base import Format

_OWN = re.compile(
    r"^\s*(?:journaltitle|date|urldate|eprinttype|langid|location|booksubtitle|maintitle|subtitle"
    r"|eventtitle|origdate|pagetotal|pubstate|editora?type)\s*="
    r"|^\s*@(?:online|thesis|report|collection|mv\w+|inreference|xdata|dataset|software"
    r"|bookinbook|suppbook)\s*[{(]",
    re.IGNORECASE | re.MULTILINE,
)
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "classic": "book",
    "musical_score": "book",
    "chapter": "inbook",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings",
    "pamphlet": "booklet",
    "periodical": "periodical",
    "report": "report",
    "thesis": "thesis",
    "manuscript": "unpublished",
    "speech": "unpublished",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
}
_KEYS = {genre: key for key, genre in GENRES.items() if key != "mastersthesis"}
_REACHED = frozenset({"article", "webpage", "post", "post-weblog"})


def recognises(head: str) -> float:
    """How sure it is: BibTeX's entries with fields or types that only biblatex has."""
    sure = bibtex.recognises(head)
    if sure < 0.5:
        return sure * 0.9
    return 0.95 if _OWN.search(head) else 0.5


def write(sources: Iterable[Source]) -> Iterator[str]:
    """An entry a work, in UTF-8."""
    return write_entries(sources, _DIALECT)


def _entry_type(item: Item) -> str:
    if item.type in _REACHED:
        number = item.variables.get("number", "")
        reached = item.variables.keys() & {"URL", "DOI", "PMID"} or number.startswith("arXiv:")
        return "online" if reached else "misc"
    if item.type == "book" and item.names.get("editor") and not item.names.get("author"):
        return "collection"
    if item.type == "chapter" and item.names.get("editor"):
        return "inbook" if item.names.get("container-author") else "incollection"
    return _TYPES.get(item.type, "misc")


def _allows(entry_type: str, field: str) -> bool:
    return field in FIELDS.get(entry_type, ())


def _dates(date: str) -> dict[str, str]:
    return {"date": date}


def _genre(entry_type: str, genre: str | None) -> str | None:
    """`type`, which the data model wants of reports and theses."""
    if genre is None:
        return entry_type if entry_type in {"report", "thesis"} else None
    return _KEYS.get(genre, genre)


_DIALECT = Dialect(
    entry_type=_entry_type,
    fields={
        "container-title": ("journaltitle", "booktitle", "titleaddon"),
        "publisher": ("publisher", "institution", "organization"),
        "publisher-place": ("location",),
    },
    allows=_allows,
    dates=_dates,
    genre=_genre,
    notes="annotation",
    keys=True,
)

FORMAT = Format("BibLaTeX", extensions=("bib",), write=write, read=read, recognises=recognises)
