"""Readers of Assembly votes, visits and sanctions in their publishers' layouts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yalu.events.read import agreements
from yalu.events.sources.tables import parse_impositions, parse_roll_calls, parse_visit_years
from yalu.terms.errors import BadFile

VISITS = b"receiving_country,year,government_visits,military_visits,total_elite_visits\n"
needs_data = pytest.mark.skipif("YALU_TEST_DATA" not in os.environ, reason="YALU_TEST_DATA is not set")


def published(path: str) -> bytes:
    return (Path(os.environ["YALU_TEST_DATA"]) / "events" / path).read_bytes()


def test_agreement_counts_votes_both_cast() -> None:
    data = (
        b"rcid,date,unres,issues,US,CN\n3,2001-01-01,R/1,,1,3\n"
        b"4,2001-02-01,R/2,,1,1\n5,2001-03-01,R/3,,2,\n6,2002-01-01,R/4,,1,2\n"
    )
    first, second = parse_roll_calls("t", data, [("CN", "US")])
    assert (first.year, first.votes, first.same, first.score) == (2001, 2, 0.5, 0.5)
    assert (second.year, second.votes, second.same, second.score) == (2002, 1, 0.0, 0.5)


def test_visits_not_known_stay_unknown() -> None:
    data = (
        b"receiving_country,year,government_visits,military_visits,total_elite_visits\n"
        b"Invented,2001,3,1,4\nInvented,2002,N/A,,\n"
    )
    first, second = parse_visit_years("t", data)
    assert (first.government, first.military, first.total) == (3, 1, 4)
    assert (second.government, second.military, second.total) == (None, None, None)


def test_an_open_sanction_has_no_end_and_a_missing_outcome_is_none() -> None:
    data = (
        b"caseid,sender,target,startyear,sancstartyear,endyear,finaloutcome\n"
        b"1,USA,DPRK,1990,1991,3000,0\n2,USA,IRN,1990,1992,1995,6\n"
    )
    first, second = parse_impositions("t", data)
    assert (first.since, first.until, first.outcome) == (1991, None, None)
    assert (second.until, second.outcome) == (1995, 6)


@pytest.mark.parametrize(
    ("parse", "data"),
    [
        (lambda data: parse_roll_calls("t", data, [("CN", "US")]), b"rcid,date,US,CN\n1,2001-01-01,9,1\n"),
        (lambda data: parse_visit_years("t", data), VISITS + b"X,,1,1,2\n"),
        (lambda data: parse_impositions("t", data), b"caseid,sender,target,sancstartyear,endyear,finaloutcome\n1,A,B,,1999,6\n"),
        (lambda data: parse_impositions("t", data), b"caseid\n1\n"),
        (lambda data: parse_impositions("t", data), b"\xff"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused(parse, data: bytes) -> None:
    with pytest.raises(BadFile):
        parse(data)


@needs_data
def test_agreement_from_the_roll_calls_is_the_published_one() -> None:
    pairs = [("CN", "RU"), ("CN", "US"), ("RU", "US")]
    codes = {"CN": "CHN", "RU": "RUS", "US": "USA"}
    data = published("unga_votes/unga_votes_35_states_1946_2019.csv")
    found = {(codes[one.a], codes[one.b], one.year): one for one in parse_roll_calls("u", data, pairs)}
    for one in agreements():
        other = found[one.a, one.b, one.year]
        assert (other.votes, round(other.same, 4), round(other.score, 4)) == (one.votes, one.same, one.score)


@needs_data
def test_published_visits_and_impositions_are_read_whole() -> None:
    visits = parse_visit_years(
        "v", published("china_elite_visits/china_visits_by_country_year_2000_2018.csv")
    )
    assert {one.year for one in visits} == set(range(2000, 2019))
    assert len(parse_impositions("t", published("sanctions_ties/ties_impositions_open.csv"))) == 589
