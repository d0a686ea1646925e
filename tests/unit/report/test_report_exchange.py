"""The report in the forms of other communities: SARIF, ClaimReview, Web Annotation."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from evidence.domain.reports import Report, by_people
from evidence.domain.vocabulary import MatchStatus
from evidence.report import REGISTRY
from sample_reports import claim as claimed
from sample_reports import found, report_of, sample


def read(name: str, report: Report | None = None) -> Any:
    """The JSON of a form."""
    write = REGISTRY.get(name).write
    assert write is not None
    return json.loads("".join(write(report or sample())))


def closed(required: str, **properties: Any) -> dict[str, Any]:
    """A JSON schema of an object with these members and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


TEXT = {"type": "string"}
WORDS = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
BAG = {"type": "object"}
MESSAGE = closed("text", text=WORDS, markdown=WORDS)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ARTIFACT = closed("uri", uri={"type": "string", "pattern": "^[A-Za-z0-9._~%-]+$"}, index=COUNT)
LOCATION = closed(
    "logicalLocations",
    logicalLocations={
        "type": "array",
        "minItems": 1,
        "items": closed("name", name=WORDS, kind=WORDS, fullyQualifiedName=WORDS),
    },
    physicalLocation=closed(
        "artifactLocation",
        artifactLocation=ARTIFACT,
        region=closed("charOffset charLength", charOffset=COUNT, charLength=COUNT),
    ),
    message=MESSAGE,
)
SUPPRESSION = closed(
    "kind",
    kind={"enum": ["inSource", "external"]},
    justification=TEXT,
    properties=BAG,
)
RESULT = closed(
    "ruleId message level locations partialFingerprints",
    ruleId=WORDS,
    ruleIndex=COUNT,
    kind={"const": "fail"},
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "minItems": 1, "items": LOCATION},
    partialFingerprints={"type": "object", "minProperties": 1, "additionalProperties": WORDS},
    suppressions={"type": "array", "items": SUPPRESSION},
    properties=BAG,
)
RULE = closed(
    "id name shortDescription fullDescription help defaultConfiguration",
    id=WORDS,
    name={"type": "string", "pattern": "^[A-Z][A-Za-z]+$"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed("level", level=LEVEL),
)
RUN = closed(
    "tool results",
    tool=closed(
        "driver",
        driver=closed(
            "name rules",
            name=WORDS,
            version=WORDS,
            semanticVersion=WORDS,
            rules={"type": "array", "uniqueItems": True, "items": RULE},
        ),
    ),
    automationDetails=closed("id", id=WORDS),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations={
        "type": "array",
        "items": closed(
            "executionSuccessful", executionSuccessful={"const": True}, endTimeUtc=WORDS
        ),
    },
    artifacts={
        "type": "array",
        "uniqueItems": True,
        "items": closed("location", location=ARTIFACT, hashes=BAG),
    },
    results={"type": "array", "items": RESULT},
    properties=BAG,
)
SARIF = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **closed(
        "version runs",
        **{
            "$schema": {"type": "string", "format": "uri"},
            "version": {"const": "2.1.0"},
            "runs": {"type": "array", "items": RUN},
        },
    ),
}
"""What the report uses of SARIF's own schema (SARIF 2.1.0, appendix H), and nothing beyond."""


@pytest.fixture(scope="module")
def run() -> Any:
    (found,) = read("sarif")["runs"]
    return found


@pytest.mark.parametrize("report", [sample(), report_of((), citations=(), references=())])
def test_sarif_has_the_shape_of_its_specification(report: Report) -> None:
    Draft202012Validator.check_schema(SARIF)
    Draft202012Validator(SARIF).validate(read("sarif", report))


def test_sarif_has_each_finding_with_its_rule_and_place(run: Any) -> None:
    report = sample()
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(report.findings) + len(report.waived)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    differs = next(each for each in run["results"] if each["ruleId"] == "EV405")
    (place,) = differs["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20paper.txt", "index": 0},
        "region": {"charOffset": 10, "charLength": 70},
    }
    (logical,) = place["logicalLocations"]
    assert logical["fullyQualifiedName"] == "paper/The flood/paragraph 1/sentence 1/Q01"
    assert run["artifacts"][0]["hashes"] == {"sha-256": "12" * 32}


def test_sarif_tells_what_was_set_aside_as_suppressed(run: Any) -> None:
    aside = [each for each in run["results"] if each["suppressions"]]
    assert [each["suppressions"][0]["justification"] for each in aside] == ["Everybody knows <it>"]
    assert all("suppressions" in each for each in run["results"])


def test_a_finding_keeps_its_fingerprint_when_the_text_moves(run: Any) -> None:
    prints = [each["partialFingerprints"]["evidence/v1"] for each in run["results"]]
    assert len(set(prints)) == len(prints)
    (again,) = read("sarif", sample(title="Another title"))["runs"]
    assert [each["partialFingerprints"]["evidence/v1"] for each in again["results"]] == prints


def test_claim_reviews_are_of_what_people_judged_and_nothing_else() -> None:
    report = sample()
    graph = read("claimreview")["@graph"]
    judged = [(c.claim.key, j) for c in report.claims for j in by_people(c.claim.judgements)]
    assert [each["itemReviewed"]["identifier"] for each in graph] == [key for key, _ in judged]
    assert "some-model" not in json.dumps(graph)
    assert "C007" not in {each["itemReviewed"]["identifier"] for each in graph}


def test_a_claim_review_has_what_search_engines_read() -> None:
    review = read("claimreview")["@graph"][0]
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "The river rose by three metres."
    assert review["author"] == {"@type": "Person", "name": "Ada Lovelace"}
    assert review["datePublished"] == "2026-11-20"
    rating = review["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 1, 3)
    assert rating["alternateName"] == "Refuted"
    appearance = review["itemReviewed"]["appearance"]
    assert appearance["name"] == "Floods & <dykes>"
    assert appearance["pagination"] == "The flood, paragraph 1, sentence 1"
    assert review["isBasedOn"][0]["url"] == "https://doi.org/10.1234/river"


def test_a_rating_that_decides_nothing_has_no_number() -> None:
    by_word = {
        each["reviewRating"]["alternateName"]: each["reviewRating"]
        for each in read("claimreview")["@graph"]
    }
    assert "ratingValue" in by_word["Supported"]
    for word in ("Not enough evidence", "Not checkable"):
        assert "ratingValue" not in by_word[word]


def test_organizations_review_as_such() -> None:
    authors = [each["author"] for each in read("claimreview")["@graph"]]
    assert {"@type": "Organization", "name": "The Desk"} in authors


def test_annotations_are_one_a_quotation_and_work_it_was_looked_for_in() -> None:
    report = sample()
    collection = read("web-annotation")
    items = collection["first"]["items"]
    expected = sum(max(1, len(quoted.outcomes)) for quoted in report.quotations)
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(items) == expected
    assert len({each["id"] for each in items}) == len(items)
    assert [each["id"] for each in read("web-annotation")["first"]["items"]] == [
        each["id"] for each in items
    ]


def test_a_found_quotation_is_selected_by_its_words_and_by_its_place() -> None:
    item = read("web-annotation")["first"]["items"][0]
    assert item["type"] == "Annotation"
    quote, page = item["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "the water rose by two metres",
        "prefix": "In that year ",
        "suffix": " within a day",
    }
    assert (page["type"], page["value"]) == ("FragmentSelector", "page=5")
    assert page["refinedBy"] == {"type": "TextPositionSelector", "start": 20, "end": 48}
    assert item["target"]["source"].startswith("ni:///sha-256;")
    said = [body["value"] for body in item["body"]]
    assert said[0].startswith("Differs materially, p. 110 (file page 5): the water rose")
    creators = [body["creator"] for body in item["body"] if "creator" in body]
    assert {"type": "Person", "name": "Ada Lovelace"} in creators


def test_what_was_not_found_is_annotated_where_it_is_quoted() -> None:
    report = report_of([claimed(1, "x", quoted="gone", verified=[found(MatchStatus.NOT_FOUND)])])
    (item,) = read("web-annotation", report)["first"]["items"]
    assert item["target"]["selector"] == [{"type": "TextQuoteSelector", "exact": "gone"}]
    assert item["body"][0]["value"] == "Not found"
