"""Files kept beside a database: whole, under their hashes, and nowhere else."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evidence.errors import BadInput, DatabaseError, DatabaseReadOnly
from evidence.store import files
from evidence.store.files import FileStore, content_of

CONTENT = b"%PDF-1.7 some words"
SHA = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    return tmp_path / "library" / "evidence.db"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "A paper.pdf"
    path.write_bytes(CONTENT)
    return path


def everything_in(folder: Path) -> list[str]:
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*"))


def test_a_file_lies_under_its_hash_with_its_ending(database: Path, paper: Path) -> None:
    stored = FileStore(database).keep(paper, paper.name)
    assert stored.path == database.parent / "evidence.files" / SHA[:2] / f"{SHA}.pdf"
    assert stored.path.read_bytes() == CONTENT
    assert (stored.content.sha256, stored.content.size) == (SHA, len(CONTENT))
    assert everything_in(database.parent) == [
        "evidence.files",
        f"evidence.files/{SHA[:2]}",
        f"evidence.files/{SHA[:2]}/{SHA}.pdf",
    ]


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.PDF", ".PDF"),
        ("a.tar.gz", ".gz"),
        ("a", ""),
        (".pdf", ""),
        ("a.", ""),
        ("a.toolongending", ""),
        ("a.p/../../x", ""),
        ("../../a.pdf", ".pdf"),
        ("a.pdf\n", ""),
        ("a.łóś", ""),
        ("a.p f", ""),
        ("a.\u0662", ""),
    ],
)
def test_only_a_plain_ending_of_a_name_is_used(
    database: Path, paper: Path, name: str, ending: str
) -> None:
    stored = FileStore(database).keep(paper, name)
    assert stored.path.name == SHA + ending
    assert stored.path.parent.parent == database.parent / "evidence.files"


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, SHA + "\n", SHA[:-1]])
def test_what_is_no_hash_is_no_path(database: Path, sha256: str) -> None:
    with pytest.raises(BadInput):
        FileStore(database).path(sha256, "a.pdf")


def test_content_that_is_there_is_used_again(database: Path, paper: Path) -> None:
    store = FileStore(database)
    first = store.keep(paper, paper.name)
    before = first.path.stat()
    again = store.keep(paper, "otherwise.pdf")
    assert (again.path, again.written) == (first.path, False)
    assert again.path.stat().st_ino == before.st_ino
    assert len(everything_in(store.folder)) == 2


@pytest.mark.parametrize("damage", ["other", "link"])
def test_a_kept_file_that_was_damaged_is_made_whole(
    database: Path, paper: Path, damage: str
) -> None:
    store = FileStore(database)
    path = store.keep(paper, paper.name).path
    if damage == "link":
        path.unlink()
        path.symlink_to(paper)
    else:
        path.write_bytes(b"x" * len(CONTENT))
    assert not store.holds(SHA, paper.name)
    mended = store.keep(paper, paper.name)
    assert (mended.written, mended.new) == (True, False)
    assert path.read_bytes() == CONTENT
    assert not path.is_symlink()


def test_of_a_link_the_content_is_kept(database: Path, paper: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.pdf"
    link.symlink_to(paper)
    path = FileStore(database).keep(link, link.name).path
    assert not path.is_symlink()
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o027])
def test_who_may_read_it_is_as_the_umask_says(database: Path, paper: Path, mask: int) -> None:
    paper.chmod(0o600)
    old = os.umask(mask)
    try:
        path = FileStore(database).keep(paper, paper.name).path
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_what_is_no_ordinary_file_is_refused(database: Path, tmp_path: Path) -> None:
    store = FileStore(database)
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        for path, what in (
            (tmp_path, "a folder"),
            (tmp_path / "pipe", "a pipe"),
            (tmp_path / "s", "a socket"),
            (Path("/dev/zero"), "a device"),
        ):
            with pytest.raises(BadInput, match=what):
                store.keep(path, path.name)
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(BadInput, match="is empty"):
        store.keep(tmp_path / "empty.pdf", "empty.pdf")
    with pytest.raises(FileNotFoundError):
        store.keep(tmp_path / "none.pdf", "none.pdf")
    assert everything_in(database.parent) == []


def test_a_file_that_changes_while_it_is_read_is_noticed(
    database: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read

    def growing(descriptor: int, size: int) -> bytes:
        chunk = read(descriptor, size)
        if not chunk:
            with paper.open("ab") as file:
                file.write(b"more")
        return chunk

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(BadInput, match="changed while it was read"):
        FileStore(database).keep(paper, paper.name)
    with pytest.raises(BadInput, match="changed while it was read"):
        content_of(paper)
    assert everything_in(database.parent) == []


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> Iterator[None]:
    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, name, fail)
        yield


def test_a_full_disk_leaves_nothing(
    database: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        failing(monkeypatch, "fsync", errno.ENOSPC),
        pytest.raises(DatabaseError, match="no space left to keep"),
    ):
        FileStore(database).keep(paper, paper.name)
    assert everything_in(database.parent) == []


def test_a_file_that_fails_to_be_read_is_no_fault_of_the_store(
    database: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing(monkeypatch, "read", errno.EIO), pytest.raises(OSError, match=paper.name):
        FileStore(database).keep(paper, paper.name)
    assert everything_in(database.parent) == []


def test_a_disk_that_gives_something_else_back_is_noticed(
    database: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(path: Path) -> files.Content:
        return files.Content("0" * 64, 1, b"", b"")

    monkeypatch.setattr(files, "content_of", other)
    with pytest.raises(DatabaseError, match="does not give back"):
        FileStore(database).keep(paper, paper.name)
    assert everything_in(database.parent) == []


def test_a_folder_that_may_not_be_written_is_named(
    database: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *arguments: object, **more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(DatabaseReadOnly, match=r"evidence\.files may not be written"):
        FileStore(database).keep(paper, paper.name)


def test_a_file_in_the_place_of_the_folder_is_named(database: Path, paper: Path) -> None:
    (database.parent / "evidence.files").write_text("mine")
    with pytest.raises(DatabaseError, match="cannot be kept in"):
        FileStore(database).keep(paper, paper.name)
    assert (database.parent / "evidence.files").read_text() == "mine"


def test_databases_in_one_folder_have_folders_of_their_own(tmp_path: Path) -> None:
    names = ("a.db", "a", "a.sqlite", "a.db.db", ".db", "a.files.db", "a.DB", "a-files.db", "a.b")
    folders = [FileStore(tmp_path / name).folder for name in names]
    assert len(set(folders)) == len(names)
    assert {each.parent for each in folders} == {tmp_path.resolve()}
    assert not {each.name for each in folders} & set(names)


def test_a_database_by_another_way_has_the_same_folder(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.touch()
    link = tmp_path / "elsewhere.db"
    link.symlink_to(database)
    monkeypatch.chdir(database.parent)
    for each in (link, Path("evidence.db"), Path("../library/evidence.db")):
        assert FileStore(each).folder == FileStore(database).folder


def test_what_was_written_for_nothing_can_be_discarded(database: Path, paper: Path) -> None:
    store = FileStore(database)
    first = store.keep(paper, paper.name)
    store.discard(store.keep(paper, paper.name))
    assert first.path.exists()
    store.discard(first)
    assert everything_in(database.parent) == []


def test_only_what_the_store_wrote_is_among_its_files(database: Path, paper: Path) -> None:
    store = FileStore(database)
    assert list(store.files()) == []
    path = store.keep(paper, paper.name).path
    (store.folder / "notes.txt").write_text("mine")
    (path.parent / "notes.txt").write_text("mine")
    other = store.folder / "zz"
    other.mkdir()
    (other / f"{SHA}.pdf").write_bytes(CONTENT)
    (store.folder / f".{'0' * 32}.part").write_text("half")
    (store.folder / ".other.part").write_text("mine")
    (path.parent / f"{SHA}.link").symlink_to(paper)
    assert list(store.files()) == [(SHA, path)]
    assert [each.name for each in store.partial()] == [f".{'0' * 32}.part"]


def test_several_at_once_keep_one_file(database: Path, paper: Path) -> None:
    paper.write_bytes(CONTENT * 100_000)
    failed: list[BaseException] = []

    def keep() -> None:
        try:
            FileStore(database).keep(paper, paper.name)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=keep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(list(FileStore(database).files())) == 1
    assert list(FileStore(database).partial()) == []
