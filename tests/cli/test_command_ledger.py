"""The log, undo, stats, and the database's own commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import CommandLine, seed_rows
from support import assert_sound, everything, raw, records

BOOK = ("source", "add", "--type", "book", "--title")


def test_every_write_is_an_activity_with_who_and_by_which_command(on_empty: CommandLine) -> None:
    on_empty.ok(*BOOK, "One")
    on_empty.ok("--agent", "Grace Hopper", "source", "tag", "one-nd", "x")
    latest, second, *_, first = on_empty.json("log")
    assert (latest["agent"], latest["command"]) == (
        {"name": "Grace Hopper", "kind": "person"},
        "source tag",
    )
    assert (second["agent"]["name"], second["command"]) == ("Ada Lovelace", "source add")
    assert first["kind"] == "create"
    assert [each["activity"] for each in on_empty.json("log")] == [3, 2, 1]
    assert [each["activity"] for each in on_empty.json("log", "--limit", "1")] == [3]
    on_empty.refused(2, "log", "--limit", "0")


def test_reading_leaves_nothing_in_the_log(on_seed: CommandLine, seeded: Path) -> None:
    before = everything(seeded)
    for words in (("check",), ("claim", "list"), ("source", "show", "drab2018"), ("stats",)):
        on_seed(*words)
    on_seed.ok("export", "csl-json")
    on_seed.ok("db", "check")
    assert everything(seeded) == before


def test_undo_goes_back_step_by_step_and_stops_at_the_beginning(
    on_empty: CommandLine, empty: Path
) -> None:
    states = [records(empty)]
    for title in ("One", "Two", "Three"):
        on_empty.ok(*BOOK, title)
        states.append(records(empty))
    states.pop()
    while states:
        assert "would take back" in on_empty.ok("undo", "--dry-run").err
        assert "took back activity" in on_empty.ok("undo").err
        assert records(empty) == states.pop()
    line = on_empty.refused(2, "undo")
    assert "nothing to undo" in line
    assert "evidence log" in line
    undone = {each["activity"]: each["undone_by"] for each in on_empty.json("log")}
    assert undone == {7: None, 6: None, 5: None, 4: 5, 3: 6, 2: 7, 1: None}
    assert_sound(empty)


def test_a_seeding_is_undone_whole_and_can_be_repeated(on_seed: CommandLine, seeded: Path) -> None:
    on_seed.ok("undo")
    assert set(on_seed.json("stats")["records"].values()) == {0, 3}
    on_seed.ok("init", "--seed")
    assert len(on_seed.json("claim", "list")) == len(seed_rows("claims.jsonl"))
    assert on_seed.json("claim", "show", "C001")
    assert_sound(seeded)


def test_stats_count_what_the_lists_show(on_seed: CommandLine) -> None:
    stats = on_seed.json("stats")
    for noun, count in (
        ("source", "sources"), ("claim", "claims"), ("citation", "citations"),
        ("reference", "references"), ("link", "evidence links"), ("paper", "papers"),
    ):  # fmt: skip
        assert stats["records"][count] == len(on_seed.json(noun, "list"))
    assert sum(stats["claims_by_kind"].values()) == stats["records"]["claims"]
    assert sum(stats["claims_by_section"].values()) == stats["records"]["claims"]
    assert stats["claims_by_citation"]["uncited"] == len(on_seed.json("claim", "list", "--uncited"))
    assert stats["citations_by_resolution"]["missing"] == 1


def test_the_revision_and_its_history_are_told(on_seed: CommandLine, seeded: Path) -> None:
    state = on_seed.json("db", "current")
    history = on_seed.json("db", "history")
    assert list(state) == ["path", "revision", "head", "size", "journal"]
    assert state["revision"] == state["head"] == history[-1]["revision"]
    assert state["path"] == str(seeded)
    assert state["size"] == seeded.stat().st_size
    assert "already; nothing changed" in on_seed.ok("db", "upgrade").err


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005"])
def test_an_earlier_database_is_upgraded_and_kept_beside(
    evidence: CommandLine, earlier: Callable[[str], Path], revision: str
) -> None:
    path = earlier(revision)
    before = path.read_bytes()
    line = evidence.refused(3, "stats", "--db", path)
    assert f"evidence --db {path} db upgrade" in line
    assert path.read_bytes() == before
    assert evidence.json("db", "current", "--db", path)["revision"] == revision
    assert f"from revision {revision}" in evidence.ok("db", "upgrade", "--db", path).err
    assert evidence.json("stats", "--db", path)
    assert [each.name for each in path.parent.glob("*.bak")] == [f"evidence.db.{revision}.bak"]
    assert "undo stops at" in evidence.refused(2, "undo", "--db", path)


def test_a_backup_is_whole_and_never_written_over(on_seed: CommandLine, seeded: Path) -> None:
    on_seed.ok("db", "backup", "copy.db")
    assert everything(Path("copy.db")) == everything(seeded)
    on_seed.ok("source", "tag", "drab2018", "later")
    line = on_seed.refused(2, "db", "backup", "copy.db")
    assert "--force" in line
    on_seed.ok("db", "backup", "copy.db", "--force")
    assert everything(Path("copy.db")) == everything(seeded)
    assert "itself" in on_seed.refused(2, "db", "backup", seeded, "--force")
    on_seed.refused(3, "db", "backup", "no-such-folder/copy.db")
    on_seed.refused(2, "db", "backup")
    (Path("notes.txt")).write_text("mine")
    on_seed.refused(2, "db", "backup", "notes.txt")
    assert Path("notes.txt").read_text() == "mine"


def test_a_backup_is_restored_and_what_stood_there_kept(on_seed: CommandLine, seeded: Path) -> None:
    on_seed.ok("db", "backup", "copy.db")
    on_seed.ok("claim", "remove", "C001", "--yes")
    assert "unasked" in on_seed.refused(2, "db", "restore", "copy.db")
    on_seed.refused(3, "claim", "show", "C001")
    ran = on_seed.ok("db", "restore", "copy.db", "--yes")
    (kept,) = seeded.parent.glob("*.bak")
    assert str(kept) in ran.err
    assert on_seed.json("claim", "show", "C001")
    assert on_seed.json("log", "--limit", "1")[0]["kind"] == "restore"
    assert "undo stops at" in on_seed.refused(2, "undo")
    assert "no claim 'C001'" in on_seed.refused(3, "claim", "show", "C001", "--db", kept)
    assert_sound(seeded)


def test_what_is_no_backup_is_not_restored(on_seed: CommandLine, seeded: Path) -> None:
    Path("notes.txt").write_text("mine")
    before = everything(seeded)
    assert "not a SQLite database" in on_seed.refused(3, "db", "restore", "notes.txt", "--yes")
    assert "there is no backup none.db" in on_seed.refused(3, "db", "restore", "none.db", "--yes")
    assert "itself" in on_seed.refused(2, "db", "restore", seeded, "--yes")
    assert everything(seeded) == before


def test_damage_is_named_and_an_index_mended(on_seed: CommandLine, seeded: Path) -> None:
    assert on_seed.json("db", "check") == []
    with raw(seeded) as connection:
        connection.execute("UPDATE claim SET statement = 'x' WHERE key = 'C001'")
    ran = on_seed("db", "check", "--format", "json")
    assert ran.status == 1
    assert any("C001" in each["subject"] for each in ran.data)
    assert all(list(each) == ["kind", "subject", "message"] for each in ran.data)
    table = on_seed("db", "check", "--format", "table")
    assert "behind the program's back" in " ".join(table.out.split())
    with raw(seeded) as connection:
        statement = next(r["statement"] for r in seed_rows("claims.jsonl") if r["key"] == "C001")
        connection.execute("UPDATE claim SET statement = ? WHERE key = 'C001'", (statement,))
        connection.execute("INSERT INTO claim_search(claim_search) VALUES ('delete-all')")
    assert "reindex" in on_seed("db", "check", "-f", "tsv").out
    on_seed.ok("db", "reindex")
    assert on_seed.json("db", "check") == []
    assert on_seed.json("claim", "list", "--text", "Eurasian landmass")
