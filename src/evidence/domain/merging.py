"""What one record of a work adds to another, and where both disagree.

What is held is never replaced by what disagrees with it; it is only filled where it is empty,
and made fuller by what says the same at greater length ("2018" by "2018-03", "L. Drab" by
"Lech Drab", page 57 by 57–71).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from evidence.domain.comparing import numeral, other_signs, part_of, shortens, weighty
from evidence.domain.contradictions import is_others
from evidence.domain.identifiers import VARIABLE_SCHEMES, normals
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.page_spans import spans
from evidence.domain.text import words
from evidence.domain.titles import main_titles, title_words
from evidence.domain.vocabulary import IdentifierScheme

_SILENT = frozenset(
    """abstract accessed annote archive archive-place archive_collection archive_location
    call-number citation-key citation-label keyword language license note references source
    status submitted title-short container-title-short URL""".split()
)
"""Variables of which one may rightly have another value than a record of the same work."""
_VAGUE_TYPES = frozenset({"document", "article", "webpage"})
_TITLES = frozenset({"title", "container-title", "collection-title", "volume-title", "part-title"})
_NUMBERS = frozenset(
    """volume issue edition number part-number chapter-number collection-number
    supplement-number number-of-volumes""".split()
)
_SEVERAL = frozenset({"ISBN", "ISSN"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A variable of which two records of a work say different things.

    Args:
        variable: its CSL name, or "type".
        held: what the record has, as text for people.
        given: what the other one says.
        value: that as the record would hold it: text, EDTF, or names.
    """

    variable: str
    held: str
    given: str
    value: str | tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A record made fuller by another one of the same work.

    Args:
        item: the record afterwards.
        added: the variables that it lacked.
        refined: the variables that the other one says more fully.
        differences: where both disagree; `item` has what was held.
    """

    item: Item
    added: tuple[str, ...] = ()
    refined: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the record says more than before."""
        return bool(self.added or self.refined)


def merge(held: Item, given: Item) -> Merge:
    """What `given`, a record of the same work, adds to `held`, and where it disagrees."""
    merging = _Merging(held)
    merging.type(given.type)
    for variable, value in given.variables.items():
        merging.variable(variable, value)
    for variable, value in given.dates.items():
        merging.date(variable, value)
    for role, names in given.names.items():
        merging.names(role, names, given.names)
    merging.custom(given.custom)
    return merging.result()


def take(held: Item, difference: Difference) -> Item:
    """`held` with what the other record says of a variable."""
    variable, value = difference.variable, difference.value
    if variable == "type":
        return replace(held, type=str(value))
    if isinstance(value, tuple):
        return replace(held, names={**held.names, variable: value})
    if variable in held.dates:
        return replace(held, dates={**held.dates, variable: value})
    return replace(held, variables={**held.variables, variable: value})


class _Merging:
    def __init__(self, held: Item) -> None:
        self._held = held
        self._type = held.type
        self._variables = dict(held.variables)
        self._dates = dict(held.dates)
        self._names = dict(held.names)
        self._custom = dict(held.custom)
        self._added: list[str] = []
        self._refined: list[str] = []
        self._differences: list[Difference] = []

    def result(self) -> Merge:
        item = Item(self._type, self._variables, self._dates, self._names, self._custom)
        return Merge(item, tuple(self._added), tuple(self._refined), tuple(self._differences))

    def type(self, given: str) -> None:
        if given == self._type or given in _VAGUE_TYPES:
            return
        if self._type in _VAGUE_TYPES:
            self._type = given
            self._refined.append("type")
        else:
            self._differences.append(Difference("type", self._type, given, given))

    def variable(self, variable: str, given: str) -> None:
        held = self._variables.get(variable)
        if held is None:
            self._variables[variable] = given
            self._added.append(variable)
            return
        if held == given:
            return
        if variable in _SEVERAL:
            self._numbers(variable, held, given)
        elif _same(variable, held, given):
            return
        elif _fuller(variable, held, given):
            self._variables[variable] = given
            self._refined.append(variable)
        elif not _shorter(variable, held, given) and variable not in _SILENT:
            self._differences.append(Difference(variable, held, given, given))

    def _numbers(self, variable: str, held: str, given: str) -> None:
        scheme = VARIABLE_SCHEMES[variable]
        mine, yours = set(normals(scheme, held)), normals(scheme, given)
        new = [each for each in yours if each not in mine]
        if not yours or not new:
            return
        if scheme is IdentifierScheme.ISSN or mine & set(yours) or not mine:
            self._variables[variable] = " ".join([held, *new])
            self._refined.append(variable)
        else:
            self._differences.append(Difference(variable, held, given, given))

    def date(self, variable: str, given: str) -> None:
        held = self._dates.get(variable)
        if held is None:
            self._dates[variable] = given
            self._added.append(variable)
        elif held == given or _within(held, given):
            return
        elif _within(given, held):
            self._dates[variable] = given
            self._refined.append(variable)
        elif variable not in _SILENT:
            self._differences.append(Difference(variable, held, given, given))

    def names(self, role: str, given: tuple[Name, ...], others: Mapping[str, Any]) -> None:
        """The names in a role; `others` are all those that the other record has."""
        held = self._names.get(role)
        if not held:
            standing = self._in_another_role(given, others)
            if standing is None:
                self._names[role] = given
                self._added.append(role)
            else:
                told = f"{_list(self._held.names[standing])} ({standing})"
                self._differences.append(Difference(role, told, _list(given), given))
            return
        if held == given:
            return
        mine, yours = _told(held), _told(given)
        open_, short = len(mine) < len(held), len(yours) < len(given)
        both = min(len(mine), len(yours))
        reach = (len(mine) >= len(yours) or open_) and (len(yours) >= len(mine) or short)
        if not reach or not all(map(_same_person, mine[:both], yours[:both])):
            self._differences.append(Difference(role, _list(held), _list(given), given))
            return
        fuller = (*map(_fuller_name, mine[:both], yours[:both]), *mine[both:], *yours[both:])
        if open_ and short:
            fuller += held[len(mine) :]
        if fuller != held:
            self._names[role] = fuller
            self._refined.append(role)

    def _in_another_role(self, given: tuple[Name, ...], others: Mapping[str, Any]) -> str | None:
        """Where the same people stand in the record, who stand nowhere else in the other one."""
        same = (
            role
            for role, names in self._held.names.items()
            if role not in others
            and len(names) == len(given)
            and all(map(_same_person, names, given))
        )
        return next(same, None)

    def custom(self, given: Mapping[str, Any]) -> None:
        """What CSL has no variable for: whatever is missing is added."""
        for family, fields in given.items():
            held = self._custom.get(family)
            if held is None:
                self._custom[family] = fields
                self._added.append(family)
            elif isinstance(held, Mapping) and isinstance(fields, Mapping):
                new = {name: value for name, value in fields.items() if name not in held}
                if new:
                    self._custom[family] = {**held, **new}
                    self._added += [f"{family} {name}" for name in new]


def _within(one: str, other: str) -> bool:
    """Whether a date is a month or day of another one."""
    return one.startswith(f"{other}-") and "/" not in one + other and ".." not in one + other


def _same(variable: str, held: str, given: str) -> bool:
    """Whether two values say the same, but for typography."""
    scheme = VARIABLE_SCHEMES.get(variable)
    if scheme is not None and normals(scheme, held) and normals(scheme, given):
        return normals(scheme, held) == normals(scheme, given)
    if variable in {"page", "page-first"}:
        mine, yours = spans(held), spans(given)
        if mine and mine == yours:
            return True
    if variable in _NUMBERS:
        return numeral(held) == numeral(given) != ""
    if variable in _TITLES:
        one, other = title_words(held).replace(" ", ""), title_words(given).replace(" ", "")
        return one == other != "" and not other_signs(held, given)
    mine_, yours_ = words(held), words(given)
    return mine_ == yours_ if mine_ or yours_ else held.strip() == given.strip()


def _fuller(variable: str, held: str, given: str) -> bool:
    """Whether `given` says what `held` says, and more."""
    return _says_less(variable, held, given)


def _shorter(variable: str, held: str, given: str) -> bool:
    """Whether `given` says what `held` says, but less."""
    return _says_less(variable, given, held)


def _says_less(variable: str, less: str, more: str) -> bool:
    if variable == "page":
        one, other = spans(less), spans(more)
        return (
            len(one) == len(other) == 1
            and (one[0].first, one[0].series) == (other[0].first, other[0].series)
            and one[0].last in {None, one[0].first}
            and (other[0].last or 0) > other[0].first
        )
    if variable == "publisher":
        return part_of(_house(less), _house(more))
    if variable in {"container-title", "collection-title"}:
        return shortens(weighty(words(less)), weighty(words(more)))
    if variable == "title":
        return title_words(less) in main_titles(more)
    return False


def _house(publisher: str) -> list[str]:
    found = weighty(words(publisher))
    return [*found[:-1], "university", "press"] if found[-1:] == ["up"] else found


def _told(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names without an "et al." at their end."""
    return names[:-1] if len(names) > 1 and is_others(names[-1]) else names


def _list(names: tuple[Name, ...]) -> str:
    return "; ".join(name.inverted for name in names)


def _same_person(held: Name, given: Name) -> bool:
    """Whether two printed names may be one person's: one family, initials that agree.

    Family and given name may be swapped.
    """
    if held.literal is not None or given.literal is not None:
        one, other = words(held.text), words(given.text)
        return one == other if one or other else held == given
    if held.suffix and given.suffix and words(held.suffix) != words(given.suffix):
        return False
    mine, yours = words(held.given or ""), words(given.given or "")
    if _family(held) != _family(given):
        swapped = _family(given) == "".join(mine) and _family(held) == "".join(yours)
        return swapped and bool(mine and yours)
    return not mine or not yours or _initials_agree(mine, yours)


def _family(name: Name) -> str:
    particles = f"{name.dropping_particle or ''} {name.non_dropping_particle or ''}"
    return "".join(words(f"{particles} {name.family or ''}"))


def _initials_agree(one: list[str], other: list[str]) -> bool:
    if "".join(one) == "".join(other) or _squeezed(one, other) or _squeezed(other, one):
        return True
    return all(
        mine.startswith(yours) or yours.startswith(mine)
        for mine, yours in zip(one, other, strict=False)
    )


def _squeezed(one: list[str], other: list[str]) -> bool:
    """Whether "JK" is given for "John Kenneth", as catalogues squeeze initials."""
    return len(one) == 1 and len(other) > 1 and list(one[0]) == [each[0] for each in other]


def _fuller_name(held: Name, given: Name) -> Name:
    """The name with the other's given names, where these say all that it says, and more."""
    if held.literal is not None or given.literal is not None or _family(held) != _family(given):
        return held
    mine, yours = words(held.given or ""), words(given.given or "")
    longer = len("".join(yours)) > len("".join(mine))
    says_all = len(mine) <= len(yours) and all(
        part.startswith(known) for part, known in zip(yours, mine, strict=False)
    )
    if longer and (says_all or _squeezed(mine, yours)):
        held = replace(held, given=given.given)
    return replace(held, suffix=held.suffix or given.suffix)
