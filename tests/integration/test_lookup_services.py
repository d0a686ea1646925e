"""Each service, answered as its documentation shows, and many identifiers at once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from evidence.domain.items import Item
from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import NotFound
from evidence.lookup import REGISTRY, Answer, Client, Outcome, Settings, look_up, settings_from
from lookup_server import START, FakeTime, Site, client_for, serving, settings_for

DOI = IdentifierScheme.DOI
CROSSREF = json.dumps(
    {
        "status": "ok",
        "message-type": "work",
        "message-version": "1.0.0",
        "message": {
            "DOI": "10.1093/ia/iiaa061",
            "type": "journal-article",
            "title": ["A finding"],
            "update-to": [{"DOI": "10.1093/ia/iiaa061", "type": "retraction"}],
        },
    }
)
ABSENT = "Resource not found."
DATACITE = json.dumps({"data": {"id": "10.5281/zenodo.1", "type": "dois", "attributes": {}}})
CSL = "application/vnd.citationstyles.csl+json"
PUBMED = (
    '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "x.dtd">'
    '<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">23193287</PMID>'
    "</MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
FEED = (
    '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:arxiv="http://arxiv.org/schemas/atom"><title>arXiv Query</title>{}</feed>'
)
ENTRY = """<entry><id>http://arxiv.org/abs/2101.12345v2</id>
<updated>2021-02-02T00:00:00Z</updated><published>2021-01-28T18:59:00Z</published>
<title>A finding
  in two lines</title><summary> Short. </summary>
<author><name>Emmy Noether</name></author><author><name>The LIGO Collaboration</name></author>
<arxiv:doi>10.1234/PUBLISHED</arxiv:doi><arxiv:comment>8 pages</arxiv:comment>
<link href="http://arxiv.org/pdf/2101.12345v2" rel="related" title="pdf"/>
<arxiv:primary_category term="math.RA"/></entry>"""
PAGE = (
    '<html><head><meta name="citation_title" content="A finding"><meta name="citation_doi" '
    'content="10.1234/x"><meta name="citation_pdf_url" content="/1.pdf"></head></html>'
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def ask(site: Site, time: FakeTime, scheme: IdentifierScheme, value: str, **changes: Any) -> Answer:
    """The answer to one identifier."""
    client = client_for(site, time, **{"retries": 0, **changes})
    ((_, answer),) = look_up([(scheme, value)], client.settings, client=client)
    return answer


def item(answer: Answer) -> Item:
    """The work that an answer in CSL-JSON holds."""
    assert answer.format == "csl-json"
    assert answer.payload is not None
    (data,) = json.loads(answer.payload)
    return Item.from_csl(data)


def not_at(site: Site, *names: str, doi: str = "10.5555/x") -> None:
    """Have services say that they do not know a DOI."""
    folders = {"crossref": "/works", "datacite": "/dois", "doi-org": ""}
    for name in names:
        shown = doi if name == "doi-org" else doi.replace("/", "%2F")
        site.serve(f"/{name}{folders[name]}/{shown}", ABSENT, 404)


def test_crossref_gives_its_record_with_its_notices(site: Site, time: FakeTime) -> None:
    site.serve("/crossref/works/10.1093%2Fia%2Fiiaa061", CROSSREF)
    answer = ask(site, time, DOI, "https://doi.org/10.1093/IA/iiaa061", mailto="ada@example.org")
    assert (answer.outcome, answer.service) == (Outcome.FOUND, "crossref")
    assert (answer.format, answer.payload) == ("crossref-json", CROSSREF)
    assert answer.time == START
    assert site.asked[0].query == {"mailto": ["ada@example.org"]}
    assert answer.endpoint == f"{site.url}/crossref/works/10.1093%2Fia%2Fiiaa061"


def test_the_askers_address_is_kept_out_of_the_endpoint_after_a_redirect_too(
    site: Site, time: FakeTime
) -> None:
    site.serve("/crossref/works/10.5555%2Fx", "", 301, Location="/new?mailto=ada@example.org&v=2")
    site.serve("/new", CROSSREF)
    answer = ask(site, time, DOI, "10.5555/x", mailto="ada@example.org")
    assert answer.endpoint == f"{site.url}/new?v=2"


def test_a_doi_that_crossref_lacks_is_asked_for_at_datacite(site: Site, time: FakeTime) -> None:
    not_at(site, "crossref", doi="10.5281/zenodo.1")
    site.serve("/datacite/dois/10.5281%2Fzenodo.1", DATACITE)
    answer = ask(site, time, DOI, "10.5281/zenodo.1")
    assert (answer.outcome, answer.format) == (Outcome.FOUND, "datacite-json")
    assert [(each.service, each.outcome) for each in answer.earlier] == [
        ("crossref", Outcome.NOT_INDEXED)
    ]


def test_a_doi_of_another_agency_is_had_through_doi_org(site: Site, time: FakeTime) -> None:
    not_at(site, "crossref", "datacite")
    site.serve("/doi-org/10.5555/x", "", 302, Location="/agency/10.5555/x")
    site.serve("/agency/10.5555/x", '{"type": "journal-article", "title": "T"}', content_type=CSL)
    answer = ask(site, time, DOI, "10.5555/x")
    assert (answer.outcome, answer.service) == (Outcome.FOUND, "doi-org")
    assert item(answer).type == "article-journal"
    assert site.asked[-1].headers["Accept"] == CSL
    assert len(answer.earlier) == 2


def test_a_doi_that_doi_org_does_not_know_is_no_match(site: Site, time: FakeTime) -> None:
    not_at(site, "crossref", "datacite", "doi-org")
    answer = ask(site, time, DOI, "10.5555/x")
    assert (answer.outcome, answer.service) == (Outcome.NO_MATCH, "doi-org")
    assert {each.outcome for each in answer.earlier} == {Outcome.NOT_INDEXED}


@pytest.mark.parametrize(
    ("status", "content_type"), [(404, CSL), (406, CSL), (200, "text/html"), (204, CSL)]
)
def test_a_doi_that_exists_without_a_record_is_not_indexed(
    site: Site, time: FakeTime, status: int, content_type: str
) -> None:
    not_at(site, "crossref", "datacite")
    site.serve("/doi-org/10.5555/x", "", 302, Location="/agency")
    site.serve("/agency", "", status, content_type=content_type)
    assert ask(site, time, DOI, "10.5555/x").outcome is Outcome.NOT_INDEXED


def test_nobody_is_said_not_to_exist_where_a_service_failed(site: Site, time: FakeTime) -> None:
    site.serve("/crossref/works/10.5555%2Fx", "", 500)
    not_at(site, "datacite")
    site.serve("/doi-org/10.5555/x", "", 302, Location="/agency")
    site.serve("/agency", "", 404)
    answer = ask(site, time, DOI, "10.5555/x")
    assert (answer.outcome, answer.service) == (Outcome.FAILED, "crossref")


@pytest.mark.parametrize("body", ["", "no json", "[]", "{}", '{"message": []}', "[" * 100_000])
def test_an_answer_that_is_none_has_failed(site: Site, time: FakeTime, body: str) -> None:
    for path in ("crossref/works/10.5555%2Fx", "datacite/dois/10.5555%2Fx", "doi-org/10.5555/x"):
        site.serve(f"/{path}", body)
    answer = ask(site, time, DOI, "10.5555/x")
    assert answer.outcome is Outcome.FAILED
    assert answer.detail


def test_a_doi_of_any_signs_is_asked_for_whole(site: Site, time: FakeTime) -> None:
    odd = "10.1002/(sici)1099-0844(199703)15:1<1::aid-cbf705>3.0.co;2-#"
    ask(site, time, DOI, odd)
    assert site.paths[0].startswith("/crossref/works/10.1002%2F")
    assert "%3C1" in site.paths[0]
    assert site.paths[0].endswith("2-%23")


def test_a_pmid_gives_pubmeds_record(site: Site, time: FakeTime) -> None:
    site.serve("/pubmed/efetch.fcgi", PUBMED, content_type="text/xml")
    answer = ask(site, time, IdentifierScheme.PMID, "23193287", mailto="ada@example.org")
    assert (answer.outcome, answer.format) == (Outcome.FOUND, "pubmed-xml")
    assert answer.payload == PUBMED
    query = site.asked[0].query
    assert (query["tool"], query["email"]) == (["evidence"], ["ada@example.org"])
    assert "email" not in answer.endpoint


@pytest.mark.parametrize(
    ("body", "status", "outcome"),
    [
        ("<PubmedArticleSet></PubmedArticleSet>", 200, Outcome.NO_MATCH),
        (
            "<eFetchResult><ERROR>ID list is empty! Nothing</ERROR></eFetchResult>",
            400,
            Outcome.NO_MATCH,
        ),
        ("<eFetchResult><ERROR>Search Backend failed</ERROR></eFetchResult>", 200, Outcome.FAILED),
        ("Bad Gateway", 200, Outcome.FAILED),
        ("", 404, Outcome.FAILED),
        (PUBMED.replace("23193287", "1"), 200, Outcome.FAILED),
    ],
)
def test_only_pubmed_itself_says_that_there_is_no_such_pmid(
    site: Site, time: FakeTime, body: str, status: int, outcome: Outcome
) -> None:
    site.serve("/pubmed/efetch.fcgi", body, status, "text/xml")
    assert ask(site, time, IdentifierScheme.PMID, "23193287").outcome is outcome


@pytest.mark.parametrize("pmid", ['"23193287"', "23193287"])
def test_a_pmcid_is_turned_into_a_pmid(site: Site, time: FakeTime, pmid: str) -> None:
    record = f'{{"pmcid": "PMC3531190", "pmid": {pmid}, "doi": "10.1093/nar/gks1195"}}'
    site.serve("/pubmed-idconv/", f'{{"status": "ok", "records": [{record}]}}')
    site.serve("/pubmed-idconv", f'{{"status": "ok", "records": [{record}]}}')
    site.serve("/pubmed/efetch.fcgi", PUBMED, content_type="text/xml")
    answer = ask(site, time, IdentifierScheme.PMCID, "3531190")
    assert (answer.outcome, answer.format) == (Outcome.FOUND, "pubmed-xml")
    assert site.asked[0].query["ids"] == ["PMC3531190"]


@pytest.mark.parametrize(
    ("record", "outcome", "follow"),
    [
        ({"status": "error", "errmsg": "Identifier not found in PMC"}, Outcome.NO_MATCH, None),
        ({"pmcid": "PMC1", "doi": "10.1234/X"}, Outcome.NOT_INDEXED, "10.1234/x"),
    ],
)
def test_a_pmcid_without_a_pmid_says_why(
    site: Site, time: FakeTime, record: dict[str, Any], outcome: Outcome, follow: str | None
) -> None:
    for path in ("/pubmed-idconv/", "/pubmed-idconv"):
        site.serve(path, json.dumps({"status": "ok", "records": [record]}))
    answer = ask(site, time, IdentifierScheme.PMCID, "PMC1")
    assert (answer.outcome, answer.follow) == (outcome, follow)


def test_arxiv_gives_the_preprint_and_names_what_was_published(site: Site, time: FakeTime) -> None:
    site.serve("/arxiv/query", FEED.format(ENTRY), content_type="application/atom+xml")
    answer = ask(site, time, IdentifierScheme.ARXIV, "arXiv:2101.12345v2")
    work = item(answer)
    assert site.asked[0].query["id_list"] == ["2101.12345v2"]
    assert (work.type, work.title) == ("article", "A finding in two lines")
    assert [name.text for name in work.names["author"]] == [
        "Emmy Noether",
        "The LIGO Collaboration",
    ]
    assert work.dates["issued"] == "2021-01-28"
    assert work.variables["DOI"] == "10.48550/arXiv.2101.12345"
    assert work.variables["number"] == "arXiv:2101.12345"
    assert work.custom["arxiv"]["version"] == 2
    assert answer.follow == "10.1234/published"
    assert answer.document == "http://arxiv.org/pdf/2101.12345v2"


@pytest.mark.parametrize(
    ("entry", "outcome"),
    [
        ("", Outcome.NO_MATCH),
        (
            "<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title>"
            "<summary>incorrect id format for 2101.12345</summary></entry>",
            Outcome.NO_MATCH,
        ),
        (
            "<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title>"
            "<summary>start must be an integer</summary></entry>",
            Outcome.FAILED,
        ),
        (
            "<entry><id>http://arxiv.org/abs/2101.99999v1</id><title>T</title></entry>",
            Outcome.FAILED,
        ),
    ],
)
def test_arxiv_says_that_there_is_no_such_preprint(
    site: Site, time: FakeTime, entry: str, outcome: Outcome
) -> None:
    site.serve("/arxiv/query", FEED.format(entry), content_type="application/atom+xml")
    assert ask(site, time, IdentifierScheme.ARXIV, "2101.12345").outcome is outcome


@pytest.mark.parametrize(
    "body",
    [
        "Rate exceeded.",
        "<html><body>Sorry</body></html>",
        '<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]><feed>&a;</feed>',
        '<!DOCTYPE f [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><f>&b;</f>',
    ],
)
def test_what_is_no_atom_feed_has_failed(site: Site, time: FakeTime, body: str) -> None:
    site.serve("/arxiv/query", body)
    assert ask(site, time, IdentifierScheme.ARXIV, "2101.12345").outcome is Outcome.FAILED


def test_an_isbn_gives_open_librarys_edition(site: Site, time: FakeTime) -> None:
    key = "ISBN:9780306406157"
    site.serve("/open-library/api/books", json.dumps({key: {"title": "A Book"}}))
    site.serve(
        "/open-library/api/books", json.dumps({key: {"details": {"edition_name": "2nd ed."}}})
    )
    work = item(ask(site, time, IdentifierScheme.ISBN, "0-306-40615-2"))
    assert (work.title, work.variables["edition"]) == ("A Book", "2nd ed.")
    assert [each.query["jscmd"] for each in site.asked] == [["data"], ["details"]]


def test_an_isbn_that_open_library_lacks_may_exist_all_the_same(site: Site, time: FakeTime) -> None:
    site.serve("/open-library/api/books", "{}")
    answer = ask(site, time, IdentifierScheme.ISBN, "9780306406157")
    assert answer.outcome is Outcome.NOT_INDEXED


def test_a_page_gives_its_work_its_doi_and_its_pdf(site: Site, time: FakeTime) -> None:
    site.serve("/page", PAGE, content_type="text/html")
    answer = ask(site, time, IdentifierScheme.URL, f"{site.url}/page")
    assert item(answer).dates["accessed"] == "2026-03-01"
    assert answer.follow == "10.1234/x"
    assert answer.document == f"{site.url}/1.pdf"


@pytest.mark.parametrize(
    ("status", "content_type", "body", "outcome"),
    [
        (404, "text/html", PAGE, Outcome.NO_MATCH),
        (403, "text/html", PAGE, Outcome.FAILED),
        (200, "application/pdf", "%PDF-1.7", Outcome.NOT_INDEXED),
        (200, "application/octet-stream", "%PDF-1.7", Outcome.NOT_INDEXED),
        (200, "image/png", "x", Outcome.NOT_INDEXED),
        (200, "text/html", "<p>no title</p>", Outcome.NOT_INDEXED),
    ],
)
def test_a_page_that_says_nothing_still_gives_the_doi_in_its_address(
    site: Site,
    time: FakeTime,
    status: int,
    content_type: str,
    body: str,
    outcome: Outcome,
) -> None:
    site.serve("/doi/full/10.1234/abc", body, status, content_type)
    answer = ask(site, time, IdentifierScheme.URL, f"{site.url}/doi/full/10.1234/abc")
    assert (answer.outcome, answer.follow) == (outcome, "10.1234/abc")
    assert bool(answer.document) == body.startswith("%PDF")


def test_a_private_page_is_not_tried(site: Site, time: FakeTime) -> None:
    answer = ask(site, time, IdentifierScheme.URL, f"{site.url}/page", allow_private=False)
    assert answer.outcome is Outcome.NOT_TRIED
    assert answer.detail is not None
    assert "--allow-private" in answer.detail
    assert site.asked == []


@pytest.mark.parametrize(
    ("scheme", "value"), [(IdentifierScheme.ISSN, "0378-5955"), (DOI, "no doi"), (DOI, "")]
)
def test_what_nobody_can_be_asked_for_is_not_tried(
    site: Site, time: FakeTime, scheme: IdentifierScheme, value: str
) -> None:
    assert ask(site, time, scheme, value).outcome is Outcome.NOT_TRIED
    assert site.asked == []


def test_answers_come_in_the_order_of_the_identifiers_and_each_is_asked_once(
    site: Site, time: FakeTime
) -> None:
    wanted = [(DOI, f"10.5555/{number}") for number in (1, 2, 3)] + [(DOI, "doi:10.5555/1")]
    for number in (1, 2, 3):
        site.serve(
            f"/crossref/works/10.5555%2F{number}", json.dumps({"message": {"volume": number}})
        )
    told: list[tuple[int, int]] = []
    client = client_for(site, time)
    found = list(look_up(wanted, client.settings, lambda *of: told.append(of), client=client))
    assert [each for each, _ in found] == wanted
    volumes = [json.loads(answer.payload or "")["message"]["volume"] for _, answer in found]
    assert volumes == [1, 2, 3, 1]
    assert len(site.asked) == 3
    assert (told[0], told[-1]) == ((0, 4), (4, 4))
    assert told == sorted(told)


@pytest.mark.parametrize(("mailto", "most"), [(None, 1), ("ada@example.org", 3)])
def test_a_service_is_not_asked_more_at_once_than_it_allows(
    site: Site, time: FakeTime, mailto: str | None, most: int
) -> None:
    wanted = [(DOI, f"10.5555/{number}") for number in range(12)]
    for number in range(12):
        site.serve(f"/crossref/works/10.5555%2F{number}", CROSSREF)
    client = client_for(site, time, mailto=mailto, workers=12)
    answers = [answer for _, answer in look_up(wanted, client.settings, client=client)]
    assert {answer.outcome for answer in answers} == {Outcome.FOUND}
    assert 1 <= site.most_at_once <= most
    pace = REGISTRY.get("crossref").allowed(client.settings)
    assert pace.concurrency == most
    assert time.seconds - 1_000.0 >= 11 * pace.seconds - 0.001


def test_offline_the_first_has_failed_and_the_others_were_not_tried(time: FakeTime) -> None:
    def nothing(host: str, port: int) -> Sequence[str]:
        raise OSError("Temporary failure in name resolution")

    client = Client(Settings(), clock=time.clock(), resolve=nothing)
    wanted = [(DOI, f"10.5555/{number}") for number in range(20)]
    answers = [answer for _, answer in look_up(wanted, client.settings, client=client)]
    outcomes = [answer.outcome for answer in answers]
    assert sorted(outcomes) == [Outcome.FAILED] + [Outcome.NOT_TRIED] * 19
    assert {answer.detail for answer in answers} == {"offline"}
    assert time.slept == []


def test_one_answer_that_cannot_be_had_costs_only_itself(site: Site, time: FakeTime) -> None:
    site.serve("/crossref/works/10.5555%2F1", CROSSREF)
    client = client_for(site, time, retries=0)
    wanted = [(DOI, "10.5555/1"), (IdentifierScheme.URL, "http://127.0.0.1:1/"), (DOI, "10.5555/1")]
    outcomes = [answer.outcome for _, answer in look_up(wanted, client.settings, client=client)]
    assert outcomes == [Outcome.FOUND, Outcome.FAILED, Outcome.FOUND]


def test_an_interrupt_ends_everything(site: Site) -> None:
    site.serve("/crossref/works/10.5555%2F0", CROSSREF)
    for number in range(1, 10):
        site.serve(f"/crossref/works/10.5555%2F{number}", CROSSREF)
    wanted = [(DOI, f"10.5555/{number}") for number in range(10)]

    def interrupt(done: int, total: int) -> None:
        if done == 1:
            site.hold.clear()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(look_up(wanted, settings_for(site), interrupt))
    left = [each for each in threading.enumerate() if each.name.startswith("look-up")]
    assert left == []
    assert len(site.asked) < 10


def test_answers_are_kept_between_look_ups(site: Site, time: FakeTime, tmp_path: Path) -> None:
    site.serve("/crossref/works/10.5555%2F1", CROSSREF)
    first = ask(site, time, DOI, "10.5555/1", cache=tmp_path)
    time.sleep(3_600)
    again = ask(site, time, DOI, "10.5555/1", cache=tmp_path, mailto="ada@example.org")
    assert again == first
    assert len(site.asked) == 1


def test_every_service_is_found_by_name() -> None:
    assert REGISTRY.names() == (
        "arxiv",
        "crossref",
        "datacite",
        "doi-org",
        "open-library",
        "pubmed",
        "webpage",
    )
    for _, service in REGISTRY.items():
        assert service.schemes
        assert service.title


def test_the_environment_says_how_to_go_about_it(
    site: Site, time: FakeTime, tmp_path: Path
) -> None:
    site.serve("/mirror/works/10.5555%2F1", CROSSREF)
    environ = {
        "EVIDENCE_MAILTO": "ada@example.org",
        "EVIDENCE_CACHE": str(tmp_path / "kept"),
        "EVIDENCE_SERVICES": f"crossref={site.url}/mirror",
        "HTTPS_PROXY": "http://proxy.example:3128",
    }
    settings = settings_from(environ, allow_private=True)
    assert settings.proxies.by_scheme == {"https": "http://proxy.example:3128"}
    client = Client(settings, clock=time.clock())
    ((_, answer),) = look_up([(DOI, "10.5555/1")], settings, client=client)
    assert answer.outcome is Outcome.FOUND
    assert site.asked[0].query == {"mailto": ["ada@example.org"]}
    assert list((tmp_path / "kept").iterdir())


def test_a_mirror_in_a_private_network_is_asked_only_when_that_is_allowed(
    site: Site, time: FakeTime, tmp_path: Path
) -> None:
    settings = settings_from(
        {
            "EVIDENCE_SERVICES": f"crossref={site.url}",
            "EVIDENCE_MAILTO": "ada@example.org",
            "EVIDENCE_CACHE": str(tmp_path),
        }
    )
    client = Client(settings, clock=time.clock(), resolve=lambda host, port: [host])
    reply = next(look_up([(DOI, "10.5555/1")], settings, client=client))[1]
    assert Outcome.NOT_TRIED in {reply.outcome, *(each.outcome for each in reply.earlier)}
    assert site.asked == []


def test_a_mirror_of_an_unknown_service_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(NotFound) as wrong:
        settings_from({"EVIDENCE_SERVICES": "crosref=http://a.example"})
    assert wrong.value.hint == "did you mean crossref?"
