"""A database that cannot be used says why, with the command that helps; reading changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from evidence.errors import (
    DatabaseDamaged,
    DatabaseError,
    DatabaseLocked,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseTooNew,
    DatabaseTooOld,
    NotADatabase,
    Refused,
)
from evidence.services import databases, sources, statistics
from evidence.services.work import reading, writing
from evidence.store import upgrade as upgrades
from support import (
    ACTOR,
    SEED_SOURCES,
    article,
    assert_alone,
    assert_sound,
    copied,
    everything,
    number_of,
    raw,
)

Use = Callable[[Path], object]


def read(path: Path) -> int:
    with reading(path) as session:
        return statistics.stats(session).records["sources"]


def write(path: Path) -> str:
    with writing(path, ACTOR) as work:
        return sources.add(work, article("Radium"))


USES: dict[str, Use] = {
    "reading": read,
    "writing": write,
    "check": databases.check,
    "upgrade": lambda path: databases.upgrade(path, ACTOR),
    "state": databases.state,
    "backup": lambda path: databases.backup(path, path.with_name("saved.db")),
    "reindex": databases.reindex,
}
each_use = pytest.mark.parametrize("use", USES.values(), ids=USES)


def files(folder: Path) -> dict[str, str]:
    """What a folder holds, by name: digests of the contents."""
    return {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.iterdir()
        if each.is_file()
    }


def _foreign_sqlite(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TABLE claim (id INTEGER PRIMARY KEY)")


def _foreign_with_log(path: Path) -> None:
    """A database of another program, whose log still holds everything."""
    with raw(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE claim (id INTEGER PRIMARY KEY)")
        folder = path.with_name("kept")
        folder.mkdir()
        for name in (path.name, f"{path.name}-wal"):
            shutil.copy(path.with_name(name), folder / name)
    for each in folder.iterdir():
        each.replace(path.with_name(each.name))
    folder.rmdir()


FOREIGN: dict[str, tuple[Callable[[Path], object], str]] = {
    "an empty file": (lambda path: path.write_bytes(b""), "is empty"),
    "a text": (lambda path: path.write_text("Dear diary"), "is not a SQLite database"),
    "a long text": (lambda path: path.write_text("Dear diary\n" * 999), "is not a SQLite database"),
    "a header alone": (lambda path: path.write_bytes(b"SQLite format 3\0"), "of another program"),
    "a SQLite database": (_foreign_sqlite, "of another program"),
    "a SQLite database in use": (_foreign_with_log, "of another program"),
    "a folder": (lambda path: path.mkdir(), "is not a file"),
}


# Not there, not ours


@each_use
def test_a_missing_database_is_named_and_never_made(tmp_path: Path, use: Use) -> None:
    path = tmp_path / "evidence.db"
    with pytest.raises(DatabaseMissing, match="there is no database at") as raised:
        use(path)
    assert "init" in str(raised.value.hint)
    assert list(tmp_path.iterdir()) == []


@each_use
@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_not_ours_is_named_and_not_touched(
    tmp_path: Path, kind: str, use: Use
) -> None:
    path = tmp_path / "evidence.db"
    make, message = FOREIGN[kind]
    make(path)
    before = files(tmp_path)
    with pytest.raises(NotADatabase, match=message) as raised:
        use(path)
    assert "--db" in str(raised.value.hint)
    assert files(tmp_path) == before
    assert not databases.is_database(path)


@pytest.mark.parametrize("kind", FOREIGN)
def test_nothing_is_made_where_a_file_is(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "evidence.db"
    FOREIGN[kind][0](path)
    before = files(tmp_path)
    with pytest.raises(Refused, match="is there already"):
        databases.create(path, ACTOR)
    assert files(tmp_path) == before


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no folder"):
        databases.create(tmp_path / "nowhere" / "evidence.db", ACTOR)


def test_a_path_through_a_file_is_not_a_database(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(NotADatabase):
        read(tmp_path / "file" / "evidence.db")


def test_what_a_lost_database_left_beside_it_does_not_enter_a_new_one(
    seeded: Path, tmp_path: Path
) -> None:
    with raw(seeded) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY)")
        for suffix in ("-wal", "-shm"):
            shutil.copy(f"{seeded}{suffix}", tmp_path / f"evidence.db{suffix}")
    path = tmp_path / "evidence.db"
    databases.create(path, ACTOR)
    assert_sound(path)
    assert number_of(path, "source") == 0


def test_a_database_is_complete_under_its_name_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    with pytest.raises(ZeroDivisionError), upgrades.creating(path, ACTOR.agent, "init"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_of_two_that_make_the_same_database_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    with pytest.raises(Refused), upgrades.creating(path, ACTOR.agent, "init"):
        databases.create(path, ACTOR, seeded=True)
    assert read(path) == SEED_SOURCES
    assert_alone(path)


# Another release


@each_use
def test_a_later_release_is_named_and_its_file_not_changed(seeded: Path, use: Use) -> None:
    with raw(seeded) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'ffff'")
        connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
    if use in (USES["state"], USES["backup"]):
        use(seeded)
        return
    before = files(seeded.parent)
    with pytest.raises(DatabaseTooNew, match=r"a later release .*revision ffff") as raised:
        use(seeded)
    assert raised.value.hint == "pip install --upgrade evidence"
    assert files(seeded.parent) == before


@each_use
def test_an_earlier_release_is_named_with_the_command_that_helps(
    earlier: Callable[[str], Path], use: Use
) -> None:
    path = earlier("0003")
    if use in (USES["state"], USES["backup"], USES["upgrade"]):
        use(path)
        return
    before = files(path.parent)
    with pytest.raises(DatabaseTooOld, match="revision 0003") as raised:
        use(path)
    assert str(raised.value.hint).endswith("db upgrade")
    assert files(path.parent) == before


@each_use
def test_a_database_without_a_revision_is_refused(seeded: Path, use: Use) -> None:
    if use in (USES["state"], USES["backup"]):
        return
    with raw(seeded) as connection:
        connection.execute("DROP TABLE alembic_version")
    with pytest.raises(NotADatabase, match="has no schema revision"):
        use(seeded)


# Damaged


def _damaged(path: Path, *, pages: slice = slice(3, None, 2)) -> Path:
    content = bytearray(path.read_bytes())
    for start in range(0, len(content), 4096)[pages]:
        content[start : start + 512] = b"\xa5" * 512
    path.write_bytes(content)
    return path


def test_a_damaged_database_is_named_with_what_helps(seeded: Path) -> None:
    _damaged(seeded)
    with pytest.raises(DatabaseDamaged, match="is damaged") as raised:
        read(seeded)
    assert "db restore" in str(raised.value.hint)
    with pytest.raises(DatabaseDamaged):
        write(seeded)


def test_db_check_says_what_is_damaged(seeded: Path) -> None:
    found = databases.check(_damaged(seeded, pages=slice(-60, -50)))
    assert "integrity" in {each.kind for each in found}


def test_a_file_cut_short_is_damaged(seeded: Path) -> None:
    seeded.write_bytes(seeded.read_bytes()[:9000])
    for use in (read, databases.check):
        with pytest.raises(DatabaseDamaged):
            use(seeded)


def test_a_damaged_database_is_not_upgraded(earlier: Callable[[str], Path]) -> None:
    path = _damaged(earlier("0003"), pages=slice(20, None))
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged, match=re.escape(f"{path} is damaged")):
        databases.upgrade(path, ACTOR)
    assert path.read_bytes() == before
    assert list(path.parent.glob("*.bak")) == list(path.parent.glob(".*")) == []


# Locked


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCE_TIMEOUT", "0.2")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("use", ["writing", "reindex"])
def test_a_locked_database_is_named_after_the_wait(seeded: Path, use: str) -> None:
    with raw(seeded) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(DatabaseLocked, match="is locked by another program") as raised:
            USES[use](seeded)
        assert 0.1 < time.monotonic() - began < 5
        assert "try again" in str(raised.value.hint)
        other.execute("ROLLBACK")
    assert write(seeded)


@pytest.mark.usefixtures("impatient")
def test_an_upgrade_of_a_locked_database_is_refused(earlier: Callable[[str], Path]) -> None:
    path = earlier("0003")
    with raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked):
            databases.upgrade(path, ACTOR)
    assert databases.state(path).revision == "0003"
    assert list(path.parent.glob("*.bak")) == []


@pytest.mark.usefixtures("impatient")
def test_a_restore_into_a_locked_database_is_refused(seeded: Path, tmp_path: Path) -> None:
    databases.backup(seeded, tmp_path / "saved.db")
    write(seeded)
    before = everything(seeded)
    with raw(seeded) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked):
            databases.restore(seeded, tmp_path / "saved.db", ACTOR)
    assert everything(seeded) == before


@pytest.mark.usefixtures("impatient")
def test_a_locked_database_can_be_read_copied_and_described(seeded: Path) -> None:
    with raw(seeded) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO tag (name) VALUES ('not yet')")
        assert read(seeded) == SEED_SOURCES
        assert databases.state(seeded).revision == databases.history()[-1].revision
        databases.backup(seeded, seeded.with_name("saved.db"))
    assert read(seeded.with_name("saved.db")) == SEED_SOURCES


def test_a_writer_waits_for_another(seeded: Path) -> None:
    held = threading.Event()

    def hold() -> None:
        with raw(seeded) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            time.sleep(0.3)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    assert write(seeded)
    thread.join()


def test_a_reader_sees_one_state_throughout(seeded: Path) -> None:
    with reading(seeded) as session:
        before = statistics.stats(session).records
        write(seeded)
        session.expire_all()
        assert statistics.stats(session).records == before
    assert read(seeded) == SEED_SOURCES + 1


# Reading leaves nothing


@pytest.mark.parametrize("use", ["reading", "state", "check"])
def test_reading_leaves_nothing_behind_and_changes_no_byte(seeded: Path, use: str) -> None:
    before = files(seeded.parent)
    USES[use](seeded)
    assert files(seeded.parent) == before


def test_a_reader_cannot_write(seeded: Path) -> None:
    with pytest.raises(DatabaseReadOnly), reading(seeded) as session:
        session.connection().exec_driver_sql("INSERT INTO tag (name) VALUES ('x')")


# Read-only files and folders, as somebody whom permissions bind

_PRELUDE = """
import json, os, sys
from pathlib import Path
from evidence.errors import EvidenceError
from evidence.services import databases, papers, sources, statistics
from evidence.services.work import Actor, reading, writing
from evidence.domain.items import Item
from evidence.domain.records import Agent
import _strptime, tempfile
path = Path(sys.argv[1])
from evidence.store import schema
# What is imported on demand may lie where only root may look.
schema.expected()
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
actor = Actor(Agent("Nobody"), "test")
def read():
    with reading(path) as session:
        return statistics.stats(session).records["sources"]
def write():
    with writing(path, actor) as work:
        return sources.add(work, Item("book", {"title": "Radium"}))
def tried(use):
    try:
        return use()
    except EvidenceError as error:
        return f"{type(error).__name__}: {error.message} | {error.hint}"
"""


def as_nobody(path: Path, expression: str) -> str:
    """The value of a Python expression as JSON, computed by somebody who is not root."""
    done = subprocess.run(
        [sys.executable, "-c", f"{_PRELUDE}\nprint(json.dumps({expression}))", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def public(made_seeded: Path) -> Iterator[Path]:
    """A database in a folder that everybody may enter."""
    if not hasattr(os, "setuid"):
        pytest.skip("this system has no such permissions")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = copied(made_seeded, folder)
        path.chmod(0o444)
        yield path
        folder.chmod(0o755)


def test_a_read_only_database_in_a_read_only_folder_is_read(public: Path) -> None:
    public.parent.chmod(0o555)
    before = files(public.parent)
    expression = "[read(), databases.state(path).revision, databases.check(path)]"
    assert (
        as_nobody(public, expression)
        == f'[{SEED_SOURCES}, "{databases.history()[-1].revision}", []]'
    )
    assert files(public.parent) == before


def test_a_read_only_database_in_a_folder_of_ones_own_is_read_and_nothing_left(
    public: Path,
) -> None:
    public.parent.chmod(0o777)
    before = files(public.parent)
    assert as_nobody(public, "[read(), databases.check(path)]") == f"[{SEED_SOURCES}, []]"
    assert files(public.parent) == before


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_only_writing_to_a_read_only_database_is_refused(
    public: Path, file: int, folder: int
) -> None:
    public.chmod(file)
    public.parent.chmod(folder)
    said, held = json.loads(as_nobody(public, "[tried(write), read()]"))
    assert said.startswith("DatabaseReadOnly: ")
    assert ("the file is read-only" in said) == (file == 0o444)
    assert held == SEED_SOURCES


def test_a_file_that_may_not_be_read_says_so(public: Path) -> None:
    public.chmod(0o000)
    said = as_nobody(public, "tried(read)")
    assert "DatabaseError: " in said
    assert "cannot be read: Permission denied" in said


def test_a_read_only_database_can_be_backed_up_elsewhere(public: Path) -> None:
    public.parent.chmod(0o555)
    assert (
        as_nobody(
            public,
            "[(target := Path(tempfile.mkdtemp()) / 's.db', databases.backup(path, target)) and 1,"
            " (path := target) and read(), databases.check(path)]",
        )
        == f"[1, {SEED_SOURCES}, []]"
    )


def test_a_new_database_is_refused_in_a_read_only_folder(public: Path) -> None:
    public.parent.chmod(0o555)
    said = as_nobody(public, "tried(lambda: databases.create(path.with_name('x.db'), actor))")
    assert said.startswith('"DatabaseReadOnly: the folder')


def _killed_while_writing(path: Path) -> None:
    """Leave a log that holds a committed source, as a process that was killed does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA wal_autocheckpoint=0")
        other.execute("SELECT count(*) FROM tag").fetchone()
        write(path)
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{path}{suffix}.kept")
    for suffix in ("", "-wal"):
        Path(f"{path}{suffix}.kept").replace(f"{path}{suffix}")
    assert path.with_name(path.name + "-wal").stat().st_size > 0


@pytest.mark.parametrize("linked", [False, True])
def test_what_stands_only_in_the_log_of_a_read_only_database_is_read(
    public: Path, linked: bool
) -> None:
    public.chmod(0o644)
    _killed_while_writing(public)
    for each in public.parent.iterdir():
        each.chmod(0o444)
    public.parent.chmod(0o555)
    before = files(public.parent)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "link.db" if linked else public
        if linked:
            path.symlink_to(public)
        assert as_nobody(path, "[read(), databases.check(path)]") == f"[{SEED_SOURCES + 1}, []]"
    assert files(public.parent) == before


def test_what_stands_only_in_the_log_is_read(seeded: Path) -> None:
    _killed_while_writing(seeded)
    assert read(seeded) == SEED_SOURCES + 1
    assert_sound(seeded)


# The disk is full

_FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
def full(use):
    size = path.stat().st_size + 8192
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return tried(use)
items = [Item("book", {"title": f"Radium {n} " + "x" * 500}) for n in range(1500)]
def write_many():
    with writing(path, actor) as work:
        return sources.add_many(work, items)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="this system has no limit on files")
@pytest.mark.parametrize(
    "use",
    [
        "write_many",
        "lambda: databases.create(path.with_name('new.db'), actor, seeded=True)",
        "lambda: databases.backup(path, path.with_name('new.db'))",
    ],
)
def test_a_full_disk_is_said_and_leaves_the_old_state(seeded: Path, use: str) -> None:
    before = everything(seeded)
    code = f"{_PRELUDE.replace('os.getuid() == 0', 'False')}{_FULL}"
    if "new.db" in use:
        code = code.replace("path.stat().st_size + 8192", "150_000")
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(full({use}))", str(seeded)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.startswith("DatabaseError: "), done.stderr
    assert ("new.db" in done.stdout) == ("new.db" in use)
    assert everything(seeded) == before
    assert_sound(seeded)
    assert_alone(seeded)
    assert not seeded.with_name("new.db").exists()
