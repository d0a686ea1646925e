from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest

from evidence.formats import _csl, crossref_json, csl_json, datacite_json, openalex_json
from evidence.formats._json import Element, Shape, elements
from evidence.formats.base import Broken, Format

SHAPE = Shape(_csl.looks_like_csl, lists=frozenset({"items"}), wrappers=frozenset({"message"}))
WORKS = [
    {
        "id": f"k{number}",
        "type": "book",
        "title": f"T{number}",
        "author": [{"family": "A", "given": "B"}, {"family": "C"}],
        "issued": {"date-parts": [[2000, number]]},
    }
    for number in range(1, 5)
]
COMPACT = json.dumps(WORKS)
PRETTY = json.dumps(WORKS, indent=2)


def ids(found: Iterator[Element]) -> list[str]:
    return [each.value.get("id", "?") if each.reason is None else "broken" for each in found]


@pytest.mark.parametrize(
    "text",
    [
        COMPACT,
        PRETTY,
        PRETTY.replace("\n", "\r\n"),
        "\ufeff" + COMPACT,
        json.dumps({"items": WORKS, "total": 4}),
        json.dumps({"status": "ok", "message": {"facets": {}, "items": WORKS}}),
        "\n".join(json.dumps(each) for each in WORKS),
        "".join(json.dumps(each) for each in WORKS),
        "\n".join(json.dumps({"message": each}) for each in WORKS),
        "\x1e" + "\n\x1e".join(json.dumps(each) for each in WORKS),
        "[" + " ".join(json.dumps(each) for each in WORKS) + "]",
        COMPACT[:-1] + ",]",
    ],
)
def test_works_are_found_in_every_dress(text: str) -> None:
    assert ids(elements(text, SHAPE)) == ["k1", "k2", "k3", "k4"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"T2",', '"T2" '),
        ('"T2",', '"T2,'),
        ('"T2"', 'T2"'),
        ('"T2"', "'T2'"),
        ('"T2"', ""),
        ("[[2000, 2]]}", "[[2000, 2]]"),
        ("[[2000, 2]]}", "[[2000, 2]}"),
        ('{"date-parts": [[2000, 2]]', '"date-parts": [[2000, 2]]'),
        ("[[2000, 2]]", "[[2000, 2, tru]]"),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_a_broken_work_costs_only_itself(right: str, wrong: str, indent: int | None) -> None:
    text = json.dumps(WORKS)
    assert right in text
    text = text.replace(right, wrong)
    if indent:
        text = text.replace('"title"', '\n "title"').replace('"author"', '\n "author"')
    found = list(elements(text, SHAPE))
    assert ids(iter(found)) == ["k1", "broken", "k3", "k4"]
    assert '"id": "k2"' in found[1].raw
    assert '"id": "k3"' not in found[1].raw


def test_a_bracket_that_is_missing_costs_only_its_work() -> None:
    text = COMPACT.replace(
        '{"family": "C"}], "issued": {"date-parts": [[2000, 2',
        '{"family": "C"}, "issued": {"date-parts": [[2000, 2',
    )
    assert ids(elements(text, SHAPE)) == ["k1", "broken", "k3", "k4"]


@pytest.mark.parametrize("cut", [5, 40, 62, 63, 75, 100])
def test_a_truncated_text_keeps_what_came_before(cut: int) -> None:
    found = list(elements(COMPACT[:-cut], SHAPE))
    assert ids(iter(found)) == ["k1", "k2", "k3", "broken"]
    assert found[-1].reason == "the text ends before it is complete"


def test_what_stands_between_works_is_reported() -> None:
    text = COMPACT.replace('}, {"id": "k3"', '} // see below\n {"id": "k3"')
    found = list(elements(text, SHAPE))
    assert ids(iter(found)) == ["k1", "k2", "broken", "k3", "k4"]
    assert found[2].raw == "// see below"


def test_what_is_no_object_is_reported() -> None:
    assert ids(elements('[1, "two", null, {"id": "k"}, [3]]', SHAPE)) == [
        "broken",
        "broken",
        "broken",
        "k",
        "broken",
    ]


def test_each_work_has_its_line_and_its_text() -> None:
    found = list(elements(PRETTY, SHAPE))
    lines = PRETTY.split("\n")
    assert [lines[each.line - 1].strip() for each in found] == ["{"] * 4
    assert [json.loads(each.raw) for each in found] == WORKS
    assert [each.line for each in elements(PRETTY.replace("\n", "\r"), SHAPE)] == [
        each.line for each in found
    ]


def test_a_member_that_stands_twice_is_kept_twice() -> None:
    (found,) = elements('{"id": "a", "title": "One", "title": "Two", "id": "a"}', SHAPE)
    assert found.value == {"id": "a", "title": "Two", "title (2)": "One"}


def test_numbers_keep_their_zeros_and_texts_lose_what_no_text_may_hold() -> None:
    (found,) = elements(r'{"id": 1.10, "a": 1.5, "b": "x\u0000y\ud800", "c": NaN}', SHAPE)
    assert found.value == {"id": "1.10", "a": 1.5, "b": "xy\ufffd", "c": "NaN"}


HOSTILE = [
    "[" * 200_000,
    '{"a":' * 200_000,
    '{"a":[' * 100_000,
    '[{"id":"a","title":' + "[" * 200_000 + "]" * 200_000 + "}]",
    '[{"a":' * 100_000 + "}" * 100_000,
    '{"' * 200_000,
    '"' * 200_000,
    "," * 500_000,
    "\n" * 300_000 + "{",
    '[{"a":"' + '\\"' * 300_000,
    '[{"id":1,"title":"abc,"type":"book"},' * 20_000,
    "[" + "{'id':1,'type':'book'}," * 50_000 + "]",
    "[" + '{"id":1,"type":"book","title":"a" "b":1},' * 50_000 + "]",
    '{"message":' * 100_000,
    "x" * 3_000_000,
    '[{"title":"' + "x" * 3_000_000,
    '[{"id":' + "9" * 1_000_000 + "}]",
]


@pytest.mark.parametrize("format_", [csl_json.FORMAT, crossref_json.FORMAT])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_is_told_as_such_within_seconds(text: str, format_: Format) -> None:
    assert format_.read is not None
    started = time.perf_counter()
    for each in format_.read(text):
        if isinstance(each, Broken):
            assert each.reason
    assert time.perf_counter() - started < 15


@pytest.mark.parametrize(
    "format_",
    [csl_json.FORMAT, crossref_json.FORMAT, datacite_json.FORMAT, openalex_json.FORMAT],
    ids=lambda format_: format_.title,
)
def test_200_000_brackets_have_one_reason(format_: Format) -> None:
    assert format_.read is not None
    (found,) = format_.read("[" * 200_000)
    assert isinstance(found, Broken)
    assert "nested" in found.reason
