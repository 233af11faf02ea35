"""A table of names: columns found or chosen, bad rows told, every form written, the same answers after being killed."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from datetime import date

import pytest

import yalu.app.table_screening
from yalu.app.held import held
from yalu.app.table_file import open_table
from yalu.app.table_screening import screen_table
from yalu.screen.asked import columns_of

# KPi.024 of the casebook and a slip of it; a ship of the Committee's list; nobody; a row without a name.
ROWS = [
    ("c1", "김영철", "Person", "1962-02-18"),
    ("c2", "JI SONG 6", "vessel", ""),
    ("c3", "Zebulon Quixworth", "individual", "02/03/1970"),
    ("c4", "", "Person", ""),
    ("c5", "Kim Yong-chol", "Person", "somewhen"),
]


@pytest.fixture
def data(tmp_path):
    return ("--data", tmp_path / "data")


def table(path, rows=ROWS, headings=("Customer ID", "Full Name", "Type", "Date of Birth"), **how):
    with path.open("w", encoding=how.pop("encoding", "utf-8"), newline="") as file:
        writer = csv.writer(file, **how)
        writer.writerow(headings)
        writer.writerows(rows)
    return path


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(rows):
    return {(row["id"], row["outcome"], row["list_id"]) for row in rows}


EXPECTED = {
    ("c1", "match", "KPi.024"),
    ("c2", "match", "KPv.019"),
    ("c4", "not_screenable", ""),
    ("c5", "match", "KPi.024"),
    ("c5", "not_screenable", ""),
}


def test_columns_with_usual_headings_are_found_and_nothing_is_dropped(yalu, tmp_path, data):
    out = tmp_path / "out.csv"
    ran = yalu(
        "screen", "table", table(tmp_path / "t.csv"), "--out", out, "--on", "2026-11-25", "--json", *data
    )
    said = json.loads(ran.out)
    assert said["columns"] == {
        "name": ["Full Name"],
        "id": ["Customer ID"],
        "schema": ["Type"],
        "birth_date": ["Date of Birth"],
    }
    assert (said["rows"], said["match"], said["no_hit"], said["not_screenable"]) == (5, 3, 1, 1)
    assert said["faults"] == ["row 4: no name", 'row 5: birth date "somewhen" cannot be read']
    assert found(read(out)) >= EXPECTED
    assert not [row for row in read(out) if row["id"] == "c3"]
    assert not out.with_name("out.csv.partial").exists()


def test_the_text_tells_columns_age_and_what_no_hit_means(yalu, tmp_path, data):
    ran = yalu(
        "screen",
        "table",
        table(tmp_path / "t.csv"),
        "--out",
        tmp_path / "o.json",
        "--on",
        "2026-11-25",
        *data,
    )
    assert 'name from "Full Name"' in ran.out
    assert "as of 2026-02-27 (271 days old) (no list is loaded)" in ran.out
    assert "5 rows: 3 match, 0 review, 1 not screenable, 1 without a hit, which is no clearance" in ran.out
    assert "row 4: no name" in ran.out


def test_every_form_holds_the_same_rows_and_columnar_forms_can_be_read(yalu, tmp_path, data):
    parquet, pa = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("pyarrow")
    source = table(tmp_path / "t.csv")
    texts = pa.table({name: [row[n] for row in ROWS] for n, name in enumerate(("id", "name", "type", "dob"))})
    parquet.write_table(texts, tmp_path / "t.parquet")
    with pa.ipc.new_file(tmp_path / "t.arrow", texts.schema) as file:
        file.write_table(texts)
    with pa.ipc.new_stream(tmp_path / "t.arrows", texts.schema) as file:
        file.write_table(texts)
    answers = {}
    for name in ("t.parquet", "t.arrow", "t.arrows", "t.csv"):
        for suffix in (".csv", ".jsonl", ".json", ".parquet", ".arrow"):
            out = tmp_path / f"{name}{suffix}"
            assert yalu("screen", "table", tmp_path / name, "--out", out, *data).status == 0
            if suffix == ".csv":
                rows = read(out)
            elif suffix == ".jsonl":
                rows = list(map(json.loads, out.read_text("utf-8").splitlines()))
            elif suffix == ".json":
                rows = json.loads(out.read_text("utf-8"))
            elif suffix == ".parquet":
                rows = parquet.read_table(out).to_pylist()
            else:
                rows = pa.ipc.open_file(out).read_all().to_pylist()
            answers[name, suffix] = [
                {key: str("" if value is None else value) for key, value in row.items()} for row in rows
            ]
    first = answers["t.csv", ".csv"]
    assert all(rows == first for rows in answers.values())
    assert source.exists()
    assert yalu(
        "screen",
        "table",
        table(tmp_path / "e.csv", [("x", "Zebulon Quixworth", "Person", "")]),
        "--out",
        tmp_path / "e.json",
        *data,
    )
    assert json.loads((tmp_path / "e.json").read_text("utf-8")) == []


def test_columns_are_chosen_by_name_and_a_name_may_have_parts(yalu, tmp_path, data):
    path = table(tmp_path / "t.csv", [("KIM", "Yong Chol", "KP", "a7")], ("s", "g", "c", "k"), delimiter=";")
    out = tmp_path / "out.csv"
    chosen = ("--name", "s", "--name", "g", "--country", "c", "--id", "k", "--schema", "person")
    yalu("screen", "table", path, "--out", out, *chosen, *data)
    assert ("a7", "match", "KPi.024") in found(read(out))
    assert read(out)[0]["name"] == "KIM Yong Chol"
    parts = table(tmp_path / "p.csv", [("Yong Chol", "KIM")], ("First name", "Last name"))
    yalu("screen", "table", parts, "--out", out, *data)
    assert read(out)[0]["name"] == "KIM Yong Chol"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp949"])
def test_other_encodings_are_read_when_marked_or_named(yalu, tmp_path, data, encoding):
    path, out = table(tmp_path / "t.csv", encoding=encoding), tmp_path / "out.csv"
    named = ("--encoding", encoding) if encoding == "cp949" else ()
    assert yalu("screen", "table", path, "--out", out, *named, *data).status == 0
    assert ("c1", "match", "KPi.024") in found(read(out))


BAD = {
    "html": (b"<!DOCTYPE html><html>", "is a web page"),
    "zip": (b"PK\x03\x04rest", "is a spreadsheet or a zip"),
    "json": (b'{"schema": "Person"}\n', "screen list"),
    "empty": (b"", "first line is empty"),
    "korean": ("이름\n김영철\n".encode("cp949"), "--encoding"),
    "late": (b"name\n" + b"a\n" * 99_999 + b"\xb1\xe8\n", "--encoding"),
    "no name": (b"alpha,beta\n1,2\n", 'no column is known to hold names: "alpha", "beta"'),
    "twice": (b"name,name\n1,2\n", "stands over two columns"),
    "open": (b'id,name\n1,"Kim\n2,Ri\n', "line 2: a quotation mark is opened here and never closed"),
    "parquet": (b"PAR1xxxx", "is damaged or cut off"),
    "arrow": (b"ARROW1xxxx", "is damaged or cut off"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_whole_table_is_refused_and_nothing_is_written(yalu, tmp_path, data, kind):
    if kind in {"parquet", "arrow"}:
        pytest.importorskip("pyarrow")
    content, words = BAD[kind]
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    ran = yalu("screen", "table", path, "--out", tmp_path / "out.csv", *data)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["t.csv"]


def test_a_place_that_cannot_hold_the_answers_is_refused(yalu, tmp_path, data):
    path = table(tmp_path / "t.csv")
    for out, words in (
        ("o.xlsx", "end its name in .csv"),
        ("t.csv", "is the table itself"),
        ("no/o.csv", "no such folder"),
    ):
        ran = yalu("screen", "table", path, "--out", tmp_path / out, *data)
        assert ran.status == 2
        assert words in ran.err
    for chosen, words in (
        (("--name", "Full"), 'no column "Full"'),
        (("--schema", "Persn"), "Nearest: Person"),
        (("--encoding", "klingon"), "no encoding"),
    ):
        ran = yalu("screen", "table", path, "--out", tmp_path / "o.csv", *chosen, *data)
        assert ran.status == 2
        assert words in ran.err
    assert yalu("screen", "table", tmp_path / "none.csv", "--out", tmp_path / "o.csv", *data).status == 2


def test_rows_whose_cells_cannot_be_told_apart_are_told(yalu, tmp_path, data):
    path = tmp_path / "t.csv"
    path.write_text('id,name\n1,Kim, Yong Chol\n2\n3,"a"b\n\n4,김영철,,\n5,"Kim\nYong"\n', encoding="utf-8")
    said = json.loads(yalu("screen", "table", path, "--out", tmp_path / "o.csv", "--json", *data).out)
    assert said["faults"] == [
        "row 1: line 2: 3 cells where the headings are 2",
        "row 2: line 3: 1 cells where the headings are 2",
        "row 3: line 4: ',' expected after '\"'",
        'row 5: the name "Kim Yong" runs over several lines; a quotation mark may be missing',
    ]
    assert (said["rows"], said["match"], said["not_screenable"]) == (5, 1, 4)


def test_many_faults_are_counted_and_all_of_them_stand_in_the_answers(yalu, tmp_path, data):
    path, out = table(tmp_path / "t.csv", [("x", "", "", "")] * 30), tmp_path / "o.csv"
    ran = yalu("screen", "table", path, "--out", out, *data)
    assert "and 10 more, each in the answers" in ran.out
    assert len(read(out)) == 30


def screened(path, out, folder):
    opened = open_table(path)
    return screen_table(opened, columns_of(opened.headings, {}), held(folder, date(2026, 11, 25)), out)


def test_a_run_cut_off_at_any_byte_ends_as_one_that_was_not(tmp_path, monkeypatch):
    monkeypatch.setattr(yalu.app.table_screening, "_BLOCK", 3)
    path, out = table(tmp_path / "t.csv", ROWS * 4), tmp_path / "out.csv"
    partial = out.with_name("out.csv.partial")
    kept = []
    with monkeypatch.context() as patch:
        patch.setattr(
            yalu.app.table_screening, "put", lambda _file, _target: kept.append(partial.read_bytes())
        )
        whole = screened(path, out, tmp_path)
    screened(path, out, tmp_path)
    uninterrupted = out.read_bytes()
    taken_up = set()
    for cut in sorted({0, 5, *range(0, len(kept[0]), len(kept[0]) // 25), len(kept[0])}):
        out.unlink()
        partial.write_bytes(kept[0][:cut])
        again = screened(path, out, tmp_path)
        assert out.read_bytes() == uninterrupted, f"cut at byte {cut}"
        assert again._replace(taken_up_at=0) == whole
        taken_up.add(again.taken_up_at)
    assert {0, 3, 18, 20} <= taken_up


def test_a_changed_table_or_list_begins_anew(yalu, tmp_path, data):
    path, out = table(tmp_path / "t.csv"), tmp_path / "out.csv"
    partial = out.with_name("out.csv.partial")
    partial.write_bytes(b'{"key":"of another question"}\n{"done":5,"counts":{"match":5}}\n')
    said = json.loads(yalu("screen", "table", path, "--out", out, "--json", *data).out)
    assert (said["match"], said["taken_up_at"]) == (3, 0)


def test_two_runs_do_not_write_to_one_place(yalu, tmp_path, data):
    path, out = table(tmp_path / "t.csv"), tmp_path / "out.csv"
    hold = (
        f"import fcntl, sys; f = open({str(out)!r} + '.partial', 'w'); fcntl.flock(f, fcntl.LOCK_EX); "
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        ran = yalu("screen", "table", path, "--out", out, *data)
        other.stdin.close()
    assert ran.status == 2
    assert "another run is at work here" in ran.err


KILLED = """
import os, signal, sys
import yalu.app.table_screening as run
run._BLOCK = 8
sync, left = os.fsync, [int(sys.argv.pop(1))]
def fsync(handle):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    sync(handle)
os.fsync = fsync
from yalu.app.cli import main
main()
"""


def test_whoever_is_killed_on_the_way_goes_on_and_ends_the_same(yalu, tmp_path, data):
    """`kill -9` after each of the first writes to the disk, again and again, until a run comes to its end."""
    path = table(tmp_path / "t.csv", ROWS * 6)
    whole, out = tmp_path / "whole.csv", tmp_path / "out.csv"
    yalu("screen", "table", path, "--out", whole, *data)
    command = ["screen", "table", str(path), "--out", str(out), *map(str, data)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    statuses, early = [], []
    for syncs in (1, 1, 1, 1, 1, 1, 99):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(syncs), *command],
            env=environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
        statuses.append(done.returncode)
        early.append(out.exists())
        assert not out.exists() or out.read_bytes() == whole.read_bytes()
    assert statuses == [-signal.SIGKILL] * 6 + [0]
    assert not any(early[:2])
    assert early[-1]
    assert not out.with_name("out.csv.partial").exists()


def test_progress_is_told_on_a_terminal_only(capsys, monkeypatch):
    yalu.app.table_screening.progress(10)(10)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    tell = yalu.app.table_screening.progress(1_000)
    tell(256)
    tell(1_000)
    assert "1,000 of 1,000 rows" in capsys.readouterr().err
