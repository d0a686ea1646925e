"""Hayagriva's YAML, the bibliographies of Typst: written only.

Source: Hayagriva, "The Hayagriva YAML File Format". What it has no field for (an
annotation, a licence) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from evidence.domain import dates
from evidence.domain.identifiers import normalise_or_none
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.domain.vocabulary import IdentifierScheme
from evidence.formats import _yaml
from evidence.formats._markup import plain
from evidence.formats.base import Format

_TYPES = MappingProxyType(
    {
        "article": ("article", "repository"), "article-journal": ("article", "periodical"),
        "article-magazine": ("article", "periodical"),
        "article-newspaper": ("article", "newspaper"), "bill": ("legislation", "anthology"),
        "book": ("book", "anthology"), "broadcast": ("video", "video"),
        "chapter": ("chapter", "book"), "classic": ("book", "anthology"),
        "collection": ("anthology", "anthology"), "dataset": ("repository", "repository"),
        "entry": ("entry", "reference"), "entry-dictionary": ("entry", "reference"),
        "entry-encyclopedia": ("entry", "reference"), "event": ("conference", "conference"),
        "figure": ("artwork", "anthology"), "graphic": ("artwork", "anthology"),
        "hearing": ("case", "anthology"), "legal_case": ("case", "anthology"),
        "legislation": ("legislation", "anthology"), "manuscript": ("manuscript", "anthology"),
        "map": ("artwork", "anthology"), "motion_picture": ("video", "video"),
        "musical_score": ("audio", "audio"), "paper-conference": ("article", "proceedings"),
        "patent": ("patent", "anthology"), "performance": ("performance", "performance"),
        "periodical": ("periodical", "periodical"), "post": ("post", "thread"),
        "post-weblog": ("article", "blog"), "regulation": ("legislation", "anthology"),
        "report": ("report", "anthology"), "review": ("article", "periodical"),
        "review-book": ("article", "periodical"), "software": ("repository", "repository"),
        "song": ("audio", "audio"), "speech": ("misc", "conference"),
        "standard": ("report", "anthology"), "thesis": ("thesis", "anthology"),
        "treaty": ("legislation", "anthology"), "webpage": ("web", "web"),
    }
)  # fmt: skip
"""Hayagriva's type of a work, and of what it appeared in."""

_ROLES = MappingProxyType(
    {
        "translator": "translator", "collection-editor": "collaborator",
        "container-author": "holder", "composer": "composer", "director": "director",
        "illustrator": "illustrator", "narrator": "narrator", "organizer": "organizer",
        "performer": "cast-member", "producer": "producer", "compiler": "compiler",
        "executive-producer": "executive-producer", "script-writer": "writer",
        "contributor": "collaborator", "host": "collaborator", "curator": "collaborator",
    }
)  # fmt: skip
_SELF_CONTAINED = frozenset(
    "book classic collection periodical report standard thesis software dataset".split()
)
"""Types whose publisher, edition and numbers are their own, not their container's."""

_FORMATTED = re.compile(r"[{}$\\]")


def write(sources: Iterable[Source]) -> Iterator[str]:
    """The works as a mapping by citation key."""
    empty = True
    for source in sources:
        yield ("" if empty else "\n") + _yaml.dump({source.key: _entry(source.item)})
        empty = False
    if empty:
        yield "{}\n"


def _entry(item: Item) -> dict[str, Any]:
    variables = item.variables
    kind, parent_kind = _TYPES.get(item.type, ("misc", "anthology"))
    container = variables.get("container-title")
    entry: dict[str, Any] = {"type": kind}
    title = _formatted(variables.get("title", ""))
    short = _formatted(variables.get("title-short", ""))
    if title:
        entry["title"] = {"value": title, "short": short} if short else title
    entry |= _people(item, own_editors=not container)
    if "issued" in item.dates:
        entry |= _filled({"date": _date(item.dates["issued"])})
    numbers = {
        "volume": _number(variables.get("volume")),
        "issue": _number(variables.get("issue")),
        "edition": _number(variables.get("edition")),
        "volume-total": _total(variables.get("number-of-volumes")),
        "publisher": _publisher(item),
    }
    parent = _parent(item, parent_kind)
    place = parent if parent and item.type not in _SELF_CONTAINED else entry
    place |= _filled(numbers)
    entry |= _filled(
        {
            "chapter": _number(variables.get("chapter-number")),
            "page-range": _number(variables.get("page")),
            "page-total": _total(variables.get("number-of-pages")),
            "serial-number": _serial_numbers(variables),
            "url": _url(item),
            "language": _language(variables.get("language", "")),
            "genre": _formatted(variables.get("genre", "")),
            "archive": _formatted(variables.get("archive", "")),
            "archive-location": _formatted(variables.get("archive-place", "")),
            "call-number": _formatted(
                variables.get("call-number") or variables.get("archive_location", "")
            ),
            "abstract": _formatted(variables.get("abstract", "")),
            "note": _formatted(variables.get("note", "")),
        }
    )
    parents = [each for each in (parent, _collection(item), _event(item)) if each]
    if parents:
        entry["parent"] = parents[0] if len(parents) == 1 else parents
    return entry


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", {}, [])}


def _formatted(text: str) -> str:
    """A text of its own: Hayagriva takes braces and dollars for marks."""
    return _FORMATTED.sub(r"\\\g<0>", plain(text)) if text else ""


def _people(item: Item, *, own_editors: bool) -> dict[str, Any]:
    names = item.names
    fields: dict[str, Any] = {"author": [_name(each) for each in names.get("author", ())]}
    editors = (*names.get("editor", ()), *names.get("editor-translator", ()))
    if own_editors:
        fields["editor"] = [_name(each) for each in editors]
    fields["affiliated"] = [
        {"role": role, "names": [_name(each) for each in names[variable]]}
        for variable, role in _ROLES.items()
        if names.get(variable) and variable not in {"collection-editor", "container-author"}
    ]
    return _filled(fields)


def _name(name: Name) -> Any:
    """A person as "Family, Given"; in parts where the text would be read otherwise."""
    if name.literal is not None:
        return {"name": name.literal} if "," in name.literal else name.literal
    prefix = " ".join(each for each in (name.dropping_particle, name.non_dropping_particle) if each)
    family, given = name.family or name.given or "", name.given if name.family else None
    if prefix or name.suffix or "," in family or "," in (given or ""):
        return _filled(
            {"name": family, "given-name": given, "prefix": prefix, "suffix": name.suffix}
        )
    return f"{family}, {given}" if given else family


def _parent(item: Item, kind: str) -> dict[str, Any]:
    """What the work appeared in."""
    title = _formatted(item.variables.get("container-title", ""))
    if not title:
        return {}
    editors = (*item.names.get("editor", ()), *item.names.get("editor-translator", ()))
    short = _formatted(item.variables.get("container-title-short", ""))
    serial = {"issn": item.variables.get("ISSN"), "isbn": item.variables.get("ISBN")}
    return _filled(
        {
            "type": kind,
            "title": {"value": title, "short": short} if short else title,
            "author": [_name(each) for each in item.names.get("container-author", ())],
            "editor": [_name(each) for each in editors],
            "serial-number": _filled(serial),
        }
    )


def _collection(item: Item) -> dict[str, Any]:
    title = _formatted(item.variables.get("collection-title", ""))
    if not title:
        return {}
    editors = [_name(each) for each in item.names.get("collection-editor", ())]
    volume = _number(item.variables.get("collection-number"))
    return _filled({"type": "anthology", "title": title, "editor": editors, "volume": volume})


def _event(item: Item) -> dict[str, Any]:
    title = _formatted(item.variables.get("event-title", ""))
    place = _formatted(item.variables.get("event-place", ""))
    held = _date(item.dates["event-date"]) if "event-date" in item.dates else None
    if not title and not place:
        return {}
    return _filled({"type": "conference", "title": title, "location": place, "date": held})


def _publisher(item: Item) -> Any:
    name = _formatted(item.variables.get("publisher", ""))
    place = _formatted(item.variables.get("publisher-place", ""))
    return _filled({"name": name, "location": place}) if place else name


def _serial_numbers(variables: Mapping[str, str]) -> dict[str, Any]:
    own = not variables.get("container-title")
    return _filled(
        {
            "doi": variables.get("DOI"),
            "isbn": variables.get("ISBN") if own else None,
            "issn": variables.get("ISSN") if own else None,
            "pmid": variables.get("PMID"),
            "pmcid": variables.get("PMCID"),
            "serial": variables.get("number"),
        }
    )


def _url(item: Item) -> Any:
    url, accessed = item.variables.get("URL", "").replace(" ", "%20"), item.dates.get("accessed")
    if url.startswith("www."):
        url = f"https://{url}"
    if normalise_or_none(IdentifierScheme.URL, url) is None:
        return None  # one address that is none, and Hayagriva refuses the whole file
    date = _date(accessed) if accessed else None
    return {"value": url, "date": date} if url and date else url


def _date(edtf: str) -> str | None:
    """A year, month or day; of an interval the beginning. Hayagriva has no seasons."""
    date = dates.parse(edtf)
    point = date.start or date.end
    if point is None or abs(point.year) > 9999:
        return None
    text = f"{point.year:05}" if point.year < 0 else f"{point.year:04}"
    if point.month and point.month <= 12:
        text += f"-{point.month:02}" + (f"-{point.day:02}" if point.day else "")
    return ("~" if point.approximate or point.uncertain else "") + text


def _number(text: str | None) -> Any:
    """A number as one, else the text: "3", "12A", "XIV"."""
    return int(text) if text and re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII) else text


def _total(text: str | None) -> int | None:
    match = re.search(r"[1-9]\d{0,8}", text or "", re.ASCII)
    return int(match[0]) if match else None


def _language(text: str) -> str | None:
    """A language where it is told by its code."""
    return text if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-[A-Za-z]{2})?", text) else None


FORMAT = Format("Hayagriva", extensions=("yaml", "yml"), write=write)
