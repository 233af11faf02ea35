"""Which flows make one series in time?

Shapes: a `Series` maps the start of each period to its flow, oldest first, for one reporter, partner, direction, goods and
currency, one length of period and one column. Rows broken down further, and running totals, are apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from yalu.trade.flow import Flow, goods_key, months_of

__all__ = [
    "Line",
    "Pair",
    "Pairs",
    "Series",
    "line_of_series",
    "month_pairs",
    "named",
    "next_month",
    "series_of",
]


class Line(NamedTuple):
    """What a series is about; goods without a code by their words."""

    reporter: str
    partner: str
    direction: str
    hs: str
    months: int
    currency: str
    basis: str


Series = Mapping[date, Flow]


def line_of_series(flow: Flow) -> Line:
    """The series that `flow` belongs to."""
    return Line(
        flow.reporter,
        flow.partner,
        flow.direction,
        goods_key(flow),
        months_of(flow),
        flow.currency,
        flow.basis,
    )


def series_of(
    flows: Iterable[Flow], keep: Callable[[Flow], bool] | None = None
) -> dict[Line, dict[date, Flow]]:
    """Series by what they are about; the first of several flows of one period stands, and parts without a whole as their sum."""
    found: dict[Line, dict[date, Flow]] = defaultdict(dict)
    parts: dict[Line, dict[date, list[Flow]]] = defaultdict(lambda: defaultdict(list))
    for flow in flows:
        if flow.value is None or flow.running or (keep and not keep(flow)):
            continue
        if not flow.breakdown:
            found[line_of_series(flow)].setdefault(flow.since, flow)
        elif flow.line and "=" in flow.breakdown:
            parts[line_of_series(flow)][flow.since].append(flow)
    for line, periods in parts.items():
        for since, several in periods.items():
            own = [flow for flow in several if flow.vintage == several[0].vintage]
            total = replace(own[0], value=sum(flow.value or 0.0 for flow in own), breakdown="")
            found[line].setdefault(since, total)
    return {line: dict(sorted(series.items())) for line, series in found.items()}


def named(flow: Flow) -> str:
    """A flow in words: "CHN export to PRK, 2701, 2013-05"."""
    to = {"import": "from", "re-import": "from", "total": "with"}.get(flow.direction, "to")
    goods = (
        f", {flow.hs}"
        if flow.hs not in ("TOTAL", "")
        else f", {flow.goods}"
        if flow.goods and not flow.hs
        else ""
    )
    return f"{flow.reporter or '?'} {flow.direction} {to} {flow.partner or '?'}{goods}, {_when(flow)}"


def _when(flow: Flow) -> str:
    length = months_of(flow)
    if length == 12 and flow.since.month == 1:
        return str(flow.since.year)
    if length == 1:
        return f"{flow.since:%Y-%m}"
    return f"{flow.since:%Y-%m-%d} to {flow.until:%Y-%m-%d}"


class Pair(NamedTuple):
    """A month and the running total printed with it."""

    month: Flow
    total: Flow


Pairs = Mapping[tuple[str, str, str], Mapping[date, Pair]]


def month_pairs(flows: Iterable[Flow]) -> Pairs:
    """Months with their running totals by reporter, direction and partner, then by the month's first day."""
    months: dict[tuple[str, str, str, str, int], Flow] = {}
    found: dict[tuple[str, str, str], dict[date, Pair]] = defaultdict(dict)
    plain = [flow for flow in flows if flow.value is not None and not flow.breakdown and flow.hs == "TOTAL"]
    for flow in plain:
        if months_of(flow) == 1 and not flow.running:
            months[flow.reporter, flow.direction, flow.partner, flow.vintage, flow.line] = flow
    for flow in plain:
        month = months.get((flow.reporter, flow.direction, flow.partner, flow.vintage, flow.line))
        if month is not None and flow.running and month.until == flow.until:
            found[flow.reporter, flow.direction, flow.partner][month.since] = Pair(month, flow)
    return found


def next_month(day: date) -> date:
    """The first day of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
