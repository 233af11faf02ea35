"""How likely is each hypothesis on a day, and within which range?

Units: probabilities; logarithms are natural. Shapes: n pieces, W worlds, D draws, H hypotheses.
Sources: Bayes' rule over exclusive worlds, P(world | evidence) proportional to prior times the joint probability of
each cluster; a report of reliability r has probability r p + (1 - r) b, b being the chance of such a report from
somebody uninformed. The range is the 5th to 95th of 100 when every likelihood, prior, reliability and share is drawn
from its interval: half of the draws below the best value and half above, even on each side, independent of one
another. Draws are made in single precision (errors near 1e-5 after a thousand items), the best estimate in double.
Assumes that entered intervals are independent; an analyst who is too sure everywhere is so in all of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from yalu.debate.dependence import Pool, groups, joint
from yalu.debate.model import worlds
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.debate.dependence import Group
    from yalu.debate.evidence import Evidence, Floats
    from yalu.debate.model import Cluster, Debate

__all__ = [
    "Draws", "Sum", "by_hypothesis", "draw_key", "log_evidence", "log_priors", "members", "posterior", "prior_draws",
    "quantiles", "shares",
]  # fmt: skip

LOW, HIGH = 0.05, 0.95


def log_priors(debate: Debate) -> Floats:
    """The logarithm of each world's weight at the start, brought to a sum of 1 (W)."""
    best = np.array([way.prior.best for way in worlds(debate)])
    with np.errstate(divide="ignore"):
        logs: Floats = np.log(best / best.sum())
    return logs


class Sum:
    """The logarithm of the probability of all the evidence under each world, cluster by cluster, at the best values."""

    def __init__(self, evidence: Evidence, floor: float = -np.inf) -> None:
        with np.errstate(divide="ignore"):
            self.logs: Floats = np.maximum(np.log(evidence.reported), floor)
        self.groups = groups(evidence)
        self.parts = [self._joint(group, group.at) for group in self.groups]
        self.total: Floats = np.sum(self.parts, axis=0) if self.parts else np.zeros(self.logs.shape[1])

    def _joint(self, group: Group, at: tuple[int, ...]) -> Floats:
        if not at:
            return np.zeros(self.logs.shape[1])
        return joint(self.logs[list(at)], group.rule, group.share.best if group.share else 0.0)

    def without(self) -> Floats:
        """The total without each item (n, W); not a number where what is left cannot be told from what is impossible."""
        found = np.empty_like(self.logs)
        for group, part in zip(self.groups, self.parts, strict=True):
            with np.errstate(invalid="ignore"):
                others = self.total - part
            for at in group.at:
                found[at] = others + self._joint(group, tuple(i for i in group.at if i != at))
        return found


def log_evidence(evidence: Evidence) -> Floats:
    """The logarithm of the probability of all the evidence under each world, at the best values (W)."""
    return Sum(evidence).total


def shares(logs: Floats) -> Floats:
    """Logarithms of weights as shares of 1 along the last axis.

    Raises:
        BadInput: the evidence is impossible under every world.
    """
    top = logs.max(axis=-1, keepdims=True)
    if np.any(np.isneginf(top)):
        raise BadInput(
            "the items together are impossible under every hypothesis; a likelihood of 0 or 1 is too sure"
        )
    weights = np.exp(logs - top)
    found: Floats = weights / weights.sum(axis=-1, keepdims=True)
    return found


def members(debate: Debate) -> Floats:
    """Which hypotheses hold in which world, as 0 and 1 (W, H)."""
    names = [one.id for one in debate.hypothesis]
    return np.array([[name in way.holds for name in names] for way in worlds(debate)], dtype=np.float64)


def posterior(debate: Debate, evidence: Evidence) -> Floats:
    """The probability of each hypothesis at the best values (H)."""
    held = members(debate)
    found: Floats = shares(log_priors(debate) + log_evidence(evidence)) @ held
    return found


def by_hypothesis(debate: Debate, values: Sequence[float] | Floats) -> dict[str, float]:
    """Values in the order of the hypotheses, by id."""
    return {one.id: float(value) for one, value in zip(debate.hypothesis, values, strict=True)}


def draw_key(rng: np.random.Generator) -> int:
    """The key from which every item's own draws follow, so that the order of items plays no part."""
    return int(rng.integers(2**63))


def _uniform(key: int, name: str, shape: tuple[int, ...]) -> Floats:
    """Even draws in 0 to 1; the first rows are the same however many are asked for."""
    return np.random.Generator(np.random.SFC64([key, crc32(name.encode())])).random(shape, dtype=np.float32)


def _spread_out(ends: Floats, draws: Floats) -> Floats:
    """Even draws stretched over ranges (..., 3): half below the best value, half above."""
    low, best, high = (ends[..., at].astype(np.float32) for at in range(3))
    if np.allclose(best - low, high - best, atol=1e-9):
        draws *= high - low
        draws += low
        return draws
    draws *= 2
    draws -= 1
    stretched: Floats = np.where(draws < 0, draws * (best - low), draws * (high - best))
    stretched += best
    return stretched


def _drawn(key: int, name: str, ends: Floats, count: int) -> Floats:
    """Draws of ranges (..., 3) as (count, ...); one row where nothing is open."""
    if np.array_equal(ends[..., 0], ends[..., 2]):
        return ends[None, ..., 1].astype(np.float32)
    return _spread_out(ends, _uniform(key, name, (count, *ends.shape[:-1])))


class Draws:
    """The logarithms that follow from a number of draws over every interval of the evidence."""

    def __init__(self, evidence: Evidence, key: int, count: int) -> None:
        self.evidence, self.key, self.count = evidence, key, count

    def piece(self, at: int) -> Floats:
        """The logarithm of the probability of one report, (D, W) or (1, W)."""
        evidence, name = self.evidence, self.evidence.ids[at]
        drawn = _drawn(self.key, name, evidence.likely[at], self.count)
        if evidence.reliability[at, 0] < 1:
            trust = _drawn(self.key, f"{name} reliability", evidence.reliability[at][None], self.count)
            chance = _drawn(self.key, f"{name} chance", evidence.chance[at][None], self.count)
            drawn = trust * drawn + (1 - trust) * chance
        with np.errstate(divide="ignore"):
            logs: Floats = np.log(drawn)
        return logs

    def share(self, cluster: Cluster) -> Floats:
        """The share of a cluster, (D, 1) or (1, 1)."""
        return _drawn(self.key, f"cluster {cluster.id}", np.array([cluster.share]), self.count)

    def group(self, group: Group) -> Floats:
        """The logarithm of the joint probability of a cluster; its items are drawn one after another."""
        cluster = self.evidence.clusters[group.at[0]]
        if cluster is None:
            return self.piece(group.at[0])
        pool = Pool(cluster.rule, self.share(cluster))
        for place, at in enumerate(group.at):
            pool.add(place, self.piece(at))
        return pool.logs()

    def logs(self) -> Floats:
        """All clusters together, (D, W) or (1, W) where nothing is open."""
        total = np.zeros((1, self.evidence.likely.shape[1]))
        for group in groups(self.evidence):
            found = self.group(group)
            if len(found) > len(total):
                total = np.repeat(total, len(found), axis=0)
            total += found
        return total


def prior_draws(debate: Debate, key: int, count: int) -> Floats:
    """The logarithm of drawn priors, each draw brought to a sum of 1; (D, W) or (1, W)."""
    drawn = _drawn(key, "priors", np.array([way.prior for way in worlds(debate)]), count).astype(np.float64)
    with np.errstate(divide="ignore"):
        logs: Floats = np.log(drawn / drawn.sum(axis=-1, keepdims=True))
    return logs


def quantiles(values: Floats, best: Floats) -> tuple[Floats, ...]:
    """The low and the high end of draws (D, H); where nothing is open both are the best value."""
    if len(values) == 1:
        return best, best
    places = [round(share * (len(values) - 1)) for share in (LOW, HIGH)]
    ordered = np.partition(values.T, places, axis=-1)
    return ordered[:, places[0]], ordered[:, places[1]]
