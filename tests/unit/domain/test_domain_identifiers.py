from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.identifiers import (
    VARIABLE_SCHEMES,
    arxiv_version,
    detect,
    normalise,
    normalise_or_none,
)
from evidence.domain.items import STRINGS
from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import BadInput


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("doi", "10.1093/ia/iiaa061", "10.1093/ia/iiaa061"),
        ("doi", "10.1093/IA/iiaa061", "10.1093/ia/iiaa061"),
        ("doi", "https://doi.org/10.1093/ia/iiaa061", "10.1093/ia/iiaa061"),
        ("doi", "http://dx.doi.org/10.1093/ia/iiaa061", "10.1093/ia/iiaa061"),
        ("doi", "doi.org/10.1093/ia/iiaa061", "10.1093/ia/iiaa061"),
        ("doi", "doi:10.1093/ia/iiaa061.", "10.1093/ia/iiaa061"),
        ("doi", "DOI: 10.1093/ia/iiaa061,", "10.1093/ia/iiaa061"),
        ("doi", "info:doi/10.1093/ia/iiaa061", "10.1093/ia/iiaa061"),
        ("doi", "https://doi.org/10.1093%2Fia%2Fiiaa061?utm_source=x#top", "10.1093/ia/iiaa061"),
        ("doi", "10.1016/S0140-6736(05)67889-0", "10.1016/s0140-6736(05)67889-0"),
        ("doi", "10.1016/S0140-6736(05))", "10.1016/s0140-6736(05)"),
        (
            "doi",
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
        ),
        ("isbn", "0-306-40615-2", "9780306406157"),
        ("isbn", "ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("isbn", "080442957X", "9780804429573"),
        ("isbn", "978 0 306 40615 7 (hbk.)", "9780306406157"),
        ("isbn", "urn:isbn:9780306406157", "9780306406157"),
        ("issn", "0378-5955", "0378-5955"),
        ("issn", "ISSN 03785955", "0378-5955"),
        ("issn", "2434-561x", "2434-561X"),
        ("issn", "0378–5955 (print)", "0378-5955"),
        ("pmid", "PMID: 23193287", "23193287"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/23193287/", "23193287"),
        ("pmid", "https://www.ncbi.nlm.nih.gov/pubmed/23193287?dopt=Abstract", "23193287"),
        ("pmcid", "PMC3531190", "PMC3531190"),
        ("pmcid", "pmc3531190.2", "PMC3531190"),
        ("pmcid", "3531190", "PMC3531190"),
        ("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3531190/", "PMC3531190"),
        ("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190", "PMC3531190"),
        ("arxiv", "arXiv:2101.12345v2 [cs.CL]", "2101.12345"),
        ("arxiv", "0704.0001", "0704.0001"),
        ("arxiv", "https://arxiv.org/abs/2101.12345", "2101.12345"),
        ("arxiv", "https://arxiv.org/pdf/2101.12345v3.pdf", "2101.12345"),
        ("arxiv", "10.48550/arXiv.2101.12345", "2101.12345"),
        ("arxiv", "hep-th/9901001", "hep-th/9901001"),
        ("arxiv", "math.GT/0309136v1", "math/0309136"),
        ("url", "HTTPS://Example.ORG:443/Path?q=A#part", "https://example.org/Path?q=A"),
        ("url", "http://example.org:8080/a%2Fb/?", "http://example.org:8080/a%2Fb/?"),
        ("url", "http://example.org", "http://example.org"),
        ("url", "http://User@[2001:DB8::1]:80/x", "http://User@[2001:db8::1]/x"),
    ],
)
def test_equal_identifiers_have_one_form(scheme: str, value: str, expected: str) -> None:
    assert normalise(IdentifierScheme(scheme), value) == expected
    assert normalise(IdentifierScheme(scheme), expected) == expected


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("doi", "11.1093/ia"),
        ("doi", "10.1093"),
        ("doi", "10.1093/"),
        ("doi", "10.1093/ia iiaa"),
        ("doi", "https://example.org/10.1093/ia"),
        ("isbn", "978-0-306-40615-8"),
        ("isbn", "0-306-40615-3"),
        ("isbn", "9770306406157"),
        ("isbn", "9780306406157 9780306406157"),
        ("issn", "0378-5954"),
        ("issn", "0378-595"),
        ("pmid", "0"),
        ("pmid", "PMC3531190"),
        ("pmcid", "PMCX"),
        ("arxiv", "2113.12345"),
        ("arxiv", "2101.1234"),
        ("arxiv", "nonsense/9901001"),
        ("url", "www.example.org"),
        ("url", "https://"),
        ("url", "https://exa mple.org/"),
        ("url", "javascript://example.org/%0aalert(1)"),
        ("url", "https://example.org:x/"),
        ("url", ""),
    ],
)
def test_what_cannot_be_an_identifier_is_refused_but_can_be_kept(scheme: str, value: str) -> None:
    with pytest.raises(BadInput) as caught:
        normalise(IdentifierScheme(scheme), value)
    assert caught.value.hint
    assert normalise_or_none(IdentifierScheme(scheme), value) is None


def test_the_version_of_an_arxiv_identifier_is_kept_apart() -> None:
    assert arxiv_version("arXiv:2101.12345v2") == 2
    assert arxiv_version("hep-th/9901001") is None
    with pytest.raises(BadInput):
        arxiv_version("10.1093/ia")


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("10.1093/ia/iiaa061", "doi", "10.1093/ia/iiaa061"),
        ("https://doi.org/10.1093/ia/iiaa061", "doi", "10.1093/ia/iiaa061"),
        ("https://doi.org/10.48550/arXiv.2101.12345", "doi", "10.48550/arxiv.2101.12345"),
        ("arXiv:2101.12345v2", "arxiv", "2101.12345"),
        ("2101.12345", "arxiv", "2101.12345"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("PMC3531190", "pmcid", "PMC3531190"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "pmcid", "PMC3531190"),
        ("PMID 23193287", "pmid", "23193287"),
        ("https://pubmed.ncbi.nlm.nih.gov/23193287/", "pmid", "23193287"),
        ("978-0-306-40615-7", "isbn", "9780306406157"),
        ("0306406152", "isbn", "9780306406157"),
        ("0378-5955", "issn", "0378-5955"),
        ("ISSN 03785955", "issn", "0378-5955"),
        ("https://www.Example.org/a", "url", "https://www.example.org/a"),
        ("https://arxiv.org/list/cs.CL/new", "url", "https://arxiv.org/list/cs.CL/new"),
    ],
)
def test_an_identifier_is_recognised(text: str, scheme: str, value: str) -> None:
    assert detect(text) == (IdentifierScheme(scheme), value)


@pytest.mark.parametrize(
    "text",
    ["", "drab2018", "23193287", "03785955", "9780306406158", "doi:foo", "2018-03-01", "paper.pdf"],
)
def test_what_is_no_identifier_is_not_recognised(text: str) -> None:
    assert detect(text) is None


def test_every_variable_with_a_scheme_is_one_of_csl() -> None:
    assert set(VARIABLE_SCHEMES) < STRINGS
    assert set(VARIABLE_SCHEMES.values()) == set(IdentifierScheme) - {IdentifierScheme.ARXIV}


@given(st.sampled_from(IdentifierScheme), st.text())
def test_normalising_twice_changes_nothing(scheme: IdentifierScheme, text: str) -> None:
    once = normalise_or_none(scheme, text)
    assert once is None or normalise(scheme, once) == once


@given(st.from_regex(r"10\.\d{4,5}/[a-zA-Z0-9.()/;<>%:-]{1,20}", fullmatch=True))
def test_a_doi_keeps_its_form_once_it_has_it(text: str) -> None:
    once = normalise_or_none(IdentifierScheme.DOI, text)
    assert once is None or normalise(IdentifierScheme.DOI, once) == once


@given(st.from_regex(r"\d{9}", fullmatch=True).filter(str.isascii))
def test_both_lengths_of_an_isbn_are_one_work(digits: str) -> None:
    found = [
        isbn
        for check in "0123456789X"
        if (isbn := normalise_or_none(IdentifierScheme.ISBN, digits + check))
    ]
    assert len(found) == 1
    assert normalise(IdentifierScheme.ISBN, found[0]) == found[0]
