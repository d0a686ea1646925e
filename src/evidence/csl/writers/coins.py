"""COinS: what a page tells reference managers of an entry (OpenURL 1.0, ANSI/NISO Z39.88-2004).

The formats are `info:ofi/fmt:kev:mtx:journal`, `book`, `dissertation`, and `dc` for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from evidence.csl.writers.base import one_line

_JOURNAL = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "article": "preprint",
    "review": "article",
    "paper-conference": "proceeding",
}
_BOOK = {"book": "book", "chapter": "bookitem", "report": "report"}


def context(item: Mapping[str, object]) -> str:
    """The ContextObject of an item, as key/value pairs; a writer escapes it.

    Args:
        item: A CSL-JSON item; what is missing or of another kind than CSL-JSON's is left out.
    """
    kind = _text(item, "type")
    if kind in _JOURNAL:
        metadata, genre, title, container = "journal", _JOURNAL[kind], "atitle", "jtitle"
    elif kind in _BOOK:
        metadata, genre = "book", _BOOK[kind]
        title, container = ("atitle", "btitle") if kind == "chapter" else ("btitle", "")
    elif kind == "thesis":
        metadata, genre, title, container = "dissertation", "dissertation", "title", ""
    else:
        metadata, genre, title, container = "dc", "", "title", "source"
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{metadata}")]
    told = [
        ("rft_id", _prefixed("info:doi/", _text(item, "DOI"))),
        ("rft_id", _text(item, "URL")),
        ("rft.genre", genre),
        (f"rft.{title}", _text(item, "title")),
        (f"rft.{container}", _text(item, "container-title") if container else ""),
        ("rft.date", _date(item.get("issued"))),
    ]
    if metadata == "dc":
        told.extend(("rft.creator", name) for name in _names(item))
        told.append(("rft.publisher", _text(item, "publisher")))
        told.append(("rft.type", kind))
    else:
        told.extend(_first(item))
        told.extend(("rft.au", name) for name in _names(item))
        told.extend(
            (f"rft.{key}", _text(item, variable))
            for key, variable in (
                ("volume", "volume"),
                ("issue", "issue"),
                ("pages", "page"),
                ("issn", "ISSN"),
                ("isbn", "ISBN"),
                ("edition", "edition"),
                ("series", "collection-title"),
                ("pub", "publisher"),
                ("place", "publisher-place"),
            )
        )
    pairs.extend((key, value) for key, value in told if value)
    return urlencode(pairs)


def _text(item: Mapping[str, object], variable: str) -> str:
    value = item.get(variable)
    return one_line(str(value)).strip() if isinstance(value, str | int | float) else ""


def _prefixed(prefix: str, value: str) -> str:
    return prefix + value if value else ""


def _date(value: object) -> str:
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list):
        return ""
    numbers = [str(part) for part in first if isinstance(part, int | str) and str(part).strip()]
    return "-".join(number.zfill(2) for number in numbers)


def _people(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Family and given names of the authors; names of one part as family names."""
    authors = item.get("author")
    for author in authors if isinstance(authors, list) else ():
        if isinstance(author, Mapping):
            particle = _text(author, "non-dropping-particle")
            family = f"{particle} {_text(author, 'family')}".strip()
            given = _text(author, "given")
            if name := family or _text(author, "literal"):
                yield name, given


def _names(item: Mapping[str, object]) -> Iterator[str]:
    for family, given in _people(item):
        yield f"{given} {family}".strip()


def _first(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for family, given in _people(item):
        yield "rft.aulast", family
        yield "rft.aufirst", given
        return
