"""Small papers made by hand, for the tests of the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from evidence.domain.findings import Finding, Location
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.records import (
    Agent,
    Citation,
    CitationItem,
    Claim,
    Evidence,
    Judgement,
    Paper,
    Reference,
    Service,
    Source,
    Statement,
    Suggestion,
)
from evidence.domain.vocabulary import (
    AgentKind,
    Axis,
    ClaimKind,
    ClaimStatus,
    LocatorLabel,
    Origin,
    Resolution,
    Stance,
)
from evidence.rules import rule

ANN = Agent("Ann Reader")
PROGRAM = Agent("guesser", AgentKind.SOFTWARE)
DESK = Agent("The Desk", AgentKind.ORGANIZATION)


def name(text: str) -> Name:
    """ "Drab, Lech" as a person's name, anything without a comma as a literal."""
    family, comma, given = text.partition(", ")
    return Name(family=family, given=given or None) if comma else Name(literal=text)


def work(
    key: str,
    author: str | None = "Drab, Lech",
    issued: str | None = "2018",
    *,
    title: str | None = None,
    type_: str = "article-journal",
    accessed: str | None = None,
    printed: Iterable[tuple[str, str]] = (),
    looked_up: Iterable[tuple[str, str | None]] = (),
    **variables: str,
) -> Source:
    """A work; authors are separated by semicolons, variables have underscores for hyphens."""
    values = {variable.replace("_", "-"): value for variable, value in variables.items()}
    dates = {"issued": issued, "accessed": accessed}
    authors = tuple(name(each) for each in author.split("; ")) if author else ()
    said = [
        *(Statement(Origin.REFERENCE_LIST, variable, value) for variable, value in printed),
        *(Statement(Origin.LOOK_UP, variable, value) for variable, value in looked_up),
    ]
    return Source(
        key,
        Item(
            type_,
            {"title": title or f"Title of {key}", **values},
            {variable: date for variable, date in dates.items() if date},
            {"author": authors} if authors else {},
        ),
        statements=tuple(said),
    )


def entry(key: str, *sources: str, section: str = "References", position: int = 1) -> Reference:
    """An entry of a list that stands for `sources`."""
    return Reference(key, "paper", section, position, f"raw {key}", sources)


def item(
    name: str,
    year: str | None,
    source: str | None = None,
    *,
    conflict: tuple[str, ...] = (),
    ambiguous: tuple[str, ...] = (),
    locator: str | None = None,
    label: LocatorLabel = LocatorLabel.PAGE,
    locator_text: str | None = None,
) -> CitationItem:
    """A cited work: resolved with a source, missing without one and without candidates."""
    resolution = (
        Resolution.RESOLVED
        if source
        else Resolution.CONFLICT
        if conflict
        else Resolution.AMBIGUOUS
        if ambiguous
        else Resolution.MISSING
    )
    return CitationItem(
        names=(name,),
        year=year,
        locator=locator,
        label=label if locator else None,
        locator_text=locator_text or locator,
        resolution=resolution,
        source=source,
        candidates=conflict or ambiguous,
    )


def cite(
    key: str,
    *items: CitationItem,
    section: str = "Body",
    paragraph: int = 1,
    sentence: int = 1,
) -> Citation:
    """A citation as author-date styles print it."""
    printed = "; ".join(
        " ".join((*each.names, each.year or ""))
        + (f", {each.locator_text}" if each.locator_text else "")
        for each in items
    )
    return Citation(key, "paper", f"({printed})", Location(section, paragraph, sentence), items)


def claim(
    key: str = "C001",
    statement: str = "Rivers flow.",
    *,
    kind: ClaimKind = ClaimKind.FACT,
    served: tuple[str, ...] = (),
    inferred: tuple[str, ...] = (),
    quoted: str | None = None,
    quotation: str | None = None,
    text: str | None = None,
    suggested: tuple[tuple[str, str], ...] = (),
    evidence: tuple[Evidence, ...] = (),
    judged: tuple[Judgement, ...] = (),
    section: str = "Body",
    paragraph: int = 1,
    sentence: int = 1,
) -> Claim:
    """A claim with the citations that serve it in its sentence and those inferred."""
    return Claim(
        key,
        "paper",
        statement,
        kind,
        ClaimStatus.CONFIRMED,
        Location(section, paragraph, sentence),
        quoted=quoted,
        quotation=quotation,
        text=text,
        services=(
            *(Service(each, False) for each in served),
            *(Service(each, True) for each in inferred),
        ),
        suggestions=tuple(Suggestion(source, reason, ANN) for source, reason in suggested),
        evidence=evidence,
        judgements=judged,
    )


def link(
    key: str, source: str, stance: Stance = Stance.SUPPORTS, quotation: str | None = None
) -> Evidence:
    """What somebody found in a source about a claim."""
    return Evidence(key, "C001", source, stance, quotation=quotation)


def judged(
    rating: str,
    reason: str = "Looked it up.",
    *,
    by: Agent = ANN,
    day: int = 1,
    axis: Axis = Axis.VERACITY,
) -> Judgement:
    """A judgement of a day in May 2024."""
    return Judgement(axis, rating, reason, by, datetime(2024, 5, day, tzinfo=UTC))


def paper(
    *works: Source,
    entries: Iterable[Reference] | None = None,
    citations: Iterable[Citation] = (),
    claims: Iterable[Claim] = (),
    outside: Iterable[Source] = (),
    sections: tuple[str, ...] = ("Body",),
) -> Paper:
    """A paper whose list has one entry a work unless `entries` says otherwise.

    `outside` are works that only evidence or suggestions name.
    """
    if entries is None:
        entries = [
            entry(f"R{at:02}", each.key, position=at) for at, each in enumerate(works, start=1)
        ]
    return Paper(
        "paper",
        "A Paper",
        sections,
        tuple(entries),
        tuple(citations),
        tuple(claims),
        {each.key: each for each in (*works, *outside)},
    )


def check(code: str, subject: Paper) -> tuple[Finding, ...]:
    """What one rule finds."""
    return tuple(rule(code).check(subject))


def keys(code: str, subject: Paper) -> list[str]:
    """The subjects of what one rule finds."""
    return [finding.key for finding in check(code, subject)]
