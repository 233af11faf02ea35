"""What a game file may say, and that every mistake of one is named with the field, together with all others."""

from __future__ import annotations

import numpy as np
import pytest

from yalu.strategy.game.answers import document, estimate_document
from yalu.strategy.game.estimate_files import Estimate, observed_from
from yalu.strategy.game.files import games_from, votes_from
from yalu.terms.errors import BadFile

RULE = {
    "voting": {
        "name": "small",
        "quota": 3,
        "members": [{"name": "big", "weight": 2}, {"name": "small", "number": 2}],
    }
}
GAME = {"game": {"row": [[1, 0], [0, 1]], "column": [[0, 1], [1, 0]]}}
SIGNALS = {"SA": 0, "VA": 1, "CB": -1, "WA": -1.5, "WB": -0.5, "a": -1.2}
ROWS = [
    {"id": "A", "sq": "90", "cd": "2", "sf": "3", "bd": "5", "x": "0.5"},
    {"id": "B", "sq": "80", "cd": "8", "sf": "6", "bd": "6", "x": "1.5"},
]


def answered(raw):
    games, _ = games_from("f.toml", raw)
    return [document(one, draws=50, rng=np.random.default_rng(1)) for one in games]


def refused(raw):
    with pytest.raises(BadFile) as caught:
        games_from("f.toml", raw)
    return str(caught.value)


def test_each_kind_of_game_is_told_by_its_fields():
    kinds = [
        one["kind"]
        for one in answered([RULE, GAME, SIGNALS, {"B": 2, "L": 3, "c": 1, "s": 1, "theta": 1, "lambda": 1}])
    ]
    assert kinds == ["voting", "quantal", "signalling", "contest"]
    assert games_from("f.toml", {"schema": 1, "case": [GAME]})[1]
    assert answered(GAME)[0]["logit_qre"][0]["lambda"] == 1.0


def test_a_game_without_names_of_its_moves_answers_as_one_with_them():
    named = {
        "game": GAME["game"] | {"row_moves": ["up", "down"], "column_moves": ["left", "right"]},
        "lambda": [0.5, 2],
    }
    (found,) = answered(named)
    assert found["row_moves"] == ["up", "down"]
    assert [one["lambda"] for one in found["logit_qre"]] == [0.5, 2]
    assert found["nash"] == {"row": [0.5, 0.5], "column": [0.5, 0.5]}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "holds no games"),
        ("text", "is no table"),
        ({"payoff": 1}, "is no game that is known"),
        ({"game": {"row": [[1, 2]], "column": [[1], [2]]}}, "row has 1 x 2 payoffs and column 2 x 1"),
        ({"game": {"row": [[1, 2], [1]], "column": [[1]]}}, "its rows need equal lengths"),
        ({"game": {"row": [["x"]], "column": [[float("nan")]]}}, "'x' is no number"),
        ({"game": GAME["game"] | {"row_moves": ["up"]}}, "names 1 moves, the game has 2"),
        (GAME | {"lambda": -1}, "-1 is not between 0 and 1e+06"),
        (GAME | {"lambd": 1}, "unknown field. Nearest: lambda."),
        ({"game": {"row": [[1]]}}, "column: is missing: it needs a list"),
        ({"game": 3}, "game: is no table"),
        ({"SA": 0, "VA": 99}, "99 is not between -50 and 50"),
        ({"SA": True}, "True is no number"),
        ({"SA": 10**400}, "SA: 1000"),
        ({"SA": float("-inf")}, "SA: -inf is no number"),
        ({"voting": {"quota": 9, "members": [{"name": "a"}, 3]}}, "9 is not between 1 and 1"),
        ({"inspection": {"B": [3, 1]}}, "the range ends at 1, below its start at 3"),
        ({"inspection": {"B": [1, 2, 3]}}, "is no range"),
        ({"inspection": {"L": -1}}, "-1 is not between 0 and 50"),
        ({"inspection": {"B": {"low": 1, "high": 2, "lov": 1}}}, "unknown field. Nearest: low."),
        ({"inspection": {"B": {"low": 1}}}, "B: needs low and high"),
        ({"inspection": {"B": 1}, "observed": {"enforce": 2}}, "2 is not between 0 and 1"),
        ({"inspection": {"B": 1}, "lever": [{"inspection": {"b": 1}}]}, "name: is missing"),
        ({"inspection": {"B": 1}, "lever": 4}, "lever: is no list"),
        ({"estimate": {"data": "d.csv", "specification": {"SB": "1"}}}, "SB: unknown field"),
        ({"estimate": {"data": "d.csv", "first_stage": ["PR"]}}, "names two columns"),
        ({"estimate": {"specification": {}, "rounds": 0}}, "data: is missing"),
        ({"estimate": {"data": 4}}, "4 is no text"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_field(raw, said):
    assert said in refused(raw)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"quota": 2.5}, "quota: 2.5 is no whole number"),
        (
            {"members": [{"name": "a", "weight": 1.5}, {"name": "b", "weight": 4}]},
            "weight: 1.5 is no whole number",
        ),
        (
            {"members": [{"name": "a", "veto": "no"}, {"name": "b", "weight": 4}]},
            '"no" is neither true nor false',
        ),
    ],
)
def test_a_voting_rule_is_never_rounded_or_guessed(part, said):
    assert said in refused({"voting": {**RULE["voting"], **part}})


GRAPH = {"states": ["N", "Y"], "preferences_best_first": {"A": ["N", "Y"], "B": ["Y", "N"]},
         "options": [{"owner": "A"}]}  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (GAME | {"lambda": []}, "lambda: is an empty list: it needs one precision or more"),
        ({"game": GAME["game"], "logit_qre": 4}, "logit_qre: is no list with entries"),
        ({"game": GAME["game"] | {"row_moves": 3}}, "row_moves: is no list of words"),
        ({"game": GAME["game"] | {"row": [[1, 2], [3]]}}, "row: its rows need equal lengths of 1 to 50 payoffs"),
        ({"game": [1, 2]}, "game: is no table; write { name = value, ... }"),
        ({"inspection": 5}, "inspection: is no table; write { name = value, ... }"),
        (RULE | {"zz": 1}, "zz: unknown field; the fields are schema, id, voting"),
        ({"voting": {"quota": 1, "members": []}}, "members: is no list with entries"),
        ({"voting": {"quota": 1, "members": [{"name": "a"}, {"name": "a"}]}}, "members: a name stands twice"),
        (GRAPH | {"option": []}, "option: unknown field. Nearest: options."),
        (GRAPH | {"options": 5}, "options: is no list with entries"),
        (GRAPH | {"preferences_best_first": {"A": 3, "B": ["N", "Y"]}},
         "preferences_best_first: A must order every state once; the order lacks N, Y"),
        ({"schema": 2} | GAME, "schema: is 2; this version reads 1"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_message(raw, said):
    assert refused(raw) == f"f.toml: {said}"


def test_a_range_outside_its_bounds_is_told_once():
    stakes = dict.fromkeys(("B", "L", "c", "s", "theta", "lambda"), 1)
    message = refused({"inspection": stakes, "observed": {"enforce": [0.2, 1.5]}, "lever": ["x"]})
    assert message.splitlines() == [
        "f.toml, observed: enforce: 1.5 is not between 0 and 1",
        "f.toml, lever 1: is no table",
    ]


def test_a_player_without_payoffs_is_told_once():
    message = refused({"game": {"row": [[1, 0], [0, 1]]}})
    assert message.count("\n") == 0
    assert "column: is missing" in message


def test_all_missing_stakes_are_told_at_once():
    message = refused({"inspection": {"B": 1}})
    assert all(f"{name}: is missing" in message for name in ("L", "c", "s", "theta", "lambda"))


def test_a_rule_is_read_from_its_words():
    (found,) = votes_from("v.csv", [{"rule": "5 vetoes, 10 elected, quota 9"}])
    assert found.rule.members == 15
    for wrong, said in (
        ("five vetoes", "is none"),
        ("5 vetoes, 6 elected, quota 12", "the quota is not between 1 and 11"),
    ):
        with pytest.raises(BadFile, match=said):
            votes_from("v.csv", [{"rule": wrong}])


def seen(rows, **asked):
    one = {
        "data": "",
        "specification": {"SA": "x", "VA": "1"},
        "first_stage": None,
        "rounds": 5,
        "parameters": None,
    } | asked
    return observed_from("t.csv", rows, Estimate(**one))


@pytest.mark.parametrize(
    ("rows", "asked", "said"),
    [
        ([], {}, "no such column; the table has no rows"),
        (ROWS, {"specification": {"SA": "y"}}, "y: no such column"),
        (ROWS, {"specification": {"SA": "cos(x)"}}, "is no term"),
        ([ROWS[0] | {"x": "many"}, ROWS[1]], {}, 'line 2: x: "many" is no number'),
        ([ROWS[0] | {"x": "inf"}, ROWS[1]], {}, "inf is no number"),
        ([ROWS[0] | {"cd": "-2"}, ROWS[1]], {}, "a count below zero"),
        ([ROWS[0] | {"cd": "0"}, ROWS[1] | {"cd": "0"}], {}, "every outcome must have happened"),
        ([ROWS[0] | {"x": "-1"}, ROWS[1]], {"specification": {"SA": "sqrt(x)"}}, "sqrt(x) has no value for -1"),
        (ROWS, {"first_stage": ("x", "x")}, "lies between 0 and 1"),
    ],
)  # fmt: skip
def test_a_table_of_games_is_checked_cell_by_cell(rows, asked, said):
    with pytest.raises(BadFile) as caught:
        seen(rows, **asked)
    assert said in str(caught.value)


def test_stated_parameters_are_played_without_an_estimate():
    stated = {"VA": 1.0, "CB": -1.0, "WA": -1.5, "WB": -0.5, "a": -1.2}
    formulas = {"SA": "x"} | dict.fromkeys(stated, "1")
    parameters = {"SA": {"x": 0.1}} | {name: {"1": value} for name, value in stated.items()}
    table = {"data": "t.csv", "specification": formulas, "parameters": parameters}
    games, _ = games_from("f.toml", {"estimate": table})
    (asked,) = games
    found = estimate_document(asked, observed_from("t.csv", ROWS, asked), None)
    (alone,) = answered(SIGNALS | {"SA": 0.05})
    assert found["games"][0]["equilibria"][0] == pytest.approx(alone["equilibria"][0])
    expected = sum(
        float(row[name]) * np.log(game["equilibria"][0][name])
        for row, game in zip(ROWS, found["games"], strict=True)
        for name in ("sq", "cd", "sf", "bd")
    )
    assert found["log_likelihood"] == pytest.approx(expected)
    assert [game["number"] for game in found["games"]] == [1, 1]


def test_parameters_without_an_equilibrium_in_every_game_have_no_score():
    """A would rather keep the status quo than win, and B would concede."""
    stated = {"VA": -2.0, "CB": 1.0, "WA": -3.0, "WB": -3.0, "a": -2.0}
    table = {
        "data": "t.csv",
        "specification": dict.fromkeys(stated, "1"),
        "parameters": {name: {"1": value} for name, value in stated.items()},
    }
    (asked,) = games_from("f.toml", {"estimate": table})[0]
    found = estimate_document(asked, observed_from("t.csv", ROWS, asked), None)
    assert (found["log_likelihood"], found["equilibria_per_game"]) == (None, {"0": 2})


def test_parameters_are_those_of_the_formulas():
    table = {"data": "t.csv", "specification": {"SA": "1 + x"}, "parameters": {"SA": {"1": 0.2, "X": 0.1}}}
    with pytest.raises(BadFile) as caught:
        games_from("f.toml", {"estimate": table})
    assert "parameters SA: X: unknown field" in str(caught.value)
    assert "parameters SA: x: is missing: the formula has this term" in str(caught.value)
