"""What is said of a quotation whose parts stand in the source as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.domain.quotations import Change, Edit, Match, Place
from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus
from evidence.domain.wording import FUNCTIONS, NEGATIONS, form_of, is_figure, plain, scan
from evidence.pages._differences import MATERIAL, MINOR, gravest
from evidence.pages._exact import Hit
from evidence.pages._folding import Row
from evidence.pages._quoted import Joint, Part

FAR = 80
"""Words left out from which on two passages stand apart, however they are joined."""
_BARE_NEGATION = 4
"""An omission of no more words that denies something changes the sense."""
_SHOWN = 12
"""Words of an omission that are shown at each end."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with how two parts are joined."""

    severity: DifferenceSeverity
    why: str
    reason: str
    splice: bool = False


def place_of(row: Row, first: int, last: int) -> Place:
    """Where the words `first:last` of a row stand."""
    one, other = row.page_of(first), row.page_of(last - 1)
    prefix, suffix = row.context(first, last)
    return Place(
        one.index,
        other.index,
        row.starts[first],
        row.ends[last - 1],
        row.text(first, last),
        prefix,
        suffix,
    )


def on_named(place: Place, named: frozenset[int] | None) -> bool | None:
    """Whether a place touches a cited page; None where none is cited."""
    if named is None:
        return None
    return any(index in named for index in range(place.page, place.end_page + 1))


def as_found(hit: Hit, parts: Sequence[Part], named: frozenset[int] | None) -> Match:
    """The match of a quotation whose parts stand in order in one row."""
    place = place_of(hit.row, hit.first, hit.last)
    on_page = on_named(place, named)
    flaws = flaws_of(hit, parts)
    if not any(flaws):
        status = MatchStatus.OTHER_PAGE if on_page is False else MatchStatus.EXACT
        return Match(status, place, on_page)
    changes: list[Change] = []
    for number, (part, flaw) in enumerate(zip(parts, flaws, strict=True)):
        if flaw is not None:
            left_out = ""
            if number:
                left_out = shown(hit.row, hit.spans[number - 1][1], hit.spans[number][0])
            edit = Edit.DROPPED if left_out else Edit.INSERTED
            quoted = part.bracketed if edit is Edit.INSERTED else ""
            changes.append(Change(edit, quoted, left_out, flaw.severity, flaw.why))
        words = " ".join(part.words)
        changes.append(Change(Edit.KEPT, words, hit.row.text(*hit.spans[number])))
    said = [flaw for flaw in flaws if flaw is not None]
    return Match(
        MatchStatus.DIFFERS,
        place,
        on_page,
        tuple(changes),
        gravest(flaw.severity for flaw in said),
        any(flaw.splice for flaw in said),
        "; ".join(dict.fromkeys(flaw.reason for flaw in said)),
    )


def flaws_of(hit: Hit, parts: Sequence[Part]) -> list[Flaw | None]:
    """What is wrong with the joint before each part."""
    flaws: list[Flaw | None] = []
    for number, part in enumerate(parts):
        first = hit.spans[number][0]
        before = hit.spans[number - 1][1] if number else first
        if part.joint is Joint.BRACKET:
            flaw = _of_bracket(hit.row.forms[before:first], part.bracketed) or (
                _of_name(hit.row, before, first, part.bracketed) if number else None
            )
            begin = before if number else max(0, first - len(_forms(part.bracketed)))
            flaws.append(
                flaw
                or _of_own_brackets(hit.row, begin, first, part.bracketed, "[]" if number else "]")
            )
        elif part.joint is Joint.ELLIPSIS and number and first > before:
            flaws.append(_of_omission(hit.row, before, first))
        else:
            flaws.append(None)
    if parts[-1].closing and flaws[-1] is None:
        end = hit.spans[-1][1]
        behind = min(len(hit.row.forms), end + len(_forms(parts[-1].closing)))
        flaws[-1] = _of_own_brackets(hit.row, end, behind, parts[-1].closing, "[") or _of_number(
            hit.row.forms[end:behind], parts[-1].closing
        )
    return flaws


def of_parts_apart(
    found: Sequence[Hit], parts: Sequence[Part], named: frozenset[int] | None
) -> Match:
    """The match of a quotation whose parts stand apart, or in another order."""
    places = [place_of(hit.row, hit.first, hit.last) for hit in found]
    orderly = all(
        (one.end_page, one.end) <= (other.page, other.start) for one, other in pairwise(places)
    )
    numbers = sorted({place.page + 1 for place in places})
    pages = f"page {numbers[0]}" if len(numbers) == 1 else f"pages {_listed(numbers)}"
    manner = "stand apart" if orderly else "stand in another order"
    changes: list[Change] = []
    for number, (part, hit) in enumerate(zip(parts, found, strict=True)):
        if number:
            changes.append(Change(Edit.DROPPED, "", "…", MATERIAL, "splice"))
        changes.append(Change(Edit.KEPT, " ".join(part.words), hit.row.text(*hit.spans[0])))
    home = next((place for place in places if on_named(place, named)), places[0])
    return Match(
        MatchStatus.DIFFERS,
        home,
        on_named(home, named),
        tuple(changes),
        MATERIAL,
        True,
        f"its parts {manner}, on {pages} of the file",
    )


def shown(row: Row, first: int, last: int) -> str:
    """Words that were left out, the middle of many left out again."""
    if last <= first:
        return ""
    if last - first <= 2 * _SHOWN:
        return " ".join(row.text(first, last).split())
    start, end = row.text(first, first + _SHOWN), row.text(last - _SHOWN, last)
    return " ".join(f"{start} … {end}".split())


def counted(row: Row, first: int, last: int) -> str:
    """How much stands between two words, for people."""
    words = last - first
    sentences = sum(row.ends_sentence(word) for word in range(first, last)) if words < 400 else 0
    told = "1 word" if words == 1 else f"{words} words"
    if sentences and row.ends_sentence(first - 1):
        told += f" in {sentences} sentence{'s' if sentences > 1 else ''}"
    return told


def _of_omission(row: Row, first: int, last: int) -> Flaw | None:
    words = row.forms[first:last]
    if len(words) <= _BARE_NEGATION and any(word in NEGATIONS for word in words):
        only = shown(row, first, last)
        return Flaw(MATERIAL, "negation", f"only “{only}” is left out, which denies it")
    reason = f"{counted(row, first, last)} of the source lie between its parts"
    apart = row.page_of(last).index - row.page_of(first - 1).index > 1
    if len(words) > FAR or apart:
        return Flaw(MATERIAL, "splice", reason, splice=True)
    if row.ends_sentence(first - 1) and row.ends_sentence(last - 1):
        return Flaw(MINOR, "splice", reason, splice=True)
    return None


def _of_bracket(source: Sequence[str], bracketed: str) -> Flaw | None:
    inner = _forms(bracketed)
    if _denials(source) != _denials(inner):
        return Flaw(MATERIAL, "negation", f"“[{bracketed}]” changes what is denied")
    return _of_number(source, bracketed)


def _of_number(source: Sequence[str], bracketed: str) -> Flaw | None:
    theirs, mine = (sorted(filter(is_figure, side)) for side in (source, _forms(bracketed)))
    if theirs and mine and theirs != mine:
        return Flaw(MATERIAL, "number", f"“[{bracketed}]” stands for another number")
    return None


def _of_name(row: Row, first: int, last: int, bracketed: str) -> Flaw | None:
    """What is wrong where a name in brackets stands for another; for a pronoun it may."""
    theirs, mine = _names(row.text(first, last)), _names(bracketed)
    if row.ends_sentence(first - 1):
        return None  # its first word is written large, name or not
    if not theirs or not mine or set(theirs) & set(mine):
        return None
    return Flaw(MINOR, "name", f"“[{bracketed}]” stands for “{' '.join(theirs)}”")


def _names(text: str) -> list[str]:
    """The words of a text where all that weigh begin with a capital, none elsewhere."""
    words = [word for word in text.split() if plain(form_of(word)) not in FUNCTIONS]
    heads = [word.lstrip("([“‘\"'")[:1] for word in words]
    return words if words and all(head.isupper() for head in heads) else []


def _of_own_brackets(row: Row, first: int, last: int, bracketed: str, open_: str) -> Flaw | None:
    """What is wrong where the source has brackets of its own: then its words count.

    Args:
        open_: what of brackets must stand there for them to be the source's.
    """
    seams = range(max(1, first), min(len(row.forms) - 1, last) + 1)
    seams = range(seams[-1], seams[-1] + 1) if open_ == "]" and seams else seams
    seams = range(seams[0], seams[0] + 1) if open_ == "[" and seams else seams
    if not any(set(open_) & set(row.between(seam - 1, seam)) for seam in seams):
        return None
    theirs = row.forms[first:last]
    mine = _forms(bracketed)
    if theirs == mine or not mine:
        return None
    if not theirs:  # a reference mark, which the row is without
        seam = row.between(first - 1, first) if 0 < first < len(row.forms) else ""
        if _forms(seam) == mine:
            return None
    return Flaw(MATERIAL, "word", f"the source has “{' '.join(theirs)}” in brackets there")


def _forms(text: str) -> list[str]:
    return [form for match in scan(text) if (form := plain(form_of(match.group())))]


def _denials(forms: Sequence[str]) -> int:
    return sum(form in NEGATIONS for form in forms)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:-1])) + f" and {numbers[-1]}"
