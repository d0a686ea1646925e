"""What each reader of manuscripts takes out of a file: text, marks, citations, records."""

from __future__ import annotations

import json
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from evidence.manuscript.document import CitedWork, Manuscript, MarkKind
from evidence.manuscript.readers.recognising import reader
from evidence.opening.unreadable import Unreadable
from manuscript_files import FORMATS, TITLE, word_field, word_file, word_paragraph, word_run


def read(format_: str, path: Path) -> Manuscript:
    made: Manuscript = import_module(f"evidence.manuscript.readers.{format_}").read(path)
    return made


def written(format_: str, path: Path, text: str) -> Manuscript:
    path.write_text(text, encoding="utf-8")
    return read(format_, path)


def shown(manuscript: Manuscript, kind: MarkKind) -> list[str]:
    return [manuscript.text[mark.start : mark.end] for mark in manuscript.of(kind)]


def cited(manuscript: Manuscript) -> list[CitedWork]:
    return [work for mark in manuscript.of(MarkKind.CITATION) for work in mark.works]


@pytest.mark.parametrize(
    "name", [name for name in FORMATS if name not in {"paper.txt", "paper.pdf"}]
)
def test_every_block_stands_where_its_mark_says(tmp_path: Path, name: str) -> None:
    FORMATS[name](tmp_path / name)
    format_ = {"md": "markdown", "tex": "latex", "xml": "jats"}.get(name[6:], name[6:])
    made = read(format_, tmp_path / name)
    assert made.title == TITLE
    assert "Introduction" in shown(made, MarkKind.HEADING)
    (harbours,) = [p for p in shown(made, MarkKind.PARAGRAPH) if p.startswith("Northern")]
    assert harbours.endswith("was long disputed (Moreau 2018).")
    assert all(made.text[mark.start : mark.end].strip() for mark in made.marks)


def test_markdown_citations_have_prefix_locator_and_suffix(tmp_path: Path) -> None:
    made = written(
        "markdown",
        tmp_path / "a.md",
        "Text [see @drab2018, pp. 33--35 and elsewhere; -@das_2019], and @roy [p. 3] too.\n",
    )
    first, second, third = cited(made)
    assert (first.key, first.prefix, first.locator) == ("drab2018", "see", "pp. 33--35")
    assert first.suffix == "and elsewhere"
    assert (second.key, second.author_suppressed) == ("das_2019", True)
    assert (third.key, third.locator) == ("roy", "p. 3")
    assert shown(made, MarkKind.CITATION)[1] == "@roy [p. 3]"


def test_an_address_is_no_citation_of_markdown(tmp_path: Path) -> None:
    made = written("markdown", tmp_path / "a.md", "Write to ann@example.org or `@code`.\n")
    assert cited(made) == []


def test_notes_of_markdown_stand_at_the_end_and_are_called(tmp_path: Path) -> None:
    made = written("markdown", tmp_path / "a.md", "One.[^1] Two.^[Inline.]\n\n[^1]: A *note*.\n")
    assert shown(made, MarkKind.NOTE) == ["A note.", "Inline."]
    calls = made.of(MarkKind.NOTE_CALL)
    assert [made.text[: call.start] for call in calls] == ["One.", "One. Two."]


def test_the_bibliography_that_is_not_there_is_told(tmp_path: Path) -> None:
    made = written("markdown", tmp_path / "a.md", "---\nbibliography: no.bib\n---\n\nText.\n")
    assert made.notices == ("the bibliography that it names is not there: no.bib",)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\cite{a,b}", [("a", None, None), ("b", None, None)]),
        (r"\citep[see][p.~5]{a}", [("a", "see", "p. 5")]),
        (r"\citet[12]{a}", [("a", None, "12")]),
        (r"\parencites[see][33]{a}[12]{b}", [("a", "see", "33"), ("b", None, "12")]),
        (r"\textcite[\S~4]{a}", [("a", None, "§ 4")]),
        (r"\footcite{a}", [("a", None, None)]),
        (r"\nocite{a}\citestyle{agsm}", []),
    ],
)
def test_latex_families_of_citing_commands(
    tmp_path: Path, source: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    made = written("latex", tmp_path / "a.tex", f"\\section{{S}}\nSaid {source} so.\n")
    found = [(w.key, w.prefix, w.locator and w.locator.replace("\xa0", " ")) for w in cited(made)]
    assert found == expected


def test_latex_leaves_out_figures_but_for_captions_and_reads_what_it_inputs(
    tmp_path: Path,
) -> None:
    (tmp_path / "part.tex").write_text("From the part.\n")
    made = written(
        "latex",
        tmp_path / "a.tex",
        "\\begin{document}\nText. % a comment\n\\input{part}\n\\begin{figure}x"
        "\\caption{Shown}\\end{figure}\n\\begin{equation}a=b\\end{equation}\n\\end{document}\n",
    )
    assert shown(made, MarkKind.OTHER) == ["Shown"]
    assert "From the part." in made.text
    assert "comment" not in made.text
    assert "a=b" not in made.text


def test_entries_of_latex_have_their_keys(tmp_path: Path) -> None:
    made = written(
        "latex",
        tmp_path / "a.tex",
        "\\cite{drab}\\begin{thebibliography}{9}\\bibitem[Drab(2018)]{drab} Drab, L. (2018). "
        "\\emph{Water}.\\end{thebibliography}",
    )
    (entry,) = made.of(MarkKind.ENTRY)
    assert (entry.name, made.text[entry.start : entry.end]) == ("drab", "Drab, L. (2018). Water.")


def test_word_fields_hold_records_and_locators(tmp_path: Path) -> None:
    item = {"type": "book", "title": "Water", "author": [{"family": "Drab"}]}
    zotero = {"citationItems": [
        {"uris": ["http://z/1"], "itemData": item, "locator": "59", "label": "page",
         "prefix": "see", "suppress-author": True}
    ]}  # fmt: skip
    endnote = (
        "<EndNote><Cite><Author>Das</Author><RecNum>5</RecNum><Pages>12</Pages><record>"
        "<rec-number>5</rec-number></record></Cite></EndNote>"
    )
    body = word_paragraph(
        word_field("ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps(zotero), "(see 2018, 59)")
        + word_field("ADDIN CSL_CITATION " + json.dumps(zotero), "(2018)")
        + word_field("ADDIN EN.CITE " + endnote, "(Das: 12)")
        + word_field(r"CITATION Tho21 \p 33 \l 1033 \m Roy20", "(Thomas 33; Roy)")
    )
    word_file(tmp_path / "a.docx", body)
    made = read("docx", tmp_path / "a.docx")
    first, mendeley, second, third, fourth = cited(made)
    assert (first.key, first.locator, first.label, first.prefix) == (
        "http://z/1",
        "59",
        "page",
        "see",
    )
    assert first.author_suppressed
    assert first.record is not None
    assert json.loads(first.record.text)["title"] == "Water"
    assert mendeley.record == first.record
    assert (second.key, second.locator) == ("endnote-5", "12")
    assert second.record is not None
    assert second.record.format == "endnote-xml"
    assert (third.key, third.locator, third.label) == ("Tho21", "33", "page")
    assert fourth.key == "Roy20"
    assert "CSL_CITATION" not in made.text


def test_word_reads_changes_as_accepted_and_notes_at_the_end(tmp_path: Path) -> None:
    body = word_paragraph(
        word_run("Kept")
        + "<w:del><w:r><w:delText> gone</w:delText></w:r></w:del><w:ins>"
        + word_run(" added")
        + "</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>"
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    note = f'<w:footnote w:id="2">{word_paragraph(word_run("A note."))}</w:footnote>'
    word_file(tmp_path / "a.docx", body, footnotes=note)
    made = read("docx", tmp_path / "a.docx")
    assert shown(made, MarkKind.PARAGRAPH) == ["Kept added"]
    assert shown(made, MarkKind.NOTE) == ["A note."]
    assert made.notices == ("its tracked changes are read as accepted",)


def test_jats_citations_are_tied_by_id_and_ranges_are_filled(tmp_path: Path) -> None:
    refs = "".join(f"<ref id='r{n}'><mixed-citation>Work {n}.</mixed-citation></ref>"
                   for n in range(1, 6))  # fmt: skip
    made = written(
        "jats",
        tmp_path / "a.xml",
        "<article><front><article-meta/></front><body><p>Said [<xref ref-type='bibr' rid='r1'>1"
        "</xref>]–[<xref ref-type='bibr' rid='r4'>4</xref>].</p></body><back><ref-list>"
        f"{refs}</ref-list></back></article>",
    )
    assert [work.key for work in cited(made)] == ["r1", "r2", "r3", "r4"]
    assert [mark.name for mark in made.of(MarkKind.ENTRY)] == ["r1", "r2", "r3", "r4", "r5"]


def test_html_links_to_entries_are_citations_and_others_are_not(tmp_path: Path) -> None:
    made = written(
        "html",
        tmp_path / "a.html",
        "<html><body><p>Said <a href='#ref-drab'>Drab 2018</a>, not <a href='#top'>up</a>.</p>"
        "<div id='refs' class='references'><div id='ref-drab' class='csl-entry'>Drab. 2018. "
        "Water.</div></div></body></html>",
    )
    assert [(work.key) for work in cited(made)] == ["drab"]
    assert shown(made, MarkKind.CITATION) == ["Drab 2018"]


@pytest.mark.parametrize(
    ("media", "head", "name", "expected"),
    [
        ("text/plain", "Plain words.", "a.txt", None),
        ("text/plain", "\\documentclass{a}\n\\begin{document}", "a.txt", "latex"),
        ("text/plain", "---\ntitle: x\n---\n# A\n\n# B [@c]", "a.txt", "markdown"),
        ("text/plain", "Some words", "a.md", "markdown"),
        ("application/xml", "<?xml version='1.0'?><!DOCTYPE article PUBLIC 'JATS'>", "a", "jats"),
        ("text/html", "<!doctype html><p>", "a.txt", "html"),
        ("application/vnd.oasis.opendocument.text", "", "a.docx", "odt"),
    ],
)
def test_what_a_file_holds_decides_not_its_name(
    media: str, head: str, name: str, expected: str | None
) -> None:
    assert reader(media, head, name) == expected


def test_damaged_word_files_say_so(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as file:
        file.writestr("word/document.xml", "<w:document")
    with pytest.raises(Unreadable, match="not well-formed"):
        read("docx", tmp_path / "a.docx")
