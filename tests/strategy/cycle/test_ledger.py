"""Stored forecasts: only ever added to, scored when their window has closed, and a line that was changed shows."""

from __future__ import annotations

from datetime import date
from math import log

import msgspec
import pytest

from yalu.strategy.cycle.ledger import Stored, Vintage, chained, last_day, line_of, parse_lines, standing
from yalu.terms.errors import BadFile

SERIES = "missile_test_days"
RECORD = Vintage(series=SERIES, sha256="a" * 64, event_days=3, last_event=None, until=date(2019, 1, 1))


def made(days, p, on=date(2019, 1, 1), event="launch", day=date(2019, 1, 1)):
    return Stored(
        made=day,
        on=on,
        event=event,
        days=days,
        last_day=last_day(on, days),
        p=p,
        low=0.1,
        high=0.9,
        vintage=RECORD,
        version="1",
        seed=1,
    )


def chain(*forecasts):
    data = b""
    for one in forecasts:
        data += line_of(chained(one, data)) + b"\n"
    return data


def test_what_was_written_is_read_back_in_order():
    data = chain(made(30, 0.2), made(90, 0.5))
    assert [one.days for one in parse_lines("f", data)] == [30, 90]


@pytest.mark.parametrize("line", [0, 1])
def test_a_line_changed_or_taken_out_shows(line):
    lines = chain(made(30, 0.2), made(90, 0.5), made(365, 0.9)).splitlines(keepends=True)
    changed = [*lines]
    changed[line] = changed[line].replace(b'"p":0.', b'"p":0.1')
    gone = lines[:line] + lines[line + 1 :]
    for data in (b"".join(changed), b"".join(gone)):
        with pytest.raises(BadFile, match="changed or taken out"):
            parse_lines("f", data)


def test_a_line_that_is_no_forecast_is_named():
    with pytest.raises(BadFile, match="line 2"):
        parse_lines("f", chain(made(30, 0.2)) + b"{}\n")


def test_a_window_closes_when_the_record_holds_its_last_day():
    stored = (made(30, 0.2), made(90, 0.5), made(365, 0.9), made(30, 0.1, event="nuclear test"))
    # 30 days from 1 January end on the 30th, 90 on 31 March.
    days = {SERIES: {"launch": [date(2019, 3, 31)]}}
    found = standing(stored, days, {SERIES: date(2019, 4, 1)})
    assert [one.observed for one in found.forecasts] == [0, 1, None, 0]
    assert (found.stored, found.closed) == (4, 3)
    assert found.forecasts[0].log == pytest.approx(-log(0.8))
    assert found.forecasts[1].brier == pytest.approx(0.25)
    assert set(found.scores) == {"launch, 30 days", "launch, 90 days", "nuclear test, 30 days"}
    before = standing(stored, days, {SERIES: date(2019, 3, 31)})
    assert [one.observed for one in before.forecasts] == [0, None, None, 0]


def test_a_forecast_from_another_series_stays_open():
    other = msgspec.structs.replace(made(30, 0.2), vintage=msgspec.structs.replace(RECORD, series="other"))
    found = standing((other,), {SERIES: {"launch": []}}, {SERIES: date(2020, 1, 1)})
    assert found.forecasts[0].observed is None


def test_a_forecast_made_when_its_window_had_closed_is_scored_apart():
    stored = (made(30, 0.2), made(30, 0.4, day=date(2019, 1, 30)), made(30, 0.9, day=date(2019, 1, 31)))
    found = standing(stored, {SERIES: {"launch": []}}, {SERIES: date(2020, 1, 1)}).scores
    assert found["launch, 30 days"].brier == pytest.approx((0.04 + 0.16) / 2)
    assert found["launch, 30 days, made later"].brier == pytest.approx(0.81)


def test_the_same_forecast_made_again_is_the_same():
    again = msgspec.structs.replace(made(30, 0.2), made=date(2020, 1, 1), before="b" * 64)
    assert again.same(made(30, 0.2))
    assert not again.same(made(30, 0.3))
