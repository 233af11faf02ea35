"""Quantal responses against the published game of Ochs, the definition itself, and pygambit where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from yalu.strategy.game.quantal import Bimatrix, limit, nash_equilibria, other_responses, quantal_response

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
    assert limit(Bimatrix(np.ones((2, 2)), np.ones((2, 2)))).row == pytest.approx([0.5, 0.5])


def test_a_branch_that_ends_between_the_enumerated_equilibria_claims_none_of_those():
    """Kreps's game: with ties row may mix over a whole stretch, and the branch ends inside it."""
    row = np.array([[200.0, 0, 10, 20], [0, 0, 10, -250]])
    column = np.array([[50.0, 45, 30, -250], [-250, -100, 30, 50]])
    found = limit(Bimatrix(row, column))
    assert found.row == pytest.approx([0.5, 0.5])
    assert found.column == pytest.approx([0, 0, 1, 0], abs=1e-9)


# Goeree and Holt (2001), asymmetric matching pennies: Nash mixes of row and column by indifference.
@pytest.mark.parametrize(("high", "left"), [(320.0, 1 / 8), (44.0, 10 / 11), (80.0, 1 / 2)])
def test_nash_mixes_of_asymmetric_matching_pennies(high, left):
    game = Bimatrix(np.array([[high, 40.0], [40.0, 80.0]]), np.array([[40.0, 80.0], [80.0, 40.0]]))
    assert limit(game).row == pytest.approx([0.5, 0.5])
    assert limit(game).column == pytest.approx([left, 1 - left])
    assert other_responses(game, 0.05, quantal_response(game, 0.05)) == []


# By pygambit 17.0.0b2, which leaves the branch where it meets another one; here they are the other responses.
BROKEN = {
    "chicken": ([[0, 7], [2, 6]], [[0, 2], [7, 6]], 10 / 7, [0.2569, 0.7431], [0.5812, 0.4188]),
    "battle of the sexes": ([[2, 0], [0, 1]], [[1, 0], [0, 2]], 2.5, [0.9876, 0.0124], [0.9174, 0.0826]),
    "coordination": ([[1, 0], [0, 1]], [[1, 0], [0, 1]], 2.5, [0.8552, 0.1448], [0.8552, 0.1448]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_where_branches_meet_the_other_responses_are_listed(name):
    row, column, precision, mix, reply = BROKEN[name]
    game = Bimatrix(np.array(row, float), np.array(column, float))
    known = quantal_response(game, precision)
    others = other_responses(game, precision, known)
    assert len(others) == 2
    near = min(others, key=lambda one: abs(one.row[0] - mix[0]))
    assert near.row == pytest.approx(mix, abs=6e-5)
    assert near.column == pytest.approx(reply, abs=6e-5)
    for one in others:
        assert one.row == pytest.approx(softmax(precision * game.row @ one.column), abs=1e-9)


def test_other_responses_are_found_from_either_side_or_not_sought():
    rng = np.random.default_rng(0)
    wide = Bimatrix(np.array([[2.0, 0, 0], [0, 1, 0]]), np.array([[2.0, 0, 0], [0, 1, 0]]))
    tall = Bimatrix(wide.column.T, wide.row.T)
    across = other_responses(wide, 8.0, quantal_response(wide, 8.0))
    down = other_responses(tall, 8.0, quantal_response(tall, 8.0))
    assert len(across) == len(down) == 2
    for one, turned in zip(across, down, strict=True):
        assert one.row == pytest.approx(turned.column)
        assert one.column == pytest.approx(softmax(8 * wide.column.T @ one.row), abs=1e-9)
    large = Bimatrix(rng.normal(size=(3, 3)), rng.normal(size=(3, 3)))
    assert other_responses(large, 1.0, quantal_response(large, 1.0)) is None
