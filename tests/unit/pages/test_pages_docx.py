"""Word files and OpenDocument texts as pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from packed import open_document, packed, paragraph, word

from evidence.domain.vocabulary import DocumentStatus
from evidence.pages import docx, odt

BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
PAGE = '<w:r><w:br w:type="page"/></w:r>'


def texts(path: Path) -> list[str]:
    read = docx.read(path)
    assert read.detail is None or read.status is DocumentStatus.READ
    return [page.text for page in read.pages]


def test_paragraphs_lines_and_tables_stand_in_order(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("a", "b"))
    body = (
        paragraph("One ", "<w:r><w:t>bo</w:t></w:r>", "<w:r><w:t>ld</w:t><w:br/></w:r>", "line")
        + f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
        + paragraph("co", "<w:r><w:softHyphen/><w:t>op</w:t><w:tab/></w:r>", "x")
    )
    assert texts(word(tmp_path / "a.docx", body)) == ["One bold\nline\n\na b\na b\n\ncoop x"]


def test_tracked_changes_read_as_accepted(tmp_path: Path) -> None:
    body = paragraph(
        "It was ",
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>always </w:t></w:r></w:ins>",
        "<w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom>",
        "so",
    )
    assert texts(word(tmp_path / "a.docx", body)) == ["It was always so"]


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path: Path) -> None:
    body = paragraph("One ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("and on")
    assert texts(word(tmp_path / "a.docx", body)) == ["One and on"]


def test_hidden_text_fields_codes_and_fallbacks_are_left_out(tmp_path: Path) -> None:
    body = paragraph(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown </w:t></w:r>',
        "<w:r><w:instrText>ADDIN CODE</w:instrText></w:r>",
        "<mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>once</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    )
    assert texts(word(tmp_path / "a.docx", body)) == ["shown once"]


def test_breaks_part_pages_that_have_no_printed_number(tmp_path: Path) -> None:
    body = paragraph("One goes", BREAK, " on") + paragraph(PAGE) + paragraph(BREAK, "Three")
    read = docx.read(word(tmp_path / "a.docx", body))
    assert [page.text for page in read.pages] == ["One goes", "on", "Three"]
    assert {page.label for page in read.pages} == {None}
    assert read.reflowable
    assert read.detail == "its pages are those of the program that last laid it out"


def test_sections_and_paragraphs_may_begin_a_page(tmp_path: Path) -> None:
    body = (
        paragraph("One", properties="<w:sectPr/>")
        + paragraph("Two", properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
        + paragraph("two still")
        + paragraph("Three", properties="<w:pageBreakBefore/>")
    )
    assert texts(word(tmp_path / "a.docx", body)) == ["One", "Two\n\ntwo still", "Three"]


def test_footnotes_follow_their_page_and_endnotes_the_text(tmp_path: Path) -> None:
    notes = {
        "footnote": '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("A footnote.")}</w:footnote>',
        "endnote": f'<w:endnote w:id="2">{paragraph("An endnote.")}</w:endnote>',
    }
    body = (
        paragraph("One", '<w:r><w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/></w:r>')
        + paragraph(PAGE)
        + paragraph("Two")
    )
    found = texts(word(tmp_path / "a.docx", body, notes=notes))
    assert found == ["One\n\nA footnote.", "Two\n\nAn endnote."]


def test_a_text_box_follows_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:r><w:drawing><w:txbxContent>{paragraph('Boxed')}</w:txbxContent></w:drawing></w:r>"
    body = paragraph("Be", box, "fore")
    assert texts(word(tmp_path / "a.docx", body)) == ["Before\n\nBoxed"]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"a.txt": "x"}, "word/document.xml"),
        ({"word/document.xml": "<w:document"}, "not well-formed"),
        ({"word/document.xml": "<document/>"}, "no text body"),
        ({"word/document.xml": b" " * 80_000_000 + b"<a/>"}, "unpacks to too much"),
    ],
    ids=["no text", "broken", "no body", "bomb"],
)
def test_a_damaged_file_fails_with_a_clear_line(
    tmp_path: Path, members: dict[str, str | bytes], said: str
) -> None:
    read = docx.read(packed(tmp_path / "a.docx", members))
    assert (read.status, read.pages) == (DocumentStatus.FAILED, ())
    assert said in (read.detail or "")


def test_what_is_no_packed_file_fails(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    whole = word(file, paragraph("words") * 500).read_bytes()
    for data in (b"", b"PK\x03\x04 and no more", whole[: len(whole) // 2]):
        file.write_bytes(data)
        assert docx.read(file).status is DocumentStatus.FAILED


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    laughs = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 9))
    declared = (
        f"<!DOCTYPE d [<!ENTITY e0 'ha'>{laughs}"
        f"<!ENTITY x SYSTEM 'file://{tmp_path}/secret'>]>"
        "<d xmlns='w'><body><p><r><t>open&e8;&x;</t></r></p></body></d>"
    )
    read = docx.read(packed(tmp_path / "a.docx", {"word/document.xml": declared}))
    assert "secret" not in "".join(page.text for page in read.pages)
    assert sum(len(page.text) for page in read.pages) < 100


def test_what_nests_without_end_fails(tmp_path: Path) -> None:
    deep = "<a>" * 1500 + "</a>" * 1500
    read = docx.read(word(tmp_path / "a.docx", deep))
    assert read.status is DocumentStatus.FAILED


def test_notes_that_call_each_other_are_read_once(tmp_path: Path) -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = {
        "footnote": f'<w:footnote w:id="1">{paragraph("First", call.format(2))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Second", call.format(1))}</w:footnote>'
    }
    path = word(tmp_path / "a.docx", paragraph("Text", call.format(1)), notes=notes)
    assert texts(path) == ["Text\n\nFirst\n\nSecond"]


def test_an_open_document_reads_alike(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:h>Head</text:h>"
        "<text:p>One <text:span>b</text:span>old<text:s text:c='3'/>word<text:note"
        " text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>A note.</text:p></text:note-body></text:note> goes<text:soft-page-break/> on"
        "</text:p><table:table><table:table-row><table:table-cell><text:p>a</text:p>"
        "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    read = odt.read(open_document(tmp_path / "a.odt", body))
    assert [page.text for page in read.pages] == [
        "Head\n\nOne bold word goes\n\nA note.",
        "on\n\na b",
    ]
    assert read.reflowable


def test_an_encrypted_open_document_is_locked(tmp_path: Path) -> None:
    manifest = "<m:file-entry><m:encryption-data/></m:file-entry>"
    read = odt.read(open_document(tmp_path / "a.odt", "", manifest=manifest))
    assert (read.status, read.pages) == (DocumentStatus.LOCKED, ())
