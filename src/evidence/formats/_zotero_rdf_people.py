"""The people and bodies of a node in RDF, within it or elsewhere in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from evidence.domain.items import NAMES
from evidence.domain.names import Name
from evidence.formats._rdf import Node, Reference
from evidence.formats._xml_tree import squeeze
from evidence.formats._xml_work import Work, literal, person, printed
from evidence.formats._zotero_schema import NAMES as CREATORS
from evidence.formats._zotero_schema import role as role_of

Find = Callable[[str], Node | None]
"""The node at an address, None where there is none."""

_AGENTS = frozenset({"Agent", "Group", "Organization", "Organisation", "Person"})
_LISTS = frozenset({"rdf:Alt", "rdf:Bag", "rdf:List", "rdf:Seq"})
_ORDERED = frozenset({"bibo:authorList", "bib:authors"})
_LONGEST_SHARED = 100
_CREATORS = frozenset({"dc:creator", "dcterms:creator", "schema:author", "schema:creator"})


def is_no_work(kind: str) -> bool:
    """Whether a class is one of people, bodies, their addresses, or of lists."""
    return kind in _LISTS or kind.startswith("vcard:") or kind.rpartition(":")[2] in _AGENTS


def is_long_list(node: Node) -> bool:
    """Whether a node is a list of more people than works share."""
    return node.kind in _LISTS and len(node.properties) > _LONGEST_SHARED


def role(predicate: str, zotero_type: str = "") -> str | None:
    """The CSL role of a property, None where it names no people."""
    prefix, _, local = predicate.partition(":")
    if predicate in _CREATORS or predicate in _ORDERED:
        return "author"
    if predicate == "bib:contributors":
        return role_of("contributor", zotero_type)
    if predicate in {"dc:contributor", "dcterms:contributor"}:
        return "contributor"
    if prefix not in {"bib", "z", "bibo", "schema"}:
        return None
    single = local.removesuffix("List").removesuffix("s")
    if single in CREATORS:
        return role_of(single, zotero_type)
    found = re.sub(r"(?<=[a-z])([A-Z])", r"-\1", single).lower()
    return found if found in NAMES else None


def put(work: Work, item: Node, find: Find, zotero_type: str = "", author: str = "author") -> None:
    """Put a node's people into `work`; a list in order counts before single creators.

    Args:
        author: what the node's authors are to the work.
    """
    found_in = [
        (predicate, value, [] if isinstance(value, str) else list(_members(value, find)))
        for predicate, value in item.properties
        if role(predicate, zotero_type)
    ]
    listed = any(members for predicate, _, members in found_in if predicate in _ORDERED)
    for predicate, value, members in found_in:
        found = role(predicate, zotero_type)
        if found is None or (listed and predicate in _CREATORS):
            continue
        found = author if found == "author" else found
        if isinstance(value, str):
            for each in value.split(";") if value.count(";") < 1000 else [value]:
                work.name(found, _printed(each))
        for member in members:
            work.name(found, _name(member))


def _members(value: str | Reference | Node, find: Find) -> Iterator[Node]:
    """The people that a value is, lists or refers to."""
    node = find(value.to) if isinstance(value, Reference) else value
    if not isinstance(node, Node):
        return
    if node.kind not in _LISTS:
        yield node
        return
    for name, each in node.properties:
        inner = find(each.to) if isinstance(each, Reference) and name != "rdf:rest" else each
        if isinstance(inner, Node):
            yield inner


def _name(member: Node) -> Name | None:
    family = _one(member, "foaf:surname", "foaf:family_name", "foaf:lastName", "foaf:familyName")
    family = family or _one(member, "schema:familyName")
    given = _one(member, "foaf:givenName", "foaf:givenname", "foaf:firstName", "schema:givenName")
    if family and given:
        return person(family, given)
    if family or given:
        return literal(family or given)
    whole = _one(member, "foaf:name", "rdf:value", "dc:title", "schema:name", "dcterms:title")
    return _printed(whole) if member.kind.endswith(":Person") else literal(whole)


def _printed(value: str) -> Name | None:
    """A name in one piece; a single word is a body's, or all that is known."""
    family, comma, given = squeeze(value).partition(",")
    return person(family, given) if comma else printed(value)


def _one(node: Node, *names: str) -> str:
    return next((value for name in names if (value := node.text(name))), "")
