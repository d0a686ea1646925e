from __future__ import annotations

import sys

import pypdfium2
import pytest

from csl_writer_cases import EVERYTHING, HOSTILE, PLAIN, WORDS, document, hostile_document
from evidence.csl.writers.document import Paragraph
from evidence.csl.writers.pdf import WRITER, NoTypesetter
from evidence.csl.writers.typst import WRITER as SOURCE


def test_a_file_holds_every_block_in_order() -> None:
    text = read(WRITER.document(EVERYTHING))
    places = [text.index("".join(words.split())) for words in WORDS]
    assert places == sorted(places)


def test_hostile_text_is_printed_as_it_is() -> None:
    latin = [text for text in HOSTILE if text.isascii() and text.isprintable()]
    assert len(latin) > 5
    text = read(WRITER.document(hostile_document()))
    for hostile in latin:
        assert "".join(hostile.split()) in text


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_title_and_paragraph(text: str) -> None:
    assert WRITER.document(document(Paragraph((text,)), title=text)).startswith(b"%PDF-")


def test_fragments_are_typst() -> None:
    assert WRITER.bibliography(PLAIN) == SOURCE.bibliography(PLAIN)
    assert WRITER.entry(PLAIN.entries[0]) == SOURCE.entry(PLAIN.entries[0])
    assert WRITER.inline(PLAIN.entries[0].runs) == SOURCE.inline(PLAIN.entries[0].runs)


def test_without_typst_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypesetter) as caught:
        WRITER.document(EVERYTHING)
    assert caught.value.hint == "pip install 'evidence[pdf]'"


def read(written: bytes) -> str:
    """A file's characters without white space and hyphenation."""
    file = pypdfium2.PdfDocument(written)
    try:
        pages = []
        for page in file:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
    finally:
        file.close()
    return "".join("".join(pages).replace("\ufffe", "").split())
