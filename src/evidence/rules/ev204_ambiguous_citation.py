"""EV204: a citation fits several works of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evidence.domain.findings import Hint, SubjectKind
from evidence.domain.records import Citation, CitationItem, Paper
from evidence.domain.vocabulary import Resolution, Severity
from evidence.rules._words import content_words
from evidence.rules._works import hint, items, named, printed
from evidence.rules.base import Found, Rule


def look(paper: Paper) -> Iterator[Found]:
    for citation, item in items(paper):
        candidates = tuple(key for key in item.candidates if key in paper.sources)
        if item.resolution is not Resolution.AMBIGUOUS or not candidates:
            continue
        works = "; ".join(f"{named(paper.sources[key])} ({key})" for key in candidates)
        yield Found(
            citation.key,
            f"{printed(citation, item)} fits {len(candidates)} works of the list: {works}"
            + _left_over(paper, citation, item, candidates),
            citation.location,
            _likelier(paper, citation, candidates),
        )


def _left_over(
    paper: Paper, citation: Citation, item: CitationItem, candidates: Sequence[str]
) -> str:
    """Which of the candidates nothing else cites, so that they stay uncited unless meant."""
    others = [
        other for where, other in items(paper) if where.key != citation.key or other is not item
    ]
    certain = {
        key
        for other in others
        if other.resolution is not Resolution.AMBIGUOUS
        for key in other.likely
    }
    uncited = [key for key in candidates if key not in certain]
    if not uncited:
        return ""
    which = (
        "whichever is not meant"
        if len(uncited) == len(candidates)
        else f"{' or '.join(uncited)}, if not the one meant,"
    )
    elsewhere = any(
        key in other.candidates
        for other in others
        if other.resolution is Resolution.AMBIGUOUS
        for key in uncited
    )
    return f"; {which} stays uncited" + (
        ", unless another ambiguous citation means it" if elsewhere else ""
    )


def _likelier(paper: Paper, citation: Citation, candidates: Sequence[str]) -> tuple[Hint, ...]:
    """The candidate whose own title words stand most often in what the citation serves.

    Each statement, and each held sentence, counts a word once. No candidate is named unless
    one is strictly ahead.
    """
    titles = [content_words(paper.sources[key].item.title or "") for key in candidates]
    common = frozenset.intersection(*titles)
    served = [
        claim
        for claim in paper.claims
        if any(service.citation == citation.key for service in claim.services)
    ]
    texts = [content_words(claim.statement) for claim in served]
    texts += [content_words(text) for text in dict.fromkeys(c.text for c in served if c.text)]
    counted = [
        Counter(word for text in texts for word in (title - common) & text) for title in titles
    ]
    first, *rest = sorted(range(len(titles)), key=lambda at: -counted[at].total())
    most = counted[first].total()
    if not most or (rest and counted[rest[0]].total() == most):
        return ()
    told = ", ".join(f"“{word}”" for word in sorted(counted[first]))
    reason = (
        f"likelier: the claims that the citation serves speak most of {told}, as its title does"
    )
    return (hint(paper, candidates[first], reason),)


RULE = Rule(
    code="EV204",
    name="ambiguous-citation",
    severity=Severity.ERROR,
    kind=SubjectKind.CITATION,
    what=(
        "Reports each citation that fits several works of the list, with all of them. Where "
        "words that only one of the titles has stand in the claims that the citation serves, "
        "or in their sentences where the text is held, it suggests that work."
    ),
    why=(
        "A reader cannot tell which work bears the claim out, and whichever is not meant stands "
        "in the list uncited."
    ),
    example="The text says “(Okafor 2020)”; the list has two works by Okafor of 2020.",
    mend="Add letters to the years (2020a, 2020b), in the list and in the citation.",
    look=look,
)
