"""A language model's interface on this machine, for tests of judges: says what it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Model:
    """What the interface says, and what it was asked.

    Args:
        url: where it is.
        content: the message it answers with; an object is written as JSON.
        body: the whole answer instead of one around `content`.
        asked: path, headers and body of each request.
    """

    url: str = ""
    content: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)

    def answer(self) -> bytes:
        """The body of an answer."""
        if self.body is not None:
            return self.body
        text = self.content if isinstance(self.content, str) else json.dumps(self.content)
        return json.dumps({"choices": [{"message": {"content": text}}]}).encode()

    @property
    def question(self) -> Any:
        """What the model was last asked, read from its message."""
        return json.loads(self.asked[-1][2]["messages"][-1]["content"])


@contextmanager
def serving() -> Iterator[Model]:
    """A model on 127.0.0.1 for as long as the block lasts."""
    model = Model()
    model.held.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            given = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            model.asked.append((self.path, dict(self.headers.items()), json.loads(given)))
            model.held.wait(5)
            body = model.answer()
            self.send_response(model.status)
            for name, value in {"Content-Length": str(len(body)), **model.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.held.set()
        server.shutdown()
        server.server_close()
        thread.join()
