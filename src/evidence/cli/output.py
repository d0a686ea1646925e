"""Where data goes and in which form: a table, JSON, or rows of cells.

On a terminal a table is the default, elsewhere tab-separated full cells. `-o FILE` takes
the form from the file's ending.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from evidence.cli.escape import as_json, markdown, prose, spreadsheet, terminal
from evidence.errors import Refused

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
_SQLITE = b"SQLite format 3\0"
_WIDEST = 100


def cell(value: Any) -> str | list[str]:
    """A field's value as text; of a list one text an element."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [joined(cell(each)) for each in value]
    return str(value)


def joined(text: str | list[str]) -> str:
    """The text of a cell on one line."""
    return text if isinstance(text, str) else "; ".join(text)


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record in rows, tables and cards.

    Args:
        name: its heading, and the record's field.
        text: makes its value a text, or several, which a card shows on lines of their own.
        field: the record's field where it is called otherwise; "" for the whole record.
        wraps: whether a table may break its cells into lines.
        most: how many columns of the terminal it may take in a table, None for any number.
        least: only where the terminal has so many columns does a table show it.
        whole: whether a card leaves its lines unbroken, as commands that are to be copied.
    """

    name: str
    text: Callable[[Any], str | list[str]] = cell
    field: str | None = None
    wraps: bool = False
    most: int | None = None
    least: int = 0
    whole: bool = False

    def value(self, record: Mapping[str, Any]) -> Any:
        """Its value in `record`."""
        if self.field == "":
            return record
        return record.get(self.field or self.name)

    def of(self, record: Mapping[str, Any]) -> str | list[str]:
        """Its text in `record`."""
        return self.text(self.value(record))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a kind of record.

    Args:
        rows: those of csv, tsv and cards: everything.
        table: those of tables: what a person looks for first.
    """

    rows: Sequence[Column]
    table: Sequence[Column]

    @classmethod
    def same(cls, *columns: Column) -> Columns:
        """The same columns everywhere."""
        return cls(columns, columns)


@dataclass(frozen=True, slots=True)
class Output:
    """What `--format` and `--output` asked for.

    Args:
        format: one of `FORMATS`, None for the place's own.
        path: a file; None or "-" for stdout.
    """

    format: str | None = None
    path: str | None = None

    @property
    def to_stdout(self) -> bool:
        """Whether the data goes to stdout."""
        return self.path is None or self.path == "-"

    @property
    def form(self) -> str:
        """The format to write, asked for or not."""
        if self.format is not None:
            return self.format
        if not self.to_stdout:
            ending = Path(self.path or "").suffix.lstrip(".").lower()
            return ending if ending in FORMATS else "tsv"
        return "table" if sys.stdout.isatty() else "tsv"

    @contextmanager
    def stream(self) -> Iterator[TextIO]:
        """Where to write.

        Raises:
            Refused: the file is a database.
            OSError: it cannot be written.
        """
        if self.to_stdout:
            yield sys.stdout
            return
        path = Path(self.path or "")
        if path.is_file():
            with path.open("rb") as file:
                if file.read(len(_SQLITE)) == _SQLITE:
                    raise Refused(f"{path} is a database: not written over with a listing")
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file_:
            yield file_

    def list(self, records: Iterable[Mapping[str, Any]], columns: Columns, *, what: str) -> None:
        """Write many records; `what` they are called, for a table that has none.

        Nothing is opened or written before the first record is there: reading it may fail.
        """
        records = _begun(records)
        with self.stream() as stream:
            if self.form == "json":
                _write_json_list(records, stream)
            elif self.form == "table":
                _write_table(list(records), columns.table, stream, what)
            else:
                _write_rows(records, columns, stream, self.form)

    def show(self, record: Mapping[str, Any], columns: Columns) -> None:
        """Write one record: a card for people, the object or one row for programs."""
        with self.stream() as stream:
            if self.form == "json":
                stream.write(as_json(record, indent=2) + "\n")
            elif self.form == "table":
                _write_card(record, columns.rows, stream)
            else:
                _write_rows([record], columns, stream, self.form)

    def cards(self, records: Iterable[Mapping[str, Any]], columns: Columns, *, what: str) -> None:
        """Write records as `list` does, but for people as a card each, blank lines between."""
        if self.form != "table":
            self.list(records, columns, what=what)
            return
        with self.stream() as stream:
            for number, record in enumerate(records):
                stream.write("\n" if number else "")
                _write_card(record, columns.rows, stream)

    def text(self, text: str) -> None:
        """Write text that is ready: escaped already."""
        with self.stream() as stream:
            stream.write(text)


def _begun(records: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    rest = iter(records)
    first = next(rest, None)
    return () if first is None else chain((first,), rest)


def width() -> int:
    """How many columns text for people may take: the terminal's, at most 100."""
    return max(40, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))


def _write_json_list(records: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """As an array, written while the records come."""
    between = "[\n"
    for record in records:
        stream.write(between + "\n".join(f"  {line}" for line in _lines(record)))
        between = ",\n"
    stream.write("[]\n" if between == "[\n" else "\n]\n")


def _lines(record: Mapping[str, Any]) -> list[str]:
    return as_json(record, indent=2).split("\n")


def _write_rows(
    records: Iterable[Mapping[str, Any]], columns: Columns, stream: TextIO, form: str
) -> None:
    if form == "jsonl":
        stream.writelines(as_json(record) + "\n" for record in records)
        return
    shown = columns.table if form == "md" else columns.rows
    names = [column.name for column in shown]
    rows = ([joined(column.of(record)) for column in shown] for record in records)
    if form == "csv":
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([spreadsheet(text) for text in row] for row in chain([names], rows))
    elif form == "tsv":
        for row in chain([names], rows):
            stream.write("\t".join(spreadsheet(text) for text in row) + "\n")
    else:
        for row in chain([names, ["---"] * len(names)], rows):
            cells = row if row[0] == "---" else [markdown(text) for text in row]
            stream.write(f"| {' | '.join(cells)} |\n")


def _write_table(
    records: list[Mapping[str, Any]], columns: Sequence[Column], stream: TextIO, what: str
) -> None:
    if not records:
        sys.stderr.write(f"no {what}\n")
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, markup=False, highlight=False, emoji=False)
    table = Table(
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1, 0, 0),
        header_style="none",
    )
    shown = [column for column in columns if console.width >= column.least]
    bold = "bold" if coloured(stream) else "none"
    for column in shown:
        values = [column.value(record) for record in records]
        numbers = all(isinstance(value, int) and not isinstance(value, bool) for value in values)
        table.add_column(
            Text(column.name, style=bold),
            justify="right" if numbers else "left",
            no_wrap=not column.wraps,
            overflow="fold",
            max_width=column.most,
        )
    for record in records:
        table.add_row(*(Text(terminal(joined(column.of(record)))) for column in shown))
    # Not straight to the stream: Rich would end the program where its reader has gone.
    with console.capture() as captured:
        console.print(table)
    stream.write(captured.get())


def _write_card(record: Mapping[str, Any], columns: Sequence[Column], stream: TextIO) -> None:
    """One record for people: a field a line, wrapped, what is empty left out."""
    from click import style

    from evidence.cli.text import wrapped

    filled = [
        (column, [text] if isinstance(text, str) else text)
        for column in columns
        if (text := column.of(record))
    ]
    margin = max((len(column.name) for column, _ in filled), default=0) + 2
    for column, texts in filled:
        room = sys.maxsize if column.whole else width() - margin
        lines = [line for text in texts for line in wrapped(prose(text), room)]
        name = column.name.ljust(margin)
        label = style(name, bold=True) if coloured(stream) else name
        stream.write(label + f"\n{' ' * margin}".join(lines) + "\n")


def coloured(stream: TextIO) -> bool:
    """Whether colours go to `stream`: a terminal, and nobody said NO_COLOR."""
    import os

    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
