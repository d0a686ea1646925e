"""Works as libraries hold them, made up: of all types, with some of the same author and year."""

from __future__ import annotations

import random
from typing import Any

_FAMILIES = (
    "Smith Jones Drab Thomas Müller García Ivanov Chen Kim Okafor Rossi Dubois Novák Silva"
    " Haddad Sato Patel Cohen Larsen Petrov"
).split()
_GIVENS = (
    "Anna John Maria Lech Wei Olu Paolo Claire Petr João Karim Yuki Raj Sara Lars Olga".split()
)
_WORDS = (
    "defence diplomacy central asia regional security policy analysis model data energy"
    " transition labour market history empire trade river water climate urban border army port"
).split()
_TYPES = (
    "book chapter article-journal article-journal article-journal report thesis webpage"
    " article-newspaper paper-conference"
).split()


def made(count: int, seed: int = 5) -> list[dict[str, Any]]:
    """As many CSL-JSON items, the same for the same seed."""
    chance = random.Random(seed)
    return [_item(number, chance) for number in range(count)]


def _item(number: int, chance: random.Random) -> dict[str, Any]:
    kind = chance.choice(_TYPES)
    date: list[int] = [chance.randint(1990, 2025)]
    if chance.random() < 0.4:
        date.append(chance.randint(1, 12))
    item: dict[str, Any] = {
        "id": f"work{number}",
        "type": kind,
        "author": [_name(chance) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 12)))],
        "issued": {"date-parts": [date]},
        "title": " ".join(chance.choices(_WORDS, k=8)).capitalize()
        + ": "
        + " ".join(chance.choices(_WORDS, k=4)),
        "volume": str(chance.randint(1, 60)),
        "page": f"{chance.randint(1, 300)}-{chance.randint(301, 340)}",
        "DOI": f"10.1000/x{number}",
        "URL": f"https://example.org/{number}",
        "accessed": {"date-parts": [[2024, 5, 3]]},
    }
    if kind in ("book", "chapter", "report"):
        item |= {"publisher": "Northern Press", "publisher-place": "Oslo"}
    if kind in ("chapter", "article-journal", "article-newspaper", "paper-conference", "webpage"):
        item["container-title"] = "Journal of " + " ".join(chance.choices(_WORDS, k=3))
    if kind == "article-journal":
        item["issue"] = str(chance.randint(1, 12))
    if kind == "chapter":
        item["editor"] = [_name(chance)]
    return item


def _name(chance: random.Random) -> dict[str, str]:
    given = chance.choice(_GIVENS) + chance.choice(("", f" {chance.choice('ABCDEFG')}."))
    return {
        "family": chance.choice(_FAMILIES) + chance.choice(("", "", "son", "ov")),
        "given": given,
    }
