"""Taking a record out: what goes with it is said first, and asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from evidence.cli import context
from evidence.cli.options import confirm, say
from evidence.cli.text import counted, listed

if TYPE_CHECKING:
    from evidence.services.removal import Removal


def remove(
    service: Callable[[Any, str], Removal], what: str, key: str, *, yes: bool, dry_run: bool
) -> None:
    """Take a record out after telling what goes with it; a dry run only tells.

    Args:
        service: its `remove`, which gets a session and the key.
        what: the record's noun ("source").
        key: the record's.
        yes: do not ask.
        dry_run: only tell.

    Raises:
        NotFound: nothing has that key.
        Refused: nobody is there to be asked.
    """
    take_out(lambda session: _told(service(session, key), what), yes=yes, dry_run=dry_run)


def take_out(doing: Callable[[Any], str], *, yes: bool, dry_run: bool) -> None:
    """Do a removal that is told, and asked about, beforehand.

    What goes along is found by doing it and taking it back, so that what is told is what
    will be.

    Args:
        doing: removes in a session and tells what.
        yes: do not ask.
        dry_run: only tell.

    Raises:
        Refused: nobody is there to be asked.
    """
    from evidence.services import work

    database, actor = context.database(), context.actor()
    if dry_run or not yes:
        with work.writing(database, actor, dry_run=True) as session:
            told = doing(session)
        if dry_run:
            say(f"would remove {told}")
            return
        if not confirm(f"remove {told}?", refusal=f"not removing {told} unasked"):
            say("nothing removed")
            return
    with work.writing(database, actor) as session:
        told = doing(session)
    say(f"removed {told}; 'evidence undo' brings it back")


def _told(removal: Removal, what: str) -> str:
    parts = []
    if removal.goes:
        parts.append(f"with {_counts(removal.goes)}")
    if removal.changes:
        parts.append(f"changing {_counts(removal.changes)}")
    return f"{what} {removal.key}" + (f" ({'; '.join(parts)})" if parts else "")


def _counts(numbers: Mapping[str, int]) -> str:
    return listed(
        [counted(number, noun.removesuffix("s"), noun) for noun, number in numbers.items()]
    )
