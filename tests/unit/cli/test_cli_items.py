"""A work described on the command line or in CSL-JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from evidence.cli import items
from evidence.domain.items import DATES, NAMES, STRINGS, Item
from evidence.domain.names import Name
from evidence.errors import BadInput


def described(*arguments: str) -> Item:
    """The item that `add` would enter for these options."""
    made: list[Item] = []

    @click.command(cls=items.ItemVerb)
    def add() -> None:
        made.append(items.item(items.given()))

    result = CliRunner().invoke(add, list(arguments), catch_exceptions=False)
    if not made:
        raise AssertionError(result.output)
    return made[0]


@pytest.mark.parametrize("variable", sorted(STRINGS))
def test_every_csl_string_has_an_option(variable: str) -> None:
    option = f"--{variable.replace('_', '-').lower()}"
    assert described("--type", "book", option, "a value").variables == {variable: "a value"}


@pytest.mark.parametrize("variable", sorted(DATES))
def test_every_csl_date_has_an_option_that_reads_words(variable: str) -> None:
    made = described("--type", "book", f"--{variable}", "20 November 2013")
    assert made.dates == {variable: "2013-11-20"}


@pytest.mark.parametrize("variable", sorted(NAMES))
def test_every_csl_name_has_an_option_that_may_come_again(variable: str) -> None:
    option = f"--{variable}"
    made = described("--type", "book", option, "Drab, Lech", option, "{World Bank}")
    assert made.names == {variable: (Name("Drab", "Lech"), Name(literal="World Bank"))}


def test_an_identifier_may_be_written_as_csl_writes_it() -> None:
    assert described("--type", "book", "--DOI", "10.1/x").variables == {"DOI": "10.1/x"}


def test_dates_are_read_as_edtf_too() -> None:
    made = described("--type", "book", "--issued", "2018-01/2018-03")
    assert made.dates["issued"] == "2018-01/2018-03"


def test_a_work_needs_a_type() -> None:
    with pytest.raises(AssertionError, match="Missing option '--type'"):
        described("--title", "T")


def test_an_unknown_type_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadInput, match="'bok' is no CSL item type") as caught:
        described("--type", "bok")
    assert caught.value.hint == "did you mean book?"


def test_a_bad_date_names_its_option() -> None:
    with pytest.raises(BadInput, match=r"^--issued: "):
        described("--type", "book", "--issued", "yesterday-ish")


def test_an_empty_value_clears_when_editing() -> None:
    typed: dict[str, Any] = {"note": "", "author": ("",), "issued": "", "title": " T "}
    assert items.changes(typed) == ({"title": "T"}, ["note", "author", "issued"])


def from_json(tmp_path: Path, text: str, key: str | None = None) -> list[tuple[Item, str | None]]:
    path = tmp_path / "works.json"
    path.write_text(text, encoding="utf-8")
    with click.Context(click.Command("add")):
        return items.works(str(path), key)


def test_csl_json_brings_one_work_or_a_list_with_their_ids_as_keys(tmp_path: Path) -> None:
    work = {"id": "drab2018", "type": "book", "title": "T"}
    expected = (Item("book", {"title": "T"}), "drab2018")
    assert from_json(tmp_path, json.dumps(work)) == [expected]
    assert from_json(tmp_path, json.dumps([work, {"type": "book", "title": "U"}])) == [
        expected,
        (Item("book", {"title": "U"}), None),
    ]


def test_a_given_key_wins_over_the_id(tmp_path: Path) -> None:
    ((_, key),) = from_json(tmp_path, '{"id": "x", "type": "book", "title": "T"}', "mine2018")
    assert key == "mine2018"


def test_one_key_is_not_for_several_works(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="one --key for 2 works"):
        from_json(tmp_path, '[{"title": "T"}, {"title": "U"}]', "mine2018")


@pytest.mark.parametrize("text", ["", "{", "[1]", '"text"', "[]", "[" * 100_000])
def test_what_is_no_csl_json_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        from_json(tmp_path, text)
    assert "works.json" in caught.value.message
    assert "\n" not in caught.value.message


def test_what_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "works.json"
    path.write_bytes(b'{"title": "\xff"}')
    with click.Context(click.Command("add")), pytest.raises(BadInput, match="byte 12"):
        items.works(str(path), None)
