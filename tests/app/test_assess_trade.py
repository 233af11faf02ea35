"""`yalu assess STATE --trade FILE`: are the user's files on the page, in JSON and as CSV, with what was noticed?"""

from __future__ import annotations

import csv
import json

import pytest

HEAD = (
    "freqCode,refYear,refMonth,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,classificationCode,"
    "cmdCode,customsCode,motCode,netWgt,primaryValue\n"
)
CODES = {"CHN": 156, "PRK": 408, "KOR": 410, "IND": 699}


def row(
    period: str, flow: str, hs: str, value: float, *, weight: object = "", reporter="CHN", partner="PRK"
) -> str:
    year, month = period[:4], period[4:] or "52"
    edition = "H4" if int(year) < 2017 else "H5"
    who = f"{CODES[reporter]},{reporter},{flow},{CODES[partner]},{partner},0"
    return (
        f"{'M' if period[4:] else 'A'},{year},{month},{period},{who},{edition},{hs},C00,0,{weight},{value}\n"
    )


@pytest.fixture
def customs(tmp_path):
    """Lead ore by month: 10 m a month to September 2017, 2 m in November, against 2371 paragraph 10."""
    months = [f"{year}{month:02d}" for year in (2016, 2017) for month in range(1, 13)]
    rows = [
        row(
            month,
            "M",
            "2607",
            10e6 if month < "201710" else 2e6 if month == "201711" else 0,
            weight=9e6 if month < "201710" else 1e6,
        )
        for month in months
    ]
    rows += [row(month, "M", "TOTAL", 180e6) for month in months]
    path = tmp_path / "customs.csv"
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def test_the_json_holds_trade_around_each_ban_with_its_grade_and_rows(yalu, customs):
    told = json.loads(yalu("assess", "CHN", "--trade", customs, "--on", "2025-12-31", "--json").out)
    (lead,) = [one for one in told["around_bans"] if one["measure"] == "R2371-10-lead"]
    assert (lead["before"]["value"], lead["after"]["value"]) == (120e6, 2e6)
    assert lead["grade"] == "partly kept"  # 2 m in November, nothing in October and December
    (indicator,) = [one for one in told["indicators"] if one["id"] == "files-after-ban"]
    assert indicator["grade"] == "partly kept"
    held = {
        f"files:{one[0]}" for table in told["tables"] if table["name"] == "files" for one in table["rows"]
    }
    assert set(lead["rows"]) <= held
    assert told["files"][0]["file"] == "customs.csv"


def test_the_page_stands_beside_its_rows(yalu, customs, tmp_path):
    out = tmp_path / "page"
    assert yalu("assess", "CHN", "--trade", customs, "--on", "2025-12-31", "--out", out).status == 0
    page = (out / "index.html").read_text(encoding="utf-8")
    for section in ("files-ban", "files-total", "files-noticed"):
        assert f'<section id="{section}"' in page
    assert "--trade customs.csv" in page
    rows = list(csv.DictReader((out / "rows-files.csv").read_text(encoding="utf-8").splitlines()))
    november = next(one for one in rows if one["since"] == "2017-11-01" and one["hs"] == "2607")
    assert november["value"] == "2000000"
    around = (out / "around_bans.csv").read_text(encoding="utf-8")
    assert "R2371-10-lead" in around


def test_what_the_reader_noticed_stands_beside_the_figure_and_changes_nothing(yalu, customs, tmp_path):
    twice = tmp_path / "twice.csv"
    lines = customs.read_text(encoding="utf-8").splitlines(keepends=True)
    wrong = [
        line.replace(",2000000.0", ",3000000.0") for line in lines if ",2607," in line and ",2017,11," in line
    ]
    twice.write_text("".join([*lines, *wrong]), encoding="utf-8")
    told = json.loads(yalu("assess", "CHN", "--trade", twice, "--on", "2025-12-31", "--json").out)
    (lead,) = [one for one in told["around_bans"] if one["measure"] == "R2371-10-lead"]
    assert lead["after"]["value"] == 2e6
    assert "duplicate_conflict" in lead["noticed"]
    said = yalu("assess", "CHN", "--trade", twice, "--on", "2025-12-31").out
    assert "duplicate conflict" in said


def test_a_later_file_takes_the_place_of_an_earlier_one_and_that_is_said(yalu, customs, tmp_path):
    later = tmp_path / "later.csv"
    later.write_text(customs.read_text(encoding="utf-8").replace("2000000.0", "2500000.0"), encoding="utf-8")
    told = json.loads(
        yalu("assess", "CHN", "--trade", customs, "--trade", later, "--on", "2025-12-31", "--json").out
    )
    (lead,) = [one for one in told["around_bans"] if one["measure"] == "R2371-10-lead"]
    assert lead["after"]["value"] == 2.5e6
    assert any(one["kind"] == "revision" for one in told["noticed"])


def test_periods_that_were_not_over_on_the_day_are_not_used(yalu, customs):
    told = json.loads(yalu("assess", "CHN", "--trade", customs, "--on", "2017-11-15", "--json").out)
    (lead,) = [one for one in told["around_bans"] if one["measure"] == "R2371-10-lead"]
    assert lead["after"]["until"] == "2017-11-01"


def test_both_sides_are_set_beside_each_other(yalu, tmp_path):
    path = tmp_path / "both.csv"
    path.write_text(
        HEAD
        + row("2013", "M", "TOTAL", 1_077_000)
        + row("2013", "X", "TOTAL", 1_000_000, reporter="PRK", partner="CHN"),
        encoding="utf-8",
    )
    told = json.loads(yalu("assess", "CHN", "--trade", path, "--on", "2025-12-31", "--json").out)
    (found,) = told["mirrored"]
    assert found["margin"] == pytest.approx(0.077)
    assert found["agrees"]


def test_a_file_of_others_is_refused_with_those_it_holds(yalu, tmp_path):
    path = tmp_path / "india.csv"
    path.write_text(HEAD + row("2013", "X", "TOTAL", 5, reporter="IND"), encoding="utf-8")
    ran = yalu("assess", "CHN", "--trade", path)
    assert (ran.status, ran.out) == (2, "")
    assert "no figure of CHN with PRK" in ran.err
    assert "IND" in ran.err


def test_a_refused_file_says_that_north_and_south_are_mixed_up_in_it(yalu, tmp_path):
    path = tmp_path / "swapped.csv"
    path.write_text(
        "reporterCode,partnerCode,partnerDesc,period,flowCode,cmdCode,classificationCode,primaryValue\n"
        "156,410,Dem. People's Rep. of Korea,2013,M,2701,H4,1373000000\n",
        encoding="utf-8",
    )
    ran = yalu("assess", "CHN", "--trade", path)
    assert (ran.status, ran.out) == (2, "")
    assert '"410" (KOR) beside "Dem. People\'s Rep. of Korea" (PRK)' in ran.err


def test_a_file_that_ends_before_the_bans_still_makes_a_page(yalu, tmp_path):
    path = tmp_path / "crude.csv"
    path.write_text(HEAD + row("2012", "X", "2709", 5e8) + row("2013", "X", "2709", 6e8), encoding="utf-8")
    told = json.loads(yalu("assess", "CHN", "--trade", path, "--on", "2025-12-31", "--json").out)
    assert "2709" not in [one["hs"] for one in told["around_bans"]]


def test_all_bad_files_are_refused_together(yalu, tmp_path):
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text("<html>busy</html>", encoding="utf-8")
    ran = yalu("assess", "CHN", "--trade", tmp_path / "one.csv", "--trade", tmp_path / "two.csv")
    assert ran.status == 2
    assert "one.csv" in ran.err
    assert "two.csv" in ran.err


def test_the_margin_of_china_and_the_dprk_stands_on_the_page(yalu, test_data):
    nbs = test_data("trade/nbs_china_by_partner/china_trade_by_partner_1998_2014.csv.gz")
    oec = test_data("trade/oec_dprk_by_partner/dprk_by_partner_1995_2015.csv.gz")
    told = json.loads(
        yalu("assess", "CHN", "--trade", nbs, "--trade", oec, "--on", "2025-12-31", "--json").out
    )
    (found,) = [one for one in told["mirrored"] if (one["importer"], one["since"]) == ("CHN", "2013-01-01")]
    assert found["margin"] == pytest.approx(0.077, abs=5e-4)
    (total,) = [
        one
        for one in told["file_totals"]
        if (one["direction"], one["since"], one["partners"]) == ("total", "2013-01-01", 173)
    ]
    assert total["growth"] == pytest.approx(0.086, abs=5e-4)
    assert total["grew_less"] == pytest.approx(0.59, abs=5e-3)


def test_a_table_that_says_nobodys_figures_is_the_states_whose_page_it_is_and_that_is_said(yalu, tmp_path):
    path = tmp_path / "yearly.csv"
    path.write_text(
        "年份,国家,出口额（亿元）,进口额（亿元）\n2017,朝鲜,220.6,116.7\n2018,朝鲜,146.7,14.2\n",
        encoding="gb18030",
    )
    told = json.loads(yalu("assess", "CHN", "--trade", path, "--on", "2025-12-31", "--json").out)
    totals = {
        (one["direction"], one["since"][:4]): (one["value"], one["currency"]) for one in told["file_totals"]
    }
    assert totals["total", "2018"] == (16.09e9, "CNY")
    assert any("taken as those of CHN" in one["says"] for one in told["noticed"])


def test_a_table_of_partners_that_holds_the_state_itself_is_not_taken_as_its_own(yalu, tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text(
        "기간,국가명,수출금액(천불),수입금액(천불)\n2017년 01월,북한,1,2\n2017년 01월,중국,9876543,8765432\n",
        encoding="cp949",
    )
    ran = yalu("assess", "CHN", "--trade", path)
    assert (ran.status, ran.out) == (2, "")
    assert "no figure of CHN with PRK stands here" in ran.err
    assert "report trade" not in ran.err


PARTNERS = (408, 410, 392, 842, 276, 251, 826, 699, 643, 704, 764, 458, 360, 608, 116)


@pytest.fixture
def baci(tmp_path):
    """A made-up table in the layout of BACI: forty chapters, fifteen partners, two years, no totals."""
    lines = [
        f"{year},{i},{j},{chapter:02d}{rest},{1000 * (year - 2000) * chapter + place * 7000 + n}.5,{chapter}"
        for year in (2012, 2013)
        for place, partner in enumerate(PARTNERS)
        for chapter in range(1, 41)
        for n, rest in enumerate(("0110", "0290"))
        for i, j in ((156, partner), (partner, 156))
    ]
    path = tmp_path / "BACI_HS92_Y2013.csv"
    path.write_text("t,i,j,k,v,q\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def figures(told):
    """An answer without its recipe and what says how the file was read."""
    return {
        name: value
        for name, value in json.loads(told).items()
        if name not in {"recipe", "files", "findings", "noticed"}
    }


def test_a_file_asked_through_an_engine_and_its_store_give_the_page_that_it_gives_whole(
    yalu, baci, customs, tmp_path
):
    pytest.importorskip("duckdb")
    for path in (baci, customs):
        ask = ("assess", "CHN", "--on", "2025-12-31", "--json", "--trade")
        whole = figures(yalu(*ask, path).out)
        assert figures(yalu(*ask, path, "--engine", "duckdb").out) == whole
        folder = tmp_path / f"{path.stem}.store"
        assert yalu("trade", "store", path, folder).status == 0
        assert figures(yalu(*ask, folder).out) == whole
    ranked = [one for one in whole["file_totals"] if one["partners"]]
    assert not ranked  # the customs table has one partner
    ranked = [
        one
        for one in json.loads(yalu(*ask, baci, "--engine", "duckdb").out)["file_totals"]
        if one["partners"]
    ]
    assert {one["partners"] for one in ranked} == {len(PARTNERS)}


def test_spark_gives_the_page_that_a_file_gives_whole(yalu, baci, spark):
    ask = ("assess", "CHN", "--on", "2025-12-31", "--json", "--trade", baci)
    assert figures(yalu(*ask, "--engine", "spark").out) == figures(yalu(*ask).out)


def test_a_store_says_its_rows_and_doubts_and_is_not_written_over(yalu, tmp_path):
    pytest.importorskip("duckdb")
    path, folder = tmp_path / "BACI_HS92_Y2013.csv", tmp_path / "kept"
    path.write_text("t,i,j,k,v,q\n2013,156,408,270112,1.5,10\n0,156,408,270112,1.5,10\n", encoding="utf-8")
    told = json.loads(yalu("trade", "store", path, folder, "--json").out)
    assert (told["rows"], told["parts"], told["file"]) == (2, 1, path.name)
    (doubt,) = told["doubts"]
    assert (doubt["line"], doubt["column"]) == (3, "t")
    again = yalu("trade", "store", path, folder)
    assert (again.status, "nothing is overwritten" in again.err) == (2, True)
    words = yalu("trade", "store", path, tmp_path / "other").out
    assert "2 rows in 1 part" in words
    assert "line 3, t" in words
    assert f"Next: yalu assess STATE --trade {tmp_path / 'other'}" in words
    kept = json.loads(yalu("assess", "CHN", "--trade", folder, "--json").out)
    (part,) = [one for one in kept["noticed"] if one["kind"] == "read_in_part"]
    assert "between CHN and PRK" in part["says"]
    assert [one["kind"] for one in kept["noticed"]].count("impossible_period") == 1
    none = yalu("assess", "CHN", "--trade", tmp_path)
    assert (none.status, "no store of statistics stands there" in none.err) == (2, True)


def test_a_file_over_the_limit_is_stored_before_it_is_asked(yalu, customs, monkeypatch):
    pytest.importorskip("duckdb")
    from yalu.trade import read

    ask = ("assess", "CHN", "--on", "2025-12-31", "--json", "--trade", customs)
    whole = figures(yalu(*ask).out)
    monkeypatch.setattr(read, "LARGE", 100)
    assert figures(yalu(*ask).out) == whole
    told = yalu("trade", "check", customs)
    assert (told.status, "keep it with yalu trade store" in told.err) == (2, True)
