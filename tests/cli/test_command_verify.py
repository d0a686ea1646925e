"""Quotations verified: in a file without a database, and in the files that a database holds."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from command_line import CommandLine
from evidence.errors import DatabaseReadOnly
from evidence.services import work
from pdfs import page, pdf
from quoting_desk import FERRY, RIVER, TRADE, Desk, cited
from quoting_desk import desk as new_desk
from support import everything, undo

CONTRACT = ["id", "status", "page", "page_label", "severity", "difference"]
OF_WORKS = ["key", "claim", "source", "status", "page", "page_label", "severity", "difference"]
NO_DATABASE = ("verify", "--document", "a.pdf")


@pytest.fixture
def file(here: Path) -> Path:
    """A PDF of four pages whose running headers number them from 106."""
    words = (RIVER, TRADE, FERRY, "Nothing else was ever written in this place by anybody")
    texts = (
        page(f"{each}. And then it snowed for a week.", header=f"Rivers\t{106 + at}")
        for at, each in enumerate(words)
    )
    (here / "a.pdf").write_bytes(pdf(texts))
    return here / "a.pdf"


def quotes(here: Path, *records: Any) -> Path:
    """A file of quotations, a line each; text stands as it is."""
    lines = [each if isinstance(each, str) else json.dumps(each) for each in records]
    path = here / "quotes.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_every_quotation_of_a_file_gets_its_outcome(
    evidence: CommandLine, here: Path, file: Path
) -> None:
    quotes(
        here,
        {"id": "right", "quote": RIVER, "page": 1},
        {"id": "by-label", "quote": RIVER, "page_label": "106"},
        {"id": "range", "quote": RIVER, "page_label": "pp. 106–107"},
        {"id": "elsewhere", "quote": RIVER, "page": 3},
        {"id": "changed", "quote": TRADE.replace("14", "40"), "page_label": "107"},
        {"id": "made-up", "quote": "Somebody said this, but surely never here", "page": 2},
        {"id": "no-page", "quote": FERRY},
    )
    ran = evidence(*NO_DATABASE, "--quotes", "quotes.jsonl", "--format", "jsonl")
    assert (ran.status, ran.err) == (1, "")
    found = lines(ran.out)
    assert [list(each)[:6] for each in found] == [CONTRACT] * 7
    assert {each["id"]: (each["status"], each["page"], each["page_label"]) for each in found} == {
        "right": ("exact", 1, "106"),
        "by-label": ("exact", 1, "106"),
        "range": ("exact", 1, "106"),
        "elsewhere": ("other-page", 1, "106"),
        "changed": ("differs", 2, "107"),
        "made-up": ("not-found", None, None),
        "no-page": ("exact", 3, "108"),
    }
    changed = next(each for each in found if each["id"] == "changed")
    assert changed["severity"] == "material"
    assert "[-14-] {+40+}" in changed["difference"]


def test_all_exact_is_status_0_and_nothing_is_left_behind(
    evidence: CommandLine, here: Path, file: Path
) -> None:
    quotes(here, {"id": 7, "quote": RIVER})
    before = sorted(path.name for path in here.iterdir())
    ran = evidence.ok(*NO_DATABASE, "--quotes", "quotes.jsonl", "--format", "json")
    assert [(each["id"], each["status"]) for each in ran.data] == [(7, "exact")]
    assert sorted(path.name for path in here.iterdir()) == before


def test_one_quotation_is_verified_from_the_line(evidence: CommandLine, file: Path) -> None:
    line = (*NO_DATABASE, "--quote", RIVER, "--format", "json")
    assert evidence.ok(*line, "--page-label", "106").data[0]["on_page"] is True
    ran = evidence(*line, "--page", "2")
    assert (ran.status, ran.data[0]["status"]) == (1, "other-page")
    assert evidence.ok(*line, "--page", "2", "--exit-zero").data == ran.data


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("-", '{"id": "q", "quote": "%s", "page": 1}\n'),
        ("-", '[{"id": "q", "quote": "%s", "page": 1}]'),
        ("-", 'id,quote,page,page_label\nq,"%s",1,\n'),
        ("-", "quote\tid\tpage_label\n%s\tq\t106\n"),
    ],
)
def test_quotations_come_as_json_lines_a_list_or_rows(
    evidence: CommandLine, file: Path, name: str, text: str
) -> None:
    ran = evidence.ok(*NO_DATABASE, "--quotes", name, "-f", "jsonl", stdin=text % RIVER)
    (found,) = lines(ran.out)
    assert (found["id"], found["status"], found["on_page"]) == ("q", "exact", True)


def test_a_bad_line_is_told_and_the_rest_goes_on(
    evidence: CommandLine, here: Path, file: Path
) -> None:
    quotes(
        here,
        {"id": "a", "quote": RIVER},
        "oops",
        {"id": "b"},
        {"id": "c", "quote": " … "},
        {"id": "d", "quote": RIVER, "page": 0},
        "",
        {"quote": RIVER, "page": "2"},
    )
    ran = evidence(*NO_DATABASE, "--quotes", "quotes.jsonl", "--format", "jsonl")
    assert ran.status == 1
    assert [(each["id"], each["status"]) for each in lines(ran.out)] == [
        ("a", "exact"),
        (6, "other-page"),
    ]
    said = ran.err.splitlines()
    assert [line.split(":")[0] for line in said] == [
        f"quotes.jsonl, line {number}" for number in (2, 3, 4, 5)
    ]
    assert "no page of a file" in said[3]


@pytest.mark.parametrize("text", ["", "oops\n", '{"id": 1}\n'])
def test_a_file_without_any_quotation_is_refused(
    evidence: CommandLine, here: Path, file: Path, text: str
) -> None:
    quotes(here, text)
    line = evidence.refused(2, *NO_DATABASE, "--quotes", "quotes.jsonl")
    assert "quotes.jsonl holds no quotations" in line


@pytest.mark.parametrize(
    ("option", "number", "reason"),
    [
        ("--page", "99", "the file has 4 pages, and no page 99"),
        ("--page-label", "300", "the file has no page labelled 300"),
    ],
)
def test_words_cited_to_a_page_that_the_file_has_not_stand_on_another(
    evidence: CommandLine, file: Path, option: str, number: str, reason: str
) -> None:
    ran = evidence(*NO_DATABASE, "--quote", RIVER, "--format", "json", option, number)
    (found,) = ran.data
    assert (ran.status, found["status"], found["page"]) == (1, "other-page", 1)
    assert (found["on_page"], found["reason"]) == (False, reason)


def test_a_printed_number_given_for_a_page_of_the_file_is_taken_for_what_it_is(
    evidence: CommandLine, file: Path
) -> None:
    line = (*NO_DATABASE, "--quote", RIVER, "--format", "json", "--page", "106")
    (found,) = evidence.ok(*line).data
    assert (found["status"], found["on_page"]) == ("exact", True)
    assert found["reason"] == "the file has 4 pages: 106 was taken for the printed number"


def test_in_a_file_without_pages_no_page_is_held_against_anybody(
    evidence: CommandLine, here: Path
) -> None:
    (here / "a.html").write_text(f"<html><body><p>{RIVER}.</p></body></html>")
    line = ("verify", "--document", "a.html", "--quote", RIVER, "--format", "json")
    for place in (("--page", "59"), ("--page-label", "59")):
        (found,) = evidence.ok(*line, *place).data
        assert (found["status"], found["on_page"]) == ("exact", None)
        assert found["reason"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no bytes at all"),
        (b"<!doctype html><html><body>Log in</body></html>", "holds HTML"),
        (b"%PDF-1.7 and nothing else", ""),
        (pdf(["Words."], password="secret"), "password"),
    ],
)
def test_a_file_that_cannot_be_read_accuses_nobody(
    evidence: CommandLine, here: Path, content: bytes, said: str
) -> None:
    (here / "a.pdf").write_bytes(content)
    ran = evidence(*NO_DATABASE, "--quote", RIVER, "--format", "json")
    assert ran.status == 1
    assert ran.data[0]["status"] == "unreadable"
    (line,) = ran.err.splitlines()
    assert line.startswith("a.pdf: ")
    assert said in line


@pytest.mark.parametrize(
    "arguments",
    [
        ("--quote", "words"),
        ("--quotes", "quotes.jsonl"),
        ("--document", "a.pdf"),
        ("--document", "a.pdf", "--quote", "words", "C001"),
        ("--document", "a.pdf", "--quote", "words", "--quotes", "-"),
        ("--document", "a.pdf", "--quote", "words", "--page", "0"),
        ("--document", "a.pdf", "--quote", "…"),
        ("--document", ".", "--quote", "words"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    evidence: CommandLine, file: Path, arguments: tuple[str, ...]
) -> None:
    evidence.refused(2, "verify", *arguments)


def test_a_file_that_is_not_there_is_not_found(evidence: CommandLine, here: Path) -> None:
    line = evidence.refused(3, *NO_DATABASE, "--quote", "words")
    assert line.startswith("there is no file a.pdf")


def test_a_report_on_80_columns_says_the_worst_first(
    evidence: CommandLine, here: Path, file: Path
) -> None:
    quotes(
        here,
        {"id": "right", "quote": RIVER, "page": 1},
        {"id": "elsewhere", "quote": RIVER, "page_label": "108"},
        {"id": "changed", "quote": TRADE.replace("14", "40"), "page_label": "107"},
    )
    ran = evidence(*NO_DATABASE, "--quotes", "quotes.jsonl", "--format", "table")
    shown = ran.out.splitlines()
    assert max(map(len, shown)) <= 80
    headings = [line for line in shown if line[:1] not in ("", " ")]
    assert headings == [
        "Differs in the matter (1)",
        "On another page (1)",
        "Exact (1)",
        "3 quotations: 1 exact, 1 on another page, 1 differing in the matter",
    ]
    assert "[-14-] {+40+}" in ran.out
    assert "p. 106, not p. 108" in ran.out
    assert "\x1b" not in ran.out


def test_rows_for_a_spreadsheet_hold_everything(
    evidence: CommandLine, here: Path, file: Path
) -> None:
    quotes(here, {"id": "right", "quote": RIVER, "page": 1})
    ran = evidence.ok(*NO_DATABASE, "--quotes", "quotes.jsonl", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert [*row][:6] == CONTRACT
    assert (row["status"], row["page"], row["quote"]) == ("exact", "1", RIVER)


@pytest.fixture(name="desk")
def _desk(on_empty: CommandLine, empty: Path, tmp_path: Path) -> Desk:
    """Three quotations: exact, on another page, with a number changed; a fourth without file."""
    desk = new_desk(empty, tmp_path)
    source = desk.work()
    desk.hold(source)
    desk.quote(RIVER, cited(source, locator="107"))
    desk.quote(FERRY, cited(source, locator="107"), sentence=2)
    desk.quote(TRADE.replace("14", "40"), cited(source, locator="108"), sentence=3)
    desk.quote("Words that nobody can check", cited(desk.work("Bridges")), sentence=4)
    return desk


def test_all_quotations_of_a_database_are_verified_and_kept(
    on_empty: CommandLine, desk: Desk
) -> None:
    before = everything(desk.database)
    ran = on_empty("verify", "--format", "json")
    assert ran.status == 1
    assert [list(each)[:8] for each in ran.data] == [OF_WORKS] * 4
    assert [
        (each["key"], each["claim"], each["status"], each["page_label"]) for each in ran.data
    ] == [
        ("Q01", "C001", "exact", "107"),
        ("Q02", "C002", "other-page", "109"),
        ("Q03", "C003", "differs", "108"),
        ("Q04", "C004", "unchecked", None),
    ]
    assert "3 looked for now; 3 outcomes kept" in ran.err
    again = on_empty("verify", "--format", "json")
    assert again.data == ran.data
    assert "3 as found before" in again.err
    undo(desk.database)
    assert everything(desk.database)["quotation_match"] == before["quotation_match"]


def test_one_claim_one_work_or_one_quotation_is_verified(on_empty: CommandLine, desk: Desk) -> None:
    assert [each["key"] for each in on_empty.json("verify", "C001")] == ["Q01"]
    assert [each["key"] for each in on_empty.json("verify", "Q01")] == ["Q01"]
    ran = on_empty("verify", "curie1903", "--paper", "mine", "--format", "json")
    assert [each["key"] for each in ran.data] == ["Q01", "Q02", "Q03"]
    line = on_empty.refused(3, "verify", "C01")
    assert "no claim, work, link or quotation 'C01'; hint: did you mean" in line
    on_empty.refused(3, "verify", "--paper", "nobodys")


def test_with_no_save_nothing_is_kept_even_where_nothing_could_be(
    on_empty: CommandLine, desk: Desk
) -> None:
    before = everything(desk.database)
    ran = on_empty("verify", "--no-save", "--format", "json")
    assert (ran.status, len(ran.data)) == (1, 4)
    assert "nothing was kept" in ran.err
    assert everything(desk.database) == before


def test_a_database_that_cannot_be_written_says_what_to_do(
    on_empty: CommandLine, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseReadOnly("evidence.db cannot be written")

    monkeypatch.setattr(work, "writing", refuse)
    line = on_empty.refused(3, "verify")
    assert line.startswith("evidence.db cannot be written; hint: evidence verify --no-save")
    assert on_empty("verify", "--no-save").status == 1


def test_listings_of_claims_and_links_tell_the_outcome(on_empty: CommandLine, desk: Desk) -> None:
    on_empty.ok(
        *("link", "add", "C001", "curie1903", "--page", "109", "--stance", "supports"),
        *("--quote", FERRY),
    )
    assert on_empty.json("link", "show", "L001")["match"] is None
    on_empty("verify")
    assert on_empty.json("link", "show", "L001")["match"] == "exact"
    (evidence,) = on_empty.json("claim", "show", "C001")["evidence"]
    assert evidence["match"] == "exact"
    on_empty.ok("link", "edit", "L001", "--page", "106")
    assert on_empty.json("link", "show", "L001")["match"] is None


def test_the_check_speaks_of_what_was_found(on_empty: CommandLine, desk: Desk) -> None:
    def found() -> list[tuple[str, str]]:
        select = ("--select", "EV403,EV404,EV405,EV406", "--exit-zero")
        report = on_empty.ok("check", *select, "--format", "json").data
        return [(each["rule"], each["subject"]["key"]) for each in report["findings"]]

    assert found() == [("EV406", "Q01"), ("EV406", "Q02"), ("EV406", "Q03")]
    on_empty("verify")
    assert found() == [("EV404", "Q02"), ("EV405", "Q03")]


def test_a_report_of_a_database_names_claim_work_and_page(
    on_empty: CommandLine, desk: Desk
) -> None:
    ran = on_empty("verify", "--format", "table")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "C002, curie1903, p. 109, not p. 107" in ran.out
    assert "no file of" in ran.out
    assert " ".join(ran.out.splitlines()[-2:]) == (
        "4 quotations: 1 exact, 1 not checked, 1 on another page, 1 differing in the matter"
    )
