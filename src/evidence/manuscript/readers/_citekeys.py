"""Citations by key, as pandoc's Markdown writes them: `[see @key, p. 3; -@other]`, `@key [3]`.

Source: the manual of pandoc, "Citation syntax".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.manuscript.document import CitedWork

KEY = (
    r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>[^\W_](?:[\w]|[:.#$%&\-+?<>~/](?=[^\W_]|[\w]))*|_\w+))"
)
_CITED = re.compile(rf"(?<![\w@/.])(?P<minus>-)?{KEY}")
_BRACKETED = re.compile(r"\s*\[([^\[\]@]*)\]")
_BRACED = re.compile(r"\s*,?\s*\{([^{}]*)\}\s*")
_TERM = r"[^\W\d_]{1,12}\.?\s*"
_PLACE = re.compile(
    rf"\s*,?\s*((?:{_TERM}|[§¶]+\s*)?(?:\d[\w.:]*|\b[ivxlcdm]+\b)"
    r"(?:\s*(?:--?|[‐‑‒–—,&]|and)\s*(?:\d[\w.:]*|\b[ivxlcdm]+\b))*)"
)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Cites:
    """One citation: its span in the text it was found in, half-open, and its works."""

    start: int
    end: int
    works: tuple[CitedWork, ...]


def bracketed(text: str, start: int, end: int) -> Cites | None:
    """The citation that a pair of brackets holds; None where it holds none.

    Args:
        start, end: of the brackets, with them.
    """
    works: list[CitedWork] = []
    for part in text[start + 1 : end - 1].split(";"):
        match = _CITED.search(part)
        if match is None:
            if not works:
                return None
            continue
        works.append(_work(match, part[: match.start()], part[match.end() :]))
    return Cites(start, end, tuple(works)) if works else None


def in_text(text: str, start: int = 0) -> Iterator[Cites]:
    """The citations outside brackets: `@key says`, `@key [p. 3]`."""
    for match in _CITED.finditer(text, start):
        end = match.end()
        place = ""
        if more := _BRACKETED.match(text, end):
            place, end = more[1], more.end()
        yield Cites(match.start(), end, (_work(match, "", place),))


def _work(match: re.Match[str], before: str, after: str) -> CitedWork:
    locator, suffix = _place(after)
    suppressed = match["minus"] is not None
    key = match["braced"] or match["bare"]
    return CitedWork(
        key=key,
        locator=locator,
        prefix=before.strip() or None,
        suffix=suffix or None,
        author_suppressed=suppressed,
    )


def _place(after: str) -> tuple[str | None, str]:
    """The place named after a key, and what follows it."""
    if (braced := _BRACED.match(after)) is not None:
        return braced[1].strip() or None, after[braced.end() :].strip(" ,")
    if (match := _PLACE.match(after)) is not None:
        return match[1].strip(), after[match.end() :].strip(" ,")
    return None, after.strip(" ,")
