"""How often does a month with an event come, by counting alone?

Ten simple forecasts of P(at least one event-day in the coming month), each from the months before it.
Shapes: `counts` (months,) event-days a month, `month` the one forecast; only `counts[:month]` is read.
Sources: definitions worked out from the published table of baselines for 2012-2019, whose every figure they give back to its
four decimals (`tests/strategy/cycle`). Jeffreys' half an event keeps a quiet record from a probability of zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NEEDED", "expit", "logit", "rate_baselines", "season_factors"]

NEEDED = 61  # months of record that the longest window needs
_SEASON = 4.0  # months at the mean frequency that a calendar month is shrunk by
_FACTOR = 3.0  # event-days at the mean rate that a calendar month's factor is shrunk by
_DISCOUNT = 0.95  # of a month's weight that is left a month later: a half-life of 14 months


def logit(p: float) -> float:
    """Log odds."""
    return float(np.log(p / (1 - p)))


def expit(x: float) -> float:
    """The probability of log odds."""
    return float(1 / (1 + np.exp(-x)))


def rate_baselines(counts: NDArray[np.int64], month: int) -> dict[str, float]:
    """The forecasts for one month, by name; those whose window is longer than the record use what there is."""
    past = counts[:month]
    held = past > 0
    always = (held.sum() + 0.5) / (month + 1)
    recent = _frequency(held, 36)
    season = _season(held, month, float(always))
    return {
        "const_all98": float(always),
        "trail12_poisson": _poisson(past, 12),
        "trail36_poisson": _poisson(past, 36),
        "trail36_freq": recent,
        "trail60_freq": _frequency(held, 60),
        "seasonal_all": season,
        "seasonal_x_trail36": expit(logit(recent) + logit(season) - logit(float(always))),
        "markov_60": _markov(held[-61:]),
        "gammapois_d95": _discounted(past),
    }


def season_factors(counts: NDArray[np.int64], month: int) -> NDArray[np.float64]:
    """How much more often than the mean each calendar month has an event-day, shrunk to one; (12,)."""
    past = counts[:month]
    by_month = np.bincount(np.arange(month) % 12, weights=past, minlength=12)
    factors: NDArray[np.float64] = (by_month + _FACTOR) / (past.sum() / 12 + _FACTOR)
    return factors


def _poisson(past: NDArray[np.int64], window: int) -> float:
    used = past[-window:]
    return float(1 - np.exp(-(used.sum() + 0.5) / len(used)))


def _frequency(held: NDArray[np.bool_], window: int) -> float:
    used = held[-window:]
    return float((used.sum() + 0.5) / (len(used) + 1))


def _season(held: NDArray[np.bool_], month: int, always: float) -> float:
    same = held[month % 12 :: 12]
    return float((same.sum() + _SEASON * always) / (len(same) + _SEASON))


def _markov(held: NDArray[np.bool_]) -> float:
    """How often a month like the last one was followed by an event, with two months and a fifth at the mean frequency."""
    alike = held[:-1] == held[-1]
    followed = (alike & held[1:]).sum()
    return float((followed + 2 * held.mean() + 0.1) / (alike.sum() + 2.2))


def _discounted(past: NDArray[np.int64]) -> float:
    """A gamma rate that forgets: P(at least one) under the negative binomial that it predicts."""
    weights = _DISCOUNT ** np.arange(len(past))[::-1]
    shape, exposure = 0.5 + weights @ past, 1 + weights.sum()
    return float(1 - (exposure / (exposure + 1)) ** shape)
