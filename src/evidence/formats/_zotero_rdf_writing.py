"""A work as Zotero's RDF writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats import _zotero_rdf_terms as terms
from evidence.formats._xml_tree import escape, filled, tag
from evidence.formats._zotero_schema import NAMES, PRIMARY, TYPES

NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "xmlns:rdf": '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
        "xmlns:z": '"http://www.zotero.org/namespaces/export#"',
        "xmlns:dcterms": '"http://purl.org/dc/terms/"',
        "xmlns:dc": '"http://purl.org/dc/elements/1.1/"',
        "xmlns:bib": '"http://purl.org/net/biblio#"',
        "xmlns:foaf": '"http://xmlns.com/foaf/0.1/"',
        "xmlns:link": '"http://purl.org/rss/1.0/modules/link/"',
        "xmlns:prism": '"http://prismstandard.org/namespaces/1.2/basic/"',
        "xmlns:vcard": '"http://nwalsh.com/rdf/vCard#"',
    }
)
OPENING = f"<rdf:RDF {' '.join(f'{name}={value}' for name, value in NAMESPACES.items())}>"

REST = "z:csl"
"""The property with what is left."""

_PROPERTY = re.compile(r"[a-z]+:[A-Za-z][\w.-]*")
_DECLARED = frozenset({"dc", "dcterms", "bib", "foaf", "link", "prism", "vcard"})

_TYPES: MappingProxyType[str, str] = MappingProxyType(
    {csl: zotero for zotero, csl in list(TYPES.items())[::-1]}
    | {
        "review": "journalArticle",
        "review-book": "journalArticle",
        "periodical": "journalArticle",
        "entry": "encyclopediaArticle",
        "figure": "artwork",
        "regulation": "statute",
        "treaty": "statute",
        "classic": "book",
        "pamphlet": "book",
        "performance": "presentation",
    }
)
_CREATORS: MappingProxyType[str, str] = MappingProxyType(
    {csl: zotero for zotero, csl in list(NAMES.items())[::-1]}
)
_BIB = frozenset({"author", "editor", "contributor"})
_PLAIN: MappingProxyType[str, str] = MappingProxyType(
    {
        "abstract": "dcterms:abstract",
        "language": "z:language",
        "title-short": "z:shortTitle",
        "source": "z:libraryCatalog",
        "license": "dc:rights",
        "archive": "dc:source",
        "archive_location": "dc:coverage",
        "edition": "prism:edition",
        "page": "bib:pages",
        "number-of-pages": "z:numPages",
        "number-of-volumes": "z:numberOfVolumes",
        "genre": "z:type",
        "medium": "z:medium",
        "dimensions": "z:runningTime",
        "scale": "z:scale",
        "version": "z:version",
        "section": "z:section",
        "chapter-number": "z:session",
        "authority": "z:authority",
        "status": "z:legalStatus",
        "references": "z:references",
    }
)


def written(source: Source, number: int, rest: str) -> str:
    """The node of a work, and those of its notes and files.

    Args:
        number: its place in the file, by which it is addressed.
        rest: what the other properties do not say.
    """
    item, left = source.item, dict(source.item.variables)
    dates = dict(item.dates)
    type_ = item.type
    zotero_type = _TYPES.get(type_, "document")
    extra = []
    if TYPES.get(zotero_type) != type_:
        extra.append(f"Type: {type_}")
    body = [
        tag("z:itemType", zotero_type),
        _holder(left, type_),
        _series(left),
        _event(left),
        _publisher(left),
        *(_creators(role, zotero_type, names) for role, names in item.names.items()),
        *(tag("dc:subject", each) for each in source.tags),
        filled("dc:title", left.pop("title", None)),
        *(filled(name, left.pop(variable, None)) for variable, name in _PLAIN.items()),
        filled("dc:date", dates.pop("issued", None)),
        filled("dcterms:dateSubmitted", dates.pop("accessed", None)),
        filled("z:filingDate", dates.pop("submitted", None)),
        _address(left.pop("URL", None)),
        filled("dc:subject", [filled("dcterms:LCC", [_value(left.pop("call-number", ""))])]),
        *_identifiers(left),
        tag("z:citationKey", source.key),
        filled("prism:volume", left.pop("volume", None)),
    ]
    if type_ in terms.NUMBERED:
        body.append(filled("prism:number", left.pop("number", None)))
    note = left.pop("note", "")
    extra += [f"{name}: {value}" for name, value in {**left, **dates}.items()]
    body.append(filled("dc:description", "\n".join([*extra, *([note] if note else [])])))
    body += [*_own(item), filled(REST, rest)]
    apart = [*_memos(source, number), *_attachments(item, number)]
    body += [tag(link, rdf__resource=address) for link, address, _ in apart]
    name = terms.WRITTEN_CLASSES.get(type_, "bib:Document")
    node = tag(name, [each for each in body if each], rdf__about=f"#item_{number}")
    return "\n".join([node, *(each for _, _, each in apart)])


def _memos(source: Source, number: int) -> Iterator[tuple[str, str, str]]:
    """The property, address and node of each note, a paragraph a line."""
    for at, note in enumerate(source.notes, 1):
        address = f"#note_{number}_{at}"
        lines = "".join(f"<p>{escape(line)}</p>" for line in note.splitlines())
        memo = tag("bib:Memo", [_value(lines)], rdf__about=address)
        yield "dcterms:isReferencedBy", address, memo


def _attachments(item: Item, number: int) -> Iterator[tuple[str, str, str]]:
    """The property, address and node of each file."""
    kept = item.custom.get("zotero")
    files = kept.get("files") if isinstance(kept, Mapping) else None
    for at, path in enumerate(files if isinstance(files, list | tuple) else (), 1):
        address = f"#file_{number}_{at}"
        inner = [
            tag("z:itemType", "attachment"),
            tag("rdf:resource", rdf__resource=str(path)),
            filled("dc:title", re.split(r"[/\\]", str(path))[-1]),
        ]
        yield "link:link", address, tag("z:Attachment", inner, rdf__about=address)


def _value(value: str) -> str:
    return filled("rdf:value", value)


def _holder(left: dict[str, str], type_: str) -> str:
    inner = [
        filled("dc:title", left.pop("container-title", None)),
        filled("dcterms:alternative", left.pop("container-title-short", None)),
    ]
    if type_ in terms.PERIODICALS:
        inner += [
            filled("prism:volume", left.pop("volume", None)),
            filled("prism:number", left.pop("issue", None)),
            *_identifiers(left, only=("DOI", "ISSN")),
        ]
    name = terms.CONTAINERS.get(type_, "bib:Periodical")
    return filled("dcterms:isPartOf", [filled(name, inner)])


def _series(left: dict[str, str]) -> str:
    inner = [
        filled("dc:title", left.pop("collection-title", None)),
        filled("dc:identifier", left.pop("collection-number", None)),
    ]
    return filled("dcterms:isPartOf", [filled("bib:Series", inner)])


def _event(left: dict[str, str]) -> str:
    inner = [filled("dc:title", left.pop("event-title", None))]
    return filled("bib:presentedAt", [filled("bib:Conference", inner)])


def _publisher(left: dict[str, str]) -> str:
    place = filled("vcard:locality", left.pop("publisher-place", None))
    inner = [
        filled("vcard:adr", [filled("vcard:Address", [place])]),
        filled("foaf:name", left.pop("publisher", None)),
    ]
    return filled("dc:publisher", [filled("foaf:Organization", inner)])


def _creators(role: str, zotero_type: str, names: tuple[Name, ...]) -> str:
    zotero = _CREATORS.get(role) or re.sub(r"-(\w)", lambda match: match[1].upper(), role)
    if role == "author":
        zotero = PRIMARY.get(zotero_type, role)
    name = f"{'bib' if zotero in _BIB else 'z'}:{zotero}s"
    people = [tag("rdf:li", [_person(each)]) for each in names]
    return filled(name, [filled("rdf:Seq", people)])


def _person(name: Name) -> str:
    if name.literal is not None:
        return tag("foaf:Person", [tag("foaf:surname", name.literal)])
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    given = ", ".join(part for part in (given, name.suffix) if part)
    return tag("foaf:Person", [filled("foaf:surname", family), filled("foaf:givenName", given)])


def _identifiers(
    left: dict[str, str], only: tuple[str, ...] = ("DOI", "ISBN", "ISSN")
) -> list[str]:
    return [tag("dc:identifier", f"{name} {left.pop(name)}") for name in only if name in left]


def _address(url: str | None) -> str:
    return filled("dc:identifier", [filled("dcterms:URI", [_value(url or "")])])


def _own(item: Item) -> list[str]:
    """What the reader of this format kept in `custom`."""
    kept = item.custom.get("zotero")
    found = []
    for field, value in kept.items() if isinstance(kept, Mapping) else ():
        prefix, colon, _ = field.partition(":")
        name = field if colon else f"z:{field}"
        if field == "files" or not _PROPERTY.fullmatch(name) or (colon and prefix not in _DECLARED):
            continue
        values = list(value) if isinstance(value, list | tuple) else [value]
        plain = all(isinstance(each, str) for each in values)
        texts = values if plain else [json.dumps(values, ensure_ascii=False)]
        found += [tag(name, each) for each in texts]
    return found
