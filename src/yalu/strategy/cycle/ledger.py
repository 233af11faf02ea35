"""Which forecasts were made, on what record, and how did they fare?

A forecast once written is never changed: the file only grows, and each line carries the hash of the line before it, so
that a line taken out or altered shows. A forecast is scored when its last day has passed and a record reaches that far; one
whose event has already come waits as well, since scoring only those would flatter.
Units: days; the window of a forecast runs from its day through its last day. Scores as in `scores`.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from yalu.strategy.scores import Score, score
from yalu.terms.errors import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Scored",
    "Standing",
    "Stored",
    "Vintage",
    "chained",
    "last_day",
    "line_of",
    "parse_lines",
    "standing",
]

_START = "0" * 64


class Vintage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The record that a forecast was made on: its name, hash, event-days, last event, and the first day it does not hold."""

    series: str
    sha256: str
    event_days: int
    last_event: date | None
    until: date


class Stored(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One forecast as it was made; `before` is the hash of the line before it."""

    made: date
    on: date
    event: str
    days: int
    last_day: date
    p: float
    low: float
    high: float
    vintage: Vintage
    version: str
    seed: int
    before: str = _START

    def same(self, other: Stored) -> bool:
        """Is it the same forecast from the same record, whenever it was made?"""
        return msgspec.structs.replace(self, made=other.made, before=other.before) == other


class Scored(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stored forecast and whether the event came (1 or 0), or None while its window is open."""

    forecast: Stored
    observed: int | None
    brier: float | None
    log: float | None


class Standing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All stored forecasts with what became of them, and the scores of the closed ones by event and days.

    Those made when their window had already closed ("made later") are scored apart: they were made from an older record, but
    by somebody who could know.
    """

    stored: int
    closed: int
    forecasts: tuple[Scored, ...]
    scores: dict[str, Score]


def line_of(forecast: Stored) -> bytes:
    """A forecast as a line of the file, without its end."""
    return msgspec.json.encode(forecast)


def parse_lines(name: str, data: bytes) -> tuple[Stored, ...]:
    """The forecasts of a file, in order.

    Raises:
        BadFile: every line that is no forecast, or does not follow the one before it.
    """
    found: list[Stored] = []
    problems: list[Problem] = []
    before = _START
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            forecast = msgspec.json.decode(line, type=Stored)
        except msgspec.DecodeError as error:
            problems.append(Problem(name, f"line {number}", "", f"no stored forecast: {error}"))
        else:
            if forecast.before != before:
                problems.append(
                    Problem(name, f"line {number}", "before", "a line before it was changed or taken out")
                )
            found.append(forecast)
        before = sha256(line).hexdigest()
    if problems:
        raise BadFile(problems)
    return tuple(found)


def chained(forecast: Stored, data: bytes) -> Stored:
    """The forecast with the hash of the last line of the file it is to be added to."""
    lines = data.splitlines()
    return msgspec.structs.replace(forecast, before=sha256(lines[-1]).hexdigest() if lines else _START)


def standing(
    stored: Sequence[Stored], events: Mapping[str, Mapping[str, Sequence[date]]], until: Mapping[str, date]
) -> Standing:
    """What became of stored forecasts.

    Args:
        events: for each series, for each event, its days.
        until: for each series, the first day that the record does not hold.
    """
    scored = tuple(_scored(one, events, until) for one in stored)
    closed = [one for one in scored if one.observed is not None]
    groups: dict[str, list[Scored]] = {}
    for one in closed:
        groups.setdefault(_group(one.forecast), []).append(one)
    return Standing(
        stored=len(scored),
        closed=len(closed),
        forecasts=scored,
        scores={
            name: score(
                np.array([one.forecast.p for one in group]), np.array([bool(one.observed) for one in group])
            )
            for name, group in sorted(groups.items())
        },
    )


def _group(forecast: Stored) -> str:
    later = ", made later" if forecast.made > forecast.last_day else ""
    return f"{forecast.event}, {forecast.days} days{later}"


def _scored(
    forecast: Stored, events: Mapping[str, Mapping[str, Sequence[date]]], until: Mapping[str, date]
) -> Scored:
    series = forecast.vintage.series
    if series not in until or forecast.last_day >= until[series]:
        return Scored(forecast=forecast, observed=None, brier=None, log=None)
    days = events[series].get(forecast.event, ())
    came = any(forecast.on <= day <= forecast.last_day for day in days)
    one = score(np.array([forecast.p]), np.array([came]))
    return Scored(forecast=forecast, observed=int(came), brier=one.brier, log=one.log)


def last_day(on: date, days: int) -> date:
    """The last day of a window of so many days that begins on a day."""
    return on + timedelta(days=days - 1)
