"""Hostile files of records are read within two gigabytes and half a minute."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import evidence

pytest.importorskip("resource", reason="only Unix can limit a process's memory")

_READ = """
import importlib, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
from evidence.formats.base import Broken
format_ = importlib.import_module(f"evidence.formats.{sys.argv[1]}").FORMAT
before, piece, times, after = sys.argv[2:]
for found in format_.read(before + piece * int(times) + after):
    print("broken" if isinstance(found, Broken) else "entry", found.line)
"""
_DEEP, _LONG = "200000", "100000000"


@pytest.mark.parametrize(
    ("name", "before", "piece", "times", "after", "found"),
    [
        ("mods", "<mods>", "<a>", _DEEP, "", "broken 1"),
        ("mods", "<mods><titleInfo><title>", "x", _LONG, "</title></titleInfo></mods>", "broken 1"),
        ("marcxml", "<record><leader>", "<a>", _DEEP, "", "broken 1"),
        ("crossref_xml", "<doi_record>", "<a>", _DEEP, "", "broken 1"),
        ("crossref_json", "", '{"a":', _DEEP, "", "broken 1"),
        ("csl_json", "", "[", _DEEP, "", "broken 1"),
        ("csl_json", '[{"type": "book", "title": "', "x", _LONG, '"}]', "entry 1"),
        ("csl_json", '["', "x", _LONG, "", "broken 1"),
        ("csl_yaml", "", "- ", _DEEP, "", "broken 1"),
        ("csl_yaml", "", "{a: ", _DEEP, "", "broken 1"),
        ("csl_yaml", "references:\n- title: ", "x", _LONG, "\n", "entry 2"),
    ],
)
def test_hostile_files_are_read_within_bounds(
    name: str, before: str, piece: str, times: str, after: str, found: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READ, name, before, piece, times, after],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(evidence.__file__).parents[1])},
    )
    assert (done.stdout.strip(), done.stderr) == (found, "")
