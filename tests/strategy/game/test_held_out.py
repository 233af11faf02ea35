"""Does the signalling game foresee sanctions that it was not fitted to, better than the shares of outcomes do?"""

from __future__ import annotations

import csv

import numpy as np
import pytest

from yalu.strategy.game.answers import PUBLISHED
from yalu.strategy.game.estimate import design_of, first_stage, fit, payoffs_of
from yalu.strategy.game.estimate_files import Estimate, Observed, observed_from
from yalu.strategy.game.signalling import equilibria, play


@pytest.fixture(scope="module")
def ties(request):
    path = request.getfixturevalue("test_data")("models/crisis_signaling_ties/sanctions_games_1970_1999.csv")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return rows, observed_from("ties.csv", rows, Estimate("", PUBLISHED, None, 1, None))


def scores(seen: Observed, held: np.ndarray) -> tuple[float, float]:
    """Mean log score of each month held out: of the game, and of the shares of outcomes in the rest."""
    design = design_of(PUBLISHED, seen.columns, len(seen.ids))
    rest = ~held
    fitted = fit(
        design_of(PUBLISHED, {name: one[rest] for name, one in seen.columns.items()}, int(rest.sum())),
        seen.counts[rest], *first_stage(seen.counts[rest]), rounds=200,
    )  # fmt: skip
    payoffs = payoffs_of(design, fitted.coefficients).pick(held)
    resist = np.array([one[0] for one in equilibria(payoffs)])
    shares = seen.counts[rest].sum(axis=0) / seen.counts[rest].sum()
    counts = seen.counts[held]
    game = -(counts * np.log(play(payoffs, resist).outcomes())).sum() / counts.sum()
    return game, -(counts * np.log(shares)).sum() / counts.sum()


def test_held_dyads_are_foreseen_better_than_by_the_shares_of_outcomes(ties):
    rows, seen = ties
    dyads = np.array([row["dyadID"] for row in rows])
    groups = np.random.default_rng(1).permutation(np.unique(dyads)).tolist()
    found = np.array([scores(seen, np.isin(dyads, groups[part::5])) for part in range(5)])
    assert found[:, 0].mean() < found[:, 1].mean()
