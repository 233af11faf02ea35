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
