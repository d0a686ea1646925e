"""A reference list as a dictionary: whose names and years a citation can mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.manuscript.references.fields import Fields

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,20})[)\]]")
_SMALL = frozenset("a al and da das de del do dos e el et for la las los o of on the und y".split())
_ARTICLES = re.compile(r"^(?:the|o|a|el|la)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Work:
    """What a citation may say of one work.

    Args:
        id: the work's.
        names: what citations may call each creator, folded, in order; several each.
        year: four digits, "" where there is none.
        letter: "a" of "2018a", else "".
        initial: the first letter of the first creator's given name, else "".
    """

    id: str
    names: tuple[frozenset[str], ...]
    year: str
    letter: str
    initial: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The works of a list by what their first creator may be called."""

    works: tuple[Work, ...]
    first: dict[str, tuple[Work, ...]]


def folded(text: str) -> str:
    """A name without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def index(works: Iterable[tuple[str, Fields]]) -> Index:
    """The dictionary of a list's works."""
    made = tuple(_work(id_, fields) for id_, fields in works)
    first: dict[str, list[Work]] = {}
    for work in made:
        for name in work.names[0] if work.names else ():
            first.setdefault(name, []).append(work)
    return Index(made, {name: tuple(own) for name, own in first.items()})


def _work(id_: str, fields: Fields) -> Work:
    names: list[frozenset[str]] = []
    for name in fields.authors or fields.editors:
        if name.literal:
            names.append(_literal(name.literal))
        else:
            family = name.family or ""
            shown = {family, name.citation_name, f"{family} {name.suffix or ''}"}
            words = family.split()
            if len(words) > 1:
                shown |= {words[-1], words[0]}
            names.append(frozenset(folded(each) for each in shown if folded(each)))
    if not names and (fields.title or fields.container):
        words = (fields.title or fields.container).split()
        names.append(frozenset(folded(" ".join(words[:n])) for n in range(2, 9) if len(words) >= n))
    first = next(iter(fields.authors or fields.editors), None)
    initial = first.given[:1].upper() if first is not None and first.given else ""
    return Work(id_, tuple(names), fields.year, fields.letter, initial)


def _literal(text: str) -> frozenset[str]:
    """A body's name, whole and by parts: what stands in brackets, its initials."""
    bare = _BRACKETED.sub(" ", text)
    shown = {text, bare, _ARTICLES.sub("", bare), *(m[1] for m in _BRACKETED.finditer(text))}
    shown |= {part for part in re.split(r"\s[-–—]\s|\.\s|/", bare) if len(part.strip()) > 1}
    capitals = "".join(word[0] for word in re.findall(r"[^\W\d_]+", bare) if word[0].isupper())
    shown |= {capitals[:most] for most in range(3, len(capitals) + 1)}
    weighty = [word for word in re.findall(r"[^\W\d_]+", bare) if word.casefold() not in _SMALL]
    shown.add("".join(word[0] for word in weighty) if len(weighty) > 2 else "")
    return frozenset(folded(each) for each in shown if len(folded(each)) > 1)


def fits(work: Work, names: Sequence[str]) -> bool:
    """Whether a work's creators begin with the names that a citation prints."""
    if len(names) > len(work.names):
        return False
    return all(folded(name) in own for name, own in zip(names, work.names, strict=False))
