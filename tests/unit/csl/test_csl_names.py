"""Lists of names, and names in them (CSL "Names")."""

from __future__ import annotations

import pytest

from csl_styles import cited, listed, style, work
from evidence.csl.initials import initialized, normalized
from evidence.csl.people import people

THREE = work("a", "Roy, Ada", "Lund, Nils Erik", "Sato, Yuki")


def names(attributes: str = "", within: str = "", root: str = "") -> str:
    made = style(f'<names variable="author"><name {attributes}>{within}</name></names>', root=root)
    return cited(made, [THREE])


@pytest.mark.parametrize(
    ("attributes", "printed"),
    [
        ("", "Ada Roy, Nils Erik Lund, Yuki Sato"),
        ('and="text"', "Ada Roy, Nils Erik Lund, and Yuki Sato"),
        ('and="symbol" delimiter-precedes-last="never"', "Ada Roy, Nils Erik Lund &#38; Yuki Sato"),
        ('form="short" delimiter="; "', "Roy; Lund; Sato"),
        ('name-as-sort-order="first"', "Roy, Ada, Nils Erik Lund, Yuki Sato"),
        ('name-as-sort-order="all" initialize-with="."', "Roy, A., Lund, N.E., Sato, Y."),
        (
            'name-as-sort-order="all" initialize-with="" sort-separator=" "',
            "Roy A, Lund NE, Sato Y",
        ),
        ('et-al-min="3" et-al-use-first="1"', "Ada Roy et al."),
        ('et-al-min="3" et-al-use-first="2"', "Ada Roy, Nils Erik Lund, et al."),
        ('et-al-min="3" et-al-use-first="1" et-al-use-last="true"', "Ada Roy, … Yuki Sato"),
        ('et-al-min="4" et-al-use-first="1"', "Ada Roy, Nils Erik Lund, Yuki Sato"),
        ('form="count"', "3"),
        ('initialize="false" initialize-with="."', "Ada Roy, Nils Erik Lund, Yuki Sato"),
    ],
)
def test_a_list_is_written_as_the_style_says(attributes: str, printed: str) -> None:
    assert names(attributes) == printed


def test_two_names_take_the_word_without_a_delimiter() -> None:
    made = style('<names variable="author"><name and="text"/></names>')
    assert cited(made, [work("a", "Roy, Ada", "Sato, Yuki")]) == "Ada Roy and Yuki Sato"


def test_parts_of_names_are_formatted_apart() -> None:
    part = '<name-part name="family" font-variant="small-caps"/>'
    printed = names('form="short"', part)
    assert printed.startswith('<span style="font-variant:small-caps;">Roy</span>, ')


def test_institutions_are_one_whole() -> None:
    made = style('<names variable="author"><name name-as-sort-order="all"/></names>')
    assert (
        cited(made, [work("a", "Ministry of External Affairs")]) == "Ministry of External Affairs"
    )


def test_the_label_follows_the_number_of_names() -> None:
    made = style(
        '<names variable="editor"><name/><label form="short" prefix=" (" suffix=")"/></names>'
    )
    one = {"id": "a", "editor": [{"family": "Roy", "given": "Ada"}]}
    two = {"id": "a", "editor": [{"family": "Roy"}, {"family": "Sato"}]}
    assert cited(made, [one]) == "Ada Roy (ed.)"
    assert cited(made, [two]) == "Roy, Sato (eds.)"


def test_an_editor_who_translates_is_named_once() -> None:
    made = style(
        '<names variable="editor translator" delimiter="; "><name/><label prefix=", "/></names>'
    )
    both = [{"family": "Roy", "given": "Ada"}]
    item = {"id": "a", "editor": both, "translator": both}
    assert cited(made, [item]) == "Ada Roy, editor &#38; translator"


def test_what_stands_in_for_names_is_not_printed_again() -> None:
    made = style(
        '<group delimiter=". "><names variable="author"><name/><substitute>'
        '<names variable="editor"/><text variable="title"/></substitute></names>'
        '<text variable="title" font-style="italic"/></group>'
    )
    assert cited(made, [work("a", "Roy, Ada")]) == "Ada Roy. <i>Title a</i>"
    assert cited(made, [work("a")]) == "Title a"


@pytest.mark.parametrize(
    ("demote", "order", "printed"),
    [
        ("never", "all", "de Kooning, Willem"),
        ("sort-only", "all", "de Kooning, Willem"),
        ("display-and-sort", "all", "Kooning, Willem de"),
        ("display-and-sort", "first", "Kooning, Willem de"),
    ],
)
def test_particles_stay_or_go_behind(demote: str, order: str, printed: str) -> None:
    made = style(
        f'<names variable="author"><name name-as-sort-order="{order}"/></names>',
        root=f'demote-non-dropping-particle="{demote}"',
    )
    assert cited(made, [work("a", "de Kooning, Willem")]) == printed


def test_a_dropping_particle_stays_with_the_given_name() -> None:
    made = style('<names variable="author"><name name-as-sort-order="all"/></names>')
    assert cited(made, [work("a", "Beethoven, Ludwig van")]) == "Beethoven, Ludwig van"
    short = style('<names variable="author"><name form="short"/></names>')
    assert cited(short, [work("a", "Beethoven, Ludwig van")]) == "Beethoven"


def test_chinese_names_stand_without_space_and_family_first() -> None:
    made = style('<names variable="author"><name/></names>')
    assert cited(made, [work("a", "毛, 泽东")]) == "毛泽东"


def test_a_suffix_stands_behind() -> None:
    item = {"id": "a", "author": [{"family": "King", "given": "Martin", "suffix": "Jr."}]}
    made = style('<names variable="author"><name/></names>')
    assert cited(made, [item]) == "Martin King Jr."
    sorted_ = style('<names variable="author"><name name-as-sort-order="all"/></names>')
    assert cited(sorted_, [item]) == "King, Martin, Jr."


@pytest.mark.parametrize(
    ("given", "mark", "initials"),
    [
        ("Ada", ".", "A."),
        ("Ada Mary", ". ", "A. M."),
        ("Jean-Pierre", ".", "J.-P."),
        ("J.R.R.", ". ", "J. R. R."),
        ("Guy de", ".", "G. de"),
        ("Philippe", "", "P"),
        ("", ".", ""),
    ],
)
def test_given_names_become_initials(given: str, mark: str, initials: str) -> None:
    assert initialized(given, mark) == initials


def test_hyphens_of_initials_may_go() -> None:
    assert initialized("Jean-Pierre", ".", hyphen=False) == "J.P."


def test_only_initials_are_made_alike() -> None:
    assert normalized("James T", ". ") == "James T."


@pytest.mark.parametrize("value", [None, 3, [], {}, [None], [[]], [{"family": ""}], [{"x": 1}]])
def test_what_is_no_name_is_nobody(value: object) -> None:
    assert people(value) == ()


def test_names_that_repeat_may_be_replaced_in_the_list() -> None:
    made = style(
        entry='<names variable="author"><name name-as-sort-order="all"/></names>'
        '<text variable="title" prefix=". "/>',
        bibliography='subsequent-author-substitute="———"',
    )
    works = [work("a", "Roy, Ada"), work("b", "Roy, Ada"), work("c", "Sato, Yuki")]
    assert listed(made, works) == ["Roy, Ada. Title a", "———. Title b", "Sato, Yuki. Title c"]


def test_single_names_that_repeat_may_be_replaced() -> None:
    made = style(
        entry='<names variable="author"><name/></names>',
        bibliography='subsequent-author-substitute="—"'
        ' subsequent-author-substitute-rule="partial-each"',
    )
    works = [work("a", "Roy, Ada", "Sato, Yuki"), work("b", "Roy, Ada", "Lund, Nils")]
    assert listed(made, works) == ["Ada Roy, Yuki Sato", "—, Nils Lund"]
