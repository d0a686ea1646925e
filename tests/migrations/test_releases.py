"""Databases that earlier releases left: upgraded, they hold what they held.

`make_release_database.py` makes one a release.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evidence.services import claims, databases, sources
from evidence.services.work import writing
from releases import FOLDER, listings
from support import ACTOR, acting, article, assert_alone, assert_sound, undo

RELEASES = sorted(path.name.removesuffix(".db.gz") for path in FOLDER.glob("*.db.gz"))


def _unpacked(release: str, folder: Path) -> Path:
    path = folder / "evidence.db"
    path.write_bytes(gzip.decompress((FOLDER / f"{release}.db.gz").read_bytes()))
    return path


def _holds(now: Any, then: Any) -> bool:
    """Whether a listing says at least what it said: later releases may say more."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(_holds(now.get(k), v) for k, v in then.items())
    if isinstance(then, list):
        return isinstance(now, list) and len(now) == len(then) and all(map(_holds, now, then))
    return bool(now == then)


def test_every_release_left_a_database() -> None:
    assert "0.1.0-0004" in RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_the_database_of_a_release_is_upgraded_and_lists_what_it_listed(
    tmp_path: Path, release: str
) -> None:
    path = _unpacked(release, tmp_path)
    assert databases.state(path).revision == release.partition("-")[2]
    databases.upgrade(path, ACTOR)
    assert_sound(path)
    assert_alone(path)
    then = json.loads(gzip.decompress((FOLDER / f"{release}.json.gz").read_bytes()))
    now = listings(path)
    for part, records in then.items():
        assert records, part
        assert now[part].keys() == records.keys()
        wrong = [key for key, record in records.items() if not _holds(now[part][key], record)]
        assert wrong == []


@pytest.mark.parametrize("release", RELEASES)
def test_the_database_of_a_release_can_be_written_and_undone(tmp_path: Path, release: str) -> None:
    path = _unpacked(release, tmp_path)
    databases.upgrade(path, ACTOR)
    before = listings(path)
    with writing(path, acting("add")) as work:
        sources.add(work, article("Radium"))
        claims.remove(work, "C001")
    undo(path)
    assert listings(path) == before
    assert_sound(path)


def test_a_listing_that_lost_something_is_told_from_one_that_says_more() -> None:
    then = {"title": "Radium", "names": [{"family": "Curie"}]}
    assert _holds({**then, "colour": "blue"}, then)
    assert not _holds({"title": "Radium", "names": [{"family": "Curier"}]}, then)
    assert not _holds({"title": "Radium", "names": []}, then)
    assert not _holds({"names": [{"family": "Curie"}]}, then)
