"""Is trade around a ban split at the right days, converted between editions, and judged by the law of each day?

The days are those of 2371 (2017): in force on 5 August, contracts before it clear to 4 September.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from yalu.assess.around_ban import around_bans
from yalu.assess.files import Files
from yalu.trade.check import Report
from yalu.trade.finding import Finding
from yalu.trade.flow import Flow
from yalu.trade.read import correlation

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.model import AroundBan

ON = date(2025, 12, 31)


def flow(year: int, month: int, value: float, *, tonnes: float | None = None, **more: object) -> Flow:
    since = date(year, month or 1, 1)
    until = date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    about = {
        "reporter": "CHN",
        "partner": "PRK",
        "direction": "import",
        "hs": "2607",
        "edition": "H5",
        "currency": "USD",
    }
    weight = {"quantity": tonnes, "unit": "t" if tonnes is not None else ""}
    line = {"vintage": "a", "line": 12 * year + month, "column": "value"}
    return Flow(**{**about, **weight, **line, "since": since, "until": until, "value": value, **more})  # type: ignore[arg-type]


@pytest.fixture
def around(book, tables, standing) -> Callable[..., list[AroundBan]]:
    def found(*flows: Flow, measure: str, findings: tuple[Finding, ...] = ()) -> list[AroundBan]:
        report = Report(files=(), findings=findings)
        files = Files(flows, report, correlation(), "PRK", {"a": "a.csv"}, {"a": "UN Comtrade"}, {})
        every = around_bans("CHN", files, tables.measures, book, standing, ON)
        return [each for each in every if each.measure == measure]

    return found


def lead(after: float) -> list[Flow]:
    """Lead ore by month from August 2016 to December 2017: 10 a month, `after` from October on."""
    months = [(2016, month) for month in range(8, 13)] + [(2017, month) for month in range(1, 13)]
    return [
        flow(year, month, after if (year, month) > (2017, 9) else 10e6, tonnes=1000.0 if after else None)
        for year, month in months
    ]


def test_stretches_end_at_the_first_day_and_at_the_end_of_the_window(around) -> None:
    (found,) = around(*lead(2e6), measure="R2371-10-lead")
    assert (found.before.since, found.before.until, found.before.months) == (
        date(2016, 8, 1),
        date(2017, 8, 1),
        12,
    )
    assert (found.between.since, found.between.until) == (date(2017, 8, 1), date(2017, 10, 1))
    assert (found.after.since, found.after.until, found.after.value) == (
        date(2017, 10, 1),
        date(2018, 1, 1),
        6e6,
    )
    assert found.change == pytest.approx(-0.8)
    assert found.change_t == pytest.approx(0.0)
    assert found.window_last_day == date(2017, 9, 4)


def test_trade_behind_the_window_is_not_kept_and_a_window_does_not_soften_it(around) -> None:
    (found,) = around(*lead(2e6), measure="R2371-10-lead")
    assert (found.grade, found.sure) == ("not kept", "low")
    assert "Aug 2017: Inside the window: older contracts clear to 4 Sep 2017." in found.reading
    assert "Oct–Dec 2017: Forbidden on every day" in found.reading


def test_zeros_behind_the_window_are_kept(around) -> None:
    (found,) = around(*lead(0.0), measure="R2371-10-lead")
    assert (found.grade, found.change) == ("kept", -1.0)


def test_a_year_that_the_ban_cuts_is_not_judged(around) -> None:
    years = [flow(2016, 0, 100e6), flow(2017, 0, 90e6), flow(2018, 0, 5e6)]
    (found,) = around(*years, measure="R2371-10-lead")
    assert (found.before.value, found.between.value, found.after.value) == (100e6, 90e6, 5e6)
    assert "2017: Mostly before the measure" in found.reading
    assert found.grade == "not kept"


def test_goods_that_are_no_longer_there_are_no_zero(around) -> None:
    flows = [flow(2016, 0, 100e6), flow(2016, 0, 1e6, hs="9102"), flow(2018, 0, 1e6, hs="9102")]
    (found,) = around(*flows, measure="R2371-10-lead")
    assert (found.after, found.grade) == (None, "cannot be judged")
    assert "No row of these goods in 2018" in found.reading
    assert "absent is not zero" in found.reading


def test_coal_is_contested_inside_the_window(around) -> None:
    flows = [flow(2017, month, 50e6, hs="2701") for month in (6, 7, 8, 9)] + [flow(2017, 10, 0.0, hs="2701")]
    (found,) = around(*flows, measure="R2371-8-coal-iron")
    assert (found.hs, found.grade) == ("2701–2704", "contested")


def test_a_cap_needs_more_than_statistics(around) -> None:
    (found,) = around(flow(2018, 0, 5e6, hs="2710", direction="export"), measure="R2397-5-refined")
    assert found.grade == "cannot be judged"


def test_a_code_is_converted_to_the_edition_of_the_row(around) -> None:
    # 0307.42 of 2017 was part of 0307.41 and 0307.49 before: chapter 03 holds both, in every edition
    (found,) = around(flow(2018, 0, 5e6, hs="030741", edition="H3"), measure="R2371-9-seafood")[:1]
    assert found.hs == "03"
    assert "H5 to H3" in found.as_filed


def test_of_two_editions_of_one_period_the_nearer_one_is_taken(around) -> None:
    flows = [flow(2018, 0, 7e6), flow(2018, 0, 6e6, edition="H0", line=9)]
    (found,) = around(*flows, measure="R2371-10-lead")
    assert found.after.value == 7e6


def test_levels_below_a_code_are_added_once(around) -> None:
    flows = [flow(2018, 0, 4e6, hs="7801", line=1), flow(2018, 0, 2e6, hs="7802", line=2)]
    flows += [flow(2018, 0, 3e6, hs="780110", line=3), flow(2018, 0, 1e6, hs="780199", line=4)]
    (found,) = around(*flows, measure="R2371-10-lead")
    assert (found.hs, found.after.value) == ("78", 6e6)


def test_an_edition_nobody_stated_is_read_as_printed(around) -> None:
    (found,) = around(flow(2018, 0, 7e6, edition=""), measure="R2371-10-lead")
    assert "edition not stated" in found.as_filed


def test_a_finding_on_a_row_stands_beside_its_figure(around) -> None:
    row = flow(2018, 0, 7e6)
    finding = Finding(kind="unit_change", severity="error", says="", rows=(f"a.csv:{row.line}",))
    note = Finding(kind="mixed_levels", severity="note", says="", rows=(f"a.csv:{row.line}",))
    (found,) = around(row, measure="R2371-10-lead", findings=(finding, note))
    assert found.noticed == ("unit_change",)
    assert found.rows == (f"files:a.csv:{row.line}/value",)


def test_a_closed_border_stands_beside_the_figure(around) -> None:
    (found,) = around(flow(2021, 0, 0.0), measure="R2371-10-lead")
    assert "2020–2022" in found.reading


def test_a_measure_ends_where_a_later_one_took_its_place(around) -> None:
    flows = [flow(2016, month, 20e6, hs="2701", tonnes=1e5, edition="H4") for month in range(1, 13)]
    flows += [flow(2017, month, 20e6, hs="2701", tonnes=1e5) for month in range(1, 13)]
    (found,) = around(*flows, measure="R2321-26b-coal-cap")
    assert (found.after.since, found.after.until) == (date(2017, 1, 1), date(2017, 9, 1))


def test_goods_last_recorded_years_before_a_ban_say_nothing_around_it(around) -> None:
    assert not around(flow(2014, 0, 10e6), measure="R2371-10-lead")
    assert around(flow(2016, 0, 10e6), measure="R2371-10-lead")
