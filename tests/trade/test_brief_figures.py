"""Do the tables give the figures that are cited of this trade, with the tolerance of what was printed?

Each test is one published statement; the casebook and the real files hold what it is recomputed from.
"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.trade.read import caps, coal_months, figures, notifications, read_statistics, year_totals

NBS = "trade/nbs_china_by_partner/china_trade_by_partner_1998_2014.csv.gz"
PRINTED = 0.006  # half of the last of two decimals in billions


def book(figure: str) -> float:
    return next(row.value or 0.0 for row in figures() if row.id == figure)


@pytest.fixture(scope="session")
def china(test_data):
    flows = read_statistics(test_data(NBS)).flows
    return {(flow.direction, flow.since.year): flow.value for flow in flows if flow.partner == "PRK"}


@pytest.mark.parametrize(
    ("year", "total", "exports", "imports"),
    [
        (2013, 6.558, 3.630, 2.927),
        (2014, 6.388, 3.520, 2.868),
        (2012, 6.036, 3.532, 2.504),
        (2010, 3.472, None, None),
        (2009, 2.679, None, None),
        (2008, 2.793, None, None),
    ],
)
def test_official_totals_are_the_cited_ones(china, year, total, exports, imports) -> None:
    for way, cited in (("total", total), ("export", exports), ("import", imports)):
        assert cited is None or china[way, year] / 1e9 == pytest.approx(cited, abs=6e-4)


def test_china_was_89_1_per_cent_of_7_34_billion_in_2013() -> None:
    assert book("PF001") / book("PF137") == pytest.approx(0.891, abs=5e-4)


def test_trade_fell_2_4_per_cent_in_2014_by_kotra_and_2_6_by_customs(china) -> None:
    assert book("PF002") / book("PF001") - 1 == pytest.approx(-0.024, abs=1.5e-3)
    assert china["total", 2014] / china["total", 2013] - 1 == pytest.approx(-0.026, abs=5e-4)


def test_exports_of_2013_fell_in_the_first_half_and_rose_in_the_year(china) -> None:
    half = next(row for row in figures() if row.id == "PF038")
    assert half.growth == -0.136
    assert china["export", 2013] / china["export", 2012] - 1 == pytest.approx(0.028, abs=5e-4)


def test_exports_of_2014_without_crude_rose_17_per_cent(china) -> None:
    crude = 0.58e6 * 1080  # tonnes that left the books, at the unit value of 2013
    assert crude == pytest.approx(0.6e9, rel=0.05)
    without = china["export", 2014] / (china["export", 2013] - crude) - 1
    assert without == pytest.approx(0.17, abs=5e-3)


def test_the_first_half_of_2017_sums_to_2_55_billion() -> None:
    half = {
        row.direction: row.value
        for row in figures()
        if (row.since, row.last_day) == (date(2017, 1, 1), date(2017, 6, 30))
        and row.hs == "TOTAL"
        and row.unit == "USD"
    }
    assert half["export"] + half["import"] == pytest.approx(2.55e9, rel=2e-3)


def test_growth_of_2018_implies_a_revised_2017() -> None:
    rows = {row.direction: row for row in figures() if row.id in ("PF011", "PF012", "PF013")}
    implied = {way: row.value / (1 + row.growth) / 1e9 for way, row in rows.items()}
    assert implied["total"] == pytest.approx(4.98, abs=0.006)
    assert implied["export"] == pytest.approx(1.733, abs=0.001)
    assert implied["import"] == pytest.approx(3.25, abs=0.006)
    assert [book(row) / 1e9 for row in ("PF008", "PF009", "PF010")] == [5.06, 1.72, 3.34]


def test_kotra_stands_above_customs_by_its_estimate_of_crude() -> None:
    assert 2.72 - book("PF011") / 1e9 == pytest.approx(0.29, abs=PRINTED)
    kotra_2021 = 0.956 * book("PF154")
    assert kotra_2021 == pytest.approx(681.66e6, rel=1e-3)
    assert kotra_2021 - book("PF018") == pytest.approx(0.36e9, rel=0.02)


def test_coal_to_april_2017_is_57_per_cent_of_the_value_and_36_of_the_volume() -> None:
    year = [row for row in coal_months() if row.cap == "coal-2017"]
    limits = {row.unit: row.limit for row in caps() if row.cap == "coal-2017"}
    tonnes = [row.tonnes for row in year]
    assert tonnes == [1.44e6, 1.23e6, 6300, 0] or sum(tonnes) == 2_676_300
    assert sum(tonnes) / limits["t"] == pytest.approx(0.357, abs=5e-4)
    assert sum(row.usd for row in year) / limits["USD"] == pytest.approx(0.57, abs=5e-3)


def test_barrels_per_tonne_moved_from_7_9_to_7_5_to_8_33() -> None:
    assert pytest.approx(7.9, abs=5e-3) == 418_000 / (22_730 + 30_180)
    assert 0.83 <= 418_000 / 500_000 < 0.84
    assert pytest.approx(7.5, abs=1e-3) == 129_706 / 17_294
    assert pytest.approx(8.33, abs=1e-3) == 12_479 / 1_498


def test_chinas_notices_of_2021_are_18_4_per_cent_of_the_cap_and_september_half_of_them() -> None:
    months = {
        row.since.month: row.barrels
        for row in notifications()
        if row.supplier == "CHN"
        and row.since.year == 2021
        and row.kind == "notified"
        and row.since.month == row.last_day.month
    }
    assert sum(barrels or 0 for barrels in months.values()) / 500_000 == pytest.approx(0.184, abs=5e-4)
    assert months[9] == 41_973
    assert months[9] / 91_909 == pytest.approx(0.457, abs=5e-4)


def test_russias_months_of_2023_miss_the_printed_sum_by_a_barrel() -> None:
    assert 44_655 + 10_666 + 50_523 == 105_844


def test_china_was_95_6_per_cent_of_713_million_in_2021() -> None:
    assert 681.66 / (book("PF154") / 1e6) == pytest.approx(0.956, abs=5e-4)


def test_trade_fell_80_7_per_cent_when_the_border_closed() -> None:
    assert book("PF017") / book("PF016") - 1 == pytest.approx(-0.807, abs=5e-4)


def test_the_casebook_holds_the_official_years_of_the_file(china) -> None:
    for row in year_totals():
        assert china["total", row.year] == pytest.approx(row.total_usd, abs=1)


def test_luxury_goods_doubled_after_their_ban_by_one_list_and_are_told_by_the_list():
    # Noland 2008: under 50 million in 2006, up to 120 in 2007; by other lists 644 million (2013) and 196 million (2014).
    assert [book("PF130") / 1e6, book("PF131") / 1e6] == [50, 120]
    assert [book("PF126") / 1e6, book("PF129") / 1e6] == [644, 196]
    lists = {row.id: row.goods for row in figures() if row.id in {"PF126", "PF129", "PF130", "PF131"}}
    assert len(set(lists.values())) > 1  # figures by different lists are not one series
