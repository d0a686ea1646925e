from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from csl_writer_cases import (
    EVERYTHING,
    HOSTILE,
    NUMBERED,
    PLAIN,
    WORDS,
    bold,
    document,
    entry,
    hostile_document,
    italic,
    link,
    span,
)
from evidence.csl.tree import Bibliography
from evidence.csl.writers.base import one_line
from evidence.csl.writers.document import Document, Paragraph, References
from evidence.csl.writers.docx import WRITER, word_runs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("attribute", "value", "tags"),
    [
        ("font-style", "italic", {"i": None, "iCs": None}),
        ("font-style", "normal", {"i": "0", "iCs": "0"}),
        ("font-weight", "bold", {"b": None, "bCs": None}),
        ("font-weight", "normal", {"b": "0", "bCs": "0"}),
        ("font-variant", "small-caps", {"smallCaps": None}),
        ("font-variant", "normal", {"smallCaps": "0"}),
        ("text-decoration", "underline", {"u": "single"}),
        ("vertical-align", "sup", {"vertAlign": "superscript"}),
        ("vertical-align", "sub", {"vertAlign": "subscript"}),
    ],
)
def test_attributes_are_run_properties(
    attribute: str, value: str, tags: dict[str, str | None]
) -> None:
    (run,) = word_runs((span(attribute, value, "x"),))
    properties = run[0]
    assert {child.tag.removeprefix(W): child.get(W + "val") for child in properties} == tags
    assert run.findtext(W + "t") == "x"


def test_properties_of_nested_spans_add_up_in_the_order_of_the_schema() -> None:
    inner = span("vertical-align", "sup", "x")
    (run,) = word_runs((span("text-decoration", "underline", italic(bold(inner))),))
    assert [child.tag.removeprefix(W) for child in run[0]] == [
        "b",
        "bCs",
        "i",
        "iCs",
        "u",
        "vertAlign",
    ]


def test_white_space_at_the_edge_of_a_run_is_kept() -> None:
    (run,) = word_runs((" a ",))
    text = run.find(W + "t")
    assert text is not None
    assert text.text == " a "
    assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_links_of_bare_runs_are_fields() -> None:
    (field,) = word_runs((link("https://example.org", "x"),))
    assert field.tag == W + "fldSimple"
    assert field.get(W + "instr") == ' HYPERLINK "https://example.org" '


def test_links_of_a_document_are_relationships() -> None:
    runs = (
        link("https://example.org/?a&b", "x"),
        link("https://example.org/?a&b", "y"),
        link("javascript:alert(1)", "z"),
    )
    parts = unpacked(document(Paragraph(runs)))
    targets = [
        element.get("Target")
        for element in parts["word/_rels/document.xml.rels"]
        if element.get("TargetMode") == "External"
    ]
    assert targets == ["https://example.org/?a&b"]
    found = list(parts["word/document.xml"].iter(W + "hyperlink"))
    assert [element.findtext(f".//{W}t") for element in found] == ["x", "y"]


def test_paragraphs_have_the_styles_of_their_blocks() -> None:
    parts = unpacked(EVERYTHING)
    used = [style for style, _ in paragraphs(parts["word/document.xml"])]
    assert used == [
        "Title",
        "Heading1",
        "Bibliography",
        "Bibliography",
        "Annotation",
        "Evidence",
        "Quote",
        "Heading2",
        "Bibliography",
        "Bibliography",
        "Heading3",
        None,
        "Note",
    ]
    defined = {style.get(W + "styleId") for style in parts["word/styles.xml"].iter(W + "style")}
    assert {style for style in used if style} <= defined


def test_every_block_stands_in_the_file_in_order() -> None:
    text = "\n".join(words for _, words in paragraphs(unpacked(EVERYTHING)["word/document.xml"]))
    places = [text.index(words) for words in WORDS]
    assert places == sorted(places)


def test_the_bibliography_style_has_a_hanging_indent() -> None:
    styles = unpacked(EVERYTHING)["word/styles.xml"]
    indent = styles.find(f"{W}style[@{W}styleId='Bibliography']/{W}pPr/{W}ind")
    assert indent is not None
    assert (indent.get(W + "left"), indent.get(W + "hanging")) == ("720", "720")


def test_entries_without_hanging_indent_undo_it() -> None:
    flat = unpacked(document(References(replace(PLAIN, hanging_indent=False))))
    indents = list(flat["word/document.xml"].iter(W + "ind"))
    assert [indent.get(W + "left") for indent in indents] == ["0", "0"]
    assert not list(unpacked(document(References(PLAIN)))["word/document.xml"].iter(W + "ind"))


def test_second_fields_are_aligned_by_a_tab_stop() -> None:
    root = unpacked(document(References(NUMBERED), title=""))["word/document.xml"]
    first = next(root.iter(W + "p"))
    tab, indent = first.find(f"{W}pPr/{W}tabs/{W}tab"), first.find(f"{W}pPr/{W}ind")
    assert tab is not None
    assert indent is not None
    assert tab.get(W + "pos") == indent.get(W + "left") == indent.get(W + "hanging") == "600"
    assert paragraphs(root)[0][1] == "[1]\tB. Roe, A Book."


def test_spacing_follows_the_style() -> None:
    wide = replace(PLAIN, line_spacing=2, entry_spacing=0)
    spacing = next(unpacked(document(References(wide)))["word/document.xml"].iter(W + "spacing"))
    assert (spacing.get(W + "line"), spacing.get(W + "after")) == ("480", "0")


def test_lines_of_an_entry_are_broken_within_the_paragraph() -> None:
    runs = (span("display", "block", "A"), span("display", "indent", "B"))
    root = unpacked(document(References(Bibliography((entry("a", *runs),))), title=""))
    assert paragraphs(root["word/document.xml"])[0][1] == "A\n\tB"


def test_properties_tell_title_and_language() -> None:
    parts = unpacked(document(title="A & B", language="de-CH"))
    core = {element.tag.split("}")[1]: element.text for element in parts["docProps/core.xml"]}
    assert core == {"title": "A & B", "language": "de-CH"}
    language = next(parts["word/styles.xml"].iter(W + "lang"))
    assert language.get(W + "val") == "de-CH"


def test_text_from_right_to_left_is_set_so() -> None:
    styles = unpacked(document(language="ar"))["word/styles.xml"]
    assert styles.find(f".//{W}bidi") is not None


def test_fragments_are_well_formed() -> None:
    for fragment in (WRITER.bibliography(PLAIN), WRITER.inline(("a", italic("b")))):
        assert len(etree.fromstring(f"<x>{fragment}</x>")) == 2


def test_hostile_text_is_text() -> None:
    parts = unpacked(hostile_document())
    told = [words for _, words in paragraphs(parts["word/document.xml"])]
    for hostile in HOSTILE:
        assert one_line(hostile) in told
    tags = {element.tag.removeprefix(W) for element in parts["word/document.xml"].iter()}
    assert "fldSimple" not in tags
    targets = [element.get("Target") for element in parts["word/_rels/document.xml.rels"]]
    assert targets[3:] == ["https://e.org/%22%3E%3Cb%3E"]
    assert not list(parts["word/styles.xml"].iter(W + "lang"))


def unpacked(given: Document) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(WRITER.document(given))) as file:
        return {name: etree.fromstring(file.read(name)) for name in file.namelist()}


def paragraphs(root: etree._Element) -> list[tuple[str | None, str]]:
    return [
        (style.get(W + "val") if style is not None else None, "".join(pieces(paragraph)))
        for paragraph in root.iter(W + "p")
        for style in [paragraph.find(f"{W}pPr/{W}pStyle")]
    ]


def pieces(paragraph: etree._Element) -> Iterator[str]:
    for run in paragraph.iter(W + "r"):
        for part in run:
            if part.tag == W + "t":
                yield part.text or ""
            elif part.tag == W + "tab":
                yield "\t"
            elif part.tag == W + "br":
                yield "\n"
