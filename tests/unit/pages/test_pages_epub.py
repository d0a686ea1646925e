"""Electronic books as pages."""

from __future__ import annotations

from pathlib import Path

from packed import book, packed

from evidence.domain.vocabulary import DocumentStatus
from evidence.pages import epub

NAV = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
NCX = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def labelled(path: Path) -> list[tuple[str | None, str]]:
    read = epub.read(path)
    assert read.status is DocumentStatus.READ, read.detail
    assert read.reflowable
    return [(page.label, page.text) for page in read.pages]


def test_a_book_without_page_marks_has_a_page_for_each_chapter(tmp_path: Path) -> None:
    chapters = {"b.xhtml": "<p>First&nbsp;one</p>", "a%20b.xhtml": "<p>Second</p>"}
    path = book(tmp_path / "a.epub", {**chapters, "cover.xhtml": "<img src='c.png'/>"})
    assert labelled(path) == [(None, "First\xa0one"), (None, "Second")]


def test_page_marks_label_the_pages_across_chapters(tmp_path: Path) -> None:
    chapters = {
        "1.xhtml": "<p>Front</p><span epub:type='pagebreak' id='p1' title='1'/><p>One goes</p>",
        "2.xhtml": "<h1>Two</h1><p>still one<a epub:type='pagebreak' id='p2' title='2'/> two</p>",
    }
    path = book(tmp_path / "a.epub", chapters)
    assert labelled(path) == [
        (None, "Front"),
        ("1", "One goes\n\nTwo\n\nstill one"),
        ("2", "two"),
    ]


def test_the_page_list_of_the_navigation_labels_the_pages(tmp_path: Path) -> None:
    listed = (
        "<nav epub:type='page-list'><ol><li><a href='1.xhtml'>iv</a></li>"
        "<li><a href='1.xhtml#x'>5</a></li></ol></nav>"
    )
    path = book(
        tmp_path / "a.epub",
        {"1.xhtml": "<p>Four <b id='x'>five</b></p>"},
        extra={"OEBPS/nav.xhtml": f"<html><body>{listed}</body></html>"},
        manifest=NAV,
    )
    assert labelled(path) == [("iv", "Four"), ("5", "five")]


def test_the_page_list_of_the_ncx_labels_the_pages(tmp_path: Path) -> None:
    targets = "".join(
        f'<pageTarget value="{n}"><navLabel><text>{n}</text></navLabel>'
        f'<content src="1.xhtml#p{n}"/></pageTarget>'
        for n in (7, 8)
    )
    path = book(
        tmp_path / "a.epub",
        {"1.xhtml": "<p><a id='p7'/>Seven <a id='p8'/>eight</p>"},
        extra={"OEBPS/toc.ncx": f'<ncx xmlns="x"><pageList>{targets}</pageList></ncx>'},
        manifest=NCX,
    )
    assert labelled(path) == [("7", "Seven"), ("8", "eight")]


def encryption(algorithm: str, name: str) -> dict[str, str]:
    return {
        "META-INF/encryption.xml": "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:"
        "container'><e:EncryptedData xmlns:e='http://www.w3.org/2001/04/xmlenc#'>"
        f"<e:EncryptionMethod Algorithm='{algorithm}'/><e:CipherData>"
        f"<e:CipherReference URI='{name}'/></e:CipherData></e:EncryptedData></encryption>"
    }


def test_a_book_under_a_licence_is_locked(tmp_path: Path) -> None:
    extra = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OEBPS/1.xhtml")
    read = epub.read(book(tmp_path / "a.epub", {"1.xhtml": "<p>x</p>"}, extra=extra))
    assert (read.status, read.pages) == (DocumentStatus.LOCKED, ())


def test_obfuscated_fonts_lock_nothing(tmp_path: Path) -> None:
    extra = encryption("http://www.idpf.org/2008/embedding", "OEBPS/font.otf")
    path = book(tmp_path / "a.epub", {"1.xhtml": "<p>Words</p>"}, extra=extra)
    assert labelled(path) == [(None, "Words")]


def test_a_book_of_pictures_is_empty(tmp_path: Path) -> None:
    read = epub.read(book(tmp_path / "a.epub", {"1.xhtml": "<img src='1.png'/>"}))
    assert read.status is DocumentStatus.EMPTY


def test_a_damaged_book_fails_with_a_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    for members in ({"mimetype": "application/epub+zip"}, {"a.opf": "<package/>"}):
        read = epub.read(packed(path, members))
        assert (read.status, read.pages) == (DocumentStatus.FAILED, ())
        assert (read.detail or "").startswith("the book is damaged")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = book(tmp_path / "a.epub", {"1.xhtml": "<p>" + " " * 80_000_000})
    read = epub.read(path)
    assert read.status is DocumentStatus.FAILED
    assert "too much" in (read.detail or "")
