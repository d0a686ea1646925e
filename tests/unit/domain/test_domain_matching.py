"""Whether two records are of one work, as an editor with real bibliographies asks.

Nobody's two works may be taken for one; a duplicate that is missed is only a nuisance.
"""

from __future__ import annotations

import timeit
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.identifiers import normals
from evidence.domain.items import Item
from evidence.domain.matching import (
    ALIKE,
    Gist,
    Identity,
    contradicts,
    identities,
    resemblance,
    same_by_gist,
    same_by_identifier,
    score,
    title_words,
)
from evidence.domain.names import Name, parse
from evidence.domain.vocabulary import IdentifierScheme

DOI = "10.1093/ia/iiaa061"
ISBN = "978-0-19-852663-6"


def work(
    title: str | None = "Security Challenges in Central Asia",
    *,
    type_: str = "article-journal",
    author: str | None = "Burnashev, Rustam",
    issued: str | None = "2015",
    **variables: Any,
) -> Item:
    """A work, an article where nothing else is said; authors are parted by " and "."""
    said: dict[str, str] = {"title": title} if title else {}
    people: dict[str, str] = {"author": author} if author else {}
    for name, value in variables.items():
        name = name if name.startswith("archive") else name.replace("_", "-")
        (people if name in {"editor", "recipient"} else said)[name] = value
    return Item(
        type_,
        said,
        {"issued": issued} if issued else {},
        {role: tuple(map(parse, names.split(" and "))) for role, names in people.items()},
    )


def shared(one: Item, other: Item) -> Identity:
    """The surest identifier that two works share."""
    return next(each for each in identities(one) if each in identities(other))


def one_by_identifier(one: Item, other: Item) -> bool:
    """Whether two works with a common identifier are one; asked in both orders."""
    identity = shared(one, other)
    answer = same_by_identifier(one, other, identity)
    assert same_by_identifier(other, one, identity) is answer
    return answer


def one_by_gist(one: Item, other: Item) -> bool:
    """Whether two works are one by title, author and year; asked in both orders."""
    answer = same_by_gist(one, other)
    assert same_by_gist(other, one) is answer
    assert contradicts(one, other) is contradicts(other, one)
    return answer


def likeness(one: Item, other: Item) -> float:
    """How alike two works are; asked in both orders."""
    answer = score(Gist.of(one), Gist.of(other))
    assert score(Gist.of(other), Gist.of(one)) == answer
    return answer


# Identifiers


@pytest.mark.parametrize(
    "dressed",
    [
        "https://doi.org/10.1093/ia/iiaa061",
        "http://dx.doi.org/10.1093/IA/IIAA061",
        "doi:10.1093/ia/iiaa061.",
        "DOI 10.1093/ia/iiaa061",
    ],
)
def test_a_doi_in_other_dress_is_the_same(dressed: str) -> None:
    assert one_by_identifier(work(DOI=DOI), work(DOI=dressed))


def test_a_doi_is_known_by_its_resolver_s_address() -> None:
    assert identities(work(URL=f"https://doi.org/{DOI}"))[0] == (IdentifierScheme.DOI, DOI)
    assert one_by_identifier(work(DOI=DOI), work(URL=f"https://dx.doi.org/{DOI.upper()}"))


def test_arxiv_identifiers_are_found_where_they_stand() -> None:
    wanted = (IdentifierScheme.ARXIV, "2101.12345")
    for variables in (
        {"DOI": "10.48550/arXiv.2101.12345"},
        {"URL": "https://arxiv.org/abs/2101.12345v2"},
        {"URL": "http://export.arxiv.org/pdf/2101.12345.pdf"},
        {"number": "arXiv:2101.12345"},
        {"archive": "arXiv", "archive_location": "2101.12345v3"},
    ):
        assert wanted in identities(work(**variables)), variables
    assert not identities(work(number="2101.12345"))


def test_the_surest_identifier_comes_first_and_an_issn_names_no_work() -> None:
    item = work(URL="https://a.example/x", ISBN=ISBN, PMID="123", DOI=DOI, ISSN="0378-5955")
    assert [scheme.value for scheme, _ in identities(item)] == ["doi", "pmid", "isbn", "url"]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Security challenges in Central-Asia.", "typography"),
        ("Security Challenges in Central Asia: A View from Tashkent", "a subtitle"),
        ("<i>Security</i> Challenges in Central Asia", "markup"),
        ("Security Chalenges in Central Asia", "a misprint"),
    ],
)
def test_the_same_doi_and_title_are_one_work(title: str, why: str) -> None:
    assert one_by_identifier(work(DOI=DOI), work(title, DOI=DOI)), why


def test_a_doi_bears_small_errors_elsewhere() -> None:
    assert one_by_identifier(work(DOI=DOI), work(DOI=DOI, issued="2016", volume="9"))
    assert one_by_identifier(work(DOI=DOI), work(DOI=DOI, author=None, issued=None))
    assert one_by_identifier(work(DOI=DOI), work(None, DOI=DOI, author=None, issued=None))
    assert one_by_identifier(work(DOI=DOI), work(DOI=DOI, type_="report"))


def test_a_translated_title_with_the_same_pages_is_the_same_work() -> None:
    held = work(DOI=DOI, page="106-122")
    translated = "Sicherheitsprobleme Zentralasiens"
    assert one_by_identifier(held, work(translated, DOI=DOI, page="106"))
    assert not one_by_identifier(held, work(translated, DOI=DOI))


@pytest.mark.parametrize(
    "other",
    [
        work("Water and Power in the Fergana Valley", DOI=DOI),
        work("Water and Power in the Fergana Valley", DOI=DOI, author="Roy, Ada"),
        work("Security Challenges in South Asia", DOI=DOI, page="1-20"),
        work("Security Challenges in Central Asia, Part 2", DOI=DOI),
        work("Security Challenges in Central Asia 2016", DOI=DOI),
        work(None, DOI=DOI, author="Roy, Ada"),
        work(None, DOI=DOI, issued="1999"),
    ],
    ids=lambda item: f"{item.title} {item.creators[0].family} {item.year}",
)
def test_a_doi_pasted_wrongly_makes_no_two_works_one(other: Item) -> None:
    assert not one_by_identifier(work(DOI=DOI, page="106-122"), other)


def test_a_book_s_doi_on_its_chapters_makes_them_neither_the_book_nor_each_other() -> None:
    book = work("Indian Defence Diplomacy", type_="book", DOI=DOI, author="Thomas, Roby")
    first = work("The Colonial Legacy", type_="chapter", DOI=DOI, author="Thomas, Roby", page="9")
    second = work("The Cold War", type_="chapter", DOI=DOI, author="Thomas, Roby")
    titled = work("Indian Defence Diplomacy", type_="chapter", DOI=DOI, author="Roy, Ada")
    assert not one_by_identifier(book, first)
    assert not one_by_identifier(book, second)
    assert not one_by_identifier(first, second)
    assert not one_by_identifier(book, titled)


def test_reviews_under_one_doi_are_told_apart_by_what_they_review() -> None:
    one = work("Book Review", DOI=DOI, reviewed_title="Rivers of Asia", author="Roy, Ada")
    other = work("Book Review", DOI=DOI, reviewed_title="Roads of Asia", author="Roy, Ada")
    assert not one_by_identifier(one, other)
    assert one_by_identifier(one, work("Book Review", DOI=DOI, author="Roy, Ada"))


def test_a_pmid_that_contradicts_the_doi_counts_for_nothing() -> None:
    assert one_by_identifier(work(PMID="123", DOI=DOI), work(PMID="123"))
    assert not one_by_identifier(work(PMID="123", DOI=DOI), work(PMID="123", DOI="10.1000/x"))


def test_a_preprint_and_its_article_are_two_works() -> None:
    preprint = work(type_="article", URL="https://arxiv.org/abs/2101.12345", publisher="arXiv")
    for article in (
        work(number="arXiv:2101.12345", DOI=DOI),
        work(number="arXiv:2101.12345", container_title="Physical Review", volume="3"),
    ):
        assert not one_by_identifier(preprint, article)
        assert not one_by_gist(preprint, article)
        assert likeness(preprint, article) >= ALIKE, "people are told"
    again = work(container_title="arXiv preprint arXiv:2101.12345", number="arXiv:2101.12345v2")
    assert one_by_identifier(preprint, again)
    assert one_by_gist(preprint, work(container_title="CoRR", volume="abs/2101.12345"))


# ISBNs


def book(title: str = "Indian Defence Diplomacy", **variables: Any) -> Item:
    variables = {"author": "Thomas, Roby", "issued": "2021", "type_": "book", **variables}
    return work(title, **variables)


def test_the_same_isbn_and_title_are_one_book() -> None:
    held = book(ISBN=ISBN)
    assert one_by_identifier(held, book(ISBN="0-19-852663-6"))
    assert one_by_identifier(held, book("Indian Defence Diplomacy: A Handbook", ISBN=ISBN))
    assert one_by_identifier(held, book(ISBN=ISBN, author=None, editor="Thomas, R.", issued="2020"))
    assert one_by_identifier(book(ISBN=ISBN, edition="2nd ed."), book(ISBN=ISBN, edition="2"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (book(ISBN=ISBN, volume="1"), book(ISBN=ISBN, volume="II")),
        (book("Works, Volume 1", ISBN=ISBN), book("Works, Volume 2", ISBN=ISBN)),
        (book("Works: Poems", ISBN=ISBN), book("Works: Letters and Diaries", ISBN=ISBN)),
        (book(ISBN=ISBN, edition="1"), book(ISBN=ISBN, edition="Second edition", issued="2024")),
        (book(ISBN=ISBN), book("Rivers of Asia", ISBN=ISBN)),
        (book(ISBN=ISBN), book("Introduction", ISBN=ISBN, type_="chapter")),
        (book(ISBN=ISBN), book(ISBN=ISBN, type_="chapter", page="3-9")),
        (book(ISBN=ISBN), book(ISBN=ISBN, type_="review-book")),
    ],
    ids=["volumes", "volumes in titles", "parts", "editions", "titles", "chapter", "title", "rev"],
)
def test_one_isbn_may_stand_on_several_works(one: Item, other: Item) -> None:
    assert not one_by_identifier(one, other)


def test_chapters_bear_their_book_s_isbn() -> None:
    def chapter(title: str, **variables: Any) -> Item:
        return book(title, type_="chapter", ISBN=ISBN, **variables)

    held = chapter("The Colonial Legacy", page="9-30")
    assert one_by_identifier(held, chapter("The colonial legacy"))
    assert not one_by_identifier(held, chapter("The Cold War", page="31-60"))
    assert not one_by_identifier(
        chapter("Introduction", page="9"), chapter("Introduction", page="90")
    )
    assert not one_by_identifier(
        chapter("Introduction", author="Roy, Ada"), chapter("Introduction")
    )


# Addresses


def page(title: str | None, url: str, **variables: Any) -> Item:
    return work(title, URL=url, **{"type_": "webpage", "author": None, **variables})


def test_the_same_address_and_title_are_one_page() -> None:
    held = page("Visit of the Minister", "https://mea.gov.example/visit/1")
    assert one_by_identifier(held, page("Visit of the minister", "https://mea.gov.example/visit/1"))
    assert one_by_identifier(held, page(None, "https://mea.gov.example/visit/1", issued=None))
    assert one_by_identifier(
        page("A", "https://a.example/x", issued="2015"),
        page("A", "https://a.example/x", issued="2015-07-06"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (page("Visit", "https://a.example/news"), page("Treaty", "https://a.example/news")),
        (
            page("Press Release", "https://a.example/news", issued="2015-07-06"),
            page("Press Release", "https://a.example/news", issued="2015-07-12"),
        ),
        (page("Press Release", "https://a.example/"), page("Press Release", "https://a.example/")),
        (page(None, "https://a.example"), page("About the Ministry", "https://a.example")),
        (
            page("Yearbook of Statistics", "https://a.example/y", issued="2015"),
            page("Yearbook of Statistics", "https://a.example/y", issued="2016"),
        ),
        (
            page("On the treaty", "https://a.example/y", author="Roy, Ada"),
            page("On the treaty", "https://a.example/y", author="Drab, Lech"),
        ),
    ],
    ids=["titles", "days", "site", "untitled of a site", "years", "authors"],
)
def test_pages_that_bear_one_address_are_not_one_for_it(one: Item, other: Item) -> None:
    if one == other:
        other = Item(other.type, {**other.variables, "note": "seen"}, other.dates, other.names)
    assert not one_by_identifier(one, other)


# Title, author and year


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(), work("SECURITY CHALLENGES IN CENTRAL ASIA")),
        (work(), work(author="Burnashev, R. and Roy, Ada")),
        (work(), work(issued="2015-03")),
        (work(issued=None), work(issued=None)),
        (work("Łódź and its Mills", author="Żółć, Ł."), work("Lodz and its mills", author="Zolc")),
        (work("Law &amp; Order in Tajikistan"), work("Law and Order in Tajikistan")),
        (work("Self-reliance of small states"), work("Selfreliance of Small States")),
        (
            work(container_title="The Journal of Central Asian Studies", volume="24"),
            work(container_title="J. Cent. Asian Stud.", volume="XXIV", page="75"),
        ),
        (
            work(container_title="Proceedings of the National Academy of Sciences"),
            work(container_title="Proc. Natl. Acad. Sci."),
        ),
        (work(page="106-122"), work(page="pp. 106–22")),
        (work(issued="2015-03"), work(issued="2015-01-20")),
        (work(type_="document"), work(type_="report")),
        (book("Emma", author="Austen, Jane"), book("Emma", author="Austen, J.")),
        (work("On Power", container_title="Nature"), work("On power", container_title="Nature")),
    ],
    ids=lambda item: f"{item.type} {item.title}",
)
def test_the_same_title_author_and_year_are_one_work(one: Item, other: Item) -> None:
    assert one_by_gist(one, other)


@pytest.mark.parametrize(
    "slip",
    [{"issue": "2"}, {"volume": "57"}, {"page": "160-122"}, {"DOI": "10.1000/wrong"}],
    ids=str,
)
def test_one_wrong_number_makes_no_two_articles_of_one(slip: dict[str, str]) -> None:
    right = {"volume": "375", "issue": "1", "page": "106-122", "DOI": DOI}
    one = work(container_title="L'Europe en Formation", **right)
    other = work(container_title="L'Europe en Formation", **{**right, **slip})
    assert one_by_gist(one, other)


def test_a_column_with_one_long_title_differs_in_issue_and_page() -> None:
    one = work(container_title="Europe", volume="3", issue="1", page="4-5")
    other = work(container_title="Europe", volume="3", issue="2", page="6-7")
    assert not one_by_gist(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work(DOI=DOI), work(DOI="10.1000/other")),
        (work(PMID="1"), work(PMID="2")),
        (book(ISBN=ISBN), book(ISBN="978-3-16-148410-0")),
        (work(volume="24"), work(volume="25")),
        (work(issue="1"), work(issue="2")),
        (work(page="106-122"), work(page="206-222")),
        (work(page="e1001"), work(page="e1002")),
        (book(edition="1"), book(edition="2nd")),
        (book(volume="1"), book(volume="2")),
        (book(volume_title="Poems"), book(volume_title="Letters")),
        (work(number="12", type_="report"), work(number="13", type_="report")),
        (work(container_title="Nature"), work(container_title="Nature Communications")),
        (work(container_title="Nature"), work(container_title="Science")),
        (work(author="Smith, John"), work(author="Smith, Ann")),
        (work(author="Lee, A. and Roy, B."), work(author="Lee, A. and Drab, C.")),
        (work(type_="thesis"), work(container_title="Nature")),
        (book(), work("Indian Defence Diplomacy", author="Thomas, Roby", issued="2021")),
        (book(), book(type_="review-book")),
        (work(type_="paper-conference"), work(container_title="Nature")),
        (work("Programming in C"), work("Programming in C++")),
        (work("Warming of 1.5 degrees"), work("Warming of 15 degrees")),
        (
            work("Letter from Washington", type_="article-magazine", issued="1943-05-01"),
            work("Letter from Washington", type_="article-magazine", issued="1943-05-08"),
        ),
        (
            work("Letter to a friend", type_="personal_communication", recipient="Mill, John"),
            work("Letter to a friend", type_="personal_communication", recipient="Grote, George"),
        ),
        (
            work("Thoughts of the week", type_="post-weblog", URL="https://a.example/1"),
            work("Thoughts of the week", type_="post-weblog", URL="https://a.example/2"),
        ),
    ],
    ids=lambda item: f"{item.type} {item.title}",
)
def test_what_speaks_against_one_work_makes_two(one: Item, other: Item) -> None:
    assert not one_by_gist(one, other)
    assert contradicts(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work("Rivers of Asia, Part 1"), work("Rivers of Asia, Part 2")),
        (work("Rivers of Asia I"), work("Rivers of Asia II")),
        (work("Annual Report on Asia 2014"), work("Annual Report on Asia 2015")),
        (work("The First World War in Asia"), work("The Second World War in Asia")),
        (work("Rivers of Asia"), work("Rivers of Asia 2")),
        (work("Rivers of Asia, Part A"), work("Rivers of Asia, Part B")),
    ],
    ids=lambda item: str(item.title),
)
def test_a_sequel_is_another_work_and_not_even_alike(one: Item, other: Item) -> None:
    assert not one_by_gist(one, other)
    assert likeness(one, other) < ALIKE


@pytest.mark.parametrize(
    "title",
    ["Editorial", "Introduction", "Book Reviews", "Editor’s Note", "Vorwort", "Reply", "Prólogo"],
)
def test_a_title_that_every_issue_has_tells_nothing(title: str) -> None:
    held = work(title, container_title="Nature")
    assert not Gist.of(held).telling
    assert not one_by_gist(held, work(title, container_title="Nature", volume="5"))
    assert not one_by_gist(held, work(title, container_title="Nature", author=None))
    paged = work(title, container_title="Nature", page="5-6")
    assert not one_by_gist(paged, work(title, container_title="Nature", page="5"))
    placed = work(title, container_title="Nature", volume="3", issue="1", page="5-6")
    assert one_by_gist(
        placed, work(title, container_title="Nature", volume="3", issue="1", page="5")
    )
    assert not one_by_gist(placed, work(title, container_title="Nature", volume="3", page="5"))


def test_pages_that_nobody_signed_need_the_same_place() -> None:
    def unsigned(**variables: Any) -> Item:
        return work("India and Kazakhstan sign an agreement", author=None, **variables)

    assert not one_by_gist(unsigned(), unsigned(note="x"))
    assert one_by_gist(unsigned(publisher="MEA"), unsigned(publisher="mea", note="x"))
    assert one_by_gist(unsigned(container_title="The Hindu"), unsigned(container_title="Hindu"))
    near = unsigned(publisher="MEA", URL="http://www.mea.example/a/")
    assert one_by_gist(near, unsigned(publisher="MEA", URL="https://mea.example/a"))
    assert not one_by_gist(near, unsigned(publisher="MEA", URL="https://mea.example/b"))
    assert not one_by_gist(
        unsigned(publisher="MEA", issued=None), unsigned(publisher="MEA", issued=None, note="x")
    )
    short = work("Joint Statement", author=None, publisher="MEA")
    again = work("Joint Statement", author=None, publisher="MEA", note="x")
    assert not one_by_gist(short, again)


def test_records_that_say_the_very_same_are_one_work() -> None:
    for item in (work("Editorial"), page("Press Release", "https://a.example"), work(None)):
        assert one_by_gist(item, Item(item.type, item.variables, item.dates, item.names))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (work(), work(author=None), "the author is missing"),
        (work(), work(issued=None), "undated"),
        (work(), work(author="Rustam, Burnashev"), "names swapped"),
        (work(), work("Security Challenges in Central Asia: A View"), "a subtitle"),
        (work(), work("Security Chalenges in Central Asia"), "a misprint"),
        (work(), work(issued="2016"), "online first"),
        (work(author="Müller, A."), work(author="Mueller, A."), "transliterated"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_near_misses_are_left_to_people(one: Item, other: Item, why: str) -> None:
    assert not one_by_gist(one, other), why
    assert likeness(one, other) >= ALIKE, why


def test_works_of_one_author_and_year_are_not_alike() -> None:
    titles = ("Rivers of Asia", "Roads to Asia and back", "Trade in the age of sail", "Snow")
    for one in titles:
        for other in titles:
            assert (one == other) == (likeness(work(one), work(other)) >= ALIKE)


def test_titles_in_other_scripts_are_compared() -> None:
    assert resemblance(title_words("Война и мир"), title_words("ВОЙНА И МИР")) == 1.0
    assert title_words("中亚安全问题") != ""
    assert one_by_gist(work("Безопасность в Азии"), work("Безопасность в Азии."))


# Properties

_words = st.lists(st.sampled_from("asia war peace part 1 2 ii of the 2015".split()), max_size=6)
_titles = _words.map(" ".join)
_items = st.builds(
    work,
    st.one_of(st.none(), _titles),
    type_=st.sampled_from(["article-journal", "book", "chapter", "webpage", "document"]),
    author=st.sampled_from([None, "Roy, Ada", "Roy, A.", "Roy, Ada and Drab, L.", "Drab, Lech"]),
    issued=st.sampled_from([None, "2015", "2015-03", "2016", "2015/2016"]),
    volume=st.sampled_from(["1", "I", "2"]),
    page=st.sampled_from(["1-9", "1", "5-7", "x"]),
    DOI=st.sampled_from([DOI, DOI.upper(), "10.1000/x", "none"]),
    URL=st.sampled_from(["https://a.example", "https://a.example/1", "no address"]),
)


@given(_titles, _titles)
def test_resemblance_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    first, second = title_words(one), title_words(other)
    assert resemblance(first, second) == resemblance(second, first)
    assert 0.0 <= resemblance(first, second) <= 1.0


@given(_items, _items)
def test_it_does_not_matter_which_record_was_there_first(one: Item, other: Item) -> None:
    likeness(one, other)
    one_by_gist(one, other)
    for identity in set(identities(one)) & set(identities(other)):
        assert same_by_identifier(one, other, identity) is same_by_identifier(other, one, identity)


@given(_items)
def test_a_record_is_of_the_work_that_it_is_of(item: Item) -> None:
    assert one_by_gist(item, item)
    assert not contradicts(item, item)
    for identity in identities(item):
        assert same_by_identifier(item, item, identity)
        assert identity[1] in normals(*identity)


def test_a_gist_is_made_fast_enough_for_a_hundred_thousand() -> None:
    item = work(DOI=DOI, container_title="Europe", page="106-122", ISSN="0378-5955", volume="3")
    assert item.creators == (Name(family="Burnashev", given="Rustam"),)
    best = min(timeit.repeat(lambda: Gist.of(item), number=500, repeat=5)) / 500
    assert best < 100e-6
