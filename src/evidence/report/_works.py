"""A work as one line of a report: enough to know it by, in no particular citation style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from evidence.domain import dates
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.errors import BadInput

_MONTHS = """January February March April May June July August September October November
December""".split()
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_MOST_NAMES = 6


class Line(NamedTuple):
    """The parts of a work's line, in the order they are shown; "" and None are left out.

    `link` is the address that a reader may follow: of http or https, or a DOI's.
    """

    creators: str
    date: str
    title: str
    within: str
    link: str | None


def line(item: Item) -> Line:
    """The line of a work."""
    return Line(
        creators=_people(item.creators),
        date=_date(item.dates.get("issued")),
        title=item.title or "[untitled]",
        within=_within(item),
        link=_link(item),
    )


def text(item: Item) -> str:
    """The line as text."""
    found = line(item)
    parts = (found.creators, found.date, found.title, found.within, found.link or "")
    return " ".join(part if part[-1:] in ".?!" else f"{part}." for part in parts if part)


def shorts(sources: Mapping[str, Source]) -> dict[str, str]:
    """Each work as a citation names it, "Drab 2018", by key; of two alike with the key behind."""
    plain = {key: _short(source) for key, source in sources.items()}
    alike = Counter(plain.values())
    return {key: f"{said} ({key})" if alike[said] > 1 else said for key, said in plain.items()}


def _short(source: Source) -> str:
    names = [name.citation_name for name in source.item.creators]
    who = (
        names[0] + " et al."
        if len(names) > 3
        else " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    )
    year = source.item.year
    who = who or source.item.variables.get("container-title") or source.item.title or source.key
    return f"{who} {'n.d.' if year is None else year}"


def _people(names: tuple[Name, ...]) -> str:
    if not names:
        return ""
    shown = [names[0].inverted, *(name.text for name in names[1:_MOST_NAMES])]
    if len(names) > _MOST_NAMES:
        return ", ".join(shown) + ", et al."
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _date(edtf: str | None) -> str:
    if edtf is None:
        return "n.d."
    try:
        date = dates.parse(edtf)
    except BadInput:
        return edtf
    point = date.start
    if date.interval or point is None or point.unspecified or point.month is None:
        return edtf.replace("/", "–")
    if point.season is not None:
        month = _SEASONS[point.season - 1] if point.season <= len(_SEASONS) else ""
    else:
        month = _MONTHS[point.month - 1] if point.month else ""
    day = str(point.day) if point.day else ""
    rough = "about " if point.approximate else ""
    doubt = "?" if point.uncertain else ""
    return rough + " ".join(part for part in (day, month, str(point.year)) if part) + doubt


def _within(item: Item) -> str:
    said = item.variables.get
    volume = said("volume", "")
    issue = f"({said('issue')})" if said("issue") else ""
    pages = said("page", "").replace("-", "–")
    held = " ".join(filter(None, [said("container-title"), f"{volume}{issue}"]))
    held = ": ".join(filter(None, [held, pages]))
    made = ": ".join(filter(None, [said("publisher-place"), said("publisher")]))
    return ". ".join(filter(None, [held, made]))


def _link(item: Item) -> str | None:
    doi = item.variables.get("DOI", "").strip()
    if doi.startswith("10."):
        return f"https://doi.org/{quote(doi, safe='/:;().')}"
    url = item.variables.get("URL", "").strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
