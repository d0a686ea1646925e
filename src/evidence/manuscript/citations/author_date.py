"""Author-date citations in running text, by the names and years of the paper's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from evidence.manuscript.citations.found import Found, Resolution
from evidence.manuscript.citations.index import Index, Work, fits, folded

_YEAR = r"(?:(?:1[5-9]|20)\d\d[a-z]?(?![\d\w])|n\.\s?d\.|s\.\s?d\.|in press|forthcoming|no prelo)"
_ANY_YEAR = re.compile(_YEAR)
_MORE = re.compile(rf"\s*(?:,|;|and|&|e|y|/)\s*({_YEAR}|[a-z](?![\w.]))")
_WORD = r"[^\W\d_][\w'’.\-‐‑–]*"
_JOIN = r"(?:\s*(?:,|;|&|/)\s*(?:(?:and|&|e|y)\s+)?|\s+)"
_LEFT = re.compile(
    rf"(?P<names>(?:[(\[]?{_WORD}[)\]]?{_JOIN}){{0,24}}[(\[]?{_WORD}[)\]]?)"
    r"(?:['’]s?)?\s*[,.:;]?\s*[(\[]?\s*$"
)
_ET_AL = re.compile(
    r"[\s,]*(?:\bet\.?\s*al\b\.?|\be\s+cols?\b\.?|\be\s+outros\b|\by\s+otros\b|\band\s+"
    r"(?:colleagues|others|co-?workers)\b)[\s.,]*(?:['’]s)?$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;]?\s*(?:&|\band\b|\be\b|\by\b|\bund\b|\bet\b)\s+|\s*[,;/]\s*")
_REACH = 220
_BRACKET = re.compile(r"[()\[\]]|\n\n")
_LONGEST_BRACKET = 1500
_NAME = (
    r"(?:(?:d[aeio]s?|van|von|de la|del|der|den|al|el)\s)*"
    r"[^\W\d_a-zà-öø-ÿ][^\W\d_]*[a-zà-öø-ÿ][\w'’-]*"
)


def _unknown(name: str) -> re.Pattern[str]:
    """What stands in brackets before a year as names do, whoever they are.

    Args:
        name: the pattern of one.
    """
    return re.compile(
        rf"[(\[;]\s*(?:(?:[Ss]ee|cf\.?|e\.g\.,?|also|[Vv]er|[Vv]éase|apud)\s+)*"
        rf"(?P<names>(?P<first>{name})(?:(?:[,;]\s|,?\s(?:and|&|e|y)\s){name}){{0,6}}"
        r"(?:,?\s+et\s+al\.?)?),?\s+$"
    )


_UNKNOWN = _unknown(_NAME)
_SHOUTED = _unknown(rf"(?:{_NAME}|[A-ZÀ-ÖØ-Þ]{{4,}}(?:[ -][A-ZÀ-ÖØ-Þ]{{4,}})?)")
_NO_NAMES = frozenset(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec janeiro fevereiro marco abril maio junho julho "
    "agosto setembro outubro novembro dezembro enero febrero marzo mayo junio julio septiembre "
    "octubre noviembre diciembre spring summer autumn fall winter table figure fig section chapter "
    "act law article lei decreto resolucao portaria constituicao ley since until from between "
    "circa about born died before after in by version edition volume issue during early late "
    "mid revised updated accessed".split()
)
_SPACE = re.compile(r"\s")
_AGAIN = re.compile(r"\s?/\s?((?:1[5-9]|20)\d\d[a-z]?)(?!\w)")
"""The year of the edition that was used, after that of the first: "1973/2011"."""
_INITIAL = re.compile(r"\b([A-Z])\.\s?$")
_CONTINUED = re.compile(r"[^()\[\]]{0,30};\s*")
"""What stands between a work and another of the same author: "1970, 12; 1964, 3"."""
_AT_SECOND_HAND = re.compile(
    r"(?:,\s*p[^;)]{1,20})?,?\s+(?:apud|(?:as )?(?:cited|quoted) in|citad[oa] (?:por|em|en))\b",
    re.IGNORECASE,
)
"""After a work that was not read itself, and so need not be listed."""
_NARRATIVE = re.compile(
    rf"(?<![\w’'-])(?P<names>(?P<first>{_NAME})"
    rf"(?P<more>(?:(?:,\s|,?\s(?:and|&|e|y)\s){_NAME}){{0,4}}(?:,?\s+et\s+al\.?)?))"
    r"(?:['’]s?)?\s+[(\[]$"
)
_SAYS = re.compile(
    r"[^()\[\]]{0,20}[)\]],?\s+(?:also\s+|has\s+|have\s+|who\s+)?(?:argue|disagree|claim|state|note|report|"
    r"show|find|found|observe|suggest|conclude|write|wrote|maintain|sa(?:y|id)|explain|describe|"
    r"propose|discuss|examine|point|demonstrate|estimate|compare|identif|count|used|developed|"
    r"afirma|mostra|sugere|aponta|destaca|señala|muestra|sostiene|argumenta)"
)
_SHORTEST_NAME = 5
_ALIKE = 0.8


def find(text: str, index: Index) -> tuple[Found, ...]:
    """The author-date citations of a text, an item a year, in order.

    Names that the list does not have are known by their form; in capitals only where the
    paper cites others so ("SILVA; SOUZA, 2015"), since abbreviations look alike.
    """
    found = tuple(_find(text, index, _UNKNOWN))
    shouted = sum(text[each.start : each.start + 4].isupper() for each in found)
    return tuple(_find(text, index, _SHOUTED)) if shouted > 1 else found


def _find(text: str, index: Index, unknown_names: re.Pattern[str]) -> Iterator[Found]:
    """The citations that name a creator of the list, and those whose names are unknown.

    A year is a citation's where names of the list stand right before it, with nothing but
    names, conjunctions and brackets between.
    """
    last_end = 0
    before: tuple[tuple[str, ...], bool] | None = None
    brackets = _Brackets(text)
    for year in _ANY_YEAR.finditer(text):
        if year.start() < last_end or not brackets.hold(year.start()):
            continue
        left = text[max(0, last_end, year.start() - _REACH) : year.start()]
        names = _names(left, index)
        if names is None:
            unknown = unknown_names.search(left) or _telling(text, left, year)
            more = _CONTINUED.fullmatch(text, last_end, year.start()) if before else None
            if before and more:
                item = _resolved(
                    year.start(), year.end(), before[0], year.group(), index, others=before[1]
                )
                if item.resolution is Resolution.RESOLVED:
                    yield item
                    last_end = year.end()
                    continue
            if _AT_SECOND_HAND.match(text, year.end()):
                continue
            if unknown and folded(unknown["first"]) not in _NO_NAMES:
                start = year.start() - len(left) + unknown.start("names")
                yield _misspelt(start, year.end(), unknown["first"], year.group(), index)
                last_end = year.end()
            continue
        offset, shown, others = names
        start = year.start() - len(left) + offset
        end, printed = year.end(), year.group()
        before = shown, others
        if (again := _AGAIN.match(text, end)) is not None:
            end, printed = again.end(), again[1]
        given = _INITIAL.search(text, max(0, start - 4), start)
        initial = given[1] if given else ""
        yield _resolved(start, end, shown, printed, index, others=others, initial=initial)
        while more := _MORE.match(text, end):
            printed = more[1]
            if len(printed) == 1:
                printed = re.sub(r"[a-z]$", "", year.group()) + printed
            following = _resolved(more.start(1), more.end(), shown, printed, index, others=others)
            if following.resolution is not Resolution.RESOLVED:
                break
            yield following
            end = more.end()
        last_end = end


class _Brackets:
    """The brackets of a text, read once along it; a paragraph's end closes all."""

    def __init__(self, text: str) -> None:
        self._signs = _BRACKET.finditer(text)
        self._next = next(self._signs, None)
        self._open: list[int] = []

    def hold(self, at: int) -> bool:
        """Whether a place lies within brackets; places must be asked for in order."""
        while self._next is not None and self._next.start() < at:
            sign = self._next.group()
            if sign == "\n\n":
                self._open.clear()
            elif sign in "([":
                self._open.append(self._next.start())
            elif self._open:
                self._open.pop()
            self._next = next(self._signs, None)
        return bool(self._open) and at - self._open[-1] < _LONGEST_BRACKET


def _telling(text: str, left: str, year: re.Match[str]) -> re.Match[str] | None:
    """Names before a bracketed year that are surely somebody's: of several, or who say something.

    "Moreau and Lind (2018)", "Moreau (2018) argues"; not "Olympics (2012) were".
    """
    match = _NARRATIVE.search(left)
    if match is None or folded(match["first"]) in _NO_NAMES:
        return None
    return match if match["more"] or _SAYS.match(text, year.end()) else None


def _misspelt(start: int, end: int, name: str, year: str, index: Index) -> Found:
    """A citation of a name that the list does not have: of a work whose name is nearly it."""
    cited = folded(name)
    likely = [
        work.id
        for work in index.works
        if work.year == year[:4] and work.names and len(cited) >= _SHORTEST_NAME
        and any(_nearly(cited, each) for each in work.names[0])
    ]  # fmt: skip
    if len(likely) == 1:
        return Found(start, end, (likely[0],), Resolution.CONFLICT, (likely[0],))
    return Found(start, end, (), Resolution.MISSING)


def _nearly(one: str, other: str) -> bool:
    """Whether two names differ by a letter or two, and not in the first."""
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 1:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _names(left: str, index: Index) -> tuple[int, tuple[str, ...], bool] | None:
    """The names right before a year: where they begin, what they are, whether others follow."""
    match = _LEFT.search(left) if _SPACE.search(left[-3:]) or left[-1:] in "([" else None
    if match is None:
        return None
    text = match["names"]
    bare = _ET_AL.sub("", text)
    others = bare != text
    begins = [0, *(word.end() for word in re.finditer(r"[\s(\[;,/]+", bare))]
    for begin in begins:
        rest = bare[begin:].rstrip(" ,.;:'’")
        rest = re.sub(r"['’]s$", "", rest)
        if not rest or not rest[0].isalpha():
            continue
        for names in _readings(rest):
            own = index.first.get(folded(names[0]))
            if own and any(fits(work, names) for work in own):
                return match.start("names") + begin, names, others
    return None


def _readings(text: str) -> Iterator[tuple[str, ...]]:
    """The ways in which a text is a list of names: whole, without brackets, parted."""
    yield (text,)
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]?", "", text).strip()
    if bare and bare != text:
        yield (bare,)
    parts = tuple(part.strip(" .") for part in _PARTS.split(bare or text) if part.strip(" ."))
    if len(parts) > 1:
        yield parts
        people = tuple(part for part in parts if not re.fullmatch(r"(?:[A-Z]\.?\s?){1,3}", part))
        if people and people != parts:
            yield people


def _resolved(
    start: int, end: int, names: Sequence[str], printed: str, index: Index, *, others: bool,
    initial: str = "",
) -> Found:  # fmt: skip
    """What a citation of these names and this year means."""
    own = [work for work in index.first.get(folded(names[0]), ()) if fits(work, names)]
    if others and len(many := [work for work in own if len(work.names) > len(names)]):
        own = many
    year, letter = printed[:4] if printed[:4].isdigit() else "", printed[4:5]
    letter = letter if letter.isalpha() and year else ""
    same = [work for work in own if work.year == year]
    exact = [work for work in same if work.letter == letter] or same
    if letter and same and all(work.letter not in {"", letter} for work in same):
        return Found(start, end, (), Resolution.MISSING, _ids(same))
    if initial and len(exact) > 1:
        exact = [work for work in exact if work.initial == initial] or exact
    if not others and len(exact) > 1:
        exact = [work for work in exact if len(work.names) == len(names)] or exact
    if len(exact) == 1:
        return Found(start, end, (exact[0].id,), Resolution.RESOLVED)
    if exact:
        return Found(start, end, (), Resolution.AMBIGUOUS, _ids(exact))
    if len(own) == 1:
        return Found(start, end, (own[0].id,), Resolution.CONFLICT, _ids(own))
    return Found(start, end, (), Resolution.MISSING, _ids(own))


def _ids(works: Sequence[Work]) -> tuple[str, ...]:
    return tuple(work.id for work in works)
