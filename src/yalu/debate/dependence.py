"""How do items of one source hang together?

Units: natural logarithms of probabilities. Shapes: logs are (..., k, W), k items of one cluster, the one that tells most
first; results are (..., W). Shares are 0 (independent) to 1 (one and the same), shape broadcast against (..., 1).
Rules, with a, b, ... the probabilities of the items under one world and s the share:
copies: s min(a, b, ...) + (1 - s) a b ..., exact where with chance s all items repeat one another;
tempered: log p = log a + (1 - s) (log b + ...), a being the item whose likelihoods lie farthest apart. It follows no joint
distribution: it is a guard against counting one source twice where nobody knows how its reports came about.
Assumes that clusters are independent of one another given the world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from yalu.debate.evidence import Evidence, Floats
    from yalu.debate.scale import Range

__all__ = ["Group", "Pool", "Rule", "blend", "groups", "joint", "order", "spread", "tempered"]

Rule = Literal["copies", "tempered"]


class Group(NamedTuple):
    """The items of one cluster by their place in the evidence, the one that tells most first; alone, an item is its own
    group.
    """

    at: tuple[int, ...]
    rule: Rule
    share: Range | None


def spread(logs: Floats) -> Floats:
    """How far apart an item's likelihoods lie, as the logarithm of highest over lowest; (..., W) to (...)."""
    with np.errstate(invalid="ignore"):
        width: Floats = np.nan_to_num(logs.max(axis=-1) - logs.min(axis=-1), nan=0.0, posinf=np.inf)
    return width


def order(evidence: Evidence) -> list[int]:
    """The place of each item when the one that tells most is put first; equal ones go by id."""
    with np.errstate(divide="ignore"):
        width = spread(np.log(evidence.reported)) if evidence.ids else np.zeros(0)
    # Rounded so that a twin hypothesis or the order of worlds cannot turn a tie by the last bit of a number.
    ranked = sorted(range(len(width)), key=lambda at: (-round(float(width[at]), 12), evidence.ids[at]))
    places = [0] * len(ranked)
    for place, at in enumerate(ranked):
        places[at] = place
    return places


def groups(evidence: Evidence) -> list[Group]:
    """The evidence by cluster, in the order of the first item."""
    places = order(evidence)
    members: dict[str, list[int]] = {}
    for at, (name, cluster) in enumerate(zip(evidence.ids, evidence.clusters, strict=True)):
        members.setdefault(f"cluster {cluster.id}" if cluster else f"item {name}", []).append(at)
    found = []
    for at_all in members.values():
        cluster = evidence.clusters[at_all[0]]
        ranked = tuple(sorted(at_all, key=places.__getitem__))
        if cluster is None:
            found.append(Group(ranked, "tempered", None))
        else:
            found.append(Group(ranked, cluster.rule, cluster.share))
    return found


class Pool:
    """The items of one cluster as they become known, one after another."""

    def __init__(self, rule: Rule, share: float | Floats) -> None:
        self._rule, self._share = rule, share
        self._count, self._place = 0, -1

    def add(self, place: int, logs: Floats) -> None:
        """Takes in an item; `place` is its place in `order`."""
        if self._count == 0:
            self._least = self._total = self._most = logs
        else:
            self._least, self._total = np.minimum(self._least, logs), self._total + logs
        if self._count == 0 or place < self._place:
            self._most, self._place = logs, place
        self._count += 1

    def logs(self) -> Floats:
        """The logarithm of the joint probability of the items taken in."""
        if self._count == 1:
            return self._total
        if self._rule == "copies":
            return blend(self._least, self._total, self._share)
        return tempered(self._most, self._total - self._most, self._share)


def joint(logs: Floats, rule: Rule, share: float | Floats) -> Floats:
    """The logarithm of the joint probability of a cluster's items.

    >>> import numpy as np
    >>> a = np.log([[0.5], [0.2]])
    >>> [round(float(np.exp(joint(a, "copies", s))[0]), 3) for s in (0.0, 0.5, 1.0)]
    [0.1, 0.15, 0.2]
    """
    if logs.shape[-2] == 1:
        return logs[..., 0, :]
    if rule == "copies":
        return blend(logs.min(axis=-2), logs.sum(axis=-2), share)
    return tempered(logs[..., 0, :], logs[..., 1:, :].sum(axis=-2), share)


def blend(least: Floats, total: Floats, share: float | Floats) -> Floats:
    """The rule of copies from the least of the logarithms and their sum."""
    with np.errstate(divide="ignore"):
        found: Floats = np.logaddexp(np.log(share) + least, np.log1p(-np.asarray(share)) + total)
    return found


def tempered(most: Floats, rest: Floats, share: float | Floats) -> Floats:
    """The tempered rule from the item that tells most and the sum of the others."""
    with np.errstate(invalid="ignore"):
        return most + np.where(np.asarray(share) < 1, (1 - np.asarray(share)) * rest, 0.0)
