"""`yalu forecast`: what comes next, how such forecasts have fared, and what became of those made before.

Forecasts are kept in `forecasts.jsonl` of the data folder, one line each, and never changed there.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yalu import __version__
from yalu.app import options
from yalu.app.folder import data_folder
from yalu.app.recipe import AGAIN, recipe
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from yalu.events.series import EventSeries
    from yalu.strategy.cycle.ensemble import Outlook
    from yalu.strategy.cycle.history import History
    from yalu.strategy.cycle.ledger import Stored

__all__ = ["forecast", "history_of"]

_KEPT = "forecasts.jsonl"
_THIN = 10  # event-days below which the answer rests on the priors


@click.command()
@click.option(
    "--events",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file of launches (CNS, CSIS, or a column of days); else the casebook's, to the end of 2019.",
)
@click.option(
    "--backtest",
    "span",
    metavar="FROM:TO",
    help="Score monthly forecasts over these months, such as 2012-01:2019-12.",
)
@click.option("--score", is_flag=True, help="What became of the forecasts that were stored.")
@click.option(
    "--on",
    metavar="DAY",
    callback=options.day_or_none,
    help="Forecast from this day, up to which the record is complete; else from where the record ends.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="The random seed.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write a page with charts and the answer as JSON into this folder.",
)
@options.folder
@options.as_json
@options.color
def forecast(
    events: Path | None,
    span: str | None,
    score: bool,
    on: date | None,
    seed: int,
    out: Path | None,
    folder: str | None,
    as_json: bool,
    color: str,
) -> None:
    """At least one launch, or nuclear test, in the next 30, 90 and 365 days, with ranges; each forecast is stored."""
    if span and (score or on):
        raise BadInput("--backtest stands alone: without --score and without --on")
    series = _series(events)
    until = _until(series, on)
    if span:
        said = _backtested(series, span, seed)
    elif score:
        said = _scored(series, until, data_folder(folder) / _KEPT)
    else:
        said = _looking_ahead(series, until, seed, data_folder(folder) / _KEPT)
    written = _written(said, out) if out else ()
    if as_json:
        options.print_json(said)
        return
    from yalu.report.forecasts import forecast_text

    options.print_text(forecast_text(said, *options.look_here(color)), color)
    for path in written:
        click.echo(f"Written: {path}")


def _written(said: dict[str, Any], folder: Path) -> tuple[Path, ...]:
    from yalu.app.pages import write_files
    from yalu.report.forecast_page import forecast_files

    return write_files(forecast_files(said), folder)


def _series(file: Path | None) -> EventSeries:
    from yalu.events.read import launch_series
    from yalu.events.series import parse_events

    if file is None:
        return launch_series()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read: {error.strerror}") from None
    return parse_events(file.name, data, today=date.today())


def _until(series: EventSeries, on: date | None) -> date:
    """The first day that the record does not hold: the day asked for, else where the record ends."""
    from yalu.events.read import LAUNCHES_UNTIL

    last = max([*series.days, *series.nuclear])
    ends = LAUNCHES_UNTIL if series.layout == "casebook" else last + timedelta(1)
    if on is None:
        return ends
    if on > date.today():
        raise BadInput(f"--on {on} is in the future: today is {date.today()}")
    if on > ends and series.layout == "casebook":
        raise BadInput(
            f"--on {on} is after the end of the casebook's record of launches, {ends}; give a newer one with --events"
        )
    return on


def history_of(series: EventSeries) -> History:
    """The record that a series of events is to the models of the cycle."""
    from yalu.strategy.cycle.history import history

    return history(
        series.name,
        series.days,
        long_range=series.long_range,
        nuclear=series.nuclear,
        months=series.months,
    )


def _record(series: EventSeries, until: date) -> dict[str, Any]:
    held = [day for day in series.days if day < until]
    return {
        "series": series.name,
        "layout": series.layout,
        "sha256": series.sha256,
        "rows": series.rows,
        "left_out": series.left_out,
        "order_unsure": len(series.order_unsure),
        "event_days": len(held),
        "nuclear_tests": sum(day < until for day in series.nuclear),
        "last_event": max(held, default=None),
        "until": until,
    }


def _looking_ahead(series: EventSeries, until: date, seed: int, kept: Path) -> dict[str, Any]:
    import numpy as np

    from yalu.strategy.cycle.forecast import ASSUMPTIONS, outlooks, time_checks

    record = history_of(series)
    if record.number(until) <= record.days[0]:
        raise BadInput(f"{series.name}: no event-day before {until}; a forecast needs at least one")
    ahead = outlooks(record, until, np.random.default_rng(seed))
    made = [_stored(one, series, until, seed) for one in ahead]
    added = 0 if click.get_current_context().meta.get(AGAIN) else _append(kept, made)
    return {
        "kind": "outlook",
        "on": until,
        "record": _record(series, until),
        "outlooks": [
            {**_fields(one), "last_day": stored.last_day} for one, stored in zip(ahead, made, strict=True)
        ],
        "checks": _fields(time_checks(record, until)),
        "capability": _capability(until),
        "resolutions": _effects(record, until),
        "stored": {"file": str(kept), "added": added},
        "notes": _notes(series, until),
        "assumptions": list(ASSUMPTIONS),
        "recipe": {"seed": seed, **recipe()},
    }


def _notes(series: EventSeries, until: date) -> list[str]:
    """What a reader must know of this record before using the figures."""
    held = [day for day in series.days if day < until]
    found = _order_unsure(series)
    if series.layout != "casebook" and until == held[-1] + timedelta(1):
        found.append(
            "The forecast begins on the day after a launch, when more are near; if the record is complete to a later day, say it "
            "with --on."
        )
    if len(held) < _THIN:
        found.append(
            f"Only {len(held)} event-days: the figures are mostly what the models assume beforehand."
        )
    return found


def _order_unsure(series: EventSeries) -> list[str]:
    """That days were read month first while the file leaves it open, if it does."""
    if not series.order_unsure:
        return []
    from yalu.events.sources.rows import parse_when

    first, *others = series.order_unsure
    more = f" and {len(others)} more" if others else ""
    note = (
        f"{first}{more} can be read month first or day first, and no row shows which: read month first, {first} as "
        f"{parse_when(first).text}. Write year-month-day to be sure."
    )
    return [note]


def _fields(record: Any) -> dict[str, Any]:
    import msgspec

    fields: dict[str, Any] = msgspec.to_builtins(record)
    return fields


def _capability(until: date) -> list[dict[str, Any]]:
    """What the farthest missile flown before a day could reach, step by step, from the casebook's launches."""
    from yalu.events.capability import reach_over_time
    from yalu.events.read import launches, missiles

    return [_fields(one) for one in reach_over_time(launches(), missiles()) if one.on < str(until)]


def _effects(record: History, until: date) -> list[dict[str, Any]]:
    """What came of each resolution that fell into the record."""
    from yalu.events.read import council
    from yalu.strategy.cycle.resolutions import effects

    return [
        _fields(one)
        for act in council()
        if act.kind == "measures" and act.resolution and record.since <= act.on < until
        for one in effects(
            record.before(record.number(until)), act.resolution, act.on, act.trigger_on, until=until
        )
    ]


def _stored(one: Outlook, series: EventSeries, until: date, seed: int) -> Stored:
    from yalu.strategy.cycle.ledger import Stored, Vintage, last_day

    record = _record(series, until)
    return Stored(
        made=date.today(),
        on=until,
        event=one.event,
        days=one.days,
        last_day=last_day(until, one.days),
        p=one.p,
        low=one.low,
        high=one.high,
        vintage=Vintage(
            series=series.name,
            sha256=series.sha256,
            event_days=record["event_days"],
            last_event=record["last_event"],
            until=until,
        ),
        version=__version__,
        seed=seed,
    )


def _append(kept: Path, made: list[Stored]) -> int:
    """Adds the forecasts that are not there yet, and says how many; two processes take turns by a lock on the file."""
    import fcntl

    from yalu.strategy.cycle.ledger import chained, line_of, parse_lines

    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with kept.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            data = file.read()
            before = parse_lines(str(kept), data)
            new = [one for one in made if not any(one.same(old) for old in before)]
            added = b""
            for one in new:
                added += line_of(chained(one, data + added)) + b"\n"
            file.write(added)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise BadInput(f"{kept}: the forecast cannot be stored: {error.strerror}") from None
    return len(new)


def _scored(series: EventSeries, until: date, kept: Path) -> dict[str, Any]:
    from yalu.strategy.cycle.ledger import parse_lines, standing

    try:
        stored = parse_lines(str(kept), kept.read_bytes())
    except FileNotFoundError:
        raise BadInput(f"{kept}: no forecast is stored yet; yalu forecast makes one") from None
    except OSError as error:
        raise BadInput(f"{kept}: cannot be read: {error.strerror}") from None
    days = {"launch": series.days}
    if series.nuclear:
        days["nuclear test"] = series.nuclear
    found = standing(stored, {series.name: days}, {series.name: until})
    return {
        "kind": "standing",
        "file": str(kept),
        "record": _record(series, until),
        **_fields(found),
        "notes": _order_unsure(series),
    }


def _backtested(series: EventSeries, span: str, seed: int) -> dict[str, Any]:
    import numpy as np

    from yalu.strategy.cycle.backtest import backtest

    record = history_of(series)
    first, last = (record.month(day) for day in _months(span))
    found = _fields(backtest(record, first, last, np.random.default_rng(seed)))
    end = max(series.days)
    notes = [
        "The record as compiled later is taken to have been known at the time.",
        "The ridge regression's seasons were chosen after looking at 1998 to 2019, which flatters it and our mean.",
        *_order_unsure(series),
    ]
    if record.month(end) < last:
        notes.append(
            f"The record's last event-day is {end}; the months after it are scored as months without an event."
        )
    return {
        "kind": "backtest",
        "record": _record(series, end + timedelta(1)),
        **found,
        "notes": notes,
        "recipe": {"seed": seed, **recipe()},
    }


def _months(span: str) -> tuple[date, date]:
    from yalu.strategy.cycle.history import parse_month

    first, colon, last = span.partition(":")
    if not colon:
        raise BadInput(f'"{span}" is no span of months; write FROM:TO, such as 2012-01:2019-12')
    begin, end = parse_month(first), parse_month(last)
    if end < begin:
        raise BadInput(f'"{span}" ends before it begins')
    this_month = date.today().replace(day=1)
    if end >= this_month:
        raise BadInput(
            f'"{span}" ends in a month that is not over; the last one over is {this_month - timedelta(1):%Y-%m}'
        )
    return begin, end
