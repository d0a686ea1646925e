"""Identifiers looked up on a local server: what is found, followed, noticed and noted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from evidence.domain.vocabulary import IdentifierScheme, LookUpOutcome, Origin
from evidence.errors import NotFound
from evidence.lookup import Client
from evidence.services import sources
from evidence.services.looking_up import Identified, Looked, ask, keep, read_identifiers
from evidence.services.work import reading, writing
from lookup_server import FakeTime, Site, client_for, serving, settings_for
from support import ACTOR, everything, number_of

DOI = "10.5555/x"
NOTICE = "10.5555/notice"
WORK = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["Defence diplomacy in Central Asia"],
    "author": [{"family": "Roy", "given": "Ada"}],
    "issued": {"date-parts": [[2020, 3]]},
    "subject": ["Diplomacy"],
}
RETRACTED = {"DOI": NOTICE, "type": "retraction", "updated": {"date-parts": [[2023, 4, 22]]}}
PAGE = '<html><head><meta name="citation_title" content="{}">{}</head></html>'


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def at_crossref(site: Site, *listed: dict[str, Any], doi: str = DOI, **more: Any) -> None:
    """Have Crossref hold a work, and others that say that they update something."""
    record = {"message": {**WORK, "DOI": doi, **more}}
    site.serve(f"/crossref/works/{quote(doi, safe='')}", json.dumps(record))
    site.serve("/crossref/works", json.dumps({"message": {"items": listed}}))


def looked(site: Site, *texts: str, notices: bool = False, **changes: Any) -> tuple[Looked, ...]:
    """What becomes of identifiers as typed."""
    read = read_identifiers(texts)
    assert not read.unread
    time = FakeTime()
    settings = replace(settings_for(site), retries=0, **changes)
    return ask(
        read.found,
        settings,
        notices=notices,
        make_client=lambda each: client_for(site, time, retries=0, **changes),
    )


def test_a_work_is_found_with_where_it_is_from(site: Site) -> None:
    at_crossref(site)
    (found,) = looked(site, "https://doi.org/10.5555/X")
    assert (found.given, found.scheme, found.value) == (
        "https://doi.org/10.5555/X",
        IdentifierScheme.DOI,
        DOI,
    )
    assert (found.outcome, found.detail, found.service) == (LookUpOutcome.FOUND, None, "crossref")
    given = found.found
    assert given is not None
    assert given.item.title == "Defence diplomacy in Central Asia"
    assert given.item.dates["issued"] == "2020-03"
    assert (given.origin, given.place) == (Origin.LOOK_UP, "Crossref, 2026-03-01")
    assert given.url == f"{site.url}/crossref/works/10.5555%2Fx"
    assert given.key is None


def test_a_services_keywords_are_no_tags_of_ours(site: Site) -> None:
    at_crossref(site)
    (found,) = looked(site, DOI)
    assert found.found is not None
    assert found.found.tags == ()
    assert found.found.item.variables["keyword"] == "Diplomacy"


def test_each_identifier_has_its_answer_in_its_place(site: Site) -> None:
    at_crossref(site)
    found = looked(site, "10.5555/none", DOI, DOI)
    assert [each.outcome for each in found] == [
        LookUpOutcome.NO_MATCH,
        LookUpOutcome.FOUND,
        LookUpOutcome.FOUND,
    ]
    assert [each.answer.service for each in found[0].answers] == [
        "crossref",
        "datacite",
        "doi-org",
    ]


def test_a_record_that_cannot_be_read_has_failed(site: Site) -> None:
    site.serve("/crossref/works/10.5555%2Fx", json.dumps({"message": {"type": 5, "DOI": []}}))
    (found,) = looked(site, DOI)
    assert (found.found, found.outcome) == (None, LookUpOutcome.FAILED)
    assert "the answer" in (found.detail or "")
    assert found.answers[-1].outcome is LookUpOutcome.FAILED


def test_an_answer_that_is_no_text_has_failed_and_can_be_noted(site: Site, seeded: Path) -> None:
    wide = json.dumps({"message": {**WORK, "DOI": DOI}}).encode("utf-16-le")
    site.serve("/crossref/works/10.5555%2Fx", wide)
    (found,) = looked(site, DOI)
    assert (found.found, found.outcome) == (None, LookUpOutcome.FAILED)
    assert found.detail == "the answer is no text"
    with writing(seeded, ACTOR) as work:
        keep(work, found)
    assert number_of(seeded, "lookup") > 0


def test_what_a_service_says_of_notices_is_fit_to_be_kept(site: Site) -> None:
    update = {**RETRACTED, "type": "retrac\0tion", "DOI": DOI}
    at_crossref(site, {"DOI": NOTICE, "title": ["A no\0tice"], "update-to": [update]})
    (found,) = looked(site, DOI, notices=True)
    (notice,) = found.notices
    assert (notice.type, notice.title) == ("retraction", "A notice")
    assert "\0" not in "".join(each.detail or "" for each in found.answers)


def test_an_answer_with_another_identifier_is_remarked_on(site: Site) -> None:
    record = {"message": {**WORK, "DOI": "10.9999/other"}}
    site.serve("/crossref/works/10.5555%2Fx", json.dumps(record))
    (found,) = looked(site, DOI)
    assert found.found is not None
    assert (found.remark or "").startswith("the service answered with 10.9999/other, ")


@pytest.mark.parametrize("doi", [DOI, DOI.upper(), None])
def test_the_same_identifier_or_none_is_not_remarked_on(site: Site, doi: str | None) -> None:
    record = {"message": {**WORK, "DOI": doi}}
    site.serve("/crossref/works/10.5555%2Fx", json.dumps(record))
    (found,) = looked(site, DOI)
    assert (found.outcome, found.remark) == (LookUpOutcome.FOUND, None)


def test_a_page_is_followed_to_who_knows_its_work_better(site: Site) -> None:
    at_crossref(site)
    meta = f'<meta name="citation_doi" content="{DOI}">'
    meta += '<meta name="citation_pdf_url" content="/1.pdf">'
    page = PAGE.format("Defence diplomacy in Central Asia", meta)
    site.serve("/page", page, content_type="text/html")
    (found,) = looked(site, f"{site.url}/page")
    assert found.found is not None
    assert found.found.item.type == "article-journal"
    assert (found.scheme, found.service) == (IdentifierScheme.URL, "crossref")
    assert found.document == f"{site.url}/1.pdf"
    assert [(each.scheme.value, each.answer.service) for each in found.answers] == [
        ("url", "webpage"),
        ("doi", "crossref"),
    ]


def test_a_page_that_names_another_work_is_not_followed(site: Site) -> None:
    at_crossref(site)
    meta = f'<meta name="citation_doi" content="{DOI}">'
    site.serve("/page", PAGE.format("Quite another thing", meta), content_type="text/html")
    (found,) = looked(site, f"{site.url}/page")
    assert found.found is not None
    assert found.found.item.title == "Quite another thing"
    assert found.service == "webpage"


def test_a_page_is_good_enough_where_nobody_knows_better(site: Site) -> None:
    meta = '<meta name="citation_doi" content="10.5555/none">'
    site.serve("/page", PAGE.format("A page", meta), content_type="text/html")
    (found,) = looked(site, f"{site.url}/page")
    assert found.found is not None
    assert found.found.item.title == "A page"
    assert found.found.item.dates["accessed"] == "2026-03-01"


def test_a_closed_page_is_known_by_the_doi_in_its_address(site: Site) -> None:
    at_crossref(site)
    site.serve(f"/doi/{DOI}", "no robots", 403, content_type="text/html")
    (found,) = looked(site, f"{site.url}/doi/{DOI}")
    assert found.found is not None
    assert found.found.item.title == "Defence diplomacy in Central Asia"


def test_notices_are_asked_for_where_they_are_wanted(site: Site) -> None:
    at_crossref(
        site, {"DOI": NOTICE, "title": ["Retraction"], "update-to": [{**RETRACTED, "DOI": DOI}]}
    )
    (plain,) = looked(site, DOI)
    assert plain.notices == ()
    (found,) = looked(site, DOI, notices=True)
    assert [(each.type, each.doi, each.date) for each in found.notices] == [
        ("retraction", NOTICE, "2023-04-22")
    ]
    assert found.silence is None
    assert [each.detail for each in found.answers] == [f"notices: retraction {NOTICE}", None]


def test_no_notice_is_an_answer_and_none_to_be_had_is_said(site: Site) -> None:
    at_crossref(site)
    at_crossref(site, doi="10.5555/a,b")
    fine, unsure = looked(site, DOI, "10.5555/a,b", notices=True)
    assert (fine.notices, fine.silence) == ((), None)
    assert [each.outcome for each in fine.answers] == [LookUpOutcome.FOUND] * 2
    assert unsure.found is not None
    assert "cannot be asked" in (unsure.silence or "")


def test_addresses_of_this_machine_are_asked_only_if_told_to(site: Site) -> None:
    (found,) = looked(site, DOI, allow_private=False)
    assert found.outcome is LookUpOutcome.NOT_TRIED
    assert "--allow-private" in (found.detail or "")
    assert site.asked == []


def test_being_offline_is_said_of_each(site: Site) -> None:
    def nothing(host: str, port: int) -> list[str]:
        raise OSError(-3, "no name service")

    settings = settings_for(site, base_urls={}, retries=0)
    time = FakeTime()
    found = ask(
        read_identifiers([DOI, "10.5555/y"]).found,
        settings,
        notices=True,
        make_client=lambda each: Client(each, clock=time.clock(), resolve=nothing),
    )
    assert [each.offline for each in found] == [True, True]
    assert {each.outcome for each in found} == {LookUpOutcome.FAILED, LookUpOutcome.NOT_TRIED}


def test_each_answer_is_noted_once_and_nothing_else(site: Site, seeded: Path) -> None:
    at_crossref(site)
    none, found = looked(site, "10.5555/none", DOI)
    before = everything(seeded)
    with writing(seeded, ACTOR) as work:
        keep(work, none)
        keep(work, found, "drab2018")
        keep(work, found, "drab2018")
    assert number_of(seeded, "lookup") == 4
    after = everything(seeded)
    changed = {table for table in after if after[table] != before[table]}
    assert changed <= {"lookup", "activity", "revision", "agent", "sqlite_sequence"}
    with reading(seeded) as session:
        (noted,) = sources.look_ups(session, "drab2018")
        with pytest.raises(NotFound):
            sources.look_ups(session, "drab")
    assert (noted.scheme, noted.value, noted.service) == (IdentifierScheme.DOI, DOI, "crossref")
    assert (noted.outcome, noted.detail) == (LookUpOutcome.FOUND, None)
    assert noted.time == found.answers[-1].answer.time


def test_an_identifier_may_come_from_elsewhere_than_a_line(site: Site) -> None:
    at_crossref(site)
    settings = settings_for(site)
    (found,) = ask([Identified("x", IdentifierScheme.DOI, DOI)], settings)
    assert found.given == "x"
    assert found.found is not None
