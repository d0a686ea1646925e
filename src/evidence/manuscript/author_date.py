"""An author-date citation as printed: the names, years and locators that it gives.

Reads one citation that somebody points at; finding citations in running text is another
matter. Understood are "(Drab 2018, 59-61)", "Drab (2018, pp. 59–61)", "(see Drab and Roy
2018a: 59; Thomas 2021)", "(Das 2018, 2019)", "(Nguyen et al., n.d.)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.domain.locators import parse
from evidence.domain.records import CitationItem
from evidence.errors import BadInput

_YEAR = r"\[?\d{4}\]?\s*/?\s*\d{4}[a-z]?|\d{4}[a-z]?|n\.\s?d\.|forthcoming|in press"
_CITE = re.compile(
    rf"(?P<names>\D*?),?\s*\(?(?P<year>{_YEAR})(?=$|[\s,:;)\]])\s*(?:[,:]\s*)?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MORE_YEARS = re.compile(
    r"(?P<year>(?:1[5-9]|20)\d\d[a-z]?|n\.\s?d\.)(?=$|,)(?:,\s*)?", re.IGNORECASE
)
_SIGNAL = re.compile(r"(?:(?:see|cf\.|e\.\s?g\.,?|also|but|compare)\s+)+", re.IGNORECASE)
_ET_AL = re.compile(r",?\s+et\s+al\.?$", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|&)\s+|,\s*")


@dataclass(frozen=True, slots=True)
class Cite:
    """One work as a citation prints it.

    Args:
        names: family or literal names, "et al." left out.
        year: with its letter, where there is one.
        locator: the cited place as printed, with its term, None where there is none.
    """

    names: tuple[str, ...]
    year: str
    locator: str | None


def cites(text: str) -> tuple[Cite, ...]:
    """The works of a citation, in order; none where it is not understood."""
    found: list[Cite] = []
    for part in text.strip().strip("()[]").split(";"):
        match = _CITE.match(_SIGNAL.sub("", part.strip(), count=1))
        if match is None:
            return ()
        names = _names(match["names"]) or (found[-1].names if found else ())
        if not any(
            letter.isupper() or (letter.isalpha() and letter == letter.swapcase())
            for name in names
            for letter in name
        ):
            return ()  # "see the 1998 review": no name, no citation
        rest = match["rest"].strip().strip(")]").strip()
        years = [match["year"]]
        while more := _MORE_YEARS.match(rest):
            years.append(more["year"])
            rest = rest[more.end() :].strip()
        found += [Cite(names, year, None) for year in years[:-1]]
        found.append(Cite(names, years[-1], rest or None))
    return tuple(found)


def as_printed(text: str, items: Sequence[CitationItem]) -> list[CitationItem]:
    """The works of a citation with the names, years and locators that its text prints.

    What the text does not tell for each of the works stays as it is.
    """
    read = cites(text)
    if len(read) != len(items):
        return list(items)
    return [_printed(each, cite) for each, cite in zip(items, read, strict=True)]


def _printed(item: CitationItem, cite: Cite) -> CitationItem:
    place = None
    if cite.locator is not None:
        try:
            place = parse(cite.locator)
        except BadInput:
            place = None
    return replace(
        item,
        names=cite.names,
        year=cite.year,
        locator=place.text if place else None,
        label=place.label if place else None,
        locator_text=cite.locator if place else None,
    )


def _names(text: str) -> tuple[str, ...]:
    plain = _ET_AL.sub("", text.strip(" ,(["))
    return tuple(name for name in _AND.split(plain) if name)
