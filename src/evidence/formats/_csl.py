"""A CSL object as programs and people write it, read as a work.

`Item.from_csl` is strict; here a date that is none, a type that CSL has not, a list where
a text belongs or a name in one piece costs no work: it is mended where it has one meaning,
else kept in `custom` under the variable's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from evidence.domain import dates
from evidence.domain.items import DATES, NAMES, STRINGS, TYPES, Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.errors import BadInput
from evidence.formats import _extra
from evidence.formats._markup import unescape
from evidence.formats._xml_work import doi, printed
from evidence.formats._zotero_schema import TYPES as ZOTERO_TYPES
from evidence.formats.base import Broken, Entry

_OTHER_TYPES = MappingProxyType(
    {
        "journal-article": "article-journal", "proceedings-article": "paper-conference",
        "book-chapter": "chapter", "monograph": "book", "edited-book": "book",
        "reference-book": "book", "dissertation": "thesis", "posted-content": "article",
        "peer-review": "review", "misc": "document", "other": "document", "online": "webpage",
        "inproceedings": "paper-conference", "incollection": "chapter", "inbook": "chapter",
        "techreport": "report", "phdthesis": "thesis", "mastersthesis": "thesis",
        "unpublished": "manuscript", "proceedings": "book", "video": "motion_picture",
        "film": "motion_picture", "paper": "article", "preprint": "article",
    }
)  # fmt: skip
_OLD_NAMES = MappingProxyType(
    {
        "shortTitle": "title-short", "journalAbbreviation": "container-title-short",
        "event": "event-title", "archive-location": "archive_location", "doi": "DOI",
        "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
        "short-container-title": "container-title-short", "citekey": "citation-key",
        "pages": "page", "abstractNote": "abstract",
    }
)  # fmt: skip
_URI = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SEPARATORS = MappingProxyType({"ISSN": ", ", "ISBN": " ", "keyword": ", "})
_YEAR = re.compile(r"-?\d{1,4}")
_SQL_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: .*)?", re.DOTALL)
_LONGEST_DATE = 100


def entry(data: Mapping[str, Any], line: int, raw: str) -> Entry | Broken:
    """The work that a CSL object describes; Broken where it says nothing of one."""
    try:
        return _entry(data, line, raw)
    except BadInput as error:
        return Broken(line, raw, error.message)


def _entry(data: Mapping[str, Any], line: int, raw: str) -> Entry:
    given = data.get("custom")
    custom: dict[str, Any] = dict(given) if isinstance(given, Mapping) else {}
    fields = _extra.Fields(_type(data.get("type"), custom), {}, {}, {})
    notes = _noted(custom)
    for member, value in data.items():
        if (
            member in {"id", "type", "custom", "categories"}
            or value is None
            or value in ("", [], {})
        ):
            continue
        name = _OLD_NAMES.get(member, member)
        if name != member and name in data:
            custom[member] = value
        elif not _put(fields, name, value):
            custom[name] = value
    if "note" in fields.variables:
        rest = _extra.read(fields.variables["note"], fields)
        if rest:
            fields.variables["note"] = rest
        else:
            del fields.variables["note"]
    if not (fields.variables or fields.dates or fields.names):
        raise BadInput("it says nothing of a work")
    tags = _tags(data, custom)
    if custom:  # from_csl keeps the one bound on how deep that may be
        custom = dict(Item.from_csl({"custom": custom}).custom)
    item = Item(fields.type, fields.variables, fields.dates, fields.names, custom)
    return Entry(item, line, raw, _key(data, fields), tags=tags, notes=notes)


def written(source: Source) -> dict[str, Any]:
    """A work as a CSL object: its tags as `categories`, its notes in `custom`."""
    data = source.item.to_csl(source.key)
    if source.tags:
        data["categories"] = list(source.tags)
    if source.notes:
        data["custom"] = {**data.get("custom", {}), "notes": list(source.notes)}
    return data


def looks_like_csl(data: Mapping[str, Any]) -> bool:
    """Whether an object is a whole work, not a part of one."""
    type_ = data.get("type")
    known = isinstance(type_, str) and (type_ in TYPES or type_ in _OTHER_TYPES)
    return known and bool(data.keys() & {"id", "title", "author", "issued", "DOI", "URL"})


def _type(given: Any, custom: dict[str, Any]) -> str:
    """CSL's type for the one given, which is kept where CSL has it not."""
    if given is None or given == "":
        return "document"
    name = str(given).strip()
    for each in (
        name,
        name.lower(),
        name.lower().replace("_", "-"),
        name.lower().replace("-", "_"),
    ):
        if each in TYPES:
            return each
        if each in _OTHER_TYPES:
            return _OTHER_TYPES[each]
    if name in ZOTERO_TYPES:
        return ZOTERO_TYPES[name]
    custom["type"] = given
    return "document"


def _put(fields: _extra.Fields, name: str, value: Any) -> bool:
    """Whether a member could be put where its name says."""
    if name in DATES:
        edtf, whole = date(value)
        if edtf is not None:
            fields.dates[name] = edtf
        return whole
    if name in NAMES:
        names = _names(value)
        if names:
            fields.names[name] = names
        return names is not None
    if name not in STRINGS:
        return False
    text = _text(name, value)
    if text is None:
        return False
    if text:
        fields.variables[name] = text
    return True


def _text(name: str, value: Any) -> str | None:
    """A standard or number variable as text; None where it is no text."""
    if isinstance(value, list | tuple):
        texts = [_text(name, each) for each in value]
        if name in {"title", "container-title", "container-title-short", "title-short"}:
            return texts[0] if len(texts) == 1 else None
        if name not in _SEPARATORS or not all(texts):
            return texts[0] if len(texts) == 1 else None
        return _SEPARATORS[name].join(each for each in texts if each)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = unescape(str(value)).strip()
    if name == "DOI":
        return doi(text) or text
    return text


def _names(value: Any) -> tuple[Name, ...] | None:
    """The names of a role; None where something in it is no name."""
    given = list(value) if isinstance(value, list | tuple) else [value]
    found: list[Name] = []
    for each in given:
        if isinstance(each, str):
            name = printed(unescape(each))
            found += [name] if name else []
        elif isinstance(each, Mapping):
            parts = {
                part: unescape(str(text))
                for part, text in each.items()
                if isinstance(text, str | int)
            }
            if "name" in parts and not parts.keys() & {"family", "given", "literal"}:
                parts["literal"] = parts["name"]
            if not any(parts.get(part, "").strip() for part in ("family", "given", "literal")):
                continue
            if parts.get("literal", "").strip() and parts.get("family", "").strip():
                del parts["literal"]
            found.append(Name.from_csl(parts))
        elif each is not None:
            return None
    return tuple(found)


def date(value: Any) -> tuple[str | None, bool]:
    """The EDTF of a date as CSL objects have it, and whether that is all it says.

    `[{year: 2018, month: 3}]` and bare date-parts, as old programs write them, are read.
    """
    if isinstance(value, list) and value:
        if all(isinstance(each, Mapping) for each in value):
            ends = [date(each) for each in value[:2]]
            edtf = "/".join(end for end, _ in ends if end)
            return (edtf or None), len(value) <= 2 and all(whole for _, whole in ends)
        value = {"date-parts": value if isinstance(value[0], list) else [value]}
    if isinstance(value, Mapping):
        value = dict(value)
        if "year" in value and "date-parts" not in value:
            value["date-parts"] = [[value.get(part) for part in ("year", "month", "day")]]
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and not isinstance(parts[0], list | tuple):
            value["date-parts"] = parts = [parts]
        if _is_empty(parts) and not (value.get("raw") or value.get("literal")):
            return None, True
        if _is_empty(parts):
            value.pop("date-parts", None)
    texts = [value] if isinstance(value, str) else []
    if isinstance(value, Mapping):
        texts = [text for text in (value.get("raw"), value.get("literal")) if isinstance(text, str)]
    if any(len(text) > _LONGEST_DATE for text in texts):
        return None, False
    try:
        return dates.edtf_from_csl(_without_zeros(value)), True
    except BadInput:
        return _salvaged(value), False


def _is_empty(parts: Any) -> bool:
    """Whether date-parts name no year: [[null]], [[]], [[""]]."""
    if not isinstance(parts, list | tuple):
        return not parts
    return all(
        each is None or each == "" or (isinstance(each, list | tuple) and not any(each))
        for each in parts
    )


def _without_zeros(value: Any) -> Any:
    """Zotero's dates of its database, "2018-03-00 March 2018", as a date without zeros."""
    if isinstance(value, str) and (match := _SQL_DATE.fullmatch(value.strip())):
        return "-".join(part for part in match.groups() if part != "00")
    if isinstance(value, Mapping):
        for member in ("raw", "literal"):
            if isinstance(value.get(member), str):
                return {**value, member: _without_zeros(value[member])}
    return value


def _salvaged(value: Any) -> str | None:
    """The year of a date whose other parts cannot be."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        first = str(parts[0][0]).strip()
        if _YEAR.fullmatch(first, endpos=5) and int(first):
            return dates.edtf_from_csl(int(first) + (int(first) < 0))
    return None


def _key(data: Mapping[str, Any], fields: _extra.Fields) -> str | None:
    """The citation key: what is called so, else an id that is no address."""
    for given in (fields.variables.get("citation-key"), fields.key, data.get("id")):
        if isinstance(given, str | int) and not isinstance(given, bool):
            key = str(given).strip()
            if key and not _URI.match(key):
                return key
    return None


def _noted(custom: dict[str, Any]) -> tuple[str, ...]:
    """The notes that `custom` holds, taken out of it; what is no list of texts stays."""
    given = custom.get("notes")
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        return ()
    del custom["notes"]
    return tuple(given)


def _tags(data: Mapping[str, Any], custom: dict[str, Any]) -> tuple[str, ...]:
    """CSL-JSON's own list of categories; keywords are a variable."""
    given = data.get("categories")
    if isinstance(given, list) and all(isinstance(each, str) for each in given):
        return tuple(dict.fromkeys(tag for each in given if (tag := each.strip())))
    if given not in (None, "", {}):
        custom["categories"] = given
    return ()
