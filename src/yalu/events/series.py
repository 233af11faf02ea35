"""On which days did something fly, as a file of events has it?

Counts are of event-days: a salvo of four missiles is one. A row of which only the month is known stays a month. The layouts of
CNS (one row a missile, all rows) and CSIS (one row an event-day, rows of type *missile*; rows of type *nuclear* are kept as
nuclear tests) are told by their heads; any other table with a column of days is taken as a plain list of event-days.
Assumes that rows stand in the order of time, as both publishers keep them: a file out of order is refused, since it may be two
files in one.
"""

from __future__ import annotations

import itertools
from datetime import date
from hashlib import sha256

from msgspec import Struct

from yalu.events.sources.rows import Row, When, order_unsure, parse_rows, parse_when, pick
from yalu.terms.errors import BadFile, BadInput, Problem

__all__ = ["LONG_RANGE", "EventSeries", "parse_events"]

LONG_RANGE = frozenset({"IRBM", "ICBM", "SLV"})  # reach of 3,000 km and more, and satellite launchers
_DATES = ("date", "on", "day", "date_utc", "event_date", "launch_date", "date_local")
_CLASSES = ("missile_class", "missile_type", "class", "type")
_MISSILES = (
    "missile",
    "missile_name",
    "missile_class",
    "missile_type",
    "apogee_km",
    "apogee",
    "facility",
    "facility_name",
)
_SHOWN = 12  # problems of one kind before the rest is only counted


class EventSeries(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The event-days of one file, in order, with the hash of the file and what was left out of it.

    `order_unsure` are its days, as written, that were read month first while nothing in the file shows that order.
    """

    name: str
    layout: str
    sha256: str
    rows: int
    days: tuple[date, ...]
    months: tuple[str, ...] = ()
    long_range: tuple[date, ...] = ()
    nuclear: tuple[date, ...] = ()
    left_out: int = 0
    order_unsure: tuple[str, ...] = ()


def parse_events(name: str, data: bytes, *, today: date) -> EventSeries:
    """The event-days of a file.

    Raises:
        BadFile: no day can be read, rows are out of order or later than today, or nothing is left; all problems together.
    """
    rows = parse_rows(name, data)
    layout = _layout(rows)
    dated, problems = _dated(name, rows, today)
    if layout == "csis":
        wanted = [(when, row) for when, row in dated if "missile" in row.cells["type"].lower()]
        nuclear = [when for when, row in dated if "nuclear" in row.cells["type"].lower()]
    else:
        wanted, nuclear = dated, []
    if not wanted and not problems:
        what = "no row is of type missile" if layout == "csis" else "no row has a day"
        problems.append(Problem(name, "", "", f"{what}: the series is empty"))
    elif not problems and all(when.day is None for when, _ in wanted):
        problems.append(Problem(name, "", "date", "only months are given: a series needs at least one day"))
    if problems:
        raise BadFile(problems)
    days = {_day(when): row for when, row in wanted if when.day is not None}
    far = {
        _day(when)
        for when, row in wanted
        if when.day is not None and pick(row.cells, _CLASSES).upper() in LONG_RANGE
    }
    return EventSeries(
        name={"cns": "missile_test_days", "csis": "missile_provocation_days"}.get(layout, name),
        layout=layout,
        sha256=sha256(data).hexdigest(),
        rows=len(rows),
        days=tuple(sorted(days)),
        months=tuple(sorted({when.text for when, _ in wanted if when.day is None})),
        long_range=tuple(sorted(far)),
        nuclear=tuple(sorted(_day(when) for when in nuclear if when.day is not None)),
        left_out=len(rows) - len(wanted),
        order_unsure=order_unsure([pick(row.cells, _DATES) for _, row in dated]),
    )


def _layout(rows: list[Row]) -> str:
    heads = set(rows[0].cells)
    if heads & set(_MISSILES):
        return "cns"
    kinds = {row.cells.get("type", "").lower() for row in rows}
    spoken = {"type", "event"} <= heads  # the publisher's own columns, whichever types the rows are of
    return "csis" if spoken or any("missile" in kind or "nuclear" in kind for kind in kinds) else "days"


def _dated(name: str, rows: list[Row], today: date) -> tuple[list[tuple[When, Row]], list[Problem]]:
    """The rows with their days, and every problem with one."""
    if not any(head in rows[0].cells for head in _DATES):
        heads = ", ".join(rows[0].cells)
        return [], [Problem(name, "", "date", f"no column is called date; the columns are {heads}")]
    dated: list[tuple[When, Row]] = []
    unread: list[Problem] = []
    for row in rows:
        text = pick(row.cells, _DATES)
        try:
            when = parse_when(text)
        except BadInput as error:
            unread.append(Problem(name, row.where, "date", str(error)))
            continue
        if row.cells.get("date_precision", "").lower() == "month":
            when = when._replace(day=None)
        dated.append((when, row))
    return dated, _few(unread) + _disorder(name, dated) + _few(_future(name, dated, today))


def _disorder(name: str, dated: list[tuple[When, Row]]) -> list[Problem]:
    """One problem for the whole file: rows out of order have one cure."""
    found = []
    for (before, _), (when, row) in itertools.pairwise(dated):
        known = before.day is not None and when.day is not None
        if tuple(when)[: 3 if known else 2] < tuple(before)[: 3 if known else 2]:
            found.append((row.where, f"{when.text} stands after {before.text}"))
    if not found:
        return []
    (where, says), *others = found
    more = f"; further such rows: {len(others)}" if others else ""
    return [Problem(name, where, "date", f"{says}: sort the rows by day{more}")]


def _future(name: str, dated: list[tuple[When, Row]], today: date) -> list[Problem]:
    return [
        Problem(name, row.where, "date", f"{when.text} is in the future: today is {today}")
        for when, row in dated
        if date(when.year, when.month, when.day or 1) > today
    ]


def _few(problems: list[Problem]) -> list[Problem]:
    """The first of many problems of one kind, and how many more there are."""
    if len(problems) <= _SHOWN:
        return problems
    last = problems[0]
    more = Problem(last.file, "", last.field, f"{len(problems) - _SHOWN} more rows of that kind")
    return [*problems[:_SHOWN], more]


def _day(when: When) -> date:
    return date(when.year, when.month, when.day or 1)
