"""Which month a day counts in."""

from __future__ import annotations

from datetime import date

from yalu.strategy.cycle.history import history


def test_an_event_on_the_first_of_a_month_is_never_counted_in_the_month_before():
    record = history("x", [date(2017, 8, 29), date(2017, 9, 1), date(2017, 9, 15)])
    assert list(record.counts(8)) == [0, 0, 0, 0, 0, 0, 0, 1]
    assert list(record.counts(9)) == [0, 0, 0, 0, 0, 0, 0, 1, 2]
