"""1,000 claims listed with source and locator against raw SQL, in a constant number of queries."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from benchmarks.conftest import ACTOR, paired_ratio
from evidence.domain.items import Item
from evidence.domain.records import CitationItem, Service
from evidence.domain.vocabulary import ClaimKind, LocatorLabel, Resolution
from evidence.services import citations, claims, databases, papers, sources
from evidence.services.work import reading, writing

_RAW = """
SELECT c.key, c.kind, c.status, c.section, c.paragraph, c.sentence, c.statement, s.key,
       i.locator, i.label, i.resolution, cc.inferred
FROM claim c LEFT JOIN claim_citation cc ON cc.claim_id = c.id
LEFT JOIN citation_item i ON i.citation_id = cc.citation_id
LEFT JOIN source s ON s.id = i.source_id ORDER BY c.id
"""


def _fill(path: Path, count: int) -> None:
    databases.create(path, ACTOR)
    with writing(path, ACTOR) as work:
        papers.add(work, Item("article", {"title": "A paper"}), key="paper")
        for number in range(50):
            sources.add(work, Item("book", {"title": f"Book {number}"}), key=f"book{number}")
        cited = [
            citations.add(
                work,
                paper="paper",
                text=f"(Author {number}, {number})",
                section=f"Section {number // 20}",
                paragraph=1,
                sentence=number + 1,
                items=[
                    CitationItem(
                        names=("Author",),
                        year="2000",
                        locator=str(number + 1),
                        label=LocatorLabel.PAGE,
                        locator_text=str(number + 1),
                        resolution=Resolution.RESOLVED,
                        source=f"book{number % 50}",
                    )
                ],
            )
            for number in range(count // 5)
        ]
        for number in range(count):
            claims.add(
                work,
                paper="paper",
                statement=f"Claim {number} says something of moderate length about a subject",
                kind=ClaimKind.FACT,
                section=f"Section {number % len(cited) // 20}",
                paragraph=1,
                sentence=number % len(cited) + 1,
                citations=[Service(cited[number % len(cited)], inferred=False)],
            )


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "evidence.db"
    _fill(path, 1000)
    return path


@pytest.mark.benchmark
def test_a_thousand_claims_cost_at_most_twice_raw_sql(
    thousand: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with reading(thousand) as session, closing(sqlite3.connect(thousand)) as raw:
        raw.row_factory = sqlite3.Row

        def floor() -> object:
            return [dict(row) for row in raw.execute(_RAW)]

        lines = paired_ratio(lambda: claims.lines(session), floor, pairs=15)
        whole = paired_ratio(lambda: claims.listing(session), floor, pairs=15)
    with capsys.disabled():
        print(f"\n1,000 claims: as lines {lines:.2f}x raw SQL, as full records {whole:.2f}x")
    assert lines <= 2


@pytest.mark.benchmark
def test_the_number_of_queries_does_not_grow_with_the_claims(
    thousand: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few.db"
    _fill(few, 10)
    assert _queries(few) == _queries(thousand)


def _queries(path: Path) -> tuple[int, int]:
    with reading(path) as session:
        with _counted(session) as lines:
            claims.lines(session)
        with _counted(session) as whole:
            claims.listing(session)
    return len(lines), len(whole)


@contextmanager
def _counted(session: Session) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
