"""Politeness in time: how many requests at once, how far apart, and how long to wait.

Sources: RFC 9110 section 10.2.3 (Retry-After); Crossref REST API, rate-limit headers.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from evidence.lookup.base import Pace

_INTERVAL = re.compile(r"\s*([0-9]{1,6})\s*(ms|s|m|h)?\s*", re.IGNORECASE)
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_FIRST_WAIT = 1.0
_LONGEST_BACK_OFF = 30.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as a client sees it, so that a test need not wait.

    Args:
        monotonic: seconds since some moment.
        now: the time, UTC.
        sleep: waits so many seconds; None: wait, but no longer than until the client is cut.
        jitter: a number from 0 to 1.
    """

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _utc_now
    sleep: Callable[[float], None] | None = None
    jitter: Callable[[], float] = random.random


class Gate:
    """Lets requests to one service through at the pace it allows.

    Args:
        pace: what it allows.
        monotonic: a clock in seconds.
        sleep: waits so many seconds.
    """

    def __init__(
        self, pace: Pace, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._places = threading.BoundedSemaphore(pace.concurrency)
        self._lock = threading.Lock()
        self._monotonic = monotonic
        self._sleep = sleep
        self._seconds = pace.seconds
        self._next = 0.0

    @contextmanager
    def passing(self) -> Iterator[None]:
        """One request's way through: waits for a place, then for its turn."""
        with self._places:
            with self._lock:
                now = self._monotonic()
                start = max(now, self._next)
                self._next = start + self._seconds
            if start > now:
                self._sleep(start - now)
            yield

    def heed(self, headers: Mapping[str, str]) -> None:
        """Slow down to what a service says it allows (x-rate-limit-limit and -interval)."""
        spacing = allowed_spacing(headers)
        if spacing is not None:
            with self._lock:
                self._seconds = max(self._seconds, spacing)

    def hold(self, seconds: float) -> None:
        """Let nobody through for so many seconds."""
        with self._lock:
            self._next = max(self._next, self._monotonic() + seconds)


def allowed_spacing(headers: Mapping[str, str]) -> float | None:
    """Seconds between two requests that a service's headers ask for; None where they do not."""
    limit = headers.get("x-rate-limit-limit", "").strip()
    interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", ""))
    if not re.fullmatch(r"[1-9][0-9]{0,6}", limit) or interval is None:
        return None
    return int(interval[1]) * _UNITS[(interval[2] or "s").lower()] / int(limit)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a Retry-After header, in seconds or as an HTTP date, asks us to wait."""
    said = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", said):
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, IndexError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def back_off(tries: int, jitter: float) -> float:
    """Seconds to wait after so many tries that failed: twice as long each time, but not
    the same for all who were sent away together.

    Args:
        tries: from 1.
        jitter: a number from 0 to 1.
    """
    return min(_LONGEST_BACK_OFF, _FIRST_WAIT * 2.0 ** (tries - 1)) * (0.5 + jitter / 2)
