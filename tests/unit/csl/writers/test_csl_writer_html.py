from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree
from lxml import html as lxml_html

from csl_writer_cases import (
    EVERYTHING,
    HOSTILE,
    PLAIN,
    WORDS,
    document,
    entry,
    hostile_document,
    italic,
    link,
    numbered,
    span,
)
from evidence.csl.tree import Bibliography
from evidence.csl.writers.base import clean
from evidence.csl.writers.document import Paragraph, References
from evidence.csl.writers.html import WRITER


@pytest.mark.parametrize(
    ("attribute", "value", "markup"),
    [
        ("font-style", "italic", "<i>x</i>"),
        ("font-style", "normal", '<span style="font-style:normal;">x</span>'),
        ("font-variant", "small-caps", '<span style="font-variant:small-caps;">x</span>'),
        ("font-variant", "normal", '<span style="font-variant:normal;">x</span>'),
        ("font-weight", "bold", "<b>x</b>"),
        ("font-weight", "normal", '<span style="font-weight:normal;">x</span>'),
        ("text-decoration", "underline", '<span style="text-decoration:underline;">x</span>'),
        ("text-decoration", "none", '<span style="text-decoration:none;">x</span>'),
        ("vertical-align", "sup", "<sup>x</sup>"),
        ("vertical-align", "sub", "<sub>x</sub>"),
        ("vertical-align", "baseline", '<span style="baseline">x</span>'),
        ("link", "https://example.org/?a&b", '<a href="https://example.org/?a&#38;b">x</a>'),
        ("link", "javascript:alert(1)", "x"),
    ],
)
def test_marks_are_those_of_the_test_suite(attribute: str, value: str, markup: str) -> None:
    assert WRITER.inline((span(attribute, value, "x"),)) == markup


def test_text_is_escaped_as_the_test_suite_spells_it() -> None:
    assert WRITER.inline(("a & <b> \"c\" 'd'",)) == "a &#38; &#60;b&#62; \"c\" 'd'"


def test_a_bibliography_is_spaced_as_in_the_test_suite() -> None:
    assert WRITER.bibliography(Bibliography((entry("a", "A, ", italic("B"), "."),))) == (
        '<div class="csl-bib-body">\n  <div class="csl-entry">A, <i>B</i>.</div>\n</div>'
    )


def test_second_fields_are_spaced_as_in_the_test_suite() -> None:
    assert WRITER.bibliography(Bibliography((numbered("1", "B. Roe."),))) == (
        '<div class="csl-bib-body">\n  <div class="csl-entry">\n'
        '    <div class="csl-left-margin">[1]</div><div class="csl-right-inline"> B. Roe.</div>\n'
        "  </div>\n</div>"
    )


def test_blocks_are_spaced_as_in_the_test_suite() -> None:
    written = WRITER.entry(
        entry(
            "a",
            span("display", "block", "Aalto"),
            span("display", "left-margin", " N.d."),
            span("display", "right-inline", "“P.”"),
        )
    )
    assert written == (
        '  <div class="csl-entry">\n\n    <div class="csl-block">Aalto</div>\n\n'
        '    <div class="csl-left-margin"> N.d.</div><div class="csl-right-inline">“P.”</div>\n'
        "  </div>\n"
    )


def test_a_page_holds_every_block_in_order() -> None:
    text = "".join(page(WRITER.document(EVERYTHING)).itertext())
    places = [text.index(words, text.rindex("}\n")) for words in WORDS]
    assert places == sorted(places)


def test_a_page_tells_title_and_language() -> None:
    root = page(WRITER.document(document(title="A < B", language="he")))
    assert root.findtext("head/title") == "A < B"
    assert root.get("lang") == "he"
    assert root.get("dir") == "rtl"


def test_layout_follows_the_style() -> None:
    wide = replace(PLAIN, line_spacing=2, entry_spacing=0)
    written = WRITER.document(document(References(wide))).decode()
    assert 'class="csl-bib-body hanging" style="--lines:2;--gap:0;' in written


def test_each_entry_known_carries_coins() -> None:
    value = 'ctx_ver=Z39.88-2004&rft.title="A<B>"'
    root = page(WRITER.document(replace(document(References(PLAIN)), coins={"drab": value})))
    (found,) = root.iterfind(".//span[@class='Z3988']")
    assert found.get("title") == value
    parent = found.getparent()
    assert parent is not None
    assert parent.get("class") == "csl-entry"


def test_hostile_text_is_text() -> None:
    written = WRITER.document(hostile_document())
    root = page(written)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert tags == set(
        "html head meta title style body main h1 h3 p blockquote i b div a span".split()
    )
    allowed = {"class", "style", "title", "href", "charset", "name", "content", "http-equiv"}
    assert {name for element in root.iter() for name in element.attrib} <= allowed
    assert [element.get("href") for element in root.iter("a")] == ["https://e.org/%22%3E%3Cb%3E"]
    paragraphs = [element.text_content() for element in root.iter("p")]
    assert [lines_of(text) for text in paragraphs[: len(HOSTILE)]] == [
        lines_of(clean(text)) for text in HOSTILE
    ]


def test_links_are_followed_and_escaped() -> None:
    runs = (link("https://example.org/a'b", "x"),)
    written = WRITER.document(document(Paragraph(runs))).decode()
    assert '<a href="https://example.org/a&#39;b">x</a>' in written


def lines_of(text: str) -> list[str]:
    return text.split()


def page(written: bytes) -> lxml_html.HtmlElement:
    root = lxml_html.fromstring(written, parser=lxml_html.HTMLParser(encoding="utf-8"))
    assert isinstance(root, etree._Element)
    return root
