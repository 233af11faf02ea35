"""Tables of the wider record: sums that their publishers print, and days that stay as exact as they were."""

from __future__ import annotations

from collections import Counter

from yalu.events import read


def test_launches_agree_with_the_launch_days_of_the_shorter_table() -> None:
    days = {one.on for one in read.launches()}
    assert {one.on for one in read.tests() if one.kind == "launch_day"} <= days


def test_a_day_of_which_only_the_month_is_known_stays_a_month() -> None:
    for one in (*read.launches(), *read.signals(), *read.visits()):
        assert len(one.on) == (10 if one.precision == "day" else 7), one.id


def test_every_missile_launched_has_a_reach() -> None:
    known = {one.id for one in read.missiles()}
    assert {one.missile for one in read.launches() if one.missile and one.missile != "unknown"} <= known
    assert all(one.reach_low_km <= one.reach_high_km for one in read.missiles())


def test_nuclear_days_of_the_provocations_are_the_six_tests() -> None:
    nuclear = {one.on.isoformat() for one in read.provocations() if one.kind == "nuclear"}
    tests = {one.on for one in read.tests() if one.kind == "nuclear_test"}
    assert len(tests) == 6
    assert tests <= nuclear


def test_council_items_hold_the_resolutions_on_the_dprk_with_their_tallies() -> None:
    tallies = {one.document: (one.on, one.yes, one.no, one.abstain) for one in read.council_items()}
    for act in read.council():
        if act.resolution and act.on.year < 2020:
            assert tallies[act.document] == (act.on, act.yes, act.no, act.abstain), act.id


def test_vetoes_of_1990_to_2019_are_forty_four() -> None:
    by = Counter(one.vetoed_by for one in read.council_items() if one.outcome == "vetoed")
    assert sum(by.values()) == 44
    assert by["USA"] == 18


def test_each_failed_draft_has_at_most_fifteen_votes_and_none_twice() -> None:
    for draft in read.failed_drafts():
        votes = [one for side in (draft.yes, draft.abstain, draft.no) for one in side.split(";") if one]
        assert len(votes) == len(set(votes)) <= 15, draft.id


def test_visits_by_year_add_up() -> None:
    for one in read.visit_years():
        if None not in (one.government, one.military, one.total):
            assert (one.government or 0) + (one.military or 0) == one.total, one.id


def test_agreements_are_shares_of_three_pairs() -> None:
    assert Counter((one.a, one.b) for one in read.agreements()) == {
        ("CHN", "RUS"): 48, ("CHN", "USA"): 48, ("RUS", "USA"): 48,
    }  # fmt: skip
    assert all(0 <= one.same <= 1 and 0 <= one.score <= 1 for one in read.agreements())
