"""How far two judges agree, beyond what chance would make them agree.

Sources: J. Cohen, "A coefficient of agreement for nominal scales", Educational and
Psychological Measurement 20 (1960), 37–46; J. L. Fleiss, J. Cohen and B. S. Everitt, "Large
sample standard errors of kappa and weighted kappa", Psychological Bulletin 72 (1969),
323–327, equation 13.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_NORMAL_95 = 1.959963984540054
"""Two-sided 95 % quantile of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two judges' ratings of the same subjects compare.

    Args:
        table: how often the first judge gave a rating and the second another or the same.
    """

    table: Mapping[tuple[str, str], int]

    @property
    def subjects(self) -> int:
        """How many subjects both judged."""
        return sum(self.table.values())

    @property
    def raw(self) -> float | None:
        """The part of the subjects that both rated alike; None where there is none."""
        return _alike(self.table) / self.subjects if self.subjects else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: 1 is full agreement, 0 what chance makes.

        None where there is no subject, and where both gave one and the same rating
        throughout: then chance alone explains everything, and kappa is 0/0.
        """
        chance = self._chance()
        if self.raw is None or chance is None:
            return None
        return (self.raw - chance) / (1 - chance)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % confidence interval of kappa, by its large-sample standard error.

        None where kappa is, and where the error is 0, as in full agreement: that says
        nothing about how sure the figure is.
        """
        kappa, error = self.kappa, self._error()
        if kappa is None or not error:
            return None
        return max(-1.0, kappa - _NORMAL_95 * error), min(1.0, kappa + _NORMAL_95 * error)

    def _margins(self) -> tuple[Counter[str], Counter[str]]:
        first: Counter[str] = Counter()
        second: Counter[str] = Counter()
        for (one, other), count in self.table.items():
            first[one] += count
            second[other] += count
        return first, second

    def _chance(self) -> float | None:
        """The agreement to be expected from the margins; None where that is full."""
        first, second = self._margins()
        expected = sum(count * second[rating] for rating, count in first.items())
        whole = self.subjects**2
        return None if expected == whole else expected / whole

    def _error(self) -> float | None:
        raw, chance = self.raw, self._chance()
        if raw is None or chance is None:
            return None
        number = self.subjects
        first, second = self._margins()
        inner = 0.0
        for (one, other), count in self.table.items():
            weight = (second[one] + first[other]) / number
            # Equation 13: the diagonal enters by (1 - chance) - weight (1 - raw).
            term = (1 - chance) * (one == other) - weight * (1 - raw)
            inner += count / number * term**2
        inner -= (raw * chance - 2 * chance + raw) ** 2
        # Rounding can leave less than nothing.
        return math.sqrt(max(0.0, inner) / number) / (1 - chance) ** 2


def agreement(ratings: Iterable[tuple[str, str]]) -> Agreement:
    """Compare two judges.

    Args:
        ratings: of each subject, the first judge's and the second's.
    """
    return Agreement(dict(sorted(Counter(ratings).items())))


def _alike(table: Mapping[tuple[str, str], int]) -> int:
    return sum(count for (one, other), count in table.items() if one == other)
