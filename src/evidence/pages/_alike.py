"""What is said of a quotation that stands nowhere as it is, but about so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from evidence.domain.quotations import Change, Edit, Match
from evidence.domain.vocabulary import MatchStatus
from evidence.domain.wording import Kind, Word, kind_of
from evidence.domain.wording import words as words_of
from evidence.pages._aligning import Step, align, likeness
from evidence.pages._differences import MATERIAL, gravest, of_change, of_drop
from evidence.pages._exact import Hit, occurrences, same_words
from evidence.pages._folding import Row
from evidence.pages._outcomes import counted, flaws_of, on_named, place_of, shown
from evidence.pages._patches import Patch
from evidence.pages._quoted import Part

_ALIKE = 0.55
"""From which likeness on two words are the same one, misread or otherwise written."""
_SHORT = 3
"""Words of so few letters are alike with one letter wrong, however little is left of them."""
_REACH = 60
_LEAST = 0.6
"""The part of a quotation's words, those that say little weighing less, that must stand there."""
_LEAST_TOGETHER = 0.45
_LITTLE = 0.4
_MOVED = 0.17
_SPLICE = 12
"""Words silently left out from which on two passages were joined."""
_SPLICE_OVER_SENTENCES = 4
_SMALLEST_PATCH = 3
_GARBLED = 3
"""So many words that are none, and like the source's, show that the quotation was misread."""
_PATCHED = 0.85


@dataclass(frozen=True, slots=True)
class Aligned:
    """A quotation set beside a passage.

    Args:
        steps: over all parts, in the words of the whole quotation.
        spans: the row's words for each part.
        cost: what the differences cost, in words.
        missing: how many quoted words have no like.
    """

    row: Row
    parts: tuple[Part, ...]
    forms: tuple[str, ...]
    steps: tuple[Step, ...]
    spans: tuple[tuple[int, int], ...]
    cost: float
    missing: int

    @property
    def pages(self) -> tuple[int, int]:
        """Indices of the first and the last page."""
        return (
            self.row.page_of(self.spans[0][0]).index,
            self.row.page_of(self.spans[-1][1] - 1).index,
        )

    @property
    def at_an_edge(self) -> bool:
        """Whether words that are missing may stand on the page before or behind."""
        size = len(self.forms)
        near_end = self.spans[-1][1] > len(self.row.forms) - size
        return self.spans[0][0] < size or near_end


@dataclass(frozen=True, slots=True)
class Patched:
    """A quotation made of passages that stand apart, and how many of its words are in none."""

    match: Match
    missing: int


def aligned(row: Row, parts: tuple[Part, ...], first: int, last: int) -> Aligned | None:
    """Set a quotation beside a row, its longest part between the words `first` and `last`."""
    pivot = max(range(len(parts)), key=lambda number: len(parts[number].forms))
    found: dict[int, list[Step]] = {pivot: align(row, parts[pivot].forms, first, last)}
    order = [*range(pivot + 1, len(parts)), *range(pivot - 1, -1, -1)]
    for number in order:
        part = parts[number]
        beside = found[number - 1 if number > pivot else number + 1]
        if not beside:
            return None
        if number > pivot:
            low = beside[-1].source[1]
            high = min(len(row.forms), low + len(part.forms) + _REACH)
        else:
            high = beside[0].source[0]
            low = max(0, high - len(part.forms) - _REACH)
        near = [each for each in occurrences(row, part) if low <= each[0] and each[1] <= high]
        if near:
            low, high = near[0] if number > pivot else near[-1]
        found[number] = align(row, part.forms, low, high)
    if not all(found.values()):
        return None
    steps: list[Step] = []
    spans: list[tuple[int, int]] = []
    base = 0
    for number, part in enumerate(parts):
        mine = found[number]
        spans.append((mine[0].source[0], mine[-1].source[1]))
        steps += [
            Step((each.quoted[0] + base, each.quoted[1] + base), each.source, each.same)
            for each in mine
        ]
        base += len(part.forms)
    if any(end <= start for start, end in spans):
        return None
    forms = tuple(form for part in parts for form in part.forms)
    costs = [_cost(row, forms, each) for each in steps]
    missing = sum(
        step.quoted[1] - step.quoted[0]
        for step, cost in zip(steps, costs, strict=True)
        if cost > 1 - _ALIKE
    )
    return Aligned(row, parts, forms, tuple(steps), tuple(spans), sum(costs), missing)


def differing(found: Aligned, named: frozenset[int] | None, known: Callable[[str], bool]) -> Match:
    """The match of a quotation with the passage that is most like it."""
    row = found.row
    place = place_of(row, found.spans[0][0], found.spans[-1][1])
    if (reason := _unlike(found)) is not None:
        where = f"; the nearest passage is on page {place.page + 1} of the file"
        return Match(MatchStatus.NOT_FOUND, reason=reason + where)
    on_page = on_named(place, named)
    changes: list[Change] = []
    splices: list[str] = []
    flaws = dict(
        zip(_bases(found.parts), flaws_of(Hit(row, found.spans), found.parts), strict=True)
    )
    reasons: list[str] = []
    quoted = _quoted_words(found.parts)
    garbled = _is_garbled(found, known)
    for (edit, _), group in groupby(_edited(found), key=lambda pair: pair[0]):
        steps = [step for _, step in group]
        for at in range(steps[0].quoted[0], max(steps[-1].quoted[1], steps[0].quoted[0] + 1)):
            if flaw := flaws.pop(at, None):
                changes.append(Change(Edit.DROPPED, "", "…", flaw.severity, flaw.why))
                reasons.append(flaw.reason)
                splices += [flaw.reason] if flaw.splice else []
        start, end = steps[0].quoted[0], steps[-1].quoted[1]
        first, last = steps[0].source[0], steps[-1].source[1]
        mine = quoted[start:end]
        text = " ".join(word.text for word in mine)
        theirs = " ".join(row.text(first, last).split())
        if edit is Edit.KEPT:
            changes.append(Change(edit, text, theirs))
        elif edit is Edit.CHANGED:
            changes.append(
                Change(
                    edit,
                    text,
                    theirs,
                    *of_change(mine, _words(row, first, last), known, garbled=garbled),
                )
            )
        elif edit is Edit.INSERTED:
            changes.append(Change(edit, text, "", *of_drop(mine, " put in")))
        elif is_splice(row, first, last):
            splices.append(f"{counted(row, first, last)} of the source lie between its parts")
            changes.append(Change(edit, "", shown(row, first, last), MATERIAL, "splice"))
        else:
            verdict = of_drop(_words(row, first, last), " left out")
            changes.append(Change(edit, "", theirs, *verdict))
    if all(change.edit is Edit.KEPT for change in changes):
        status = MatchStatus.OTHER_PAGE if on_page is False else MatchStatus.EXACT
        return Match(status, place, on_page)
    return Match(
        MatchStatus.DIFFERS,
        place,
        on_page,
        tuple(changes),
        gravest(change.severity for change in changes),
        bool(splices),
        "; ".join(dict.fromkeys([*splices, *reasons])) or None,
    )


def is_splice(row: Row, first: int, last: int) -> bool:
    """Whether words that were silently left out part two passages."""
    over = last - first >= _SPLICE_OVER_SENTENCES and any(
        row.ends_sentence(word) for word in range(first - 1, last)
    )
    return over or last - first >= _SPLICE


def of_patches(
    patches: Sequence[Patch], parts: Sequence[Part], named: frozenset[int] | None
) -> Patched | None:
    """The match of a quotation that is put together from passages; None where it is not."""
    words = [word for part in parts for word in part.words]
    held = sum(patch.size for patch in patches)
    if not 2 <= len(patches) <= 3 or held < _PATCHED * len(words):
        return None
    if any(patch.longest < _SMALLEST_PATCH for patch in patches):
        return None
    ends = [(patch.runs[0], patch.runs[-1]) for patch in patches]
    gaps: list[tuple[str, str]] = []
    for (_, last), (run, _) in pairwise(ends):
        behind = last.place + last.end - last.start
        if last.row is run.row and run.place >= behind:
            if not is_splice(run.row, behind, run.place):
                return None
            told = f"{counted(run.row, behind, run.place)} of the source lie between its parts"
            gaps.append((shown(run.row, behind, run.place), told))
        elif last.row is run.row:
            gaps.append(("…", "its parts stand in another order in the source"))
        else:
            pages = f"pages {last.page + 1} and {run.page + 1} of the file"
            gaps.append(("…", f"its parts stand apart, on {pages}"))
    changes: list[Change] = []
    at = 0
    for number, patch in enumerate(patches):
        if number:
            changes.append(Change(Edit.DROPPED, "", gaps[number - 1][0], MATERIAL, "splice"))
        for run in patch.runs:
            if run.start > at:
                put_in = " ".join(words[at : run.start])
                changes.append(Change(Edit.INSERTED, put_in, "", MATERIAL, "word put in"))
            kept = run.row.text(run.place, run.place + run.end - run.start)
            changes.append(Change(Edit.KEPT, " ".join(words[run.start : run.end]), kept))
            at = run.end
    if at < len(words):
        changes.append(Change(Edit.INSERTED, " ".join(words[at:]), "", MATERIAL, "word put in"))
    places = [
        place_of(run.row, run.place, last.place + last.end - last.start) for run, last in ends
    ]
    home = next((place for place in places if on_named(place, named)), places[0])
    reason = "; ".join(dict.fromkeys(told for _, told in gaps))
    return Patched(
        Match(
            MatchStatus.DIFFERS,
            home,
            on_named(home, named),
            tuple(changes),
            MATERIAL,
            True,
            reason,
        ),
        len(words) - held,
    )


def _cost(row: Row, forms: Sequence[str], step: Step) -> float:
    if step.same:
        return 0.0
    mine = forms[slice(*step.quoted)]
    theirs = row.forms[slice(*step.source)]
    if not mine or not theirs:
        return 0.35 + 0.35 * min(len(mine) * 2 + len(theirs), 8)
    one, other = "".join(mine), "".join(theirs)
    alike = likeness(one, other)
    if alike >= _ALIKE or (alike >= 0.5 and max(len(one), len(other)) <= _SHORT):
        return min(1 - alike, 1 - _ALIKE)
    return float(max(len(mine), len(theirs)))


def _unlike(found: Aligned) -> str | None:
    """Why the passage is not the quoted one; None where it is."""
    forms = found.forms
    good = [False] * len(forms)
    same = [False] * len(forms)
    unmatched: list[str] = []
    left: Counter[str] = Counter()
    for step in found.steps:
        alike = _cost(found.row, forms, step) <= 1 - _ALIKE and step.source[1] > step.source[0]
        for at in range(*step.quoted):
            good[at], same[at] = alike, step.same
        if not step.same:
            unmatched += forms[slice(*step.quoted)]
            left.update(found.row.forms[slice(*step.source)])
    weights = [_LITTLE if kind_of(form) is Kind.FUNCTION else 1.0 for form in forms]
    total = sum(weights)
    held = sum(weight for weight, yes in zip(weights, good, strict=True) if yes)
    together = 0
    for yes, group in groupby(good):
        size = len(list(group))
        together += size if yes and size > 1 else 0
    first, last = found.spans[0][0], found.spans[-1][1]
    around = (*found.row.forms[max(0, first - len(forms)) : first],)
    around += (*found.row.forms[last : last + len(forms)],)
    left.update(form for form in around if kind_of(form) is not Kind.FUNCTION)
    moved = sum(min(count, left[form]) for form, count in Counter(unmatched).items())
    if moved >= _MOVED * len(forms) and moved > 1:
        return "its words stand together nowhere in this order"
    if len(forms) > 4 and together < _LEAST_TOGETHER * len(forms):
        return "its words stand together nowhere"
    if held < _LEAST * total:
        return "too few of its words stand together anywhere"
    telling = sum(weight == 1.0 for weight, yes in zip(weights, good, strict=True) if yes)
    if len(forms) <= 4 and telling < 2 and not all(good):
        return "too few of its words stand together anywhere"
    return None


def _is_garbled(found: Aligned, known: Callable[[str], bool]) -> bool:
    """Whether a machine misread the quotation in many places, or somebody typed in haste."""
    strange = 0
    for step in found.steps:
        mine = found.forms[slice(*step.quoted)]
        if step.same or len(mine) != 1 or step.source[0] == step.source[1]:
            continue
        alike = _cost(found.row, found.forms, step) <= 1 - _ALIKE
        strange += alike and kind_of(mine[0]) is Kind.OTHER and not known(mine[0])
    return strange >= _GARBLED


def _edited(found: Aligned) -> Iterator[tuple[tuple[Edit, int], Step]]:
    """Each step with what was done to it; changed words stay apart, the others run together."""
    bases = set(_bases(found.parts))
    part = 0
    for number, step in enumerate(found.steps):
        mine = found.forms[slice(*step.quoted)]
        theirs = found.row.forms[slice(*step.source)]
        part += step.quoted[0] in bases and step.quoted[1] > step.quoted[0]
        if not mine:
            yield (Edit.DROPPED, part), step
        elif not theirs:
            yield (Edit.INSERTED, part), step
        elif step.same and same_words(mine, theirs):
            yield (Edit.KEPT, part), step
        else:
            yield (Edit.CHANGED, -1 - number), step


def _bases(parts: Sequence[Part]) -> list[int]:
    bases = [0]
    for part in parts[:-1]:
        bases.append(bases[-1] + len(part.forms))
    return bases


def _quoted_words(parts: Sequence[Part]) -> list[Word]:
    words = list(chain.from_iterable(part.words for part in parts))
    known = words_of(" ".join(words))
    if [word.text for word in known] == words:
        return list(known)
    return [each for word in words for each in words_of(word)[:1]]


def _words(row: Row, first: int, last: int) -> list[Word]:
    """Words of a row with their kinds, as their sentence gives them."""
    begin = max(row.firsts[row.pages.index(row.page_of(first))], first - 8)
    text = row.text(begin, last)
    known = [word for word in words_of(text) if word.form]
    return known[first - begin :] or list(words_of(row.text(first, last)))
