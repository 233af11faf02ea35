"""Which month stands in another multiple or currency than the month before, for all partners alike, without a word?

Units: factors without a unit; 1 is no change.
A running total tells a change of unit from a change of trade: with total(t) = total(t-1) + month(t) in one unit, a month
printed in a unit f times finer has f = (total(t) - month(t)) / total(t-1), the same f for every partner.
Sources: yearly rates of the yuan in `data/yuan_rates.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from math import log10
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from yalu.trade.finding import Case, Claim, Finding, lines_of
from yalu.trade.flow import Flow, is_state
from yalu.trade.series import Line, month_pairs, next_month, series_of
from yalu.trade.traps.columns import runs_on

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["unit_shift"]

_SHIFT = 0.10  # share by which a factor of units must differ from 1
_SPREAD = 0.05  # and how closely partners must agree on it
_FEWEST = 5  # partners that must agree
_ALIKE = 1.25  # how near the factors of two directions are that shift together
_AGREE = 0.8  # share of partners that must jump the same way
_MOST = 40  # partners looked at where months alone must tell: the largest differ by a fifth at most
_JUMP = 1.25  # a month against the month before
_MOST_OF_IT = 0.8  # of the usual jump
_MAGNITUDE = 3.0  # the same where seasons or years move trade
_BACK = 0.15  # how near to the inverse of the last jump the way back is
_NEW_YEAR = (1, 2, 3)  # Chinese New Year moves a fifth of the trade between these months


class _Shift(NamedTuple):
    """One change of unit: whose figures, from which day, by which factor, seen on which flows, against what."""

    reporter: str
    direction: str
    day: date
    factor: float
    flows: list[Flow]
    against: str


def unit_shift(case: Case) -> Iterator[Claim]:
    """A month that is printed in another unit than the month before, for all partners alike, without a word."""
    pairs = month_pairs(case.flows)
    said: set[date] = set()
    before: dict[tuple[str, str, date], float] = {}
    by_day: dict[tuple[str, str, date], list[tuple[float, Flow]]] = defaultdict(list)
    for (reporter, direction, partner), days in pairs.items():
        for day, last in days.items():
            here = days.get(next_month(day))
            if here and is_state(partner) and day.year == here.month.since.year and last.total.value:
                step = ((here.total.value or 0) - (here.month.value or 0)) / last.total.value
                if step > 0 and here.month.currency == last.month.currency:
                    by_day[reporter, direction, here.month.since].append((step, here.month))
    shifts: list[tuple[_Shift, bool]] = []
    for (reporter, direction, day), steps in sorted(by_day.items(), key=lambda item: item[0][2]):
        factor = median(step for step, _ in steps)
        last_factor = before.get((reporter, direction, day), 1.0)
        back = abs(factor * last_factor - 1) < _SPREAD  # the unit of the month before last again
        before[reporter, direction, next_month(day)] = factor
        close = sum(1 for step, _ in steps if abs(step / factor - 1) < _SPREAD)
        if len(steps) >= _FEWEST and abs(factor - 1) > _SHIFT and close >= _AGREE * len(steps):
            said.add(day)
            flows = [flow for _, flow in steps]
            shifts.append((_Shift(reporter, direction, day, factor, flows, "running totals"), back))
    solved = {day for (_, _, day), steps in by_day.items() if len(steps) >= _FEWEST}
    shifts.extend(_jumps(case, said | solved | {next_month(day) for day in said}))
    yield from _claims(case, shifts)


def _claims(case: Case, shifts: list[tuple[_Shift, bool]]) -> Iterator[Claim]:
    """One claim for each shift away, of all directions that shift alike, over all figures until the shift back."""
    away = [shift for shift, back in shifts if not back]
    while away:
        first = away[0]
        alike = [
            shift
            for shift in away
            if (shift.reporter, shift.day) == (first.reporter, first.day)
            and 1 / _ALIKE < shift.factor / first.factor < _ALIKE
        ]
        away = [shift for shift in away if shift not in alike]
        flows = [flow for shift in alike for flow in _until_back(case, shift, shifts)]
        yield Claim(flows, _said(case, alike))


def _until_back(case: Case, shift: _Shift, shifts: list[tuple[_Shift, bool]]) -> list[Flow]:
    ends = [other.day for other, back in shifts if back and other.day > shift.day and other[:2] == shift[:2]]
    end = min(ends, default=date.max)
    return [
        flow
        for flow in case.flows
        if (flow.reporter, flow.direction) == shift[:2] and shift.day <= flow.since < end
    ]


def _jumps(case: Case, said: set[date]) -> Iterator[tuple[_Shift, bool]]:
    """The same from months alone: the largest partners all jump one way from the period before."""
    ratios: dict[tuple[str, str, int], dict[date, list[tuple[float, Flow]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for line, series in _largest(case).items():
        flows = [flow for flow in series.values() if flow.value]
        for last, here in pairwise(flows):
            if last.until != here.since:  # a missing month moves the season
                continue
            ratios[line.reporter, line.direction, line.months][here.since].append(
                ((here.value or 0) / (last.value or 1), here)
            )
    running = {(reporter, direction) for _, reporter, direction in runs_on(case)}
    for (reporter, direction, length), days in ratios.items():
        if (reporter, direction) in running:
            continue
        last_factor = 1.0
        for day, several in sorted(days.items()):
            factor = median(ratio for ratio, _ in several)
            jump = _JUMP if length == 1 and day.month not in _NEW_YEAR else _MAGNITUDE
            back, last_factor = abs(factor * last_factor - 1) < _BACK, factor
            if (
                len(several) < _FEWEST
                or day in said
                or not _one_way([ratio for ratio, _ in several], factor, jump)
            ):
                last_factor = 1.0
            else:
                flows = [flow for _, flow in several]
                yield _Shift(reporter, direction, day, factor, flows, "the months before"), back


def _largest(case: Case) -> dict[Line, dict[date, Flow]]:
    """Series of all goods of each reporter's largest partners, whose trade moves least by chance."""
    groups: dict[tuple[str, str, int, str], list[tuple[float, Line]]] = defaultdict(list)
    every = series_of(case.flows, lambda flow: flow.hs == "TOTAL")
    for line, series in every.items():
        if line.months in (1, 12) and is_state(line.partner) and len(series) > 1:
            size = median(flow.value or 0.0 for flow in series.values())
            groups[line.reporter, line.direction, line.months, line.currency].append((size, line))
    return {line: every[line] for group in groups.values() for _, line in sorted(group, reverse=True)[:_MOST]}


def _one_way(ratios: list[float], factor: float, jump: float) -> bool:
    """Is the usual ratio a jump, and do most go most of the way?"""
    if 1 / jump < factor < jump:
        return False
    far = [ratio > factor * _MOST_OF_IT if factor > 1 else ratio < factor / _MOST_OF_IT for ratio in ratios]
    return sum(far) >= _AGREE * len(ratios)


def _said(case: Case, alike: list[_Shift]) -> Finding:
    first = alike[0]
    factor = median(shift.factor for shift in alike)
    flows = [flow for shift in alike for flow in shift.flows]
    directions = ", ".join(sorted({shift.direction for shift in alike}))
    return Finding(
        kind="unit_change",
        severity="error",
        says=f"{first.reporter} {directions}: the figures of {first.day:%Y-%m} are {factor:.3g} times what "
        f"{first.against} allow, for {len({flow.partner for flow in flows})} partners alike: another unit"
        f"{_reading(case, first.day, factor)}. No number was changed",
        rows=lines_of(case, flows),
        count=len(flows),
        figures={"factor": factor},
    )


def _reading(case: Case, day: date, factor: float) -> str:
    """Which change of unit makes this factor, if a usual one does."""
    rate = case.rates.get(day.year) or case.rates.get(day.year - 1)
    usual = {
        "ten times finer": 10.0,
        "ten times coarser": 0.1,
        "10,000 times finer": 1e4,
        "1,000 times finer": 1e3,
    }
    if rate:
        usual |= {
            "10,000 yuan to 1,000 dollars": 10 / rate, "10,000 yuan to 10,000 dollars": 1 / rate,
            "10,000 yuan to dollars": 1e4 / rate, "1,000 dollars to 10,000 yuan": rate / 10, "dollars to yuan": rate,
            "10,000 yuan to million dollars": 0.01 / rate,
        }  # fmt: skip
    words, near = min(usual.items(), key=lambda item: abs(log10(factor / item[1])))
    return f" ({words} would be {near:.3g})" if abs(factor / near - 1) < 2 * _SPREAD else ""
