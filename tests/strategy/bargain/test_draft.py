"""A draft over ranges against the closed forms at points, the shipped texts against the law, and what is always printed."""

from __future__ import annotations

import numpy as np
import pytest

from yalu.strategy.bargain.draft import Draft, Party, acceptance, draft_answer, toughness_and_lag
from yalu.strategy.ranges import Range


def at(value):
    return Range(low=value, high=value)


def party(name, role, ideal, patience=None):
    return Party(name=name, role=role, ideal={"oil": at(ideal)}, salience={"oil": at(50)}, power=at(100),
                 patience=None if patience is None else at(patience))  # fmt: skip


def draft(*parties, adopted=None):
    return Draft(name="d", issues=("oil",), status_quo={"oil": 10.0}, parties=parties, adopted=adopted or {})


def asked(one, draws=50):
    return draft_answer(one, draws=draws, rng=np.random.default_rng(1))


def test_at_points_the_draft_is_the_closed_form_beside_both_rivals():
    found = asked(draft(party("P", "proposer", 90), party("V", "veto", 30), adopted={"oil": 48.0}))
    (oil,) = found.issues
    assert oil.predicted.middle == pytest.approx(
        50.0, abs=1e-3
    )  # as far beyond 30 as the status quo is short of it
    assert oil.weighted_mean.middle == pytest.approx(60.0)
    assert oil.veto_ideal.middle == pytest.approx(30.0)
    assert found.dilution.middle == pytest.approx(0.5, abs=1e-3)
    assert found.nearest["veto model"] == 1.0
    assert found.errors["veto model"].middle == pytest.approx(2.0, abs=1e-3)
    assert found.accept[0].share == 1.0


def test_a_veto_player_at_the_status_quo_is_gridlock():
    found = asked(draft(party("P", "proposer", 90), party("V", "veto", 10)))
    assert found.gridlock == 1.0
    assert found.errors == {}


def test_without_a_veto_the_proposer_has_its_wish():
    found = asked(draft(party("P", "proposer", 90), party("O", "other", 20)))
    assert found.issues[0].predicted.middle == pytest.approx(90.0)
    assert found.issues[0].veto_ideal.middle == pytest.approx(90.0)


def test_patience_divides_as_rubinstein_says():
    (wait,) = asked(draft(party("P", "proposer", 90, 0.88), party("V", "veto", 30, 0.622))).delay
    assert wait.share_first_mover.middle == pytest.approx(0.83510074)


def test_acceptance_counts_the_draws_in_which_a_player_is_no_worse_off():
    unsure = Party(
        name="V", role="veto", ideal={"oil": Range(low=0, high=100)}, salience={"oil": at(1)}, power=at(1)
    )
    one = draft(party("P", "proposer", 90), unsure, adopted={"oil": 50.0})
    shares = {said.id: said.share for said in acceptance(one, draws=20_000, rng=np.random.default_rng(1))}
    assert shares["P"] == 1.0
    assert shares["V"] == pytest.approx(0.70, abs=0.01)  # an ideal above 30 is nearer to 50 than to 10


def test_toughness_and_lag_are_counted_over_every_order():
    assert toughness_and_lag([1, 2, 3], [10, 20, 30]) == (1.0, pytest.approx(1 / 6))
    assert toughness_and_lag([1, 2, 3], [30, 20, 10]) == (-1.0, 1.0)
