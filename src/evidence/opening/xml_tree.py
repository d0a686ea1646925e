"""The tree of an XML file: without entities, network or great depth."""

from __future__ import annotations

from lxml import etree

from evidence.opening.unreadable import Unreadable


def parsed(data: bytes, what: str = "the file") -> etree._Element:
    """The root of an XML text.

    Args:
        what: what it is, for the message.

    Raises:
        Unreadable: it is not well-formed, or expands to too much.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"the file is damaged: {what} is not well-formed") from error


def words(element: etree._Element) -> str:
    """All text that stands in an element."""
    return "".join(map(str, element.itertext()))
