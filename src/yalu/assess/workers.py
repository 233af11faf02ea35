"""Did the State send home the DPRK nationals who earn income there, by 22 December 2019?

Units: persons, or valid work permits where the row says so.
Shapes: one indicator. A stock before and a count left make a share sent home (0 to 1).
Sources: 2397 paragraph 8; the States' interim reports as listed by KBS, and estimates as printed.
Members of the United Nations alone owe it. Grades, from the day itself on: kept: none left at the last count, of whatever day.
Partly kept: at least half sent home by a count of the day or later, with some left. Not kept: less than half. Cannot be
judged: before the day; no count before or none left over; or the last count with somebody left is earlier than the day.
How sure: moderate where the State gave both numbers, else low. All counts are the States' own.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yalu.assess.casebook import addresses, reply_to, sources_of
from yalu.assess.model import Indicator
from yalu.assess.part import Judged
from yalu.assess.words import both, month, percent
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import Grade
    from yalu.events.model import Workers

__all__ = ["RETURN_BY", "workers"]

RETURN_BY = date(2019, 12, 22)  # 2397 paragraph 8: 24 months from adoption
ADOPTED = date(2017, 12, 22)
_HALF = 0.5
_YEAR = 366  # days


def workers(state: str, name: str, casebook: Casebook, on: date) -> Judged | None:
    """The indicator; None before 2397 was adopted and for a place that is no member of the United Nations."""
    member = casebook.since_member(state)
    if on < ADOPTED or member is None or member > RETURN_BY:
        return None
    rows = [row for row in casebook.workers if row.state == state]
    counted = [row for row in rows if row.kind in ("permits", "workers")]
    last = max(counted, key=lambda row: row.on or date.min, default=None)
    before = _before(counted)
    grade = _grade(last, before, on)
    estimates = [row for row in rows if row.kind == "estimate"]
    share = 1 - last.left / before if last and last.left is not None and before else None
    indicator = Indicator(
        id="workers",
        section="reports",
        title=f"Workers sent home by {plain_day(RETURN_BY)}",
        measures=("R2397-8-repatriation",),
        cites=("2397 8",),
        since=ADOPTED,
        until=RETURN_BY,
        value=share if share is not None else float(last.left) if last and last.left == 0 else None,
        unit="share sent home" if share is not None else "persons left",
        basis="reported",
        figure=_figure(last, before),
        beside=_beside(last, estimates),
        grade=grade,
        sure="moderate" if grade in ("kept", "partly kept", "not kept") else "low",
        reason=_reason(name, counted, last, before, grade) + _stock(estimates),
        reply=reply_to(casebook, state, "workers"),
        needs=_needs(last, before),
        sources=sources_of(rows),
        rows=addresses("worker_repatriation", rows),
    )
    return Judged(
        indicator,
        good="reports no DPRK workers" if last and last.sent_home == 0 else "sent its DPRK workers home",
        bad=f"had {last.left:,} of {before:,} DPRK {_counted_as(last)} left on {plain_day(last.on)}"
        if last and last.left and before and last.on
        else "",
        weight=4,
    )


def _before(counted: Sequence[Workers]) -> int | None:
    return max((row.before for row in counted if row.before), default=None)


def _counted_as(row: Workers) -> str:
    return "work permits" if row.kind == "permits" else "workers"


def _grade(last: Workers | None, before: int | None, on: date) -> Grade:
    if on < RETURN_BY or last is None or last.left is None:
        return "cannot be judged"
    if last.left == 0:
        return "kept"
    if before is None or last.on is None or last.on < RETURN_BY:
        return "cannot be judged"
    return "partly kept" if 1 - last.left / before >= _HALF else "not kept"


def _figure(last: Workers | None, before: int | None) -> str:
    if last is None:
        return "no figure"
    if last.left is not None and before and last.left:
        return f"{before:,} to {last.left:,} {_counted_as(last)}"
    if last.left is not None:
        return f"{last.left:,} left"
    return f"{last.sent_home or 0:,} sent home"


def _beside(last: Workers | None, estimates: Sequence[Workers]) -> str:
    stocks = sorted(row.before for row in estimates if row.before)
    if stocks:
        return f"stock estimated {stocks[0]:,} to {stocks[-1]:,}"
    return (
        f"on {plain_day(last.on)}"
        if last and last.on and last.left is not None
        else f"by {plain_day(last.on)}"
        if last and last.on
        else ""
    )


def _stock(estimates: Sequence[Workers]) -> str:
    if not estimates:
        return ""
    who = both(f"{row.before:,} ({row.source.split(',')[0]})" for row in estimates)
    return f" Estimates of the stock: {who}."


def _reason(
    name: str, counted: Sequence[Workers], last: Workers | None, before: int | None, grade: Grade
) -> str:
    if last is None or last.on is None:
        return f"No count of workers in {name} before or after is in the casebook."
    day = plain_day(last.on)
    if last.left is None:
        return f"{last.sent_home or 0:,} were sent home by {day}; how many stayed is not in the casebook."
    if last.left == 0:
        waits = "" if grade == "kept" else f" The day is {plain_day(RETURN_BY)}."
        return f"None left by {day}; {'none were' if last.sent_home == 0 else 'all'} sent home.{waits}"
    if before is None:
        return f"{last.left:,} left by {day}; how many there were before is not in the casebook."
    early = f" No count for {plain_day(RETURN_BY)} itself." if last.on < RETURN_BY else ""
    return (
        f"{before:,} {_counted_as(last)}{_base(counted, before)}, {last.left:,} on {day}:"
        f" {percent(1 - last.left / before)} fewer.{early}"
    )


def _base(counted: Sequence[Workers], before: int) -> str:
    """The day of the first count, and whether it is older than the duty."""
    since = next((row.since for row in counted if row.before == before), None)
    if since is None:
        return ""
    older = ", long before 2397" if (ADOPTED - since).days > _YEAR else ""
    return f" in {month(since)}{older}"


def _needs(last: Workers | None, before: int | None) -> tuple[str, ...]:
    needs = []
    if last is None or (before is None and last.left != 0):
        needs.append("the number of workers before")
    if last is None or last.left is None or (last.on and last.on < RETURN_BY):
        needs.append(f"the number left on {plain_day(RETURN_BY)}")
    return tuple(needs)
