"""One reference string read into the fields of a work, by CSL's names.

Labels come from the sequence labeller; identifiers, addresses and dates of access are read by
their own form, and names by `people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from evidence.domain.names import Name
from evidence.manuscript.references.labelling import Labelled, labels
from evidence.manuscript.references.people import people

_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"“”]+")
_URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/|doi\.org/", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)([a-z])?(?![\d])")
_ACCESS = re.compile(
    r"(?:accessed|viewed|cited|retrieved|acess\w*(?:\s+em)?|consultad[oa]|citado|acceso|visited|"
    r"last access\w*)\W*(?:on\s+|em\s*:?\s*|el\s+)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*(?:\[\d{1,4}[a-z]?\]|\(\d{1,4}\)|\d{1,4}[.)])\s+")
_YEARS = re.compile(
    r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))(?<!pp )(?<!p )(?<!pages )"
    r"((?:1[0-9]|20)\d\d)[-–—]((?:1[0-9]|20)\d\d)(?=[.,:;?!”\"*’)]|\s[^\W\d_]|$)"
)
_YEARS_WORD = "Antiquity"
_TRAILING = " \t,;:.–—-(["
_QUOTES = "\"“”‘’«»'`„"
_BETWEEN = 14
_FIRST_FUTURE = 2035
_EDITION = re.compile(
    r"\b(\d{1,2})(?:\s?(?:st|nd|rd|th|ª|a|º|o|\.))?\s?(?:ed(?:n|ition|ição|ición)?|aufl)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a reference string says of its work.

    Args:
        authors, editors: in order.
        year: four digits, with its letter in `letter`; "" where there is none.
        date: the whole date as printed.
        pages: a range with a hyphen, or an article's number.
        accessed: the date of access as printed.
    """

    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    year: str = ""
    letter: str = ""
    date: str = ""
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    doi: str = ""
    url: str = ""
    accessed: str = ""
    note: str = ""


def fields(text: str) -> Fields:
    """The fields of one reference string.

    Args:
        text: one entry, lines joined; a leading number ("[3]", "3.") is passed over.
    """
    flat = " ".join(text.split())
    flat = flat[match.end() :] if (match := _NUMBER.match(flat)) else flat
    found = labels(_YEARS.sub(_as_word, flat))
    groups = _groups(flat, found)
    doi, url = _addresses(flat)
    read = Fields(
        authors=_names(flat, groups.get("author", ())[:1]),
        editors=_names(flat, groups.get("editor", ())[:1]),
        title=_title(flat, groups.get("title", ())),
        container=_tidy(_longest(flat, groups.get("container", ()))),
        volume=_number(_first(flat, groups.get("volume", ()))),
        issue=_number(_first(flat, groups.get("issue", ()))),
        pages=_pages(_first(flat, groups.get("pages", ()))),
        publisher=_tidy(_first(flat, groups.get("publisher", ()) or groups.get("org", ()))),
        place=_tidy(_first(flat, groups.get("place", ()))),
        edition=match[1] if (match := _EDITION.search(flat)) else "",
        doi=doi,
        url=url,
        note=_tidy(_first(flat, groups.get("note", ()))),
    )
    read = _dated(flat, groups.get("date", ()), read)
    return read if read.year else _with_only_year(flat, read)


def _with_only_year(text: str, read: Fields) -> Fields:
    """The work with the one year that its entry prints, where the labeller saw none."""
    rest = _URL.sub(" ", _DOI.sub(" ", text)).replace(read.title or "\0", " ")
    rest = rest.replace(read.pages or "\0", " ")
    accessed = _ACCESS.search(rest)
    rest = rest[: accessed.start()] if accessed else rest
    found = {match.groups() for match in _YEAR.finditer(rest) if int(match[1]) < _FIRST_FUTURE}
    if len(found) != 1:
        return read
    ((year, letter),) = found
    return replace(read, year=year, letter=letter or "", date=year)


def _as_word(match: re.Match[str]) -> str:
    """A word as long as a span of years, which the labeller would take for pages."""
    return _YEARS_WORD if int(match[1]) < int(match[2]) else match[0]


def _groups(text: str, found: Sequence[Labelled]) -> dict[str, list[Labelled]]:
    """Runs of one label, those joined that only signs or a short word part."""
    groups: dict[str, list[Labelled]] = {}
    last: Labelled | None = None
    for each in found:
        own = groups.setdefault(each.label, [])
        gap = text[last.end : each.start] if last else ""
        if own and last is own[-1] and len(gap) < _BETWEEN and _joins(gap, each.label):
            own[-1] = replace(own[-1], end=each.end)
        else:
            own.append(each)
        last = own[-1]
    return groups


def _joins(gap: str, label: str) -> bool:
    if label in {"volume", "issue", "pages", "date"}:
        return not gap.strip(" -–—/")
    return not any(sign.isdigit() for sign in gap)


def _first(text: str, group: Sequence[Labelled]) -> str:
    return text[group[0].start : group[0].end] if group else ""


def _longest(text: str, group: Iterable[Labelled]) -> str:
    return max((text[each.start : each.end] for each in group), key=len, default="")


def _names(text: str, group: Sequence[Labelled]) -> tuple[Name, ...]:
    if not group:
        return ()
    end = group[0].end
    if text[end : end + 1] == "." and re.search(r"(?:\b[^\W\d_]|\bal|\bJr)$", text[:end]):
        end += 1  # the full stop of an initial
    return people(text[group[0].start : end])


def _title(text: str, group: Sequence[Labelled]) -> str:
    if not group:
        return ""
    best = max(group, key=lambda each: each.end - each.start)
    end = best.end
    if text[end : end + 1] in {"?", "!", ")", "]"} and text[end : end + 1]:
        end += 1
    return _tidy(text[best.start : end])


def _tidy(text: str) -> str:
    """A value without the signs around it."""
    text = text.strip().strip(_QUOTES).strip(_TRAILING).strip(_QUOTES).strip()
    for opening, closing in ("()", "[]"):
        if text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[:-1].rstrip()
        if text.count(opening) > text.count(closing):
            before, _, after = text.rpartition(opening)
            text = before.rstrip() if len(after) < len(before) else text
    return text.rstrip(" ,;:").removesuffix(".") if text.count(".") < 2 else text.rstrip(" ,;:")


def _number(text: str) -> str:
    plain = re.sub(
        r"^(?:vol(?:ume)?|v|n[oº°]?|no|num|number|issue|iss)\b\.?\s*", "", text.strip(), flags=re.I
    )
    return plain.strip(" ,;:.()[]")


def _pages(text: str) -> str:
    plain = re.sub(r"^(?:pp?|pages?|págs?)\b\.?\s*", "", text.strip(), flags=re.I)
    return re.sub(r"\s*[-‐‑‒–—−]+\s*", "-", plain).strip(" ,;:.()[]-")


def _addresses(text: str) -> tuple[str, str]:
    """The DOI and the first address that is none."""
    doi = match.group().rstrip(".,;:)]}>'") if (match := _DOI.search(text)) else ""
    if doi.count("(") > doi.count(")"):
        doi += ")"
    for match in _URL.finditer(text):
        address = match.group().rstrip(".,;:>]}'")
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(").")
        if not _RESOLVER.match(address):
            return doi, address
    return doi, ""


def _dated(text: str, group: Sequence[Labelled], read: Fields) -> Fields:
    """With the year, the whole date and the date of access."""
    access = next((match.end() for match in _ACCESS.finditer(text)), len(text))
    accessed = ""
    for each in group:
        shown = text[each.start : each.end]
        if each.start >= access and abs(each.start - access) < 20:
            accessed = accessed or _tidy(shown)
            continue
        if year := _YEAR.search(shown):
            return replace(
                read, year=year[1], letter=year[2] or "", date=_tidy(shown),
                accessed=accessed or _after_access(text, access),
            )  # fmt: skip
    head = _URL.sub(" ", _DOI.sub(" ", text[:access]))
    years = list(_YEAR.finditer(head))
    bracketed = [year for year in years if head[year.start() - 1 : year.start()] == "("]
    chosen = next(iter(bracketed or years[-1:]), None)
    return replace(
        read, accessed=accessed or _after_access(text, access),
        year=chosen[1] if chosen else "", letter=(chosen[2] or "") if chosen else "",
        date=chosen.group() if chosen else "",
    )  # fmt: skip


def _after_access(text: str, access: int) -> str:
    match = re.match(r"[^\n]{0,30}?\b(?:19|20)\d\d\b", text[access:])
    return _tidy(match.group()) if match else ""
