"""Scenarios act by act: known bans change, what they touch is what was printed, and nothing enters the regime."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.read import listed, read_regime, read_scenario
from yalu.measures.verdict import verdict
from yalu.strategy.read import acts, coded
from yalu.strategy.scenario import days_of, phase, recorded
from yalu.strategy.scenario_files import plan_from
from yalu.terms.errors import BadFile
from yalu.terms.read import petroleum_factors
from yalu.trade.read import product_figures

ISSUES = ("minerals", "fuel")


def law(regime):
    return lambda question: verdict(question, regime, listed(), petroleum_factors())


def phases(name):
    laid, regime = read_scenario(name), read_regime()
    return [
        phase(acts(), law(regime), law(regime.under(laid)), day, product_figures()) for day in days_of(laid)
    ]


def changed(one):
    return {change.words: (change.before, change.after) for change in one.changes}


def test_the_vetoed_draft_forbids_what_its_text_named():
    (one,) = phases("draft-2022-431")
    assert one.on == date(2022, 5, 26)
    assert changed(one)["watches"] == ("allowed", "forbidden")
    assert changed(one)["cigarettes"] == ("conditional", "forbidden")
    assert changed(one)["crude oil beyond 3.5 million barrels of the year"] == ("conditional", "forbidden")
    assert one.frees_usd == 0


def test_closing_crude_in_2016_touches_the_last_year_that_was_printed_and_nothing_else():
    (one,) = phases("crude-2016")
    assert set(changed(one)) == {"crude oil", "crude oil beyond 3.5 million barrels of the year"}
    assert (
        one.covers_usd == 598_130_000
    )  # KITA for 2013: customs print none from 2014; shared by both acts, counted once
    assert "coal" in one.open


def test_relief_for_steps_comes_in_two_phases_and_frees_what_they_name():
    first, second = phases("relief-for-steps")
    assert (first.on, second.on) == (date(2020, 1, 1), date(2020, 7, 1))
    assert set(changed(first)) == {"squid", "clothing"}
    assert set(changed(second)) - set(changed(first)) == {"coal", "iron ore"}
    assert first.covers_usd == 0 < first.frees_usd < second.frees_usd
    assert second.scope_after["minerals"] < second.scope_before["minerals"]


def test_nothing_of_a_scenario_enters_the_regime():
    before = read_regime().tables
    phases("crude-2016")
    assert read_regime().tables == before


def test_what_was_printed_long_ago_or_of_no_goods_is_no_figure():
    crude = next(act for act in acts() if act.words == "crude oil")
    account = next(act for act in acts() if act.words == "correspondent account")
    assert recorded(crude, date(2016, 3, 2), product_figures()).year == 2013
    assert recorded(crude, date(2035, 1, 1), product_figures()) is None
    assert recorded(account, date(2016, 3, 2), product_figures()) is None


def test_a_plan_names_coded_positions_or_states_its_own_players():
    assert {one.name for one in plan_from("s.toml", {"strategy": {"positions": "2270"}}, coded(), ISSUES).parties} == {
        "United States", "China", "Russia",
    }  # fmt: skip
    own = {
        "strategy": {
            "player": [{"name": "Congo", "role": "other", "ideal": {"minerals": 10, "fuel": [0, 20]}}]
        }
    }
    assert [one.name for one in plan_from("s.toml", own, coded(), ISSUES).parties] == ["Congo"]
    assert plan_from("s.toml", {}, coded(), ISSUES) == ((), ())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"positions": "2271"}, "no coded positions"),
        ({"position": "2270"}, "unknown field. Nearest: positions."),
        ({"lever": [3]}, "strategy lever 1: is no table"),
        ({"positions": 5}, "strategy: positions: 5 is no text"),
        ({"player": [{"name": "A", "ideal": {"fuel": 3}}]}, "strategy player 1: ideal: minerals is missing"),
    ],
)
def test_a_plan_with_mistakes_is_refused(table, said):
    with pytest.raises(BadFile) as caught:
        plan_from("s.toml", {"strategy": table}, coded(), ISSUES)
    assert said in str(caught.value)
