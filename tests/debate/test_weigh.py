"""The whole answer hangs together: the sum that is shown makes the weights, and a reader is warned of what to distrust."""

from __future__ import annotations

from datetime import date
from math import prod

import pytest
from msgspec.structs import replace

from yalu.terms.errors import BadInput


def entered(make):
    return make.debate(
        [0.3, 0.7],
        [
            make.item("E1", [0.8, 0.3], cluster="S"),
            make.item("E2", [0.6, 0.5], cluster="S", reliability=0.8),
            make.item("E3", [0.5, 0.5]),
            make.item("E4", [0.9, 0.6], kind="assumed"),
            make.item("E5", [0.2, 0.6], cluster="T"),
            make.item("E6", [0.9, 0.1], known=date(2020, 12, 1)),
        ],
        cluster=(make.cluster("S", "copies", 0.6), make.cluster("T", "tempered", 0.5)),
    )


def test_start_times_the_lines_of_the_sum_is_the_weight(make):
    found = make.weighed(entered(make))
    weights = {h: found.start[h] * prod(line.p[h] for line in found.sum) for h in "AB"}
    assert weights["A"] / sum(weights.values()) == pytest.approx(found.posterior["A"].p)
    assert [(line.name, line.rule, line.items) for line in found.sum if len(line.items) > 1] == [
        ("S", "copies", ("E1", "E2"))
    ]
    assert {line.name: line.rule for line in found.sum}["T"] == ""  # alone in its cluster
    assert sorted(name for line in found.sum for name in line.items) == [f"E{n}" for n in range(1, 7)]


def test_nothing_known_later_than_the_day_is_in_it(make):
    found = make.weighed(entered(make), on=date(2020, 6, 1))
    assert "E6" not in {one.id for one in found.items}
    assert found.path[-1].day == date(2020, 6, 1)


def test_a_day_before_the_question_is_refused(make):
    with pytest.raises(BadInput, match="the question was put on 2020-01-01; 2019-12-31 is before it"):
        make.weighed(entered(make), on=date(2019, 12, 31))


def test_what_a_reader_must_know_is_noted(make):
    told = entered(make)
    same = tuple(replace(one, source="one paper") if one.id in {"E3", "E6"} else one for one in told.item)
    notes = " ".join(make.weighed(replace(told, item=same), on=date(2021, 5, 1)).notes)
    assert "entered up to 2020-12-31; nothing later is in it" in notes
    assert "Assumed, not observed: E4." in notes
    assert "Counted as independent though from one source: E3, E6" in notes
    assert make.weighed(entered(make), on=date(2020, 1, 3)).notes == ()


def test_counting_each_source_once_and_counting_all_in_full_stand_beside_the_answer(make):
    told = entered(make)
    found = make.weighed(told)
    for share, beside in ((0.0, found.if_independent), (1.0, found.if_copies)):
        clusters = (make.cluster("S", "copies", share), make.cluster("T", "tempered", share))
        assert list(beside.values()) == pytest.approx(make.posterior(replace(told, cluster=clusters)))


def test_items_stand_by_what_they_move_and_those_that_do_not_count_stand_last(make):
    told = entered(make)
    told = replace(told, item=(*told.item, make.item("E7", [], withdraws=("E6",), known=date(2020, 12, 2))))
    found = make.weighed(told)
    counting = [abs(one.influence) for one in found.items if one.state == "counts"]
    assert counting == sorted(counting, reverse=True)
    assert [(one.id, one.state) for one in found.items[-2:]] == [
        ("E6", "withdrawn by E7"),
        ("E7", "withdraws only"),
    ]
    assert found.items[-1].likely == {}


def test_a_best_value_outside_its_range_is_said_to_be(make):
    """Forty items that are as likely under both at best, with intervals that reach up under one and down under the other."""
    items = [make.item(f"E{n}", [[0.5, 0.5, 0.9], [0.1, 0.5, 0.5]]) for n in range(40)]
    found = make.weighed(make.debate([0.5, 0.5], items), draws=500)
    assert found.posterior["A"].p == pytest.approx(0.5)
    assert found.posterior["A"].low > 0.5
    assert found.notes == (
        "The best value of A, B lies outside its range: the intervals entered lean to one side.",
    )
