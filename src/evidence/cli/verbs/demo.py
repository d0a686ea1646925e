"""Make ./evidence-demo/, seed it with a real paper, and check that."""

from __future__ import annotations

import os
from pathlib import Path

import click

from evidence.cli.base import Verb
from evidence.errors import Refused


@click.command(
    cls=Verb,
    database=False,
    help="""Make ./evidence-demo/, seed it with a real paper, and check that.

    With --sources make ./evidence-sources-demo/: a small invented paper, the files of three
    sources that it cites, and every quotation looked up in them, with a report. Nothing else
    is written. A second run says what is there.
    """,
    examples=("evidence demo", "evidence demo --sources"),
)
@click.option("--sources", is_flag=True, help="A small paper with the files of its sources.")
def command(sources: bool) -> None:
    from evidence.cli import paper_demo, sources_demo
    from evidence.cli.demonstrating import tell_what_is_next, tell_what_is_there
    from evidence.services import databases

    demo = sources_demo if sources else paper_demo
    folder = Path(demo.FOLDER)
    if not os.path.lexists(folder):
        demo.make(folder)
    elif databases.is_database(folder / demo.DATABASE):
        click.echo(f"{folder}{os.sep} is there already; nothing was changed.")
        tell_what_is_there(folder / demo.DATABASE)
    else:
        raise Refused(
            f"./{folder} is there and was not made by this command; nothing was touched",
            hint=f"run it in another folder, or move ./{folder} away",
        )
    tell_what_is_next(demo.NEXT)
