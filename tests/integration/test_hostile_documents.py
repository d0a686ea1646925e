"""Files made to do harm, or merely broken: each fails alone, soon, and with a clear line."""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.domain.pages import Reading
from evidence.domain.vocabulary import DocumentStatus, PageStatus
from evidence.pages import reading
from pdfs import pdf

PDF = "application/pdf"
FAILED, EMPTY, LOCKED, READ = (
    DocumentStatus.FAILED,
    DocumentStatus.EMPTY,
    DocumentStatus.LOCKED,
    DocumentStatus.READ,
)
LINES = "The frontier was surveyed in 1873.\n\nNobody had asked the people who lived there."
MEMORY = 1_000_000_000
SECONDS = 30


def raw(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of them."""
    out = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer <</Size %d /Root %d 0 R>>\n" % (len(objects) + 1, root)
    return out + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def stream(data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<</Length %d /Filter [%s]>>\nstream\n" % (len(data), filters) + data + b"\nendstream"


CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
ONE_PAGE = b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
PAGE = (
    b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R"
    b" /Resources <</Font <</F1 5 0 R>>>>>>"
)


def one_page(contents: bytes) -> bytes:
    return raw(CATALOG, ONE_PAGE, PAGE, contents, FONT)


def squeezed(chunk: bytes, times: int, level: int = 9) -> bytes:
    """A chunk over and over, packed without ever being held whole."""
    packer = zlib.compressobj(level)
    return b"".join([*(packer.compress(chunk) for _ in range(times)), packer.flush()])


def bomb_of_blanks() -> bytes:
    return one_page(stream(squeezed(b" " * 1_000_000, 3000)))


def bomb_in_a_bomb() -> bytes:
    inner = squeezed(b"\0" * 1_000_000, 4000)
    return one_page(stream(zlib.compress(inner, 9), b"/FlateDecode /FlateDecode"))


def bomb_of_text() -> bytes:
    show = b"BT /F1 9 Tf 20 20 Td (all work and no play makes a long page) Tj ET\n" * 10_000
    return one_page(stream(squeezed(show, 400)))


def many_bombs() -> bytes:
    show = b"BT /F1 9 Tf 20 20 Td (all work and no play makes a long page) Tj ET\n" * 1000
    content = stream(squeezed(show, 60))
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(2000))
    page = PAGE.replace(b"4 0 R", b"3 0 R", 1).replace(b"5 0 R", b"4 0 R")
    pages = b"<</Type /Pages /Kids [%s] /Count 2000>>" % kids
    return raw(CATALOG, pages, content, FONT, *[page] * 2000)


def packed_objects_bomb() -> bytes:
    inner = squeezed(b"1 0 " * 250_000, 3000)
    objects = b"<</Type /ObjStm /N 900000000 /First 8 /Filter /FlateDecode /Length %d>>" % len(
        inner
    )
    return raw(CATALOG, ONE_PAGE, PAGE, objects + b"\nstream\n" + inner + b"\nendstream", FONT)


def tree_of_itself() -> bytes:
    return raw(CATALOG, b"<</Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 900>>")


def tree_that_doubles() -> bytes:
    levels = 40
    nodes = [
        b"<</Type /Pages /Kids [%d 0 R %d 0 R] /Count %d>>" % (at + 3, at + 3, 1 << (levels - at))
        for at in range(levels)
    ]
    leaf = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"
    return raw(CATALOG, *nodes, leaf)


def tree_that_is_deep() -> bytes:
    nodes = [b"<</Type /Pages /Kids [%d 0 R] /Count 1>>" % (at + 3) for at in range(20_000)]
    return raw(CATALOG, *nodes, b"<</Type /Page /MediaBox [0 0 9 9]>>")


def very_many_pages() -> bytes:
    return raw(CATALOG, b"<</Type /Pages /Kids [3 0 R] /Count 2147483647>>", PAGE)


def nested_deeply() -> bytes:
    return raw(CATALOG, b"[" * 2_000_000 + b"]" * 2_000_000)


def contents_nested_deeply() -> bytes:
    return one_page(stream(zlib.compress(b"[" * 5_000_000 + b"<<" * 5_000_000)))


def a_form_that_draws_itself() -> bytes:
    form = (
        b"<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 11"
        b" /Resources <</XObject <</X 6 0 R>>>>>>\nstream\n/X Do /X Do\nendstream"
    )
    page = PAGE.replace(b"/Resources <<", b"/Resources <</XObject <</X 6 0 R>> ")
    return raw(CATALOG, ONE_PAGE, page, stream(zlib.compress(b"/X Do")), FONT, form)


def labels_that_loop() -> bytes:
    catalog = b"<</Type /Catalog /Pages 2 0 R /PageLabels 6 0 R>>"
    contents = stream(zlib.compress(b"BT /F1 9 Tf 20 20 Td (Read me) Tj ET"))
    return raw(catalog, ONE_PAGE, PAGE, contents, FONT, b"<</Kids [6 0 R 6 0 R]>>")


def cut_off() -> bytes:
    whole = pdf([LINES] * 20)
    return whole[: len(whole) // 2]


def cut_off_early() -> bytes:
    return pdf([LINES])[:60]


def garbage() -> bytes:
    return b"%PDF-1.7\n" + os.urandom(200_000) + b"%%EOF"


def mended_table() -> bytes:
    return pdf([LINES]).replace(b"startxref", b"startxxxx")


LIGHT: tuple[Callable[[], bytes], ...] = (
    *(tree_of_itself, tree_that_doubles, very_many_pages, labels_that_loop, cut_off),
    *(cut_off_early, garbage, mended_table),
)
HEAVY: tuple[Callable[[], bytes], ...] = (
    *(bomb_of_blanks, bomb_in_a_bomb, bomb_of_text, many_bombs, packed_objects_bomb),
    *(tree_that_is_deep, nested_deeply, contents_nested_deeply, a_form_that_draws_itself),
)


def read(path: Path, data: bytes) -> Reading:
    path.write_bytes(data)
    return reading.read(path, PDF)


def peak_of_children() -> int:
    """The most memory that a process which this one waited for has held, in bytes."""
    resource = pytest.importorskip("resource")
    used: int = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


def endure(tmp_path: Path, data: bytes) -> Reading:
    started = time.monotonic()
    found = read(tmp_path / "hostile.pdf", data)
    assert time.monotonic() - started <= SECONDS
    assert peak_of_children() <= MEMORY
    assert found.status in {FAILED, EMPTY, LOCKED, READ}
    if found.status is not READ:
        assert found.detail
        assert "\n" not in found.detail
        assert len(found.detail) < 160
    if found.status in {FAILED, LOCKED}:
        assert found.pages == ()
    return found


@pytest.mark.parametrize("made", LIGHT, ids=lambda made: made.__name__)
def test_a_hostile_pdf_ends_soon_with_a_clear_line(
    made: Callable[[], bytes], tmp_path: Path
) -> None:
    endure(tmp_path, made())


@pytest.mark.slow
@pytest.mark.parametrize("made", HEAVY, ids=lambda made: made.__name__)
def test_a_heavy_hostile_pdf_ends_within_its_limits(
    made: Callable[[], bytes], tmp_path: Path
) -> None:
    endure(tmp_path, made())


def test_a_pdf_whose_table_is_lost_is_read_all_the_same(tmp_path: Path) -> None:
    found = read(tmp_path / "a.pdf", mended_table())
    assert found.status is READ
    assert "surveyed in 1873" in found.pages[0].text


def test_a_reader_that_breaks_down_is_told_of(tmp_path: Path) -> None:
    found = read(tmp_path / "a.pdf", labels_that_loop())
    assert (found.status, found.reader) == (FAILED, "pdf 1")
    assert found.detail is not None
    assert found.detail.startswith("its reader broke down")


def test_a_pdf_with_a_password_is_locked(tmp_path: Path) -> None:
    found = read(tmp_path / "a.pdf", pdf([LINES], password="sesame"))
    assert (found.status, found.pages) == (LOCKED, ())
    assert found.detail == "it asks for a password"


def test_a_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    found = read(tmp_path / "a.pdf", pdf([LINES], owner_password="sesame"))
    assert found.status is READ
    assert "surveyed" in found.pages[0].text


def test_no_bytes_at_all(tmp_path: Path) -> None:
    found = read(tmp_path / "a.pdf", b"")
    assert (found.status, found.detail) == (FAILED, "it is empty: no bytes at all")


def test_a_folder(tmp_path: Path) -> None:
    assert reading.read(tmp_path, PDF).detail == "it is a folder"


def test_no_file(tmp_path: Path) -> None:
    found = reading.read(tmp_path / "none.pdf", PDF)
    assert found.status is FAILED
    assert found.detail == "it cannot be read: No such file or directory"


def test_html_that_is_called_a_pdf_is_said_to_be_html(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><html><body><p>Please log in</p></body></html>"
    for media in (PDF, "text/html"):
        (tmp_path / "a.pdf").write_bytes(page)
        found = reading.read(tmp_path / "a.pdf", media)
        assert found.status is FAILED
        assert found.detail is not None
        assert found.detail.startswith("it is called a PDF, but holds HTML")


def test_what_no_reader_knows(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    found = reading.read(tmp_path / "a.png", "image/png")
    assert (found.status, found.detail) == (FAILED, "nothing here reads image/png")


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(pdf([LINES] * 3))
    started = time.monotonic()
    found = reading.read(target, PDF, limits=reading.Limits(seconds=0.01))
    assert time.monotonic() - started < 5
    assert found.status is FAILED
    assert found.detail is not None
    assert found.detail.startswith("reading it took longer than")


def test_more_text_than_allowed_is_not_taken(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(pdf([LINES] * 3))
    found = reading.read(target, PDF, limits=reading.Limits(output=100))
    assert found.status is FAILED
    assert found.detail is not None
    assert found.detail.startswith("its text is longer than")


def test_too_little_memory_is_said(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    if sys.platform == "darwin":
        pytest.skip("macOS knows no limit of memory")
    target = tmp_path / "a.pdf"
    target.write_bytes(pdf([LINES] * 3))
    found = reading.read(target, PDF, limits=reading.Limits(memory=30_000_000))
    assert found.status is FAILED
    assert found.detail is not None
    assert "memory" in found.detail


def test_a_module_that_lies_about_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('caught')", "utf-8")
    (tmp_path / "a.pdf").write_bytes(pdf([LINES]))
    monkeypatch.chdir(tmp_path)
    assert reading.read(Path("a.pdf"), PDF).status is READ


def test_a_page_that_cannot_be_read_fails_alone(tmp_path: Path) -> None:
    contents = stream(zlib.compress(b"BT /F1 9 Tf 20 20 Td (Read me) Tj ET"))
    pages = b"<</Type /Pages /Kids [3 0 R 6 0 R] /Count 2>>"
    found = read(tmp_path / "a.pdf", raw(CATALOG, pages, PAGE, contents, FONT, b"(no page)"))
    assert [page.status for page in found.pages] == [PageStatus.TEXT, PageStatus.FAILED]
    assert (found.status, found.detail) == (READ, "1 of its 2 pages cannot be read")
