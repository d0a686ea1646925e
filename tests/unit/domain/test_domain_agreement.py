"""Agreement of two judges, with figures worked out by hand."""

from __future__ import annotations

import pytest

from evidence.domain.agreement import Agreement, agreement


def table(rows: list[list[int]]) -> Agreement:
    """Rows are the first judge's ratings, columns the second's."""
    ratings = [
        (str(one), str(other))
        for one, row in enumerate(rows)
        for other, count in enumerate(row)
        for _ in range(count)
    ]
    return agreement(ratings)


def test_two_ratings() -> None:
    # 35 of 50 alike; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5; (0.7 - 0.5) / 0.5 = 0.4.
    found = table([[20, 5], [10, 15]])
    assert found.subjects == 50
    assert found.raw == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)


def test_three_ratings() -> None:
    # 89 of 100 alike; by chance 0.8 * 0.8 + 0.1 * 0.05 + 0.1 * 0.15 = 0.66; 0.23 / 0.34.
    found = table([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert found.raw == pytest.approx(0.89)
    assert found.kappa == pytest.approx(0.23 / 0.34)


def test_less_agreement_than_by_chance_is_negative() -> None:
    # 58 of 200 alike; by chance 0.5 * 0.4 + 0.3 * 0.3 + 0.2 * 0.3 = 0.35; -0.06 / 0.65.
    found = table([[50, 26, 24], [24, 4, 32], [6, 30, 4]])
    assert found.kappa == pytest.approx(-0.06 / 0.65)


def test_the_interval_is_that_of_the_large_sample_error() -> None:
    # The three terms of the variance: 0.02743 + 0.02547 - 0.0025; / (50 * 0.5^4) = 0.016128.
    found = table([[20, 5], [10, 15]]).interval
    error = 0.016128**0.5
    assert found == pytest.approx((0.4 - 1.96 * error, 0.4 + 1.96 * error), abs=1e-4)


def test_the_published_error_of_three_ratings_is_met() -> None:
    found = table([[75, 1, 4], [5, 4, 1], [0, 0, 10]]).interval
    assert found is not None
    assert (found[1] - found[0]) / 2 / 1.96 == pytest.approx(0.087, abs=0.001)


def test_an_interval_stays_within_what_kappa_can_be() -> None:
    found = table([[3, 1], [0, 1]]).interval
    assert found is not None
    assert -1 <= found[0] < found[1] <= 1


def test_full_agreement_on_several_ratings_is_one_and_has_no_interval() -> None:
    found = table([[3, 0], [0, 2]])
    assert (found.raw, found.kappa, found.interval) == (1.0, 1.0, None)


def test_the_same_rating_throughout_leaves_kappa_undefined() -> None:
    found = table([[7]])
    assert (found.raw, found.kappa, found.interval) == (1.0, None, None)


def test_one_judge_who_never_varies_agrees_by_chance() -> None:
    assert table([[4, 3]]).kappa == pytest.approx(0)


def test_without_subjects_nothing_can_be_said() -> None:
    found = agreement([])
    assert (found.subjects, found.raw, found.kappa, found.interval) == (0, None, None, None)


def test_the_table_counts_each_pair_of_ratings() -> None:
    found = agreement([("b", "a"), ("a", "a"), ("b", "a")])
    assert dict(found.table) == {("a", "a"): 1, ("b", "a"): 2}


def test_the_judges_may_change_places() -> None:
    rows = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    turned = table([list(column) for column in zip(*rows, strict=True)])
    assert turned.kappa == pytest.approx(table(rows).kappa)
    assert turned.interval == pytest.approx(table(rows).interval)
