"""The seed's works go out through every format that can hold them, and come in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.domain.items import Item
from evidence.domain.records import Source
from evidence.formats import REGISTRY
from evidence.services import adding, bibliographies, databases, exporting, sources
from evidence.services.work import reading, writing
from support import ACTOR, PAPER, assert_sound

WRITTEN = [
    name for name, each in REGISTRY.items() if each.write is not None and each.read is not None
]
CORE = (
    "title container-title volume issue page publisher publisher-place DOI ISBN ISSN URL edition"
).split()
_FEW_TYPES = {"nbib"}
"""MEDLINE knows articles and books: a conference paper comes back as an article."""


def through(name: str, database: Path, folder: Path) -> tuple[dict[str, Source], dict[str, Source]]:
    """The works of the paper, and what an empty database has of them after export and import."""
    with reading(database) as session:
        before = {each.key: each for each in exporting.chosen(session, [f"paper:{PAPER}"])}
        text = "".join(exporting.export(session, name, [f"paper:{PAPER}"]))
    path = folder / "again.db"
    databases.create(path, ACTOR)
    with writing(path, ACTOR) as work:
        given = bibliographies.read(text.encode(), from_=name)
        report = adding.add(work, path, [given], adding.Wanted(strict=True))
    assert report.counts() == {
        "added": len(before),
        "updated": 0,
        "skipped": 0,
        "broken": 0,
    }
    assert_sound(path)
    with reading(path) as session:
        return before, {each.key: each for each in sources.listing(session)}


def core(item: Item) -> dict[str, object]:
    """What every format that is made for works can hold of one."""
    variables = {each: item.variables[each] for each in CORE if each in item.variables}
    names = {role: [name.text for name in people] for role, people in item.names.items()}
    return {**variables, **names, "issued": item.dates.get("issued")}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_seed_s_works_survive_export_and_import(
    name: str, made_seeded: Path, tmp_path: Path
) -> None:
    before, after = through(name, made_seeded, tmp_path)
    by_title = {each.item.title: each for each in after.values()}
    assert len(by_title) == len(before) == 20
    for key, source in before.items():
        there = by_title[source.item.title]
        assert core(there.item) == core(source.item), key
        assert there.item.type == source.item.type or name in _FEW_TYPES, key


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json", "csl-yaml"])
def test_formats_with_keys_keep_them(name: str, made_seeded: Path, tmp_path: Path) -> None:
    before, after = through(name, made_seeded, tmp_path)
    assert after.keys() == before.keys()
