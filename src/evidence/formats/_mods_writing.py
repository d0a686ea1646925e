"""A work as a MODS record.

What MODS has an element for stands in it; any other variable stands in a note whose type
names it (`csl:event-title`), so that nothing is lost on the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats._marc_codes import CODES, GENRE_TERMS, RESOURCE_TERMS
from evidence.formats._xml_tree import filled, tag

NOTE = "csl:"
"""What the type of a note begins with that holds a CSL variable."""
KEPT = "mods:"
"""What the type of a note begins with that holds what the reader kept."""

REST = "csl"
"""The label of the extension with what is left."""

_IN_HOST = frozenset({"container-author"})
_IN_SERIES = frozenset({"collection-editor"})


class _Values:
    """The variables of a work, each taken once; what is left goes into notes."""

    def __init__(self, item: Item) -> None:
        self.variables = dict(item.variables)
        self.dates = dict(item.dates)

    def take(self, variable: str) -> str:
        return self.variables.pop(variable, "")

    def date(self, variable: str) -> str:
        return self.dates.pop(variable, "")


def written(source: Source, rest: str) -> str:
    """The record of a work.

    Args:
        rest: what the other elements do not say, for an `extension`.
    """
    item, values = source.item, _Values(source.item)
    host, series = _host(item, values), _series(item, values)
    others = {
        role: names for role, names in item.names.items() if role not in _IN_HOST | _IN_SERIES
    }
    isbns = values.take("ISBN").split() if not host else []
    body = [
        tag("titleInfo", [tag("title", values.take("title"))]) if item.title else "",
        _title("abbreviated", values.take("title-short")),
        *_names(others),
        tag("typeOfResource", RESOURCE_TERMS.get(item.type, "text")),
        tag("genre", item.type, authority="csl"),
        filled("genre", GENRE_TERMS.get(item.type), authority="marcgt"),
        filled("originInfo", _origin(values)),
        filled("language", [filled("languageTerm", values.take("language"), type="code")]),
        filled("physicalDescription", _physical(values)),
        *(tag("abstract", each) for each in values.take("abstract").split("\n") if each),
        *(tag("note", each) for each in source.notes),
        *(tag("subject", [tag("topic", each)]) for each in source.tags),
        filled("classification", values.take("call-number")),
        host,
        series,
        *(tag("identifier", each, type="isbn") for each in isbns),
        filled("identifier", values.take("DOI"), type="doi"),
        filled("identifier", values.take("PMID"), type="pmid"),
        filled("identifier", values.take("PMCID"), type="pmcid"),
        *(tag("identifier", each, type="issn") for each in values.take("ISSN").split(", ") if each),
        tag("identifier", source.key, type="citekey"),
        filled("location", [filled("url", values.take("URL"), usage="primary display")]),
        filled("location", _archive(values)),
        *(tag("location", [tag("url", each, access="raw object")]) for each in _files(item)),
        filled("accessCondition", values.take("license")),
    ]
    body += [tag("note", value, type=f"{NOTE}{name}") for name, value in values.variables.items()]
    body += [tag("note", value, type=f"{NOTE}{name}") for name, value in values.dates.items()]
    body += list(_own(item))
    body.append(filled("extension", rest, displayLabel=REST))
    return tag("mods", [each for each in body if each], version="3.8")


def _own(item: Item) -> Iterable[str]:
    """What MODS's reader kept in `custom`."""
    kept = item.custom.get("mods")
    for field, value in kept.items() if isinstance(kept, Mapping) else ():
        if field == "files":
            continue
        for each in value if isinstance(value, list | tuple) else (value,):
            yield tag("note", str(each), type=f"{KEPT}{field}")


def _files(item: Item) -> Iterable[str]:
    kept = item.custom.get("mods")
    files = kept.get("files") if isinstance(kept, Mapping) else None
    return [str(each) for each in files] if isinstance(files, list | tuple) else []


def _title(kind: str, title: str) -> str:
    return filled("titleInfo", [filled("title", title)], type=kind)


def _names(roles: Mapping[str, tuple[Name, ...]]) -> list[str]:
    return [_name(role, name) for role, names in roles.items() for name in names]


def _name(role: str, name: Name) -> str:
    terms = [tag("roleTerm", role, type="text")]
    if role in CODES:
        terms.append(tag("roleTerm", CODES[role], type="code", authority="marcrelator"))
    if name.literal is not None:
        parts, kind = [tag("namePart", name.literal)], "corporate"
    else:
        family = " ".join(each for each in (name.non_dropping_particle, name.family) if each)
        given = " ".join(each for each in (name.given, name.dropping_particle) if each)
        parts, kind = [filled("namePart", family, type="family")], "personal"
        parts.append(filled("namePart", given, type="given"))
        parts.append(filled("namePart", name.suffix, type="termsOfAddress"))
    return tag("name", [*parts, tag("role", terms)], type=kind)


def _host(item: Item, values: _Values) -> str:
    """The journal or book that a work stands in, with its part there."""
    title = values.take("container-title")
    short = values.take("container-title-short") if title else ""
    names = _names({role: item.names[role] for role in item.names if role in _IN_HOST})
    part = _part(values)
    if not title and not names:
        return part
    inner = [
        filled("titleInfo", [filled("title", title)]),
        _title("abbreviated", short),
        *names,
        *(tag("identifier", each, type="isbn") for each in values.take("ISBN").split()),
        *(tag("identifier", each, type="issn") for each in values.take("ISSN").split(", ") if each),
        part,
    ]
    return tag("relatedItem", [each for each in inner if each], type="host")


def _part(values: _Values) -> str:
    details = [
        filled("detail", [filled("number", values.take(variable))], type=kind)
        for variable, kind in (
            ("volume", "volume"),
            ("issue", "issue"),
            ("section", "section"),
            ("chapter-number", "chapter"),
            ("part-number", "part"),
        )
    ]
    page = values.take("page")
    ends = re.fullmatch(r"([^-,\s]+)-([^-,\s]+)", page)
    if ends and ends[1] != ends[2]:
        details.append(tag("extent", [tag("start", ends[1]), tag("end", ends[2])], unit="pages"))
    elif page:
        details.append(tag("extent", [tag("list", page)], unit="pages"))
    return filled("part", details)


def _series(item: Item, values: _Values) -> str:
    title = values.take("collection-title")
    number = values.take("collection-number") if title else ""
    names = _names({role: item.names[role] for role in item.names if role in _IN_SERIES})
    inner = [
        filled("titleInfo", [filled("title", title), filled("partNumber", number)]),
        *names,
    ]
    return filled("relatedItem", inner, type="series")


def _origin(values: _Values) -> list[str]:
    place = values.take("publisher-place")
    issued = values.date("issued")
    encoding = "edtf" if re.search(r"[/?~%X.]", issued) else "w3cdtf"
    return [
        filled("place", [filled("placeTerm", place, type="text")]),
        filled("publisher", values.take("publisher")),
        filled("dateIssued", issued, encoding=encoding, keyDate="yes"),
        filled("dateCaptured", values.date("accessed"), encoding="w3cdtf"),
        filled("edition", values.take("edition")),
    ]


def _physical(values: _Values) -> list[str]:
    number = values.variables.get("number-of-pages", "")
    if not number.isdigit():
        return [filled("form", values.take("medium"))]
    return [
        filled("form", values.take("medium")),
        filled("extent", values.take("number-of-pages"), unit="pages"),
    ]


def _archive(values: _Values) -> list[str]:
    return [
        filled("physicalLocation", values.take("archive")),
        filled("shelfLocator", values.take("archive_location")),
    ]
