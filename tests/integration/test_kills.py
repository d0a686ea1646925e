"""A process may be killed at any moment, and many may write at once: nothing is lost or halved.

`EVIDENCE_KILLS` says how often each command is killed (40 by default). Half of the kills come
after a random time, half at a random statement of SQL, so that short windows are met too.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

import pytest

from evidence.domain.vocabulary import ClaimKind
from evidence.services import (
    adding,
    bibliographies,
    claims,
    databases,
    history,
    merging,
    sources,
)
from evidence.services.seeding import seed
from evidence.services.work import writing
from evidence.store import migrations
from support import (
    ACTOR,
    PAPER,
    SEED_SOURCES,
    acting,
    article,
    assert_sound,
    copied,
    number_of,
    raw,
    records,
)

pytestmark = pytest.mark.slow

_LOG = logging.getLogger(__name__)
KILLS = int(os.environ.get("EVIDENCE_KILLS", "40"))
WORKS = 2000
_SPAWN: Any = multiprocessing.get_context(
    "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
)


def _seed(path: Path) -> None:
    with writing(path, acting("init --seed")) as work:
        seed(work)


def _create(path: Path) -> None:
    databases.create(path, acting("init --seed"), seeded=True)


def _add_many(path: Path) -> None:
    items = [article(f"Radium {number}", DOI=f"10.1000/{number}") for number in range(WORKS)]
    with writing(path, acting("add")) as work:
        sources.add_many(work, items)


def _add_file(path: Path) -> None:
    """Works with notes and tags, some of them twice, and entries that cannot be read."""
    entry = (
        "@article{{k{0}, author = {{Curie, Marie}}, title = {{Radium and its rays {0}}},"
        " year = 1903, annote = {{A note.}}, keywords = {{rays}}}}\n@book{{b{0}, title = {{"
    )
    entries = [entry.format(number) for number in range(WORKS // 10)]
    given = bibliographies.read("\n".join([*entries, *entries[:20]]).encode(), from_="bibtex")
    with writing(path, acting("add")) as work:
        adding.add(work, path, [given], adding.Wanted())


def _merge(path: Path) -> None:
    with writing(path, acting("source merge")) as work:
        merging.merge(work, "radjabov2025a", "radjabov2025b")


def _undo(path: Path) -> None:
    with writing(path, acting("undo")) as work:
        history.undo(work)


def _upgrade(path: Path) -> None:
    databases.upgrade(path, acting("db upgrade"))


def _restore(path: Path) -> None:
    databases.restore(path, path.with_name("saved.db"), acting("db restore"))


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be killed: what it does, on which database, and how done is told from not."""

    act: Callable[[Path], None]
    fixture: str | None
    is_done: Callable[[Path], bool]


COMMANDS = {
    "seeding": Command(_seed, "made_empty", lambda path: number_of(path, "source") == SEED_SOURCES),
    "making": Command(_create, None, Path.exists),
    "bulk insert": Command(_add_many, "made_empty", lambda p: number_of(p, "source") == WORKS),
    "adding a file": Command(
        _add_file, "made_empty", lambda path: number_of(path, "source") == WORKS // 10
    ),
    "merging": Command(
        _merge, "made_seeded", lambda path: number_of(path, "source") == SEED_SOURCES - 1
    ),
    "undo": Command(_undo, "made_seeded", lambda path: number_of(path, "source") == 0),
    "upgrade": Command(
        _upgrade, "made_earlier", lambda p: databases.state(p).revision == migrations.head()
    ),
    "restore": Command(_restore, "made_seeded", lambda path: number_of(path, "source") == 0),
}


class _Counter:
    """Counts the statements of every connection; kills its own process at a given one."""

    def __init__(self, deadly: int | None) -> None:
        self.count = 0
        self._deadly = deadly

    def __call__(self, _statement: str) -> None:
        self.count += 1
        if self.count == self._deadly:
            os.kill(os.getpid(), signal.SIGKILL)


def _child(act: Callable[[Path], None], path: Path, deadly: int | None, pipe: Pipe) -> None:
    counter = _Counter(deadly)
    connect = sqlite3.connect

    def traced(*args: Any, **options: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = connect(*args, **options)
        made.set_trace_callback(counter)
        return made

    # Never taken back: the process is the child's own.
    pytest.MonkeyPatch().setattr(sqlite3, "connect", traced)
    pipe.send("begun")
    act(path)
    pipe.send(counter.count)


def _start(command: Command, path: Path, deadly: int | None = None) -> tuple[Any, Pipe]:
    ours, theirs = _SPAWN.Pipe()
    child = _SPAWN.Process(target=_child, args=(command.act, path, deadly, theirs))
    child.start()
    theirs.close()
    assert ours.recv() == "begun"
    return child, ours


def _prepare(name: str, request: pytest.FixtureRequest, folder: Path) -> Path:
    folder.mkdir()
    path = folder / "evidence.db"
    fixture = COMMANDS[name].fixture
    if fixture is not None:
        made = request.getfixturevalue(fixture)
        copied(made["0004"] if name == "upgrade" else made, folder)
    if name == "restore":
        copied(request.getfixturevalue("made_empty"), folder, "saved.db")
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_the_old_state_or_the_new_and_can_be_run_again(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    command = COMMANDS[name]
    chance = random.Random(f"{name} 20261123")
    path = _prepare(name, request, tmp_path / "unharmed")
    began = time.monotonic()
    child, pipe = _start(command, path)
    statements = pipe.recv()
    duration = time.monotonic() - began
    child.join()
    assert command.is_done(path)
    assert_sound(path)

    killed = rounds = done = 0
    while killed < KILLS:
        rounds += 1
        path = _prepare(name, request, tmp_path / str(rounds))
        before = records(path) if path.exists() and name != "upgrade" else None
        deadly = chance.randint(1, statements) if rounds % 2 else None
        child, pipe = _start(command, path, deadly)
        if deadly is None:
            time.sleep(chance.uniform(0, duration))
            child.kill()
        child.join()
        pipe.close()
        assert child.exitcode in (0, -signal.SIGKILL)
        if child.exitcode == 0:
            # It was done before the blow fell: strike sooner.
            duration *= 0.9
        killed += child.exitcode != 0
        if command.is_done(path):
            done += child.exitcode != 0
        else:
            if before is not None:
                assert records(path) == before
            if name == "upgrade":
                assert databases.state(path).revision == "0004"
            elif path.exists():
                assert_sound(path)
            command.act(path)
        assert command.is_done(path)
        assert_sound(path)
        shutil.rmtree(path.parent)
    _LOG.info("%s: killed %d times, of these %d after the commit", name, killed, done)


# Storms

WRITERS, TIMES = 8, 25


def _write_many(path: Path, number: int, pipe: Pipe) -> None:
    given = []
    for each in range(TIMES):
        with writing(path, acting("storm", f"Writer {number}")) as work:
            if each % 2:
                given.append(sources.add(work, article(f"Radium {number} {each}")))
            else:
                given.append(
                    claims.add(
                        work,
                        paper=PAPER,
                        statement=f"Writer {number} wrote {each}.",
                        kind=ClaimKind.FACT,
                        section="Introduction",
                    )
                )
    pipe.send(given)


def test_of_eight_processes_that_write_at_once_none_fails_and_nothing_is_lost(
    seeded: Path,
) -> None:
    before = {table: number_of(seeded, table) for table in ("activity", "claim", "source")}
    started = []
    for number in range(WRITERS):
        ours, theirs = _SPAWN.Pipe()
        child = _SPAWN.Process(target=_write_many, args=(seeded, number, theirs))
        child.start()
        theirs.close()
        started.append((child, ours))
    given: list[str] = []
    for child, pipe in started:
        given += pipe.recv()
        child.join()
        assert child.exitcode == 0
    after = {table: number_of(seeded, table) for table in before}
    assert after["activity"] - before["activity"] == WRITERS * TIMES
    assert len(set(given)) == WRITERS * TIMES
    assert (after["claim"] - before["claim"]) + (after["source"] - before["source"]) == len(given)
    with raw(seeded) as connection:
        held = {key for table in ("claim", "source")
                for (key,) in connection.execute(f"SELECT key FROM {table}")}  # fmt: skip
    assert set(given) <= held
    assert_sound(seeded)


def _init(path: Path, pipe: Pipe) -> None:
    from evidence.errors import Refused

    try:
        databases.create(path, ACTOR, seeded=True)
    except Refused:
        pipe.send("refused")
    else:
        pipe.send("made")


def test_of_eight_processes_that_make_one_database_one_does_it(tmp_path: Path) -> None:
    path = tmp_path / "evidence.db"
    started = []
    for _ in range(WRITERS):
        ours, theirs = _SPAWN.Pipe()
        child = _SPAWN.Process(target=_init, args=(path, theirs))
        child.start()
        theirs.close()
        started.append((child, ours))
    said = [pipe.recv() for _, pipe in started]
    for child, _ in started:
        child.join()
    assert sorted(said) == ["made"] + ["refused"] * (WRITERS - 1)
    assert number_of(path, "source") == SEED_SOURCES
    assert_sound(path)
    assert [each.name for each in tmp_path.iterdir()] == ["evidence.db"]
