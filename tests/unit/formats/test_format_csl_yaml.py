from __future__ import annotations

import time

import pytest
from csl_works import ITEM, KEY
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats.base import Broken, Entry
from evidence.formats.csl_yaml import read, recognises, write

PANDOC = """---
title: A paper
references:
- id: doe2019
  type: article-journal
  title: "A *study* of H~2~O in the 19^th^ century [NATO]{.smallcaps}"
  author:
  - family: Doe
    given: Jane
  - literal: World Bank
  issued: 2019-05
  volume: 1.10
  language: no
  abstract: |
    First line.

    - no item
# a comment
- id: roe1999
  type: book
  title: C*-algebras and W*-algebras
  issued:
  - year: 1999
    month: 3
...

The paper's own text: not an item.
"""


def one(text: str) -> Entry:
    (found,) = read(text)
    assert isinstance(found, Entry), found
    return found


@given(st.dictionaries(KEY, ITEM, max_size=3))
def test_what_is_written_is_read_back_unchanged(works: dict[str, Item]) -> None:
    found = list(read("".join(write(Source(key, item) for key, item in works.items()))))
    assert [(each.key, each.item) for each in found if isinstance(each, Entry)] == list(
        works.items()
    )
    assert len(found) == len(works)


@given(
    st.text()
    | st.text("-&*[]{}:#'\"\\\n ,abx|>!?%@`").map(lambda text: f"references:\n- id: a\n{text}")
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(isinstance(each, Entry | Broken) for each in read(text))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_head_of_a_markdown_file_is_read_as_pandoc_reads_it(line_end: str) -> None:
    doe, roe = read(PANDOC.replace("\n", line_end))
    assert isinstance(doe, Entry)
    assert isinstance(roe, Entry)
    assert (doe.key, doe.line, doe.item.type) == ("doe2019", 4, "article-journal")
    assert dict(doe.item.variables) == {
        "title": "A <i>study</i> of H<sub>2</sub>O in the 19<sup>th</sup> century "
        '<span style="font-variant:small-caps;">NATO</span>',
        "volume": "1.10",
        "language": "no",
        "abstract": "First line.\n\n- no item\n# a comment".removesuffix("\n# a comment"),
    }
    assert doe.item.names["author"] == (Name("Doe", "Jane"), Name(literal="World Bank"))
    assert doe.item.dates["issued"] == "2019-05"
    assert roe.item.variables["title"] == "C*-algebras and W*-algebras"
    assert roe.item.dates["issued"] == "1999-03"


def test_better_bibtex_gives_a_list_or_references() -> None:
    text = "- id: a\n  type: book\n  title: 'It''s'\n- id: b\n  type: book\n  title: Two\n"
    assert [each.key for each in read(text) if isinstance(each, Entry)] == ["a", "b"]
    indented = "references:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    assert [each.key for each in read(indented) if isinstance(each, Entry)] == ["a", "b"]


def test_flow_style_and_anchors_are_read() -> None:
    text = "references: [{id: a, type: book, title: One}, {id: b, type: book, title: Two}]"
    assert [each.key for each in read(text) if isinstance(each, Entry)] == ["a", "b"]
    text = "- &a\n  id: a\n  publisher: P\n  title: One\n- <<: *a\n  id: b\n  title: Two\n"
    second = list(read(text))[1]
    assert isinstance(second, Entry)
    assert dict(second.item.variables) == {"title": "Two", "publisher": "P"}


def test_a_broken_item_costs_only_itself() -> None:
    good = "- id: {0}\n  type: book\n  title: T\n"
    text = good.format("a") + '- id: b\n  title: "open\n' + "stray\n" + good.format("c")
    first, broken, stray, last = read(text)
    assert isinstance(first, Entry)
    assert isinstance(broken, Broken)
    assert (broken.line, broken.raw) == (4, '- id: b\n  title: "open')
    assert isinstance(stray, Broken)
    assert stray.raw == "stray"
    assert isinstance(last, Entry)
    assert last.key == "c"


def test_nothing_is_made_of_a_tag() -> None:
    (found,) = read("- !!python/object/apply:os.system ['true']\n")
    assert isinstance(found, Broken)
    assert one("- !!python/str\n  title: x\n").item.variables["title"] == "x"


def test_aliases_do_not_make_a_text_grow() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (found,) = read("\n".join([*lines, "references: [*i]"]))
    assert isinstance(found, Broken)
    assert "aliases" in found.reason


HOSTILE = [
    "[" * 200_000,
    "- " * 100_000,
    "references:\n- " + "[" * 200_000,
    "{a: " * 100_000,
    "? " * 100_000,
    '- "' * 100_000,
    '- id: "\n' * 50_000,
    '"' * 200_000,
    "\n" * 300_000,
    "- a: " + "x" * 3_000_000,
    "references:\n" + " " * 200_000 + "- a",
    "- {" * 50_000 + "\n",
    "&a " * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_is_told_as_such_within_seconds(text: str) -> None:
    started = time.perf_counter()
    list(read(text))
    assert time.perf_counter() - started < 15


@pytest.mark.parametrize(
    ("head", "least", "most"),
    [
        (PANDOC, 0.9, 1),
        ("- id: a\n  type: book\n  title: T\n  issued: 2018\n", 0.7, 1),
        ("harry:\n  type: book\n  title: T\n", 0, 0),
        ('[{"id": "a"}]', 0, 0),
        ("TY  - JOUR\n", 0, 0),
        ("- a list\n- of things\n", 0, 0),
    ],
)
def test_it_is_recognised_by_its_content(head: str, least: float, most: float) -> None:
    assert least <= recognises(head) <= most


def test_tags_and_notes_come_back() -> None:
    source = Source(
        "k", Item("book", {"title": "T"}), ("a, b", "c: d"), notes=("One\n\ntwo", "- x")
    )
    (found,) = read("".join(write([source])))
    assert isinstance(found, Entry)
    assert (found.tags, found.notes, found.item) == (source.tags, source.notes, source.item)
