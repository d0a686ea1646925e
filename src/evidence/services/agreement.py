"""How far judges agree, on each axis and for each two of them that judged the same subjects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.domain import agreement as statistic
from evidence.domain.agreement import Agreement
from evidence.domain.records import Agent, Judgement
from evidence.domain.vocabulary import AgentKind, Axis
from evidence.store import models as m
from evidence.store.queries import judgements

_SUBJECTS = (
    (Axis.VERACITY, m.Assessment.claim_id, select(m.Claim.id, m.Claim.key)),
    (Axis.FIDELITY, m.Assessment.evidence_link_id, select(m.EvidenceLink.id, m.EvidenceLink.key)),
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim or evidence link, by its key, that two judges rate unlike; ratings in their order."""

    key: str
    ratings: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two judges compared on an axis.

    Args:
        agreement: over the subjects that both judged.
        disagreements: what they rate unlike, by key.
        apart: how many more subjects both judged, but one of them before they were reworded:
            these are not compared.
    """

    axis: Axis
    agents: tuple[Agent, Agent]
    agreement: Agreement
    disagreements: tuple[Disagreement, ...]
    apart: int = 0


def compare(session: Session, *, software: bool = False) -> list[Comparison]:
    """Compare the live judgements of each two judges that have subjects in common.

    Args:
        software: programs count as judges too.
    """
    found: list[Comparison] = []
    for axis, subject, keyed in _SUBJECTS:
        live = judgements.live(session, subject, None)
        keys = dict(session.execute(keyed).all()) if live else {}
        found += _on_axis(axis, {keys[each]: judged for each, judged in live.items()}, software)
    return found


def _on_axis(axis: Axis, judged: Mapping[str, list[Judgement]], software: bool) -> list[Comparison]:
    shared: dict[tuple[Agent, Agent], list[tuple[str, Judgement, Judgement]]] = defaultdict(list)
    for key in sorted(judged, key=lambda key: (len(key), key)):
        counted = [
            each for each in judged[key] if software or each.agent.kind is not AgentKind.SOFTWARE
        ]
        for one, other in combinations(sorted(counted, key=lambda each: _order(each.agent)), 2):
            shared[one.agent, other.agent].append((key, one, other))
    return [
        _compared(axis, agents, shared[agents])
        for agents in sorted(shared, key=lambda pair: (_order(pair[0]), _order(pair[1])))
    ]


def _compared(
    axis: Axis, agents: tuple[Agent, Agent], shared: list[tuple[str, Judgement, Judgement]]
) -> Comparison:
    alike = [each for each in shared if each[1].outdated == each[2].outdated]
    return Comparison(
        axis=axis,
        agents=agents,
        agreement=statistic.agreement((one.rating, other.rating) for _, one, other in alike),
        disagreements=tuple(
            Disagreement(key, (one.rating, other.rating))
            for key, one, other in alike
            if one.rating != other.rating
        ),
        apart=len(shared) - len(alike),
    )


def _order(agent: Agent) -> tuple[bool, str, str]:
    """People come before programs."""
    return agent.kind is AgentKind.SOFTWARE, agent.name.casefold(), agent.name
