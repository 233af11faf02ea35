"""How good were probabilities, against what happened and against each other?

Shapes: `p` and `held` are (n,), in the order of time. Brier score: mean squared difference; log score: mean negative natural
logarithm of the probability given to what happened. Lower is better for both.
Sources: Brier 1950; Good 1952; circular block bootstrap, Politis and Romano 1992, since good and bad forecasts come in spells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Band", "Bin", "Score", "brier", "differences", "kolmogorov", "log_score", "reliability", "score"]

_RESAMPLES = 2000
_FLOOR = 1e-9  # a probability of exactly 0 or 1 that fails would cost everything
_EDGES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)


class Score(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Brier and log score over some forecasts, and the mean probability."""

    brier: float
    log: float
    mean_p: float


class Band(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A difference of mean scores with its 90 % interval; below zero the first is better."""

    value: float
    low: float
    high: float


class Bin(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Forecasts between two probabilities: how many, their mean, and the share that happened."""

    since: float
    until: float
    n: int
    mean_p: float
    happened: float


def brier(p: NDArray[np.float64], held: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The Brier score of each forecast."""
    return np.asarray((p - held) ** 2)


def log_score(p: NDArray[np.float64], held: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The log score of each forecast."""
    return np.asarray(-np.log(np.clip(np.where(held, p, 1 - p), _FLOOR, 1)))


def score(p: NDArray[np.float64], held: NDArray[np.bool_]) -> Score:
    """The mean scores."""
    return Score(
        brier=float(brier(p, held).mean()), log=float(log_score(p, held).mean()), mean_p=float(p.mean())
    )


def differences(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], rng: np.random.Generator, *, block: int
) -> Band:
    """Mean of ours less mean of theirs, score by score, with the 90 % interval of a bootstrap of blocks of so many forecasts."""
    gaps = ours - theirs
    n = len(gaps)
    block = min(block, n)
    starts = rng.integers(0, n, size=(_RESAMPLES, -(-n // block)))
    picked = (starts[:, :, None] + np.arange(block)).reshape(_RESAMPLES, -1)[:, :n] % n
    low, high = np.quantile(gaps[picked].mean(axis=1), [0.05, 0.95])
    return Band(value=float(gaps.mean()), low=float(low), high=float(high))


def reliability(p: NDArray[np.float64], held: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Of the months to which about so much was given, how many had an event? Empty bins are left out."""
    places = np.clip(np.digitize(p, _EDGES) - 1, 0, len(_EDGES) - 2)
    return tuple(
        Bin(
            since=_EDGES[place],
            until=_EDGES[place + 1],
            n=int((places == place).sum()),
            mean_p=float(p[places == place].mean()),
            happened=float(held[places == place].mean()),
        )
        for place in np.unique(places)
    )


def kolmogorov(gaps: NDArray[np.float64]) -> tuple[float, float]:
    """The largest distance of gaps from unit exponentials, and P(one as large) if they are such, exact for any number of gaps.

    Parameters fitted to the same events make the second figure too kind.
    """
    from scipy.stats import kstest

    found = kstest(gaps, "expon", method="exact")
    return float(found.statistic), float(found.pvalue)
