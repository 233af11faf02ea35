"""Days, windows and how they are written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.terms.days import Span, parse_day, plain_day
from yalu.terms.errors import BadInput

ONE = timedelta(days=1)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
ends = st.one_of(st.none(), days)


@given(days)
def test_a_day_written_as_iso_is_read_back(day):
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "2017", "2017-09", "2017-9-4", "20170904", "2017-13-01", "2017-02-29", "2017-09-04T00:00", "4 Sep 2017",
        "2017/09/04", " 2017-09-04", "yesterday", "0000-01-01",
    ],
)  # fmt: skip
def test_anything_else_is_no_day(text):
    with pytest.raises(BadInput) as caught:
        parse_day(text)
    assert str(caught.value) == f'"{text}" is no day; write year-month-day, such as 2017-09-04'


def test_a_week_date_is_no_day():
    with pytest.raises(BadInput):
        parse_day("2017-W36-1")


def test_a_leap_day_is_a_day():
    assert parse_day("2016-02-29") == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("day", "plain"),
    [
        (date(2018, 1, 6), "6 Jan 2018"),
        (date(2016, 2, 29), "29 Feb 2016"),
        (date(2017, 9, 11), "11 Sep 2017"),
        (date(2017, 12, 22), "22 Dec 2017"),
    ],
)
def test_a_day_as_pages_print_it(day, plain):
    assert plain_day(day) == plain


def test_a_window_holds_its_last_day_and_not_the_next():
    # 2371: thirty days from adoption, to 4 September 2017.
    window = Span.through(date(2017, 8, 5), date(2017, 9, 4))
    assert [window.holds(date(2017, 8, 4)), window.holds(date(2017, 8, 5))] == [False, True]
    assert [window.holds(date(2017, 9, 4)), window.holds(date(2017, 9, 5))] == [True, False]
    assert window.end == date(2017, 9, 5)


def test_a_span_without_an_end_goes_on():
    assert Span(date(2017, 8, 5)).holds(date(2999, 1, 1))


def test_a_span_that_ends_where_it_begins_holds_nothing():
    day = date(2017, 8, 5)
    assert not Span(day, day).holds(day)


def test_one_rules_end_is_the_next_ones_beginning():
    first, second = Span(date(2016, 11, 30), date(2017, 1, 1)), Span(date(2017, 1, 1))
    assert not first.meets(second)
    assert first.holds(date(2016, 12, 31))
    assert second.holds(date(2017, 1, 1))


@given(days, ends, days, ends)
def test_two_spans_meet_where_a_day_lies_in_both(since, end, other_since, other_end):
    one, other = Span(since, end), Span(other_since, other_end)
    shared = max(since, other_since)  # the first day that could lie in both
    both = one.holds(shared) and other.holds(shared)
    empty = any(span.end is not None and span.end <= span.since for span in (one, other))
    if not empty:
        assert one.meets(other) is both
        assert other.meets(one) is both


@given(days, st.integers(0, 400))
def test_a_window_of_so_many_days_holds_one_more(since, length):
    window = Span.through(since, since + timedelta(days=length))
    held = [since + ONE * step for step in range(-2, length + 3) if window.holds(since + ONE * step)]
    assert len(held) == length + 1
