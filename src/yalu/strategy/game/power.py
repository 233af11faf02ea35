"""How often would a member's vote decide, if nothing were known of what members want?

Units: shares of one; `swings` are coalitions of the other members that lose without the member and win with it.
Sources: Shapley and Shubik (1954), Banzhaf (1965), Coleman (1971): exact, by counting coalitions by size and weight.
Assumes every order, or every coalition, equally likely: a description of the rule, which says nothing of what members want.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Bloc", "Power", "Rule", "powers", "winning_coalitions"]


class Bloc(NamedTuple):
    """So many members of equal weight; with a veto nothing passes without each of them."""

    name: str
    number: int = 1
    weight: int = 1
    veto: bool = False


class Rule(NamedTuple):
    """Who votes, and the weight that a text needs."""

    blocs: tuple[Bloc, ...]
    quota: int

    @property
    def members(self) -> int:
        """How many vote."""
        return sum(bloc.number for bloc in self.blocs)


class Power(NamedTuple):
    """One member of a bloc."""

    bloc: str
    shapley_shubik: Fraction
    swings: int
    banzhaf_normalised: Fraction


def _counts(blocs: Sequence[Bloc]) -> Counter[tuple[int, int]]:
    """How many coalitions there are of each size and weight; vetoes are in every one of them."""
    counts: Counter[tuple[int, int]] = Counter({(0, 0): 1})
    for bloc in blocs:
        for _ in range(bloc.number):
            more: Counter[tuple[int, int]] = Counter()
            for (size, weight), number in counts.items():
                more[size + 1, weight + bloc.weight] += number
                if not bloc.veto:
                    more[size, weight] += number
            counts = more
    return counts


def winning_coalitions(rule: Rule) -> int:
    """How many coalitions carry a text."""
    return sum(number for (_, weight), number in _counts(rule.blocs).items() if weight >= rule.quota)


def powers(rule: Rule) -> tuple[Power, ...]:
    """The power of one member of each bloc."""
    decided = [_decided(rule, bloc) for bloc in rule.blocs]
    swings = [sum(sizes.values()) for sizes in decided]
    every = sum(swing * bloc.number for swing, bloc in zip(swings, rule.blocs, strict=True))
    total = factorial(rule.members)
    found = []
    for bloc, sizes, swing in zip(rule.blocs, decided, swings, strict=True):
        orders = sum(
            number * factorial(size) * factorial(rule.members - size - 1) for size, number in sizes.items()
        )
        found.append(Power(bloc.name, Fraction(orders, total), swing, Fraction(swing, max(every, 1))))
    return tuple(found)


def _decided(rule: Rule, bloc: Bloc) -> Counter[int]:
    """Coalitions of the others, by size, that one member of the bloc turns from losing to winning."""
    others = [other._replace(number=other.number - (other is bloc)) for other in rule.blocs]
    sizes: Counter[int] = Counter()
    for (size, weight), number in _counts(others).items():
        if weight + bloc.weight >= rule.quota and (bloc.veto or weight < rule.quota):
            sizes[size] += number
    return sizes
