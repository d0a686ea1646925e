"""A report in which every state of a claim and every outcome of a quotation occurs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from evidence.domain.findings import Finding, Hint, Location, SubjectKind
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.quotations import Change, Edit, Match, Place
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
    Suggestion,
    Verified,
)
from evidence.domain.reports import (
    DatabaseState,
    HeldFile,
    PaperFile,
    Report,
    ReportedClaim,
    ReportedSection,
    RuleNote,
    Superseded,
    WaivedFinding,
)
from evidence.domain.vocabulary import (
    AgentKind,
    Axis,
    ClaimKind,
    ClaimStatus,
    DifferenceSeverity,
    Fidelity,
    LocatorLabel,
    MatchStatus,
    Resolution,
    Severity,
    Stance,
    Veracity,
)

ADA = Agent("Ada Lovelace <ada@example.org>")
BOB = Agent("Bob Reader")
DESK = Agent("The Desk", AgentKind.ORGANIZATION)
PROGRAM = Agent("some-model 3", AgentKind.SOFTWARE)
HOSTILE = 'A <script>alert(1)</script> & "x"\u202egnp.exe\x1b[31m'
"""Markup, a direction override and a terminal's escape sequence."""
FORMULA = '=HYPERLINK("http://example.org","x")'


def at(day: int, hour: int = 9) -> datetime:
    """A point in time in November 2026."""
    return datetime(2026, 11, day, hour, 30, tzinfo=UTC)


def judged(
    rating: Veracity | Fidelity,
    agent: Agent = ADA,
    day: int = 20,
    *,
    reason: str = "The page says so.",
    outdated: bool = False,
    confidence: float | None = None,
) -> Judgement:
    """A judgement on the axis that its rating belongs to."""
    axis = Axis.VERACITY if isinstance(rating, Veracity) else Axis.FIDELITY
    return Judgement(axis, str(rating), reason, agent, at(day), outdated, confidence)


def found(
    status: MatchStatus,
    source: str = "river",
    quotation: str = "Q01",
    *,
    changes: Iterable[Change] = (),
    severity: DifferenceSeverity | None = None,
    splice: bool = False,
    reason: str | None = None,
    current: bool = True,
    page: int = 4,
    label: str | None = "110",
    exact: str = "the water rose by two metres",
) -> Verified:
    """What became of looking for a quotation; it has a place where the words stand somewhere."""
    placed = status in {MatchStatus.EXACT, MatchStatus.DIFFERS, MatchStatus.OTHER_PAGE}
    spot = Place(page, page, 20, 20 + len(exact), exact, "In that year ", " within a day")
    match = Match(
        status,
        spot if placed else None,
        on_page=(status is not MatchStatus.OTHER_PAGE) if placed else None,
        changes=tuple(changes),
        severity=severity,
        splice=splice,
        reason=reason,
    )
    held = status is not MatchStatus.UNCHECKED
    return Verified(
        quotation,
        source,
        match,
        "D01" if held else None,
        label if placed else None,
        current,
        at(21) if held else None,
    )


CHANGED = (
    Change(Edit.KEPT, "the water rose by", "the water rose by"),
    Change(Edit.CHANGED, "three", "two", DifferenceSeverity.MATERIAL, "number"),
    Change(Edit.KEPT, "metres", "metres"),
    Change(Edit.INSERTED, "quickly", "", DifferenceSeverity.MINOR, "word"),
    Change(Edit.DROPPED, "", "not", DifferenceSeverity.MATERIAL, "negation"),
)


def work(key: str, title: str, year: str | None, family: str, **variables: str) -> Source:
    """An article by one author."""
    return Source(
        key,
        Item(
            "article-journal",
            {"title": title, **variables},
            {"issued": year} if year else {},
            {"author": (Name(family=family, given="M."),)},
        ),
        cited=True,
    )


SOURCES = {
    each.key: each
    for each in (
        work("river", "The river in flood", "1953-02", "Waters", DOI="10.1234/river"),
        work("dyke", "Dykes & their keepers", "1961", "Damm", URL="javascript:alert(1)"),
        work("hostile", HOSTILE, None, "Bad <b>", URL="https://example.org/?a=1&b=2"),
        work("rtl", "سيل النهر", "2001", "نهر", language="ar"),
        work("outside", FORMULA, "2020", "=cmd"),
    )
}


def link(
    number: int,
    claim: str,
    *,
    source: str = "river",
    stance: Stance = Stance.SUPPORTS,
    quotation: str | None = None,
    verified: Verified | None = None,
    judgements: Iterable[Judgement] = (),
    note: str | None = None,
) -> Evidence:
    """An evidence link with a page."""
    return Evidence(
        f"L{number:03}",
        claim,
        source,
        stance,
        "110-111",
        LocatorLabel.PAGE,
        note,
        quotation,
        tuple(judgements),
        verified,
    )


def claim(
    number: int,
    statement: str,
    *,
    kind: ClaimKind = ClaimKind.FACT,
    section: str = "The flood",
    status: ClaimStatus = ClaimStatus.CONFIRMED,
    quoted: str | None = None,
    verified: Iterable[Verified] = (),
    evidence: Iterable[Evidence] = (),
    judgements: Iterable[Judgement] = (),
    services: Iterable[Service] = (),
    suggestions: Iterable[Suggestion] = (),
    text: str | None = None,
) -> Claim:
    """A claim in the sentence of its number."""
    return Claim(
        key=f"C{number:03}",
        paper="paper",
        statement=statement,
        kind=kind,
        status=status,
        location=Location(section, 1, number, *((10, 80) if text else (None, None))),
        quoted=quoted,
        quotation=f"Q{number:02}" if quoted is not None else None,
        text=text,
        services=tuple(services),
        suggestions=tuple(suggestions),
        evidence=tuple(evidence),
        judgements=tuple(judgements),
        verified=tuple(verified),
    )


def _claims() -> list[Claim]:
    return [
        claim(
            1,
            "The river rose by three metres.",
            quoted="the water rose by three metres quickly",
            services=[Service("T01", inferred=False)],
            text="It rose, as Waters writes, “the water rose by three metres quickly”.",
            verified=[
                found(
                    MatchStatus.DIFFERS,
                    changes=CHANGED,
                    severity=DifferenceSeverity.MATERIAL,
                )
            ],
            evidence=[
                link(
                    1,
                    "C001",
                    stance=Stance.DISPUTES,
                    quotation="the water rose by two metres",
                    verified=found(MatchStatus.EXACT, quotation="Q90"),
                    judgements=[judged(Fidelity.MAJOR_CONTRADICTED)],
                )
            ],
            judgements=[judged(Veracity.REFUTED), judged(Veracity.SUPPORTED, BOB, 18)],
        ),
        claim(
            2,
            "Nobody was warned.",
            evidence=[link(2, "C002"), link(3, "C002", source="dyke", stance=Stance.DISPUTES)],
            judgements=[judged(Veracity.CONFLICTING, DESK, outdated=True)],
        ),
        claim(
            3,
            "The dykes were old.",
            quoted="old and weak",
            verified=[found(MatchStatus.OTHER_PAGE, quotation="Q03", page=6, label="112")],
            judgements=[judged(Veracity.NOT_ENOUGH_EVIDENCE)],
        ),
        claim(4, "It was the worst of floods.", judgements=[judged(Veracity.NOT_CHECKABLE)]),
        claim(
            5,
            "The keepers had left.",
            quoted="had … left",
            verified=[
                found(MatchStatus.EXACT, quotation="Q05", current=False),
                found(MatchStatus.UNCHECKED, "dyke", "Q05"),
            ],
            judgements=[
                judged(Veracity.SUPPORTED, reason="Two\nlines."),
                judged(Veracity.REFUTED, PROGRAM, confidence=0.73, reason="It reads otherwise."),
            ],
            services=[Service("T02", inferred=True)],
        ),
        claim(6, "Many fled.", section="After it", status=ClaimStatus.CANDIDATE),
        claim(
            7,
            HOSTILE,
            section="After it",
            quoted="nowhere <i>to be found</i>",
            verified=[found(MatchStatus.NOT_FOUND, quotation="Q07")],
            suggestions=[Suggestion("hostile", "Its <u>title</u> says so", ADA)],
            judgements=[judged(Veracity.SUPPORTED, PROGRAM, confidence=0.4)],
        ),
        claim(
            8,
            "That is a lesson for us all.",
            section="After it",
            kind=ClaimKind.INTERPRETATION,
        ),
        claim(
            9,
            FORMULA,
            section="After it",
            quoted="-2+3 cannot be read",
            verified=[found(MatchStatus.UNREADABLE, quotation="Q09", reason="the page is a scan")],
            evidence=[link(4, "C009", source="outside", note="+1 to this\nand more")],
        ),
    ]


CITATIONS = (
    Citation(
        "T01",
        "paper",
        "(Waters 1953, pp. 110–111)",
        Location("The flood", 1, 1),
        (
            CitationItem(
                ("Waters",), "1953", "110-111", LocatorLabel.PAGE, "pp. 110–111",
                Resolution.RESOLVED, "river",
            ),
        ),
    ),
    Citation(
        "T02",
        "paper",
        "(Nobody 1999)",
        Location("The flood", 1, 5),
        (CitationItem(("Nobody",), "1999", None, None, None, Resolution.MISSING, None),),
    ),
)  # fmt: skip
REFERENCES = (
    Reference("R01", "paper", "References", 1, "Waters, M. 1953. The river in flood.", ("river",)),
    Reference("R02", "paper", "References", 2, f"Damm; {HOSTILE}", ("dyke", "hostile")),
)
_NOTES = {
    code: RuleNote(code, name, severity, f"What {code} does.", f"Why {code}.", f"Mend {code}.")
    for code, name, severity in (
        ("EV201", "cited-but-not-listed", Severity.ERROR),
        ("EV405", "quotation-differs", Severity.ERROR),
        ("EV501", "claim-without-source", Severity.WARNING),
        ("EV503", "claims-unjudged", Severity.NOTE),
    )
}


def finding(
    rule: str, kind: SubjectKind, key: str, message: str, place: Location | None = None
) -> Finding:
    """A finding of one of the rules above."""
    note = _NOTES[rule]
    hints = (Hint("river", "The river in flood", f"because of {HOSTILE}"),)
    return Finding(
        rule,
        note.name,
        note.severity,
        message,
        "paper",
        kind,
        key,
        place,
        hints if rule == "EV501" else (),
    )


FINDINGS = (
    finding(
        "EV201",
        SubjectKind.CITATION,
        "T02",
        "(Nobody 1999) has no entry",
        Location("The flood", 1, 5),
    ),
    finding(
        "EV405",
        SubjectKind.QUOTATION,
        "Q01",
        "“two” became “three”",
        Location("The flood", 1, 1, 10, 80),
    ),
    *(
        finding(
            "EV501",
            SubjectKind.CLAIM,
            f"C{number:03}",
            f"no citation serves C{number:03}",
            Location(section, 1, number),
        )
        for number, section in ((2, "The flood"), (6, "After it"), (7, "After it"))
    ),
    finding(
        "EV503", SubjectKind.SECTION, "After it", "4 claims are unjudged", Location("After it")
    ),
)
WAIVED = WaivedFinding(
    finding(
        "EV501", SubjectKind.CLAIM, "C004", "no citation serves C004", Location("The flood", 1, 4)
    ),
    "Everybody knows <it>",
    ADA,
    at(22),
)


def sample(*, title: str = "Floods & <dykes>") -> Report:
    """The report."""
    return report_of(_claims(), findings=FINDINGS, waived=(WAIVED,), title=title)


def report_of(
    claims: Iterable[Claim],
    *,
    findings: tuple[Finding, ...] = (),
    waived: tuple[WaivedFinding, ...] = (),
    title: str = "A paper",
    citations: tuple[Citation, ...] = CITATIONS,
    references: tuple[Reference, ...] = REFERENCES,
) -> Report:
    """A report of a paper with these claims."""
    held = tuple(claims)
    headings = tuple(dict.fromkeys(each.location.section for each in held))
    by_key = {each.key: each for each in citations}
    about = {"Q01": "C001"}
    earlier = Superseded(judged(Veracity.SUPPORTED, reason="I had not read on."), at(20))
    return Report(
        paper=Paper(
            "paper", title, headings, references, citations, held, SOURCES if citations else {}
        ),
        source=Source("paper", Item("article", {"title": title}, {"issued": "2026"})),
        sections=tuple(
            ReportedSection(
                heading,
                tuple(
                    ReportedClaim(
                        each,
                        tuple((by_key[s.citation], s.inferred) for s in each.services),
                        tuple(f for f in findings if about.get(f.key, f.key) == each.key),
                        (earlier,) if each.key == "C001" else (),
                        {"L001": (Superseded(judged(Fidelity.ACCURATE), at(20)),)}
                        if each.key == "C001"
                        else {},
                    )
                    for each in held
                    if each.location.section == heading
                ),
            )
            for heading in headings
        ),
        findings=findings,
        waived=waived,
        rules={
            code: _NOTES[code]
            for code in {
                *(each.rule for each in findings),
                *(each.finding.rule for each in waived),
            }
        },
        files=(HeldFile("D01", "waters & co.pdf", "ab" * 32, ("river",)),) if citations else (),
        database=DatabaseState("evidence.db", "cd" * 32, 7, "ef" * 32),
        time=at(23, 22),
        version="9.9.9",
        file=PaperFile("my paper.txt", "12" * 32) if citations else None,
    )
