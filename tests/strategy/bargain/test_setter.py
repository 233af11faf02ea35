"""Acceptance, dilution, gridlock and alternating offers against closed forms, and several issues against another solver."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.optimize import minimize

from yalu.strategy.bargain.setter import Space, accepts, adopted, first_share, on_a_line

EXACT = 1e-9
# Status quo, proposer, vetoes, interval accepted, text: agenda setter with vetoes on [0, 1], worked by hand.
CASES = [
    (0.623, 0.742, [0.84], (0.623, 1.0), 0.742),
    (0.052, 0.157, [0.469, 0.247, 0.544], (0.052, 0.442), 0.157),
    (0.217, 0.279, [0.16, 0.797, 0.139], (0.217, 0.217), 0.217),
    (0.9, 0.1, [0.6], (0.3, 0.9), 0.3),
    (0.2, 0.9, [0.2], (0.2, 0.2), 0.2),
    (0.5, 0.8, [], (0.0, 1.0), 0.8),
]


@pytest.mark.parametrize(("status_quo", "proposer", "vetoes", "interval", "text"), CASES)
def test_closed_forms_on_one_issue(status_quo, proposer, vetoes, interval, text):
    found = on_a_line(status_quo, proposer, vetoes)
    assert found.acceptance_interval == pytest.approx(interval, abs=EXACT)
    assert (found.text_adopted, found.dilution) == pytest.approx((text, abs(proposer - text)), abs=EXACT)
    assert found.gridlock == (abs(text - status_quo) < EXACT)


def test_alternating_offers_give_the_first_what_rubinstein_says():
    assert first_share(0.88, 0.622) == pytest.approx(0.83510074, abs=5e-9)
    assert first_share(0.9, 0.9) == pytest.approx(1 / 1.9)
    assert first_share(0.0, 0.4) == pytest.approx(0.6)


def test_twenty_generated_cases_are_met(test_data):
    for case in json.loads(test_data("models/bargaining_closed_forms/cases_open.json").read_text()):
        found = on_a_line(case["status_quo"], case["proposer_ideal"], case["veto_ideals"])
        assert found.acceptance_interval == pytest.approx(case["acceptance_interval"], abs=EXACT)
        assert (found.text_adopted, found.dilution) == pytest.approx(
            (case["text_adopted"], case["dilution"]), abs=EXACT
        )
        assert found.gridlock == case["gridlock"]
        offers = case["rubinstein"]
        assert first_share(offers["d1"], offers["d2"]) == pytest.approx(offers["share_first_mover"], abs=5e-9)


def space(rng, draws, vetoes=2, issues=3):
    return Space(
        status_quo=rng.uniform(0, 100, (draws, issues)),
        proposer=rng.uniform(0, 100, (draws, issues)),
        proposer_weights=rng.dirichlet(np.ones(issues), draws),
        vetoes=rng.uniform(0, 100, (draws, vetoes, issues)),
        veto_weights=rng.dirichlet(np.ones(issues), (draws, vetoes)),
    )


def test_the_best_text_on_several_issues_is_that_of_a_general_solver():
    one = space(np.random.default_rng(1), 25)
    found = adopted(one)
    assert accepts(found, one).all()
    for at in range(len(found)):
        weights, wish = one.proposer_weights[at], one.proposer[at]
        limits = [
            {
                "type": "ineq",
                "fun": lambda x, v=v, w=w, at=at: (
                    (w * (one.status_quo[at] - v) ** 2).sum() - (w * (x - v) ** 2).sum()
                ),
            }
            for v, w in zip(one.vetoes[at], one.veto_weights[at], strict=True)
        ]
        best = minimize(
            lambda x, weights=weights, wish=wish: (weights * (x - wish) ** 2).sum(),
            one.status_quo[at],
            bounds=[(0, 100)] * 3,
            constraints=limits,
            method="SLSQP",
            options={"ftol": 1e-12, "maxiter": 500},
        )
        ours = (weights * (found[at] - wish) ** 2).sum()
        assert ours == pytest.approx(best.fun, rel=1e-3, abs=1e-2)


def test_one_issue_in_many_draws_is_the_closed_form():
    one = space(np.random.default_rng(2), 200, vetoes=3, issues=1)
    for text, before, wish, vetoes in zip(
        adopted(one)[:, 0], one.status_quo[:, 0], one.proposer[:, 0], one.vetoes[..., 0], strict=True
    ):
        assert text == pytest.approx(on_a_line(before, wish, vetoes, 0, 100).text_adopted, abs=1e-3)


def test_without_vetoes_the_proposer_gets_its_wish():
    one = space(np.random.default_rng(3), 5, vetoes=0)
    assert adopted(one) == pytest.approx(one.proposer)
