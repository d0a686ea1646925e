"""The JSON that other programs read: members by name, in order, whatever the record holds."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from evidence.cli import contracts
from evidence.cli.escape import as_json
from evidence.domain.findings import Finding, Hint, Location, SubjectKind
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import (
    Agent,
    Annotation,
    Citation,
    CitationItem,
    Claim,
    Evidence,
    Judgement,
    Reference,
    Service,
    Source,
    Statement,
    Suggestion,
)
from evidence.domain.vocabulary import (
    ActivityKind,
    AgentKind,
    AnnotationKind,
    Axis,
    ClaimKind,
    ClaimStatus,
    LocatorLabel,
    Origin,
    Resolution,
    Severity,
    Stance,
)
from evidence.services.history import Entry
from evidence.services.waivers import Waiver
from evidence.store.queries.papers import PaperSummary

PERSON = Agent("Ada Roy")
PROGRAM = Agent("checker", AgentKind.SOFTWARE)


def at(day: int) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC)


def judged(rating: str, agent: Agent, day: int, axis: Axis = Axis.FIDELITY) -> Judgement:
    return Judgement(axis, rating, "read it", agent, at(day))


def item(resolution: Resolution, source: str | None, *candidates: str) -> CitationItem:
    return CitationItem(
        ("Drab",), "2018", "59-61", LocatorLabel.PAGE, "59–61", resolution, source, candidates
    )


def citation(*items: CitationItem) -> Citation:
    return Citation("T01", "paper2020", "(Drab 2018, 59–61)", Location("Introduction", 2, 5), items)


def link(*judgements: Judgement) -> Evidence:
    return Evidence(
        "L001",
        "C001",
        "drab2018",
        Stance.SUPPORTS,
        "59",
        LocatorLabel.PAGE,
        "a note",
        "the words",
        judgements,
    )


def claim(**more: Any) -> Claim:
    return Claim(
        "C001",
        "paper2020",
        "A fact.",
        ClaimKind.FACT,
        ClaimStatus.CONFIRMED,
        Location("Introduction", 2, 3),
        **more,
    )


def read_back(record: dict[str, Any]) -> Any:
    """What another program reads."""
    return json.loads(as_json(record))


def test_a_source_has_its_variables_under_their_csl_names() -> None:
    work = Item(
        "article-journal",
        variables={"title": "A Title", "container-title": "A Journal", "DOI": "10.1/x"},
        dates={"issued": "2018-03"},
        names={"author": (Name(family="Drab", given="Lech"), Name(literal="World Bank"))},
        custom={"odd": [1]},
    )
    record = contracts.source(Source("drab2018", work, ("a", "b"), cited=True))
    assert list(record) == [
        *("key", "type", "title", "author", "issued", "container-title", "DOI", "custom"),
        *("tags", "cited"),
    ]
    assert read_back(record) == {
        "key": "drab2018",
        "type": "article-journal",
        "title": "A Title",
        "author": [{"family": "Drab", "given": "Lech"}, {"literal": "World Bank"}],
        "issued": {"date-parts": [[2018, 3]]},
        "container-title": "A Journal",
        "DOI": "10.1/x",
        "custom": {"odd": [1]},
        "tags": ["a", "b"],
        "cited": True,
    }


def test_an_annotation_tells_who_wrote_it_and_its_work_only_what_it_says() -> None:
    record = Annotation("A01", "drab2018", AnnotationKind.SUMMARY, "One.\n\nTwo.", PERSON, at(22))
    assert read_back(contracts.annotation(record)) == {
        "key": "A01",
        "source": "drab2018",
        "kind": "summary",
        "text": "One.\n\nTwo.",
        "agent": "Ada Roy",
        "time": "2026-11-22T00:00:00Z",
    }
    assert read_back(contracts.note(record)) == {
        "key": "A01",
        "kind": "summary",
        "text": "One.\n\nTwo.",
    }


def test_a_source_without_a_title_has_null_there() -> None:
    record = contracts.source(Source("x", Item("webpage", variables={"URL": "https://x.example"})))
    assert record["title"] is None
    assert record["cited"] is False


def test_a_statement_tells_its_origin() -> None:
    said = Statement(Origin.LOOK_UP, "page", "57-71", "https://x.example", "a note")
    assert read_back(contracts.statement(said)) == {
        "origin": "look-up",
        "variable": "page",
        "value": "57-71",
        "url": "https://x.example",
        "note": "a note",
    }


def test_a_reference_has_the_contracts_members_in_order() -> None:
    entry = Reference("R05", "paper2020", "References", 5, "Drab. 2018.", ("drab2018", "roy2020"))
    record = contracts.reference(entry)
    assert list(record) == ["key", "paper", "section", "position", "raw", "sources"]
    assert read_back(record)["sources"] == ["drab2018", "roy2020"]


def test_a_citation_begins_with_the_contracts_members() -> None:
    record = contracts.citation(citation(item(Resolution.RESOLVED, "drab2018")))
    assert list(record)[:6] == ["key", "text", "section", "paragraph", "sentence", "items"]
    first = read_back(record)["items"][0]
    assert list(first)[:5] == ["source", "locator", "label", "resolution", "candidates"]
    assert list(first.values())[:5] == ["drab2018", "59-61", "page", "resolved", []]


def test_in_a_conflict_the_source_is_null_and_the_likely_work_a_candidate() -> None:
    record = contracts.citation(citation(item(Resolution.CONFLICT, None, "drab2018")))
    (named,) = read_back(record)["items"]
    assert named["source"] is None
    assert named["candidates"] == ["drab2018"]
    assert named["resolution"] == "conflict"


def test_a_claim_begins_with_the_contracts_members() -> None:
    assert list(contracts.claim(claim(), {}))[:14] == [
        *("key", "statement", "kind", "section", "paragraph", "sentence", "status", "quoted"),
        *("citations", "suggested", "evidence", "veracity", "judgements"),
        "paper",
    ]


def test_a_claim_has_a_row_for_each_work_that_a_citation_of_it_names() -> None:
    named = (item(Resolution.RESOLVED, "drab2018"), item(Resolution.MISSING, None))
    record = contracts.claim(
        claim(services=(Service("T01", inferred=True),)), {"T01": citation(*named)}
    )
    rows = read_back(record)["citations"]
    assert [(row["source"], row["resolution"], row["inferred"]) for row in rows] == [
        ("drab2018", "resolved", True),
        (None, "missing", True),
    ]
    assert list(rows[0])[:6] == ["text", "source", "locator", "label", "resolution", "inferred"]
    assert rows[0]["text"] == "(Drab 2018, 59–61)"


def test_a_claim_names_suggested_works_by_key_and_says_why_apart() -> None:
    why = Suggestion("roy2020", "a survey of the region", PERSON)
    record = read_back(contracts.claim(claim(suggestions=(why,)), {}))
    assert record["suggested"] == ["roy2020"]
    assert record["suggestions"] == [
        {"source": "roy2020", "reason": "a survey of the region", "agent": "Ada Roy"}
    ]


def test_a_claim_shows_its_evidence_with_fidelity_and_no_match_yet() -> None:
    record = contracts.claim(claim(evidence=(link(judged("accurate", PERSON, 3)),)), {})
    (shown,) = read_back(record)["evidence"]
    assert list(shown)[:7] == [
        *("source", "locator", "label", "stance", "quotation", "match", "fidelity"),
    ]
    assert list(shown.values())[:7] == [
        *("drab2018", "59", "page", "supports", "the words", None, "accurate"),
    ]


def test_a_claim_shows_judgements_on_itself_and_on_its_links() -> None:
    record = contracts.claim(
        claim(
            judgements=(judged("refuted", PERSON, 2, Axis.VERACITY),),
            evidence=(link(judged("accurate", PROGRAM, 3)),),
        ),
        {},
    )
    assert record["veracity"] == "refuted"
    assert read_back(record)["judgements"] == [
        {
            "axis": "veracity",
            "rating": "refuted",
            "reason": "read it",
            "agent": "Ada Roy",
            "time": "2026-11-02T00:00:00Z",
            "agent_kind": "person",
            "outdated": False,
            "confidence": None,
        },
        {
            "axis": "fidelity",
            "rating": "accurate",
            "reason": "read it",
            "agent": "checker",
            "time": "2026-11-03T00:00:00Z",
            "agent_kind": "software",
            "outdated": False,
            "confidence": None,
        },
    ]


def test_an_unjudged_claim_has_null_for_veracity() -> None:
    assert contracts.claim(claim(), {})["veracity"] is None


def test_fidelity_is_the_latest_of_people_before_that_of_programs() -> None:
    ratings = (
        judged("accurate", PERSON, 1),
        judged("indirect", PERSON, 2),
        judged("cannot-check", PROGRAM, 3),
    )
    assert contracts.link(link(*ratings))["fidelity"] == "indirect"
    assert contracts.link(link())["fidelity"] is None


def test_the_log_says_who_acted() -> None:
    entry = Entry(7, at(22), PERSON, "claim add", ActivityKind.CHANGE, 2, None, "claim C001")
    record = contracts.entry(entry)
    assert list(record)[:5] == ["activity", "time", "agent", "command", "changes"]
    assert read_back(record)["agent"] == {"name": "Ada Roy", "kind": "person"}
    assert record["time"] == "2026-11-22T00:00:00Z"


def test_a_paper_has_the_contracts_members_in_order() -> None:
    summary = PaperSummary("paper2020", "A Title", 14, 16, 20, 264, 133)
    record = contracts.paper(summary)
    assert list(record) == [
        *("key", "title", "citations", "references", "works", "claims", "passages"),
    ]


def test_a_waiver_says_who_set_what_aside_and_why() -> None:
    waived = Waiver("EV201", "T10", "paper2020", "known", PERSON, at(22))
    assert read_back(contracts.waiver(waived)) == {
        "rule": "EV201",
        "key": "T10",
        "paper": "paper2020",
        "reason": "known",
        "agent": "Ada Roy",
        "time": "2026-11-22T00:00:00Z",
    }


def finding(location: Location | None) -> Finding:
    return Finding(
        "EV201",
        "cited-but-not-listed",
        Severity.ERROR,
        "it has no entry",
        "paper2020",
        SubjectKind.CITATION,
        "T10",
        location,
        (Hint("roy2020", "A Title", "the name is alike"),),
    )


def test_a_check_reports_as_its_contract_says() -> None:
    summary = {Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTE: 0}
    report = contracts.check("paper2020", summary, [finding(Location("Intro", 1, 2, 10, 20))], None)
    assert read_back(report) == {
        "paper": "paper2020",
        "summary": {"error": 1, "warning": 0, "note": 0},
        "findings": [
            {
                "rule": "EV201",
                "name": "cited-but-not-listed",
                "severity": "error",
                "message": "it has no entry",
                "paper": "paper2020",
                "subject": {"kind": "citation", "key": "T10"},
                "location": {
                    "section": "Intro",
                    "paragraph": 1,
                    "sentence": 2,
                    "start": 10,
                    "end": 20,
                },
                "suggestions": [
                    {"source": "roy2020", "title": "A Title", "reason": "the name is alike"}
                ],
            }
        ],
    }


def test_a_finding_about_a_work_of_the_list_has_no_location() -> None:
    assert contracts.finding(finding(None))["location"] is None


def test_waived_findings_are_there_only_when_asked_for() -> None:
    assert "waived" not in contracts.check(None, {}, [], None)
    assert len(contracts.check(None, {}, [], [finding(None)])["waived"]) == 1
