"""What entries take over from others by `crossref` and `xdata`.

Source: the biblatex manual, sections 2.4.1, 3.11.6 and appendix B ("Default inheritance
setup"). What tells one work from another (DOI, URL, abstract …) is not taken over by
`crossref`, though biblatex would: a chapter would pass for its book.
"""

from __future__ import annotations

import re

from evidence.formats._bibtex_fields import PARTS
from evidence.formats._bibtex_parser import RawEntry, scan

# Six times as fast over a whole file as the same without regard to case.
_REFERS = re.compile(
    r"[cCxX](?:[rR][oO][sS]{2}[rR][eE][fF]|[dD][aA][tT][aA])\s*=\s*[{\"]*([^{}\"]{1,500})"
)
_OWN = frozenset(
    """ids crossref xref xdata entryset entrysubtype execute label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey sorttitle sortname
    shorttitle indextitle indexsorttitle doi url urldate eprint eprinttype eprintclass
    archiveprefix primaryclass pmid pmcid abstract annotation annote note keywords file pages
    pagetotal numpages""".split()
)
_TITLES = ("title", "subtitle", "titleaddon")
_DATES = frozenset({"date", "year", "month", "day"})
_DEEPEST = 20

_Known = dict[str, tuple[str, dict[str, str]]]
_GROWTH = 20
"""How many times its length a file may grow by what is taken over, and a million characters."""


class Parents:
    """The entries of a text that others name, and what these take over from them."""

    def __init__(self, text: str) -> None:
        wanted = {
            key.strip().lower() for named in _REFERS.finditer(text) for key in named[1].split(",")
        }
        self._known: _Known = {}
        self._left = _GROWTH * len(text) + 1_000_000
        for entry in scan(text) if wanted else ():
            if isinstance(entry, RawEntry) and entry.key and entry.key.lower() in wanted:
                fields: dict[str, str] = {}
                for name, value in entry.fields:
                    fields.setdefault(name, value)
                self._known.setdefault(entry.key.lower(), (entry.type, fields))

    def inherited(self, entry_type: str, fields: dict[str, str]) -> dict[str, str] | None:
        """`fields` with what the entry takes over, its own before all; None: the file has too much.

        Args:
            fields: raw values by name.
        """
        if not self._known or not ("crossref" in fields or "xdata" in fields):
            return fields
        whole = _inherited(entry_type, fields, self._known)
        self._left -= sum(len(value) for name, value in whole.items() if name not in fields)
        return whole if self._left > 0 else None


def _inherited(entry_type: str, fields: dict[str, str], known: _Known) -> dict[str, str]:
    chain = [(entry_type, fields)]
    seen: set[str] = set()
    while len(chain) < _DEEPEST:
        key = chain[-1][1].get("crossref", "").strip().lower()
        if not key or key in seen or key not in known:
            break
        seen.add(key)
        chain.append(known[key])
    type_, whole = chain[-1][0], _with_data(chain[-1][1], known)
    for child_type, child in reversed(chain[:-1]):
        whole = _from_parent(child_type, _with_data(child, known), type_, whole)
        type_ = child_type
    return whole


def _with_data(fields: dict[str, str], known: _Known) -> dict[str, str]:
    """`fields` with those of the `xdata` entries it names, and of those that they name."""
    waiting = _keys(fields.get("xdata"))
    seen: set[str] = set()
    whole = dict(fields)
    while waiting:
        key = waiting.pop(0)
        if key in seen or key not in known:
            continue
        seen.add(key)
        data = known[key][1]
        waiting.extend(_keys(data.get("xdata")))
        for name, value in data.items():
            if name not in {"xdata", "crossref", "ids"}:
                whole.setdefault(name, value)
    if seen and all(key in seen for key in _keys(whole.get("xdata"))):
        del whole["xdata"]
    return whole


def _keys(value: str | None) -> list[str]:
    return [key.strip().lower() for key in value.split(",")] if value else []


def _from_parent(
    child_type: str, child: dict[str, str], parent_type: str, parent: dict[str, str]
) -> dict[str, str]:
    whole = dict(child)
    dated = not _DATES.isdisjoint(child)
    titles = _titles(child_type, parent_type)
    if "title" in titles and "title" not in child and "booktitle" in child | parent:
        titles = {}  # BibTeX's @inbook, whose title is the book's
    for name, value in parent.items():
        if name in _OWN or (dated and name in _DATES):
            continue
        if name == "author" and child_type in {"inbook", "bookinbook", "suppbook"}:
            whole.setdefault("bookauthor", value)
        if name in titles:
            if titles[name] not in parent:
                whole.setdefault(titles[name], value)
        elif name not in _TITLES or not titles:
            whole.setdefault(name, value)
    return whole


def _titles(child: str, parent: str) -> dict[str, str]:
    """Where the parent's titles go."""
    if parent == "periodical":
        return {"title": "journaltitle", "subtitle": "journalsubtitle"}
    if parent.startswith("mv"):
        return {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
    if child in PARTS:
        return {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
    return {}
