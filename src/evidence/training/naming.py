"""Author lists set in a style, from family names and given names drawn at random."""

from __future__ import annotations

import random
from collections.abc import Sequence

from evidence.domain.names import Name
from evidence.training.parts import FAMILY, GIVEN, PARTICLES
from evidence.training.styles import Style


class Naming:
    """Sets author lists."""

    def __init__(self, families: Sequence[str], chance: random.Random) -> None:
        self._families = families
        self._random = chance

    def authors(self, style: Style, most: int = 9) -> str:
        """A list of names, one to `most`, perhaps cut with "et al."."""
        count = min(
            most, self._random.choices((1, 2, 3, 4, 5, 6, 7, 10), (25, 24, 16, 10, 8, 6, 6, 3))[0]
        )
        names = [self._name(style) for _ in range(count)]
        shown = [self._show(name, style, first=not at) for at, name in enumerate(names)]
        et_al = style.et_al if count > 2 and self._random.random() < style.cut else ""
        if style.glued:
            return style.between.join(shown) + et_al
        if count == 1:
            return shown[0] + (et_al and style.et_al)
        if et_al:
            return style.between.join(shown) + et_al
        return style.between.join(shown[:-1]) + style.last + shown[-1]

    def _name(self, style: Style) -> Name:
        family = self._random.choice(self._families)
        if self._random.random() < 0.12 and len(family.split()) == 1:
            family += self._random.choice((" ", "-")) + self._random.choice(FAMILY)
        if self._random.random() < 0.05:
            family = f"{self._random.choice(PARTICLES)} {family}"
        given = " ".join(
            self._random.choice(GIVEN) for _ in range(self._random.choice((1, 1, 2, 2, 3)))
        )
        return Name(family=family, given=given)

    def _show(self, name: Name, style: Style, *, first: bool) -> str:
        family, given = name.family or "", name.given or ""
        if style.upper:
            family = family.upper()
        initials = [word[0] for word in given.split()]
        if style.given == "full":
            shown = given if self._random.random() < 0.8 else f"{given.split()[0]} {initials[-1]}."
        elif style.given == "dotted":
            shown = style.initial_gap.join(f"{initial}." for initial in initials)
        else:
            shown = "".join(initials)
        if self._random.random() < 0.03 and style.order != "direct":
            shown += " " + self._random.choice(("da", "de", "dos"))
        if style.order == "direct" or (style.order == "first-inverted" and not first):
            return f"{shown} {family}"
        return f"{family}{style.inverted}{shown}"
