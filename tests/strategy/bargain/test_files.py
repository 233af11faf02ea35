"""What a bargain file may say, and that every mistake of one is named with the field."""

from __future__ import annotations

import numpy as np
import pytest

from yalu.strategy.bargain.answers import document
from yalu.strategy.bargain.files import bargains_from, ktab_from, stakeholders_from
from yalu.terms.errors import BadFile

LINE = {"status_quo": 0.2, "proposer_ideal": 0.9, "veto_ideals": [0.4]}
ACTORS = {
    "actors": [
        {"name": "A", "power": 1, "position": 10, "salience": 50},
        {"name": "B", "power": 2, "position": 90, "salience": 50},
    ]
}
PLAYERS = [
    {"name": "P", "role": "proposer", "ideal": {"oil": [80, 100]}, "patience": [0.8, 0.9]},
    {
        "name": "V",
        "role": "veto",
        "ideal": {"oil": 30},
        "salience": {"oil": [20, 60]},
        "power": 80,
        "patience": 0.7,
    },
]
DRAFT = {
    "draft": {"name": "d", "status_quo": {"oil": 10}, "adopted": {"oil": 40}, "lag_days": 56},
    "player": PLAYERS,
}
KTAB = [["", "Name", "What", "2", "1", ""], ["Actor", "Description", "Power", "Oil Position", "Oil Salience"],
        ["A", "d", "1", "10", "50"], ["B", "d", "2", "90", "50"]]  # fmt: skip


def answered(raw):
    bargains, _ = bargains_from("f.toml", raw)
    return [document(one, draws=50, rng=np.random.default_rng(1)) for one in bargains]


def refused(raw):
    with pytest.raises(BadFile) as caught:
        bargains_from("f.toml", raw)
    return str(caught.value)


def test_each_kind_of_bargain_is_told_by_its_fields():
    line, actors, draft = answered({"schema": 1, "case": [LINE, ACTORS, DRAFT]})
    assert line["text_adopted"] == pytest.approx(0.6)
    assert actors["win_probability"]["B"] == pytest.approx(
        1.28 / 2.16
    )  # utilities of the other's position .12 and .36
    assert draft["issues"][0]["predicted"]["middle"] == pytest.approx(50.0, abs=0.01)
    assert (draft["lag_days"], len(draft["delay"])) == (56, 1)


def test_alternating_offers_are_answered_where_discounts_stand():
    (found,) = answered(LINE | {"rubinstein": {"d1": 0.5, "d2": 0.5}})
    assert found["rubinstein"]["share_first_mover"] == pytest.approx(2 / 3)


def player(**changed):
    return DRAFT | {"player": [PLAYERS[0], PLAYERS[1] | changed]}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "holds no bargains"),
        (3, "is no table"),
        ({"schema": 1}, "it needs status_quo, rubinstein, actors or a draft"),
        (LINE | {"status_quo": 3}, "3 is not between 0 and 1"),
        (LINE | {"veto_ideals": []}, "veto_ideals: is no list with entries"),
        (LINE | {"scale": 4}, "is no scale"),
        (LINE | {"rubinstein": {"d1": 1, "d2": 1}}, "two discount factors of 1"),
        (LINE | {"proposer": 1}, "unknown field. Nearest: proposer_ideal."),
        ({"actors": [ACTORS["actors"][0]]}, "an actor is missing"),
        ({"actors": [3, ACTORS["actors"][0]]}, "actor 1: is no table"),
        ({"actors": [ACTORS["actors"][0]] * 2}, "a name stands twice"),
        ({"actors": [ACTORS["actors"][0] | {"salience": 0}, ACTORS["actors"][1]]}, "cares about nothing"),
        ({"actors": [ACTORS["actors"][0] | {"position": 900}, ACTORS["actors"][1]]}, "lies outside the scale of 100"),
        ({"actors": [ACTORS["actors"][0] | {"position": [1, 2]}, ACTORS["actors"][1]]}, "one salience for each issue"),
        ({"actors": [one | {"power": 0} for one in ACTORS["actors"]]}, "nobody has power"),
        (ACTORS | {"issues": ["oil", "coal"]}, "names 2, the actors have 1"),
        (DRAFT | {"player": PLAYERS[1:]}, 'a player is missing: exactly one has role = "proposer"'),
        (DRAFT | {"player": PLAYERS[:1]}, 'a player is missing: one or more have role = "veto"'),
        (DRAFT | {"player": [*PLAYERS, PLAYERS[1]]}, "player: V stands twice"),
        (DRAFT | {"player": [one | {"power": 0} for one in PLAYERS]}, "nobody has power"),
        (DRAFT | {"player": [*PLAYERS, "x"]}, "player 3: is no table"),
        (DRAFT | {"draft": {"name": "d", "status_quo": {}}}, "status_quo: names no issue"),
        (DRAFT | {"draft": DRAFT["draft"] | {"issues": 3}}, "issues: is no list of words"),
        ({"actors": [ACTORS["actors"][0] | {"capability": 3}, ACTORS["actors"][1]]}, "capability: unknown field"),
        ({"actors": [{"name": "A", "power": 1, "salience": 2}, ACTORS["actors"][1]]}, "actor 1: position: is missing"),
        ({"schema": 2} | LINE, "schema: is 2; this version reads 1"),
        (player(role="vetoer"), "is none of proposer, veto, other"),
        (player(ideal={}), "player 2: ideal: oil is missing"),
        (player(ideal={"oli": 3}), "unknown field. Nearest: oil."),
        (player(patience=1), "is not between 0 and 0.999999"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_field(raw, said):
    assert said in refused(raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (DRAFT | {"draft": DRAFT["draft"] | {"status_quo": [10]}}, "draft: status_quo: is no table; write { name = value, ... }"),
        (DRAFT | {"draft": "d"}, "draft: is no table; write { name = value, ... }"),
        (player(ideal=[30]), "player 2: ideal: is no table; write { name = value, ... }"),
        (player(ideal=30), "player 2: ideal: is no table; write { name = value, ... }"),
        (player(patience=[0.2, 1.5]), "player 2: patience: 1.5 is not between 0 and 0.999999"),
        (player(role="vetoer"), 'player 2: role: "vetoer" is none of proposer, veto, other'),
        (DRAFT | {"player": []}, "player: is no list with entries"),
        ({"actors": []}, "actors: is no list with entries"),
        (LINE | {"scale": [1, 0]}, "scale: the range ends at 0, below its start at 1"),
    ],
)  # fmt: skip
def test_one_mistake_is_one_message(raw, said):
    assert refused(raw) in (f"f.toml: {said}", f"f.toml, {said}")


def test_tables_in_two_layouts_are_the_same_bargain():
    ktab = ktab_from("k.csv", [row[1:] if at == 0 else row for at, row in enumerate(KTAB)])
    rows = [
        {"actor": name, "capability": power, "position": place, "salience": "50"}
        for name, power, place in (("A", "1", "10"), ("B", "2", "90"))
    ]
    plain = stakeholders_from("s.csv", rows)
    assert ktab.issues == ("Oil",)
    assert (plain.actors.power == ktab.actors.power).all()
    assert plain.span == 90


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "first line ends with the numbers"),
        (KTAB[:3], "says 2 actors, the table has 1"),
        ([*KTAB[:3], ["B", "d", "2", "90"]], "needs power, and position and salience for each of 1 issues"),
        ([*KTAB[:3], ["B", "d", "much", "90", "50"]], '"much" is no number'),
    ],
)
def test_a_ktab_table_says_what_is_wrong(rows, said):
    with pytest.raises(BadFile) as caught:
        ktab_from("k.csv", rows)
    assert said in str(caught.value)


def test_a_table_of_stakeholders_needs_its_columns():
    with pytest.raises(BadFile, match="capability: no such column"):
        stakeholders_from("s.csv", [{"actor": "A"}])
    with pytest.raises(BadFile, match="has no rows: a bargain needs two actors or more"):
        stakeholders_from("s.csv", [])
    with pytest.raises(BadFile, match="an actor is missing"):
        stakeholders_from("s.csv", [{"actor": "A", "capability": "1", "position": "3", "salience": "1"}])
