"""Is each publisher's layout recognised from its headings, and read with its units, codes and valuations?"""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from yalu.terms.errors import BadFile
from yalu.trade.flow_file import parse_statistics
from yalu.trade.read import knowledge
from yalu.trade.sources.mapping import parse_mapping

API = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,"
    "partnerISO,partnerDesc,partner2Code,classificationCode,cmdCode,cmdDesc,customsCode,motCode,qtyUnitAbbr,qty,netWgt,cifvalue,"
    "fobvalue,primaryValue\n"
)
API_JSON = (
    '{"elapsedTime":"0.1 secs","count":2,"data":[{"typeCode":"C","freqCode":"A","refPeriodId":20130101,'
    '"refYear":2013,"refMonth":52,'
    '"period":"2013","reporterCode":156,"reporterISO":"CHN","flowCode":"M","partnerCode":408,"partnerISO":"PRK","partner2Code":0,'
    '"classificationCode":"H4","cmdCode":"2701","customsCode":"C00","motCode":0,"netWgt":16500000000,"cifvalue":1373000000.0,'
    '"fobvalue":null,"primaryValue":1373000000.0},{"typeCode":"C","freqCode":"A","refYear":2013,"refMonth":52,"period":"2013",'
    '"reporterCode":156,"reporterISO":"CHN","flowCode":"X","partnerCode":408,"partnerISO":"PRK","partner2Code":0,'
    '"classificationCode":"H4","cmdCode":"TOTAL","customsCode":"C00","motCode":0,"netWgt":null,"primaryValue":3630075000}]}'
)


def test_comtrade_json_is_read_as_the_api_returns_it(read) -> None:
    file = read(API_JSON, "answer.json")
    coal, total = file.flows
    assert file.layout.source == "UN Comtrade"
    assert (coal.reporter, coal.partner, coal.direction, coal.hs, coal.edition) == (
        "CHN",
        "PRK",
        "import",
        "2701",
        "H4",
    )
    assert (coal.since, coal.until) == (date(2013, 1, 1), date(2014, 1, 1))
    assert (coal.quantity, coal.unit, coal.valuation) == (16_500_000, "t", "CIF")
    assert (total.value, total.currency, total.quantity, total.valuation) == (
        3_630_075_000,
        "USD",
        None,
        "FOB",
    )


def test_comtrade_csv_knows_its_own_numbers_of_states(read) -> None:
    rows = (
        "C,A,20130101,2013,52,2013,699,IND,India,X,Export,408,PRK,Dem. People's Rep. of Korea,0,H4,TOTAL,All,C00,0,kg,,,,5,5\n"
        'C,M,20130501,2013,5,201305,842,USA,USA,M,Import,490,S19,"Other Asia, nes",0,H4,2701,Coal,C00,0,kg,,2000,7,,7\n'
    )
    india, usa = read(API + rows).flows
    assert (india.reporter, india.partner) == ("IND", "PRK")
    assert (usa.reporter, usa.partner, usa.since, usa.quantity) == ("USA", "TWN", date(2013, 5, 1), 2)


def test_an_import_that_comtrade_values_fob_says_so(read) -> None:
    row = "C,A,20130101,2013,52,2013,36,AUS,Australia,M,Import,408,PRK,,0,H4,TOTAL,All,C00,0,kg,,,6,5,5\n"
    assert read(API + row).flows[0].valuation == "FOB"


def test_the_first_api_is_read_by_its_old_headings(read) -> None:
    text = (
        "Classification,Year,Period,Period Desc.,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,"
        "Partner Code,Partner,"
        "Partner ISO,Commodity Code,Commodity,Qty Unit Code,Netweight (kg),Trade Value (US$),Flag\n"
        'H3,2008,2008,2008,1,Import,156,China,CHN,408,"Dem. People\'s Rep. of Korea",PRK,2701,Coal,8,2540000,201000,0\n'
        "H3,2008,2008,2008,3,Re-Export,156,China,CHN,408,,PRK,TOTAL,All,1,,9000,0\n"
    )
    coal, again = read(text).flows
    assert (coal.edition, coal.quantity, coal.value, coal.valuation) == ("H3", 2540, 201_000, "CIF")
    assert again.direction == "re-export"


def test_baci_is_compiled_in_thousands_with_the_edition_of_its_name(read) -> None:
    file = read(
        "t,i,j,k,v,q\n2013,156,408,270112,1.5,10\n2013,842,408,10111,2,NA\n", "BACI_HS92_Y2013_V202401.csv"
    )
    coal, horses = file.flows
    assert (coal.reporter, coal.partner, coal.direction, coal.edition) == ("CHN", "PRK", "export", "H0")
    assert (coal.value, coal.quantity, coal.unit, coal.valuation, coal.basis) == (
        1500,
        10,
        "t",
        "FOB",
        "compiled",
    )
    assert (horses.reporter, horses.hs, horses.quantity) == ("USA", "010111", None)
    assert "lost its leading zero" in file.doubts[0].says


RELEASE = (
    "(2)2024年5月进出口商品国别(地区)总值表(人民币值),,,,,,,,,\n"
    "单位:万元人民币,,,,,,,,,\n"
    "国别(地区),进出口,,出口,,进口,,累计比去年同期±％,,\n"
    ",当月,1至5月累计,当月,1至5月累计,当月,1至5月累计,进出口,出口,进口\n"
    '朝鲜,"128,812","596,810","106,812","488,703","22,000","108,107",2.1,-4.6,49.5\n'
    "韩国,19900203,92743109,9080974,42380201,10819229,50362908,7.4,-2.0,16.8\n"
    "注:1.本表数据为初步数,,,,,,,,,\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_release_of_china_customs_is_read_in_each_encoding(read, encoding: str) -> None:
    file = read(RELEASE.encode(encoding), "gacc.csv")
    month = next(f for f in file.flows if f.partner == "PRK" and f.direction == "export" and not f.running)
    running = next(f for f in file.flows if f.partner == "PRK" and f.direction == "import" and f.running)
    assert file.layout.source == "China Customs"
    assert (month.reporter, month.value, month.currency) == ("CHN", 1_068_120_000, "CNY")
    assert (month.since, month.until) == (date(2024, 5, 1), date(2024, 6, 1))
    assert (running.since, running.until, running.value, running.valuation) == (
        date(2024, 1, 1),
        date(2024, 6, 1),
        1_081_070_000,
        "CIF",
    )
    assert len(file.flows) == 12
    assert file.notes[-1][1].startswith("注")


def test_a_query_of_china_customs_goes_by_the_name_not_by_its_own_number(read) -> None:
    text = (
        "数据年月,商品编码,商品名称,贸易伙伴编码,贸易伙伴名称,第一数量,第一计量单位,第二数量,第二计量单位,美元\n"
        '201610,27011100,无烟煤,109,朝鲜,"1,800,000,000",千克,,,"100,000,000"\n'
    )
    coal = read(text.encode("gb18030"), "进口_201610.csv").flows[0]
    assert (coal.partner, coal.direction, coal.hs, coal.quantity, coal.unit) == (
        "PRK",
        "import",
        "270111",
        1_800_000,
        "t",
    )
    assert (coal.value, coal.currency) == (100_000_000, "USD")


def test_the_data_site_of_the_statistics_office_is_read_both_ways(read) -> None:
    columns = ",中国向朝鲜出口总额,中国向韩国出口总额\n2012年,353240.0,8767754\n2013年,363007.5,9116494\n"
    rows = "指标,2013年,2012年\n中国向朝鲜出口总额(万美元),363007.50,353240.00\n中国从朝鲜进口总额(万美元),292749.70,250376.30\n"
    by_columns = {(f.partner, f.since.year): f.value for f in read(columns).flows}
    by_rows = {(f.direction, f.since.year): f.value for f in read(rows).flows}
    assert by_columns["PRK", 2013] == by_rows["export", 2013] == 3_630_075_000
    assert by_rows["import", 2012] == 2_503_763_000


def test_wits_is_in_thousands(read) -> None:
    text = (
        "Reporter,TradeFlow,ProductCode,Product Description,Year,Partner,Trade Value 1000USD,Quantity,Quantity Unit\n"
        'China,Import,270111,Anthracite,2013,"Korea, Dem. Rep.",1373.5,16500,Kg\n'
    )
    flow = read(text).flows[0]
    assert (flow.reporter, flow.partner, flow.value, flow.quantity, flow.unit) == (
        "CHN",
        "PRK",
        1_373_500,
        16.5,
        "t",
    )


def test_wits_time_series_have_a_column_for_each_year(read) -> None:
    text = (
        "Reporter Name,Partner Name,Trade Flow,Product Group,Indicator,2012,2013\n"
        "China,North Korea,Export,All Products,Export (US$ Thousand),3532400,3630075\n"
    )
    assert [flow.value for flow in read(text).flows] == [3_532_400_000, 3_630_075_000]


def test_a_wits_profile_tells_groups_of_products_and_leaves_shares_out(checked, read) -> None:
    text = (
        "Reporter Name, Partner Name, Trade Flow, Product Group, Indicator, 1995, 1996\n"
        'China, "Korea, Dem. Rep.", Export, All Products, US$ Thousand, 486037, 497014\n'
        'China, "Korea, Dem. Rep.", Import, 25-26_Minerals, US$ Thousand, 3606, \n'
        'China, "Korea, Dem. Rep.", Import, Fuels, Import(US$ Thousand), 21, 22\n'
        'China, "Korea, Dem. Rep.", Import, All Products, Import Partner Share (%), 4.4, 4.3\n'
    )
    assert [(f.partner, f.direction, f.hs, f.since.year, f.value) for f in read(text).flows] == [
        ("PRK", "export", "TOTAL", 1995, 486_037_000),
        ("PRK", "export", "TOTAL", 1996, 497_014_000),
        ("PRK", "import", "25-26", 1995, 3_606_000),
        ("PRK", "import", "27", 1995, 21_000),
        ("PRK", "import", "27", 1996, 22_000),
    ]
    report = checked(text)
    assert report.files[0].layout == "WITS"
    assert report.files[0].left_out == 1
    (left,) = [finding for finding in report.findings if finding.kind == "no_money"]
    assert left.rows == ("table0.csv:5",)


def test_a_wits_profile_may_say_the_direction_in_its_indicator(read) -> None:
    text = (
        "Reporter,Partner,Product categories,Indicator,2012,2013\n"
        "China,North Korea,All Products,Export Trade Value (US$ Thousand),3532400,3630075\n"
    )
    assert [(f.direction, f.value) for f in read(text).flows] == [
        ("export", 3_532_400_000),
        ("export", 3_630_075_000),
    ]


@pytest.mark.parametrize(("china", "north"), [("chn", "prk"), ("CHN", "PRK"), ("aschn", "asprk")])
def test_short_headings_of_the_oec_are_dollars_free_on_board(checked, read, china: str, north: str) -> None:
    text = f"year,origin,dest,export_val,import_val\n2013,{china},{north},3630075123,2711000000\n2013,{china},xxwld,9e12,NULL\n"
    assert [
        (f.reporter, f.partner, f.direction, f.value, f.currency, f.valuation) for f in read(text).flows
    ] == [
        ("CHN", "PRK", "export", 3_630_075_123, "USD", "FOB"),
        ("CHN", "PRK", "import", 2_711_000_000, "USD", "FOB"),
        ("CHN", "W00", "export", 9e12, "USD", "FOB"),
    ]
    assert checked(text).files[0].layout == "OEC"


def test_ids_of_the_oec_carry_a_section_and_its_plain_codes_do_not(read) -> None:
    def codes(heading: str, *held: str) -> list[str]:
        rows = "".join(f"2013,chn,prk,{code},1\n" for code in held)
        return [flow.hs for flow in read(f"year,origin,dest,{heading},export_val\n{rows}").flows]

    assert codes("hs92_id", "052701", "05270111", "52701") == ["2701", "270111", "2701"]
    assert codes("hs92", "2701", "270111") == ["2701", "270111"]


def test_the_oec_sets_sections_before_codes_and_continents_before_states(read) -> None:
    text = (
        '{"data":[{"Year":2018,"Exporter Country ID":"asprk","Exporter Country":"North Korea","Importer Country ID":"aschn",'
        '"Importer Country":"China","HS4 ID":"52701","HS4":"Coal Briquettes","Trade Value":12345.5}]}'
    )
    flow = read(text, "oec.json").flows[0]
    assert (flow.reporter, flow.partner, flow.hs, flow.value, flow.valuation) == (
        "PRK",
        "CHN",
        "2701",
        12_345.5,
        "FOB",
    )


def test_oec_downloads_hold_both_directions(read) -> None:
    flows = read(
        "year,country_origin_id,country_destination_id,export_val,import_val\n2013,prk,chn,2718000000,"
        "3623000000\n"
    ).flows
    assert [(f.direction, f.value) for f in flows] == [("export", 2.718e9), ("import", 3.623e9)]


def test_any_other_table_is_read_by_its_headings(read) -> None:
    text = (
        "Year\tMonth\tReporter\tPartner\tFlow\tHS Code\tValue (thousand USD)\tQuantity\tQuantity "
        "Unit\n2017\t9\tRussia\tDPRK\texport\t2710\t1,250\t2,000\tt\n"
    )
    file = read(text)
    flow = file.flows[0]
    assert file.layout.says.startswith("no known source")
    assert (flow.reporter, flow.partner, flow.value, flow.quantity, flow.since) == (
        "RUS",
        "PRK",
        1_250_000,
        2000,
        date(2017, 9, 1),
    )


def test_a_column_headed_imports_and_exports_holds_directions_where_the_figures_have_none(read) -> None:
    text = "月份,商品编码,贸易伙伴,进出口,金额（万美元）,数量（吨）\n2016年3月,2701,朝鲜,进口,9000,1500\n"
    [flow] = read(text.encode("gb18030")).flows
    assert (flow.direction, flow.partner, flow.value) == ("import", "PRK", 90_000_000)


def test_a_column_headed_imports_and_exports_beside_both_is_their_total(read) -> None:
    text = "年份,国家(地区),进出口,出口,进口\n2013,朝鲜,655,363,292\n"
    assert [(flow.direction, flow.value) for flow in read(text).flows] == [
        ("total", 655),
        ("export", 363),
        ("import", 292),
    ]


SEMICOLONS = "Period;Reporter;Partner;Flow;HS;Value (1000 USD)\n"


def test_a_comma_that_can_only_part_decimals_is_read_so_and_said(read) -> None:
    file = read(
        f"{SEMICOLONS}2016-01;China;North Korea;Import;2701;1.500,25\n2016-02;China;North Korea;Import;2701;7,125\n"
    )
    assert [flow.value for flow in file.flows] == [1_500_250, 7_125]
    assert file.layout.says.endswith("a comma parts decimals")


def test_a_comma_before_three_digits_alone_parts_thousands(read) -> None:
    [flow] = read(f"{SEMICOLONS}2016-01;China;North Korea;Import;2701;7,125\n").flows
    assert flow.value == 7_125_000


def test_figures_that_use_the_comma_both_ways_are_refused(read) -> None:
    row = "2016-01;China;North Korea;Import;2701;"
    with pytest.raises(BadFile, match="two ways"):
        read(f"{SEMICOLONS}{row}95001,01\n{row}1,234,567.5\n")


MAPPING = """schema = 1
name = "customs of Russia"
reporter = "RUS"
decimal = ","
[columns]
partner = "Страна"
year = "Год"
hs = "Код"
[[value]]
column = "Экспорт"
direction = "export"
currency = "USD"
factor = 1000
"""


def test_a_mapping_file_says_what_no_heading_says() -> None:
    mapping = parse_mapping("map.toml", MAPPING.encode())
    file = parse_statistics(
        "rus.csv", "Год;Страна;Код;Экспорт\n2013;КНДР;2709;12,5\n".encode(), knowledge(), mapping
    )
    assert (file.flows[0].partner, file.flows[0].value, file.flows[0].reporter) == ("PRK", 12_500, "RUS")


def test_a_mapping_that_names_no_column_of_the_table_says_all_of_them() -> None:
    mapping = parse_mapping("map.toml", MAPPING.encode())
    with pytest.raises(BadFile, match="Страны") as caught:
        parse_statistics(
            "rus.csv", "Год;Страны;Код ТН;Экспорт\n2013;КНДР;2709;12\n".encode(), knowledge(), mapping
        )
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    "text", ["schema = 2\nname='x'\nvalue=[]\n[columns]\n", "nonsense", "schema = 1\nname = 'x'\nwrong = 1"]
)
def test_a_broken_mapping_is_refused(text: str) -> None:
    with pytest.raises(BadFile):
        parse_mapping("map.toml", text.encode())


def test_bad_cells_are_all_named_with_line_and_column(read) -> None:
    text = API + (
        "C,A,20130101,2013,52,2013,156,CHN,China,M,Import,408,PRK,,0,H4,TOTAL,All,C00,0,kg,,many,,,12x\n"
        "C,A,20130101,2013,52,2013,156,CHN,China,Q,What,408,PRK,,0,H4,TOTAL,All,C00,0,kg,,,,,1\n"
    )
    with pytest.raises(BadFile) as caught:
        read(text, "c.csv")
    said = str(caught.value)
    assert 'c.csv, line 2: column 26 (primaryValue): "12x" is no number' in said
    assert 'c.csv, line 2: column 23 (netWgt): "many" is no number' in said
    assert 'c.csv, line 3: column 10 (flowCode): "Q" is no direction' in said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><title>429 Too Many</title>", "web page"),
        (b'{"data":[]}', "which is not zero trade"),
        (b'{"data":[{"a":1', "broken or cut off"),
        (b'{"statusCode":401,"error":"Access denied"}', "Access denied"),
        (b'{"count":3}', "no list of records"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"\x00\x01\x02\xff\xfe\x80", "no text file"),
        (b"PAR1 but not really", "damaged"),
        (b"\x1f\x8b\x08broken", "damaged"),
        (gzip.compress(b"t,i,j,k,v,q\n" * 50)[:-9], "cut off"),
        (b"\xff\xfea", "does not fit"),
        (b"colour,shape\nred,round\n", "no layout"),
        (b'a,b\n"open', "no layout"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(read, content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read(content, "file")


def test_the_layout_found_and_the_units_are_said(checked) -> None:
    report = checked(RELEASE)
    (file,) = report.files
    assert (file.layout, file.heading_line, file.partners, file.units) == (
        "China Customs",
        3,
        2,
        ("CNY x 10,000",),
    )
    assert file.left_out == 1


def test_two_headings_that_say_export_and_import_need_no_column_of_directions(read) -> None:
    text = "年份,月份,国家(地区),出口额(万美元),进口额(万美元)\n2013,5,朝鲜,30250.6,24395.8\n"
    assert [(f.reporter, f.partner, f.direction, f.value) for f in read(text).flows] == [
        ("CHN", "PRK", "export", 302_506_000),
        ("CHN", "PRK", "import", 243_958_000),
    ]


def test_a_query_of_china_customs_without_a_direction_in_its_name_is_a_total(read) -> None:
    text = "数据年月,贸易伙伴名称,人民币\n202401,朝鲜,1349490000\n"
    flow = read(text, "download.csv").flows[0]
    assert (flow.direction, flow.currency, flow.valuation) == ("total", "CNY", "unknown")
    assert read(text, "export_2024.csv").flows[0].direction == "export"
    assert read(text, "import_2024.csv").flows[0].direction == "import"


def test_a_query_split_by_trade_regime_keeps_the_split(read) -> None:
    text = "数据年月,贸易伙伴名称,贸易方式编码,贸易方式名称,美元\n201701,朝鲜,10,一般贸易,5\n201701,朝鲜,19,边境小额贸易,7\n"
    assert len({flow.breakdown for flow in read(text, "进口.csv").flows}) == 2


def test_a_title_without_a_month_gives_the_year(read) -> None:
    text = "2013年进出口商品国别(地区)总值表,,\n单位:万美元,,\n国别(地区),出口,进口\n朝鲜,363007,292749\n"
    flow = read(text).flows[0]
    assert (flow.since, flow.until, flow.value) == (date(2013, 1, 1), date(2014, 1, 1), 3_630_070_000)


def test_numbers_of_states_with_zeros_before_them_are_read(read) -> None:
    text = "reporter,year,partner,flow,value_usd\n0156,2013,0408,export,5\n"
    flow = read(text).flows[0]
    assert (flow.reporter, flow.partner) == ("CHN", "PRK")


def test_a_code_that_is_none_is_kept_and_doubted(read) -> None:
    file = read(
        "reporter,year,partner,flow,hs,value_usd\nCHN,2013,PRK,export,99999,5\nCHN,2013,PRK,export,coal,5\n"
    )
    assert [flow.hs for flow in file.flows] == ["099999", "coal"]
    assert [doubt.kind for doubt in file.doubts] == ["unknown_code", "unknown_code"]


def test_short_rows_and_rows_without_figures_are_passed_over(read) -> None:
    rows = "CHN,2013,PRK,export,\nCHN,2013,PRK,export\nCHN,2013,PRK,export,5\nnote,one\n"
    file = read(f"reporter,year,partner,flow,value_usd\n{rows}")
    assert [flow.value for flow in file.flows] == [5]
    assert file.notes == [(5, "note one")]


def test_a_file_of_the_user_that_is_not_there_is_said(tmp_path) -> None:
    from yalu.trade.read import check_files

    with pytest.raises(BadFile, match=r"absent\.csv: No such file") as caught:
        check_files([tmp_path / "absent.csv", tmp_path / "gone.csv"], on=date(2026, 11, 21))
    assert len(caught.value.problems) == 2


def test_problems_of_several_files_come_together(tmp_path) -> None:
    from yalu.trade.read import check_files

    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("colour,shape\nred,round\n")
    with pytest.raises(BadFile) as caught:
        check_files([tmp_path / "a.csv", tmp_path / "b.csv"], on=date(2026, 11, 21))
    assert [problem.file for problem in caught.value.problems] == ["a.csv", "b.csv"]


def test_a_report_goes_to_json_and_back(checked) -> None:
    import msgspec

    from yalu.trade.check import Report

    report = checked(RELEASE)
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def test_a_mapping_file_is_read_from_a_path(tmp_path) -> None:
    from yalu.trade.read import read_statistics

    (tmp_path / "map.toml").write_text(MAPPING)
    (tmp_path / "rus.csv").write_text("Год;Страна;Код;Экспорт\n2013;КНДР;2709;12,5\n")
    assert read_statistics(tmp_path / "rus.csv", tmp_path / "map.toml").flows[0].value == 12_500


def test_a_flow_is_seen_from_either_side(read) -> None:
    from yalu.trade.flow import COLUMNS, key_of, months_of, seen_from

    coal = read(API_JSON, "answer.json").flows[0]
    assert (seen_from("CHN", coal), seen_from("PRK", coal), seen_from("KOR", coal)) == (
        "import",
        "export",
        None,
    )
    assert months_of(coal) == 12
    assert key_of(coal).hs == "2701"
    assert COLUMNS[:3] == ("reporter", "partner", "direction")


def test_the_mapping_of_the_guide_reads_a_sheet_whose_title_alone_names_the_partner() -> None:
    guide = Path(__file__).parents[2] / "docs" / "howto" / "read-trade-files.md"
    mapping = guide.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    sheet = b'"DPRK trade with China","",""\n"Year","Exports to DPRK","Imports from DPRK"\n"2013","3,630,500","2,926,700"\n'
    file = parse_statistics("sheet.csv", sheet, knowledge(), parse_mapping("guide.toml", mapping.encode()))
    assert [(flow.direction, flow.partner, flow.value) for flow in file.flows] == [
        ("export", "PRK", 3_630_500_000),
        ("import", "PRK", 2_926_700_000),
    ]
