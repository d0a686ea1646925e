"""What readers remark of entries that are amiss, so that nothing goes wrong in silence."""

from __future__ import annotations

import pytest

from evidence.formats import REGISTRY
from evidence.formats._bibtex_reading import read as read_bib
from evidence.formats.base import Broken, Entry
from evidence.formats.csl_json import FORMAT as CSL_JSON
from evidence.formats.ovid import read as read_ovid
from evidence.formats.ris import read as read_ris


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("@book{x3 title={T}}", "no comma follows the key x3"),
        (
            "@book{k, title={T}, year=1999, year=2001}",
            "year is given twice: 1999 counts, 2001 is kept as year_2",
        ),
        (
            "@article{k, title={T}, journal=nosuchmacro}",
            "no @string is called nosuchmacro: its name stands for it",
        ),
        ("@foo{k, title={T}}", "no type of entry is called foo: it is read as document"),
        (
            "@book{k, title={T}, year={sometime}}",
            "the date 'sometime' cannot be read: it is kept as it is",
        ),
        ("@book{k, title={T}}\n}\n", "a closing brace too many follows the entry"),
    ],
)
def test_a_bib_file_says_what_is_amiss(text: str, remark: str) -> None:
    (entry,) = read_bib(text)
    assert isinstance(entry, Entry)
    assert (entry.item.title, entry.remarks) == ("T", (remark,))


@pytest.mark.parametrize("text", ["@article{a11}", "@article{k, author name={x}, title={T}}"])
def test_an_entry_without_fields_and_a_field_with_a_blank_are_broken(text: str) -> None:
    (broken,) = read_bib(text)
    assert isinstance(broken, Broken)


def test_a_ris_entry_says_what_is_amiss() -> None:
    (entry,) = read_ris("TY  - ODD\nTI  - T\nVL  - 1\nVL  - 2\nPY  - never\nER  - \n")
    assert isinstance(entry, Entry)
    assert entry.remarks == (
        "no type of entry is called ODD: it is read as document",
        "the date 'never' cannot be read: it is kept as it is",
        "VL is given twice: 1 counts, 2 is kept as VL",
    )


def test_a_note_that_only_looks_like_a_variable_stays_a_note() -> None:
    assert CSL_JSON.read is not None
    note = "ISSN: see the publisher, who prints two"
    (entry,) = CSL_JSON.read(f'[{{"id": "a", "type": "book", "title": "T", "note": "{note}"}}]')
    assert isinstance(entry, Entry)
    assert (entry.item.variables["note"], "ISSN" in entry.item.variables) == (note, False)


def test_authors_of_a_long_ovid_entry_are_parted() -> None:
    text = "<1>\nAuthors\n  Jones AB. Brown CD.\nTitle\n  Foo.\n"
    (entry,) = read_ovid(text)
    assert isinstance(entry, Entry)
    names = [(name.family, name.given) for name in entry.item.names["author"]]
    assert names == [("Jones", "A. B."), ("Brown", "C. D.")]


def test_hayagriva_is_taken_for_no_other_format() -> None:
    text = "drab:\n  type: article\n  title: T\n  parent:\n  - type: periodical\n      title: S\n"
    assert not any(each.recognises and each.recognises(text) for _, each in REGISTRY.items())
