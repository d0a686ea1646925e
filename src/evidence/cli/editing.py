"""Changing a record by options, or in the editor where there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from evidence.cli import context, editor, items
from evidence.cli.options import say

if TYPE_CHECKING:
    from evidence.services.work import Work


def edit_item(what: str, key: str, *, new_key: str | None, dry_run: bool) -> None:
    """Change a work's bibliographic record; a paper's is one, too.

    Args:
        what: the noun ("source", "paper").
        key: of the work.
        new_key: another key for it, None to keep this one.
        dry_run: keep nothing.
    """
    from evidence.domain.items import Item
    from evidence.services import sources, work

    database, actor = context.database(), context.actor()
    typed = items.given()
    if typed or new_key is not None:
        setting, clearing = items.changes(typed)
        with work.writing(database, actor, dry_run=dry_run) as session:
            sources.edit(session, key, values=setting, clear=clearing, new_key=new_key)
        tell(what, new_key or key, session, dry_run=dry_run)
        return
    with work.reading(database) as reading:
        before = sources.get(reading, key).item.to_csl(key)
    edited = editor.edit(before)
    if edited is None:
        say("nothing changed")
        return
    with editor.kept(edited.text), work.writing(database, actor, dry_run=dry_run) as session:
        renamed = items.id_of(edited.record) or key
        sources.replace(session, key, Item.from_csl(edited.record), new_key=renamed)
    tell(what, renamed, session, dry_run=dry_run)


def edit_record(
    what: str,
    key: str,
    options: Mapping[str, Any],
    *,
    before: Callable[[Any], Mapping[str, Any]],
    apply: Callable[[Any, str, Mapping[str, Any]], object],
    read: Callable[[dict[str, Any]], Mapping[str, Any]] = dict,
    dry_run: bool,
) -> None:
    """Change a record that is no bibliographic one.

    Args:
        what: the noun ("claim").
        key: of the record.
        options: what the options say, None where one was not given.
        before: reads the record's editable members, as JSON has them, in a session.
        apply: the service's `edit`.
        read: makes what the service takes from members that were changed in the editor.
        dry_run: keep nothing.
    """
    from evidence.services import work

    database, actor = context.database(), context.actor()
    changes = {name: value for name, value in options.items() if value is not None}
    if changes:
        with work.writing(database, actor, dry_run=dry_run) as session:
            apply(session, key, changes)
        tell(what, key, session, dry_run=dry_run)
        return
    with work.reading(database) as reading:
        record = before(reading)
    edited = editor.edit(record)
    if edited is None:
        say("nothing changed")
        return
    with editor.kept(edited.text), work.writing(database, actor, dry_run=dry_run) as session:
        apply(session, key, read(editor.changed(record, edited.record)))
    tell(what, key, session, dry_run=dry_run)


def tell(what: str, key: str, session: Work, *, dry_run: bool) -> None:
    """Say whether a change was made, or would be."""
    if session.ledger.changes:
        say(f"{'would change' if dry_run else 'changed'} {what} {key}")
    else:
        say("nothing changed")
