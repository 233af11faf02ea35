"""Is each trap said once, with its rows, in files of the publishers' layouts?"""

from __future__ import annotations

import pytest

from yalu.terms.errors import BadFile

HEAD = (
    "refYear,refMonth,period,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,netWgt,primaryValue\n"
)


def months(values, *, year: int = 2016, partner: str = "PRK", hs: str = "2701", flow: str = "M") -> str:
    return "".join(
        f"{year},{at},{year}{at:02d},CHN,{flow},{partner},H4,{hs},,{value}\n"
        for at, value in enumerate(values, 1)
    )


def of(report, kind: str):
    return [finding for finding in report.findings if finding.kind == kind]


def test_impossible_period_and_bad_cells_of_its_row_are_refused_together(read) -> None:
    text = (
        HEAD
        + months([5, 6])
        + "2016,13,201613,CHN,M,PRK,H4,2701,,a lot\n"
        + "2016,4,201604,CHN,M,PRK,H4,2701,,much\n"
    )
    with pytest.raises(BadFile) as refused:
        read(text)
    where = [(problem.where, problem.field) for problem in refused.value.problems]
    assert sorted(line for line, _ in where) == ["line 4", "line 4", "line 5"]
    assert all(column.startswith("column ") for _, column in where)


def test_coal_that_ends_in_zeros_is_said_once_with_all_its_rows(checked) -> None:
    report = checked(HEAD + months([90e6, 95e6, 93e6, 97e6, 99e6, 92e6, 96e6, 98e6, 0, 0, 0, 0]))
    (finding,) = of(report, "zero_not_zero")
    assert finding.rows == ("table0.csv:10", "table0.csv:11", "table0.csv:12", "table0.csv:13")
    assert of(report, "missing_period") == []


SEASON = (19e7, 11e7, 20e7, 21e7, 20e7, 22e7, 21e7, 20e7, 23e7, 22e7, 21e7, 24e7)


def test_a_month_ten_times_too_large_is_said_once_with_its_other_reading(checked) -> None:
    values = [value * (10 if at == 5 else 1) for at, value in enumerate(SEASON)]
    report = checked(HEAD + months(values, hs="TOTAL", flow="X", year=2013))
    (finding,) = [each for each in report.findings if each.rows == ("table0.csv:7",)]
    assert finding.kind == "power_of_ten"
    assert "KOR under the code of PRK" in finding.says


def test_a_month_above_all_trade_is_an_error_under_the_name_of_what_explains_it(checked) -> None:
    values = [value * (100 if at == 5 else 1) for at, value in enumerate(SEASON)]
    report = checked(HEAD + months(values, hs="TOTAL", flow="X", year=2013))
    (finding,) = [each for each in report.findings if "table0.csv:7" in each.rows]
    assert (finding.kind, finding.severity) == ("power_of_ten", "error")
    assert "all its trade in such a period can be" in finding.says


def test_a_size_without_another_reading_is_said_as_such(checked) -> None:
    text = (
        HEAD
        + months([52e9], hs="TOTAL", flow="X", year=2013)
        + months([53e9], hs="TOTAL", flow="X", year=2014)
    )
    (finding,) = of(checked(text), "implausible_size")
    assert (finding.count, finding.rows) == (2, ("table0.csv:2", "table0.csv:3"))


def test_a_unit_that_changed_for_all_partners_is_not_said_again_for_one(checked) -> None:
    partners = {"PRK": 1, "KOR": 40, "JPN": 55, "RUS": 20, "VNM": 25, "USA": 170}
    values = [value / (1000 if at == 5 else 1) for at, value in enumerate(SEASON)]
    text = HEAD + "".join(
        months([value * size for value in values], hs="TOTAL", flow="X", year=2013, partner=partner)
        for partner, size in partners.items()
    )
    (finding,) = [each for each in checked(text).findings if each.severity != "note"]
    assert (finding.kind, finding.count) == ("unit_change", 6)


def test_a_unit_that_changed_for_exports_and_imports_alike_is_one_finding(checked) -> None:
    partners = {"PRK": 1, "KOR": 40, "JPN": 55, "RUS": 20, "VNM": 25, "USA": 170}
    values = [value * (1000 if at == 5 else 1) for at, value in enumerate(SEASON)]
    text = HEAD + "".join(
        months([value * size for value in values], hs="TOTAL", flow=flow, year=2013, partner=partner)
        for partner, size in partners.items()
        for flow in "XM"
    )
    (finding,) = [each for each in checked(text).findings if each.severity != "note"]
    assert (finding.kind, finding.count) == ("unit_change", 12)
    assert finding.says.startswith("CHN export, import: the figures of 2013-06 are ")


def test_exchanged_columns_are_not_said_again_of_one_partner(checked) -> None:
    def rows(year: int, partner: str, out: float, back: float) -> str:
        out, back = (back, out) if year == 2012 else (out, back)
        of = f"{year},52,{year},CHN,{{}},{partner},{'H3' if year < 2012 else 'H4'},TOTAL,,{{}}\n"
        return of.format("X", out) + of.format("M", back)

    text = HEAD + "".join(
        rows(year, partner, *sizes)
        for year in range(2010, 2015)
        for partner, sizes in {"PRK": (3.5e9, 1.8e9), "KOR": (9e10, 1.8e11), "VNM": (5e10, 2e10)}.items()
    )
    said = [each for each in checked(text).findings if {"table0.csv:14", "table0.csv:15"} & set(each.rows)]
    assert {each.kind for each in said} == {"exchanged_columns"}


def test_a_code_that_parts_thousands_is_read_and_said(checked, read) -> None:
    text = HEAD + months([9e6], hs='"2,601"')
    assert read(text).flows[0].hs == "2601"
    assert "parts thousands" in of(checked(text), "unknown_code")[0].says


def test_a_partner_that_stands_under_a_remainder_from_a_month_on_is_found(checked) -> None:
    north = [1.6e8, 1.5e8, 1.7e8, 1.6e8, 1.5e8, 1.6e8]
    rest = [2.0e7, 2.1e7, 1.9e7, 2.0e7, 2.1e7, 2.0e7, 1.8e8, 1.7e8, 1.9e8]
    text = (
        HEAD
        + months(north, hs="TOTAL", flow="X", year=2010)
        + months(rest, hs="TOTAL", flow="X", year=2010, partner="_X")
    )
    (finding,) = of(checked(text.replace(",_X,", ",899,")), "hidden_partner")
    assert finding.rows == ("table0.csv:14", "table0.csv:15", "table0.csv:16")


def test_a_partner_that_ends_without_a_rise_elsewhere_is_not_called_hidden(checked) -> None:
    rest = [2.0e7, 2.1e7, 1.9e7, 2.0e7, 2.1e7, 2.0e7, 2.2e7, 1.9e7]
    text = HEAD + months([1.6e8, 1.5e8, 1.7e8, 1.6e8], hs="TOTAL", flow="X", year=2010)
    text += months(rest, hs="TOTAL", flow="X", year=2010, partner="899")
    assert {each.kind for each in checked(text).findings} & {"hidden_partner", "missing_period"} == set()


def test_zeros_that_a_remainder_explains_are_said_with_it_alone(checked) -> None:
    north = [1.6e9, 1.5e9, 0, 1.6e9, 1.5e9]
    rest = [2.0e8, 2.1e8, 1.8e9, 2.0e8, 2.1e8]
    rows = "".join(
        f"{2007 + at},52,{2007 + at},CHN,X,{partner},H3,TOTAL,,{value}\n"
        for partner, values in (("PRK", north), ("490", rest))
        for at, value in enumerate(values)
    )
    report = checked(HEAD + rows)
    (finding,) = of(report, "hidden_partner")
    assert "Reuters" in finding.says
    assert of(report, "zero_not_zero") == []


def test_crude_printed_as_zero_is_said_with_the_break_alone(checked) -> None:
    rows = "".join(
        f"{year},52,{year},CHN,X,PRK,H4,2709,,{value}\n"
        for year, value in ((2012, 5.7e8), (2013, 6e8), (2014, 0), (2015, 0), (2016, 0))
    )
    report = checked(HEAD + rows + "2011,52,2011,CHN,X,PRK,H3,2709,,5e8\n")
    assert len(of(report, "crude_missing")) == 1
    assert of(report, "zero_not_zero") == []


def test_the_two_koreas_exchanged_in_both_directions_are_one_finding(checked) -> None:
    text = "年份,国家（地区）,出口（亿美元）,进口（亿美元）\n2012,朝鲜,35.3,25.0\n2012,韩国,876.8,1686.5\n"
    text += "2013,朝鲜,911.6,1830.7\n2013,韩国,36.3,29.3\n2014,朝鲜,35.2,28.7\n2014,韩国,1003.4,1901.1\n"
    (finding,) = of(checked(text), "north_south")
    assert (finding.severity, finding.rows) == ("error", ("table0.csv:4", "table0.csv:5"))


def test_a_year_of_all_goods_that_is_zero_at_the_end_is_doubted(checked) -> None:
    text = "指标,2014年,2013年,2012年\n中国从朝鲜进口总额(万美元),0,292745,250390\n"
    (finding,) = of(checked(text), "zero_not_zero")
    assert finding.rows == ("table0.csv:2",)


# China with the DPRK as customs printed it, rounded: bans from 2017, a closed border from 2020, a slow return.
REAL = {
    2017: (3.25e9, 1.733e9), 2018: (2.22e9, 0.213e9), 2019: (2.574e9, 0.215e9), 2020: (0.491e9, 0.048e9),
    2021: (0.26e9, 0.058e9), 2022: (0.894e9, 0.134e9), 2023: (2.0e9, 0.29e9),
}  # fmt: skip


def test_bans_a_closed_border_and_a_return_raise_no_alarm(checked) -> None:
    text = HEAD + "".join(
        f"{year},52,{year},CHN,{flow},PRK,{'H5' if year < 2022 else 'H6'},TOTAL,,{value}\n"
        for year, both in REAL.items()
        for flow, value in zip("XM", both, strict=True)
    )
    assert {each.severity for each in checked(text).findings} == {"note"}


def weighed(rows) -> str:
    return HEAD + "".join(
        f"2016,{at},2016{at:02d},CHN,M,PRK,H4,2601,{weight},{value}\n"
        for at, (value, weight) in enumerate(rows, 1)
    )


def test_one_weight_in_kilograms_among_tonnes_is_found(checked) -> None:
    rows = [(9e7 + at * 1e6, 1e9 + at * 1e7) for at in range(8)]
    assert checked(weighed(rows)).findings == ()
    rows[4] = (rows[4][0], rows[4][1] * 1000)
    (finding,) = checked(weighed(rows)).findings
    assert (finding.kind, finding.rows) == ("unit_change", ("table0.csv:6",))
    assert "weight" in finding.says


def test_a_shipment_ten_times_as_large_is_no_wrong_weight(checked) -> None:
    rows = [(9e6 + at * 1e5, 1e8 + at * 1e6) for at in range(8)]
    rows[4] = (rows[4][0] * 10, rows[4][1] * 10)
    assert {each.kind for each in checked(weighed(rows)).findings} == {"power_of_ten"}


def test_many_contradictions_of_one_kind_are_told_as_eight_and_the_rest(checked) -> None:
    rows = "".join(f"{year},PRK,{100 + year - 2000},50,900\n" for year in range(2001, 2013))
    found = of(
        checked("year,partner,Exports (USD m),Imports (USD m),Total (USD m)\n" + rows), "parts_and_whole"
    )
    assert [each.count for each in found] == [1] * 8 + [4]
    assert "4 more of this kind" in found[-1].says
    others = of(
        checked("year,partner,Exports (USD m),Imports (USD m),Total (USD m)\n" + rows.replace("PRK", "JPN")),
        "parts_and_whole",
    )
    assert [(each.count, each.severity) for each in others] == [(12, "warning")]
    assert others[0].says.startswith("12 of this kind, such as ")


def test_cars_of_one_month_far_above_the_months_around_are_a_mix_up(checked) -> None:
    values = [1.1e7, 1.2e7, 1.0e7, 1.1e7, 6.2e8, 1.2e7, 1.1e7, 1.0e7]
    (finding,) = of(checked(HEAD + months(values, hs="8703", flow="X", year=2013)), "north_south")
    assert finding.rows == ("table0.csv:6",)


# Printed: 184.85 m in January 2015, 177.52 m in January 2016, 175.6 m in May 2016, 228 m in September 2016.
IMPORTS = {(2015, 1): 184.85e6, (2016, 1): 177.52e6, (2016, 5): 175.6e6, (2016, 9): 228e6}


def in_yuan() -> dict[int, list[float]]:
    return {year: [6.5 * IMPORTS.get((year, at), 19e7) for at in range(1, 13)] for year in (2015, 2016)}


def test_figures_in_yuan_are_said_once_for_all(checked) -> None:
    text = HEAD + "".join(months(values, year=year, hs="TOTAL") for year, values in in_yuan().items())
    (finding,) = of(checked(text), "unit_change")
    assert "the rate of the yuan, 6.228" in finding.says
    assert {"table0.csv:2", "table0.csv:14", "table0.csv:18", "table0.csv:22"} <= set(finding.rows)
    assert of(checked(text), "differs_from_published") == []


def test_running_totals_in_yuan_are_told_of_both(checked) -> None:
    text = HEAD + "".join(
        months([sum(values[: at + 1]) for at in range(12)], year=year, hs="TOTAL")
        for year, values in in_yuan().items()
    )
    report = checked(text)
    assert len(of(report, "running_total")) == 1
    (finding,) = of(report, "unit_change")
    assert "the rate of the yuan" in finding.says


def test_running_totals_in_dollars_are_told_of_the_running_alone(checked) -> None:
    text = HEAD + "".join(
        months([sum(values[: at + 1]) / 6.5 for at in range(12)], year=year, hs="TOTAL")
        for year, values in in_yuan().items()
    )
    report = checked(text)
    assert of(report, "running_total")
    assert of(report, "unit_change") == []


def test_an_edition_before_its_time_is_said_once_with_what_stands_beside_it(checked) -> None:
    old = months([5e7, 6e7], year=2010).replace(",H4,", ",H3,")
    report = checked(HEAD + old + months([5e7, 6e7], year=2011))
    (finding,) = of(report, "impossible_edition")
    assert finding.rows == ("table0.csv:4", "table0.csv:5")
    assert "H3 in 2010" in finding.says
    assert of(report, "mixed_editions") == []


def test_editions_that_change_in_their_years_are_mixed_beside_one_before_its_time(checked) -> None:
    old = months([5e7, 6e7], year=2010).replace(",H4,", ",H3,")
    report = checked(HEAD + old + months([5e7], year=2011) + months([5e7], year=2012))
    (mixed,) = of(report, "mixed_editions")
    assert mixed.rows == ("table0.csv:2", "table0.csv:5")
    assert of(report, "impossible_edition")


def test_coal_that_comes_back_after_zeros_is_no_mix_up_and_its_zeros_are_said(checked) -> None:
    coal = [1.26e8, 1.05e8, 6.3e5, 0, 0, 0, 0, 1.38e8, 4.4e7, 0, 0, 0]
    report = checked(HEAD + months(coal, year=2017))
    assert of(report, "north_south") == []
    assert [finding.count for finding in of(report, "zero_not_zero")] == [4, 3]


def test_a_row_whose_name_is_the_souths_is_said_once(checked) -> None:
    text = (
        "period,reporterISO,flowCode,partnerCode,partnerDesc,classificationCode,cmdCode,primaryValue\n"
        "2013,CHN,X,408,Rep. of Korea,H4,TOTAL,91165000000\n2012,CHN,X,408,Dem. People's Rep. of Korea,H4,TOTAL,3532000000\n"
    )
    (finding,) = [each for each in checked(text).findings if "table0.csv:2" in each.rows]
    assert finding.kind == "north_south"


def test_a_level_read_wrongly_is_said_once_though_its_total_does_not_fit(checked) -> None:
    text = (
        "指标,2013年,2012年\n中国同朝鲜进出口总额(万美元),655754,603632\n中国向朝鲜出口总额(万美元),36300.8,353242\n"
        "中国从朝鲜进口总额(万美元),292745,250390\n"
    )
    report = checked(text)
    assert report.files[0].units == ("USD x 10,000",)
    (finding,) = [each for each in report.findings if each.severity == "error"]
    assert (finding.kind, finding.rows) == ("unit_change", ("table0.csv:3",))


def test_parts_above_their_whole_are_said_once_with_all_rows(checked) -> None:
    text = HEAD + months([9e6], hs="TOTAL") + months([12e6], hs="27") + months([11e6], hs="2701")
    (finding,) = of(checked(text), "part_larger_than_whole")
    assert finding.rows == ("table0.csv:2", "table0.csv:3", "table0.csv:4")
    assert "2701" in finding.says


def test_figures_in_yuan_from_a_month_on_are_told_by_the_step(checked) -> None:
    values = [(2e8 - at % 3 * 1e7) * (6.6 if at >= 7 else 1) for at in range(12)]
    text = HEAD + months(values, hs="TOTAL", flow="X") + months([value * 0.9 for value in values], hs="TOTAL")
    (finding,) = of(checked(text), "unit_change")
    assert "from 2016-08 on" in finding.says
    assert "the rate of the yuan is 6.642" in finding.says


def test_one_running_total_that_is_off_is_one_finding(checked) -> None:
    text = "年月,国别,出口当月（万美元）,出口累计（万美元）\n201701,朝鲜,100,100\n201702,朝鲜,120,320\n201703,朝鲜,110,330\n"
    (finding,) = of(checked(text), "running_total")
    assert finding.rows == ("table0.csv:3",)


def test_crude_that_vanishes_is_said_once_with_the_totals_that_lack_it(checked) -> None:
    def year(value: float, when: int, hs: str) -> str:
        return f"{when},52,{when},CHN,X,PRK,H4,{hs},,{value}\n"

    text = (
        HEAD
        + year(3.6e9, 2013, "TOTAL")
        + year(6e8, 2013, "2709")
        + year(3.5e9, 2014, "TOTAL")
        + year(1e8, 2014, "2710")
    )
    (finding,) = of(checked(text), "crude_missing")
    assert finding.severity == "warning"
    assert finding.rows == ("table0.csv:3", "table0.csv:4")


def test_codes_of_another_classification_are_no_codes_of_goods(checked, read) -> None:
    text = (HEAD + months([9e6], hs="321")).replace(",H4,", ",S3,")
    assert read(text).flows[0].hs == "S3 321"
    (finding,) = of(checked(text), "unknown_code")
    assert finding.rows == ("table0.csv:2",)


@pytest.mark.parametrize("mark", ["*", " a/", " [1]", "¹", " (p)"])
def test_a_footnote_behind_a_number_is_said_and_no_digit(checked, read, mark: str) -> None:
    text = f"Year,Partner,Exports (US$ million)\n2013,North Korea,3630.1{mark}\n"
    assert read(text).flows[0].value == 3_630_100_000
    assert of(checked(text), "footnote_mark")[0].rows == ("table0.csv:2",)


@pytest.mark.parametrize("cell", ["3630.1x", "a*", "3,63*"])
def test_what_is_no_number_with_a_mark_is_refused(read, cell: str) -> None:
    with pytest.raises(BadFile):
        read(f'Year,Partner,Exports (US$ million)\n2013,North Korea,"{cell}"\n')


OEC = "year,origin,dest,export_val,import_val\n2013,chn,prk,3600000000,2711000000\n"
OFFICE = (
    "指标,2013年\n中国同朝鲜进出口总额(万美元),655754\n"
    "中国向朝鲜出口总额(万美元),363008\n中国从朝鲜进口总额(万美元),292745\n"
)


def test_figures_of_two_books_are_neither_a_revision_nor_parts_of_one_whole(checked) -> None:
    assert checked(OEC, OFFICE).findings == ()


def test_one_book_in_two_vintages_is_a_revision(checked) -> None:
    later = OFFICE.replace("655754", "655000").replace("292745", "291991")
    (finding,) = checked(OFFICE, later).findings
    assert (finding.kind, finding.count) == ("revision", 2)


def test_one_zero_at_the_end_is_no_finding(checked) -> None:
    assert of(checked(HEAD + months([9e6, 8e6, 9e6, 8e6, 0])), "zero_not_zero") == []


def test_a_future_month_makes_no_list_of_months_before_it(checked) -> None:
    report = checked(HEAD + months([9e6, 8e6, 9e6]) + months([9e6], year=2031))
    assert of(report, "future_period")
    assert of(report, "missing_period") == []


def test_running_totals_are_no_change_of_unit(checked) -> None:
    running = [2e8 * at for at in range(1, 13)]
    report = checked(
        HEAD + months(running, hs="TOTAL", flow="X") + months([x / 2 for x in running], hs="TOTAL")
    )
    assert of(report, "running_total")
    assert of(report, "unit_change") == []


def test_the_north_under_the_name_of_the_south_is_a_mix_up(checked) -> None:
    text = HEAD + months([9e6, 8e6, 9e6, 8e6, 9e6])
    moved = "".join(f"2016,{at},2016{at:02d},CHN,M,KOR,H4,2701,,85{at}0000\n" for at in (6, 7))
    (finding,) = of(checked(text + moved), "north_south")
    assert finding.rows == ("table0.csv:7", "table0.csv:8")


def test_the_south_alone_beside_the_north_is_no_mix_up(checked) -> None:
    both = HEAD + months([9e6, 8e6, 9e6, 8e6]) + months([8e8, 9e8, 8e8, 9e8, 85e7], partner="KOR")
    assert of(checked(both), "north_south") == []


def test_rows_of_the_north_written_as_the_south_in_a_chinese_table_are_a_mix_up(checked) -> None:
    lines = [
        f"2016{at:02d},{'韩国' if at in (6, 7) else '朝鲜'},{at % 3 + 100},{at % 2 + 80}"
        for at in range(1, 10)
    ]
    text = "单位：万美元\n年月,国别,出口,进口\n" + "\n".join(lines) + "\n"
    found = of(checked(text), "north_south")
    assert {row for finding in found for row in finding.rows} == {"table0.csv:8", "table0.csv:9"}
