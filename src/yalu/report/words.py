"""How does a page write a day, a period, an amount, a share, a name?

Units: tonnes, barrels and US dollars come in whole and are written in the largest unit that keeps the figure
(`1.64 Mt`, `63 M USD`, `41,973 bbl`); shares come as 0 to 1 and are written as per cent with a space before the sign.
Periods are half-open days; a whole month or year is written by its name.
"""

from __future__ import annotations

import re
import shlex
from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from yalu.assess.words import amount, capital, owner
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.model import StateJudgement

__all__ = [
    "MONTHS", "amount", "capital", "cite", "count_word", "long_month", "months_span", "number", "owner", "percent",
    "period", "recipe", "short_act", "short_day", "signed", "sourced", "tongues",
]  # fmt: skip

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERED = re.compile(r"((?:No\.|[A-Za-z]+) \d+) of \d{4}$")
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
_ADDRESS = re.compile(r"https?://[^\s;,]+")
_FOREIGN = re.compile(
    "(?P<ko>[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]+(?:[ ·]?[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]+)*)"
    "|(?P<ja>[\u4e00-\u9fff\u3400-\u4dbf々]*[\u3040-\u30ff]+[\u3040-\u30ff\u4e00-\u9fff]*)"
    "|(?P<zh>[\u4e00-\u9fff\u3400-\u4dbf]+(?:[()（）·、，]*[\u4e00-\u9fff\u3400-\u4dbf]+)*)"
    "|(?P<ru>[\u0400-\u04ff]+(?:[ -]?[\u0400-\u04ff]+)*)"
)


def tongues(text: str) -> Markup:
    """The text escaped for a page, each run in another script wrapped with the language it is set in.

    Han without kana or hangul is marked `zh`; the casebook has no finer tag.

    >>> tongues("RAKWON 락원 & Co")
    Markup('RAKWON <span lang="ko">락원</span> &amp; Co')
    """
    parts: list[str] = []
    end = 0
    for found in _FOREIGN.finditer(text):
        parts += [
            escape(text[end : found.start()]),
            f'<span lang="{found.lastgroup}">{escape(found.group())}</span>',
        ]
        end = found.end()
    return Markup("".join([*parts, escape(text[end:])]))  # noqa: S704  every part is escaped above


def signed(share: float) -> str:
    """A change as per cent with its sign; the minus is the typographic one.

    >>> signed(-0.026), signed(0.0857)
    ('−2.6 %', '+8.6 %')
    """
    return f"{share * 100:+.1f} %".replace("-", "−")


def recipe(judgement: StateJudgement) -> str:
    """The command that makes a judgement again."""
    files = "".join(f" --trade {shlex.quote(each.file)}" for each in judgement.files)
    return f"yalu assess {judgement.state} --on {judgement.on.isoformat()}{files}"


def sourced(text: str) -> Markup:
    """The text of a casebook row, escaped, with the addresses in it as links that a reader may follow.

    >>> sourced("Kyodo, http://a.example/1 ; b")
    Markup('Kyodo, <a href="http://a.example/1" rel="noreferrer">http://a.example/1</a> ; b')
    """
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        href = escape(found.group())
        parts += [tongues(text[end : found.start()]), f'<a href="{href}" rel="noreferrer">{href}</a>']
        end = found.end()
    return Markup("".join([*parts, tongues(text[end:])]))  # noqa: S704  every part is escaped above


def short_act(label: str) -> str:
    """An act by its number alone, where the axis gives its year and the plot its State.

    >>> short_act("MOFCOM and GACC notice 75 of 2016"), short_act("Annual Act of 2017")
    ('notice 75', 'Annual Act of 2017')
    """
    found = _NUMBERED.search(label)
    return found.group(1) if found else label


def count_word(count: int) -> str:
    """A count in words up to twelve, in figures above."""
    return _COUNTS[count] if 0 <= count < len(_COUNTS) else f"{count:,}"


def cite(text: str) -> str:
    """A cite as pages print it, or the text as it is if it is none.

    >>> cite("2321 26(b)"), cite("national list")
    ('2321 ¶26(b)', 'national list')
    """
    resolution, _, paragraph = text.partition(" ")
    return f"{resolution} ¶{paragraph}" if resolution.isdigit() and paragraph[:1].isdigit() else text


def number(value: float, digits: int = 3) -> str:
    """A number to so many significant digits, whole ones with thousands parted by commas.

    >>> number(1234.6), number(2.676), number(0.0063), number(2.0)
    ('1,235', '2.68', '0.0063', '2')
    """
    if value == 0:
        return "0"
    if abs(value) >= min(10 ** (digits - 1), 1000):
        return f"{value:,.0f}"
    text = f"{float(f'{value:.{digits}g}'):.10f}"
    return text.rstrip("0").rstrip(".")


def percent(share: float, digits: int = 0) -> str:
    """A share of 1 in per cent, with a space before the sign.

    >>> percent(0.18382, 1), percent(2.0)
    ('18.4 %', '200 %')
    """
    return f"{share * 100:,.{digits}f} %"


def long_month(day: date) -> str:
    """The month in full, for a caption."""
    return f"{_LONG[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """A day where its year is plain from the place."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def months_span(months: Sequence[date]) -> str:
    """From the first month to the last, for a caption.

    >>> from datetime import date
    >>> months_span([date(2016, 12, 1), date(2017, 11, 1)])
    'December 2016 to November 2017'
    """
    first, last = long_month(months[0]), long_month(months[-1])
    return first if first == last else f"{first} to {last}"


def period(since: date, until: date) -> str:
    """The half-open period as pages print it.

    >>> from datetime import date
    >>> period(date(2017, 9, 1), date(2017, 10, 1)), period(date(2019, 1, 1), date(2019, 9, 1))
    ('Sep 2017', 'Jan–Aug 2019')
    >>> period(date(2018, 1, 1), date(2020, 1, 1)), period(date(2016, 11, 30), date(2017, 1, 1))
    ('2018–2019', '30 Nov–31 Dec 2016')
    """
    last = until - timedelta(days=1)
    if since.day != 1 or until.day != 1:
        return _days(since, last)
    if since.month == 1 and until.month == 1:
        return f"{since.year}" if since.year == last.year else f"{since.year}–{last.year}"
    first_name, last_name = MONTHS[since.month - 1], MONTHS[last.month - 1]
    if since.year != last.year:
        return f"{first_name} {since.year}–{last_name} {last.year}"
    return (
        f"{first_name} {since.year}"
        if since.month == last.month
        else f"{first_name}–{last_name} {since.year}"
    )


def _days(since: date, last: date) -> str:
    if since >= last:
        return plain_day(since)
    return f"{short_day(since) if since.year == last.year else plain_day(since)}–{plain_day(last)}"
