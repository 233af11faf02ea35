"""What evidence not yet seen is expected to tell, by counting out both outcomes."""

from __future__ import annotations

from datetime import date
from math import log2

import pytest
from msgspec.structs import replace

from yalu.debate.model import Outcome, Prediction
from yalu.debate.scale import Range


def prediction(name, likely, **more):
    told = {"what": name, "by": date(2021, 1, 1), "of": ("A",), **more}
    return Prediction(
        id=name, likely={h: Range.exactly(p) for h, p in zip("ABC", likely, strict=False)}, **told
    )


def entropy(weights):
    total = sum(weights)
    return -sum(w / total * log2(w / total) for w in weights if w)


def test_expected_information_is_entropy_before_less_mean_entropy_after(make):
    told = make.debate(
        [0.5, 0.3, 0.2], [make.item("E1", [0.6, 0.3, 0.9])], prediction=(prediction("P1", [0.9, 0.2, 0.5]),)
    )
    now = make.posterior(told)
    seen = [p * q for p, q in zip(now, [0.9, 0.2, 0.5], strict=True)]
    unseen = [p * (1 - q) for p, q in zip(now, [0.9, 0.2, 0.5], strict=True)]
    bits = entropy(now) - sum(seen) * entropy(seen) - sum(unseen) * entropy(unseen)
    (one,) = make.weighed(told).look_for
    assert one.bits == pytest.approx(bits)
    assert one.p == pytest.approx(sum(seen))
    assert list(one.if_seen.values()) == pytest.approx([w / sum(seen) for w in seen])
    assert list(one.if_not.values()) == pytest.approx([w / sum(unseen) for w in unseen])


def test_an_observation_that_settles_an_even_question_is_worth_one_bit_and_stands_first(make):
    told = make.debate(
        [0.5, 0.5],
        [],
        prediction=(prediction("P1", [0.6, 0.5]), prediction("P2", [1.0, 0.0]), prediction("P3", [0.4, 0.4])),
    )
    found = make.weighed(told).look_for
    assert [one.id for one in found] == ["P2", "P1", "P3"]
    assert [found[0].bits, found[2].bits] == pytest.approx([1.0, 0.0])


def test_what_cannot_happen_has_no_state_after_it(make):
    told = make.debate([0.5, 0.5], [], prediction=(prediction("P1", [0.0, 0.0]),))
    (one,) = make.weighed(told).look_for
    assert (one.p, one.if_seen) == (0.0, {})


def test_a_prediction_is_looked_for_until_its_outcome_is_known_and_due_after_its_day(make):
    known = Outcome(happened=True, known=date(2020, 6, 1), source="s")
    told = make.debate(
        [0.5, 0.5], [], prediction=(prediction("P1", [0.9, 0.2], by=date(2020, 3, 1), outcome=known),)
    )
    before = make.weighed(told, on=date(2020, 5, 31))
    assert [one.due for one in before.look_for] == [True]
    assert any("P1" in note for note in before.notes)
    assert make.weighed(told, on=date(2020, 6, 1)).look_for == ()
    assert make.weighed(replace(told, prediction=()), on=make.end).look_for == ()
