"""Fields of a MARC record, and their values without ISBD's punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.domain.names import Name
from evidence.formats._xml_tree import Element, squeeze, text
from evidence.formats._xml_work import Work, person

_NOT_SORTED = re.compile("[\x88\x89\x98\x9c¬]|<<|>>")
"""Marks around an article that is not sorted by."""
_SORTED_OFF = re.compile("^[˜ˆ]([^˜ˆœ‰]{1,12})[œ‰]")
"""The same marks where their bytes were read as Windows-1252."""

_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]\.(?:\s?|-)[^\W\d_]|\b(?:[JS]r|Inc|Co|Corp|Ltd|Cie|Bros|ed|éd|Aufl|vol|no|Univ|St|etc"
    r"|Ph\.? ?D))\.$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"\b[^\W\d_]\.$")
_UNKNOWN = re.compile(
    r"s\.?\s?[lne]\.?|place of publication not identified|publisher not identified"
    r"|verlag nicht ermittelbar|erscheinungsort nicht ermittelbar|sine (?:loco|nomine)"
    r"|o\.\s?[OV]\.",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"(?<![\d])(\d+)\]?\s*(?:p\b|pp\b|pages?\b|S\b|Seiten|leaves|l\b|s\b|stran|str\b|c\b|páginas)",
    re.IGNORECASE,
)

_VOLUME = re.compile(
    r"\b(?:v(?:ol(?:ume)?)?|Bd|Band|Jg|Jahrg(?:ang)?|t(?:ome?)?)[.:]?\s*(\d+)", re.IGNORECASE
)
_ISSUE = re.compile(
    r"\b(?:no|nr|n°|number|issue|iss|H|Heft|pt|fasc)[.:]?\s*(\d+[\w/-]*)", re.IGNORECASE
)
_SPAN = re.compile(
    r"\b(?:p|pp|pages?|S|Seiten?|str)[.:]?\s*([A-Za-z]?\d+(?:\s*[-–]\s*[A-Za-z]?\d+)?)",
    re.IGNORECASE,
)
"""How catalogues number a part in its host: "Vol. 24", "Band 24", "volume:24"."""


@dataclass(frozen=True, slots=True)
class Field:
    """A data field: its tag, indicators, and subfields in order."""

    tag: str
    first: str
    second: str
    subfields: tuple[tuple[str, str], ...]

    def get(self, code: str) -> str:
        """The first subfield of a code, empty where there is none."""
        return next((value for each, value in self.subfields if each == code), "")

    def every(self, *codes: str) -> list[str]:
        """The subfields of any of the codes, in order."""
        return [value for each, value in self.subfields if each in codes]

    def text(self) -> str:
        """All subfields in a line, but for links and codes."""
        return " ".join(value for code, value in self.subfields if code not in "0123456789")


class Marc:
    """A record: `leader`, control fields by tag, data fields by tag in order."""

    def __init__(self, element: Element) -> None:
        self.leader = ""
        self.control: dict[str, str] = {}
        self.fields: dict[str, list[Field]] = {}
        for each in element:
            tag = each.get("tag") or ""
            if each.tag == "leader":
                self.leader = (each.text or "").lstrip("\r\n")
            elif each.tag == "controlfield":
                self.control.setdefault(tag, each.text or "")
            elif each.tag == "datafield":
                subfields = tuple(
                    (sub.get("code") or "", value)
                    for sub in each
                    if (value := _readable(text(sub)))
                )
                field = Field(tag, each.get("ind1") or "", each.get("ind2") or "", subfields)
                self.fields.setdefault(tag, []).append(field)

    def all(self, tag: str) -> list[Field]:
        """The fields of a tag."""
        return self.fields.get(tag, [])

    def first(self, tag: str) -> Field | None:
        """The first field of a tag."""
        return next(iter(self.all(tag)), None)

    def get(self, tag: str, code: str) -> str:
        """The first subfield of a code in any field of a tag."""
        return next((value for field in self.all(tag) if (value := field.get(code))), "")


def _readable(value: str) -> str:
    """A subfield's text without the marks that sorting needs."""
    return squeeze(_NOT_SORTED.sub("", _SORTED_OFF.sub(r"\1", value)))


def clean(value: str) -> str:
    """A value without the punctuation that separates it from the next one."""
    value = re.sub(r"^[\s.,/:;=]+|[\s,/:;=]+$", "", value)
    if value.endswith(".") and not _ABBREVIATED.search(value) and not value.endswith(".."):
        value = value[:-1].rstrip()
    inner = value[1:-1]
    if value[:1] + value[-1:] in {"[]", "()"} and not set(inner) & set("[]()"):
        return inner.strip()
    if value.count("[") != value.count("]"):
        value = value.strip("[]")
    return value


def title_of(field: Field) -> str:
    """A title statement: the title, its rest after a colon, its part after a full stop."""
    title, numbered, parallel = "", False, False
    for code, value in field.subfields:
        part = clean(value)
        if code not in "abnps" or not part:
            continue
        if not title:
            title = part
        elif parallel:
            title += f" = {part}"
        elif code == "b" and numbered:
            title += f": {part}"
        elif code == "b":
            title += f" {part}" if title[-1] in "?!:" else f": {part}"
        elif code == "p" and numbered:
            title += f": {part}"
        elif code in "nps":
            title += f" {part}" if title[-1] in "?!." else f". {part}"
        numbered = code in "np"
        parallel = value.endswith("=")
    return title


def name_of(field: Field) -> Name | None:
    """The name of a heading: of a person by family name, of a body as one piece."""
    value = field.get("a").rstrip(" ,;:")
    if field.tag.endswith(("10", "11")):
        pieces = [clean(each) for each in field.every("a", "b")]
        joined = ". ".join(piece for piece in pieces if piece)
        return Name(literal=joined) if joined else None
    if not _ABBREVIATED.search(value) and not _INITIAL.search(value):
        value = value.rstrip(".")
    value = re.sub(r"\s*\(.*?\)\s*$", "", value) if "(" in value else value
    if not value:
        return None
    suffix = clean(field.get("c")) if re.match(r"[JS]r|I{2,3}\b|IV", field.get("c")) else ""
    family, comma, given = value.partition(",")
    if not comma or field.first == "0":
        numeral = clean(field.get("b"))
        return Name(literal=f"{value} {numeral}".strip())
    return person(family, given, suffix)


def place_or_publisher(value: str) -> str:
    """A place or publisher without brackets; empty where it says that none is known."""
    value = clean(value).replace("[", "").replace("]", "")
    return "" if _UNKNOWN.fullmatch(value.strip()) else value


def year_of(value: str) -> str:
    """The date in a cataloguer's words: c1993., [1993?], 1998-2001, [199-], Sept. 1993."""
    if match := re.search(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", value):
        return match[0]
    if match := re.search(r"(?<!\d)(\d{4})\s*[-–/]\s*(\d{4})(?!\d)", value):
        return f"{match[1]}/{match[2]}" if match[1] < match[2] else match[1]
    if match := re.search(r"(?<!\d)(\d{4})(\??)", value):
        return f"{match[1]}?" if match[2] and "[" in value else match[1]
    if match := re.search(r"(?<!\d)(1[5-9]\d|20\d|1[5-9]|20)[-–]{1,2}(?!\d)(\??)", value):
        return f"{match[1]:X<4}{match[2]}"
    return ""


def date_in(related: str) -> str:
    """The date of a part in its host, as printed: in brackets, or the year alone."""
    day = re.search(r"\(([^()]*\d{4}[^()]*)\)", related)
    return day[1] if day else year_of(related)


def page_count(value: str) -> str:
    """The number of pages in an extent: "xii, 345 p." has 345."""
    match = _PAGES.search(value)
    return match[1] if match else ""


def host_parts(work: Work, related: str, enumeration: str) -> None:
    """Volume, issue and pages of a part in its host.

    Args:
        related: as printed: "Vol. 24, no. 9 (Sept. 1993), p. 235-48"; "24 (1993), 9, S. 1-3".
        enumeration: SICI's short form: "24:9<235".
    """
    volume = _VOLUME.search(related) or re.match(r"\s*(\d+)\s*(?:\(|:|,|;)", related)
    issue = _ISSUE.search(related) or re.search(r"\d{4}\)[,:;]?\s*(\d+)\s*[,:;]", related)
    issue = issue or re.match(r"\s*\d+\s*,\s*(\d+)\s*\(", related)
    span = _SPAN.search(related)
    short = re.fullmatch(r"(\w+)(?::(\w+))?(?::\w+)*(?:<(\w+))?", enumeration)
    work.put("volume", volume[1] if volume else short[1] if short else "")
    work.put("issue", issue[1] if issue else (short[2] or "") if short else "")
    work.pages(span[1] if span else (short[3] or "") if short else "")
    if related and not (volume or span):
        work.keep("related-parts", related)
