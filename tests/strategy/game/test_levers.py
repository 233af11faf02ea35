"""Statements over ranges: against a count by hand, and that low enforcement alone is not called bad faith."""

from __future__ import annotations

import numpy as np
import pytest

from yalu.strategy.fields import Fields
from yalu.strategy.game.answers import contest_document
from yalu.strategy.game.contest_files import contest_from
from yalu.strategy.game.inspection import rates
from yalu.strategy.game.levers import answer
from yalu.strategy.ranges import drawn
from yalu.strategy.read import shipped_game

WIDE = {"B": [0.5, 3], "L": [1, 6], "c": [0.5, 3], "s": [0, 3], "theta": [0, 1.5], "lambda": [0.5, 2]}


def contest(**tables):
    fields = Fields("test.toml")
    found = contest_from(fields, "", {"inspection": WIDE, **tables})
    fields.settle()
    return found


def asked(one, draws=2000):
    return answer(one, draws=draws, rng=np.random.default_rng(1))


def test_the_shipped_game_says_that_low_enforcement_alone_is_no_proof_of_bad_faith():
    fields = Fields("game.toml")
    one = contest_from(fields, "", shipped_game().raw)
    fields.settle()
    found = contest_document(one, asked(one))
    assert found["reading"].startswith("Low enforcement alone is no proof of bad faith")
    assert found["faith"]["more_bite"]["share"] == 1.0
    assert found["faith"]["cares_less"] < found["faith"]["bears_more"]


def test_shares_are_counted_over_the_draws_of_the_stated_ranges():
    one = contest()
    found = asked(one)
    stakes = drawn(one.inspection, 2000, np.random.default_rng(1))
    base = rates(stakes)
    low = base.enforce <= 0.5
    assert found.faith.draws == low.sum()
    assert found.faith.bears_more == pytest.approx((stakes["c"][low] > np.median(stakes["c"])).mean())
    assert found.enforce.middle == pytest.approx(np.median(base.enforce))


def test_a_range_in_which_faith_decides_all_is_told_so():
    point = {"B": 1.0, "L": [1, 1.1], "c": [1, 1.01], "s": [0, 0.01], "theta": [0, 20], "lambda": 1.0}
    found = contest_document(contest(inspection=point), asked(contest(inspection=point)))
    assert found["reading"].startswith("Low enforcement alone goes with caring little")


def test_points_support_no_statement_of_faith():
    point = {"B": 2, "L": 3, "c": 1.5, "s": 1.5, "theta": 0.7, "lambda": 1}
    found = contest_document(contest(inspection=point), asked(contest(inspection=point)))
    assert "say nothing of what low enforcement means" in found["reading"]
    assert found["enforce"]["low"] == found["enforce"]["high"] == pytest.approx(0.60, abs=0.005)


def test_draws_that_match_what_was_observed_are_kept():
    found = asked(contest(observed={"enforce": [0.0, 0.2], "provoke": [0.5, 1.0]}))
    assert found.conditioned
    assert found.kept < found.draws
    assert found.enforce.high <= 0.2
    assert found.provoke.low >= 0.5


def test_too_few_matches_are_said_and_all_draws_are_used():
    found = asked(contest(observed={"enforce": [0.99999, 1.0]}))
    assert (found.conditioned, found.kept) == (False, 0)


def test_levers_act_on_the_same_draws():
    found = asked(
        contest(
            lever=[
                {"name": "push", "inspection": {"s": [0.5, 1.0]}},
                {"name": "blunt", "inspection": {"L": [-9, -9]}},
            ]
        )
    )
    push, blunt = found.effects
    assert {one.id: one.share for one in push.statements} == {
        "enforcement_rises": 1.0,
        "provocation_falls": 1.0,
        "both": 1.0,
    }
    assert blunt.statements[1].share == 0.0  # without a bite nothing deters
    assert push.enforce_change.low > 0


def test_the_signalling_layer_moves_with_its_levers():
    ranges = {"SA": 0, "VA": [0.5, 2], "CB": [-2, -1], "WA": [-2, -1], "WB": [-1.5, -0.5], "a": [-2.5, -1]}
    one = contest(signalling=ranges, lever=[{"name": "threat", "signalling": {"WB": [-1.0, -0.5]}}])
    none, threat = asked(one, draws=100).signalling
    assert none.statements == ()
    assert next(one for one in threat.statements if one.id == "resistance_falls").share > 0.9


def test_a_game_of_the_signalling_layer_alone_has_no_rates():
    fields = Fields("test.toml")
    one = contest_from(
        fields, "", {"signalling": {"SA": 0, "VA": 1, "CB": -1, "WA": -1.5, "WB": -0.5, "a": -1.2}}
    )
    found = contest_document(one, asked(one, draws=40))
    assert (found["enforce"], found["reading"]) == (None, "")
    assert found["signalling"][0]["draws"] == 40
