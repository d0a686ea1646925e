from __future__ import annotations

from csl_writer_cases import (
    EVERYTHING,
    HOSTILE,
    NUMBERED,
    PLAIN,
    WORDS,
    document,
    entry,
    hostile_document,
    italic,
    span,
)
from evidence.csl.tree import Bibliography
from evidence.csl.writers.base import one_line
from evidence.csl.writers.document import Paragraph, Quote, References
from evidence.csl.writers.text import WRITER, Text


def test_formatting_leaves_no_marks() -> None:
    assert WRITER.inline((italic("A"), span("vertical-align", "sup", "b"), "\nc")) == "Ab c"


def test_entries_stand_apart_unwrapped() -> None:
    assert WRITER.bibliography(PLAIN) == (
        "Drab, Lech. 2018. Journal of Things 12: 57–71.\n\nRoe, Richard. 2020. A Book."
    )


def test_first_fields_are_aligned() -> None:
    assert WRITER.bibliography(NUMBERED) == "[1]  B. Roe, A Book.\n\n[10] C. Doe."


def test_lines_are_wrapped_on_demand_with_a_hanging_indent() -> None:
    assert Text(width=30).bibliography(PLAIN) == (
        "Drab, Lech. 2018. Journal of\n    Things 12: 57–71.\n\nRoe, Richard. 2020. A Book."
    )


def test_wrapped_second_fields_stay_in_their_column() -> None:
    long = Bibliography((NUMBERED.entries[0], entry("2", *NUMBERED.entries[1].runs, " More")))
    assert Text(width=25).bibliography(long).splitlines()[0] == "[1]  B. Roe, A Book."
    assert Text(width=25).bibliography(long).splitlines()[2:] == ["[10] C. Doe. More"]
    narrow = Text(width=1).bibliography(
        Bibliography((entry("1", span("display", "left-margin", "[1]"), "word " * 8),))
    )
    assert narrow.splitlines()[1].startswith("    word")


def test_blocks_and_indents_are_lines() -> None:
    runs = (span("display", "block", "A"), span("display", "indent", "B"))
    assert WRITER.entry(entry("a", *runs)) == "A\n    B"


def test_a_file_holds_every_block_in_order() -> None:
    written = WRITER.document(EVERYTHING).decode()
    places = [written.index(words) for words in WORDS]
    assert places == sorted(places)


def test_what_belongs_to_an_entry_is_indented_beneath_it() -> None:
    blocks = (References(PLAIN), Paragraph(("Note.",), "annotation"), Quote(("Said.",)))
    assert WRITER.document(document(*blocks)).decode().endswith("\n\n    Note.\n\n        Said.\n")


def test_hostile_text_is_text() -> None:
    written = WRITER.document(hostile_document()).decode()
    assert not {c for c in written if c < " "} - {"\n"}
    for text in HOSTILE:
        assert f"\n{one_line(text)}\n" in written
