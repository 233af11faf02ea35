"""How good would monthly forecasts have been, each made at the start of its month from earlier events only?

Rolling origin: for every month the models are fitted again on the record as it stood. Beside ours stand fourteen baselines,
among them the one that was best on 2012-2019, and differences of scores with the 90 % interval of a block bootstrap.
Assumes the record as compiled later was known at the time; true real-time scores come from the stored forecasts (`ledger`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from yalu.strategy.cycle.ensemble import fitted, ready, standard_normals
from yalu.strategy.cycle.hawkes import fit_hawkes, hawkes_p
from yalu.strategy.cycle.history import month_text
from yalu.strategy.cycle.rates import expit, rate_baselines, season_factors
from yalu.strategy.cycle.ridge import BURN_IN, fit_ridge, ridge_design
from yalu.strategy.scores import Band, Bin, Score, brier, differences, log_score, reliability, score
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yalu.strategy.cycle.history import History

__all__ = ["FEWEST_MONTHS", "Backtest", "MonthForecast", "Scores", "Versus", "backtest", "baselines"]

FEWEST_MONTHS = (
    60  # of record before the first month forecast: the ridge regression needs 36 to fill its windows
)
_WINDOW = 8 * 365  # days of the shorter Hawkes fit
_FEWEST_EVENTS = 8  # in that window; with fewer the whole record is fitted
_BLOCK = 12  # months resampled together


class MonthForecast(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """P(at least one event-day) in a month with its 90 % range, whether there was one (1 or 0), and the baselines."""

    month: str
    p: float
    low: float
    high: float
    observed: int
    baselines: dict[str, float]
    members: dict[str, float]


class Versus(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Our mean score less a baseline's, with its 90 % interval: below zero, ours is better."""

    brier: Band
    log: Band


class Scores(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean scores over the months; lower is better."""

    months: int
    months_with_event: int
    yalu: Score
    baselines: dict[str, Score]
    best_baseline: str
    versus: dict[str, Versus]
    reliability: tuple[Bin, ...]


class Backtest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every forecast with its outcome, and the scores."""

    forecasts: tuple[MonthForecast, ...]
    scores: Scores


def backtest(
    history: History,
    first: int,
    last: int,
    rng: np.random.Generator,
) -> Backtest:
    """Forecasts for the months from `first` to `last`, both included, and their scores.

    Raises:
        BadInput: the record is too short before the first month.
    """
    if first < FEWEST_MONTHS:
        earliest = month_text(history.since, FEWEST_MONTHS)
        raise BadInput(
            f"the backtest begins in {month_text(history.since, first)}, and the record in "
            f"{month_text(history.since, 0)}; {FEWEST_MONTHS} months must lie between. The earliest month is {earliest}"
        )
    made = ready(history, history.month_start(last + 1))
    counts, normal = made[1], standard_normals(rng)
    forecasts = []
    for month in range(first, last + 1):
        start = history.month_start(month)
        days = history.month_start(month + 1) - start
        ours = fitted(made, start, month, normal).outlook(days, month=month)
        forecasts.append(
            MonthForecast(
                month=month_text(history.since, month),
                p=ours.p,
                low=ours.low,
                high=ours.high,
                observed=int(counts[month] > 0),
                baselines=baselines(history, counts, month),
                members=ours.members,
            )
        )
    return Backtest(forecasts=tuple(forecasts), scores=_scores(forecasts, rng))


def baselines(history: History, counts: NDArray[np.int64], month: int) -> dict[str, float]:
    """The fourteen simple forecasts for one month, by name."""
    start = history.month_start(month)
    days = history.month_start(month + 1) - start
    past = history.days[history.days < start]
    found = rate_baselines(counts, month)
    rows = ridge_design(counts[:month])
    ridge = fit_ridge(rows[BURN_IN:month], counts[BURN_IN:month] > 0)
    found["ridge_logit"] = expit(float(rows[month] @ ridge.weights))
    if len(past):
        whole = fit_hawkes(past, 0, start)
        near = past[past >= start - _WINDOW]
        short = fit_hawkes(near, start - _WINDOW, start) if len(near) >= _FEWEST_EVENTS else whole
        used = near if len(near) >= _FEWEST_EVENTS else past
        factor = float(season_factors(counts, month)[month % 12])
        found["hawkes_exp"] = hawkes_p(whole, past, start, days)
        found["hawkes_8y"] = hawkes_p(short, used, start, days)
        found["hawkes8y_x_season"] = hawkes_p(short, used, start, days, factor)
        three = (found["seasonal_x_trail36"], found["hawkes8y_x_season"], found["ridge_logit"])
        found["mean_of_three"] = float(np.mean(three))
    return found


def _scores(forecasts: Sequence[MonthForecast], rng: np.random.Generator) -> Scores:
    held = np.array([one.observed for one in forecasts], dtype=np.bool_)
    ours = np.array([one.p for one in forecasts])
    # A baseline that could not speak in some month (no event before it) is not scored.
    names = [name for name in forecasts[-1].baselines if all(name in one.baselines for one in forecasts)]
    theirs = {name: np.array([one.baselines[name] for one in forecasts]) for name in names}
    scored = {name: score(p, held) for name, p in theirs.items()}
    return Scores(
        months=len(held),
        months_with_event=int(held.sum()),
        yalu=score(ours, held),
        baselines=scored,
        best_baseline=min(names, key=lambda name: scored[name].log),
        versus={
            name: Versus(
                brier=differences(brier(ours, held), brier(p, held), rng, block=_BLOCK),
                log=differences(log_score(ours, held), log_score(p, held), rng, block=_BLOCK),
            )
            for name, p in theirs.items()
        },
        reliability=reliability(ours, held),
    )
