"""Files of quotations that people hand in: JSON Lines, a JSON list, CSV or tab-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evidence.cli import reading
from evidence.errors import BadInput

if TYPE_CHECKING:
    from evidence.services.quoted import Quote

_HINT = 'write {"id": "q1", "quote": "the words", "page": 4} on each line'


@dataclass(frozen=True, slots=True)
class Given:
    """One quotation of a file; `id` is as it was given, its number in the file where it was not."""

    id: Any
    quote: Quote


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that holds no quotation, and why."""

    line: int
    reason: str


def read(path: str) -> tuple[list[Given], list[Problem]]:
    """The quotations of a file, or of stdin for "-", and what could not be read.

    Raises:
        BadInput: it is no text, or has no column for the words. OSError: it cannot be read.
    """
    text = reading.text(path)
    given: list[Given] = []
    problems: list[Problem] = []
    for number, (line, record) in enumerate(_records(text, reading.name_of(path)), start=1):
        try:
            given.append(_given(record() if callable(record) else record, number))
        except BadInput as error:
            problems.append(Problem(line, error.message.replace(": line 1:", ":")))
    return given, problems


def quote(words: str, page: Any = None, page_label: Any = None) -> Quote:
    """A quotation from what somebody typed or wrote.

    Raises:
        BadInput: there are no words, or the page is none.
    """
    from evidence.domain.text import fold
    from evidence.services.quoted import Quote

    if not isinstance(words, str) or not fold(words).text:
        raise BadInput("there are no words to look for", hint=_HINT)
    return Quote(words, _page(page), _label(page_label))


def _records(text: str, name: str) -> Iterator[tuple[int, Any]]:
    """Each record with its line; what is to be parsed line by line comes as a function."""
    start = text.lstrip()[:1]
    if start == "[":
        found = reading.from_json(text, name)
        yield from enumerate(found, start=1)
    elif start in ("{", "") or not _is_table(text):
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield number, lambda line=line: reading.from_json(line)
    else:
        yield from _rows(text, name)


def _is_table(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    return "quote" in (each.strip(' "\r').casefold() for each in first.split(_delimiter(text)))


def _delimiter(text: str) -> str:
    """What parts the cells of a table, by its headings."""
    first = text.lstrip().split("\n", 1)[0]
    return next((each for each in "\t;" if each in first and "," not in first), ",")


def _rows(text: str, name: str) -> Iterator[tuple[int, Any]]:
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    headings: list[str] = []
    try:
        for row in reader:
            if not any(map(str.strip, row)):
                continue
            if not headings:
                headings = [each.strip().casefold() for each in row]
                continue
            cells = {head: cell for head, cell in zip(headings, row, strict=False) if cell.strip()}
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadInput(f"{name}: line {reader.line_num} is no CSV: {error}") from None


def _given(record: Any, number: int) -> Given:
    if not isinstance(record, dict):
        raise BadInput("no object with a quotation", hint=_HINT)
    if "quote" not in record:
        raise BadInput("it has no 'quote'", hint=_HINT)
    found = quote(record["quote"], record.get("page"), record.get("page_label"))
    name = record.get("id")
    return Given(number if name is None else name, found)


def _page(value: Any) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value) if len(value) < 10 else 0
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise BadInput(f"{value!r} is no page of a file, which count from 1")
    return value


def _label(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput(f"{value!r} is no page label")
    return str(value)
