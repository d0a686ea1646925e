"""Answers kept on disk, one plain file each: a line of JSON about it, then the body.

The cache is a convenience: what cannot be read is not there, what cannot be written is
not kept, and nothing fails for it.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from evidence.lookup.base import Reply, Request

_SUFFIX = ".reply"
_DAY = 86_400.0
_KEPT_HEADERS = ("content-type",)
_ABSENT = frozenset({404, 410})


class Cache:
    """Replies by request.

    Args:
        folder: where they are kept; made when first needed.
        age: for how long a record is kept, in seconds; that there is none, a day at most.
        max_bytes: how much they may take together; the oldest go first.
        now: the time, UTC.
    """

    def __init__(
        self, folder: Path, *, age: float, max_bytes: int, now: Callable[[], datetime]
    ) -> None:
        self._folder = folder
        self._age = age
        self._max_bytes = max_bytes
        self._now = now
        self._lock = threading.Lock()
        self._held: int | None = None

    def get(self, request: Request) -> Reply | None:
        """The reply to such a request, None where none is kept or it is too old."""
        try:
            head, _, content = self._path(request).read_bytes().partition(b"\n")
            about = json.loads(head)
            reply = Reply(
                url=str(about["url"]),
                status=int(about["status"]),
                headers={str(name): str(value) for name, value in about["headers"].items()},
                content=content,
                time=datetime.fromisoformat(about["time"]),
                hops=int(about["hops"]),
            )
            whole = about["sha256"] == sha256(content).hexdigest()
            age = self._now() - reply.time
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        longest = min(self._age, request.keep, _DAY if reply.status in _ABSENT else self._age)
        fresh = timedelta(0) <= age <= timedelta(seconds=longest)
        return reply if whole and fresh else None

    def put(self, request: Request, reply: Reply) -> None:
        """Keep a reply that is an answer: a record, or that there is none."""
        if reply.status not in {200, *_ABSENT} or len(reply.content) > self._max_bytes:
            return
        about = {
            "url": reply.url,
            "status": reply.status,
            "headers": {
                name: reply.headers[name] for name in _KEPT_HEADERS if name in reply.headers
            },
            "time": reply.time.isoformat(),
            "hops": reply.hops,
            "sha256": sha256(reply.content).hexdigest(),
        }
        data = json.dumps(about).encode() + b"\n" + reply.content
        with suppress(OSError), self._lock:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._path(request)
            replaced = path.stat().st_size if path.exists() else 0
            self._write(path, data)
            self._held = self._size() if self._held is None else self._held + len(data) - replaced
            if self._held > self._max_bytes:
                self._prune()

    def _path(self, request: Request) -> Path:
        asked = json.dumps([request.url, sorted(request.params.items()), request.accept])
        return self._folder / (sha256(asked.encode()).hexdigest() + _SUFFIX)

    def _write(self, path: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def _files(self) -> list[tuple[float, int, Path]]:
        """When each was written, its size, and where it is."""
        found = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with suppress(OSError):
                about = path.stat()
                found.append((about.st_mtime, about.st_size, path))
        return sorted(found)

    def _size(self) -> int:
        return sum(size for _, size, _ in self._files())

    def _prune(self) -> None:
        """Drop the oldest until a tenth is free, so that not every reply prunes."""
        files = self._files()
        held = sum(size for _, size, _ in files)
        for _, size, path in files[:-1]:
            if held <= self._max_bytes * 9 // 10:
                break
            with suppress(OSError):
                path.unlink()
                held -= size
        self._held = held
