"""Word (Office Open XML, ECMA-376): real styles, hanging indents, tab stops, hyperlinks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from xml.sax.saxutils import escape as escape_xml
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from evidence.csl.tree import Bibliography, Entry, Runs
from evidence.csl.writers import _docx_parts as parts
from evidence.csl.writers.base import (
    Line,
    address,
    is_right_to_left,
    language_tag,
    lines,
    one_line,
    trim,
)
from evidence.csl.writers.document import Block, Document, Heading, Quote, References

_CHARACTER = 120
"""Twips that a character takes, roughly, at 12 points."""

_STYLE_NAMES = {"body": "", "annotation": "Annotation", "evidence": "Evidence", "note": "Note"}

# Tag and value of each property in the order of CT_RPr (ECMA-376, 17.3.2.28).
_PROPERTIES: tuple[tuple[str, Mapping[str, tuple[tuple[str, str], ...]]], ...] = (
    (
        "font-weight",
        {
            "bold": (("b", ""), ("bCs", "")),
            "normal": (("b", "0"), ("bCs", "0")),
            "light": (("b", "0"), ("bCs", "0")),
        },
    ),
    (
        "font-style",
        {
            "italic": (("i", ""), ("iCs", "")),
            "oblique": (("i", ""), ("iCs", "")),
            "normal": (("i", "0"), ("iCs", "0")),
        },
    ),
    ("font-variant", {"small-caps": (("smallCaps", ""),), "normal": (("smallCaps", "0"),)}),
    ("text-decoration", {"underline": (("u", "single"),), "none": (("u", "none"),)}),
    (
        "vertical-align",
        {
            "sup": (("vertAlign", "superscript"),),
            "sub": (("vertAlign", "subscript"),),
            "baseline": (("vertAlign", "baseline"),),
        },
    ),
)


def word_runs(runs: Runs, link: Callable[[str], str] | None = None) -> tuple[etree._Element, ...]:
    """Some runs as the children of a Word paragraph.

    Args:
        runs: What is to be written.
        link: Gives the relationship of an address (ASCII, safe to follow); without it, links
            are fields, which need no relationship.

    Returns:
        `w:r`, `w:hyperlink` and `w:fldSimple` elements.
    """
    return tuple(_runs(runs, {}, link))


def _runs(
    runs: Runs, formatting: Mapping[str, str], link: Callable[[str], str] | None
) -> Iterator[etree._Element]:
    for run in runs:
        if isinstance(run, str):
            if run:
                yield _run(run, formatting)
        elif run.attribute != "link":
            yield from _runs(run.children, {**formatting, run.attribute: run.value}, link)
        elif (target := address(run.value)) and "link" not in formatting:
            if link:
                holder = etree.Element(_w("hyperlink"))
                holder.set(f"{{{parts.R}}}id", link(target))
            else:
                holder = etree.Element(_w("fldSimple"))
                holder.set(_w("instr"), f' HYPERLINK "{target}" ')
            holder.extend(_runs(run.children, {**formatting, "link": target}, link))
            yield holder
        else:
            yield from _runs(run.children, formatting, link)


def _run(text: str, formatting: Mapping[str, str]) -> etree._Element:
    run = etree.Element(_w("r"))
    properties = etree.Element(_w("rPr"))
    if "link" in formatting:
        _add(properties, "rStyle", val="Hyperlink")
    for attribute, values in _PROPERTIES:
        for tag, value in values.get(formatting.get(attribute, ""), ()):
            _add(properties, tag, **({"val": value} if value else {}))
    if len(properties):
        run.append(properties)
    words = _add(run, "t")
    words.text = one_line(text)
    words.set(f"{{{parts.XML}}}space", "preserve")
    return run


def _w(tag: str) -> str:
    return f"{{{parts.W}}}{tag}"


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(
        parent, _w(tag), {_w(name): value for name, value in attributes.items()}
    )


class _Body:
    """The document's body as it grows, with the addresses that it links to."""

    def __init__(self) -> None:
        self.root = etree.Element(_w("document"), nsmap={"w": parts.W, "r": parts.R})
        self.body = _add(self.root, "body")
        self.links: dict[str, str] = {}

    def link(self, target: str) -> str:
        return self.links.setdefault(target, f"link{len(self.links) + 1}")

    def paragraph(self, style: str, runs: Runs) -> etree._Element:
        paragraph = _add(self.body, "p")
        properties = _add(paragraph, "pPr")
        if style:
            _add(properties, "pStyle", val=style)
        paragraph.extend(word_runs(runs, self.link))
        return paragraph

    def block(self, block: Block) -> None:
        if isinstance(block, References):
            self.references(block.bibliography)
        elif isinstance(block, Heading):
            self.paragraph(f"Heading{min(max(block.level, 1), 3)}", trim(block.runs))
        elif isinstance(block, Quote):
            self.paragraph("Quote", trim(block.runs))
        else:
            self.paragraph(_STYLE_NAMES[block.style], trim(block.runs))

    def references(self, bibliography: Bibliography) -> None:
        field = max(bibliography.max_offset + 1, 3) * _CHARACTER
        for entry in bibliography.entries:
            told = lines(entry.runs)
            paragraph = self.paragraph("Bibliography", ())
            properties = paragraph[0]
            labelled = any(line.label for line in told)
            if labelled:
                _add(_add(properties, "tabs"), "tab", val="left", pos=str(field))
            _add(
                properties,
                "spacing",
                after=str(120 * bibliography.entry_spacing),
                line=str(240 * bibliography.line_spacing),
                lineRule="auto",
            )
            if labelled:
                left = 0 if bibliography.second_field_align == "margin" else field
                _add(properties, "ind", left=str(left), hanging=str(field))
            elif not bibliography.hanging_indent:
                _add(properties, "ind", left="0", firstLine="0")
            for number, line in enumerate(told):
                self._line(paragraph, line, first=number == 0)

    def _line(self, paragraph: etree._Element, line: Line, *, first: bool) -> None:
        if not first:
            _add(_add(paragraph, "r"), "br")
        paragraph.extend(word_runs(line.label, self.link))
        if line.label or line.indented:
            _add(_add(paragraph, "r"), "tab")
        paragraph.extend(word_runs(line.runs, self.link))

    def end(self) -> bytes:
        section = _add(self.body, "sectPr")
        reference = _add(section, "footerReference", type="default")
        reference.set(f"{{{parts.R}}}id", "footer")
        _add(section, "pgSz", w="11906", h="16838")
        _add(section, "pgMar", top="1440", right="1440", bottom="1440", left="1440",
             header="709", footer="709", gutter="0")  # fmt: skip
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)


class Docx:
    """Word; fragments are WordprocessingML, as `word_runs` gives it in elements."""

    label = "Word"
    extension = "docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def inline(self, runs: Runs) -> str:
        """Some runs as `w:r` elements, each with its namespaces."""
        return "".join(etree.tostring(run, encoding="unicode") for run in word_runs(runs))

    def entry(self, entry: Entry) -> str:
        """One entry as a `w:p` element of style Bibliography."""
        return self.bibliography(Bibliography(entries=(entry,), hanging_indent=True))

    def bibliography(self, bibliography: Bibliography) -> str:
        """The entries as `w:p` elements; links are relationships of `document`'s files."""
        body = _Body()
        body.references(bibliography)
        return "".join(etree.tostring(part, encoding="unicode") for part in body.body)

    def document(self, document: Document) -> bytes:
        """A Word file; the same bytes for the same document."""
        tag = language_tag(document.language)
        title = one_line(document.title)
        body = _Body()
        if title:
            body.paragraph("Title", (title,))
        for block in document.blocks:
            body.block(block)
        links = [escape_xml(link, {'"': "&quot;"}) for link in body.links]
        held = BytesIO()
        with ZipFile(held, "w", ZIP_DEFLATED) as file:
            for name, content in (
                ("[Content_Types].xml", parts.CONTENT_TYPES.encode()),
                ("_rels/.rels", parts.RELATIONSHIPS.encode()),
                ("word/document.xml", body.end()),
                ("word/_rels/document.xml.rels", parts.document_relationships(links).encode()),
                ("word/styles.xml", parts.styles(tag, is_right_to_left(tag)).encode()),
                ("word/settings.xml", parts.SETTINGS.encode()),
                ("word/footer1.xml", parts.FOOTER.encode()),
                ("docProps/core.xml", parts.core(escape_xml(title), tag).encode()),
            ):
                member = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                member.compress_type = ZIP_DEFLATED
                member.external_attr = 0o600 << 16
                member.create_system = 3
                file.writestr(member, content)
        return held.getvalue()


WRITER = Docx()
