"""The path is the same as weighing anew on each day, whatever is withdrawn, restored, corrected or revised on the way."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from yalu.debate.evidence import no_figures, pieces
from yalu.debate.model import Curve, Figure, Measure, Outcome, Prediction
from yalu.debate.path import path
from yalu.debate.scale import Range
from yalu.debate.weigh import weigh


def days_of(make, debate, figures=no_figures):
    return path(debate, make.end, figures, key=3, draws=100)


def prediction(name, likely, outcome):
    return Prediction(
        id=name,
        what=name,
        by=date(2020, 12, 1),
        of=("A",),
        likely={h: Range.exactly(p) for h, p in zip("AB", likely, strict=True)},
        outcome=outcome,
    )


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_each_day_is_the_debate_as_known_on_it(make, seed):
    rng = np.random.default_rng(seed)
    rows = rng.uniform(0.05, 0.95, (7, 2)).round(2).tolist()
    items = [make.item(f"E{n}", row, cluster=("S", "T", "")[n % 3]) for n, row in enumerate(rows)]
    items[3] = replace(items[3], withdraws=("E0", "E1"))
    items[5] = replace(items[5], corrects=("E2",))
    items[6] = replace(items[6], withdraws=("E3",))
    told = make.debate(
        [0.4, 0.6],
        items,
        cluster=(make.cluster("S", "copies", 0.6), make.cluster("T", "tempered", 0.5)),
        prediction=(
            prediction("P1", [0.9, 0.4], Outcome(happened=False, known=date(2020, 1, 5), source="s")),
        ),
    )
    for day in days_of(make, told):
        assert list(day.p.values()) == pytest.approx(make.posterior(told, day.day), abs=1e-9)
        assert all(day.low[h] == pytest.approx(day.p[h], abs=1e-5) for h in "AB")


def test_a_withdrawn_item_stops_counting_that_day_and_stands_again_when_the_withdrawal_is_withdrawn(make):
    told = make.debate(
        [0.5, 0.5],
        [
            make.item("E1", [0.9, 0.1]),
            make.item("E2", [], withdraws=("E1",)),
            make.item("E3", [], withdraws=("E2",)),
        ],
    )
    assert [round(day.p["A"], 9) for day in days_of(make, told)] == [0.5, 0.9, 0.5, 0.9, 0.9]
    states = {one.id: one.aside for one in pieces(told, date(2020, 1, 3), no_figures)}
    assert states == {"E1": "withdrawn by E2", "E2": "withdraws only"}
    assert {one.id: one.aside for one in pieces(told, make.end, no_figures)}["E1"] == ""


def test_a_correction_takes_the_place_of_what_it_corrects(make):
    told = make.debate(
        [0.5, 0.5], [make.item("E1", [0.9, 0.1]), make.item("E2", [0.2, 0.6], corrects=("E1",))]
    )
    assert [round(day.p["A"], 9) for day in days_of(make, told)] == [0.5, 0.9, 0.25, 0.25]
    found = make.weighed(told)
    assert {one.id: one.state for one in found.items} == {"E2": "counts", "E1": "corrected by E2"}


def test_an_outcome_can_be_withdrawn_like_an_item(make):
    known = Outcome(happened=True, known=date(2020, 1, 5), source="s")
    told = make.debate(
        [0.5, 0.5],
        [make.item("E9", [], withdraws=("P1",))],
        prediction=(prediction("P1", [0.8, 0.2], known),),
    )
    assert [round(day.p["A"], 9) for day in days_of(make, told)] == [0.5, 0.8, 0.5, 0.5]


def test_what_was_known_before_the_question_counts_on_its_day(make):
    told = make.debate([0.5, 0.5], [make.item("E1", [0.9, 0.1])], asked=date(2020, 3, 1))
    days = days_of(make, told)
    assert [day.day for day in days] == [date(2020, 3, 1), make.end]
    assert days[0].p["A"] == pytest.approx(0.9)
    assert days[0].items == ("E1",)


def curved(make):
    """An item read off a figure: .2 at 0 and .8 at 10 under A, the other way round under B."""
    item = make.item("E1", [])
    ends = [Range.exactly(0.2), Range.exactly(0.8)]
    likely = {"A": Curve(at=(0, 10), values=tuple(ends)), "B": Curve(at=(0, 10), values=tuple(ends[::-1]))}
    return replace(item, likely=likely, measure=Measure(figure="some:figure"))


def revised(address, on):
    """No figure at first, then 5, then 10, with a range."""
    assert address == "some:figure"
    if on < date(2020, 2, 1):
        return None
    value = 5.0 if on < date(2020, 3, 1) else 10.0
    return Figure(value=value, low=value - 1, high=value + 1, words=f"{value:g} of something")


def test_a_computed_item_moves_when_its_figure_is_revised(make):
    marks = [
        make.item(f"E{n}", [0.5, 0.5], known=day)
        for n, day in ((2, date(2020, 2, 10)), (3, date(2020, 3, 10)))
    ]
    told = make.debate([0.5, 0.5], [curved(make), *marks])
    days = path(told, make.end, revised, key=3, draws=100)
    assert {day.day: round(day.p["A"], 9) for day in days} == {
        date(2020, 1, 1): 0.5,
        date(2020, 1, 2): 0.5,  # no figure yet
        date(2020, 2, 10): 0.5,  # 5: as likely under both
        date(2020, 3, 10): 0.8,  # 10
        date(2020, 12, 31): 0.8,
    }


def test_a_computed_item_shows_its_figure_and_says_when_there_is_none(make):
    told = make.debate([0.5, 0.5], [curved(make)])
    found = weigh(told, on=make.end, rng=np.random.default_rng(1), figures=revised, draws=50)
    (one,) = found.items
    assert one.figure == "10 of something"
    # at 9 .74 of .2 to .8: the figure's own range widens the likelihood
    assert (one.likely["A"].low, one.likely["A"].best, one.likely["A"].high) == pytest.approx(
        (0.74, 0.8, 0.8)
    )
    early = weigh(told, on=date(2020, 1, 20), rng=np.random.default_rng(1), figures=revised, draws=50)
    assert early.items[0].state == "no figure on this day"
    assert early.items[0].likely == {}
    assert any("Without a figure" in note for note in early.notes)
    assert make.weighed(told).items[0].state == "no figure on this day"


def test_a_figure_asked_as_of_a_day_does_not_move(make):
    told = make.debate(
        [0.5, 0.5], [replace(curved(make), measure=Measure(figure="some:figure", on=date(2020, 2, 15)))]
    )
    days = path(told, make.end, revised, key=3, draws=100)
    assert [round(day.p["A"], 9) for day in days] == [0.5, 0.5, 0.5]


def test_a_curve_is_straight_between_its_points_and_level_beyond_and_takes_in_a_bend():
    curve = Curve(at=(0, 1, 2), values=tuple(map(Range.exactly, (0.2, 0.8, 0.4))))
    read = [curve.over(x, x, x).best for x in (-5, 0, 0.5, 1, 1.5, 9)]
    assert read == pytest.approx([0.2, 0.2, 0.5, 0.8, 0.6, 0.4])
    assert curve.over(0.5, 0.9, 2) == pytest.approx((0.4, 0.74, 0.8))


def test_a_cluster_grows_day_by_day_over_a_year_in_ranges_too(make):
    rng = np.random.default_rng(8)
    items = [
        make.item(f"E{n}", [[p - 0.05, p + 0.05] for p in row], cluster="S", reliability=[0.7, 0.9])
        for n, row in enumerate(rng.uniform(0.1, 0.9, (40, 2)).round(2).tolist())
    ]
    told = make.debate([0.5, 0.5], items, cluster=(make.cluster("S", "tempered", 0.7),))
    days = days_of(make, told)
    for day in days[:: len(days) // 4]:
        stand = make.weighed(told, on=day.day, draws=4_000).posterior["A"]
        assert day.p["A"] == pytest.approx(stand.p)
        assert day.low["A"] == pytest.approx(stand.low, abs=0.06)
        assert day.high["A"] == pytest.approx(stand.high, abs=0.06)
    assert days[-1].day - days[0].day == timedelta(days=365)
