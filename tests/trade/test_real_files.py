"""Do the real files read, with the sums that their own notes give?

The sums are those of the README in each folder of the test data: what was published, or counted when the file was made.
"""

from __future__ import annotations

from datetime import date
from statistics import median

import pytest

from yalu.trade.read import check_files, read_statistics
from yalu.trade.table import decode, parse_rows, unpack

NBS = "trade/nbs_china_by_partner/china_trade_by_partner_1998_2014.csv.gz"
NBS_DPRK = "trade/nbs_china_by_partner/dprk_china_annual_1998_2014.csv"
OEC = "trade/oec_dprk_by_partner/dprk_by_partner_1995_2015.csv.gz"
GACC = "trade/gacc_2024_monthly/gacc_by_partner_2024_01_08.csv.gz"
PENPPML = "trade/penppml_world_panel/world_panel_1964_2016.parquet"
GUIDE = "trade/gravity_samples/agtpa_applications.parquet"
ZEROS = "trade/gravity_samples/gravity_zeros_hmr.parquet"
ROUNDED = 10_000  # US dollars: the statistics office publishes in tens of thousands


ON = date(2026, 11, 21)


def years(flows, **about):
    """Values by year of the flows with these fields."""
    return {
        flow.since.year: flow.value
        for flow in flows
        if all(getattr(flow, name) == value for name, value in about.items())
    }


def test_the_statistics_office_reads_with_its_published_totals(test_data) -> None:
    file = read_statistics(test_data(NBS))
    assert len(file.flows) == 11_098
    total = years(file.flows, partner="PRK", direction="total")
    assert total[2013] == 6_557_572_000
    assert total[2014] == pytest.approx(6_387_582_399, abs=1)
    assert total[2012] == 6_036_163_000
    assert years(file.flows, partner="Asia", direction="export")[2014] == pytest.approx(1_188.4e9, rel=1e-4)
    korea = years(file.flows, partner="KOR", direction="total")[2013]
    assert korea == pytest.approx(274.2e9, rel=1e-3)
    assert korea / total[2013] == pytest.approx(42, abs=0.5)


def test_exports_and_imports_make_the_total_in_every_year(test_data) -> None:
    flows = read_statistics(test_data(NBS)).flows
    export, imported, total = (
        years(flows, partner="PRK", direction=way) for way in ("export", "import", "total")
    )
    assert all(abs(export[year] + imported[year] - total[year]) <= ROUNDED for year in range(1998, 2015))


def test_the_file_of_one_partner_agrees_with_the_file_of_all(test_data) -> None:
    one, every = read_statistics(test_data(NBS_DPRK)).flows, read_statistics(test_data(NBS)).flows
    for way in ("export", "import", "total"):
        own, same = years(one, direction=way), years(every, partner="PRK", direction=way)
        assert own.keys() == same.keys()
        assert all(own[year] == pytest.approx(same[year], abs=1) for year in own)


def test_customs_of_2024_read_with_the_sums_that_tass_printed(test_data) -> None:
    flows = read_statistics(test_data(GACC)).flows
    running = {
        (flow.direction, flow.until.month - 1): flow.value
        for flow in flows
        if flow.partner == "PRK" and flow.running
    }
    assert (running["export", 7], running["import", 7]) == (6_495_190_000, 1_406_020_000)
    assert running["export", 7] / 7.11 / 1e6 == pytest.approx(914, abs=0.6)
    assert running["import", 7] / 7.11 / 1e6 == pytest.approx(198, abs=0.6)


def test_march_2024_is_missing_and_follows_from_running_totals(test_data) -> None:
    flows = [
        flow
        for flow in read_statistics(test_data(GACC)).flows
        if flow.partner == "PRK" and flow.direction == "total"
    ]
    month = {flow.since.month: flow.value for flow in flows if not flow.running}
    running = {flow.until.month - 1: flow.value for flow in flows if flow.running}
    assert 3 not in month
    assert running[4] - month[4] - running[2] == 109_363 * 10_000


def test_june_2024_is_said_to_be_revised(test_data) -> None:
    report, _ = check_files([test_data(GACC)], on=ON, about="PRK")
    (june,) = [
        f for f in report.findings if f.kind == "running_total" and "total with PRK, 2024-06" in f.says
    ]
    assert june.figures == {"month": 1_268_070_000, "step": 927_520_000}
    gap = june.figures["month"] - june.figures["step"]
    assert gap == pytest.approx(340e6, rel=0.01)
    assert gap / june.figures["month"] == pytest.approx(0.27, abs=0.005)
    assert [f.says for f in report.findings if f.kind == "unit_change"] == []
    (march,) = [f for f in report.findings if f.kind == "missing_period"]
    assert march.says.startswith("2024-03: no figure of any partner")


def test_the_oec_reads_with_its_counts_and_totals(test_data) -> None:
    flows = read_statistics(test_data(OEC)).flows
    assert len(flows) == 4129
    assert len({flow.partner for flow in flows if flow.direction == "export"}) == 174
    assert len({flow.partner for flow in flows if flow.direction == "import"}) == 146
    sums = {
        way: sum(f.value for f in flows if f.direction == way and f.since.year == 2013)
        for way in ("export", "import")
    }
    assert sums["import"] == pytest.approx(4.341e9, rel=1e-3)
    assert sums["export"] == pytest.approx(3.281e9, rel=1e-3)
    china = {
        year: years(flows, partner="CHN", direction="export")[year]
        + years(flows, partner="CHN", direction="import")[year]
        for year in (2013, 2014, 2015)
    }
    assert china == {
        2013: pytest.approx(6.341e9, rel=1e-3),
        2014: pytest.approx(6.164e9, rel=1e-3),
        2015: pytest.approx(5.285e9, rel=1e-3),
    }


SPIKES = [
    ("export", "BHR", 2011), ("export", "IND", 2006), ("export", "VEN", 2007), ("export", "VEN", 2008), ("export", "NLD", 2013),
    ("export", "POL", 2008), ("export", "GRC", 2006), ("export", "GRC", 2008), ("export", "NGA", 2006), ("export", "QAT", 2008),
    ("import", "IND", 2008), ("import", "EGY", 2010), ("import", "YEM", 2006), ("import", "SAU", 2001), ("import", "PER", 2008),
    ("import", "QAT", 2005), ("import", "QAT", 2006), ("import", "JPN", 2001), ("import", "USA", 2008),
]  # fmt: skip


def test_the_mis_coded_partner_years_of_the_oec_are_flagged(test_data) -> None:
    report, _ = check_files([test_data(OEC)], on=ON, about="PRK")
    said = " | ".join(finding.says for finding in report.findings if finding.kind == "north_south")
    missed = [
        spike
        for spike in SPIKES
        if f"PRK {spike[0]} {'to' if spike[0] == 'export' else 'from'} {spike[1]}, {spike[2]}:" not in said
    ]
    assert missed == []
    assert "CHN" not in said


def test_the_world_panel_reads_with_figures_of_china_that_are_those_of_its_own_office(test_data) -> None:
    flows = read_statistics(test_data(PENPPML)).flows
    assert len(flows) == 316_317
    china = years(flows, reporter="CHN", partner="PRK")
    assert china[2008] == pytest.approx(2.0323e9, rel=1e-4)
    assert china[2012] == pytest.approx(3.53225e9, rel=1e-5)
    office = years(read_statistics(test_data(NBS)).flows, partner="PRK", direction="export")
    assert [round(office[year] / 1e9, 4) for year in (2008, 2012)] == [2.0324, 3.5324]
    assert all(china[year] == pytest.approx(office[year], rel=1e-4) for year in (2008, 2012))
    assert china[2004] == pytest.approx(0.794e9, rel=1e-3)
    assert china[2016] == pytest.approx(2.8385e9, rel=1e-4)
    assert years(flows, reporter="IND", partner="PRK")[2008] == pytest.approx(1.092e9, rel=1e-3)
    assert not any(years(flows, reporter="KOR", partner="PRK").values())


def test_the_panels_of_the_guides_read(test_data) -> None:
    guide, zeros = read_statistics(test_data(GUIDE)), read_statistics(test_data(ZEROS))
    assert len(guide.flows) == 99_981
    assert len({flow.reporter for flow in guide.flows}) == 69
    assert {flow.since.year for flow in guide.flows} == set(range(1986, 2007))
    assert len(zeros.flows) == 22_588


REFERENCES = [
    ("trade/published_figures/published_figures.csv", "published figures", 248),
    ("trade/gsdb_v3/GSDB_V3.csv", "GSDB", 1325),
    ("trade/cepii_geodist/dist_cepii.parquet", "CEPII GeoDist", 50_176),
    ("trade/cepii_geodist/geo_cepii.parquet", "CEPII GeoDist", 238),
    ("trade/hs/correlation_tables.csv.gz", "UNSD", 63_726),
    ("trade/hs/harmonized_system_2022.csv", "Harmonized System", 6940),
    (
        "trade/hs/hs_nomenclatures_H0_H6.parquet",
        "UN Comtrade",
        6382 + 6475 + 6570 + 6374 + 6530 + 6709 + 6940,
    ),
    ("trade/hs/conversion_tables_hs.csv.gz", "UNSD", 5130 + 5223 + 5052 + 5205 + 5388 + 5613),
]


@pytest.mark.parametrize(("name", "what", "rows"), REFERENCES)
def test_tables_beside_trade_are_named_and_counted(test_data, name: str, what: str, rows: int) -> None:
    report, files = check_files([test_data(name)], on=ON)
    assert (report.files[0].layout, report.files[0].rows, files[0].flows) == (what, rows, [])


def test_sanction_cases_on_the_dprk_are_counted(test_data) -> None:
    path = test_data("trade/gsdb_v3/GSDB_V3.csv")
    rows = parse_rows("gsdb", path.read_bytes()).rows
    head, cases = rows[0].cells, [row.cells for row in rows[1:]]
    state, by = head.index("sanctioned_state"), head.index("sanctioning_state")
    on_dprk = [
        case
        for case in cases
        if case[state] in ("Korea, North", "North Korea", "DPRK", "Korea, Democratic People's Republic of")
    ]
    assert len(on_dprk) == 22
    assert not any("China" in case[by] for case in on_dprk)


def test_rates_of_the_yuan_that_ship_are_those_of_the_file(test_data) -> None:
    from yalu.trade.read import knowledge

    content = test_data("trade/nbs_china_by_partner/rmb_rate_annual.csv").read_bytes()
    lines = decode("rates", unpack("rates", content))[0].splitlines()[1:]
    published = {int(line.split(",")[0]): float(line.split(",")[4]) / 100 for line in lines}
    shipped = knowledge().rates
    assert all(shipped[year] == pytest.approx(published[year], rel=1e-5) for year in range(1998, 2015))


def test_exports_of_two_books_are_the_same_source(test_data) -> None:
    ours = years(read_statistics(test_data(NBS)).flows, partner="PRK", direction="export")
    theirs = years(read_statistics(test_data(OEC)).flows, partner="CHN", direction="import")
    ratios = {year: ours[year] / theirs[year] for year in range(1998, 2015)}
    assert all(1.001 < ratio < 1.070 for ratio in ratios.values())
    assert ratios[2013] == pytest.approx(1.0020, abs=5e-5)
    assert median(ratios.values()) < 1.05


def scaled(test_data, month: int, factor: float, drop=()) -> bytes:
    """The real tables of 2024 with one month in another unit, and without some columns."""
    rows = parse_rows("gacc", test_data(GACC).read_bytes()).rows
    head = rows[0].cells
    counted = {at for at, name in enumerate(head) if name.endswith(("_month", "_cum"))}
    lines = []
    for row in rows:
        change = row.cells[head.index("month")] == str(month)
        cells = [
            str(round(float(cell) * factor)) if change and at in counted and cell else cell.replace(",", " ")
            for at, cell in enumerate(row.cells)
            if head[at] not in drop
        ]
        lines.append(",".join(cells))
    return "\n".join(lines).encode()


@pytest.mark.parametrize("month", [5, 6, 7, 8])
@pytest.mark.parametrize("drop", [(), ("trade_total_cum", "exports_cum", "imports_cum")])
def test_one_real_month_in_dollars_is_found_in_the_right_month_only(
    test_data, checked, month: int, drop
) -> None:
    # 10,000 yuan printed as 1,000 dollars at 7.1217 is 1.404 times as large
    report = checked(scaled(test_data, month, 10 / 7.1217, drop).decode())
    said = [finding for finding in report.findings if finding.kind == "unit_change"]
    assert {finding.says.split(" are ")[0][-7:] for finding in said} == {f"2024-{month:02d}"}
    assert [finding.says.split(":")[0] for finding in said] == ["CHN export, import, total"]
