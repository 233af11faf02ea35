"""Lists that a user has loaded: kept by their hash, replaced whole, refused with the reason, safe from being killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

import yalu.app.snapshots
from yalu.app.snapshots import Store, casebook, read_lists
from yalu.lists.errors import BadList
from yalu.terms.errors import UnknownValue

PERSON = """<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>INVENTED</FIRST_NAME><SECOND_NAME>PERSON {n}</SECOND_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.{n:04}</REFERENCE_NUMBER><LISTED_ON>2029-05-06</LISTED_ON></INDIVIDUAL>"""
ENTITY = """<ENTITY><DATAID>{n}</DATAID><FIRST_NAME>INVENTED FIRM {n}</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPe.{n:04}</REFERENCE_NUMBER><LISTED_ON>2029-05-06</LISTED_ON></ENTITY>"""


def un_list(day, persons=600, entities=200):
    return (
        f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS>'
        + "".join(PERSON.format(n=n) for n in range(persons))
        + "</INDIVIDUALS><ENTITIES>"
        + "".join(ENTITY.format(n=n) for n in range(entities))
        + "</ENTITIES></CONSOLIDATED_LIST>"
    ).encode()


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "lists")


@pytest.fixture
def put(tmp_path):
    def written(data, name="un.xml"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return written


def test_an_empty_store_holds_nothing(store):
    assert store.held() == ()
    assert store.history() == ()


def test_a_list_is_held_and_read_again(store, put):
    (added,) = store.add([put(un_list("2031-01-01"))])
    assert not added.same
    (snapshot,) = store.held()
    assert snapshot == added.snapshot
    assert (snapshot.published, snapshot.subjects) == (date(2031, 1, 1), 800)
    assert store.read(snapshot).subjects[0].id == "KPi.0000"


def test_the_next_day_follows_and_the_day_before_is_kept(store, put):
    store.add([put(un_list("2031-01-01"))])
    store.add([put(un_list("2031-01-02", persons=605))])
    assert [one.published for one in store.held()] == [date(2031, 1, 2)]
    assert [one.published for one in store.history()] == [date(2031, 1, 1), date(2031, 1, 2)]
    assert len(store.read(store.find("un@2031-01-01")).subjects) == 800


def test_the_same_file_again_changes_nothing(store, put):
    path = put(un_list("2031-01-01"))
    store.add([path])
    (added,) = store.add([path])
    assert added.same
    assert len(store.history()) == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (
            un_list("2031-01-02", persons=740),
            "un is refused: it has 940 subjects, 60 fewer than the 1,000 of the one held; the one of 2031-01-01 stays",
        ),
        (un_list("2030-12-31", persons=800), "it is of 2030-12-31, older than the one held, of 2031-01-01"),
        (un_list("2031-01-02", persons=800)[:-1000], "not well-formed or was cut off"),
        (un_list("2031-01-02", persons=3), "3 of kind person; a whole list has 580 to 1,370"),
        (b"<!DOCTYPE html><html><body>Service unavailable</body></html>", "the file is a web page"),
        (b"", "the file is empty"),
    ],
)
def test_a_doubtful_list_is_refused_and_the_old_one_stays(store, put, data, why):
    store.add([put(un_list("2031-01-01", persons=800))])
    before = (store.folder / "held.json").read_bytes()
    with pytest.raises(BadList, match=why):
        store.add([put(data, "new.xml")])
    assert (store.folder / "held.json").read_bytes() == before
    assert len(list((store.folder / "snapshots").iterdir())) == 1


def test_force_takes_a_smaller_list_but_never_a_broken_one(store, put):
    store.add([put(un_list("2031-01-01"))])
    store.add([put(un_list("2031-01-02", persons=10))], force=True)
    assert store.held()[0].subjects == 210
    with pytest.raises(BadList):
        store.add([put(b"<CONSOLIDATED_LIST>")], force=True)


def test_of_several_lists_all_are_taken_or_none(store, put):
    good = put(un_list("2031-01-01"))
    with pytest.raises(BadList):
        store.add([good, put(b"a,b\n1,2\n", "x.csv")])
    assert store.held() == ()


def test_snapshots_are_found_by_list_by_day_and_by_hash(store, put):
    store.add([put(un_list("2031-01-01"))])
    store.add([put(un_list("2031-01-02"))])
    first, second = store.history()
    assert store.find("un") == second
    assert store.find("un@2031-01-01") == first
    assert store.find(first.sha256[:8]) == first
    with pytest.raises(UnknownValue, match="Nearest: un@2031-01-0"):
        store.find("un@2031-01-03x")
    with pytest.raises(UnknownValue):
        store.find("abc")


def test_a_day_between_two_snapshots_is_pieced_together(store, put):
    listed = b"<REFERENCE_NUMBER>KPi.0600</REFERENCE_NUMBER><LISTED_ON>%s"
    late = un_list("2031-01-09", persons=601).replace(listed % b"2029-05-06", listed % b"2031-01-05")
    store.add([put(un_list("2031-01-01"))])
    store.add([put(late)])
    assert len(store.as_of("un", date(2031, 1, 4)).subjects) == 800
    assert len(store.as_of("un", date(2031, 1, 5)).subjects) == 801
    assert store.as_of("un", date(2031, 2, 1)).after is None
    assert len(store.as_of("un", date(2031, 2, 1)).subjects) == 801
    early = store.as_of("un", date(2029, 5, 6))
    assert (early.before, len(early.subjects)) == (None, 800)
    assert store.as_of("un", date(2029, 5, 5)).subjects == ()
    with pytest.raises(UnknownValue, match=r'unknown list "uno"\. Nearest: un'):
        store.as_of("uno", date(2031, 1, 1))


def test_the_publishers_own_bytes_are_kept(store, put):
    store.add([put(un_list("2031-01-01"))])
    (snapshot,) = store.held()
    assert (store.folder / "files" / snapshot.sha256).read_bytes() == un_list("2031-01-01")


def test_a_list_is_named_by_a_file_or_a_snapshot(store, put):
    path = put(un_list("2031-01-01"))
    store.add([path])
    assert store.list_named(str(path))[1] == store.list_named("un")[1] == store.list_named("un@2031-01-01")[1]


def test_a_hash_that_fits_several_is_refused(store, put, monkeypatch):
    class Alike(str):
        __slots__ = ()

        def startswith(self, *_):
            return True

    store.add([put(un_list("2031-01-01"))])
    store.add([put(un_list("2031-01-02"))])
    both = [
        yalu.app.snapshots.msgspec.structs.replace(one, sha256=Alike(one.sha256)) for one in store.history()
    ]
    monkeypatch.setattr(store, "history", lambda: tuple(both))
    with pytest.raises(BadList, match="fits several snapshots"):
        store.find("123456")


def test_a_spoilt_store_says_so(store, put):
    store.add([put(un_list("2031-01-01"))])
    (snapshot,) = store.held()
    (store.folder / "snapshots" / f"{snapshot.sha256}.json").write_bytes(b"{")
    with pytest.raises(BadList, match=r"cannot be read.*add its list again"):
        store.read(snapshot)
    (store.folder / "held.json").write_bytes(b"[]")
    with pytest.raises(BadList, match=r"held\.json: cannot be read"):
        store.held()


def test_a_folder_that_cannot_be_written_says_so(tmp_path, put):
    file = put(b"", "file")
    with pytest.raises(BadList, match=str(file)):
        Store(file / "lists").add([put(un_list("2031-01-01"))])


def test_a_full_disk_leaves_the_old_list_and_no_leavings(store, put, monkeypatch):
    store.add([put(un_list("2031-01-01"))])

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(yalu.app.snapshots.os, "fsync", full)
    with pytest.raises(BadList, match="cannot be written: No space left on device"):
        store.add([put(un_list("2031-01-02"))])
    monkeypatch.undo()
    assert [one.published for one in store.held()] == [date(2031, 1, 1)]
    assert not list((store.folder / "snapshots").glob(".new-*"))


def test_the_casebook_holds_the_155_of_the_un_and_the_ships_of_the_committee():
    found = casebook(date(2026, 11, 21))
    kinds = [one.kind for one in found.subjects]
    assert (kinds.count("person"), kinds.count("organisation")) == (80, 75)
    assert found.published == date(2026, 2, 27)
    assert "vessel" in kinds
    assert casebook(date(2009, 4, 23)).subjects == ()
    assert len(casebook(date(2009, 4, 24)).subjects) == 3


def test_files_that_are_missing_are_named(tmp_path):
    with pytest.raises(BadList, match=r"nothing\.xml: No such file"):
        read_lists([tmp_path / "nothing.xml"])


ADD = """
import sys
from pathlib import Path
from yalu.app.snapshots import Store
store = Store(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    for path in sys.argv[2:]:
        store.add([Path(path)], force=True)
"""


def test_whoever_is_killed_while_adding_leaves_one_whole_list(tmp_path, put):
    """`kill -9` at thirty moments of a loop that takes in two lists in turn."""
    days = ("2031-01-01", "2031-01-02")
    paths = [put(un_list(day, persons=600 + n), f"{n}.xml") for n, day in enumerate(days)]
    folder = tmp_path / "lists"
    for moment in range(30):
        command = [sys.executable, "-c", ADD, str(folder), *map(str, paths)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        ) as running:
            running.stdout.readline()
            time.sleep(0.013 * moment)
            running.send_signal(signal.SIGKILL)
        store = Store(folder)
        for snapshot in store.history():
            parsed = store.read(snapshot)
            assert (
                len(parsed.subjects)
                == snapshot.subjects
                == {"2031-01-01": 800, "2031-01-02": 801}[str(snapshot.published)]
            )
        assert len(store.held()) <= 1
    assert store.held()
    assert store.add([Path(paths[1])], force=True)
