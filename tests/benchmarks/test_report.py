"""The report: the seeded paper at once, 2,000 claims soon, and queries that do not grow."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from benchmarks.conftest import ACTOR, works
from evidence.domain.items import Item
from evidence.domain.records import CitationItem, Service
from evidence.domain.vocabulary import ClaimKind, LocatorLabel, Resolution, Stance, Veracity
from evidence.report import REGISTRY
from evidence.services import citations, claims, databases, links, papers, reporting, sources
from evidence.services.work import reading, writing
from evidence.store import models as m

_SEED_SECONDS = 2
_MANY_SECONDS = 10


def _filled(path: Path, count: int) -> Path:
    """A paper with claims, each cited, quoted, judged, and with evidence of a source."""
    databases.create(path, ACTOR)
    with writing(path, ACTOR) as work:
        papers.add(work, Item("article", {"title": "A paper"}), key="paper")
        keys = [sources.add(work, item) for item in works(count // 10)]
        for number in range(count):
            source, section = keys[number % len(keys)], f"Section {number // 50}"
            citation = citations.add(
                work,
                paper="paper",
                text=f"(Author {number})",
                section=section,
                paragraph=1,
                sentence=number + 1,
                items=[
                    CitationItem(
                        names=("Author",),
                        year="2000",
                        locator="7",
                        label=LocatorLabel.PAGE,
                        locator_text="7",
                        resolution=Resolution.RESOLVED,
                        source=source,
                    )
                ],
            )
            key = claims.add(
                work,
                paper="paper",
                statement=f"Claim {number} says something of moderate length about a subject",
                kind=ClaimKind.FACT,
                section=section,
                paragraph=1,
                sentence=number + 1,
                quoted=f"words number {number} that are quoted",
                citations=[Service(citation, inferred=False)],
            )
            links.add(
                work,
                claim=key,
                source=source,
                stance=Stance.SUPPORTS,
                quotation=f"what the source says of {number}",
            )
            claims.assess(work, key, Veracity.SUPPORTED, "It says so.")
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _filled(tmp_path_factory.mktemp("report") / "evidence.db", 2000)


def _command(database: Path, target: Path) -> float:
    """CPU seconds of the whole command, from the start of the interpreter to its end."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "evidence", "report", "--db", str(database), "-o", str(target)],
        check=True,
        capture_output=True,
    )
    after = os.times()
    used = after.children_user + after.children_system
    return used - before.children_user - before.children_system


@pytest.mark.benchmark
def test_the_seeded_paper_takes_two_seconds_at_most(
    seeded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    took = min(_command(seeded, tmp_path / "report.html") for _ in range(3))
    with capsys.disabled():
        print(f"\nthe seeded paper's report: {took:.2f} s")
    assert took <= _SEED_SECONDS


@pytest.mark.benchmark
def test_two_thousand_claims_take_ten_seconds_at_most(
    many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("report.html", "report.xlsx"):
        start = time.perf_counter()
        took = _command(many, tmp_path / name)
        waited = time.perf_counter() - start
        with capsys.disabled():
            print(f"\n2,000 claims, {name}: {took:.2f} s of CPU, {waited:.2f} s")
        assert took <= _MANY_SECONDS


@pytest.mark.benchmark
def test_the_number_of_queries_does_not_grow_with_the_claims(many: Path, tmp_path: Path) -> None:
    few = _filled(tmp_path / "few.db", 20)
    assert _queries(few) == _queries(many)
    assert _queries(few) > 5


def _queries(path: Path) -> int:
    with reading(path) as session:
        session.execute(select(m.Paper.id))
        with _counted(session) as seen:
            report = reporting.report(session, path)
            for _, form in REGISTRY.items():
                if form.write is not None:
                    assert "".join(form.write(report))
    return len(seen)


@contextmanager
def _counted(session: Session) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
