"""The seven words and the intervals that can be written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.debate.scale import STEPS, Range, moved, parse_range, place, word
from yalu.terms.errors import BadInput


def odds(p):
    return p / (1 - p)


def test_a_word_reaches_half_a_step_to_either_side_on_odds():
    one = parse_range("likely")
    assert one.best == 0.75
    assert odds(one.low) == pytest.approx((odds(0.75) * odds(0.50)) ** 0.5)
    assert odds(one.high) == pytest.approx((odds(0.75) * odds(0.90)) ** 0.5)


def test_the_words_mirror_each_other_and_their_intervals_meet():
    words = [parse_range(one) for one in STEPS]
    for one, other in zip(words, reversed(words), strict=True):
        assert tuple(one) == pytest.approx([1 - p for p in reversed(other)])
    for below, above in pairwise(words):
        assert below.high == pytest.approx(above.low)


def test_intervals_are_written_with_numbers_words_or_both():
    assert parse_range(["unlikely", "likely"]) == (0.25, 0.5, 0.75)
    assert parse_range([0.1, "even", 0.6]) == (0.1, 0.5, 0.6)
    assert parse_range(1) == Range.exactly(1.0)
    assert not Range.exactly(0.3).wide
    assert parse_range([0.1, 0.2]).wide


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (1.2, "must lie between 0 and 1"),
        (-0.1, "must lie between 0 and 1"),
        (float("nan"), "must lie between 0 and 1"),
        (True, "is no probability; write a number"),
        ([0.6, 0.2], "runs backwards"),
        ([0.2, 0.1, 0.4], "runs backwards"),
        ([0.2], "1 numbers were found"),
        ([0.1, 0.2, 0.3, 0.4], "4 numbers were found"),
        ("likelyy", "Nearest: likely"),
        ({"low": 0.1}, "is no probability"),
    ],
)
def test_what_is_no_probability_is_refused_with_the_reason(written, says):
    with pytest.raises(BadInput, match=says):
        parse_range(written)


@given(p=st.floats(0.001, 0.999), steps=st.floats(-2, 2))
def test_steps_there_and_back_lead_to_the_same_place(p, steps):
    assert moved(moved(p, steps), -steps) == pytest.approx(p, abs=1e-6)
    assert place(moved(p, steps)) - place(p) == pytest.approx(steps, abs=1e-6)


def test_each_word_stands_at_its_own_place():
    for at, (name, p) in enumerate(STEPS.items()):
        assert place(p) == pytest.approx(at)
        assert word(p) == name
    assert (word(0.0001), word(0.9999)) == ("almost certainly not", "almost certain")
