"""A work as it is gathered from the fields of a record, each cleaned for its CSL variable."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from evidence.domain import dates, names
from evidence.domain.identifiers import normalise_or_none
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import BadInput
from evidence.formats._xml_tree import squeeze
from evidence.formats.base import Entry

ISBN = re.compile(r"(?<![\d-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\d-])")
_ISSN = re.compile(r"(?<!\d)\d{4}[-–‐‑]?\d{3}[\dXx](?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d)(?!\d)")
_PAGES = re.compile(r"^(?:pp?|pages?|S|Seiten?)(?:[.:]\s*|\s+)(?=\w*\d)", re.IGNORECASE)
_CAPITALS = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 1000
"""Characters of ISBNs or ISSNs in one variable; more are kept beside it."""
_NUMERAL = re.compile(r"I{1,3}|IV|VI{0,3}|IX|X|[JS]n?r\.?")
_SUFFIX = re.compile(r"(?:[JS]n?r\.?|I{2,3}|IV|VI{1,3}|[2-9](?:nd|rd|th)|Esq\.?)", re.IGNORECASE)


class Work:
    """What a record says of a work, field by field; `entry` gives it whole.

    The first value of a variable counts; a second that differs is kept under the format's
    family in `custom`, so that nothing is lost; so are the names of its files.
    """

    def __init__(self, family: str) -> None:
        self.family = family
        self.variables: dict[str, str] = {}
        self.dates: dict[str, str] = {}
        self.names: dict[str, list[Name]] = {}
        self.custom: dict[str, Any] = {}
        self.tags: list[str] = []
        self.notes: list[str] = []
        self.files: list[str] = []
        self.remarks: list[str] = []
        self._seen: set[tuple[str, str | Name]] = set()

    def put(self, variable: str, value: str | None) -> None:
        """Set a standard or number variable, unless it is there already."""
        if not value or value.isspace():
            return
        value = value.strip()
        known = self.variables.setdefault(variable, value)
        if known != value:
            self.keep(variable, value)

    def keep(self, field: str, value: str | None) -> None:
        """Keep what CSL has no variable for; a field that comes again becomes a list."""
        if not value or value.isspace():
            return
        value = value.strip()
        if not self._is_new(f"custom {field}", value):
            return
        known = self.custom.setdefault(field, value)
        if isinstance(known, list):
            known.append(value)
        elif known is not value:
            self.custom[field] = [known, value]

    def _is_new(self, place: str, value: str | Name) -> bool:
        """Whether a value has not been in a place before."""
        before = len(self._seen)
        self._seen.add((place, value))
        return len(self._seen) > before

    def date(self, variable: str, value: str | None) -> None:
        """Set a date; words that are none are kept, and the only year in them counts."""
        value = squeeze(value)
        if not value:
            return
        if variable in self.dates:
            self.keep(variable, value)
            return
        try:
            self.dates[variable] = dates.from_text(value)
        except BadInput:
            self.keep(variable, value)
            years = set(_YEAR.findall(value))
            if len(years) == 1:
                self.dates[variable] = years.pop()

    def name(self, role: str, name: Name | None) -> None:
        """Add a name to a role, once."""
        if name is not None and self._is_new(role, name):
            self.names.setdefault(role, []).append(name)

    def lead(self, role: str | None) -> None:
        """Make authors of a role's names, as a citation of a film begins with its director."""
        for name in self.names.pop(role or "", []):
            self.name("author", name)

    def doi(self, value: str | None) -> None:
        """Set the DOI, without resolver or prefix, in the letters it came in."""
        value = squeeze(value)
        bare = doi(value)
        if bare:
            self.put("DOI", bare)
        else:
            self.keep("DOI", value)

    def isbn(self, value: str | None) -> None:
        """Add ISBNs as printed; several stand with a space between, as Zotero has them."""
        if value and not value.isspace():
            self._number("ISBN", squeeze(value), isbns, " ")

    def issn(self, value: str | None) -> None:
        """Add ISSNs; several stand with a comma between, as Zotero has them."""
        if value and not value.isspace():
            self._number("ISSN", squeeze(value), issns, ", ")

    def _number(
        self, variable: str, value: str, find: Callable[[str], list[str] | None], between: str
    ) -> None:
        known = self.variables.get(variable, "")
        found = find(value) if len(value) < _LONGEST and len(known) < _LONGEST else None
        if found is None:
            self.keep(variable, value)
            return
        fresh = [each for each in found if self._is_new(variable, each)]
        self.variables[variable] = between.join([*([known] if known else []), *fresh])

    def pages(self, value: str | None) -> None:
        """Set the page range, with hyphens and without "pp."."""
        self.put("page", pages(value))

    def tag(self, value: str | None) -> None:
        """Add a keyword, once."""
        value = squeeze(value)
        if value and self._is_new("tags", value):
            self.tags.append(value)

    def note(self, value: str | None) -> None:
        """Add a note, its line ends kept."""
        value = (value or "").strip()
        if value and self._is_new("notes", value):
            self.notes.append(value)

    def file(self, value: str | None) -> None:
        """Add an attached file, once."""
        value = (value or "").strip()
        if value and self._is_new("files", value):
            self.files.append(value)

    def entry(
        self, type_: str, line: int, raw: str, *, key: str | None = None, empty: bool = False
    ) -> Entry:
        """The whole work.

        Args:
            empty: it may be that nothing is known of it.

        Raises:
            BadInput: nothing is known of it.
        """
        if not empty and not (
            self.variables or self.names or self.dates or self.notes or self.files
        ):
            raise BadInput("it says nothing about a work")
        if self.files:
            self.custom["files"] = list(self.files)
        item = Item(
            type_,
            self.variables,
            self.dates,
            {role: tuple(held) for role, held in self.names.items() if held},
            {self.family: self.custom} if self.custom else {},
        )
        return Entry(
            item,
            line,
            raw,
            key,
            tuple(self.tags),
            tuple(self.notes),
            tuple(self.files),
            tuple(self.remarks),
        )


def doi(value: str) -> str | None:
    """The bare DOI in `value`, its capitals kept; None where it is none."""
    bare = normalise_or_none(IdentifierScheme.DOI, value)
    if bare is None:
        return None
    start = value.lower().find(bare)
    return value[start : start + len(bare)] if start >= 0 else bare


def isbns(value: str) -> list[str] | None:
    """Each ISBN in `value` as printed; None where a text holds none that is right."""
    found: dict[str, str] = {}
    for match in ISBN.finditer(value):
        normal = normalise_or_none(IdentifierScheme.ISBN, match[0])
        if normal is not None:
            found.setdefault(normal, match[0].replace(" ", "-").upper())
    return list(found.values()) or None


def issns(value: str) -> list[str] | None:
    """Each ISSN in `value` as NNNN-NNNC; None where a text holds none that is right."""
    found = []
    for match in _ISSN.finditer(value):
        issn = normalise_or_none(IdentifierScheme.ISSN, match[0])
        if issn is not None and issn not in found:
            found.append(issn)
    return found or None


def pages(value: str | None) -> str:
    """A page range with hyphens: "57-71", "S1-S5", "e12"."""
    value = _PAGES.sub("", squeeze(value))
    value = re.sub(r"(?<=\w)\s?[‐‑‒–—−]+\s?(?=\w)|(?<=\d)\s*--?\s*(?=\w)", "-", value)
    return value.rstrip(" ;.,")


def full_pages(value: str) -> str:
    """A page range whose ends are printed in full: 1234-45 is 1234-1245."""

    def whole(match: re.Match[str]) -> str:
        first, last = match[1], match[2]
        if len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return f"{first}-{last}"

    return re.sub(r"(?<![\d.])(\d+)-(\d+)(?!\w)", whole, value)


def person(family: str | None, given: str | None = None, suffix: str | None = None) -> Name | None:
    """A person's name from the parts that a record gives, particles told apart."""
    family, given, suffix = squeeze(family), squeeze(given), squeeze(suffix)
    if not family:
        return Name(given=given, suffix=suffix or None) if given else None
    if given and not suffix:
        before, comma, after = given.rpartition(",")
        if comma and _SUFFIX.fullmatch(after.strip()):
            given, suffix = before.strip(), after.strip()
    strange = re.search(r"[,{}]", family + given + suffix) or _NUMERAL.fullmatch(given)
    if strange or not given:
        return Name(family, given or None, suffix=suffix or None)
    parsed = names.parse(f"{family}, {given}")
    return Name(
        parsed.family,
        parsed.given,
        parsed.non_dropping_particle,
        parsed.dropping_particle,
        suffix or parsed.suffix,
    )


def lowered(name: str) -> str:
    """A name that is all capitals, "MÜLLER-LÜDENSCHEIDT", with its initials only."""
    if not name.isupper() or len(name) < 3:
        return name
    return _CAPITALS.sub(lambda match: match[0].capitalize(), name)


def printed(value: str | None) -> Name | None:
    """A name in one piece, as it was printed: "Drab, Lech", "Lech Drab", "World Bank"."""
    value = squeeze(value).replace("{", "").replace("}", "").strip(" ;")
    if not value.strip(" ,."):
        return None
    if value.endswith(",") or ",," in value:
        return Name(literal=value.rstrip(" ,").replace(",,", ",", 1))
    try:
        return names.parse(value)
    except BadInput:
        return Name(literal=value)


def literal(value: str | None) -> Name | None:
    """An organization's name."""
    value = squeeze(value)
    return Name(literal=value) if value else None


def pasted_url(value: str | None) -> str | None:
    """A web address as it may be kept: the first of several, without angle brackets."""
    value = squeeze(value).strip("<>")
    return value or None
