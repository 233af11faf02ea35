"""Does every row of trade carry an id, a source, days in order, and do printed sums hold?"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.terms.errors import BadFile
from yalu.terms.tables import parse_table
from yalu.trade import read
from yalu.trade.model import CoalMonth

PERIODS = (read.coal_months, read.notifications, read.figures, read.product_figures)
FIRST, COMPILED = date(1957, 1, 1), date(2026, 11, 21)
ROUNDED = 10_000  # US dollars: the statistics office publishes in tens of thousands


@pytest.mark.parametrize("table", [*PERIODS, read.caps, read.year_totals], ids=lambda table: table.__name__)
def test_rows_have_their_own_id_and_a_source(table) -> None:
    rows = table()
    assert rows
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.source.strip() for row in rows)


@pytest.mark.parametrize("table", PERIODS, ids=lambda table: table.__name__)
def test_periods_run_forward_and_are_known_after_they_begin(table) -> None:
    for row in table():
        assert FIRST <= row.since <= row.last_day, row.id
        assert row.since < row.known <= COMPILED, row.id


def test_amounts_are_never_below_zero() -> None:
    for row in read.coal_months():
        assert row.tonnes >= 0
        assert row.usd >= 0
    for notice in read.notifications():
        assert (notice.barrels or 0) >= 0
        assert (notice.tonnes or 0) >= 0


def test_a_silent_month_has_no_amount() -> None:
    silent = [row for row in read.notifications() if row.kind == "not_notified"]
    assert silent
    assert all(row.barrels is None and row.tonnes is None for row in silent)


def test_exports_and_imports_of_the_statistics_office_make_its_totals() -> None:
    years = read.year_totals()
    assert [row.year for row in years] == list(range(1998, 2015))
    assert all(abs(row.exports_usd + row.imports_usd - row.total_usd) <= ROUNDED for row in years)


def test_coal_counted_to_may_2017_is_what_customs_print_for_the_half_year() -> None:
    counted = sum(row.tonnes for row in read.coal_months() if row.cap == "coal-2017")
    assert counted == 2_676_300
    printed = next(row.value for row in read.figures() if row.id == "PF059")
    assert printed == 2_670_000


def test_the_months_of_2021_make_the_printed_year() -> None:
    months = [
        row.barrels or 0
        for row in read.notifications()
        if row.supplier == "CHN"
        and row.since.year == 2021
        and row.since.month == row.last_day.month
        and row.kind == "notified"
    ]
    assert sum(months) == 91_909  # Korea Herald, 23 March 2022


def test_days_without_print_count_from_the_end_of_their_month() -> None:
    # "published 2017-10": nobody could have read it on the first of the month, so the last day is taken.
    assert next(row.known for row in read.figures() if row.id == "PF061") == date(2017, 10, 31)


def test_all_mistakes_of_a_table_are_named_at_once() -> None:
    text = (
        "id,reporter,since,last_day,tonnes,usd,approximate,cap,known,source,note\n"
        "C1,CHN,2017-01-01,2017-01-31,1,1,,coal-2017,2017-02-01,Kyodo,\n"
        "C1,CHN,2017-02-30,2017-02-28,1,1,,coal-2017,2017-03-01,Kyodo,\n"
        "C3,CHN,2017-03-01,2017-03-31,1,1,,coal-2017,2017-04-01,,\n"
    )
    with pytest.raises(BadFile) as caught:
        parse_table("coal_2321.csv", text, CoalMonth)
    whole = str(caught.value)
    assert 'coal_2321.csv, line 3: id: "C1" stands twice' in whole
    assert "line 3" in whole
    assert "line 4: source: a row without source is no fact" in whole
