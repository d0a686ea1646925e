"""Styles of bibliographies and citations: list, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from evidence.cli.base import Noun
from evidence.cli.options import formatted, say
from evidence.cli.output import Column, Columns, Output

if TYPE_CHECKING:
    from evidence.csl.style_info import StyleInfo

_MOST = 30
_FIELDS = (
    "style",
    "aliases",
    "title",
    "short_title",
    "format",
    "bibliography",
    "follows",
    "locale",
    "fields",
    "issn",
    "updated",
    "authors",
    "licence",
    "id",
)
_COLUMNS = Columns(
    rows=tuple(Column(name) for name in _FIELDS),
    table=(
        Column("style", most=36, wraps=True),
        Column("aliases", most=14, wraps=True),
        Column("title", wraps=True),
        Column("format"),
        Column("follows", most=24, wraps=True, least=100),
    ),
)
_SHOWN = Columns.same(
    *(Column(name) for name in _FIELDS), Column("citation"), Column("entry", wraps=True)
)


@click.group(
    name="style",
    cls=Noun,
    help=__doc__,
    examples=("evidence style list chicago", "evidence style show apa"),
)
def command() -> None: ...


@command.command(
    name="list",
    database=False,
    examples=(
        "evidence style list",
        "evidence style list nature medicine",
        "evidence style list 0028-0836",
    ),
)
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@click.option("--all", "whole", is_flag=True, help=f"More than {_MOST}, where there are more.")
@formatted()
def list_(words: tuple[str, ...], whole: bool, out: Output) -> None:
    """List styles by words of their name, title, subject or ISSN.

    Without words it lists those that have a short name.
    """
    from evidence.csl import library
    from evidence.services import styles

    found = library.search(()) if whole and not words else styles.listed(words)
    shown = found if whole or out.form != "table" else found[:_MOST]
    out.list(map(_record, shown), _COLUMNS, what="styles")
    if len(shown) < len(found):
        say(f"{len(found) - len(shown)} more: add words, or --all")
    elif not words and not whole:
        say(f"{len(library.names())} styles in all: evidence style list WORDS looks among them")


@command.command(
    name="show",
    database=False,
    examples=("evidence style show chicago", "evidence style show my-journal.csl"),
)
@click.argument("style")
@formatted()
def show(style: str, out: Output) -> None:
    """Show what a style is, with a citation and an entry in it.

    STYLE is a name, an alias, a file or an address.
    """
    from evidence.services import styles

    chosen = styles.choose(style)
    citation, entry = styles.sample(chosen)
    record = _record(chosen.info) | {
        "style": chosen.name,
        "locale": chosen.locale,
        "bibliography": chosen.style.has_bibliography,
        "citation": citation,
        "entry": entry,
    }
    out.show(record, _SHOWN)


def _record(info: StyleInfo) -> dict[str, Any]:
    from evidence.services import styles

    return {
        "style": info.name,
        "aliases": list(styles.aliases(info.name)),
        "title": info.title,
        "short_title": info.short_title,
        "format": info.citation_format,
        "bibliography": info.bibliography,
        "follows": info.parent.rpartition("/")[2],
        "locale": info.default_locale,
        "fields": list(info.fields),
        "issn": list(info.issn),
        "updated": info.updated,
        "authors": list(info.authors),
        "licence": info.licence,
        "id": info.id,
    }
