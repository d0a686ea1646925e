"""CSL-YAML: CSL items in YAML, as pandoc has them under `references:` and Better BibTeX
exports them, alone or at the head of a Markdown file.

Source: pandoc's manual, "Specifying bibliographic data"; the items are CSL-JSON's, dates
also EDTF texts, rich text also Markdown. An item is read for itself, by where its dash
stands, so that a broken one costs only itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence.domain.records import Source
from evidence.errors import BadInput
from evidence.formats import _csl, _yaml
from evidence.formats._markdown import from_rich, to_rich
from evidence.formats.base import Broken, Format, Read

_RICH = frozenset(
    """title title-short container-title container-title-short collection-title volume-title
    part-title original-title reviewed-title event-title abstract note annote genre publisher
    """.split()
)
_LINE = re.compile(r"[^\n\r]*(?:\r\n|[\n\r])?")
_LIST = re.compile(r"references[ \t]*:[ \t]*(?:#.*)?")
_DASH = re.compile(r"( *)-(?:[ \t]+\S|[ \t]*$)")
_MARK = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[\w\"'-][^:\n]{0,200}:(?:\s|$)")
_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])&[\w-]+\s", re.MULTILINE)
_RECOGNISED = re.compile(
    r"^ *(?:- )?(?:container-title|collection-title|publisher-place|issued|citation-key"
    r"|event-place|title-short|non-dropping-particle)[ \t]*:",
    re.MULTILINE,
)
_TYPE = re.compile(
    r"^ *(?:- )?type[ \t]*:[ \t]*[\"']?(?:article|book|chapter|thesis|report|webpage|paper-"
    r"|entry|post|motion_picture|legal_case|manuscript|dataset|document|speech|graphic)",
    re.MULTILINE,
)
_STRAY = "it stands between the works and is none"


def write(sources: Iterable[Source]) -> Iterator[str]:
    """The works as pandoc takes them: a document with the list `references`."""
    before = "---\nreferences:\n"
    for source in sources:
        csl = _csl.written(source)
        shown = {name: _marked(value) if name in _RICH else value for name, value in csl.items()}
        yield before + _yaml.dump([json.loads(json.dumps(shown))])
        before = ""
    yield "---\nreferences: []\n---\n" if before else "---\n"


def _marked(value: Any) -> Any:
    return from_rich(value) if isinstance(value, str) else value


def read(text: str) -> Read:
    """The items of a CSL-YAML text."""
    if _ANCHOR.search(text) or not _block_lists(text):
        yield from _whole(text)
        return
    for line, raw, is_item in _chunks(text):
        yield from _item(line, raw) if is_item else [Broken(line, raw.strip(), _STRAY)]


def _block_lists(text: str) -> bool:
    """Whether the works are a list in block style."""
    start = re.search(r"^(?:references[ \t]*:[ \t]*(?:#.*)?[\r\n]|- ?)", text, re.MULTILINE)
    return start is not None


def _whole(text: str) -> Read:
    """The works of a text that must be read as one: in flow style, or with anchors."""
    if not text.strip():
        return
    try:
        value = _yaml.load(text)
    except BadInput as error:
        yield Broken(1, text[:100_000], error.message)
        return
    if isinstance(value, Mapping) and isinstance(value.get("references"), list):
        value = value["references"]
    for each in value if isinstance(value, list) else [value]:
        yield _entry(each, 1, json.dumps(each, ensure_ascii=False, default=str))


def _chunks(text: str) -> Iterator[tuple[int, str, bool]]:
    """The items of the lists, by where their dashes stand, and what is no item."""
    lines: list[str] = []
    begun = 0
    indent: int | None = None
    listed = False
    for number, line in enumerate((each[0] for each in _LINE.finditer(text)), 1):
        bare = line.rstrip("\r\n")
        stripped = bare.strip()
        if indent is not None and (not stripped or stripped.startswith("#")):
            lines.append(line)
            continue
        dash = _DASH.match(bare)
        if dash and (listed or indent is not None or not dash[1]) and (
            indent is None or len(dash[1]) == indent
        ):  # fmt: skip
            if lines:
                yield begun, "".join(lines), True
            lines, begun, indent, listed = [line], number, len(dash[1]), False
            continue
        outside = indent is not None and len(bare) - len(bare.lstrip(" ")) <= indent
        if indent is not None and not outside:
            lines.append(line)
            continue
        if lines:
            yield begun, "".join(lines), True
            lines = []
        indent = None
        if _LIST.fullmatch(bare):
            listed = True
        elif stripped and outside and not _MARK.fullmatch(bare) and not _KEY.match(bare):
            yield number, line, False
        if outside and _MARK.fullmatch(bare) and bare.startswith("---") and text.startswith("---"):
            return  # what follows the head of a Markdown file is its text
    if lines:
        yield begun, "".join(lines), True


def _item(line: int, raw: str) -> Read:
    try:
        value = _yaml.load(raw)
    except BadInput as error:
        yield Broken(line, raw.strip("\r\n"), error.message)
        return
    for each in value if isinstance(value, list) else [value]:
        yield _entry(each, line, raw.strip("\r\n"))


def _entry(value: Any, line: int, raw: str) -> Any:
    if not isinstance(value, Mapping):
        return Broken(line, raw, "it is no object, and so no work")
    shown = {
        str(name): to_rich(each) if name in _RICH and isinstance(each, str) else each
        for name, each in value.items()
    }
    return _csl.entry(shown, line, raw)


def recognises(head: str) -> float:
    """Sure where works stand under `references:`, or a list has CSL's types and variables."""
    if head.lstrip().startswith(("{", "[", "<", "@")):
        return 0.0
    if re.search(r"^references[ \t]*:", head, re.MULTILINE):
        return 0.95 if _RECOGNISED.search(head) or _TYPE.search(head) else 0.6
    if not re.search(r"^- ", head, re.MULTILINE):
        return 0.0
    if _TYPE.search(head):
        return 0.9 if _RECOGNISED.search(head) else 0.7
    return 0.0


FORMAT = Format(
    "CSL-YAML", extensions=("yaml", "yml"), write=write, read=read, recognises=recognises
)
