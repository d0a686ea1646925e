"""Where a passage that speaks of what a statement speaks of says something else.

Such a difference is shown for people to look at. It is no verdict: of statements with and
without a negation the one contradicts the other hardly more often than not (on SciFact 0.68
against a majority of 0.66). So a difference is only named where both plainly speak of the
same thing, where there is one on each side, and in words that take neither's part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.domain import wording
from evidence.domain.wording import Kind, Word

SAME = 0.5
"""The share of a statement's telling words that a passage must have to be about the same."""
_ENOUGH = 3
"""So many of them at the least."""
_NEAR = 6
"""A denial concerns the words that stand within so many words of it."""

Stem = Callable[[str], str]


class Difference(StrEnum):
    """What is said otherwise."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Something that a statement and a passage say otherwise.

    Args:
        claim, passage: what each has, None where the one has nothing like it.
    """

    kind: Difference
    claim: str | None
    passage: str | None

    @property
    def message(self) -> str:
        """It in one line, for people."""
        if self.kind is Difference.NEGATION:
            one, other = ("claim", "passage") if self.claim else ("passage", "claim")
            if self.claim and self.passage:
                return f"the claim says “{self.claim}”, the passage “{self.passage}”"
            return f"the {one} says “{self.claim or self.passage}”, the {other} does not"
        verb = "names" if self.kind is Difference.NAME else "says"
        return f"the claim {verb} {self.claim}, the passage {self.passage}"


def discrepancies(
    claim: str, passage: str, *, around: str | None = None, stem: Stem = str.casefold
) -> tuple[Discrepancy, ...]:
    """What a statement and a passage say otherwise; nothing where they may speak of other things.

    Args:
        claim: the statement.
        passage: the sentence or two that are compared with it.
        around: the text that these stand in: what it names elsewhere is not missing.
        stem: makes words comparable that differ by their endings.
    """
    mine, theirs = _Side(claim, stem), _Side(passage, stem)
    shared = mine.telling & theirs.telling
    if len(shared) < _ENOUGH or len(shared) < SAME * len(mine.telling):
        return ()
    return (
        *_dates(claim, passage),
        *_numbers(mine, theirs),
        *_names(claim, passage, around or passage),
        *_negations(mine, theirs, shared),
    )


class _Side:
    """The words of one text, those that tell what it is about, and the stems of all."""

    def __init__(self, text: str, stem: Stem) -> None:
        self.text = text
        self.words = wording.words(text)
        self.stems = [stem(word.form) or word.form for word in self.words]
        self.telling = {
            stemmed
            for word, stemmed in zip(self.words, self.stems, strict=True)
            if word.kind in {Kind.OTHER, Kind.NAME}
        }


def _dates(claim: str, passage: str) -> Iterator[Discrepancy]:
    mine, theirs = wording.dates(claim), wording.dates(passage)
    wanting = _unlike(mine, theirs, _same_date)
    other = _unlike(theirs, mine, _same_date)
    if len(wanting) == 1 and len(other) == 1:
        yield Discrepancy(Difference.DATE, wanting[0], other[0])


def _same_date(one: str, other: str) -> bool:
    """Whether two dates may be one: the one says no more than the other, or is a span of it."""
    if "/" in one or "/" in other:
        (start, _, end), (from_, _, to) = one.partition("/"), other.partition("/")
        return start[:4] <= (to or from_)[:4] and from_[:4] <= (end or start)[:4]
    short, long = sorted((one.rstrip("~?%"), other.rstrip("~?%")), key=len)
    return long.startswith(short)


def _numbers(mine: _Side, theirs: _Side) -> Iterator[Discrepancy]:
    """Numbers of the same things: the word behind, or before, is the same."""
    claimed, found = _counted(mine), _counted(theirs)
    told: set[tuple[str, str]] = set()
    for what, numbers in claimed.items():
        others = found.get(what, {})
        if len(numbers) != 1 or len(others) != 1:
            continue
        (number, shown), (other, told_there) = *numbers.items(), *others.items()
        every = {each for values in found.values() for each in values}
        if number != other and number not in every and (number, other) not in told:
            told.add((number, other))
            yield Discrepancy(Difference.NUMBER, shown, told_there)


def _counted(side: _Side) -> dict[str, dict[str, str]]:
    """What is counted, by stem, and its numbers: their value, and as they are printed."""
    dated = {date[:4] for date in wording.dates(side.text)}
    found: dict[str, dict[str, str]] = {}
    at = 0
    while at < len(side.words):
        start = at
        while at < len(side.words) and side.words[at].value is not None:
            at += 1
        if start == at:
            at += 1
            continue
        shown = side.text[side.words[start].start : side.words[at - 1].end]
        values = wording.numbers(shown)
        if len(values) == 1 and values[0] not in dated:
            counted = _next(side, at)
            if counted is not None:
                found.setdefault(counted, {})[values[0]] = " ".join(shown.split())
    return found


def _next(side: _Side, at: int) -> str | None:
    """The stem of what the number before `at` counts: the next word that tells, or per cent."""
    for word, stemmed in zip(side.words[at : at + 3], side.stems[at : at + 3], strict=True):
        if word.form in {"percent", "per", "cent"}:
            return "percent"
        if word.kind in {Kind.OTHER, Kind.NAME}:
            return stemmed
        if word.kind is not Kind.FUNCTION and word.kind is not Kind.QUANTIFIER:
            return None
    return None


def _names(claim: str, passage: str, around: str) -> Iterator[Discrepancy]:
    mine, theirs = wording.names(claim), wording.names(passage)
    if not (mine and theirs):
        return
    held = {word.form for word in wording.words(around)} | set(wording.names(around))
    said = {word.form for word in wording.words(claim)}
    wanting = [
        name
        for name in dict.fromkeys(mine)
        if not _mentioned(name, held) and not any(_initials(name, each) for each in theirs)
    ]
    other = [
        name
        for name in dict.fromkeys(theirs)
        if not _mentioned(name, said) and not any(_initials(name, each) for each in mine)
    ]
    if len(wanting) == 1 and len(other) == 1:
        one, two = printed(wanting[0], claim), printed(other[0], passage)
        yield Discrepancy(Difference.NAME, one, two)


def _mentioned(name: str, forms: Collection[str]) -> bool:
    """Whether a name, or a part of it, stands among the forms: "Drab" for "Lech Drab".

    A form may be an inflection or the people of a country: "Kenyan" mentions "Kenya".
    """
    parts = name.split()
    plain = {wording.plain(form) for form in forms}
    return any(
        part in plain
        or any(
            len(part) > 3 and (form.startswith(part[:-1]) or part.startswith(form[:-1]))
            for form in plain
            if len(form) > 3
        )
        for part in parts
    )


def _initials(one: str, other: str) -> bool:
    """Whether one name is the other's initials: "WHO", "World Health Organization"."""
    short, long = sorted((one, other), key=lambda name: len(name.split()))
    first = "".join(part[0] for part in long.split())
    letters = short.replace(" ", "").replace(".", "")
    return len(long.split()) > 1 and (letters == first or letters.startswith(first))


def printed(name: str, text: str) -> str:
    """A folded name as the text prints it."""
    parts = name.split()
    found = wording.words(text)
    for at in range(len(found) - len(parts) + 1):
        run = found[at : at + len(parts)]
        if (
            all(
                wording.plain(word.form).startswith(part)
                for word, part in zip(run, parts, strict=True)
                if word.kind is Kind.NAME
            )
            and run[0].kind is Kind.NAME
        ):
            return " ".join(text[run[0].start : run[-1].end].split())
    return name


def _negations(mine: _Side, theirs: _Side, shared: set[str]) -> Iterator[Discrepancy]:
    """A denial of shared words on one side only, or a word against its opposite."""
    denied, denied_there = _denied(mine, shared), _denied(theirs, shared)
    if len(denied) != len(denied_there) and not (denied and denied_there):
        said = (denied or denied_there)[0].text
        yield Discrepancy(Difference.NEGATION, said if denied else None, None if denied else said)
        return
    if denied or denied_there:
        return
    for word in _only(mine, shared):
        for other in _only(theirs, shared):
            if wording.negates(word.form, other.form):
                yield Discrepancy(Difference.NEGATION, word.text, other.text)
                return


def _denied(side: _Side, shared: set[str]) -> list[Word]:
    """The denying words that have two shared words near them, on either hand."""
    return [
        word
        for at, word in enumerate(side.words)
        if word.kind is Kind.NEGATION
        and len(shared.intersection(side.stems[max(0, at - _NEAR) : at + _NEAR + 1])) > 1
    ]


def _only(side: _Side, shared: set[str]) -> list[Word]:
    return [
        word
        for word, stemmed in zip(side.words, side.stems, strict=True)
        if word.kind is Kind.OTHER and stemmed not in shared
    ]


def _unlike(
    these: Sequence[str], those: Sequence[str], same: Callable[[str, str], bool]
) -> list[str]:
    """What of these is none of those, each once."""
    return [one for one in dict.fromkeys(these) if not any(same(one, other) for other in those)]
