"""How far does one event call forth the next, with a constant level beneath?

Intensity a day: mu + alpha * beta * sum over past events of exp(-beta (t - t_i)); alpha is the branching ratio, beta = log 2 /
half-life.
Units: days; an event is at midday of its day, so two days in a row are one day apart.
Shapes: `days` (n,) numbers of event-days inside a window that begins at `first` and ends before `end`.
Sources: Hawkes 1971; Ogata 1981 for the recursion. Maximum likelihood over a grid of half-lives, each with the concave fit of
mu and alpha, so that the best of several optima is taken. The published baseline was fitted from one start and sits in a worse
optimum in some months with few events; there the two differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["HawkesFit", "fit_hawkes", "hawkes_p", "rescaled_gaps"]

_GRID = np.geomspace(0.7, 365, 28)  # half-lives, days
_LEAST, _MOST = 1 / (1 + np.exp(5)), 1 / (1 + np.exp(-5))  # bounds of the branching ratio


@dataclass(frozen=True, slots=True)
class HawkesFit:
    """Level a day, branching ratio, half-life in days, and the log-likelihood."""

    mu: float
    alpha: float
    half_life: float
    log_likelihood: float


def fit_hawkes(days: NDArray[np.int64], first: int, end: int) -> HawkesFit:
    """The best fit over half-lives from 0.7 to 365 days."""
    times = days.astype(np.float64) + 0.5
    coarse = _profile(times, first, end, _GRID)
    for width in (1.25, 1.07, 1.02, 1.006, 1.0016):
        centre = coarse.half_life
        fine = _profile(
            times, first, end, np.asarray(centre * np.geomspace(1 / width, width, 9), dtype=np.float64)
        )
        coarse = max(coarse, fine, key=lambda fit: fit.log_likelihood)
    return coarse


def _profile(times: NDArray[np.float64], first: int, end: int, half_lives: NDArray[np.float64]) -> HawkesFit:
    """The best of the fits with each half-life; the two parameters of each by Newton's method in their logarithms."""
    beta = np.log(2) / half_lives
    pull = _pull(times, beta) * beta  # (n, half-lives)
    length = float(end - first)
    mass = (1 - np.exp(-np.outer(end - times, beta))).sum(axis=0)
    mu = np.full(len(beta), len(times) / length / 2)
    alpha = np.full(len(beta), 0.5)
    for _ in range(60):
        rate = mu + alpha * pull
        share = mu / rate
        g_mu, g_alpha = share.sum(axis=0) - mu * length, (1 - share).sum(axis=0) - alpha * mass
        cross = (share * (1 - share)).sum(axis=0)
        # Minus the Hessian; the positive part alone where it is not definite.
        h_mu, h_alpha = (share**2).sum(axis=0) - g_mu, ((1 - share) ** 2).sum(axis=0) - g_alpha
        safe = (h_mu * h_alpha - cross**2 > 1e-9) & (h_mu > 0)
        h_mu = np.where(safe, h_mu, (share**2).sum(axis=0) + 0.1)
        h_alpha = np.where(safe, h_alpha, ((1 - share) ** 2).sum(axis=0) + 0.1)
        determinant = h_mu * h_alpha - cross**2
        step_mu = np.clip((h_alpha * g_mu - cross * g_alpha) / determinant, -1, 1)
        step_alpha = np.clip((h_mu * g_alpha - cross * g_mu) / determinant, -1, 1)
        bound = ((alpha >= _MOST) & (g_alpha > 0)) | ((alpha <= _LEAST) & (g_alpha < 0))
        step_mu = np.where(bound, np.clip(g_mu / h_mu, -1, 1), step_mu)
        mu = np.maximum(mu * np.exp(step_mu), 1e-12)
        alpha = np.where(bound, alpha, np.clip(alpha * np.exp(step_alpha), _LEAST, _MOST))
        if max(np.abs(step_mu).max(), np.abs(np.where(bound, 0, step_alpha)).max()) < 1e-8:
            break
    value = np.log(mu + alpha * pull).sum(axis=0) - mu * length - alpha * mass
    best = int(np.argmax(value))
    return HawkesFit(float(mu[best]), float(alpha[best]), float(half_lives[best]), float(value[best]))


def _pull(times: NDArray[np.float64], beta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum over earlier events of exp(-beta (t - t_i)) at each event, (n, half-lives)."""
    kept = np.zeros((len(times), len(beta)))
    for index in range(1, len(times)):
        kept[index] = (kept[index - 1] + 1) * np.exp(-beta * (times[index] - times[index - 1]))
    return kept


def hawkes_p(
    fit: HawkesFit,
    days: NDArray[np.int64],
    start: int,
    horizon: int,
    factors: NDArray[np.float64] | float = 1.0,
) -> float:
    """P(at least one event) in so many days from `start`, exactly: what calls forth the first is known already."""
    beta = np.log(2) / fit.half_life
    pull = np.exp(-beta * (start - days - 0.5)).sum()
    expected = fit.mu * horizon + fit.alpha * pull * (1 - np.exp(-beta * horizon))
    return float(1 - np.exp(-expected * factors))


def rescaled_gaps(fit: HawkesFit, days: NDArray[np.int64], first: int) -> NDArray[np.float64]:
    """The expected number of events between one event and the next, (n,): unit exponentials if the fit is right."""
    times = days.astype(np.float64) + 0.5
    beta = np.log(2) / fit.half_life
    pull = _pull(times, np.array([beta]))[:, 0]
    gaps = np.diff(times, prepend=float(first))
    after = np.concatenate([[0.0], pull[:-1] + 1])
    return np.asarray(fit.mu * gaps + fit.alpha * after * (1 - np.exp(-beta * gaps)))
