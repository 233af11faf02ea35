"""How likely do two jointly normal quantities both stay below their bounds?

Shapes: any that broadcast together. Bounds are standardised; infinite bounds are allowed.
Sources: Owen (1956), eq. 2.1, which gives the probability from Owen's T; Mills's ratio as an integral for the tail, where the
sum of eq. 2.1 would lose every digit to cancellation.
Accuracy: `both_below` 1e-15 absolute; `share_of_upper` about 1e-12 relative, however small the two probabilities are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr, ndtr, owens_t

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["both_below", "density", "share_of_upper"]

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(48)
_TAIL = 4.0  # from this bound on the share is integrated; below it the sum keeps more than eight digits
_ROOT_TWO = np.sqrt(2.0)


def density(x: ArrayLike) -> NDArray[np.float64]:
    """The standard normal density."""
    return np.asarray(np.exp(-0.5 * np.square(x)) / np.sqrt(2 * np.pi))


def both_below(h: ArrayLike, k: ArrayLike, rho: float) -> NDArray[np.float64]:
    """P(X < h and Y < k) of standard normal X and Y with correlation `rho` strictly between -1 and 1.

    >>> float(both_below(0.0, 0.0, 0.5).round(12))  # 1/4 + arcsin(rho) / (2 pi)
    0.333333333333
    """
    h, k = np.broadcast_arrays(np.asarray(h, float), np.asarray(k, float))
    low, high = (
        np.clip(h, -40, 40),
        np.clip(k, -40, 40),
    )  # beyond 40 the normal law is 0 or 1 in floating point
    slope = np.sqrt(1 - rho * rho)
    total = 0.5 * (ndtr(low) + ndtr(high)) - _owen(low, high, rho, slope) - _owen(high, low, rho, slope)
    apart = (low * high < 0) | ((low * high == 0) & (low + high < 0))
    return np.asarray(np.clip(total - 0.5 * apart, 0.0, np.minimum(ndtr(low), ndtr(high))))


def _owen(h: NDArray[np.float64], k: NDArray[np.float64], rho: float, slope: float) -> NDArray[np.float64]:
    """Owen's T at the line through (h, k); at h = 0 its limit, a quarter turn up or down."""
    zero = h == 0
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(zero, 0.0, (k - rho * h) / (np.where(zero, 1.0, h) * slope))
    origin = np.arctan((1 - rho) / slope) / (2 * np.pi)  # both bounds at zero, met from above
    return np.where(zero, np.where(k == 0, origin, np.sign(k) * 0.25), owens_t(h, ratio))


def share_of_upper(a: ArrayLike, b: ArrayLike, apart: ArrayLike | None = None) -> NDArray[np.float64]:
    """P(X + a is the larger | X + a or Y + b exceeds 0) of independent standard normal X and Y.

    Both may be so far below zero that the condition has no probability in floating point: the share keeps its digits. `apart`
    is a - b where it is known better than from the two, which lose their last digits far from zero.
    """
    a, b = np.broadcast_arrays(np.asarray(a, float), np.asarray(b, float))
    apart = a - b if apart is None else np.broadcast_to(np.asarray(apart, float), a.shape)
    either = -np.expm1(log_ndtr(-a) + log_ndtr(-b))
    deep = np.maximum(a, b) < -_TAIL
    with np.errstate(divide="ignore", invalid="ignore"):
        body = both_below(apart / _ROOT_TWO, a, 1 / _ROOT_TWO) / either
    share = np.where(deep, 0.0, np.clip(body, 0.0, 1.0))
    if deep.any():
        share[deep] = _deep_share(np.maximum(a, b)[deep], apart[deep])
    return share


def _deep_share(top: NDArray[np.float64], apart: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share as a ratio of two integrals over the excess t, both divided by the density where they begin."""
    reach = 40 / (10 - top)  # beyond this the integrand has fallen below 1e-16 of its start
    reach = np.minimum(np.maximum(reach, 40 / -top), 12.0)
    t = reach[..., None] * (_NODES + 1) / 2
    first = _wins(top, np.maximum(-apart, 0), np.maximum(apart, 0), t) @ _WEIGHTS
    second = _wins(top, np.maximum(apart, 0), np.maximum(-apart, 0), t) @ _WEIGHTS
    return np.asarray(first / (first + second))


def _wins(
    top: NDArray[np.float64], own: NDArray[np.float64], other: NDArray[np.float64], t: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The density that the own value is t and the other one is below it, on the scale of the likelier of the two.

    Both are given by how far below the likelier one they lie.
    """
    top, below = top[..., None], own[..., None] + t
    return np.asarray(np.exp(0.5 * below * (2 * top - below)) * ndtr(t - top + other[..., None]))
