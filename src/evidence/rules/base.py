"""What a rule is: a code, a severity, its documentation, and a look at one paper.

Each rule is a file of its own. The file holds a function that looks at a paper and yields
what it finds, and one `Rule` that says, in place, what the function looks for, why that
matters, how it shows, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.domain.findings import Finding, Hint, Location, SubjectKind
from evidence.domain.records import Paper
from evidence.domain.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a rule's look at a paper yields; the rest of a `Finding` is the rule's.

    Args:
        key: of the subject; a section's is its heading.
        message: one sentence for a person, without a full stop.
        location: where it stands, None for a work of the list.
        suggestions: works that would probably mend it.
        kind: what the subject is, where that differs from what the rule usually speaks of.
        severity: how much this one matters, where that differs from the rule's.
    """

    key: str
    message: str
    location: Location | None = None
    suggestions: tuple[Hint, ...] = ()
    kind: SubjectKind | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of a paper, documented in place.

    Args:
        code: letters and digits, never given twice ("EV201"); the first digit groups rules.
        name: what it finds, in words joined by hyphens ("cited-but-not-listed").
        severity: how much a finding matters.
        kind: what its findings are about.
        what: what it does.
        why: why that matters.
        example: how it shows.
        mend: how to put it right.
        look: reads a paper, changes nothing, yields what it finds.
    """

    code: str
    name: str
    severity: Severity
    kind: SubjectKind
    what: str
    why: str
    example: str
    mend: str
    look: Callable[[Paper], Iterator[Found]]

    def check(self, paper: Paper) -> Iterator[Finding]:
        """What the rule finds in `paper`, in the order of its look."""
        for found in self.look(paper):
            yield Finding(
                rule=self.code,
                name=self.name,
                severity=found.severity or self.severity,
                message=found.message,
                paper=paper.key,
                kind=found.kind or self.kind,
                key=found.key,
                location=found.location,
                suggestions=found.suggestions,
            )
