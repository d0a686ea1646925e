"""What speaks against two records being of one work, whatever their titles and authors say.

The doubt counts for two works: two records of one work are a nuisance, two works in one
record are an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from evidence.domain.comparing import numeral, other_signs, same_series
from evidence.domain.identifiers import normalise_or_none
from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.page_spans import spans
from evidence.domain.text import words
from evidence.domain.vocabulary import IdentifierScheme

_NUMBERS = (
    "volume", "issue", "edition", "number", "part-number", "chapter-number", "collection-number",
    "supplement-number", "version",
)  # fmt: skip
_TITLES = ("part-title", "volume-title", "reviewed-title")
_FAMILIES = MappingProxyType(
    {
        **dict.fromkeys("book classic collection pamphlet report".split(), "whole"),
        **dict.fromkeys(
            "article-journal article-magazine article-newspaper review review-book".split(),
            "periodical",
        ),
        **dict.fromkeys(
            "chapter entry entry-dictionary entry-encyclopedia paper-conference".split(), "part"
        ),
        **dict.fromkeys("post post-weblog webpage".split(), "web"),
        **dict.fromkeys("article document".split(), "vague"),
    }
)
"""Types that one work may well be given by different hands."""
_ONLINE = frozenset(
    "article-magazine article-newspaper broadcast document post post-weblog webpage".split()
)
"""Types whose works an address tells apart."""
_SLOW = frozenset(
    """article-journal book chapter classic collection entry entry-dictionary entry-encyclopedia
    paper-conference thesis""".split()
)
"""Types whose works are dated by the day they went online or that of print."""
_PREPRINTS = re.compile(
    r"\b(?:\w*rxiv|corr|ssrn|pre-?prints?|research square|e-?prints?)\b", re.IGNORECASE
)
_PREPRINT_DOIS = (
    "10.1101/1", "10.1101/2", "10.1101/0", "10.2139/", "10.20944/", "10.21203/", "10.26434/",
    "10.31219/", "10.31222/", "10.31234/", "10.31235/", "10.48550/", "10.36227/", "10.22541/",
)  # fmt: skip
_ARCHIVED = re.compile(r"web\.archive\.org/web/[^/]+/(?:https?:/+)?")
_ADDRESS = re.compile(r"https?:/+(?:www\.|m\.)?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def speaks_against(held: Item, given: Item) -> bool:
    """Whether anything but an identifier says that two works of one title are two."""
    return (
        any(differ(held, given, each) for each in _NUMBERS)
        or any(_other_title(held, given, each) for each in _TITLES)
        or other_pages(held, given)
        or other_series(held, given)
        or other_kind(held, given)
        or other_version(held, given)
        or other_day(held, given)
        or other_people(held, given)
        or _other_address(held, given)
        or other_signs(held.title or "", given.title or "")
    )


def differ(held: Item, given: Item, variable: str) -> bool:
    """Whether both have a number, and not the same."""
    one, other = held.variables.get(variable), given.variables.get(variable)
    if not one or not other or one == other:
        return False
    return numeral(one) != numeral(other)


def _other_title(held: Item, given: Item, variable: str) -> bool:
    one, other = held.variables.get(variable), given.variables.get(variable)
    return bool(one and other) and words(one or "") != words(other or "")


def other_pages(held: Item, given: Item) -> bool:
    """Whether both have pages that begin elsewhere."""
    one, other = held.variables.get("page", ""), given.variables.get("page", "")
    if not one or not other or one == other:
        return False
    mine, yours = spans(one), spans(other)
    if mine and yours:
        return (mine[0].first, mine[0].series) != (yours[0].first, yours[0].series)
    return _DIGITS.findall(one)[:1] != _DIGITS.findall(other)[:1]


def other_series(held: Item, given: Item) -> bool:
    """Whether both stand in something, and not in the same."""
    mine, yours = _containers(held), _containers(given)
    return bool(mine and yours) and not any(same_series(a, b) for a in mine for b in yours)


def same_container(held: Item, given: Item) -> bool:
    """Whether both stand in the same journal, book or site."""
    mine, yours = _containers(held), _containers(given)
    return any(same_series(a, b) for a in mine for b in yours)


def _containers(item: Item) -> tuple[str, ...]:
    variables = item.variables
    named = (variables.get("container-title"), variables.get("container-title-short"))
    return tuple(each for each in named if each)


def other_kind(held: Item, given: Item) -> bool:
    """Whether one is a thing that the other is not: a book and a chapter, an article and a thesis.

    What types of one sort, or a shared place, explain is none.
    """
    one, other = held.type, given.type
    if one == other:
        return False
    kinds = {_kind(held), _kind(given)}
    if len(kinds) == 1 or "vague" in kinds:
        return False
    if "whole" in kinds and kinds & {"part", "periodical"}:
        return True
    return not (same_container(held, given) or same_address(held, given))


def _kind(item: Item) -> str:
    kind = _FAMILIES.get(item.type, item.type)
    placed = item.variables.keys() & {"volume", "issue", "page"}
    if kind == "vague" and placed and "container-title" in item.variables:
        return "periodical"
    return kind


def other_version(held: Item, given: Item) -> bool:
    """Whether one is a preprint and the other is published: works that are cited apart."""
    one, other = _published(held), _published(given)
    return one is not None and other is not None and one != other


def _published(item: Item) -> bool | None:
    """Whether a work is published (True) or a preprint (False); None where nothing tells."""
    variables = item.variables
    doi = normalise_or_none(IdentifierScheme.DOI, variables["DOI"]) if "DOI" in variables else None
    container = variables.get("container-title")
    if container and _PREPRINTS.search(container):
        return False
    if doi is not None:
        return not doi.startswith(_PREPRINT_DOIS)
    if container:
        return True
    told = (variables.get(each, "") for each in ("archive", "genre", "publisher", "number", "URL"))
    return False if any(map(_PREPRINTS.search, told)) else None


def other_day(held: Item, given: Item) -> bool:
    """Whether both are of one year, not of one day, and of a sort that comes out by the day."""
    if held.year != given.year:
        return False
    if held.type in _SLOW and given.type in _SLOW:
        return other_date(held, given, of=1)
    return other_date(held, given)


def other_date(held: Item, given: Item, *, of: int = 3) -> bool:
    """Whether the dates of issue differ in what both tell.

    Args:
        of: how much of them to compare: 1 the year, 3 the day, too.
    """
    one, other = held.dates.get("issued"), given.dates.get("issued")
    if one is None or other is None or one == other:
        return False
    if held.year != given.year:
        return True
    mine, yours = _precisely(one), _precisely(other)
    return any(a != b for a, b in zip(mine[1:of], yours[1:of], strict=False))


def _precisely(edtf: str) -> list[str]:
    """Year, month and day as far as a date is sure of them."""
    if "/" in edtf or ".." in edtf or edtf.startswith("-") or "X" in edtf:
        return []
    return edtf.rstrip("?~%").split("-")


def other_people(held: Item, given: Item) -> bool:
    """Whether first authors have other given names, or the others are all others.

    Letters are told apart by whom they went to.
    """
    mine, yours = held.names.get("recipient", ()), given.names.get("recipient", ())
    if mine and yours and _families(mine).isdisjoint(_families(yours)):
        return True
    mine, yours = held.creators, given.creators
    if not mine or not yours or mine == yours:
        return False
    if _initial(mine[0]) and _initial(yours[0]) and _initial(mine[0]) != _initial(yours[0]):
        return family(mine[0]) == family(yours[0])
    ours, theirs = _families(mine[1:]), _families(yours[1:])
    told = not is_others(mine[-1]) and not is_others(yours[-1])
    return told and bool(ours and theirs) and ours.isdisjoint(theirs)


def _families(names: Iterable[Name]) -> set[str]:
    return {family(name) for name in names} - {""}


def family(name: Name) -> str:
    """The folded letters of what a citation prints of a name."""
    return "".join(words(name.citation_name))


def is_others(name: Name) -> bool:
    """Whether a name only says that there are others: "et al."."""
    return words(name.text) in (
        ["et", "al"], ["others"], ["and", "others"], ["u", "a"], ["and", "al"], ["et", "alii"],
    )  # fmt: skip


def _initial(name: Name) -> str:
    return "".join(words(name.given or "")[:1])[:1] if name.literal is None else ""


def _other_address(held: Item, given: Item) -> bool:
    """Whether two web pages, or works that nobody signed, have other addresses."""
    one, other = held.variables.get("URL"), given.variables.get("URL")
    if not one or not other:
        return False
    online = held.type in _ONLINE and given.type in _ONLINE
    if online or not held.creators or not given.creators:
        return address(one) != address(other)
    return False


def same_address(held: Item, given: Item) -> bool:
    """Whether both have the same web address, and not just that of a site."""
    one, other = held.variables.get("URL"), given.variables.get("URL")
    return bool(one and other) and address(one or "") == address(other or "") and not is_site(one)


def address(url: str) -> str:
    """What an address names: without its scheme, "www.", a last slash, or the Internet Archive."""
    bare = _ADDRESS.sub("", _ARCHIVED.sub("", _ADDRESS.sub("", url.strip())))
    host, slash, path = bare.partition("#")[0].partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def is_site(url: str | None) -> bool:
    """Whether an address is a whole site's, which all its pages may bear."""
    return url is not None and "/" not in address(url) and "?" not in url
