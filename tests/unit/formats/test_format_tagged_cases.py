"""Entries in the dress of many vendors, old and new, and what a careful editor makes of them.

The core fields must be right: type, titles, people by role, date, volume, issue, pages,
publisher and identifiers. The entries are made up; their form is that of the vendors' files.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tagged_works import again, any_works, read

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import Source
from evidence.formats import endnote_xml, nbib, ovid, refer, refworks, ris, wos
from evidence.formats.base import Broken, Entry, Format

_CASES = Path(__file__).parent / "cases"
_CORE = "title container-title volume issue page publisher DOI ISBN URL".split()
_READ = {
    "ris.ris": ris.FORMAT,
    "refer.enw": refer.FORMAT,
    "nbib.nbib": nbib.FORMAT,
    "endnote_xml.xml": endnote_xml.FORMAT,
    "refworks.refworks": refworks.FORMAT,
    "ovid.ovd": ovid.FORMAT,
    "wos.ciw": wos.FORMAT,
}
_LOSSLESS = {
    "RIS": ris.FORMAT,
    "Refer": refer.FORMAT,
    "RefWorks": refworks.FORMAT,
    "EndNote XML": endnote_xml.FORMAT,
}


def _core(item: Item) -> dict[str, object]:
    return {
        "type": item.type,
        **{each: item.variables[each] for each in _CORE if each in item.variables},
        **({"issued": item.dates["issued"]} if "issued" in item.dates else {}),
        **{role: [name.to_csl() for name in people] for role, people in item.names.items()},
    }


@pytest.mark.parametrize("file", sorted(_READ))
def test_core_fields_are_right_in_the_dress_of_every_vendor(file: str) -> None:
    text = (_CASES / file).read_text(encoding="utf-8")
    expected = json.loads((_CASES / file).with_suffix(".json").read_text(encoding="utf-8"))
    found = [each for each in read(_READ[file])(text) if isinstance(each, Entry)]
    assert [_core(each.item) for each in found] == expected


@pytest.mark.parametrize("name", sorted(_LOSSLESS))
@settings(deadline=None)
@given(data=st.data())
def test_a_work_comes_back_with_all_its_variables_tags_and_notes(
    name: str, data: st.DataObject
) -> None:
    source = data.draw(any_works())
    (entry,) = again(_LOSSLESS[name], [source])
    assert entry.item.type == source.item.type
    assert dict(entry.item.variables) == dict(source.item.variables)
    assert dict(entry.item.dates) == dict(source.item.dates)
    assert dict(entry.item.names) == dict(source.item.names)
    assert (entry.key, entry.tags, entry.notes) == (source.key, source.tags, source.notes)


@pytest.mark.parametrize("name", sorted(_LOSSLESS))
def test_names_that_the_format_cannot_spell_come_back(name: str) -> None:
    people = (Name(family="Plato"), Name(literal="Smith, Jones & Co."), Name(literal="J. Doe"))
    source = Source("plato1", Item("book", {"title": "T"}, {}, {"author": people}))
    assert again(_LOSSLESS[name], [source])[0].item.names["author"] == people


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        (ris.FORMAT, "TY  - JOUR\nTI  - T\nL1  - a.pdf\nER  - \n"),
        (refer.FORMAT, "%0 Book\n%T T\n%> a.pdf\n"),
        (
            endnote_xml.FORMAT,
            "<xml><records><record><titles><title>T</title></titles><urls><pdf-urls>"
            "<url>a.pdf</url></pdf-urls></urls></record></records></xml>",
        ),
    ],
)
def test_files_that_an_entry_names_come_back(format_: Format, text: str) -> None:
    (entry,) = read(format_)(text)
    assert isinstance(entry, Entry)
    (back,) = again(format_, [Source("k1", entry.item)])
    assert back.files == entry.files == ("a.pdf",)


def test_a_pubmed_file_keeps_notes_and_tags() -> None:
    source = Source("k1", Item("article-journal", {"title": "T"}), ("a",), notes=("A note.",))
    (entry,) = again(nbib.FORMAT, [source])
    assert (entry.tags, entry.notes) == (("a",), ("A note.",))


@pytest.mark.parametrize("file", sorted(_READ))
@pytest.mark.parametrize("share", [0.3, 0.77])
def test_a_file_that_is_cut_off_loses_no_whole_entry_and_no_text(file: str, share: float) -> None:
    text = (_CASES / file).read_text(encoding="utf-8")
    whole = read(_READ[file])(text)
    cut = text[: int(len(text) * share)]
    found = read(_READ[file])(cut)
    before = [each for each in whole if each.line < found[-1].line]
    assert [each.raw for each in found[: len(before)]] == [each.raw for each in before]
    assert isinstance(found[-1], Entry | Broken)
    assert cut.rstrip().endswith(found[-1].raw.rstrip()[-20:])
