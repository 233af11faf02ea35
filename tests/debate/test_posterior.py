"""Posteriors against fractions, and what must hold of any debate."""

from __future__ import annotations

import json
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from yalu.debate.evidence import evidence_on, no_figures
from yalu.debate.model import Relation
from yalu.debate.posterior import Draws, log_evidence, prior_draws, shares
from yalu.debate.scale import Range
from yalu.debate.weigh import stands
from yalu.terms.errors import BadInput

EXACT = 1e-9  # what the exact posteriors are asked to
ROUNDED = 5.1e-9  # stated answers have eight digits
SAMPLED = 0.03  # of a range end over 4,000 draws; seeds are fixed

probabilities = st.integers(1, 99).map(lambda n: n / 100)


@st.composite
def debates(draw, most_items=5):
    """Priors, rows of likelihoods, one cluster's places, its rule and share."""
    width = draw(st.integers(2, 4))
    priors = draw(st.lists(probabilities, min_size=width, max_size=width))
    rows = draw(
        st.lists(st.lists(probabilities, min_size=width, max_size=width), min_size=2, max_size=most_items)
    )
    places = draw(st.sets(st.integers(0, len(rows) - 1), min_size=2))
    return priors, rows, sorted(places), draw(st.sampled_from(["copies", "tempered"])), draw(probabilities)


def built(make, case, **more):
    priors, rows, places, rule, share = case
    items = [
        make.item(f"E{n}", row, cluster="S" if n in places else "", **more) for n, row in enumerate(rows)
    ]
    return make.debate(priors, items, cluster=(make.cluster("S", rule, share),))


@settings(max_examples=50, deadline=None)
@given(case=debates())
def test_posterior_is_bayes_in_fractions(make, exact, case):
    priors, rows, places, _, share = case
    copies = built(make, (priors, rows, places, "copies", share))
    assert make.posterior(copies) == pytest.approx(exact(priors, rows, [(places, share)]), abs=EXACT)
    apart = built(make, (priors, rows, places, "copies", 0.0))
    assert make.posterior(apart) == pytest.approx(exact(priors, rows), abs=EXACT)


def test_published_cases_are_met_to_their_digits_and_in_fractions(make, exact, test_data):
    cases = json.loads(test_data("models/ach/synthetic_dependence_open.json").read_text())
    for case in cases:
        priors, rows = case["priors"], case["likelihoods_P_e_given_h"]
        for share, stated in (
            (case["rho"], case["posterior_dependent"]),
            (0.0, case["posterior_independent"]),
        ):
            found = make.posterior(built(make, (priors, rows, case["cluster"], "copies", share)))
            assert found == pytest.approx(exact(priors, rows, [(case["cluster"], share)]), abs=EXACT)
            assert found == pytest.approx(stated, abs=ROUNDED)
    assert len(cases) == 15


def test_two_copies_by_hand(make):
    # .5 (.7 .2 + .3 .5 .2) : .5 (.7 .1 + .3 .1 .4) = .17 : .082
    found = make.posterior(built(make, ([0.5, 0.5], [[0.5, 0.1], [0.2, 0.4]], [0, 1], "copies", 0.7)))
    assert found == pytest.approx([0.17 / 0.252, 0.082 / 0.252], abs=EXACT)


def test_three_copies_follow_from_drawing_every_outcome(make):
    """With the chance 0.4 three reports hang on one draw, else on three; every cell of a 10 x 10 x 10 grid is counted."""
    rows, share = [[0.5, 0.3], [0.2, 0.6], [0.9, 0.4]], 0.4
    joint = []
    for world in range(2):
        levels = [round(10 * row[world]) for row in rows]
        apart = sum(
            all(d < n for d, n in zip(drawn, levels, strict=True)) for drawn in product(range(10), repeat=3)
        )
        once = sum(all(d < n for n in levels) for d in range(10))
        joint.append(share * once / 10 + (1 - share) * apart / 1000)
    found = make.posterior(built(make, ([0.5, 0.5], rows, [0, 1, 2], "copies", share)))
    assert found == pytest.approx([p / sum(joint) for p in joint], abs=EXACT)


def test_an_unreliable_report_says_less_by_hand(make):
    # .8 .9 + .2 .3 = .78 and .8 .1 + .2 .3 = .14
    told = make.debate([0.5, 0.5], [make.item("E1", [0.9, 0.1], reliability=0.8, chance=0.3)])
    assert make.posterior(told) == pytest.approx([0.78 / 0.92, 0.14 / 0.92], abs=EXACT)


def test_a_report_from_somebody_uninformed_says_nothing(make):
    told = make.debate([0.3, 0.7], [make.item("E1", [0.9, 0.1], reliability=0.0)])
    assert make.posterior(told) == pytest.approx([0.3, 0.7], abs=EXACT)


@settings(max_examples=25, deadline=None)
@given(case=debates(), order=st.randoms(use_true_random=False))
def test_the_order_of_items_changes_no_digit(make, case, order):
    debate = built(make, case, reliability=[0.7, 0.9])
    items = list(debate.item)
    order.shuffle(items)
    mixed = replace(debate, item=tuple(items))
    assert make.weighed(mixed, draws=50) == make.weighed(debate, draws=50)


@settings(max_examples=25, deadline=None)
@given(case=debates(), at=st.integers(0, 4), rule=st.sampled_from(["copies", "tempered"]))
def test_a_duplicate_at_full_dependence_changes_nothing(make, case, at, rule):
    priors, rows, *_ = case
    at %= len(rows)
    once = make.debate(priors, [make.item(f"E{n}", row) for n, row in enumerate(rows)])
    twice = make.debate(
        priors,
        [
            *(make.item(f"E{n}", row, cluster="S" if n == at else "") for n, row in enumerate(rows)),
            make.item("E90", rows[at], cluster="S"),
        ],
        cluster=(make.cluster("S", rule, 1.0),),
    )
    assert make.posterior(twice) == pytest.approx(make.posterior(once), abs=EXACT)


@settings(max_examples=25, deadline=None)
@given(case=debates(), cut=probabilities, trust=probabilities)
def test_a_hypothesis_split_into_twins_shares_and_does_not_gain(make, case, cut, trust):
    """Reliability, both rules of clusters and the chance of an uninformed report know nothing of the split."""
    priors, rows, places, rule, share = case
    whole = make.posterior(built(make, case, reliability=trust))
    split = (
        [priors[0] * cut, *priors[1:], priors[0] * (1 - cut)],
        [[*row, row[0]] for row in rows],
        places,
        rule,
        share,
    )
    priors_of_twins = make.posterior(built(make, split, reliability=trust))
    assert priors_of_twins[0] + priors_of_twins[-1] == pytest.approx(whole[0], abs=EXACT)
    assert priors_of_twins[0] == pytest.approx(cut * whole[0], abs=EXACT)
    assert priors_of_twins[1:-1] == pytest.approx(whole[1:], abs=EXACT)


@settings(max_examples=25, deadline=None)
@given(case=debates(), p=probabilities, clustered=st.booleans())
def test_an_item_alike_under_all_changes_nothing_and_is_named(make, case, p, clustered):
    """In a tempered cluster it is never the item that counts whole. Copies of what happens anyway are another matter."""
    priors, rows, places, _, share = case
    before = built(make, (priors, rows, places, "tempered", share))
    more = make.item("E90", [p] * len(priors), cluster="S" if clustered else "", reliability=0.8)
    after = replace(before, item=(*before.item, more))
    assert make.posterior(after) == pytest.approx(make.posterior(before), abs=EXACT)
    found = make.weighed(after, draws=50)
    assert "E90" in found.nothing
    assert next(one for one in found.items if one.id == "E90").leave_one_out == pytest.approx(0, abs=EXACT)


@settings(max_examples=20, deadline=None)
@given(case=debates())
def test_weights_of_exclusive_readings_sum_to_one(make, case):
    assert sum(make.posterior(built(make, case))) == pytest.approx(1, abs=EXACT)


def test_hypotheses_that_may_hold_together_by_hand(make):
    """Worlds A, B and both weigh 2, 2 and 1; the item has .8, .2 and, stated for both, .5."""
    told = make.debate([0.4, 0.4], [make.item("E1", [0.8, 0.2])])
    likely = {**told.item[0].likely, "A+B": Range.exactly(0.5)}
    told = replace(
        told,
        relation=(Relation(both=("A", "B"), prior=Range.exactly(0.2)),),
        item=(replace(told.item[0], likely=likely),),
    )
    total = 0.4 * 0.8 + 0.4 * 0.2 + 0.2 * 0.5
    assert make.posterior(told) == pytest.approx([0.42 / total, 0.18 / total], abs=EXACT)
    unstated = replace(told, item=(replace(told.item[0], likely=dict(list(likely.items())[:2])),))
    assert make.posterior(unstated) == pytest.approx([0.42 / 0.5, 0.18 / 0.5], abs=EXACT)


def test_a_hypothesis_that_implies_another_makes_it_true_as_well(make):
    told = make.debate([0.2, 0.3, 0.5], [make.item("E1", [0.8, 0.4, 0.1])])
    first, *others = told.hypothesis
    told = replace(told, hypothesis=(replace(first, implies=("B",)), *others))
    total = 0.16 + 0.12 + 0.05
    assert make.posterior(told) == pytest.approx([0.16 / total, 0.28 / total, 0.05 / total], abs=EXACT)
    found = make.weighed(told)
    assert not found.exclusive
    assert found.start == pytest.approx({"A": 0.2, "B": 0.3, "C": 0.5})
    assert found.posterior["B"].start == pytest.approx(0.5)


def test_items_that_no_hypothesis_allows_together_are_refused(make):
    told = make.debate([0.5, 0.5], [make.item("E1", [0.0, 0.5]), make.item("E2", [0.5, 0.0])])
    with pytest.raises(BadInput, match="impossible under every hypothesis"):
        make.weighed(told)


def test_the_range_is_that_of_a_plain_monte_carlo(make):
    """Two items, one unreliable, a tempered cluster and an open prior, drawn anew in double precision with another generator."""
    told = make.debate(
        [[0.3, 0.4, 0.6], 0.6],
        [
            make.item("E1", [[0.5, 0.6, 0.9], [0.2, 0.4]], cluster="S"),
            make.item("E2", [[0.6, 0.8], 0.3], cluster="S", reliability=[0.6, 0.8], chance=[0.1, 0.3]),
        ],
        cluster=(replace(make.cluster("S", "tempered", 0.5), share=Range(0.3, 0.5, 0.7)),),
    )
    draws, rng = 40_000, np.random.default_rng(99)

    def drawn(low, best, high):
        u = rng.random(draws)
        return np.where(u < 0.5, low + 2 * u * (best - low), best + (2 * u - 1) * (high - best))

    trust, chance, share = drawn(0.6, 0.7, 0.8), drawn(0.1, 0.2, 0.3), drawn(0.3, 0.5, 0.7)
    prior = np.array([drawn(0.3, 0.4, 0.6), np.full(draws, 0.6)])
    one = np.array([drawn(0.5, 0.6, 0.9), drawn(0.2, 0.3, 0.4)])
    two = trust * np.array([drawn(0.6, 0.7, 0.8), np.full(draws, 0.3)]) + (1 - trust) * chance
    # At the best values E2 lies farther apart (.7 .7 + .3 .2 to .7 .3 + .3 .2) than E1 (.6 to .3)? .55/.27 = 2.04 against 2.
    weight = prior * two * one ** (1 - share)
    p = weight[0] / weight.sum(axis=0)
    found = make.weighed(told, draws=20_000).posterior["A"]
    assert [found.low, found.high] == pytest.approx(list(np.quantile(p, [0.05, 0.95])), abs=0.004)
    assert found.leads == pytest.approx(float((p > 0.5).mean()), abs=0.01)


def test_the_range_is_the_same_for_the_same_seed_and_holds_the_best_value(make):
    told = make.debate([0.5, 0.5], [make.item("E1", ["likely", "unlikely"])])
    one, other = make.weighed(told), make.weighed(told)
    assert one == other
    stand = one.posterior["A"]
    assert stand.low < stand.p < stand.high
    assert stand.p == pytest.approx(0.75, abs=EXACT)


def test_where_nothing_is_open_the_range_is_the_value(make):
    found = make.weighed(make.debate([0.5, 0.5], [make.item("E1", [0.9, 0.3])])).posterior["A"]
    assert found.low == found.p == found.high == pytest.approx(0.75)
    assert found.leads == 1.0


def test_draws_of_an_item_do_not_depend_on_the_other_items(make):
    both = make.debate([0.5, 0.5], [make.item(f"E{n}", ["likely", "even"]) for n in (1, 2)])
    alone = replace(both, item=both.item[1:])
    one, two = (
        Draws(evidence_on(told, make.end, no_figures), 3, 10).piece(at)
        for told, at in ((both, 1), (alone, 0))
    )
    assert np.array_equal(one, two)


def test_single_precision_draws_stay_close_to_the_exact_value(make):
    """A thousand items whose intervals have no width to speak of: the drawn ends meet the double-precision value."""
    rng = np.random.default_rng(4)
    rows = rng.uniform(0.45, 0.55, (1_000, 3))
    items = [
        make.item(f"E{n}", [[p - 1e-7, p + 1e-7] for p in map(float, row)], on=make.start, known=make.start)
        for n, row in enumerate(rows)
    ]
    told = make.debate([0.2, 0.3, 0.5], items)
    found = stands(told, evidence_on(told, make.end, no_figures), 1, 200)
    for one in found.values():
        assert one.low == pytest.approx(one.p, abs=2e-4)
        assert one.high == pytest.approx(one.p, abs=2e-4)


def test_drawn_priors_sum_to_one_and_equal_ones_are_assumed_where_none_are_stated(make):
    told = make.debate([[0.2, 0.6], [0.3, 0.5]], [])
    assert np.exp(prior_draws(told, 1, 100)).sum(axis=1) == pytest.approx(np.ones(100))
    bare = replace(told, hypothesis=tuple(replace(one, prior=None) for one in told.hypothesis))
    assert make.posterior(bare) == pytest.approx([0.5, 0.5])


def test_no_evidence_leaves_the_prior(make):
    told = make.debate([0.2, 0.8], [])
    assert log_evidence(evidence_on(told, make.end, no_figures)) == pytest.approx([0, 0])
    assert shares(np.log([0.2, 0.8])) == pytest.approx([0.2, 0.8])
    assert make.weighed(told).posterior["B"].p == pytest.approx(0.8)
