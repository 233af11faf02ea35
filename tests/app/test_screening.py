"""The screening commands: outcomes on designations of the casebook, figures of labelled pairs, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

UN = Path(__file__).parents[1] / "lists" / "samples" / "un.xml"


@pytest.fixture
def data(tmp_path):
    return ("--data", tmp_path / "data")


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n", encoding="utf-8")
    return path


def party(name, schema="Person"):
    return {"schema": schema, "properties": {"name": [name]}}


def test_a_designated_person_is_found_in_hangul_by_day(yalu, data):
    # KPi.059 KANG CHOL SU was listed on 22 December 2017 or before; in 2010 he was not.
    after = json.loads(yalu("screen", "name", "강철수", "--on", "2018-04-02", "--json", *data).out)
    assert [(one["id"], one["outcome"]) for one in after["hits"]] == [("KPi.059", "match")]
    assert all(one["text"] for one in after["hits"][0]["reasons"])
    before = json.loads(yalu("screen", "name", "강철수", "--on", "2010-01-01", "--json", *data).out)
    assert before["hits"] == []


def test_the_age_of_what_was_screened_is_said_and_no_hit_is_no_clearance(yalu, data):
    said = yalu(
        "screen",
        "name",
        "Zebulon Quixworth",
        "--dob",
        "1970",
        "--country",
        "Japan",
        "--on",
        "2020-01-01",
        *data,
    ).out
    assert "no list is loaded" in said
    assert "no clearance" in said


def test_a_list_that_is_held_is_screened(yalu, data):
    yalu("lists", "add", UN, "--force", *data)
    said = yalu("screen", "name", "ORANG MIL-TO", "--on", "2031-04-01", *data).out
    assert said.startswith("un of 2031-03-04")
    assert "match" in said
    assert "KPi.901" in said


def test_labelled_pairs_give_figures(yalu, tmp_path):
    same = {
        "id": "a",
        "category": "same",
        "query": party("KIM YONG CHOL"),
        "candidate": party("김영철"),
        "match": True,
    }
    other = {
        "id": "b",
        "category": "other",
        "query": party("KIM YONG CHOL"),
        "candidate": party("Adam Smith"),
        "match": False,
    }
    path = lines(tmp_path / "set.jsonl", same, other)
    figures = json.loads(yalu("screen", "pairs", path, "--json").out)["files"]["set"]
    assert (figures["n"], figures["precision"], figures["recall"], figures["f1"], figures["auc"]) == (
        2,
        1,
        1,
        1,
        1,
    )
    assert figures["by_category"] == {"same": [1, 1], "other": [1, 1]}
    assert "F1 1.000" in yalu("screen", "pairs", path).out


def test_rows_need_no_label(yalu, tmp_path):
    path = lines(
        tmp_path / "set.jsonl", {"id": "a", "query": party("KIM YONG CHOL"), "candidate": party("김영철")}
    )
    (row,) = map(json.loads, yalu("screen", "pairs", path, "--rows").out.splitlines())
    assert (row["id"], row["outcome"]) == ("a", "match")
    assert row["reason"]
    assert "none" in yalu("screen", "pairs", path).out


def test_queries_are_answered_line_by_line(yalu, tmp_path):
    listed = lines(tmp_path / "list.jsonl", {"id": "x1", **party("PAK TO CHUN")})
    asked = lines(
        tmp_path / "queries.jsonl", {"id": "q1", **party("박도춘")}, {"id": "q2", **party("Adam Smith")}
    )
    rows = [
        json.loads(line)
        for line in yalu("screen", "list", "--list", listed, "--queries", asked).out.splitlines()
    ]
    assert [(row["id"], [hit["id"] for hit in row["hits"]]) for row in rows] == [("q1", ["x1"]), ("q2", [])]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not json\n", "line 1: is no JSON"),
        ('{"query": {}}\n', "needs an object with query and candidate"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_bad_file_of_pairs_is_refused_by_line(yalu, tmp_path, content, words):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = yalu("screen", "pairs", path)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
