"""Telling cites apart that would look alike (CSL 1.0.2 "Disambiguation").

In the specification's order: names are added and given names expanded, step by step and only
where a step tells cites apart; then the condition ``disambiguate`` is tried; then year suffixes
are given in the order of the bibliography.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from evidence.csl.context import NONE, Disambiguation, NamesShown
from evidence.csl.people import Person

Look: TypeAlias = Callable[[str, Disambiguation], tuple[str, Sequence[NamesShown]]]
"""How an item is cited under some settings: its text, and the names shown."""


class Disambiguator:
    """Finds for each item what tells it apart.

    Args:
        options: The attributes of ``cs:citation``.
        look: Renders a cite of an item.
        conditions: How many conditions of the style ask whether a cite would look like another.
    """

    def __init__(self, options: Mapping[str, str], look: Look, conditions: int = 0) -> None:
        self._look = look
        self._names = options.get("disambiguate-add-names") == "true"
        self._givens = options.get("disambiguate-add-givenname") == "true"
        self._suffixes = options.get("disambiguate-add-year-suffix") == "true"
        self._rule = options.get("givenname-disambiguation-rule", "by-cite")
        self._conditions = conditions
        self._found: dict[str, Disambiguation] = {}
        self._unresolved: list[list[str]] = []

    def settle(self, ids: Sequence[str]) -> dict[str, Disambiguation]:
        """What tells each item apart from the others; items that nothing needs are left out.

        Args:
            ids: The items in the order of the bibliography.
        """
        bases: dict[str, Disambiguation] = {}
        looks: dict[str, tuple[str, Sequence[NamesShown]]] = {}
        for one in ids:
            looks[one] = self._look(one, NONE)
        if self._givens and self._rule != "by-cite":
            bases = self._expanded(looks)
            for one, base in bases.items():
                looks[one] = self._look(one, base)
        self._found.update(bases)
        pools: dict[str, list[str]] = {}
        for one in ids:
            pools.setdefault(looks[one][0], []).append(one)
        for pool in pools.values():
            if len(pool) > 1:
                self._refine(pool, self._base(pool, bases, looks))
        order = {one: at for at, one in enumerate(ids)}
        for pool in sorted(self._unresolved, key=lambda pool: order[pool[0]]):
            self._last_means(pool)
        return self._found

    def _base(
        self,
        pool: Sequence[str],
        bases: Mapping[str, Disambiguation],
        looks: Mapping[str, tuple[str, Sequence[NamesShown]]],
    ) -> dict[str, Disambiguation]:
        """For each item of a pool its settings before anything is tried, names counted."""
        result = {}
        for one in pool:
            shown = looks[one][1]
            known = bases.get(one, NONE)
            givens = known.givens or tuple(tuple(0 for _ in names.persons) for names in shown)
            result[one] = replace(known, shown=tuple(names.shown for names in shown), givens=givens)
        return result

    def _refine(self, pool: Sequence[str], settings: Mapping[str, Disambiguation]) -> None:
        """Try the steps of adding names on a pool of cites that look alike."""
        if len(pool) == 1:
            self._found[pool[0]] = settings[pool[0]]
            return
        trial = dict(settings)
        for block, place, level in self._steps(settings):
            kept = {
                one: _stepped(settings[one], trial[one].shown, block, place, level) for one in pool
            }
            trial = {one: replace(kept[one], givens=settings[one].givens) for one in pool}
            parts: dict[str, list[str]] = {}
            for one in pool:
                parts.setdefault(self._look(one, kept[one])[0], []).append(one)
            if len(parts) > 1:
                for part in parts.values():
                    self._refine(part, kept)
                return
        for one in pool:
            if settings[one] != NONE:
                self._found[one] = settings[one]
        self._unresolved.append(list(pool))

    def _steps(self, settings: Mapping[str, Disambiguation]) -> Iterator[tuple[int, int, int]]:
        """Block of names, place in it, level of the given name: what is tried, in order."""
        blocks = max((len(one.givens) for one in settings.values()), default=0)
        by_cite = self._givens and self._rule == "by-cite"
        for block in range(blocks):
            sizes = [len(one.givens[block]) for one in settings.values() if block < len(one.givens)]
            shown = min(one.shown[block] for one in settings.values() if block < len(one.shown))
            for place in range(max(sizes)):
                if place >= shown:
                    if not self._names:
                        break
                    yield block, place, 0
                if by_cite:
                    yield block, place, 1
                    yield block, place, 2

    def _last_means(self, pool: Sequence[str]) -> None:
        """Try the condition, then give year suffixes."""
        for count in range(1, self._conditions + 1):
            told = {one: replace(self._found.get(one, NONE), conditions=count) for one in pool}
            parts: dict[str, list[str]] = {}
            for one in pool:
                parts.setdefault(self._look(one, told[one])[0], []).append(one)
            if len(parts) > 1:
                self._found.update(told)
                for part in parts.values():
                    if len(part) > 1:
                        self._last_means(part)
                return
        if self._suffixes:
            for number, one in enumerate(pool, 1):
                self._found[one] = replace(self._found.get(one, NONE), year_suffix=number)

    def _expanded(
        self, looks: Mapping[str, tuple[str, Sequence[NamesShown]]]
    ) -> dict[str, Disambiguation]:
        """Given names expanded wherever two persons would be named alike, in all cites."""
        primary = self._rule.startswith("primary-name")
        most = 1 if self._rule.endswith("with-initials") else 2
        by_family: dict[tuple[str, str], set[str]] = {}
        for _text, shown in looks.values():
            for names in shown:
                for person in names.persons[:1] if primary else names.persons:
                    by_family.setdefault(_family(person), set()).add(_given(person))
        result: dict[str, Disambiguation] = {}
        for one, (_text, shown) in looks.items():
            givens = tuple(
                tuple(
                    0 if primary and place else _level(person, by_family[_family(person)], most)
                    for place, person in enumerate(names.persons)
                )
                for names in shown
            )
            if any(any(levels) for levels in givens):
                result[one] = Disambiguation(
                    shown=tuple(names.shown for names in shown), givens=givens
                )
        return result


def _stepped(
    known: Disambiguation, shown: tuple[int, ...], block: int, place: int, level: int
) -> Disambiguation:
    if block >= len(known.givens) or place >= len(known.givens[block]):
        return replace(known, shown=shown)
    counts = list(shown)
    counts[block] = max(counts[block], place + 1)
    levels = list(known.givens[block])
    levels[place] = max(levels[place], level)
    givens = (*known.givens[:block], tuple(levels), *known.givens[block + 1 :])
    return replace(known, shown=tuple(counts), givens=givens)


def _family(person: Person) -> tuple[str, str]:
    return (person.particle, person.family or person.literal)


def _given(person: Person) -> str:
    """Given names as they are compared: "J.J." and "J. J." are one."""
    return " ".join(person.given.replace(".", " ").replace("-", " ").split())


def _initials(given: str) -> str:
    return "".join(word[0] for word in given.split())


def _level(person: Person, alike: set[str], most: int) -> int:
    """How much of a given name tells a person from those of the same family name."""
    others = [one for one in alike if one != _given(person)]
    if not others:
        return 0
    mine = _initials(_given(person))
    if most == 1 and all(_initials(one) == mine for one in others):
        return 0
    if most > 1 and any(_initials(one) == mine for one in others):
        return 2
    return 1


def suffix_letters(number: int) -> str:
    """A year suffix: 1 is "a", 26 is "z", 27 is "aa"."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
