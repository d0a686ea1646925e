"""Words as they are compared: what stays the same in other type, and which carry the sense.

A word has a form, in which only what was said is left: "Co‑operation," and "cooperation" have
the same letters, "1,000" and "1000" the same form, "3.5" and "35" another. Its kind tells what
a change of it may do. English is known best; other languages are read by letters and digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from evidence.domain.date_words import read_words


class Kind(StrEnum):
    """What a word does in a sentence."""

    NUMBER = "number"
    """Figures, numerals, ordinals, per cent and currencies."""
    NEGATION = "negation"
    NAME = "name"
    """Capitalised within a sentence, or an acronym."""
    QUANTIFIER = "quantifier"
    """How many or how surely: "all", "some", "may", "must"."""
    FUNCTION = "function"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Args:
        start, end: code points within the text, half-open.
        text: as it stands there.
        form: as it is compared (`form_of`).
        kind: what it does.
        value: the number it means, in digits ("12", "3.5", "5th"), None of other words.
    """

    start: int
    end: int
    text: str
    form: str
    kind: Kind
    value: str | None = None


IGNORABLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe"
"""Code points that show nothing: soft hyphens, joiners, what readers leave at a line's end."""
_MARKS = "".join(
    chr(code)
    for start, end in ((0x300, 0x1E00), (0x20D0, 0x2100), (0x302A, 0x3030), (0xFE20, 0xFE30))
    for code in range(start, end)
    if unicodedata.category(chr(code))[0] == "M"
)
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that are written without blanks: each letter is taken for a word."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTER = rf"[^\W_{_UNSPACED}{_RAISED}]"
_SIGNS = "%‰$€£¥&"
_COMPARED = "<>≤≥±"
_APOSTROPHES = "'’ʼ"

_NUMBER = (
    rf"(?:(?<![\w.,)\]])[-–−](?=\d))?\d+(?:[.,·'’\u00a0\u2009\u202f]\d+)*(?:{_LETTER}|[{_MARKS}])*"
)
_INNER = rf"[{_APOSTROPHES}](?={_LETTER})|[-‐]\n(?=[a-z])"
"""What may stand within a word: an apostrophe, or a hyphen at a line's end."""
_ASCII_WORD = re.compile(
    r"(?:(?<![\w.,)\]])-(?=\d))?\d+(?:[.,']\d+)*[A-Za-z0-9]*"
    r"|[A-Za-z][A-Za-z0-9]*(?:'[A-Za-z]+|-\n(?=[a-z])[A-Za-z0-9]+)*|[%$&]|[<>](?=\s?\d)"
)
_WORD = re.compile(
    rf"{_NUMBER}"
    rf"|{_LETTER}+(?:(?:[{_MARKS}]|[{IGNORABLE}](?:\n(?=[a-z]))?|{_INNER})+{_LETTER}*)*"
    rf"|[{_UNSPACED}][{_MARKS}]*|[{_RAISED}]+|[{_SIGNS}]|[{_COMPARED}](?=\s?\d)"
)
_DROPPED = str.maketrans("", "", IGNORABLE + _APOSTROPHES + "-‐\n")
_SIGN_FORMS = MappingProxyType({"%": "percent", "&": "and", "−": "-", "–": "-"})
_FIRST_WITHOUT_ACCENTS = "\u0400"
"""Before it stand the Latin and Greek alphabets, whose accents may be lost."""
_PLAIN_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ё": "е"}
)

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_SPACED = re.compile(r"(?<=\d)['’\u00a0\u2009\u202f](?=\d{3})")
_FIGURES = re.compile(r"-?\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")

_TENS = "thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = MappingProxyType(
    {
        word: value
        for value, word in enumerate(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen
            fourteen fifteen sixteen seventeen eighteen nineteen twenty""".split()
        )
    }
    | {word: value for value, word in zip(range(30, 100, 10), _TENS, strict=True)}
)
_POWERS = MappingProxyType(
    {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
)
_ORDINALS = MappingProxyType(
    {
        word: f"{value}th"
        for value, word in enumerate(
            """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
            thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
            twentieth""".split(),
            1,
        )
    }
)
_PARTS = frozenset(
    """half halves third thirds quarter quarters dozen dozens hundreds thousands millions billions
    once twice thrice double doubled triple tripled percent percentage per\u00a0cent""".split()
)
_NUMERALS = frozenset({*_UNITS, *_POWERS, *_ORDINALS, *_PARTS})

NEGATIONS = frozenset(
    """not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely
    dont doesnt didnt isnt arent wasnt werent couldnt wouldnt shouldnt hasnt havent hadnt mustnt
    neednt aint cant wont mightnt shant
    nicht kein keine keinen keiner keines keinem nie niemals nichts ohne weder
    pas jamais aucun aucune sans rien nunca jamás sin ningún ninguna senza nessuno mai
    не ни нет без никогда""".split()
)
QUANTIFIERS = frozenset(
    """all some any every each many most few several much more less fewer least only always often
    sometimes usually rarely seldom may might must can could should shall will would almost nearly
    about approximately probably possibly likely perhaps both either mostly largely entirely
    completely partly generally at\u00a0least""".split()
)
FUNCTIONS = frozenset(
    """a an the of in on at to for from by with into onto upon over under about as than that this
    these those which who whom whose what where when while and or but if so yet is are was were be
    been being am do does did done has have had having it its he she they them their his her him
    we us our you your i me my there here then thus hence also too very just even still such same
    other up down out off through during between among against within per via how why because
    since until although though however therefore moreover indeed again already now rather quite
    own itself himself herself themselves
    der die das den dem des ein eine einen einem einer und oder von zu im am mit auf für ist sind
    le la les un une des du de et ou en dans au aux par pour sur que qui est sont
    el los las una unos del y o por para con il lo gli della di che è
    и в на с по к о из за что как""".split()
)
_PREFIXES = ("un", "non", "in", "im", "il", "ir", "dis", "anti", "mis")
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’»)\]]*\s|\n\n|^[\s\"'“‘«(\[]*$|[.!?][\"'”’»)\]]*\d*\s")


def scan(text: str) -> Iterator[re.Match[str]]:
    """Every word, number and sign of `text`, in order."""
    return (_ASCII_WORD if text.isascii() else _WORD).finditer(text)


@lru_cache(maxsize=1 << 16)
def form_of(word: str) -> str:
    """What of a word is compared.

    Compatibility-composed and case-folded, without apostrophes, soft hyphens and the like;
    accents stay (`plain`). Numbers lose their thousands separators; a decimal separator is a
    full stop. "%" and "&" are read as the words they stand for.
    """
    if word in _SIGN_FORMS:
        return _SIGN_FORMS[word]
    if not word.isascii():
        word = unicodedata.normalize("NFKC", _SPACED.sub("", word.translate(_DROPPED)))
        word = unicodedata.normalize("NFKC", word.casefold())
    else:
        word = word.casefold()
    if word and (word[0].isdigit() or word[0] in "-–−"):
        return _number_form(word)
    return word.translate(_DROPPED)


@lru_cache(maxsize=1 << 16)
def plain(form: str) -> str:
    """A form without the accents and strokes of Latin and Greek letters."""
    if form.isascii():
        return form
    kept: list[str] = []
    base = ""
    for each in unicodedata.normalize("NFD", form):
        if unicodedata.category(each)[0] != "M":
            base = each
        elif base < _FIRST_WITHOUT_ACCENTS:
            continue
        kept.append(each)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_PLAIN_LETTERS)


def words(text: str) -> tuple[Word, ...]:
    """The words of `text` with their kinds.

    In a text in capitals or of headings (most words capitalised) nothing is taken for a name.
    """
    found = [(match.start(), match.end(), match.group()) for match in scan(text)]
    letters = [word for _, _, word in found if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    shouting = capitals > 0.6 * len(letters) and len(letters) > 3
    return tuple(_word(text, start, end, word, shouting=shouting) for start, end, word in found)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers that a text names, in digits, in its order.

    "1,000" and "one thousand" are 1000, "twenty-five" 25, "3.5 million" 3500000, "XIV" 14,
    "third" and "3rd" 3th. "one" alone is none: it is a pronoun as often as a number.
    """
    found: list[str] = []
    run: list[Word] = []
    for word in (*words(text), None):
        if word is not None and run and not _continues(text, run[-1], word):
            found += _values(run)
            run = []
        if word is not None and word.value is not None:
            run.append(word)
        elif run:
            found += _values(run)
            run = []
    return tuple(found)


def negations(text: str) -> tuple[str, ...]:
    """The forms of the words that deny something, in the text's order."""
    return tuple(word.form for word in words(text) if word.kind is Kind.NEGATION)


def names(text: str) -> tuple[str, ...]:
    """The names in a text, folded and without accents; words that follow each other are one.

    A word that only begins a sentence is no name.
    """
    found: list[str] = []
    last: Word | None = None
    for word in words(text):
        if word.kind is not Kind.NAME:
            continue
        name = plain(form_of(_POSSESSIVE.sub("", word.text)))
        if last is not None and text[last.end : word.start] in {" ", "\n", "-", ". "}:
            found[-1] += f" {name}"
        else:
            found.append(name)
        last = word
    return tuple(found)


def dates(text: str) -> tuple[str, ...]:
    """The dates that a text names, as EDTF, in its order: days, months of a year, years."""
    found = [each.span() for each in scan(text)]
    dated: list[str] = []
    at = 0
    while at < len(found):
        for size in (4, 3, 2, 1):
            if at + size > len(found):
                continue
            part = text[found[at][0] : found[at + size - 1][1]]
            if not _YEAR.search(part) or (size == 1 and not _YEAR.fullmatch(part)):
                continue
            if "\n\n" not in part and (date := read_words(part)):
                dated.append(date)
                at += size - 1
                break
        at += 1
    return tuple(dated)


def negates(one: str, other: str) -> bool:
    """Whether of two forms one denies the other: "able" and "unable", "useful" and "useless"."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and any(long == prefix + short for prefix in _PREFIXES):
        return True
    stem = one.removesuffix("ful").removesuffix("less")
    return (
        one != other
        and stem == other.removesuffix("ful").removesuffix("less")
        and (one.endswith("less") != other.endswith("less"))
        and len(stem) > 2
    )


def is_figure(form: str) -> bool:
    """Whether a form is a number in digits, or begins with one ("5th", "12km")."""
    return form[:1].isdigit() or (form[:1] == "-" and form[1:2].isdigit())


def kind_of(form: str) -> Kind:
    """The kind of a form, as far as it can be told without its sentence: no name is."""
    if is_figure(form) or form in _NUMERALS or form in {*_SIGNS, *_COMPARED}:
        return Kind.NUMBER
    if form in NEGATIONS:
        return Kind.NEGATION
    if form in QUANTIFIERS:
        return Kind.QUANTIFIER
    return Kind.FUNCTION if form in FUNCTIONS else Kind.OTHER


def _word(text: str, start: int, end: int, word: str, *, shouting: bool) -> Word:
    form = form_of(word)
    kind = kind_of(form)
    if word[-2:].casefold() in {"'t", "’t"} and form.endswith("nt"):
        kind = Kind.NEGATION
    if not shouting and _ROMAN.fullmatch(word):
        return Word(start, end, word, form, Kind.NUMBER, str(_roman(word)))
    if word[0] in _RAISED:
        return Word(start, end, word, form, Kind.OTHER)
    if kind is Kind.OTHER and not shouting and word[0].isupper() and len(form) > 1:
        acronym = len(word) > 1 and word[1:2].isupper()
        if acronym or not _SENTENCE_END.search(text[max(0, start - 4) : start] or " "):
            kind = Kind.NAME if start or acronym else kind
    return Word(start, end, word, form, kind, _value(form))


def _value(form: str) -> str | None:
    if _FIGURES.fullmatch(form):
        return form
    if match := _ORDINAL.fullmatch(form):
        return f"{match[1]}th"
    if form in _UNITS:
        return str(_UNITS[form])
    if form in _POWERS:
        return str(_POWERS[form])
    return _ORDINALS.get(form)


def _continues(text: str, before: Word, word: Word) -> bool:
    """Whether a numeral belongs to the one before: "twenty-five", "3.5 million"."""
    if word.form in _POWERS:
        return text[before.end : word.start] in {" ", "-", "\u00a0", "\n"}
    spelled = word.form in _UNITS
    if before.form in _POWERS:
        return spelled
    return spelled and _UNITS.get(before.form, 0) >= 20 and 0 < _UNITS[word.form] < 10


def _values(run: Sequence[Word]) -> list[str]:
    if len(run) == 1:
        return [] if run[0].form == "one" else [run[0].value or ""]
    total = part = 0.0
    for word in run:
        power = _POWERS.get(word.form)
        if power is None:
            value = word.value or "0"
            if not _FIGURES.fullmatch(value):
                return [each.value or "" for each in run]
            part += float(value)
        elif power == 100:
            part = (part or 1) * power
        else:
            total += (part or 1) * power
            part = 0
    return [f"{total + part:.10g}" if total + part < 1e9 else f"{total + part:.0f}"]


def _number_form(word: str) -> str:
    sign = "-" if word[0] in "-–−" else ""
    figures = _SPACED.sub("", word.lstrip("-–−"))
    if grouped := _GROUPED.match(figures):
        rest = figures[grouped.end() :]
        if not rest[:1].isdigit() and not rest.startswith((",", ".")):
            whole = grouped.group()
            group = "," if re.match(r"\d+,", whole) else "."
            figures = whole.replace(group, "").replace(",", ".") + rest
    return sign + figures.replace(",", ".").replace("·", ".").translate(_DROPPED)


def _roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in numeral.casefold()]
    return values[-1] + sum(-value if value < after else value for value, after in pairwise(values))
