"""What only what is known of this trade shows: figures far from printed ones, sizes that a State never reached.

Units: US dollars; yuan are compared at the rate of their year.
Sources: `Case.published` holds the casebook's printed figures, `Case.ceilings` the largest total of all trade that was printed
for a year, whoever compiled it.
A printed figure was revised, rounded and compiled by several: only a gap that none of them explains is said, and figures that are
off in one way are said together. Running totals under the heading of months are compared as what they are.
"""

from __future__ import annotations

from collections import defaultdict
from math import log10
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from yalu.trade.finding import Case, Claim, Finding, lines_of
from yalu.trade.flow import months_of
from yalu.trade.series import Line, line_of_series, named
from yalu.trade.traps.columns import running_rows, steps_of_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yalu.trade.flow import Flow

__all__ = ["above_ceiling", "against_published", "over_ceiling"]

_FAR = 1.6  # times a printed figure, or below it by as much: compilers with and without crude differ by less
_POWER = 1.25  # how near to a power of ten, or to the rate of the yuan
_TEN = 1.1  # how near to ten itself, which a good or bad year may come near
_OVER = 1.5  # times the largest year, which may have been topped since
_BUSY = 4.0  # the largest month against the mean of the largest year
_IN_YUAN = "the rate of the yuan"
_YUAN = 7.0  # a dollar, where the rate of the year is not held


def _rate(case: Case, flow: Flow) -> float:
    return case.rates.get(flow.since.year, _YUAN)


def _usd(case: Case, flow: Flow) -> float | None:
    """The value in dollars; None in a currency that is not converted here."""
    if flow.value is None or flow.currency not in ("USD", "CNY"):
        return None
    return flow.value / (_rate(case, flow) if flow.currency == "CNY" else 1.0)


class _Compared(NamedTuple):
    """A figure beside the printed one that is nearest to it, in dollars."""

    flow: Flow
    value: float
    printed: float

    @property
    def ratio(self) -> float:
        return self.value / self.printed


def against_published(case: Case) -> Iterator[Claim]:
    """Figures that stand far from what was printed of the same trade: by a unit, a currency, or another partner's."""
    groups: dict[tuple[str, str, str, str], list[_Compared]] = defaultdict(list)
    for flow in (*_months_and_years(case), *(flow for both in steps_of_runs(case) for flow in both[::-1])):
        about = (flow.reporter, flow.partner, flow.direction, flow.hs, flow.since, flow.until)
        printed = case.published.get(about)
        value = _usd(case, flow)
        if printed and value and value > 0 and flow.line and not flow.breakdown and flow.basis != "compiled":
            near = min(printed, key=lambda each: abs(log10(value / each)))
            groups[flow.vintage, flow.reporter, flow.partner, flow.currency].append(
                _Compared(flow, value, near)
            )
    for compared in groups.values():
        yield from _gaps(
            case, list({(each.flow.line, each.flow.column): each for each in compared[::-1]}.values())[::-1]
        )


def _months_and_years(case: Case) -> Iterator[Flow]:
    running = running_rows(case)
    return (flow for flow in case.flows if (flow.vintage, flow.line, flow.direction) not in running)


def _gaps(case: Case, compared: Sequence[_Compared]) -> Iterator[Claim]:
    """One claim for all figures that are off in one way, one for each that is off in none."""
    far = [each for each in compared if not 1 / _FAR < each.ratio < _FAR]
    ways: dict[str, list[_Compared]] = defaultdict(list)
    for each in far:
        ways[_way(case, each)].append(each)
    for way, factor in [(way, _factor(case, way, several)) for way, several in ways.items() if way]:
        if 2 * len(ways[way]) >= len(
            far
        ):  # figures of another month may be rounder, and follow the same way less closely
            loose = [each for each in ways.pop("", ()) if 1 / _FAR < each.ratio / factor < _FAR]
            ways[way] += loose
            ways[""] = [each for each in far if _way(case, each) == "" and each not in loose]
    for way, several in ways.items():
        if way:
            yield Claim([each.flow for each in several], _off(case, way, several, len(compared)))
            continue
        for each in several:
            yield Claim([each.flow], _differs(case, each), f"it was printed as {each.printed:,.0f}")


def _way(case: Case, each: _Compared) -> str:
    """How a figure is off: by the rate of the yuan, by a power of ten, or by nothing known."""
    power = round(log10(each.ratio))
    near_to = _TEN if abs(power) == 1 else _POWER
    if power and 1 / near_to < each.ratio / 10**power < near_to:
        return f"10 to the power {power}, as a unit read wrongly makes it"
    rate = _rate(case, each.flow)
    if each.flow.currency == "USD" and 1 / _POWER < each.ratio / rate < _POWER:
        return _IN_YUAN
    return ""


def _factor(case: Case, way: str, several: Sequence[_Compared]) -> float:
    if way == _IN_YUAN:
        return median(_rate(case, each.flow) for each in several)
    return float(10 ** round(log10(several[0].ratio)))


def _off(case: Case, way: str, several: Sequence[_Compared], of: int) -> Finding:
    first = several[0]
    why = f"{way}, {_rate(case, first.flow):.4g}; these may be yuan" if way == _IN_YUAN else way
    low, high = min(each.ratio for each in several), max(each.ratio for each in several)
    rest = f"; {len(several)} of {of} figures that can be compared are {low:.3g} to {high:.3g} times the printed ones"
    return Finding(
        kind="unit_change",
        severity="error",
        says=f"{named(first.flow)} is {first.value:,.0f} USD, {first.ratio:.4g} times the printed {first.printed:,.0f}"
        f"{rest if len(several) > 1 else ''}: {why}. No number was changed",
        rows=lines_of(case, (each.flow for each in several)),
        count=len(several),
        figures={"value": first.value, "printed": first.printed},
    )


def _differs(case: Case, each: _Compared) -> Finding:
    return Finding(
        kind="differs_from_published",
        severity="note",
        says=f"{named(each.flow)} is {each.value:,.0f} USD, {each.ratio:.4g} times the printed {each.printed:,.0f}. "
        "No number was changed",
        rows=lines_of(case, [each.flow]),
        figures={"value": each.value, "printed": each.printed},
    )


def over_ceiling(case: Case) -> Iterator[tuple[Flow, float]]:
    """Figures above all that a State ever traded in such a period, each with that."""
    for flow in _months_and_years(case):
        ceiling = _ceiling(case, line_of_series(flow))
        if (
            flow.line
            and not flow.running
            and not flow.breakdown
            and ceiling
            and (_usd(case, flow) or 0.0) > ceiling
        ):
            yield flow, ceiling


def _ceiling(case: Case, line: Line) -> float | None:
    most = next(
        (case.ceilings[each] for each in (line.partner, line.reporter) if each in case.ceilings), None
    )
    if most is None or not 0 < line.months <= 12:
        return None
    return most * _OVER * min(1.0, _BUSY * line.months / 12)


def above_ceiling(case: Case, over: Sequence[tuple[Flow, float]]) -> Iterator[Claim]:
    """One claim for each series with such figures: another unit, or another State under its code."""
    groups: dict[Line, list[tuple[Flow, float]]] = defaultdict(list)
    for flow, ceiling in over:
        groups[line_of_series(flow)].append((flow, ceiling))
    for several in groups.values():
        first, ceiling = several[0]
        flows = [flow for flow, _ in several]
        length = {1: "a month", 12: "a year"}.get(months_of(first), "such a period")
        finding = Finding(
            kind="implausible_size",
            severity="error",
            says=f"{named(first)} is {_usd(case, first):,.0f} USD, above the {ceiling:,.0f} that {length} of all its trade can "
            "be by the largest total ever printed: another unit, or another State under the code. No number was changed",
            rows=lines_of(case, flows),
            count=len(flows),
            figures={"value": _usd(case, first) or 0.0, "ceiling": ceiling},
        )
        yield Claim(flows, finding)
