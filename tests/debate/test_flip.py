"""Every flip flips, half of it does not, and no smaller one was missed on a grid."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from yalu.debate.evidence import evidence_on, no_figures
from yalu.debate.flip import flips
from yalu.debate.scale import Range, moved, place

GRID = 0.05  # steps between tried values


def some(make, seed, rules=("copies", "tempered")):
    rng = np.random.default_rng(seed)
    rows = rng.uniform(0.1, 0.9, (5, 3)).round(2).tolist()
    items = [
        make.item(f"E{n}", row, cluster=("S", "T", "")[n % 3], reliability=0.9, chance=0.3)
        for n, row in enumerate(rows)
    ]
    clusters = tuple(make.cluster(name, rule, 0.5) for name, rule in zip("ST", rules, strict=True))
    return make.debate([0.3, 0.3, 0.4], items, cluster=clusters)


def changed(debate, item, hypothesis, value):
    items = [
        replace(one, likely={**one.likely, hypothesis: Range.exactly(value)}) if one.id == item else one
        for one in debate.item
    ]
    return replace(debate, item=tuple(items))


def leader(make, debate):
    p = make.posterior(debate)
    return "ABC"[int(np.argmax(p))]


def found(make, debate):
    return flips(debate, evidence_on(debate, make.end, no_figures))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_reported_likelihood_flips_the_order_and_half_the_way_does_not(make, seed):
    debate = some(make, seed, ("copies", "copies"))
    first = leader(make, debate)
    for one in found(make, debate):
        if one.kind == "likelihood":
            assert (
                leader(make, changed(debate, one.items[0], one.hypothesis, one.after)) == one.leader != first
            )
            half = moved(one.before, (place(one.after) - place(one.before)) / 2)
            assert leader(make, changed(debate, one.items[0], one.hypothesis, half)) == first
            assert one.steps == pytest.approx(abs(place(one.after) - place(one.before)), abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_no_smaller_change_of_one_likelihood_flips_on_a_grid(make, seed):
    debate = some(make, seed, ("copies", "copies"))
    first = leader(make, debate)
    sizes = []
    for item in debate.item:
        for hypothesis, likely in item.likely.items():
            for steps in np.arange(-3, 3, GRID):
                value = moved(likely.best, steps)
                if (
                    moved(0.03, -1) <= value <= moved(0.97, 1)
                    and leader(make, changed(debate, item.id, hypothesis, value)) != first
                ):
                    sizes.append(abs(steps))
    reported = [
        one.steps for one in found(make, debate) if one.kind == "likelihood" and one.steps <= 3 - GRID
    ]
    assert bool(sizes) == bool(reported)
    if sizes:
        assert min(sizes) - GRID <= reported[0] <= min(sizes) + 1e-5


def test_tempered_clusters_report_only_changes_that_were_weighed_again(make):
    for seed in range(10):
        debate = some(make, seed, ("tempered", "tempered"))
        for one in found(make, debate):
            if one.kind == "likelihood":
                assert leader(make, changed(debate, one.items[0], one.hypothesis, one.after)) == one.leader


def test_prior_odds_at_the_reported_factor_are_a_tie(make):
    debate = some(make, 1)
    one = next(one for one in found(make, debate) if one.kind == "prior")
    priors = [
        replace(h, prior=Range.exactly(h.prior.best * (one.after if h.id == one.hypothesis else 1)))
        for h in debate.hypothesis
    ]
    p = dict(zip("ABC", make.posterior(replace(debate, hypothesis=tuple(priors))), strict=True))
    assert p[one.hypothesis] == pytest.approx(p[one.leader])


def test_withdrawals_flip_and_none_smaller_does_where_one_item_is_enough(make):
    checked = 0
    for seed in range(12):
        debate = some(make, seed)
        first = leader(make, debate)
        one = next((one for one in found(make, debate) if one.kind == "withdrawal"), None)
        alone = [
            item.id
            for item in debate.item
            if leader(make, replace(debate, item=tuple(o for o in debate.item if o is not item))) != first
        ]
        if one is None:
            assert not alone
            continue
        left = replace(debate, item=tuple(o for o in debate.item if o.id not in one.items))
        assert leader(make, left) == one.leader != first
        assert (len(one.items) == 1) == bool(alone)
        checked += 1
    assert checked >= 6


def test_nothing_flips_where_another_hypothesis_is_ruled_out_by_its_prior(make):
    debate = make.debate([1.0, 0.0], [make.item("E1", [0.6, 0.4])])
    assert found(make, debate) == ()


def test_a_ruled_out_hypothesis_comes_back_when_the_item_that_ruled_it_out_goes(make):
    debate = make.debate([0.3, 0.7], [make.item("E1", [0.9, 0.0]), make.item("E2", [0.5, 0.6])])
    withdrawn = [one for one in found(make, debate) if one.kind == "withdrawal"]
    assert [(one.items, one.leader) for one in withdrawn] == [(("E1",), "B")]
    assert [one.kind for one in found(make, debate)] == ["withdrawal"]


def test_pairs_are_enough_where_no_single_item_is(make):
    debate = make.debate([0.4, 0.6], [make.item(f"E{n}", [0.8, 0.4]) for n in range(3)])
    one = next(one for one in found(make, debate) if one.kind == "withdrawal")
    assert one.items in list(combinations(["E0", "E1", "E2"], 3)) + list(combinations(["E0", "E1", "E2"], 2))
    assert one.leader == "B"
