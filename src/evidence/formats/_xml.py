"""XML files record by record, safely: what every reader of an XML format stands on.

The text is cut at its records before any of it is parsed, and each record is parsed by
itself. So a record that is ill-formed or has no end costs only itself, memory is that of
one record whatever the file's size, and the line and the text of each are known exactly.
No document type definition ever reaches the parser, which therefore knows no entities but
XML's own five, loads nothing and goes nowhere; a file that declares entities is refused.

Source: Extensible Markup Language (XML) 1.0, fifth edition; Namespaces in XML 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from evidence.errors import BadInput
from evidence.formats._xml_tree import Element, strip_namespaces
from evidence.formats.base import Broken, Entry

_OPENING = re.compile(r"<(?:!--|!\[CDATA\[|\?|!|(?P<end>/?)(?P<name>[^\W\d][^\s<>/!?='\"]*))")
_REST_OF_TAG = re.compile(r"[^<>]*>")
_NAMESPACE = re.compile(r"\s(xmlns(?::[^\s=:<>]+)?)\s*=\s*(\"[^\"<]*\"|'[^'<]*')")
_CLOSERS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_PREFIX = re.compile(r"(?:</?|\s)([^\s<>/:=\"'&;]+):[^\s<>/:=\"'&;]+(?=[\s/>=])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.IGNORECASE
)
_PLACE = re.compile(r"(?:, line \d+, column \d+)?(?: \(<string>, line \d+\))?$")

_STRANGE = "is no record of this format"
_DEEPEST = 200
_LONGEST = 32 * 1024 * 1024
"""Characters of one record; a longer one is no record of a work."""
_GUESSES = 20
"""How many records of `every_child` may lack their end before ends are no longer looked for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a format's records stand.

    Args:
        records: a pattern of the local names of their elements; ignored with `every_child`.
        envelopes: local names of elements that hold nothing but records: what else stands
            in one is reported.
        passed: local names of elements in an envelope that are rightly passed over.
        inside: a pattern of what must follow a record's start tag.
        every_child: each child of an envelope is a record, whatever its name (RDF).
    """

    records: str
    envelopes: frozenset[str]
    passed: frozenset[str] = frozenset()
    inside: str = ""
    every_child: bool = False
    start: re.Pattern[str] = field(init=False)
    inner: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        name = rf"(?:[^\s<>/:]+:)?(?:{self.records})(?=[\s/>])"
        inside = rf"[^<>]*>\s*(?:{self.inside})" if self.inside else ""
        object.__setattr__(self, "start", re.compile(rf"<{name}{inside}"))
        inner = rf"<!--|<!\[CDATA\[|<\?|<(?P<end>/?){name}"
        object.__setattr__(self, "inner", re.compile(inner))


@dataclass(frozen=True, slots=True)
class Record:
    """A record's text: the line of its beginning, and the namespaces in force there."""

    line: int
    raw: str
    namespaces: dict[str, str]


@dataclass(slots=True)
class _Open:
    """An element that has begun outside of any record."""

    name: str
    start: int
    line: int
    namespaces: dict[str, str]
    envelope: bool
    stray: bool


def read(
    text: str, layout: Layout, convert: Callable[[Element, Record], Iterable[Entry]]
) -> Iterator[Entry | Broken]:
    """Every record of `text` as `convert` reads it, and what could not be read.

    Args:
        convert: makes the works of a record's element, whose tags have lost their
            namespaces; raises BadInput where it holds none.
    """
    for record in split(text, layout):
        if isinstance(record, Broken):
            yield record
            continue
        element = parse(record)
        if isinstance(element, Broken):
            yield element
            continue
        strip_namespaces(element)
        try:
            yield from convert(element, record)
        except BadInput as error:
            yield Broken(record.line, record.raw, str(error))


def parse(record: Record) -> Element | Broken:
    """The element of a record; Broken, with the line of the fault, where it is ill-formed.

    What is no character of XML is left out, and a prefix that nothing declares is declared:
    both are common in exports, and neither carries a meaning.
    """
    if len(record.raw) > _LONGEST:
        return Broken(record.line, record.raw, f"it is longer than {_LONGEST:,} characters")
    try:
        return _parse(record.raw, record.namespaces)
    except etree.XMLSyntaxError:
        mended = _CONTROL_REFERENCE.sub("", _CONTROL.sub("", record.raw))
        undeclared = {
            f"xmlns:{prefix}": f'"urn:undeclared:{at}"'
            for at, prefix in enumerate(set(_PREFIX.findall(mended)) - {"xml", "xmlns"})
        }
        try:
            return _parse(mended, undeclared | record.namespaces)
        except etree.XMLSyntaxError as error:
            return Broken(record.line + _lines_before(error), record.raw, _reason(error))


def _parse(raw: str, namespaces: dict[str, str]) -> Element:
    declared = "".join(f" {name}={value}" for name, value in namespaces.items())
    root = etree.fromstring(
        f"<w{declared}>{raw}</w>".encode("utf-8", "surrogatepass"),
        etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ),
    )
    return root[0]


def _lines_before(error: etree.XMLSyntaxError) -> int:
    return max((error.lineno or 1) - 1, 0)


def _reason(error: etree.XMLSyntaxError) -> str:
    fault = _PLACE.sub("", str(error.msg))
    if entity := re.match(r"Entity '(.*)' not defined", fault):
        return f"it uses the entity &{entity[1]};, which nothing defines"
    if "EndTag" in fault or "tag mismatch" in fault or "Premature end" in fault:
        return f"its tags do not match: {fault}"
    return f"it is no well-formed XML: {fault}"


def split(text: str, layout: Layout) -> Iterator[Record | Broken]:
    """The records of `text` in order, and everything else in it that is not mere wrapping."""
    return _Splitter(text, layout).run()


class _Splitter:
    def __init__(self, text: str, layout: Layout) -> None:
        self.text = text
        self.layout = layout
        self.open: list[_Open] = []
        self.found = False
        self.cut_off = False
        self.told = 0
        self.unended = 0
        self._line, self._counted = 1, 0
        self._exhausted: set[str] = set()

    def run(self) -> Iterator[Record | Broken]:
        at = 0
        while at < len(self.text):
            match = _OPENING.search(self.text, at)
            start = match.start() if match else len(self.text)
            yield from self._stray(at, start)
            if match is None:
                break
            if match["name"] is None:
                pieces, at, stop = self._markup(match)
                yield from pieces
                if stop:
                    return
            elif match["end"]:
                pieces, at = self._end_tag(match)
                yield from pieces
            elif self._is_record(match):
                at, reason = self._record_end(match)
                yield self._record(start, at, reason)
            else:
                pieces, at = self._start_tag(match)
                yield from pieces
                if len(self.open) > _DEEPEST:
                    yield self._broken(start, len(self.text), "it is nested too deeply")
                    return
        yield from self._unfinished()

    def _line_at(self, position: int) -> int:
        """The line of a position that is not before the last one asked for."""
        text, start = self.text, self._counted
        breaks = text.count("\n", start, position) + text.count("\r", start, position)
        self._line += breaks - text.count("\r\n", start, position)
        self._counted = position
        return self._line

    def _broken(self, start: int, end: int, reason: str) -> Broken:
        self.found, self.cut_off, self.told = True, end == len(self.text), end
        return Broken(self._line_at(start), self.text[start:end], reason)

    def _stray(self, start: int, end: int) -> Iterator[Broken]:
        if self.open and not self.open[-1].envelope:
            return
        words = self.text[start:end].lstrip()
        if words:
            yield self._broken(end - len(words), end, "it stands outside of any record")

    def _markup(self, match: re.Match[str]) -> tuple[list[Broken], int, bool]:
        """Pass over a comment, an instruction or a document type, if it may be passed over."""
        start = match.start()
        closer = _CLOSERS.get(match[0])
        if closer is None:
            return self._doctype(start)
        end = self.text.find(closer, match.end())
        if end < 0:
            fault = self._broken(start, len(self.text), f"{match[0]} has no {closer}")
            return [fault], len(self.text), False
        end += len(closer)
        if match[0] == "<![CDATA[" and (not self.open or self.open[-1].envelope):
            return [self._broken(start, end, "it stands outside of any record")], end, False
        return [], end, False

    def _doctype(self, start: int) -> tuple[list[Broken], int, bool]:
        text = self.text
        rest = re.compile(r"<!DOCTYPE\b[^<>\[]*").match(text, start)
        if rest is None:
            end = text.find("<", start + 1)
            end = len(text) if end < 0 else end
            return [self._broken(start, end, "it is no tag")], end, False
        at = rest.end()
        if not text.startswith("[", at):
            return [], min(at + 1, len(text)), False
        end = text.find("]", at)
        end = len(text) if end < 0 else end
        content = re.compile(r"<[^!?]").search(text, at)
        entity = text.find("<!ENTITY", at, content.start() if content else len(text))
        if entity >= 0:
            end = text.find("]", entity)
            end = min(len(text) if end < 0 else end, entity + 10_000)
            reason = "the file declares entities of its own; such a file is not read"
            return [self._broken(start, end, reason)], end, True
        close = text.find(">", end)
        return [], len(text) if close < 0 else close + 1, False

    def _is_record(self, match: re.Match[str]) -> bool:
        if self.layout.every_child:
            return bool(self.open) and self.open[-1].envelope
        return self.layout.start.match(self.text, match.start()) is not None

    def _record(self, start: int, end: int, reason: str | None) -> Record | Broken:
        self.found, self.told = True, end
        for each in self.open:
            each.stray = False
        if reason is not None:
            return self._broken(start, end, reason)
        namespaces = self.open[-1].namespaces if self.open else {}
        return Record(self._line_at(start), self.text[start:end], namespaces)

    def _record_end(self, match: re.Match[str]) -> tuple[int, str | None]:
        """Where a record ends, and what is wrong with its end."""
        tag = _REST_OF_TAG.match(self.text, match.end())
        if tag and tag[0].endswith("/>"):
            return tag.end(), None
        if self.layout.every_child:
            return self._child_end(match)
        for depth, inner in self._tags(self.layout.inner, match.end()):
            if depth > 0:
                return inner.start(), "it has no end tag"
            return self._after(inner.end()), None
        return len(self.text), "it has no end tag: the file ends within it"

    def _child_end(self, match: re.Match[str]) -> tuple[int, str | None]:
        """The end of an element in which elements of its own name may stand."""
        name = re.escape(match["name"])
        if self.unended < _GUESSES:
            pattern = re.compile(rf"<!--|<!\[CDATA\[|<\?|<(?P<end>/?){name}(?=[\s/>])")
            depth = 1
            for step, inner in self._tags(pattern, match.end()):
                depth += step
                if depth == 0:
                    return self._after(inner.end()), None
            self.unended += 1
        following = re.compile(rf"</{name}\s*>|(?=<[^\s<>/]+\s+rdf:about=)")
        end = following.search(self.text, match.end())
        if end is None:
            return len(self.text), "it has no end tag: the file ends within it"
        return end.end(), None if end[0] else "it has no end tag"

    def _tags(self, pattern: re.Pattern[str], at: int) -> Iterator[tuple[int, re.Match[str]]]:
        """Start tags (1) and end tags (-1) of `pattern` outside comments and the like."""
        while match := pattern.search(self.text, at):
            at = match.end()
            closer = _CLOSERS.get(match[0])
            if closer is None:
                if match["end"]:
                    yield -1, match
                else:
                    tag = _REST_OF_TAG.match(self.text, at)
                    if tag is None or not tag[0].endswith("/>") or not self.layout.every_child:
                        yield 1, match
            elif closer not in self._exhausted:
                end = self.text.find(closer, at)
                if end < 0:
                    self._exhausted.add(closer)
                else:
                    at = end + len(closer)

    def _after(self, at: int) -> int:
        """The position after a tag's final bracket."""
        tag = _REST_OF_TAG.match(self.text, at)
        return tag.end() if tag else at

    def _start_tag(self, match: re.Match[str]) -> tuple[list[Broken], int]:
        start = match.start()
        tag = _REST_OF_TAG.match(self.text, match.end())
        if tag is None:
            end = self.text.find("<", match.end())
            end = len(self.text) if end < 0 else end
            return [self._broken(start, end, "it is no whole tag")], end
        local = match["name"].rpartition(":")[2]
        parent = self.open[-1] if self.open else None
        envelope = local in self.layout.envelopes
        stray = bool(parent and parent.envelope) and not envelope
        stray = stray and local not in self.layout.passed
        if tag[0].endswith("/>"):
            faults = [self._broken(start, tag.end(), f"<{local}> {_STRANGE}")] if stray else []
            return faults, tag.end()
        namespaces = dict(_NAMESPACE.findall(tag[0]))
        inherited = parent.namespaces if parent else {}
        self.open.append(
            _Open(
                match["name"],
                start,
                self._line_at(start),
                {**inherited, **namespaces} if namespaces else inherited,
                envelope,
                stray,
            )
        )
        return [], tag.end()

    def _end_tag(self, match: re.Match[str]) -> tuple[list[Broken], int]:
        end = self._after(match.end())
        at = len(self.open) - 1
        while at >= 0 and self.open[at].name != match["name"]:
            at -= 1
        if at < 0:
            return [self._broken(match.start(), end, "an end tag without its start tag")], end
        closed, inner = self.open[at], self.open[at + 1 :]
        del self.open[at:]
        if closed.stray:
            reason = f"<{closed.name.rpartition(':')[2]}> {_STRANGE}"
            return [Broken(closed.line, self.text[closed.start : end], reason)], end
        if inner:
            rest = self._untold(inner[0].start, match.start())
            return [Broken(inner[0].line, rest, f"<{inner[0].name}> is not closed")], end
        return [], end

    def _untold(self, start: int, end: int) -> str:
        """What an element that stays open holds and no `Broken` has told; else its start tag."""
        rest = self.text[max(start, self.told) : end].strip()
        return rest or self.text[start : self.text.find(">", start) + 1]

    def _unfinished(self) -> Iterator[Broken]:
        if self.cut_off:
            return
        if self.open:
            first = self.open[0]
            rest = self._untold(first.start, len(self.text))
            reason = f"the file ends before <{first.name}> is closed: it may be cut off"
            yield Broken(self._line_at(len(self.text)), rest, reason)
        elif not self.found:
            root = re.search(r"<(?:[^\s<>/!?:]+:)?([^\s<>/!?:]+)", self.text)
            if root and root[1] not in self.layout.envelopes:
                yield Broken(1, self.text[:10_000], "no record of this format is in it")
