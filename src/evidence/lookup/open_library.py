"""Open Library: books by ISBN.

Source: Open Library Books API, `jscmd=data` (with the work's authors) and `jscmd=details`
(with the edition, its series, languages and further contributors).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._payloads import csl_date, csl_name, csl_names, csl_text, json_object, squeezed
from evidence.lookup.base import Answer, Enquiry, Outcome, Pace, Service

_CONTRIBUTION = re.compile(r"(?P<name>[^()]+?)\s*\((?P<role>[A-Za-z. ]+)\)\.?")
_ROLES = MappingProxyType(
    {
        "editor": "editor",
        "ed": "editor",
        "eds": "editor",
        "translator": "translator",
        "tr": "translator",
        "illustrator": "illustrator",
        "compiler": "compiler",
        "author": "author",
    }
)
_LANGUAGES = MappingProxyType(
    {
        language: code
        for code, *languages in (
            line.split()
            for line in "en eng|de ger deu|fr fre fra|es spa|it ita|pt por|nl dut nld|pl pol|ru rus"
            "|zh chi zho|ja jpn|ar ara|la lat|sv swe|da dan|no nor|fi fin|cs cze ces|tr tur"
            "|hi hin|ko kor|he heb|el gre ell|hu hun|uk ukr|fa per fas|ur urd".split("|")
        )
        for language in languages
    }
)
"""ISO 639-1 codes, as CSL has them, for those of MARC and ISO 639-2."""


def ask(enquiry: Enquiry) -> Answer:
    """The edition with that ISBN; one that Open Library lacks may exist all the same."""
    key = f"ISBN:{enquiry.value}"
    reply = enquiry.get("api/books", {"bibkeys": key, "format": "json", "jscmd": "data"})
    data = json_object(reply).get(key) if reply.status == 200 else None
    if not isinstance(data, Mapping) or not data.get("title"):
        return enquiry.nothing(Outcome.NOT_INDEXED, reply, "Open Library has no such ISBN")
    more = enquiry.get("api/books", {"bibkeys": key, "format": "json", "jscmd": "details"})
    about = json_object(more).get(key) if more.status == 200 else None
    details = about.get("details") if isinstance(about, Mapping) else None
    item = book(data, details if isinstance(details, Mapping) else {}, enquiry.value)
    return enquiry.found(reply, "csl-json", csl_text(item))


def book(data: Mapping[str, Any], details: Mapping[str, Any], isbn: str) -> dict[str, Any]:
    """An edition, as both answers of the API describe it, as CSL-JSON."""
    title = squeezed(_said(data.get("title")))
    subtitle = squeezed(_said(data.get("subtitle")))
    names: dict[str, list[dict[str, str]]] = {"author": csl_names(_names(data.get("authors")))}
    for contribution in _names(details.get("contributions")):
        match = _CONTRIBUTION.fullmatch(contribution.strip())
        role = _ROLES.get(match["role"].strip(" .").lower()) if match else None
        if match and role:
            name = csl_name(match["name"])
            if name not in names.setdefault(role, []):
                names[role].append(name)
    others = [name for role, held in names.items() if role != "author" for name in held]
    names["author"] = [name for name in names["author"] if name not in others]
    languages = [_code(each) for each in _list(details.get("languages"))]
    item: dict[str, Any] = {
        "type": "book",
        "title": f"{title}: {subtitle}" if subtitle else title,
        **names,
        "issued": csl_date(_said(data.get("publish_date"))),
        "publisher": "; ".join(_names(data.get("publishers"))),
        "publisher-place": "; ".join(_names(data.get("publish_places"))),
        "edition": squeezed(_said(details.get("edition_name"))),
        "collection-title": "; ".join(_names(details.get("series"))[:1]),
        "number-of-pages": str(data.get("number_of_pages") or ""),
        "language": languages[0] if len(languages) == 1 else "",
        "ISBN": isbn,
        "URL": _said(data.get("url")),
    }
    undated = squeezed(_said(data.get("publish_date")))
    if undated and not item["issued"]:
        item["custom"] = {"open-library": {"publish_date": undated}}
    return item


def _said(value: Any) -> str:
    """A text, also where it stands in an object with its type."""
    if isinstance(value, Mapping):
        value = value.get("value")
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _names(value: Any) -> list[str]:
    """Texts, or the names of objects."""
    texts = [each.get("name") if isinstance(each, Mapping) else each for each in _list(value)]
    return [squeezed(each) for each in texts if isinstance(each, str) and each.strip()]


def _code(language: Any) -> str:
    key = language.get("key") if isinstance(language, Mapping) else language
    code = str(key or "").rsplit("/", 1)[-1]
    return _LANGUAGES.get(code, code)


SERVICE = Service(
    title="Open Library",
    schemes=frozenset({IdentifierScheme.ISBN}),
    base_url="https://openlibrary.org",
    ask=ask,
    pace=Pace(1, 0.34),
    unnamed_pace=Pace(1, 1.0),
)
