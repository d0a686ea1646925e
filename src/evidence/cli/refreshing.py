"""Works beside what services say of them: shown, asked about, and as the JSON of `refresh`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

from evidence.cli.columns import Row, of_source
from evidence.cli.escape import terminal
from evidence.cli.output import Column, Columns, Output, coloured, joined, width
from evidence.cli.text import clipped, counted, indented, listed

if TYPE_CHECKING:
    from evidence.domain.items import Item
    from evidence.lookup import Notice
    from evidence.services.refreshing import Comparison, Refreshed

_LABEL = 11
_LONGEST = 400
"""Columns of a value that is shown."""
_MOST = 10
"""Changed works that are named one by one."""
_LOUD = "expression-of-concern"


def record(refreshed: Refreshed) -> dict[str, Any]:
    """What became of a work as JSON: a contract, to which members are only added at the end."""
    comparison = refreshed.comparison
    merged = comparison.merge
    csl = merged.item.to_csl(comparison.key)
    return {
        "key": comparison.key,
        "outcome": comparison.outcome,
        "detail": _detail(refreshed),
        "service": comparison.service,
        "added": {variable: csl[variable] for variable in merged.added},
        "refined": {variable: csl[variable] for variable in merged.refined},
        "differences": [
            {"variable": each.variable, "held": each.held, "given": each.given}
            for each in merged.differences
        ],
        "notices": [_notice(each) for each in comparison.notices],
        "changed": list(refreshed.changed),
        "another_work": comparison.another,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "type": notice.type,
        "doi": notice.doi,
        "date": notice.date,
        "title": notice.title,
        "source": notice.source,
        "pmid": notice.pmid,
    }


def _detail(refreshed: Refreshed) -> str | None:
    if refreshed.meanwhile:
        return "somebody else has changed it meanwhile: nothing was taken, refresh it again"
    return refreshed.comparison.detail


def _pairs(values: Mapping[str, Any]) -> list[str]:
    return [f"{each.name}: {joined(each.of(values))}" for each in of_source(values).rows]


def _differences(differences: Iterable[Row]) -> list[str]:
    return [f"{each['variable']}: {each['held']} | {each['given']}" for each in differences]


def _notices(notices: Iterable[Row]) -> list[str]:
    parts = ("type", "date", "doi", "title", "source")
    return [" ".join(each[part] for part in parts if each[part]) for each in notices]


COLUMNS = Columns.same(
    Column("key", wraps=True),
    Column("outcome"),
    Column("service"),
    Column("detail", wraps=True),
    Column("notices", _notices, wraps=True),
    Column("added", _pairs, wraps=True),
    Column("refined", _pairs, wraps=True),
    Column("differences", _differences, wraps=True),
    Column("changed", wraps=True),
    Column("another_work"),
)


def show(refreshed: Sequence[Refreshed], out: Output, *, asked: bool) -> None:
    """Write what became of works; who was asked has seen it, and needs no second telling."""
    if out.form != "table":
        out.list(map(record, refreshed), COLUMNS, what="sources")
    elif not asked:
        with out.stream() as stream:
            for each in refreshed:
                stream.writelines(f"{line}\n" for line in block(each.comparison, stream))


def summary(refreshed: Sequence[Refreshed], *, dry_run: bool) -> str:
    """How many works came to what, and what was changed, in a line."""
    if not refreshed:
        return "no sources"
    outcomes = Counter(each.comparison.outcome for each in refreshed)
    told = listed(
        [f"{number:,} {outcome.replace('-', ' ')}" for outcome, number in outcomes.items()]
    )
    changed = [each for each in refreshed if each.changed]
    left = [each.comparison.key for each in refreshed if each.meanwhile]
    done = "would change" if dry_run else "changed"
    what = (
        listed([f"{each.comparison.key} ({', '.join(each.changed)})" for each in changed[:10]])
        if changed
        else "nothing"
    )
    if len(changed) > 10:
        what = counted(len(changed), "source")
    line = f"{counted(len(refreshed), 'source')}: {told}; {done} {what}"
    if left:
        line += f"; changed by somebody else meanwhile, refresh again: {', '.join(left)}"
    return line


def ask(comparison: Comparison) -> Collection[str]:
    """Show a work beside its look-up, and ask which variables are taken over."""
    from evidence.services.refreshing import missing, whole

    for line in block(comparison, sys.stderr):
        click.echo(line, err=True)
    every, some = whole(comparison), missing(comparison)
    if not every:
        return ()
    choices = {"a": "all", "m": "what is missing or fuller", "n": "nothing", "c": "choose each"}
    if not some or len(some) == len(every):
        del choices["m" if not some else "a"]
    answer = click.prompt(
        f"  Take {', '.join(f'[{letter}] {text}' for letter, text in choices.items())}?",
        type=click.Choice(list(choices)),
        default="m" if some else "n",
        show_choices=False,
        err=True,
    )
    if answer == "c":
        return [
            each
            for each in every
            if click.confirm(f"  Take {each}?", default=each in some, err=True)
        ]
    return {"a": every, "m": some}.get(answer, ())


def block(comparison: Comparison, stream: TextIO) -> Iterator[str]:
    """A work beside its look-up, in lines for people, ready to be written to `stream`."""
    title = clipped(comparison.target.item.title or "", width() - len(comparison.key) - 2)
    head = terminal(comparison.key)
    if coloured(stream):
        head = click.style(head, bold=True)
    yield f"{head}  {terminal(title)}".rstrip()
    if comparison.counts is None:
        yield from _field("not tried", comparison.target.reason or "")
    for each in comparison.looked:
        name = f"{each.scheme.upper()} {each.value}"
        said = each.found.place if each.found is not None else each.detail or ""
        yield from _field(each.outcome.replace("-", " "), f"{said} ({name})")
    for line in _notice_lines(comparison):
        yield click.style(line, fg="red", bold=True) if coloured(stream) else line
    if comparison.counts is not None and comparison.counts.silence:
        yield from _field("notices", f"there may be more: {comparison.counts.silence}")
    if comparison.another:
        yield from _field("ANOTHER", "plainly another work: compare the identifier")
    yield from _merge(comparison)


def _notice_lines(comparison: Comparison) -> Iterator[str]:
    """Each notice once, with everybody who tells of it; what takes a work back in capitals."""
    from evidence.domain.retractions import RETRACTIONS
    from evidence.services.refreshing import notice_url

    told: dict[tuple[str, str | None], list[Notice]] = {}
    for notice in comparison.notices:
        told.setdefault((notice.type, notice_url(notice)), []).append(notice)
    for (type_, url), same in told.items():
        what = RETRACTIONS.get(type_, type_.replace("-", " "))
        if type_ in RETRACTIONS or type_ == _LOUD:
            what = what.upper()
        date = next((each.date for each in same if each.date), None)
        title = next((each.title for each in same if each.title), None)
        by = ", ".join(dict.fromkeys(each.source for each in same))
        line = (
            " ".join(filter(None, (what, date, url))) + f" ({'; '.join(filter(None, (title, by)))})"
        )
        yield from _lines("  ", line)


def _merge(comparison: Comparison) -> Iterator[str]:
    held, merged = comparison.target.item, comparison.merge
    for variable in merged.added:
        yield from _field("adds", f"{variable}: {_text(merged.item, variable)}")
    for variable in merged.refined:
        told = f"{variable}: {_text(held, variable)} → {_text(merged.item, variable)}"
        yield from _field("fuller", told)
    for each in merged.differences:
        yield from _field("differs", f"{each.variable}: held | looked up")
        yield from _field("", f"{clipped(each.held, _LONGEST)} | {clipped(each.given, _LONGEST)}")
    if comparison.found is not None and not (merged.changed or merged.differences):
        yield from _field("", "nothing new")


def _field(label: str, text: str) -> Iterator[str]:
    yield from _lines(f"  {label.ljust(_LABEL)}", text)


def _lines(first: str, text: str) -> list[str]:
    return indented(terminal(text), width(), first, " " * len(first))


def _text(item: Item, variable: str) -> str:
    """The value of a variable for people."""
    if variable == "type":
        return item.type
    if variable in item.names:
        return "; ".join(name.inverted for name in item.names[variable])
    found = item.dates.get(variable) or item.variables.get(variable) or ""
    return clipped(found, _LONGEST)
