"""Rooms of one-object files, and what third parties add to them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from evidence import plugins
from evidence.errors import EvidenceError, NotFound
from evidence.plugins import Registry

ROOM = {
    "__init__.py": "",
    "base.py": "raise AssertionError('furniture is not imported')",
    "_helper.py": "raise AssertionError('furniture is not imported')",
    "csl_json.py": "WORD = 'csl'",
    "ris.py": "WORD = 'ris'",
    "untouched.py": "raise AssertionError('imported without need')",
}


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry[str]]:
    folder = tmp_path / "a_room"
    folder.mkdir()
    for name, text in ROOM.items():
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "third_party.py").write_text("WORD = 'third'\nNUMBER = 3\n", encoding="utf-8")
    (tmp_path / "third_broken.py").write_text("import no_such\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(plugins, "entry_points", lambda group: ())
    yield Registry("a_room", "WORD", str, "evidence.words", "word", "evidence word list")
    for module in [each for each in sys.modules if each.startswith(("a_room", "third_"))]:
        del sys.modules[module]


def install(monkeypatch: pytest.MonkeyPatch, **entries: str) -> None:
    """Have entry points of the room's group: names (with underscores) and their objects."""
    given = [
        EntryPoint(name.replace("_", "-"), value, "evidence.words")
        for name, value in entries.items()
    ]
    monkeypatch.setattr(
        plugins, "entry_points", lambda group: [each for each in given if each.group == group]
    )


def test_names_are_the_files_without_the_furniture_and_nothing_is_imported(
    room: Registry[str],
) -> None:
    assert room.names() == ("csl-json", "ris", "untouched")
    assert not [module for module in sys.modules if module.startswith("a_room.")]


def test_an_object_is_loaded_when_it_is_asked_for_and_no_other(room: Registry[str]) -> None:
    assert room.get("csl-json") == "csl"
    assert "a_room.untouched" not in sys.modules


def test_an_unknown_name_is_answered_with_the_nearest(room: Registry[str]) -> None:
    with pytest.raises(NotFound, match="no word 'csljson'") as caught:
        room.get("csljson")
    assert caught.value.hint == "did you mean csl-json?"


def test_third_parties_add_objects_under_their_own_names(
    room: Registry[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, third="third_party:WORD")
    assert room.names() == ("csl-json", "ris", "third", "untouched")
    assert "third_party" not in sys.modules
    assert room.get("third") == "third"


def test_all_objects_come_with_their_names(
    room: Registry[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a_room" / "untouched.py").unlink()
    install(monkeypatch, third="third_party:WORD")
    assert dict(room.items()) == {"csl-json": "csl", "ris": "ris", "third": "third"}


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("third_broken:WORD", "cannot be loaded: ModuleNotFoundError"),
        ("third_absent:WORD", "cannot be loaded: ModuleNotFoundError"),
        ("third_party:NOTHING", "cannot be loaded: AttributeError"),
        ("third_party:NUMBER", "is of type int, not str"),
    ],
)
def test_a_broken_plug_in_is_named_in_one_line(
    room: Registry[str], monkeypatch: pytest.MonkeyPatch, value: str, fault: str
) -> None:
    install(monkeypatch, third=value)
    with pytest.raises(EvidenceError) as caught:
        room.get("third")
    assert f"plug-in 'third' of {value.partition(':')[0]} ({value}) {fault}" in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint == f"update or uninstall {value.partition(':')[0]}"


def test_a_broken_plug_in_does_not_stand_in_the_way_of_the_others(
    room: Registry[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, third="third_broken:WORD")
    assert room.get("ris") == "ris"
    assert "third" in room.names()


def test_a_plug_in_may_not_take_a_name_that_is_taken(
    room: Registry[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, ris="third_party:WORD")
    with pytest.raises(EvidenceError, match=r"'ris' of third_party .* evidence itself provides"):
        room.names()
