"""How long to wait, and for whom."""

from __future__ import annotations

import threading

import pytest

from evidence.lookup._pacing import Gate, allowed_spacing, back_off, retry_after
from evidence.lookup.base import Pace
from lookup_server import START, FakeTime


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
    ],
)
def test_retry_after_is_read_in_seconds_and_as_a_date(said: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": said}, START) == seconds


@pytest.mark.parametrize(
    ("limit", "interval", "spacing"),
    [
        ("50", "1s", 0.02),
        ("10", "1s", 0.1),
        ("1", "2m", 120.0),
        ("5", "500ms", 0.1),
        ("10", "2", 0.2),
        ("0", "1s", None),
        ("", "1s", None),
        ("10", "", None),
        ("many", "1s", None),
    ],
)
def test_rate_limit_headers_say_how_far_apart(
    limit: str, interval: str, spacing: float | None
) -> None:
    headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval}
    assert allowed_spacing(headers) == spacing


def test_each_wait_is_twice_the_last_up_to_a_limit() -> None:
    assert [back_off(tries, 1.0) for tries in (1, 2, 3, 4)] == [1.0, 2.0, 4.0, 8.0]
    assert back_off(50, 1.0) == 30.0


def test_jitter_takes_up_to_half_of_a_wait() -> None:
    assert back_off(3, 0.0) == 2.0


def test_requests_begin_no_closer_than_the_pace_allows() -> None:
    time = FakeTime()
    gate = Gate(Pace(1, 3.0), lambda: time.seconds, time.sleep)
    for _ in range(3):
        with gate.passing():
            pass
    assert time.slept == [3.0, 3.0]


def test_a_service_that_grants_less_than_it_documents_is_heeded() -> None:
    time = FakeTime()
    gate = Gate(Pace(1, 0.1), lambda: time.seconds, time.sleep)
    gate.heed({"x-rate-limit-limit": "1", "x-rate-limit-interval": "5s"})
    gate.heed({"x-rate-limit-limit": "1000", "x-rate-limit-interval": "1s"})
    for _ in range(2):
        with gate.passing():
            pass
    assert time.slept == [5.0]


def test_a_service_that_asks_for_a_pause_gets_it_from_all() -> None:
    time = FakeTime()
    gate = Gate(Pace(2, 0.0), lambda: time.seconds, time.sleep)
    gate.hold(7.0)
    with gate.passing():
        pass
    assert time.slept == [7.0]


def test_no_more_requests_are_under_way_than_the_service_allows() -> None:
    gate = Gate(Pace(2, 0.0), lambda: 0.0, lambda seconds: None)
    inside: list[int] = []
    most: list[int] = []
    enough = threading.Barrier(2)

    def pass_through() -> None:
        with gate.passing():
            inside.append(1)
            most.append(len(inside))
            enough.wait(5)
            inside.pop()

    threads = [threading.Thread(target=pass_through) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 2
