"""Having a program judge: its quotations are looked up, its ratings kept apart from people's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command_line import CommandLine
from judge_server import Model, serving

TEXT = "<h1>Gazette</h1><p>The treaty of friendship was signed in Dushanbe in May 1996.</p>"
KEY = "sk-very-secret"
WITH = ("--with", "openai-compatible")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    """A judge that is set up."""
    with serving() as found:
        monkeypatch.setenv("EVIDENCE_JUDGE_URL", found.url)
        monkeypatch.setenv("EVIDENCE_JUDGE_MODEL", "small")
        monkeypatch.setenv("EVIDENCE_JUDGE_KEY", KEY)
        yield found


@pytest.fixture
def claim(on_empty: CommandLine, here: Path) -> str:
    """A claim, and a held source that bears it out."""
    on_empty.ok("paper", "add", "--title", "A paper", "--type", "article")
    on_empty.ok("source", "add", "--key", "gazette1996", "--type", "book", "--title", "The Gazette")
    (here / "gazette.html").write_text(TEXT)
    on_empty.ok("document", "add", "gazette.html", "--source", "gazette1996")
    statement = "The treaty of friendship was signed in 1996."
    return on_empty.ok("claim", "add", "--section", "S", "--statement", statement).key


def says(rating: str, *words: str, rationale: str = "The gazette says so.") -> dict[str, Any]:
    """An answer that quotes the first passage."""
    return {
        "rating": rating,
        "rationale": rationale,
        "quotes": [{"passage": 1, "words": each} for each in words],
        "confidence": 0.8,
    }


def test_a_rating_with_a_true_quotation_is_kept_as_a_programs(
    on_empty: CommandLine, claim: str, model: Model
) -> None:
    model.content = says("supported", "signed in Dushanbe in May 1996")
    (rated,) = on_empty.json("judge", claim, *WITH)
    assert (rated["claim"], rated["rating"], rated["confidence"]) == (claim, "supported", 0.8)
    (quote,) = rated["quotes"]
    assert (quote["source"], quote["status"], quote["stands"]) == ("gazette1996", "exact", True)
    shown = on_empty.json("claim", "show", claim)
    (judgement,) = shown["judgements"]
    assert judgement["agent"] == "openai-compatible small"
    assert (judgement["agent_kind"], judgement["confidence"]) == ("software", 0.8)
    assert "signed in Dushanbe in May 1996" in judgement["reason"]
    card = " ".join(on_empty.ok("claim", "show", claim, "-f", "table").out.split())
    assert "software: veracity supported" in card
    report = on_empty.json("check", "--select", "EV506")
    assert [each["subject"]["key"] for each in report["findings"]] == [claim]


@pytest.mark.parametrize("rating", ["supported", "refuted", "conflicting"])
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("signed in Dushanbe in May 1994",), "Not found in the passage"),
        (("signed in Dushanbe in May 1996", "not signed in Dushanbe"), "Not found in the passage"),
        ((), "quotes too few words"),
        (("the",), "quotes too few words"),
    ],
)
def test_a_rating_that_rests_on_no_words_of_the_passage_is_not_accepted(
    on_empty: CommandLine,
    claim: str,
    model: Model,
    rating: str,
    words: tuple[str, ...],
    told: str,
) -> None:
    model.content = says(rating, *words)
    (rated,) = on_empty.json("judge", claim, *WITH)
    assert (rated["rating"], rated["given"]) == ("not-enough-evidence", rating)
    assert rated["confidence"] is None
    (judgement,) = on_empty.json("claim", "show", claim)["judgements"]
    assert judgement["rating"] == "not-enough-evidence"
    assert told in judgement["reason"]
    assert f"Its rating was {rating}, not accepted" in judgement["reason"]


def test_a_rating_that_concludes_nothing_needs_no_words(
    on_empty: CommandLine, claim: str, model: Model
) -> None:
    model.content = says("not-enough-evidence", rationale="They do not tell.")
    (rated,) = on_empty.json("judge", claim, *WITH)
    assert (rated["rating"], rated["reason"]) == ("not-enough-evidence", "They do not tell.")


def test_people_go_before_programs(on_empty: CommandLine, claim: str, model: Model) -> None:
    on_empty.ok("claim", "assess", claim, "refuted", "--because", "I looked")
    model.content = says("supported", "signed in Dushanbe in May 1996")
    on_empty.ok("judge", claim, *WITH)
    assert on_empty.json("claim", "show", claim)["veracity"] == "refuted"
    assert on_empty.json("check", "--select", "EV506")["findings"] == []
    history = on_empty.ok("claim", "history", claim, "--format", "table").out
    assert "software:" in history


def test_a_program_supersedes_itself_and_is_undone(
    on_empty: CommandLine, claim: str, model: Model
) -> None:
    model.content = says("supported", "signed in Dushanbe in May 1996")
    on_empty.ok("judge", claim, *WITH)
    before = on_empty.json("claim", "show", claim)
    model.content = says("not-checkable", rationale="Hm.")
    on_empty.ok("judge", claim, *WITH)
    first, second = on_empty.json("claim", "history", claim)
    assert (first["superseded_by"], second["rating"]) == (2, "not-checkable")
    on_empty.ok("undo")
    assert on_empty.json("claim", "show", claim) == before


def test_a_dry_run_asks_and_keeps_nothing(on_empty: CommandLine, claim: str, model: Model) -> None:
    before = on_empty.json("log")
    model.content = says("supported", "signed in Dushanbe in May 1996")
    (rated,) = on_empty.json("judge", claim, *WITH, "--dry-run")
    assert rated["rating"] == "supported"
    assert on_empty.json("log") == before


def test_so_many_passages_are_sent_as_were_asked_for(
    on_empty: CommandLine, claim: str, model: Model
) -> None:
    on_empty.ok("source", "add", "--key", "other", "--type", "book", "--title", "Other",
                "--abstract", "A treaty of friendship, not signed.")  # fmt: skip
    model.content = says("not-checkable", rationale="Hm.")
    on_empty.ok("judge", claim, *WITH)
    assert len(model.question["passages"]) == 2
    on_empty.ok("judge", claim, *WITH, "--limit-passages", "1")
    assert len(model.question["passages"]) == 1


def test_a_claim_on_which_nothing_is_held_is_left_and_nothing_is_sent(
    on_empty: CommandLine, claim: str, model: Model
) -> None:
    other = on_empty.ok("claim", "add", "--section", "S", "--statement", "Snow falls.").key
    ran = on_empty("judge", other, *WITH, "--format", "json")
    assert (ran.status, ran.data, model.asked) == (1, [], [])
    assert f"no passage is held that bears on {other}" in ran.err


def test_a_judge_that_fails_ends_with_4_and_one_line_without_the_key(
    on_empty: CommandLine, claim: str, model: Model
) -> None:
    before = on_empty.json("log")
    model.status, model.body = 401, f"wrong key {KEY}".encode()
    line = on_empty.refused(4, "judge", claim, *WITH)
    assert "refuses the request" in line
    assert KEY not in line
    assert on_empty.json("log") == before


def test_nothing_is_asked_until_a_judge_is_set_up(on_empty: CommandLine, claim: str) -> None:
    line = on_empty.refused(2, "judge", claim, *WITH)
    assert "EVIDENCE_JUDGE_URL" in line


def test_unknown_claims_and_judges_are_not_found(
    on_empty: CommandLine, claim: str, model: Model
) -> None:
    on_empty.refused(3, "judge", "C999", *WITH)
    assert "openai-compatible" in on_empty.refused(3, "judge", claim, "--with", "openai-compat")
    on_empty.refused(2, "judge", claim)
    on_empty.refused(2, "judge", *WITH)
    assert model.asked == []
