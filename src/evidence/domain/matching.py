"""Whether two records describe one work.

Works are the same where an identifier is the same and nothing speaks against it; else where
title, first author and year are, and nothing speaks against it (another DOI, another volume
or page). What is only like another is scored and left to people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from evidence.domain.identifiers import VARIABLE_SCHEMES, normals
from evidence.domain.items import Item
from evidence.domain.page_spans import spans
from evidence.domain.text import words
from evidence.domain.vocabulary import IdentifierScheme

Identity = tuple[IdentifierScheme, str]

ALIKE = 0.8
"""From this score on two works are worth a person's look."""

_NAMING = {
    IdentifierScheme.DOI: 1,
    IdentifierScheme.PMID: 2,
    IdentifierScheme.PMCID: 3,
    IdentifierScheme.ARXIV: 4,
    IdentifierScheme.ISBN: 5,
    IdentifierScheme.URL: 6,
}
"""Schemes that name works, the surest first; an ISSN names a series."""
_WITHIN = frozenset(
    """article-journal article-magazine article-newspaper chapter entry entry-dictionary
    entry-encyclopedia figure graphic paper-conference review review-book""".split()
)
"""Types of what stands in another work, whose ISBN it often bears."""
_MARKUP = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ARXIV_URL = re.compile(r"https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf)/(.+)", re.IGNORECASE)
_SHORTEST_TITLE = 10


def identities(item: Item) -> tuple[Identity, ...]:
    """Every identifier of a work in its normal form, the surest first."""
    found: list[Identity] = []
    for variable, scheme in VARIABLE_SCHEMES.items():
        if variable in item.variables:
            found += [(scheme, normal) for normal in normals(scheme, item.variables[variable])]
    found += [(IdentifierScheme.ARXIV, each) for each in arxiv_ids(item)]
    named = [each for each in dict.fromkeys(found) if each[0] in _NAMING]
    return tuple(sorted(named, key=lambda each: _NAMING[each[0]]))


def arxiv_ids(item: Item) -> tuple[str, ...]:
    """The arXiv identifiers that stand in other variables: CSL has none for them."""
    variables = item.variables
    given: list[str] = []
    if match := _ARXIV_DOI.search(variables.get("DOI", "")):
        given.append(match[1])
    if match := _ARXIV_URL.match(variables.get("URL", "")):
        given.append(match[1])
    number = variables.get("number", "")
    if number[:6].lower() == "arxiv:":
        given.append(number)
    if variables.get("archive", "").lower() == "arxiv":
        given += [variables.get("archive_location", ""), number]
    found = (normal for each in given for normal in normals(IdentifierScheme.ARXIV, each))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Gist:
    """What works are compared by.

    Args:
        title: the title's folded words with spaces between.
        author: the folded family or literal name that a citation would print first.
        year: of issue.
        identities: `identities` of the work.
    """

    title: str
    author: str
    year: int | None
    identities: tuple[Identity, ...]

    @classmethod
    def of(cls, item: Item) -> Gist:
        """The gist of a work."""
        creators = item.creators
        return cls(
            title_words(item.title),
            "".join(words(creators[0].family or creators[0].citation_name)) if creators else "",
            item.year,
            identities(item),
        )

    @property
    def letters(self) -> str:
        """The title without its spaces: hyphens and spacing are typography."""
        return self.title.replace(" ", "")

    @property
    def telling(self) -> bool:
        """Whether title, author and year say enough to tell it from other works."""
        return bool(self.author) and len(self.letters) >= _SHORTEST_TITLE


def title_words(title: str | None) -> str:
    """The folded words of a title, without markup."""
    return " ".join(words(_MARKUP.sub("", title))) if title else ""


def resemblance(one: str, other: str) -> float:
    """How alike two titles are, given as folded words, from 0 to 1.

    A title is like its own main part: "Out of Africa" and "Out of Africa: a memoir".
    """
    if not one or not other:
        return 0.0
    first, second = one.split(), other.split()
    common = len(set(first) & set(second))
    if first == second:
        return 1.0
    shorter = min(first, second, key=len)
    if len(shorter) >= 3 and first[: len(shorter)] == second[: len(shorter)]:
        return 0.95
    if 2 * common < 0.5 * (len(set(first)) + len(set(second))):
        return common / max(len(set(first)), len(set(second)))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def score(one: Gist, other: Gist) -> float:
    """How likely two works are the same by title, first author and year, from 0 to 1."""
    title = resemblance(one.title, other.title)
    author = 0.5
    if one.author and other.author:
        author = float(one.author == other.author)
    if one.year is None or other.year is None:
        year = 0.6
    else:
        year = max(0.0, 1.0 - 0.4 * abs(one.year - other.year))
    return round(0.65 * title + 0.2 * author + 0.15 * year, 3)


def same_by_identifier(held: Item, given: Item, identity: Identity) -> bool:
    """Whether two works that share an identifier are one: the identifier may be pasted wrongly.

    Chapters bear their book's ISBN and pages a site's address: there the titles must agree.
    """
    first, second = title_words(held.title), title_words(given.title)
    alike = resemblance(first, second) if first and second else 1.0
    scheme = identity[0]
    if scheme is IdentifierScheme.URL:
        return alike >= 0.9 and _near_in_time(held, given)
    if scheme is IdentifierScheme.ISBN and (held.type in _WITHIN or given.type in _WITHIN):
        return alike == 1.0 and first != "" and not contradicts(held, given)
    if scheme is IdentifierScheme.ISBN and _differ(held, given, "volume"):
        return False
    if alike >= 0.5:
        return True
    mine, yours = Gist.of(held), Gist.of(given)
    return mine.author == yours.author != "" and mine.year == yours.year


def _near_in_time(held: Item, given: Item) -> bool:
    return held.year is None or given.year is None or held.year == given.year


def contradicts(held: Item, given: Item) -> bool:
    """Whether something speaks against two works of one title, author and year being the same."""
    mine, yours = dict(reversed(identities(held))), dict(reversed(identities(given)))
    for scheme in (IdentifierScheme.DOI, IdentifierScheme.PMID):
        if scheme in mine and scheme in yours:
            return mine[scheme] != yours[scheme]
    return (
        any(_differ(held, given, each) for each in ("volume", "issue", "edition", "number"))
        or _other_pages(held, given)
        or _other_rank(held, given)
    )


def _other_rank(held: Item, given: Item) -> bool:
    """Whether one is a work of its own and the other a part of one."""
    vague = {"document", "article", "webpage"}
    ranks = {each.type in _WITHIN for each in (held, given)}
    return len(ranks) == 2 and vague.isdisjoint({held.type, given.type})


def _differ(held: Item, given: Item, variable: str) -> bool:
    one, other = held.variables.get(variable), given.variables.get(variable)
    return bool(one and other) and words(one or "") != words(other or "")


def _other_pages(held: Item, given: Item) -> bool:
    one, other = spans(held.variables.get("page", "")), spans(given.variables.get("page", ""))
    return bool(one and other) and (one[0].first, one[0].series) != (
        other[0].first,
        other[0].series,
    )


def same_by_gist(held: Item, given: Item) -> bool:
    """Whether title, first author and year make two works one, and nothing speaks against it.

    Works without an author need the same container, publisher or address besides.
    """
    one, other = Gist.of(held), Gist.of(given)
    if (one.letters, one.author, one.year) != (other.letters, other.author, other.year):
        return False
    if not one.letters or contradicts(held, given):
        return False
    if one.telling:
        return True
    shared = ("URL", "container-title", "publisher")
    return any(
        words(held.variables[each]) == words(given.variables[each])
        for each in shared
        if each in held.variables and each in given.variables
    ) or (bool(one.author) and one.year is not None)
