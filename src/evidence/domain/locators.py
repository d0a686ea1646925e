"""Locators: reading them, comparing them with a work's pages, and how they are printed.

Source: CSL 1.0.2 specification, "Locators", and the English terms of CSL's locales.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from evidence.domain.page_spans import (
    ARABIC,
    DASH,
    DASHES,
    ROMAN,
    PageSpan,
    is_first_page_only,
    spans,
)
from evidence.domain.vocabulary import LocatorLabel
from evidence.errors import BadInput

__all__ = [
    "Comparison",
    "Locator",
    "PageSpan",
    "compare",
    "dash",
    "page_term",
    "parse",
    "spans",
    "whole_pages",
]

_TERMS = MappingProxyType(
    {
        LocatorLabel.PAGE: "p pp pg pgs page pages pag pág págs",
        LocatorLabel.CHAPTER: "ch chs chap chaps chapter chapters",
        LocatorLabel.NOTE: "n nn note notes fn fns footnote footnotes endnote endnotes",
        LocatorLabel.SECTION: "s ss sec secs sect sects section sections",
        LocatorLabel.PARAGRAPH: "par pars para paras paragraph paragraphs",
        LocatorLabel.VOLUME: "vol vols volume volumes",
        LocatorLabel.FIGURE: "fig figs figure figures",
        LocatorLabel.TABLE: "tbl tbls tab tabs table tables",
        LocatorLabel.LINE: "l ll line lines",
        LocatorLabel.VERSE: "v vv verse verses",
        LocatorLabel.COLUMN: "col cols column columns",
        LocatorLabel.PART: "pt pts part parts",
        LocatorLabel.BOOK: "bk bks book books",
        LocatorLabel.FOLIO: "f fol fols folio folios",
        LocatorLabel.ISSUE: "no nos iss issue issues number numbers",
        LocatorLabel.OPUS: "op opp opus opera",
        LocatorLabel.APPENDIX: "app apps appendix appendices appendixes",
        LocatorLabel.ARTICLE: "art arts article articles",
        LocatorLabel.ACT: "act acts",
        LocatorLabel.SCENE: "sc scs scene scenes",
        LocatorLabel.CANON: "canon canons can cann",
        LocatorLabel.EQUATION: "eq eqs equation equations",
        LocatorLabel.RULE: "r rr rule rules",
        LocatorLabel.SUPPLEMENT: "supp supps suppl suppls supplement supplements",
        LocatorLabel.TITLE: "tit tits title titles",
        LocatorLabel.ELOCATION: "loc locs location locations elocation elocations",
        LocatorLabel.TIMESTAMP: "timestamp timestamps",
    }
)
_LABELS = MappingProxyType(
    {term: label for label, terms in _TERMS.items() for term in terms.split()}
)
_SYMBOLS = MappingProxyType({"§": LocatorLabel.SECTION, "¶": LocatorLabel.PARAGRAPH})

_SUB_VERBO = re.compile(r"(?:s\.\s?vv?\.|sub (?:verbo|verbis|voce))[\s,]*", re.IGNORECASE)
_TERM = re.compile(r"(?P<term>[^\W\d_]+)(?P<dot>\.?)(?P<space>\s*)(?=\S)")
_AT = re.compile(r"at\s+(?=[\dpn§¶])")
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third"
_NUMBERED = re.compile(
    rf"[(\[]?(?:[A-Za-z]{{0,4}}\d|[ivxlcdm]+\b|[IVXLCDM]+\b|[A-Z]\b|(?i:{_NUMBER_WORDS})\b)",
    re.ASCII,
)
_TOUCHING = frozenset({"p", "pp", "n", "nn", "fn", "ch", "fig", "para", "vol", "pg", "sec"})
"""Terms that may touch their number without a full stop: "p59", "n12"; not the prefix "S110"."""

_NUMERAL = r"(?:[A-Za-z]{0,4}\d+[a-z]?|[ivxlcIVXLC]+)"
_RANGE = re.compile(
    rf"(?<![^\W_])({_NUMERAL})(?:{DASH}|\s+to\s+)(?={_NUMERAL}(?![^\W_]))", re.ASCII
)
_AND = re.compile(r"(?<=\w)\s*(?:&|\band\b)\s*(?=\w)")
_DASH = re.compile(rf"(?<=\w)\s*(--+|[{DASHES}])\s*(?=\w)")
_DASH_NAMES = MappingProxyType(
    {
        "-": "hyphen",
        "‐": "hyphen",
        "‑": "hyphen",
        "‒": "figure-dash",
        "–": "en-dash",
        "—": "em-dash",
        "―": "horizontal-bar",
        "−": "minus",
    }
)
_PAGE_TERM = re.compile(r"\W*((?:pp?|pgs?)\.|(?:pp?|pgs?)(?=\s*\d)|pages?\b)", re.IGNORECASE)
_WITHIN_PAGE = re.compile(
    r"(?<=\d)\s*,?\s*(?:n|(?:nn?\.?|fnn?\.?|notes?|footnotes?)\s*\d[\d\s,–-]*)\.?$"
)


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a work.

    Args:
        label: what is counted.
        text: the place without its term, hyphens in ranges ("110-111").
    """

    label: LocatorLabel
    text: str


class Comparison(Enum):
    """How a locator lies to a work's pages."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    CANNOT_COMPARE = "cannot-compare"


def parse(text: str, label: LocatorLabel | None = None) -> Locator:
    """Read a locator: "pp. 110–111", "p. 59", "59-61", "ch. 3", "n. 12", "§ 4".

    Args:
        text: as printed.
        label: what it is where its own term does not say; a page where that is None too.

    Raises:
        BadInput: the text is empty.
    """
    plain = _AT.sub("", " ".join(text.split()).strip(" ,;:"))
    found, rest = _term(plain)
    value = _RANGE.sub(r"\1-", _AND.sub(", ", rest)).strip(" ,;:")
    value = re.sub(r"(?<=\d)\.$", "", value)
    if not value or _PAGE_TERM.fullmatch(value):
        raise BadInput(f"{text!r} names no place in a work", hint="write one like 'pp. 110-111'")
    return Locator(found or label or LocatorLabel.PAGE, value)


def _term(text: str) -> tuple[LocatorLabel | None, str]:
    """The label that a text's own term gives it, and what follows the term."""
    if text[:1] in _SYMBOLS:
        return _SYMBOLS[text[0]], text.lstrip("§¶ ")
    if match := _SUB_VERBO.match(text):
        return LocatorLabel.SUB_VERBO, text[match.end() :]
    match = _TERM.match(text)
    if match is None:
        return None, text
    term, rest = match["term"], text[match.end() :]
    if term == "S" and match["dot"] and rest[:1].isdigit():
        return LocatorLabel.PAGE, rest  # "Seite" of German citations
    label = _LABELS.get(term.casefold())
    if label is None or not _NUMBERED.match(rest):
        return None, text
    if match["dot"] or match["space"]:
        # a capital letter that stands alone before a number may be the name of a series
        known = bool(match["dot"]) or len(term) > 1 or term.islower()
    else:
        known = term in _TOUCHING
    return (label, rest) if known else (None, text)


def compare(locator: str, pages: str) -> Comparison:
    """Whether the pages that a locator names lie in a work's pages.

    A range lies inside when both its ends do. A work's single number ("975", "975+") is
    where the work begins: what comes before it is outside, of what comes after nothing is
    known. A single number that has a prefix or four and more digits may be an article's
    number, which has no pages around it. "59 n. 3" is compared as page 59.

    Args:
        locator: with or without its term.
        pages: CSL's `page`; never a number of pages, which says nothing of this.

    Returns:
        CANNOT_COMPARE where any part of either is unreadable, is no page, or is counted in
        a series that the other does not have.
    """
    try:
        place = parse(locator)
    except BadInput:
        return Comparison.CANNOT_COMPARE
    if place.label is not LocatorLabel.PAGE:
        return Comparison.CANNOT_COMPARE
    cited = spans(whole_pages(place.text))
    held = spans(pages)
    if not cited or not held:
        return Comparison.CANNOT_COMPARE
    if is_first_page_only(pages):
        only = held[0]
        is_article_number = only.series not in {ARABIC, ROMAN} or only.first > 999
        if is_article_number and cited != held:
            return Comparison.CANNOT_COMPARE
        held = (PageSpan(only.first, None, only.series),)
    verdicts = {
        _holds(held, span.series, page)
        for span in cited
        for page in (span.first, span.last)
        if page is not None
    }
    if None in verdicts:
        return Comparison.CANNOT_COMPARE
    return Comparison.OUTSIDE if False in verdicts else Comparison.INSIDE


def _holds(held: tuple[PageSpan, ...], series: str, page: int) -> bool | None:
    """Whether one of the spans holds a page; None where none of its series is there, or one may."""
    verdicts = [span.holds(page) for span in held if span.series == series]
    if True in verdicts:
        return True
    return None if not verdicts or None in verdicts else False


def whole_pages(text: str) -> str:
    """The pages of a page locator, without the note on them: "59 n. 3" is page 59."""
    return _WITHIN_PAGE.sub("", text)


def dash(text: str) -> str | None:
    """The name of the dash in the first range of a printed locator, None where it has none.

    One of hyphen, double-hyphen, figure-dash, en-dash, em-dash, horizontal-bar, minus.
    """
    match = _DASH.search(text)
    if match is None:
        return None
    return _DASH_NAMES.get(match[1], "double-hyphen")


def page_term(text: str) -> str | None:
    """The term for pages with which a printed locator begins ("pp."), None where it has none."""
    match = _PAGE_TERM.match(text)
    return match[1] if match else None
