"""The two-dimensional normal law against scipy's integration and against integrals of its own definition."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import log_ndtr
from scipy.stats import multivariate_normal

from yalu.strategy.game.normal import both_below, share_of_upper

SCIPY = 1e-7  # what scipy's integration promises


@pytest.mark.parametrize("rho", [-0.9, -0.3, 0.0, 0.5, 2**-0.5, 0.95])
def test_both_below_agrees_with_scipy_in_every_quadrant(rho):
    law = multivariate_normal([0, 0], [[1, rho], [rho, 1]])
    for h in (-3.0, -0.7, 0.0, 0.4, 2.5):
        for k in (-2.0, 0.0, 1.1):
            assert both_below(h, k, rho) == pytest.approx(law.cdf([h, k]), abs=SCIPY)


def test_infinite_bounds_are_one_dimensional_laws():
    assert both_below(np.inf, 0.0, 0.5) == pytest.approx(0.5)
    assert both_below(-np.inf, 3.0, 0.5) == 0.0


@pytest.mark.parametrize(
    ("a", "b"), [(0.3, -0.2), (-3.9, -4.5), (-5.0, -5.5), (-9.0, -8.5), (-30.0, -30.1), (-6.0, -40.0)]
)
def test_the_share_of_the_larger_keeps_its_digits_deep_in_the_tail(a, b):
    top = max(a, b)

    def wins(own, other):
        start = 0.5 * top**2  # both integrals on one scale, since each underflows alone
        return quad(
            lambda t: np.exp(start - 0.5 * (t - own) ** 2 + log_ndtr(t - other)), 0, 12, epsabs=0, limit=400
        )[0]

    assert share_of_upper(a, b) == pytest.approx(wins(a, b) / (wins(a, b) + wins(b, a)), rel=1e-8)


def test_shares_of_both_sides_add_up_to_one():
    a, b = np.random.default_rng(1).uniform(-12, 4, (2, 200))
    assert share_of_upper(a, b) + share_of_upper(b, a) == pytest.approx(np.ones(200), abs=1e-9)
