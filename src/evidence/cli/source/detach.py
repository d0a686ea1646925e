"""Files that are no longer held as copies of a work."""

from __future__ import annotations

from typing import Any

import click

from evidence.cli.base import Verb
from evidence.cli.options import dry_run as with_dry_run
from evidence.cli.options import yes as with_yes


@click.command(name="detach", cls=Verb, examples=("evidence source detach drab2018 D01",))
@click.argument("key")
@click.argument("document")
@with_dry_run
@with_yes
def command(key: str, document: str, dry_run: bool, yes: bool) -> None:
    """Hold a file no longer as a copy of a work.

    A document that is a copy of no other work goes.
    """
    from evidence.cli.removal import take_out
    from evidence.services import documents

    def doing(session: Any) -> str:
        gone = documents.detach(session, document, key)
        return f"document {document} from {key}" + (", its only work" if gone else "")

    take_out(doing, yes=yes, dry_run=dry_run)
