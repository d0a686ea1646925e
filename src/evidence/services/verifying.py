"""Quotations looked for in the held files of the works that are cited for them.

Looking reads; saving writes, and only what is new: whoever looks holds no lock meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from evidence.domain.cited_pages import PageLabels
from evidence.domain.pages import PageText
from evidence.domain.quotations import Match
from evidence.domain.records import Verified
from evidence.domain.verification import HeldFile, Target, basis, best, changes_to_rows
from evidence.domain.vocabulary import DocumentStatus, MatchStatus
from evidence.errors import NotFound
from evidence.services import find
from evidence.services.quoted import Facts, File, file_of, unreadable
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import pages as page_queries
from evidence.store.queries import quotations as queries
from evidence.store.queries.likely_pages import LikelyPages
from evidence.store.queries.quotations import QuotationFilter

_CHUNK = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of a quotation in a work.

    Args:
        basis: the fingerprint of what was compared.
        fresh: whether it was looked for now; else it is as it was found before.
    """

    target: Target
    verified: Verified
    basis: str
    fresh: bool

    @property
    def checked(self) -> bool:
        """Whether something was compared, be it in vain: what was not is not kept."""
        return self.verified.match.status is not MatchStatus.UNCHECKED


@dataclass(frozen=True, slots=True)
class Verification:
    """Every quotation asked for, with each work it is looked for in.

    Args:
        without_work: keys of quotations for which no work is cited.
        obsolete: quotation and work of stored matches that speak of nothing any more.
    """

    looked: tuple[Looked, ...]
    without_work: tuple[str, ...] = ()
    obsolete: tuple[tuple[str, str], ...] = ()

    @property
    def unsaved(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.obsolete) or any(each.fresh and each.checked for each in self.looked)

    @property
    def exact(self) -> bool:
        """Whether every quotation stands where it is said to."""
        return all(each.verified.match.status is MatchStatus.EXACT for each in self.looked)


def chosen(session: Session, keys: Sequence[str] = (), paper: str | None = None) -> QuotationFilter:
    """The quotations that keys of quotations, claims, links and works mean; none means all.

    Raises:
        NotFound: nothing has such a key, or there is no such paper.
    """
    find.require(session, m.Paper, paper)
    named: dict[str, list[str]] = {"quotations": [], "claims": [], "links": [], "sources": []}
    kinds = (
        ("quotations", m.Quotation.key),
        ("claims", m.Claim.key),
        ("links", m.EvidenceLink.key),
        ("sources", m.Source.key),
    )
    for key in dict.fromkeys(keys):
        kind = next(
            (
                kind
                for kind, column in kinds
                if session.scalars(select(column).where(column == key)).first() is not None
            ),
            None,
        )
        if kind is None:
            known = [each for _, column in kinds for each in session.scalars(select(column))]
            raise NotFound.among(
                "claim, work, link or quotation", key, known, listing="evidence claim list"
            )
        named[kind].append(key)
    return QuotationFilter(
        quotations=tuple(named["quotations"]),
        claims=tuple(named["claims"]),
        links=tuple(named["links"]),
        sources=tuple(named["sources"]),
        paper=paper,
    )


def look(
    session: Session,
    wanted: QuotationFilter = queries.ANY,
    *,
    again: bool = False,
    progress: Progress | None = None,
) -> Verification:
    """Look for quotations in the works that are cited for them.

    What was found before still holds while words, locators, files, reader and page labels are
    what they were.

    Args:
        again: look for those anew, too.
        progress: told how many of how many are done.
    """
    targets = queries.targets(session, wanted)
    files = queries.held_files(session, {each.source for each in targets})
    held = queries.stored(session)
    looked: dict[int, Looked] = {}
    by_work: dict[str, list[int]] = {}
    for at, target in enumerate(targets):
        of_work = files.get(target.source, ())
        now = basis(target, of_work)
        before = held.get((target.quotation, target.source))
        if not of_work:
            reason = f"no file of {target.source} is held"
            looked[at] = Looked(target, _unchecked(target, reason), now, fresh=True)
        elif before is not None and before.basis == now and not again:
            looked[at] = Looked(target, before.verified, now, fresh=False)
        else:
            by_work.setdefault(target.source, []).append(at)
    time = datetime.now(UTC)
    total, done = sum(map(len, by_work.values())), 0
    for source, places in by_work.items():
        work = _HeldWork(session, files[source])
        for at in places:
            target = targets[at]
            verified = replace(work.look(target), time=time)
            looked[at] = Looked(target, verified, basis(target, files[source]), fresh=True)
            done += 1
            if progress is not None:
                progress(done, total)
    return Verification(
        tuple(looked[at] for at in range(len(targets))),
        queries.lost(session, wanted),
        tuple(_obsolete(looked.values(), held, everything=wanted == queries.ANY)),
    )


def save(work: Work, verification: Verification) -> int:
    """Keep what was found, as one activity; returns how many outcomes changed.

    What was changed since it was looked for is left out.
    """
    fresh = [each for each in verification.looked if each.fresh and each.checked]
    current = _current(work, fresh)
    fresh = [each for each in fresh if current.get(_pair(each.target)) == each.basis]
    keys = [each.target.quotation for each in fresh] + [key for key, _ in verification.obsolete]
    rows = _quotations(work, keys)
    sources = _ids(work, m.Source, (each.target.source for each in fresh))
    documents = _ids(work, m.Document, (each.verified.document for each in fresh))
    changed = 0
    gone = set(verification.obsolete)
    for quotation in rows.values():
        for left in list(quotation.matches):
            if (quotation.key, left.source.key) in gone:
                quotation.matches.remove(left)
                changed += 1
    for each in fresh:
        quotation = rows[each.target.quotation]
        source = sources[each.target.source]
        row = next((row for row in quotation.matches if row.source_id == source), None)
        values = _values(each, documents)
        if row is None:
            quotation.matches.append(
                m.QuotationMatch(source_id=source, time=each.verified.time, **values)
            )
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.time = each.verified.time or datetime.now(UTC)
        else:
            continue
        changed += 1
    work.flush()
    return changed


class _HeldWork:
    """The held files of one work, each opened once."""

    def __init__(self, session: Session, files: Sequence[HeldFile]) -> None:
        self._session = session
        self._files = files
        self._open: dict[str, File] = {}

    def look(self, target: Target) -> Verified:
        """What becomes of a quotation: of several files, the best outcome counts."""
        found = [self._look(target, held) for held in self._files]
        return found[best(each.match for each in found)]

    def _look(self, target: Target, held: HeldFile) -> Verified:
        if held.reading is None:
            reason = f"{held.document} was not read: 'evidence document read {held.document}'"
            match = Match(MatchStatus.UNCHECKED, reason=reason)
        elif held.reading is not DocumentStatus.READ:
            match = Match(MatchStatus.UNREADABLE, reason=unreadable(held.reading, held.detail))
        else:
            file = self._opened(held)
            match = file.find(target.words, target.locators)
            label = file.label(match)
            return Verified(target.quotation, target.source, match, held.document, label)
        return Verified(target.quotation, target.source, match, held.document)

    def _opened(self, held: HeldFile) -> File:
        if held.document not in self._open:
            printed, textless = queries.page_facts(self._session, held.document)
            pages = StoredPages(self._session, held.document, len(printed))
            labels = PageLabels(page_queries.from_json(held.page_map).labels(len(printed)))
            known = Facts(printed, textless)
            self._open[held.document] = file_of(pages, labels, held.origin, known)
        return self._open[held.document]


class StoredPages:
    """The pages of a held file, each read from the database when it is asked for.

    Args:
        session: reading.
        document: the key of the file.
        count: how many pages it has.
    """

    def __init__(self, session: Session, document: str, count: int) -> None:
        self._session = session
        self._document = document
        self.count = count
        self._known: dict[int, PageText] = {}
        self._likely = LikelyPages(session, document)

    def page(self, index: int) -> PageText:
        """One page."""
        if index not in self._known:
            self._known[index] = page_queries.page(self._session, self._document, index)
        return self._known[index]

    def candidates(self, words: Sequence[str]) -> Sequence[int]:
        """The pages on which most of these words stand, the likeliest first."""
        return self._likely.best(words)


def _unchecked(target: Target, reason: str) -> Verified:
    return Verified(target.quotation, target.source, Match(MatchStatus.UNCHECKED, reason=reason))


def _pair(target: Target) -> tuple[str, str]:
    return target.quotation, target.source


def _obsolete(
    looked: Iterable[Looked], held: Iterable[tuple[str, str]], *, everything: bool
) -> Iterator[tuple[str, str]]:
    """Stored matches of what has no file now; of everything, those of works no longer cited."""
    checked = {_pair(each.target): each.checked for each in looked}
    for pair in held:
        if not checked.get(pair, not everything):
            yield pair


def _current(work: Work, fresh: Sequence[Looked]) -> dict[tuple[str, str], str]:
    """The fingerprints as they are now, under the lock."""
    wanted = QuotationFilter(quotations=tuple({each.target.quotation for each in fresh}))
    targets = queries.targets(work, wanted) if fresh else []
    files = queries.held_files(work, {each.source for each in targets})
    return {_pair(each): basis(each, files.get(each.source, ())) for each in targets}


def _quotations(work: Work, keys: Iterable[str]) -> dict[str, m.Quotation]:
    wanted = list(dict.fromkeys(keys))
    found: dict[str, m.Quotation] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = (
            select(m.Quotation)
            .where(m.Quotation.key.in_(wanted[start : start + _CHUNK]))
            .options(
                selectinload(m.Quotation.matches).selectinload(m.QuotationMatch.source),
            )
        )
        found.update({each.key: each for each in work.scalars(query)})
    return found


def _ids(
    work: Work, model: type[m.Source] | type[m.Document], keys: Iterable[str | None]
) -> dict[str, int]:
    wanted = {key for key in keys if key is not None}
    rows = work.execute(select(model.key, model.id)) if wanted else ()
    return {key: number for key, number in rows if key in wanted}


def _values(each: Looked, documents: Mapping[str, int]) -> dict[str, object]:
    """A match as its row has it."""
    verified = each.verified
    match, place = verified.match, verified.match.place
    return {
        "document_id": documents.get(verified.document or ""),
        "status": str(match.status),
        "page": place and place.page,
        "end_page": place and place.end_page,
        "page_label": verified.page_label,
        "start": place and place.start,
        "end": place and place.end,
        "exact": place and place.exact,
        "prefix": place and place.prefix,
        "suffix": place and place.suffix,
        "on_page": match.on_page,
        "changes": changes_to_rows(match.changes),
        "severity": None if match.severity is None else str(match.severity),
        "splice": match.splice,
        "reason": match.reason,
        "basis": each.basis,
    }
