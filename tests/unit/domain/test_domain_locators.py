from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.locators import (
    Comparison,
    Locator,
    PageSpan,
    compare,
    dash,
    page_term,
    parse,
    spans,
)
from evidence.domain.vocabulary import LocatorLabel
from evidence.errors import BadInput

INSIDE, OUTSIDE, CANNOT_COMPARE = Comparison


@pytest.mark.parametrize(
    ("printed", "label", "text"),
    [
        ("pp. 110–111", "page", "110-111"),
        ("p. 59", "page", "59"),
        ("59-61", "page", "59-61"),
        ("110 – 111", "page", "110-111"),
        ("12--15", "page", "12-15"),
        ("59 to 61", "page", "59-61"),
        ("12 & 15–18", "page", "12, 15-18"),
        ("p59", "page", "59"),
        ("pp.110-111", "page", "110-111"),
        ("Page 59.", "page", "59"),
        ("at p. 59", "page", "59"),
        ("xii–xv", "page", "xii-xv"),
        ("S110–S115", "page", "S110-S115"),
        ("S. 59–61", "page", "59-61"),
        ("A1, A4", "page", "A1, A4"),
        ("ch. 3", "chapter", "3"),
        ("chaps. 3–4", "chapter", "3-4"),
        ("chapter three", "chapter", "three"),
        ("n. 12", "note", "12"),
        ("n12", "note", "12"),
        ("fn. 12", "note", "12"),
        ("§ 4", "section", "4"),
        ("§§4–5", "section", "4-5"),
        ("sec. 4.2", "section", "4.2"),
        ("s. 4", "section", "4"),
        ("¶ 12", "paragraph", "12"),
        ("para. 12", "paragraph", "12"),
        ("vol. 2", "volume", "2"),
        ("bk. IV", "book", "IV"),
        ("col. 3", "column", "3"),
        ("fig. 3a–c", "figure", "3a-c"),
        ("Table 2", "table", "2"),
        ("ll. 3-5", "line", "3-5"),
        ("vv. 3-5", "verse", "3-5"),
        ("pt. 2", "part", "2"),
        ("part One", "part", "One"),
        ("fol. 12", "folio", "12"),
        ("no. 3", "issue", "3"),
        ("op. 27", "opus", "27"),
        ("app. B", "appendix", "B"),
        ("art. 5", "article-locator", "5"),
        ("Act III", "act", "III"),
        ("sc. 2", "scene", "2"),
        ("canon 12", "canon", "12"),
        ("eq. 3", "equation", "3"),
        ("r. 4", "rule", "4"),
        ("supp. 1", "supplement", "1"),
        ("tit. 2", "title-locator", "2"),
        ("loc. 2345", "elocation", "2345"),
        ("timestamp 00:12:30", "timestamp", "00:12:30"),
        ("s.v. ‘war’", "sub-verbo", "‘war’"),
        ("Table of contents", "page", "Table of contents"),
        ("note on sources", "page", "note on sources"),
    ],
)
def test_locators_are_read_with_their_terms(printed: str, label: str, text: str) -> None:
    assert parse(printed) == Locator(LocatorLabel(label), text)


def test_every_label_of_csl_can_be_read() -> None:
    terms = "act app art bk canon ch col loc eq fig fol iss l n op p para pt r sc sec supp tbl"
    read = {parse(f"{term}. 3").label for term in [*terms.split(), "timestamp", "tit", "v", "vol"]}
    assert read | {LocatorLabel.SUB_VERBO} == set(LocatorLabel)


def test_a_given_label_counts_where_the_text_has_no_term_of_its_own() -> None:
    assert parse("3", LocatorLabel.CHAPTER) == Locator(LocatorLabel.CHAPTER, "3")
    assert parse("ch. 3", LocatorLabel.PAGE) == Locator(LocatorLabel.CHAPTER, "3")


@pytest.mark.parametrize("text", ["", " ", "p.", ",", "§"])
def test_a_locator_that_names_no_place_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("57-71", [PageSpan(57, 71)]),
        ("pp. 106–122.", [PageSpan(106, 122)]),
        ("409--427", [PageSpan(409, 427)]),
        ("975", [PageSpan(975, 975)]),
        ("975+", [PageSpan(975, None)]),
        ("59ff.", [PageSpan(59, None)]),
        ("12, 15-18", [PageSpan(12, 12), PageSpan(15, 18)]),
        ("1-10 and 20", [PageSpan(1, 10), PageSpan(20, 20)]),
        ("110–11", [PageSpan(110, 111)]),
        ("1002-9", [PageSpan(1002, 1009)]),
        ("e12-e19", [PageSpan(12, 19, "e")]),
        ("S110–S115", [PageSpan(110, 115, "s")]),
        ("S110-5", [PageSpan(110, 115, "s")]),
        ("xii–xv", [PageSpan(12, 15, "roman")]),
        ("xii-xv, 1-20", [PageSpan(12, 15, "roman"), PageSpan(1, 20)]),
        ("A1, A4", [PageSpan(1, 1, "a"), PageSpan(4, 4, "a")]),
    ],
)
def test_page_expressions_are_read_as_spans(text: str, expected: list[PageSpan]) -> None:
    assert spans(text) == tuple(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "e0123",
        "245 p.",
        "245 pages",
        "pp. 245",
        "xii, 245",
        "xii + 245 p.",
        "122-106",
        "12:1-12:34",
        "5-1–5-20",
        "1,234-1,250",
        "1,234",
        "xii-12",
        "e12-f19",
        "12-e19",
        "110, 12",
        "12a-14b",
        "59²",
        "passim",
        "iiii",
        "１２",
    ],
)
def test_what_cannot_be_read_for_certain_is_not_read(text: str) -> None:
    assert spans(text) == ()


@pytest.mark.parametrize(
    ("locator", "pages", "expected"),
    [
        ("978", "975-993", INSIDE),
        ("pp. 110–111", "106-122", INSIDE),
        ("110–11", "106–22", INSIDE),
        ("59-61", "57-71", INSIDE),
        ("72", "57-71", OUTSIDE),
        ("70-72", "57-71", OUTSIDE),
        ("10, 90", "1-20", OUTSIDE),
        ("12-16", "12, 15-18", INSIDE),
        ("13", "12, 15-18", OUTSIDE),
        ("xiv", "xii-xv, 1-20", INSIDE),
        ("5", "xii-xv, 1-20", INSIDE),
        ("xx", "xii-xv, 1-20", OUTSIDE),
        ("s112", "S110–S115", INSIDE),
        ("S116", "S110–S115", OUTSIDE),
        ("59 n. 3", "57-71", INSIDE),
        ("59n3", "57-71", INSIDE),
        ("99n", "57-71", OUTSIDE),
        ("59ff.", "57-71", INSIDE),
        ("99ff.", "57-71", OUTSIDE),
        ("974", "975", OUTSIDE),
        ("975", "975", INSIDE),
        ("976", "975", CANNOT_COMPARE),
        ("400", "401+", OUTSIDE),
        ("402", "401+", CANNOT_COMPARE),
        ("3", "4127", CANNOT_COMPARE),
        ("3", "102345", CANNOT_COMPARE),
        ("4127", "4127", INSIDE),
        ("e11", "e12", CANNOT_COMPARE),
        ("3", "e0123", CANNOT_COMPARE),
        ("12", "e12-e19", CANNOT_COMPARE),
        ("xii", "1-20", CANNOT_COMPARE),
        ("10, xx", "1-20", CANNOT_COMPARE),
        ("99, passim", "1-20", CANNOT_COMPARE),
        ("ch. 3", "10-20", CANNOT_COMPARE),
        ("§ 3", "10-20", CANNOT_COMPARE),
        ("§", "10-20", CANNOT_COMPARE),
        ("6", "", CANNOT_COMPARE),
        ("", "1-20", CANNOT_COMPARE),
        ("4", "245 p.", CANNOT_COMPARE),
        ("12:30", "1-20", CANNOT_COMPARE),
    ],
)
def test_a_locator_is_compared_with_pages(locator: str, pages: str, expected: Comparison) -> None:
    assert compare(locator, pages) is expected


_PREFIXES = st.sampled_from(["", "e", "S", "A"])
_DASHES = st.sampled_from(["-", "–", "--", " – ", "—"])


def _short(first: int, last: int) -> str:
    """`last` as short as it may be written after `first`."""
    digits, of_first = str(last), str(first)
    if len(digits) != len(of_first):
        return digits
    same = next((at for at in range(len(digits)) if digits[at] != of_first[at]), len(digits) - 1)
    return digits[same:]


@st.composite
def _works_and_pages(draw: st.DrawFn) -> tuple[str, str]:
    """A work's pages as printed, and a page or a range that lies in them."""
    prefix, mark = draw(_PREFIXES), draw(_DASHES)
    first = draw(st.integers(1, 99_999))
    last = first + draw(st.integers(0, 300))
    start = draw(st.integers(first, last))
    end = draw(st.integers(start, last))
    second = _short(first, last) if draw(st.booleans()) else f"{prefix}{last}"
    pages = draw(
        st.sampled_from(
            [f"{prefix}{first}{mark}{second}", f"pp. {prefix}{first}{mark}{prefix}{last}"]
        )
    )
    if draw(st.booleans()):
        pages = f"{prefix}{first}+"
    term = draw(st.sampled_from(["", "p. ", "pp. ", "pages "]))
    cited_end = _short(start, end) if draw(st.booleans()) else f"{prefix}{end}"
    cited = f"{prefix}{start}" if start == end else f"{prefix}{start}{draw(_DASHES)}{cited_end}"
    return f"{term}{cited}{draw(st.sampled_from(['', ' n. 3', '.', 'n']))}", pages


@given(_works_and_pages())
def test_a_page_inside_is_never_called_outside(case: tuple[str, str]) -> None:
    locator, pages = case
    assert compare(locator, pages) is not OUTSIDE


@given(st.integers(1, 9_999), st.integers(1, 300), st.integers(1, 999))
def test_a_page_beyond_a_range_is_called_outside(first: int, length: int, beyond: int) -> None:
    assert compare(str(first + length + beyond), f"{first}-{first + length}") is OUTSIDE


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(locator: str, pages: str) -> None:
    assert compare(locator, pages) in Comparison
    assert all(span.last is None or span.first <= span.last for span in spans(pages))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pp. 110–111", "en-dash"),
        ("59-61", "hyphen"),
        ("e12 — e19", "em-dash"),
        ("12--15", "double-hyphen"),
        ("12−15", "minus"),
        ("10-11, 12–13", "hyphen"),
        ("59", None),
        ("", None),
    ],
)
def test_the_dash_of_a_printed_range_is_named(text: str, name: str | None) -> None:
    assert dash(text) == name


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("pp. 110–111", "pp."),
        ("pp.110", "pp."),
        ("p. 59", "p."),
        ("p 59", "p"),
        ("pages 5–7", "pages"),
        ("Page 5", "Page"),
        ("59-61", None),
        ("para. 3", None),
        ("passim", None),
        ("ch. 3", None),
        ("", None),
    ],
)
def test_the_term_for_pages_is_given_as_printed(text: str, term: str | None) -> None:
    assert page_term(text) == term
