"""Citations found in running text and tied to the paper's own reference list."""

from __future__ import annotations

import pytest

from evidence.domain.names import Name
from evidence.manuscript.citations.finding import find
from evidence.manuscript.references.fields import Fields


def work(year: str, *families: str, literal: str = "", letter: str = "") -> Fields:
    names = (Name(literal=literal),) if literal else tuple(Name(family=each) for each in families)
    return Fields(authors=names, year=year, letter=letter, title="Of ports")


WORKS = (
    ("aster", work("2018", "Aster")),
    ("birch", work("2001", "Birch", "Cedar")),
    ("dale", work("1999", "Dale", "Elm", "Fir")),
    ("elm-a", work("2011", "Elm", letter="a")),
    ("elm-b", work("2011", "Elm", letter="b")),
    ("pti", work("2021", literal="Press Trust of India (PTI)")),
    ("graya", work("2025", "Gray")),
    ("grayb", work("2025", "Gray")),
    ("silva", work("2010", "da Silva")),
)


def cited(text: str) -> list[tuple[str, str]]:
    """What is cited, as printed, with the works or the resolution."""
    return [
        (text[each.start : each.end], "+".join(each.works) or each.resolution)
        for each in find(text, WORKS, [None] * len(WORKS)).items
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ports grew (Aster 2018, 59–61).", [("Aster 2018", "aster")]),
        ("Ports grew (see Aster, 2018; Birch & Cedar, 2001, p. 4).",
         [("Aster, 2018", "aster"), ("Birch & Cedar, 2001", "birch")]),
        ("In Aster (2018) ports grow.", [("Aster (2018", "aster")]),
        ("Conforme Birch e Cedar (2001), os portos.", [("Birch e Cedar (2001", "birch")]),
        ("As Dale et al. (1999) show.", [("Dale et al. (1999", "dale")]),
        ("Aster's (2018) view.", [("Aster's (2018", "aster")]),
        ("Ropes (Elm 2011a, b).", [("Elm 2011a", "elm-a"), ("b", "elm-b")]),
        ("It was said (PTI 2021).", [("PTI 2021", "pti")]),
        ("It was said (Press Trust of India 2021).", [("Press Trust of India 2021", "pti")]),
        ("It was said (Gray 2025).", [("Gray 2025", "ambiguous")]),
        ("It grew (SILVA, 2010, p. 3).", [("SILVA, 2010", "silva")]),
        ("It grew (Aster 2017).", [("Aster 2017", "aster")]),
        ("It grew (Gupta 2022).", [("Gupta 2022", "missing")]),
        ("It grew (see Gupta & Rao, 2022; Aster 2018).",
         [("Gupta & Rao, 2022", "missing"), ("Aster 2018", "aster")]),
    ],
)  # fmt: skip
def test_author_date_citations(text: str, expected: list[tuple[str, str]]) -> None:
    assert cited(text) == expected


def test_another_year_is_a_conflict_that_names_the_likely_work() -> None:
    (found,) = find("It grew (Aster 2017).", WORKS, [None] * len(WORKS)).items
    assert (found.resolution, found.works) == ("conflict", ("aster",))


@pytest.mark.parametrize(
    "text",
    [
        "The Shanghai Cooperation Organisation (SCO) met in 2018.",
        "The Strategic Defence Review (SDR) of 1998 and the JWG (JWG).",
        "It opened (March 2018), and again (Spring 2019) (Table 2010).",
        "In 2018 Aster went to sea.",
        "Aster was born (in London, 2018).",
        "",
    ],
)
def test_what_only_looks_like_a_citation(text: str) -> None:
    assert cited(text) == []


NUMBERED = [(f"w{number}", work(str(2000 + number), "Name")) for number in range(1, 11)]


@pytest.mark.parametrize(
    "text",
    [
        "One [1], two [2,3], three [2–4, 7] and [10].",
        "One (1), two (2, 3), three (2–4, 7) and (10).",
        "One¹, two²,³, three²⁻⁴,⁷ and¹⁰.",
    ],
)
def test_numbers_cite_by_their_place_in_the_list(text: str) -> None:
    found = find(text, NUMBERED, list(range(1, 11))).items
    assert [each.works for each in found] == [
        ("w1",), ("w2",), ("w3",), ("w2", "w3", "w4"), ("w7",), ("w10",),
    ]  # fmt: skip


def test_years_and_enumerations_are_no_numbers_of_a_list() -> None:
    text = "In (1998) there were (1) ships, and [1] lighthouse (Name 2004)."
    assert [each.works for each in find(text, NUMBERED, [None] * 10).items] == [("w4",)]


@pytest.mark.parametrize("sign", ["(", "Aster, ", "Aster (", "(Aster & ", "2018 ", "[1", "Aster "])
def test_long_rubbish_is_searched_in_a_moment(sign: str) -> None:
    find(sign * 3000 + "2018)", WORKS, [None] * len(WORKS))


def test_a_list_that_lost_an_entry_is_told_by_the_names_beside_the_numbers() -> None:
    works = [
        (f"w{n}", Fields(authors=(Name(family=f"Name{c}x"),), year="2010"))
        for n, c in enumerate("abcdefghijkl", 1)
    ]
    text = " ".join(
        f"Name{c}x et al. [{n + 1 + (n > 6)}] found it." for n, c in enumerate("abcdefghijkl", 1)
    )
    found = find(text, works, list(range(1, 13)))
    assert [each.works for each in found.items] == [(f"w{n}",) for n in range(1, 13)]
    assert found.shift == 2


def test_names_beside_right_numbers_move_nothing() -> None:
    works = [
        (f"w{n}", Fields(authors=(Name(family=f"Name{c}x"),), year="2010"))
        for n, c in enumerate("abcdefghijkl", 1)
    ]
    text = " ".join(f"Name{c}x [{n}] found it." for n, c in enumerate("abcdefghijkl", 1))
    text += " Nameax [5] and Namebx [6], as told."
    assert find(text, works, list(range(1, 13))).shift == 0


def _found(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    works = [
        ("drab", work("2018", "Drab")),
        ("thomas", work("2021", "Thomas")),
        ("okafor", work("2019", "Okafor", "Lindt")),
    ]
    found = find(text, works, [None] * len(works)).items
    return [(text[each.start : each.end], each.works, each.resolution.value) for each in found]


def test_ibid_means_the_work_before_it() -> None:
    found = _found("It fell (Drab 2018, 59), then rose (ibid., 61). So it went (Ibid.).")
    assert [works for _, works, _ in found] == [("drab",), ("drab",), ("drab",)]


def test_ibid_after_nothing_or_after_an_open_question_is_no_citation() -> None:
    assert _found("It fell (ibid., 61).") == []
    assert [text for text, _, _ in _found("It fell (Nobody 2018), and rose (ibid.).")] == [
        "Nobody 2018"
    ]


def test_a_misspelt_name_is_in_conflict_with_the_entry_that_it_nearly_is() -> None:
    assert _found("It fell (Tomas 2021).") == [("Tomas 2021", ("thomas",), "conflict")]


def test_another_name_of_the_same_year_is_missing_and_accuses_no_entry() -> None:
    assert _found("It fell (Moreau 2021).") == [("Moreau 2021", (), "missing")]


@pytest.mark.parametrize(
    "text",
    ["Moreau and Lund (2018) went on.", "Moreau (2018) argues so.", "Moreau et al. (2018) too."],
)
def test_people_who_say_something_are_cited_though_no_entry_has_them(text: str) -> None:
    assert [(works, how) for _, works, how in _found(text)] == [((), "missing")]


@pytest.mark.parametrize(
    "text",
    [
        "The Olympics (2012) were held.",
        "The Strategic Defence Review (SDR) of London (1998) ended.",
        "Table (2018) shows it.",
        "In May (2018) argues nobody.",
        "Prices (2018 dollars) rose.",
    ],
)
def test_what_is_nobodys_name_is_no_citation(text: str) -> None:
    assert _found(text) == []


def test_notes_cite_by_name_and_title_and_ibid_repeats_them() -> None:
    from evidence.manuscript.analysis import analysed
    from evidence.manuscript.document import Manuscript, MarkKind, Writing

    writing = Writing()
    writing.block(MarkKind.HEADING, "Text", level=1)
    writing.block(MarkKind.PARAGRAPH, "It fell. It rose.")
    writing.block(MarkKind.HEADING, "References", level=1)
    writing.block(MarkKind.ENTRY, "Drab, Lech. 2018. Water and Power in Port. London: Press.")
    writing.block(MarkKind.ENTRY, "Roy, Ada. 2019. Ships of the North. Oslo: Fjord.")
    writing.block(MarkKind.NOTE, "Drab, Water and Power, 59; cf. Roy, Ships of the North, 12.")
    writing.block(MarkKind.NOTE, "Ibid., 61.")
    writing.block(MarkKind.NOTE, "Drab was born in Lodz.")
    text, marks = writing.finished()
    read = analysed(Manuscript("markdown", text, marks, blocked=True), {})
    assert [
        (each.found.works, each.locator.text if each.locator else None) for each in read.citations
    ] == [(("r1",), "59"), (("r2",), "12"), (("r2",), "61")]


def test_a_place_within_a_numbered_work_is_no_number_of_a_work() -> None:
    works = [(f"w{n}", work("2010", f"Name{n}")) for n in range(1, 7)]
    text = "See [1, p. 3; 4]. And [2, ch. 5]. And [3], [5], [6]."
    found = find(text, works, list(range(1, 7))).items
    assert [each.works for each in found] == [("w1",), ("w4",), ("w2",), ("w3",), ("w5",), ("w6",)]


def test_a_number_just_past_the_lists_end_is_missing_and_a_year_is_no_number() -> None:
    works = [(f"w{n}", work("2010", f"Name{n}")) for n in range(1, 7)]
    text = "As [1], [2], [3], [4], [5] and [6] say. Nobody is [7]. So it was in [2019]."
    found = find(text, works, list(range(1, 7))).items
    assert [(each.works, each.resolution.value) for each in found[-1:]] == [((), "missing")]
    assert len(found) == 7


def test_names_in_capitals_are_unknown_authors_only_in_a_paper_that_cites_so() -> None:
    shouting = "It fell (DRAB, 2018) and rose (THOMAS, 2021), it is said (PEREIRA, 2009)."
    assert [how for _, _, how in _found(shouting)] == ["resolved", "resolved", "missing"]
    calm = "It fell (Drab 2018), as the survey (ENSO, 2009) shows."
    assert len(_found(calm)) == 1


def test_powers_and_units_are_no_citations() -> None:
    works = [(f"w{n}", work("2010", f"Name{n}")) for n in range(1, 5)]
    text = "It fell¹ and rose² to 10³ m² of ice.³ So it was.⁴"
    found = find(text, works, [None] * 4).items
    assert [each.works for each in found] == [("w1",), ("w2",), ("w3",), ("w4",)]


def test_a_letter_that_no_entry_has_is_missing() -> None:
    works = [("a", work("2012", "OBrien", letter="a")), ("b", work("2013", "OBrien"))]
    (found,) = find("It fell (OBrien, 2012b).", works, [None] * 2).items
    assert (found.works, found.resolution.value) == ((), "missing")


def test_initials_in_the_text_tell_two_people_of_one_name_apart() -> None:
    works = [
        (given, Fields(authors=(Name(family="Smith", given=given),), year="2016", title="Naps"))
        for given in ("Jane", "Adam")
    ]
    found = find("J. Smith (2016) and A. Smith (2016) agree.", works, [None] * 2).items
    assert [each.works for each in found] == [("Jane",), ("Adam",)]


def test_initials_of_a_body_leave_out_the_small_words() -> None:
    works = [("ibge", work("2010", literal="Instituto Brasileiro de Geografia e Estatística"))]
    assert [each.works for each in find("Caiu (IBGE, 2010).", works, [None]).items] == [("ibge",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose (Drab 1973/2018).", [(("drab",), "resolved")]),
        ("It rose (Vygotsky, 1984 apud Drab, 2018, p. 40).", [(("drab",), "resolved")]),
        ("It rose (Nobody 1984, as cited in Drab 2018).", [(("drab",), "resolved")]),
    ],
)
def test_first_editions_and_works_at_second_hand_are_not_missing(
    text: str, expected: list[tuple[tuple[str, ...], str]]
) -> None:
    assert [(works, how) for _, works, how in _found(text)] == expected


def test_a_bare_year_after_a_place_goes_on_with_the_same_author() -> None:
    works = [("a", work("1970", "Dollinger")), ("b", work("1964", "Dollinger"))]
    found = find("It rose (Dollinger 1970, 12; 1964, 3).", works, [None] * 2).items
    assert [each.works for each in found] == [("a",), ("b",)]


def test_an_interval_is_no_citation_and_a_short_list_may_be_cited_once() -> None:
    one = [("w1", work("2010", "Name"))]
    assert [each.works for each in find("As told [1], in [0, 1].", one, [1]).items] == [("w1",)]


def test_a_raised_number_beside_a_listed_one_is_missing_past_the_list() -> None:
    works = [(f"w{n}", work("2010", f"Name{n}")) for n in range(1, 5)]
    found = find("It fell¹ and rose²,³ and went.⁴,⁹", works, [None] * 4).items
    assert [each.resolution.value for each in found][-1] == "missing"
