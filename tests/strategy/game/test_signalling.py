"""Equilibria of the signalling game against its published equations, a play of it by dice, and a search by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from scipy.stats import multivariate_normal

from yalu.strategy.game.signalling import PAYOFFS, Payoffs, equilibria, play

LAW = multivariate_normal([0, 0], [[1, 2**-0.5], [2**-0.5, 1]])
ONE = {"SA": 0.0, "VA": 1.0, "CB": -1.0, "WA": -1.5, "WB": -0.5, "a": -1.2, "VB": 0.0}


def payoffs(**one):
    return Payoffs(**{name: np.array([one[name]], float) for name in PAYOFFS})


def reply(p, resist):
    """B's reply to a chance of resistance, by the equations as printed."""
    c = (p["SA"] - (1 - resist) * p["VA"]) / resist
    challenge = 1 - ndtr(c - p["WA"]) * ndtr(c - p["a"])
    stand = LAW.cdf([(p["WA"] - p["a"]) / 2**0.5, p["WA"] - c]) / challenge
    return challenge, stand, ndtr((stand * p["WB"] + (1 - stand) * p["VB"] - p["CB"]) / stand)


def test_an_equilibrium_solves_the_published_equations():
    rng = np.random.default_rng(3)
    for _ in range(25):
        one = {name: float(rng.uniform(-1.5, 1.5)) for name in PAYOFFS}
        for root in equilibria(payoffs(**one))[0]:
            if not 0.02 < root < 0.98:
                continue  # scipy's integral has too few digits there
            found = play(payoffs(**one), np.array([root]))
            challenge, stand, resist = reply(one, root)
            assert resist == pytest.approx(root, abs=1e-5)
            assert (found.challenge[0], found.stand[0]) == pytest.approx((challenge, stand), abs=1e-5)


def test_players_who_follow_the_equilibrium_meet_its_outcomes():
    root = equilibria(payoffs(**ONE))[0]
    found = play(payoffs(**ONE), root)
    rng, times = np.random.default_rng(4), 400_000
    firm, back, other = (
        ONE["WA"] + rng.standard_normal(times),
        ONE["a"] + rng.standard_normal(times),
        rng.standard_normal(times),
    )
    best = np.maximum(firm, back)
    challenged = root[0] * best + (1 - root[0]) * ONE["VA"] > ONE["SA"]
    stand = found.stand[0]
    resisted = stand * (ONE["WB"] + other) + (1 - stand) * ONE["VB"] > ONE["CB"]
    fought = challenged & resisted
    shares = [~challenged, challenged & ~resisted, fought & (firm > back), fought & (firm <= back)]
    assert found.outcomes()[0] == pytest.approx([one.mean() for one in shares], abs=0.004)


def several(rng):
    """Payoffs with more than one equilibrium, found by trying."""
    while True:
        one = {name: float(rng.uniform(-4, 4)) for name in PAYOFFS}
        if len(equilibria(payoffs(**one), steps=200)[0]) > 1:
            return one


def test_each_of_several_equilibria_is_its_own_best_reply():
    one = several(np.random.default_rng(2))
    roots = equilibria(payoffs(**one))[0]
    assert len(roots) > 1
    assert (np.diff(roots) > 0).all()
    for root in roots:
        assert play(payoffs(**one), np.array([root])).argument[0] == pytest.approx(
            float(ndtri(root)), abs=1e-6
        )


def test_the_number_of_equilibria_is_that_of_a_search_over_a_finer_grid():
    rng = np.random.default_rng(8)
    games = {name: rng.uniform(-2, 2, 40) for name in PAYOFFS}
    coarse = [len(one) for one in equilibria(Payoffs(**games))]
    fine = [len(one) for one in equilibria(Payoffs(**games), steps=8000)]
    assert coarse == fine


def test_outcomes_are_chances_of_a_whole():
    assert play(payoffs(**ONE), equilibria(payoffs(**ONE))[0]).outcomes().sum() == pytest.approx(1.0)


# Stakes at which A keeps the status quo and B would concede; rounding far in the tail once showed an equilibrium at 1e-16.
@pytest.mark.parametrize(
    "one",
    [
        {"SA": 0.88, "VA": -0.95, "CB": 0.87, "WA": -0.83, "WB": -0.82, "a": -0.75, "VB": -0.44},
        {"SA": 1.28, "VA": -0.16, "CB": 1.27, "WA": -0.68, "WB": 1.04, "a": 0.21, "VB": 0.82},
    ],
)
def test_no_equilibrium_is_made_of_rounding(one):
    assert equilibria(payoffs(**one))[0].tolist() == []


@pytest.mark.parametrize(
    ("changed", "resist", "challenge"),
    [
        (
            {"CB": -30.0},
            1.0,
            0.75,
        ),  # B never concedes: A presses if either of two standard normals is above S_A
        (
            {"CB": 9.0},
            ndtr(-18.0),
            1.0,
        ),  # B concedes unless W_B + e_B > 18, and A, who gains by that, always presses
        ({"CB": 30.0}, 1e-300, 1.0),
        ({"CB": 9.0, "SA": 2.0}, ndtr(-18.0), 0.0),  # A would rather keep what it has
    ],
)
def test_equilibria_at_the_very_ends_are_found(changed, resist, challenge):
    """With W_A = a = 0 A stands firm half the time whatever B does, so B resists with Phi(W_B + V_B - 2 C_B)."""
    even = dict.fromkeys(PAYOFFS, 0.0) | {"VA": 1.0} | changed
    (root,) = equilibria(payoffs(**even))[0]
    assert root == pytest.approx(resist, rel=1e-9)
    assert play(payoffs(**even), np.array([root])).challenge[0] == pytest.approx(challenge, abs=1e-12)
