"""The commands on watch lists and downloads: what they print, what they refuse, and that a refusal changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "lists" / "samples"
UN = SAMPLES / "un.xml"


@pytest.fixture
def store(tmp_path):
    return ("--data", tmp_path / "data")


def test_an_added_list_tells_its_source_date_and_counts(yalu, store):
    added = json.loads(yalu("lists", "add", UN, "--force", "--json", *store).out)
    assert {"source", "published", "sha256", "subjects", "by_kind", "names", "same"} <= set(added)
    assert (added["source"], added["same"]) == ("un", False)
    assert added["subjects"] == sum(added["by_kind"].values())


def test_a_list_added_again_is_held_already(yalu, store):
    yalu("lists", "add", UN, "--force", *store)
    assert "held already" in yalu("lists", "add", UN, "--force", *store).out
    assert len(json.loads(yalu("lists", "show", "--json", *store).out)) == 1


def test_with_nothing_loaded_the_casebook_and_its_age_are_named(yalu, store):
    said = yalu("lists", "show", "--on", "2026-11-21", *store).out
    assert "No list is loaded" in said
    assert "as of 2026-02-27" in said  # the newest list the designations were read from


def test_a_file_against_itself_differs_in_nothing(yalu, store):
    assert json.loads(yalu("lists", "diff", UN, UN, "--json", *store).out) == {
        "added": [],
        "removed": [],
        "amended": [],
    }


def test_what_was_added_and_amended_is_told_by_reference_and_field(yalu, store, tmp_path):
    text = UN.read_text(encoding="utf-8")
    first = json.loads(yalu("lists", "add", UN, "--force", "--json", *store).out)
    changed = tmp_path / "un.xml"
    changed.write_text(text.replace("<FIRST_NAME>", "<FIRST_NAME>NEW ", 1), encoding="utf-8")
    found = json.loads(yalu("lists", "diff", first["sha256"][:12], changed, "--json", *store).out)
    assert (found["added"], found["removed"]) == ([], [])
    assert [one["fields"] for one in found["amended"]] == [["names"]]
    assert found["amended"][0]["id"] in yalu("lists", "diff", "un", changed, *store).out


def test_a_list_of_a_day_before_everybody_was_listed_is_empty(yalu, store):
    yalu("lists", "add", UN, "--force", *store)
    assert json.loads(yalu("lists", "as-of", "1990-01-01", "--json", *store).out).get("subjects", []) == []
    assert yalu("lists", "as-of", "1990-01-01", *store).out.startswith("0 subjects on 1990-01-01")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "none.xml"), "none.xml"),
        (("diff", "un", "un"), "snapshot"),
        (("as-of", "yesterday"), "yesterday"),
        (("as-of", "2016-05-01"), "list"),
    ],
)
def test_bad_input_is_refused_in_words(yalu, store, arguments, words):
    ran = yalu("lists", *arguments, *store)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_a_page_of_an_error_never_takes_the_place_of_a_list(yalu, store, tmp_path):
    yalu("lists", "add", UN, "--force", *store)
    page = tmp_path / "consolidated.xml"
    page.write_text("<!DOCTYPE html><html><body>503 Service Unavailable</body></html>", encoding="utf-8")
    assert yalu("lists", "add", page, *store).status == 2
    assert len(json.loads(yalu("lists", "show", "--json", *store).out)) == 1


def test_a_file_of_several_lists_has_no_difference(yalu, store):
    ran = yalu("lists", "diff", SAMPLES, UN, *store)
    assert (ran.status, ran.out) == (2, "")


def test_the_folder_comes_from_the_environment_where_none_is_given(yalu, tmp_path, monkeypatch):
    monkeypatch.setenv("YALU_DATA", str(tmp_path / "here"))
    yalu("lists", "add", UN, "--force")
    assert (tmp_path / "here" / "lists" / "held.json").exists()


def test_the_folder_is_the_users_own_where_nothing_names_one(yalu, tmp_path, monkeypatch):
    monkeypatch.delenv("YALU_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    yalu("lists", "add", UN, "--force")
    assert (tmp_path / "yalu" / "lists" / "held.json").exists()


def test_a_download_is_refused_for_a_place_that_is_two(yalu, store):
    ran = yalu(
        "sync",
        "comtrade",
        "--reporter",
        "China",
        "--partner",
        "Korea",
        "--from",
        "2013",
        "--to",
        "2013",
        *store,
    )
    assert (ran.status, ran.out) == (2, "")
    assert "PRK" in ran.err
