"""No wait is longer than a request's deadline, and nothing unpacks to more than is allowed."""

from __future__ import annotations

import gzip
import ssl
from collections.abc import Callable

import httpcore
import pytest

from evidence.lookup._client import _Unpacker
from evidence.lookup._network import Guard
from evidence.lookup.base import Failed


class Waits(httpcore.NetworkStream, httpcore.NetworkBackend):
    """A network that remembers how long each step might have taken."""

    def __init__(self) -> None:
        self.allowed: list[float | None] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> httpcore.NetworkStream:
        self.allowed.append(timeout)
        return self

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.allowed.append(timeout)
        return b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.allowed.append(timeout)

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self.allowed.append(timeout)
        return self


STEPS: list[Callable[[httpcore.NetworkStream], object]] = [
    lambda stream: stream.read(1, 20.0),
    lambda stream: stream.write(b"x", 20.0),
    lambda stream: stream.start_tls(ssl.create_default_context(), "a.example", 20.0),
    lambda stream: stream.start_tls(ssl.create_default_context()).read(1, 20.0),
]


def test_each_step_may_take_what_is_left_until_the_deadline() -> None:
    now = [100.0]
    waits = Waits()
    guard = Guard(
        allow_private=True,
        monotonic=lambda: now[0],
        resolve=lambda host, port: [host],
        dial=waits,
    )
    guard.begin(60.0)
    now[0] = 155.0
    stream = guard.connect_tcp("a.example", 443, 20.0)
    for step in STEPS:
        step(stream)
    assert set(waits.allowed) == {5.0}
    assert len(waits.allowed) == 6
    now[0] = 160.0
    for step in STEPS:
        with pytest.raises(Failed, match="too long"):
            step(stream)
    with pytest.raises(Failed, match="too long"):
        guard.connect_tcp("a.example", 443, 20.0)
    assert len(waits.allowed) == 6


def test_a_step_may_take_no_longer_than_its_own_timeout() -> None:
    waits = Waits()
    guard = Guard(
        allow_private=True, monotonic=lambda: 0.0, resolve=lambda host, port: [host], dial=waits
    )
    guard.begin(60.0)
    guard.connect_tcp("a.example", 443, 20.0).read(1, 10.0)
    assert waits.allowed == [20.0, 10.0]


def test_no_more_is_unpacked_at_once_than_one_byte_beyond_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 10_000_000)
    assert len(_Unpacker(1_000).feed(bomb)) == 1_001
    assert len(_Unpacker(1_000).feed(gzip.compress(b"x" * 900) * 5)) == 1_001
