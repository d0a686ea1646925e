"""Web of Science's tagged format: plain text ("FN", "VR", "PT" … "ER") and CIW.

Source: "Web of Science Core Collection field tags", Clarivate.
"""

from __future__ import annotations

import re

from evidence.domain.names import Name
from evidence.formats._draft import Draft, pages, title_case, words
from evidence.formats._tagged import Grammar, Record, flat, split, unescape
from evidence.formats._tagged_names import abbreviated, spaced
from evidence.formats.base import Broken, Entry, Format, Read

_TAGGED = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|)", re.DOTALL)
_FURNITURE = re.compile(r"\ufeff?(?:FN|VR|EF)(?: |$)")
_LINES = frozenset("AU AF BA BF CA GP BE ED BN C1 C3 CR EM OI RI FU SN EI AA AE PN".split())
"""Tags whose lines are values of their own."""

_VARIABLES = {
    "SE": "collection-title",
    "LA": "language",
    "AB": "abstract",
    "CT": "event-title",
    "CL": "event-place",
    "PU": "publisher",
    "PI": "publisher-place",
    "VL": "volume",
    "IS": "issue",
    "PM": "PMID",
}
_ROLES = {
    "AF": "author",
    "BF": "container-author",
    "AU": "author",
    "BA": "container-author",
    "CA": "author",
    "BE": "editor",
    "ED": "editor",
}
_SHORT = frozenset({"AU", "BA", "ED"})
"""Tags that say in short what the one before says in full."""


def _tagged(line: str) -> tuple[str, str] | None:
    match = _TAGGED.fullmatch(line)
    return (match[1], match[2] or "") if match else None


def read(text: str) -> Read:
    """The entries of a Web of Science file."""
    grammar = Grammar(
        tagged=_tagged,
        opens=lambda tag, _held, _blank: tag == "PT",
        closes=lambda tag: tag == "ER",
        furniture=lambda line: bool(_FURNITURE.match(line)),
        astray="no PT line begins this: it belongs to no entry",
    )
    for record in split(text, grammar):
        yield record if isinstance(record, Broken) else _entry(record)


def _entry(record: Record) -> Entry:
    values = {
        tag: [
            each
            for value in listed
            for each in (unescape(value).split("\n") if tag in _LINES else [flat(unescape(value))])
            if each
        ]
        for tag, listed in record.grouped().items()
        if tag != "ER"
    }
    draft = Draft("wos", _type(values))
    values.pop("PT", None)
    for tag, role in _ROLES.items():
        listed = values.pop(tag, [])
        if draft.type == "book" and role == "container-author":
            role = "author"
        if (tag in _SHORT or tag == "BF") and role in draft.names:
            continue  # the same people once more
        for value in listed:
            name = Name(literal=value) if tag == "CA" else spaced(abbreviated(value))
            if name not in draft.names.get(role, ()):
                draft.name(role, name)
    _when(draft, values)
    _titles(draft, values)
    _pages(draft, values)
    for value in values.pop("DI", []):
        draft.doi("DI", value)
    if "DOI" not in draft.variables and draft.type in {"book", "chapter"}:
        for value in values.pop("D2", []):
            draft.doi("D2", value)
    for tag, variable in (("SN", "ISSN"), ("EI", "ISSN"), ("BN", "ISBN")):
        for value in values.pop(tag, []):
            draft.number(tag, value, variable)
    for tag in ("DE", "ID"):
        draft.tags.extend(words(values.pop(tag, []), ";"))
    for tag, listed in values.items():
        for value in listed:
            if tag == "PN" and draft.type == "patent":
                draft.put(tag, "number", value)
            elif tag in _VARIABLES:
                cased = value if tag in {"AB", "VL", "IS", "PM"} else title_case(value)
                draft.put(tag, _VARIABLES[tag], cased)
            else:
                draft.keep(tag, value)
    return draft.entry(record.line, record.raw)


def _type(values: dict[str, list[str]]) -> str:
    given = (values.get("PT") or [""])[0].strip()[:1].upper()
    kind = " ".join(values.get("DT", [])).lower()
    if given == "P":
        return "patent"
    if given == "B":
        container, title = (" ".join(values.get(tag, [])).casefold() for tag in ("SO", "TI"))
        if container and container != title and "BP" in values:
            return "paper-conference" if "proceedings paper" in kind else "chapter"
        return "book"
    if given in {"S", "C"}:
        in_proceedings = "proceedings paper" in kind or "CT" in values or given == "C"
        return "paper-conference" if in_proceedings else "chapter"
    if "data set" in kind or "dataset" in kind:
        return "dataset"
    return "article-journal"


def _when(draft: Draft, values: dict[str, list[str]]) -> None:
    """PY is the year, PD the rest of the date, EA ("JAN 2020") when it was online first."""
    draft.issued(("PY", values.pop("PY", [])), ("PD", values.pop("PD", [])))
    if "issued" not in draft.dates:
        draft.issued(("EA", values.pop("EA", [])), ("EY", values.pop("EY", [])))


def _titles(draft: Draft, values: dict[str, list[str]]) -> None:
    for value in values.pop("TI", []):
        draft.put("TI", "title", value)
    for value in values.pop("SO", []):
        if draft.type == "book":
            if draft.variables.setdefault("title", value).casefold() != value.casefold():
                draft.keep("SO", value)
        else:
            draft.put("SO", "container-title", title_case(value))
    short = values.pop("JI", []) or values.pop("J9", [])
    for value in short:
        draft.put("JI", "container-title-short", value)


def _pages(draft: Draft, values: dict[str, list[str]]) -> None:
    first, last = (values.pop(tag, [""]) for tag in ("BP", "EP"))
    if draft.type == "book":
        draft.keep("BP", pages(first[0], last[0]))
    else:
        draft.put("BP", "page", pages(first[0], last[0]))
    for value in values.pop("AR", []):
        if "page" in draft.variables:
            draft.keep("AR", value)
        else:
            draft.put("AR", "page", value)
    for value in values.pop("PG", []):
        if draft.type == "book":
            draft.put("PG", "number-of-pages", value)
        else:
            draft.keep("PG", value)


def recognises(head: str) -> float:
    """Sure where FN and VR head the file, or PT and ER stand around entries."""
    if re.match(r"\s*\ufeff?FN .*(?:Web of|ISI|Clarivate|Thomson)", head):
        return 0.99
    if re.search(r"^PT [A-Z]\s*$", head, re.MULTILINE):
        return 0.9 if re.search(r"^(?:AU|TI|SO|ER)(?: |$)", head, re.MULTILINE) else 0.5
    return 0.0


FORMAT = Format("Web of Science", ("ciw", "isi"), read=read, recognises=recognises)
