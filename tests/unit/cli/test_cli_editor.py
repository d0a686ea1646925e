"""A record goes to the editor and comes back, and nothing written there is lost."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from evidence.cli import editor
from evidence.errors import BadInput

RECORD = {"statement": "A fact.", "paragraph": 2, "quoted": None}


def returning(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """An editor that replaces `old` by `new`."""

    def edit(text: str, **_: object) -> str:
        assert old in text
        return text.replace(old, new)

    monkeypatch.setattr(click, "edit", edit)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_changed_record_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    returning(monkeypatch, "A fact.", "Another – fact.")
    edited = editor.edit(RECORD)
    assert edited is not None
    assert edited.record == {**RECORD, "statement": "Another – fact."}


def test_a_record_that_was_not_saved_is_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "edit", lambda text, **_: None)
    assert editor.edit(RECORD) is None


@pytest.mark.parametrize(("old", "new"), [("A fact.", "A fact."), ("\n  ", "\n      ")])
def test_a_record_that_says_the_same_is_unchanged(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    returning(monkeypatch, old, new)
    assert editor.edit(RECORD) is None


@pytest.mark.parametrize(("old", "new"), [("{", "["), ('{\n  "statement"', '[1]\n"')])
def test_what_is_no_json_is_kept_in_a_file_that_is_named(
    monkeypatch: pytest.MonkeyPatch, temporary: Path, old: str, new: str
) -> None:
    returning(monkeypatch, old, new)
    with pytest.raises(BadInput, match="no JSON") as caught:
        editor.edit(RECORD)
    (kept,) = temporary.iterdir()
    assert str(kept) in (caught.value.hint or "")
    assert new.splitlines()[0] in kept.read_text(encoding="utf-8")


def test_what_cannot_be_stored_is_kept_too(temporary: Path) -> None:
    with pytest.raises(BadInput, match="no such kind") as caught, editor.kept("my text"):
        raise BadInput("no such kind", hint="one of fact, definition")
    (kept,) = temporary.iterdir()
    assert kept.read_text(encoding="utf-8") == "my text"
    assert caught.value.hint == f"your text is kept in {kept}; one of fact, definition"


def test_what_is_stored_is_not_kept_beside(temporary: Path) -> None:
    with editor.kept("my text"):
        pass
    assert list(temporary.iterdir()) == []


def test_only_changed_members_are_written() -> None:
    assert editor.changed(RECORD, {**RECORD, "paragraph": 3}) == {"paragraph": 3}


def test_a_member_that_was_taken_out_is_cleared() -> None:
    assert editor.changed(RECORD, {"paragraph": 2, "quoted": None}) == {"statement": None}


def test_a_member_that_no_record_has_is_refused_with_those_it_has() -> None:
    with pytest.raises(BadInput, match="no such member: statment") as caught:
        editor.changed(RECORD, {"statment": "A fact."})
    assert "statement, paragraph, quoted" in (caught.value.hint or "")
