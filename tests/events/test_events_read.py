"""Does every event carry an id, a source and a day, and do the tables agree with each other?"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.events import read
from yalu.events.model import ReportCount
from yalu.terms.errors import BadFile
from yalu.terms.tables import parse_table

TABLES = (
    read.tests, read.council, read.report_duties, read.report_counts, read.named_reports, read.workers, read.replies,
    read.closures, read.claims,
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_rows_have_their_own_id_and_a_source(table) -> None:
    rows = table()
    assert rows
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.source.strip() for row in rows)


def test_launch_days_are_one_row_a_day_and_months_stay_months() -> None:
    launches = [row for row in read.tests() if row.kind != "nuclear_test"]
    assert len(launches) == len({row.on for row in launches}) == 81
    assert sum(row.missiles or 0 for row in launches) == 145  # CNS: 145 missiles to the end of 2019
    months = [row.on for row in launches if row.precision == "month"]
    assert months == ["1984-09", "1986-05", "1990-05", "1990-06", "1991-07", "1992-06"]
    for row in launches:
        if row.precision == "day":
            date.fromisoformat(row.on)


def test_nuclear_tests_have_their_days() -> None:
    days = [row.on for row in read.tests() if row.kind == "nuclear_test"]
    assert days == ["2006-10-09", "2009-05-25", "2013-02-12", "2016-01-06", "2016-09-09", "2017-09-03"]


def test_votes_for_vetoed_drafts() -> None:
    vetoes = {
        row.on: (row.yes, row.no, row.abstain, row.vetoed_by) for row in read.council() if row.kind == "veto"
    }
    assert vetoes == {
        date(2022, 5, 26): (13, 2, 0, "CHN;RUS"),
        date(2024, 3, 28): (13, 1, 1, "RUS"),
    }


def test_eleven_reports_under_2321_are_eleven_names() -> None:
    named = {row.state for row in read.named_reports() if row.report == "2321"}
    count = next(row for row in read.report_counts() if row.report == "2321")
    assert count.names_all
    assert len(named) == count.states == 11


def test_contradicting_counts_of_1718_are_both_kept() -> None:
    counts = {row.states for row in read.report_counts() if "1718" in row.report}
    assert {35, 94} <= counts


def test_workers_named_by_state_make_less_than_the_printed_sum() -> None:
    rows = read.workers()
    russia = next(row for row in rows if row.state == "RUS")
    assert (russia.before, russia.left, russia.sent_home) == (30_023, 11_490, 18_533)
    sent = sum(row.sent_home or 0 for row in rows if row.kind in {"workers", "permits"})
    qatar = next(row for row in rows if row.state == "QAT" and row.before)
    poland = next(row for row in rows if row.state == "POL")
    sent += (qatar.before or 0) - (qatar.left or 0) + (poland.before or 0) - (poland.left or 0)
    assert sent == 22_442
    assert next(row.sent_home for row in rows if row.kind == "sum") == 23_000


def test_a_wrong_row_is_named() -> None:
    text = "id,report,on,states,of,names_all,known,source,note\nR1,1718,2016,94,193,no,2016-09-24,Yonhap,\n"
    with pytest.raises(BadFile, match=r"counts\.csv, line 2"):
        parse_table("counts.csv", text, ReportCount)


def test_members_of_the_united_nations_are_193() -> None:
    # 51 of 1945 less Czechoslovakia and Yugoslavia; the last is South Sudan.
    since = {row.id: row.since for row in read.members()}
    assert len(since) == 193
    assert sum(day.year == 1945 for day in since.values()) == 49
    assert max(since, key=lambda state: since[state]) == "SSD"
    assert (since["CHE"], since["KOR"]) == (date(2002, 9, 10), date(1991, 9, 17))
    assert not {"TWN", "HKG", "MAC", "PSE", "VAT", "XKX"} & set(since)
