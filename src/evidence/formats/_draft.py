"""A work while the values of a tagged entry are put into it.

Nothing that is put in gets lost: what cannot stand in its CSL variable, because that is
taken or the value is none, is kept as the format's own (`item.custom`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from evidence.domain import dates
from evidence.domain.identifiers import normalise_or_none
from evidence.domain.items import DATES, NAMES, Item
from evidence.domain.names import Name
from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import BadInput
from evidence.formats._remarks import twice, unknown_type, unread_date
from evidence.formats._rough_dates import rough
from evidence.formats._told import told_name
from evidence.formats.base import Entry

PERIODICALS = frozenset(
    "article-journal article-magazine article-newspaper periodical review review-book".split()
)

_SEVERAL = frozenset({"URL", "ISBN", "ISSN", "language"})
"""Variables of which a work may well have several."""

_PRINTED = frozenset({"title", "publisher", "publisher-place"})
_PUNCTUATION = re.compile(r"\s*[,;]$|\s+[/:]$")
"""What library catalogues put between the parts of a description."""

_LONGEST_DATE, _LONGEST_DOI = 100, 2000
"""Characters beyond which a value is no date, no DOI."""

_DASHES = re.compile(r" ?(?:[‐‑‒–—―−]+|--+|(?<=\w) - (?=\w)) ?")
_PAGE_WORD = re.compile(r"(?:pages?|pp?)(?:\. ?| )(?=\w)", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2[Ff])[^\s\"]+")
_ISBN = re.compile(
    r"(?<![\w-])(?:97[89][-‐‑– ]?)?[0-9](?:[-‐‑– ]?[0-9]){8}[-‐‑– ]?[0-9Xx](?![\w-])"
)
_ADDRESS = re.compile(
    r"(?:https?|ftp)://|www\.|(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,10}(?:/|$)", re.IGNORECASE
)
_ISSN = re.compile(r"(?<![\w-])[0-9]{4}[-‐‑–]?[0-9]{3}[0-9Xx](?![\w-])")
_YEAR = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])")
_SLASHED = re.compile(
    r"(-?[0-9]{4})\s*/\s*([0-9]{1,2}|[A-Za-z]{3,9}\.?)?\s*(?:/\s*([0-9]{1,2})?\s*)?(?:/(.*))?",
    re.DOTALL,
)
_DAYS = re.compile(r"([0-9]{4})/([0-9]{2})/([0-9]{2}) ?[-–] ?([0-9]{2})/*")
_COPYRIGHT = re.compile(r"\[?(?:©|\(c\)|cop\.|[cp](?=\d)) ?([0-9]{4})[\].]*", re.IGNORECASE)
"""The year of a copyright, as libraries write it: "c2009", "[©2009]"; "c. 2009" is another."""

_DIGITS = re.compile(r"((?:1[0-9]|20)[0-9]{2})([0-9]{2})([0-9]{2})?")
_SMALL = frozenset(
    "a an and as at but by de der des die du et for from in la of on or the to und with".split()
)
_CAPITALS = frozenset(
    "ACM ACS ASME BMC BMJ CRC IEEE IET JAMA PLOS RSC SIAM UK USA II III IV".split()
)


def number_of(type_: str) -> str:
    """What a work's number is that is neither an ISBN nor an ISSN, in a field meant for those."""
    if type_ in {"patent", "report", "standard"}:
        return "number"
    return "ISSN" if type_ in PERIODICALS else "ISBN"


class Draft:
    """A work in the making.

    Args:
        family: the name of the format in `item.custom`.
        type_: a CSL item type.
    """

    def __init__(self, family: str, type_: str) -> None:
        self.family = family
        self.type = type_
        self.variables: dict[str, str] = {}
        self.dates: dict[str, str] = {}
        self.names: dict[str, list[Name]] = {}
        self.custom: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.notes: list[str] = []
        self.files: list[str] = []
        self.remarks: list[str] = []
        self._tags_of: dict[str, str] = {}

    def keep(self, tag: str, value: str) -> None:
        """Keep a value as the format's own."""
        if value:
            self.custom.setdefault(tag, []).append(value)

    def put(self, tag: str, variable: str, value: str) -> None:
        """Set a variable; where it already says something else, keep the value."""
        if variable in _PRINTED:
            value = _PUNCTUATION.sub("", value)
        if not value:
            return
        held = self.variables.setdefault(variable, value)
        if held != value:
            self.keep(tag, value)
            if self._tags_of.get(variable) == tag and variable not in _SEVERAL:
                self.remarks.append(twice(tag, held, value, tag))
        else:
            self._tags_of.setdefault(variable, tag)

    def unknown_type(self, tag: str, given: str) -> None:
        """Keep a type of entry that the format has not, and remark it."""
        self.keep(tag, given)
        if given:
            self.remarks.append(unknown_type(given, self.type))

    def name(self, role: str, name: Name | None) -> None:
        """Add a contributor."""
        if name is not None:
            self.names.setdefault(role, []).append(name)

    def date(self, tag: str, variable: str, value: str) -> None:
        """Set a date variable; keep what is no date."""
        if not value:
            return
        edtf = read_date(value)
        if edtf is None or self.dates.setdefault(variable, edtf) != edtf:
            self.keep(tag, value)
            if edtf is None:
                self.remarks.append(unread_date(variable, value, None))

    def issued(self, *given: tuple[str, list[str]]) -> None:
        """Set `issued` from several tags' values, those of the year first.

        A date that only adds month and day to the year is taken for both; one of another
        year is kept beside it; one without a year ("Mar 15") takes that of the first tag.
        """
        year: int | None = None
        for tag, value in [(tag, value) for tag, values in given for value in values if value]:
            edtf = read_date(value)
            if edtf is None and year is not None:
                edtf = read_date(f"{value} {year:04}") or read_date(f"{value}/{year:04}")
            if edtf is None:
                self.keep(tag, value)
                match = _YEAR.search(value) if year is None else None
                if match and len(value) <= _LONGEST_DATE:
                    self.dates["issued"] = rough(value) or match[0]
                    year = dates.year(self.dates["issued"])
                read = self.dates.get("issued") if match else None
                self.remarks.append(unread_date("date", value, read))
                continue
            found = dates.year(edtf)
            if year is None:
                year, self.dates["issued"] = found, edtf
            elif found != year:
                self.keep(tag, value)
            elif is_year(self.dates["issued"]) or len(edtf) > len(self.dates["issued"]):
                self.dates["issued"] = edtf
            elif edtf not in self.dates["issued"]:
                self.keep(tag, value)

    def doi(self, tag: str, value: str) -> None:
        """Set the DOI from however it is written; keep a value that holds none."""
        doi = find_doi(value)
        if doi:
            held = self.variables.setdefault("DOI", doi)
            if held.lower() != doi.lower():
                self.keep(tag, value)
        else:
            self.keep(tag, value)

    def number(self, tag: str, value: str, otherwise: str) -> None:
        """Set ISSN and ISBN from a value that may hold several, else the variable `otherwise`.

        The first of each is set, the others are kept.
        """
        issns = [_issn(match.group()) for match in _ISSN.finditer(value)]
        isbns = [match.group() for match in _ISBN.finditer(value)]
        if self.type == "patent":
            issns, isbns = [], []
        elif otherwise != "ISSN":
            issns = [each for each in issns if "-" in each and each in value]
        if not issns and not isbns:
            self.put(tag, otherwise, value)
        for isbn in isbns:
            self.put(tag, "ISBN", isbn)
        for issn in issns:
            if not any(issn.replace("-", "") in isbn.replace("-", "") for isbn in isbns):
                self.put(tag, "ISSN", issn)

    def url(self, tag: str, value: str) -> None:
        """Set the URL, and the DOI where the URL is one and no other is known."""
        parts = value.split()
        if not parts or not _ADDRESS.match(parts[0]):
            self.keep(tag, value)
            return
        for part in parts:
            self.put(tag, "URL", part)

    def file(self, tag: str, value: str) -> None:
        """Add an attached file, which is also kept as the format's own, to be written back."""
        self.files.append(value)
        self.keep(tag, value)

    def told(self, values: Mapping[str, list[str]]) -> None:
        """Set what the function `told` has found, and forget what it says there is not."""
        for variable, given in values.items():
            text = given[0]
            if variable in NAMES:
                people = [name for each in given if (name := told_name(each))]
                self.names[variable] = people
            elif variable in DATES:
                self.dates.pop(variable, None)
                if text:
                    self.date(f"csl-{variable}", variable, text)
            elif variable != "type":
                self.variables.pop(variable, None)
                self.put(variable, variable, text)

    def doi_from_url(self) -> None:
        """Set the DOI where only the URL has it."""
        url = self.variables.get("URL", "")
        if "DOI" not in self.variables and re.match(r"https?://(?:[a-z]+\.)?doi\.org/", url):
            doi = find_doi(url)
            if doi:
                self.variables["DOI"] = doi

    def entry(self, line: int, raw: str, key: str | None = None) -> Entry:
        """The finished work, whose text begins in a line of the file."""
        custom = {
            tag: values[0] if len(values) == 1 else values for tag, values in self.custom.items()
        }
        item = Item(
            self.type,
            self.variables,
            self.dates,
            {role: tuple(each) for role, each in self.names.items() if each},
            {self.family: custom} if custom else {},
        )
        return Entry(
            item,
            line,
            raw,
            key,
            tuple(dict.fromkeys(self.tags)),
            tuple(self.notes),
            tuple(self.files),
            tuple(dict.fromkeys(self.remarks)),
        )


def own(item: Item, family: str) -> list[tuple[str, str]]:
    """The tags and values that a work keeps for a format, as lines to write back."""
    kept = item.custom.get(family)
    if not isinstance(kept, Mapping):
        return []
    return [
        (str(tag), str(value))
        for tag, values in kept.items()
        for value in (values if isinstance(values, list | tuple) else [values])
    ]


def words(values: Iterable[str], separators: str = r"[;\n]") -> list[str]:
    """Keywords that stand several in a value."""
    parts = [part.strip() for value in values for part in re.split(separators, value)]
    return [part for part in parts if part]


def is_year(edtf: str) -> bool:
    """Whether a date is a year and nothing else."""
    return len(edtf) == 4 and edtf.isdigit()


def year_of(edtf: str) -> str:
    """The first year that a date names, as EDTF."""
    return str(dates.Point(dates.year(edtf)))


def read_date(text: str) -> str | None:
    """The EDTF of a date as tagged files write it, None where it is none.

    "2018/03/20/Spring", "2018///", "20180320", and all that people write.
    """
    text = " ".join(text.split())
    if text.isdigit() and text.isascii() and len(text) == 4:
        return text
    if copyright_year := _COPYRIGHT.fullmatch(text):
        return copyright_year[1]
    if len(text) > _LONGEST_DATE:
        return None
    try:
        if match := _DAYS.fullmatch(text):
            year, month, first, last = match.groups()
            return str(dates.parse(f"{year}-{month}-{first}/{year}-{month}-{last}"))
        if match := _SLASHED.fullmatch(text):
            return _slashed(*match.groups())
        if match := _DIGITS.fullmatch(text):
            return str(dates.parse("-".join(part for part in match.groups() if part)))
        return dates.from_text(text.rstrip("/;,"))
    except BadInput:
        return None


def _slashed(year: str, month: str | None, day: str | None, other: str | None) -> str | None:
    other = (other or "").strip(" /")
    if other and ":" not in other:
        try:
            return str(dates.parse(other))
        except BadInput:
            if not month:
                return dates.from_text(f"{other} {year}")
    if month and month.isalpha():
        return dates.from_text(" ".join(part for part in (day, month, year) if part))
    parts = [year]
    for part in (month, day):
        if not part or not int(part):
            break
        parts.append(f"{int(part):02}")
    return str(dates.parse("-".join(parts)))


def pages(first: str, last: str = "") -> str:
    """A page range with one hyphen, from its ends or from what holds both."""
    first, last = (
        _PAGE_WORD.sub("", _DASHES.sub("-", " ".join(each.split()))) for each in (first, last)
    )
    if not first or not last or last in {first, "-"}:
        return re.sub(r"(?<=\w)-$", "", first or last)
    if first.endswith(f"-{last}") or ("-" in first and first.count("-") == 1 and first == last):
        return first
    return last if last.startswith(f"{first}-") else f"{first.rstrip('-')}-{last.lstrip('-')}"


def whole_range(page: str) -> str:
    """A range with its second number in full: "123-8" is 123-128."""

    def full(match: re.Match[str]) -> str:
        start, end = match.groups()
        return f"{start}-{start[: max(len(start) - len(end), 0)]}{end}"

    return re.sub(r"(?<![0-9])([0-9]+)-([0-9]+)(?![0-9])", full, page)


def find_doi(text: str) -> str | None:
    """The DOI that a text holds, in its own letters, None where it holds none."""
    match = _DOI.search(text)
    if match is None or len(match.group()) > _LONGEST_DOI:
        return None
    given = unquote(match.group()) if "%" in match.group() else match.group()
    normal = normalise_or_none(IdentifierScheme.DOI, given)
    if normal is None:
        return None
    return given[: len(normal)] if given[: len(normal)].lower() == normal else normal


def _issn(text: str) -> str:
    digits = re.sub(r"[^0-9Xx]", "", text).upper()
    return f"{digits[:4]}-{digits[4:]}"


def title_case(text: str) -> str:
    """A title that an index prints in capitals, as titles are written; any other unchanged."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 4 or any(letter.islower() for letter in letters) or not text.isascii():
        return text
    first = True
    cased = []
    for word in text.split(" "):
        low = word.lower()
        small = not first and low in _SMALL
        kept = word in _CAPITALS
        cased.append(word if kept else low if small else _capital(low))
        first = word.endswith((":", "-", "?"))
    return " ".join(cased)


def _capital(word: str) -> str:
    return re.sub(r"(^|[-/(\[\"])([a-z])", lambda match: match[1] + match[2].upper(), word)
