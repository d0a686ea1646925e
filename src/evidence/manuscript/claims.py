"""Candidate claims: what a sentence states, whether that can be checked, and why.

A candidate is a proposal. What its words show of it is worked out anew whenever it is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from evidence.domain.vocabulary import ClaimKind


class Sign(StrEnum):
    """What makes a statement one that can be checked."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"
    SUPERLATIVE = "superlative"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a sentence's words show.

    Args:
        statement: the sentence without its citations.
        kind: what sort of statement it probably is.
        signs: why it can be checked; none where it cannot.
        reason: why it cannot be checked, "" where it can.
        quoted: the words that it puts in quotation marks, where these are a quotation.
    """

    statement: str
    kind: ClaimKind
    signs: tuple[Sign, ...]
    reason: str
    quoted: str | None

    @property
    def checkable(self) -> bool:
        """Whether it can be checked."""
        return not self.reason


_QUOTED = re.compile(
    r"“([^“”]{12,600})”|\"([^\"]{12,600})\"|«([^«»]{12,600})»|„([^„“”]{12,600})[“”]"
)
_QUOTED_WORDS = 4
_DATE = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:january|february|march|april|june|july|august|september|october|"
    r"november|december|janeiro|fevereiro|março|abril|junho|julho|agosto|setembro|outubro|"
    r"novembro|dezembro|enero|febrero|marzo|mayo|junio|julio|septiembre|octubre|noviembre|"
    r"diciembre)\b|\b\d{1,2}th century\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|"
    r"thousand|million|billion|half|third|quarter|percent|per cent|dozens?|twice|double[ds]?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:] )(?:[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zà-öø-ÿ][\w’'-]*|[A-Z]{2,6})\b")
_SUPERLATIVE = re.compile(
    r"\b(?:most|least|largest|biggest|smallest|highest|lowest|first|last|only|oldest|newest|best|"
    r"worst|fastest|unprecedented|unique|never|always|all|none|every|greatest|maior|menor|mayor|"
    r"primeir[oa]|primer[oa]?|únic[oa])\b",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"\b(?:according to|as \w+ (?:notes?|argues?|shows?)|(?:argue|claim|state|note|report|show|"
    r"find|observe|suggest|conclude|write|maintain|say|emphasi[sz]e|explain)(?:s|d|ed)?\b|found|"
    r"wrote|said|segundo|según|de acordo com|de acuerdo con|afirma\w*)\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"\b(?:(?:is|are|was|can be|may be) (?:defined|understood|described) as|refers? to|means|"
    r"denotes?|é definid[oa]|se define como|entende-se)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|seems?|appears?|arguably|probably|likely|suggests?|"
    r"indicates?|implies|reflects?|therefore|thus|hence|talvez|quizás?|parece)\b",
    re.IGNORECASE,
)
_OUGHT = re.compile(
    r"\b(?:should|ought to|must|needs? to|deve(?:m|ria|riam)?|debe(?:n|ría)?)\b", re.I
)
_SELF = re.compile(
    r"\b(?:this|the present|our) (?:paper|article|study|section|chapter|essay|work|analysis)\b|"
    r"^(?:we|i|in this|in the (?:next|following|previous)|the (?:rest|remainder))\b|"
    r"\b(?:este|esta|o presente|el presente) (?:artigo|artículo|trabalho|trabajo|estudo|estudio)",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|shall|is going to)\b", re.IGNORECASE)
_FEWEST_WORDS = 5


def candidate(sentence: str, citations: tuple[str, ...] = ()) -> Candidate:
    """What a sentence shows of being a claim.

    Args:
        sentence: as printed.
        citations: its citations as printed, to be left out of the statement.
    """
    bare = sentence
    for printed in citations:
        if printed[:1] in "([@\\":
            bare = bare.replace(printed, " ")
    bare = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(bare.split()))
    quoted = _quotation(bare)
    signs = tuple(sign for sign, there in _signs(bare, quoted, bool(citations)) if there)
    reason = _reason(bare, signs)
    return Candidate(bare, _kind(bare, quoted), () if reason else signs, reason, quoted)


def _quotation(text: str) -> str | None:
    for match in _QUOTED.finditer(text):
        words = next(group for group in match.groups() if group)
        if len(words.split()) >= _QUOTED_WORDS:
            return words.strip()
    return None


def _signs(text: str, quoted: str | None, cited: bool) -> tuple[tuple[Sign, bool], ...]:
    dates = bool(_DATE.search(text))
    numbers = _NUMBER.search(_DATE.sub("", text))
    return (
        (Sign.NUMBER, bool(numbers)),
        (Sign.DATE, dates),
        (Sign.NAME, bool(_NAME.search(text))),
        (Sign.QUOTATION, quoted is not None),
        (Sign.SUPERLATIVE, bool(_SUPERLATIVE.search(text))),
        (Sign.ATTRIBUTION, cited or bool(_ATTRIBUTION.search(text))),
    )


def _kind(text: str, quoted: str | None) -> ClaimKind:
    if quoted is not None:
        return ClaimKind.QUOTATION
    if _DEFINITION.search(text):
        return ClaimKind.DEFINITION
    return ClaimKind.INTERPRETATION if _OPINION.search(text) else ClaimKind.FACT


def _reason(text: str, signs: tuple[Sign, ...]) -> str:
    if len(text.split()) < _FEWEST_WORDS:
        return "too short to state anything"
    if text.rstrip('"”’)').endswith("?"):
        return "a question"
    if _SELF.search(text):
        return "speaks of the paper itself"
    if _OUGHT.search(text) and Sign.QUOTATION not in signs:
        return "says what ought to be"
    if _AHEAD.search(text) and Sign.DATE not in signs:
        return "speaks of the future"
    return "" if signs else "names no number, date, name, quotation, superlative or source"
