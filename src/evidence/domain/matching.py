"""Whether two records describe one work.

Works are the same where an identifier is the same and nothing speaks against it; else where
title, first author and year are, and nothing speaks against it (another DOI, another volume
or page: `contradicts`). What is only like another is scored and left to people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evidence.domain.contradictions import (
    differ,
    is_site,
    other_date,
    other_kind,
    other_pages,
    other_version,
    same_address,
    same_container,
    speaks_against,
)
from evidence.domain.identifiers import VARIABLE_SCHEMES, normals
from evidence.domain.items import Item
from evidence.domain.page_spans import spans
from evidence.domain.text import words
from evidence.domain.titles import GENERIC, resemblance, same_title, sequels, title_words
from evidence.domain.vocabulary import IdentifierScheme

__all__ = (
    "ALIKE",
    "Gist",
    "Identity",
    "another_work",
    "arxiv_ids",
    "contradicts",
    "identities",
    "likeness",
    "resemblance",
    "same_by_gist",
    "same_by_identifier",
    "score",
    "title_words",
)

Identity = tuple[IdentifierScheme, str]

ALIKE = 0.8
"""From this score on two works are worth a person's look."""

_VARIABLES = tuple(
    (variable, VARIABLE_SCHEMES[variable]) for variable in ("DOI", "PMID", "PMCID", "ISBN", "URL")
)
"""Variables whose identifiers name works, the surest first; an ISSN names a series."""
_TELLING = tuple(scheme for scheme in IdentifierScheme if scheme.value not in {"issn", "url"})
_WITHIN = frozenset(
    """article-journal article-magazine article-newspaper chapter entry entry-dictionary
    entry-encyclopedia figure graphic paper-conference review review-book""".split()
)
"""Types of what stands in another work, whose ISBN it often bears."""
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ARXIV_URL = re.compile(r"https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf)/(.+)", re.IGNORECASE)
_DOI_URL = re.compile(r"https?://(?:www\.|dx\.)?doi\.org/+10\.", re.IGNORECASE)
_SHORTEST_TITLE = 10
_ALIKE_AT_MOST = 0.98
_PENALTY = 0.15
"""What something that speaks against two works being one takes off their likeness."""
_SHORTEST_TITLE_ALONE = 16
_WORDS_OF_ITS_OWN = 4


def identities(item: Item) -> tuple[Identity, ...]:
    """Every identifier of a work in its normal form, the surest first."""
    found: list[Identity] = []
    variables = item.variables
    for variable, scheme in _VARIABLES:
        if variable in variables:
            found += [(scheme, normal) for normal in normals(scheme, variables[variable])]
        elif scheme is IdentifierScheme.DOI and _DOI_URL.match(url := variables.get("URL", "")):
            found += [(scheme, normal) for normal in normals(scheme, url)]
        if scheme is IdentifierScheme.PMCID:
            found += [(IdentifierScheme.ARXIV, each) for each in arxiv_ids(item)]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def arxiv_ids(item: Item) -> tuple[str, ...]:
    """The arXiv identifiers that stand in other variables: CSL has none for them."""
    variables = item.variables
    given: list[str] = []
    get = variables.get
    told = f"{get('DOI')} {get('URL')} {get('number')} {get('archive')}"
    if "arxiv" not in told.lower():
        return ()
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
        return bool(self.author) and self.distinctive

    @property
    def distinctive(self) -> bool:
        """Whether the title is not one that many works have: "Editorial", "Book review"."""
        letters = self.letters
        return len(letters) >= _SHORTEST_TITLE and letters not in GENERIC


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


def likeness(held: Item, given: Item) -> float:
    """How likely two works are the same, with what speaks against it, from 0 to 1.

    Titles that many works have ("Editorial") say nothing where anything else differs.
    """
    mine, yours = Gist.of(held), Gist.of(given)
    found = min(score(mine, yours), _ALIKE_AT_MOST)
    against = contradicts(held, given)
    common = not (mine.distinctive and yours.distinctive)
    if common and (against or (mine.year, mine.author) != (yours.year, yours.author)):
        return 0.0
    return round(found - against * _PENALTY, 3)


def same_by_identifier(held: Item, given: Item, identity: Identity) -> bool:
    """Whether two works that share an identifier are one: it may be pasted wrongly.

    Chapters bear their book's ISBN or DOI, and pages their site's address; so the titles must
    agree, and where they do not quite, everything else must.
    """
    if held == given:
        return True
    scheme = identity[0]
    if scheme is not IdentifierScheme.DOI and _other_identifier(held, given, but=scheme):
        return False
    match scheme:
        case IdentifierScheme.ISSN:
            return False
        case IdentifierScheme.URL:
            return _same_page(held, given)
        case IdentifierScheme.ISBN:
            return _same_book(held, given)
        case _:
            return _same_numbered(held, given)


def _same_numbered(held: Item, given: Item) -> bool:
    """Of works with the same DOI, PMID, PMCID or arXiv identifier."""
    one, other = Gist.of(held), Gist.of(given)
    if not one.title or not other.title:
        return not (_other_author(one, other) or _far_in_time(one, other)) and not speaks_against(
            held, given
        )
    if other_version(held, given):
        return False
    if same_title(held.title or "", given.title or ""):
        if one.distinctive and other.distinctive:
            return not ({held.type, given.type} & _WITHIN and other_kind(held, given)) or (
                not _other_author(one, other) and not other_pages(held, given)
            )
        return not _other_author(one, other) and not speaks_against(held, given)
    if _other_author(one, other) or _far_in_time(one, other) or speaks_against(held, given):
        return False
    if resemblance(one.title, other.title) >= ALIKE:
        return True
    # A title in another language, or cut: then all the rest must say the same.
    return (
        one.author == other.author != ""
        and one.year == other.year is not None
        and not sequels(one.title.split(), other.title.split())
        and _same_pages(held, given)
    )


def _same_book(held: Item, given: Item) -> bool:
    """Of works with the same ISBN: books, or parts of one."""
    one, other = Gist.of(held), Gist.of(given)
    if {held.type, given.type} & _WITHIN:
        return (
            one.letters == other.letters != ""
            and not _other_author(one, other)
            and not contradicts(held, given)
        )
    if any(differ(held, given, each) for each in ("volume", "edition", "part-number", "number")):
        return False
    if other_kind(held, given):
        return False
    if one.title and other.title:
        if same_title(held.title or "", given.title or ""):
            return True
        return (
            not _other_author(one, other)
            and one.year == other.year
            and resemblance(one.title, other.title) >= ALIKE
        )
    return one.author == other.author != "" and one.year == other.year is not None


def _same_page(held: Item, given: Item) -> bool:
    """Of works with the same web address."""
    one, other = Gist.of(held), Gist.of(given)
    site = is_site(held.variables.get("URL"))
    if other_date(held, given) or _other_author(one, other) or speaks_against(held, given):
        return False
    if not one.title or not other.title:
        return not site
    if site and not (one.distinctive and other.distinctive):
        return False
    return same_title(held.title or "", given.title or "") or (
        not site and resemblance(one.title, other.title) >= 0.9 and one.distinctive
    )


def _other_author(one: Gist, other: Gist) -> bool:
    return bool(one.author and other.author) and one.author != other.author


def _far_in_time(one: Gist, other: Gist) -> bool:
    """More than a year apart: less may be between going online and print."""
    return one.year is not None and other.year is not None and abs(one.year - other.year) > 1


def another_work(held: Item, given: Item) -> bool:
    """Whether two records are plainly of two works: another title, and another author or year."""
    one, other = Gist.of(held), Gist.of(given)
    if not one.title or not other.title or resemblance(one.title, other.title) >= 0.5:
        return False
    return not (one.author == other.author != "" and one.year == other.year is not None)


def contradicts(held: Item, given: Item) -> bool:
    """Whether something speaks against two works of one title, author and year being the same."""
    if _other_identifier(held, given):
        return True
    return not _shares(held, given, IdentifierScheme.DOI) and speaks_against(held, given)


def _other_identifier(held: Item, given: Item, but: IdentifierScheme | None = None) -> bool:
    """Whether both have an identifier of one scheme, and none in common.

    Bindings of one book have ISBNs of their own, but so have the volumes of a set.
    """
    mine, yours = identities(held), identities(given)
    return any(
        one and other and one.isdisjoint(other)
        for scheme in _TELLING
        if scheme is not but
        for one, other in [
            ({n for s, n in mine if s is scheme}, {n for s, n in yours if s is scheme})
        ]
    )


def _shares(held: Item, given: Item, scheme: IdentifierScheme) -> bool:
    return any(each[0] is scheme for each in {*identities(held)} & {*identities(given)})


def _same_pages(held: Item, given: Item) -> bool:
    """Whether both have pages, which begin at the same one."""
    one, other = spans(held.variables.get("page", "")), spans(given.variables.get("page", ""))
    return bool(one and other) and not other_pages(held, given)


def same_by_gist(held: Item, given: Item) -> bool:
    """Whether title, first author and year make two works one, and nothing speaks against it.

    Works without an author, and titles that many have, need the same place besides: an
    address, a page, a journal. Records that say the very same are of one work.
    """
    if held == given:
        return True
    one, other = Gist.of(held), Gist.of(given)
    if (one.letters, one.author, one.year) != (other.letters, other.author, other.year):
        return False
    if not one.letters:
        return False
    if contradicts(held, given):
        return one.telling and len(one.title.split()) >= _WORDS_OF_ITS_OWN and _slip(held, given)
    if one.telling:
        return True
    if same_address(held, given) or _same_spot(held, given):
        return True
    if one.letters in GENERIC:
        return False
    if one.author:
        # Short titles: books have them, articles with their journal.
        books = {held.type, given.type} <= {"book", "thesis"} and one.year is not None
        return books or same_container(held, given)
    long = len(one.letters) >= _SHORTEST_TITLE_ALONE and one.year is not None
    return long and (same_container(held, given) or _same_publisher(held, given))


def _slip(held: Item, given: Item) -> bool:
    """Whether one wrong number is all that speaks against two articles being one: a volume, an
    issue, a first page or an identifier, while others of these agree in the same journal.

    Columns that come back with every issue differ in issue and page at least.
    """
    if not same_container(held, given) or _other_than_numbers(held, given):
        return False
    numbers = ("volume", "issue")
    apart = [each for each in numbers if differ(held, given, each)]
    both = [each for each in numbers if held.variables.keys() & given.variables.keys() & {each}]
    pages = other_pages(held, given)
    wrong = len(apart) + pages + _other_identifier(held, given)
    right = len(both) - len(apart) + _same_pages(held, given)
    return wrong == 1 and right >= 1


def _other_than_numbers(held: Item, given: Item) -> bool:
    """Whether something but volume, issue, page and identifier speaks against them."""
    bare = ("volume", "issue", "page", "DOI", "PMID", "PMCID")

    def without(item: Item) -> Item:
        kept = {name: value for name, value in item.variables.items() if name not in bare}
        return replace(item, variables=kept)

    return other_version(held, given) or speaks_against(without(held), without(given))


def _same_spot(held: Item, given: Item) -> bool:
    """Whether both stand on the same page of the same issue of one journal, or of one book."""
    for each in ("volume", "issue"):
        if (each in held.variables) != (each in given.variables):
            return False
    numbered = held.variables.keys() & {"volume", "issue"} or held.type == given.type == "chapter"
    return bool(numbered) and same_container(held, given) and _same_pages(held, given)


def _same_publisher(held: Item, given: Item) -> bool:
    mine, yours = held.variables.get("publisher", ""), given.variables.get("publisher", "")
    return words(mine) == words(yours) != []
