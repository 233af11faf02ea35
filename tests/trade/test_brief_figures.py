"""Do the tables give the figures that are cited of this trade, with the tolerance of what was printed?

Each test is one published statement; the casebook and the real files hold what it is recomputed from.
"""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from yalu.trade.finding import Case
from yalu.trade.read import (
    caps,
    check_files,
    coal_months,
    figures,
    notifications,
    product_figures,
    read_statistics,
    year_totals,
)
from yalu.trade.sources.published import flows_of_figures
from yalu.trade.traps.sizes import sizes

GACC = "trade/gacc_2024_monthly/gacc_by_partner_2024_01_08.csv.gz"
OEC = "trade/oec_dprk_by_partner/dprk_by_partner_1995_2015.csv.gz"
NBS = "trade/nbs_china_by_partner/china_trade_by_partner_1998_2014.csv.gz"
PRINTED = 0.006  # half of the last of two decimals in billions


ON = date(2026, 11, 21)


def row(ident: str):
    return next(row for row in (*figures(), *product_figures(), *notifications()) if row.id == ident)


def book(figure: str) -> float:
    return row(figure).value or 0.0


def doubts(*idents: str, turned: str = "") -> set[str]:
    """What the plausibility check says of rows of the casebook, the growth of one of them with the other sign."""
    chosen = [
        replace(one, growth=-one.growth) if one.id == turned else one for one in figures() if one.id in idents
    ]
    return {finding.kind for finding in sizes(Case(flows_of_figures(chosen, "PRK"), {}, {}, ON, "PRK"))}


def implied(ident: str) -> float:
    """The level a year before that a printed growth implies."""
    return book(ident) / (1 + row(ident).growth)


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


def test_cited_totals_are_the_official_ones_to_the_digits_printed(china) -> None:
    assert round(china["total", 2014] / 1e9, 2) == 6.39
    assert china["total", 2014] == pytest.approx(book("PF002"), abs=5e6)
    assert 5.9 < china["total", 2012] / 1e9 < 6.05  # about 5.9 to 6.0
    assert [round(china["total", year] / 1e9, 2) for year in (2009, 2008)] == [2.68, 2.79]  # Reuters
    assert round(china["total", 2010] / 1e9, 1) == 3.5
    # KOTRA prints 6.54 for 2013, the press 6.5; both are within half a per cent of customs
    assert book("PF001") == 6.54e9
    assert book("PF001") / china["total", 2013] == pytest.approx(1, abs=0.005)


def test_2015_is_5_285_billion_by_the_oec_and_5_71_with_an_estimate_of_crude(test_data) -> None:
    flows = read_statistics(test_data(OEC)).flows
    china = [flow.value for flow in flows if flow.partner == "CHN" and flow.since.year == 2015]
    assert len(china) == 2
    assert sum(china) / 1e9 == pytest.approx(5.285, abs=5e-4)
    assert book("PF003") / 1e9 == 5.71


def test_2018_is_2_43_billion_of_2_22_and_0_213() -> None:
    assert [book(one) / 1e9 for one in ("PF011", "PF013")] == [2.43, 2.22]
    assert round(book("PF012") / 1e9, 3) == 0.213
    assert doubts("PF011", "PF012", "PF013") == set()


def test_january_to_july_2024_is_914_and_198_million_at_7_11_yuan(test_data) -> None:
    running = {
        flow.direction: flow.value
        for flow in read_statistics(test_data(GACC)).flows
        if flow.partner == "PRK" and flow.running and flow.until == date(2024, 8, 1)
    }
    cited = {"export": book("PF027"), "import": book("PF026")}  # TASS; the casebook sees it from the DPRK
    assert cited == {"export": 914e6, "import": 198e6}
    assert {way: running[way] / 7.11 for way in cited} == {
        way: pytest.approx(value, abs=6e5) for way, value in cited.items()
    }


def test_coal_was_614_million_to_may_2013_and_none_in_november_2017() -> None:
    assert round(book("PF036") / 1e6) == 614
    assert (row("PF095").unit, book("PF095")) == ("t_per_month", 1.2e6)
    assert book("PR0730") >= 1e9  # January to November 2014
    assert book("PF096") == 925e6  # 2015
    assert book("PF097") == 22.5e6  # tonnes of 2016
    assert (book("PF104"), row("PF109").value) == (44e6, 0)  # September and November 2017
    # 1.1 to 1.4 bn a year from 2013 to 2016
    assert [round(book(one) / 1e9, 1) for one in ("PR0726", "PR0741")] == [1.4, 1.1]


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
    unit_value = book("PF041") / book("PF040")  # of the first half of 2013
    assert unit_value == pytest.approx(1080)
    assert book("PF113") == pytest.approx(0.58e6, abs=5e3)
    crude = book("PF113") * unit_value  # left the books in 2014
    assert crude == pytest.approx(0.6e9, rel=0.05)
    without = china["export", 2014] / (china["export", 2013] - crude) - 1
    assert without == pytest.approx(0.17, abs=5e-3)


def test_the_first_quarter_of_2016_fits_only_with_imports_that_rose() -> None:
    quarter = ("PF046", "PF047", "PF048")
    assert [row(one).growth for one in quarter] == [0.127, 0.147, 0.108]
    assert doubts(*quarter) == set()
    assert doubts(*quarter, turned="PF048") == {"growth_of_parts"}  # as printed: -10.8 %


def test_the_first_half_of_2017_sums_to_2_55_billion_and_its_growth_rates_agree() -> None:
    total, exports, imports = "PF056", "PF058", "PF057"  # seen from China
    assert [row(one).growth for one in (total, imports, exports)] == [0.105, -0.132, 0.291]
    assert book(imports) + book(exports) == pytest.approx(book(total), rel=2e-3)
    assert (book(imports), book(exports), book(total)) == (0.880e9, 1.670e9, 2.55e9)
    assert implied(imports) + implied(exports) == pytest.approx(implied(total), rel=2e-3)
    assert doubts(total, exports, imports) == set()


def test_growth_of_2018_implies_a_revised_2017() -> None:
    assert [row(one).growth for one in ("PF011", "PF012", "PF013")] == [-0.512, -0.877, -0.317]
    assert implied("PF011") / 1e9 == pytest.approx(4.98, abs=0.006)
    assert implied("PF012") / 1e9 == pytest.approx(1.733, abs=0.001)
    assert implied("PF013") / 1e9 == pytest.approx(3.25, abs=0.006)
    assert [book(row) / 1e9 for row in ("PF008", "PF009", "PF010")] == [5.06, 1.72, 3.34]


def test_kotra_stands_above_customs_by_its_estimate_of_crude() -> None:
    assert [book("PF153") / 1e9, round(book("PF157") / 1e9, 3)] == [2.72, 0.682]
    assert [book("PF011") / 1e9, book("PF018") / 1e9] == [2.43, 0.318]
    assert (book("PF153") - book("PF011")) / 1e9 == pytest.approx(0.29, abs=PRINTED)
    assert (book("PF157") - book("PF018")) / 1e9 == pytest.approx(0.36, abs=PRINTED)


def test_coal_to_april_2017_is_57_per_cent_of_the_value_and_36_of_the_volume() -> None:
    year = [row for row in coal_months() if row.cap == "coal-2017"]
    limits = {row.unit: row.limit for row in caps() if row.cap == "coal-2017"}
    tonnes = [row.tonnes for row in year]
    assert tonnes[:4] == [1.44e6, 1.23e6, 6300, 0]
    assert sum(tonnes) == pytest.approx(2.676e6, abs=500)
    assert sum(tonnes) == pytest.approx(book("PF059"), rel=3e-3)  # customs: 2.67 Mt in the first half
    assert sum(tonnes) / limits["t"] == pytest.approx(0.357, abs=5e-4)
    assert sum(row.usd for row in year) / limits["USD"] == pytest.approx(0.57, abs=5e-3)


def test_barrels_per_tonne_moved_from_7_9_to_7_5_to_8_33() -> None:
    # 2019: 22,730 t of China and 30,180 t of Russia make 418,000 barrels of the press, 83 % of the cap
    tonnes = row("PN13").tonnes + row("PN14").tonnes
    assert (row("PN13").tonnes, row("PN14").tonnes, row("PN16").barrels) == (22_730, 30_180, 418_000)
    assert row("PN16").barrels / tonnes == pytest.approx(7.9, abs=5e-3)
    cap = next(one.limit for one in caps() if one.id == "refined-bbl")
    assert int(100 * row("PN16").barrels / cap) == 83
    # January to August 2020, and July 2020 as the tables of 2021 have it
    assert (row("PN30").barrels, row("PN30").tonnes) == (129_706, 17_294)
    assert row("PN30").barrels / row("PN30").tonnes == pytest.approx(7.5, abs=1e-3)
    assert (row("PN25").barrels, row("PN24").tonnes) == (12_479, 1_498)
    assert row("PN25").barrels / row("PN24").tonnes == pytest.approx(8.33, abs=1e-3)


def test_chinas_notices_of_2021_are_18_4_per_cent_of_the_cap_and_september_half_of_them() -> None:
    months = {
        row.since.month: row.barrels
        for row in notifications()
        if row.supplier == "CHN"
        and row.since.year == 2021
        and row.kind == "notified"
        and row.since.month == row.last_day.month
    }
    year = sum(barrels or 0 for barrels in months.values())
    assert year == row("PN46").barrels == 91_909
    assert year / next(one.limit for one in caps() if one.id == "refined-bbl") == pytest.approx(
        0.184, abs=5e-4
    )
    assert months[9] == 41_973
    assert months[9] / year == pytest.approx(0.457, abs=5e-4)


def test_russias_months_of_2023_miss_the_printed_sum_by_a_barrel() -> None:
    parts = [row(one).barrels for one in ("PN52", "PN53", "PN54")]
    assert parts == [44_655, 10_666, 50_523]
    assert (sum(parts), row("PN55").barrels) == (105_844, 105_845)


def test_notices_of_2024_are_33_7_per_cent_of_the_cap_and_as_much_is_alleged_of_one_month() -> None:
    notified, alleged = row("PN58"), row("PN63")
    assert (notified.kind, notified.barrels) == ("notified", 168_679)
    assert "4 December" in notified.note
    cap = next(one.limit for one in caps() if one.id == "refined-bbl")
    assert notified.barrels / cap == pytest.approx(0.337, abs=5e-4)
    assert (alleged.kind, alleged.barrels, alleged.said_by) == ("alleged", 165_000, "US")
    assert (alleged.since, alleged.last_day) == (date(2024, 3, 1), date(2024, 3, 31))


def test_indias_1_092_million_of_2008_are_flagged(test_data) -> None:
    report, _ = check_files([test_data(OEC)], on=ON, about="PRK")
    (found,) = [
        one for one in report.findings if one.kind == "north_south" and "import from IND, 2008:" in one.says
    ]
    assert found.figures["value"] == pytest.approx(1.092e9, rel=1e-3)
    assert found.figures["value"] > 4 * found.figures["usual"]


def test_china_was_95_6_per_cent_of_713_million_in_2021() -> None:
    assert book("PF154") == 713e6
    assert book("PF157") / book("PF154") == pytest.approx(0.956, abs=5e-4)


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
