"""CSL-JSON: a list of items, `id` being the citation key.

The schema is that of citation-style-language/schema, `csl-data.json`; what CSL has no
variable for goes into `custom`, which it provides for this, notes too (`{"notes": […]}`);
tags are its `categories`. Read as well: a single item,
`{"items": […]}` (Zotero's server, its translators), an item a line, what Crossref and
DataCite answer as `application/vnd.citationstyles.csl+json`, and variables in the note
(`_extra`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from evidence.domain.records import Source
from evidence.formats import _csl, _json
from evidence.formats.base import Broken, Format, Read

_SHAPE = _json.Shape(
    _csl.looks_like_csl, lists=frozenset({"items", "references"}), wrappers=frozenset()
)
_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article(?:-[a-z]+)?|book|chapter|paper-conference|thesis|report|webpage'
    r"|post(?:-weblog)?|motion_picture|legal_case|personal_communication|entry(?:-[a-z]+)?|[a-z_-]+)"
    r'"'
)
_SURE = re.compile(
    r'"(?:date-parts|container-title|citation-key|dropping-particle|non-dropping-particle'
    r"|publisher-place|event-place|collection-title|title-short|shortTitle"
    r'|journalAbbreviation)"\s*:'
)
_ANSWER = re.compile(r'"(?:title|container-title)"\s*:\s*\[')


def write(sources: Iterable[Source]) -> Iterator[str]:
    """One item a line in a list, so that two exports can be compared line by line."""
    before = "[\n"
    for source in sources:
        yield before + json.dumps(_csl.written(source), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def read(text: str) -> Read:
    """The items of a CSL-JSON text."""
    for element in _json.elements(text, _SHAPE):
        if element.reason is not None:
            yield Broken(element.line, element.raw, element.reason)
        else:
            yield _csl.entry(element.value, element.line, element.raw)


def recognises(head: str) -> float:
    """Sure where it has a type and a member that only CSL has; lists of titles are Crossref's."""
    if not _json.opens(head):
        return 0.0
    if re.fullmatch(r"\s*\[\s*\]\s*", head):
        return 0.5
    if _ANSWER.search(head) or _json.has(head, "itemType"):
        return 0.2
    if not _TYPE.search(head):
        return 0.3 if _SURE.search(head) else 0.1
    if _SURE.search(head):
        return 0.9
    return 0.7 if _json.has(head, "id") or _json.has(head, "title") else 0.3


FORMAT = Format("CSL-JSON", extensions=("json",), write=write, read=read, recognises=recognises)
