"""`yalu trade check`: what it tells of a file, and what it refuses."""

from __future__ import annotations

import json

import pytest

# China's imports of 2018 from the DPRK as GACC has them, in the fields of UN Comtrade's answer.
RECORD = {
    "typeCode": "C",
    "freqCode": "A",
    "refYear": 2018,
    "period": "2018",
    "reporterCode": 156,
    "flowCode": "M",
    "partnerCode": 408,
    "partner2Code": 0,
    "classificationCode": "H5",
    "cmdCode": "TOTAL",
    "customsCode": "C00",
    "motCode": 0,
    "primaryValue": 213150000.0,
}


@pytest.fixture
def download(tmp_path):
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"data": [RECORD]}), encoding="utf-8")
    return path


def test_a_file_is_told_by_layout_reporter_and_period(yalu, download):
    report = json.loads(yalu("trade", "check", download, "--on", "2020-01-01", "--json").out)
    (told,) = report["files"]
    assert (told["reporters"], told["since"], told["flows"]) == (["CHN"], "2018-01-01", 1)
    assert set(report) == {"files", "findings", "recipe"}


def test_a_period_after_the_day_is_found_with_its_row(yalu, download):
    report = json.loads(yalu("trade", "check", download, "--on", "2017-06-01", "--json").out)
    (found,) = (one for one in report["findings"] if one["severity"] == "error")
    assert found["rows"] == ["answer.json:1"]


def test_the_same_is_told_in_words(yalu, download):
    said = yalu("trade", "check", download, "--on", "2017-06-01").out
    assert "CHN" in said
    assert "answer.json:1" in said
    assert "\x1b" not in said


def test_what_is_no_statistics_is_refused_by_name_and_line(yalu, tmp_path):
    page = tmp_path / "page.csv"
    page.write_text("<html><body>Service Unavailable</body></html>\n", encoding="utf-8")
    ran = yalu("trade", "check", page)
    assert (ran.status, ran.out) == (2, "")
    assert "page.csv" in ran.err


def test_a_table_that_stops_in_the_middle_of_a_row_is_told(yalu, tmp_path):
    path = tmp_path / "baci_Y2013.csv"
    path.write_text(
        "t,i,j,k,v,q\n2013,156,408,270900,598.1,578.0\n2013,156,408,100630,5.1\n", encoding="utf-8"
    )
    findings = json.loads(yalu("trade", "check", path, "--on", "2020-01-01", "--json").out)["findings"]
    assert [one["rows"] for one in findings if one["kind"] == "cut_off"] == [["baci_Y2013.csv:3"]]


def test_rows_that_are_not_shown_are_counted_as_rows(yalu, tmp_path):
    head = "refYear,refMonth,period,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,primaryValue\n"
    rows = [f"2031,{at},2031{at:02d},CHN,M,PRK,H6,2701,5000\n" for at in range(1, 13)]
    path = tmp_path / "future.csv"
    path.write_text(head + "".join(rows[:8]), encoding="utf-8")
    said = " ".join(yalu("trade", "check", path, "--on", "2026-01-01").out.split())
    assert "1 finding error: future_period 8 figures of periods" in said
    assert "future.csv:7 and 2 more" in said
    path.write_text(head + "".join(2 * rows), encoding="utf-8")
    said = " ".join(yalu("trade", "check", path, "--on", "2026-01-01").out.split())
    assert "future.csv:7 and more, 24 figures in all" in said
