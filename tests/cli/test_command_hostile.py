"""Text that nobody wrote for us: kept as it is, shown harmless, refused where it cannot be."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import CommandLine
from support import assert_sound, everything

NASTY = "\x1b[2J\x07a\u202eb\u200b\ncd\te\x9bf\x7f\u2028\u00adg\ufeffh\U000e0041"
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1")
LISTS = ("source", "claim", "citation", "reference", "link", "tag")


def enter(evidence: CommandLine, text: str) -> None:
    """Put a text into every field that takes one."""
    place = ("--section", text, "--paragraph", "1", "--sentence", "1")
    source = evidence.ok(
        "source", "add", "--type", "book", f"--title={text}", f"--author={{{text}}}",
        f"--publisher={text}", f"--DOI={text}", f"--note={text}", f"--tag={text}",
    ).key  # fmt: skip
    claim = evidence.ok(
        "claim", "add", "--paper", "p", *place, f"--statement={text}", f"--quoted={text}"
    ).key
    evidence.ok("citation", "add", "--paper", "p", *place, f"--text={text}", "--missing")
    evidence.ok(
        "reference", "add", "--paper", "p", "--section", text, f"--raw={text}", "--source", source
    )
    evidence.ok(
        "claim", "link", claim, source, "--stance", "disputes", f"--quote={text}",
        f"--note={text}",
    )  # fmt: skip
    evidence.ok("claim", "assess", claim, "refuted", f"--because={text}", f"--agent={text}")


@pytest.fixture
def paper(on_empty: CommandLine) -> CommandLine:
    """A paper with the key p, to hang things on."""
    on_empty.ok("paper", "add", "--type", "manuscript", "--title", "P", "--key", "p")
    return on_empty


def harmless(text: str, but: str) -> bool:
    """Whether nothing in a text moves a cursor, hides or turns words, `but` aside."""
    unsafe = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return all(each in but or unicodedata.category(each) not in unsafe for each in text)


def test_no_form_of_output_lets_controls_through(paper: CommandLine, empty: Path) -> None:
    enter(paper, NASTY)
    commands: list[tuple[str, ...]] = [(noun, "list") for noun in LISTS]
    commands += [("check",), ("log",), ("stats",), ("claim", "show", "C001"), ("rule", "waivers")]
    for words in commands:
        for form, but in (("table", "\n"), ("tsv", "\n\t"), ("csv", "\n"), ("md", "\n")):
            ran = paper(*words, "--format", form)
            assert harmless(ran.out, but), (words, form)
            assert harmless(ran.err, "\n")
        ran = paper(*words, "--format", "json")
        assert harmless(ran.out, "\n")
    assert_sound(empty)


def test_json_gives_back_what_was_entered(paper: CommandLine) -> None:
    enter(paper, NASTY)
    (source,) = (each for each in paper.json("source", "list") if each["key"] != "p")
    kept = NASTY.strip()
    assert source["title"] == source["publisher"] == source["note"] == kept
    (item,) = [each for each in paper.ok("export", "csl-json").data if each["id"] != "p"]
    assert item["title"] == kept
    (claim,) = paper.json("claim", "list")
    assert claim["quoted"] == NASTY, "quoted words are kept verbatim"
    assert claim["evidence"][0]["quotation"] == NASTY


def _tab_separated(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n")]


def test_no_cell_is_a_formula(paper: CommandLine) -> None:
    for formula in FORMULAS:
        enter(paper, formula)
    for noun in LISTS:
        for form in ("csv", "tsv"):
            out = paper.ok(noun, "list", "--format", form).out
            rows = csv.reader(io.StringIO(out)) if form == "csv" else _tab_separated(out)
            for row in rows:
                assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r＝"))], row


def test_messages_repeat_input_harmless_and_short(on_seed: CommandLine) -> None:
    for words in (
        ("source", "show", NASTY), ("claim", "list", "--section", NASTY), (NASTY,),
        ("check", "--select", NASTY), ("export", NASTY), ("--db", NASTY, "stats"),
        ("source", "add", "--type", NASTY), ("claim", "list", f"--{NASTY}"),
    ):  # fmt: skip
        ran = on_seed(*words)
        assert ran.status in {2, 3}
        assert ran.err.count("\n") == 1
        assert harmless(ran.err, "\n")
        assert len(on_seed(*(word.replace(NASTY, "x" * 100_000) for word in words)).err) < 3000


@pytest.mark.parametrize("half", [chr(0xDCFF), chr(0xD800), chr(0xDFFF)])
def test_what_is_no_unicode_is_refused_by_every_option(
    on_seed: CommandLine, seeded: Path, half: str
) -> None:
    before = everything(seeded)
    place = ("--section", "Introduction", "--paragraph", "2", "--sentence", "5")
    book = ("source", "add", "--type", "book")
    for words in (
        (*book, "--title", half), (*book, "--title", "T", "--author", half),
        (*book, "--title", "T", "--tag", half), (*book, "--title", "T", "--URL", half),
        (*book, "--title", "T", "--note", half), (*book, "--title", "T", "--medium", half),
        ("source", "edit", "drab2018", "--title", half), ("source", "tag", "drab2018", half),
        ("claim", "add", *place, "--statement", half), ("claim", "edit", "C001", "--quoted", half),
        ("claim", "assess", "C001", "refuted", "--because", half),
        ("claim", "link", "C001", "drab2018", "--stance", "supports", "--quote", half),
        ("link", "edit", "L001", "--note", half), ("citation", "edit", "T01", "--text", half),
        ("citation", "add", *place, "--text", "t", "--missing", "--year", half),
        ("reference", "edit", "R01", "--raw", half),
        ("rule", "waive", "EV201", "T10", "--because", half),
        ("source", "tag", "drab2018", "x", "--agent", half),
    ):  # fmt: skip
        line = on_seed.refused(2, *words)
        assert "no character of Unicode" in line, words
    for asked in (
        ("source", "show", half),
        ("claim", "show", half),
        ("source", "list", "--tag", half),
    ):
        assert on_seed(*asked).status in {2, 3}
    assert everything(seeded) == before


@pytest.mark.parametrize(
    "work",
    [
        {"title": "a\0b"}, {"title": "\0"}, {"title": "T", "DOI": "10.1/\0"},
        {"title": "T", "author": [{"family": "R\0y"}]}, {"title": "T", "keyword": "\0"},
        {"title": "T", "medium": "\0"}, {"title": "T", "x": "\0"}, {"title": "T", "x": [{"\0": 1}]},
        {"title": "T", "custom": {"x": "\0"}}, {"title": "a\ud800b"},
        {"title": "T", "x": ["\udfff"]}, {"title": "T", "author": [{"literal": "\udc00"}]},
    ],
    ids=ascii,
)  # fmt: skip
def test_nul_and_half_characters_are_refused_in_json(
    on_empty: CommandLine, empty: Path, work: dict[str, object]
) -> None:
    before = everything(empty)
    on_empty.refused(2, "source", "add", "--json", "-", stdin=json.dumps(work))
    assert everything(empty) == before


def test_what_only_looks_like_nul_is_kept(on_empty: CommandLine) -> None:
    work = {"id": "k", "title": r"the escape \u0000, \\u0000", "x": {"y": r"\u0000 NaN"}}
    on_empty.ok("source", "add", "--json", "-", stdin=json.dumps(work))
    shown = on_empty.json("source", "show", "k")
    assert (shown["title"], shown["custom"]) == (work["title"], {"x": work["x"]})


@pytest.mark.parametrize(
    "raw",
    [
        "", "x", "1", "null", "true", '"text"', "[]", "[1]", "[null]", "[[]]", "{}", "[{}]",
        '{"title": ["a"]}', '{"title": {"a": 1}}', '{"title": NaN}', '{"title": 1e999}',
        '{"title": "T", "type": 5}', '{"title": "T", "type": ["book"]}',
        '{"title": "T", "author": "Roy"}', '{"title": "T", "author": 5}',
        '{"title": "T", "author": true}', '{"title": "T", "author": {"family": "R"}}',
        '{"title": "T", "author": [1]}', '{"title": "T", "author": [{"family": 1}]}',
        '{"title": "T", "issued": [1]}', '{"title": "T", "issued": {"date-parts": 1}}',
        '{"title": "T", "issued": "soon"}',
        '{"title": "T", "issued": {"date-parts": [["x"]]}}',
        '{"title": "T", "issued": {"date-parts": [[1e400]]}}', '{"title": "T", "issued": 1e10}',
        '{"title": "T", "custom": [1]}', '{"title": "T", "custom": 5}',
        '{"title": "T", "custom": "x"}', '{"title": "T", "custom": {"a": NaN}}',
        '{"title": "T", "x": Infinity}', '{"title": "T", "id": {"a": 1}}',
        '{"title": "T", "id": true}', '{"title": "T", "id": 1.5}', '{"title": "T", "id": -1}',
        '{"title": "T", "id": "a b"}', '{"title": "T", "volume": ' + "1" * 5000 + "}",
        "[" * 100_000, '{"a":' * 100_000, '{"title": "T", "x": ' + "[" * 500 + "]" * 500 + "}",
        '[{"title": "T"},', '{"title": "T"} {"title": "U"}', '{"title": "   "}', '{"author": []}',
    ],
    ids=lambda raw: raw[:40] or "nothing",
)  # fmt: skip
def test_csl_json_of_a_wrong_shape_is_one_line(
    on_empty: CommandLine, empty: Path, raw: str
) -> None:
    before = everything(empty)
    line = on_empty.refused(2, "source", "add", "--json", "-", stdin=raw)
    assert len(line) < 500
    assert everything(empty) == before


def test_json_that_is_not_utf8_is_named(on_empty: CommandLine) -> None:
    for raw in (b'\xff\xfe{"title": 1}', '{"title": "é"}'.encode("latin-1"), b"\x00\x01"):
        assert on_empty.refused(2, "source", "add", "--json", "-", stdin=raw).startswith("stdin")


def test_what_json_leaves_open_is_kept_beside(on_empty: CommandLine) -> None:
    work = {
        "id": 5, "title": 1984, "volume": True, "page": 12, "DOI": ["10.1/x"], "x": {"y": [None]},
        "shortTitle": "84", "note": None, "author": [],
    }  # fmt: skip
    on_empty.ok("source", "add", "--json", "-", stdin=json.dumps(work))
    shown = on_empty.json("source", "show", "5")
    assert (shown["title"], shown["page"], shown["title-short"]) == ("1984", "12", "84")
    assert shown["custom"] == {"volume": True, "DOI": ["10.1/x"], "x": {"y": [None]}}


def composed(text: str) -> str:
    """A text in Unicode's normal form C."""
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    """A text in Unicode's normal form D, as file names on macOS have it."""
    return unicodedata.normalize("NFD", text)


def test_a_megabyte_and_ten_thousand_tags_go_in_and_out(on_empty: CommandLine, empty: Path) -> None:
    title = "Wörter " * 150_000
    tags = [f"tag {number}" for number in range(10_000)]
    options = [part for tag in tags for part in ("--tag", tag)]
    key = on_empty.ok("source", "add", "--type", "book", "--title", title, *options).key
    assert len(key) <= 100
    shown = on_empty.json("source", "show", key)
    assert shown["title"] == title.strip()
    assert shown["tags"] == sorted(tags)
    assert len(on_empty.json("tag", "list")) == 10_000
    on_empty.ok("source", "list", "--format", "table")
    assert_sound(empty)


@pytest.mark.parametrize("entered", [composed, decomposed])
@pytest.mark.parametrize("asked", [composed, decomposed])
def test_decomposed_and_composed_letters_are_the_same(
    on_empty: CommandLine, entered: Callable[[str], str], asked: Callable[[str], str]
) -> None:
    on_empty.ok(
        "source", "add", "--type", "book", "--title", entered("Zażółć gęślą jaźń"),
        "--author", entered("Łódź, Żaneta"), "--tag", entered("źródło"), "--key", "zażółć",
    )  # fmt: skip
    for words in ("jaźń", "gęślą zażółć", "żaneta", "gesla"):
        assert on_empty.json("source", "list", "--text", asked(words)), words
    assert on_empty.json("source", "list", "--tag", asked("źródło"))
    on_empty.ok("source", "untag", "zażółć", asked("źródło"))


def test_values_may_begin_with_a_dash(paper: CommandLine) -> None:
    for text in ("-5", "--title", "-x", "--", "-"):
        enter(paper, text)
    assert paper.ok("source", "tag", "p", "--", "-late", "--later").err
    assert "no such option" in paper.refused(2, "source", "tag", "p", "-late")
    assert paper.json("source", "list", "--tag", "-late")


def test_words_to_search_are_no_query_language(on_seed: CommandLine) -> None:
    for words in ('"', "a AND", "title:x", "x*", "NEAR(", "(", "^x", "a OR b", "{a}", "-x", "''"):
        on_seed.ok("source", "list", "--text", words)
        on_seed.ok("claim", "list", "--text", words)
        on_seed.ok("export", "csl-json", "--select", f"query:{words}")
