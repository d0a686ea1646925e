"""Web pages as pages: what people see of them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.domain.pages import Reading
from evidence.domain.vocabulary import DocumentStatus
from evidence.pages import html


def reading(folder: Path, content: str | bytes, name: str = "page.html") -> Reading:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return html.read(file)


def text(folder: Path, content: str | bytes) -> str:
    (page,) = reading(folder, content).pages
    return page.text


def test_paragraphs_and_lines_stand_as_a_browser_shows_them(tmp_path: Path) -> None:
    page = "<p>One\n  <b>b</b>old\tword.<br>A line.</p><ul><li>first<li>second</ul><div>End</div>"
    assert text(tmp_path, page) == "One bold word.\nA line.\n\nfirst\nsecond\n\nEnd"


def test_a_page_without_marks_is_one_page_and_reflowable(tmp_path: Path) -> None:
    read = reading(tmp_path, "<p>Words")
    assert (read.status, read.reflowable, len(read.pages)) == (DocumentStatus.READ, True, 1)
    assert (read.pages[0].label, read.pages[0].index) == (None, 0)
    assert read.reader == html.READER


def test_scripts_styles_templates_and_hidden_text_are_left_out(tmp_path: Path) -> None:
    page = (
        "<head><title>Its title</title><style>p {}</style></head><body><script>var no</script>"
        "<template>no</template><noscript>no</noscript><p hidden>no</p>"
        "<p style='color: red; display : none'>no</p><!-- no --><p>Seen</p></body>"
    )
    assert text(tmp_path, page) == "Its title\n\nSeen"


def test_what_only_browsers_without_scripts_show_counts_where_nothing_else_does(
    tmp_path: Path,
) -> None:
    read = reading(tmp_path, "<script>go()</script><noscript><p>All there is</p></noscript>")
    assert [page.text for page in read.pages] == ["All there is"]
    assert read.detail is not None


def test_navigation_comes_last_and_is_not_lost(tmp_path: Path) -> None:
    page = "<nav><a href='/'>Home</a></nav><main><p>The matter</p></main><footer>Imprint</footer>"
    assert text(tmp_path, page) == "The matter\n\nImprint\n\nHome"


def test_marks_that_call_notes_do_not_part_the_words(tmp_path: Path) -> None:
    page = (
        "<p>So it was<sup class=reference><a href='#n1'>[1]</a></sup> in 10<sup>6</sup> cases"
        "<a epub:type='noteref' href='n.html#2'>2</a>."
    )
    assert text(tmp_path, page) == "So it was in 106 cases."


def test_soft_hyphens_and_spaces_without_width_are_not_text(tmp_path: Path) -> None:
    assert text(tmp_path, "<p>co&shy;oper\u200bate&#8203;d") == "cooperated"


def test_cells_of_a_table_are_words_of_a_line(tmp_path: Path) -> None:
    page = "<table><tr><th>a<th>b</tr><tr><td>1</td><td>2</td></tr></table>"
    assert text(tmp_path, page) == "a b\n1 2"


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=windows-1252><p>naïve – “so”".encode("cp1252"),
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>"
        "<p>naïve – “so”".encode("cp1252"),
        "<p>naïve – “so”".encode("cp1252"),
        "<p>naïve – “so”".encode(),
        "<meta charset=iso-8859-1><p>naïve – “so”".encode(),
        "\ufeff<p>naïve – “so”".encode("utf-16-le"),
        "<?xml version='1.0' encoding='utf-8'?><html><p>naïve – “so”</p></html>".encode(),
    ],
    ids=["meta", "http-equiv", "unsaid", "utf-8", "said wrongly", "utf-16", "xml"],
)
def test_the_encoding_is_found(tmp_path: Path, data: bytes) -> None:
    assert text(tmp_path, data) == "naïve – “so”"


def test_an_encoding_of_another_script_is_believed(tmp_path: Path) -> None:
    assert text(tmp_path, "<meta charset=koi8-r><p>слово".encode("koi8-r")) == "слово"


def test_page_marks_part_pages_and_label_them(tmp_path: Path) -> None:
    page = (
        "<p>Before</p><span role='doc-pagebreak' aria-label=' 12. ' id='p12'></span>"
        "<p>Twelve goes on<span epub:type='pagebreak' title='13'/> here</p>"
        "<hr role='doc-pagebreak' title='xiv'/><p>Last</p>"
    )
    read = reading(tmp_path, page)
    assert [(page.label, page.text) for page in read.pages] == [
        (None, "Before"),
        ("12", "Twelve goes on"),
        ("13", "here"),
        ("xiv", "Last"),
    ]
    assert read.reflowable


def test_a_word_parted_by_a_page_mark_stays_whole(tmp_path: Path) -> None:
    page = "<p role='doc-pagebreak' title='1'></p>vita<i epub:type='pagebreak' title='2'></i>min C"
    pages = reading(tmp_path, page).pages
    assert [page.text for page in pages] == ["vitamin", "C"]


def test_anchors_named_for_pages_are_marks_where_there_are_several(tmp_path: Path) -> None:
    page = (
        "<p><a id='page_9'></a>Nine <span class='pagenum'><a name='Page_10'>[Pg 10]</a></span>"
        "ten</p>"
    )
    read = reading(tmp_path, page)
    assert [(page.label, page.text) for page in read.pages] == [("9", "Nine"), ("10", "ten")]
    assert text(tmp_path, "<p>One <a id='page_9'></a>mark is none") == "One mark is none"


def test_links_to_pages_are_no_marks(tmp_path: Path) -> None:
    page = "<p>Text <a id='page-1' href='?1'>1</a> <a id='page-2' href='?2'>2</a>"
    assert text(tmp_path, page) == "Text 1 2"


def test_mark_up_that_is_never_closed_loses_no_text(tmp_path: Path) -> None:
    page = "".join(f"<div><font>word{number} " for number in range(400))
    assert "word399" in text(tmp_path, page)


def test_what_nests_without_end_fails_with_a_clear_line(tmp_path: Path) -> None:
    read = reading(tmp_path, "<div>" * 100_000 + "words")
    assert (read.status, read.pages) == (DocumentStatus.FAILED, ())
    assert read.detail == "the page is nested too deeply to be read"


def test_entities_of_a_page_are_not_expanded_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    page = (
        f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a SYSTEM 'file://{tmp_path}/secret'>]>"
        "<html><p>Open &a; words</p></html>"
    )
    assert "secret words" not in text(tmp_path, page)


@pytest.mark.parametrize("data", [b"", bytes(range(32)) * 100], ids=["nothing", "binary"])
def test_what_is_no_text_fails_with_a_clear_line(tmp_path: Path, data: bytes) -> None:
    read = reading(tmp_path, data)
    assert read.status is DocumentStatus.FAILED
    assert read.detail is not None
    assert "\n" not in read.detail


def test_a_page_that_shows_no_words_is_empty(tmp_path: Path) -> None:
    read = reading(tmp_path, "<html><body><img src='scan.png'></body></html>")
    assert read.status is DocumentStatus.EMPTY
