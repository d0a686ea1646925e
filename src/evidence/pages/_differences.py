"""What a difference between two words weighs.

Material: numbers, negations, names, how many or how surely, and any other word that carries
sense, changed, left out or put in. Minor: inflection, spelling, misread letters, function
words, and adverbs left out or put in. An omitted word that carries sense is material, because
no grammar here tells an ornament from a restriction ("alleged", "former").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein

from evidence.domain.vocabulary import DifferenceSeverity
from evidence.domain.wording import FUNCTIONS, NEGATIONS, Kind, Word, is_figure, kind_of, negates
from evidence.domain.wording import words as words_of

MINOR = DifferenceSeverity.MINOR
MATERIAL = DifferenceSeverity.MATERIAL

Verdict = tuple[DifferenceSeverity, str]

_CONFUSED = (
    *(("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("li", "h"), ("0", "o"), ("1", "i")),
    *(("l", "i"), ("|", "i"), ("5", "s"), ("8", "b"), ("j", "i"), ("t", "i"), ("f", "i")),
    *(("e", "c"), ("q", "g"), ("9", "g"), ("6", "b"), ("h", "b"), ("2", "z"), ("nn", "rm")),
)
"""Letters that are read for each other, narrower ones last."""
_DIGITS_READ = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "s": "5", "b": "8"})
_SPELLINGS = (
    (re.compile(r"our"), "or"),
    (re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?<=\w)re(?=s?$|d$)"), "er"),
    (re.compile(r"ogue"), "og"),
    (re.compile(r"amme(?=s?$)"), "am"),
    (re.compile(r"enc(?=e)"), "ens"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"([lpt])\1"), r"\1"),
    (re.compile(r"dge(?=ment)"), "dg"),
    (re.compile(r"que(?=s?$)"), "ck"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"wards$"), "ward"),
    (re.compile(r"(?<=[mn])gst$|(?<=[ao])mongst$"), "mong"),
)
_ENDINGS = frozenset(
    """ s es ed d ing ly ies ied y e er ers or ors n en al ally ion ions ation ations ment ments
    ness ity 's""".split()
) | {""}
_OPPOSED = frozenset(
    """in de im ex un over under pre post pro con anti inter intra hyper hypo dis re up down out
    sub super mis non ac ef af em en mini maxi micro macro mono poly ante a e""".split()
) | {""}
_CHANGED = MappingProxyType(
    {
        Kind.NUMBER: "number",
        Kind.NEGATION: "negation",
        Kind.NAME: "name",
        Kind.QUANTIFIER: "quantity or certainty",
        Kind.OTHER: "word",
    }
)


def of_change(
    quoted: Sequence[Word],
    source: Sequence[Word],
    known: Callable[[str], bool],
    *,
    garbled: bool = False,
) -> Verdict:
    """What it weighs that a source's words were replaced by others.

    Args:
        known: whether a form is a word that occurs in the source: then it was not misread.
        garbled: whether the quotation was misread in many places: then a word that is none
            was, too.
    """
    if garbled and _garbled(quoted, source, known):
        return MINOR, "misread letters"
    if len(quoted) == len(source) == 1:
        return _of_pair(quoted[0], source[0], known)
    mine, theirs = ("".join(word.form for word in side) for side in (quoted, source))
    if mine == theirs or (_misread(mine, theirs) and not _weighty(quoted, source)):
        return MINOR, "spelling"
    if _numbers(quoted) != _numbers(source):
        return MATERIAL, "number"
    if _denials(quoted) != _denials(source):
        return MATERIAL, "negation"
    if len(quoted) <= 2 and len(source) <= 2 and _near(mine, theirs):
        return MINOR, "spelling"
    return max(of_drop(source, ""), of_drop(quoted, ""), key=_weight)


def of_drop(dropped: Sequence[Word], suffix: str) -> Verdict:
    """What it weighs that words were left out, or put in: the gravest of them.

    Args:
        suffix: what to add to the reason: " left out", " put in".
    """
    verdicts = [_of_word(word) for word in dropped]
    severity, why = max(verdicts, key=_weight)
    return severity, why + suffix


def gravest(severities: Iterable[DifferenceSeverity | None]) -> DifferenceSeverity | None:
    """The gravest of some severities; None where there is none."""
    found = [each for each in severities if each is not None]
    return (MATERIAL if MATERIAL in found else MINOR) if found else None


def judged(text: str) -> tuple[Word, ...]:
    """The words of a text as they stand in it."""
    return tuple(word for word in words_of(text) if word.form)


def _of_pair(quoted: Word, source: Word, known: Callable[[str], bool]) -> Verdict:
    mine, theirs = quoted.form, source.form
    numeric = Kind.NUMBER in {quoted.kind, source.kind}
    if is_figure(mine) or is_figure(theirs) or (numeric and quoted.value and source.value):
        if quoted.value and quoted.value == source.value:
            return MINOR, "number written otherwise"
        read = mine.translate(_DIGITS_READ) == theirs.translate(_DIGITS_READ)
        return (MINOR, "misread letters") if read else (MATERIAL, "number")
    denying = (mine in NEGATIONS) != (theirs in NEGATIONS)
    if negates(mine, theirs) or (denying and (known(mine) or not _misread(mine, theirs))):
        return MATERIAL, "negation"
    if mine in FUNCTIONS and theirs in FUNCTIONS:
        return MINOR, "function word"
    if _spelled(mine) == _spelled(theirs):
        return MINOR, "spelling"
    if _inflected(mine, theirs):
        return MINOR, "inflection"
    if _misread(mine, theirs):
        return MINOR, "misread letters"
    if not known(mine) and _near(mine, theirs) and not _opposed(mine, theirs):
        return MINOR, "spelling"
    kinds = {source.kind, quoted.kind}
    for kind in (Kind.NUMBER, Kind.NEGATION, Kind.NAME, Kind.QUANTIFIER):
        if kind in kinds:
            return MATERIAL, _CHANGED[kind]
    return MATERIAL, "word"


def _garbled(quoted: Sequence[Word], source: Sequence[Word], known: Callable[[str], bool]) -> bool:
    """Whether words are nothing but a source's, misread; figures are never taken for that."""
    one, other = ("".join(word.form for word in side) for side in (quoted, source))
    if any(letter.isdigit() for letter in one + other):
        return False
    if any(kind_of(word.form) is not Kind.OTHER or known(word.form) for word in quoted):
        return False
    return Levenshtein.distance(one, other) <= max(1, max(len(one), len(other)) // 2)


def _of_word(word: Word) -> Verdict:
    if word.kind is Kind.FUNCTION or (word.form.endswith("ly") and len(word.form) > 4):
        return MINOR, "function word" if word.kind is Kind.FUNCTION else "adverb"
    return MATERIAL, _CHANGED[word.kind]


def _weight(verdict: Verdict) -> int:
    order = ["word", "quantity or certainty", "name", "number", "negation"]
    return -1 if verdict[0] is MINOR else order.index(verdict[1]) if verdict[1] in order else 0


def _numbers(words: Sequence[Word]) -> list[str]:
    return sorted(word.value or word.form for word in words if word.kind is Kind.NUMBER)


def _denials(words: Sequence[Word]) -> int:
    return sum(word.kind is Kind.NEGATION for word in words)


def _weighty(quoted: Sequence[Word], source: Sequence[Word]) -> bool:
    return _denials(quoted) != _denials(source) or _numbers(quoted) != _numbers(source)


def _spelled(form: str) -> str:
    for pattern, other in _SPELLINGS:
        form = pattern.sub(other, form)
    return form


def _inflected(one: str, other: str) -> bool:
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared >= 3 and one[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def _misread(one: str, other: str) -> bool:
    """Whether only letters differ that machines read for each other."""
    for wide, narrow in _CONFUSED:
        one, other = one.replace(wide, narrow), other.replace(wide, narrow)
    return one == other


def _near(one: str, other: str) -> bool:
    """Whether a word may be the other one mistyped: in one letter, or several later ones."""
    distance = Levenshtein.distance(one, other)
    return distance <= 1 or (one[0] == other[0] and distance <= max(len(one), len(other)) // 4)


def _opposed(one: str, other: str) -> bool:
    """Whether they are like "import" and "export", "increase" and "decrease"."""
    shared = 0
    while shared < min(len(one), len(other)) and one[-1 - shared] == other[-1 - shared]:
        shared += 1
    cut_one, cut_other = one[: len(one) - shared], other[: len(other) - shared]
    return shared >= 3 and any(
        one[: len(cut_one) + more] in _OPPOSED and other[: len(cut_other) + more] in _OPPOSED
        for more in range(min(3, shared))
    )
