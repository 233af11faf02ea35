"""Participants' own debates, and why two of them differ."""

from __future__ import annotations

from datetime import date
from math import log

import pytest
from msgspec.structs import replace

from yalu.debate.model import Outcome, Participant, Prediction, Reading, Relation
from yalu.debate.scale import Range


def exactly(values):
    return {h: Range.exactly(p) for h, p in zip("ABC", values, strict=False)}


def someone(name, **more):
    return Participant(id=name, name=name.title(), source="an essay", **more)


def base(make, *people):
    known = Outcome(happened=True, known=date(2020, 2, 1), source="s")
    return make.debate(
        [0.5, 0.5],
        [make.item("E1", [0.8, 0.2]), make.item("E2", [0.3, 0.6])],
        prediction=(
            Prediction(
                id="P1", what="p", by=date(2020, 6, 1), of=("A",), likely=exactly([0.9, 0.6]), outcome=known
            ),
        ),
        participant=people,
    )


def test_each_participant_is_weighed_with_their_own_priors_readings_and_items(make):
    who = someone(
        "one",
        prior=exactly([0.2, 0.8]),
        reading=(
            Reading(item="E1", likely=exactly([0.6, 0.3])),
            Reading(item="P1", likely=exactly([0.5, 0.25])),
        ),
        leaves_out=("E2",),
    )
    (view,) = make.weighed(base(make, who)).participants
    assert view.posterior["A"].p == pytest.approx(0.2 * 0.6 * 0.5 / (0.2 * 0.6 * 0.5 + 0.8 * 0.3 * 0.25))
    assert view.posterior["A"].start == pytest.approx(0.2)
    assert view.path[-1].p["A"] == pytest.approx(view.posterior["A"].p)
    # before the outcome: .2 .6 to .8 .3, that is 1 to 2
    assert view.score == pytest.approx(-log((1 * 0.5 + 2 * 0.25) / 3))


def test_a_partial_reading_keeps_the_rest_of_the_file(make):
    who = someone("one", reading=(Reading(item="E1", likely={"A": Range.exactly(0.4)}),))
    (view,) = make.weighed(base(make, who)).participants
    assert view.posterior["A"].p == pytest.approx(0.4 * 0.3 * 0.9 / (0.4 * 0.3 * 0.9 + 0.2 * 0.6 * 0.6))


def test_an_outcome_left_out_is_an_open_prediction_again(make):
    (view,) = make.weighed(base(make, someone("one", leaves_out=("P1",)))).participants
    assert view.posterior["A"].p == pytest.approx(0.24 / (0.24 + 0.12))
    assert view.score is None


def test_a_gap_of_priors_alone_is_all_prior(make):
    people = someone("one", prior=exactly([0.8, 0.2])), someone("two", prior=exactly([0.5, 0.5]))
    (gap,) = make.weighed(base(make, *people)).differences
    assert (gap.one, gap.other) == ("one", "two")
    assert gap.gap == pytest.approx(log(4))
    assert (gap.prior, gap.reading, gap.counting) == pytest.approx((log(4), 0, 0), abs=1e-12)
    assert gap.items == ()


def test_a_gap_is_split_over_its_three_causes_and_by_item(make):
    """Independent items: each cause closes the same log odds in every order, so the parts are plain differences."""
    people = (
        someone("one", prior=exactly([0.8, 0.2]), reading=(Reading(item="E1", likely=exactly([0.8, 0.4])),)),
        someone("two", leaves_out=("E2",)),
    )
    (gap,) = make.weighed(base(make, *people)).differences
    assert gap.prior == pytest.approx(log(4))
    assert gap.reading == pytest.approx(log(2) - log(4))
    assert gap.counting == pytest.approx(log(0.5))
    assert gap.gap == pytest.approx(gap.prior + gap.reading + gap.counting)
    assert {one.id: (one.how, round(one.gap, 9)) for one in gap.items} == {
        "E1": ("read otherwise", round(log(0.5), 9)),
        "E2": ("counts for one alone", round(log(0.5), 9)),
    }


def test_parts_add_up_where_causes_meet_in_one_cluster_and_the_widest_pair_comes_first(make):
    told = base(
        make,
        someone("one", prior=exactly([0.9, 0.1]), leaves_out=("E2",)),
        someone("two", reading=(Reading(item="E2", likely=exactly([0.1, 0.9])),)),
        someone("three"),
    )
    told = replace(
        told,
        item=tuple(replace(one, cluster="S") for one in told.item),
        cluster=(make.cluster("S", "copies", 0.7),),
    )
    found = make.weighed(told)
    assert len(found.differences) == 3
    gaps = [abs(one.gap) for one in found.differences]
    assert gaps == sorted(gaps, reverse=True)
    for one in found.differences:
        assert one.gap == pytest.approx(one.prior + one.reading + one.counting)
    three = next(view for view in found.participants if view.id == "three")
    assert three.posterior == found.posterior


def test_two_who_leave_out_the_same_item_or_read_it_alike_do_not_differ_on_it(make):
    same = {"reading": (Reading(item="E1", likely=exactly([0.6, 0.3])),), "leaves_out": ("E2",)}
    (gap,) = make.weighed(base(make, someone("one", **same), someone("two", **same))).differences
    assert gap.items == ()
    assert gap.gap == pytest.approx(0)


def test_priors_of_hypotheses_together_are_a_participants_own_too(make):
    told = replace(
        make.debate([0.4, 0.4], []),
        relation=(Relation(both=("A", "B"), prior=Range.exactly(0.2)),),
        participant=(someone("one", prior={**exactly([0.1, 0.6]), "A+B": Range.exactly(0.3)}),),
    )
    (view,) = make.weighed(told).participants
    assert view.posterior["A"].p == pytest.approx(0.4)
