"""What is said of quotations, by what was done to the source's words."""

from __future__ import annotations

from collections import Counter

import pytest

import quotation_set
from evidence.domain.pages import PageText
from evidence.domain.quotations import Match
from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus, PageStatus
from evidence.pages.quotations import HeldPages, find

EXACT, DIFFERS = MatchStatus.EXACT, MatchStatus.DIFFERS
MINOR, MATERIAL = DifferenceSeverity.MINOR, DifferenceSeverity.MATERIAL

FIRST = (
    "The committee did not approve the budget of 12 million crowns in 2010.3 Members from the "
    "northern district were absent, and the chairman resigned shortly after-\nwards. Well-known "
    "critics, among them Marta Kowalski, called it a “scandal without precedent”. The cost rose "
    "by 3.5 per cent to 1,250 crowns. He was unable to explain the growth12 of the deficit. The "
    "press re-"
)
SECOND = (
    "ported on it for three weeks. Nothing was done. Later the mayor of Ostrava announced that an "
    "inquiry would be held in the spring, although few people in the town believed him. The "
    "ﬁnal report, which the naïve had hoped for, never came. All rights are reserved."
)
THIRD = (
    "A harbour of that size needs four cranes, two tugs and a pilot who knows the sandbanks. The "
    "old one had none of them. All rights are reserved."
)
HEADER = "Annals of the Coast 41\n"
PAGES = HeldPages(
    (
        PageText(0, f"{HEADER}{FIRST}\n17", start=len(HEADER), end=len(HEADER) + len(FIRST)),
        PageText(1, f"{HEADER}{SECOND}", start=len(HEADER)),
        PageText(2, THIRD),
        PageText(3, "", PageStatus.EMPTY),
    )
)


def said(quote: str, *cited: int) -> Match:
    return find(quote, PAGES, cited or None)


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("The committee did not approve the budget", 0),
        ("THE COMMITTEE DID NOT APPROVE THE BUDGET", 0),
        ("the chairman resigned shortly afterwards", 0),
        ("the chairman resigned shortly after­wards", 0),
        ("Well known critics, among them", 0),
        ('called it a "scandal without precedent"', 0),
        ("called it a 'scandal without precedent.'", 0),
        ("rose by 3.5 % to 1250 crowns", 0),
        ("12 million crowns in 2010. Members from", 0),
        ("to explain the growth of the deficit", 0),
        ("Members fromthe northern district", 0),
        ("Members from the northern dis trict", 0),
        ("The final report, which the naive had hoped for", 1),
        ("The final report, which the nai\u0308ve had hoped for", 1),
        ("[T]he mayor of Ostrava announced", 1),
        ("the [elected] mayor of Ostrava announced", 1),
        ("[He] announced that an inquiry would be held", 1),
        ("the mayor of Ostrava [sic] announced that an inquiry", 1),
        ("an inquiry would be held [in May], although few people", 1),
        ("an inquiry would be held in the spring [emphasis added]", 1),
        ("although few [of them] believed him", 1),
        ("the mayor … announced that an inquiry would be held", 1),
        ("the mayor . . . announced that an inquiry [...] in the spring", 1),
        ("… an inquiry would be held in the spring …", 1),
    ],
)
def test_mere_typography_leaves_a_quotation_exact(quote: str, page: int) -> None:
    match = said(quote, page)
    assert (match.status, match.on_page, match.changes) == (EXACT, True, ())
    assert match.place is not None
    assert match.place.page == page


def test_a_place_can_be_cut_out_of_the_pages_text() -> None:
    place = said("Well known critics", 0).place
    assert place is not None
    text = PAGES.page(place.page).text
    assert text[place.start : place.end] == place.exact == "Well-known critics"
    assert text[: place.start].endswith(place.prefix)
    assert text[place.end :].startswith(place.suffix)
    assert len(place.prefix) == len(place.suffix) == 32


@pytest.mark.parametrize("cited", [(0,), (1,), (0, 1)])
def test_a_quotation_over_a_page_break_is_exact_on_either_page(cited: tuple[int, ...]) -> None:
    match = said("The press reported on it for three weeks", *cited)
    assert (match.status, match.on_page) == (EXACT, True)
    assert match.place is not None
    assert (match.place.page, match.place.end_page) == (0, 1)
    assert match.place.exact == "The press re-\nported on it for three weeks"


def test_foot_notes_and_furniture_between_its_halves_are_passed_over() -> None:
    first = "Tolls were raised, and the carters went\n\n12 See the rolls of the guild, passim."
    head = "Annals 9\n"
    pages = (PageText(0, first), PageText(1, f"{head}on strike for a month.", start=len(head)))
    match = find("the carters went on strike", HeldPages(pages), {0})
    assert match.status is EXACT
    assert match.place is not None
    assert match.place.end_page == 1


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("The committee did approve the budget", "negation"),
        ("the chairman had not resigned shortly afterwards", "negation"),
        ("He was able to explain the growth of the deficit", "negation"),
        ("called it a scandal with precedent", "negation"),
        ("approve the budget of 13 million crowns", "number"),
        ("The cost rose by 35 per cent", "number"),
        ("The cost rose by 3.5 per cent to 1.250 crowns", "number"),
        ("approve the budget of million crowns", "number"),
        ("among them Berta Kowalski, called it", "name"),
        ("Members from the southern district were absent", "word"),
        ("the mayor of Ostrava announced that an inquiry must be held", "certainty"),
        ("the mayor of Ostrava announced an expensive inquiry would be held", "word"),
    ],
)
def test_what_carries_the_sense_is_a_material_difference(quote: str, why: str) -> None:
    match = said(quote, 0, 1)
    assert (match.status, match.severity, match.on_page) == (DIFFERS, MATERIAL, True)
    assert any(why in (change.why or "") for change in match.changes)


@pytest.mark.parametrize(
    "quote",
    [
        "the mayor of Ostrava announces that an inquiry would be held",
        "the rnayor of Ostrava announced that an inquiry wou1d be held",
        "the mayor of Ostrava announced that the inquiry would be held",
        "the mayor of Ostrava publicly announced that an inquiry would be held",
        "A harbor of that size needs four cranes",
        "A harbour of that size needs 4 cranes",
    ],
)
def test_spelling_misreading_inflection_and_small_words_are_minor(quote: str) -> None:
    match = said(quote, 1, 2)
    assert (match.status, match.severity, match.on_page) == (DIFFERS, MINOR, True)


def test_a_difference_is_shown_word_by_word() -> None:
    match = said("approve a budget of 13 million crowns", 0)
    assert match.difference == "approve [-the-] {+a+} budget of [-12-] {+13+} million crowns"


def test_words_on_another_page_are_told_with_their_page() -> None:
    match = said("needs four cranes, two tugs and a pilot", 0)
    assert (match.status, match.on_page) == (MatchStatus.OTHER_PAGE, False)
    assert match.place is not None
    assert match.place.page == 2


def test_words_that_stand_twice_are_found_on_the_cited_page() -> None:
    for page in (1, 2):
        match = said("All rights are reserved.", page)
        assert match.status is EXACT
        assert match.place is not None
        assert match.place.page == page
    assert said("All rights are reserved.", 0).status is MatchStatus.OTHER_PAGE


def test_without_a_cited_page_nothing_is_said_of_it() -> None:
    match = said("needs four cranes")
    assert (match.status, match.on_page) == (EXACT, None)


@pytest.mark.parametrize(
    ("quote", "severity"),
    [
        ("Nothing was done. The final report, which the naive had hoped for", MATERIAL),
        ("the chairman resigned shortly afterwards needs four cranes, two tugs", MATERIAL),
        ("The press reported on it for three weeks … The final report, which the naive had hoped "
         "for, never came.", MINOR),
        ("Nothing was done. … The old one had none of them.", MINOR),
        ("the chairman resigned shortly afterwards. … The old one had none of them.", MATERIAL),
        ("inquiry would be held in the spring … the chairman resigned shortly", MATERIAL),
    ],
)  # fmt: skip
def test_passages_joined_that_stand_apart_are_a_splice(
    quote: str, severity: DifferenceSeverity
) -> None:
    match = said(quote, 0, 1)
    assert (match.status, match.splice, match.severity) == (DIFFERS, True, severity)
    assert match.reason


@pytest.mark.parametrize(
    "quote",
    ["The committee did … approve the budget", "The committee [did] approve the budget"],
)
def test_leaving_out_only_a_negation_is_material_however_honestly_shown(quote: str) -> None:
    match = said(quote, 0)
    assert (match.status, match.severity, match.splice) == (DIFFERS, MATERIAL, False)


@pytest.mark.parametrize(
    "quote",
    [
        "Glaciers sing before dawn because old air escapes from them",
        "held spring inquiry the announced in mayor an that of would be the Ostrava",
        "the committee of the town and the mayor",
        "not done",
        "",
        "…",
    ],
)
def test_what_stands_nowhere_is_not_found(quote: str) -> None:
    match = said(quote, 1)
    assert (match.status, match.place, match.on_page) == (MatchStatus.NOT_FOUND, None, None)


def test_a_page_that_cannot_be_read_is_never_said_to_lack_anything() -> None:
    assert said("Glaciers sing before dawn", 3).status is MatchStatus.UNREADABLE
    assert said("needs four cranes", 3).status is MatchStatus.OTHER_PAGE
    blank = HeldPages((PageText(0, "", PageStatus.EMPTY),))
    assert find("needs four cranes", blank, None).status is MatchStatus.UNREADABLE


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("他昨天没有来学校，因为下雨了。", "没有来学校", EXACT),
        ("他昨天没有来学校，因为下雨了。", "昨天来学校", DIFFERS),
        ("Он сказал, что мой дом стоит у самой реки.", "мой дом стоит у самой реки", EXACT),
        ("वह कल दिल्ली में था और आज घर पर है।", "कल दिल्ली में था", EXACT),
        ("Der Rat hat den Antrag nicht angenommen.", "Der Rat hat den Antrag angenommen", DIFFERS),
    ],
)
def test_other_scripts_and_languages(text: str, quote: str, status: MatchStatus) -> None:
    assert find(quote, HeldPages((PageText(0, text),)), {0}).status is status


def test_quotations_of_every_kind_are_told_apart() -> None:
    book = quotation_set.book(40, seed=11)
    pages = HeldPages(quotation_set.pages_of(book))
    right: Counter[bool] = Counter()
    for case in quotation_set.cases(book, 12):
        match = find(case.quote, pages, case.cited)
        assert match.status is not EXACT or EXACT in case.status, case
        right[quotation_set.is_right(case, match)] += 1
    assert right[True] >= 0.99 * right.total() > 200


def test_words_misread_in_many_places_are_minor_but_a_known_word_among_them_is_not() -> None:
    garbled = said("the mavor of Ostrava anmonuced thot an inqiury woold be heid in the sprimg", 1)
    assert (garbled.status, garbled.severity) == (DIFFERS, MINOR)
    changed = said("the mavor of Ostrava anmonuced thot an inqiury woold be heid in the town", 1)
    assert (changed.status, changed.severity) == (DIFFERS, MATERIAL)


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("Report on flies [viewed 29 April 2021]. It names three models [98]. Nothing", EXACT),
        ("Report on flies [viewed 29 March 2021]. It names three models", DIFFERS),
        ("[viewed 29 March 2021]. It names three models", DIFFERS),
        ("Report on flies [viewed 29 March 2021]", DIFFERS),
        ("It names three [98]. Nothing else", DIFFERS),
        ("[The paper] names three models", EXACT),
        ("It names [two or] three models", EXACT),
    ],
)
def test_brackets_of_the_source_are_no_remarks_of_the_quoter(
    quote: str, status: MatchStatus
) -> None:
    text = "Report on flies [viewed 29 April 2021]. It names three models [98]. Nothing else."
    assert find(quote, HeldPages((PageText(0, text),)), None).status is status


def test_a_number_in_brackets_at_the_end_is_compared_with_the_sources() -> None:
    text = "The mayor, Peter Jansson, resigned in 1902 and left the town."
    pages = HeldPages((PageText(0, text),))
    assert find("Peter Jansson, resigned in [1903]", pages, None).status is MatchStatus.DIFFERS
    assert find("Peter Jansson, resigned in [1902]", pages, None).status is MatchStatus.EXACT
    assert find("Peter Jansson, resigned [last year]", pages, None).status is MatchStatus.EXACT


@pytest.mark.parametrize(
    ("quoted", "exact"),
    [
        ("yesterday [the minister] signed the treaty", True),
        ("yesterday [Jansson] signed the treaty", True),
        ("yesterday [John Smith] signed the treaty", False),
    ],
)
def test_a_name_in_brackets_does_not_stand_for_another(quoted: str, exact: bool) -> None:
    text = "It is known that yesterday Peter Jansson signed the treaty at noon."
    found = find(quoted, HeldPages((PageText(0, text),)), None)
    assert (found.status is MatchStatus.EXACT) is exact
