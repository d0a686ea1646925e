"""PDFs for tests, page by page: columns, running headers, words parted at line ends, labels."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.pagesizes import A5
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, LEADING = "Times-Roman", 10, 12
WIDTH, HEIGHT = A5
MARGIN, GUTTER, INDENT = 40, 20, 12
LINE = 62
"""How many characters a line of one column holds; of two columns each holds under half."""


@dataclass(frozen=True)
class Page:
    """A page as it is printed.

    Args:
        columns: the lines of each column, from the left; an empty line parts paragraphs, one
            that begins with a space is indented.
        header, footer: the running lines; what stands behind a tab is set at the right.
        interleaved: whether the file holds the columns line by line across the page, as
            careless programs write them, rather than one after the other.
        heading: a line over the whole width above the columns.
        scanned: whether there is no text at all, only a picture.
    """

    columns: tuple[tuple[str, ...], ...] = ((),)
    header: str = ""
    footer: str = ""
    interleaved: bool = False
    heading: str = ""
    scanned: bool = False


@dataclass(frozen=True)
class Labels:
    """Page labels of the file itself, from a page on (PDF 32000-1, 12.4.2).

    Args:
        index: of the page where they begin, from 0.
        style: "arabic", "roman", "ROMAN", "letters" or None for a prefix alone.
        start: the number of the first.
    """

    index: int
    style: str | None = "arabic"
    start: int = 1
    prefix: str = ""


_STYLES = {
    "arabic": "ARABIC",
    "roman": "ROMAN_LOWER",
    "ROMAN": "ROMAN_UPPER",
    "letters": "LETTERS_LOWER",
    None: None,
}


def page(
    text: str,
    *,
    columns: int = 1,
    header: str = "",
    footer: str = "",
    interleaved: bool = False,
    heading: str = "",
    parted: bool = False,
) -> Page:
    """A page of running text, broken into lines and shared out evenly among its columns.

    Args:
        text: paragraphs, parted by an empty line.
        parted: whether words are parted at line ends, which needs no dictionary here.
    """
    width = LINE if columns == 1 else LINE // columns - 2
    lines = wrap(text, width, parted=parted)
    height = -(-len(lines) // columns)
    shared = tuple(tuple(lines[at : at + height]) for at in range(0, len(lines), height))
    return Page(shared or ((),), header, footer, interleaved, heading)


def wrap(text: str, width: int = LINE, *, parted: bool = False) -> list[str]:
    """Paragraphs as lines of at most `width` characters, an empty one between paragraphs."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            lines.append("")
        line = ""
        for word in paragraph.split():
            room = width - len(line) - (1 if line else 0)
            if len(word) <= room:
                line = f"{line} {word}" if line else word
            elif parted and len(word) > 6 and word.isalpha() and room > 4:
                cut = min(room - 1, len(word) - 3)
                lines.append(f"{line} {word[:cut]}-" if line else f"{word[:cut]}-")
                line = word[cut:]
            else:
                lines.append(line)
                line = word
        lines.append(line)
    return lines


def pdf(
    pages: Iterable[Page | str],
    *,
    labels: Sequence[Labels] = (),
    password: str | None = None,
    owner_password: str | None = None,
    compressed: bool = True,
) -> bytes:
    """A PDF of these pages; a text alone is a page of one column.

    Args:
        password: what the reader has to give; with `owner_password` alone the file is
            encrypted and opens all the same.
    """
    lock = None
    if password is not None or owner_password is not None:
        lock = StandardEncryption(password or "", owner_password or password)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A5, encrypt=lock, pageCompression=int(compressed), invariant=1)
    for each in labels:
        canvas.addPageLabel(each.index, _STYLES[each.style], each.start, each.prefix or None)
    for each_page in pages:
        _draw(canvas, page(each_page) if isinstance(each_page, str) else each_page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, what: Page) -> None:
    if what.scanned:
        canvas.rect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN, fill=1)
        return
    canvas.setFont(FONT, SIZE)
    _running(canvas, what.header, HEIGHT - 25)
    top = HEIGHT - 60.0
    if what.heading:
        canvas.drawString(MARGIN, top, what.heading)
        top -= 2 * LEADING
    pitch = (WIDTH - 2 * MARGIN + GUTTER) / len(what.columns)
    placed = [
        [(MARGIN + number * pitch, top - row * LEADING, line) for row, line in enumerate(column)]
        for number, column in enumerate(what.columns)
    ]
    if what.interleaved:
        placed = [[cell for cell in row if cell] for row in zip_longest(*placed)]
    for group in placed:
        for x, y, line in group:
            if line.strip():
                shift = INDENT if line.startswith(" ") else 0
                canvas.drawString(x + shift, y, line.strip())
    _running(canvas, what.footer, 25)


def _running(canvas: Canvas, text: str, y: float) -> None:
    left, _, right = text.partition("\t")
    if left:
        canvas.drawString(MARGIN, y, left)
    if right:
        canvas.drawRightString(WIDTH - MARGIN, y, right)
