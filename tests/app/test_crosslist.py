"""The same subject on several lists, as the commands show it; lists for other programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "lists" / "samples"
UN, SDN, UK = (SAMPLES / name for name in ("un.xml", "sdn.csv", "uk.xml"))


@pytest.fixture
def loaded(yalu, tmp_path):
    """A folder that holds the samples of two lists."""
    for file in (UN, UK):
        assert yalu("lists", "add", file, "--force", "--data", tmp_path).status == 0
    return tmp_path


def test_entries_of_several_files_meet_with_their_evidence(yalu):
    ran = yalu("lists", "clusters", UN, SDN, UK, "--json")
    document = json.loads(ran.out)
    assert [one["list"] for one in document["lists"]] == ["un", "ofac_sdn", "uk"]
    members = [{f"{m['list']}:{m['id']}" for m in one["members"]} for one in document["clusters"]]
    assert {"un:KPi.901", "ofac_sdn:9001", "uk:DPR9001"} in members
    assert {tie["kind"] for one in document["clusters"] for tie in one["evidence"]} >= {"reference", "imo"}


def test_the_lists_held_are_looked_through_where_no_file_is_named(yalu, loaded):
    ran = yalu("lists", "clusters", "--data", loaded)
    assert ran.out.splitlines()[0] == "2 clusters of 4 entries on 2 lists"
    assert "2  uk and un" in ran.out
    assert "1  reference" in ran.out


@pytest.mark.parametrize("id_", ["KPi.901", "un:KPi.901", "DPR9001"])
def test_one_cluster_is_shown_whole(yalu, loaded, id_):
    ran = yalu("lists", "clusters", "--id", id_, "--data", loaded)
    assert ran.out.startswith("2 entries are the same subject\n  uk:DPR9001  ")
    assert "un:KPi.901 and uk:DPR9001  reference: un:KPi.901" in ran.out


def test_the_evidence_is_written_as_a_table(yalu, loaded, tmp_path):
    out = tmp_path / "ties.csv"
    ran = yalu("lists", "clusters", "--data", loaded, "--out", out)
    assert f"Written: {out}" in ran.out
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["cluster"] for row in rows} == {"1", "2"}
    first = next(row for row in rows if row["evidence"] == "reference" and row["id_1"] == "KPi.901")
    assert (first["list_1"], first["list_2"], first["id_2"], first["value"]) == (
        "un",
        "uk",
        "DPR9001",
        "un:KPi.901",
    )


def test_an_entry_that_no_list_has_or_that_stands_alone_is_said(yalu, loaded):
    ran = yalu("lists", "clusters", "--id", "KPi.902", "--data", loaded)
    assert ran.status == 2
    assert '"KPi.902"' in ran.err
    assert "Nearest: KPi.901" in ran.err
    ran = yalu("lists", "clusters", "--id", "DPR9003", "--data", loaded)
    assert (ran.status, ran.out) == (2, "")
    assert "is in no cluster" in ran.err


def test_clusters_need_two_lists(yalu, tmp_path):
    ran = yalu("lists", "clusters", "--data", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "clusters need two lists" in ran.err


def test_two_layouts_of_one_list_are_refused(yalu):
    ran = yalu("lists", "clusters", UK, SAMPLES / "uk.csv")
    assert ran.status == 2
    assert 'two of the files are the list "uk"' in ran.err


def test_a_list_is_exported_for_other_programs(yalu, loaded, tmp_path):
    out = tmp_path / "deep" / "un.ftm.json"
    ran = yalu("lists", "export", "un", "--out", out, "--data", loaded, "--json")
    entities = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert json.loads(ran.out)["entities"] == len(entities)
    assert {one["schema"] for one in entities} >= {"Person", "Organization", "Sanction"}
    ran = yalu("lists", "export", UK, "--out", out)
    assert f"Written: {out}" in ran.out


def test_an_export_is_read_back_as_the_list_it_was_made_from(yalu, loaded, tmp_path):
    out = tmp_path / "un.ftm.json"
    yalu("lists", "export", "un", "--out", out, "--data", loaded)
    ran = yalu("lists", "add", out, "--force", "--data", tmp_path / "other", "--json")
    assert json.loads(ran.out)["by_kind"] == {"person": 1, "organisation": 1}


def test_an_export_that_cannot_be_written_is_said(yalu, tmp_path):
    wall = tmp_path / "wall"
    wall.write_bytes(b"")
    ran = yalu("lists", "export", UN, "--out", wall / "un.ftm.json")
    assert ran.status == 2
    assert "cannot be written" in ran.err
