"""Reading a file in a process of its own, with limits: a hostile file fails alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import MappingProxyType

import evidence
from evidence.domain.media_types import HEAD, UNKNOWN, media_type
from evidence.domain.pages import Reading
from evidence.domain.vocabulary import DocumentStatus
from evidence.pages.transfer import unpacked

PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READERS = MappingProxyType(
    {
        PDF: "pdf",
        "text/html": "html",
        "application/xhtml+xml": "html",
        _DOCX: "docx",
        "application/epub+zip": "epub",
        "application/vnd.oasis.opendocument.text": "odt",
        "text/plain": "plain",
        "text/markdown": "plain",
        "text/csv": "plain",
        "text/tab-separated-values": "plain",
        "application/x-tex": "plain",
    }
)
"""The module of `evidence.pages` that reads a media type."""

# What these bytes may be is better told by who gave the file.
_VAGUE = frozenset({UNKNOWN, "text/plain", "application/xml", "application/zip"})
_NAMES = MappingProxyType(
    {
        "text/html": "HTML",
        "application/xhtml+xml": "HTML",
        "text/plain": "plain text",
        UNKNOWN: "unknown data",
    }
)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a file may take.

    Args:
        seconds: of time; of it the reader may compute all but the start of its process.
        memory: in bytes; where the system knows no such limit, the time alone holds.
        output: how many bytes of text and labels may come back.
    """

    seconds: float = 28.0
    memory: int = 1_000_000_000
    output: int = 256_000_000


LIMITS = Limits()


def read(path: Path, media: str, *, name: str | None = None, limits: Limits = LIMITS) -> Reading:
    """Read a file's pages. What it holds decides how, not what it is called.

    Nothing is raised for what a file may be: it is FAILED then, and `detail` says why in one
    line for people.

    Args:
        media: its media type, as far as known.
        name: what it was called, where `path` does not say.
    """
    try:
        held = _media_type(path, media)
    except OSError as error:
        return _failed(f"it cannot be read: {error.strerror or error}")
    if held is None:
        return _failed("it is a folder" if path.is_dir() else "it is empty: no bytes at all")
    called = name or path.name
    if held != PDF and (media == PDF or called.lower().endswith(".pdf")):
        what = _NAMES.get(held, held)
        more = ": perhaps the page of a site that asks to log in" if what == "HTML" else ""
        return _failed(f"it is called a PDF, but holds {what}{more}")
    module = READERS.get(held)
    if module is None:
        return _failed(f"nothing here reads {held}")
    return _run(module, path, limits)


def reader(media: str) -> str:
    """Who reads files of a media type, with version ("pdf 1"); "" where nobody does."""
    module = READERS.get(media)
    return _version(module) if module else ""


def _version(module: str) -> str:
    version: str = import_module(f"evidence.pages.{module}").READER
    return version


def _media_type(path: Path, media: str) -> str | None:
    """The media type that a file's bytes tell of; None where it has none."""
    if path.is_dir():
        return None
    with path.open("rb") as file:
        head = file.read(HEAD)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - HEAD))
        tail = file.read(HEAD)
    if not head:
        return None
    found = media_type(head, tail, path.name)
    return media if found in _VAGUE and media in READERS and media != PDF else found


def _run(module: str, path: Path, limits: Limits) -> Reading:
    command = [
        *(sys.executable, "-P", "-m", "evidence.pages.worker", module, str(path.absolute())),
        *(str(max(1, int(limits.seconds) - 2)), str(limits.memory)),
    ]
    version = _version(module)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError as error:
        return _failed(f"its reader cannot be started: {error.strerror or error}", version)
    data = bytearray()
    too_long = False

    def collect() -> None:
        nonlocal too_long
        while chunk := process.stdout.read(_CHUNK) if process.stdout else b"":
            data.extend(chunk)
            if len(data) > limits.output:
                too_long = True
                process.kill()
                break

    collector = Thread(target=collect, daemon=True)
    collector.start()
    try:
        collector.join(limits.seconds)
        is_late = collector.is_alive()
    finally:
        process.kill()
        status = process.wait()
        collector.join()
        if process.stdout:
            process.stdout.close()
    if too_long:
        return _failed(f"its text is longer than {limits.output // 1_000_000} MB", version)
    if is_late or status == -getattr(signal, "SIGXCPU", 0x1000):
        return _failed(f"reading it took longer than {limits.seconds:.0f} seconds", version)
    try:
        return unpacked(bytes(data))
    except ValueError:
        return _failed(
            "its reader broke down: the file is damaged, or reading it needs too much memory",
            version,
        )


def _environment() -> dict[str, str]:
    """This process's, with this package where the new one looks."""
    package = str(Path(evidence.__file__).parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}


def _failed(detail: str, reader: str = "") -> Reading:
    return Reading(DocumentStatus.FAILED, (), reader, detail)
