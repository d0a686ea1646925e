"""Works as records of EndNote XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from evidence.domain.items import Item
from evidence.domain.records import Source
from evidence.formats import _endnote_types as endnote
from evidence.formats._draft import is_year, own, year_of
from evidence.formats._tagged_names import written
from evidence.formats._told import tell_type, untold
from evidence.formats._xml_tree import filled, tag
from evidence.formats.base import Read

KEYS_OF = "evidence"
"""The application under whose name a citation key stands among a record's foreign keys."""

TOLD_BY = "csl"
"""The one under whose name stands what EndNote has no field for."""

FACES: MappingProxyType[str, str] = MappingProxyType(
    {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
)
FILES = ("pdf-urls", "image-urls", "text-urls")
TREATED = frozenset(
    """database source-app rec-number ref-type contributors titles periodical alt-periodical dates
    urls keywords foreign-keys pages isbn electronic-resource-num accession-num notes
    research-notes access-date custom2""".split()
)
"""A record's elements that are more than one value of one variable."""

_WRITTEN_FACES = MappingProxyType({markup: face for face, markup in FACES.items()})
_TITLES = (
    "secondary-title", "tertiary-title", "alt-title", "short-title", "translated-title",
)  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9-]*")

Own = Mapping[str, Sequence[str]]


def record(source: Source, number: int, read: Callable[[str], Read]) -> str:
    """A work as a record of the nearest of EndNote's types, which `read` reads as that work."""
    item = source.item
    name = next((value for field, value in own(item, "endnote") if field == "ref-type"), "")
    if name not in endnote.TYPES or endnote.TYPES[name][1] != item.type:
        name = endnote.WRITTEN[item.type]
    beside = [] if endnote.TYPES[name][1] == item.type else [tell_type(item)]
    beside += untold(item, _record(source, number, name, beside), read)
    return _record(source, number, name, beside)


def _record(source: Source, number: int, name: str, beside: Iterable[str]) -> str:
    item = source.item
    kept: dict[str, list[str]] = {}
    for field, value in own(item, "endnote"):
        kept.setdefault(field, []).append(value)
    variables = {
        field: item.variables[variable]
        for field, variable in endnote.fields(item.type).items()
        if variable in item.variables and field != "isbn"
    }
    values = {field: [value] for field, value in variables.items()}
    for field, listed in kept.items():
        if field not in {"year", "pub-date", "ref-type"}:
            values.setdefault(field, []).extend(listed)
    for variable, field in (("PMID", "accession-num"), ("PMCID", "custom2"), ("URL", "urls"),
                            ("DOI", "electronic-resource-num")):  # fmt: skip
        if variable in item.variables:
            values.setdefault(field, []).insert(0, item.variables[variable])
    people = {
        field: [_shown(written(each)) for each in item.names.get(role, ())]
        for field, role in endnote.roles(item.type, name).items()
    }
    for field in [field for field in values if field.endswith("-authors")]:
        people.setdefault(field, []).extend(values.pop(field))
    parts = [
        tag("source-app", "evidence", name="evidence"),
        tag("rec-number", str(number)),
        tag(
            "foreign-keys",
            [
                tag("key", source.key, app=KEYS_OF),
                *(tag("key", each, app=TOLD_BY) for each in beside),
            ],
        ),
        tag("ref-type", str(endnote.TYPES[name][0]), name=name),
        filled("contributors", [filled(field, _all("author", people[field])) for field in people]),
        filled("titles", [_faced(item.title or ""), *_taken(values, *_TITLES)]),
        filled(
            "periodical",
            [
                filled("full-title", _container(item)),
                filled("abbr-1", item.variables.get("container-title-short")),
            ],
        ),
        filled("alt-periodical", _taken(values, "full-title", "abbr-1", "abbr-2", "abbr-3")),
        filled("pages", item.variables.get("page") or item.variables.get("number-of-pages")),
        filled("keywords", _all("keyword", source.tags)),
        _dates(item, kept, values),
        filled("isbn", "\r".join([*_numbers(item), *values.pop("isbn", [])])),
        filled("urls", _addresses(values)),
        filled("access-date", item.dates.get("accessed")),
        *_all("notes", source.notes),
        *(
            each
            for field in list(values)
            if _NAME.fullmatch(field)
            for each in _taken(values, field)
        ),
    ]
    return tag("record", [each for each in parts if each])


def _all(name: str, values: Iterable[str]) -> list[str]:
    """An element of that name for each value."""
    return [filled(name, value) for value in values]


def _taken(values: dict[str, list[str]], *fields: str) -> list[str]:
    """Elements for the values of some fields, which are taken out of `values`."""
    return [each for field in fields for each in _all(field, values.pop(field, []))]


def _shown(name: str) -> str:
    """A name as EndNote wants it: a final comma keeps an organization's in one piece."""
    return name if "," in name.replace(",,", "") else f"{name},"


def _faced(title: str) -> str:
    """A title with EndNote's faces for CSL's markup."""
    pieces, face = [], "normal"
    for piece in re.split(r"(</?(?:i|b|sup|sub)>)", title):
        if markup := re.fullmatch(r"<(/?)(i|b|sup|sub)>", piece):
            face = "normal" if markup[1] else _WRITTEN_FACES[markup[2]]
        elif piece:
            pieces.append(tag("style", piece, face=face, font="default", size="100%"))
    return filled("title", pieces)


def _container(item: Item) -> str | None:
    is_container = endnote.fields(item.type).get("secondary-title") == "container-title"
    return item.variables.get("container-title") if is_container else None


def _dates(item: Item, kept: Own, values: dict[str, list[str]]) -> str:
    issued = item.dates.get("issued", "")
    days = [issued] if issued and not is_year(issued) else []
    copied = _all("date", values.pop("copyright-date", []))
    return filled(
        "dates",
        [
            filled("year", next(iter(kept.get("year", [])), year_of(issued) if issued else "")),
            filled("pub-dates", _all("date", [*days, *kept.get("pub-date", [])])),
            filled("copyright-dates", copied),
            filled("orig-date", item.dates.get("original-date")),
        ],
    )


def _numbers(item: Item) -> list[str]:
    """What stands in the field of ISBN and ISSN: a patent's number, too."""
    variables = ["ISBN", "ISSN"] if item.type != "patent" else ["number"]
    return [item.variables[each] for each in variables if each in item.variables]


def _addresses(values: dict[str, list[str]]) -> list[str]:
    return [
        filled("related-urls", _all("url", values.pop("urls", []))),
        *(filled(kind, _all("url", values.pop(kind, []))) for kind in FILES),
    ]
