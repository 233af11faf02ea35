"""Did a resolution change the rate of launches?

Event-days in the windows before and after it, never without what chance alone would show. Resolutions follow launches, and
launches come in spells, so the count after one is lower than before it even if the resolution did nothing. Two nulls are
therefore given: any day of the record, and any launch day plus the real lag of that resolution (the matched one). Both are
exact counts over all such days, not samples.
Units: days; windows of 182 and 365. The day itself belongs to the window after it.
Sources: design of the published table of counts around eleven resolutions, which it gives back (`tests/strategy/cycle`).
Assumes nothing about the cause: a fall that the matched null rarely shows may still be the summit of the next spring.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.strategy.cycle.history import History

__all__ = ["WINDOWS", "Effect", "Null", "effects"]

WINDOWS = (182, 365)


class Null(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days without a resolution: how many, mean and 90 % range of after less before, and the share that fell as much."""

    days: int
    mean: float
    low: float
    high: float
    fell_as_much: float


class Effect(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Event-days before and after one resolution in one window, and both nulls; a null without days is absent."""

    resolution: int
    adopted: date
    lag_days: int | None
    window: int
    before: int
    after: int
    whole_window: bool
    any_day: Null | None
    launch_day_and_lag: Null | None


def effects(
    history: History, resolution: int, adopted: date, trigger: date | None, *, until: date
) -> tuple[Effect, ...]:
    """The counts around one resolution in each window, with both nulls.

    Args:
        trigger: the day of the test or launch that it answers, if it answers one.
        until: the first day that the record does not hold.

    Raises:
        BadInput: the resolution is outside the record.
    """
    if not history.since <= adopted < until:
        raise BadInput(
            f"resolution {resolution} of {adopted} is outside the record of launches, {history.since} to before {until}"
        )
    lag = (adopted - trigger).days if trigger else None
    end = history.number(until)
    return tuple(_effect(history, resolution, adopted, lag, window, end) for window in WINDOWS)


def _effect(
    history: History, resolution: int, adopted: date, lag: int | None, window: int, end: int
) -> Effect:
    day = history.number(adopted)
    before, after = _around(history.days, np.array([day]), window)
    change = int(after[0] - before[0])
    every = np.arange(window, end - window)
    matched = history.days + lag if lag is not None else every[:0]
    return Effect(
        resolution=resolution,
        adopted=adopted,
        lag_days=lag,
        window=window,
        before=int(before[0]),
        after=int(after[0]),
        whole_window=window <= day <= end - window,
        any_day=_null(history.days, every, window, end, change),
        launch_day_and_lag=_null(history.days, matched, window, end, change),
    )


def _around(
    days: NDArray[np.int64], centres: NDArray[np.int64], window: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Event-days in the window before each day and from that day on."""
    at = np.searchsorted(days, centres)
    before = at - np.searchsorted(days, centres - window)
    after = np.searchsorted(days, centres + window) - at
    return before, after


def _null(
    days: NDArray[np.int64], centres: NDArray[np.int64], window: int, end: int, change: int
) -> Null | None:
    centres = centres[(centres >= window) & (centres + window <= end)]
    if not len(centres):
        return None
    before, after = _around(days, centres, window)
    changes = after - before
    low, high = np.quantile(changes, [0.05, 0.95])
    return Null(
        days=len(centres),
        mean=float(changes.mean()),
        low=float(low),
        high=float(high),
        fell_as_much=float((changes <= change).mean()),
    )
