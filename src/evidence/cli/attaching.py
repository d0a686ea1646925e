"""A paper's text from a file, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence.cli import reading
from evidence.cli.output import Column, Columns

if TYPE_CHECKING:
    from evidence.services.papers import Attached


def read(path: str) -> tuple[str, str]:
    """The text of a file and its name; "-" is stdin.

    Line ends become `\\n`; a byte order mark goes.

    Raises:
        BadInput: it is no plain text in UTF-8.
        OSError: it cannot be read.
    """
    text = reading.text(path)
    return text.replace("\r\n", "\n").replace("\r", "\n"), reading.name_of(path)


def record(paper: str, attached: Attached) -> dict[str, Any]:
    """What was found, as JSON has it."""
    return {
        "paper": paper,
        "passages": attached.passages,
        "found": attached.found,
        "missing": [
            {
                "key": claim.key,
                "section": claim.location.section,
                "paragraph": claim.location.paragraph,
                "sentence": claim.location.sentence,
                "statement": claim.statement,
            }
            for claim in attached.missing
        ],
    }


def _missing(claims: list[dict[str, Any]]) -> list[str]:
    return [
        f"{claim['key']} ({claim['section']} ¶{claim['paragraph']}.{claim['sentence']}): "
        f"{claim['statement']}"
        for claim in claims
    ]


COLUMNS = Columns.same(
    Column("paper"), Column("passages"), Column("found"), Column("missing", _missing)
)
