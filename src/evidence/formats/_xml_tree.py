"""Elements of a parsed record: their text, their markup, and how they are written.

Source of the markup that CSL keeps in titles: CSL 1.0.2 specification, "Rich text" (b, i,
sub, sup, small capitals).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from lxml import etree

Element = etree._Element

_SPACE = re.compile(r"\s+")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})

MARKUP: Mapping[str, str] = MappingProxyType(
    {"i": "i", "italic": "i", "b": "b", "bold": "b", "sub": "sub", "sup": "sup", "em": "i"}
)
"""Elements that journals and MathML-free titles use, with CSL's for them."""


def strip_namespaces(element: Element) -> None:
    """Leave each tag of the tree its local name."""
    for each in element.iter():
        tag = each.tag
        if tag.startswith("{"):
            each.tag = tag.rpartition("}")[2]


def squeeze(text: str | None) -> str:
    """`text` with each run of white space as one space, none at the ends."""
    return _SPACE.sub(" ", text).strip() if text else ""


def raw_text(element: Element | None) -> str:
    """All text in an element as it stands there."""
    if element is None:
        return ""
    if len(element) == 0:
        return element.text or ""
    return "".join(str(piece) for piece in element.itertext())


def text(element: Element | None) -> str:
    """All text in an element, squeezed; empty where there is none."""
    return squeeze(raw_text(element))


def at(element: Element | None, path: str) -> str:
    """The squeezed text of the first element at `path` that has any."""
    if element is None:
        return ""
    for found in element.iterfind(path):
        if value := text(found):
            return value
    return ""


def every(element: Element | None, path: str) -> list[str]:
    """The squeezed texts of all elements at `path` that have any."""
    if element is None:
        return []
    return [value for found in element.iterfind(path) if (value := text(found))]


def first(element: Element | None, path: str) -> Element | None:
    """The first element at `path`."""
    return None if element is None else element.find(path)


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name, squeezed; empty where there is none."""
    value = element.get(name)
    if value is None:
        for key, given in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                value = str(given)
                break
    return squeeze(value)


def rich(element: Element | None, markup: Mapping[str, str] = MARKUP) -> str:
    """The squeezed text of an element with the markup that CSL keeps."""
    if element is None:
        return ""
    if len(element) == 0:
        return text(element)
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            pieces.append(here)
            continue
        tag = markup.get(here.tag) if here is not element else None
        pieces.append(f"<{tag}>" if tag else "")
        pieces.append(here.text or "")
        inner: list[Element | str] = []
        for child in here:
            inner += [child, child.tail or ""]
        if tag:
            inner.append(f"</{tag}>")
        waiting += reversed(inner)
    return squeeze("".join(pieces))


def paragraphs(elements: Iterable[Element]) -> str:
    """The texts of `elements`, one a line."""
    return "\n".join(value for each in elements if (value := text(each)))


def escape(value: str) -> str:
    """`value` as it stands in XML; what is no character of XML is left out."""
    return _ILLEGAL.sub("", value).translate(_ESCAPES)


def tag(name: str, content: str | Iterable[str] = "", /, **attributes: str | None) -> str:
    """An element with `content`, a text, or elements already written.

    Attributes that are None or empty are left out; `_` in their names stands for `:` when
    doubled, and a final one is dropped (`type_`).
    """
    shown = "".join(
        f' {key.rstrip("_").replace("__", ":")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    inner = escape(content) if isinstance(content, str) else "".join(content)
    return f"<{name}{shown}>{inner}</{name}>" if inner else f"<{name}{shown}/>"


def filled(name: str, content: str | Iterable[str] | None, /, **attributes: str | None) -> str:
    """`tag`, or nothing where there is no content."""
    inner = content if isinstance(content, str) or content is None else "".join(content)
    if not inner:
        return ""
    return tag(name, content if isinstance(content, str) else [inner], **attributes)


def document(opening: str, records: Iterable[str], closing: str) -> Iterator[str]:
    """A whole file in pieces: its declaration, its envelope, each record on a line of its own."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}\n'
    for record in records:
        yield f"{record}\n"
    yield f"{closing}\n"
