"""Which days had an event, and which month is which?

Units: a day is its number from the first day of the record, which is a 1 January; a month its number from that January; a
fast kernel is a density in days. An *event-day* is a day with at least one launch, however many missiles flew.
Shapes: `days` and `long_range` are (n,), ascending, one entry for each event-day; `nuclear` is (m,).
Assumes that the record is complete from its first day: a month without a row is a month without an event. A row of which
only the month is known has no day and is not in `days`; it still makes its month one with an event (`months_only`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["FIRST_YEAR", "History", "history", "month_text", "parse_month"]

FIRST_YEAR = 1998  # the year of the first long-range launch; earlier days are sparse and known by month only
_MONTHS = 12


@dataclass(frozen=True)
class History:
    """The event-days of one record; build it with `history`."""

    name: str
    since: date
    days: NDArray[np.int64]
    long_range: NDArray[np.bool_]
    nuclear: NDArray[np.int64]
    months_only: NDArray[np.int64]

    def number(self, day: date) -> int:
        """The number of a day."""
        return (day - self.since).days

    def month(self, day: date) -> int:
        """The number of the month that holds a day."""
        return (day.year - self.since.year) * _MONTHS + day.month - 1

    def month_start(self, month: int) -> int:
        """The day on which a month begins."""
        years, rest = divmod(month, _MONTHS)
        return self.number(date(self.since.year + years, rest + 1, 1))

    def counts(self, months: int) -> NDArray[np.int64]:
        """Event-days in each of the first so many months."""
        edges = np.array([self.month_start(month) for month in range(months + 1)])
        counted = np.diff(np.searchsorted(self.days, edges))
        only = self.months_only[self.months_only < months]
        np.maximum.at(counted, only, 1)
        return counted.astype(np.int64)

    def before(self, day: int) -> History:
        """The record as it stood at the start of a day."""
        held = self.days < day
        month = self.month(date.fromordinal(self.since.toordinal() + day))
        return History(
            self.name,
            self.since,
            self.days[held],
            self.long_range[held],
            self.nuclear[self.nuclear < day],
            self.months_only[self.months_only < month],
        )

    @cached_property
    def last(self) -> date | None:
        """The day of the last event."""
        return date.fromordinal(self.since.toordinal() + int(self.days[-1])) if len(self.days) else None

    def season_of(self, first: int, days: int) -> NDArray[np.int64]:
        """The month of the year, 0 to 11, of each of so many days from `first` on."""
        return month_of_year(self.since, first, days)


def month_of_year(since: date, first: int, days: int) -> NDArray[np.int64]:
    """The month of the year, 0 to 11, of each of so many days from the `first` after `since` on."""
    start = np.datetime64(since) + np.arange(first, first + days)
    return (start.astype("datetime64[M]").astype(np.int64)) % _MONTHS


def history(
    name: str,
    days: Iterable[date],
    *,
    long_range: Iterable[date] = (),
    nuclear: Iterable[date] = (),
    months: Iterable[str] = (),
) -> History:
    """The record of some event-days; days before its first year are left out, a day given twice counts once.

    Args:
        long_range: those of the days on which a missile of intermediate or longer range, or a satellite launcher, flew.
        nuclear: days of nuclear tests.
        months: months with an event of which the day is not known, such as "1986-05".

    Raises:
        BadInput: no day is left, so there is nothing to learn from.
    """
    found = sorted({day for day in days if day.year >= FIRST_YEAR})
    if not found:
        raise BadInput(f"{name}: no event-day from {FIRST_YEAR} on; a forecast needs at least one")
    # A record that opens within its first year is taken to be watched from that January.
    since = date(FIRST_YEAR if found[0].year == FIRST_YEAR else found[0].year, 1, 1)
    far = set(long_range)
    tests = sorted({(day - since).days for day in nuclear if day >= since})
    only = sorted({_month_number(month, since) for month in months})
    return History(
        name,
        since,
        np.array([(day - since).days for day in found], dtype=np.int64),
        np.array([day in far for day in found], dtype=np.bool_),
        np.array(tests, dtype=np.int64),
        np.array([month for month in only if month >= 0], dtype=np.int64),
    )


def _month_number(text: str, since: date) -> int:
    day = parse_month(text)
    return (day.year - since.year) * _MONTHS + day.month - 1


def parse_month(text: str) -> date:
    """The first day of a month written as 2017-09.

    Raises:
        BadInput: it is none.
    """
    year, dash, month = text.strip().partition("-")
    if dash and year.isdigit() and month.isdigit() and len(year) == 4 and 1 <= int(month) <= _MONTHS:
        return date(int(year), int(month), 1)
    raise BadInput(f'"{text}" is no month; write year-month, such as 2017-09')


def month_text(since: date, month: int) -> str:
    """A month as 2017-09."""
    years, rest = divmod(month, _MONTHS)
    return f"{since.year + years:04d}-{rest + 1:02d}"
