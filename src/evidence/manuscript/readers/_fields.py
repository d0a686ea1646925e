"""Field codes of Word files: the exact records that reference managers leave in a paper.

Zotero and Mendeley write CSL-JSON ("schema/csl-citation.json"), EndNote its own XML, Word
the tags of sources that stand elsewhere in the file.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from evidence.manuscript.document import CitedWork, Record

_JSON = re.compile(r"ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(\{.*\})", re.DOTALL)
_ENDNOTE = re.compile(r"ADDIN\s+EN\.CITE\s*(<EndNote>.*</EndNote>)", re.DOTALL)
_CITE = re.compile(r"<Cite\b.*?</Cite>", re.DOTALL)
_WORD = re.compile(r"\s*CITATION\s+(\S+)(.*)", re.DOTALL)
_SWITCH = re.compile(r"\\(?P<switch>[a-z])\s*(?P<value>\"[^\"]*\"|[^\\\s][^\\]*)?")
_LIST = re.compile(
    r"\s*(?:ADDIN\s+(?:ZOTERO_BIBL|Mendeley\s+Bibliography|EN\.REFLIST)|BIBLIOGRAPHY)\b"
)


def is_list(code: str) -> bool:
    """Whether a field prints the list of references."""
    return _LIST.match(code) is not None


def works(code: str) -> tuple[CitedWork, ...]:
    """The works that a citing field names; none where it is another field, or damaged."""
    if (found := _JSON.search(code)) is not None:
        try:
            cited = json.loads(found[1], strict=False)
        except (ValueError, RecursionError):
            try:
                cited = json.JSONDecoder(strict=False).raw_decode(found[1])[0]
            except (ValueError, RecursionError):
                return ()
        return tuple(_csl(cited))
    if (found := _ENDNOTE.search(code)) is not None:
        return tuple(_endnote(found[1]))
    if (found := _WORD.match(code)) is not None:
        return tuple(_word(found[1], found[2]))
    return ()


def _csl(cited: Any) -> Iterator[CitedWork]:
    items = cited.get("citationItems") if isinstance(cited, dict) else None
    for number, item in enumerate(items if isinstance(items, list) else (), 1):
        if not isinstance(item, dict):
            continue
        data = item.get("itemData")
        uris = item.get("uris") or item.get("uri")
        key = str(uris[0]) if isinstance(uris, list) and uris else str(item.get("id", number))
        record = None
        if isinstance(data, dict):
            text = json.dumps({**data, "id": key}, ensure_ascii=False)
            record = Record("csl-json", text)
        yield CitedWork(
            key=key,
            record=record,
            locator=_text(item.get("locator")),
            label=_text(item.get("label")) if _text(item.get("locator")) else None,
            prefix=_text(item.get("prefix")),
            suffix=_text(item.get("suffix")),
            author_suppressed=bool(item.get("suppress-author") or item.get("author-only")),
        )


def _endnote(xml: str) -> Iterator[CitedWork]:
    for number, cite in enumerate(_CITE.findall(xml), 1):
        record = re.search(r"<record>.*?</record>", cite, re.DOTALL)
        number_ = re.search(r"<RecNum>(.*?)</RecNum>", cite)
        made = None
        if record:
            made = Record("endnote-xml", f"<xml><records>{record[0]}</records></xml>")
        yield CitedWork(
            key=f"endnote-{number_[1] if number_ else number}",
            record=made,
            locator=_member(cite, "Pages"),
            label="page" if _member(cite, "Pages") else None,
            prefix=_member(cite, "Prefix"),
            suffix=_member(cite, "Suffix"),
            author_suppressed='ExcludeAuth="1"' in cite,
        )


def _member(cite: str, name: str) -> str | None:
    found = re.search(rf"<{name}>(.*?)</{name}>", cite, re.DOTALL)
    return _text(html.unescape(found[1])) if found else None


def _word(tag: str, rest: str) -> Iterator[CitedWork]:
    """Word's own: `CITATION Tag \\p 12 \\l 1033 \\m Other`; switches belong to the tag before."""
    tags: list[tuple[str, dict[str, str]]] = [(tag, {})]
    for match in _SWITCH.finditer(rest):
        value = (match["value"] or "").strip().strip('"').strip()
        if match["switch"] == "m" and value:
            tags.append((value.split()[0], {}))
        else:
            tags[-1][1][match["switch"]] = value
    for name, said in tags:
        place = said.get("p") or said.get("v") or None
        yield CitedWork(
            key=name,
            locator=place,
            label=("page" if said.get("p") else "volume") if place else None,
            prefix=said.get("f") or None,
            suffix=said.get("s") or None,
            author_suppressed="n" in said,
        )


def _text(value: Any) -> str | None:
    text = str(value).strip() if isinstance(value, str | int) else ""
    return text or None
