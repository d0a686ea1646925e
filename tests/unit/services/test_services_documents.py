"""Held files: known by content, shared, linked, given up, brought back, checked, cleared up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evidence.domain.records import Document
from evidence.domain.vocabulary import DocumentStatus
from evidence.errors import BadInput, DatabaseError, NotFound
from evidence.services import databases, documents, held_files, sources
from evidence.services.documents import ImportedFile, Outcome
from evidence.services.work import reading, writing
from evidence.store.files import FileStore
from support import acting, assert_sound, everything, records, undo

PDF = b"%PDF-1.7 some words"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Drab 2018.pdf"
    path.write_bytes(PDF)
    return path


def attach(
    database: Path, key: str, *files: Path, link: bool = False, dry_run: bool = False
) -> list[Outcome]:
    with writing(database, acting("source attach"), dry_run=dry_run) as work:
        return [each.outcome for each in documents.attach(work, database, key, files, link=link)]


def held(database: Path, source: str | None = None) -> tuple[Document, ...]:
    with reading(database) as session:
        return documents.listing(session, database, source=source)


def kept(database: Path) -> list[Path]:
    return [path for _, path in FileStore(database).files()]


def problems(database: Path) -> list[tuple[str, str, str]]:
    return [(each.kind, each.subject, each.message) for each in databases.check(database)]


def test_a_file_is_held_with_what_it_is(seeded: Path, paper: Path) -> None:
    assert attach(seeded, "drab2018", paper) == [Outcome.ADDED]
    (document,) = held(seeded)
    assert (document.key, document.sources, document.name) == (
        "D01",
        ("drab2018",),
        "Drab 2018.pdf",
    )
    assert (document.media_type, document.size) == ("application/pdf", len(PDF))
    assert (document.linked, document.status) == (False, DocumentStatus.UNREAD)
    assert document.file.read_bytes() == PDF
    assert kept(seeded) == [document.file]
    paper.unlink()
    assert_sound(seeded)


def test_the_same_content_is_held_once_for_several_works(seeded: Path, paper: Path) -> None:
    other = paper.with_name("same.txt")
    other.write_bytes(PDF)
    assert attach(seeded, "drab2018", paper, other) == [Outcome.ADDED, Outcome.HELD]
    assert attach(seeded, "thomas2021", other) == [Outcome.SHARED]
    (document,) = held(seeded)
    assert document.sources == ("drab2018", "thomas2021")
    assert held(seeded, "thomas2021") == (document,)
    assert held(seeded, "burnashev2015") == ()
    assert kept(seeded) == [document.file]
    before = everything(seeded)
    assert attach(seeded, "thomas2021", paper) == [Outcome.HELD]
    assert everything(seeded) == before


def test_a_link_keeps_only_where_a_file_is(
    seeded: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paper.parent)
    assert attach(seeded, "drab2018", Path(paper.name), link=True) == [Outcome.ADDED]
    (document,) = held(seeded)
    assert (document.path, document.file, document.linked) == (str(paper), paper, True)
    assert kept(seeded) == []
    moved = paper.rename(paper.with_name("moved.pdf"))
    assert held(seeded)[0].status is DocumentStatus.MISSING
    assert attach(seeded, "drab2018", moved, link=True) == [Outcome.MENDED]
    assert held(seeded)[0].file == moved
    assert_sound(seeded)


def test_a_linked_file_becomes_a_copy_and_a_copy_no_link(seeded: Path, paper: Path) -> None:
    attach(seeded, "drab2018", paper, link=True)
    before = records(seeded)
    assert attach(seeded, "drab2018", paper) == [Outcome.MENDED]
    (document,) = held(seeded)
    assert (document.key, document.path) == ("D01", None)
    assert document.file.read_bytes() == PDF
    assert attach(seeded, "drab2018", paper, link=True) == [Outcome.HELD]
    undo(seeded)
    assert records(seeded) == before


def test_a_dry_run_and_a_failure_leave_no_file(seeded: Path, paper: Path) -> None:
    before = everything(seeded)
    assert attach(seeded, "drab2018", paper, dry_run=True) == [Outcome.ADDED]
    with pytest.raises(NotFound, match=r"there is no file .*none\.pdf"):
        attach(seeded, "drab2018", paper, paper.with_name("none.pdf"))
    with pytest.raises(BadInput, match="is a folder"):
        attach(seeded, "drab2018", paper, paper.parent)
    with pytest.raises(NotFound, match="no source"):
        attach(seeded, "nobody", paper)
    assert everything(seeded) == before
    assert not held_files.folder(seeded).exists()


def test_a_lost_copy_comes_back_by_attaching_the_file_again(seeded: Path, paper: Path) -> None:
    attach(seeded, "drab2018", paper)
    (document,) = held(seeded)
    document.file.unlink()
    before = everything(seeded)
    renamed = paper.rename(paper.with_name("other.bin"))
    assert attach(seeded, "drab2018", renamed) == [Outcome.MENDED]
    assert document.file.read_bytes() == PDF
    assert everything(seeded) == before


def test_a_failure_does_not_take_away_what_was_there(seeded: Path, paper: Path) -> None:
    attach(seeded, "drab2018", paper)
    with writing(seeded, acting("source detach")) as work:
        assert documents.detach(work, "D01", "drab2018")
    with pytest.raises(NotFound):
        attach(seeded, "drab2018", paper, paper.with_name("none.pdf"))
    undo(seeded)
    assert_sound(seeded)
    assert held(seeded)[0].file.read_bytes() == PDF


def test_a_document_goes_with_its_last_work(seeded: Path, paper: Path) -> None:
    attach(seeded, "drab2018", paper)
    attach(seeded, "thomas2021", paper)
    with writing(seeded, acting("source detach")) as work:
        assert not documents.detach(work, "D01", "drab2018")
    assert held(seeded)[0].sources == ("thomas2021",)
    with writing(seeded, acting("source detach")) as work:
        assert documents.detach(work, "D01", "thomas2021")
    assert held(seeded) == ()
    assert_sound(seeded)
    undo(seeded)
    assert held(seeded)[0].file.read_bytes() == PDF
    with (
        pytest.raises(NotFound, match="D01 is no file of drab2018"),
        writing(seeded, acting("source detach")) as work,
    ):
        documents.detach(work, "D01", "drab2018")


def test_a_work_that_is_removed_takes_its_own_files_along(seeded: Path, paper: Path) -> None:
    other = paper.with_name("b.txt")
    other.write_text("shared")
    attach(seeded, "drab2018", paper, other)
    attach(seeded, "thomas2021", other)
    before = records(seeded)
    with writing(seeded, acting("source remove")) as work:
        removal = sources.remove(work, "drab2018")
    assert removal.goes["documents"] == 1
    assert removal.changes["documents"] == 1
    (left,) = held(seeded)
    assert (left.name, left.sources) == ("b.txt", ("thomas2021",))
    undo(seeded)
    assert records(seeded) == before
    assert_sound(seeded)


def test_a_file_that_is_gone_or_another_is_a_problem(seeded: Path, paper: Path) -> None:
    linked = paper.with_name("linked.txt")
    linked.write_text("before")
    attach(seeded, "drab2018", paper)
    attach(seeded, "drab2018", linked, link=True)
    file = held(seeded)[0].file
    (held_files.folder(seeded) / "notes.txt").write_text("mine")
    assert_sound(seeded)
    file.write_bytes(b"x" * len(PDF))
    linked.write_text("afterwards")
    assert [each.status for each in held(seeded)] == [
        DocumentStatus.UNREAD,
        DocumentStatus.CHANGED,
    ]
    assert problems(seeded) == [
        ("document", "D01", f"its file was changed: {file}"),
        ("document", "D02", f"its file was changed: {linked}"),
    ]
    file.unlink()
    linked.unlink()
    os.mkfifo(linked)
    assert [each.status for each in held(seeded)] == [DocumentStatus.MISSING] * 2
    assert problems(seeded)[0] == ("document", "D01", f"its file is missing: {file}")
    assert [subject for _, subject, _ in problems(seeded)] == ["D01", "D02"]
    with reading(seeded) as session, pytest.raises(NotFound, match="the file of D01 is not at"):
        documents.location(session, seeded, "D01")


def test_prune_takes_only_what_nothing_ever_named(seeded: Path, paper: Path) -> None:
    store = FileStore(seeded)
    named = paper.with_name("named.txt")
    named.write_text("removed, and undo may bring it back")
    attach(seeded, "drab2018", paper, named)
    with writing(seeded, acting("document remove")) as work:
        documents.remove(work, "D02")
    stray = paper.with_name("stray.txt")
    stray.write_text("of a command that was killed")
    left = store.keep(stray, stray.name).path
    half = store.folder / f".{'0' * 32}.part"
    half.write_text("half")
    (store.folder / "notes.txt").write_text("mine")
    before = everything(seeded)
    assert {each.path for each in held_files.unneeded(seeded)} == {left, half}
    assert left.exists()
    assert {each.path for each in held_files.prune(seeded)} == {left, half}
    assert not left.exists()
    assert not half.exists()
    assert (store.folder / "notes.txt").read_text() == "mine"
    assert everything(seeded) == before
    assert held_files.unneeded(seeded) == ()
    undo(seeded)
    assert_sound(seeded)


def test_prune_leaves_what_a_database_kept_by_a_restore_names(
    seeded: Path, paper: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.db"
    databases.backup(seeded, saved)
    attach(seeded, "drab2018", paper)
    restored = databases.restore(seeded, saved, acting("db restore"))
    assert held(seeded) == ()
    assert held_files.prune(seeded) == ()
    assert restored.kept is not None
    restored.kept.unlink()
    assert len(held_files.prune(seeded)) == 1


def test_files_are_copied_along_with_a_backup_and_back(
    seeded: Path, paper: Path, tmp_path: Path
) -> None:
    other = paper.with_name("b.txt")
    other.write_text("other")
    attach(seeded, "drab2018", paper, other)
    saved = tmp_path / "saved.db"
    databases.backup(seeded, saved)
    copied = held_files.copy_along(seeded, saved)
    assert (copied.folder, copied.number, copied.damaged) == (tmp_path / "saved.files", 2, ())
    assert_sound(saved)
    (first, second) = (each.file for each in held(seeded))
    first.unlink()
    second.write_text("OTHER")
    assert held_files.copy_along(seeded, tmp_path / "again.db").damaged == (second,)
    assert held_files.copy_along(saved, seeded).number == 2
    assert_sound(seeded)


@pytest.mark.parametrize("name", ["evidence", "x.sqlite", "ó db.db", "-.db"])
def test_databases_of_any_name_hold_files(seeded: Path, paper: Path, name: str) -> None:
    database = seeded.rename(seeded.with_name(name))
    attach(database, "drab2018", paper)
    assert_sound(database)


def test_a_name_that_is_no_text_is_kept_as_text(seeded: Path, paper: Path) -> None:
    try:
        odd = paper.rename(os.fsdecode(os.fsencode(paper.parent) + b"/caf\xe9.pdf"))
    except OSError:
        pytest.skip("this file system takes only names in Unicode")
    attach(seeded, "drab2018", odd)
    (document,) = held(seeded)
    assert document.name == "caf\ufffd.pdf"
    assert document.file.suffix == ".pdf"
    with pytest.raises(BadInput, match="is not in UTF-8"):
        attach(seeded, "drab2018", odd, link=True)


# Files that imported records name


def keep(
    database: Path, path: str | Path, within: Path, *, link: bool = False, dry_run: bool = False
) -> ImportedFile:
    with writing(database, acting("add"), dry_run=dry_run) as work:
        return documents.keep_for_import(work, database, "drab2018", path, within=within, link=link)


def test_a_file_that_a_record_names_is_kept(seeded: Path, paper: Path) -> None:
    assert keep(seeded, paper.name, paper.parent) == ImportedFile("D01", new=True)
    assert keep(seeded, paper, paper.parent) == ImportedFile("D01")
    assert keep(seeded, f"./x/../{paper.name}", paper.parent).key is None, "there is no x"
    assert [each.name for each in held(seeded)] == [paper.name]


def test_a_dry_run_of_an_import_keeps_no_file(seeded: Path, paper: Path) -> None:
    assert keep(seeded, paper.name, paper.parent, dry_run=True) == ImportedFile("D01", new=True)
    assert held(seeded) == ()
    assert not held_files.folder(seeded).exists()


def test_what_is_wrong_with_a_file_that_a_record_names_is_told(
    seeded: Path, paper: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (library / "out.pdf").symlink_to(paper)
    (library / "circle").symlink_to(library / "circle")
    (library / "in.pdf").write_bytes(PDF)
    (library / "also.pdf").symlink_to("in.pdf")
    os.mkfifo(library / "pipe")
    (library / "empty.pdf").touch()
    for path, reason in (
        ("none.pdf", "there is no file none.pdf"),
        ("out.pdf", "outside"),
        (paper, "outside"),
        (f"../{paper.name}", "outside"),
        ("/etc/passwd", "outside"),
        (".", "is a folder"),
        ("pipe", "is a pipe"),
        ("empty.pdf", "is empty"),
        ("circle", "circle"),
        ("a\0b", "is no path"),
        ("\ud800", "\\ud800"),
        ("x" * 5000, "cannot be read"),
        ("in.pdf/more", "in.pdf/more"),
    ):
        found = keep(seeded, path, library)
        assert found.key is None
        assert reason in str(found.problem)
    assert held(seeded) == ()
    assert keep(seeded, "also.pdf", library, link=True).key == "D01"
    (document,) = held(seeded)
    assert (document.name, document.linked) == ("also.pdf", True)


def test_that_nothing_can_be_kept_is_no_fault_of_the_file(seeded: Path, paper: Path) -> None:
    held_files.folder(seeded).write_text("in the way")
    with pytest.raises(DatabaseError, match="cannot be kept in"):
        keep(seeded, paper.name, paper.parent)
