"""Influence against every order of hearing, and against weighing without the item."""

from __future__ import annotations

from itertools import permutations
from math import factorial, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from yalu.debate import influence as module
from yalu.debate.evidence import evidence_on, no_figures
from yalu.debate.influence import influence

SURE = 1e-9


def some(make, seed, count=5, width=3):
    rng = np.random.default_rng(seed)
    rows = rng.uniform(0.05, 0.95, (count, width)).round(2).tolist()
    items = [
        make.item(f"E{n}", row, cluster=("S", "T", "")[n % 3], reliability=0.9) for n, row in enumerate(rows)
    ]
    clusters = (make.cluster("S", "copies", 0.6), make.cluster("T", "tempered", 0.5))
    return make.debate([0.2, 0.5, 0.3][:width], items, cluster=clusters)


def odds(make, debate, leader):
    p = make.posterior(debate)[leader]
    return log(p / (1 - p))


def moved(debate, make, leader, rng=None):
    return influence(
        debate, evidence_on(debate, make.end, no_figures), leader, rng or np.random.default_rng(1)
    )


@pytest.mark.parametrize("seed", range(4))
def test_share_is_the_mean_gain_over_every_order(make, seed):
    debate = some(make, seed)
    expected = dict.fromkeys([item.id for item in debate.item], 0.0)
    for heard in permutations(debate.item):
        before = odds(make, replace(debate, item=()), 1)
        for count, item in enumerate(heard, start=1):
            after = odds(make, replace(debate, item=heard[:count]), 1)
            expected[item.id] += (after - before) / factorial(len(debate.item))
            before = after
    assert list(moved(debate, make, 1).shapley) == pytest.approx(list(expected.values()), abs=SURE)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), leader=st.integers(0, 2))
def test_shares_add_up_to_the_whole_move(make, seed, leader):
    debate = some(make, seed, count=8)
    whole = odds(make, debate, leader) - odds(make, replace(debate, item=()), leader)
    assert moved(debate, make, leader).shapley.sum() == pytest.approx(whole, abs=SURE)


def test_left_out_is_what_weighing_without_the_item_loses(make):
    debate = some(make, 7)
    found = moved(debate, make, 0)
    for at, item in enumerate(debate.item):
        without = replace(debate, item=tuple(one for one in debate.item if one is not item))
        assert found.left_out[at] == pytest.approx(odds(make, debate, 0) - odds(make, without, 0), abs=SURE)
        gap = make.posterior(debate)[0] - make.posterior(without)[0]
        assert found.points[at] == pytest.approx(gap, abs=SURE)


def test_sampled_shares_lie_within_their_errors_of_the_exact_ones_and_add_up(make, monkeypatch):
    debate = some(make, 3, count=9)
    exact = moved(debate, make, 1).shapley
    monkeypatch.setattr(module, "_SUBSETS", 0)
    monkeypatch.setattr(module, "_ORDERS", 4_000)
    found = moved(debate, make, 1)
    assert np.all(np.abs(found.shapley - exact) <= 4 * found.error + SURE)
    assert found.shapley.sum() == pytest.approx(exact.sum(), abs=SURE)
    assert found.error.max() < 0.1


def test_something_ruled_out_moves_far_and_finitely(make):
    debate = make.debate([0.5, 0.5], [make.item("E1", [0.9, 0.0]), make.item("E2", [0.5, 0.6])])
    found = moved(debate, make, 0)
    assert np.isfinite(found.shapley).all()
    assert found.shapley[0] > 100 > abs(found.shapley[1])
