"""What spans cites: telling apart, collapsing, positions, order, a changing document."""

from __future__ import annotations

import pytest

from csl_styles import cited, html, listed, style, work
from evidence.csl import Cite, Cluster, Processor, Style

AUTHOR_DATE = (
    '<group delimiter=" "><names variable="author"><name form="short" and="text"'
    ' initialize-with=". " et-al-min="3" et-al-use-first="1"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group>'
)


def author_date(citation: str = "", **rest: str) -> Style:
    return style(
        AUTHOR_DATE, citation=citation, around='delimiter="; " prefix="(" suffix=")"', **rest
    )


def test_year_suffixes_follow_the_order_of_the_bibliography() -> None:
    made = author_date(
        'disambiguate-add-year-suffix="true"',
        entry='<text variable="title"/>',
        entry_sort='<key variable="title"/>',
    )
    works = [
        work("late", "Roy, Ada", year=2025, title="Zebras"),
        work("early", "Roy, Ada", year=2025, title="Apes"),
    ]
    assert cited(made, works) == "(Roy 2025b; Roy 2025a)"


def test_names_are_added_only_as_far_as_they_tell_apart() -> None:
    made = author_date('disambiguate-add-names="true"')
    works = [
        work("a", "Roy, Ada", "Lund, Nils", "Sato, Yuki", "Kim, Jin", year=2025),
        work("b", "Roy, Ada", "Cole, Ann", "Sato, Yuki", "Kim, Jin", year=2025),
    ]
    assert cited(made, works) == "(Roy, Lund, et al. 2025; Roy, Cole, et al. 2025)"


def test_what_names_cannot_tell_apart_stays_short() -> None:
    made = author_date('disambiguate-add-names="true" disambiguate-add-year-suffix="true"')
    same = ("Roy, Ada", "Lund, Nils", "Sato, Yuki")
    works = [work("a", *same, year=2025), work("b", *same, year=2025)]
    assert cited(made, works) == "(Roy et al. 2025a; Roy et al. 2025b)"


@pytest.mark.parametrize(
    ("second", "printed"),
    [
        ("Roy, Ben", "(A. Roy 2025; B. Roy 2025)"),
        ("Roy, Alma", "(Ada Roy 2025; Alma Roy 2025)"),
    ],
)
def test_given_names_are_expanded_as_far_as_needed(second: str, printed: str) -> None:
    made = author_date('disambiguate-add-givenname="true"')
    works = [work("a", "Roy, Ada", year=2025), work("b", second, year=2025)]
    assert cited(made, works) == printed


def test_by_name_they_are_expanded_although_the_years_differ() -> None:
    works = [work("a", "Roy, Ada", year=2024), work("b", "Roy, Ben", year=2025)]
    by_cite = author_date('disambiguate-add-givenname="true"')
    assert cited(by_cite, works) == "(Roy 2024; Roy 2025)"
    by_name = author_date(
        'disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names"'
    )
    assert cited(by_name, works) == "(A. Roy 2024; B. Roy 2025)"


def test_a_condition_may_tell_apart() -> None:
    made = style(
        '<group delimiter=", "><names variable="author"><name form="short"/></names><choose>'
        '<if disambiguate="true"><text variable="title"/></if></choose></group>',
        around='delimiter="; "',
    )
    works = [work("a", "Roy, Ada"), work("b", "Roy, Ada"), work("c", "Sato, Yuki")]
    assert cited(made, works) == "Roy, Title a; Roy, Title b; Sato"


def test_years_of_one_author_stand_together() -> None:
    made = author_date('collapse="year"')
    works = [
        work("a", "Roy, Ada", year=2020),
        work("b", "Sato, Yuki", year=2021),
        work("c", "Roy, Ada", year=2022),
    ]
    assert cited(made, works) == "(Roy 2020, 2022; Sato 2021)"


def test_suffixes_of_one_year_stand_together() -> None:
    options = 'disambiguate-add-year-suffix="true" year-suffix-delimiter=", " collapse='
    works = [work(key, "Roy, Ada", year=2020) for key in "abc"]
    assert cited(author_date(f'{options}"year-suffix"'), works) == "(Roy 2020a, b, c)"
    assert cited(author_date(f'{options}"year-suffix-ranged"'), works) == "(Roy 2020a–c)"


def test_a_locator_keeps_a_cite_whole() -> None:
    made = style(
        f'<group delimiter=", ">{AUTHOR_DATE}<text variable="locator"/></group>',
        citation='disambiguate-add-year-suffix="true" collapse="year-suffix"',
        around='delimiter="; "',
    )
    works = [work("a", "Roy, Ada", year=2020), work("b", "Roy, Ada", year=2020)]
    assert cited(made, works, Cite("a"), Cite("b", "7")) == "Roy 2020a, 2020b, 7"


@pytest.mark.parametrize(
    ("order", "printed"),
    [("abc", "[1–3]"), ("ab", "[1,2]"), ("abd", "[1,2,4]"), ("acde", "[1,3–5]")],
)
def test_numbers_that_follow_one_another_are_a_range(order: str, printed: str) -> None:
    made = style(
        '<text variable="citation-number"/>',
        citation='collapse="citation-number"',
        around='delimiter="," prefix="[" suffix="]"',
        sort='<key variable="citation-number"/>',
    )
    processor = Processor(made, [work(key) for key in "abcde"])
    processor.list_items("abcde")
    assert html(processor.cite([Cluster(tuple(map(Cite, order)))])[0]) == printed


def test_positions_are_found() -> None:
    branches = "".join(
        f'<{tag} position="{name}"><text value="{name}"/></{tag}>'
        for tag, name in (
            ("if", "ibid-with-locator"),
            ("else-if", "ibid"),
            ("else-if", "near-note"),
            ("else-if", "subsequent"),
        )
    )
    made = style(f'<choose>{branches}<else><text value="first"/></else></choose>')
    processor = Processor(made, [work("a"), work("b")])
    notes = [Cite("a"), Cite("a"), Cite("a", "7"), Cite("b"), Cite("a"), *[Cite("b")] * 0]
    clusters = [Cluster((cite,), note=at) for at, cite in enumerate(notes, 1)]
    clusters.append(Cluster((Cite("b"),), note=20))
    printed = [html(runs) for runs in processor.cite(clusters)]
    assert printed == ["first", "ibid", "ibid-with-locator", "first", "near-note", "subsequent"]


def test_the_author_may_stand_in_the_sentence() -> None:
    made = author_date()
    works = [work("a", "Roy, Ada", year=2020)]
    assert cited(made, works, Cite("a", suppress_author=True)) == "(2020)"
    assert cited(made, works, Cite("a", author_only=True)) == "Roy"
    processor = Processor(made, works)
    (whole,) = processor.cite([Cluster((Cite("a"),), mode="composite")])
    assert html(whole) == "Roy (2020)"


def test_words_around_a_cite_stand_apart() -> None:
    made = author_date()
    printed = cited(
        made, [work("a", "Roy, Ada", year=2020)], Cite("a", prefix="see", suffix="and after")
    )
    assert printed == "(see Roy 2020 and after)"


def test_a_cluster_that_comes_later_changes_those_before_it() -> None:
    made = author_date('disambiguate-add-year-suffix="true"')
    processor = Processor(
        made, [work("a", "Roy, Ada", year=2020), work("b", "Roy, Ada", year=2020)]
    )
    first = processor.register(Cluster((Cite("a"),), id="one", note=1))
    assert [html(each.runs) for each in first] == ["(Roy 2020)"]
    second = processor.register(Cluster((Cite("b"),), id="two", note=2), before=[("one", 1)])
    assert [(each.index, html(each.runs)) for each in second] == [
        (0, "(Roy 2020a)"),
        (1, "(Roy 2020b)"),
    ]
    alone = processor.register(Cluster((Cite("a"),), id="one", note=1))
    assert [html(each.runs) for each in alone] == ["(Roy 2020)"]


def test_only_what_is_cited_is_listed_and_all_where_nothing_is() -> None:
    made = style(entry='<text variable="title"/>')
    works = [work("a"), work("b")]
    assert listed(made, works) == ["Title a", "Title b"]
    processor = Processor(made, works)
    processor.cite([Cluster((Cite("b"),))])
    assert [entry.id for entry in processor.bibliography().entries] == ["b"]


def test_cites_of_unknown_works_are_left_out() -> None:
    assert cited(style(), [work("a")], Cite("a"), Cite("nobody")) == "Title a"


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ('<key variable="title"/>', "bac"),
        ('<key variable="title" sort="descending"/>', "cab"),
        ('<key variable="issued"/>', "cab"),
        ('<key variable="issued" sort="descending"/>', "bac"),
        ('<key variable="author"/>', "acb"),
    ],
)
def test_the_list_is_sorted_by_its_keys(keys: str, order: str) -> None:
    works = [
        work("a", "Ångström, Anna", title="Élan", year=2001),
        work("b", "de Vries, Piet", title="apes", year=2010),
        work("c", "Bach, Otto", title="Zoo", year=-50),
    ]
    made = style(entry='<text variable="title"/>', entry_sort=keys)
    entries = Processor(made, works).bibliography().entries
    assert "".join(entry.id for entry in entries) == order


def test_what_has_no_value_comes_last_either_way() -> None:
    works = [work("none"), work("old", year=1900), work("new", year=2000)]
    for sort, order in (
        ("ascending", ["old", "new", "none"]),
        ("descending", ["new", "old", "none"]),
    ):
        made = style(
            entry='<text variable="title"/>', entry_sort=f'<key variable="issued" sort="{sort}"/>'
        )
        assert [one.id for one in Processor(made, works).bibliography().entries] == order


def test_the_first_field_may_stand_in_the_margin() -> None:
    made = style(
        entry='<text variable="citation-number" prefix="[" suffix="]"/>'
        '<text variable="title" prefix=" "/>',
        bibliography='second-field-align="flush" hanging-indent="true"',
    )
    bibliography = Processor(made, [work(f"w{number}") for number in range(10)]).bibliography()
    assert (bibliography.second_field_align, bibliography.max_offset) == ("flush", 4)
    assert bibliography.hanging_indent
    assert html(bibliography.entries[0].runs).count("csl-left-margin") == 1


def test_works_of_which_nothing_is_printed_are_named() -> None:
    made = style(entry='<text variable="volume"/>')
    bibliography = Processor(made, [work("a"), work("b", volume="3")]).bibliography()
    assert [entry.id for entry in bibliography.entries] == ["b"]
    assert bibliography.omitted == ("a",)


def test_a_cite_of_which_nothing_is_printed_says_so() -> None:
    assert "no printed form" in cited(style('<text variable="volume"/>'), [work("a")])


@pytest.mark.parametrize(
    ("locale", "order"),
    [
        ("en-US", "Aalto Ångström Ñandu Nzou Øye Zorn Ершов"),
        ("sv-SE", "Aalto Ñandu Nzou Øye Zorn Ångström Ершов"),
        ("nb-NO", "Aalto Ñandu Nzou Zorn Øye Ångström Ершов"),
        ("es-ES", "Aalto Ångström Nzou Ñandu Øye Zorn Ершов"),
        ("ru-RU", "Ершов Aalto Ångström Ñandu Nzou Øye Zorn"),
    ],
)
def test_a_language_has_its_own_alphabet(locale: str, order: str) -> None:
    made = style(entry='<text variable="title"/>', entry_sort='<key variable="title"/>')
    works = [work(str(at), title=title) for at, title in enumerate(order.split())]
    assert listed(made, works[::-1], locale) == order.split()
