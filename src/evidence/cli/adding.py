"""What became of works that were added: for people, for programs, and asked about."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from evidence.cli.output import Column, Columns, Output, width
from evidence.cli.text import clipped, counted

if TYPE_CHECKING:
    from evidence.domain.merging import Difference
    from evidence.services.adding import Added, Report

_MOST = 10
"""Works that are told one by one; of more, only how many."""
_WIDEST_KEY = 24
_LONG = 5_000
"""Lines of a file that takes long enough to watch."""
_MEANING = {
    "added": "added",
    "updated": "updated",
    "skipped": "skipped as already there",
    "broken": "kept as broken",
}
_RECORDS = Columns.same(
    Column("key", wraps=True),
    Column("outcome"),
    Column("title", wraps=True),
    Column("place", wraps=True),
    Column("given"),
    Column("changes"),
)


def contract(report: Report) -> dict[str, Any]:
    """The report as JSON: a contract, to which members are only added at the end."""
    return {
        **report.counts(),
        "records": [_record(each) for each in report.records],
        "problems": [
            {
                "file": each.file,
                "line": each.line,
                "reason": each.reason,
                "raw": each.raw,
                "key": each.key,
            }
            for each in report.problems
        ],
        "formats": report.formats,
        "files": {
            "attached": report.attached,
            "not_attached": [
                {"key": each.key, "name": each.name, "reason": each.reason}
                for each in report.unattached
            ],
            "skipped": report.skipped_files,
        },
        "lookups": [
            {
                "given": each.looked.given,
                "scheme": each.looked.scheme,
                "value": each.looked.value,
                "outcome": each.looked.outcome,
                "service": each.looked.service,
                "detail": each.looked.detail,
                "key": each.key,
                "notices": [
                    {"type": one.type, "doi": one.doi, "date": one.date}
                    for one in each.looked.notices
                ],
                "document": each.looked.document,
                "remark": each.looked.remark,
            }
            for each in report.looked_up
        ],
    }


def _record(each: Added) -> dict[str, Any]:
    record: dict[str, Any] = {
        "key": each.key,
        "outcome": str(each.outcome),
        "title": each.title,
        "place": each.place,
        "given": each.given,
        "changes": list(each.changes),
        "differences": [
            {"variable": one.variable, "held": one.held, "given": one.given}
            for one in each.differences
        ],
        "like": None,
    }
    if each.like is not None:
        key, score, reason = each.like
        record["like"] = {"key": key, "score": score, "reason": reason}
    record["refused"] = each.refused
    record["remarks"] = list(each.remarks)
    return record


def show(report: Report, out: Output, *, dry_run: bool, asking: bool = False) -> None:
    """Write the report in the form that was asked for.

    Args:
        dry_run: nothing was kept.
        asking: where entries disagree with what is held, that is asked about next.
    """
    if out.form == "json":
        out.show(contract(report), _RECORDS)
        return
    if out.form != "table":
        out.list(map(_record, report.records), _RECORDS, what="works")
        _complain(report, dry_run=dry_run)
        return
    lines = list(_summary(report, dry_run=dry_run, asking=asking))
    out.text("".join(f"{line}\n" for line in lines))


def _complain(report: Report, *, dry_run: bool) -> None:
    """Tell on stderr what the rows on stdout do not say."""
    from evidence.cli.options import say

    for line in (_counted(report, dry_run=dry_run), *_remarks(report), *_disagreements(report)):
        say(line)


def _problem_line(file: str, line: int, reason: str, key: str | None) -> str:
    return f"{file}:{line}: {reason}" + (f" ({key})" if key else "")


def _summary(report: Report, *, dry_run: bool, asking: bool) -> Iterator[str]:
    from evidence.cli.escape import terminal

    for name, format_ in report.formats.items():
        yield terminal(f"{name}: read as {format_}")
    if len(report.records) <= _MOST:
        margin = max((len(each.key) for each in report.records), default=0)
        for record in report.records:
            yield terminal(_told(record, min(margin, _WIDEST_KEY)))
    yield _counted(report, dry_run=dry_run)
    yield from map(terminal, _remarks(report))
    if not asking:
        yield from map(terminal, _disagreements(report))


def _told(record: Added, margin: int) -> str:
    """What became of one work, on one line."""
    start = f"  {record.outcome:8} {record.key:{margin}}  "
    end = f" (+ {', '.join(record.changes)})" if record.changes else ""
    room = max(width() - len(start) - len(end), 20)
    return start + clipped(record.title or "untitled", room) + end


def _counted(report: Report, *, dry_run: bool) -> str:
    """What became of how many: together all entries."""
    counts = report.counts()
    total = sum(counts.values())
    meanings = dict(_MEANING)
    if report.problems and all(each.key is None for each in report.problems):
        meanings["broken"] = "not readable"
    parts = [f"{counts[outcome]:,} {meaning}" for outcome, meaning in meanings.items()]
    would = "would be " if dry_run else ""
    looked = ""
    if report.looked_up:
        found = sum(each.key is not None for each in report.looked_up)
        looked = f"{counted(len(report.looked_up), 'identifier')}, {found} found; "
    return f"{looked}{counted(total, 'entry', 'entries')}: {would}{', '.join(parts)}"


def _remarks(report: Report) -> Iterator[str]:
    yield from _of_look_ups(report)
    for problem in report.problems[:_MOST]:
        yield _problem_line(problem.file, problem.line, problem.reason, problem.key)
    if len(report.problems) > _MOST:
        yield f"… and {len(report.problems) - _MOST:,} more: evidence source broken list"
    elif any(each.key for each in report.problems):
        yield "'evidence source broken retry KEY --edit' mends what is broken"
    renamed = [each for each in report.records if each.refused and each.outcome == "added"]
    for record in renamed[:_MOST]:
        yield f"{record.refused}: added as {record.key}"
    if len(renamed) > _MOST:
        yield f"… and {len(renamed) - _MOST:,} more keys, which --format json names"
    remarks = [(each, one) for each in report.records for one in each.remarks]
    for record, remark in remarks[:_MOST]:
        yield f"{record.key} ({record.place}): {remark}"
    if len(remarks) > _MOST:
        yield f"… and {len(remarks) - _MOST:,} more remarks, which --format json names"
    alike = [each for each in report.records if each.like]
    for record in alike[:_MOST]:
        if record.like is not None:
            key, score, reason = record.like
            told = f"{reason}, {score:.2f}" if score else reason
            yield f"{record.key} may be {key} ({told}): evidence source merge {key} {record.key}"
    if len(alike) > _MOST:
        yield f"… and {len(alike) - _MOST:,} more: evidence source duplicates"
    yield from _of_files(report)


def _disagreements(report: Report) -> Iterator[str]:
    differing = [each for each in report.records if each.differences]
    for record in differing[:_MOST]:
        for one in record.differences:
            yield (
                f"{record.key}: {one.variable} stays {clipped(one.held, 60)!r}; "
                f"{record.place} says {clipped(one.given, 60)!r}"
            )
    if len(differing) > _MOST:
        yield f"… and {len(differing) - _MOST:,} more works that disagree"


def _of_look_ups(report: Report) -> Iterator[str]:
    for each in report.looked_up:
        looked = each.looked
        if each.key is None:
            detail = f": {looked.detail}" if looked.detail else ""
            yield f"{looked.given}: {looked.outcome}{detail}"
        if looked.remark is not None:
            yield f"{each.key or looked.given}: {looked.remark}"
        for notice in looked.notices:
            said = " ".join(part for part in (notice.type, notice.doi, notice.date) if part)
            yield f"{each.key or looked.given}: there is a notice of {said}"
        if looked.document is not None and each.key is not None:
            yield f"{each.key}: a file of it is at {looked.document}"


def _of_files(report: Report) -> Iterator[str]:
    if report.attached:
        yield f"kept {counted(report.attached, 'file')}: evidence document list"
    for file in report.unattached[:_MOST]:
        yield f"{file.key}: {file.reason}: evidence source attach {file.key} FILE"
    if len(report.unattached) > _MOST:
        yield f"… and {len(report.unattached) - _MOST:,} more files that are not kept"
    if report.skipped_files:
        told = counted(report.skipped_files, "file")
        yield f"entries name {told}; --files copy keeps those that lie beside the list"


def ask(report: Report) -> list[tuple[str, Difference]]:
    """Ask, of each variable on which an entry disagrees, whose word is taken; only those
    that the entries win are given. What was said before was asked before."""
    taken: list[tuple[str, Difference]] = []
    for record in report.records:
        for one in () if record.told else record.differences:
            click.echo(f"{record.key}: {one.variable}", err=True)
            click.echo(f"  held  {clipped(one.held, width() - 8)}", err=True)
            click.echo(f"  given {clipped(one.given, width() - 8)} ({record.place})", err=True)
            try:
                answer = click.prompt(
                    "[k]eep, [t]ake, keep [a]ll that are left",
                    type=click.Choice(["k", "t", "a"]),
                    default="k",
                    show_choices=False,
                    err=True,
                )
            except click.Abort:
                click.echo("", err=True)
                answer = "a"
            if answer == "a":
                return taken
            if answer == "t":
                taken.append((record.key, one))
    return taken


def every_difference(report: Report) -> list[tuple[str, Difference]]:
    """What entries said where they disagree with what is held."""
    return [(record.key, one) for record in report.records for one in record.differences]


@contextmanager
def progress(lines: int | None, what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal's stderr while works are added.

    Args:
        lines: how many lines there are to read, None where nobody knows.
        what: is added, for people.
    """
    if not (what and sys.stderr.isatty()) or (lines is not None and lines < _LONG):
        yield lambda _entries, _line: None
        return
    label = f"Adding {clipped(what, 30)}"
    length = lines or 1
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:

        def tell(entries: int, line: int) -> None:
            bar.label = f"{label}: {counted(entries, 'work')}"
            bar.update(max(0, min(line, length) - bar.pos) if lines else 0)

        yield tell
        bar.update(length - bar.pos)
