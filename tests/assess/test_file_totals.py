"""Do totals of the user's files stand against their own past and other partners, as they were measured?"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.assess.file_totals import file_totals
from yalu.assess.files import Files
from yalu.trade.check import Report
from yalu.trade.flow import Flow
from yalu.trade.read import correlation, read_statistics

NBS = "trade/nbs_china_by_partner/china_trade_by_partner_1998_2014.csv.gz"


def flow(partner: str, year: int, value: float, month: int = 0, **more: object) -> Flow:
    since = date(year, month or 1, 1)
    until = date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    about = {
        "reporter": "CHN",
        "partner": partner,
        "direction": "export",
        "since": since,
        "until": until,
        "currency": "USD",
    }
    return Flow(
        **{**about, "value": value, "vintage": "a", "line": hash((partner, year, month)) % 9999, **more}
    )  # type: ignore[arg-type]


def files(flows) -> Files:
    return Files(
        flows,
        Report(files=(), findings=()),
        correlation(),
        "PRK",
        {"a": "a.csv"},
        {"a": "table"},
        {2012: 6.31},
    )


def totals(*flows: Flow):
    return {
        (each.direction, each.since.year, each.book): each
        for each in file_totals("CHN", files(flows), {2013: [2094]})
    }


def test_the_placebo_rank_of_2013_is_a_share_of_173_partners(test_data) -> None:
    flows = read_statistics(test_data(NBS)).flows
    (found,) = [
        each
        for each in file_totals("CHN", files(flows), {2013: [2087, 2094]})
        if (each.since.year, each.direction) == (2013, "total")
    ]
    # 59 is the share of the panel that grew less in per cent, not a place: 102 of 173 grew less
    assert (found.below, found.partners, round(100 * found.grew_less)) == (102, 173, 59)
    assert found.growth == pytest.approx(0.0864, abs=1e-4)
    assert found.voted == (2087, 2094)


def test_twelve_months_make_a_year_and_both_directions_a_total() -> None:
    book = "recorded by CHN (table)"
    found = totals(
        *(flow("PRK", 2013, 10.0, month) for month in range(1, 13)),
        *(flow("PRK", 2012, 5.0, month) for month in range(1, 13)),
        flow("PRK", 2013, 40.0, direction="import"),
        *(flow("PRK", 2014, 10.0, month) for month in range(1, 12)),
    )
    assert found["export", 2013, book].value == 120.0
    assert found["export", 2013, book].growth == pytest.approx(1.0)
    assert found["total", 2013, book].value == 160.0
    assert ("export", 2014, book) not in found


def test_a_panel_of_months_ranks_as_one_of_years() -> None:
    sizes = {f"{letter}AA": 1.0 + at / 100 for at, letter in enumerate("ABCDEFGHIJ")}
    panel = [
        flow(partner, year, 2e8 * (times if year == 2013 else 1) / 12, month)
        for partner, times in {**sizes, "PRK": 1.045}.items()
        for year in (2012, 2013)
        for month in range(1, 13)
    ]
    found = totals(*panel)["export", 2013, "recorded by CHN (table)"]
    assert (found.below, found.partners) == (5, 11)
    assert (
        totals(*[f for f in panel if f.partner in ("PRK", "AAA")])[
            "export", 2013, "recorded by CHN (table)"
        ].partners
        is None
    )


def test_a_floor_in_yuan_stands_at_the_rate_of_the_year() -> None:
    # 500 m yuan are 79 m dollars of 2012, below the floor; 700 m are 111 m
    def panel(size: float):
        partners = [f"{letter}AA" for letter in "ABCDEFGHIJ"]
        return totals(
            *(flow(p, year, 9e9, currency="CNY") for p in partners for year in (2012, 2013)),
            *(flow("PRK", year, size, currency="CNY") for year in (2012, 2013)),
        )["export", 2013, "recorded by CHN (table)"]

    assert panel(5e8).partners is None
    assert panel(7e8).partners == 11


def test_a_file_without_totals_is_added_up_only_if_it_holds_many_chapters() -> None:
    wide = [
        flow("PRK", 2013, 1.0, hs=f"{chapter:02d}0110", edition="H4", line=chapter)
        for chapter in range(10, 45)
    ]
    assert totals(*wide)["export", 2013, "recorded by CHN (table)"].value == 35.0
    assert totals(*wide[:20]) == {}
