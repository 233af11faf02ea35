"""`yalu trade check`: what it tells of a file, and what it refuses."""

from __future__ import annotations

import json

import pytest

# Two months of one partner in the layout of China's customs, in units of 1,000 US dollars; the second is a thousand times too large.
LINES = [
    '{"reporterCode": 156, "partnerCode": 408, "partner2Code": 0, "flowCode": "M", "cmdCode": "TOTAL", "classificationCode": "H5",'
    ' "customsCode": "C00", "motCode": 0, "period": "2018", "primaryValue": 213150000.0, "refYear": 2018, "typeCode": "C", "freqCode": "A"}',
]


@pytest.fixture
def download(tmp_path):
    path = tmp_path / "answer.json"
    path.write_text('{"data": [' + ",".join(LINES) + "]}", encoding="utf-8")
    return path


def test_a_file_is_told_by_layout_reporter_and_period(yalu, download):
    report = json.loads(yalu("trade", "check", download, "--on", "2020-01-01", "--json").out)
    (told,) = report["files"]
    assert (told["reporters"], told["since"], told["flows"]) == (["CHN"], "2018-01-01", 1)
    assert set(report) == {"files", "findings"}


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
