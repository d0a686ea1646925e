"""What a claim states, without the citations that its statement names."""

from __future__ import annotations

import re

_CITED = re.compile(
    r"\(\s*(?:c\.\s?|ca\.\s?)?[12]\d{3}[a-z]?(?:\s?[,:;]\s?(?:pp?\.\s?)?[\d\s,;–-]+)?\s*\)"
    r"|\((?:[^()]*\s)?[12]\d{3}[a-z]?,\s?pp?\.[^()]*\)"
    r"|\bpp?\.\s?\d+(?:\s?[-–]\s?\d+)?"
)
"""A year in brackets behind an author, with or without pages: "Drab (2018, 59)"."""


def without_citations(statement: str) -> str:
    """A statement without the years and pages of the works that it names.

    "Drab (2018) counts 12 treaties" states nothing of 2018.
    """
    return _CITED.sub(" ", statement)
