"""By how much does trade differ under a sanction or an agreement, when size, location and habit are held fixed?

Units: flows in any unit, zeros included; an effect is in logarithms: exp(effect) - 1 is the share by which trade differs.
Shapes: `n` rows, one for each flow; `k` terms; each fixed effect and the cluster is an array of codes of shape (n,), equal where
the rows are of one group.
Method: Poisson pseudo-maximum likelihood, log E[flow] = sum of fixed effects + terms @ effects, by iteratively reweighted least
squares. The fixed effects are swept out of each round by weighted alternating projections, sped up by conjugate gradients.
Groups whose flows are all zero fit perfectly at minus infinity, and groups of one row fit perfectly anyway: both are left out,
until none is left. Errors are the sandwich clustered by group, times G / (G - 1) and (n - 1) / (n - K); fixed effects nested in
the clusters do not count in K.
Sources: Santos Silva and Tenreyro, The Log of Gravity (2006), for the estimator, and (2010) for when it exists; Correia,
Guimarães and Zylkin, Fast Poisson estimation with high-dimensional fixed effects (2020); Yotov and others, An Advanced Guide to
Trade Policy Analysis (2016), for exporter-year, importer-year and pair effects.
Assumes that what moves one pair in one year, beyond its terms, has nothing to do with these terms. A sanction follows a quarrel
that may itself have cut trade, and trade that went unrecorded or through a third State counts as cut: an effect is no measure of
enforcement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import stdtrit

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Gravity", "gravity"]

_ROUNDS = 200
_SETTLED = 1e-11  # change of the deviance, as a share, at which the rounds stop
_TIGHT, _LOOSE = 1e-10, 1e-4  # what a sweep may leave, as a share of a column's size
_SWEEPS = 1000
_SAME = 1e-6  # below this share of its own size a column is told by the others
_STILL = 1e-7  # largest move of a fitted logarithm by the terms in the last round
_REACH = 30.0  # logarithms from the mean flow beyond which a fitted flow is held
_NIL = 1e-9  # of the mean flow: a fitted flow as good as zero


@dataclass(frozen=True, slots=True)
class Gravity:
    """Effects (k,) of the terms in the order of `names`, and their covariance (k, k).

    `n` rows and `clusters` groups were used; left out are `zero` rows in groups without any flow and `alone` in groups of one.
    `groups` counts those of each fixed effect.
    """

    names: tuple[str, ...]
    effects: NDArray[np.float64]
    covariance: NDArray[np.float64]
    n: int
    clusters: int
    zero: int
    alone: int
    groups: tuple[int, ...]

    @property
    def errors(self) -> NDArray[np.float64]:
        """Standard errors (k,)."""
        return np.sqrt(np.diag(self.covariance))

    def interval(self, level: float = 0.95) -> NDArray[np.float64]:
        """Lower and upper ends (k, 2) of the effects, by Student's t with one degree of freedom fewer than clusters."""
        reach = stdtrit(self.clusters - 1, (1 + level) / 2) * self.errors
        return np.column_stack([self.effects - reach, self.effects + reach])


class _Panel(NamedTuple):
    """Flows (n,), in means of the flow; terms (k, n); codes from 0 without gaps."""

    flow: NDArray[np.float64]
    terms: NDArray[np.float64]
    fixed: tuple[NDArray[np.int64], ...]
    cluster: NDArray[np.int64]


def gravity(
    flow: NDArray[np.float64],
    terms: Mapping[str, NDArray[np.float64]],
    fixed: Sequence[NDArray[np.int64]],
    cluster: NDArray[np.int64],
) -> Gravity:
    """The effects of the terms on the flow.

    Raises:
        BadInput: a flow below zero or without a value; nothing left to compare; terms that the fixed effects or each other tell
            already, or that part zeros from flows, so that no finite effect fits best; no end found.
    """
    _refuse_values(flow, terms)
    kept, zero = _kept(flow, fixed)
    alone = len(flow) - int(kept.sum()) - zero
    if not kept.any():
        raise BadInput(
            f"no rows are left to compare: {zero:,} stand in groups without any flow, {alone:,} alone in their group"
        )
    columns = np.array([column[kept] for column in terms.values()])
    sizes = np.maximum(np.abs(columns).max(axis=1), np.finfo(float).tiny)  # a unit of their own hurts no sum
    panel = _Panel(
        flow[kept] / flow[kept].mean(),
        columns / sizes[:, None],
        tuple(_codes(group[kept]) for group in fixed),
        _codes(cluster[kept]),
    )
    names = tuple(terms)
    if told := _told(panel, np.ones_like(panel.flow)):
        raise BadInput(
            f"{_listed(names, told)}: told already by the fixed effects and the terms before; leave it out"
        )
    effects, fitted, settled = _effects(panel)
    if unbound := _told(panel, np.where(fitted > _NIL, fitted, 0.0)):
        raise BadInput(
            f"{_listed(names, unbound)}: works only where the flow is zero, so that the best effect has no end; leave it out"
        )
    if not settled:
        raise BadInput(f"no estimate after {_ROUNDS} rounds")
    with np.errstate(over="ignore"):  # of a term in an absurd unit
        covariance = _covariance(panel, fitted) / sizes[:, None] / sizes
    groups = tuple(int(group.max()) + 1 for group in panel.fixed)
    return Gravity(
        names, effects / sizes, covariance, int(kept.sum()), int(panel.cluster.max()) + 1, zero, alone, groups
    )


def _refuse_values(flow: NDArray[np.float64], terms: Mapping[str, NDArray[np.float64]]) -> None:
    for name, column in {"flow": flow, **terms}.items():
        if not np.isfinite(column).all():
            raise BadInput(f"{name}: some values are no finite numbers")
    if (flow < 0).any():
        raise BadInput("flow: some values are below zero, which no trade is")


def _codes(group: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(group, return_inverse=True)[1].astype(np.int64)


def _kept(flow: NDArray[np.float64], fixed: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.bool_], int]:
    """Which rows can tell something, and how many stand in groups without any flow."""
    groups = [_codes(group) for group in fixed]
    kept, zero = np.ones(len(flow), dtype=bool), 0
    while True:
        silent, single = np.zeros_like(kept), np.zeros_like(kept)
        for group in groups:
            silent |= (np.bincount(group, flow * kept) == 0)[group]
            single |= (np.bincount(group, kept) == 1)[group]
        zero += int((silent & kept).sum())
        left = kept & ~silent & ~single
        if (left == kept).all():
            return kept, zero
        kept = left


def _within(
    columns: NDArray[np.float64],
    weights: NDArray[np.float64],
    fixed: Sequence[NDArray[np.int64]],
    tolerance: float,
) -> NDArray[np.float64]:
    """What the fixed effects leave of the columns (k, n) under these weights.

    A sweep there and back through all fixed effects is symmetric in the weighted product, so that conjugate gradients find where
    sweeping without end would lead.
    """
    totals = [np.bincount(group, weights) for group in fixed]
    steps = [(group, np.where(total > 0, total, 1.0)) for group, total in zip(fixed, totals, strict=True)]
    there_and_back = [*steps, *steps[-2::-1]]

    def swept(rows: NDArray[np.float64]) -> NDArray[np.float64]:
        for group, total in there_and_back:
            rows = np.array([row - (np.bincount(group, weights * row) / total)[group] for row in rows])
        return rows

    def product(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((left * right) @ weights)[:, None]

    enough = tolerance**2 * product(columns, columns)
    columns = swept(columns)
    rest = columns - swept(columns)
    way, size = rest, product(rest, rest)
    for _ in range(_SWEEPS):
        if (size <= enough).all():
            return columns
        turned = way - swept(way)
        step = _ratio(size, product(way, turned))
        columns, rest = columns - step * way, rest - step * turned
        size, before = product(rest, rest), size
        way = rest + _ratio(size, before) * way
    raise BadInput(
        f"the fixed effects could not be swept out in {_SWEEPS:,} rounds: the panel hangs together too loosely"
    )


def _ratio(top: NDArray[np.float64], bottom: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)


def _listed(names: Sequence[str], chosen: Sequence[int]) -> str:
    return ", ".join(names[at] for at in chosen)


def _told(panel: _Panel, weights: NDArray[np.float64]) -> list[int]:
    """The terms that fixed effects and earlier terms give exactly."""
    means = panel.terms @ weights / weights.sum()
    centred = panel.terms - means[:, None]
    sizes = np.sqrt(centred**2 @ weights)
    rows = _within(centred, weights, panel.fixed, _TIGHT) * np.sqrt(weights)
    told: list[int] = []
    basis: list[NDArray[np.float64]] = []
    for at, row in enumerate(rows):
        rest = row
        for one in basis:
            rest = rest - (one @ rest) * one
        size = float(np.sqrt(rest @ rest))
        if size <= _SAME * sizes[at]:
            told.append(at)
        else:
            basis.append(rest / size)
    return told


def _effects(panel: _Panel) -> tuple[NDArray[np.float64], NDArray[np.float64], bool]:
    """Effects (k,) and fitted flows (n,), and whether they settled.

    Each round begins with what the last one left of each column: the fixed effects taken out already need not be taken out again.
    A term that parts zeros from flows moves on when the deviance has settled, until its rows are fitted as nil.
    """
    flow, rest = panel.flow, panel.terms
    fitted = (flow + 1) / 2
    index = np.log(fitted)
    working = left = np.zeros_like(flow)
    effects = np.zeros(len(rest))
    deviance, tolerance, settled = np.inf, _LOOSE, False
    for _ in range(_ROUNDS):
        target = index + flow / fitted - 1
        swept = _within(np.vstack([left + target - working, rest]), fitted, panel.fixed, tolerance)
        working, left, rest = target, swept[0], swept[1:]
        before, effects = effects, _weighted_fit(left, rest, fitted)
        moved = float((np.abs(effects - before) * np.abs(rest).max(axis=1)).max())
        index = np.clip(target - left + effects @ rest, -_REACH, _REACH)
        fitted = np.exp(index)
        now = _deviance(flow, fitted)
        change = abs(deviance - now) / (now + 1)
        settled = change < _SETTLED and tolerance == _TIGHT and moved < _STILL
        if settled:
            break
        deviance = now
        tolerance = max(_TIGHT, min(tolerance, change / 10))
    return effects, fitted, settled


def _weighted_fit(
    left: NDArray[np.float64], rest: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Least squares of one column on others, each brought to one size first."""
    product = (rest * weights) @ rest.T
    sizes = np.sqrt(np.maximum(np.diag(product), np.finfo(float).tiny))
    solved = np.linalg.lstsq(product / np.outer(sizes, sizes), (rest * weights) @ left / sizes, rcond=None)[0]
    return np.asarray(solved / sizes)


def _deviance(flow: NDArray[np.float64], fitted: NDArray[np.float64]) -> float:
    traded = flow > 0
    return float(2 * (flow[traded] @ np.log(flow[traded] / fitted[traded]) - (flow - fitted).sum()))


def _covariance(panel: _Panel, fitted: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sandwich clustered by group, with its two corrections for few clusters and rows."""
    n, clusters = len(fitted), int(panel.cluster.max()) + 1
    if clusters < 2:
        raise BadInput("all rows are of one cluster: their errors cannot be told")
    rest = _within(panel.terms, fitted, panel.fixed, _TIGHT)
    bread = np.linalg.inv((rest * fitted) @ rest.T)
    scores = np.array([np.bincount(panel.cluster, row * (panel.flow - fitted)) for row in rest])
    free = n - _counted(panel)
    if free < 1:
        raise BadInput(f"{n:,} rows are no more than the effects to be told from them")
    correction = clusters / (clusters - 1) * (n - 1) / free
    covariance: NDArray[np.float64] = bread @ (scores @ scores.T) @ bread * correction
    return covariance


def _counted(panel: _Panel) -> int:
    """Terms and fixed effects outside the clusters, less one constant for each fixed effect after the first."""
    outside = [group for group in panel.fixed if not _nested(group, panel.cluster)]
    groups = sum(int(group.max()) + 1 for group in outside)
    return len(panel.terms) + groups - max(len(outside) - 1, 0)


def _nested(group: NDArray[np.int64], cluster: NDArray[np.int64]) -> bool:
    _, first = np.unique(group, return_index=True)
    return bool((cluster == cluster[first][group]).all())
