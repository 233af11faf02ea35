"""How does a judgement write an amount, a share, a period?

Amounts come in tonnes, barrels or US dollars and are printed in the largest unit that keeps the figure; shares are 0 to 1.
Periods are half-open days.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "amount", "both", "capital", "count_word", "days_of_month", "in_sentence", "month", "owner", "percent", "period", "plural",
]  # fmt: skip

_COUNTS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def amount(value: float, unit: str) -> str:
    """An amount as printed.

    >>> amount(1_640_000, "t"), amount(3035, "t"), amount(63e6, "USD"), amount(6.56e9, "USD"), amount(0, "t")
    ('1.64 Mt', '3,035 t', '63 M USD', '6.56 bn USD', '0 t')
    """
    for power, word in ((1e9, "bn "), (1e6, "M ")):
        if unit in ("USD", "CNY") and value >= power:
            return f"{_three(value / power)} {word}{unit}"
    if unit == "t" and value >= 1e5:
        return f"{_three(value / 1e6)} Mt"
    return f"{value:,.0f} {unit}"


def _three(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0") if value >= 10 else f"{value:.2f}"


def percent(share: float) -> str:
    """A share as per cent: one decimal below 100, whole from there on.

    >>> percent(0.183818), percent(1.998), percent(0.57)
    ('18.4 %', '200 %', '57 %')
    """
    hundredfold = share * 100
    text = f"{hundredfold:.0f}" if hundredfold >= 99.95 else f"{hundredfold:.1f}".removesuffix(".0")
    return f"{text} %"


def month(day: date) -> str:
    """The month of a day.

    >>> month(date(2017, 9, 3))
    'Sep 2017'
    """
    return f"{_MONTHS[day.month - 1]} {day.year}"


def period(since: date, until: date) -> str:
    """A half-open period by the shortest name that fits.

    >>> period(date(2019, 1, 1), date(2020, 1, 1)), period(date(2017, 9, 1), date(2017, 10, 1))
    ('2019', 'Sep 2017')
    >>> period(date(2019, 1, 1), date(2019, 9, 1)), period(date(2016, 11, 30), date(2017, 1, 1))
    ('Jan–Aug 2019', '30 Nov–31 Dec 2016')
    >>> period(date(2017, 8, 1), date(2017, 8, 5))
    '1–4 Aug 2017'
    """
    last = until - timedelta(days=1)
    if since.day != 1 or until.day != 1:
        start = plain_day(since)
        shared = f" {_MONTHS[last.month - 1]} {last.year}"
        return f"{start.removesuffix(shared).removesuffix(f' {last.year}')}–{plain_day(last)}"
    if since.month == until.month == 1:
        return str(since.year) if last.year == since.year else f"{since.year}–{last.year}"
    if (since.year, since.month) == (last.year, last.month):
        return month(since)
    if since.year == last.year:
        return f"{_MONTHS[since.month - 1]}–{month(last)}"
    return f"{month(since)}–{month(last)}"


def days_of_month(day: date) -> tuple[date, date]:
    """The first day of the month of a day and the first of the next."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def count_word(count: int, one: str) -> str:
    """A count in words up to twelve, with its word, for sentences.

    >>> count_word(6, "month"), count_word(36, "month")
    ('six months', '36 months')
    """
    return f"{_COUNTS[count] if count < len(_COUNTS) else f'{count:,}'} {one if count == 1 else f'{one}s'}"


def plural(count: int, one: str) -> str:
    """A count with its word.

    >>> plural(1, "month"), plural(6, "month")
    ('1 month', '6 months')
    """
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def both(parts: Iterable[str]) -> str:
    """Parts in one list: commas, and before the last.

    >>> both(["a", "b", "c"])
    'a, b and c'
    """
    listed = list(parts)
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)


_WITH_ARTICLE = frozenset(
    ("Bahamas", "Comoros", "Gambia", "Isle of Man", "Maldives", "Netherlands", "Philippines", "Seychelles")
)
_ENDS_WITH_ARTICLE = ("Islands", "Kingdom", "Republic", "States", "Emirates")


def in_sentence(name: str) -> str:
    """A State's name as a sentence uses it inside, with the article that it takes.

    >>> in_sentence("United Kingdom"), in_sentence("Philippines"), in_sentence("China")
    ('the United Kingdom', 'the Philippines', 'China')
    """
    return f"the {name}" if name in _WITH_ARTICLE or name.endswith(_ENDS_WITH_ARTICLE) else name


def owner(name: str) -> str:
    """The name as an owner.

    >>> owner("China"), owner("the United States")
    ('China’s', 'the United States’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def capital(text: str) -> str:
    """The text with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]
