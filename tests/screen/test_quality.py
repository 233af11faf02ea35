"""The figures of labelled pairs, against counts made by hand."""

from __future__ import annotations

import pytest

from yalu.screen.quality import Labelled, quality


def pair(match, score, said, category="near"):
    return Labelled(category=category, match=match, score=score, said=said)


def test_outcomes_are_counted():
    # Two of three true pairs found, one of two false ones said to match: precision 2/3, recall 2/3.
    found = quality(
        [
            pair(True, 0.9, True),
            pair(True, 0.8, True),
            pair(True, 0.2, False),
            pair(False, 0.7, True, "far"),
            pair(False, 0.1, False, "far"),
        ]
    )
    assert (found.n, found.precision, found.recall) == (5, pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert found.f1 == pytest.approx(2 / 3)
    assert found.by_category == {"near": (3, 2), "far": (2, 1)}
    # Of six true-false comparisons (3 x 2) five are in order: 0.9, 0.8 above both, 0.2 above 0.1 only.
    assert found.auc == pytest.approx(5 / 6)


def test_ties_count_half():
    assert quality([pair(True, 0.5, True), pair(False, 0.5, True)]).auc == 0.5


def test_what_would_divide_by_zero_is_no_figure():
    found = quality([pair(True, 0.4, False)])
    assert (found.precision, found.recall, found.f1, found.auc) == (None, 0.0, None, None)
    assert quality([]).n == 0
