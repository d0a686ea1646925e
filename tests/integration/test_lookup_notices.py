"""Retractions and corrections: what Crossref and PubMed say of a work, and of a notice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup import Answer, Client, Notice, Outcome, Settings, look_up, notices
from lookup_server import FakeTime, Site, client_for, serving

DOI = IdentifierScheme.DOI
WORK = "10.1177/1758835920922055"
NOTICE = "10.1177/17588359231172420"
RETRACTED = {"date-parts": [[2023, 4, 22]], "date-time": "2023-04-22T00:00:00Z"}
BY_WATCH = {
    "DOI": NOTICE,
    "type": "retraction",
    "label": "Retraction",
    "source": "retraction-watch",
    "updated": RETRACTED,
    "record-id": "44124",
}
BY_PUBLISHER = {"DOI": NOTICE, "type": "retraction", "source": "publisher", "updated": RETRACTED}
LISTED = {
    "DOI": NOTICE,
    "title": ["Retraction Notice"],
    "update-to": [{"DOI": WORK.upper(), "type": "retraction", "updated": RETRACTED}],
}
PUBMED = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">9500320</PMID>
<CommentsCorrectionsList>{}</CommentsCorrectionsList></MedlineCitation></PubmedArticle>
</PubmedArticleSet>"""
LINK = (
    '<CommentsCorrections RefType="{}"><RefSource>{}</RefSource>'
    '<PMID Version="1">20137807</PMID></CommentsCorrections>'
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def ask(
    site: Site,
    time: FakeTime,
    value: str = WORK,
    scheme: IdentifierScheme = DOI,
    **changes: Any,
) -> Answer:
    """What there is about one work."""
    client = client_for(site, time, **{"retries": 0, **changes})
    ((_, answer),) = notices([(scheme, value)], client.settings, client=client)
    return answer


def record_path(doi: str) -> str:
    """Where Crossref's record of a work is."""
    return f"/crossref/works/{quote(doi, safe='')}"


def at_crossref(site: Site, record: dict[str, Any], *listed: Any, doi: str = WORK) -> None:
    """Have Crossref hold a work, and others that say that they update something."""
    site.serve(record_path(doi), json.dumps({"message": {"DOI": doi, **record}}))
    works = {"message-type": "work-list", "message": {"items": listed}}
    site.serve("/crossref/works", json.dumps(works))


def test_a_notice_that_names_the_work_is_found_through_its_own_record(
    site: Site, time: FakeTime
) -> None:
    at_crossref(site, {}, LISTED)
    answer = ask(site, time, f"https://doi.org/{WORK}", mailto="ada@example.org")
    assert (answer.outcome, answer.service) == (Outcome.FOUND, "crossref")
    assert answer.notices == (
        Notice("retraction", NOTICE, "2023-04-22", "Retraction Notice", "publisher"),
    )
    assert answer.updates == ()
    assert (answer.format, answer.payload) == (None, None)
    assert site.asked[1].query == {
        "filter": [f"updates:{WORK}"],
        "select": ["DOI,title,update-to"],
        "rows": ["1000"],
        "mailto": ["ada@example.org"],
    }
    assert "ada" not in answer.endpoint


def test_what_the_works_own_record_says_is_joined_to_it(site: Site, time: FakeTime) -> None:
    at_crossref(site, {"updated-by": [BY_PUBLISHER, BY_WATCH]}, LISTED)
    found = ask(site, time).notices
    assert [(each.source, each.title) for each in found] == [
        ("publisher", "Retraction Notice"),
        ("retraction-watch", None),
    ]


def test_several_notices_come_in_the_order_of_their_dates(site: Site, time: FakeTime) -> None:
    kinds = [("expression_of_concern", 2021), ("partial_retraction", 2024), ("Erratum", 2019)]
    listed = [
        {
            "DOI": f"10.5555/{year}",
            "title": [],
            "update-to": [{"DOI": WORK, "type": kind, "updated": {"date-parts": [[year]]}}],
        }
        for kind, year in kinds
    ]
    at_crossref(site, {}, *listed)
    assert [(each.date, each.type) for each in ask(site, time).notices] == [
        ("2019", "erratum"),
        ("2021", "expression-of-concern"),
        ("2024", "partial-retraction"),
    ]


def test_a_record_that_is_a_notice_says_what_it_updates(site: Site, time: FakeTime) -> None:
    at_crossref(site, {"update-to": LISTED["update-to"]}, doi=NOTICE)
    answer = ask(site, time, NOTICE)
    assert answer.outcome is Outcome.FOUND
    assert answer.notices == ()
    assert answer.updates == (Notice("retraction", WORK, "2023-04-22", None, "publisher"),)


def test_a_work_withdrawn_in_its_own_place_has_a_notice(site: Site, time: FakeTime) -> None:
    own = {"title": ["WITHDRAWN: A finding"], "update-to": [{"DOI": WORK, "type": "withdrawal"}]}
    at_crossref(site, own, {"DOI": WORK, **own})
    answer = ask(site, time)
    assert answer.notices == (
        Notice("withdrawal", WORK, None, "WITHDRAWN: A finding", "publisher"),
    )
    assert answer.updates == ()


def test_a_work_withdrawn_in_its_place_is_known_by_another_of_its_dois(
    site: Site, time: FakeTime
) -> None:
    own = {"DOI": "10.5555/first", "update-to": [{"DOI": "10.5555/FIRST", "type": "removal"}]}
    at_crossref(site, own)
    answer = ask(site, time)
    assert [(each.type, each.doi) for each in answer.notices] == [("removal", "10.5555/first")]
    assert answer.updates == ()


def test_a_work_without_notices_is_told_from_one_that_crossref_lacks(
    site: Site, time: FakeTime
) -> None:
    at_crossref(site, {})
    assert ask(site, time).outcome is Outcome.NO_MATCH
    site.serve("/crossref/works/10.5281%2Fzenodo.1", "Resource not found.", 404)
    assert ask(site, time, "10.5281/zenodo.1").outcome is Outcome.NOT_INDEXED


def test_nobody_is_accused_by_a_notice_about_another_work(site: Site, time: FakeTime) -> None:
    at_crossref(
        site,
        {"updated-by": [{"DOI": NOTICE}, "retraction", {"type": 5}], "update-to": {"type": "x"}},
        {"DOI": NOTICE, "update-to": [{"DOI": f"{WORK}9", "type": "retraction"}]},
        {"DOI": NOTICE, "update-to": [{"DOI": WORK}]},
        {"DOI": NOTICE},
        "retraction",
    )
    assert ask(site, time).outcome is Outcome.NO_MATCH


@pytest.mark.parametrize(
    ("body", "status"),
    [("", 500), ("{}", 404), ("{}", 200), ('{"message": {}}', 200), ("no json", 200)],
)
def test_where_the_list_cannot_be_had_nobody_is_said_to_be_without_notices(
    site: Site, time: FakeTime, body: str, status: int
) -> None:
    site.serve(record_path(WORK), json.dumps({"message": {"DOI": WORK}}))
    site.serve("/crossref/works", body, status)
    assert ask(site, time).outcome is Outcome.FAILED


def test_what_is_known_is_said_although_the_list_cannot_be_had(site: Site, time: FakeTime) -> None:
    site.serve(record_path(WORK), json.dumps({"message": {"updated-by": [BY_WATCH]}}))
    site.serve("/crossref/works", "", 503)
    answer = ask(site, time)
    assert answer.outcome is Outcome.FOUND
    assert [each.type for each in answer.notices] == ["retraction"]
    assert answer.detail is not None
    assert "503" in answer.detail


def test_a_doi_with_a_comma_does_not_become_two_filters(site: Site, time: FakeTime) -> None:
    at_crossref(site, {}, doi="10.5555/a,b")
    assert ask(site, time, "10.5555/a,b").outcome is Outcome.FAILED
    assert len(site.asked) == 1


def test_a_record_that_is_looked_up_tells_of_its_notices_too(site: Site, time: FakeTime) -> None:
    at_crossref(site, {"updated-by": [BY_WATCH]})
    client = client_for(site, time)
    ((_, answer),) = look_up([(DOI, WORK)], client.settings, client=client)
    assert answer.format == "crossref-json"
    assert [each.source for each in answer.notices] == ["retraction-watch"]


def test_a_record_that_was_just_looked_up_is_not_asked_for_again(
    site: Site, time: FakeTime, tmp_path: Path
) -> None:
    at_crossref(site, {}, LISTED)
    client = client_for(site, time, cache=tmp_path)
    list(look_up([(DOI, WORK)], client.settings, client=client))
    first = ask(site, time, cache=tmp_path)
    assert site.paths == [record_path(WORK), "/crossref/works"]
    time.sleep(3_600)
    assert ask(site, time, cache=tmp_path) == first
    assert len(site.asked) == 2


def test_that_there_is_no_notice_is_not_believed_for_longer_than_a_day(
    site: Site, time: FakeTime, tmp_path: Path
) -> None:
    at_crossref(site, {})
    site.serve("/crossref/works", json.dumps({"message": {"items": [LISTED]}}))
    assert ask(site, time, cache=tmp_path).outcome is Outcome.NO_MATCH
    time.sleep(86_401)
    assert ask(site, time, cache=tmp_path).outcome is Outcome.FOUND


def test_pubmed_gives_the_notices_of_an_article(site: Site, time: FakeTime) -> None:
    said = [
        ("RetractionIn", "Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4."),
        ("PartialRetractionIn", "Murch SH. Lancet. 2004 Mar;363(9411):750"),
        ("CommentIn", "Lancet. 1998 Feb 28;351(9103):611-2"),
        ("Cites", "Lancet. 1990;1:1"),
    ]
    body = PUBMED.format("".join(LINK.format(*each) for each in said))
    site.serve("/pubmed/efetch.fcgi", body, content_type="text/xml")
    answer = ask(site, time, "9500320", IdentifierScheme.PMID)
    assert (answer.outcome, answer.payload) == (Outcome.FOUND, None)
    assert answer.notices == (
        Notice("partial-retraction", None, "2004-03", said[1][1], "pubmed", "20137807"),
        Notice(
            "retraction",
            "10.1016/s0140-6736(10)60175-4",
            "2010-02-06",
            said[0][1],
            "pubmed",
            "20137807",
        ),
    )


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("RetractionOf", "retraction"),
        ("ErratumFor", "erratum"),
        ("ExpressionOfConcernFor", "expression-of-concern"),
    ],
)
def test_pubmed_says_what_a_notice_is_about(
    site: Site, time: FakeTime, kind: str, type_: str
) -> None:
    body = PUBMED.format(LINK.format(kind, "Lancet. 1998 Feb 28;351(9103):637-41"))
    site.serve("/pubmed/efetch.fcgi", body, content_type="text/xml")
    answer = ask(site, time, "9500320", IdentifierScheme.PMID)
    assert answer.notices == ()
    assert [(each.type, each.pmid) for each in answer.updates] == [(type_, "20137807")]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (PUBMED.format(""), Outcome.NO_MATCH),
        (PUBMED.format(LINK.format("CommentIn", "x")), Outcome.NO_MATCH),
        ("<PubmedArticleSet></PubmedArticleSet>", Outcome.NOT_INDEXED),
        ("Bad Gateway", Outcome.FAILED),
        (PUBMED.format("<broken>"), Outcome.FAILED),
    ],
)
def test_an_article_without_notices_is_told_from_one_that_pubmed_lacks(
    site: Site, time: FakeTime, body: str, outcome: Outcome
) -> None:
    site.serve("/pubmed/efetch.fcgi", body, content_type="text/xml")
    assert ask(site, time, "9500320", IdentifierScheme.PMID).outcome is outcome


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        (IdentifierScheme.ISBN, "9780306406157"),
        (IdentifierScheme.ARXIV, "2101.12345"),
        (IdentifierScheme.URL, "https://example.org/"),
        (DOI, "no doi"),
    ],
)
def test_what_nobody_gives_notices_of_is_not_tried(
    site: Site, time: FakeTime, scheme: IdentifierScheme, value: str
) -> None:
    answer = ask(site, time, value, scheme)
    assert answer.outcome is Outcome.NOT_TRIED
    assert answer.detail
    assert site.asked == []


def test_offline_the_first_has_failed_and_the_others_were_not_tried(time: FakeTime) -> None:
    def nothing(host: str, port: int) -> Sequence[str]:
        raise OSError("Temporary failure in name resolution")

    client = Client(Settings(), clock=time.clock(), resolve=nothing)
    wanted = [(DOI, f"10.5555/{number}") for number in range(5)]
    answers = [answer for _, answer in notices(wanted, client.settings, client=client)]
    assert sorted(each.outcome for each in answers) == [Outcome.FAILED] + [Outcome.NOT_TRIED] * 4
    assert {each.detail for each in answers} == {"offline"}


def test_being_offline_is_said_although_an_earlier_record_tells_of_a_notice(
    site: Site, time: FakeTime, tmp_path: Path
) -> None:
    def nothing(host: str, port: int) -> Sequence[str]:
        raise OSError("Temporary failure in name resolution")

    at_crossref(site, {"updated-by": [BY_WATCH]})
    client = client_for(site, time, cache=tmp_path)
    list(look_up([(DOI, WORK)], client.settings, client=client))
    offline = Client(client.settings, clock=time.clock(), resolve=nothing)
    wanted = [(DOI, WORK), (DOI, "10.5555/2")]
    answers = [answer for _, answer in notices(wanted, client.settings, client=offline)]
    assert {each.detail for each in answers} == {"offline"}
    assert len(site.asked) == 1


def test_notices_are_asked_for_at_the_services_pace(site: Site, time: FakeTime) -> None:
    told: list[tuple[int, int]] = []
    for number in range(6):
        at_crossref(site, {}, doi=f"10.5555/{number}")
    client = client_for(site, time)
    wanted = [(DOI, f"10.5555/{number}") for number in range(6)] + [(DOI, "doi:10.5555/0")]
    found = list(notices(wanted, client.settings, lambda *of: told.append(of), client=client))
    assert [each for each, _ in found] == wanted
    assert len(site.asked) == 12
    assert site.most_at_once == 1
    assert time.seconds - 1_000.0 >= 11 * 0.2 - 0.001
    assert (told[0], told[-1]) == ((0, 7), (7, 7))
