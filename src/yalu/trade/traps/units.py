"""Traps of units: a month in another multiple or currency, running totals that are no sum of months, growth in two currencies.

Units: factors without a unit; 1 is no change.
A running total tells a change of unit from a change of trade: with total(t) = total(t-1) + month(t) in one unit, a month
printed in a unit f times finer has f = (total(t) - month(t)) / total(t-1), the same f for every partner.
Sources: yearly rates of the yuan in `data/yuan_rates.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from math import log10
from statistics import median
from typing import NamedTuple

from yalu.trade.finding import Case, Claim, Finding, lines_of
from yalu.trade.flow import Flow, is_state, months_of
from yalu.trade.series import Line, named, series_of
from yalu.trade.traps.columns import runs_on

__all__ = ["currency_growth", "declared_units", "running_totals", "unit_shift"]

_OFF = 0.05  # share by which a month may differ from the step of the running total before it is said
_SHIFT = 0.10  # share by which a factor of units must differ from 1
_SPREAD = 0.05  # and how closely partners must agree on it
_FEWEST = 5  # partners that must agree
_AGREE = 0.8  # share of partners that must jump the same way
_MOST = 40  # partners looked at where months alone must tell: the largest differ by a fifth at most
_JUMP = 1.25  # a month against the month before
_MOST_OF_IT = 0.8  # of the usual jump
_MAGNITUDE = 3.0  # the same where seasons or years move trade
_BACK = 0.15  # how near to the inverse of the last jump the way back is
_NEW_YEAR = (1, 2, 3)  # Chinese New Year moves a fifth of the trade between these months


class _Pair(NamedTuple):
    """A month and the running total printed with it."""

    month: Flow
    total: Flow


_Pairs = Mapping[tuple[str, str, str], Mapping[date, _Pair]]


def _pairs(case: Case) -> _Pairs:
    """Months with their running totals by reporter, direction and partner, then by the month's first day."""
    months: dict[tuple[str, str, str, str, int], Flow] = {}
    found: dict[tuple[str, str, str], dict[date, _Pair]] = defaultdict(dict)
    plain = [
        flow for flow in case.flows if flow.value is not None and not flow.breakdown and flow.hs == "TOTAL"
    ]
    for flow in plain:
        if months_of(flow) == 1 and not flow.running:
            months[flow.reporter, flow.direction, flow.partner, flow.vintage, flow.line] = flow
    for flow in plain:
        month = months.get((flow.reporter, flow.direction, flow.partner, flow.vintage, flow.line))
        if month is not None and flow.running and month.until == flow.until:
            found[flow.reporter, flow.direction, flow.partner][month.since] = _Pair(month, flow)
    return found


def _next(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


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
    pairs = _pairs(case)
    said: set[date] = set()
    before: dict[tuple[str, str, date], float] = {}
    by_day: dict[tuple[str, str, date], list[tuple[float, Flow]]] = defaultdict(list)
    for (reporter, direction, partner), days in pairs.items():
        for day, last in days.items():
            here = days.get(_next(day))
            if here and is_state(partner) and day.year == here.month.since.year and last.total.value:
                step = ((here.total.value or 0) - (here.month.value or 0)) / last.total.value
                if step > 0 and here.month.currency == last.month.currency:
                    by_day[reporter, direction, here.month.since].append((step, here.month))
    shifts: list[tuple[_Shift, bool]] = []
    for (reporter, direction, day), steps in sorted(by_day.items(), key=lambda item: item[0][2]):
        factor = median(step for step, _ in steps)
        last_factor = before.get((reporter, direction, day), 1.0)
        back = abs(factor * last_factor - 1) < _SPREAD  # the unit of the month before last again
        before[reporter, direction, _next(day)] = factor
        close = sum(1 for step, _ in steps if abs(step / factor - 1) < _SPREAD)
        if len(steps) >= _FEWEST and abs(factor - 1) > _SHIFT and close >= _AGREE * len(steps):
            said.add(day)
            flows = [flow for _, flow in steps]
            shifts.append((_Shift(reporter, direction, day, factor, flows, "running totals"), back))
    solved = {day for (_, _, day), steps in by_day.items() if len(steps) >= _FEWEST}
    shifts.extend(_jumps(case, said | solved | {_next(day) for day in said}))
    yield from _claims(case, shifts)


def _claims(case: Case, shifts: list[tuple[_Shift, bool]]) -> Iterator[Claim]:
    """One claim for each shift away, over all figures until the shift back."""
    for shift, back in shifts:
        if back:
            continue
        ends = [
            other.day
            for other, returns in shifts
            if returns and other.day > shift.day and other[:2] == shift[:2]
        ]
        end = min(ends, default=date.max)
        flows = [
            flow
            for flow in case.flows
            if (flow.reporter, flow.direction) == shift[:2] and shift.day <= flow.since < end
        ]
        yield Claim(flows, _said(case, shift))


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


def _said(case: Case, shift: _Shift) -> Finding:
    return Finding(
        kind="unit_change",
        severity="error",
        says=f"{shift.reporter} {shift.direction}: the figures of {shift.day:%Y-%m} are {shift.factor:.3g} times what "
        f"{shift.against} allow, for {len(shift.flows)} partners alike: another unit"
        f"{_reading(case, shift.day, shift.factor)}. No number was changed",
        rows=lines_of(case, shift.flows),
        count=len(shift.flows),
        figures={"factor": shift.factor},
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


def declared_units(case: Case) -> Iterator[Finding]:
    """Several currencies in what one reporter prints: levels and growth are not comparable between them."""
    held: dict[str, dict[str, list[Flow]]] = defaultdict(lambda: defaultdict(list))
    for flow in case.flows:
        if flow.currency and flow.line:
            held[flow.reporter][flow.currency].append(flow)
    for reporter, currencies in held.items():
        if len(currencies) > 1 and _side_by_side(currencies.values()):
            first = [flows[0] for flows in currencies.values()]
            yield Finding(
                kind="two_currencies", severity="note",
                says=f"{reporter or '?'} is printed in {' and '.join(sorted(currencies))} side by side; take one of them",
                rows=lines_of(case, first), count=len(currencies),
            )  # fmt: skip
        elif len(currencies) > 1:
            spans = "; ".join(
                f"{currency} from {min(flow.since for flow in flows)} to {max(flow.until for flow in flows)}"
                for currency, flows in sorted(currencies.items())
            )
            yield Finding(
                kind="unit_change", severity="warning",
                says=f"{reporter} is printed in several currencies ({spans}); each stays as printed, and growth "
                f"across them is no growth",
                rows=lines_of(case, (flows[0] for flows in currencies.values())), count=len(currencies),
            )  # fmt: skip


def _side_by_side(currencies: Iterable[list[Flow]]) -> bool:
    """Do all currencies print the same partners and periods?"""
    held = [
        {(flow.partner, flow.direction, flow.since, flow.until) for flow in flows} for flows in currencies
    ]
    return all(each == held[0] for each in held)


def running_totals(case: Case) -> Iterator[Finding]:
    """Months that are not the step of the running total: earlier months were revised, or one of the two is wrong."""
    off: list[tuple[Flow, float]] = []
    for (_, _, partner), days in _pairs(case).items():
        for day, last in days.items():
            here = days.get(_next(day))
            if here is None or day.year != here.month.since.year or not is_state(partner):
                continue
            step = (here.total.value or 0) - (last.total.value or 0)
            month = here.month.value or 0
            if abs(step - month) > _OFF * max(abs(month), abs(step)):
                off.append((here.month, step - month))
    yield from _off_steps(case, off)
    yield from _off_years(case)


def _off_steps(case: Case, off: list[tuple[Flow, float]]) -> Iterator[Finding]:
    for flow, gap in off:
        if flow.partner == case.about:
            month = flow.value or 0.0
            yield Finding(
                kind="running_total", severity="warning",
                says=f"{named(flow)}: the month says {month:,.0f}, the step of the running total "
                f"{month + gap:,.0f} {flow.currency}: "
                f"earlier months were changed by {gap:,.0f}",
                rows=lines_of(case, [flow]), figures={"month": month, "step": month + gap},
            )  # fmt: skip
    others = [flow for flow, _ in off if flow.partner != case.about]
    if others:
        places = len({flow.partner for flow in others})
        yield Finding(
            kind="running_total", severity="note",
            says=f"{len(others)} other months of {places} partners differ by over 5 % from the step of their running total: the "
            "publisher revises earlier months, so a sum of months is not the running total",
            rows=lines_of(case, others), count=len(others),
        )  # fmt: skip


def _off_years(case: Case) -> Iterator[Finding]:
    """Years against the sum of their twelve months, where both are printed."""
    every = series_of(case.flows, lambda flow: months_of(flow) in (1, 12))
    for line, series in every.items():
        monthly = every.get(line._replace(months=1), {})
        if line.months != 12 or not monthly:
            continue
        for day, year in series.items():
            parts = [flow for start, flow in monthly.items() if start.year == day.year]
            total = sum(flow.value or 0 for flow in parts)
            if len(parts) == 12 and abs(total - (year.value or 0)) > _OFF / 5 * max(total, year.value or 0):
                yield Finding(
                    kind="running_total", severity="warning",
                    says=f"{named(year)} is {year.value:,.0f}, the sum of its months {total:,.0f} {year.currency}",
                    rows=lines_of(case, [year, *parts]), figures={"year": year.value or 0, "months": total},
                )  # fmt: skip


def currency_growth(case: Case) -> Iterator[Finding]:
    """Growth printed of figures in yuan: in dollars it is another number, by the change of the rate."""
    grown = [flow for flow in case.flows if flow.growth is not None and flow.currency == "CNY"]
    for year, flows in _by_year(grown).items():
        rate, before = case.rates.get(year), case.rates.get(year - 1)
        if not rate or not before:
            continue
        turn = before / rate - 1
        flow = next((each for each in flows if each.partner == case.about), flows[0])
        grown_by = flow.growth or 0.0
        yield Finding(
            kind="currency_growth", severity="note",
            says=f"growth of {year} is in yuan; in dollars it is {100 * turn:+.1f} % on top by the rate of the "
            f"year ({before:.4g} to {rate:.4g}): "
            f"{named(flow)} {100 * grown_by:+.1f} % is about {100 * ((1 + grown_by) * (1 + turn) - 1):+.1f} %",
            rows=lines_of(case, [flow]), count=len(flows), figures={"rate": rate, "rate_before": before},
        )  # fmt: skip


def _by_year(flows: Iterable[Flow]) -> dict[int, list[Flow]]:
    found: dict[int, list[Flow]] = defaultdict(list)
    for flow in flows:
        found[flow.since.year].append(flow)
    return dict(sorted(found.items()))
