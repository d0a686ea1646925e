"""Where a cite stands among those before it (CSL 1.0.2 "Choose", the condition ``position``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence.csl.cites import Cite, Cluster

_HOLDS = {
    "first": frozenset({"first"}),
    "subsequent": frozenset({"subsequent"}),
    "ibid": frozenset({"subsequent", "ibid"}),
    "ibid-with-locator": frozenset({"subsequent", "ibid", "ibid-with-locator"}),
}
FIRST = _HOLDS["first"]
AGAIN = frozenset({"subsequent", "near-note"})
"""What holds for a cite when one looks whether it is like another."""


class Places:
    """The positions of all cites of a document, and the notes that first cite each item.

    Args:
        clusters: In the document's order, each with its cites sorted as printed.
        near: ``near-note-distance``, in notes.
    """

    def __init__(self, clusters: Iterable[tuple[Cluster, Sequence[Cite]]], near: int = 5) -> None:
        self.first_notes: dict[str, int] = {}
        self.positions: list[list[frozenset[str]]] = []
        self._near = near
        self._seen: set[str] = set()
        self._last_note: dict[str, int] = {}
        self._note: list[Cite] = []
        before: tuple[Cluster, Sequence[Cite]] | None = None
        for cluster, cites in clusters:
            self.positions.append(
                [self._position(cluster, cites, at, before) for at in range(len(cites))]
            )
            if before is None or before[0].note != cluster.note or not cluster.note:
                self._note = []
            self._note.extend(cites)
            before = (cluster, cites)

    def _position(
        self,
        cluster: Cluster,
        cites: Sequence[Cite],
        at: int,
        before: tuple[Cluster, Sequence[Cite]] | None,
    ) -> frozenset[str]:
        cite = cites[at]
        known = cite.id in self._seen
        self._seen.add(cite.id)
        if not known and cluster.note:
            self.first_notes[cite.id] = cluster.note
        last_note = self._last_note.get(cite.id)
        self._last_note[cite.id] = cluster.note
        near = cite.near_note
        if near is None:
            near = bool(
                known and cluster.note and last_note and cluster.note - last_note <= self._near
            )
        if cite.position is not None:
            held = _HOLDS.get(cite.position, FIRST)
        elif not known:
            return FIRST
        else:
            held = _HOLDS[self._kind(cluster, cites, at, before)]
        return held | {"near-note"} if near else held

    def _kind(
        self,
        cluster: Cluster,
        cites: Sequence[Cite],
        at: int,
        before: tuple[Cluster, Sequence[Cite]] | None,
    ) -> str:
        cite = cites[at]
        previous: Cite | None = None
        if at:
            previous = cites[at - 1]
        elif before is not None and bool(before[0].note) == bool(cluster.note):
            cited = before[1] if cluster.note == before[0].note else self._note
            if before[1] and all(one.id == before[1][-1].id for one in cited):
                previous = before[1][-1]
        if previous is None or previous.id != cite.id:
            return "subsequent"
        if previous.locator:
            if not cite.locator:
                return "subsequent"
            same = (previous.locator, previous.label) == (cite.locator, cite.label)
            return "ibid" if same else "ibid-with-locator"
        return "ibid-with-locator" if cite.locator else "ibid"
