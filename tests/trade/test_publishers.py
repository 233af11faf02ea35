"""Are files read as publishers print them: titles, headings of two rows, units in headings, sets of signs, national codes?"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.terms.errors import BadFile


def of(report, kind: str):
    return [finding for finding in report.findings if finding.kind == kind]


def figures(file) -> dict[tuple[str, str, bool], float | None]:
    return {(flow.partner, flow.direction, flow.running): flow.value for flow in file.flows}


RELEASE = (
    "（2）2017年5月进出口商品国别（地区）总值表（美元值）,,,,,,,,,\r\n单位：千美元,,,,,,,,,\r\n"
    "进口原产国（地区）,进出口,,出口,,进口,,累计比去年同期±％,,\r\n"
    "出口最终目的国（地区）,5月,1至5月,5月,1至5月,5月,1至5月,进出口,出口,进口\r\n"
    '朝　鲜,"489,820","2,073,820","365,540","1,392,000","124,280","681,820",13.7,32.2,-13.5\r\n'
    '其中：韩国,"22,300,000","108,000,000","8,100,000","41,000,000","14,200,000","67,000,000",8.9,10.2,8.5\r\n'
    "注：本表数据为初步数。,,,,,,,,,\r\n"
)
EXPECTED = {
    ("total", False): 489.82e6, ("total", True): 2073.82e6, ("export", False): 365.54e6,
    ("export", True): 1392e6, ("import", False): 124.28e6, ("import", True): 681.82e6,
}  # fmt: skip


def test_a_release_of_customs_with_origin_and_destination_in_its_heading_is_read(read) -> None:
    file = read(RELEASE.encode("gb18030"))
    north = {key[1:]: value for key, value in figures(file).items() if key[0] == "PRK"}
    assert (file.layout.source, file.encoding, north) == ("China Customs", "gb18030", EXPECTED)
    growth = {flow.direction: flow.growth for flow in file.flows if flow.partner == "PRK" and flow.running}
    assert growth == pytest.approx({"total": 0.137, "export": 0.322, "import": -0.135})
    assert {flow.partner for flow in file.flows} == {"PRK", "KOR"}


@pytest.mark.parametrize("month", ["5.2017", "May 2017", "2017.5"])
@pytest.mark.parametrize("total", ["Total", "Imports & Exports", "Imports and Exports"])
def test_an_english_release_of_customs_is_read(read, month: str, total: str) -> None:
    text = (
        f'"(2) Imports and Exports by Country (Region), {month}",,,,,,\n"Unit: US$1,000",,,,,,\n'
        f'"Country (Region)",{total},,Exports,,Imports,\n,5,1 to 5,5,1 to 5,5,1 to 5\n'
        '"D. P. R. Korea","489,820","2,073,820","365,540","1,392,000","124,280","681,820"\n'
    )
    file = read(text)
    assert {key[1:]: value for key, value in figures(file).items()} == EXPECTED
    assert {(flow.partner, flow.until) for flow in file.flows} == {("PRK", date(2017, 6, 1))}


@pytest.mark.parametrize("columns", ["2024-01,2024-02", "1月,2月"])
def test_a_title_may_say_the_direction_and_the_year_of_columns_of_months(read, columns: str) -> None:
    text = f"2024年中国对部分国家出口\n单位：万美元\n国家,{columns}\n朝鲜,13100,8200\n"
    assert [(f.direction, f.since, f.value) for f in read(text.encode("gb18030")).flows] == [
        ("export", date(2024, 1, 1), 131e6),
        ("export", date(2024, 2, 1), 82e6),
    ]


def test_a_weight_is_read_in_the_unit_of_its_heading(read) -> None:
    text = "统计月份,进出口方向,国家,商品编码,金额(千美元),数量(千克)\n2017年1月,进口,朝鲜,2701,126753,1444420155\n"
    (flow,) = read(text).flows
    assert (flow.value, flow.quantity, flow.unit) == (126_753_000, 1_444_420.155, "t")


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8"])
def test_a_russian_table_is_read(read, encoding: str) -> None:
    text = (
        "Отчетный год;Страна;Направление;Код ТН ВЭД;Стоимость, тыс. долл. США;Вес, т\n"
        "2017;КНДР;экспорт;2701;62 345,7;850000,5\n2017;Китай;экспорт;2710;1 305 345,2;3009000\n"
    )
    coal = read(text.encode(encoding)).flows[0]
    assert (coal.partner, coal.direction, coal.hs, coal.value, coal.currency, coal.quantity, coal.unit) == (
        "PRK", "export", "2701", 62_345_700, "USD", 850_000.5, "t",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_a_korean_table_in_thousands_of_dollars_is_read(read, encoding: str) -> None:
    text = (
        "기간,국가명,수출금액(천불),수입금액(천불)\n2017년 01월,북한,1,2\n2017년 01월,중국,9876543,8765432\n"
    )
    assert figures(read(text.encode(encoding)))["CHN", "export", False] == 9_876_543_000


def test_a_growth_column_belongs_to_the_figure_before_it(read) -> None:
    text = "年份,国家,出口额（亿元）,进口额（亿元）,进出口额（亿元）,同比（%）\n2018,朝鲜,146.7,14.2,160.9,-52.4\n"
    assert [(f.direction, f.value, f.growth) for f in read(text).flows] == [
        ("export", 14_670_000_000, None),
        ("import", 1_420_000_000, None),
        ("total", 16_090_000_000, pytest.approx(-0.524)),
    ]


QUERY = "数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,美元,\n"


def test_national_codes_are_parts_of_their_six_digits(read, checked) -> None:
    text = (
        QUERY + '"201701","27101210","车用汽油","109","朝鲜","9,000,000","千克","5,000,000",\n'
        '"201701","27101220","石脑油","109","朝鲜","1,000,000","千克","600,000",\n'
        '"201701","27011100","无烟煤","109","朝鲜","1,000,000","千克","90,000",\n'
    )
    assert [(f.hs, f.breakdown) for f in read(text).flows] == [
        ("271012", "code=27101210"), ("271012", "code=27101220"), ("270111", ""),
    ]  # fmt: skip
    report = checked(出口=text)
    assert of(report, "duplicate_conflict") == []
    assert of(report, "split_rows")[0].rows == ("出口.csv:2", "出口.csv:3")


def test_a_query_of_customs_that_nobody_gave_a_direction_says_so(checked) -> None:
    text = QUERY + '"201701","27011100","无烟煤","109","朝鲜","1","千克","90,000",\n'
    assert of(checked(text), "direction_unknown")[0].severity == "error"
    assert of(checked(出口=text), "direction_unknown") == []


def test_words_for_goods_without_a_code_are_no_total(read) -> None:
    text = "year,flow,partner,product,value_usd\n2013,import,PRK,coal,5\n2013,import,PRK,Total,9\n"
    assert [(f.hs, f.goods) for f in read(text).flows] == [("", "coal"), ("TOTAL", "Total")]


def test_two_goods_without_a_code_are_no_duplicate_and_no_series(checked) -> None:
    text = "year,flow,partner,product,value_usd\n" + "".join(
        f"{year},import,PRK,{goods},{value}\n"
        for year in range(2010, 2016)
        for goods, value in (("coal", 9e8), ("ore", 9e6))
    )
    assert {each.kind for each in checked(text).findings} <= {"reporter_unknown"}


PRINTED = (
    "id,series,reporter,partner,counterparty,flow_dprk,product,hs,hs_basis,hs_edition,start,end,value,unit,quantity,"
    "quantity_unit,yoy_pct,status\n"
    "P1,x,China,DPRK,China,import,diesel,2710,mapped,HS2017,2017-06-01,2017-06-30,,,367,t,,ok\n"
    "P2,x,China,DPRK,China,export,coal,2701,printed,HS2012,2013-01-01,2013-12-31,1380000000,USD,,,15.5,ok\n"
    "P3,x,OEC compilation,DPRK,World,export,wigs,6704,mapped,HS2017,2019-01-01,2019-12-31,31000000,USD,,,,suspect\n"
    "P4,x,China,DPRK,China,export,share of coal,2701,mapped,HS2017,2019-01-01,2019-12-31,31,pct_of_exports,,,,ok\n"
)


def test_printed_figures_by_product_are_seen_from_the_state_that_reports(read, checked) -> None:
    file = read(PRINTED)
    assert [(f.reporter, f.partner, f.direction, f.hs, f.edition, f.value, f.basis) for f in file.flows] == [
        ("CHN", "PRK", "export", "2710", "", None, "recorded"),
        ("CHN", "PRK", "import", "2701", "H4", 1_380_000_000, "recorded"),
        ("PRK", "W00", "export", "6704", "", 31_000_000, "compiled"),
    ]  # fmt: skip
    assert (file.flows[0].quantity, file.flows[0].unit) == (367, "t")
    assert file.flows[1].growth == pytest.approx(0.155)
    (doubted,) = of(checked(PRINTED), "doubted_figure")
    assert doubted.rows == ("table0.csv:4",)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            "refYear,period,reporterISO,flowCode,partnerISO,cmdCode,primaryValue\n",
            "no row under the heading holds a figure",
        ),
        (
            '\ufeff\n<?xml version="1.0"?><html><head><title>Service Unavailable</title></head></html>',
            '"Service Unavailable"',
        ),
        ("origin,dest,export_val,import_val\nchn,prk,1,2\n", "no column says of which period"),
        ("<Error><Code>AccessDenied</Code></Error>", "this is XML"),
        ('{"statusCode":429,"message":"Rate limit is exceeded."}', "Rate limit is exceeded"),
        ('{"error":{"code":"400","message":"bad period"}}', "with an error: bad period"),
    ],
)
def test_what_a_publisher_sends_instead_of_figures_is_refused_in_its_words(
    read, content: str, why: str
) -> None:
    with pytest.raises(BadFile, match=why):
        read(content)


def test_a_table_of_impossible_periods_alone_is_refused_with_all_of_them(read) -> None:
    with pytest.raises(BadFile) as caught:
        read("period,flow,partner,value_usd\n201313,export,PRK,5\n201300,export,PRK,5\n")
    assert [problem.where for problem in caught.value.problems] == ["line 2", "line 3"]


def test_a_fall_after_the_first_month_is_no_mix_up(checked) -> None:
    text = "年月,国别,出口（万美元）,进口（万美元）\n202001,朝鲜,18600,1088\n202002,朝鲜,1060,10\n202003,朝鲜,1803,61.6\n"
    assert of(checked(text), "north_south") == []


def test_a_few_months_among_years_of_none_are_no_missing_months(checked) -> None:
    text = "period,flow,partner,value_usd\n201001,export,PRK,5000\n201206,export,PRK,5000\n"
    assert of(checked(text), "missing_period") == []


def test_parts_without_a_whole_make_a_series_as_their_sum(checked) -> None:
    rows = "".join(
        f'"2013{month:02d}","{code}","煤","109","朝鲜","1","千克","{value * (10 if month == 6 else 1)}",\n'
        for month in range(1, 13)
        for code, value in (("27011290", 3e6), ("27011210", 2e6))
    )
    (finding,) = of(checked(进口=QUERY + rows), "power_of_ten")
    assert finding.figures["value"] == 5e7


@pytest.mark.parametrize(
    "headings",
    [
        "对朝鲜出口（万美元）,自朝鲜进口（万美元）",
        "Exports to North Korea (USD 10k),Imports from the DPRK (USD 10k)",
    ],
)
def test_headings_of_figures_may_name_the_partner(read, headings: str) -> None:
    flows = read(f"date,{headings}\n2017-01,16100,20700\n").flows
    assert [(f.partner, f.direction, f.value) for f in flows] == [
        ("PRK", "export", 161e6),
        ("PRK", "import", 207e6),
    ]


def test_years_as_columns_beside_a_direction_and_a_unit_are_read(read) -> None:
    text = "国别,方向,单位,2012,2013\n朝鲜,出口,万美元,353242,363008\n朝鲜,进口,万美元,250376,\n"
    assert [(f.direction, f.since.year, f.value) for f in read(text.encode("gb18030")).flows] == [
        ("export", 2012, 3_532_420_000), ("export", 2013, 3_630_080_000), ("import", 2012, 2_503_760_000),
    ]  # fmt: skip


def test_a_line_of_totals_is_the_world_and_one_twice_is_a_duplicate(read, checked) -> None:
    world = "2013,Total,2209007000\n"
    text = f"Year,Country,Exports (thousand USD)\n2013,North Korea,3630075\n{world}{world}Source: x,,\n"
    assert [f.partner for f in read(text).flows] == ["PRK", "W00", "W00"]
    assert of(checked(text), "duplicate")[0].rows == ("table0.csv:4",)


@pytest.mark.parametrize("day", ["2017/1/1", "1/2017", "2017-01-31", "2017年01월"])
def test_months_as_spreadsheets_write_them_are_read(read, day: str) -> None:
    (flow,) = read(f"date,partner,flow,value_usd\n{day},PRK,export,5\n").flows
    assert (flow.since, flow.until) == (date(2017, 1, 1), date(2017, 2, 1))


@pytest.mark.parametrize("day", ["Jan-17", "2017/1/15", "13/2017"])
def test_what_may_be_a_day_is_refused(read, day: str) -> None:
    with pytest.raises(BadFile):
        read(f"date,partner,flow,value_usd\n{day},PRK,export,5\n")


def test_the_column_of_an_impossible_month_is_named(read) -> None:
    head = "refYear,period,reporterISO,flowCode,partnerISO,cmdCode,primaryValue\n"
    with pytest.raises(BadFile) as caught:
        read(head + "2013,201313,CHN,X,PRK,TOTAL,7\n2013,2013,CHN,X,PRK,TOTAL,12a\n")
    assert [problem.field for problem in caught.value.problems] == [
        "column 2 (period)",
        "column 7 (primaryValue)",
    ]
    with pytest.raises(BadFile) as caught:
        read("year,month,partner,flow,value_usd\n2013,13,PRK,export,7\n")
    assert [problem.field for problem in caught.value.problems] == ["column 2 (month)"]


def test_records_one_to_a_line_are_read(read) -> None:
    record = '{{"period":"{}","reporterISO":"CHN","flowCode":"X","partnerISO":"PRK","cmdCode":"TOTAL","primaryValue":{}}}\n'
    assert [f.value for f in read(record.format(2013, 1) + record.format(2014, 2), "answer.json").flows] == [
        1,
        2,
    ]
    for broken in ("[1]\n", "[" * 2000, "x"):
        with pytest.raises(BadFile, match="broken or cut off"):
            read(record.format(2013, 1) + broken, "answer.json")


def test_bytes_that_are_no_text_are_refused(read) -> None:
    with pytest.raises(BadFile, match="no text file"):
        read("refYear,period\0,reporterISO\n1,2,3\n")


def test_months_may_be_a_run_or_the_whole_year_and_a_sum_of_rows_is_left_out(read, checked) -> None:
    text = (
        "年份,月份,国家,进出口方向,金额（万美元）\n2017,1月,朝鲜,出口,161\n2017,2月,朝鲜,出口,120\n2017,合计,朝鲜,出口,281\n"
        "2017,1-2月,朝鲜,出口,281\n2016,全年,朝鲜,出口,3422\n"
    )
    assert [(f.since, f.until, f.value) for f in read(text).flows] == [
        (date(2017, 1, 1), date(2017, 2, 1), 1.61e6),
        (date(2017, 2, 1), date(2017, 3, 1), 1.2e6),
        (date(2017, 1, 1), date(2017, 3, 1), 2.81e6),
        (date(2016, 1, 1), date(2017, 1, 1), 34.22e6),
    ]
    (left,) = of(checked(text), "sum_row")
    assert (left.severity, left.rows) == ("note", ("table0.csv:4",))


def test_a_unit_may_stand_in_a_row_under_the_headings(read) -> None:
    text = "年份,国家,出口额,进口额\n,,万美元,万美元\n2013,朝鲜,363008,292745\n"
    assert [f.value for f in read(text).flows] == [3_630_080_000, 2_927_450_000]


def test_comtrade_in_words_and_with_signs_of_the_web_is_comtrade(read) -> None:
    text = (
        "period,reporterDesc,flowDesc,partnerDesc,cmdCode,classificationCode,primaryValue\n"
        '2013,China,Export,"Dem. People&#39;s Rep. of Korea",TOTAL,H4,3630075000\n'
    )
    (flow,) = read(text).flows
    assert (flow.reporter, flow.partner, flow.value, flow.currency) == ("CHN", "PRK", 3_630_075_000, "USD")


def test_cells_may_be_parted_by_the_comma_of_full_width(read) -> None:
    assert (
        read("年份，国家，出口额（万美元）\n２０１３，朝鲜，３６３００８\n").flows[0].value == 3_630_080_000
    )


def test_a_printed_figure_cut_off_before_its_last_day_is_no_crash(read) -> None:
    with pytest.raises(BadFile):
        read(
            PRINTED.splitlines()[0] + "\nP1,x,China,DPRK,China,import,diesel,2710,mapped,HS2017,2017-06-01\n"
        )


@pytest.mark.parametrize(("cell", "since"), [("2013/1/1", 2013), ("2013-12-31", 2013), ("2014.12.31", 2014)])
def test_a_year_written_as_its_first_or_last_day_is_that_year(read, cell: str, since: int) -> None:
    (flow,) = read(f"year,partner,flow,value_usd\n{cell},PRK,export,5\n").flows
    assert (flow.since, flow.until) == (date(since, 1, 1), date(since + 1, 1, 1))


def test_the_statistics_office_is_read_in_english(read) -> None:
    text = (
        "Indicators,2013,2012\n"
        '"Value of Exports from China to Korea, DPR(10000 US dollars)",363007.5,353240\n'
        '"Value of Imports of China from Korea, DPR(10000 US dollars)",292745,250376\n'
        '"Total Value of Imports and Exports of China with Korea, Rep.(10000 US dollars)",27424000,25641000\n'
    )
    assert {(f.partner, f.direction): f.value for f in read(text).flows if f.since.year == 2013} == {
        ("PRK", "export"): 3_630_075_000, ("PRK", "import"): 2_927_450_000, ("KOR", "total"): 274_240_000_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "value"),
    [("value_kusd", 5e3), ("Value, kUS$", 5e3), ("USD m", 5e6), ("value_musd", 5e6), ("value_usd_m", 5e6)],
)
def test_a_letter_beside_a_currency_is_its_multiple(read, heading: str, value: float) -> None:
    text = f'year,partner,flow,"{heading}"\n2013,PRK,export,5\n'
    assert [(f.value, f.currency) for f in read(text).flows] == [(value, "USD")]


def test_codes_under_the_heading_of_products_are_codes(read, checked) -> None:
    text = "PARTNER,PRODUCT,FLOW,PERIOD,VALUE_IN_EUROS,REMARK\nKP,84,2,201601,5,x\nKP,TOTAL,1,201601,9,y\n"
    assert [(f.hs, f.direction) for f in read(text).flows] == [("84", "export"), ("TOTAL", "import")]
    assert checked(text).files[0].unread == ("REMARK",)


def test_a_weight_whose_heading_ends_in_its_unit_is_read(read) -> None:
    text = "period,direction,country,tnved,value_kusd,netto_kg\n01/2017,ЭК,KP,2701120000,560.2,900000\n"
    (flow,) = read(text).flows
    assert (flow.hs, flow.breakdown, flow.quantity, flow.unit) == ("270112", "", 900, "t")


@pytest.mark.parametrize(
    ("headings", "source", "lacks", "near"),
    [
        (
            "period,reporterCode,flowCode,partnerCode,cmdCode,primaryVal,netWgt",
            "UN Comtrade",
            ["primaryValue"],
            "primaryVal",
        ),
        ("t,i,j,k,w", "BACI", ["v"], None),
        ("数据年月,商品编码,贸易伙伴编码,美元", "China Customs", ["贸易伙伴名称"], "贸易伙伴编码"),
    ],
)
def test_what_the_headings_of_a_publisher_lack_is_said(
    read, headings: str, source: str, lacks: list[str], near: str | None
) -> None:
    with pytest.raises(BadFile) as caught:
        read(headings + "\n1,2,3,4,5,6,7\n")
    assert len(caught.value.problems) == len(lacks)
    for problem, heading in zip(caught.value.problems, lacks, strict=True):
        assert f'those of {source}, but "{heading}" is not there' in problem.why
        assert problem.where == "line 1"
    assert caught.value.problems[0].nearest == near


@pytest.mark.parametrize(
    "heading",
    [
        "国别(地区),2017年1月,,2017年2月,\n,出口,进口,出口,进口\n",
        "国别(地区),出口,进口,出口,进口\n,2017年1月,2017年1月,2017年2月,2017年2月\n",
    ],
)
def test_periods_and_directions_may_share_a_heading_of_two_rows(read, heading: str) -> None:
    text = f"单位：万美元\n{heading}朝鲜,16100,20700,12000,17600\n"
    assert [(f.direction, f.since.month, f.value) for f in read(text.encode("gb18030")).flows] == [
        ("export", 1, 161e6), ("import", 1, 207e6), ("export", 2, 120e6), ("import", 2, 176e6),
    ]  # fmt: skip


def test_years_under_exports_and_imports_are_read(read) -> None:
    text = "China's trade (US$ million),,,,\nPartner,Exports,,Imports,\n,2012,2013,2012,2013\nDPRK,3532,3630,2504,2927\n"
    assert [(f.direction, f.since.year, f.value) for f in read(text).flows] == [
        ("export", 2012, 3.532e9), ("export", 2013, 3.630e9), ("import", 2012, 2.504e9), ("import", 2013, 2.927e9),
    ]  # fmt: skip


def test_one_growth_in_two_currencies_is_doubted(checked) -> None:
    text = "年月,国别,出口(亿元),出口同比%,出口(亿美元),出口同比%\n2018,朝鲜,146.7,-33.3,22.2,{}\n"
    (doubted,) = [
        each for each in of(checked(text.format("-33.3")), "currency_growth") if each.severity == "warning"
    ]
    assert doubted.rows == ("table0.csv:2",)
    assert [each.severity for each in of(checked(text.format("-31.9")), "currency_growth")] == ["note"]
