"""What does each item move?

Units: natural log odds of the leading hypothesis against all others; percentage points as shares of 1.
Sources: the order-free share is the Shapley value (1953) of the item in the game whose worth is those log odds: its
gain averaged over all orders in which the items may be heard. Exact by all subsets while they fit, else the mean over
random orders, each with its reverse, with its standard error. The shares add up to the whole move from prior to posterior.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from yalu.debate.dependence import blend, tempered
from yalu.debate.posterior import Sum, log_priors, members, shares

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.debate.dependence import Group
    from yalu.debate.evidence import Evidence, Floats
    from yalu.debate.model import Debate

__all__ = ["Influence", "influence"]

_FLOOR = -690.0  # logarithm of about 1e-300: what is ruled out moves far, and finitely
_SUBSETS = 4_000_000  # numbers in the table of all subsets
_ORDERS = 40_000  # items heard in all orders together


@dataclass(frozen=True, slots=True)
class Influence:
    """What the items move, in the order of the evidence: arrays (n).

    shapley, error: order-free share and its standard error; left_out: loss without the item; points: loss in probability.
    """

    shapley: Floats
    error: Floats
    left_out: Floats
    points: Floats


def influence(debate: Debate, evidence: Evidence, leader: int, rng: np.random.Generator) -> Influence:
    """What each item moves the hypothesis at place `leader`."""
    game = _Game(debate, evidence, leader)
    exact = 2 ** len(evidence.ids) * len(game.prior) <= _SUBSETS
    shapley, error = game.exact() if exact else game.sampled(rng)
    left_out, points = game.left_out()
    return Influence(shapley, error, left_out, points)


class _Game:
    """The items as players; the worth of some of them is the log odds that they and the prior give to the leader."""

    def __init__(self, debate: Debate, evidence: Evidence, leader: int) -> None:
        self.sum = Sum(evidence, _FLOOR)
        self.logs, self.groups = self.sum.logs, self.sum.groups
        self.prior = np.maximum(log_priors(debate), _FLOOR)
        self.leads = members(debate)[:, leader] > 0
        self.count = len(evidence.ids)

    def worth(self, logs: Floats) -> Floats:
        """Log odds of the leader from the evidence under each world (..., W)."""
        total = self.prior + logs
        found: Floats = np.logaddexp.reduce(total[..., self.leads], axis=-1) - np.logaddexp.reduce(
            total[..., ~self.leads], axis=-1
        )
        return found

    def left_out(self) -> tuple[Floats, Floats]:
        """What the log odds, and the probability, lose without each item."""
        odds, others = self.worth(self.sum.total), self.worth(self.sum.without())
        return odds - others, _probability(odds) - _probability(others)

    def exact(self) -> tuple[Floats, Floats]:
        """By all subsets: bit number b of a subset's place is the item at `order[b]`."""
        table = np.zeros((1, len(self.prior)))
        order: list[int] = []
        for group in self.groups:
            own = self._subsets(group)
            table = (own[:, None, :] + table[None, :, :]).reshape(-1, len(self.prior))
            order += group.at
        worth = self.worth(table)
        sizes = np.array([i.bit_count() for i in range(256)])
        places = np.arange(len(worth))
        size = sum((sizes[(places >> shift) & 255] for shift in (0, 8, 16, 24)), np.zeros(len(worth), int))
        n = self.count
        weight = np.array([factorial(s) * factorial(n - s - 1) / factorial(n) for s in range(n)])
        shapley = np.zeros(n)
        for bit, at in enumerate(order):
            without = (places >> bit) & 1 == 0
            gain = worth.reshape(-1, 2, 2**bit)[:, 1, :] - worth.reshape(-1, 2, 2**bit)[:, 0, :]
            shapley[at] = float(np.sum(gain.ravel() * weight[size[without]]))
        return shapley, np.zeros(n)

    def _subsets(self, group: Group) -> Floats:
        """The joint logarithm of every subset of a cluster (2^k, W), the item that tells most as bit 0."""
        width = len(self.prior)
        total, most = np.zeros((1, width)), np.zeros((1, width))
        least = np.full((1, width), np.inf)
        for at in group.at:
            own = self.logs[at]
            total = np.concatenate([total, total + own])
            least = np.concatenate([least, np.minimum(least, own)])
            with_own = most.copy()
            with_own[0] = own
            most = np.concatenate([most, with_own])
        return self._blended(group, total, least, most)

    def _blended(self, group: Group, total: Floats, least: Floats, most: Floats) -> Floats:
        """The joint logarithm from sum, least and first; nobody heard is no evidence."""
        if group.share is None:
            return total
        if group.rule == "copies":
            heard = np.where(np.isinf(least), 0.0, least)
            return blend(heard, total, group.share.best)
        return tempered(most, total - most, group.share.best)

    def sampled(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """By random orders in pairs, each with its reverse."""
        pairs = max(16, _ORDERS // (2 * self.count))
        gains = np.zeros((pairs, self.count))
        for pair in range(pairs):
            order = rng.permutation(self.count)
            gains[pair] = (self._gains(order) + self._gains(order[::-1])) / 2
        return gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(pairs)

    def _gains(self, order: NDArray[np.intp]) -> Floats:
        """What each item adds when they are heard in an order."""
        place = np.empty(self.count, dtype=np.intp)
        place[order] = np.arange(self.count)
        steps = np.zeros((self.count, len(self.prior)))
        alone = [group.at[0] for group in self.groups if len(group.at) == 1]
        steps[place[alone]] = self.logs[alone]
        for group in self.groups:
            if len(group.at) > 1:
                self._heard(group, place, steps)
        worth = self.worth(np.concatenate([np.zeros((1, len(self.prior))), np.cumsum(steps, axis=0)]))
        gains = np.empty(self.count)
        gains[order] = np.diff(worth)
        return gains

    def _heard(self, group: Group, place: NDArray[np.intp], steps: Floats) -> None:
        """Puts what a cluster's items add into `steps`, each at the place at which it is heard."""
        rank = np.argsort(place[list(group.at)])
        logs = self.logs[np.array(group.at)[rank]]
        most = logs[np.argsort(rank)][np.minimum.accumulate(rank)]
        total, least = np.cumsum(logs, axis=0), np.minimum.accumulate(logs, axis=0)
        heard = self._blended(group, total, least, most)
        steps[place[np.array(group.at)[rank]]] = np.diff(heard, axis=0, prepend=0.0)


def _probability(odds: Floats) -> Floats:
    found: Floats = shares(np.stack([odds, np.zeros_like(odds)], axis=-1))[..., 0]
    return found
