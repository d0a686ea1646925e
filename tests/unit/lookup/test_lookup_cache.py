"""Answers kept on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.lookup._cache import Cache
from evidence.lookup.base import Reply, Request
from lookup_server import FakeTime

DAY = 86_400.0
REQUEST = Request("https://api.example/works/1", {"a": "1"}, {"mailto": "ada@example.org"})


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def cache(tmp_path: Path, time: FakeTime) -> Cache:
    return Cache(tmp_path / "kept", age=30 * DAY, max_bytes=10_000, now=time.now)


def reply(time: FakeTime, content: bytes = b"{\n}", status: int = 200) -> Reply:
    headers = {"content-type": "application/json", "set-cookie": "a=b"}
    return Reply("https://api.example/1", status, headers, content, time.now(), 1)


def test_a_reply_comes_back_as_it_was(cache: Cache, time: FakeTime) -> None:
    cache.put(REQUEST, reply(time))
    kept = cache.get(REQUEST)
    assert kept is not None
    assert (kept.url, kept.status, kept.content, kept.time, kept.hops) == (
        "https://api.example/1",
        200,
        b"{\n}",
        time.now(),
        1,
    )
    assert kept.media_type == "application/json"


def test_cookies_and_the_askers_address_are_not_kept(
    cache: Cache, time: FakeTime, tmp_path: Path
) -> None:
    cache.put(REQUEST, reply(time))
    (path,) = (tmp_path / "kept").iterdir()
    assert b"a=b" not in path.read_bytes()
    assert b"ada@example.org" not in path.read_bytes()
    assert cache.get(Request(REQUEST.url, REQUEST.params)) is not None


def test_another_question_has_another_answer(cache: Cache, time: FakeTime) -> None:
    cache.put(REQUEST, reply(time))
    assert cache.get(Request(REQUEST.url, {"a": "2"})) is None
    assert cache.get(Request(REQUEST.url, REQUEST.params, accept="text/html")) is None


def test_a_record_is_kept_for_its_age_and_that_there_is_none_for_a_day(
    cache: Cache, time: FakeTime
) -> None:
    other = Request("https://api.example/works/2")
    cache.put(REQUEST, reply(time))
    cache.put(other, reply(time, status=404))
    time.sleep(2 * DAY)
    assert cache.get(REQUEST) is not None
    assert cache.get(other) is None
    time.sleep(29 * DAY)
    assert cache.get(REQUEST) is None


def test_who_wants_a_younger_answer_does_not_get_an_older(cache: Cache, time: FakeTime) -> None:
    cache.put(REQUEST, reply(time))
    time.sleep(2 * DAY)
    assert cache.get(Request(REQUEST.url, REQUEST.params, keep=DAY)) is None
    assert cache.get(Request(REQUEST.url, REQUEST.params, keep=3 * DAY)) is not None


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_an_error_is_not_kept(cache: Cache, time: FakeTime, status: int) -> None:
    cache.put(REQUEST, reply(time, status=status))
    assert cache.get(REQUEST) is None


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"null\n", b"\xff\xfe", b'{"url": 1}\n{}', b"[" * 9999]
)
def test_a_damaged_file_is_as_good_as_none(
    cache: Cache, time: FakeTime, tmp_path: Path, damage: bytes
) -> None:
    cache.put(REQUEST, reply(time))
    (path,) = (tmp_path / "kept").iterdir()
    path.write_bytes(damage)
    assert cache.get(REQUEST) is None


def test_a_file_cut_short_is_as_good_as_none(cache: Cache, time: FakeTime, tmp_path: Path) -> None:
    cache.put(REQUEST, reply(time))
    (path,) = (tmp_path / "kept").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert cache.get(REQUEST) is None


def test_the_folder_stays_within_its_bound_and_keeps_the_last(
    cache: Cache, time: FakeTime, tmp_path: Path
) -> None:
    for number in range(30):
        cache.put(Request(f"https://api.example/{number}"), reply(time, b"x" * 1_000))
    held = list((tmp_path / "kept").iterdir())
    assert 5_000 < sum(path.stat().st_size for path in held) <= 10_000
    assert cache.get(Request("https://api.example/29")) is not None


def test_a_folder_that_cannot_be_made_is_no_reason_to_fail(tmp_path: Path, time: FakeTime) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "kept", age=DAY, max_bytes=10_000, now=time.now)
    cache.put(REQUEST, reply(time))
    assert cache.get(REQUEST) is None
