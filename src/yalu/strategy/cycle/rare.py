"""How likely is an event that has come only a few times, such as a nuclear test?

A gamma rate that forgets: an event or a day of record counts half as much ten years later, with half an event added
(Jeffreys).
Units: days. Sources: gamma-Poisson conjugacy; P(none in h days) = (E / (E + h))^k with k discounted events in E discounted
days.
Assumes a rate that drifts slowly and events that do not call forth each other. Six nuclear tests allow no check of that: the
range is the rate's own, and a decision to test is not in any rate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yalu.strategy.cycle.ensemble import Outlook

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["rare_outlook"]

_HALF_LIFE = 3652.5  # days


def rare_outlook(event: str, days: NDArray[np.int64], today: int, horizon: int) -> Outlook:
    """P(at least one) within so many days from day `today` of a record that begins on day 0."""
    from scipy.special import gammaincinv

    decay = np.log(2) / _HALF_LIFE
    shape = 0.5 + float(np.exp(-decay * (today - days[days < today])).sum())
    exposure = (1 - np.exp(-decay * today)) / decay
    p = 1 - (exposure / (exposure + horizon)) ** shape
    low, high = (1 - np.exp(-gammaincinv(shape, level) / exposure * horizon) for level in (0.05, 0.95))
    return Outlook(
        event=event,
        days=horizon,
        p=float(p),
        low=float(low),
        high=float(high),
        members={"forgetting_rate": float(p)},
    )
