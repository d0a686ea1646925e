"""A work as a MARC 21 record, without ISBD's punctuation, as Leader/18 then says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from evidence.domain.dates import year
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats._marc_codes import CODES
from evidence.formats._xml_tree import tag

REST, SCHEME = "887", "csl"
"""The field that holds what others do not say, and what it calls its scheme."""

AGENCY = "evidence"
"""Whose control numbers ours are (field 003): citation keys."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "musical_score": "c", "map": "e", "motion_picture": "g", "song": "j", "speech": "i",
        "broadcast": "i", "graphic": "k", "figure": "k", "software": "m", "dataset": "m",
        "manuscript": "t", "personal_communication": "t",
    }
)  # fmt: skip
_SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review",
                      "review-book"})  # fmt: skip
_PARTS = _SERIALS | {"chapter", "paper-conference", "entry", "entry-dictionary",
                     "entry-encyclopedia"}  # fmt: skip
KEPT: Mapping[str, str] = MappingProxyType(
    {
        "010": "lccn",
        "035": "system-number",
        "240": "uniform-title",
        "246": "varying-title",
        "310": "frequency",
        "504": "bibliography-note",
        "505": "contents",
        "508": "credits",
        "511": "participants",
        "533": "reproduction",
        "538": "system-details",
        "546": "language-note",
        "586": "awards",
        "780": "preceding",
        "785": "succeeding",
        "880": "880",
    }
)
"""Fields without a CSL variable, and what `custom["marc"]` calls them."""

Subfields = tuple[tuple[str, str | None], ...]


def written(source: Source, rest: str) -> str:
    """The record of a work.

    Args:
        rest: what the other fields do not say, for field 887.
    """
    item = source.item
    fields = sorted(_fields(source), key=lambda field: field[0])
    if rest:
        fields.append((REST, "  ", (("a", rest), ("2", SCHEME))))
    body = [
        tag("leader", _leader(item)),
        tag("controlfield", source.key, tag="001"),
        tag("controlfield", AGENCY, tag="003"),
        tag("controlfield", _fixed(item), tag="008"),
        *(_field(*field) for field in fields),
    ]
    return tag("record", [each for each in body if each])


def _leader(item: Item) -> str:
    kind = _KINDS.get(item.type, "a")
    level = {"periodical": "s", "webpage": "i"}.get(item.type, "m")
    if item.type in _PARTS:
        level = "b" if item.type in _SERIALS else "a"
    return f"     n{kind}{level} a22     7c 4500"


def _fixed(item: Item) -> str:
    """Field 008: the year, the language, and whether a file holds data or a program."""
    held = item.year
    issued = f"s{held:04}" if held is not None and 0 <= held <= 9999 else "n    "
    language = item.variables.get("language", "")
    code = language if re.fullmatch("[a-z]{3}", language) else "und"
    file = {"dataset": "a", "software": "b"}.get(item.type, "|")
    return f"||||||{issued}    xx ||||||||{file}||||||||{code} d"


def _field(tag_: str, indicators: str, subfields: Subfields) -> str:
    inner = [tag("subfield", value, code=code) for code, value in subfields if value]
    if not subfields or not subfields[0][1]:
        return ""  # without its first subfield, the others say nothing
    attributes = f'tag="{tag_}" ind1="{indicators[0]}" ind2="{indicators[1]}"'
    return f"<datafield {attributes}>{''.join(inner)}</datafield>"


def _fields(source: Source) -> Iterator[tuple[str, str, Subfields]]:
    item, get = source.item, source.item.variables.get
    part = item.type in _PARTS
    if not part:
        for isbn in (get("ISBN") or "").split():
            yield "020", "  ", (("a", isbn),)
        for issn in (get("ISSN") or "").split(", "):
            yield "022", "  ", (("a", issn),)
    for variable in ("DOI", "PMID", "PMCID"):
        yield "024", "7 ", (("a", get(variable)), ("2", variable.lower()))
    yield "088", "  ", (("a", get("number")),)
    yield "090", "  ", (("a", get("call-number")),)
    yield from _people(item)
    yield "245", "00" if not item.creators else "10", (("a", item.title),)
    yield "250", "  ", (("a", get("edition")),)
    yield "255", "  ", (("a", get("scale")),)
    issued = str(year(item.dates["issued"])) if "issued" in item.dates else None
    published = (("a", get("publisher-place")), ("b", get("publisher")), ("c", issued))
    yield "264", " 1", tuple(each for each in published if each[1])
    if pages := get("number-of-pages"):
        yield "300", "  ", (("a", f"{pages} pages"),)
    yield "490", "0 ", (("a", get("collection-title")), ("v", get("collection-number")))
    if item.type == "thesis":
        yield "502", "  ", (("b", get("genre") or "Thesis"), ("c", get("publisher")))
    yield "520", "  ", (("a", get("abstract")),)
    yield "540", "  ", (("a", get("license")),)
    if part:
        yield "773", "0 ", _host(item)
    yield "765", "0 ", (("t", get("original-title")),)
    yield "856", "40", (("u", get("URL")),)
    for note in source.notes:
        yield "500", "  ", (("a", note),)
    for each in source.tags:
        yield "653", "  ", (("a", each),)
    yield from _kept(item)


def _people(item: Item) -> Iterator[tuple[str, str, Subfields]]:
    main = True
    for role, names in item.names.items():
        for name in names:
            block = "1" if main and role == "author" else "7"
            main = main and role != "author"
            body = name.literal is not None
            subfields = (
                ("a", _heading(name)),
                ("c", name.suffix),
                ("e", role.replace("-", " ")),
                ("4", CODES.get(role)),
            )
            yield f"{block}{'10' if body else '00'}", "2 " if body else "1 ", subfields


def _heading(name: Name) -> str:
    if name.literal is not None:
        return name.literal
    bare = Name(name.family, name.given, name.non_dropping_particle, name.dropping_particle)
    return bare.inverted


def _host(item: Item) -> Subfields:
    get = item.variables.get
    parts = [
        f"Vol. {volume}" if (volume := get("volume")) else "",
        f"no. {issue}" if (issue := get("issue")) else "",
        f"p. {page}" if (page := get("page")) else "",
    ]
    numbers = [("z", each) for each in (get("ISBN") or "").split()]
    numbers += [("x", each) for each in (get("ISSN") or "").split(", ")]
    related = ", ".join(part for part in parts if part)
    title = (("t", get("container-title")), ("p", get("container-title-short")))
    return tuple(each for each in (*title, ("g", related), *numbers) if each[1])


def _kept(item: Item) -> Iterator[tuple[str, str, Subfields]]:
    kept = item.custom.get("marc")
    for number, field in KEPT.items():
        value = kept.get(field) if isinstance(kept, Mapping) else None
        for each in _texts(value):
            yield number, "  ", (("a", each),)


def _texts(value: object) -> Iterable[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [each for each in values if isinstance(each, str)]
