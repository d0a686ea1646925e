"""One invented paper with known faults, written in every format that a stranger may send."""

from __future__ import annotations

import html
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

TITLE = "Ice and Freight in Northern Harbours"
BLOCKS: tuple[tuple[str, str], ...] = (
    ("h", "Introduction"),
    (
        "p",
        "Northern harbours freeze for five months a year, and freight waits for the thaw "
        "(Halvorsen 2016, 44). Since the war the fleet of ice-breakers has doubled (Okafor and "
        "Lindt 2019, 215–217). Who pays for them was long disputed (Moreau 2018).",
    ),
    (
        "p",
        "Okafor and Lindt (2019) count fourteen ports that are open all winter. The Strategic "
        "Harbour Review (SHR) of the ministry disagrees, and so does the pilots' union (PU).",
    ),
    ("h", "Findings"),
    (
        "p",
        "An earlier survey names nine such ports (Okafor and Lindt 2017). Dredging costs more "
        "than breaking ice (Petrov 2020). Dr. Aune, who led the work, said so in 1998, when the "
        "U.S. Navy asked. The shipowners agree (see Halvorsen 2016; Tvedt et al. 2014), the "
        "towns do not (Halvorson 2016).",
    ),
    ("h", "References"),
    (
        "e",
        "Halvorsen, Nils. 2016. Harbour Works in the North: A History, 1850–1950. Bergen: Fjord "
        "Press.",
    ),
    (
        "e",
        "Okafor, Ada, and Werner Lindt. 2019. “Winter Ports and Their Fleets.” Journal of Polar "
        "Transport 12 (3): 211–230.",
    ),
    (
        "e",
        "Petrov, Ivan. 2020. “Dredging Against the Ice.” Harbour Studies 7 (1): 5–29.",
    ),
    (
        "e",
        "Petrov, Ivan. 2020. “The Price of a Channel.” Maritime Economics 31 (2): 101–120.",
    ),
    (
        "e",
        "Sato, Keiko. 2012. “Snow on the Quay.” Asian Port Review 4 (4): 77–93.",
    ),
    (
        "e",
        "Tvedt, Liv, Jon Moe, and Kari Dahl. 2014. “Pilots in Winter.” Journal of Polar "
        "Transport 7 (1): 33–58.",
    ),
)
FAULTS = frozenset(
    {
        ("EV201", "Moreau 2018"),
        ("EV203", "Okafor and Lindt 2017"),
        ("EV204", "Petrov 2020"),
        ("EV202", "Snow on the Quay"),
        ("EV104", "Petrov 2020"),
        ("EV303", "Halvorsen 2016"),
        ("EV303", "Okafor and Lindt 2019"),
        ("EV302", "Halvorsen 2016"),
        ("EV206", "Halvorson 2016"),
    }
)
"""What `check` must say, each with words that its message holds."""
PROSE = tuple(text for kind, text in BLOCKS if kind == "p")


def plain(path: Path) -> None:
    """Hard-wrapped text, as an old mail program or a converter leaves it; a page breaks it."""
    parts = [TITLE]
    for _, text in BLOCKS:
        parts.append("\n".join(textwrap.wrap(text, 72)))
    made = "\n\n".join(parts)
    at = made.index("ports that are open all winter")
    path.write_text(made[:at] + "\n\n\f" + made[at:], encoding="utf-8")


def markdown(path: Path) -> None:
    """Markdown without citation keys."""
    signs = {"h": "## ", "p": "", "e": ""}
    blocks = "\n\n".join(signs[kind] + text for kind, text in BLOCKS)
    path.write_text(f"# {TITLE}\n\n{blocks}\n", encoding="utf-8")


def latex(path: Path) -> None:
    """LaTeX whose citations are typed by hand."""
    made = [r"\documentclass{article}", rf"\title{{{TITLE}}}", r"\begin{document}\maketitle"]
    for kind, text in BLOCKS:
        words = text.replace("–", "--").replace("“", "``").replace("”", "''")
        if kind == "h":
            made.append(rf"\section{{{words}}}\label{{sec:{words.lower()}}}")
        else:
            made.append(f"{words} % typed by hand" if kind == "p" else words)
        made.append("")
    path.write_text("\n".join([*made, r"\end{document}"]), encoding="utf-8")


def web(path: Path) -> None:
    """A web page around the article."""
    tags = {"h": "h2", "p": "p", "e": "p"}
    blocks = "".join(f"<{tags[k]}>{html.escape(t)}</{tags[k]}>\n" for k, t in BLOCKS)
    path.write_text(
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title><style>p{{}}</style></head>"
        f"<body><nav>Home (Nobody 2001)</nav><article><h1>{TITLE}</h1>{blocks}</article>"
        f"<footer>Printed (Nobody 2002)</footer></body></html>",
        encoding="utf-8",
    )


def jats(path: Path) -> None:
    """An article in JATS with entries as mixed citations."""
    body, refs, number = [], [], 0
    for kind, text in BLOCKS[:-7]:
        words = html.escape(text)
        body.append(f"<sec><title>{words}</title>" if kind == "h" else f"<p>{words}</p>")
        number += kind == "h"
    for at, (kind, text) in enumerate(BLOCKS[-6:], 1):
        assert kind == "e"
        refs.append(f"<ref id='b{at}'><mixed-citation>{html.escape(text)}</mixed-citation></ref>")
    sections = "".join(body).replace("<sec>", "</sec><sec>").removeprefix("</sec>") + "</sec>"
    path.write_text(
        "<?xml version='1.0' encoding='UTF-8'?><article xml:lang='en'><front><article-meta>"
        f"<title-group><article-title>{TITLE}</article-title></title-group></article-meta></front>"
        f"<body>{sections}</body><back><ref-list><title>References</title>{''.join(refs)}"
        "</ref-list></back></article>",
        encoding="utf-8",
    )


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_run(text: str) -> str:
    """A run of a Word file."""
    return f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def word_paragraph(inner: str, style: str = "") -> str:
    """A paragraph of a Word file."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inner}</w:p>"


def word_field(code: str, shown: str) -> str:
    """A field of a Word file with what it prints."""

    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = (
        f'<w:r><w:instrText xml:space="preserve"> {html.escape(code)} </w:instrText></w:r>'
    )
    return f"{sign('begin')}{instruction}{sign('separate')}{word_run(shown)}{sign('end')}"


def word_file(path: Path, body: str, **parts: str) -> None:
    """A Word file of a body; other parts by name ("footnotes")."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
            "</Types>",
        )
        file.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, inner in parts.items():
            file.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{inner}</w:{name}>")


def word(path: Path) -> None:
    """A Word file with tracked changes, whose citations are typed by hand."""
    styles = {"h": "Heading1", "p": "", "e": ""}
    gone = "<w:del><w:r><w:delText> (Removed 1999)</w:delText></w:r></w:del>"
    body = word_paragraph(word_run(TITLE), "Title")
    for kind, text in BLOCKS:
        half = len(text) // 2
        inner = f"{word_run(text[:half])}{gone}<w:ins>{word_run(text[half:])}</w:ins>"
        body += word_paragraph(inner if kind == "p" else word_run(text), styles[kind])
    word_file(path, body)


def open_document(path: Path) -> None:
    """An OpenDocument text."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text")
    )
    body = f'<text:p text:style-name="Title">{TITLE}</text:p>'
    for kind, text in BLOCKS:
        words = html.escape(text)
        heading = f'<text:h text:outline-level="1">{words}</text:h>'
        body += heading if kind == "h" else f"<text:p>{words}</text:p>"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )


def pdf(path: Path) -> None:
    """A PDF of three pages with running headers and page numbers."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(420, 330), invariant=1)
    y, page = 280, 1

    def furniture() -> None:
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(40, 310, "Northern Harbours Quarterly")
        canvas.drawString(200, 15, str(page))

    furniture()
    for kind, text in (("h", TITLE), *BLOCKS):
        size = 13 if kind == "h" else 10
        for line in textwrap.wrap(text, 68):
            if y < 45:
                canvas.showPage()
                page += 1
                furniture()
                y = 280
            canvas.setFont("Times-Bold" if kind == "h" else "Times-Roman", size)
            canvas.drawString(40, y, line)
            y -= 13
        y -= 12
    canvas.save()


FORMATS: dict[str, Callable[[Path], None]] = {
    "paper.txt": plain,
    "paper.md": markdown,
    "paper.tex": latex,
    "paper.html": web,
    "paper.xml": jats,
    "paper.docx": word,
    "paper.odt": open_document,
    "paper.pdf": pdf,
}
