"""Whatever a work or a claim says, it comes back from the commands as it went in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_line import CommandLine
from evidence.domain.items import DATES, NAMES, STRINGS, TYPES, Item
from evidence.domain.names import Name
from evidence.domain.text import squeeze
from support import assert_sound

# A database a test, not an example: its records pile up, which is what databases are for.
on_one_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
).filter(lambda text: bool(text.strip()))
names = st.builds(
    Name, family=texts.map(str.strip), given=st.none() | texts.map(str.strip)
) | st.builds(Name, literal=texts.map(str.strip))
dates = st.one_of(
    st.integers(-9999, 9999).map(lambda year: f"{year:0{5 if year < 0 else 4}}"),
    st.dates().map(str),
    st.tuples(st.dates(), st.dates()).map(lambda pair: "/".join(map(str, sorted(pair)))),
).filter(lambda text: not text.startswith("-0000"))
# Works with the same DOI or ISBN are one work, of which the second is refused.
variables = sorted(STRINGS - {"DOI", "ISBN", "PMID", "PMCID", "title"})
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
items = st.builds(
    lambda title, rest, **parts: Item(variables={"title": title, **rest}, **parts),
    title=texts,
    type=st.sampled_from(sorted(TYPES)),
    rest=st.dictionaries(st.sampled_from(variables), texts, max_size=5),
    dates=st.dictionaries(st.sampled_from(sorted(DATES)), dates, max_size=3),
    names=st.dictionaries(
        st.sampled_from(sorted(NAMES)), st.lists(names, min_size=1, max_size=3).map(tuple),
        max_size=3,
    ),
    custom=st.dictionaries(texts.map(lambda name: f"x-{name}"), values, max_size=2),
)  # fmt: skip


def exported(evidence: CommandLine, key: str) -> dict[str, Any]:
    """The one work that an export of that key gives."""
    (work,) = evidence.ok("export", "csl-json", "--select", f"key:{key}").data
    found: dict[str, Any] = work
    return found


@on_one_database
@given(item=items)
def test_a_work_survives_csl_json_in_and_out(on_empty: CommandLine, item: Item) -> None:
    work = item.to_csl("")
    key = on_empty.ok("source", "add", "--json", "-", stdin=json.dumps(work)).key
    assert exported(on_empty, key) == {**work, "id": key}
    shown = on_empty.json("source", "show", key)
    assert {name: shown[name] for name in work if name != "id"} == {
        name: value for name, value in work.items() if name != "id"
    }


@on_one_database
@given(item=items, change=items)
def test_an_edited_work_is_what_it_was_edited_to(
    on_empty: CommandLine, item: Item, change: Item
) -> None:
    key = on_empty.ok("source", "add", "--json", "-", stdin=json.dumps(item.to_csl(""))).key
    wanted = {**change.to_csl(key), "id": key}
    with on_empty.monkeypatch.context() as patch:
        patch.setattr("click.edit", lambda text, **_: json.dumps(wanted))
        on_empty.ok("source", "edit", key)
    assert exported(on_empty, key) == wanted
    if wanted != {**item.to_csl(""), "id": key}:
        on_empty.ok("undo")
    assert exported(on_empty, key) == {**item.to_csl(""), "id": key}


@on_one_database
@given(title=texts, variables=st.dictionaries(st.sampled_from(variables), texts, max_size=4))
def test_a_work_survives_options(
    on_empty: CommandLine, title: str, variables: dict[str, str]
) -> None:
    values = {"title": title, **variables}
    options = [f"--{name.replace('_', '-')}={value}" for name, value in values.items()]
    key = on_empty.ok("source", "add", "--type", "book", *options).key
    wanted = {name: value.strip() for name, value in values.items()}
    assert exported(on_empty, key) == {"id": key, "type": "book", **wanted}
    on_empty.ok("source", "edit", key, *options)
    assert exported(on_empty, key) == {"id": key, "type": "book", **wanted}


@on_one_database
@given(statement=texts, quoted=texts, reason=texts)
def test_the_words_of_a_claim_survive(
    on_seed: CommandLine, statement: str, quoted: str, reason: str
) -> None:
    key = on_seed.ok(
        "claim", "add", "--section", "Introduction", f"--statement={statement}",
        f"--quoted={quoted}",
    ).key  # fmt: skip
    on_seed.ok("claim", "assess", key, "supported", f"--because={reason}")
    shown = on_seed.json("claim", "show", key)
    assert shown["statement"] == squeeze(statement)
    assert shown["quoted"] == quoted
    assert shown["judgements"][0]["reason"] == squeeze(reason)


@pytest.fixture(autouse=True)
def sound(request: pytest.FixtureRequest, empty: Path, seeded: Path) -> Any:
    """Whatever was entered, the databases stay sound."""
    yield
    for path in (empty, seeded):
        assert_sound(path)
