"""How likely is a launch on each coming day, given when the last ones were, of which kind, and the time of year?

    intensity a day = season(month of year) * [ base + slow(t) + fast(t) ]
    slow(t) = r * sum over past events of b exp(-b (t - t_i)), half-life of 6 or 14 months: the level, which drifts
    fast(t) = a * sum over past events of w(kind) * c exp(-c (t - t_i)), half-life of 15, 32 or 60 days: self-excitation

with kinds short range (w = 1), long range, and nuclear test (which excites but is not itself counted).
Units: days; an event is at midday. A day counts once, so nothing is expected of the rest of a day with an event. Season factors
are relative to one.
Shapes: parameters theta are (p,): log base, log r, log a, log w of long range, log w of a nuclear test, and 12 log season
factors where the season is on. `columns` are the sums above, one for each of base, slow, fast short, fast long, fast nuclear.
Sources: marked self-exciting process after Ogata 1988 and Reinhart 2018; discount of 0.95 a month (half-life 14 months) and
half-lives of 15 to 60 days from the project's notes; normal priors on logarithms, stated in `_MEAN` and `_SPREAD`, chosen on
data to 2019. The posterior is a normal approximation for each pair of half-lives, weighted by its evidence.
Assumes that what drives the process changes slowly or shows in past events: a decision taken yesterday is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from yalu.strategy.cycle.history import month_of_year

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.strategy.cycle.history import History

__all__ = [
    "FAST", "NAMES", "SLOW", "Intensity", "Kernel", "Posterior", "Strand", "expected_ahead", "fit_intensity", "prepare",
    "rescaled",
]  # fmt: skip

SLOW = (182.0, 426.0)  # days
FAST = (15.0, 32.0, 60.0)  # days
NAMES = ("base", "slow", "fast", "long_range", "nuclear")
_MEAN = np.log(
    np.array([0.7 / 365.25, 0.45, 0.35, 1.0, 1.0])
)  # base a day; the others are numbers of events called forth
_SPREAD = np.array([1.0, 0.6, 0.6, 0.4, 0.4])
_SEASON_SPREAD = 0.45  # of a log season factor
_SEASON_TIES = 0.55  # correlation of neighbouring months' factors
_COLUMNS = np.array(  # which logarithms add up in the coefficient of each column
    [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 1, 0], [0, 0, 1, 0, 1]], dtype=float
)


@dataclass(frozen=True, slots=True)
class Kernel:
    """One sum over past events: its decay a day, its value at the start of each day, and the days of its events."""

    decay: float
    at_start: NDArray[np.float64]  # (days + 1,), density a day
    events: NDArray[np.int64]

    def at_midday(self, days: NDArray[np.int64]) -> NDArray[np.float64]:
        """The value at midday of a day, of events before that day."""
        return np.asarray(self.at_start[days] * np.exp(-self.decay / 2))

    def day_sums(self) -> NDArray[np.float64]:
        """The integral over each day, (days,): of what went before, and of the rest of the day after an event."""
        whole = self.at_start[:-1] * (1 - np.exp(-self.decay)) / self.decay
        inside = self.events[self.events < len(whole)]
        whole[inside] += 1 - np.exp(-self.decay / 2)
        return np.asarray(whole)

    def ahead(self, start: int, weights: NDArray[np.float64]) -> float:
        """The weighted integral over the days from `start`, if no further event comes."""
        fade = np.exp(-self.decay * np.arange(len(weights)))
        return float((fade @ weights) * self.at_start[start] * (1 - np.exp(-self.decay)) / self.decay)


@dataclass(frozen=True, slots=True)
class Strand:
    """The columns for one pair of half-lives: values at events (n, 5) and sums over days of each month of the year."""

    slow: float
    fast: float
    kernels: tuple[Kernel, ...]
    at_events: NDArray[np.float64]
    sums: NDArray[np.float64]  # (days + 1, 12, 5), cumulative


@dataclass(frozen=True, slots=True)
class Intensity:
    """A record made ready to be fitted as it stood on any day; what comes later is never read."""

    history: History
    seasons: NDArray[np.int64]  # (days,), month of the year of each day
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class Posterior:
    """Normal approximations, one for each strand: weight, mode (p,), covariance (p, p)."""

    weights: NDArray[np.float64]
    modes: tuple[NDArray[np.float64], ...]
    covariances: tuple[NDArray[np.float64], ...]
    seasonal: bool

    def draws(self, index: int, normal: NDArray[np.float64]) -> NDArray[np.float64]:
        """Parameters of one strand, (n, p), from standard normal numbers (n, at least p)."""
        size = len(self.modes[index])
        root = np.linalg.cholesky(self.covariances[index])
        return np.asarray(self.modes[index] + normal[:, :size] @ root.T)


def prepare(history: History, days: int) -> Intensity:
    """The columns of a record over so many days from its first."""
    seasons = history.season_of(0, days)
    long_range = history.days[history.long_range]
    short_range = history.days[~history.long_range]
    slow = {half: _kernel(history.days, half, days) for half in SLOW}
    fast = {
        half: tuple(_kernel(events, half, days) for events in (short_range, long_range, history.nuclear))
        for half in FAST
    }
    strands = tuple(
        _strand(history, seasons, pair, (slow[pair[0]], *fast[pair[1]])) for pair in product(SLOW, FAST)
    )
    return Intensity(history, seasons, strands)


def _kernel(events: NDArray[np.int64], half_life: float, days: int) -> Kernel:
    decay = float(np.log(2) / half_life)
    held = np.zeros(days)
    held[events[events < days]] = 1
    kept, at_start, fade, half = 0.0, np.zeros(days + 1), np.exp(-decay), np.exp(-decay / 2)
    for day, event in enumerate(held.tolist()):
        kept = kept * fade + event * half
        at_start[day + 1] = kept
    return Kernel(decay, decay * at_start, events)


def _strand(
    history: History, seasons: NDArray[np.int64], pair: tuple[float, float], kernels: tuple[Kernel, ...]
) -> Strand:
    columns = [np.ones(len(history.days)), *(kernel.at_midday(history.days) for kernel in kernels)]
    a_day = np.column_stack([np.ones(len(seasons)), *(kernel.day_sums() for kernel in kernels)])
    at_events = np.column_stack(columns)
    inside = history.days < len(seasons)
    a_day[history.days[inside]] = at_events[inside] * _half_days(kernels)
    by_month = np.zeros((len(seasons) + 1, 12, len(columns)))
    by_month[np.arange(1, len(seasons) + 1), seasons] = a_day
    return Strand(*pair, kernels, at_events, np.cumsum(by_month, axis=0))


def _season_precision() -> NDArray[np.float64]:
    gap = np.abs(np.subtract.outer(np.arange(12), np.arange(12)))
    around = np.minimum(gap, 12 - gap)
    covariance = _SEASON_SPREAD**2 * _SEASON_TIES**around
    precision: NDArray[np.float64] = np.linalg.inv(covariance)
    return precision


def fit_intensity(ready: Intensity, day: int, *, seasonal: bool) -> Posterior:
    """The posterior from the events before a day."""
    n = int(np.searchsorted(ready.history.days, day))
    months = ready.seasons[ready.history.days[:n]]
    fitted = [
        _newton(strand.at_events[:n], strand.sums[day], months, seasonal=seasonal) for strand in ready.strands
    ]
    evidence = np.array([one[0] for one in fitted])
    weights = np.exp(evidence - evidence.max())
    return Posterior(
        weights / weights.sum(), tuple(one[1] for one in fitted), tuple(one[2] for one in fitted), seasonal
    )


def _prior(*, seasonal: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and precision of theta."""
    base = np.diag(1 / _SPREAD**2)
    if not seasonal:
        return _MEAN, base
    size = len(_MEAN)
    precision = np.zeros((size + 12, size + 12))
    precision[:size, :size] = base
    precision[size:, size:] = _season_precision()
    return np.concatenate([_MEAN, np.zeros(12)]), precision


def _newton(
    columns: NDArray[np.float64], sums: NDArray[np.float64], months: NDArray[np.int64], *, seasonal: bool
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """Log evidence, mode and covariance for one pair of half-lives; Newton's method on the log posterior."""
    mean, precision = _prior(seasonal=seasonal)
    size, theta = len(_MEAN), mean.copy()
    happened = np.bincount(months, minlength=12).astype(float)
    for _ in range(60):
        coefficients = np.exp(_COLUMNS @ theta[:size])
        season = np.exp(theta[size:]) if seasonal else np.ones(12)
        rates = columns @ coefficients
        shares = (columns * coefficients) @ _COLUMNS / rates[:, None]  # (n, size): d log rate / d theta
        expected = sums * coefficients * season[:, None]  # (12, columns)
        by_parameter = expected @ _COLUMNS  # (12, size)
        second = np.einsum(
            "c,ci,cj->ij", (columns * coefficients / rates[:, None]).sum(axis=0), _COLUMNS, _COLUMNS
        )
        total = np.einsum("c,ci,cj->ij", expected.sum(axis=0), _COLUMNS, _COLUMNS)
        gradient = shares.sum(axis=0) - by_parameter.sum(axis=0)
        outer = shares.T @ shares
        curvature = outer - second + total
        if seasonal:
            month_total = expected.sum(axis=1)
            gradient = np.concatenate([gradient, happened - month_total])
            curvature = np.block([[curvature, by_parameter.T], [by_parameter, np.diag(month_total)]])
            outer = np.block([[outer, np.zeros((size, 12))], [np.zeros((12, size)), np.diag(happened)]])
        gradient = gradient - precision @ (theta - mean)
        curvature = curvature + precision
        if np.linalg.eigvalsh(curvature)[0] < 1e-6:
            curvature = outer + precision  # far from the mode the log posterior need not be concave
        step = np.clip(np.linalg.solve(curvature, gradient), -1, 1)
        theta = theta + step
        if np.abs(step).max() < 1e-7:
            break
    gap = theta - mean
    value = np.log(rates).sum() + happened @ np.log(season) - expected.sum() - gap @ precision @ gap / 2
    log_det = np.linalg.slogdet(curvature)[1] - np.linalg.slogdet(precision)[1]
    return float(value - log_det / 2), theta, np.linalg.inv(curvature)


def expected_ahead(
    ready: Intensity, posterior: Posterior, start: int, horizon: int, normal: NDArray[np.float64]
) -> list[NDArray[np.float64]]:
    """The expected number of events in so many days from `start` if none has come yet: draws (n,) for each strand."""
    months = month_of_year(ready.history.since, start, horizon)
    found = []
    for index, strand in enumerate(ready.strands):
        theta = posterior.draws(index, normal)
        ahead = np.zeros((12, len(NAMES)))
        for month in np.unique(months):
            weights = (months == month).astype(float)
            ahead[month, 0] = weights.sum()
            ahead[month, 1:] = [kernel.ahead(start, weights) for kernel in strand.kernels]
        coefficients = np.exp(theta[:, : len(NAMES)] @ _COLUMNS.T)
        season = np.exp(theta[:, len(NAMES) :]) if posterior.seasonal else np.ones((len(theta), 12))
        found.append(np.einsum("nm,mc,nc->n", season, ahead, coefficients))
    return found


def rescaled(ready: Intensity, posterior: Posterior) -> NDArray[np.float64]:
    """The expected number of events from each event to the next, (n,), at the mode of the likeliest half-lives.

    If the intensity is right these are independent unit exponentials (time rescaling; Brown and others 2002).
    """
    best = int(np.argmax(posterior.weights))
    strand, theta = ready.strands[best], posterior.modes[best]
    coefficients = np.exp(_COLUMNS @ theta[: len(NAMES)])
    season = np.exp(theta[len(NAMES) :]) if posterior.seasonal else np.ones(12)
    days = ready.history.days
    by_day = np.einsum("dmc,m,c->d", strand.sums[days], season, coefficients)
    up_to_midday = strand.at_events * _half_days(strand.kernels) @ coefficients * season[ready.seasons[days]]
    return np.diff(by_day + up_to_midday, prepend=0.0)


def _half_days(kernels: tuple[Kernel, ...]) -> NDArray[np.float64]:
    """The integral from the start of a day to midday over the value at midday: of the base, and of each kernel."""
    return np.array([0.5, *((np.exp(kernel.decay / 2) - 1) / kernel.decay for kernel in kernels)])
