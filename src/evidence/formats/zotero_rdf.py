"""Zotero's RDF, and other RDF/XML in Dublin Core and the bibliographic ontologies.

What a work is part of (a journal, a book), its notes, files and collections are nodes of
their own, anywhere in the file; they are found in a first pass, as text, and read when the
work that needs them comes.

Source: Zotero's export; the namespaces bib, bibo, dc, dcterms, foaf, link, prism, vcard.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evidence.domain.records import Source
from evidence.errors import BadInput
from evidence.formats import _extra
from evidence.formats import _xml_rest as rest
from evidence.formats import _zotero_rdf_people as people
from evidence.formats import _zotero_rdf_terms as terms
from evidence.formats._markup import plain
from evidence.formats._rdf import Node, Reference, about, node
from evidence.formats._xml import Layout, Record, parse, split
from evidence.formats._xml_tree import Element, document, squeeze
from evidence.formats._xml_work import Work
from evidence.formats._zotero_rdf_writing import NAMESPACES, OPENING, REST, written
from evidence.formats._zotero_schema import DATES, FIELDS
from evidence.formats.base import Broken, Entry, Format, Read

_LAYOUT = Layout("RDF", frozenset({"RDF"}), every_child=True)
_ITEM_TYPE = re.compile(r"<[\w.-]+:itemType>\s*([\w-]*)")
_PART_OF = re.compile(r"<[\w.-]+:(?:isPartOf|presentedAt)\s[^<>]*?resource\s*=\s*[\"']([^\"']*)")
_LINKED = re.compile(r"<[\w.-]+:(?:isReferencedBy|link)\s[^<>]*?resource\s*=\s*[\"']([^\"']*)")
_REFERRED = re.compile(r":(?:resource|nodeID)\s*=\s*[\"']([^\"']*)")
_IDENTIFIER = re.compile(r"\s*(?:urn:)?(DOI|ISBN|ISSN|PMID|PMCID)[\s:]+(\S.*)", re.I | re.DOTALL)
_WITHIN = ("dcterms:isPartOf", "dc:isPartOf", "schema:isPartOf")
_SIDE = frozenset({"attachment", "note"})
_OF_HOLDER = frozenset(
    """prism:edition prism:issn bibo:issn bibo:volume bibo:issue bibo:isbn bibo:isbn10 bibo:isbn13
    dc:publisher dcterms:publisher schema:isbn schema:issn schema:publisher schema:volumeNumber
    schema:issueNumber""".split()
)
"""What a work has from what it is part of."""

_DEEPEST_HOLDER = 3
_REMEMBERED = 500
"""Nodes that are kept for the next work that refers to them."""

_READ_ELSEWHERE = frozenset(
    """dc:title dcterms:title schema:name prism:title dc:type dcterms:type dcterms:isPartOf
    dc:isPartOf schema:isPartOf bib:presentedAt dcterms:hasPart dc:description
    bibo:pageStart bibo:pageEnd prism:startingPage prism:endingPage rdf:type rdf:value""".split()
)


@dataclass(slots=True)
class _Library:
    """What is no work in a file: by address, as text; and who refers to what."""

    nodes: dict[str, Record] = field(default_factory=dict)
    containers: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    referred: set[str] = field(default_factory=set)
    collections: dict[str, list[str]] = field(default_factory=dict)
    parsed: dict[str, Node | None] = field(default_factory=dict)

    def get(self, address: str) -> Node | None:
        """The node at an address, None where there is none that can be read.

        A long list belongs to one work: to give it to many would take as long as they like.
        """
        if address not in self.parsed:
            if len(self.parsed) >= _REMEMBERED:
                self.parsed.clear()
            record = self.nodes.get(address)
            element = parse(record) if record is not None else None
            whole = None if element is None or isinstance(element, Broken) else node(element)
            if whole is not None and people.is_long_list(whole):
                self.nodes.pop(address)
                return whole
            self.parsed[address] = whole
        return self.parsed[address]


def _read(source: str) -> Read:
    """The items of a Zotero library's export, or of other bibliographic RDF."""
    library = _library(source)
    for record in split(source, _LAYOUT):
        if isinstance(record, Broken):
            yield record
            continue
        element = parse(record)
        if isinstance(element, Broken):
            yield element
            continue
        try:
            entry = _entry(node(element), record, library)
        except BadInput as error:
            yield Broken(record.line, record.raw, str(error))
        else:
            if entry is not None:
                yield entry


def _library(source: str) -> _Library:
    library = _Library()
    for record in split(source, _LAYOUT):
        if isinstance(record, Broken):
            continue
        library.containers.update(_PART_OF.findall(record.raw))
        library.linked.update(_LINKED.findall(record.raw))
        library.referred.update(_REFERRED.findall(record.raw))
        item_type = _ITEM_TYPE.search(record.raw)
        address = about(record.raw)
        if address and (item_type is None or item_type[1] in _SIDE):
            library.nodes[address] = record
        if re.match(r"<[\w.-]+:Collection[\s>]", record.raw):
            _collect(library, record)
    return library


def _collect(library: _Library, record: Record) -> None:
    element = parse(record)
    if isinstance(element, Broken):
        return
    try:
        collection = node(element)
    except BadInput:
        return
    for part in collection.every("dcterms:hasPart"):
        if isinstance(part, Reference):
            library.collections.setdefault(part.to, []).append(collection.text("dc:title"))


def _entry(item: Node, record: Record, library: _Library) -> Entry | None:
    """The work of a node; None for what belongs to works elsewhere in the file."""
    zotero_type = item.text("z:itemType")
    address = item.about or ""
    if item.kind == "z:Collection":
        return None
    if item.kind == "bib:Memo" or zotero_type == "note":
        if address in library.linked:
            return None
        raise BadInput("it is a note of its own, which belongs to no work")
    if item.kind == "z:Attachment" or zotero_type == "attachment":
        return None if address in library.linked else _lone_file(item, record)
    if not zotero_type and address in library.containers:
        return None
    if not zotero_type and people.is_no_work(item.kind):
        if address in library.referred:
            return None
        raise BadInput("it describes no work, and no work refers to it")
    work = Work("zotero")
    type_ = terms.type_of(item.kind, zotero_type, item.text("dc:type") or item.text("dcterms:type"))
    if type_ == "document" and not zotero_type and item.text("prism:publicationName"):
        type_ = "article-journal"
    title = _one(item, "dc:title", "dcterms:title", "schema:name", "prism:title")
    work.put("title", squeeze(title))
    people.put(work, item, library.get, zotero_type)
    ends = (
        _one(item, "bibo:pageStart", "prism:startingPage"),
        _one(item, "bibo:pageEnd", "prism:endingPage"),
    )
    work.pages("-".join(dict.fromkeys(end for end in ends if end)))
    for predicate, value in item.properties:
        _property(work, predicate, value, type_, library)
    for holder in _related(item, (*_WITHIN, "bib:presentedAt"), library):
        _holder(work, holder, type_, library)
    for collection in library.collections.get(address, []):
        work.tag(collection)
    if not item.every("dc:identifier") and re.match(r"https?://", address):
        work.put("URL", address)
    return _finished(work, item, type_, record)


def _finished(work: Work, item: Node, type_: str, record: Record) -> Entry:
    """The entry, with what the Extra field says in its lines."""
    names = {role: tuple(held) for role, held in work.names.items()}
    parts = _extra.Fields(type_, work.variables, work.dates, names, None)
    extra = item.text("dc:description") if item.text("z:itemType") else ""
    note = _extra.read(extra, parts).strip()
    work.names = {role: list(held) for role, held in parts.names.items()}
    if note:
        work.variables.setdefault("note", note)
    key = item.text("z:citationKey") or parts.key
    members = rest.told(item.text(REST))
    entry = work.entry(parts.type, record.line, record.raw, key=key, empty=bool(members))
    return rest.completed(entry, members)


def _lone_file(item: Node, record: Record) -> Entry:
    work = Work("zotero")
    work.put("title", squeeze(item.text("dc:title")))
    _attachment(work, item)
    for name, value in item.properties:
        if name == "dc:identifier":
            _identifier(work, value)
    return work.entry("document", record.line, record.raw)


def _one(item: Node, *names: str) -> str:
    return next((value for name in names if (value := item.text(name))), "")


def _related(item: Node, names: tuple[str, ...], library: _Library) -> list[Node]:
    """The nodes that properties hold or refer to."""
    found = []
    for name in names:
        for value in item.every(name):
            inner = library.get(value.to) if isinstance(value, Reference) else value
            if isinstance(inner, Node):
                found.append(inner)
            elif isinstance(inner, str) and inner.strip():
                found.append(Node("", None, [("dc:title", inner)]))
    return found


def _property(
    work: Work, predicate: str, value: str | Reference | Node, type_: str, library: _Library
) -> None:
    text = value.strip() if isinstance(value, str) else ""
    text = value.text("rdf:value") if isinstance(value, Node) else text
    if predicate in terms.VARIABLES:
        work.put(terms.VARIABLES[predicate], text)
    elif predicate in terms.DATES:
        work.date(terms.DATES[predicate], text)
    elif predicate == "prism:number":
        work.put("number" if type_ in terms.NUMBERED else "issue", text)
    elif predicate in {"dc:identifier", "dcterms:identifier"}:
        _identifier(work, value)
    elif predicate in {"bibo:doi", "prism:doi"}:
        work.doi(text)
    elif predicate in {"bibo:isbn", "bibo:isbn10", "bibo:isbn13", "prism:isbn", "schema:isbn"}:
        work.isbn(text)
    elif predicate in {"prism:issn", "prism:eIssn", "bibo:issn", "schema:issn"}:
        work.issn(text)
    elif predicate in {"bib:pages", "bibo:pages", "prism:pageRange", "schema:pagination"}:
        work.pages(text)
    elif predicate in {"dc:subject", "dcterms:subject", "prism:keyword"}:
        lcc = isinstance(value, Node) and value.kind == "dcterms:LCC"
        work.put("call-number", text) if lcc else work.tag(text)
    elif predicate in {"dc:publisher", "dcterms:publisher", "schema:publisher"}:
        _publisher(work, value, library)
    elif predicate == "dcterms:isReferencedBy":
        note = library.get(value.to) if isinstance(value, Reference) else value
        work.note(plain(note.text("rdf:value")) if isinstance(note, Node) else None)
    elif predicate == "link:link":
        file = library.get(value.to) if isinstance(value, Reference) else value
        if isinstance(file, Node):
            _attachment(work, file)
        elif isinstance(value, Reference):
            work.file(value.to)
    elif predicate in {"dc:relation", "dcterms:relation"}:
        work.keep("relation", value.to if isinstance(value, Reference) else text)
    elif predicate == "dc:description" and not work.variables.get("abstract"):
        work.keep("description", text)
    elif predicate.startswith("z:"):
        _zotero_field(work, predicate[2:], text)
    elif predicate not in _READ_ELSEWHERE and people.role(predicate) is None:
        work.keep(predicate, value.to if isinstance(value, Reference) else text)


def _zotero_field(work: Work, name: str, text: str) -> None:
    if name in {"itemType", "citationKey", "csl"} or people.role(f"z:{name}"):
        return
    if name in DATES:
        work.date(DATES[name], text)
    elif name in FIELDS:
        work.put(FIELDS[name], text)
    elif text.startswith("[{"):
        work.custom[name] = _decoded(text)
    else:
        work.keep(name, text)


def _decoded(text: str) -> object:
    """What a field holds that is no text, such as the marks in a file."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _identifier(work: Work, value: str | Reference | Node) -> None:
    if isinstance(value, Node):
        address = value.text("rdf:value")
    else:
        address = value.to if isinstance(value, Reference) else value.strip()
    labelled = _IDENTIFIER.fullmatch(address)
    if labelled:
        kind, number = labelled[1].upper(), labelled[2]
        if kind == "DOI":
            work.doi(number)
        elif kind == "ISBN":
            work.isbn(number)
        elif kind == "ISSN":
            work.issn(number)
        else:
            work.put(kind, number)
    elif re.match(r"https?://|ftp://", address):
        work.put("URL", squeeze(address))
    elif re.match(r"10\.\d{4,9}/", address):
        work.doi(address)
    else:
        work.keep("identifier", address)


def _publisher(work: Work, value: str | Reference | Node, library: _Library) -> None:
    publisher = library.get(value.to) if isinstance(value, Reference) else value
    if isinstance(publisher, str):
        work.put("publisher", squeeze(publisher))
    elif publisher is not None:
        work.put(
            "publisher",
            squeeze(_one(publisher, "foaf:name", "rdf:value", "dc:title", "schema:name")),
        )
        for address in publisher.nodes("vcard:adr"):
            work.put("publisher-place", squeeze(address.text("vcard:locality")))


def _holder(
    work: Work, holder: Node, type_: str, library: _Library, depth: int = _DEEPEST_HOLDER
) -> None:
    """A journal, book, series or conference that a work is part of."""
    title = squeeze(_one(holder, "dc:title", "dcterms:title", "schema:name", "rdf:value"))
    if holder.kind in {"bib:Conference", "bibo:Conference"}:
        work.put("event-title", title)
        return
    if holder.kind in {"bib:Series", "bibo:Series"}:
        work.put("collection-title", title)
        for number in holder.every("dc:identifier"):
            if isinstance(number, str) and not _IDENTIFIER.fullmatch(number):
                work.put("collection-number", number.strip())
        work.keep("series-text", holder.text("dc:description"))
    else:
        work.put("container-title", title)
        work.put("container-title-short", squeeze(holder.text("dcterms:alternative")))
        for identifier in holder.every("dc:identifier"):
            _identifier(work, identifier)
    numbered = "volume" if holder.kind == "bib:Code" else "issue"
    for predicate, variable in (("volume", "volume"), ("number", numbered)):
        work.put(variable, holder.text(f"prism:{predicate}"))
    for predicate, value in holder.properties:
        if predicate in _OF_HOLDER:
            _property(work, predicate, value, type_, library)
    if type_ == "paper-conference" or type_ not in terms.PERIODICALS:
        people.put(work, holder, library.get, author="container-author")
    for inner in _related(holder, _WITHIN, library)[:1]:
        series = inner.kind == "bib:Series" and holder.kind != "bib:Series"
        if depth and (series or "container-title" not in work.variables):
            _holder(work, inner, type_, library, depth - 1)


def _attachment(work: Work, file: Node) -> None:
    """A file's path; a link to the web has only an address."""
    for value in file.every("rdf:resource"):
        work.file(value.to if isinstance(value, Reference) else str(value))
    if not file.every("rdf:resource"):
        for node_ in file.nodes("dc:identifier"):
            work.file(node_.text("rdf:value"))


def _write(sources: Iterable[Source]) -> Iterator[str]:
    """A library that Zotero imports; what Zotero has no field for stands in Extra's lines."""
    records = (_written(source, number) for number, source in enumerate(sources, 1))
    return document(OPENING, records, "</rdf:RDF>")


def _written(source: Source, number: int) -> str:
    def convert(element: Element, record: Record) -> Iterator[Entry]:
        entry = _entry(node(element), record, _library(f"{OPENING}{record.raw}</rdf:RDF>"))
        yield from [entry] if entry is not None else []

    def write(source: Source, left: str) -> str:
        return written(source, number, left)

    return rest.written(source, write, convert, NAMESPACES)


def _recognises(head: str) -> float:
    if not re.search(r"<(?:[\w.-]+:)?RDF[\s>]", head):
        return 0.0
    if "http://www.zotero.org/namespaces/export#" in head or "http://purl.org/net/biblio#" in head:
        return 1.0
    return 0.6


FORMAT = Format(
    "Zotero RDF", extensions=("rdf", "xml"), write=_write, read=_read, recognises=_recognises
)
