"""`yalu trade gravity`: what it tells of a table of flows, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "exporter,importer,year,flow,ban,side"
# One fixed effect for all: trade under the ban is 5 on average, without it 20; so it differs by -75 per cent.
ROWS = """\
CHN,PRK,2012,10,0,a
CHN,PRK,2013,30,0,a
RUS,PRK,2012,20,0,a
RUS,PRK,2013,0,1,a
JPN,PRK,2012,5,1,a
JPN,PRK,2013,10,1,a
JPN,KOR,2013,,1,a
KOR,PRK,2012,0,1,b
KOR,PRK,2013,0,0,b
USA,PRK,2013,7,0,c
"""
ASKED = ("--flow", "flow", "--effect", "ban", "--fixed", "side", "--cluster", "exporter,importer")


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    return table(tmp_path, ROWS)


def table(folder: Path, rows: str) -> Path:
    path = folder / "panel.csv"
    path.write_text(f"{HEAD}\n{rows}", encoding="utf-8")
    return path


def test_the_effect_of_a_ban_is_the_ratio_of_the_means(yalu, panel) -> None:
    told = json.loads(yalu("trade", "gravity", panel, *ASKED, "--json").out)
    (ban,) = told["effects"]
    assert (ban["effect"], ban["share"]) == ("ban", pytest.approx(-0.75))
    assert ban["low"] < -0.75 < ban["high"]
    assert told["rows"] == 6
    assert told["left_out"] == {"blank": 1, "zero": 2, "alone": 1}
    assert told["fixed"] == [{"columns": ["side"], "groups": 1}]
    assert told["cluster"] == {"columns": ["exporter", "importer"], "groups": 3}
    assert told["doubts"] == ["3 clusters are few: the errors, and so the intervals, are rough."]


def test_the_answer_can_be_made_again(yalu, panel, tmp_path) -> None:
    kept = tmp_path / "answer.json"
    kept.write_text(yalu("trade", "gravity", panel, *ASKED, "--json").out, encoding="utf-8")
    ran = yalu("rerun", kept)
    assert ran.status == 0, ran.out + ran.err


def test_the_same_is_told_in_words_with_what_it_does_not_say(yalu, panel) -> None:
    said = " ".join(yalu("trade", "gravity", panel, *ASKED).out.split())
    assert (
        "6 rows of flow; left out: 2 in groups without any flow, 1 alone in a group, 1 with an empty cell"
        in said
    )
    assert "ban -1.386" in said
    assert "-75.0%" in said
    assert "3 clusters are few" in said
    assert "not why" in said


def test_fixed_effects_are_those_of_a_gravity_panel_where_none_are_named(yalu, tmp_path) -> None:
    states = ("CHN", "RUS", "JPN", "PRK")
    rows = [
        f"{one},{other},{year},{(at * 7 + year * at % 11 + 3) % 13 + 1},{int(one < other and year > 2012)},a"
        for at, (one, other) in enumerate((one, other) for one in states for other in states if one != other)
        for year in range(2010, 2016)
    ]
    path = table(tmp_path, "\n".join(rows) + "\n")
    told = json.loads(yalu("trade", "gravity", path, "--flow", "flow", "--effect", "ban", "--json").out)
    assert [fixed["groups"] for fixed in told["fixed"]] == [24, 24, 12]
    assert told["cluster"]["groups"] == 12


def test_yes_and_no_of_a_parquet_file_are_one_and_nought(yalu, tmp_path, panel) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    cells = [row.split(",") for row in ROWS.splitlines()]
    path = tmp_path / "panel.parquet"
    columns = {
        "exporter": [row[0] for row in cells],
        "importer": [row[1] for row in cells],
        "flow": [float(row[3]) if row[3] else None for row in cells],
        "ban": [row[4] == "1" for row in cells],
        "side": [row[5] for row in cells],
    }
    parquet.write_table(arrow.table(columns), path)
    one, other = (json.loads(yalu("trade", "gravity", each, *ASKED, "--json").out) for each in (path, panel))
    assert one["effects"] == other["effects"]


def test_all_unknown_columns_are_named_with_the_nearest(yalu, panel) -> None:
    ran = yalu("trade", "gravity", panel, "--flow", "flows", "--effect", "band", "--fixed", "sides,year")
    assert (ran.status, ran.out) == (2, "")
    for words in ('--flow: no column is called "flows". Nearest: flow.', '"band". Nearest: ban.', '"sides"'):
        assert words in ran.err


def test_a_column_that_is_not_one_of_its_own_is_refused(yalu, tmp_path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("flow,side,side\n1,a,b\n2,a,b\n", encoding="utf-8")
    ran = yalu(
        "trade", "gravity", path, "--flow", "flow", "--effect", "flow", "--fixed", "side", "--cluster", "side"
    )
    assert (ran.status, ran.out) == (2, "")
    assert 'more than one column is called "side"' in ran.err
    assert "flow is the flow itself" in ran.err


def test_effects_may_be_named_in_one_word(yalu, tmp_path) -> None:
    rows = [f"X{at},PRK,{2000 + at % 9},{(at * 7) % 11 + 1},{at % 2},a" for at in range(40)]
    path = table(tmp_path, "\n".join(rows) + "\n")
    apart = ("--flow", "flow", "--fixed", "side", "--cluster", "exporter", "--json")
    one = json.loads(yalu("trade", "gravity", path, "--effect", "ban,year", *apart).out)
    two = json.loads(yalu("trade", "gravity", path, "--effect", "ban", "--effect", "year", *apart).out)
    assert one["effects"] == two["effects"]
    assert len(one["effects"]) == 2
    assert one["doubts"] == []  # forty clusters


def test_of_many_bad_rows_the_first_are_named_and_the_rest_counted(yalu, tmp_path) -> None:
    path = table(tmp_path, "CHN,PRK,2012,many,0,a\n" * 1_050)
    ran = yalu("trade", "gravity", path, *ASKED)
    assert "row 20:" in ran.err
    assert "row 21:" not in ran.err
    assert "1,030 more such rows" in ran.err


def test_all_bad_cells_are_named_by_row(yalu, tmp_path) -> None:
    path = table(
        tmp_path, "CHN,PRK,2012,many,0,a\nCHN,PRK,2013,-3,0,a\nCHN,PRK,2014,3,0\nCHN,PRK,2015,3,yes,a\n"
    )
    ran = yalu("trade", "gravity", path, *ASKED)
    assert (ran.status, ran.out) == (2, "")
    for words in ('row 1: "many" is no number', "row 2: flow: -3.0 is below zero", "row 3", 'row 4: "yes"'):
        assert words in ran.err


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("", "no row has a value"),
        ("CHN,PRK,2012,,0,a\n", "no row has a value"),
        ("CHN,PRK,2012,1,0,a\nRUS,PRK,2012,2,0,a\n", "ban: told already"),
        ("CHN,PRK,2012,1,0,a\nRUS,PRK,2012,2,0,b\n", "no rows are left"),
    ],
)
def test_what_cannot_be_estimated_is_refused_with_the_file_and_the_reason(
    yalu, tmp_path, rows, words
) -> None:
    ran = yalu("trade", "gravity", table(tmp_path, rows), *ASKED)
    assert (ran.status, ran.out) == (2, "")
    assert f"panel.csv: {words}" in ran.err
