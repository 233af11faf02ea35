"""One tree of errors, whose messages say what was found, where, and what is near."""

from __future__ import annotations

import pytest

from yalu.terms.errors import BadFile, BadInput, Conflict, Problem, UnknownValue, YaluError, nearest


@pytest.mark.parametrize(
    ("kind", "parent"),
    [(BadInput, YaluError), (UnknownValue, BadInput), (BadFile, BadInput), (Conflict, YaluError)],
)
def test_the_tree_is_as_drawn(kind, parent):
    assert issubclass(kind, parent)


def test_a_conflict_is_not_an_input_to_mend():
    assert not issubclass(Conflict, BadInput)


def test_an_unknown_value_carries_its_facts_and_offers_the_nearest():
    error = UnknownValue("fact", "livelyhood_only", "livelihood_only")
    assert (error.what, error.value, error.nearest) == ("fact", "livelyhood_only", "livelihood_only")
    assert str(error) == 'unknown fact "livelyhood_only". Nearest: livelihood_only.'


def test_where_nothing_is_near_nothing_is_offered():
    assert str(UnknownValue("fact", "zzz")) == 'unknown fact "zzz".'


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (
            Problem("a.toml", "paragraph 9", "hs", "is bad", "2701"),
            "a.toml, paragraph 9: hs: is bad. Nearest: 2701.",
        ),
        (Problem("a.toml", "", "", "is empty"), "a.toml: is empty"),
        (Problem("a.toml", "case 1", "", "has no day"), "a.toml, case 1: has no day"),
    ],
)
def test_a_problem_says_place_field_and_reason(problem, text):
    assert str(problem) == text


def test_all_problems_of_a_file_stand_in_one_message():
    problems = [Problem("a.toml", "", "x", "one"), Problem("b.toml", "", "y", "two")]
    error = BadFile(problems)
    assert error.problems == tuple(problems)
    assert str(error) == "a.toml: x: one\nb.toml: y: two"


@pytest.mark.parametrize(
    ("value", "near"),
    [("livelyhood_only", "livelihood_only"), ("emergancy", "emergency"), ("zzz", None), ("", None)],
)
def test_the_nearest_valid_word(value, near):
    assert nearest(value, ["livelihood_only", "emergency"]) == near
    assert nearest(value, []) is None


def test_two_letters_exchanged_are_one_slip():
    assert nearest("sirya", ["iraq", "libya", "syria"]) == "syria"
