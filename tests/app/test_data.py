"""What ships is compiled from its source: written anew, or only compared."""

from __future__ import annotations

import json
import runpy
import shutil
import sys

import pytest

import yalu.measures.read as law
from yalu.app import data
from yalu.measures.read import read_regime


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the shipped law that may be spoilt."""
    shutil.copytree(data._DATA, tmp_path / "data")
    monkeypatch.setattr(data, "_DATA", tmp_path / "data")
    return tmp_path / "data"


def test_what_ships_is_fresh():
    assert data.main(["--check"]) == 0


def test_a_stale_file_is_named_and_left_as_it_is(folder, capsys):
    stale = folder / "un-dprk.json"
    stale.write_bytes(b"{}")
    assert data.main(["--check"]) == 1
    assert "un-dprk.json: differs from its source; run make data" in capsys.readouterr().err
    assert stale.read_bytes() == b"{}"


def test_a_missing_file_is_stale(folder):
    (folder / "un-dprk.json").unlink()
    assert data.main(["--check"]) == 1
    assert not (folder / "un-dprk.json").exists()


def test_a_stale_file_is_written_anew_and_then_fresh(folder, capsys):
    shipped = (folder / "un-dprk.json").read_bytes()
    (folder / "un-dprk.json").write_bytes(b"{}")
    assert data.main([]) == 0
    assert capsys.readouterr().out == "written: un-dprk.json\n"
    assert (folder / "un-dprk.json").read_bytes() == shipped
    assert data.main(["--check"]) == 0


def test_a_fresh_file_is_not_written_again(folder, capsys):
    before = (folder / "un-dprk.json").stat().st_mtime_ns
    assert data.main([]) == 0
    assert capsys.readouterr().out == ""
    assert (folder / "un-dprk.json").stat().st_mtime_ns == before


def test_a_source_with_mistakes_exits_2_and_writes_nothing(folder, capsys):
    source = folder / "un-dprk" / "unscr-2371.toml"
    source.write_text(
        source.read_text(encoding="utf-8").replace('cite = "2371 10"', 'cite = "ten"'), encoding="utf-8"
    )
    before = (folder / "un-dprk.json").read_bytes()
    assert data.main([]) == 2
    assert "is no cite" in capsys.readouterr().err
    assert (folder / "un-dprk.json").read_bytes() == before


def test_a_change_of_one_measure_changes_one_line(folder):
    before = data.compiled("un-dprk").splitlines()
    source = folder / "un-dprk" / "unscr-2371.toml"
    words = source.read_text(encoding="utf-8")
    source.write_text(words.replace('title = "Lead"', 'title = "Lead and its ore"'), encoding="utf-8")
    after = data.compiled("un-dprk").splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_the_program_compares_and_exits(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["yalu.app.data", "--check"])
    with pytest.raises(SystemExit) as leave:
        runpy.run_path(data.__file__, run_name="__main__")
    assert leave.value.code == 0


def test_the_compiled_file_is_json_and_holds_the_regime():
    document = json.loads(data.compiled("un-dprk"))
    assert document["id"] == "un-dprk"
    assert len(document["measures"]) == len(read_regime().tables.measures)
    assert len(law.shipped_regimes()) == 1


def test_a_row_without_source_and_an_id_that_stands_twice_are_named(tmp_path, monkeypatch, capsys):
    table = tmp_path / "trade" / "data" / "figures.csv"
    table.parent.mkdir(parents=True)
    table.write_text("# a note\nid,value,source\nA1,3,KITA\nA1,4,\n", encoding="utf-8")
    assert data.unsourced(tmp_path) == [
        "trade/data/figures.csv, row 3: has no source",
        "trade/data/figures.csv, row 3: id A1 stands twice",
    ]
    monkeypatch.setattr(data, "unsourced", lambda: ["figures.csv, row 3: has no source"])
    assert data.main(["--check"]) == 2
    assert "row 3" in capsys.readouterr().err


def test_every_shipped_row_names_its_source():
    assert data.unsourced() == []
