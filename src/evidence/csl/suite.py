"""The fixtures of the CSL test suite: reading one, running it, comparing strictly.

A fixture names a style, items and what is cited, and holds what a processor ought to print
(citation-style-language/test-suite). Compared are the printed texts with their markup, white
space around them and spellings of ``&``, ``<`` and ``>`` aside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evidence.csl.cites import Cite, Cluster
from evidence.csl.processor import Processor
from evidence.csl.style import Style
from evidence.csl.tree import Bibliography, Entry
from evidence.csl.writers import writer

_SECTION = re.compile(r">>=+ ([A-Z-]+) =+>>[ \t]*\n(.*?)<<=+ \1 =+<<", re.DOTALL)
_POSITIONS = ("first", "subsequent", "ibid", "ibid-with-locator")
_SPELLINGS = (("&amp;", "&#38;"), ("&lt;", "&#60;"), ("&gt;", "&#62;"))


def sections(text: str) -> dict[str, str]:
    """The sections of a fixture by name.

    Args:
        text: The file, in the suite's form for human readers.
    """
    return {found[1]: found[2] for found in _SECTION.finditer(text.replace("\r\n", "\n"))}


def same(printed: str, expected: str) -> bool:
    """Whether a fixture passes strictly."""
    return _normal(printed) == _normal(expected)


def _normal(text: str) -> str:
    for one, other in _SPELLINGS:
        text = text.replace(one, other)
    return text.replace("\r\n", "\n").strip()


def run(path: Path) -> tuple[str, str]:
    """Run a fixture.

    Args:
        path: Its file.

    Returns:
        What the processor printed, and what was expected.
    """
    parts = sections(path.read_text(encoding="utf-8"))
    return printed(parts), parts["RESULT"].strip("\n")


def printed(parts: Mapping[str, str]) -> str:
    """What the processor prints for the sections of a fixture."""
    items: list[dict[str, Any]] = json.loads(parts["INPUT"])
    abbreviations = json.loads(parts["ABBREVIATIONS"]) if "ABBREVIATIONS" in parts else {}
    processor = Processor(
        Style.parse(parts["CSL"].strip()), items, abbreviations=abbreviations.get("default")
    )
    mode = parts["MODE"].strip()
    if "CITATIONS" in parts:
        changed = _steps(processor, json.loads(parts["CITATIONS"]))
        if mode.startswith("citation"):
            return "\n".join(
                f"{'>>' if at in changed else '..'}[{at}] {writer('html').inline(runs)}"
                for at, (_id, runs) in enumerate(processor.citations())
            )
    else:
        _list(processor, items, parts)
    if mode.startswith("bibliography"):
        return _bibliography(processor, items, parts, header=mode.endswith("header"))
    clusters = [
        Cluster(tuple(cite(one) for one in cites), unsorted=mode.endswith("nosort"))
        for cites in (
            json.loads(parts["CITATION-ITEMS"])
            if "CITATION-ITEMS" in parts
            else [[{"id": one} for one in processor.listed()]]
        )
    ]
    return "\n".join(writer("html").inline(runs) for runs in processor.cite(clusters))


def _list(
    processor: Processor, items: Sequence[Mapping[str, Any]], parts: Mapping[str, str]
) -> None:
    listed = [item.get("id") for item in items]
    if "BIBENTRIES" in parts:
        listed = json.loads(parts["BIBENTRIES"])[-1]
    processor.list_items(str(one) if one is not None else "" for one in listed)


def _steps(processor: Processor, steps: Sequence[Sequence[Any]]) -> set[int]:
    """Run the steps of a changing document; the clusters that the last one changed."""
    changed: set[int] = set()
    for citation, before, after in steps:
        properties = citation.get("properties") or {}
        cluster = Cluster(
            tuple(cite(one) for one in citation["citationItems"]),
            str(citation.get("citationID") or ""),
            properties.get("noteIndex") or 0,
            properties.get("mode"),
            properties.get("infix") or "",
            bool(properties.get("unsorted")),
        )
        done = processor.register(
            cluster,
            [(str(name), note) for name, note in before],
            [(str(name), note) for name, note in after],
        )
        changed = {one.index for one in done}
    return changed


def cite(told: Mapping[str, Any]) -> Cite:
    """A cite, from a citation item of citeproc."""
    position = told.get("position")
    near = told.get("near-note")
    return Cite(
        str(told.get("id") if told.get("id") is not None else ""),
        str(told.get("locator") or ""),
        str(told.get("label") or "page"),
        str(told.get("prefix") or ""),
        str(told.get("suffix") or ""),
        bool(told.get("suppress-author")),
        bool(told.get("author-only")),
        None if near is None else bool(near),
        _POSITIONS[position] if isinstance(position, int) and 0 <= position < 4 else None,
    )


def _bibliography(
    processor: Processor,
    items: Sequence[Mapping[str, Any]],
    parts: Mapping[str, str],
    header: bool,
) -> str:
    made = processor.bibliography()
    if "BIBSECTION" in parts:
        made = _section(made, items, json.loads(parts["BIBSECTION"]))
    if header:
        return _header(made)
    return writer("html").bibliography(made)


def _header(made: Bibliography) -> str:
    """What citeproc tells of a bibliography besides its entries, a line each, by name."""
    told: dict[str, object] = {
        "bibend": "</div>",
        "bibliography_errors": "",
        "bibstart": '<div class="csl-bib-body">\n',
        "done": "true",
        "entry_ids": ",".join(entry.id for entry in made.entries),
        "entryspacing": made.entry_spacing,
        "linespacing": made.line_spacing,
        "maxoffset": made.max_offset,
        "second-field-align": made.second_field_align or "false",
    }
    if made.hanging_indent:
        told["hangingindent"] = 2
    return "\n".join(f"{name}: {told[name]}" for name in sorted(told))


def _section(
    made: Bibliography, items: Sequence[Mapping[str, Any]], told: Mapping[str, Any]
) -> Bibliography:
    """The entries that a section's conditions let through.

    ``select`` asks that all conditions hold, ``include`` that one does, ``exclude`` that none
    does; ``quash`` leaves out what fulfils all of its own.
    """
    by_id = {str(item.get("id")): item for item in items}

    def holds(item: Mapping[str, Any], condition: Mapping[str, Any]) -> bool:
        value = item.get(condition["field"])
        if isinstance(value, list):
            return condition["value"] in value
        return bool((value or "") == (condition.get("value") or ""))

    def kept(entry: Entry) -> bool:
        item = by_id.get(entry.id, {})
        if told.get("quash") and all(holds(item, one) for one in told["quash"]):
            return False
        if "select" in told:
            return all(holds(item, one) for one in told["select"])
        if "include" in told:
            return any(holds(item, one) for one in told["include"])
        if "exclude" in told:
            return not any(holds(item, one) for one in told["exclude"])
        return True

    return Bibliography(
        tuple(entry for entry in made.entries if kept(entry)),
        made.hanging_indent,
        made.second_field_align,
        made.line_spacing,
        made.entry_spacing,
        made.max_offset,
    )
