"""Make the second demo's files: `seed/sources/`, a small invented paper and its sources.

The paper's text, `seed/sources/paper.txt`, is written by hand; the rest is made from it,
`demo_texts.py` and `demo_data.py`. Run from the checkout after one of them was changed:

    PYTHONPATH=src:tests python tests/make_demo_sources.py
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

import demo_texts as texts
from demo_data import ANNOTATIONS, ASSESSMENTS, CITATIONS, CLAIMS, EVIDENCE, REFERENCES, WORKS
from evidence.domain.text import fingerprint
from evidence.manuscript.plain import read

FOLDER = Path(__file__).parent.parent / "seed" / "sources"
PAPER = (FOLDER / "paper.txt").read_text(encoding="utf-8")
_WIDTH, _HEIGHT, _MARGIN = 420.0, 380.0, 46.0
_FONT, _SIZE, _LEADING = "Times-Roman", 10.5, 14.0
_PARTED = {
    "contractor": ("contrac-", "tor"),
    "estimate": ("esti-", "mate"),
    "passengers": ("passen-", "gers"),
    "indispensable": ("indispen-", "sable"),
    "institution,": ("institu-", "tion,"),
    "withdrawn": ("with-", "drawn"),
    "association": ("associa-", "tion"),
}
_SCANNED = (
    "From 1909 to 1914 the purser's bags were emptied into the Board's chest and the sums were "
    "entered monthly, so that no single night can be told apart from another. For these years "
    "the estimate rests on the pay of the crew, which was reckoned by the head."
)


def main() -> None:
    """Write every file and the manifest that names them."""
    files: dict[str, tuple[str, bytes, str]] = {
        "paper.txt": ("text", PAPER.encode(), "The paper itself, plain text."),
        "ellingsen2014.pdf": ("document", article(), "Pages 211 to 218, printed in the footers."),
        "harbourboard1912.pdf": ("document", report(), "Pages i to iv and 1 to 6, page labels."),
        "weir2019.pdf": ("document", proceedings(), "Pages 45 to 50 in two columns; 49 a picture."),
    }
    for name, kind, rows, told in (
        ("paper.json", "paper", WORKS[:1], "The paper's own record."),
        ("works.json", "works", WORKS[1:], "The four works of its list."),
        ("references.jsonl", "references", REFERENCES, "Its reference list."),
        ("citations.jsonl", "citations", CITATIONS, "Its citations."),
        ("claims.jsonl", "claims", list(_claims()), "Its claims and quotations."),
        ("evidence.jsonl", "evidence", EVIDENCE, "What two readers found in the sources."),
        ("assessments.jsonl", "assessments", ASSESSMENTS, "What they and a program judged."),
        ("annotations.jsonl", "annotations", ANNOTATIONS, "Notes on the works."),
    ):
        files[name] = (kind, _written(rows, lines=name.endswith("l")), told)
    manifest = {
        "format": 1,
        "name": "night-crossings",
        "describes": "An invented paper with three invented sources, for trying the program.",
        "paper": WORKS[0]["id"],
        "fact_check": {
            "agent": "Ines Falk",
            "kind": "person",
            "date": "2026-11-23",
            "tag": "fact-check",
        },
        "files": [
            {
                "path": name,
                "kind": kind,
                "sha256": hashlib.sha256(content).hexdigest(),
                "describes": told,
                **({"source": name.removesuffix(".pdf")} if kind == "document" else {}),
            }
            for name, (kind, content, told) in files.items()
        ],
    }
    for name, (_, content, _told) in files.items():
        (FOLDER / name).write_bytes(content)
    written = json.dumps(manifest, ensure_ascii=False, indent=2)
    (FOLDER / "MANIFEST.json").write_text(written + "\n", encoding="utf-8")


def article() -> bytes:
    """Ellingsen's article: the running title above, the page number below."""
    made = io.BytesIO()
    canvas = _canvas(made, "Lamps and Fog")
    for number, text in enumerate(texts.LAMPS, 211):
        canvas.setFont("Times-Italic", 8.5)
        title = "Marta Ellingsen" if number % 2 == 0 else "Lamps and Fog"
        if number > 211:
            canvas.drawCentredString(_WIDTH / 2, _HEIGHT - 30, title)
        _column(canvas, text, _MARGIN, _HEIGHT - 62, _WIDTH - 2 * _MARGIN)
        canvas.setFont(_FONT, 9)
        canvas.drawCentredString(_WIDTH / 2, 28, str(number))
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def report() -> bytes:
    """The Board's report: no printed numbers, but page labels in the file."""
    made = io.BytesIO()
    canvas = _canvas(made, "Report of the Inquiry into Night Crossings")
    canvas.addPageLabel(0, "ROMAN_LOWER", 1)
    canvas.addPageLabel(len(texts.INQUIRY_FRONT), "ARABIC", 1)
    for text in (*texts.INQUIRY_FRONT, *texts.INQUIRY):
        _column(canvas, text, _MARGIN, _HEIGHT - 70, _WIDTH - 2 * _MARGIN)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def proceedings() -> bytes:
    """Weir's paper: two columns, the page number in the header, one page only a picture."""
    made = io.BytesIO()
    canvas = _canvas(made, "Counting the Night Passengers")
    width = (_WIDTH - 2 * _MARGIN - 18) / 2
    for number, text in enumerate(texts.PASSENGERS, 45):
        if not text:
            canvas.drawImage(_picture(), 0, 0, _WIDTH, _HEIGHT)
            canvas.showPage()
            continue
        canvas.setFont(_FONT, 9)
        canvas.drawString(_MARGIN, _HEIGHT - 30, f"{number}")
        canvas.drawRightString(_WIDTH - _MARGIN, _HEIGHT - 30, "Estuary Studies 12 (2019)")
        lines = list(_lines(text, width))
        half = (len(lines) + 1) // 2
        _draw(canvas, lines[:half], _MARGIN, _HEIGHT - 62)
        _draw(canvas, lines[half:], _MARGIN + width + 18, _HEIGHT - 62)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _canvas(file: io.BytesIO, title: str) -> Canvas:
    canvas = Canvas(file, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    return canvas


def _column(canvas: Canvas, text: str, x: float, y: float, width: float) -> None:
    _draw(canvas, list(_lines(text, width)), x, y)


def _draw(canvas: Canvas, lines: Iterable[str], x: float, y: float) -> None:
    canvas.setFont(_FONT, _SIZE)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= _LEADING


def _lines(text: str, width: float) -> Iterator[str]:
    """A text's lines, an empty one between paragraphs; some words are parted at a line's end."""
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if stringWidth(longer, _FONT, _SIZE) <= width:
                line = longer
                continue
            head, tail = _PARTED.get(word.casefold(), ("", word))
            if head and stringWidth(f"{line} {head}", _FONT, _SIZE) <= width:
                line, word = f"{line} {head}", tail
            yield line
            line = word
        yield line


def _picture() -> ImageReader:
    """A page as a scanner would see it: no text, only dots."""
    made = io.BytesIO()
    canvas = _canvas(made, "")
    _column(canvas, _SCANNED, _MARGIN, _HEIGHT - 62, (_WIDTH - 2 * _MARGIN - 18) / 2)
    canvas.showPage()
    canvas.save()
    with pypdfium2.PdfDocument(made.getvalue()) as document:
        image = document[0].render(scale=1.5, grayscale=True).to_pil()
    return ImageReader(image)


def _claims() -> Iterator[Mapping[str, Any]]:
    """The claims, each with the fingerprint of its sentence."""
    held = {(each.section, each.paragraph, each.sentence): each for each in read(PAPER)}
    for claim in CLAIMS:
        sentence = held[claim["section"], claim["paragraph"], claim["sentence"]]
        if (quoted := claim.get("quoted")) is not None and quoted not in sentence.text:
            raise ValueError(f"{claim['key']}: {quoted!r} is not in {sentence.text!r}")
        yield {**claim, "fingerprint": fingerprint(sentence.text)}


def _written(rows: Iterable[Mapping[str, Any]], *, lines: bool) -> bytes:
    if lines:
        return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()
    return (json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    main()
