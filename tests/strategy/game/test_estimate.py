"""The estimate against the published one, against a slope by differences, and on games of known payoffs."""

from __future__ import annotations

import csv
import time

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from yalu.strategy.game import estimate
from yalu.strategy.game.answers import PUBLISHED, estimate_document
from yalu.strategy.game.estimate import columns_of, design_of, first_stage, fit, likelihood, payoffs_of
from yalu.strategy.game.estimate_files import Estimate, observed_from
from yalu.strategy.game.signalling import Payoffs, equilibria, play

LOG_LIKELIHOOD = -3932.447  # Crisman-Cox and Gibilisco (2019), sigInt 0.2.0, to the digits printed
STORED = ("PRnpl", "PFnpl")


@pytest.fixture(scope="module")
def ties(request):
    path = request.getfixturevalue("test_data")("models/crisis_signaling_ties/sanctions_games_1970_1999.csv")
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_ties_game_is_reproduced_from_its_stored_first_stage(ties):
    asked = Estimate("", PUBLISHED, STORED, 1, None)
    found = estimate_document(asked, observed_from("ties.csv", ties, asked), STORED)
    assert found["log_likelihood"] == pytest.approx(LOG_LIKELIHOOD, abs=5e-4)
    assert max(found["stored"]["largest_difference"]) < 1e-6
    assert found["equilibria_per_game"] == {"1": 418}


def test_nesting_from_any_first_stage_ends_at_the_published_equilibria_in_five_seconds(ties):
    for stage in (("PRhat", "PFhat"), None):
        asked = Estimate("", PUBLISHED, stage, 200, None)
        began = time.process_time()
        found = estimate_document(asked, observed_from("ties.csv", ties, asked), None)
        assert time.process_time() - began < 5
        assert found["log_likelihood"] == pytest.approx(LOG_LIKELIHOOD, abs=5e-4)
        for game, row in zip(found["games"], ties, strict=True):
            (one,) = game["equilibria"]
            assert (one["PR"], one["PF"]) == pytest.approx(
                (float(row["PRnpl"]), float(row["PFnpl"])), abs=1e-6
            )


def invented(games, rng):
    """Games of known payoffs: what is known of them, and what was played 20,000 times each."""
    columns = {"x": rng.uniform(0, 1, games), "y": rng.uniform(0, 1, games)}
    formulas = {"SA": "x", "VA": "1", "CB": "1 + y", "WA": "1 + x", "WB": "1", "a": "1"}
    design = design_of(formulas, columns, games)
    truth = np.array([0.4, 1.2, -1.3, -0.8, -1.6, 0.5, -0.7, -1.9])
    payoffs = payoffs_of(design, truth)
    resist = np.array([one[0] for one in equilibria(payoffs)])
    counts = np.array(
        [rng.multinomial(20_000, shares / shares.sum()) for shares in play(payoffs, resist).outcomes()]
    )
    return design, truth, counts.astype(float)


def test_payoffs_come_back_from_games_that_were_played_by_them():
    design, truth, counts = invented(500, np.random.default_rng(5))
    found = fit(design, counts, *first_stage(counts), rounds=200)
    assert found.coefficients == pytest.approx(truth, abs=0.15)
    assert found.change < 1e-8


def test_the_written_slope_is_that_of_small_differences():
    rng = np.random.default_rng(6)
    design, truth, counts = invented(20, rng)
    resist, stand = rng.uniform(0.3, 0.9, (2, 20))

    def value(coefficients):
        return estimate._log_likelihood(payoffs_of(design, coefficients), counts, resist, stand)[0]

    slopes = estimate._log_likelihood(payoffs_of(design, truth), counts, resist, stand)[1]
    written = [slopes[payoff] @ design.columns[:, at] for at, (payoff, _) in enumerate(design.names)]
    assert written == pytest.approx(approx_fprime(truth, value, 1e-7), rel=1e-3, abs=0.05)


def test_a_formula_is_terms_with_a_few_functions():
    assert columns_of("1 + sqrt(trade) + ally") == [
        ("1", "", ""),
        ("sqrt(trade)", "sqrt", "trade"),
        ("ally", "", "ally"),
    ]
    assert columns_of("0") == []
    for wrong in ("sqrt(trade", "2 * x", "cos(x)"):
        with pytest.raises(ValueError, match="is no term"):
            columns_of(wrong)


def test_an_outcome_without_a_chance_costs_nothing_until_it_happens():
    """A gains so much by pressing that the status quo has no chance left in floating point."""
    stakes = {"SA": -50.0, "VA": 5.0, "CB": -1.0, "WA": 5.0, "WB": 0.0, "a": 0.0, "VB": 0.0}
    payoffs = Payoffs(**{name: np.array([value]) for name, value in stakes.items()})
    roots = equilibria(payoffs)
    shares = play(payoffs, roots[0]).outcomes()[0]
    assert shares[0] == 0
    assert likelihood(payoffs, np.array([[0, 3, 4, 0]]), roots) == pytest.approx(
        3 * np.log(shares[1]) + 4 * np.log(shares[2])
    )
    assert likelihood(payoffs, np.array([[1, 3, 4, 0]]), roots) is None
