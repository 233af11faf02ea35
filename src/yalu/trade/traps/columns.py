"""Traps of columns: months that are running totals, exports under imports, a level or weight in another unit from a day on.

Shapes: each looks at all series of one reporter together, since one series may do anything.
Units: factors without a unit. A running total is at least half of its first month times their number; what two directions
exchange, and what a step of units is, lies nearer to the other reading than to its own by the margins below.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import exp, log, log10
from statistics import median
from typing import TYPE_CHECKING

from msgspec.structs import replace

from yalu.trade.finding import Case, Claim, Finding, counted, lines_of
from yalu.trade.flow import Flow, is_state, months_of
from yalu.trade.series import named, series_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

__all__ = [
    "exchanged_sides",
    "level_steps",
    "months_that_run",
    "running_rows",
    "runs_on",
    "steps_of_runs",
    "weight_steps",
    "weights_off",
]

_FEWEST_MONTHS = 5
_MOST_RUN = 0.9  # share of the years of series that must rise throughout
_HALF = 0.5
_APART = 0.3  # logarithm by which exports and imports must differ before an exchange can be seen
_NEARER = 0.4  # the exchanged reading leaves at most this share of the distance
_AGREE = 0.8
_NEAR_POWER = 1.35  # of a whole power of ten, by the median of all series
_EACH = 2.5  # and of each series
_CALM = 2.0  # a side's figures stay within this factor of their median
_VALUES = "figures"
_SIDE = 2  # figures on each side of a step


def runs_on(case: Case) -> dict[tuple[str, str, str], list[list[Flow]]]:
    """Runs of months that only rise from January on and start anew, by vintage, reporter and direction, where nearly all do."""
    years: dict[tuple[str, str, str], list[list[Flow]]] = defaultdict(list)
    for line, series in series_of(case.flows, lambda flow: months_of(flow) == 1 and bool(flow.line)).items():
        by_year: dict[int, list[Flow]] = defaultdict(list)
        for flow in series.values():
            by_year[flow.since.year].append(flow)
        for flows in by_year.values():
            whole = flows[0].since.month == 1 and all(
                one.until == other.since for one, other in pairwise(flows)
            )
            if len(flows) >= _FEWEST_MONTHS and whole and flows[0].value:
                years[flows[0].vintage, line.reporter, line.direction].append(flows)
    return {
        about: several
        for about, several in years.items()
        if sum(_rises(flows) for flows in several) >= _MOST_RUN * len(several)
    }


def running_rows(case: Case) -> set[tuple[str, int, str]]:
    """File, line and direction of every figure that is a running total under the heading of a month."""
    return {(f.vintage, f.line, f.direction) for runs in runs_on(case).values() for run in runs for f in run}


def steps_of_runs(case: Case) -> list[tuple[Flow, Flow]]:
    """Each figure of a running total under the heading of a month, as the month it stands for and as what it runs up to."""
    found = []
    for runs in runs_on(case).values():
        for run in runs:
            before = 0.0
            for flow in run:
                value = flow.value or 0.0
                month = replace(flow, value=value - before)
                found.append((month, replace(flow, since=run[0].since, running=True)))
                before = value
    return found


def _rises(flows: Sequence[Flow]) -> bool:
    first, last = flows[0].value or 0.0, flows[-1].value or 0.0
    climbs = all((one.value or 0.0) <= (other.value or 0.0) for one, other in pairwise(flows))
    return climbs and last >= _HALF * len(flows) * first


def months_that_run(case: Case) -> Iterator[Finding]:
    """Running totals under the heading of months."""
    found: dict[tuple[str, str], dict[str, list[list[Flow]]]] = defaultdict(dict)
    for (vintage, reporter, direction), several in runs_on(case).items():
        found[vintage, reporter][direction] = several
    for (_, reporter), directions in found.items():
        runs = [run for several in directions.values() for run in several]
        flows = [flow for run in runs for flow in run[1:]]
        longest = max(runs, key=len)
        yield Finding(
            kind="running_total", severity="error",
            says=f"{reporter or '?'} {', '.join(sorted(directions))}: {counted(len(runs), 'year')} of months only rise from "
            f"January on, to {(longest[-1].value or 0) / (longest[0].value or 1):,.1f} times January: these are running totals, "
            "not months. A sum would count each month many times; the step from one to the next is the month. "
            "No number was changed",
            rows=lines_of(case, flows), count=len(flows),
        )  # fmt: skip


def exchanged_sides(case: Case) -> Iterator[Claim]:
    """Periods in which exports have the size of imports and the other way round, for nearly all partners."""
    sides: dict[tuple[str, str, int, str, str], dict[str, dict[date, Flow]]] = defaultdict(dict)
    for line, series in series_of(case.flows, lambda flow: flow.hs == "TOTAL" and bool(flow.line)).items():
        if line.direction in ("export", "import") and is_state(line.partner):
            about = (line.reporter, line.partner, line.months, line.currency, "")
            sides[about][line.direction] = series
    votes: dict[tuple[str, date], list[tuple[bool, Flow, Flow]]] = defaultdict(list)
    for (reporter, *_), both in sides.items():
        if both.keys() == {"export", "import"}:
            for vote in _votes(both["export"], both["import"]):
                votes[reporter, vote[1].since].append(vote)
    for (reporter, _), several in sorted(votes.items(), key=lambda item: item[0][1]):
        wrong = [flow for swapped, *flows in several if swapped for flow in flows]
        if len(wrong) >= 2 * _AGREE * len(several) and (len(several) > 1 or len(sides) == 1):
            finding = Finding(
                kind="exchanged_columns", severity="error",
                says=f"{reporter or '?'}, {named(wrong[0]).rpartition(', ')[2]}: exports have the size of imports and imports "
                f"that of exports for {len(wrong) // 2} of {len(several)} partners: the columns look exchanged. "
                "No number was changed",
                rows=lines_of(case, wrong), count=len(wrong),
            )  # fmt: skip
            yield Claim(wrong, finding)


def _votes(out: dict[date, Flow], back: dict[date, Flow]) -> Iterator[tuple[bool, Flow, Flow]]:
    """For each period between two others in which a swap could be seen: is it one?"""
    days = [day for day in out if day in back and out[day].value and back[day].value]
    for last, day, following in zip(days, days[1:], days[2:], strict=False):
        usual = [exp((_log(series[last]) + _log(series[following])) / 2) for series in (out, back)]
        apart = log(usual[0] / usual[1])
        if abs(apart) < _APART or any(
            (_log(out[near]) - _log(back[near])) * apart <= 0 for near in (last, following)
        ):
            continue
        here = (_log(out[day]), _log(back[day]))
        plain = abs(here[0] - log(usual[0])) + abs(here[1] - log(usual[1]))
        crossed = abs(here[0] - log(usual[1])) + abs(here[1] - log(usual[0]))
        yield crossed < _NEARER * plain, out[day], back[day]


def _log(flow: Flow) -> float:
    return log(abs(flow.value or 1.0))


def level_steps(case: Case) -> Iterator[Claim]:
    """All series of a reporter that step by one power of ten on one day and stay there: a unit that changed for good."""
    running = running_rows(case)
    groups: dict[tuple[str, int], list[list[Flow]]] = defaultdict(list)
    for line, series in series_of(case.flows, lambda flow: bool(flow.line)).items():
        flows = [f for f in series.values() if f.value and (f.vintage, f.line, f.direction) not in running]
        if line.months in (1, 12) and len(flows) >= 2 * _SIDE:
            groups[line.reporter, line.months].append(flows)
    for (reporter, _), several in groups.items():
        yield from _steps(case, reporter, several, lambda flow: flow.value or 0.0, _VALUES)


def weight_steps(case: Case) -> Iterator[Finding]:
    """Values by weight that step by one power of ten for all goods: kilograms and tonnes exchanged."""
    groups: dict[tuple[str, int], list[list[Flow]]] = defaultdict(list)
    for line, series in series_of(case.flows, lambda flow: bool(flow.line)).items():
        flows = [flow for flow in series.values() if flow.value and flow.quantity]
        if line.months in (1, 12) and len(flows) >= 2 * _SIDE:
            groups[line.reporter, line.months].append(flows)
    for (reporter, _), several in groups.items():
        for step in _steps(
            case,
            reporter,
            several,
            lambda flow: (flow.quantity or 0.0) / (flow.value or 1.0),
            "weights by value",
        ):
            yield step.finding


def weights_off(case: Case) -> Iterator[Finding]:
    """One weight that stands a power of ten above or below its neighbours while its value does not."""
    for series in series_of(case.flows, lambda flow: bool(flow.line)).values():
        flows = [flow for flow in series.values() if flow.value and flow.quantity]
        for last, here, following in zip(flows, flows[1:], flows[2:], strict=False):
            powers = {
                _whole_power(size(here) / size(other))
                for other in (last, following)
                for size in (_weight, _weight_by_value)
            }
            (power, *others) = powers
            if power and not others:
                yield _off_weight(case, last, here, following, power)


def _off_weight(case: Case, last: Flow, here: Flow, following: Flow, power: int) -> Finding:
    return Finding(
        kind="unit_change",
        severity="error",
        says=f"{named(here)} has a weight of {here.quantity:,.6g} {here.unit}, about {10.0**power:,.6g} times those before and "
        f"after ({last.quantity:,.6g} and {following.quantity:,.6g}) for a like value: kilograms and tonnes may be exchanged. "
        "No number was changed",
        rows=lines_of(case, [here]),
        figures={"weight": here.quantity or 0.0},
    )


def _weight(flow: Flow) -> float:
    return abs(flow.quantity or 1.0)


def _weight_by_value(flow: Flow) -> float:
    return _weight(flow) / abs(flow.value or 1.0)


def _whole_power(ratio: float) -> int:
    power = round(log10(ratio))
    return power if 1 / _NEAR_POWER < ratio / 10**power < _NEAR_POWER else 0


def _steps(
    case: Case, reporter: str, series: Sequence[Sequence[Flow]], size: object, what: str
) -> Iterator[Claim]:
    days = sorted({flow.since for flows in series for flow in flows[_SIDE : len(flows) - _SIDE + 1]})
    for day in days:
        ratios: list[float] = []
        stepped: list[Flow] = []
        for flows in series:
            before = [size(flow) for flow in flows if flow.since < day][-4:]  # type: ignore[operator]  # a function
            after = [size(flow) for flow in flows if flow.since >= day][:4]  # type: ignore[operator]  # a function
            if min(len(before), len(after)) < _SIDE or not (_calm(before) and _calm(after)):
                continue
            ratios.append(median(after) / median(before))
            stepped.append(next(flow for flow in flows if flow.since >= day))
        if len(ratios) < 2 or len(ratios) < _AGREE * len(series):
            continue
        factor, words = _unit_factor(case, what, median(ratios), stepped[0])
        close = sum(1 / _EACH < ratio / factor < _EACH for ratio in ratios)
        if words and close >= _AGREE * len(ratios):
            finding = Finding(
                kind="unit_change", severity="error",
                says=f"{reporter or '?'}: from {day:%Y-%m} on the {what} of {len(ratios)} series are about {words} "
                "what they were, and stay so: another unit. No number was changed",
                rows=lines_of(case, stepped), count=len(stepped), figures={"factor": median(ratios)},
            )  # fmt: skip
            yield Claim([flow for flows in series for flow in flows if flow.since >= day], finding)


def _unit_factor(case: Case, what: str, ratio: float, flow: Flow) -> tuple[float, str]:
    """The power of ten, or the rate of the yuan, that `ratio` is near to, in words; no words where it is near to none."""
    power = round(log10(ratio))
    if power and 1 / _NEAR_POWER < ratio / 10**power < _NEAR_POWER:
        return 10.0**power, f"{10.0**power:,.6g} times"
    rate = case.rates.get(flow.since.year)
    if what == _VALUES and rate:
        for factor, words in ((rate, "times"), (1 / rate, "of")):
            if 1 / _NEAR_POWER < ratio / factor < _NEAR_POWER:
                return factor, f"{ratio:.3g} {words} (the rate of the yuan is {rate:.4g})"
    return 1.0, ""


def _calm(values: Iterable[float]) -> bool:
    sizes = sorted(values)
    middle = median(sizes)
    return sizes[0] > 0 and sizes[-1] < _CALM * middle and sizes[0] > middle / _CALM
