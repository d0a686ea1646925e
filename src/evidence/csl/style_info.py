"""What a style says of itself (CSL 1.0.2 "Info")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """A style's description.

    Args:
        name: What it is called in the library.
        title: Its full title.
        short_title: A shorter one.
        id: Its address.
        parent: Address of the style that it follows, empty for an independent one.
        citation_format: ``author-date``, ``author``, ``numeric``, ``label`` or ``note``.
        fields: The subjects that it is used in.
        issn: Of the journal that it is for.
        default_locale: Language tag, empty where it fits any.
        updated: Time of the last change, as written.
        licence: Address of its licence.
        authors: Who wrote it.
        bibliography: Whether it has one; of a dependent style unknown, and false.
    """

    name: str
    title: str
    short_title: str
    id: str
    parent: str
    citation_format: str
    fields: tuple[str, ...]
    issn: tuple[str, ...]
    default_locale: str
    updated: str
    licence: str
    authors: tuple[str, ...]
    bibliography: bool = False


_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_AUTHOR = re.compile(r"<author>.*?<name>(.*?)</name>.*?</author>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def read_info(data: bytes, name: str) -> StyleInfo:
    """Read the description at the head of a style.

    A scan, not a parse: ten thousand styles are looked through for one search.

    Args:
        data: The style, or as much of it as reaches the end of ``cs:info``.
        name: What it is called.
    """
    text = _COMMENT.sub("", data.decode("utf-8", "replace"))
    head, _, rest = text.partition("</info>")
    root = _attributes(head, "style")
    links = {one.get("rel", ""): one.get("href", "") for one in _all(head, "link")}
    categories = _all(head, "category")
    return StyleInfo(
        name=name,
        title=_content(head, "title"),
        short_title=_content(head, "title-short"),
        id=_content(head, "id"),
        parent=links.get("independent-parent", ""),
        citation_format=next(
            (one["citation-format"] for one in categories if "citation-format" in one), ""
        ),
        fields=tuple(one["field"] for one in categories if one.get("field")),
        issn=tuple(" ".join(found.split()) for found in re.findall(r"<e?issn[^>]*>([^<]*)<", head)),
        default_locale=root.get("default-locale", ""),
        updated=_content(head, "updated"),
        licence=_attributes(head, "rights").get("license", ""),
        authors=tuple(unescape(" ".join(one.split())) for one in _AUTHOR.findall(head)),
        bibliography="<bibliography" in rest,
    )


def _content(text: str, tag: str) -> str:
    found = re.search(rf"<{tag}(?:\s[^>]*)?>(.*?)</{tag}>", text, re.DOTALL)
    return unescape(" ".join(found[1].split())) if found else ""


def _all(text: str, tag: str) -> list[dict[str, str]]:
    return [_read(found) for found in re.findall(rf"<{tag}(\s[^>]*?)/?>", text)]


def _attributes(text: str, tag: str) -> dict[str, str]:
    found = re.search(rf"<{tag}(\s[^>]*?)/?>", text)
    return _read(found[1]) if found else {}


def _read(attributes: str) -> dict[str, str]:
    return {
        name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(attributes)
    }
