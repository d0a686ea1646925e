"""Dates that cannot be read as a whole still say what is certain of them."""

from __future__ import annotations

import pytest

from evidence.formats import bibtex, nbib, refer, ris
from evidence.formats._rough_dates import rough
from evidence.formats.base import Entry, Format


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("2004-02-30", "2004-02"),
        ("2004-05-00", "2004-05"),
        ("2004-13-01", "2004"),
        ("Feb 31, 2015", "2015-02"),
        ("2015 Feb 31", "2015-02"),
        ("5/6/2000", "2000"),
        ("in press, 2011", "2011"),
        ("1999 or 2001", None),
        ("soon", None),
        ("", None),
    ],
)
def test_what_is_certain_of_a_date(text: str, certain: str | None) -> None:
    assert rough(text) == certain


def _only(form: Format, text: str) -> Entry:
    assert form.read is not None
    (entry,) = form.read(text)
    assert isinstance(entry, Entry)
    return entry


def _bib(fields: str) -> Entry:
    return _only(bibtex.FORMAT, f"@article{{k, title = {{T}}, {fields}}}")


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date = {2000-05-00}", "2000-05"),
        ("date = {3/5/2000}", "2000"),
        ("date = {20000503}", "2000-05-03"),
        ("date = {2000-99}, year = {2001}", "2001"),
        ("year = {(2010)}, month = {Spring}", "2010-21"),
        ("year = {[2010]}, month = may", "2010-05"),
        ("year = 2000, month = {5--6}", "2000-05/2000-06"),
        ("year = 2000, month = {10/12}", "2000"),
        ("year = 2000, month = {Feb 31}", "2000-02"),
    ],
)
def test_dates_of_a_bib_file(fields: str, issued: str) -> None:
    assert _bib(fields).item.dates["issued"] == issued


def test_a_date_read_in_part_is_kept_as_it_came() -> None:
    assert _bib("date = {2004-02-30}").item.custom["bibtex"]["date"] == "2004-02-30"
    entry = _only(ris.FORMAT, "TY  - JOUR\nTI  - T\nDA  - 2004/02/30\nER  - \n")
    assert entry.item.dates["issued"] == "2004-02"
    assert entry.item.custom["ris"] == {"DA": "2004/02/30"}


def test_days_between_two_are_an_interval() -> None:
    entry = _only(ris.FORMAT, "TY  - CONF\nTI  - T\nPY  - 2001\nDA  - 2001/03/01-03\nER  - \n")
    assert entry.item.dates["issued"] == "2001-03-01/2001-03-03"


def test_a_day_that_no_calendar_has_leaves_its_month() -> None:
    entry = _only(nbib.FORMAT, "PMID- 1\nTI  - T\nDP  - 1975 Apr 31\n")
    assert entry.item.dates["issued"] == "1975-04"
    entry = _only(refer.FORMAT, "%0 Journal Article\n%T T\n%D Feb 30, 1999\n")
    assert entry.item.dates["issued"] == "1999-02"
