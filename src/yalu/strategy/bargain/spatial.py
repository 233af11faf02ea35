"""Whose position prevails when actors of unequal power care unequally about several issues? KTAB's spatial model, turn 0.

Units: positions and saliences 0 to 100; power in any unit.
Shapes: n actors, k issues. Positions and saliences (n, k); matrices (n, n), row who values, column whose position.
Sources: KAPSARC's KTAB, reference logs of 30 May 2017: V_ij = 1 - sqrt(sum_k (s_ik (x_ik - x_jk))^2 / sum_k s_ik^2), x over 100;
P[a > b] = sum_i c_i max(0, u_ia - u_ib) / sum_i c_i |u_ia - u_ib|; p_a = prod_b P[a > b], normalised;
R_i = -1/2 + 3/2 (p_i - min p) / (max p - min p) with p from V; U_ij = V_ij (1 + R_i (1 - V_ij)); p again from U. As in KTAB a
position that several actors share counts once in the last p, and once for each of them in the first.
Assumes each actor values by its own saliences alone, and that power is spent in proportion to what is at stake.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

__all__ = ["Actors", "Turn", "turn_zero", "weighted_mean", "weighted_median"]


@dataclass(frozen=True, slots=True)
class Actors:
    """Who bargains: power of shape (n,), position and salience of shape (n, k)."""

    names: tuple[str, ...]
    power: Matrix
    position: Matrix
    salience: Matrix


@dataclass(frozen=True, slots=True)
class Turn:
    """Matrices of shape (n, n), risk and winning probability of shape (n,).

    Actors at one position share its probability.
    """

    value: Matrix
    risk: Matrix
    utility: Matrix
    win_probability: Matrix


def turn_zero(actors: Actors, span: float = 100.0) -> Turn:
    """What each actor makes of each position, and how likely each is to prevail, before anybody moves."""
    value = _value(actors, span)
    neutral = _prevails(value, actors.power)
    reach = float(np.ptp(neutral))
    risk = -0.5 + 1.5 * (neutral - neutral.min()) / reach if reach > 0 else np.zeros(len(neutral))
    utility = value * (1 + risk[:, None] * (1 - value))
    distinct, owner = np.unique(actors.position, axis=0, return_index=True, return_inverse=True)[1:]
    chance = _prevails(utility[:, distinct], actors.power)[owner.ravel()]
    return Turn(value, risk, utility, chance)


def _value(actors: Actors, span: float) -> Matrix:
    apart = (actors.position[:, None, :] - actors.position[None, :, :]) / span
    weighted = ((actors.salience[:, None, :] * apart) ** 2).sum(axis=2)
    return np.asarray(1 - np.sqrt(weighted / (actors.salience**2).sum(axis=1)[:, None]))


def _prevails(held: Matrix, power: Matrix) -> Matrix:
    """The chance of each position, given what each actor makes of it, shape (n, positions): it must beat every other one."""
    margin = held[:, :, None] - held[:, None, :]
    stake = np.einsum("i,iab->ab", power, np.abs(margin))
    won = np.einsum("i,iab->ab", power, np.maximum(margin, 0))
    beats = np.divide(won, stake, out=np.full_like(won, 0.5), where=stake > 0)
    np.fill_diagonal(beats, 1.0)
    chance = beats.prod(axis=1)
    total = float(chance.sum())
    return np.asarray(chance / total if total > 0 else np.full(len(chance), 1 / len(chance)))


def weighted_mean(positions: Matrix, weights: Matrix) -> float:
    """The mean of positions by weight: the rival that published comparisons find hard to beat."""
    return float(positions @ weights / weights.sum())


def weighted_median(positions: Sequence[float] | Matrix, weights: Matrix) -> float:
    """The first position, rising, at which half the weight is reached."""
    positions = np.asarray(positions, float)
    order = np.argsort(positions, kind="stable")
    reached = np.cumsum(weights[order]) >= 0.5 * weights.sum() * (1 - 1e-12)
    return float(positions[order][np.argmax(reached)])
