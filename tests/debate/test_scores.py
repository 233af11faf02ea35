"""Log scores by hand."""

from __future__ import annotations

from datetime import date
from math import log

import pytest

from yalu.debate.model import Outcome, Prediction
from yalu.debate.scale import Range
from yalu.debate.scores import mean_score


def prediction(name, likely, happened, known):
    return Prediction(
        id=name,
        what=name,
        by=date(2020, 12, 1),
        of=("A",),
        likely={h: Range.exactly(p) for h, p in zip("AB", likely, strict=True)},
        outcome=Outcome(happened=happened, known=known, source="s"),
    )


def test_the_debate_foretells_with_its_weights_of_the_day_before(make):
    told = make.debate(
        [0.5, 0.5],
        [make.item("E1", [0.6, 0.2])],
        prediction=(
            prediction("P1", [0.9, 0.3], True, date(2020, 1, 1)),  # before E1: weights are even
            prediction("P2", [0.8, 0.4], False, date(2020, 6, 1)),  # after both: 9 to 1
        ),
    )
    found = make.weighed(told)
    first, second = found.predictions
    assert (first.id, first.p, first.debate) == ("P1", {"A": 0.9, "B": 0.3}, pytest.approx(0.6))
    assert second.p == pytest.approx({"A": 0.2, "B": 0.6})
    assert second.debate == pytest.approx(0.9 * 0.2 + 0.1 * 0.6)
    tally = found.tally
    assert tally.scored == 2
    assert tally.hypotheses["A"] == pytest.approx(-(log(0.9) + log(0.2)) / 2)
    assert tally.debate == pytest.approx(-(log(0.6) + log(0.24)) / 2)
    assert tally.start == pytest.approx(-(log(0.6) + log(0.4)) / 2)
    assert tally.coin == pytest.approx(log(2))


def test_who_called_impossible_what_happened_has_no_score(make):
    told = make.debate([0.5, 0.5], [], prediction=(prediction("P1", [0.0, 0.5], True, date(2020, 2, 1)),))
    found = make.weighed(told)
    assert found.tally.hypotheses == {"A": None, "B": pytest.approx(log(2))}
    assert found.posterior["B"].p == 1


def test_an_outcome_not_yet_known_is_not_scored(make):
    told = make.debate([0.5, 0.5], [], prediction=(prediction("P1", [0.9, 0.5], True, date(2020, 6, 1)),))
    found = make.weighed(told, on=date(2020, 5, 1))
    assert found.predictions == ()
    assert found.tally.scored == 0
    assert found.tally.debate is None


def test_certainty_that_came_true_scores_zero():
    assert mean_score([1.0]) == 0
    assert mean_score([]) is None
