"""`edit` without options: the record goes to $EDITOR and comes back, or nothing is lost."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from command_line import CommandLine
from support import PAPER, assert_sound, everything

Editor = Callable[[str], None]

RECORDS = {
    "source": ("drab2018", "title"),
    "paper": (PAPER, "title"),
    "reference": ("R01", "raw"),
    "citation": ("T01", "text"),
    "claim": ("C001", "statement"),
    "link": ("L001", "note"),
}
JUNK = {
    "claim": """{"statement": 5} {"statement": null} {"kind": "fct"} {"paragraph": "2"}
        {"paragraph": 1.5} {"sentence": 0} {"quoted": ["a"]} {"citations": {}} {"citations": [1]}
        {"citations": [{"citation": 5}]} {"citations": [{"citation": "T01", "inferred": "no"}]}
        {"nonsense": 1} {"statement": "a\\u0000b"} {"statement": "a\\ud800b"}""",
    "citation": """{"text": ""} {"items": []} {"items": [5]} {"items": [{}]} {"sentence": [1]}
        {"items": [{"source": "drab2018", "resolution": "resolved", "locator": 5}]}
        {"items": [{"resolution": "ambiguous", "candidates": ["drab2018"]}]}
        {"items": [{"resolution": "missing", "names": [5]}]}""",
    "reference": """{"raw": null} {"position": null} {"position": 1.5} {"sources": "drab2018"}
        {"sources": [5]} {"section": {}}""",
    "link": """{"stance": null} {"stance": "proves"} {"locator": 5} {"label": "pag"}
        {"quotation": true} {"note": ["x"]}""",
    "source": """{"type": "bok"} {"author": "Roy"} {"author": 5} {"author": [{"family": 1}]}
        {"issued": "whenever"} {"id": true} {"id": "a b"} {"id": "C001"} {"custom": 5}
        {"title": "a\\u0000b"} {"title": "a\\udfffb"} {"custom": {"x": "\\u0000"}}
        {"custom": {"x": "\\udfff"}} {"custom": {"\\u0000": 1}}""",
    "paper": """{"author": "Roy"} {"id": "drab2018"}""",
}


def junk(noun: str) -> Iterator[dict[str, Any]]:
    """Changes that cannot be."""
    rest = JUNK[noun].strip()
    while rest:
        change, end = json.JSONDecoder().raw_decode(rest)
        yield change
        rest = rest[end:].strip()


def updated(change: dict[str, Any], text: str, **_: object) -> str:
    """What an editor gives back that changed some members of a record."""
    return json.dumps({**json.loads(text), **change})


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Makes $EDITOR a program whose body has the file's text as `text`."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def becomes(body: str) -> None:
        program = tmp_path / "editor.py"
        program.write_text(
            "import json, pathlib, sys\n"
            "path = pathlib.Path(sys.argv[1])\n"
            "text = path.read_text(encoding='utf-8')\n"
            f"{body}\n"
            "path.write_text(text, encoding='utf-8')\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{program}"')

    return becomes


def updating(changes: str) -> str:
    """An editor's body that changes members of the record; lone surrogates stay escapes."""
    return f"record = json.loads(text); record.update(json.loads({changes!r}))\n" + (
        "text = json.dumps(record)"
    )


@pytest.mark.parametrize("noun", RECORDS)
def test_a_record_is_changed_in_the_editor(
    on_seed: CommandLine, seeded: Path, editor: Editor, noun: str
) -> None:
    key, member = RECORDS[noun]
    words = "Ein „anderer“ Text – ٣"
    editor(updating(json.dumps({member: words})))
    before = everything(seeded)
    assert on_seed.ok(noun, "edit", key, "--dry-run").err == f"would change {noun} {key}\n"
    assert everything(seeded) == before
    assert on_seed.ok(noun, "edit", key).err == f"changed {noun} {key}\n"
    assert on_seed.json(noun, "show", key)[member] == words
    assert_sound(seeded)


@pytest.mark.parametrize("noun", RECORDS)
def test_what_the_editor_leaves_alone_stays(
    on_seed: CommandLine, seeded: Path, editor: Editor, noun: str
) -> None:
    before = everything(seeded)
    for body in ("", "text = json.dumps(json.loads(text))"):
        editor(body)
        assert on_seed.ok(noun, "edit", RECORDS[noun][0]).err == "nothing changed\n"
    assert everything(seeded) == before


@pytest.mark.parametrize("noun", JUNK)
def test_what_a_record_cannot_be_is_refused_and_the_text_kept(
    on_seed: CommandLine,
    seeded: Path,
    tmp_path: Path,
    noun: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = everything(seeded)
    for change in junk(noun):
        monkeypatch.setattr("click.edit", partial(updated, change))
        line = on_seed.refused(2, noun, "edit", RECORDS[noun][0])
        (kept,) = tmp_path.glob("evidence-*.json")
        assert str(kept) in line
        held = json.loads(kept.read_text(encoding="utf-8", errors="surrogatepass"))
        assert held.items() >= change.items()
        kept.unlink()
    assert everything(seeded) == before


@pytest.mark.parametrize("noun", ["claim", "source"])
def test_what_is_no_record_is_refused_and_kept(
    on_seed: CommandLine,
    seeded: Path,
    tmp_path: Path,
    noun: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = everything(seeded)
    for text in ("", "no json", "[]", "null", "{", "[" * 100_000, '{"a": ' + "1" * 5000 + "}"):
        monkeypatch.setattr("click.edit", lambda _, text=text, **__: text)
        line = on_seed.refused(2, noun, "edit", RECORDS[noun][0])
        (kept,) = tmp_path.glob("evidence-*.json")
        assert str(kept) in line
        assert kept.read_text() == text
        kept.unlink()
    assert everything(seeded) == before


def test_a_work_that_is_not_there_is_kept_too(on_seed: CommandLine, editor: Editor) -> None:
    editor(updating('{"sources": ["nobody"]}'))
    line = on_seed.refused(3, "reference", "edit", "R01")
    assert "no source 'nobody'" in line
    assert "kept in" in line


def test_the_key_is_changed_with_the_id(on_seed: CommandLine, editor: Editor) -> None:
    editor(updating('{"id": "drab"}'))
    assert on_seed.ok("source", "edit", "drab2018").err == "changed source drab\n"
    assert on_seed.json("source", "show", "drab")


def test_a_citation_is_resolved_in_the_editor(on_seed: CommandLine, editor: Editor) -> None:
    editor(
        "record = json.loads(text)\n"
        "record['items'][0].update(resolution='resolved', source='radjabov2025b', candidates=[])\n"
        "text = json.dumps(record)"
    )
    on_seed.ok("citation", "edit", "T08")
    (item,) = on_seed.json("citation", "show", "T08")["items"]
    assert (item["resolution"], item["source"]) == ("resolved", "radjabov2025b")


def test_an_editor_that_fails_changes_nothing(
    on_seed: CommandLine, seeded: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(seeded)
    editor("sys.exit(3)")
    on_seed.refused(2, "claim", "edit", "C001")
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    assert "no-such-editor-anywhere" in on_seed.refused(2, "claim", "edit", "C001")
    assert everything(seeded) == before


def test_an_unknown_key_opens_no_editor(on_seed: CommandLine, editor: Editor, here: Path) -> None:
    editor(f"pathlib.Path({str(here / 'opened')!r}).touch()")
    for noun, (key, _) in RECORDS.items():
        on_seed.refused(3, noun, "edit", f"{key}x")
    assert not (here / "opened").exists()
