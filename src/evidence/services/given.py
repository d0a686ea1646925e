"""What people give for a record's fields: required texts, counts, words of a vocabulary."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Any, TypeVar

from evidence.domain.text import squeeze
from evidence.errors import BadInput

_Value = TypeVar("_Value", bound=StrEnum)


def text(value: Any, noun: str, name: str) -> str:
    """A text that a record must have, in NFC, its white space squeezed.

    Args:
        value: as given; noun: the record's, with its article ("a claim"); name: the field's.

    Raises:
        BadInput: there is none.
    """
    squeezed = squeeze(str(value)) if value is not None else ""
    if not squeezed:
        what = "text, as printed" if name == "raw" else name
        raise BadInput(f"{noun} needs a {what}", hint=f"--{name} TEXT")
    return squeezed


def prose(value: Any, noun: str, name: str) -> str:
    """A text of one paragraph or more: in NFC, its line ends line feeds, none at its ends.

    Args:
        value: as given; noun: the record's, with its article; name: the field's.

    Raises:
        BadInput: there is none.
    """
    lines = str(value).splitlines() if value is not None else ()
    found = unicodedata.normalize("NFC", "\n".join(lines)).strip()
    if not found:
        raise BadInput(f"{noun} needs a {name}", hint=f"--{name} TEXT")
    return found


def count(value: Any, name: str) -> int | None:
    """A number that counts from 1, or None.

    Raises:
        BadInput: it is something else.
    """
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadInput(f"{name} {value!r} is no number from 1 on")
    return value


def one_of(values: type[_Value], given: Any) -> _Value:
    """A word of a vocabulary.

    Raises:
        BadInput: it is none of them.
    """
    try:
        return values(str(given))
    except ValueError:
        raise BadInput(f"{given!r} is none of {', '.join(values)}") from None
