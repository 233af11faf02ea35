"""Scores of probabilities: intervals hold the truth, a clock is told from a wrong one."""

from __future__ import annotations

import numpy as np

from yalu.strategy.scores import differences, kolmogorov


def test_gaps_of_a_right_clock_pass_and_of_a_wrong_one_do_not():
    gaps = np.random.default_rng(4).exponential(size=200)
    assert kolmogorov(gaps)[1] > 0.05
    assert kolmogorov(2 * gaps)[1] < 1e-6


def test_the_interval_of_a_difference_holds_it_when_months_are_alike():
    rng = np.random.default_rng(9)
    held = 0
    for _ in range(100):
        ours, theirs = rng.normal(0.5, 0.3, 96), rng.normal(0.6, 0.3, 96)
        band = differences(ours, theirs, rng, block=12)
        held += band.low <= -0.1 <= band.high
    assert 80 <= held <= 96
