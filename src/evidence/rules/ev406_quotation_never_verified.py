"""EV406: quoted words that nobody looked for, though the work's file is held."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.domain.findings import SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import MatchStatus, Severity
from evidence.rules._claims import quotation
from evidence.rules._verified import readable, work, works
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for claim in paper.claims:
        if not claim.quoted:
            continue
        done = {each.source for each in claim.verified if each.current}
        stale = {each.source for each in claim.verified if not each.current}
        found = any(
            each.current and each.match.status is MatchStatus.EXACT for each in claim.verified
        )
        left = sorted(
            key for key in works(paper, claim)[0] if key not in done and readable(paper, key)
        )
        if not left or found:
            continue
        key, kind = quotation(claim)
        held = " and ".join(work(paper, each) for each in left)
        what = "were not looked for again" if stale & set(left) else "were never looked for"
        since = " since words, file or page labels changed" if stale & set(left) else ""
        yield Found(
            key,
            f"the quoted words “{claim.quoted}” {what} in {held}{since}, though the file is held "
            f"(claim {claim.key})",
            claim.location,
            kind=kind,
        )


RULE = Rule(
    code="EV406",
    name="quotation-never-verified",
    severity=Severity.NOTE,
    kind=SubjectKind.QUOTATION,
    what=(
        "Reports quoted words that were not yet looked for in a cited work whose file is held "
        "and was read, or not since the words, the file or its page labels were changed."
    ),
    why="Unchecked is not wrong; but here everything is at hand to know.",
    example="“A liquid border” (Silva 2012, 110), and Silva's article is attached.",
    mend="Run 'evidence verify'.",
    look=look,
)
