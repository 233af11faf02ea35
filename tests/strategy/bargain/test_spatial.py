"""KTAB's reference run of 30 May 2017 (MIT, KAPSARC 2015) at turn 0: inputs and results as its log prints them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from yalu.strategy.bargain.spatial import Actors, turn_zero, weighted_mean, weighted_median

# Power, positions and saliences of the seven actors of the reference run.
ACTORS = [
    (102.543, [75.79, 6.37, 70.45], [49.53, 5.91, 28.15]),
    (53.393, [82.72, 73.5, 64.0], [30.33, 21.22, 24.79]),
    (129.643, [82.45, 90.89, 0.07], [48.47, 13.55, 34.62]),
    (75.92, [62.52, 50.82, 62.33], [20.76, 39.24, 22.21]),
    (63.224, [82.34, 45.77, 73.31], [40.96, 25.43, 22.59]),
    (120.048, [84.48, 33.7, 88.11], [22.92, 39.35, 15.42]),
    (54.178, [70.96, 33.46, 90.36], [31.75, 27.93, 26.03]),
]
VALUE_OF_FIRST = [1.0, 0.903, 0.639, 0.87, 0.929, 0.882, 0.89]
RISK = [-0.5, -0.459, -0.499, -0.274, 1.0, -0.232, -0.43]
UTILITY_OF_FIRST = [1.0, 0.8593, 0.5233, 0.8136, 0.8958, 0.8297, 0.841]
WIN = [0.0047, 0.0302, 0.0054, 0.1492, 0.6001, 0.1447, 0.0656]
THREE_DIGITS, FOUR_DIGITS = 5.1e-4, 5.1e-5  # what the log rounds to


def actors(rows=ACTORS):
    return Actors(
        tuple(str(at) for at in range(len(rows))),
        *(np.array([row[part] for row in rows], float) for part in range(3)),
    )


def test_turn_zero_is_the_log_to_its_rounding():
    turn = turn_zero(actors())
    assert turn.value[0] == pytest.approx(VALUE_OF_FIRST, abs=THREE_DIGITS)
    assert turn.risk == pytest.approx(RISK, abs=THREE_DIGITS)
    assert turn.utility[0] == pytest.approx(UTILITY_OF_FIRST, abs=FOUR_DIGITS)
    assert turn.win_probability == pytest.approx(WIN, abs=FOUR_DIGITS)


def test_every_cell_of_the_log_is_met(test_data):
    log = json.loads(test_data("models/ktab_smp/dummydata_3dim.json").read_text())
    turn = turn_zero(actors())
    assert turn.value == pytest.approx(np.array(log["turn0_value_matrix"]), abs=THREE_DIGITS)
    assert turn.utility == pytest.approx(np.array(log["turn0_utility_matrix"]), abs=FOUR_DIGITS)


def test_who_shares_a_position_shares_its_chance():
    twice = [*ACTORS[:3], (10.0, ACTORS[2][1], ACTORS[2][2])]
    chances = turn_zero(actors(twice)).win_probability
    assert chances[2] == chances[3]
    assert chances[:3].sum() == pytest.approx(1.0)


def test_actors_who_want_the_same_have_no_quarrel():
    same = [(1.0, [50.0], [20.0]), (3.0, [50.0], [90.0])]
    turn = turn_zero(actors(same))
    assert turn.risk.tolist() == [0.0, 0.0]
    assert turn.win_probability.tolist() == [1.0, 1.0]


def test_dumb_rivals_are_the_published_mean_and_median():
    """Emission standards of ten States, weights capability times salience: 7.39 and 7.0 in two published codes."""
    position = np.array([4, 7, 4, 4, 10, 10, 10, 7, 4, 7], float)
    capability = np.array([0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08])
    salience = np.array([0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1.0, 0.7])
    assert weighted_mean(position, capability * salience) == pytest.approx(7.39, abs=0.005)
    assert weighted_median(position, capability * salience) == 7.0
