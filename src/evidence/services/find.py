"""Finding records by the keys that people use."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.errors import NotFound
from evidence.store import models as m

_Record = TypeVar(
    "_Record",
    m.Source,
    m.Paper,
    m.ReferenceEntry,
    m.Citation,
    m.Claim,
    m.EvidenceLink,
    m.Annotation,
    m.Document,
)
_NOUNS: dict[type, tuple[str, str]] = {
    m.Source: ("source", "evidence source list"),
    m.Paper: ("paper", "evidence paper list"),
    m.ReferenceEntry: ("reference", "evidence reference list"),
    m.Citation: ("citation", "evidence citation list"),
    m.Claim: ("claim", "evidence claim list"),
    m.EvidenceLink: ("link", "evidence link list"),
    m.Annotation: ("annotation", "evidence annotation list"),
    m.Document: ("document", "evidence document list"),
}


def record(session: Session, model: type[_Record], key: str) -> _Record:
    """The record of that key.

    Raises:
        NotFound: none has it; the hint names the nearest keys.
    """
    found: _Record | None = session.scalars(select(model).where(model.key == key)).one_or_none()
    if found is None:
        noun, listing = _NOUNS[model]
        raise NotFound.among(noun, key, session.scalars(select(model.key)), listing=listing)
    return found


def require(session: Session, model: type[_Record], key: str | None) -> None:
    """Refuse a key that no record has; None is no key at all.

    Raises:
        NotFound: none has it.
    """
    if key is not None:
        record(session, model, key)


def section(session: Session, name: str | None, paper: str | None = None) -> str | None:
    """The heading that a person means: as printed, or the same but for case and typography.

    Raises:
        NotFound: no claim, citation or sentence stands under such a heading.
    """
    from evidence.domain.text import fold

    if name is None:
        return None
    known: dict[str, str] = {}
    for model in (m.Passage, m.Claim, m.Citation):
        query = select(model.section).distinct()
        if paper is not None:
            query = query.join(m.Paper, m.Paper.id == model.paper_id).where(m.Paper.key == paper)
        known.update({fold(each).text: each for each in session.scalars(query)})
    folded = fold(name).text
    if folded in known:
        return known[folded]
    starting = [each for start, each in known.items() if folded and start.startswith(folded)]
    if len(starting) == 1:
        return starting[0]
    raise NotFound.among("section", name, known.values(), listing="evidence stats")
