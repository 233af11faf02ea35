"""Does a large table read alike in bulk and row by row, whole or not at all?"""

from __future__ import annotations

import math
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest

from yalu.terms.errors import BadFile, BadInput
from yalu.trade.read import read_statistics
from yalu.trade.stored.read import store, stored_doubts, stored_flows

pytest.importorskip("duckdb")
pytest.importorskip("narwhals")

if TYPE_CHECKING:
    from pathlib import Path

API = (
    "refYear,refMonth,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,classificationCode,cmdCode,customsCode,"
    "motCode,netWgt,cifvalue,fobvalue,primaryValue\n"
)
SHARED = (
    *(
        "reporter",
        "partner",
        "direction",
        "hs",
        "edition",
        "since",
        "until",
        "value",
        "currency",
        "quantity",
        "unit",
    ),
    *("valuation", "basis", "running", "breakdown", "vintage", "column", "line"),
)


def rows_of_store(folder: Path) -> list[tuple[object, ...]]:
    frame = stored_flows(folder).collect()
    assert tuple(frame.columns) == SHARED
    return sorted(frame.rows(), key=lambda row: (row[-1], row[-2]))


def rows_of_reader(path: Path) -> list[tuple[object, ...]]:
    return [tuple(getattr(flow, name) for name in SHARED) for flow in read_statistics(path).flows]


TABLES = {
    "BACI_HS92_Y2013.csv": "t,i,j,k,v,q\n" + "".join(f"{2010 + n % 4},{(156, 842, 699)[n % 3]},408,{10111 + n},"
    f"{n / 7:.3f},{'' if n % 5 == 0 else '       NA' if n % 7 == 0 else n}\n" for n in range(300)),
    "comtrade.csv": API
    + "2013,52,2013,156,CHN,M,408,PRK,0,H4,2701,C00,0,16500000000,1373,,1373\n"
    + "2013,52,2013,36,AUS,M,408,PRK,0,H4,TOTAL,C00,0,,6,5,5\n"
    + "2013,5,201305,156,CHN,X,410,KOR,0,H4,270111,C00,2100,12,,,99\n"
    + "2013,13,201313,156,CHN,X,410,KOR,0,H4,270111,C00,0,12,,,99\n",
}  # fmt: skip


@pytest.mark.parametrize("name", list(TABLES))
def test_bulk_and_rows_read_alike(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(TABLES[name])
    bulk, rows = rows_of_store(store(path, tmp_path / "kept")), rows_of_reader(path)
    assert len(bulk) == len(rows)
    for one, other in zip(bulk, rows, strict=True):
        for left, right in zip(one, other, strict=True):
            assert left == right or (isinstance(left, float) and math.isclose(left, right, rel_tol=1e-12))


def test_queries_go_through_narwhals(tmp_path: Path) -> None:
    import narwhals as nw

    path = tmp_path / "BACI_HS92_Y2013.csv"
    path.write_text(
        "t,i,j,k,v,q\n2013,156,408,270112,1.5,10\n2013,156,410,270112,9,10\n2012,156,408,270112,2.5,\n"
    )
    flows = stored_flows(store(path, tmp_path / "kept"))
    found = (
        flows.filter(nw.col("partner") == "PRK", nw.col("since") == date(2013, 1, 1))
        .select("value", "line")
        .collect()
    )
    assert found.rows() == [(1500.0, 2)]


def test_progress_is_told_and_ends_at_one(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2013.csv"
    path.write_text(TABLES[path.name])
    told: list[float] = []
    store(path, tmp_path / "kept", told.append)
    assert told[-1] == 1.0
    assert all(0 <= share <= 1 for share in told)


def test_all_bad_cells_are_named_and_no_partial_store_is_left(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2013.csv"
    path.write_text(
        "t,i,j,k,v,q\n2013,156,408,270112,x,10\n2013,156,410,270112,9,10\n2012,156,408,270112,2.5,many\n"
    )
    with pytest.raises(BadFile) as caught:
        store(path, tmp_path / "kept")
    assert [(problem.where, problem.field) for problem in caught.value.problems] == [
        ("line 2", "column 5 (v)"),
        ("line 4", "column 6 (q)"),
    ]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_rows_of_another_width_are_named_beside_bad_cells_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2013.csv"
    path.write_text(
        "t,i,j,k,v,q\n2013,156,408,270112,1,10,9\n2013,156,410,270112,many,10\n2013,156\n2013,1,2,3,few,\n"
    )
    with pytest.raises(BadFile) as caught:
        store(path, tmp_path / "kept")
    said = {problem.where: problem.why for problem in caught.value.problems}
    assert list(said) == ["line 2", "line 3", "line 4", "line 5"]
    assert (said["line 3"], said["line 5"]) == ('"many" is no number', '"few" is no number')


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2013.csv"
    path.write_text(TABLES[path.name])
    store(path, tmp_path / "kept")
    with pytest.raises(BadInput, match="nothing is overwritten"):
        store(path, tmp_path / "kept")


def test_a_rest_of_an_earlier_try_does_not_stand_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2013.csv"
    path.write_text(TABLES[path.name])
    (tmp_path / "kept.part" / "deep").mkdir(parents=True)
    (tmp_path / "kept.part" / "deep" / "data_0.parquet").write_bytes(b"rest")
    assert len(rows_of_store(store(path, tmp_path / "kept"))) == 300


def test_what_cannot_be_stored_is_refused(tmp_path: Path) -> None:
    title = tmp_path / "title.csv"
    title.write_text("a title,\nt,i,j,k,v,q\n2013,156,408,270112,1,10\n")
    with pytest.raises(BadFile, match="heading in line 1"):
        store(title, tmp_path / "kept")
    with pytest.raises(BadInput):
        store(tmp_path / "absent.csv", tmp_path / "kept")
    with pytest.raises(BadInput, match="no store"):
        stored_flows(tmp_path)


def test_a_gzip_table_is_stored_as_well(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "BACI_HS92_Y2013.csv.gz"
    path.write_bytes(gzip.compress(TABLES["BACI_HS92_Y2013.csv"].encode()))
    assert len(rows_of_store(store(path, tmp_path / "kept"))) == 300


def comtrade(*periods: tuple[object, object, object]) -> str:
    """A row of one dollar more for each year, month and period."""
    rows = (
        f"{year},{month},{period},156,CHN,X,410,KOR,0,H4,270111,C00,0,12,,,{at}\n"
        for at, (year, month, period) in enumerate(periods, start=1)
    )
    return API + "".join(rows)


IMPOSSIBLE = {
    "month 13": ((2013, 13, 201313), "month 13 does not exist"),
    "month 0": ((2013, 0, 201300), "month 0 does not exist"),
    "year 0": ((0, 5, "000005"), '"0" is no period'),
    "year 9999": ((9999, 5, 999905), "9999 is no year of trade statistics"),
    "a year below nought": ((-5, 5, "-505"), '"-5" is no period'),
    "two years": (
        (2013, 5, 201405),
        "a period from 2014-05-01 is not of the year beside it, from 2013-01-01",
    ),
    "32 May": ((2013, 5, "2013-05-32"), '"2013-05-32" is a day; trade is counted by months and years'),
}


@pytest.mark.parametrize("name", list(IMPOSSIBLE))
def test_an_impossible_period_gives_no_flow_and_is_named_in_bulk_as_by_rows(
    tmp_path: Path, name: str
) -> None:
    cells, why = IMPOSSIBLE[name]
    path = tmp_path / "comtrade.csv"
    path.write_text(comtrade((2013, 5, 201305), cells, (2014, 6, 201406), cells))
    folder = store(path, tmp_path / "kept")
    rows = read_statistics(path)
    assert [row[-1] for row in rows_of_store(folder)] == [flow.line for flow in rows.flows] == [2, 4]
    (doubt,) = stored_doubts(folder)
    first, second = rows.doubts
    assert doubt == first._replace(says=f"{first.says} (2 rows)")
    assert (first.says, first.line, second.line) == (why, 3, 5)


def test_a_table_of_impossible_periods_alone_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "comtrade.csv"
    path.write_text(comtrade((2013, 13, 201313), (0, 5, "000005"), (2013, 13, 201313)))
    with pytest.raises(BadFile) as caught:
        store(path, tmp_path / "kept")
    assert [(problem.where, problem.why) for problem in caught.value.problems] == [
        ("line 2", "month 13 does not exist (2 rows)"),
        ("line 3", '"0" is no period (1 row)'),
    ]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    path.write_text(comtrade(("", "", "n.a. in all")))
    with pytest.raises(BadFile, match="no row has a period"):
        store(path, tmp_path / "kept")


def test_namibia_is_no_missing_cell_and_a_heading_may_be_a_field_of_a_flow(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "reporter,partner,year,direction,value usd\nCN,NA,2013,export,5\nCN,KP,2013,export,  NA\nCN,KP,2014,export,7\n"
    )
    bulk = rows_of_store(store(path, tmp_path / "kept"))
    assert bulk == rows_of_reader(path)
    assert [(row[0], row[1], row[7]) for row in bulk] == [("CHN", "NAM", 5), ("CHN", "PRK", 7)]


YEARS = (
    "2013", "2013.0", " 2013", "２０１３", "0", "0000", "1899", "2100", "2101", "99999", "-1", "", "abc", "2013年", "2013-05",
    "2013Q1", "1e3", "NA", "2013-01-01", "2013-12-31", "2013-06-15", "2013/14",
)  # fmt: skip
MONTHS = ("5", "05", "13", "0", "52", "53", "", "Mai", "May", "5月", "-1", "1.0", "NA", "5.5")
PERIODS = (
    "201305", "201313", "2013", "", "2013-05", "209905", "201300", "2013年1-5月", "1-5", "NA", "20130501", "20131301", "2013Q5",
    "x",
)  # fmt: skip


def test_all_ways_of_writing_a_period_are_read_alike_in_bulk_and_by_rows(tmp_path: Path) -> None:
    path = tmp_path / "comtrade.csv"
    path.write_text(comtrade(*product(YEARS, MONTHS, PERIODS)), encoding="utf-8")
    folder, rows = store(path, tmp_path / "kept"), read_statistics(path)
    bulk = [(row[5], row[6], row[-1]) for row in rows_of_store(folder)]
    assert bulk == [(flow.since, flow.until, flow.line) for flow in rows.flows]
    assert 500 < len(bulk) < len(YEARS) * len(MONTHS) * len(PERIODS)
    said = {(doubt.kind, doubt.column, doubt.says) for doubt in rows.doubts}
    assert {(one.kind, one.column, one.says.rpartition(" (")[0]) for one in stored_doubts(folder)} == said


def test_a_period_that_says_it_is_none_leaves_it_to_year_and_month(tmp_path: Path) -> None:
    path = tmp_path / "comtrade.csv"
    path.write_text(comtrade((2013, 5, "NA"), (2014, "NA", ""), ("NA", "NA", 201506)))
    spans = [(row[5], row[6]) for row in rows_of_store(store(path, tmp_path / "kept"))]
    assert spans == [(flow.since, flow.until) for flow in read_statistics(path).flows]
    assert spans == [
        (date(2013, 5, 1), date(2013, 6, 1)),
        (date(2014, 1, 1), date(2015, 1, 1)),
        (date(2015, 6, 1), date(2015, 7, 1)),
    ]


def test_a_future_period_is_kept_in_bulk_as_by_rows(tmp_path: Path) -> None:
    # whether a period is over hangs on the day, which a store does not know
    path = tmp_path / "comtrade.csv"
    path.write_text(comtrade((2013, 5, 201305), (2099, 5, 209905)))
    folder = store(path, tmp_path / "kept")
    assert [row[5] for row in rows_of_store(folder)] == [date(2013, 5, 1), date(2099, 5, 1)]
    assert stored_doubts(folder) == ()


def test_a_month_under_the_heading_of_a_year_is_not_the_year(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS92_Y2013.csv"
    path.write_text(
        "t,i,j,k,v,q\n2013,156,408,270112,1,10\n201305,156,408,270112,2,10\n2013-01-01,156,408,270119,3,10\n"
    )
    spans = [(row[5], row[6]) for row in rows_of_store(store(path, tmp_path / "kept"))]
    assert spans == [(flow.since, flow.until) for flow in read_statistics(path).flows]
    year = (date(2013, 1, 1), date(2014, 1, 1))
    assert spans == [year, (date(2013, 5, 1), date(2013, 6, 1)), year]
