"""A reading as bytes, from the process that reads to the one that asked."""

from __future__ import annotations

import json

from evidence.domain.pages import PageText, Reading
from evidence.domain.vocabulary import DocumentStatus, PageStatus


def packed(reading: Reading) -> bytes:
    """A reading as JSON."""
    pages = [
        [page.text, page.status, page.start, page.end, page.label, page.printed]
        for page in reading.pages
    ]
    data = [reading.status, reading.reader, reading.detail, reading.reflowable, pages]
    # Half a surrogate pair is no text; nothing after this could keep it.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def unpacked(data: bytes) -> Reading:
    """What `packed` packed.

    Raises:
        ValueError: it is something else; a process that reads hostile files may write
            anything.
    """
    try:
        status, reader, detail, reflowable, pages = json.loads(data)
        return Reading(
            DocumentStatus(status),
            tuple(_page(index, page) for index, page in enumerate(pages)),
            _text(reader),
            _text_or_none(detail),
            bool(reflowable),
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("this is no reading") from error


def _page(index: int, data: list[object]) -> PageText:
    text, status, start, end, label, printed = data
    held = _text(text)
    if not isinstance(start, int) or not isinstance(end, int | None):
        raise TypeError
    if not 0 <= start <= (len(held) if end is None else end) <= len(held):
        raise ValueError("a page's body lies outside its text")
    labels = _text_or_none(label), _text_or_none(printed)
    return PageText(index, held, PageStatus(str(status)), start, end, *labels)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)
