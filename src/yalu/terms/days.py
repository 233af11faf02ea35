"""Which day, and does it fall inside?

Days are calendar days without a clock; for UN law they are New York dates of adoption. A span is half-open:
it holds its first day and not its end, so that one rule's end is the next one's beginning. Files and users
write the *last day* of a window, as resolutions do; `Span.through` turns that into a half-open span.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from yalu.terms.errors import BadInput

__all__ = ["Span", "parse_day", "plain_day"]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def parse_day(text: str) -> date:
    """The day an ISO text names.

    Raises:
        BadInput: anything but year-month-day, or a day the calendar lacks.

    >>> parse_day("2017-09-04")
    datetime.date(2017, 9, 4)
    """
    if _ISO.fullmatch(text):  # date.fromisoformat also takes week dates and 20170904
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise BadInput(f'"{text}" is no day; write year-month-day, such as 2017-09-04')


def plain_day(day: date) -> str:
    """A day as pages print it.

    >>> plain_day(date(2018, 1, 6))
    '6 Jan 2018'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class Span(NamedTuple):
    """From a first day up to, and not including, an end; no end means still running."""

    since: date
    end: date | None = None

    @classmethod
    def through(cls, since: date, last_day: date) -> Span:
        """The span that still holds its last day."""
        return cls(since, last_day + timedelta(days=1))

    def holds(self, day: date) -> bool:
        """Does the day fall inside?"""
        return self.since <= day and (self.end is None or day < self.end)

    def meets(self, other: Span) -> bool:
        """Do the two share a day?"""
        return (self.end is None or other.since < self.end) and (other.end is None or self.since < other.end)
