"""Voting power against published fractions and a count of every coalition."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

from yalu.strategy.game.power import Bloc, Rule, powers, winning_coalitions

COUNCIL = Rule((Bloc("permanent", 5, veto=True), Bloc("elected", 10)), 9)


def test_council_of_fifteen_to_the_fraction():
    permanent, elected = powers(COUNCIL)
    assert (permanent.shapley_shubik, elected.shapley_shubik) == (Fraction(421, 2145), Fraction(4, 2145))
    assert (permanent.swings, elected.swings) == (848, 84)
    assert winning_coalitions(COUNCIL) == 848


def test_small_rules_agree_with_every_order_and_every_coalition():
    rule = Rule((Bloc("a", 1, 3), Bloc("b", 1, 2, veto=True), Bloc("c", 2, 1)), 4)
    members = [("a", 3, False), ("b", 2, True), ("c", 1, False), ("c", 1, False)]

    def wins(chosen):
        return sum(members[at][1] for at in chosen) >= 4 and all(
            at in chosen for at, one in enumerate(members) if one[2]
        )

    pivots = {name: 0 for name, *_ in members}
    for order in permutations(range(4)):
        for place in range(4):
            if wins(order[: place + 1]) and not wins(order[:place]):
                pivots[members[order[place]][0]] += 1
    found = {one.bloc: one for one in powers(rule)}
    assert {name: one.shapley_shubik for name, one in found.items()} == {
        "a": Fraction(pivots["a"], 24), "b": Fraction(pivots["b"], 24), "c": Fraction(pivots["c"], 48),
    }  # fmt: skip
    chosen = [{at for at, one in enumerate(pick) if one} for pick in product((0, 1), repeat=4)]
    assert winning_coalitions(rule) == sum(map(wins, chosen))
    assert sum(one.banzhaf_normalised * (2 if one.bloc == "c" else 1) for one in found.values()) == 1
