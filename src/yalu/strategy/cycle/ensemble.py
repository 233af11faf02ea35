"""How likely is at least one launch in the days ahead, and how sure is that?

The mean of three probabilities: self-exciting intensity with a season, the same without one, and the ridge regression on
windows. It was never far from the best of them on 2012-2019 or on simulated histories whose rate jumps, and no one of them was
best on both (`docs/explain`).
Units: days. Shapes: draws are (n,), probabilities. The range holds 90 % of the three models' draws taken together, so it is
wider where the models disagree.
Assumes that the record is complete up to the day of the forecast. No event yet is what P(none) is made of, so a horizon of any
length is exact for the intensity; the regression goes from month to month with an event in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from yalu.strategy.cycle.history import month_of_year
from yalu.strategy.cycle.intensity import expected_ahead, fit_intensity, prepare
from yalu.strategy.cycle.ridge import BURN_IN, fit_ridge, ridge_design

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.strategy.cycle.history import History
    from yalu.strategy.cycle.intensity import Intensity, Posterior
    from yalu.strategy.cycle.ridge import RidgeFit

__all__ = ["HORIZONS", "MEMBERS", "Ensemble", "Outlook", "fitted", "ready", "standard_normals"]

HORIZONS = (30, 90, 365)
MEMBERS = ("intensity_season", "intensity", "ridge_logit")
_DRAWS = 200
_PARAMETERS = 17
_MONTH = 365.25 / 12
_WINDOWS = (1, 3, 12, 36)


class Outlook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """P(at least one event) within so many days from the day of the forecast, that day included, with its 90 % range."""

    event: str
    days: int
    p: float
    low: float
    high: float
    members: dict[str, float]


@dataclass(frozen=True, slots=True)
class Ensemble:
    """The three models as fitted on the events before `day`; `normal` (draws, parameters) are the random numbers of the range."""

    ready: Intensity
    counts: NDArray[np.int64]
    day: int
    posteriors: tuple[Posterior, Posterior]
    ridge: RidgeFit | None
    normal: NDArray[np.float64]

    def outlook(self, days: int, *, month: int | None = None) -> Outlook:
        """The forecast for so many days ahead.

        Args:
            month: the calendar month that these days are, if they are one; the regression then reads calendar months.
        """
        draws = [self._intensity(posterior, days) for posterior in self.posteriors]
        members = dict(zip(MEMBERS, (float(weights @ p) for p, weights in draws), strict=False))
        if self.ridge is not None:
            odds = self._ridge(self.ridge, days, month)
            draws.append((odds, np.full(len(odds), 1 / len(odds))))
            members["ridge_logit"] = float(odds.mean())
        values = np.concatenate([p for p, _ in draws])
        weights = np.concatenate([share for _, share in draws]) / len(draws)
        low, high = _weighted_quantiles(values, weights, (0.05, 0.95))
        p = float(np.mean(list(members.values())))
        return Outlook(event="launch", days=days, p=p, low=min(low, p), high=max(high, p), members=members)

    def _intensity(self, posterior: Posterior, days: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        ahead = expected_ahead(self.ready, posterior, self.day, days, self.normal)
        size = len(self.normal)
        return 1 - np.exp(-np.concatenate(ahead)), np.repeat(posterior.weights / size, size)

    def _ridge(self, fit: RidgeFit, days: int, month: int | None) -> NDArray[np.float64]:
        """Draws of the probability: one minus the product of no event in each month ahead."""
        size = len(fit.weights)
        weights = fit.weights + self.normal[:, :size] @ np.linalg.cholesky(fit.covariance).T
        if month is not None:
            row = ridge_design(self.counts[:month])[month]
            return np.asarray(1 / (1 + np.exp(-(weights @ row))))
        none = np.zeros(len(weights))
        for first in np.arange(0, days - 1e-9, _MONTH):
            share = min(days - first, _MONTH) / _MONTH
            row = self._row(first)
            none -= share * np.log1p(np.exp(np.clip(weights @ row, -30, 30)))
        return np.asarray(1 - np.exp(none))

    def _row(self, ahead: float) -> NDArray[np.float64]:
        """The regression's row for the month that begins so many days ahead, with windows in days."""
        past = self.ready.history.days
        past = past[past < self.day]
        start = self.day + ahead
        windows = [np.log1p((past >= start - round(months * _MONTH)).sum()) for months in _WINDOWS]
        season = int(month_of_year(self.ready.history.since, int(start + _MONTH / 2), 1)[0])
        return np.array([1.0, *windows, season in {9, 10, 11, 0}, season in {2, 3, 4}])


def ready(history: History, days: int) -> tuple[Intensity, NDArray[np.int64]]:
    """A record made ready for forecasts on any of its first `days` days: its columns and its counts by month."""
    return prepare(history.before(days), days), history.counts(
        history.month(history.since + timedelta(days=days))
    )


def fitted(
    made: tuple[Intensity, NDArray[np.int64]], day: int, month: int, normal: NDArray[np.float64]
) -> Ensemble:
    """The three models on what was known at the start of a day; `month` is the number of full months before it."""
    intensity, counts = made
    posteriors = (
        fit_intensity(intensity, day, seasonal=True),
        fit_intensity(intensity, day, seasonal=False),
    )
    ridge = None
    if month > BURN_IN:
        rows = ridge_design(counts[:month])
        ridge = fit_ridge(rows[BURN_IN:month], counts[BURN_IN:month] > 0)
    return Ensemble(intensity, counts, day, posteriors, ridge, normal)


def standard_normals(rng: np.random.Generator) -> NDArray[np.float64]:
    """The random numbers that every range of one run is made of."""
    return rng.standard_normal((_DRAWS, _PARAMETERS))


def _weighted_quantiles(
    values: NDArray[np.float64], weights: NDArray[np.float64], levels: tuple[float, float]
) -> tuple[float, float]:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    low, high = (values[order][min(int(np.searchsorted(total, level)), len(values) - 1)] for level in levels)
    return float(low), float(high)
