"""Cites of one cluster joined: grouped, collapsed, delimited.

CSL 1.0.2 "Cite Grouping", "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.csl.cites import Cite
from evidence.csl.output import Node, Output, nodes_of, text_of, without


@dataclass(frozen=True, slots=True)
class Rendered:
    """A cite, with what comparing it to its neighbours needs.

    Args:
        cite: The cite.
        output: As it stands by itself.
        short: As it stands after another of the same names, those left out.
        names: The text of its first names; empty where it has none.
        number: Its citation number.
        suffix: The number of its year suffix, 0 for none.
    """

    cite: Cite
    output: Output
    short: Output | None
    names: str
    number: int
    suffix: int


def grouped(cites: Sequence[Rendered]) -> list[Rendered]:
    """Cites of the same names brought together, behind the first of them."""
    places: dict[str, int] = {}
    groups: list[list[Rendered]] = []
    for cite in cites:
        at = places.get(cite.names) if cite.names else None
        if at is None:
            if cite.names:
                places[cite.names] = len(groups)
            groups.append([cite])
        else:
            groups[at].append(cite)
    return [cite for group in groups for cite in group]


def joined(cites: Sequence[Rendered], options: Mapping[str, str], delimiter: str) -> list[Output]:
    """The cites of a cluster with what stands between them.

    Args:
        cites: In printing order.
        options: The attributes of ``cs:citation``.
        delimiter: The layout's.
    """
    collapse = options.get("collapse", "")
    grouping = "cite-group-delimiter" in options or collapse.startswith("year")
    if grouping and not (collapse.startswith("year-suffix") and "cite-group-delimiter" in options):
        cites = grouped(cites)
    if collapse == "citation-number":
        return _numbers(cites, options, delimiter)
    if grouping:
        return _years(cites, options, delimiter, collapse)
    out: list[Output] = []
    for at, cite in enumerate(cites):
        if at:
            out.append(_delimiter(cites[at - 1], cite, delimiter))
        out.append(cite.output)
    return out


def _delimiter(before: Rendered, cite: Rendered, delimiter: str) -> str:
    """What parts two cites: the writer's own comma where their affixes bring one."""
    if cite.cite.prefix.lstrip().startswith((",", ".")):
        return ""
    if before.cite.suffix.rstrip().endswith(","):
        return "" if before.cite.suffix.endswith(" ") else " "
    return delimiter


def _bare(cite: Rendered) -> bool:
    return not (cite.cite.prefix or cite.cite.suffix or cite.cite.locator)


def _numbers(cites: Sequence[Rendered], options: Mapping[str, str], delimiter: str) -> list[Output]:
    after = options.get("after-collapse-delimiter", delimiter)
    out: list[Output] = []
    at = 0
    collapsed = False
    while at < len(cites):
        end = at
        while (
            end + 1 < len(cites)
            and _bare(cites[end])
            and _bare(cites[end + 1])
            and cites[end + 1].number == cites[end].number + 1
            and cites[end].number
        ):
            end += 1
        if out:
            out.append(after if collapsed else delimiter)
        if end - at >= 2:
            out += [cites[at].output, "–", cites[end].output]
            collapsed = True
            at = end + 1
        else:
            out.append(cites[at].output)
            collapsed = False
            at += 1
    return out


def _years(
    cites: Sequence[Rendered], options: Mapping[str, str], delimiter: str, collapse: str
) -> list[Output]:
    between = options.get("cite-group-delimiter", ", ")
    after = options.get("after-collapse-delimiter", delimiter)
    out: list[Output] = []
    at = 0
    while at < len(cites):
        end = at
        while end + 1 < len(cites) and _follows(cites[end], cites[end + 1], collapse):
            end += 1
        group = cites[at : end + 1]
        if collapse and len(group) > 1:
            out += _collapsed(group, options, between, delimiter, collapse)
        else:
            for place, cite in enumerate(group):
                if place:
                    out.append(between)
                out.append(cite.output)
        at = end + 1
        if at < len(cites):
            out.append(
                _delimiter(
                    cites[at - 1], cites[at], after if collapse and len(group) > 1 else delimiter
                )
            )
    return out


def _follows(before: Rendered, cite: Rendered, collapse: str) -> bool:
    if cite.names != before.names or cite.cite.prefix:
        return False
    return bool(cite.names) or (collapse.startswith("year-suffix") and _same_year(before, cite))


def _year(output: Output) -> str:
    suffixes = list(nodes_of(output, "year-suffix"))
    rest = without(output, suffixes)
    return text_of(rest)


def _collapsed(
    group: Sequence[Rendered],
    options: Mapping[str, str],
    between: str,
    delimiter: str,
    collapse: str,
) -> list[Output]:
    """Cites of the same names: the first whole, the others by year, or by suffix alone."""
    usual = options.get("cite-group-delimiter", delimiter)
    suffix_between = options.get("year-suffix-delimiter", usual)
    after_run = options.get("after-collapse-delimiter", usual)
    whole = between
    out: list[Output] = [group[0].output]
    at = 1
    suffixes = collapse.startswith("year-suffix")
    while at < len(group):
        cite = group[at]
        short = cite.short
        run = at
        if suffixes:
            while run < len(group) and _same_year(group[run - 1], group[run]):
                run += 1
        if run == at:
            if short is not None:
                out += [whole, short]
            whole = between
            at += 1
            continue
        out += _suffixed(group[at - 1 : run], suffix_between, collapse == "year-suffix-ranged")
        whole = after_run
        at = run
    return out


def _suffixed(run: Sequence[Rendered], between: str, ranged: bool) -> list[Output]:
    """The suffixes that follow the first cite of a run of the same year."""
    out: list[Output] = []
    at = 0
    while at < len(run):
        end = at
        while ranged and end + 1 < len(run) and run[end + 1].suffix == run[end].suffix + 1:
            end += 1
        if at:
            out += [between, _suffix_node(run[at])]
        if end - at >= 2:
            out += ["–", _suffix_node(run[end])]
        elif end > at:
            out += [between, _suffix_node(run[end])]
        at = end + 1
    return out


def _same_year(before: Rendered, cite: Rendered) -> bool:
    if not before.suffix or not cite.suffix or before.cite.locator or cite.cite.locator:
        return False
    if before.cite.suffix or cite.cite.prefix:
        return False
    return _year(before.output) == _year(cite.output)


def _suffix_node(cite: Rendered) -> Output:
    found = next(nodes_of(cite.output, "year-suffix"), None)
    node: Output = found if found is not None else ""
    return Node([node, cite.cite.suffix]) if cite.cite.suffix else node
