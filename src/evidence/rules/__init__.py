"""What `evidence` checks in a paper: one rule a file, found by name, run together.

A rule reads records and yields findings; it never writes. Its file is called by its code
and its name (`ev201_cited_but_not_listed.py`), so that both are known without importing it.
"""

from __future__ import annotations

from collections.abc import Iterable

from evidence.domain.findings import Finding
from evidence.domain.records import Paper
from evidence.errors import EvidenceError, NotFound
from evidence.plugins import Registry
from evidence.rules.base import Rule

REGISTRY = Registry(
    package="evidence.rules",
    attribute="RULE",
    kind=Rule,
    group="evidence.rules",
    what="rule",
    listing="evidence rule list",
)


def codes() -> dict[str, str]:
    """The name of every rule by its code, in the order of the codes; imports none.

    Raises:
        EvidenceError: two rules have one code.
    """
    return {code: _name(listed) for code, listed in _known().items()}


def rule(wanted: str) -> Rule:
    """The rule with that code or name, in capitals or not.

    Raises:
        NotFound: no rule has it; the hint suggests the nearest codes and names.
        EvidenceError: it is a third party's, which cannot be loaded.
    """
    known = _known()
    for code, listed in known.items():
        if wanted.strip().casefold() in (code.casefold(), _name(listed).casefold()):
            return _load(code, listed)
    raise _unknown(wanted, known)


def rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The selected rules without the ignored ones, in the order of their codes.

    Args:
        select: codes, beginnings of codes ("EV2"), or names; all rules where it is empty.
        ignore: the same, taken away after `select`.

    Raises:
        NotFound: one of the words fits no rule.
        EvidenceError: a third party's rule cannot be loaded.
    """
    known = _known()
    chosen = (_matching(select, known) or set(known)) - _matching(ignore, known)
    return tuple(_load(code, listed) for code, listed in known.items() if code in chosen)


def run(
    paper: Paper, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """What the rules find in `paper`, in the order of its text.

    Findings are ordered by section, paragraph, sentence, then by rule. What speaks of a
    whole section stands at the section's end; what speaks of the list, after the text.

    Args:
        paper: what to look at.
        select: codes, beginnings of codes ("EV2"), or names; all rules where it is empty.
        ignore: the same, taken away after `select`.

    Raises:
        NotFound: one of the words fits no rule.
        EvidenceError: a third party's rule cannot be loaded, or a rule failed.
    """
    findings: list[Finding] = []
    for each in rules(select, ignore):
        try:
            findings.extend(each.check(paper))
        except Exception as error:
            reason = " ".join(f"{type(error).__name__}: {error}".split())
            raise EvidenceError(
                f"rule {each.code} ({each.name}) failed on paper {paper.key}: {reason}",
                hint=f"'--ignore {each.code}' checks without it",
            ) from error
    sections = {section: at for at, section in enumerate(paper.sections)}
    return tuple(sorted(findings, key=lambda finding: _place(finding, sections)))


def _place(finding: Finding, sections: dict[str, int]) -> tuple[float, str, float, float, str]:
    last = float("inf")
    place = finding.location
    if place is None:
        return last, "", last, last, finding.rule
    known = place.section in sections
    return (
        sections[place.section] if known else len(sections),
        "" if known else place.section,
        last if place.paragraph is None else place.paragraph,
        last if place.sentence is None else place.sentence,
        finding.rule,
    )


def _known() -> dict[str, str]:
    """The registry's names by code."""
    known: dict[str, str] = {}
    for listed in REGISTRY.names():
        code = listed.partition("-")[0].upper()
        if code in known:
            raise EvidenceError(
                f"two rules have the code {code}: {known[code]} and {listed}",
                hint="uninstall the plug-in that brings one of them",
            )
        known[code] = listed
    return dict(sorted(known.items()))


def _name(listed: str) -> str:
    return listed.partition("-")[2]


def _matching(words: Iterable[str], known: dict[str, str]) -> set[str]:
    """The codes that any of `words` is, begins or names."""
    matching: set[str] = set()
    for word in words:
        wanted = word.strip().casefold()
        fits = {
            code
            for code, listed in known.items()
            if wanted and (code.casefold().startswith(wanted) or _name(listed).casefold() == wanted)
        }
        if not fits:
            raise _unknown(word, known)
        matching |= fits
    return matching


def _unknown(wanted: str, known: dict[str, str]) -> NotFound:
    names = [*known, *(_name(listed) for listed in known.values())]
    return NotFound.among("rule", wanted, names, listing=REGISTRY.listing)


def _load(code: str, listed: str) -> Rule:
    loaded = REGISTRY.get(listed)
    if (loaded.code, loaded.name) != (code, _name(listed)):
        raise EvidenceError(
            f"the rule listed as {listed!r} calls itself {loaded.code} {loaded.name}",
            hint="update or uninstall the plug-in that brings it",
        )
    return loaded
