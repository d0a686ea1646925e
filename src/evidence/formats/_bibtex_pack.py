"""CSL variables, dates and names that an entry has no field for, packed into one field for users.

"CSL | medium: film | scale: 1:200": biblatex's data model has `usera` for what no style
prints, so that nothing is lost and nothing printed that should not be.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence.domain.items import DATES, NAMES, STRINGS

_SIGN = "CSL | "


def pack(variables: Mapping[str, str]) -> str:
    """One text with all of them."""
    return _SIGN + " | ".join(f"{name}: {_guard(value)}" for name, value in variables.items())


def unpack(text: str) -> dict[str, str] | None:
    """What `pack` packed; None where the text is somebody else's."""
    if not text.startswith(_SIGN):
        return None
    held: dict[str, str] = {}
    for part in text.removeprefix(_SIGN).split(" | "):
        name, colon, value = part.partition(": ")
        if not colon or name not in STRINGS | DATES | NAMES:
            return None
        held[name] = value.replace("%7C", "|").replace("%25", "%")
    return held


def _guard(value: str) -> str:
    return value.replace("%", "%25").replace("|", "%7C")
