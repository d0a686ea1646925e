"""The reference lists of a text: where they stand, and where each entry begins and ends.

A list is split by its numbers where it counts, by its lines where each entry has one, else by
what tells the first line of an entry from the lines that carry it on: in wrapped text a line
that would have held the next line's first word ends its entry; where a line is full, the
beginning must look like those of the other entries, and stand where the alphabet puts it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_HEADING = re.compile(
    r"[\W\d_]{0,8}(?:(?:list of |selected |cited |main |key )?(?:references|bibliography|"
    r"works cited|literature(?: cited)?|sources|reference list)(?: cited| and notes| list)?|"
    r"refer[eê]ncias?(?: bibliogr[aá]ficas?)?|bibliogra[fp]h?[ií]as?|obras citadas|"
    r"literatura citada|r[eé]f[eé]rences(?: bibliographiques)?|bibliographie|literatur"
    r"(?:verzeichnis)?|quellen(?:verzeichnis)?|fontes|fuentes)[\W_]{0,4}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\W\d_]{0,6}(?:appendix|appendices|supplement\w*|supporting information|acknowledg\w+|"
    r"author contributions?|funding|conflicts? of interest|notes|footnotes|figure legends|"
    r"tables?|figures?|ap[eê]ndices?|anexos?|agradecimentos|about the authors?|annex\w*)"
    r"\b.{0,40}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\s*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)](?!\d)|(\d{1,4})(?=\s))\s*(?=\S)"
)
_WITHIN = re.compile(r"[#*_ ]{0,6}[^\W\d_][^\d.,;:()\"“”]{3,58}:?[*_ ]{0,3}")
_LINE = re.compile(r"[^\n\f]+")
_YEAR = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\.\s?d\.|\bs\.\s?d\.|in press|forthcoming|no prelo"
)
_END = re.compile(r"(?:[.)\]>…”\"]|\d[a-z]?|(?:https?://|10\.\d{4}|www\.)\S+)\s*$")
_UP = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я"
_PARTICLES = r"(?:[a-z'’]{1,4} ){0,3}"
_FAMILY = rf"{_PARTICLES}[{_UP}][\w'’-]+"
_SHAPES = (
    ("dash", re.compile(r"(?:[_—–-]{2,}|―|—)[.,\s]")),
    ("upper", re.compile(rf"{_PARTICLES}[{_UP}][{_UP}'’ -]{{2,}}(?:,|\.|\()")),
    (
        "inverted",
        re.compile(rf"{_FAMILY}(?:[ -][{_UP}a-z][\w'’-]*){{0,3}}, ?[{_UP}](?:\.|,|\w+)"),
    ),
    (
        "initials",
        re.compile(rf"{_FAMILY}(?:[ -][{_UP}][\w'’-]+){{0,2}} [{_UP}]{{1,4}}(?:[,.:;]|\s|$)"),
    ),
    ("direct", re.compile(rf"(?:[{_UP}]\.[ -]?){{1,3}}\s?[{_UP}][\w'’-]+")),
    ("glued", re.compile(rf"[{_UP}][\w'’-]*[a-z][{_UP}]{{1,3}}(?:,|\s|$)")),
    ("capital", re.compile(rf"[\"“‘]?[{_UP}]\w")),
)
_SURE, _LIKELY = 2.0, 1.0
_ONE_LINE = 130
_HEADING_LENGTH = 60
_FEW = 8
"""Entries of which no habit can be learnt."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a reference list.

    Args:
        start, end: code points of the text, half-open, without a leading number.
        list: which list it stands in, from 0.
        number: as printed, None where the list does not count.
        heading: of its list, as printed.
    """

    start: int
    end: int
    list: int
    number: int | None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    start: int
    end: int
    gap: bool
    """Whether a blank line stands before it."""


def entries(text: str) -> tuple[Entry, ...]:
    """The entries of all reference lists of a plain text, in order."""
    found: list[Entry] = []
    for number, (heading, rows) in enumerate(_lists(text)):
        found += (replace(each, heading=heading) for each in _split(rows, number))
    return tuple(found)


def is_heading(text: str) -> bool:
    """Whether a line is what stands over a reference list."""
    return len(text) < _HEADING_LENGTH and _HEADING.fullmatch(text.strip()) is not None


def list_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the reference lists stand, headings left out; code points, half-open."""
    return tuple((rows[0].start, rows[-1].end) for _, rows in _lists(text))


def _lists(text: str) -> list[tuple[str, list[_Row]]]:
    rows = _rows(text)
    heads = [
        at
        for at, row in enumerate(rows)
        if len(row.text) < _HEADING_LENGTH and _HEADING.fullmatch(row.text)
    ]
    lists: list[tuple[str, list[_Row]]] = []
    for number, head in enumerate(heads):
        until = heads[number + 1] if number + 1 < len(heads) else len(rows)
        body = rows[head + 1 : until]
        for at, row in enumerate(body):
            if at and row.gap and len(row.text) < 70 and _AFTER.fullmatch(row.text):
                body = body[:at]
                break
        years = sum(bool(_YEAR.search(row.text)) for row in body)
        if body and years * 12 >= len(body):
            lists += _parts(rows[head].text.strip(" #:*_"), body)
    return lists


def _parts(heading: str, body: list[_Row]) -> list[tuple[str, list[_Row]]]:
    """A list parted at the headings that stand within it, such as "Websites and newspapers"."""
    parts: list[tuple[str, list[_Row]]] = [(heading, [])]
    for at, row in enumerate(body):
        alone = row.gap and (at + 1 < len(body) and body[at + 1].gap) and at > 0
        if alone and _WITHIN.fullmatch(row.text):
            parts.append((row.text.strip(" #:*_"), []))
        else:
            parts[-1][1].append(row)
    return [part for part in parts if part[1]]


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        if not bare:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        gap = text.count("\n", last, start) > 1
        rows.append(_Row(bare, start, start + len(bare), gap))
        last = start + len(bare)
    return rows


def _split(rows: Sequence[_Row], list_: int) -> list[Entry]:
    numbered = _numbered(rows)
    firsts = numbered or dict.fromkeys(_unnumbered(rows))
    starts = sorted(firsts)
    made: list[Entry] = []
    for position, at in enumerate(starts):
        until = starts[position + 1] if position + 1 < len(starts) else len(rows)
        start = rows[at].start
        number = firsts[at]
        if number is not None and (match := _NUMBERED.match(rows[at].text)):
            start += match.end()
        if start < rows[until - 1].end:
            made.append(Entry(start, rows[until - 1].end, list_, number))
    return made


def _numbered(rows: Sequence[_Row]) -> dict[int, int | None]:
    """The rows that begin with the numbers of one count (which may start anew), by row."""
    chain: dict[int, int | None] = {}
    expected = 1
    missed = 0
    for at, row in enumerate(rows):
        match = _NUMBERED.match(row.text)
        if match is None:
            continue
        number = int(next(group for group in match.groups() if group))
        if number == expected or (number == expected + 1 and chain):
            chain[at] = number
            expected = number + 1
        elif number == 1 and len(chain) > 2 and match[4] is None:
            chain[at] = 1
            expected = 2
        else:
            missed += 1
    if not chain or len(chain) < min(3, len(rows)) or min(chain) > 2:
        return {}
    return chain if len(chain) * 14 >= len(rows) else {}


def _unnumbered(rows: Sequence[_Row]) -> list[int]:
    gaps = sum(row.gap for row in rows[1:])
    if gaps * 6 >= len(rows) and gaps > 1:
        return [0, *(at for at in range(1, len(rows)) if rows[at].gap)]
    lengths = [len(row.text) for row in rows]
    whole = sum(bool(_shape(row.text) and _YEAR.search(row.text)) for row in rows)
    if whole * 10 >= len(rows) * 9:
        return list(range(len(rows)))
    width = _width(rows)
    if median(lengths) > _ONE_LINE or width > 3 * _ONE_LINE:
        return [at for at in range(len(rows)) if not at or _shape(rows[at].text)]
    return _wrapped(rows, width)


def _width(rows: Sequence[_Row]) -> int:
    """How wide the text was set: the longest line that could have been broken before its end."""
    return max((len(row.text) for row in rows if " " in row.text.strip()), default=0)


def _wrapped(rows: Sequence[_Row], width: int) -> list[int]:
    open_ = [False]
    for before, row in pairwise(rows):
        word = row.text.split(" ", 1)[0]
        open_.append(len(before.text) + 1 + len(word) <= width)
    told = sum(open_) / len(rows)
    sure = told < 0.6
    starts = [at for at in range(1, len(rows)) if open_[at]] if sure else range(1, len(rows))
    shapes = Counter(_shape(rows[at].text) for at in [0, *starts])
    ends = Counter(_ending(rows[at - 1].text) for at in starts) if sure else Counter({"stop": 1})
    usual = {
        shape for shape, count in shapes.items() if shape and count * 6 >= sum(shapes.values())
    }
    sorted_ = _is_sorted([rows[at].text for at in [0, *starts]]) if sure else False
    chosen = [0]
    for at in range(1, len(rows)):
        shape = _shape(rows[at].text)
        if sure and open_[at]:
            if shape or _END.search(rows[at - 1].text):
                chosen.append(at)
            continue
        alike = shape in usual - {"capital"} or (sorted_ and bool(shape))
        if alike and _begins(rows, at, chosen[-1], ends, sorted_, open_):
            chosen.append(at)
    return chosen


def _begins(
    rows: Sequence[_Row], at: int, last: int, ends: Counter[str], sorted_: bool,
    open_: Sequence[bool],
) -> bool:  # fmt: skip
    """Whether a line after a full one begins an entry."""
    if not _END.search(rows[at - 1].text):
        return False
    total = sum(ends.values())
    score = _LIKELY
    if total > _FEW:
        score += _LIKELY if ends[_ending(rows[at - 1].text)] / total > 0.15 else -_LIKELY
    else:
        score += _LIKELY
    here = " ".join(row.text for row in rows[last:at])
    rest = " ".join(row.text for row in rows[at : at + 4])
    if not _YEAR.search(here) or not _YEAR.search(rest):
        score -= _SURE
    if sorted_:
        before, key = _key(rows[last].text), _key(rows[at].text)
        following = next(
            (_key(rows[to].text) for to in range(at + 1, min(at + 12, len(rows))) if open_[to]), ""
        )
        fits = before <= key and (not following or key <= following)
        score += _LIKELY if fits else -_SURE
    return score > _LIKELY


def _shape(text: str) -> str:
    return next((name for name, pattern in _SHAPES if pattern.match(text)), "")


def _ending(text: str) -> str:
    word = text.rsplit(" ", 1)[-1]
    if re.match(r"(?:https?://|www\.|doi:|10\.\d{4})", word):
        return "address"
    return "stop" if text.endswith(".") else "number" if text[-1].isdigit() else "other"


def _is_sorted(texts: Sequence[str]) -> bool:
    keys = [_key(text) for text in texts]
    pairs = list(pairwise(keys))
    return len(pairs) > 2 and sum(one <= other for one, other in pairs) > 0.85 * len(pairs)


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text[:40]).casefold()
    return re.sub(r"[^a-z ]+", "", plain)[:6]
