"""Stability in the graph model: Elmira as published, two famous games, and generated conflicts of an independent engine."""

from __future__ import annotations

import json

import pytest

from yalu.strategy.game.answers import document
from yalu.strategy.game.files import games_from
from yalu.terms.errors import BadFile

# Hipel, Fang, Kilgour and Haight (1993): nine states; who can turn one into another alone, and preferences, best first.
ELMIRA = {
    "conflict": "Elmira",
    "states": ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"],
    "moves": {
        "MoE": [["s1", "s2"], ["s3", "s4"], ["s5", "s6"], ["s7", "s8"]],
        "Uniroyal": [[one, to] for one, others in {
            "s1": ("s3", "s9"), "s2": ("s4", "s9"), "s3": ("s9",), "s4": ("s9",),
            "s5": ("s7", "s9"), "s6": ("s8", "s9"), "s7": ("s9",), "s8": ("s9",),
        }.items() for to in others],
        "Local Government": [[one, to] for pair in (("s1", "s5"), ("s2", "s6"), ("s3", "s7"), ("s4", "s8"))
                             for one, to in (pair, pair[::-1])],
    },
    "preferences_best_first": {
        "MoE": ["s7", "s3", "s4", "s8", "s5", "s1", "s2", "s6", "s9"],
        "Uniroyal": ["s1", "s4", "s8", "s5", "s9", "s2", "s3", "s7", "s6"],
        "Local Government": ["s7", "s3", "s5", "s1", "s8", "s6", "s4", "s2", "s9"],
    },
}  # fmt: skip
DILEMMA = {
    "game": "prisoner's dilemma",
    "states": ["DD", "CD", "DC", "CC"],
    "preferences_best_first": {"A": ["DC", "CC", "DD", "CD"], "B": ["CD", "CC", "DD", "DC"]},
}
CHICKEN = DILEMMA | {
    "game": "chicken",
    "preferences_best_first": {"A": ["DC", "CC", "CD", "DD"], "B": ["CD", "CC", "DC", "DD"]},
}
OPTIONS = {
    "options": [{"owner": "A"}, {"owner": "B", "reversible": False}],
    "states": ["NN", "YN", "NY", "YY"],
    "preferences_best_first": {"A": [2, 4, 1, 3], "B": [4, 3, 2, 1]},
}


def equilibria(raw):
    games, _ = games_from("f.json", raw)
    return document(games[0], draws=1, rng=None)["equilibria"]


def test_elmira_rests_where_it_was_published_to_rest():
    found = equilibria(ELMIRA)
    assert found["Nash"] == found["SEQ"] == ["s5", "s8", "s9"]


def test_cooperation_in_the_dilemma_and_mutual_swerving_in_chicken_are_stable_by_foresight():
    assert equilibria(DILEMMA) == {
        "Nash": ["DD"],
        "GMR": ["DD", "CC"],
        "SMR": ["DD", "CC"],
        "SEQ": ["DD", "CC"],
    }
    assert {name: set(states) for name, states in equilibria(CHICKEN).items()} == {
        "Nash": {"CD", "DC"}, "GMR": {"CD", "DC", "CC"}, "SMR": {"CD", "DC", "CC"}, "SEQ": {"CD", "DC"},
    }  # fmt: skip


def test_an_option_that_cannot_be_undone_is_only_ever_taken():
    assert equilibria(OPTIONS)["Nash"] == [4]


def test_generated_conflicts_have_the_equilibria_of_another_engine(test_data):
    for case in json.loads(test_data("models/gmcr/random_cases_open.json").read_text()):
        raw = {name: value for name, value in case.items() if name not in ("seed", "equilibria")}
        assert equilibria(raw) == case["equilibria"], case["seed"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"preferences_best_first": {"A": ["DD"], "B": ["CD", "CC", "DD", "DC"]}}, "the order lacks CC, CD, DC"),
        ({"preferences_best_first": {"A": ["DC", "CC", "DD", "CD", "XX"], "B": ["CD", "CC", "DD", "DC"]}}, "names XX"),
        ({"preferences_best_first": {"A": ["DC", "CC", "DD", "CD", "CD"], "B": ["CD", "CC", "DD", "DC"]}}, "names a state twice"),
        ({"preferences_best_first": {"A": ["DC", "CC", "DD", "CD"]}}, "needs two players or more"),
        ({"states": ["DD", "DD", "DC", "CC"]}, "need different names"),
        ({"options": [{"owner": "A"}]}, "each needs one Y or N for each of the 1 options"),
        ({"options": [{"owner": "C"}, {"owner": "A", "reversible": 1}, 3]}, "reversible is true or false"),
        ({"options": [{"owner": "C"}, 3]}, "each needs an owner"),
        ({"moves": {"A": [["DD", "EE"], 4], "C": 3}}, "not in both moves and preferences: B, C"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(changed, said):
    with pytest.raises(BadFile) as caught:
        equilibria(DILEMMA | changed)
    assert said in str(caught.value)


def test_a_player_without_preferences_is_missing():
    with pytest.raises(BadFile, match="a player is missing: C"):
        equilibria(OPTIONS | {"options": [{"owner": "A"}, {"owner": "C"}]})
    with pytest.raises(BadFile, match="needs one letter for each player"):
        equilibria(DILEMMA | {"states": ["D", "CD", "DC", "CC"]})
