"""What does one cell of a statistics table say: which number, which period, which currency and multiple?

Units: shares for growth, factors to single units of a currency (10,000 yuan is CNY times 10,000).
Days: periods are half-open. `2024年1-5月` is the running total of five months.
Assumes the dot parts decimals unless the reader says a comma does. A text that can be read in two ways is refused.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from yalu.terms.days import Span
from yalu.terms.errors import BadInput

__all__ = [
    "Money",
    "heading_key",
    "month_number",
    "month_span",
    "money",
    "months",
    "number",
    "period",
    "reads",
    "said",
    "year_or_part",
    "year_span",
]

_MISSING = frozenset(
    ("", "-", "--", "---", "—", "–", "－", "…", "...", "..", ":", "na", "n/a", "#n/a", "nan", "null", "none")
)
_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_COMMAS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_POINTS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]*)?|[+-]?[0-9]+(?:,[0-9]*)?")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079\u2460-\u2473]")  # ¹ is a footnote, and no digit
_SIGNS = str.maketrans({"\u2212": "-", "\ufe63": "-"})

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WHOLE_YEAR = ("0", "00", "52", "全年", "年度", "annual", "year", "연간")  # UN Comtrade writes 52
_MONTH_RUN = re.compile(r"([0-9]{1,2})\s*月?\s*(?:-|–|—|~|至|到|to)\s*([0-9]{1,2})\s*(?:月份?|월)?")
_MONTH_WORD = "|".join(f"{name[:3]}(?:{name[3:]}|\\.)?" if len(name) > 3 else name for name in _MONTHS)
_YEAR = re.compile(r"([0-9]{4})(?:\.0+)?\s*(?:年度?|년|г\.?)?")
_MONTH = re.compile(
    r"([0-9]{4})\s*(?:[-/.]|年|년|m|-m)\s*([0-9]{1,2})\s*(?:月份?|월)?|([0-9]{4})([0-9]{2})(?:\.0+)?"
)
_RUN = re.compile(
    r"([0-9]{4})\s*(?:年|년|[-/. ])\s*([0-9]{1,2})\s*月?\s*(?:-|–|—|~|至|到)\s*([0-9]{1,2})\s*(?:月份?|월)(?:累计)?"
)
_QUARTER = re.compile(r"([0-9]{4})\s*[-. ]?(?:年第?)?\s*q?([1-4])\s*(?:季度?|분기)?")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[/.]([0-9]{4})")
_DAY = re.compile(
    r"([0-9]{4})(?:[-/.]?([0-9]{2})[-/.]?([0-9]{2})|[-/.]([0-9]{1,2})[-/.]([0-9]{1,2}))"
    r"(?:[t ]00:00(?::00(?:\.0+)?)?z?)?"
)
_WORDS = re.compile(rf"({_MONTH_WORD})(?:\s*(?:-|–|to)\s*({_MONTH_WORD}))?[\s,/-]*([0-9]{{4}})")
_WORDS_LAST = re.compile(rf"([0-9]{{4}})[\s,/-]*({_MONTH_WORD})(?:\s*(?:-|–|to)\s*({_MONTH_WORD}))?")

# In this order: 美元 and 日元 hold 元.
_CURRENCIES = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (
            r"美元|美金|us\s?\$|usd|u\.s\. ?dollar|us ?dollar|dollar|долл(?:ар)?|달러|불(?![가-힣])|долл|\$",
            "USD",
        ),
        (r"欧元|歐元|\beur\b|eur(?![a-z])|euro(?!p)|€", "EUR"),
        (r"日元|日圆|円|\bjpy\b|\byen\b", "JPY"),
        (r"港元|港币|hkd|hk\$", "HKD"),
        (r"韩元|韓元|krw|₩", "KRW"),
        (r"卢布|\brub\b|ruble|rouble|руб", "RUB"),
        (r"人民币|人民幣|rmb|cny|yuan|위안|元|￥|¥", "CNY"),
    )
)
_SIGN = r"(?:usd|us ?\$|eur|cny|rmb)"  # beside which a single letter is a multiple: kUSD, USD m
_MULTIPLES = tuple(
    (re.compile(pattern), factor)
    for pattern, factor in (
        (r"亿|億|100 ?million|hundred million|억", 1e8),
        (r"billion|십억|\bbn\b|usdbn|млрд", 1e9),
        (rf"百万|百萬|million|백만|\bmln\b|\bmn\b|\bmio\b|млн|1,?000,?000|\bm(?={_SIGN})|{_SIGN} ?m\b", 1e6),
        (r"万|萬|10[ _]?k|10,000|10000|ten thousand|10 thousand|만", 1e4),
        (
            rf"千|仟|thousand|'000|’000|1,000|1000|(?<![0-9])1[ _]?k|천|тыс|(?<![a-z0-9])k(?![a-z])|\bk(?={_SIGN})",
            1e3,
        ),
        (r"百|hundred", 1e2),
    )
)


class Money(NamedTuple):
    """A currency and how many of its units one printed unit is."""

    currency: str
    factor: float


def heading_key(text: str) -> str:
    """What of a heading counts when two are compared: not its case, spaces or joints.

    >>> heading_key(" Trade_Value  (US$)")
    'tradevalue(us$)'
    """
    return re.sub(r"[\s_\-.'’:：]+", "", unicodedata.normalize("NFKC", text).casefold())


def number(text: str, decimal: str = ".") -> float | None:
    """The number a cell prints, None where it prints none ("-", "n/a", nothing).

    >>> number("1,234.5"), number("（12）"), number("—")
    (1234.5, -12.0, None)

    Raises:
        BadInput: words, or a number that can be read in two ways.
    """
    plain = text.strip()
    if _RAISED.search(plain):
        raise BadInput(f'"{_short(text)}" carries a mark of a footnote')
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain).translate(_SIGNS).strip()
    if plain.casefold() in _MISSING:
        return None
    sign = 1.0
    if plain.startswith("(") and plain.endswith(")"):
        sign, plain = -1.0, plain[1:-1]
    plain = _SPACES.sub("", plain)
    if decimal == "," and _POINTS.fullmatch(plain):
        return sign * float(plain.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(plain):
        return _finite(sign * float(plain), text)
    if decimal == "." and _COMMAS.fullmatch(plain):
        return sign * float(plain.replace(",", ""))
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", plain):
        raise BadInput(f'"{text.strip()}" can be read in two ways: commas part thousands here')
    raise BadInput(f'"{_short(text)}" is no number')


def said(text: str) -> str:
    """The words of a cell; none where they say that there is nothing.

    >>> said(" 2013 "), said("NA"), said("—")
    ('2013', '', '')
    """
    plain = text.strip()
    return "" if plain.casefold() in _MISSING else plain


def reads(text: str, decimal: str = ".") -> bool:
    """Does the cell print a number, or none?"""
    try:
        number(text, decimal)
    except BadInput:
        return False
    return True


def _finite(value: float, text: str) -> float:
    if value in (float("inf"), float("-inf")):
        raise BadInput(f'"{_short(text)}" is beyond any number held here')
    return value


def _short(text: str) -> str:
    plain = text.strip()
    return plain if len(plain) <= 40 else f"{plain[:37]}..."


def year_span(year: int) -> Span:
    """The calendar year.

    Raises:
        BadInput: a year outside 1900 to 2100, which no table of trade means.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadInput(f"{year} is no year of trade statistics")
    return Span(date(year, 1, 1), date(year + 1, 1, 1))


def months(year: int, first: int, last: int) -> Span:
    """From the first day of month `first` to the end of month `last` of one year.

    Raises:
        BadInput: a month outside 1 to 12, months in the wrong order, or an impossible year.
    """
    year_span(year)
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise BadInput(f"month {last if 1 <= first <= 12 else first} does not exist")
    if first > last:
        raise BadInput(f"months {first} to {last} run backwards")
    return Span(date(year, first, 1), date(year + last // 12, last % 12 + 1, 1))


def month_number(text: str) -> int:
    """The month a cell names: 3, 03, 3月, Mar, March.

    Raises:
        BadInput: no month.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold().removesuffix("份").removesuffix("月")
    plain = plain.removesuffix(".0").removesuffix("월").strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= 2:
        return int(plain)
    found = _named_month(plain) if re.fullmatch(_MONTH_WORD, plain) else 0
    if not found:
        raise BadInput(f'"{_short(text)}" is no month')
    return found


def month_span(year: int, text: str) -> Span:
    """What a cell beside a year names: a month, a run of months (1-8月), or the whole year (全年, annual, 52).

    Raises:
        BadInput: no month.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if plain in _WHOLE_YEAR:
        return year_span(year)
    if match := _MONTH_RUN.fullmatch(plain):
        return months(year, int(match[1]), int(match[2]))
    return months(year, month_number(text), month_number(text))


def _named_month(word: str) -> int:
    return next(at for at, name in enumerate(_MONTHS, 1) if name[:3] == word[:3])


def period(text: str) -> Span:
    """The period a cell names: a year, a quarter, a month, or a run of months of one year.

    >>> period("2024年1-5月").end
    datetime.date(2024, 6, 1)

    Raises:
        BadInput: no period, or one the calendar lacks.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if match := _YEAR.fullmatch(plain):
        return year_span(int(match[1]))
    if match := _RUN.fullmatch(plain):
        return months(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH.fullmatch(plain):
        year, month = (match[1], match[2]) if match[1] else (match[3], match[4])
        return months(int(year), int(month), int(month))
    if match := _QUARTER.fullmatch(plain):
        quarter = int(match[2])
        return months(int(match[1]), 3 * quarter - 2, 3 * quarter)
    if match := _WORDS.fullmatch(plain):
        first, last = _named_month(match[1]), _named_month(match[2] or match[1])
        return months(int(match[3]), first, last)
    if match := _WORDS_LAST.fullmatch(plain):
        return months(int(match[1]), _named_month(match[2]), _named_month(match[3] or match[2]))
    if match := _MONTH_FIRST.fullmatch(plain):
        return months(int(match[2]), int(match[1]), int(match[1]))
    if match := _DAY.fullmatch(plain):
        return _whole_month(int(match[1]), *_month_and_day(match), text)
    raise BadInput(f'"{_short(text)}" is no period')


def year_or_part(text: str) -> Span:
    """What a cell under the heading of a year names: the year, or the part of one that stands there instead.

    The first and the last day of a year are how some programs write the year.

    >>> year_or_part("2013-12-31").since, year_or_part("201305").since
    (datetime.date(2013, 1, 1), datetime.date(2013, 5, 1))

    Raises:
        BadInput: no period, or one the calendar lacks.
    """
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip().casefold())
    if match and _month_and_day(match) in {(1, 1), (12, 31)}:
        return year_span(int(match[1]))
    return period(text)


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    """Of a day written with two digits each, or with one where signs part them."""
    return int(match[2] or match[4]), int(match[3] or match[5])


def _whole_month(year: int, month: int, day: int, text: str) -> Span:
    """The month that its first or last day stands for; another day of it says nothing about a period."""
    span = months(year, month, month)
    last = (span.end or span.since).toordinal() - span.since.toordinal()
    if day not in (1, last):
        raise BadInput(f'"{_short(text)}" is a day; trade is counted by months and years')
    return span


def money(text: str) -> Money | None:
    """The currency and multiple that a heading, a unit cell or a title states; None where it states no currency.

    >>> money("出口额（万美元）"), money("Trade Value 1000USD"), money("CNY_10k")
    (Money(currency='USD', factor=10000.0), Money(currency='USD', factor=1000.0), Money(currency='CNY', factor=10000.0))
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    currency = next((code for pattern, code in _CURRENCIES if pattern.search(plain)), None)
    if currency is None:
        return None
    return Money(currency, next((factor for pattern, factor in _MULTIPLES if pattern.search(plain)), 1.0))
