"""RDF/XML as nodes with properties, as much of it as bibliographic programs write.

Source: W3C, "RDF 1.1 XML Syntax".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType

from evidence.errors import BadInput
from evidence.formats._xml_tree import Element, raw_text, squeeze

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES = MappingProxyType(
    {
        _RDF: "rdf",
        "http://www.zotero.org/namespaces/export#": "z",
        "http://purl.org/dc/terms/": "dcterms",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://purl.org/dc/elements/1.0/": "dc",
        "http://purl.org/net/biblio#": "bib",
        "http://xmlns.com/foaf/0.1/": "foaf",
        "http://purl.org/rss/1.0/modules/link/": "link",
        "http://nwalsh.com/rdf/vCard#": "vcard",
        "http://www.w3.org/2006/vcard/ns#": "vcard",
        "http://purl.org/ontology/bibo/": "bibo",
        "http://purl.org/vocab/bio/": "bio",
        "http://schema.org/": "schema",
    }
)
_DEEPEST = 60
_ABOUT = re.compile(r"<[^<>]*?\s[\w.-]+:(?:about|ID|nodeID)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class Reference:
    """The address of another node."""

    to: str


@dataclass(slots=True)
class Node:
    """A thing: its kind (`bib:Article`), address, and properties in order."""

    kind: str
    about: str | None = None
    properties: list[tuple[str, str | Reference | Node]] = field(default_factory=list)

    def every(self, name: str) -> list[str | Reference | Node]:
        """The values of a property."""
        return [value for each, value in self.properties if each == name]

    def nodes(self, name: str) -> list[Node]:
        """The nodes that stand within a property."""
        return [value for value in self.every(name) if isinstance(value, Node)]

    def text(self, name: str) -> str:
        """The first text of a property, whitespace at its ends taken off."""
        for value in self.every(name):
            if isinstance(value, str) and value.strip():
                return value.strip()
            if isinstance(value, Node) and (inner := value.text("rdf:value")):
                return inner
        return ""

    def members(self) -> list[Node]:
        """What a list (`rdf:Seq`) holds; a node that is no list holds itself."""
        if self.kind not in {"rdf:Seq", "rdf:Bag", "rdf:Alt"}:
            return [self]
        return [value for name, value in self.properties if isinstance(value, Node)]


def about(raw: str) -> str | None:
    """The address that a node's text begins with."""
    match = _ABOUT.match(raw)
    return _unescaped(match[1] or match[2] or "") if match else None


def _unescaped(value: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        value = value.replace(entity, character)
    return value.replace("&amp;", "&")


def node(element: Element, depth: int = 0) -> Node:
    """The node of an element.

    Raises:
        BadInput: nodes are nested too deeply.
    """
    if depth > _DEEPEST:
        raise BadInput("nodes are nested too deeply")
    made = Node(_name(element.tag))
    for key, value in element.attrib.items():
        name = _name(str(key))
        if name in {"rdf:about", "rdf:ID", "rdf:nodeID"}:
            made.about = str(value)
        elif not name.startswith(("rdf:", "xml", "{")):
            made.properties.append((name, str(value)))
    _fill(made, element, depth)
    return made


def _fill(made: Node, element: Element, depth: int) -> None:
    for child in element:
        name = _name(child.tag)
        value = _value(child, depth)
        if name == "rdf:type" and isinstance(value, Reference):
            if made.kind == "rdf:Description":
                made.kind = _name_of_address(value.to)
            continue
        for each in value if isinstance(value, list) else [value]:
            made.properties.append((name, each))


def _value(element: Element, depth: int) -> str | Reference | Node | list[Node]:
    resource = element.get(f"{{{_RDF}}}resource") or element.get(f"{{{_RDF}}}nodeID")
    if resource is not None:
        return Reference(resource)
    if element.get(f"{{{_RDF}}}parseType") == "Resource":
        made = Node("rdf:Description")
        _fill(made, element, depth + 1)
        return made
    if len(element) and element.get(f"{{{_RDF}}}parseType") != "Literal":
        return [node(child, depth + 1) for child in element]
    return raw_text(element)


def _name(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    if namespace.startswith("http://prismstandard.org/namespaces/"):
        return f"prism:{local}"
    prefix = _PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else tag


def _name_of_address(address: str) -> str:
    address = squeeze(address)
    end = max(address.rfind("#"), address.rfind("/")) + 1
    return _name(f"{{{address[:end]}}}{address[end:]}")
