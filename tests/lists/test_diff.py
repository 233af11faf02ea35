"""What changed between two lists, who was on one on a day, and what may not take its place."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from yalu.lists.assertions import insane, objections
from yalu.lists.casebook import casebook_list
from yalu.lists.diff import Amended, as_of, diff, without_day
from yalu.lists.model import Name, Snapshot, Subject
from yalu.lists.recognise import source_by_name
from yalu.lists.sources import SOURCES


def subject(id_, *names, **rest):
    return Subject(id=id_, kind="person", names=tuple(Name(text=name) for name in names), **rest)


def test_added_removed_and_amended():
    before = [subject("a", "A"), subject("b", "B"), subject("c", "C")]
    after = [subject("b", "B", "Bee"), subject("c", "C"), subject("d", "D")]
    found = diff(before, after)
    assert [one.id for one in found.added] == ["d"]
    assert [one.id for one in found.removed] == ["a"]
    assert found.amended == (Amended(id="b", fields=("names",)),)


def test_order_of_alternatives_and_place_in_the_file_are_no_amendment():
    before = [subject("a", "A", "B", position=1, record="7")]
    after = [subject("a", "B", "A", position=2, record="8")]
    assert diff(before, after).amended == ()


def test_a_list_differs_from_itself_in_nothing(read):
    found = diff(read("un.xml").subjects, read("un.xml").subjects)
    assert (found.added, found.removed, found.amended) == ((), (), ())


def test_the_list_of_a_day_holds_who_was_listed_by_its_end(read):
    subjects = read("un.xml").subjects
    assert as_of(subjects, date(2029, 5, 5)) == ()
    assert [one.id for one in as_of(subjects, date(2029, 5, 6))] == ["KPi.901"]
    assert len(as_of(subjects, date(2031, 1, 1))) == 2


def test_who_has_no_day_of_listing_is_said_apart(read):
    subjects = read("sdn.csv").subjects
    assert as_of(subjects, date(2031, 1, 1)) == ()
    assert len(without_day(subjects)) == 5


def snapshot(**changes):
    base = {
        "source": "un", "publisher": "x", "published": date(2031, 1, 1), "sha256": "0" * 64, "bytes": 1,
        "subjects": 1000, "by_kind": {"person": 700, "organisation": 300}, "names": 2000,
    }  # fmt: skip
    return Snapshot(**(base | changes))


def test_a_list_of_the_next_day_may_follow():
    assert objections(snapshot(published=date(2031, 1, 2), subjects=951), snapshot()) == ()


def test_a_list_that_shrank_by_more_than_a_twentieth_may_not():
    assert objections(snapshot(subjects=950), snapshot()) == ()
    assert objections(snapshot(subjects=949), snapshot()) == (
        "it has 949 subjects, 51 fewer than the 1,000 of the one held",
    )


def test_an_older_list_may_not_but_one_without_a_day_may():
    assert objections(snapshot(published=date(2030, 12, 31)), snapshot()) == (
        "it is of 2030-12-31, older than the one held, of 2031-01-01",
    )
    assert objections(snapshot(published=None), snapshot()) == ()


def test_an_undated_list_whose_numbers_end_earlier_is_older():
    """OFAC's CSV carries no day, but its numbers rise."""
    old = snapshot(published=None, highest=47089)
    assert objections(snapshot(published=None, highest=37518), old) == (
        "its highest number is 37518, below 47089 of the one held: it seems to be older",
    )
    assert objections(snapshot(published=None, highest=47089), old) == ()
    assert objections(snapshot(published=None, highest=1, source="un_xml"), old) == ()


def test_a_list_that_lost_a_whole_kind_may_not():
    assert objections(snapshot(by_kind={"person": 1000}), snapshot()) == (
        "it has no organisation any more, the one held has 300",
    )


def test_counts_outside_the_sane_are_said():
    assert insane(source_by_name("un"), snapshot()) == ()
    assert insane(source_by_name("un"), snapshot(by_kind={"person": 130, "organisation": 109})) == (
        "130 of kind person; a whole list has 580 to 1,370",
        "109 of kind organisation; a whole list has 150 to 600",
    )


def test_sane_counts_make_sense():
    for source in SOURCES:
        for sane in source.sane:
            assert 0 < sane.least < sane.most


PARTIES = [
    {
        "ref": "KPi.901", "kind": "individual", "name": "ORANG MIL-TO", "names_other": "Orang Milto", "born": "1951-02-03;1952",
        "imo_company": "", "listed_on": "2029-05-06", "measures": "asset_freeze;travel_ban", "legal_basis": "1718 8(d);1718 8(e)",
        "removed_on": "", "amended_on": "2030-01-01", "source": "an invented list, generated 2031-03-04",
    },
    {
        "ref": "KPe.902", "kind": "entity", "name": "HAEMARU LANTERN WORKS", "imo_company": "5342883", "listed_on": "2029-05-06",
        "measures": "asset_freeze", "legal_basis": "1718 8(d)", "removed_on": "2030-05-06", "source": "2031-02-01",
    },
]  # fmt: skip
SHIP = {
    "ref": "KPv.901",
    "name": "HAEMARU 7",
    "imo": "9074729",
    "legal_basis": "2371 6",
    "removed_on": "",
    "source": "x",
}
VESSELS = [
    SHIP | {"kinds": "port_ban", "designated_on": "2030-01-01"},
    SHIP | {"kinds": "deflag", "designated_on": "2029-01-01"},
]


def test_the_casebook_stands_in_for_a_list():
    found = casebook_list(PARTIES, VESSELS, on=date(2030, 5, 5))
    person, company, ship = found.subjects
    assert found.published == date(2031, 3, 4)
    assert [name.kind for name in person.names] == ["primary", "alias"]
    assert [born.precision for born in person.births] == ["day", "year"]
    assert person.measures == ("asset_freeze", "travel_ban")
    assert person.amended_on == (date(2030, 1, 1),)
    assert (company.kind, company.identifiers[0].type) == ("organisation", "imo_company")
    assert (ship.kind, ship.identifiers[0].type, ship.measures) == ("vessel", "imo", ("port_ban", "deflag"))
    assert ship.listed_on == date(2029, 1, 1)


def test_the_casebook_of_a_day_leaves_out_who_was_not_yet_or_no_longer_listed():
    assert [one.id for one in casebook_list(PARTIES, VESSELS, on=date(2030, 5, 6)).subjects] == [
        "KPi.901",
        "KPv.901",
    ]
    assert casebook_list(PARTIES, [], on=date(2029, 5, 5)).subjects == ()
    assert casebook_list([], [], on=date(2029, 5, 5)).published is None


@pytest.mark.parametrize(
    "name", ["un.xml", "sdn.csv", "eu_1_1.xml", "uk.xml", "csl.csv", "entities.ftm.json"]
)
def test_a_list_survives_being_written_and_read(read, name):
    parsed = read(name)
    assert msgspec.json.decode(msgspec.json.encode(parsed), type=type(parsed)) == parsed
