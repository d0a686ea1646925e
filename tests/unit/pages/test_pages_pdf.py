"""The text of PDFs: reading order, words parted at line ends, running lines, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from evidence.domain.pages import PageText, Reading
from evidence.domain.vocabulary import DocumentStatus, PageStatus
from evidence.pages import pdf as reader
from pdfs import Labels, Page, page, pdf

WORDS = (
    "frontier railway province estimate annual revenue commission quotation however under "
    "established population administration government district harvest"
).split()


def prose(seed: int, words: int = 120) -> str:
    """Text that no other page has."""
    chosen = [WORDS[(seed * 7 + at * (seed + 3) + at * at) % len(WORDS)] for at in range(words)]
    return " ".join(chosen).capitalize() + "."


def flat(text: str) -> str:
    return " ".join(text.split())


class Read:
    """Reads pages as they are made."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "a.pdf"

    def __call__(self, pages: Sequence[Page | str], *, labels: Sequence[Labels] = ()) -> Reading:
        self._file.write_bytes(pdf(pages, labels=labels))
        return reader.read(self._file)

    def one(self, what: Page | str) -> PageText:
        (found,) = self([what]).pages
        return found


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return Read(tmp_path)


def lines(*texts: str) -> Page:
    return Page((texts,))


# --- text ---------------------------------------------------------------------------------


def test_lines_and_paragraphs(read: Read) -> None:
    found = read.one(lines("One line", "and another.", "", "A paragraph", "of two lines."))
    assert found.text == "One line\nand another.\n\nA paragraph\nof two lines."
    assert (found.start, found.end, found.status) == (0, None, PageStatus.TEXT)


def test_an_indented_line_begins_a_paragraph(read: Read) -> None:
    found = read.one(lines("One line", "and another.", " Indented it is", "and goes on."))
    assert found.text == "One line\nand another.\n\nIndented it is\nand goes on."


def test_a_sentence_that_goes_on_is_no_new_paragraph(read: Read) -> None:
    found = read.one(lines("A line", "that goes", "", "on below.", "", "Another", "one", "here."))
    assert found.text == "A line\nthat goes\non below.\n\nAnother\none\nhere."


def test_a_word_parted_at_a_lines_end_is_joined_and_the_line_ends_behind_it(read: Read) -> None:
    found = read.one(lines("The adminis-", "tration of the pro-", "vince, it said, failed."))
    assert found.text == "The administration\nof the province,\nit said, failed."


def test_a_word_may_be_parted_twice(read: Read) -> None:
    found = read.one(lines("an inter-", "na-", "tional one", "and more"))
    assert flat(found.text) == "an international one and more"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("the Anglo-", "Russian treaty", "the Anglo-Russian treaty"),
        ("a COVID-", "19 case", "a COVID-19 case"),
        ("in 1914-", "1918 and after", "in 1914-1918 and after"),
        ("a cease-", "fire held", "a ceasefire held"),
        ("he said -", "and left", "he said - and left"),
    ],
)
def test_a_hyphen_that_may_be_the_words_own(
    read: Read, first: str, second: str, expected: str
) -> None:
    assert flat(read.one(lines(first, second)).text) == expected


def test_a_hyphen_stays_where_the_file_has_the_word_with_it_elsewhere(read: Read) -> None:
    found = read([lines("The cease-", "fire held."), lines("A Cease-fire was signed.")])
    assert flat(found.pages[0].text) == "The cease-fire held."


def test_a_page_of_long_text_is_all_there(read: Read) -> None:
    text = prose(1, 250)
    assert flat(read.one(page(text, parted=True)).text) == text


# --- columns ------------------------------------------------------------------------------


@pytest.mark.parametrize("interleaved", [False, True])
@pytest.mark.parametrize("parted", [False, True])
@pytest.mark.parametrize("columns", [1, 2])
def test_columns_are_read_one_after_the_other(
    read: Read, columns: int, parted: bool, interleaved: bool
) -> None:
    for seed in range(8):
        text = prose(seed, 200)
        made = page(text, columns=columns, parted=parted, interleaved=interleaved)
        assert flat(read.one(made).text) == text


@pytest.mark.parametrize("interleaved", [False, True])
def test_three_columns(read: Read, interleaved: bool) -> None:
    text = prose(3, 200)
    made = page(text, columns=3, interleaved=interleaved)
    assert flat(read.one(made).text) == text


@pytest.mark.parametrize("interleaved", [False, True])
def test_a_title_and_running_lines_over_two_columns(read: Read, interleaved: bool) -> None:
    text = prose(4, 200)
    title = "Frontiers and their keepers, seen from afar"
    made = page(
        text,
        columns=2,
        interleaved=interleaved,
        heading=title,
        header="210\tThe Journal of Roads",
        footer="Volume 7\tSpring",
    )
    expected = f"210 The Journal of Roads {title} {text} Volume 7 Spring"
    assert flat(read.one(made).text) == expected


def test_columns_of_unlike_length(read: Read) -> None:
    first, second = prose(1, 60).split(), prose(2, 25).split()
    made = Page(
        tuple(
            tuple(" ".join(words[at : at + 3]) for at in range(0, len(words), 3))
            for words in (first, second)
        ),
        interleaved=True,
    )
    assert flat(read.one(made).text) == " ".join([*first, *second])


def test_a_tables_cells_stay_in_their_rows(read: Read) -> None:
    years = [f"187{year}" for year in range(8)]
    sums = [f"{year * 13 + 40} lakh" for year in range(8)]
    found = read.one(Page((tuple(years), tuple(sums)), interleaved=True))
    assert found.text.splitlines() == [f"{a} {b}" for a, b in zip(years, sums, strict=True)]


# --- running lines ------------------------------------------------------------------------


def test_running_lines_are_set_apart(read: Read) -> None:
    bodies = [prose(seed) for seed in range(6)]
    made = [
        page(body, header=f"{106 + at}\tJournal of Roads", footer="Vol. 7, no. 2")
        for at, body in enumerate(bodies)
    ]
    found = read(made).pages
    for at, (one, body) in enumerate(zip(found, bodies, strict=True)):
        assert flat(one.body) == body
        assert one.printed == str(106 + at)
        assert one.text.startswith(f"{106 + at} Journal of Roads\n\n")
        assert one.text.endswith("\n\nVol. 7, no. 2")


def test_left_and_right_pages_have_headers_of_their_own(read: Read) -> None:
    bodies = [prose(seed) for seed in range(8)]
    heads = [
        f"{20 + at}\tAda Lovelace" if at % 2 == 0 else f"Notes on the Engine\t{20 + at}"
        for at in range(8)
    ]
    made = [page(body, header=head) for body, head in zip(bodies, heads, strict=True)]
    found = read(made).pages
    assert [flat(one.body) for one in found] == bodies
    assert [one.printed for one in found] == [str(20 + at) for at in range(8)]


@pytest.mark.parametrize("form", ["{}", "- {} -", "[{}]", "Page {}", "{} of 90", "p. {}"])
def test_a_number_alone_at_the_foot(read: Read, form: str) -> None:
    made = [page(prose(at), footer="\t" + form.format(31 + at)) for at in range(5)]
    found = read(made).pages
    assert [one.printed for one in found] == ["31", "32", "33", "34", "35"]
    assert [flat(one.body) for one in found] == [prose(at) for at in range(5)]


def test_roman_numbers_and_numbers_with_a_prefix(read: Read) -> None:
    roman = [page(prose(at), footer=label) for at, label in enumerate(("v", "vi", "vii", "viii"))]
    assert [one.printed for one in read(roman).pages] == ["v", "vi", "vii", "viii"]
    prefixed = [page(prose(at), footer=f"S{110 + at}") for at in range(4)]
    assert [one.printed for one in read(prefixed).pages] == ["S110", "S111", "S112", "S113"]


def test_a_year_in_the_header_is_no_page_number(read: Read) -> None:
    made = [page(prose(at), header=f"Roads 2015\t{106 + at}") for at in range(5)]
    assert [one.printed for one in read(made).pages] == ["106", "107", "108", "109", "110"]
    constant = [page(prose(at), header="Journal of Roads\t2015") for at in range(5)]
    assert [one.printed for one in read(constant).pages] == [None] * 5


def test_the_first_page_bears_its_number_elsewhere(read: Read) -> None:
    made = [page(prose(0), footer="106")]
    made += [page(prose(at), header=f"{106 + at}\tJournal of Roads") for at in range(1, 6)]
    assert read(made).pages[0].printed == "106"


def test_a_number_that_nothing_bears_out_is_text(read: Read) -> None:
    found = read.one(page(prose(1), footer="1873"))
    assert found.printed is None
    assert found.body.endswith("1873")


def test_lines_of_the_text_that_are_alike_are_no_running_lines(read: Read) -> None:
    made = [lines("It was cold that year.", *page(prose(at)).columns[0]) for at in range(6)]
    for one in read(made).pages:
        assert one.body.startswith("It was cold that year.")


def test_a_page_is_never_all_running_lines(read: Read) -> None:
    for one in read([f"This is page {number} of it" for number in range(1, 9)]).pages:
        assert one.body.strip()


# --- labels and status --------------------------------------------------------------------


def test_the_files_own_labels(read: Read) -> None:
    labels = [Labels(0, "roman"), Labels(2, "arabic", 106), Labels(4, "arabic", 1, "A-")]
    found = read([prose(at) for at in range(6)], labels=labels).pages
    assert [one.label for one in found] == ["i", "ii", "106", "107", "A-1", "A-2"]
    assert [one.label for one in read([prose(1)]).pages] == [None]


def test_a_page_without_text_is_empty(read: Read) -> None:
    found = read([prose(1), Page(scanned=True), prose(2)])
    text, empty = PageStatus.TEXT, PageStatus.EMPTY
    assert [one.status for one in found.pages] == [text, empty, text]
    assert (found.status, found.detail, found.reflowable) == (DocumentStatus.READ, None, False)


def test_a_file_without_text_is_empty(read: Read) -> None:
    found = read([Page(scanned=True)] * 3)
    assert found.status is DocumentStatus.EMPTY
    assert found.detail == "none of its pages has text: scanned, perhaps"
    assert len(found.pages) == 3


def test_pages_are_counted_from_0(read: Read) -> None:
    assert [one.index for one in read([prose(at) for at in range(4)]).pages] == [0, 1, 2, 3]
