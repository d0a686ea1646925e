"""What people type as identifiers, and that no line of theirs is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.vocabulary import IdentifierScheme
from evidence.services.looking_up import read_identifiers

DOI = (IdentifierScheme.DOI, "10.1093/ia/iiaa061")
PMID = (IdentifierScheme.PMID, "23193287")
PMCID = (IdentifierScheme.PMCID, "PMC3531190")
ISBN = (IdentifierScheme.ISBN, "9780521880329")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1093/ia/iiaa061", DOI),
        ("DOI: 10.1093/IA/iiaa061.", DOI),
        ("https://doi.org/10.1093/ia/iiaa061", DOI),
        ("<https://dx.doi.org/10.1093/ia/iiaa061>", DOI),
        ("doi.org/10.1093/ia/iiaa061", DOI),
        ("“10.1093/ia/iiaa061”,", DOI),
        ("- 10.1093/ia/iiaa061", DOI),
        ("12. 10.1093/ia/iiaa061", DOI),
        ("10.1093/ia/iiaa061  # the one on Central Asia", DOI),
        ("\ufeff10.1093/ia/iiaa061", DOI),
        ("PMID:23193287", PMID),
        ("pmid 23193287", PMID),
        ("https://pubmed.ncbi.nlm.nih.gov/23193287/", PMID),
        ("pubmed.ncbi.nlm.nih.gov/23193287", PMID),
        ("PMC3531190", PMCID),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3531190/", PMCID),
        ("0-521-88032-4", None),
        ("978-0-521-88032-9", ISBN),
        ("ISBN 9780521880329", ISBN),
        ("arXiv:2101.12345", (IdentifierScheme.ARXIV, "2101.12345")),
        ("https://arxiv.org/abs/2101.12345v2", (IdentifierScheme.ARXIV, "2101.12345v2")),
        ("hep-th/9901001", (IdentifierScheme.ARXIV, "hep-th/9901001")),
        ("https://theprint.in/a/b/#comments", (IdentifierScheme.URL, "https://theprint.in/a/b/")),
    ],
)  # fmt: skip
def test_an_identifier_is_known_in_any_dress(
    text: str, expected: tuple[IdentifierScheme, str] | None
) -> None:
    read = read_identifiers([text])
    found = [(each.scheme, each.value) for each in read.found]
    assert found == ([expected] if expected else [])
    assert len(read.unread) == (expected is None)


def test_a_list_has_one_a_line_with_blank_lines_and_comments() -> None:
    text = "# my list\n\n10.1093/ia/iiaa061\r\n  # and a book\n978-0-521-88032-9\n"
    read = read_identifiers([text])
    assert [(each.text, each.line) for each in read.found] == [
        ("10.1093/ia/iiaa061", 3),
        ("978-0-521-88032-9", 5),
    ]
    assert read.unread == ()


def test_several_may_stand_on_a_line() -> None:
    read = read_identifiers(["10.1093/ia/iiaa061, PMID:23193287; 9780521880329"])
    assert [(each.scheme, each.value) for each in read.found] == [DOI, PMID, ISBN]


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("23193287", "does not say what it is", "PMID:23193287"),
        ("0378-5955", "names a journal", "DOI of the article"),
        ("978-0-521-88032-8", "check digit", "digits"),
        ("Roy 2020, International Affairs, doi:10.1093/ia/iiaa061", "alone", "10.1093/ia/iiaa061"),
        ("drab2018", "is no identifier", "a DOI, an ISBN"),
        ("library.bib", "is no identifier", "a DOI, an ISBN"),
        ("10.1093/ia/iiaa061 drab2018", "alone", "10.1093/ia/iiaa061"),
    ],
)
def test_what_is_no_identifier_is_told_with_its_line(text: str, reason: str, hint: str) -> None:
    read = read_identifiers(["10.5555/x", "", text])
    assert [each.value for each in read.found] == ["10.5555/x"]
    (unread,) = read.unread
    assert (unread.line, unread.text) == (3, text)
    assert reason in unread.reason
    assert hint in unread.hint


@given(st.lists(st.text(max_size=40), max_size=5))
def test_no_line_is_lost(texts: list[str]) -> None:
    read = read_identifiers(texts)
    told = {each.line for each in read.found} | {each.line for each in read.unread}
    lines = [line for text in texts for line in (text.splitlines() or [""])]
    for number, line in enumerate(lines, 1):
        bare = line.removeprefix("\ufeff").strip()
        assert (number in told) == bool(bare and not bare.startswith("#")), line
