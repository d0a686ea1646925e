"""The judge behind an OpenAI-like interface: what it sends, what it takes for an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from evidence.config import JudgeAccess
from evidence.domain.vocabulary import Veracity
from evidence.errors import BadInput, NotFound, ServiceUnreachable
from evidence.judges import REGISTRY
from evidence.judges.base import ClaimText, PassageText, Quote, Rating
from evidence.judges.openai_compatible import OpenAICompatible, make
from judge_server import Model, serving

CLAIM = ClaimText("C001", "The treaty was signed in 1996.", "signed")
PASSAGES = (
    PassageText("gazette1996", "The Gazette", "The treaty was signed in May 1996.", "12"),
    PassageText("other2001", "Another", "Nothing of it."),
)
GOOD: dict[str, Any] = {
    "rating": "supported",
    "rationale": "The gazette says so.",
    "quotes": [{"passage": 1, "words": "signed in May 1996"}],
    "confidence": 0.9,
}
KEY = "sk-very-secret"


@pytest.fixture
def model() -> Iterator[Model]:
    """A model that answers well."""
    with serving() as found:
        found.content = GOOD
        yield found


def ask(model: Model, **settings: Any) -> Rating:
    """The rating of a judge at that model."""
    judge = OpenAICompatible(JudgeAccess(model.url, "small", KEY), **settings)
    return judge.judge(CLAIM, PASSAGES)


def refused(model: Model, **settings: Any) -> str:
    """What is said where the answer is none."""
    with pytest.raises(ServiceUnreachable) as caught:
        ask(model, **settings)
    assert caught.value.exit_code == 4
    assert KEY not in f"{caught.value.message} {caught.value.hint}"
    return caught.value.message


def test_the_folder_lists_it() -> None:
    assert REGISTRY.names() == ("openai-compatible",)
    assert REGISTRY.get("openai-compatible").make is make
    with pytest.raises(NotFound, match="openai"):
        REGISTRY.get("openai")


def test_a_rating_is_read(model: Model) -> None:
    quotes = (Quote(0, "signed in May 1996"),)
    assert ask(model) == Rating(Veracity.SUPPORTED, "The gazette says so.", quotes, 0.9)


def test_claim_and_passages_are_sent_to_the_address_with_the_key(model: Model) -> None:
    ask(model)
    ((path, headers, body),) = model.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["model"] == "small"
    assert model.question["claim"] == CLAIM.statement
    assert model.question["passages"][0]["text"] == PASSAGES[0].text
    assert model.question["passages"][0]["page"] == "12"


def test_a_long_passage_is_cut(model: Model) -> None:
    judge = OpenAICompatible(JudgeAccess(model.url, "small"))
    judge.judge(CLAIM, [PassageText("a", "A", "word " * 10_000)])
    assert len(model.question["passages"][0]["text"]) == 6_000
    assert "Authorization" not in model.asked[0][1]


def test_an_answer_in_a_code_fence_is_read(model: Model) -> None:
    model.content = f"```json\n{json.dumps(GOOD)}\n```"
    assert ask(model).rating is Veracity.SUPPORTED


def test_confidence_and_quotations_may_be_left_out(model: Model) -> None:
    model.content = {"rating": "not-enough-evidence", "rationale": "They do not tell."}
    assert ask(model) == Rating(Veracity.NOT_ENOUGH_EVIDENCE, "They do not tell.")


@pytest.mark.parametrize(
    "content",
    [
        "It is supported.",
        "[]",
        {**GOOD, "rating": "true"},
        {**GOOD, "rating": ["supported"]},
        {**GOOD, "rationale": ""},
        {**GOOD, "rationale": "x" * 4_001},
        {**GOOD, "quotes": "signed"},
        {**GOOD, "quotes": [{"passage": 3, "words": "signed"}]},
        {**GOOD, "quotes": [{"passage": 0, "words": "signed"}]},
        {**GOOD, "quotes": [{"passage": True, "words": "signed"}]},
        {**GOOD, "quotes": [{"passage": 1, "words": " "}]},
        {**GOOD, "quotes": [{"passage": 1, "words": "x"}] * 21},
        {**GOOD, "confidence": 90},
        {**GOOD, "confidence": "high"},
        {**GOOD, "confidence": True},
        json.dumps(GOOD).replace("0.9", "NaN"),
        "[" * 100_000,
    ],
)
def test_what_is_no_rating_is_refused(model: Model, content: Any) -> None:
    model.content = content
    assert refused(model).startswith("the judge at 127.0.0.1 ")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"choices": []}', b"\xff\xfe{"])
def test_what_is_no_message_is_refused(model: Model, body: bytes) -> None:
    model.body = body
    refused(model)


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "refuses"), (404, "does not know"), (429, "fewer requests"), (500, "HTTP 500")],
)
def test_an_error_is_told_without_its_text(model: Model, status: int, said: str) -> None:
    model.status, model.body = status, f"wrong key {KEY}".encode()
    assert said in refused(model)


def test_a_redirect_is_not_followed(model: Model) -> None:
    with serving() as elsewhere:
        elsewhere.content = GOOD
        model.status, model.headers = 307, {"Location": f"{elsewhere.url}/chat/completions"}
        assert "redirects" in refused(model)
        assert elsewhere.asked == []


def test_a_long_answer_is_cut_off(model: Model) -> None:
    model.body = b" " * 2_000
    assert "more than 1,000 bytes" in refused(model, max_bytes=1_000)


def test_a_packed_answer_is_refused(model: Model) -> None:
    model.headers = {"Content-Encoding": "gzip"}
    assert "packs" in refused(model)


def test_an_answer_that_holds_the_key_is_not_kept(model: Model) -> None:
    model.content = {**GOOD, "rationale": f"Your key is {KEY}."}
    assert "key" in refused(model)


def test_a_slow_judge_is_given_up(model: Model) -> None:
    model.held.clear()
    assert "in time" in refused(model, timeout=0.2)


def test_a_judge_that_is_not_there_is_told_in_one_line() -> None:
    judge = OpenAICompatible(JudgeAccess("http://127.0.0.1:9/v1", "small", KEY))
    with pytest.raises(ServiceUnreachable, match="cannot be asked"):
        judge.judge(CLAIM, PASSAGES)


def test_nothing_is_made_until_address_and_model_are_set() -> None:
    home = {"HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere"}
    with pytest.raises(BadInput, match="no address of a judge"):
        make(home)
    with pytest.raises(BadInput, match="no model of a judge"):
        make({**home, "EVIDENCE_JUDGE_URL": "http://localhost:1/v1"})


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://api.example.org/v1", True),
        ("http://localhost:8000/v1", True),
        ("http://192.168.1.5/v1", True),
        ("http://api.example.org/v1", False),
    ],
)
def test_a_key_does_not_cross_open_networks(url: str, fine: bool) -> None:
    environ = {
        "HOME": "/nowhere",
        "XDG_CONFIG_HOME": "/nowhere",
        "EVIDENCE_JUDGE_URL": url,
        "EVIDENCE_JUDGE_MODEL": "small",
    }
    assert make(environ).model == "small"
    environ["EVIDENCE_JUDGE_KEY"] = KEY
    if fine:
        assert KEY not in repr(make(environ))
    else:
        with pytest.raises(BadInput, match="unencrypted"):
            make(environ)
