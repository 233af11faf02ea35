"""Quantal responses against the published game of Ochs, the definition itself, and pygambit where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from yalu.strategy.game.quantal import Bimatrix, limit, nash_equilibria, quantal_response

# Ochs (1995) as transformed by McKelvey and Palfrey (1995); figures by pygambit 16.7.0 to six digits.
OCHS = Bimatrix(np.array([[1.1141, 0.0], [0.0, 0.2785]]), np.array([[0.0, 1.1141], [1.1141, 0.0]]))
PUBLISHED = {
    1.0: ([0.586784, 0.413216], [0.451807, 0.548193]),
    2.0: ([0.617522, 0.382478], [0.371982, 0.628018]),
}
SIX_DIGITS = 5e-7


@pytest.mark.parametrize("precision", PUBLISHED)
def test_ochs_game_is_reproduced_to_six_digits(precision):
    found = quantal_response(OCHS, precision)
    row, column = PUBLISHED[precision]
    assert found.row == pytest.approx(row, abs=SIX_DIGITS)
    assert found.column == pytest.approx(column, abs=SIX_DIGITS)


def softmax(values):
    weights = np.exp(values - values.max())
    return weights / weights.sum()


@pytest.mark.parametrize("seed", range(8))
def test_each_mix_answers_the_other_by_the_logit_rule(seed):
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(2, 5, 2))
    game = Bimatrix(rng.normal(size=shape), rng.normal(size=shape))
    for precision in (0.0, 0.3, 2.0, 8.0):
        found = quantal_response(game, precision)
        assert found.row == pytest.approx(softmax(precision * game.row @ found.column), abs=1e-9)
        assert found.column == pytest.approx(softmax(precision * game.column.T @ found.row), abs=1e-9)


def test_the_responses_of_pygambit_are_the_same():
    gambit = pytest.importorskip("pygambit", reason="pygambit only cross-checks")
    game = gambit.Game.from_arrays(OCHS.row, OCHS.column)
    for precision in PUBLISHED:
        theirs = gambit.qre.logit_solve_lambda(game, lam=precision)[0].profile
        ours = quantal_response(OCHS, precision)
        row, column = game.players
        assert [theirs[move] for move in row.strategies] == pytest.approx(ours.row, abs=1e-6)
        assert [theirs[move] for move in column.strategies] == pytest.approx(ours.column, abs=1e-6)


def test_nash_equilibria_of_known_games():
    chicken = Bimatrix(np.array([[0.0, 7.0], [2.0, 6.0]]), np.array([[0.0, 2.0], [7.0, 6.0]]))
    found = nash_equilibria(chicken)
    assert [one.row.tolist() for one in found[:2]] == [[1, 0], [0, 1]]
    assert found[2].row == pytest.approx([1 / 3, 2 / 3])
    assert limit(OCHS).column == pytest.approx([0.2785 / (1.1141 + 0.2785), 1.1141 / (1.1141 + 0.2785)])


def test_a_symmetric_game_is_followed_through_the_point_where_its_branches_meet():
    game = Bimatrix(np.eye(2), np.eye(2))
    for precision in (1.0, 2.0, 3.0, 40.0):  # they meet at 2
        assert quantal_response(game, precision).row == pytest.approx([0.5, 0.5], abs=1e-6)


def test_the_branch_of_a_dominated_game_leads_to_its_equilibrium():
    dilemma = Bimatrix(np.array([[3.0, 0.0], [5.0, 1.0]]), np.array([[3.0, 5.0], [0.0, 1.0]]))
    assert limit(dilemma).row == pytest.approx([0, 1])
    assert limit(Bimatrix(np.ones((2, 2)), np.ones((2, 2)))) is not None
