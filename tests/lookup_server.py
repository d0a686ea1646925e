"""What tests of look-ups share: a server on this machine, and a clock nobody waits for."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from evidence.lookup import REGISTRY, Client, Clock, Settings

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Response:
    """What the server sends."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request that reached the server."""

    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]


class Site:
    """A server's pages: each path has its answers, given one after the other, the last for ever."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self.hold = threading.Event()
        self.hold.set()
        self._pages: dict[str, list[Response]] = {}
        self._at_once = 0
        self._lock = threading.Lock()

    def serve(
        self,
        path: str,
        body: str | bytes = b"",
        status: int = 200,
        content_type: str = "application/json",
        **headers: str,
    ) -> None:
        """Add an answer to the path's; underscores in a header's name are hyphens."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._pages.setdefault(path, []).append(
            Response(data, status, {"Content-Type": content_type, **named})
        )

    @property
    def paths(self) -> list[str]:
        """Of the requests so far, in order."""
        return [each.path for each in self.asked]

    def answer(self, asked: Asked) -> Response:
        with self._lock:
            self.asked.append(asked)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            pages = self._pages.get(asked.path, [Response(b"{}", 404)])
            page = pages.pop(0) if len(pages) > 1 else pages[0]
        self.hold.wait(5)
        with self._lock:
            self._at_once -= 1
        return page


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on 127.0.0.1 for as long as the block lasts; over TLS where a context is given."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._send(parts.path, parse_qs(parts.query))

        def do_CONNECT(self) -> None:
            self._send(f"CONNECT {self.path}", {})

        def _send(self, path: str, query: Mapping[str, list[str]]) -> None:
            response = site.answer(Asked(path, query, {**dict(self.headers.items())}))
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in response.headers:
                self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            return

    server = _Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    site.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()


class FakeTime:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.seconds = 1_000.0
        self._lock = threading.Lock()

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.seconds += seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1_000.0)

    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, self.now, self.sleep, lambda: 1.0)


def mirrors(site: Site) -> dict[str, str]:
    """The site as a mirror of every service, each below its own name."""
    return {name: f"{site.url}/{name}" for name in (*REGISTRY.names(), "pubmed-idconv")}


def settings_for(site: Site, **changes: Any) -> Settings:
    """Settings under which every service is the site."""
    return Settings(**{"base_urls": mirrors(site), "allow_private": True, **changes})


def client_for(site: Site, time: FakeTime, **changes: Any) -> Client:
    """A client of such settings whose clock is `time`."""
    return Client(settings_for(site, **changes), clock=time.clock())
