"""Traps that only what is known of this trade shows: figures far from printed ones, sizes that a State never reached.

Units: US dollars; yuan are compared at the rate of their year.
Sources: `Case.published` holds the casebook's printed figures, `Case.ceilings` the largest total of all trade that was printed
for a year, whoever compiled it.
A printed figure was revised, rounded and compiled by several: only a gap that none of them explains is said.
"""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from yalu.trade.finding import Case, Finding, lines_of, told
from yalu.trade.flow import months_of
from yalu.trade.series import Line, named, series_of
from yalu.trade.traps.columns import running_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yalu.trade.flow import Flow

__all__ = ["above_ceiling", "against_published"]

_FAR = 1.6  # times a printed figure, or below it by as much: compilers with and without crude differ by less
_POWER = 1.25  # how near to a power of ten, or to the rate of the yuan
_TEN = 1.1  # how near to ten itself, which a good or bad year may come near
_OVER = 1.5  # times the largest year, which may have been topped since
_BUSY = 4.0  # the largest month against the mean of the largest year
_YUAN = 7.0  # a dollar, where the rate of the year is not held


def _usd(case: Case, flow: Flow) -> float | None:
    """The value in dollars; None in a currency that is not converted here."""
    if flow.value is None or flow.currency not in ("USD", "CNY"):
        return None
    rate = case.rates.get(flow.since.year, _YUAN) if flow.currency == "CNY" else 1.0
    return flow.value / rate


def against_published(case: Case) -> Iterator[Finding]:
    """Figures that stand far from what was printed of the same trade: by a unit, a currency, or another partner's."""
    yield from told(case, _against_published(case))


def _against_published(case: Case) -> Iterator[tuple[Flow, Finding]]:
    running = running_rows(case)
    for flow in case.flows:
        printed = case.published.get(
            (flow.reporter, flow.partner, flow.direction, flow.hs, flow.since, flow.until)
        )
        value = _usd(case, flow)
        if (
            not printed
            or not value
            or value < 0
            or not flow.line
            or flow.breakdown
            or flow.basis == "compiled"
            or (flow.vintage, flow.line, flow.direction) in running
        ):
            continue
        near = min(printed, key=lambda each: abs(log10(value / each)))
        ratio = value / near
        if 1 / _FAR < ratio < _FAR:
            continue
        yield flow, _far(case, flow, value, near)


def _far(case: Case, flow: Flow, value: float, near: float) -> Finding:
    ratio = value / near
    power = round(log10(ratio))
    rate = case.rates.get(flow.since.year, _YUAN)
    near_to = _TEN if abs(power) == 1 else _POWER
    unit = power and 1 / near_to < ratio / 10**power < near_to
    yuan = 1 / _POWER < ratio / rate < _POWER and flow.currency == "USD"
    why = (
        f": 10 to the power {power}, as a unit read wrongly makes it"
        if unit
        else f": the rate of the yuan, {rate:.4g}; these may be yuan"
        if yuan
        else ""
    )
    return Finding(
        kind="unit_change" if unit or yuan else "differs_from_published",
        severity="error" if unit or yuan else "note",
        says=f"{named(flow)} is {value:,.0f} USD, {ratio:.4g} times the printed {near:,.0f}{why}. No number was changed",
        rows=lines_of(case, [flow]),
        figures={"value": value, "printed": near},
    )


def above_ceiling(case: Case) -> Iterator[Finding]:
    """Figures above all that a State ever traded in a year: another unit, or another State under its code."""
    yield from told(case, _above_ceiling(case))


def _above_ceiling(case: Case) -> Iterator[tuple[Flow, Finding]]:
    running = running_rows(case)
    for line, series in series_of(
        case.flows, lambda f: bool(f.line) and (f.vintage, f.line, f.direction) not in running
    ).items():
        ceiling = _ceiling(case, line)
        if ceiling is None:
            continue
        over = [flow for flow in series.values() if (_usd(case, flow) or 0.0) > ceiling]
        if over:
            yield over[0], _over(case, over, ceiling)


def _ceiling(case: Case, line: Line) -> float | None:
    most = next(
        (case.ceilings[each] for each in (line.partner, line.reporter) if each in case.ceilings), None
    )
    if most is None or not 0 < line.months <= 12:
        return None
    return most * _OVER * min(1.0, _BUSY * line.months / 12)


def _over(case: Case, over: Sequence[Flow], ceiling: float) -> Finding:
    first = over[0]
    length = {1: "a month", 12: "a year"}.get(months_of(first), "such a period")
    return Finding(
        kind="implausible_size",
        severity="error",
        says=f"{named(first)} is {_usd(case, first):,.0f} USD, above the {ceiling:,.0f} that {length} of all its trade can be by "
        "the largest total ever printed: another unit, or another State under the code. No number was changed",
        rows=lines_of(case, over),
        count=len(over),
        figures={"value": _usd(case, first) or 0.0, "ceiling": ceiling},
    )
