"""Which period does a row name, and if none, why?

Days: periods are half-open. A year and a month beside it, a column that holds the period whole, or a first and a last day.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from yalu.terms.days import Span, parse_day
from yalu.terms.errors import BadInput
from yalu.trade.cells import month_span, period, said, year_or_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.trade.layout import Layout

__all__ = ["parse_span", "period_columns", "why_no_span"]

_SUM = re.compile(r"(?:合|总|小|累)计|합계|итого|(?:sub|grand )?total|sum", re.IGNORECASE)


def period_columns(layout: Layout) -> tuple[int, ...]:
    """The columns whose words make the period."""
    columns = (layout.year, layout.month, layout.period, layout.first_day, layout.last_day)
    return tuple(column for column in columns if column >= 0)


def parse_span(layout: Layout, cells: Sequence[str]) -> Span | BadInput:
    """The period of a row, or why it has none."""
    try:
        return _span(layout, cells)
    except BadInput as error:
        return error


def _span(layout: Layout, cells: Sequence[str]) -> Span:
    if layout.first_day >= 0:
        return Span.through(
            parse_day(cells[layout.first_day].strip()), parse_day(cells[layout.last_day].strip())
        )
    year = year_or_part(cells[layout.year]) if _says(layout.year, cells) else None
    if _says(layout.period, cells):
        return _agreed(period(cells[layout.period]), year)
    if year is None:
        raise BadInput("no period is given")
    if _says(layout.month, cells):
        return _agreed(month_span(year.since.year, cells[layout.month]), year)
    return year


def _says(column: int, cells: Sequence[str]) -> bool:
    return 0 <= column < len(cells) and bool(said(cells[column]))


def _agreed(span: Span, year: Span | None) -> Span:
    """The period, if it lies in what the cell of the year names."""
    if year is None or year.since <= span.since < (year.end or date.max):
        return span
    raise BadInput(f"a period from {span.since} is not of the year beside it, from {year.since}")


def why_no_span(layout: Layout, cells: Sequence[str]) -> tuple[str, int]:
    """The kind of doubt about a row without a period, and the column; no kind for a note, which has no digit in its place."""
    columns = period_columns(layout)
    sums = next((column for column in columns if _SUM.fullmatch(cells[column].strip())), -1)
    if sums >= 0 and len(columns) > 1:
        return "sum_row", sums
    if not any(sign.isdigit() for column in columns for sign in cells[column]):
        return "", columns[0] if columns else -1
    if _says(layout.period, cells):
        return "impossible_period", layout.period
    return "impossible_period", layout.month if _says(layout.month, cells) else columns[0]
