"""What does a proposer get past the players who can block it? Acceptance, dilution, gridlock, and who gains by waiting.

Units: any scale that all positions share (cases use 0 to 1, drafts 0 to 100); weights are any unit, a distance is
sqrt(sum_k w_k (x_k - y_k)^2) in the player's own weights.
Shapes: m draws, v veto players, k issues; status quo and proposer (m, k), veto ideals and weights (m, v, k).
Sources: setter model of Romer and Rosenthal (1978) with vetoes after Krehbiel (1998) and Tsebelis (2002); alternating offers of
Rubinstein (1982), first share (1 - d2) / (1 - d1 d2).
Assumes one offer, known ideals, and that a player who is no worse off does not block. In one dimension the answer is exact; in
several it solves the convex program through its dual, to about 1e-6 of the scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Line", "Space", "accepts", "adopted", "distance", "first_share", "on_a_line"]

_SWEEPS, _HALVINGS = 60, 36
_SETTLED = 1e-7  # of the scale


class Line(NamedTuple):
    """The outcome on one issue: what the veto players accept, what of it is adopted, and how far that is from the wish."""

    acceptance_interval: tuple[float, float]
    text_adopted: float
    dilution: float
    gridlock: bool


class Space(NamedTuple):
    """A bargain over several issues in m draws, with the ends of the scale."""

    status_quo: Array
    proposer: Array
    proposer_weights: Array
    vetoes: Array
    veto_weights: Array
    low: float = 0.0
    high: float = 100.0


def on_a_line(
    status_quo: float,
    proposer: float,
    vetoes: Sequence[float],
    low: float = 0.0,
    high: float = 1.0,
) -> Line:
    """The outcome on one issue: each veto player accepts what is no farther from its ideal than the status quo.

    >>> on_a_line(0.795, 0.356, [0.76])
    Line(acceptance_interval=(0.725, 0.795), text_adopted=0.725, dilution=0.369, gridlock=False)
    """
    ends = [sorted((status_quo, 2 * ideal - status_quo)) for ideal in vetoes]
    bottom = max([low, *(end[0] for end in ends)])
    top = min([high, *(end[1] for end in ends)])
    text = min(max(proposer, bottom), top)
    bottom, top, text, away = (round(one, 12) for one in (bottom, top, text, abs(proposer - text)))
    return Line((bottom, top), text, away, text == round(status_quo, 12))


def first_share(first: float, second: float) -> float:
    """Of a pie of one, what the side that offers first keeps, by the discount factor of each side.

    >>> round(first_share(0.88, 0.622), 8)
    0.83510074
    """
    return (1 - second) / (1 - first * second)


def distance(text: Array, ideal: Array, weights: Array) -> Array:
    """How far a text is from an ideal, over the last axis."""
    return np.asarray(np.sqrt((weights * (text - ideal) ** 2).sum(axis=-1)))


def accepts(text: Array, space: Space) -> NDArray[np.bool_]:
    """Does each veto player find a text of shape (m, k) no worse than the status quo? Shape (m, v)."""
    now = distance(space.status_quo[:, None], space.vetoes, space.veto_weights)
    then = distance(text[:, None], space.vetoes, space.veto_weights)
    return np.asarray(
        then <= now + _SETTLED * (space.high - space.low) * np.sqrt(space.veto_weights.sum(axis=-1))
    )


def adopted(space: Space) -> Array:
    """The proposer's best text among those that every veto player accepts, shape (m, k).

    For given prices of the vetoes the best text is a weighted mean of ideals, cut to the scale; the prices are raised one
    after the other until each veto player is as well off as under the status quo.
    """
    text = np.array(space.proposer)
    open_ = np.arange(len(text))  # draws whose prices still move
    prices = np.zeros((len(text), space.vetoes.shape[1]))
    for _ in range(_SWEEPS):
        part = _picked(space, open_)
        raised = prices[open_]
        for player in range(prices.shape[1]):
            raised[:, player] = _price(part, raised, player)
        prices[open_] = raised
        fresh = _best(part, raised)
        moved = np.abs(fresh - text[open_]).max(axis=1) >= _SETTLED * (space.high - space.low)
        text[open_] = fresh
        open_ = open_[moved]
        if not len(open_):
            break
    return np.asarray(text)


def _picked(space: Space, draws: NDArray[np.intp]) -> Space:
    return space._replace(
        status_quo=space.status_quo[draws],
        proposer=space.proposer[draws],
        proposer_weights=space.proposer_weights[draws],
        vetoes=space.vetoes[draws],
        veto_weights=space.veto_weights[draws],
    )


def _pulled(space: Space, prices: Array) -> tuple[Array, Array]:
    """The weight of all ideals at some prices, and the sum of the ideals by that weight; shape (m, k) each."""
    weighted = prices[..., None] * space.veto_weights
    toward = space.proposer_weights * space.proposer + (weighted * space.vetoes).sum(axis=1)
    return space.proposer_weights + weighted.sum(axis=1), toward


def _best(space: Space, prices: Array) -> Array:
    pull, toward = _pulled(space, prices)
    return np.asarray(np.clip(toward / pull, space.low, space.high))


def _price(space: Space, prices: Array, player: int) -> Array:
    """The lowest price at which one veto player accepts, the others' prices as they stand; shape (m,)."""
    others = prices.copy()
    others[:, player] = 0.0
    pull, toward = _pulled(space, others)
    weight, ideal = space.veto_weights[:, player], space.vetoes[:, player]
    limit = (weight * (space.status_quo - ideal) ** 2).sum(axis=-1)

    def excess(price: Array) -> Array:
        own = price[:, None] * weight
        text = np.clip((toward + own * ideal) / (pull + own), space.low, space.high)
        return np.asarray((weight * (text - ideal) ** 2).sum(axis=-1) - limit)

    low, high = np.zeros(len(limit)), np.ones(len(limit))
    free = excess(low) <= 0
    scale = 1e-12 * (space.high - space.low) ** 2
    for _ in range(_HALVINGS):
        short = ~free & (excess(high) > scale)
        if not short.any():
            break
        high = np.where(short, high * 4, high)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        over = excess(middle) > 0
        low, high = np.where(over, middle, low), np.where(over, high, middle)
    return np.where(free, 0.0, high)
