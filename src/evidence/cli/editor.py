"""A record in the person's own editor, as JSON, or a text, without losing what they wrote."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from evidence.cli import reading
from evidence.cli.escape import as_json
from evidence.cli.options import say
from evidence.errors import BadInput, EvidenceError

_COUNTS = frozenset({"paragraph", "sentence", "position"})


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back from the editor: the text, and the record that it holds."""

    text: str
    record: dict[str, Any]


def edit(record: Mapping[str, Any]) -> Edited | None:
    """Open `record` in $VISUAL or $EDITOR; None where it was left as it was.

    Raises:
        BadInput: what came back is no JSON object; the text is kept in a file that is named.
        click.ClickException: there is no editor, or it failed.
    """
    before = as_json(record, indent=2) + "\n"
    text = click.edit(before, extension=".json")
    if text is None or text == before:
        return None
    with kept(text):
        after = reading.from_json(text)
        if not isinstance(after, dict):
            raise BadInput("no JSON object")
    return None if after == json.loads(before) else Edited(text, after)


def prose(before: str) -> str | None:
    """Open a text in $VISUAL or $EDITOR; None where it was left as it was.

    Raises:
        click.ClickException: there is no editor, or it failed.
    """
    text = click.edit(before, extension=".txt")
    return None if text is None or text.strip() == before.strip() else text


@contextmanager
def kept(text: str, ending: str = ".json") -> Iterator[None]:
    """If what happens to `text` fails, keep it in a temporary file and name that.

    Raises:
        EvidenceError: the failure, with the file's name in the hint.
        Exception: any other failure, after telling the file's name.
    """
    try:
        yield
    except Exception as error:
        with tempfile.NamedTemporaryFile(
            "w",
            prefix="evidence-",
            suffix=ending,
            delete=False,
            encoding="utf-8",
            errors="surrogatepass",
        ) as file:
            file.write(text)
        told = f"your text is kept in {file.name}"
        if isinstance(error, EvidenceError):
            error.hint = f"{told}; {error.hint}" if error.hint else told
        else:
            say(told)
        raise


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The members of `after` that differ from `before`; a missing one is None.

    A member is a list, where `before` has one, a number that counts, or text; null for none.

    Raises:
        BadInput: `after` has a member that `before` has not, or one of another kind.
    """
    unknown = after.keys() - before.keys()
    if unknown:
        raise BadInput(
            f"no such member: {', '.join(sorted(unknown))}",
            hint=f"a record here has {', '.join(before)}",
        )
    found = {name: after.get(name) for name in before if after.get(name) != before[name]}
    for name, value in found.items():
        if value is None or isinstance(before[name], list):
            continue
        if name in _COUNTS:
            number(value, name)
        elif not isinstance(value, str):
            raise BadInput(f"{name} is no text: {value!r}")
    return found


def objects(value: Any, member: str) -> list[Mapping[str, Any]]:
    """A member of an edited record that is a list of objects.

    Raises:
        BadInput: it is something else.
    """
    listed = value if value is not None else []
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise BadInput(f"{member} is no list of objects")
    return listed


def text(value: Mapping[str, Any], member: str) -> str:
    """A member of an object that must be text.

    Raises:
        BadInput: it is missing or something else.
    """
    found = value.get(member)
    if not isinstance(found, str) or not found:
        raise BadInput(f"{member!r} is missing, or no text")
    return found


def flag(value: Mapping[str, Any], member: str) -> bool:
    """A member of an object that is true or false; false where it is missing.

    Raises:
        BadInput: it is something else.
    """
    found = value.get(member, False)
    if not isinstance(found, bool):
        raise BadInput(f"{member!r} is neither true nor false: {found!r}")
    return found


def texts(value: Any, member: str) -> list[str]:
    """A member of an edited record that is a list of texts.

    Raises:
        BadInput: it is something else.
    """
    listed = value if value is not None else []
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise BadInput(f"{member} is no list of texts")
    return listed


def number(value: Any, member: str) -> int:
    """A member of an edited record that counts from 1.

    Raises:
        BadInput: it does not.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadInput(f"{member} is no number from 1 on: {value!r}")
    return value
