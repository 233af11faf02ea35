"""The inspection game: figures worked by hand with a root-finder, and what must follow from its equations."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import expit

from yalu.strategy.game.inspection import rates

BASE = {"B": 2.0, "L": 3.0, "c": 1.5, "k": 1.0, "s": 1.5, "theta": 0.7, "lambda": 1.0}


def one(**changed):
    found = rates({name: np.array([value]) for name, value in (BASE | changed).items()})
    return float(found.enforce[0]), float(found.provoke[0])


@pytest.mark.parametrize(
    ("changed", "enforce", "provoke"),
    [
        ({}, 0.60, 0.55),
        ({"s": 0.0}, 0.28, 0.76),
        ({"s": 3.0}, 0.85, 0.36),
        ({"c": 3.0}, 0.28, 0.76),
        ({"L": 6.0}, 0.54, 0.23),
    ],
)
def test_measured_cases_come_back(changed, enforce, provoke):
    assert one(**changed) == pytest.approx((enforce, provoke), abs=0.0051)


def test_the_answer_is_the_root_that_a_solver_finds():
    def gap(p):
        return expit(-1.5 + 1.5 + 0.7 * expit(2 - 3 * p)) - p

    assert one()[0] == pytest.approx(brentq(gap, 0, 1), abs=1e-12)


def test_sanctions_that_bite_more_lower_enforcement_and_provocation_together():
    """Low enforcement alone is not bad faith: nothing of the enforcer's stakes has changed here."""
    rows = [one(L=bite) for bite in (1.0, 2.0, 4.0, 8.0)]
    assert all(after[0] < before[0] and after[1] < before[1] for before, after in pairwise(rows))
