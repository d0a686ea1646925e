"""arXiv: its preprints, by the Atom API.

Source: arXiv API User's Manual; its Terms of Use (one request every three seconds).
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from evidence.domain import identifiers
from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._payloads import csl_date, csl_names, csl_text, squeezed, xml_root
from evidence.lookup.base import Answer, Enquiry, Failed, Outcome, Pace, Service

_SPACES = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}


def ask(enquiry: Enquiry) -> Answer:
    """The preprint with that identifier, of the version that it names, else of the last."""
    reply = enquiry.get(
        "query",
        {"id_list": enquiry.value, "max_results": "1"},
        accept="application/atom+xml",
        expected=frozenset({400}),
    )
    root = xml_root(reply)
    if root.tag != f"{{{_SPACES['a']}}}feed":
        raise Failed("the answer is no Atom feed")
    entry = root.find("a:entry", _SPACES)
    name = _text(entry, "a:id") if entry is not None else ""
    error = _text(entry, "a:summary") if entry is not None and "/api/errors" in name else ""
    if error and "incorrect id" not in error.lower():
        raise Failed(f"arXiv says: {error[:200]}")
    if entry is None or error or not _text(entry, "a:title"):
        return enquiry.nothing(Outcome.NO_MATCH, reply, "arXiv has no such preprint")
    if _number(name) != identifiers.normalise(IdentifierScheme.ARXIV, enquiry.value):
        raise Failed("the answer is of another preprint")
    item = preprint(entry)
    published = identifiers.normalise_or_none(IdentifierScheme.DOI, _text(entry, "x:doi"))
    return enquiry.found(
        reply,
        "csl-json",
        csl_text(item),
        follow=published,
        document=_link(entry, "pdf"),
    )


def preprint(entry: etree._Element) -> dict[str, Any]:
    """An Atom entry as CSL-JSON: the preprint itself, not what it was published as later."""
    name = _text(entry, "a:id")
    number = _number(name) or name
    category = entry.find("x:primary_category", _SPACES)
    notes = {
        "id": number,
        "version": identifiers.arxiv_version(name),
        "primary-category": category.get("term") if category is not None else None,
        "comment": _text(entry, "x:comment"),
        "journal-ref": _text(entry, "x:journal_ref"),
        "published-doi": _text(entry, "x:doi"),
    }
    return {
        "type": "article",
        "title": _text(entry, "a:title"),
        "author": csl_names(_text(each, "a:name") for each in entry.findall("a:author", _SPACES)),
        "issued": csl_date(_text(entry, "a:published")[:10]),
        "abstract": _text(entry, "a:summary"),
        "publisher": "arXiv",
        "number": f"arXiv:{number}",
        "genre": "Preprint",
        "DOI": f"10.48550/arXiv.{number}",
        "URL": re.sub(r"^http:", "https:", name),
        "custom": {"arxiv": {part: said for part, said in notes.items() if said}},
    }


def _number(name: str) -> str | None:
    return identifiers.normalise_or_none(IdentifierScheme.ARXIV, name)


def _text(element: etree._Element, path: str) -> str:
    return squeezed(element.findtext(path, namespaces=_SPACES))


def _link(entry: etree._Element, title: str) -> str | None:
    for link in entry.findall("a:link", _SPACES):
        if link.get("title") == title:
            return link.get("href")
    return None


SERVICE = Service(
    title="arXiv",
    schemes=frozenset({IdentifierScheme.ARXIV}),
    base_url="https://export.arxiv.org/api",
    ask=ask,
    pace=Pace(1, 3.0),
)
