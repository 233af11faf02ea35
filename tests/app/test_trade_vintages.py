"""`yalu trade add`, `show` and `diff`: files kept once, never overwritten, and what a revision changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256

import pytest
from click.testing import CliRunner

from yalu.app.cli import cli
from yalu.terms.errors import YaluError

HEAD = "reporter,partner,period,hs code,imports (USD)\n"
OLD = HEAD + "China,North Korea,2017-01,2701,120000\nChina,North Korea,2017-02,2701,90000\n"
# February is revised, January gone, March new.
NEW = HEAD + "China,North Korea,2017-02,2701,95000\nChina,North Korea,2017-03,2701,0\n"


@pytest.fixture
def files(tmp_path):
    for name, text in (("old.csv", OLD), ("new.csv", NEW)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path / "old.csv", tmp_path / "new.csv"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("YALU_DATA", str(tmp_path / "data"))

    def ask(*words, fails=""):
        result = CliRunner().invoke(cli, ["trade", *map(str, words)])
        if fails:
            assert isinstance(result.exception, YaluError)
            assert fails in str(result.exception)
            return None
        assert result.exception is None, result.exception
        return json.loads(result.stdout) if "--json" in words else result.stdout

    return ask


def test_a_file_is_kept_once_with_its_publisher_and_its_days(run, files):
    assert "No vintage is kept" in run("show")
    words = ("--publisher", "Ministry", "--licence", "open", "--published", "2017-05-01", "--json")
    (first,) = run("add", files[0], *words)
    assert (first["new"], first["publisher"], first["licence"]) == (True, "Ministry", "open")
    assert (first["published"], first["records"]) == ("2017-05-01", 2)
    assert first["fetched"] > "2026"
    (again,) = run("add", files[0], "--publisher", "Another", "--json")
    assert (again["new"], again["publisher"]) == (False, "Ministry")
    assert len(run("show", "--json")) == 1
    assert "held already" in run("add", files[0])


def test_a_revision_is_told_figure_by_figure(run, files):
    names = [one["sha256"] for one in run("add", *files, "--json")]
    assert len(run("show").splitlines()) == 2
    for before, after in ((names[0][:8], names[1][:8]), files):
        said = run("diff", before, after, "--json")
        assert (said["from"], said["to"]) == tuple(names)
        found = {one["since"]: (one["kind"], one["old"], one["new"], one["by"]) for one in said["changes"]}
        assert found == {
            "2017-01-01": ("removed", 120000.0, None, -120000.0),
            "2017-02-01": ("changed", 90000.0, 95000.0, 5000.0),
            "2017-03-01": ("added", None, 0.0, 0.0),
        }
    text = run("diff", *files)
    assert "1 added, 1 removed, 1 changed of 2 and 2 figures" in " ".join(text.split())
    assert "95,000" in text
    assert "0 added, 0 removed, 0 changed" in " ".join(run("diff", files[0], files[0]).split())


def test_many_changes_are_counted_on_the_screen(run, tmp_path):
    paths = []
    for name, value in (("a.csv", 1), ("b.csv", 2)):
        rows = "".join(f"China,North Korea,2017-01,{code},{value}\n" for code in range(270100, 270150))
        paths.append(tmp_path / name)
        paths[-1].write_text(HEAD + rows, "utf-8")
    assert "and 10 more" in run("diff", *paths)


def test_what_cannot_be_read_is_refused_and_nothing_is_kept(run, files, tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_text(OLD.replace("90000", "ninety"), "utf-8")
    run("add", files[0], broken, fails="ninety")
    assert run("show", "--json") == []
    run("diff", "abcd", files[0], fails="no vintage that begins so")
    run("diff", "ab", files[0], fails="no such file")


def test_a_table_without_trade_figures_is_refused(run, test_data):
    run("add", test_data("trade/hs/README.md").parent / "sections.csv", fails="holds no trade figures")


def test_a_record_changed_from_outside_is_said(run, files, tmp_path):
    run("add", files[0])
    (record,) = (tmp_path / "data" / "trade" / "vintages").glob("*.about.json")
    record.write_text("{}")
    run("show", fails="was changed from outside")


def test_a_start_that_two_vintages_share_names_none(run, tmp_path):
    paths, value = [], 0
    while len(paths) < 2:  # two files whose hashes begin alike
        value += 1
        text = HEAD + f"China,North Korea,2017-01,2701,{value}\n"
        if sha256(text.encode()).hexdigest().startswith("cafe"):
            paths.append(tmp_path / f"{value}.csv")
            paths[-1].write_text(text, "utf-8")
    run("add", *paths)
    run("diff", "cafe", paths[0], fails="more than one vintage begins so")


def test_a_run_killed_before_the_record_leaves_no_vintage(run, files, tmp_path):
    code = (
        "import yalu.app.sync.folders as v, os\n"
        "whole = v.put\n"
        "def put(file, target):\n"
        "    if target.name.endswith('.about.json'): os._exit(9)\n"
        "    whole(file, target)\n"
        "v.put = put\n"
        "from yalu.app.cli import cli\n"
        f"cli.main(['trade', 'add', {str(files[0])!r}], standalone_mode=False)\n"
    )
    env = {**os.environ, "YALU_DATA": str(tmp_path / "data")}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 9
    assert run("show", "--json") == []
    assert run("add", files[0], "--json")[0]["new"]
