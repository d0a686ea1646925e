"""Annotations of works."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from evidence.domain.records import Agent, Annotation
from evidence.domain.text import words
from evidence.domain.vocabulary import AgentKind, AnnotationKind
from evidence.store import models as m


@dataclass(frozen=True, slots=True)
class AnnotationFilter:
    """Which annotations to list; None and empty mean any.

    Args:
        source: the key of the work that they are on.
        text: words that they hold, the last one be it a beginning.
    """

    source: str | None = None
    kind: AnnotationKind | None = None
    text: str | None = None
    keys: tuple[str, ...] = ()


def listing(session: Session, wanted: AnnotationFilter) -> list[Annotation]:
    """The annotations that a filter lets through, by work, as they were entered: one query."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.source is not None:
        conditions.append(m.Source.key == wanted.source)
    if wanted.kind is not None:
        conditions.append(m.Annotation.kind == str(wanted.kind))
    if wanted.keys:
        conditions.append(m.Annotation.key.in_(wanted.keys))
    found = _load(session, conditions)
    if wanted.text is None:
        return found
    sought = words(wanted.text)
    return [each for each in found if _holds(each.text, sought)]


def by_source(session: Session, keys: Collection[str]) -> dict[str, list[Annotation]]:
    """The annotations of some works, by the key of the work: one query."""
    # As one JSON parameter, which has no limit of number.
    each = func.json_each(json.dumps(list(keys))).table_valued("value")
    found: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in _load(session, (m.Source.key.in_(select(each.c.value)),)):
        found[annotation.source].append(annotation)
    return found


def _load(session: Session, conditions: Iterable[ColumnElement[bool]]) -> list[Annotation]:
    a = m.Annotation
    query = (
        select(a.key, m.Source.key, a.kind, a.text, m.Agent.name, m.Agent.kind, a.time)
        .join(m.Source, m.Source.id == a.source_id)
        .join(m.Agent, m.Agent.id == a.agent_id)
        .where(*conditions)
        .order_by(m.Source.key, a.id)
    )
    return [
        Annotation(key, source, AnnotationKind(kind), text, Agent(name, AgentKind(sort)), time)
        for key, source, kind, text, name, sort, time in session.execute(query)
    ]


def _holds(text: str, sought: list[str]) -> bool:
    if not sought:
        return False
    held = set(words(text))
    return held.issuperset(sought[:-1]) and any(each.startswith(sought[-1]) for each in held)
