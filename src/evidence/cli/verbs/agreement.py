"""Show how far people agree who judged the same things.

Agreement is the part of the subjects that both rated alike; kappa (Cohen 1960) is what is
left of it beyond chance, with its 95 % interval: 1 is full agreement, 0 is chance. It stays
empty where both gave one and the same rating throughout. Only judgements that stand are
compared, and of both judges on the same wording.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from evidence.cli import context
from evidence.cli.base import Verb
from evidence.cli.options import formatted
from evidence.cli.output import Column, Columns, Output

if TYPE_CHECKING:
    from evidence.services.agreement import Comparison

_DIGITS = 6


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _interval(value: Sequence[float] | None) -> str:
    return "" if value is None else f"{value[0]:.3f} to {value[1]:.3f}"


def _agents(names: Sequence[str]) -> list[str]:
    return [name.partition(" <")[0] for name in names]


def _disagreements(values: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{each['key']} {' / '.join(each['ratings'])}" for each in values]


_COLUMNS = Columns(
    rows=(
        Column("axis"),
        Column("agents"),
        Column("subjects"),
        Column("agreement", _figure),
        Column("kappa", _figure),
        Column("interval", _interval),
        Column("disagreements", _disagreements),
        Column("other_wording"),
    ),
    table=(
        Column("axis"),
        Column("judges", _agents, field="agents", wraps=True),
        Column("both", field="subjects"),
        Column("agreement", _figure),
        Column("kappa", _figure),
        Column("95 %", _interval, field="interval"),
        Column("unlike", _disagreements, field="disagreements", wraps=True),
    ),
)


@click.command(
    cls=Verb, help=__doc__, examples=("evidence agreement", "evidence agreement --format json")
)
@click.option("--software", is_flag=True, help="Compare programs' judgements too.")
@formatted()
def command(software: bool, out: Output) -> None:
    from evidence.services import agreement, work

    with work.reading(context.database()) as session:
        compared = agreement.compare(session, software=software)
    out.list(map(_record, compared), _COLUMNS, what="two judges of the same subject")


def _record(compared: Comparison) -> dict[str, Any]:
    """The JSON of a comparison."""
    found = compared.agreement
    return {
        "axis": str(compared.axis),
        "agents": [agent.name for agent in compared.agents],
        "subjects": found.subjects,
        "agreement": _rounded(found.raw),
        "kappa": _rounded(found.kappa),
        "disagreements": [
            {"key": each.key, "ratings": list(each.ratings)} for each in compared.disagreements
        ],
        "interval": None if found.interval is None else [_rounded(end) for end in found.interval],
        "confusion": [
            {"ratings": list(ratings), "subjects": count} for ratings, count in found.table.items()
        ],
        "other_wording": compared.apart,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
