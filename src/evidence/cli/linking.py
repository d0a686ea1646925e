"""Tying a claim to what a source says of it: `claim link` and `link add` are one thing."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from evidence.cli import context
from evidence.cli.options import choice, give_key, say
from evidence.domain.vocabulary import LocatorLabel, Stance

if TYPE_CHECKING:
    from evidence.services.links import Found

_OPTIONS = (
    click.option("--page", metavar="PAGE", help="The page as printed: short for --locator."),
    click.option("--locator", metavar="PLACE", help="The place in the source."),
    click.option(
        "--label", type=choice(LocatorLabel), metavar="LABEL", help="What --locator counts."
    ),
    click.option("--quote", "quotation", metavar="WORDS", help="The source's words, verbatim."),
    click.option("--note", metavar="TEXT", help="A note on it."),
)


def describing(*, required: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options that describe a link, `--stance` required or not."""
    stance = click.option(
        "--stance", type=choice(Stance), required=required, help="What the source says of it."
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        options = reversed((stance, *_OPTIONS))
        return functools.reduce(lambda made, option: option(made), options, function)

    return decorate


def add(
    claim: str,
    source: str,
    *,
    stance: str,
    page: str | None,
    locator: str | None,
    label: str | None,
    quotation: str | None,
    note: str | None,
) -> None:
    """Enter a link, tell the person, and give its key to stdout.

    Raises:
        NotFound: the claim or the source is not there.
        BadInput: the locator cannot be read.
        click.UsageError: the options contradict each other.
    """
    from evidence.services import links, work

    where, what = place(page, locator, label)
    with work.writing(context.database(), context.actor()) as session:
        key = links.add(
            session,
            claim=claim,
            source=source,
            stance=Stance(stance),
            locator=where,
            label=what,
            note=note,
            quotation=quotation,
        )
    say(f"added link {key}: {source} {stance} {claim}")
    give_key(key)


def found(
    source: str | None,
    *,
    stance: str | None,
    page: str | None,
    locator: str | None,
    label: str | None,
    quotation: str | None,
    note: str | None,
) -> Found | None:
    """What a judgement rests on, None where no source is named.

    Raises:
        click.UsageError: the options contradict each other, or describe what no source is
            named for.
    """
    from evidence.services.links import Found

    if source is None:
        if any(each is not None for each in (stance, page, locator, label, quotation, note)):
            told = click.get_current_context(silent=True)
            raise click.UsageError("what a work says needs --source, the work's key", told)
        return None
    where, what = place(page, locator, label)
    said = Stance(stance) if stance is not None else None
    return Found(source, where, what, quotation, said, note)


def place(
    page: str | None, locator: str | None, label: str | None
) -> tuple[str | None, LocatorLabel | None]:
    """The locator and its label that `--page`, `--locator` and `--label` mean.

    The label is None where none is given: the locator itself may tell ("ch. 3").

    Raises:
        click.UsageError: they contradict each other.
    """
    told = click.get_current_context(silent=True)
    if page is not None:
        if locator is not None or label is not None:
            raise click.UsageError("--page stands for --locator and --label", told)
        return page, LocatorLabel.PAGE
    if locator is None and label is not None:
        raise click.UsageError("--label needs --locator", told)
    return locator, LocatorLabel(label) if label is not None else None
