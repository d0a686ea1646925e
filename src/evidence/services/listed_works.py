"""Between what a reference list says of a work and the work's bibliographic record."""

from __future__ import annotations

import re

from evidence.domain.dates import from_text, year
from evidence.domain.items import Item
from evidence.errors import BadInput
from evidence.manuscript.references.fields import Fields

_THESIS = re.compile(r"\b(?:dissertation|thesis|tese|dissertação|tesis)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:report|working paper|monograph|brief|relatório|informe)\b", re.I)
_NEWS = re.compile(r"\b(?:times|post|hindu|express|guardian|herald|daily|news|telegraph)\b", re.I)
_PROCEEDINGS = re.compile(r"\b(?:proceedings|conference|symposium|workshop|anais|congres)", re.I)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
)
_WHOLE_DATE = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}},\s+|\d{{1,2}}\s+{_MONTH},?\s+)(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)
_ACCESSED = re.compile(
    r"(?:accessed|retrieved|viewed|cited|visited|updated|consulted)\b.{0,40}", re.IGNORECASE
)
_VARIABLES = {
    "title": "title",
    "container-title": "container",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "place",
    "edition": "edition",
    "DOI": "doi",
    "URL": "url",
    "note": "note",
}


def item_of(fields: Fields) -> Item:
    """The record of a work as its entry's words were read."""
    variables = {
        variable: value
        for variable, name in _VARIABLES.items()
        if (value := str(getattr(fields, name)).strip())
    }
    if fields.letter:
        variables["year-suffix"] = fields.letter
    dates = {}
    issued = _date(fields.date) or (fields.year if fields.year else "")
    if issued:
        dates["issued"] = issued
    if accessed := _date(fields.accessed):
        dates["accessed"] = accessed
    names = {
        role: people
        for role, people in (("author", fields.authors), ("editor", fields.editors))
        if people
    }
    return Item(_type(fields), variables, dates, names)


def other_dates(words: str, fields: Fields) -> tuple[str, ...]:
    """The dates of an entry that gives a whole date of another year than its own; EDTF.

    Args:
        words: the entry as printed; dates within its title and of access are none.
    """
    if not fields.year:
        return ()
    rest = words.replace(fields.title, " ") if fields.title else words
    rest = _ACCESSED.sub(" ", rest)
    found = [date for match in _WHOLE_DATE.finditer(rest) if (date := _date(match.group()))]
    other = [date for date in found if not date.startswith(fields.year)]
    return (fields.year, *dict.fromkeys(other)) if other and len(other) == len(found) else ()


def fields_of(item: Item) -> Fields:
    """What a record says, as far as citations and lists are compared by it."""
    said = {
        name: item.variables.get(variable, "")
        for variable, name in _VARIABLES.items()
        if variable != "title"
    }
    issued = item.dates.get("issued", "")
    try:
        number = str(year(issued)) if issued else ""
    except BadInput:
        number = ""
    return Fields(
        authors=item.names.get("author", ())
        or (item.creators if "editor" not in item.names else ()),
        editors=item.names.get("editor", ()),
        year=number,
        date=issued,
        title=item.title or "",
        **said,
    )


def _type(fields: Fields) -> str:
    """The CSL type that an entry's fields tell of."""
    if _THESIS.search(f"{fields.note} {fields.title} {fields.publisher}"):
        return "thesis"
    if fields.container:
        if _PROCEEDINGS.search(fields.container):
            return "paper-conference"
        if fields.volume or fields.issue or (fields.pages and not fields.publisher):
            return "article-journal"
        if fields.editors or fields.publisher:
            return "chapter"
        return "article-newspaper" if _NEWS.search(fields.container) else "article-journal"
    if _REPORT.search(f"{fields.title} {fields.note}"):
        return "report"
    if fields.publisher:
        return "book"
    return "webpage" if fields.url else "document"


def _date(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return from_text(text.strip(" .,()"))
    except BadInput:
        return ""
