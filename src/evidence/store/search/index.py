"""What is indexed, and how the index follows the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

State = Mapping[str, Any]
Row = tuple[str, ...]
TOKENIZE = "porter unicode61 remove_diacritics 2"


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """One FTS5 table over one kind of record.

    Args:
        name: of the table.
        kind: of the records, as the ledger calls them.
        content: the table or view that holds the indexed columns, with `id`.
        columns: what is indexed.
        view: the SQL that makes `content` where it is a view, else None.
        row: the values of the columns, from a record's content in the ledger's form; what
            `content` says of the same record.
    """

    name: str
    kind: str
    content: str
    columns: tuple[str, ...]
    view: str | None
    row: Callable[[State], Row]

    @property
    def ddl(self) -> tuple[str, ...]:
        """The statements that make it."""
        table = (
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({', '.join(self.columns)}, "
            f"content='{self.content}', content_rowid='id', tokenize='{TOKENIZE}')"
        )
        return (self.view, table) if self.view else (table,)

    def add(self, connection: Connection, rows: Iterable[tuple[int, Row]]) -> None:
        """Index records by id."""
        slots = ", ".join("?" * (len(self.columns) + 1))
        self._run(connection, f"(rowid, {', '.join(self.columns)}) VALUES ({slots})", rows)

    def drop(self, connection: Connection, rows: Iterable[tuple[int, Row]]) -> None:
        """Take records out; FTS5 must be told the values that were indexed."""
        slots = ", ".join("?" * (len(self.columns) + 1))
        columns = ", ".join(self.columns)
        self._run(connection, f"({self.name}, rowid, {columns}) VALUES ('delete', {slots})", rows)

    def _run(self, connection: Connection, tail: str, rows: Iterable[tuple[int, Row]]) -> None:
        values = [(record_id, *row) for record_id, row in rows]
        if values:
            connection.exec_driver_sql(f"INSERT INTO {self.name}{tail}", values)


def _source_row(state: State) -> Row:
    names = sorted(state.get("contributor", ()), key=lambda each: (each["role"], each["position"]))
    parts = ("given", "dropping_particle", "non_dropping_particle", "family", "suffix", "literal")
    creators = " ".join(name[part] for name in names for part in parts if name.get(part))
    plain = (state.get(column) or "" for column in ("title", "container_title", "abstract"))
    title, container, abstract = plain
    return title, creators, container, abstract


def _claim_row(state: State) -> Row:
    return (state["statement"],)


def _annotation_row(state: State) -> Row:
    return (state["text"],)


def _quotation_row(state: State) -> Row:
    return (state["exact"],)


def _page_row(state: State) -> Row:
    return (state["text"],)


# The view and `_source_row` say the same; the integrity check of `db check` compares them.
_SOURCE_VIEW = """CREATE VIEW source_search_content AS
SELECT id, coalesce(title, '') AS title,
  coalesce((SELECT group_concat(name, ' ') FROM (
    SELECT trim(coalesce(given || ' ', '') || coalesce(dropping_particle || ' ', '')
      || coalesce(non_dropping_particle || ' ', '') || coalesce(family || ' ', '')
      || coalesce(suffix || ' ', '') || coalesce(literal, '')) AS name
    FROM contributor WHERE source_id = source.id ORDER BY role, position)), '') AS creators,
  coalesce(container_title, '') AS container, coalesce(abstract, '') AS abstract
FROM source"""

SOURCES = SearchIndex(
    name="source_search",
    kind="source",
    content="source_search_content",
    columns=("title", "creators", "container", "abstract"),
    view=_SOURCE_VIEW,
    row=_source_row,
)
CLAIMS = SearchIndex(
    name="claim_search",
    kind="claim",
    content="claim",
    columns=("statement",),
    view=None,
    row=_claim_row,
)
ANNOTATIONS = SearchIndex(
    name="annotation_search",
    kind="annotation",
    content="annotation",
    columns=("text",),
    view=None,
    row=_annotation_row,
)
QUOTATIONS = SearchIndex(
    name="quotation_search",
    kind="quotation",
    content="quotation",
    columns=("exact",),
    view=None,
    row=_quotation_row,
)
PAGES = SearchIndex(
    name="page_search",
    kind="page",
    content="page",
    columns=("text",),
    view=None,
    row=_page_row,
)
INDEXES = (SOURCES, CLAIMS, ANNOTATIONS, QUOTATIONS, PAGES)


def update(
    connection: Connection, kind: str, changes: Iterable[tuple[int, State | None, State | None]]
) -> None:
    """Follow changes of records: id, content before, content after (None: there was none)."""
    for index in INDEXES:
        if index.kind != kind:
            continue
        gone: list[tuple[int, Row]] = []
        come: list[tuple[int, Row]] = []
        for record_id, before, after in changes:
            old = index.row(before) if before is not None else None
            new = index.row(after) if after is not None else None
            if old == new:
                continue
            if old is not None:
                gone.append((record_id, old))
            if new is not None:
                come.append((record_id, new))
        index.drop(connection, gone)
        index.add(connection, come)


def rebuild(connection: Connection) -> None:
    """Make every index anew from its records; those that an earlier schema has."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    there = set(names.scalars())
    for index in INDEXES:
        if index.name in there:
            connection.exec_driver_sql(f"INSERT INTO {index.name}({index.name}) VALUES ('rebuild')")
