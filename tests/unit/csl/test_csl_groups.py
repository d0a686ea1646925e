"""Groups, conditions, numbers and labels (CSL "Group", "Choose", "Number", "Label")."""

from __future__ import annotations

import pytest

from csl_styles import cited, style, work
from evidence.csl import Cite

EDITION = (
    '<group delimiter=" "><number variable="edition" form="ordinal"/>'
    '<text term="edition" form="short"/></group>'
)


def test_a_group_without_its_variables_prints_nothing() -> None:
    made = style(f'<group delimiter=", "><text variable="title"/>{EDITION}</group>')
    assert cited(made, [work("a", edition="2")]) == "Title a, 2nd ed."
    assert cited(made, [work("a")]) == "Title a"


def test_a_group_of_words_alone_is_printed() -> None:
    assert cited(style('<group><text value="ibid."/></group>'), [work("a")]) == "ibid."


def test_a_macro_that_prints_counts_as_a_variable_that_is_there() -> None:
    made = style(
        '<group><text macro="m"/><text variable="volume"/></group>',
        macros='<macro name="m"><text term="no date" form="short"/></macro>',
    )
    assert cited(made, [work("a")]) == "n.d."


def test_what_a_branch_prints_is_delimited_like_its_neighbours() -> None:
    made = style(
        '<group delimiter="; "><text variable="title"/><choose><if type="book">'
        '<text value="one"/><text value="two"/></if></choose></group>'
    )
    assert cited(made, [work("a")]) == "Title a; one; two"


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ('type="book"', True),
        ('type="book chapter" match="any"', True),
        ('type="book chapter"', True),  # a work has one type: several mean any
        ('type="chapter" match="none"', True),
        ('variable="title volume"', True),
        ('variable="title issue"', False),
        ('variable="title issue" match="any"', True),
        ('is-numeric="volume"', True),
        ('is-numeric="title"', False),
        ('is-uncertain-date="issued"', True),
        ('locator="chapter"', True),
        ('locator="page"', False),
        ('position="first"', True),
        ('position="subsequent"', False),
        ('disambiguate="true"', False),
    ],
)
def test_conditions(condition: str, holds: bool) -> None:
    made = style(
        f'<choose><if {condition}><text value="yes"/></if><else><text value="no"/></else></choose>'
    )
    item = work("a", volume="12") | {"issued": {"date-parts": [[1990]], "circa": True}}
    assert cited(made, [item], Cite("a", "3", "chapter")) == ("yes" if holds else "no")


@pytest.mark.parametrize(
    ("form", "printed"),
    [("numeric", "3"), ("ordinal", "3rd"), ("long-ordinal", "third"), ("roman", "iii")],
)
def test_numbers_have_forms(form: str, printed: str) -> None:
    made = style(f'<number variable="edition" form="{form}"/>')
    assert cited(made, [work("a", edition=3)]) == printed


@pytest.mark.parametrize(
    ("locator", "label", "printed"),
    [
        ("59", "page", "p. 59"),
        ("59-61", "page", "pp. 59–61"),
        ("59, 61", "page", "pp. 59, 61"),
        ("3", "chapter", "chap. 3"),
        ("iv-vi", "page", "pp. iv–vi"),
        ("2", "sub verbo", "s.v. 2"),
    ],
)
def test_the_label_of_a_locator_fits_its_number(locator: str, label: str, printed: str) -> None:
    made = style(
        '<group delimiter=" "><label variable="locator" form="short"/>'
        '<text variable="locator"/></group>'
    )
    assert cited(made, [work("a")], Cite("a", locator, label)) == printed


@pytest.mark.parametrize(
    ("format_", "printed"),
    [
        ("", "1234–1256"),
        ("chicago", "1234–56"),
        ("minimal", "1234–56"),
        ("expanded", "1234–1256"),
    ],
)
def test_pages_follow_the_styles_format(format_: str, printed: str) -> None:
    root = f'page-range-format="{format_}"' if format_ else ""
    made = style('<text variable="page"/>', root=root)
    assert cited(made, [work("a", page="1234-1256")]) == printed


def test_dates_are_the_locales_or_the_styles_own() -> None:
    item = {"id": "a", "issued": {"date-parts": [[2019, 3, 5]]}}
    local = style('<date variable="issued" form="text"/>')
    assert cited(local, [item]) == "March 5, 2019"
    assert cited(local, [item], locale="de-DE") == "5. März 2019"
    own = style(
        '<date variable="issued"><date-part name="day" form="ordinal" suffix=" "/>'
        '<date-part name="month" form="short" suffix=" "/><date-part name="year"/></date>'
    )
    assert cited(own, [item]) == "5th Mar. 2019"
