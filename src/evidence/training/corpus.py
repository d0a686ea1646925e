"""Annotated reference strings, read from TEI: each a text with labels on its spans.

Source: the layout of GROBID's citation corpus (`<bibl>` elements with `<author>`, `<title
level="a|m|j|s">`, `<biblScope>`, `<date>`, `<publisher>`, `<pubPlace>`, `<idno>`, `<ptr>`,
`<note>`), annotated data under CC BY, https://github.com/kermitt2/grobid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_PLAIN = {
    "author": "author",
    "editor": "editor",
    "date": "date",
    "publisher": "publisher",
    "pubplace": "place",
    "orgname": "org",
    "idno": "id",
    "ptr": "url",
    "note": "note",
}
_SCOPES = {
    "vol": "volume", "volume": "volume", "issue": "issue", "pp": "pages", "page": "pages",
    "pages": "pages",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reference string; `spans` are (start, end, label), code points, half-open, in order."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def read(folder: Path) -> Iterator[Labelled]:
    """The strings of all TEI files of a folder."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    for path in sorted(folder.glob("*.xml")):
        root = etree.parse(str(path), parser).getroot()
        for bibl in root.iter("{*}bibl"):
            made = _labelled(bibl)
            if made.text and made.spans:
                yield made


def _labelled(bibl: etree._Element) -> Labelled:
    pieces: list[tuple[str, str]] = []
    _walk(bibl, "", pieces, _levels(bibl))
    text, spans = "", []
    for piece, label in pieces:
        if not piece:
            continue
        squeezed = re.sub(r"\s+", " ", piece)
        if text.endswith(" ") or not text:
            squeezed = squeezed.lstrip()
        if not squeezed:
            continue
        if label:
            spans.append((len(text), len(text) + len(squeezed), label))
        text += squeezed
    return Labelled(text, tuple(spans))


def _levels(bibl: etree._Element) -> dict[str, str]:
    """What titles of each level are in this entry."""
    has = {title.get("level") for title in bibl.iter("{*}title")}
    whole = "container" if "a" in has else "title"
    return {
        "a": "title",
        "j": "container",
        "m": "container"
        if "a" in has and "j" not in has
        else ("title" if "a" not in has else "series"),
        "s": whole if has <= {"s"} or has == {"a", "s"} else "series",
        "u": "title",
    }


def _walk(
    element: etree._Element, label: str, pieces: list[tuple[str, str]], levels: dict[str, str]
) -> None:
    pieces.append((element.text or "", label))
    for child in element:
        if not isinstance(child.tag, str):
            pieces.append((child.tail or "", label))
            continue
        _walk(child, _label(child, levels) or label, pieces, levels)
        pieces.append((child.tail or "", label))


def _label(element: etree._Element, levels: dict[str, str]) -> str:
    tag = element.tag.rpartition("}")[2].lower()
    if tag == "title":
        return levels.get(element.get("level") or "m", "title")
    if tag == "biblscope":
        return _SCOPES.get(element.get("type") or element.get("unit") or "", "")
    return _PLAIN.get(tag, "")
