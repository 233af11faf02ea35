"""Traps that are known beforehand: breaks of series, zeros that customs print where goods go on crossing.

Sources: each row of `data/series_breaks.csv` names its own.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from yalu.trade.finding import Break, Case, Claim, Finding, lines_of, spot
from yalu.trade.flow import Flow, is_state
from yalu.trade.series import named, series_of
from yalu.trade.traps.partners import hiding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

__all__ = ["known_breaks", "zeros"]

_FEW = 5  # partners that a period needs before "all of them are zero" says anything
_RUN = 3  # periods of trade before, and two zeros after, that make an end of the series worth a look
_FULL = 0.5  # a zero between two positive figures is odd where the series is mostly positive


def _touches(each: Break, flow: Flow) -> bool:
    if each.reporter and each.reporter != flow.reporter:
        return False
    if each.partner not in (flow.partner, flow.reporter) and each.partner:
        return False
    if each.reporter == "" and each.partner == flow.reporter and flow.basis == "recorded":
        return False
    if each.direction and flow.direction not in (each.direction, "total"):
        return False
    if each.hs and not flow.hs:
        return False
    if each.hs and flow.hs != "TOTAL" and not flow.hs.startswith(each.hs) and not each.hs.startswith(flow.hs):
        return False
    return flow.until > each.since and (each.end is None or flow.since < each.end)


def known_breaks(case: Case) -> Iterator[Finding]:
    """Figures of a period in which the series is known to mean something else."""
    pair = {flow.reporter for flow in case.flows} | {flow.partner for flow in case.flows}
    for each in case.breaks:
        if each.partner and each.partner not in pair:
            continue
        touched = [flow for flow in case.flows if _touches(each, flow)]
        gone = next(_vanished(case, each, touched), None) if each.hs else None
        if gone:
            yield gone.finding
        elif touched and not (each.kind == "hidden_partner" and _is_seen(case)):
            yield Finding(
                kind=each.kind, severity="note", says=f"{each.says} ({each.source})",
                rows=lines_of(case, touched), count=len(touched),
            )  # fmt: skip


def _is_seen(case: Case) -> bool:
    """Does the file itself show where the partner is hidden? Then that is said, with what is known of it."""
    return any(claim.finding.kind == "hidden_partner" for claim in hiding(case))


def _vanished(case: Case, each: Break, touched: list[Flow]) -> Iterator[Claim]:
    """Goods that a known break takes from the books: recorded before, zero or no longer there after."""
    pair = [flow for flow in case.flows if (flow.reporter, flow.partner) == (each.reporter, each.partner)]
    of_goods = [flow for flow in pair if flow.hs.startswith(each.hs) and flow.direction == each.direction]
    before = [flow for flow in of_goods if flow.until <= each.since and flow.value]
    after = [flow for flow in of_goods if flow.since >= each.since]
    others = [
        flow
        for flow in pair
        if flow.since >= each.since and flow.hs != "TOTAL" and flow.direction == each.direction
    ]
    kept = {id(flow) for flow in after}
    if before and others and not any(flow.value for flow in after):
        ends = max(flow.until for flow in before) - timedelta(days=1)
        last = [flow for flow in before if flow.until > ends]
        told_of = [*(after or last), *(flow for flow in touched if id(flow) not in kept)]
        how = "zero" if after else "no longer there"
        finding = Finding(
            kind=each.kind,
            severity="warning",
            says=f"{each.hs} is recorded until {ends} and {how} from {min(flow.since for flow in others)}: {each.says}",
            rows=lines_of(case, told_of),
            count=len(told_of),
        )
        yield Claim(after, finding)


def _explained(case: Case) -> set[tuple[str, int, str, str]]:
    """Zeros that a known break or a remainder explains, which are said with it."""
    claims = [*hiding(case)]
    for each in case.breaks:
        if each.hs:
            claims.extend(_vanished(case, each, [flow for flow in case.flows if _touches(each, flow)]))
    return {spot(flow) for claim in claims for flow in claim.flows}


def zeros(case: Case) -> Iterator[Finding]:
    """Zeros that are not zero trade: whole periods of them, gaps inside a series, values without goods or goods without."""
    yield from _empty_periods(case)
    yield from _gaps(case, _explained(case))
    odd = [
        flow for flow in case.flows
        if flow.quantity is not None and flow.value is not None and (flow.value == 0) != (flow.quantity == 0)
    ]  # fmt: skip
    no_value = [flow for flow in odd if flow.value == 0]
    no_goods = [flow for flow in odd if flow.quantity == 0 and flow.hs != "TOTAL"]
    for flows, says in (
        (no_value, "goods without a value"),
        (no_goods, "a value without goods (0 stands for no weight reported)"),
    ):
        if flows:
            yield Finding(
                kind="zero_not_zero", severity="warning", says=f"{len(flows)} rows print {says}, as in {named(flows[0])}",
                rows=lines_of(case, flows), count=len(flows),
            )  # fmt: skip


def _empty_periods(case: Case) -> Iterator[Finding]:
    """Periods in which every partner is zero while other periods are not: the publisher holds nothing there."""
    periods: dict[tuple[str, str, str], dict[date, list[Flow]]] = defaultdict(lambda: defaultdict(list))
    for flow in case.flows:
        if flow.value is not None and flow.line:
            periods[flow.vintage, flow.reporter, flow.direction][flow.since].append(flow)
    for by_day in periods.values():
        empty = [
            flows for flows in by_day.values() if len(flows) >= _FEW and not any(flow.value for flow in flows)
        ]
        if empty and len(empty) < len(by_day):
            flows = [flow for several in empty for flow in several]
            days = sorted({flow.since for flow in flows})
            yield Finding(
                kind="zero_not_zero", severity="error",
                says=f"every {flows[0].direction} is zero in {len(days)} periods from {days[0]} to {days[-1]}: "
                f"no data, not zero trade",
                rows=lines_of(case, flows), count=len(flows),
            )  # fmt: skip


def _zeros(flows: list[Flow]) -> str:
    return "one zero stands" if len(flows) == 1 else f"{len(flows)} zeros stand"


def _gaps(case: Case, explained: set[tuple[str, int, str, str]]) -> Iterator[Finding]:
    """Zeros inside a series that is otherwise positive, and zeros in which such a series ends."""
    found: list[Flow] = []
    ends: list[Flow] = []
    for line, series in series_of(
        case.flows, lambda flow: bool(flow.line) and flow.basis == "recorded"
    ).items():
        if case.about and case.about not in (line.partner, line.reporter):
            continue
        flows = list(series.values())
        positive = sum(1 for flow in flows if flow.value)
        if not is_state(line.partner) or len(flows) < 3 or not positive:
            continue
        filled = [at for at, flow in enumerate(flows) if flow.value]
        last = filled[-1] + 1
        years = line.months == 12 and line.hs == "TOTAL"  # a year of all goods is not zero by chance
        if len(filled) >= max(2 if years else _RUN, _FULL * last) and len(flows) - last > (0 if years else 1):
            ends.extend(flows[last:])
        if positive < _FULL * (last - filled[0]):
            continue
        found.extend(flow for flow in flows[filled[0] : filled[-1]] if flow.value == 0)
    found = [flow for flow in found if spot(flow) not in explained]
    ends = [flow for flow in ends if spot(flow) not in explained]
    if found:
        yield Finding(
            kind="zero_not_zero", severity="warning",
            says=f"{_zeros(found)} between positive figures, as in {named(found[0])}: hidden, confidential or late",
            rows=lines_of(case, found), count=len(found),
        )  # fmt: skip
    if ends:
        yield Finding(
            kind="zero_not_zero", severity="warning",
            says=f"{'one zero follows' if len(ends) == 1 else f'{len(ends)} zeros follow'} periods of trade to the end of the "
            f"series, as in {named(ends[0])}: stopped, hidden, confidential or late; zero in customs is not zero trade",
            rows=lines_of(case, ends), count=len(ends),
        )  # fmt: skip
