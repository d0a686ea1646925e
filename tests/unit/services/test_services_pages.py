"""Pages of held files: read once, kept as they are, labelled, found by their words, taken along."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.domain.pages import PageText, Reading, map_from, map_of
from evidence.domain.vocabulary import DocumentStatus, PageMapOrigin, PageStatus
from evidence.errors import BadInput, NotFound
from evidence.pages import reading as readers
from evidence.services import documents, merging, page_maps, pages, sources
from evidence.services.pages import Added, FileReading, Outcome, ReadDocument
from evidence.services.work import reading, writing
from evidence.store.queries import pages as queries
from evidence.store.queries import papers
from support import PAPER, acting, article, assert_sound, everything, number_of, records, undo
from writes import match

WORK = "drab2018"
TEXTS = (
    "Rays were measured in Dushanbe, where snow lay.",
    "The minister denied it; the café was shut.",
    "Nothing is said of snow here.",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rays.txt"
    path.write_text("\n\f".join(TEXTS))
    return path


def fabricated(
    file: Path,
    *texts: str,
    pages: tuple[PageText, ...] = (),
    status: DocumentStatus = DocumentStatus.READ,
    reader: str | None = None,
    detail: str | None = None,
) -> FileReading:
    """A reading of a file as a reader might make it, whatever the file holds."""
    made = pages or tuple(PageText(index, text) for index, text in enumerate(texts))
    version = readers.reader("text/plain") if reader is None else reader
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    return FileReading(sha256, Reading(status, made, version, detail))


def add(
    database: Path,
    file: Path,
    given: FileReading | None,
    source: str = WORK,
    *,
    first_page: str | None = None,
    labels: str | None = None,
) -> Added:
    with writing(database, acting("document add")) as work:
        (added,) = pages.add(
            work, database, source, [(file, given)], first_page=first_page, labels=labels
        )
    return added


def prepared(database: Path, file: Path) -> FileReading | None:
    with reading(database) as session:
        (given,) = pages.prepare_files(session, [file])
    return given


def read(database: Path, given: FileReading | None = None, *, anew: bool = False) -> ReadDocument:
    with writing(database, acting("document read")) as work:
        return pages.read(work, database, "D01", anew=anew, given=given)


def texts(database: Path) -> list[str]:
    with reading(database) as session:
        return [each.text for each in pages.texts(session, "D01")]


def labelled(database: Path, source: str | None = None) -> tuple[str, PageMapOrigin | None]:
    with reading(database) as session:
        found = page_maps.labelled(session, "D01", source)
    return str(found.page_map), found.origin


# Reading


def test_a_file_is_held_with_its_pages_as_one_activity(seeded: Path, file: Path) -> None:
    before = records(seeded)
    added = add(seeded, file, prepared(seeded, file))
    assert added.attached.outcome is documents.Outcome.ADDED
    assert added.read is not None
    assert (added.read.outcome, added.read.changed) == (Outcome.READ, 3)
    document = added.attached.document
    assert (document.status, document.pages, document.detail) == (DocumentStatus.READ, 3, None)
    assert [each.strip() for each in texts(seeded)] == list(TEXTS)
    assert_sound(seeded)
    assert undo(seeded).command == "document add"
    assert records(seeded) == before
    assert_sound(seeded)


def test_the_same_file_is_not_read_twice(seeded: Path, file: Path) -> None:
    add(seeded, file, prepared(seeded, file))
    assert prepared(seeded, file) is None
    before = everything(seeded)
    again = add(seeded, file, None)
    assert again.attached.outcome is documents.Outcome.HELD
    assert again.read is not None
    assert (again.read.outcome, again.read.changed) == (Outcome.KEPT, 0)
    assert everything(seeded) == before


def test_a_file_attached_before_is_read_later(seeded: Path, file: Path) -> None:
    with writing(seeded, acting("source attach")) as work:
        documents.attach(work, seeded, WORK, [file])
    with reading(seeded) as session:
        assert pages.to_read(session) == ("D01",)
        given = pages.prepare(session, seeded, "D01")
    done = read(seeded, given)
    assert (done.outcome, done.document.pages) == (Outcome.READ, 3)
    with reading(seeded) as session:
        assert pages.to_read(session) == ()
        assert pages.to_read(session, anew=True) == ("D01",)
        assert pages.prepare(session, seeded, "D01") is None
    assert read(seeded).outcome is Outcome.KEPT


def test_another_version_of_the_reader_reads_anew(seeded: Path, file: Path) -> None:
    add(seeded, file, fabricated(file, "As an earlier reader had it.", reader="plain 0"))
    with reading(seeded) as session:
        assert pages.to_read(session) == ("D01",)
        given = pages.prepare(session, seeded, "D01")
    assert given is not None
    assert read(seeded, given).changed == 3
    assert [each.strip() for each in texts(seeded)] == list(TEXTS)


def test_reading_anew_changes_only_what_differs(seeded: Path, file: Path) -> None:
    add(seeded, file, fabricated(file, *TEXTS))
    first = records(seeded)
    assert read(seeded, fabricated(file, *TEXTS), anew=True).changed == 0
    assert records(seeded) == first
    other = fabricated(file, TEXTS[0], "Another text.", reader="plain 99")
    assert read(seeded, other, anew=True).changed == 2
    held = dict(enumerate(records(seeded)["page"]))
    assert held[0] == first["page"][0]
    assert texts(seeded) == [TEXTS[0], "Another text."]
    assert_sound(seeded)
    undo(seeded)
    assert records(seeded) == first
    assert_sound(seeded)


@pytest.mark.parametrize(
    "status", [DocumentStatus.FAILED, DocumentStatus.LOCKED, DocumentStatus.EMPTY]
)
def test_a_file_that_cannot_be_read_is_held_all_the_same(
    seeded: Path, file: Path, status: DocumentStatus
) -> None:
    added = add(seeded, file, fabricated(file, status=status, detail="it is odd"), first_page="57")
    assert added.read is not None
    assert (added.read.outcome, added.read.detail) == (Outcome.UNREADABLE, "it is odd")
    document = added.attached.document
    assert (document.status, document.detail, document.pages) == (status, "it is odd", None)
    assert labelled(seeded) == ("", None)
    assert_sound(seeded)


def test_what_was_read_stays_where_a_file_cannot_be_read_any_more(seeded: Path, file: Path) -> None:
    add(seeded, file, fabricated(file, *TEXTS))
    before = everything(seeded)
    failed = fabricated(file, status=DocumentStatus.FAILED, detail="it took too long")
    done = read(seeded, failed, anew=True)
    assert done.outcome is Outcome.UNREADABLE
    assert done.detail == "it took too long; what was read before stays"
    assert everything(seeded) == before


def test_a_file_that_is_gone_or_another_is_not_read(seeded: Path, file: Path) -> None:
    with writing(seeded, acting("source attach")) as work:
        documents.attach(work, seeded, WORK, [file], link=True)
    before = everything(seeded)
    file.write_text("Quite another text, and longer.")
    done = read(seeded)
    assert (done.outcome, done.document.status) == (Outcome.UNREADABLE, DocumentStatus.CHANGED)
    assert done.detail == f"its file was changed: {file}"
    file.unlink()
    assert read(seeded).detail == f"its file is not there: {file}"
    assert everything(seeded) == before


def test_a_file_that_changes_between_reading_and_keeping_is_refused(
    seeded: Path, file: Path
) -> None:
    given = prepared(seeded, file)
    file.write_text("Another text.")
    before = everything(seeded)
    with pytest.raises(BadInput, match="changed while it was read"):
        add(seeded, file, given)
    assert everything(seeded) == before


def test_characters_that_no_database_keeps_are_replaced(seeded: Path, file: Path) -> None:
    add(seeded, file, fabricated(file, "one\0two \ud83d three"))
    assert texts(seeded) == ["one\ufffdtwo \ufffd three"]


def test_a_book_is_kept_quickly(seeded: Path, file: Path) -> None:
    book = fabricated(file, *(f"{TEXTS[0]} Page {number}. " * 40 for number in range(3000)))
    began = time.process_time()
    add(seeded, file, book)
    assert time.process_time() - began < 5
    assert number_of(seeded, "page") == 3000
    with reading(seeded) as session:
        assert queries.candidates(session, "D01", ["Rays", "page", "1714"], 3)[0] == 1714
        queries.candidates(session, "D01", TEXTS[0].split())
        began = time.process_time()
        for number in range(20):
            queries.candidates(session, "D01", [*TEXTS[0].split(), str(number)])
        assert (time.process_time() - began) / 20 < 0.02


# Labels


def test_the_work_s_page_range_labels_a_file_that_is_as_long(seeded: Path, file: Path) -> None:
    with writing(seeded, acting("source edit")) as work:
        sources.edit(work, WORK, values={"page": "57-59"})
    add(seeded, file, fabricated(file, *TEXTS))
    assert labelled(seeded) == ("1-3=57-59", PageMapOrigin.PAGE_RANGE)


def test_another_page_range_labels_anew_but_not_what_a_person_labelled(
    seeded: Path, file: Path
) -> None:
    add(seeded, file, fabricated(file, *TEXTS))
    add(seeded, file, None, "thomas2021", first_page="5")
    for key in (WORK, "thomas2021"):
        with writing(seeded, acting("source edit")) as work:
            sources.edit(work, key, values={"page": "106-108"})
    assert labelled(seeded, WORK) == ("1-3=106-108", PageMapOrigin.PAGE_RANGE)
    assert labelled(seeded, "thomas2021") == ("1-3=5-7", PageMapOrigin.PERSON)
    assert_sound(seeded)


def test_each_work_of_a_file_has_labels_of_its_own(seeded: Path, file: Path) -> None:
    with writing(seeded, acting("source edit")) as work:
        sources.edit(work, "thomas2021", values={"page": "10-12"})
    add(seeded, file, fabricated(file, *TEXTS), labels="1=iv,2-=1")
    with writing(seeded, acting("source attach")) as work:
        documents.attach(work, seeded, "thomas2021", [file])
    assert labelled(seeded, WORK) == ("1=iv,2-3=1-2", PageMapOrigin.PERSON)
    assert labelled(seeded, "thomas2021") == ("1-3=10-12", PageMapOrigin.PAGE_RANGE)
    with reading(seeded) as session:
        (page,) = pages.texts(session, "D01", label="12", source="thomas2021")
        assert page.text == TEXTS[2]
        assert [each.text for each in pages.texts(session, "D01", label="1")] == [TEXTS[1]]
        with pytest.raises(NotFound, match="no page of D01 is labelled '12'"):
            pages.texts(session, "D01", label="12")
        with pytest.raises(NotFound, match="no page of index 3: they are 0 to 2"):
            pages.texts(session, "D01", index=3)


def test_what_a_person_says_of_pages_outlives_reading_anew(seeded: Path, file: Path) -> None:
    with writing(seeded, acting("source edit")) as work:
        sources.edit(work, WORK, values={"page": "57-59"})
    add(seeded, file, fabricated(file, *TEXTS), first_page="106")
    read(seeded, fabricated(file, *reversed(TEXTS)), anew=True)
    assert labelled(seeded) == ("1-3=106-108", PageMapOrigin.PERSON)
    with writing(seeded, acting("document relabel")) as work:
        page_maps.relabel(work, "D01")
    assert labelled(seeded) == ("1-3=57-59", PageMapOrigin.PAGE_RANGE)


@pytest.mark.parametrize(
    ("first_page", "labels", "message"),
    [
        ("cover", None, "'cover' cannot be counted on"),
        (" ", None, "no page label"),
        (None, "1-4=1", "the file has the pages 1 to 3"),
        (None, "1-2=1,2-3=5", "page 2 is labelled twice"),
    ],
)
def test_labels_that_fit_no_file_are_refused(
    seeded: Path, file: Path, first_page: str | None, labels: str | None, message: str
) -> None:
    before = everything(seeded)
    with pytest.raises(BadInput, match=message):
        add(seeded, file, fabricated(file, *TEXTS), first_page=first_page, labels=labels)
    assert everything(seeded) == before


def test_pages_that_are_not_held_cannot_be_labelled(seeded: Path, file: Path) -> None:
    with writing(seeded, acting("source attach")) as work:
        documents.attach(work, seeded, WORK, [file])
    with (
        pytest.raises(BadInput, match="no page of D01 is held"),
        writing(seeded, acting("document relabel")) as work,
    ):
        page_maps.relabel(work, "D01", first_page="57")


# What others ask


def test_held_texts_tell_status_pages_and_labels(seeded: Path, file: Path) -> None:
    with reading(seeded) as session:
        assert queries.held(session) == {}
    add(seeded, file, fabricated(file, *TEXTS), first_page="106")
    other = file.with_name("unread.txt")
    other.write_text("Words.")
    with writing(seeded, acting("source attach")) as work:
        documents.attach(work, seeded, WORK, [other])
    with reading(seeded) as session:
        held = queries.held(session)
        assert queries.held(session, [WORK, "thomas2021"]) == held
        assert queries.held(session, ["thomas2021"]) == {}
        assert papers.whole(session, PAPER).held == held
    (read_, unread) = held[WORK]
    assert (read_.document, read_.status, read_.count) == ("D01", DocumentStatus.READ, 3)
    assert (read_.page_map, read_.page_map_origin) == (map_from("106", 3), PageMapOrigin.PERSON)
    assert (unread.status, unread.count) == (DocumentStatus.UNREAD, 0)
    assert (unread.page_map, unread.page_map_origin) == (map_of([]), None)


def test_a_page_is_given_back_as_it_was_read(seeded: Path, file: Path) -> None:
    made = (
        PageText(0, "Journal 57\nThe body.\n3", start=11, end=20, label="57", printed="3"),
        PageText(1, "", PageStatus.EMPTY),
        PageText(2, "", PageStatus.FAILED, label="A-59"),
    )
    add(seeded, file, fabricated(file, pages=made))
    with reading(seeded) as session:
        assert queries.texts(session, "D01") == tuple(replace(p, end=p.end or 0) for p in made)
        assert queries.page(session, "D01", 0).body == "The body."


def test_pages_are_found_by_their_rarest_words_and_only_those_of_the_file(
    seeded: Path, file: Path
) -> None:
    add(seeded, file, fabricated(file, *TEXTS))
    other = file.with_name("other.txt")
    other.write_text("other")
    add(seeded, other, fabricated(other, *TEXTS, "Dushanbe and the minister"), "thomas2021")
    with reading(seeded) as session:

        def found(*words: str, limit: int = 10, key: str = "D01") -> list[int]:
            return queries.candidates(session, key, words, limit)

        assert found("Dushanbe") == [0]
        assert found("snow", "Dushanbe") == [0, 2]
        assert found("snow", "minister", "denied", limit=1) == [1]
        assert found("CAFE", "denies") == [1]
        assert found("nowhere") == found() == found("--", "“”") == []
        assert found("minister", key="D02") == [1, 3]
        assert found('minister" OR "denied') == [1]
        assert found("minister", key="D09") == []


# What goes along


def test_pages_and_what_was_found_on_them_go_with_their_file(seeded: Path, file: Path) -> None:
    add(seeded, file, fabricated(file, *TEXTS))
    with writing(seeded, acting("verify")) as work:
        match(work)
    before = records(seeded)
    with writing(seeded, acting("document remove")) as work:
        removed = documents.remove(work, "D01")
    assert (removed.goes, removed.changes) == ({"pages": 3}, {"quotations": 2})
    assert [number_of(seeded, each) for each in ("page", "quotation_match", "page_search")] == [
        0
    ] * 3
    assert_sound(seeded)
    undo(seeded)
    assert records(seeded) == before
    assert_sound(seeded)


def test_what_was_found_for_one_work_goes_when_the_file_is_none_of_it(
    seeded: Path, file: Path
) -> None:
    add(seeded, file, fabricated(file, *TEXTS))
    add(seeded, file, None, "thomas2021")
    with writing(seeded, acting("verify")) as work:
        match(work)
    assert number_of(seeded, "quotation_match") == 4
    with writing(seeded, acting("source detach")) as work:
        documents.detach(work, "D01", WORK)
    assert (number_of(seeded, "quotation_match"), number_of(seeded, "page")) == (2, 3)
    assert_sound(seeded)


def test_a_merge_keeps_pages_labels_and_what_was_found(seeded: Path, file: Path) -> None:
    add(seeded, file, fabricated(file, *TEXTS), first_page="57")
    with writing(seeded, acting("verify")) as work:
        match(work)
    with writing(seeded, acting("source merge")) as work:
        merged = merging.merge(work, "thomas2021", WORK)
    assert (merged.follows["documents"], merged.follows["quotations"]) == (1, 2)
    assert labelled(seeded, "thomas2021") == ("1-3=57-59", PageMapOrigin.PERSON)
    assert number_of(seeded, "quotation_match") == 2
    assert_sound(seeded)


def test_a_merge_of_two_works_of_one_file_keeps_what_a_person_said(
    seeded: Path, file: Path
) -> None:
    add(seeded, file, fabricated(file, *TEXTS), first_page="57")
    add(seeded, file, None, "thomas2021")
    with writing(seeded, acting("verify")) as work:
        match(work)
    with writing(seeded, acting("source merge")) as work:
        merged = merging.merge(work, "thomas2021", WORK)
    assert (merged.doubled["documents"], merged.doubled["quotations"]) == (1, 2)
    assert labelled(seeded) == ("1-3=57-59", PageMapOrigin.PERSON)
    assert number_of(seeded, "quotation_match") == 2
    assert_sound(seeded)


def test_a_new_work_may_have_pages_before_its_first_claim(empty: Path, file: Path) -> None:
    with writing(empty, acting("source add")) as work:
        key = sources.add(work, article("Radium", page="1-3"))
    add(empty, file, fabricated(file, *TEXTS), key)
    with reading(empty) as session:
        assert page_maps.labelled(session, "D01").origin is PageMapOrigin.PAGE_RANGE
    assert_sound(empty)
