"""Works that were taken back, as look-ups and records tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from evidence.domain.records import Source
from evidence.domain.vocabulary import Origin

RETRACTIONS = MappingProxyType(
    {
        "retraction": "retracted",
        "partial-retraction": "partially retracted",
        "retraction-and-republication": "retracted and republished",
        "withdrawal": "withdrawn",
        "removal": "removed",
    }
)
"""The notices that take a work back, and what it then is."""
STATUS = "status"
"""The variable under which that is kept as a look-up's word."""
_STATES = sorted(RETRACTIONS.values(), key=len, reverse=True)
_RESOLVER = "https://doi.org/"


@dataclass(frozen=True, slots=True)
class Retraction:
    """That a work was taken back.

    Args:
        state: what it is: retracted, partially retracted, withdrawn, …
        date: of the notice, EDTF; None where nobody says.
        url: where the notice can be read; None where nobody says.
    """

    state: str
    date: str | None = None
    url: str | None = None

    @property
    def text(self) -> str:
        """For people: "retracted: notice 10.5555/x of 2023-04-22"."""
        where = self.url and self.url.removeprefix(_RESOLVER)
        of = self.date and f"of {self.date}"
        notice = " ".join(filter(None, ("notice", where, of)))
        return f"{self.state}: {notice}" if where or of else self.state


def retractions(source: Source) -> tuple[Retraction, ...]:
    """How a work was taken back, each notice once; nothing where nobody says that it was."""
    told: dict[tuple[str, str | None], Retraction] = {}
    for each in _looked_up(source):
        known = told.setdefault((each.state, each.url), each)
        if known.date is None:
            told[each.state, each.url] = each
    own = " ".join(source.item.variables.get(STATUS, "").split())
    if not told and own.casefold().startswith("retracted"):
        return (Retraction(own[0].lower() + own[1:]),)
    return tuple(told.values())


def _looked_up(source: Source) -> Iterator[Retraction]:
    for each in source.statements:
        if each.origin is not Origin.LOOK_UP or each.variable != STATUS:
            continue
        said = each.value if isinstance(each.value, str) else ""
        for state in _STATES:
            if said == state or said.startswith(f"{state} "):
                yield Retraction(state, said[len(state) :].strip() or None, each.url)
                break
