"""PDF: the text of each page in reading order, by pdfium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.domain.pages import PageText, Reading
from evidence.domain.vocabulary import DocumentStatus, PageStatus
from evidence.pages.columns import in_reading_order
from evidence.pages.lines import Line, compounds, joined, plain
from evidence.pages.running import Running, recognise

MEDIA_TYPES = frozenset({"application/pdf"})
READER = "pdf 1"
MOST_PAGES = 30_000
MOST_CHARACTERS = 60_000_000

# pdfium leaves out the line's end where a word is parted, and marks the hyphen so.
_PIECE = re.compile(r"([^\r\n\ufffe\x02]+)([\r\n]+|[\ufffe\x02]|\Z)")
_START = re.compile(r"\S+")
_GAP = 0.9
"""White between two parts of a line, in heights of its letters, that may part columns."""
_FORMAT, _PASSWORD, _SECURITY = 3, 4, 5  # fpdfview.h, FPDF_ERR_*


@dataclass(frozen=True, slots=True)
class _Raw:
    """A page as it was found: None for lines where it could not be read."""

    lines: list[Line] | None
    label: str | None


def read(data: Path) -> Reading:
    """Read a PDF.

    An owner's password hinders nobody; where a file asks for a password to open it, it is
    locked. Pages that cannot be read fail alone.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return _not_opened(raw.FPDF_GetLastError(), data)
    with closing(document):
        count = len(document)
        if count > MOST_PAGES:
            return _failed(f"it says that it has {count} pages; at most {MOST_PAGES} are read")
        found: list[_Raw] = []
        characters = 0
        for index in range(count):
            found.append(_page(document, index))
            characters += sum(len(line.text) for line in found[-1].lines or ())
            if characters > MOST_CHARACTERS:
                return _failed(f"its text is longer than {MOST_CHARACTERS} characters")
    return _reading(found)


def _not_opened(error: int, data: Path) -> Reading:
    if error in {_PASSWORD, _SECURITY}:
        detail = "it asks for a password"
        return Reading(DocumentStatus.LOCKED, (), READER, detail)
    with data.open("rb") as file:
        file.seek(max(0, data.stat().st_size - 2048))
        ends = b"%%EOF" in file.read()
    return _failed("it is a damaged PDF" + ("" if ends else ": its end is missing"))


def _failed(detail: str) -> Reading:
    return Reading(DocumentStatus.FAILED, (), READER, detail)


def _reading(found: list[_Raw]) -> Reading:
    if not found:
        return _failed("it is a PDF without pages")
    lines = [raw.lines or [] for raw in found]
    known = compounds(line.text for page in lines for line in page)
    running = recognise(lines)
    pages = tuple(
        _text(index, raw, run, known)
        for index, (raw, run) in enumerate(zip(found, running, strict=True))
    )
    failed = sum(page.status is PageStatus.FAILED for page in pages)
    if failed == len(pages):
        return _failed("none of its pages can be read")
    detail = f"{failed} of its {len(pages)} pages cannot be read" if failed else None
    if not any(page.status is PageStatus.TEXT for page in pages):
        detail = detail or "none of its pages has text: scanned, perhaps"
        return Reading(DocumentStatus.EMPTY, pages, READER, detail)
    return Reading(DocumentStatus.READ, pages, READER, detail)


def _text(index: int, raw: _Raw, run: Running, known: frozenset[str]) -> PageText:
    if raw.lines is None:
        return PageText(index, "", PageStatus.FAILED, label=raw.label)
    aside = {*run.header, *run.footer}
    header, footer = (
        "\n".join(raw.lines[at].text for at in group) for group in (run.header, run.footer)
    )
    body = joined([line for at, line in enumerate(raw.lines) if at not in aside], known)
    start = len(header) + 2 if header and body else len(header)
    text = f"{header}\n\n{body}" if header and body else header + body
    end = len(text) if footer else None
    if footer:
        text = f"{text}\n\n{footer}" if text else footer
    status = PageStatus.TEXT if text.strip() else PageStatus.EMPTY
    return PageText(index, text, status, start, end, raw.label, run.printed)


def _page(document: Any, index: int) -> _Raw:
    label = None
    try:
        label = plain(document.get_page_label(index)) or None
        page = document[index]
    except Exception:  # whatever a damaged page does, the others are read
        return _Raw(None, label)
    with closing(page):
        try:
            textpage = page.get_textpage()
        except Exception:
            return _Raw(None, label)
        with closing(textpage):
            return _Raw(in_reading_order(list(_lines(textpage.raw))), label)


def _lines(textpage: Any) -> Iterator[Line]:
    """The lines of a page as the file holds them, parts with wide white between apart."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(textpage)
    if count <= 0:
        return
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = raw.FPDFText_GetText(textpage, 0, count, buffer)
    if written <= 1:
        return
    text = bytes(memoryview(buffer).cast("B")[: 2 * (written - 1)]).decode("utf-16-le", "ignore")
    places = _Places(textpage, raw, len(text) == count)
    for row, match in enumerate(_PIECE.finditer(text)):
        piece = match[1]
        if not piece.strip():
            continue
        parted = match[2] in {"\ufffe", "\x02"}
        yield from places.parts(row, piece, match.start(), parted)


class _Places:
    """Where lines of a page stand."""

    def __init__(self, textpage: Any, raw: Any, same: bool) -> None:
        self._textpage = textpage
        self._raw = raw
        self._same = same
        """Whether characters are counted as in the text, without any left out."""
        self._numbers = [ctypes.c_double() for _ in range(4)]

    def parts(self, row: int, piece: str, start: int, parted: bool) -> list[Line]:
        raw, textpage = self._raw, self._textpage
        lead = len(piece) - len(piece.lstrip())
        at = self._char(start + lead)
        length = len(piece.strip())
        count = raw.FPDFText_CountRects(textpage, at, length)
        base = self._base(at)
        if count == 1:
            left, right, top, foot = self._rect(0)
            return [Line(plain(piece), left, right, base or foot, top - foot, row, parted)]
        boxes = [self._rect(number) for number in range(max(count, 0))]
        if not boxes:
            return [Line(plain(piece), 0.0, 0.0, base, 0.0, row, parted)]
        left = min(box[0] for box in boxes)
        right = max(box[1] for box in boxes)
        height = max(box[2] - box[3] for box in boxes)
        whole = Line(
            plain(piece), left, right, base or min(box[3] for box in boxes), height, row, parted
        )
        gaps = _gaps(boxes, _GAP * height)
        return self._split(whole, piece, start, gaps) if gaps else [whole]

    def _split(
        self, whole: Line, piece: str, start: int, gaps: list[tuple[float, float]]
    ) -> list[Line]:
        words = [match.start() for match in _START.finditer(piece)]
        cuts = [0]
        for _, right in gaps:
            low, high = 0, len(words)
            while low < high:
                middle = (low + high) // 2
                if self._left(self._char(start + words[middle])) < right - 0.5:
                    low = middle + 1
                else:
                    high = middle
            if low == len(words) or words[low] <= cuts[-1]:
                return [whole]
            cuts.append(words[low])
        edges = [whole.left, *(right for _, right in gaps)]
        ends = [*(left for left, _ in gaps), whole.right]
        found = []
        for number, cut in enumerate(cuts):
            last = number == len(cuts) - 1
            text = plain(piece[cut:] if last else piece[cut : cuts[number + 1]])
            if text:
                base = self._base(self._char(start + cut))
                part = whole._replace(text=text, left=edges[number], right=ends[number])
                found.append(part._replace(base=base or whole.base, parted=whole.parted and last))
        return found or [whole]

    def _char(self, index: int) -> int:
        if self._same:
            return index
        found: int = self._raw.FPDFText_GetCharIndexFromTextIndex(self._textpage, index)
        return found if found >= 0 else index

    def _rect(self, number: int) -> tuple[float, float, float, float]:
        left, top, right, bottom = self._numbers
        self._raw.FPDFText_GetRect(self._textpage, number, left, top, right, bottom)
        return left.value, right.value, top.value, bottom.value

    def _base(self, char: int) -> float:
        x, y = self._numbers[:2]
        good = self._raw.FPDFText_GetCharOrigin(self._textpage, char, x, y)
        return y.value if good else 0.0

    def _left(self, char: int) -> float:
        left, right, bottom, top = self._numbers
        self._raw.FPDFText_GetCharBox(self._textpage, char, left, right, bottom, top)
        return left.value


def _gaps(
    boxes: list[tuple[float, float, float, float]], least: float
) -> list[tuple[float, float]]:
    """The wide white between boxes that follow each other from the left."""
    found = []
    boxes = sorted(boxes)
    reach = boxes[0][1]
    for left, right, _, _ in boxes[1:]:
        if left - reach > least:
            found.append((reach, left))
        reach = max(reach, right)
    return found
