"""Files made to break a reader: a clear line within 30 s and 2 GB, and no work is added."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from support import assert_sound, number_of

_SECONDS = 30
_BYTES = 2 << 30
_DEEP = 200_000
_LONG = 100_000_000

_BOMB = """<?xml version="1.0"?><!DOCTYPE modsCollection [<!ENTITY a0 "aaaaaaaaaa">%s]>
<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>&a%d;</title>
</titleInfo></mods></modsCollection>"""


def _entity_bomb() -> bytes:
    each = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return (_BOMB % (each, 11)).encode()


def _external_entity() -> bytes:
    return (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>&x;</title>'
        b"</titleInfo></mods></modsCollection>"
    )


def _exponential_strings() -> bytes:
    strings = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
    return f'@string{{s0 = "aaaaaaaa"}}\n{strings}@article{{k, title = s59}}'.encode()


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bib", b"0" * 50_000_000)
    return packed.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "braces.bib": lambda: b"@article{k, title = " + b"{" * _DEEP,
    "closed-braces.bib": lambda: b"@article{k, title = " + b"{" * _DEEP + b"}" * _DEEP,
    "strings.bib": _exponential_strings,
    "line.bib": lambda: b"@article{k, title = {" + b"a" * _LONG,
    "commands.bib": lambda: b"@article{k, title = {" + b"\\emph{" * _DEEP + b"}",
    "names.bib": lambda: b"@article{k, author = {" + b"a and " * 2_000_000 + b"}",
    "brackets.json": lambda: b"[" * _DEEP,
    "objects.json": lambda: b'[{"id": "a", "title": ' + b'{"a":' * _DEEP,
    "line.json": lambda: b'[{"id": "a", "type": "book", "title": "' + b"a" * _LONG,
    "elements.xml": lambda: b'<mods xmlns="http://www.loc.gov/mods/v3">' + b"<note>" * _DEEP,
    "entities.xml": _entity_bomb,
    "line.xml": lambda: (
        b'<?xml version="1.0"?><mods xmlns="http://www.loc.gov/mods/v3"><note>' + b"a" * _LONG
    ),
    "line.ris": lambda: b"TY  - JOUR\nTI  - " + b"a" * _LONG,
    "anchors.yaml": lambda: (
        b"references:\n- &a0 {id: a, title: x}\n"
        + b"".join(
            b"- &a%d [%s]\n" % (n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 12)
        )
    ),
    "bomb.zip": _zip_bomb,
    "bomb.gz": lambda: gzip.compress(b"0" * 50_000_000),
    "zeros.bib": lambda: bytes(50_000_000),
    "gigabyte.bib": lambda: b"",
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited the Linux way")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_costs_little_and_adds_nothing(
    empty: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    if name == "gigabyte.bib":
        os.truncate(path, 1 << 30)
    start = time.monotonic()
    ran = subprocess.run(
        [
            *("prlimit", f"--as={_BYTES}", sys.executable, "-m", "evidence"),
            *("--db", str(empty), "add", str(path), "--format", "json"),
        ],
        capture_output=True,
        text=True,
        timeout=4 * _SECONDS,
        check=False,
    )
    assert time.monotonic() - start <= _SECONDS
    assert ran.returncode in {1, 2}, ran.stderr[-500:]
    assert "Traceback" not in ran.stderr
    assert "internal error" not in ran.stderr
    if ran.returncode == 2:
        assert ran.stderr.startswith("evidence: ")
        assert len(ran.stderr.splitlines()) == 1
    else:
        assert '"broken": 0' not in ran.stdout[:200]
        assert '"added": 0' in ran.stdout[:200]
    assert number_of(empty, "source") == 0
    assert_sound(empty)


@pytest.mark.slow
def test_no_entity_reads_another_file(empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "external.xml"
    path.write_bytes(_external_entity())
    ran = subprocess.run(
        [sys.executable, "-m", "evidence", "--db", empty, "add", path, "--format", "json"],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert ran.returncode in {1, 2}
    assert "root:" not in ran.stdout + ran.stderr
