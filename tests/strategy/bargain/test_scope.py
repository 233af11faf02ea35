"""The scope that the law gives to each issue: counted by hand on known bans, and the coded tables."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.measures.read import listed, read_regime
from yalu.measures.verdict import verdict
from yalu.strategy.bargain.coded import ActRow, coded_parties
from yalu.strategy.bargain.scope import scope
from yalu.strategy.read import act_from, acts, coded
from yalu.terms.errors import BadFile
from yalu.terms.read import petroleum_factors

TEXTS = ("2094", "2270", "2321", "2371", "2375", "2397")


def law(question):
    return verdict(question, read_regime(), listed(), petroleum_factors())


def test_minerals_go_from_open_to_closed_by_the_known_texts():
    def minerals(day):
        return scope(acts(), law, date.fromisoformat(day))["minerals"]

    assert minerals("2016-03-01") == 0  # before 2270
    assert minerals("2016-04-02") == 40  # 2270 para 30: gold whole, coal and iron ore but for livelihood
    assert minerals("2017-10-11") == 100  # 2321, 2371: copper, coal, iron and lead too


def test_no_text_lowers_the_scope_of_an_issue():
    days = [
        date(2013, 4, 6),
        date(2016, 4, 1),
        date(2016, 12, 30),
        date(2017, 9, 4),
        date(2017, 10, 11),
        date(2018, 1, 21),
    ]
    found = [scope(acts(), law, day) for day in days]
    for issue in found[0]:
        levels = [one[issue] for one in found]
        assert levels == sorted(levels), issue


def test_every_text_has_a_sourced_range_for_each_player_and_issue():
    issues = {act.issue for act in acts()}
    assert set(TEXTS) <= set(coded().drafts)
    for name in coded().drafts:
        for party in coded_parties(coded(), name):
            assert set(party.ideal) == set(party.salience) == issues, (name, party.name)
            assert all(0 <= one.low <= one.high <= 100 and one.source for one in party.ideal.values())


def test_an_act_that_the_law_cannot_be_asked_about_is_refused():
    with pytest.raises(BadFile, match="Nearest: port_entry"):
        act_from(ActRow(id="A1", issue="shipping", words="ports", activity="port_entri", source="test"))
