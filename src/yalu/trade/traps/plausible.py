"""Do printed figures fit each other: parts and whole, growth and levels, one year and the next?

Units: shares; figures are compared in one currency, one period, one reporter.
Assumes rounding to three digits at most: differences below `ROUNDED` of the whole, or below half a unit of the last printed digit
of a growth rate, say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from yalu.trade.finding import Case, Claim, Finding, lines_of
from yalu.trade.flow import WORLD, Flow, goods_key, is_state, months_of
from yalu.trade.series import named, series_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

__all__ = ["ROUNDED", "contradictions", "grown_tenfold", "powers_of_ten"]

ROUNDED = 0.015  # three printed digits on each of three figures
_SMALL = 1e6  # below this, rounding to the printed multiple is all there is
_GROWTH_OFF = 0.05  # in shares: two levels of two digits give growth within five points
_POWER = 1.6  # how near a ratio must be to a power of ten where a printed growth backs it
_NEAR_POWER = 1.25  # and where only the neighbours do
_STEP = 0.0005  # half of the last digit of a growth rate in per cent with one decimal
_PRINTED = 0.005  # half of the last of three digits
_WHOLE = 0.02  # a part may print this much above its whole by rounding


class _Where(NamedTuple):
    reporter: str
    partner: str
    since: date
    until: date
    currency: str
    statistics: str
    book: str


def _valued(case: Case) -> list[Flow]:
    return [flow for flow in case.flows if flow.value is not None and flow.currency]


def _where(flow: Flow) -> _Where:
    # In printed figures `breakdown` names whose statistics they are; in files a part is no figure of its own.
    # Two files may be of two publishers, or of two vintages: what differs between them is told as a revision.
    book = flow.vintage if flow.line else ""
    return _Where(flow.reporter, flow.partner, flow.since, flow.until, flow.currency, flow.breakdown, book)


def contradictions(case: Case) -> Iterator[Claim]:
    """Exports and imports that do not make their total, parts above their whole, growth that levels or parts do not give."""
    yield from _parts_and_total(case)
    yield from _part_and_whole(case)
    for flow, before, finding in _growth_and_levels(case):
        if finding.kind != "power_of_ten":
            yield Claim([flow, before], finding, "the growth printed with it does not fit either")
    yield from _growth_of_parts(case)


def _parts_and_total(case: Case) -> Iterator[Claim]:
    sides: dict[tuple[_Where, str, bool], dict[str, Flow]] = defaultdict(dict)
    for flow in _valued(case):
        sides[_where(flow), goods_key(flow), flow.running].setdefault(flow.direction, flow)
    for found in sides.values():
        if not {"export", "import", "total"} <= found.keys():
            continue
        parts = (found["export"].value or 0) + (found["import"].value or 0)
        total = found["total"].value or 0
        unit = 1.5e4 if max(abs(parts), abs(total)) >= 1e6 else 1e9
        if abs(parts - total) > max(ROUNDED * max(abs(parts), abs(total)), unit):
            finding = Finding(
                kind="parts_and_whole",
                severity="error",
                says=f"{named(found['total'])} is {total:,.0f}, its exports and imports sum to {parts:,.0f} "
                f"{found['total'].currency}",
                rows=lines_of(case, found.values()),
                figures={"total": total, "parts": parts},
            )
            flows = [found["total"], found["export"], found["import"]]
            yield Claim(
                flows, finding, f"exports and imports make {parts:,.0f}, not the total of {total:,.0f}"
            )


def _part_and_whole(case: Case) -> Iterator[Claim]:
    wholes: dict[tuple[_Where, str], Flow] = {}
    worlds: dict[tuple[object, ...], Flow] = {}
    for flow in _valued(case):
        if flow.hs == "TOTAL":
            wholes.setdefault((_where(flow), flow.direction), flow)
        if flow.partner == WORLD:
            worlds.setdefault(_goods_of(flow), flow)
    for flow in _valued(case):
        whole = wholes.get((_where(flow), flow.direction)) if flow.hs != "TOTAL" else None
        world = worlds.get(_goods_of(flow)) if is_state(flow.partner) else None
        both = wholes.get((_where(flow), "total")) if flow.direction in ("export", "import") else None
        for larger in (whole, world, both):
            if larger is not None and (flow.value or 0) > (larger.value or 0) * (1 + _WHOLE) + 1e4:
                finding = Finding(
                    kind="part_larger_than_whole",
                    severity="error",
                    says=f"{named(flow)} is {flow.value:,.0f}, more than {named(larger)}: "
                    f"{larger.value:,.0f} {flow.currency}",
                    rows=lines_of(case, [flow, larger]),
                    figures={"part": flow.value or 0, "whole": larger.value or 0},
                )
                yield Claim([flow, larger], finding, f"{named(flow)} is more than {named(larger)}")
                break


def _goods_of(flow: Flow) -> tuple[object, ...]:
    book = flow.vintage if flow.line else ""
    return flow.reporter, flow.direction, goods_key(flow), flow.since, flow.until, flow.currency, book


def _a_year_before(flow: Flow) -> Callable[[dict[date, Flow]], Flow | None]:
    day = flow.since.replace(year=flow.since.year - 1) if flow.since.day < 29 else None
    return lambda series: series.get(day) if day else None


def _lines(case: Case) -> dict[tuple[object, ...], dict[date, Flow]]:
    found: dict[tuple[object, ...], dict[date, Flow]] = defaultdict(dict)
    for flow in _valued(case):
        line = (
            flow.reporter,
            flow.partner,
            flow.direction,
            goods_key(flow),
            flow.currency,
            months_of(flow),
            flow.running,
            flow.basis if flow.line else "",
        )
        if not flow.line or not flow.breakdown:
            found[line].setdefault(flow.since, flow)
    return found


def _growth_and_levels(case: Case) -> Iterator[tuple[Flow, Flow, Finding]]:
    for series in _lines(case).values():
        for flow in series.values():
            before = _a_year_before(flow)(series)
            if before is None or not before.value or flow.growth is None or flow.value is None:
                continue
            got = flow.value / before.value - 1
            allowed = _GROWTH_OFF * max(1.0, abs(1 + flow.growth))
            if abs(got - flow.growth) <= allowed:
                continue
            power = _power((1 + got) / (1 + flow.growth)) if flow.growth > -1 else 0
            words = f"; the level looks {10.0**power:,.6g} times too large" if power else ""
            yield (
                flow,
                before,
                Finding(
                    kind="power_of_ten" if power else "growth_and_levels",
                    severity="error",
                    says=f"{named(flow)} prints {100 * flow.growth:+.1f} %, its levels give {100 * got:+.1f} % "
                    f"({before.value:,.0f} to {flow.value:,.0f} {flow.currency}){words}",
                    rows=lines_of(case, [flow, before]),
                    figures={"printed": flow.growth, "from_levels": got},
                ),
            )


def _power(ratio: float, near: float = _POWER) -> int:
    """The power of ten that `ratio` is near to; 0 for none."""
    if ratio <= 0:
        return 0
    power = round(log10(ratio))
    return power if power and 1 / near < ratio / 10**power < near else 0


def _growth_of_parts(case: Case) -> Iterator[Claim]:
    """Growth of exports, imports and total that no year before can give: the levels it implies do not add up."""
    sides: dict[_Where, dict[str, Flow]] = defaultdict(dict)
    for flow in case.flows:
        if flow.growth is not None and flow.growth > -1 and flow.hs == "TOTAL":
            sides[_where(flow)].setdefault(flow.direction, flow)
    for found in sides.values():
        if not {"export", "import", "total"} <= found.keys():
            continue
        total, rise, fall = found["total"], found["export"], found["import"]
        if any(flow.value is None for flow in found.values()):
            rates = [rise.growth or 0, fall.growth or 0]
            wrong = not min(rates) - _GROWTH_OFF / 10 <= (total.growth or 0) <= max(rates) + _GROWTH_OFF / 10
            implied = (0.0, 0.0)
        else:
            implied = (_before(rise) + _before(fall), _before(total))
            low, high = _before(rise, -1) + _before(fall, -1), _before(rise, 1) + _before(fall, 1)
            wrong = max(implied) > _SMALL and not (low <= _before(total, 1) and _before(total, -1) <= high)
        if wrong:
            finding = Finding(
                kind="growth_of_parts",
                severity="error",
                says=f"{named(total)} {100 * (total.growth or 0):+.1f} %, exports {100 * (rise.growth or 0):+.1f} %, imports "
                f"{100 * (fall.growth or 0):+.1f} %: the year before would be {implied[0]:,.0f} as parts and "
                f"{implied[1]:,.0f} as a total",
                rows=lines_of(case, found.values()),
                figures={"parts_before": implied[0], "total_before": implied[1]},
            )
            yield Claim(
                [total, rise, fall], finding, "growth of exports, imports and total do not go together"
            )


def _before(flow: Flow, end: int = 0) -> float:
    """The level a year before that value and growth imply; with `end` -1 or 1 the least or most that their rounding allows."""
    rate = max(1 + (flow.growth or 0.0) - end * _STEP, _STEP)
    return (flow.value or 0.0) * (1 + end * _PRINTED) / rate


def powers_of_ten(case: Case) -> Iterator[Claim]:
    """A figure of a series that stands a power of ten above or below both of its neighbours."""
    for line, series in series_of(case.flows).items():
        flows = [flow for flow in series.values() if flow.value and line.months in (1, 12)]
        if case.about and flows and case.about not in (flows[0].partner, flows[0].reporter):
            continue
        for last, here, following in zip(flows, flows[1:], flows[2:], strict=False):
            power = _power((here.value or 0) / (last.value or 1), _NEAR_POWER)
            same = power == _power((here.value or 0) / (following.value or 1), _NEAR_POWER)
            if power and same and here.growth is None and here.basis != "compiled":
                yield Claim([here], _tenfold(case, last, here, following, power))


def _tenfold(case: Case, last: Flow, here: Flow, following: Flow, power: int) -> Finding:
    return Finding(
        kind="power_of_ten",
        severity="warning",
        says=f"{named(here)} is {here.value:,.0f}, about {10.0**power:,.6g} times the figures before and after "
        f"({last.value:,.0f}, {following.value:,.0f} {here.currency}): a unit or a digit read wrongly makes that",
        rows=lines_of(case, [here]),
        figures={"value": here.value or 0, "before": last.value or 0, "after": following.value or 0},
    )


def grown_tenfold(case: Case) -> Iterator[Claim]:
    """Levels that are a power of ten off by the growth printed with them."""
    for flow, _, finding in _growth_and_levels(case):
        if finding.kind == "power_of_ten":
            yield Claim([flow], finding)
