"""Traps of units that a file declares: several currencies, running totals that are no sum of months, growth in two currencies.

Units: factors without a unit; 1 is no change.
Sources: yearly rates of the yuan in `data/yuan_rates.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yalu.trade.finding import Case, Claim, Finding, lines_of, spot
from yalu.trade.flow import Flow, goods_key, is_state, key_of, months_of
from yalu.trade.series import Pair, month_pairs, named, next_month, series_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["currency_growth", "declared_units", "running_totals"]

_TURN = 0.005  # a change of the rate that a growth of one decimal shows
_OFF = 0.05  # share by which a month may differ from the step of the running total before it is said


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
                says=f"{reporter or '?'} is printed in several currencies ({spans}); each stays as printed, and growth "
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
    for (_, _, partner), days in month_pairs(case.flows).items():
        for day, last in days.items():
            here = days.get(next_month(day))
            if here is None or day.year != here.month.since.year or not is_state(partner):
                continue
            gap = _step_gap(last, here)
            if gap and not (off and off[-1][0].until == here.month.since and _back(off[-1], here.month, gap)):
                off.append((here.month, gap))
    yield from _off_steps(case, off)
    yield from _off_years(case)


def _step_gap(last: Pair, here: Pair) -> float:
    """How much the step of the running total is above the month; 0 where it is near."""
    step = (here.total.value or 0) - (last.total.value or 0)
    month = here.month.value or 0
    return step - month if abs(step - month) > _OFF * max(abs(month), abs(step)) else 0.0


def _back(before: tuple[Flow, float], flow: Flow, gap: float) -> bool:
    """Does this step take back the gap of the month before? Then that month's running total alone was off."""
    first, gone = before
    same = (first.reporter, first.direction, first.partner) == (flow.reporter, flow.direction, flow.partner)
    return same and abs(gap + gone) < _OFF * abs(gone)


def _off_steps(case: Case, off: list[tuple[Flow, float]]) -> Iterator[Finding]:
    for flow, gap in off:
        if flow.partner == case.about:
            month = flow.value or 0.0
            yield Finding(
                kind="running_total", severity="warning",
                says=f"{named(flow)}: the month says {month:,.0f}, the step of the running total "
                f"{month + gap:,.0f} {flow.currency}: earlier months were changed by {gap:,.0f}, or one of the two is wrong",
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
    alike = list(_same_in_both(case))
    yield from (claim.finding for claim in alike)
    said = {spot(flow) for claim in alike for flow in claim.flows}
    grown = [
        flow
        for flow in case.flows
        if flow.growth is not None and flow.currency == "CNY" and spot(flow) not in said
    ]
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


def _same_in_both(case: Case) -> Iterator[Claim]:
    """One growth printed of a figure in yuan and in dollars, which the change of the rate excludes."""
    grown: dict[tuple[object, ...], dict[str, Flow]] = defaultdict(dict)
    for flow in case.flows:
        if flow.growth is not None and flow.currency in ("CNY", "USD"):
            grown[(*key_of(flow), goods_key(flow))].setdefault(flow.currency, flow)
    for both in grown.values():
        if len(both) < 2:
            continue
        flow, year = both["USD"], both["USD"].since.year
        rate, before = case.rates.get(year), case.rates.get(year - 1)
        if rate and before and both["CNY"].growth == flow.growth and abs(before / rate - 1) > _TURN:
            finding = Finding(
                kind="currency_growth", severity="warning",
                says=f"{named(flow)} prints {100 * (flow.growth or 0):+.1f} % in dollars and in yuan alike, though the rate "
                f"moved by {100 * (before / rate - 1):+.1f} %: one of the two is the growth of the other currency",
                rows=lines_of(case, both.values()), count=2, figures={"rate": rate, "rate_before": before},
            )  # fmt: skip
            yield Claim(list(both.values()), finding)


def _by_year(flows: Iterable[Flow]) -> dict[int, list[Flow]]:
    found: dict[int, list[Flow]] = defaultdict(list)
    for flow in flows:
        found[flow.since.year].append(flow)
    return dict(sorted(found.items()))
