"""What a .bib text holds, for tests to look at."""

from __future__ import annotations

from typing import Any

from evidence.formats._bibtex_reading import read
from evidence.formats.base import Broken, Entry


def entries(text: str) -> list[Entry]:
    """Its works; nothing in it may be broken."""
    found = list(read(text))
    works = [each for each in found if isinstance(each, Entry)]
    assert works == found
    return works


def broken(text: str) -> list[Broken]:
    """What of it could not be read."""
    return [each for each in read(text) if isinstance(each, Broken)]


def work(text: str) -> Entry:
    """The only work it holds."""
    [entry] = entries(text)
    return entry


def fields(text: str) -> dict[str, Any]:
    """Everything that its only work says, without the type: names as texts, dates as EDTF."""
    item = work(text).item
    names = {role: [name.inverted for name in names] for role, names in item.names.items()}
    return {**item.variables, **item.dates, **names}


def title(latex: str) -> str | None:
    """What a title prints."""
    return work(f"@misc{{k, title = {{{latex}}}}}").item.title


def authors(value: str) -> list[dict[str, str]]:
    """The authors of a field's value."""
    return [
        name.to_csl() for name in work(f"@book{{k, author = {{{value}}}}}").item.names["author"]
    ]
