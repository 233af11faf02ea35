"""Between which days was somebody born, as lists write it?

Days: intervals are half-open. "1951 to 1953" runs from 1 January 1951 to, and not including, 1 January 1954. Zeros and
letters for unknown digits ("00/00/1961", "15/08/19yy") widen the interval; a date in another calendar is left out, not converted.
Assumes day before month where both are numbers, as the UK and the EU write; OFAC and the UN name the month or write ISO.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from yalu.lists.model import BirthDate, Precision

__all__ = ["birth", "birth_in", "birth_years", "day_of"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CIRCA = re.compile(r"^(?:circa|approximately|approx\.?|about|around|ca?\.)\s*", re.IGNORECASE)
_ROUGHLY = re.compile(r"\s*\((?:approximative|approximate|circa)\)$", re.IGNORECASE)
_RANGE = re.compile(r"\s+(?:to|and|-|–)\s+|(?<=^\d{4})\s*[-–/]\s*(?=\d{4}$)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[0-9:.Z+-]+)?")
_NAMED = re.compile(r"(?:(\d{1,2})(?:[a-z]{2})?[\s.-]+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
_NUMBERS = re.compile(r"(\d{1,2}|[a-z]{2})[/.](\d{1,2}|[a-z]{2})[/.](\d{4}|\d{2}yy)", re.IGNORECASE)
_EARLIEST, _LATEST = 1800, 2100  # no list names anybody born outside; a year beyond is a slip of the pen

_Interval = tuple[date, date, Precision]


def birth(text: str, *, circa: bool = False) -> BirthDate | None:
    """The interval a text names, or None where it names none.

    >>> found = birth("circa Mar 1951")
    >>> found.since, found.until, found.precision, found.circa
    (datetime.date(1951, 3, 1), datetime.date(1951, 4, 1), 'month', True)
    """
    plain = " ".join(text.split()).strip(" .;,")
    bare = _ROUGHLY.sub("", _CIRCA.sub("", plain))
    rough = bare != plain
    bare = re.sub(r"^between\s+", "", bare, flags=re.IGNORECASE)
    ends = [_interval(_CIRCA.sub("", end)) for end in _RANGE.split(bare, maxsplit=1)]
    if not ends or any(end is None for end in ends):
        return None
    first, last = ends[0], ends[-1]
    if first is None or last is None or last[1] <= first[0]:
        return None
    precision: Precision = first[2] if len(ends) == 1 else "years"
    return BirthDate(since=first[0], until=last[1], precision=precision, circa=circa or rough, text=plain)


def birth_in(
    year: int, month: int | None = None, day: int | None = None, *, circa: bool = False
) -> BirthDate | None:
    """The interval of a year, of a month in it, or one day; an impossible month or day widens it."""
    found = _of(year, month or 0, day or 0)
    if found is None:
        return None
    text = "-".join(f"{part:02}" for part in (year, month, day) if part)
    return BirthDate(since=found[0], until=found[1], precision=found[2], circa=circa, text=text)


def birth_years(first: int, last: int, *, circa: bool = False) -> BirthDate | None:
    """From the start of one year to the end of another."""
    since, until = _of(first, 0, 0), _of(last, 0, 0)
    if since is None or until is None or until[1] <= since[0]:
        return None
    return BirthDate(
        since=since[0], until=until[1], precision="years", circa=circa, text=f"{first} to {last}"
    )


def day_of(text: str) -> date | None:
    """The one day a text names, in any of the lists' ways of writing; None where it names no single day."""
    found = _interval(text.strip())
    return found[0] if found and found[2] == "day" else None


def _interval(text: str) -> _Interval | None:
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part or 0) for part in found.groups())
        return _of(year, month, day)
    if (found := _NAMED.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        return _of(int(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1] or 0))
    if found := _NUMBERS.fullmatch(text):
        return _numbered(found[1], found[2], found[3])
    return None


def _numbered(day: str, month: str, year: str) -> _Interval | None:
    """Day, month and year as numbers, zeros and letters standing for what is not known."""
    if not year.isdigit():
        century = int(year[:2]) * 100
        return date(century, 1, 1), date(century + 100, 1, 1), "years"
    return _of(int(year), int(month) if month.isdigit() else 0, int(day) if day.isdigit() else 0)


def _of(year: int, month: int, day: int) -> _Interval | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    if not 1 <= month <= 12:
        return date(year, 1, 1), date(year + 1, 1, 1), "year"
    try:
        since = date(year, month, day)
    except (ValueError, OverflowError):
        end = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
        return date(year, month, 1), end, "month"
    return since, since + timedelta(days=1), "day"
