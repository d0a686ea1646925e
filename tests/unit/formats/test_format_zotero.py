"""What a Zotero library holds: items, creators, collections, tags, notes and attachments."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from zotero_library import entries, making

from evidence.domain.names import Name
from evidence.formats.base import Broken, Entry
from evidence.formats.zotero import read_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "zotero.sqlite"


def test_an_article_is_read_whole(path: Path) -> None:
    with making(path) as library:
        item = library.item(
            "journalArticle",
            "ARTICLE1",
            title="Defence  Diplomacy",
            publicationTitle="SDQ",
            volume="20",
            issue="3",
            pages="57–71",
            date="2018-09-00 September 2018",
            DOI="https://doi.org/10.1000/X",
            ISSN="0378-5955",
            url="https://example.org/a",
            accessDate="2020-01-02 03:04:05",
            abstractNote="One.\nTwo.",
            language="en",
            libraryCatalog="DOI.org",
            rights="CC BY",
            shortTitle="Defence",
            callNumber="QA 1",
            journalAbbreviation="Sec. Def. Q.",
            seriesTitle="S",
            extra="PMID: 123\nOriginal Date: 1900\ntex.field: x\nCitation Key: drab2018",
        )
        library.creator(item, "author", "Lech", "Drab")
        library.creator(item, "author", "", "World Bank", single=True)
        library.creator(item, "editor", "Ludwig", "van der Rohe")
        library.creator(item, "translator", "Juan", '"de la Cruz"')
        library.run("INSERT INTO tags VALUES (1, 'diplomacy'), (2, 'arms')")
        library.run("INSERT INTO itemTags VALUES (?, 1, 0), (?, 2, 1)", (item, item))
        asia = library.collection("Asia")
        library.collection("Kazakhstan", asia, item)
        library.note(
            item,
            "NOTE0001",
            '<div class="zotero-note znv1"><p>A <b>bold</b></p><p>note &amp; more</p></div>',
        )
        library.attach(item, "ATTACH01", 0, "storage:Drab 2018.pdf")
        library.attach(item, "ATTACH02", 2, "/home/me/drab.pdf")
    (found,) = entries(path)
    assert (found.key, found.item.type, found.line) == ("drab2018", "article-journal", 1)
    assert "ARTICLE1" in found.raw
    assert dict(found.item.variables) == {
        "title": "Defence Diplomacy",
        "container-title": "SDQ",
        "volume": "20",
        "issue": "3",
        "page": "57-71",
        "DOI": "10.1000/X",
        "ISSN": "0378-5955",
        "URL": "https://example.org/a",
        "abstract": "One.\nTwo.",
        "language": "en",
        "source": "DOI.org",
        "license": "CC BY",
        "title-short": "Defence",
        "call-number": "QA 1",
        "container-title-short": "Sec. Def. Q.",
        "collection-title": "S",
        "PMID": "123",
        "note": "tex.field: x",
    }
    assert dict(found.item.dates) == {
        "issued": "2018-09",
        "accessed": "2020-01-02",
        "original-date": "1900",
    }
    assert dict(found.item.names) == {
        "author": (Name("Drab", "Lech"), Name(literal="World Bank")),
        "editor": (Name("Rohe", "Ludwig", non_dropping_particle="van der"),),
        "translator": (Name("de la Cruz", "Juan"),),
    }
    assert found.tags == ("Asia/Kazakhstan", "arms", "diplomacy")
    assert found.notes == ("A bold\nnote & more",)
    assert found.files == (
        str(path.parent / "storage" / "ATTACH01" / "Drab 2018.pdf"),
        "/home/me/drab.pdf",
    )


@pytest.mark.parametrize(
    ("type_", "fields", "creator", "csl", "variables", "role"),
    [
        (
            "bookSection",
            {"bookTitle": "B", "place": "Delhi"},
            "bookAuthor",
            "chapter",
            {"container-title": "B", "publisher-place": "Delhi"},
            "container-author",
        ),
        (
            "thesis",
            {"university": "U", "thesisType": "PhD"},
            "author",
            "thesis",
            {"publisher": "U", "genre": "PhD"},
            "author",
        ),
        (
            "computerProgram",
            {"company": "C", "versionNumber": "2", "system": "Linux"},
            "programmer",
            "software",
            {"publisher": "C", "version": "2", "medium": "Linux"},
            "author",
        ),
        (
            "case",
            {"caseName": "A v. B", "court": "SC", "firstPage": "7", "reporter": "R"},
            "author",
            "legal_case",
            {"title": "A v. B", "authority": "SC", "page": "7", "container-title": "R"},
            "author",
        ),
        ("patent", {"patentNumber": "US1"}, "inventor", "patent", {"number": "US1"}, "author"),
        (
            "audioRecording",
            {"label": "L", "runningTime": "3:00"},
            "performer",
            "song",
            {"publisher": "L", "dimensions": "3:00"},
            "author",
        ),
        (
            "film",
            {"distributor": "D", "genre": "Drama"},
            "director",
            "motion_picture",
            {"publisher": "D", "genre": "Drama"},
            "author",
        ),
        (
            "preprint",
            {"repository": "arXiv", "archiveID": "arXiv:1"},
            "author",
            "article",
            {"publisher": "arXiv", "number": "arXiv:1"},
            "author",
        ),
    ],
)
def test_types_fields_and_creators_are_what_zotero_makes_of_them(
    path: Path,
    type_: str,
    fields: dict[str, str],
    creator: str,
    csl: str,
    variables: dict[str, str],
    role: str,
) -> None:
    with making(path) as library:
        item = library.item(type_, "KEY00001", **fields)
        library.creator(item, creator, "Ada", "Lovelace")
    (found,) = entries(path)
    assert found.item.type == csl
    assert dict(found.item.variables) == variables
    assert dict(found.item.names) == {role: (Name("Lovelace", "Ada"),)}


def test_what_csl_has_not_is_kept(path: Path) -> None:
    with making(path) as library:
        item = library.item(
            "patent", "KEY00001", title="T", country="India", date="0000-00-00 in press"
        )
        library.creator(item, "attorneyAgent", "A.", "Torney")
    (found,) = entries(path)
    kept = found.item.custom["zotero"]
    assert (kept["country"], kept["attorneyAgent"]) == ("India", "Torney, A.")
    assert kept["date"] == "in press"
    assert kept["key"] == "KEY00001"


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ("2018-00-00 2018", "2018"),
        ("2018-03-20 20 March 2018", "2018-03-20"),
        ("2018-00-00 Spring 2018", "2018-21"),
        ("2018-03-20", "2018-03-20"),
        ("0000-00-00 c. 1850", "1850~"),
        ("1998-00-00 1998/1999", "1998/1999"),
        ("2018", "2018"),
    ],
)
def test_dates_are_read_from_both_forms(path: Path, date: str, edtf: str) -> None:
    with making(path) as library:
        library.item("book", "KEY00001", title="T", date=date)
    assert entries(path)[0].item.dates["issued"] == edtf


def test_what_is_in_the_bin_and_feeds_are_left_out(path: Path) -> None:
    with making(path) as library:
        kept = library.item("book", "KEPT0001", title="Kept")
        gone = library.item("book", "GONE0001", title="Gone")
        feed = library.item("journalArticle", "FEED0001", title="Feed")
        library.run("INSERT INTO feedItems VALUES (?, 'x')", (feed,))
        library.delete(
            gone,
            library.note(kept, "NOTE0001", "<p>gone</p>"),
            library.attach(kept, "FILE0001", 0, "storage:gone.pdf"),
        )
        library.note(gone, "NOTE0002", "<p>of the gone</p>")
        bin_ = library.collection("Binned", None, kept)
        library.run("INSERT INTO deletedCollections VALUES (?, '')", (bin_,))
    (found,) = entries(path)
    assert (found.item.title, found.tags, found.notes, found.files) == ("Kept", (), (), ())


def test_files_and_notes_that_stand_alone_are_documents(path: Path) -> None:
    with making(path) as library:
        library.attach(None, "FILE0001", 0, "storage:alone.pdf", title="alone.pdf")
        library.note(None, "NOTE0001", "<p>First line</p><p>Second</p>")
    file, note = entries(path)
    assert (file.item.type, file.item.title) == ("document", "alone.pdf")
    assert file.files == (str(path.parent / "storage" / "FILE0001" / "alone.pdf"),)
    assert (note.item.title, note.notes) == ("First line", ("First line\nSecond",))


@pytest.mark.parametrize(
    "name",
    ["../../secret", "..", "a/b.pdf", "..\\..\\secret", "/etc/passwd", "C:secret", "", "x\ny"],
)
def test_a_name_never_leaves_the_attachment_folder(path: Path, name: str) -> None:
    with making(path) as library:
        item = library.item("book", "KEY00001", title="T")
        library.attach(item, "FILE0001", 0, f"storage:{name}")
        library.attach(item, "../../..", 0, "storage:fine.pdf")
    (found,) = entries(path)
    assert found.files == ()
    assert "storage:fine.pdf" in str(found.item.custom["zotero"]["attachments"])


def test_links_and_paths_below_an_unknown_folder_are_kept(path: Path) -> None:
    with making(path) as library:
        item = library.item("book", "KEY00001", title="T", url="https://example.org/")
        library.attach(item, "LINK0001", 3, None, url="https://example.org/full", title="Full")
        library.attach(item, "LINK0002", 2, "attachments:sub/x.pdf")
    (found,) = entries(path)
    assert found.files == ("https://example.org/full",)
    kept = found.item.custom["zotero"]
    assert (kept["links"], kept["attachments"]) == (
        "https://example.org/full",
        "attachments:sub/x.pdf",
    )


def test_annotations_in_files_are_kept(path: Path) -> None:
    with making(path) as library:
        item = library.item("book", "KEY00001", title="T")
        file = library.attach(item, "FILE0001", 0, "storage:x.pdf")
        mark = library.item("annotation", "MARK0001")
        library.run(
            "INSERT INTO itemAnnotations"
            " VALUES (?, ?, 1, '', 'quoted', 'why?', '', '59', '0', '{}', 0)",
            (mark, file),
        )
    (found,) = entries(path)
    assert found.item.custom["zotero"]["annotations"] == [
        {"page": "59", "text": "quoted", "comment": "why?"}
    ]
    assert found.notes == ("“quoted” (p. 59): why?",)


def test_better_bibtex_gives_the_keys(path: Path) -> None:
    with making(path) as library:
        item = library.item("book", "KEY00001", title="T")
    with closing(sqlite3.connect(path.with_name("better-bibtex.sqlite"))) as beside, beside:
        beside.execute("CREATE TABLE citationkey (itemID, itemKey, libraryID, citationKey, pinned)")
        beside.execute("INSERT INTO citationkey VALUES (?, 'KEY00001', 1, 'doe2019', 0)", (item,))
    assert entries(path)[0].key == "doe2019"


def test_a_file_of_better_bibtex_that_is_damaged_costs_only_the_keys(path: Path) -> None:
    with making(path) as library:
        library.item("book", "KEY00001", title="T")
    path.with_name("better-bibtex.sqlite").write_bytes(b"SQLite format 3\0" + bytes(5000))
    assert entries(path)[0].key is None


def test_an_item_that_says_nothing_is_broken(path: Path) -> None:
    with making(path) as library:
        library.item("book", "EMPTY001")
        library.item("book", "KEY00001", title="T")
    broken, good = read_file(path)
    assert isinstance(broken, Broken)
    assert "EMPTY001" in broken.raw
    assert isinstance(good, Entry)


def test_many_items_come_in_order_with_their_own_parts(path: Path) -> None:
    with making(path) as library:
        library.run("BEGIN")
        for number in range(1203):
            item = library.item("book", f"KEY{number:05}", title=f"T{number}")
            library.creator(item, "author", f"G{number}", f"F{number}")
            library.attach(item, f"FIL{number:05}", 0, f"storage:{number}.pdf")
        library.run("COMMIT")
    found = entries(path)
    assert [each.item.title for each in found] == [f"T{number}" for number in range(1203)]
    assert all(
        each.item.names["author"][0].family == f"F{number}" for number, each in enumerate(found)
    )
    assert all(each.files[0].endswith(f"{number}.pdf") for number, each in enumerate(found))


def test_collections_in_a_circle_and_strange_cells_do_no_harm(path: Path) -> None:
    with making(path) as library:
        item = library.item("book", "KEY00001", title=b"\xff\x00T", volume=7, edition=1.5)
        library.collection("A", 2, item)
        library.collection("B", 1)
    (found,) = entries(path)
    assert found.item.variables["volume"] == "7"
    assert found.item.title == "\ufffdT"
    assert len(found.tags) == 1


def test_files_have_absolute_paths_wherever_the_library_is_read_from(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with making(path) as library:
        item = library.item("book", "KEY00001", title="T")
        library.attach(item, "FILE0001", 0, "storage:x.pdf")
    monkeypatch.chdir(path.parent)
    (found,) = entries(Path(path.name))
    assert found.files == (str(path.parent / "storage" / "FILE0001" / "x.pdf"),)
    assert found.item.custom["zotero"]["files"] == list(found.files)


def test_those_who_speak_in_a_hearing_are_its_authors(path: Path) -> None:
    with making(path) as library:
        item = library.item("hearing", "KEY00001", title="T")
        library.creator(item, "contributor", "Ann", "Lee")
    assert dict(entries(path)[0].item.names) == {"author": (Name("Lee", "Ann"),)}
