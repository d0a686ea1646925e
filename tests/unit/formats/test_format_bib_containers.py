"""Fields of a .bib file that mean something else, or nothing, in some types of entries."""

from __future__ import annotations

from bib_works import entries, fields, work


def test_a_whole_book_stands_in_no_book() -> None:
    entry = work("@proceedings{k, title = {Proc of X}, booktitle = {Proc of X}, year = 2001}")
    assert "container-title" not in entry.item.variables
    assert entry.item.custom["bibtex"]["booktitle"] == "Proc of X"


def test_parts_take_over_a_whole_books_booktitle() -> None:
    text = """@inproceedings{a, title = {Paper}, crossref = {p}}
    @proceedings{p, title = {Proc of X, vol. 1}, booktitle = {Proc of X}, year = 2001}"""
    assert entries(text)[0].item.variables["container-title"] == "Proc of X"


def test_the_institution_of_a_case_is_its_court() -> None:
    text = "@jurisdiction{k, title = {Roe v. Wade}, institution = {US Supreme Court}}"
    assert fields(text) == {"title": "Roe v. Wade", "authority": "US Supreme Court"}


def test_an_address_between_angle_brackets_is_the_address() -> None:
    assert fields("@misc{k, title = {T}, url = {<http://x.org/>}}")["URL"] == "http://x.org/"
