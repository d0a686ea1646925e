"""A web page's machine-readable parts, as they stand there.

Sources: HTML Living Standard (meta, link, title), JSON-LD 1.1 embedded in HTML, OpenURL
COinS (ANSI/NISO Z39.88-2004).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree

from evidence.lookup._payloads import squeezed

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_MOST_METAS = 5_000
_DEEPEST = 20
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about itself.

    Args:
        url: where it is, after redirects.
        metas: contents of meta elements by name or property in small letters, in order.
        objects: the objects of its JSON-LD, outer ones first.
        coins: the key/value pairs of each COinS.
        title: of its title element.
        language: of its html element.
        canonical: the address that it gives as its own.
        pdf: the address of a PDF that it links as another form of itself.
    """

    url: str
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    objects: tuple[Mapping[str, Any], ...] = ()
    coins: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    title: str = ""
    language: str = ""
    canonical: str = ""
    pdf: str = ""

    def all(self, *names: str) -> tuple[str, ...]:
        """The contents under the first of these names that there is."""
        for name in names:
            if self.metas.get(name):
                return self.metas[name]
        return ()

    def first(self, *names: str) -> str:
        """The first content under the first of these names that there is, else ""."""
        return next(iter(self.all(*names)), "")


def read_page(content: bytes, content_type: str, url: str) -> Page:
    """What the page at `url` says about itself.

    Args:
        content: the page.
        content_type: its media type with parameters, as HTTP gave it.
        url: where it is.
    """
    text = decoded(content, content_type).replace("\0", "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Page(url)
    if root is None:
        return Page(url)
    head = root.find(".//base[@href]")
    base = (_joined(url, head.get("href") or "") if head is not None else "") or url
    metas: dict[str, list[str]] = {}
    for number, meta in enumerate(root.iter("meta")):
        if number >= _MOST_METAS:
            break
        said = squeezed(meta.get("content"))
        for attribute in ("name", "property", "itemprop"):
            for name in (meta.get(attribute) or "").lower().split():
                if said and said not in metas.setdefault(name, []):
                    metas[name].append(said)
    title = root.find(".//title")
    return Page(
        url=url,
        metas={name: tuple(said) for name, said in metas.items()},
        objects=tuple(_objects(root)),
        coins=tuple(_coins(root)),
        title=squeezed(title.text) if title is not None else "",
        language=(root.get("lang") or "").strip(),
        canonical=_joined(base, _link(root, "canonical")),
        pdf=_joined(base, _link(root, "alternate", "application/pdf")),
    )


def decoded(content: bytes, content_type: str) -> str:
    """The text of a page: by HTTP's charset, else its own, else UTF-8, else Windows-1252."""
    if content.startswith(codecs.BOM_UTF8):
        return content.decode("utf-8-sig", "replace")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    for said in (content_type, content[:4096].decode("latin-1")):
        match = _CHARSET.search(said)
        name = match[1].lower() if match else ""
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(name, name)
        try:
            if name and not name.startswith("utf-16"):
                return content.decode(name, "replace")
        except (LookupError, UnicodeError):
            continue
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _link(root: etree._Element, relation: str, media_type: str = "") -> str:
    for link in root.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        if relation in relations and (link.get("type") or "").lower().startswith(media_type):
            return (link.get("href") or "").strip()
    return ""


def _joined(base: str, reference: str) -> str:
    """The web address that `reference` means on a page, "" where it means none."""
    if not reference:
        return ""
    try:
        url = urljoin(base, reference)
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    return url if host and url.startswith(("https://", "http://")) else ""


def absolute(page: Page, reference: str) -> str:
    """As a page's own reference, "" where it is no web address."""
    return _joined(page.url, reference)


def _objects(root: etree._Element) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD, references within it replaced by what they mean."""
    found: list[Mapping[str, Any]] = []
    for script in root.iter("script"):
        media_type = (script.get("type") or "").partition(";")[0].strip().lower()
        if media_type != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(_WRAPPING.sub("", script.text), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_flattened(data))
    named = {str(each["@id"]): each for each in found if "@id" in each and len(each) > 1}
    for each in found[:_MOST_NODES]:
        yield {name: _meant(value, named) for name, value in each.items()}


def _flattened(data: Any) -> Iterator[Mapping[str, Any]]:
    """The objects at the top, in lists and graphs, and what pages say they are about."""
    level, depth = [data], 0
    while level and depth < _DEEPEST:
        inner: list[Any] = []
        for each in level:
            if isinstance(each, list):
                inner.extend(each)
            elif isinstance(each, dict):
                if "@type" in each or "@id" in each:
                    yield each
                inner.extend(each[name] for name in ("@graph", "mainEntity") if name in each)
        level, depth = inner[:_MOST_NODES], depth + 1


def _meant(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_meant(each, named) for each in value]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return named.get(str(value["@id"]), value)
    return value


def _coins(root: etree._Element) -> Iterator[Mapping[str, tuple[str, ...]]]:
    for span in root.iter("span"):
        if "Z3988" not in (span.get("class") or "").split():
            continue
        pairs: dict[str, list[str]] = {}
        try:
            read = parse_qsl(span.get("title") or "", max_num_fields=200)
        except ValueError:
            continue
        for name, value in read:
            if squeezed(value):
                pairs.setdefault(name, []).append(squeezed(value))
        if pairs:
            yield {name: tuple(values) for name, values in pairs.items()}
