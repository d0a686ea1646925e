"""EV507: a number or date of a claim that none of its supporting quotations holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.domain import wording
from evidence.domain.findings import SubjectKind
from evidence.domain.records import Evidence, Paper
from evidence.domain.stated import without_citations
from evidence.domain.vocabulary import Severity, Stance
from evidence.rules._works import joined, shortened
from evidence.rules.base import Found, Rule

_COUNTED = re.compile(
    r"\b(?:the|these|those|all|our|their|its|his|her)\s+(?:two|three|four|five|six)\b",
    re.IGNORECASE,
)
"""How many there are of what was named before: "the two countries" adds no number."""
_FIGURES = re.compile(r"\d+(?:[.,·'’\u00a0\u2009\u202f]\d+)*")
_SPAN = re.compile(r"(?<!\d)(\d{2})(\d{2})\s?[-–—/]\s?(\d{2})(?!\d)")
"""Years whose second is shortened: "2013–14"."""
_SHORT = re.compile(r"(\d+(?:[.,]\d+)*)\s?(tn|trn|bn|b|mn|mln|m|k)\b", re.IGNORECASE)
_POWERS = {"t": "trillion", "b": "billion", "m": "million", "k": "thousand"}
_ADVERBS = frozenset({"1th", "2th"})
"""What "first" and "second" are read as: they order a text as often as they count."""
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        supporting = [
            link for link in claim.evidence if link.stance is Stance.SUPPORTS and link.quotation
        ]
        if not supporting:
            continue
        quotations = [link.quotation or "" for link in supporting]
        # "On 7 July he arrived" in a paper of 2015 gives the year as well as if it named it.
        quotations += [year for link in supporting if (year := _year(paper, link))]
        lacking = missing(claim.statement, quotations)
        if lacking:
            links = joined(link.key for link in supporting)
            stands = "stands" if len(lacking) == 1 else "stand"
            yield Found(
                claim.key,
                f"{joined(lacking)} {stands} in no quotation that supports this claim ({links}): "
                f"{shortened(claim.statement.rstrip('.'), 240)}",
                claim.location,
            )


def _year(paper: Paper, link: Evidence) -> str | None:
    """The year that a quotation without any leaves to its work."""
    source = paper.sources.get(link.source)
    if source is None or source.item.year is None or _YEAR.search(link.quotation or ""):
        return None
    return str(source.item.year)


def missing(statement: str, quotations: Sequence[str]) -> tuple[str, ...]:
    """The numbers and months of a claim that stand in no quotation, in its order, each once.

    "three" is 3, "1.5 million" and "1,500,000" are one number, "third" and "3" are taken for
    one; a month is missed only where a quotation names another one of the same year.
    """
    text = " \n ".join(quotations)
    held = _held(text)
    numbers = wording.numbers(_COUNTED.sub(" ", without_citations(statement)))
    lacking = [
        _shown(number) for number in numbers if number not in _ADVERBS and _bare(number) not in held
    ]
    return tuple(dict.fromkeys((*lacking, *_months(statement, text))))


def _held(text: str) -> frozenset[str]:
    """Every number that a text may be said to hold, read generously."""
    spelled = _SHORT.sub(lambda short: f"{short[1]} {_power(short[2])}", text)
    spans = (f"{span[1]}{span[3]}" for span in _SPAN.finditer(text))
    figures = (wording.form_of(figure) for figure in _FIGURES.findall(text))
    return frozenset(
        map(_bare, (*wording.numbers(text), *wording.numbers(spelled), *figures, *spans))
    )


def _power(short: str) -> str:
    return _POWERS.get(short[0].casefold(), "")


def _bare(number: str) -> str:
    """A number without what makes it an ordinal, a sign, or zeros behind its point."""
    bare = number.removesuffix("th").lstrip("-")
    if "." in bare:
        bare = bare.rstrip("0").rstrip(".")
    return bare.lstrip("0") or "0"


def _shown(number: str) -> str:
    bare = number.removesuffix("th")
    if bare == number:
        return f"the number {number}"
    return f"the number {bare} (as an ordinal)"


def _months(statement: str, text: str) -> Iterator[str]:
    dates = wording.dates(text)
    for date in wording.dates(statement):
        month = date[:7]
        others = {each[:7] for each in dates if len(each) >= 7 and each[:4] == date[:4]}
        if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", month) and others and month not in others:
            yield f"{_MONTHS[int(month[5:]) - 1]} {month[:4]}"


RULE = Rule(
    code="EV507",
    name="number-not-in-evidence",
    severity=Severity.NOTE,
    kind=SubjectKind.CLAIM,
    what=(
        "Names the numbers, years and months of a claim that stand in none of the quotations "
        "linked to it as support. “Three” is 3 and 1.5 million is 1,500,000; the year of the work "
        "counts where its words name none. Where no quotation is linked, the rule says nothing; "
        "nor does it say that a number is wrong."
    ),
    why=(
        "Numbers are what is most often copied wrongly. The quotation may be too short, round "
        "the number, or count something else: a look at the page tells."
    ),
    example="The claim says 1,200 soldiers; the quotation linked to it says “some 900 men”.",
    mend=(
        "Quote the words that give the number, link another page, or correct the claim. Where "
        "the quotation implies it, waive the finding with that reason."
    ),
    look=look,
)
