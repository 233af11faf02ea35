"""The two rules by hand, and that taking items in one after another gives the same."""

from __future__ import annotations

import numpy as np
import pytest

from yalu.debate.dependence import Pool, joint, order
from yalu.debate.evidence import evidence_on, no_figures

LOGS = np.log([[0.8, 0.1], [0.6, 0.3], [0.5, 0.4]])


def test_copies_mix_the_least_with_the_product():
    # .4 .5 + .6 .24 = .344 and .4 .1 + .6 .012 = .0472
    assert np.exp(joint(LOGS, "copies", 0.4)) == pytest.approx([0.344, 0.0472])


def test_tempered_counts_the_first_whole_and_the_rest_by_what_the_share_leaves():
    # .8 (.6 .5)^.6 and .1 (.3 .4)^.6
    assert np.exp(joint(LOGS, "tempered", 0.4)) == pytest.approx([0.8 * 0.3**0.6, 0.1 * 0.12**0.6])


@pytest.mark.parametrize("rule", ["copies", "tempered"])
def test_no_share_is_the_plain_product(rule):
    assert np.exp(joint(LOGS, rule, 0.0)) == pytest.approx([0.24, 0.012])


def test_whole_share_of_a_tempered_cluster_leaves_the_first_item_even_beside_something_ruled_out():
    with np.errstate(divide="ignore"):
        logs = np.log([[0.8, 0.1], [0.6, 0.0]])
    assert np.exp(joint(logs, "tempered", 1.0)) == pytest.approx([0.8, 0.1])


@pytest.mark.parametrize("rule", ["copies", "tempered"])
@pytest.mark.parametrize("heard", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_cluster_heard_in_any_order_is_the_same(rule, heard):
    pool = Pool(rule, 0.4)
    for place in heard:
        pool.add(place, LOGS[place])
    assert pool.logs() == pytest.approx(joint(LOGS, rule, 0.4))


def test_the_item_that_tells_most_counts_whole_and_ties_go_by_id(make):
    told = make.debate(
        [0.5, 0.5],
        [make.item("E1", [0.5, 0.4]), make.item("E2", [0.2, 0.8]), make.item("E3", [0.4, 0.5])],
    )
    assert order(evidence_on(told, make.end, no_figures)) == [1, 0, 2]
