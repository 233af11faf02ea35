"""What is screened against: the lists of a day, the index kept beside them, or the casebook with its age."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from datetime import date

import pytest

import yalu.app.held as yalu_held
from yalu.app.deciding import office
from yalu.app.held import held, index_key, uncollected
from yalu.app.snapshots import Store
from yalu.lists.errors import BadList
from yalu.screen.asked import asked

BEFORE, AFTER = date(2031, 1, 1), date(2031, 3, 1)
PERSON = (
    "<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>{name}</FIRST_NAME><REFERENCE_NUMBER>KPi.{n:04}</REFERENCE_NUMBER>"
    "<LISTED_ON>{day}</LISTED_ON></INDIVIDUAL>"
)


def un(day, *persons):
    return (
        f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS>'
        + "".join(PERSON.format(n=n, name=name, day=since) for n, (name, since) in enumerate(persons, 1))
        + "</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    ).encode()


OLD, NEW = ("HAEMARU VENDEL", "2029-05-06"), ("ORSKAT QUILLO", "2031-02-10")


@pytest.fixture
def lists(tmp_path):
    """A folder with the list of two days; the second names one person more, listed in between."""
    store = Store(tmp_path / "lists")
    for day, persons in ((BEFORE, (OLD,)), (AFTER, (OLD, NEW))):
        path = tmp_path / "un.xml"
        path.write_bytes(un(day, *persons))
        store.add([path], force=True)
    return store.folder


def found(folder, on, name):
    return [one.id for one in held(folder, on).matcher.screen(asked({"name": name}).party)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2031, 2, 9), []), (date(2031, 2, 10), ["un:KPi.0002"]), (AFTER, ["un:KPi.0002"])],
)
def test_between_two_snapshots_the_day_of_listing_decides(lists, on, expected):
    assert found(lists, on, "Orskat Quillo") == expected
    assert found(lists, on, "Haemaru Vendel") == ["un:KPi.0001"]


def test_the_next_process_opens_the_index_that_the_first_one_made(lists, monkeypatch):
    assert found(lists, AFTER, "Haemaru Vendel") == ["un:KPi.0001"]
    monkeypatch.setattr(yalu_held, "build_index", None)
    assert found(lists, AFTER, "Haemaru Vendel") == ["un:KPi.0001"]


def test_a_damaged_index_is_made_again(lists):
    found(lists, AFTER, "Haemaru Vendel")
    (path,) = (lists / "index").iterdir()
    path.write_bytes(path.read_bytes()[:100])
    assert found(lists, AFTER, "Haemaru Vendel") == ["un:KPi.0001"]


def test_a_folder_that_cannot_be_written_costs_time_and_no_answer(lists):
    (lists / "index").write_bytes(b"")
    assert found(lists, AFTER, "Haemaru Vendel") == ["un:KPi.0001"]


def test_taking_in_a_list_makes_the_index_of_its_names(yalu, tmp_path, monkeypatch):
    path = tmp_path / "un.xml"
    path.write_bytes(un(date(2020, 1, 1), ("HAEMARU VENDEL", "2019-05-06")))
    assert yalu("lists", "add", path, "--force", "--data", tmp_path).status == 0
    monkeypatch.setattr(yalu_held, "build_index", None)
    told = yalu("screen", "name", "Haemaru Vendel", "--data", tmp_path)
    assert "un KPi.0001" in told.out


def test_on_a_terminal_it_is_said_that_an_index_is_made(yalu, tmp_path, monkeypatch):
    path = tmp_path / "un.xml"
    path.write_bytes(un(BEFORE, OLD))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "index of the names" in yalu("lists", "add", path, "--force", "--data", tmp_path).err


def test_names_and_messages_are_screened_by_one_index(yalu, lists, monkeypatch):
    found(lists, AFTER, "Haemaru Vendel")
    monkeypatch.setattr(yalu_held, "build_index", None)
    listed = office(folder=str(lists.parent), on=AFTER).desk.listed
    (hit,) = listed.matcher.screen(asked({"name": "Orskat Quillo"}).party)
    assert listed.entries[hit.place].subject.id == "KPi.0002"


def test_a_snapshot_that_is_read_otherwise_has_another_index(lists):
    before = held(lists, AFTER).key
    store = Store(lists)
    (snapshot,) = store.held()
    path = lists / "snapshots" / f"{snapshot.sha256}.json"
    path.write_bytes(path.read_bytes().replace(b"ORSKAT", b"ORSKET"))
    assert found(lists, AFTER, "Orsket Quillo") == ["un:KPi.0002"]
    assert held(lists, AFTER).key != before
    store.add([lists.parent / "un.xml"], force=True)  # and is put right where its list is added again
    assert b"ORSKAT" in path.read_bytes()


def test_a_snapshot_that_is_gone_is_said(lists):
    for path in (lists / "snapshots").iterdir():
        path.unlink()
    with pytest.raises(BadList, match="add its list again"):
        held(lists, AFTER)


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
import yalu.screen.read as read
from yalu.app.held import held
read.os.fsync = lambda file: os.kill(os.getpid(), signal.SIGKILL)
held(Path(sys.argv[1]), date(2031, 3, 1))
"""


def test_whoever_is_killed_while_making_an_index_leaves_none(lists):
    command = [sys.executable, "-c", KILLED, str(lists)]
    ran = subprocess.run(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert [path.suffix for path in (lists / "index").iterdir()] == [".part"]
    assert found(lists, AFTER, "Haemaru Vendel") == ["un:KPi.0001"]
    assert [path.suffix for path in (lists / "index").iterdir()] == [""]


def test_only_the_newest_indexes_are_kept(lists):
    for day in range(1, 8):
        held(lists, date(2031, 2, day))
    assert len(list((lists / "index").iterdir())) == 4


def test_another_state_of_the_lists_has_another_key(lists):
    assert held(lists, BEFORE).key != held(lists, AFTER).key
    assert index_key(b"a", b"b") != index_key(b"a b")


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2031, 1, 2), "un of 2031-01-01 (1 day old)"),
        (date(2031, 1, 3), "un of 2031-01-01 (2 days old)"),
        (date(2030, 12, 1), "un of 2031-01-01, after the day asked about (entries without a day of listing are left out)"),
    ],
)  # fmt: skip
def test_the_age_of_what_was_asked_is_said(lists, on, says):
    assert held(lists, on).source(on) == says


def test_with_nothing_loaded_the_casebook_is_screened_and_its_age_said(tmp_path):
    on = date(2018, 3, 31)
    nothing = held(tmp_path, on)
    assert nothing.source(on).startswith("casebook designations as of ")
    assert nothing.source(on).endswith("(no list is loaded)")
    assert "casebook:KPi.002" in [
        one.id for one in nothing.matcher.screen(asked({"name": "Ri Je Son"}).party)
    ]


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_runs_again_after_a_stretch_without_it_as_it_did_before(running):
    (gc.enable if running else gc.disable)()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is running
    finally:
        gc.enable()
        gc.unfreeze()
