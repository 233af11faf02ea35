"""Is each trap of trade statistics noticed where it is, and silent where it is not?"""

from __future__ import annotations

from datetime import date

import pytest

HEAD = (
    "refYear,refMonth,period,reporterISO,flowCode,partnerISO,partner2Code,classificationCode,cmdCode,"
    "customsCode,motCode,netWgt,primaryValue\n"
)


def row(
    value: object,
    *,
    period: str = "2013",
    partner: str = "PRK",
    flow: str = "X",
    hs: str = "TOTAL",
    edition: str = "H4",
    transport: str = "0",
    weight: object = "",
    reporter: str = "CHN",
) -> str:
    about = f"{period[:4]},{period[4:] or 52},{period},{reporter},{flow},{partner},0,{edition},{hs},C00"
    return f"{about},{transport},{weight},{value}\n"


def table(*rows: str) -> str:
    return HEAD + "".join(rows)


def of(report, kind: str):
    return [finding for finding in report.findings if finding.kind == kind]


MONTHS = [f"2024{month:02d}" for month in range(1, 13)]
PARTNERS = {"PRK": 1e8, "KOR": 1e10, "JPN": 1.2e10, "RUS": 9e9, "VNM": 8e9, "USA": 4e10, "MNG": 5e8}


def year_of_months(change=None) -> str:
    """A year of monthly totals of seven partners with a gentle season; `change` alters single values."""
    rows = [
        row(
            round(change(partner, month, size * (1 + 0.02 * at)) if change else size * (1 + 0.02 * at)),
            period=month,
            partner=partner,
        )
        for at, month in enumerate(MONTHS)
        for partner, size in PARTNERS.items()
    ]
    return table(*rows)


def test_a_clean_year_raises_no_error(checked) -> None:
    assert [finding for finding in checked(year_of_months()).findings if finding.severity == "error"] == []


def test_north_and_south_exchanged_in_a_month_are_an_error(checked) -> None:
    other = {"PRK": "KOR", "KOR": "PRK"}
    text = year_of_months(
        lambda partner, month, value: PARTNERS[other.get(partner, partner)] if month == "202406" else value
    )
    (finding,) = [each for each in of(checked(text), "north_south") if each.severity == "error"]
    assert "2024-06" in finding.says
    assert len(finding.rows) == 2


def test_north_and_south_exchanged_for_good_are_an_error(checked) -> None:
    other = {"PRK": "KOR", "KOR": "PRK"}
    assert of(
        checked(year_of_months(lambda partner, month, value: PARTNERS[other.get(partner, partner)])),
        "north_south",
    )


def test_a_code_of_the_south_beside_a_name_of_the_north_is_a_mix_up(checked) -> None:
    text = "year,flow,partnerCode,partner,value_usd\n2013,export,410,North Korea,5\n"
    (finding,) = of(
        checked(text.replace("year,", "reporter,year,").replace("2013,", "CHN,2013,")), "north_south"
    )
    assert "(KOR)" in finding.says
    assert "(PRK)" in finding.says


def test_korea_alone_is_a_mix_up(checked) -> None:
    text = "reporter,year,flow,partner,value_usd\nCHN,2013,export,Korea,5\n"
    assert of(checked(text), "north_south")


@pytest.mark.parametrize("factor", [10, 0.1, 1000, 1e-4])
def test_a_month_in_another_multiple_is_noticed(checked, factor: float) -> None:
    text = year_of_months(lambda partner, month, value: value * factor if month == "202409" else value)
    found = of(checked(text), "unit_change")
    assert any("2024-09" in finding.says for finding in found)


def test_a_month_in_dollars_among_yuan_is_noticed_from_months_alone(checked) -> None:
    # 10,000 yuan read as 1,000 dollars: 10 / 7.12 = 1.404 times too large, in one month of the year
    text = year_of_months(lambda partner, month, value: value * 1.404 if month == "202409" else value)
    assert any("2024-09" in finding.says for finding in of(checked(text), "unit_change"))


def test_a_new_year_dip_is_no_change_of_unit(checked) -> None:
    text = year_of_months(lambda partner, month, value: value * 0.75 if month == "202402" else value)
    assert of(checked(text), "unit_change") == []


GACC = "year,month,iso3,partner,unit,trade_total_month,trade_total_cum,exports_month,exports_cum,imports_month,imports_cum\n"


def customs(months: int = 10, change=None, revise: float = 0.0, unit=lambda month: "CNY_10k") -> str:
    """Monthly and running totals of seven partners, as China's customs print them; `change` multiplies all numbers of a month."""
    rows = []
    for partner, size in PARTNERS.items():
        running = 0.0
        for month in range(1, months + 1):
            value = size / 1e4 * (1 + 0.03 * month)
            running += value - (revise * value if partner == "PRK" and month == 6 else 0)
            factor = change(month) if change else 1
            cells = [
                round(each * factor)
                for each in (value * 1.5, running * 1.5, value, running, value / 2, running / 2)
            ]
            rows.append(",".join(map(str, (2024, month, partner, partner, unit(month), *cells))))
    return GACC + "\n".join(rows) + "\n"


def test_a_silent_change_from_10_000_yuan_to_1_000_dollars_is_solved_from_running_totals(checked) -> None:
    found = of(checked(customs(change=lambda month: 1 / 0.71217 if month == 9 else 1)), "unit_change")
    first = next(finding for finding in found if "2024-09" in finding.says)
    assert first.figures["factor"] == pytest.approx(1 / 0.71217, rel=0.01)
    assert "10,000 yuan to 1,000 dollars" in first.says


def test_a_declared_change_of_unit_is_converted_and_said(checked) -> None:
    text = customs(
        change=lambda month: 1 / 0.71217 if month == 9 else 1,
        unit=lambda month: "USD_1k" if month == 9 else "CNY_10k",
    )
    report = checked(text)
    assert report.files[0].units == ("CNY x 10,000", "USD x 1,000")
    (finding,) = [each for each in of(report, "unit_change") if "several currencies" in each.says]
    assert finding.severity == "warning"


def test_a_month_that_is_not_the_step_of_the_running_total_is_said_for_the_state_asked_about(checked) -> None:
    found = [
        finding
        for finding in of(checked(customs(revise=0.3)), "running_total")
        if finding.severity == "warning"
    ]
    assert {finding.says.split(":")[0] for finding in found} == {
        "CHN total with PRK, 2024-06",
        "CHN export to PRK, 2024-06",
        "CHN import from PRK, 2024-06",
    }


def test_running_totals_that_fit_are_silent(kinds) -> None:
    assert "running_total" not in kinds(customs())


def test_a_year_that_is_not_the_sum_of_its_months_is_said(checked) -> None:
    months = [row(100_000_000, period=month) for month in MONTHS]
    (finding,) = of(checked(table(*months, row(900_000_000, period="2024"))), "running_total")
    assert finding.figures == {"year": 900_000_000, "months": 1_200_000_000}


def test_growth_in_yuan_is_another_growth_in_dollars(checked) -> None:
    title = "2022年1-12月进出口商品国别(地区)总值表,,,\n单位:万元人民币,,,\n"
    text = title + "国别(地区),出口,出口同比±%,进口\n朝鲜,600000,250.0,90000\n韩国,100,2,3\n"
    (finding,) = of(checked(text), "currency_growth")
    # the yuan fell from 6.4515 to 6.7261 a dollar, so dollars grew 4.1 % less
    assert "-4.1 %" in finding.says
    assert "+235.7 %" in finding.says


def test_one_figure_in_two_vintages_is_a_revision(checked) -> None:
    old, new = table(row(5_060_000_000, period="2017")), table(row(4_980_000_000, period="2017"))
    (finding,) = of(checked(old, new), "revision")
    assert "5,060,000,000 USD and 4,980,000,000 USD" in finding.says
    assert finding.rows == ("table0.csv:2", "table1.csv:2")


def test_a_partner_hidden_in_a_remainder_is_found(checked) -> None:
    rows = [row(300_000_000, period=month) for month in MONTHS[:7]] + [row(310_000_000, period="202412")]
    rest = [
        row(20_000_000 + (290_000_000 if month in MONTHS[7:11] else 0), period=month, partner="_X")
        for month in MONTHS
    ]
    (finding,) = [f for f in of(checked(table(*rows, *rest)), "hidden_partner") if f.severity == "error"]
    assert "899 rises by about 290,000,000" in finding.says


def test_months_missing_for_one_partner_only_are_said(kinds) -> None:
    rows = [row(3e8, period=month) for month in MONTHS if month != "202405"] + [
        row(9e9, period=m, partner="JPN") for m in MONTHS
    ]
    assert "missing_period" in kinds(table(*rows))


def test_rows_of_modes_of_transport_double_their_total(checked) -> None:
    text = table(row(100), row(60, transport="2100"), row(40, transport="3200"))
    (finding,) = of(checked(text), "double_rows")
    assert finding.count == 2
    assert "motCode" in finding.says
    assert finding.rows == ("table0.csv:3", "table0.csv:4")


def test_parts_without_their_total_are_said(kinds) -> None:
    found = kinds(table(row(60, transport="2100"), row(40, transport="3200")))
    assert "split_rows" in found
    assert "double_rows" not in found


def test_a_repeated_line_and_a_contradicted_line_are_told_apart(checked) -> None:
    report = checked(table(row(100), row(100), row(7, flow="M"), row(8, flow="M")))
    assert of(report, "duplicate")[0].rows == ("table0.csv:3",)
    assert of(report, "duplicate_conflict")[0].rows == ("table0.csv:4", "table0.csv:5")


def test_editions_mixed_in_one_file_are_said(checked) -> None:
    report = checked(
        table(
            row(1, hs="270111", edition="H3", period="2011"), row(1, hs="270111", edition="H4", period="2012")
        )
    )
    assert "H3 in 2011; H4 in 2012" in of(report, "mixed_editions")[0].says


def test_an_edition_before_its_time_and_a_code_it_lacks_are_said(kinds) -> None:
    # 030617 exists in H4 and H5; H6 dropped nothing of it, and H2 never had it
    assert "impossible_edition" in kinds(table(row(1, hs="2701", edition="H6", period="2013")))
    assert "code_not_in_edition" in kinds(table(row(1, hs="030617", edition="H2", period="2013")))
    assert "code_not_in_edition" in kinds(table(row(1, hs="099999", edition="HS", period="2013")))
    assert "code_not_in_edition" not in kinds(table(row(1, hs="030617", edition="HS", period="2013")))


def test_a_month_thirteen_is_left_out_and_said(checked) -> None:
    report = checked(table(row(1), row(1, period="201313")))
    (finding,) = of(report, "impossible_period")
    assert "month 13 does not exist" in finding.says
    assert (report.files[0].flows, report.files[0].left_out) == (1, 1)


def test_future_and_unfinished_periods_are_told_apart(checked) -> None:
    report = checked(table(row(1, period="2027"), row(1, period="2026")), on=date(2026, 11, 21))
    assert of(report, "future_period")[0].rows == ("table0.csv:2",)
    assert of(report, "partial_period")[0].rows == ("table0.csv:3",)


def test_values_below_zero_are_kept_and_said(read, checked) -> None:
    text = table(row(-5))
    assert read(text).flows[0].value == -5
    assert of(checked(text), "negative")


def test_crude_that_ends_in_2014_is_the_known_gap(checked) -> None:
    text = table(row(6e8, hs="2709", period="2013", weight=5.8e8), row(0, hs="2709", period="2014", weight=0))
    assert any(
        "2709 is recorded until 2013-12-31 and zero from 2014-01-01" in f.says
        for f in of(checked(text), "crude_missing")
    )


def test_crude_that_is_left_out_after_2013_is_noticed_too(checked) -> None:
    text = table(
        row(6e8, hs="2709", period="2013"),
        row(1e8, hs="2710", period="2013"),
        row(1e8, hs="2710", period="2014"),
    )
    assert any(
        "2709 is recorded until 2013-12-31 and no longer there" in f.says
        for f in of(checked(text), "crude_missing")
    )


def test_a_zero_of_coal_in_2019_stands_beside_what_monitors_saw(checked) -> None:
    text = table(row(0, hs="2701", flow="M", period="201905"), row(5, hs="2701", flow="M", period="202005"))
    (finding,) = of(checked(text), "customs_zero")
    assert "3.7 million tonnes" in finding.says
    assert finding.rows == ("table0.csv:2",)


def test_a_total_of_2014_is_marked_for_the_missing_crude_and_one_of_2013_is_not(kinds) -> None:
    assert "crude_missing" in kinds(table(row(3.5e9, period="2014")))
    assert "crude_missing" not in kinds(table(row(3.6e9, period="2013")))


def test_years_in_which_everything_is_zero_are_no_data(checked) -> None:
    head = "," + ",".join(f"中国向{name}出口总额" for name in ("朝鲜", "韩国", "日本", "越南", "蒙古")) + "\n"
    (finding,) = of(checked(head + "1997年,0.0,0.0,0.0,0.0,0.0\n1998年,35571,1,2,3,4\n"), "zero_not_zero")
    assert "no data, not zero trade" in finding.says


def test_a_zero_between_positive_months_and_goods_without_value_are_doubted(checked) -> None:
    series = table(*(row(0 if month == "202405" else 3e8, period=month) for month in MONTHS))
    assert "between positive figures" in of(checked(series), "zero_not_zero")[0].says
    assert (
        "goods without a value" in of(checked(table(row(0, hs="2701", weight=5000))), "zero_not_zero")[0].says
    )


def test_levels_and_groups_in_one_file_are_said(kinds) -> None:
    found = kinds(table(row(10), row(5, hs="2701"), row(100, partner="W00")))
    assert {"mixed_levels", "mixed_partners"} <= found


def test_one_file_given_twice_is_said(checked) -> None:
    text = table(row(1))
    assert of(checked(text, text), "same_file")


def test_a_table_that_never_states_its_unit_keeps_its_numbers(read, checked) -> None:
    text = "年份,月份,国家,出口,进口\n2024,1,朝鲜,110200,24749\n"
    text = "reporter," + text.replace("\n2024", "\nCHN,2024")
    assert [(flow.value, flow.currency) for flow in read(text).flows] == [(110_200, ""), (24_749, "")]
    assert of(checked(text), "unknown_unit")[0].severity == "error"


def test_a_unit_cell_without_a_currency_is_said(kinds) -> None:
    assert "unknown_unit" in kinds("reporter,year,partner,flow,value,unit\nCHN,2013,PRK,export,5,boxes\n")


def test_every_finding_names_its_rows_and_changes_nothing(read, checked) -> None:
    text = customs(change=lambda month: 10 if month == 9 else 1)
    before = read(text).flows
    assert all(finding.rows for finding in checked(text).findings)
    assert read(text).flows == before


def test_a_name_nobody_knows_is_kept_and_said(read, kinds) -> None:
    text = "reporter,year,partner,flow,value_usd\nCHN,2013,Ruritania,export,5\n"
    assert read(text).flows[0].partner == "Ruritania"
    assert "unknown_partner" in kinds(text)
