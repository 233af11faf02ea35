"""Traps of partners: the South's trade under the North's code, a partner hidden in a remainder, two partners exchanged.

Units: US dollars for the size below which no spike is looked at.
Source: partner-years above 50 million and more than four times the median of their neighbours, in the reconciled trade of the
DPRK with all partners of 1995 to 2015, are nearly all South Korea's trade under the North's code.
Assumes nothing about the cause: real shipments (food aid) spike as well, so a spike is to be looked at, never removed.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from yalu.trade.finding import Case, Claim, Finding, LookAlike, counted, lines_of
from yalu.trade.flow import Flow, is_state, months_of
from yalu.trade.series import named, series_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SPIKE_TIMES", "SPIKE_USD", "hidden", "hiding", "missing_months", "spikes", "swapped"]

SPIKE_USD = 50e6  # a year
SPIKE_TIMES = 4.0
_MONTH_TIMES = 6.0  # months of all goods move with season and holidays
_GOODS_TIMES = 20.0  # and months of one product with single shipments
_DOLLARS = {"USD": 1.0, "CNY": 0.14}  # what one unit is worth, near enough for a floor
_NEIGHBOURS = 4  # periods on either side
_EITHER_SIDE = 2.0  # a step up that stays is growth: a spike is above both sides
_LIKE = 3.0  # within a factor of three of the other's usual size
_REMAINDERS = ("490", "TWN", "899", "Other Asia", "Other Africa", "577")
_OVER_NOISE = 4.0  # and several times what the remainder moves in other periods
_CLOSE = 0.5  # a remainder's jump that is at least half, at most double the missing partner


def _usual_size(flows: list[Flow], at: int, floor: float, times: float) -> float | None:
    """The median of the periods around, if the figure at `at` is far above it and above both sides; else None.

    The first of a series is none: what falls after it may be a ban, or a closed border.
    """
    value = flows[at].value or 0.0
    sides = [flows[max(0, at - _NEIGHBOURS) : at], flows[at + 1 : at + 1 + _NEIGHBOURS]]
    values = [[flow.value or 0.0 for flow in side] for side in sides]
    around = values[0] + values[1]
    if not values[0] or len(around) < 2 or value <= floor or value <= times * median(around):
        return None
    if not median(around) or any(side and value <= _EITHER_SIDE * median(side) for side in values):
        return None
    return median(around)


def spikes(case: Case) -> Iterator[Claim]:
    """Periods in which a small trader's figure is several times that of the periods around it."""
    small = {pair.small: pair for pair in case.look_alikes if pair.times}
    for line, series in series_of(case.flows).items():
        pair = small.get(line.partner) or small.get(line.reporter)
        if pair is None or line.months not in (1, 12) or (case.about and pair.small != case.about):
            continue
        if line.currency not in _DOLLARS:
            continue
        share, times = (1.0, SPIKE_TIMES) if line.months == 12 else (0.5, _MONTH_TIMES)
        if line.months == 1 and line.hs != "TOTAL":
            times = _GOODS_TIMES
        flows = list(series.values())
        for at in range(len(flows)):
            usual = _usual_size(flows, at, share * SPIKE_USD / _DOLLARS[line.currency], times)
            if usual is not None:
                yield _spike(case, pair, flows[at], usual)


def _spike(case: Case, pair: LookAlike, flow: Flow, usual: float) -> Claim:
    value = flow.value or 0.0
    reading = f"of {pair.large} under the code of {pair.small}, or a real shipment"
    finding = Finding(
        kind="north_south",
        severity="warning",
        says=f"{named(flow)}: {value / 1e6:,.0f} m {flow.currency}, the "
        f"{'months' if months_of(flow) == 1 else 'years'} around it {usual / 1e6:,.3g} m. "
        f"Trade {reading}: compare the other side and the goods",
        rows=lines_of(case, [flow]),
        figures={"value": value, "usual": usual},
    )
    return Claim([flow], finding, f"trade {reading}, would look alike")


def _by_place(case: Case) -> dict[tuple[str, str, str, int, str], dict[str, dict[date, Flow]]]:
    """Series by everything but the partner, then by partner."""
    found: dict[tuple[str, str, str, int, str], dict[str, dict[date, Flow]]] = defaultdict(dict)
    for line, series in series_of(case.flows).items():
        found[line.reporter, line.direction, line.hs, line.months, line.currency][line.partner] = series
    return found


def swapped(case: Case) -> Iterator[Claim]:
    """Periods in which two look-alikes have each other's usual size, all directions and goods of one reporter together."""
    swaps: dict[tuple[str, LookAlike], list[_Swap]] = defaultdict(list)
    moved: list[Claim] = []
    for (reporter, *_), partners in _by_place(case).items():
        for pair in case.look_alikes:
            if pair.times and pair.small in partners and pair.large in partners:
                small, large = partners[pair.small], partners[pair.large]
                if swap := _swap(pair, small, large):
                    swaps[reporter, pair].append(swap)
                moved.extend(_moved(case, pair, small, large))
    for (_, pair), several in swaps.items():
        yield _exchanged(case, pair, several)
    yield from moved


class _Swap(NamedTuple):
    """The figures that look exchanged, smaller trader first, and how many periods could be compared."""

    wrong: list[tuple[Flow, Flow]]
    shared: int


def _usual(series: dict[date, Flow]) -> float:
    return median(abs(flow.value or 0.0) for flow in series.values())


def _swap(pair: LookAlike, small: dict[date, Flow], large: dict[date, Flow]) -> _Swap | None:
    low, high = _usual(small), _usual(large)
    shared = sorted(small.keys() & large.keys())
    if low <= 0 or not shared:
        return None
    wrong = [
        (small[day], large[day])
        for day in shared
        if (small[day].value or 0) > max(_LIKE * low, SPIKE_USD)
        and 0 < (large[day].value or 0) < high / _LIKE
    ]
    if low > max(
        pair.times * high, SPIKE_USD
    ):  # all are exchanged: the smaller trader is never the larger for good
        wrong = [(small[day], large[day]) for day in shared]
    return _Swap(wrong, len(shared)) if wrong else None


def _exchanged(case: Case, pair: LookAlike, several: list[_Swap]) -> Claim:
    flows = [flow for swap in several for both in swap.wrong for flow in both]
    first, second = several[0].wrong[0]
    wrong, shared = sum(len(swap.wrong) for swap in several), sum(swap.shared for swap in several)
    finding = Finding(
        kind="north_south",
        severity="error",
        says=f"{named(first)} is {first.value:,.0f} and {named(second)} is {second.value:,.0f}: "
        f"{pair.small} trades far less than {pair.large}, so the two look exchanged in {wrong} of {shared} pairs of figures",
        rows=lines_of(case, flows),
        count=wrong,
    )
    return Claim(flows, finding)


def _moved(case: Case, pair: LookAlike, small: dict[date, Flow], large: dict[date, Flow]) -> Iterator[Claim]:
    """Periods in which the smaller trader falls to nothing and the larger rises by about the smaller's usual size."""
    filled = [day for day, flow in small.items() if flow.value]
    gone = [day for day in large if filled and day > filled[0] and day not in filled and day <= case.on]
    if len(filled) < 2 or not gone:
        return
    size = median(small[day].value or 0.0 for day in filled)
    plain = [large[day].value or 0.0 for day in filled if day in large]
    level = median(plain) if plain else 0.0
    noise = median(abs(value - level) for value in plain) if plain else 0.0
    moved = [
        large[day]
        for day in gone
        if _CLOSE * size <= (large[day].value or 0.0) - level <= size / _CLOSE
        and (large[day].value or 0.0) - level > _OVER_NOISE * noise
    ]
    if moved and len(moved) == len(gone):
        finding = Finding(
            kind="north_south",
            severity="error",
            says=f"{named(moved[0])} is {moved[0].value:,.0f}, about {size:,.0f} above its usual {level:,.0f}, where "
            f"{pair.small}, usually {size:,.0f}, has nothing, in {len(moved)} periods: "
            f"{pair.small} may stand under the name of {pair.large}",
            rows=lines_of(case, [*moved, *(small[day] for day in gone if day in small)]),
            count=len(moved),
        )
        yield Claim(moved, finding)


def hidden(case: Case) -> Iterator[Finding]:
    """A partner that is absent or zero in some periods while a remainder ("Other Asia") rises by about its size."""
    for claim in hiding(case):
        yield claim.finding


def hiding(case: Case) -> Iterator[Claim]:
    """The same with the zeros that it explains."""
    for (reporter, direction, _, length, _), partners in _by_place(case).items():
        rests = [name for name in partners if name in _REMAINDERS or name.startswith("Other")]
        for partner, series in partners.items():
            filled = (
                any(flow.value for flow in series.values())
                and next(iter(series.values())).basis == "recorded"
            )
            if (
                not filled
                or not is_state(partner)
                or partner in rests
                or (case.about and partner != case.about)
            ):
                continue
            calendar = sorted(
                {day for other in partners if other != partner for day in partners[other] if day <= case.on}
            )
            missing = [
                day for day in calendar if day > min(series) and (day not in series or not series[day].value)
            ]
            if missing and length:
                yield from _hiding(
                    case,
                    f"{reporter} {direction}, {partner}",
                    series,
                    missing,
                    {rest: partners[rest] for rest in rests},
                )


def _hiding(
    case: Case, what: str, series: dict[date, Flow], missing: list[date], rests: dict[str, dict[date, Flow]]
) -> Iterator[Claim]:
    usual = median(flow.value or 0.0 for flow in series.values() if flow.value)
    for rest, values in rests.items():
        plain = [flow.value or 0.0 for day, flow in values.items() if day not in missing]
        level = median(plain) if plain else 0.0
        noise = median(abs(value - level) for value in plain) if plain else 0.0
        rise = [(values[day].value or 0.0) - level for day in missing if day in values]
        if not rise or not plain:
            continue
        if median(rise) > _OVER_NOISE * noise and _CLOSE * usual <= median(rise) <= usual / _CLOSE:
            rises = [values[day] for day in missing if day in values]
            zeros = [series[day] for day in missing if day in series]
            yield Claim(zeros, _hidden(case, what, usual, median(rise), rest, rises, missing))
            return
    # Printed zeros are said as such, and what ends may have ended.
    absent = [day for day in missing if day not in series and day <= max(series)]
    if absent and sum(1 for flow in series.values() if flow.value) > len(absent):
        finding = Finding(
            kind="missing_period",
            severity="warning",
            says=f"{what} has no figure in {counted(len(absent), 'period')} that other partners have, from {absent[0]} to "
            f"{absent[-1]}"
            + (f"; it may be hidden in {' or '.join(rests)}, too large here to show it" if rests else ""),
            rows=lines_of(case, [max(series.values(), key=lambda flow: flow.since)]),
            count=len(absent),
        )
        yield Claim([], finding)


def _hidden(
    case: Case, what: str, usual: float, rise: float, rest: str, rises: list[Flow], missing: list[date]
) -> Finding:
    known = next(
        (
            f"; {each.says} ({each.source})"
            for each in case.breaks
            if each.kind == "hidden_partner"
            and f" {each.partner}" in what
            and any(each.since < flow.until and (each.end is None or flow.since < each.end) for flow in rises)
        ),
        "",
    )
    return Finding(
        kind="hidden_partner",
        severity="error",
        says=f"{what} has no figure in {counted(len(missing), 'period')} from {missing[0]}, in which {rest} rises by about "
        f"{rise:,.0f} (usual size {usual:,.0f}): it may be hidden there, or stand under that name{known}",
        rows=lines_of(case, rises),
        count=len(missing),
    )


def missing_months(case: Case) -> Iterator[Finding]:
    """Months inside a series for which a reporter's file holds no partner at all."""
    held: dict[tuple[str, str], set[date]] = defaultdict(set)
    for flow in case.flows:
        if flow.line and not flow.running and months_of(flow) == 1 and flow.since <= case.on:
            held[flow.reporter, flow.direction].add(flow.since)
    absent: dict[tuple[date, ...], list[str]] = defaultdict(list)
    for (reporter, direction), days in held.items():
        gaps = [day for last, here in pairwise(sorted(days)) for day in _between(last, here)]
        if gaps and len(gaps) < len(days):  # a list of single figures is no series
            absent[tuple(gaps)].append(f"{reporter} {direction}")
    for gap, series in absent.items():
        yield Finding(
            kind="missing_period",
            severity="warning",
            says=f"{', '.join(f'{day:%Y-%m}' for day in gap[:12])}: no figure of any partner for "
            f"{', '.join(sorted(series)[:6])}; "
            "a month that is not there is not zero, and a sum of months lacks it",
            rows=tuple(case.files.values())[:20],
            count=len(gap),
        )


def _between(last: date, here: date) -> Iterator[date]:
    day = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    while day < here:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
