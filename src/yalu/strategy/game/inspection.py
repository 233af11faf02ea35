"""How much does an enforcer enforce, and how much does the target provoke, when each watches the other?

Units: payoffs are the players' own; `lambda` is one over them. Chances 0 to 1.
Shapes: one entry for each draw.
Sources: logit quantal response of McKelvey and Palfrey (1995) on an inspection game (Avenhaus, von Stengel and Zamir 2002):
P(enforce) = sigma(lambda (-c + k s + theta P(provoke))); P(provoke) = sigma(lambda (B - L P(enforce))).
c is what enforcing costs the enforcer (trade, collapse and refugee risk), s the pressure on it and k how much of that enforcing
relieves, theta what a provocation costs it (blame, arms next door); B is what the target gains by provoking, L what enforcement
takes from that.
Assumes one precision for both and hidden effort. With theta and L of zero or more the first chance rises in the second and the
second falls in the first, so there is exactly one answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import expit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["NOT_BELOW_ZERO", "STAKES", "Rates", "rates"]

STAKES: dict[str, str] = {
    "B": "what the target gains by provoking",
    "L": "what enforcement takes from that: the bite of the sanctions",
    "c": "what enforcing costs the enforcer: trade, collapse and refugee risk",
    "k": "how much of the pressure enforcing relieves: what others can see of it",
    "s": "the pressure on the enforcer",
    "theta": "what a provocation costs the enforcer",
    "lambda": "precision: how often the better reply is chosen",
}
NOT_BELOW_ZERO = ("L", "theta", "lambda")
_HALVINGS = 60


class Rates(NamedTuple):
    """Chances that the enforcer enforces and the target provokes, each of shape (draws,)."""

    enforce: NDArray[np.float64]
    provoke: NDArray[np.float64]


def rates(stakes: Mapping[str, NDArray[np.float64]]) -> Rates:
    """The one answer for the stakes, an array for each name of `STAKES`.

    >>> base = dict(B=2.0, L=3.0, c=1.5, k=1.0, s=1.5, theta=0.7)
    >>> found = rates({name: np.array([value]) for name, value in (base | {"lambda": 1.0}).items()})
    >>> round(float(found.enforce[0]), 2), round(float(found.provoke[0]), 2)
    (0.6, 0.55)
    """
    precision = stakes["lambda"]
    own = -stakes["c"] + stakes["k"] * stakes["s"]

    def provoked(enforce: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(expit(precision * (stakes["B"] - stakes["L"] * enforce)))

    low, high = np.zeros_like(own), np.ones_like(own)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        more = expit(precision * (own + stakes["theta"] * provoked(middle))) > middle
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    enforce = (low + high) / 2
    return Rates(enforce, provoked(enforce))
