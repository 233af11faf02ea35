"""The same subject on several lists, and the evidence for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yalu.lists.births import birth
from yalu.lists.clusters import clusters
from yalu.lists.model import Name, Subject
from yalu.lists.numbers import identifier


def person(id_, name, *births, passports=(), references=(), quality="strong"):
    return Subject(
        id=id_,
        kind="person",
        names=(Name(text=name, kind="primary", quality=quality),),
        births=tuple(birth(text) for text in births),
        identifiers=tuple(identifier("passport", number) for number in passports),
        references=references,
    )


def firm(id_, name, *numbers, kind="organisation"):
    return Subject(id=id_, kind=kind, names=(Name(text=name, kind="primary"),), identifiers=numbers)


def pairs(lists, *kinds):
    return [
        (tuple((member.list, member.id) for member in one.members), {tie.kind for tie in one.evidence})
        for one in clusters(lists, kinds or None)
    ]


AB = (("a", "1"), ("b", "2"))


def test_a_reference_to_the_other_list_is_enough():
    lists = {
        "un": [person("KPi.901", "A B", "1951")],
        "b": [person("2", "C D", "1960", references=("un:KPi.901",))],
    }
    assert pairs(lists) == [((("b", "2"), ("un", "KPi.901")), {"reference"})]


def test_two_lists_that_state_the_same_reference_meet_without_the_third():
    lists = {"a": [person("1", "A B", references=("un:X",))], "b": [person("2", "C D", references=("un:X",))]}
    assert pairs(lists) == [(AB, {"reference"})]


def test_ships_meet_by_a_number_whose_check_digit_holds():
    good, bad = identifier("imo", "9074729"), identifier("imo", "9074728")
    assert pairs(
        {"a": [firm("1", "X", good, kind="vessel")], "b": [firm("2", "Y", good, kind="vessel")]}
    ) == [(AB, {"imo"})]
    assert pairs({"a": [firm("1", "X", bad, kind="vessel")], "b": [firm("2", "Y", bad, kind="vessel")]}) == []


def test_a_company_number_never_meets_a_ships_number():
    ship, company = identifier("imo", "9074729"), identifier("imo_company", "9074729")
    assert pairs({"a": [firm("1", "X", ship, kind="vessel")], "b": [firm("2", "Y", company)]}) == []


def test_a_ship_listed_twice_on_one_list_is_one_ship():
    ship = identifier("imo", "9074729")
    lists = {"a": [firm("1", "X", ship, kind="vessel"), firm("3", "X", ship, kind="vessel")]}
    assert pairs(lists) == [((("a", "1"), ("a", "3")), {"imo"})]


def test_empty_numbers_do_not_meet():
    none = identifier("imo", "")
    assert (
        pairs({"a": [firm("1", "X", none, kind="vessel")], "b": [firm("2", "Y", none, kind="vessel")]}) == []
    )


def test_passports_meet_whatever_the_signs_between():
    lists = {
        "a": [person("1", "A B", passports=("PS-123 456",))],
        "b": [person("2", "C D", passports=("PS123456",))],
    }
    assert pairs(lists) == [(AB, {"passport"})]


def test_a_passport_that_two_of_a_list_bear_proves_nothing():
    lists = {
        "a": [person("1", "A B", passports=("PS123456",)), person("3", "E F", passports=("PS123456",))],
        "b": [person("2", "C D", passports=("PS123456",))],
    }
    assert pairs(lists) == []


def test_births_that_exclude_each_other_forbid_a_passport_unless_the_name_agrees():
    lists = {
        "a": [person("1", "A B", "1951", passports=("PS123456",))],
        "b": [person("2", "C D", "1960", passports=("PS123456",))],
    }
    assert pairs(lists) == []
    lists["b"] = [person("2", "B, A", "1960", passports=("PS123456",))]
    assert pairs(lists) == [(AB, {"passport"})]


def test_a_birth_about_a_year_excludes_nothing():
    lists = {
        "a": [person("1", "A B", "circa 1951", passports=("PS123456",))],
        "b": [person("2", "C D", "1960", passports=("PS123456",))],
    }
    assert pairs(lists) == [(AB, {"passport"})]


def test_the_same_letters_and_the_same_day_of_birth_meet():
    lists = {"a": [person("1", "RI JE-SON", "1938-04-05")], "b": [person("2", "Je Son Ri", "5 Apr 1938")]}
    assert pairs(lists) == [(AB, {"birth_date_and_name"})]


@pytest.mark.parametrize(("days", "meet"), [(0, True), (1, True), (2, False)])
def test_a_slip_of_one_day_is_forgiven_two_are_not(days, meet):
    born = date(1969, 11, 8)
    lists = {
        "a": [person("1", "HAN JANG SU", born.isoformat())],
        "b": [person("2", "Han Jang Su", (born - timedelta(days=days)).isoformat())],
    }
    assert bool(pairs(lists)) is meet


def test_a_year_is_enough_where_nobody_else_has_the_name():
    lists = {"a": [person("1", "Ri Je Son", "1938")], "b": [person("2", "Ri Je Son", "1938-04-05")]}
    assert pairs(lists) == [(AB, {"birth_date_and_name"})]
    lists["b"].append(person("3", "Ri Je Son", "1971"))
    assert pairs(lists) == []


def test_homonyms_with_other_births_do_not_meet():
    lists = {"a": [person("1", "Kim Yong Chol", "1946")], "b": [person("2", "Kim Yong Chol", "1962-02-18")]}
    assert pairs(lists) == []


def test_a_name_alone_proves_nothing_of_a_person_nor_does_a_weak_one():
    assert pairs({"a": [person("1", "Kim Yong Chol")], "b": [person("2", "Kim Yong Chol")]}) == []
    weak = {
        "a": [person("1", "The Lantern", "1951-02-03", quality="weak")],
        "b": [person("2", "The Lantern", "1951-02-03")],
    }
    assert pairs(weak) == []


def test_a_long_name_of_an_organisation_borne_by_nobody_else_meets_a_short_one_does_not():
    lists = {"a": [firm("1", "Haemaru Lantern Works")], "b": [firm("2", "HAEMARU LANTERN-WORKS")]}
    assert pairs(lists) == [(AB, {"name"})]
    lists["a"].append(firm("3", "Haemaru Lantern Works"))
    assert pairs(lists) == []
    assert pairs({"a": [firm("1", "Koryo Bank")], "b": [firm("2", "Koryo Bank")]}) == []


def test_ships_of_one_name_without_numbers_do_not_meet():
    lists = {name: [firm(name, "Haemaru Lantern Star", kind="vessel")] for name in ("a", "b")}
    assert pairs(lists) == []


def test_a_number_of_a_ship_under_a_company_is_not_compared_with_a_person():
    passport = identifier("passport", "PS123456")
    lists = {"a": [firm("1", "X", passport)], "b": [person("2", "C D", passports=("PS123456",))]}
    assert pairs(lists) == []


def test_banks_meet_by_their_bic_without_its_branch():
    lists = {
        "a": [firm("1", "X", identifier("bic", "FTBDKPPY"))],
        "b": [firm("2", "Y", identifier("bic", "FTBDKPPYXXX"))],
    }
    assert pairs(lists) == [(AB, {"bic"})]


def test_two_of_one_list_are_not_drawn_together_through_a_third():
    lists = {
        "a": [firm("1", "Haemaru Lantern Works"), firm("3", "Haemaru Candle Works")],
        "b": [
            Subject(
                id="2",
                kind="organisation",
                names=(Name(text="Haemaru Lantern Works", kind="primary"), Name(text="Haemaru Candle Works")),
            )
        ],
    }
    assert pairs(lists) == [(AB, {"name"})]


def test_only_the_evidence_asked_for_is_used():
    lists = {
        "un": [person("1", "A B", passports=("PS123456",))],
        "b": [person("2", "A B", passports=("PS123456",), references=("un:1",))],
    }
    assert pairs(lists, "passport") == [((("b", "2"), ("un", "1")), {"passport"})]


def test_three_lists_make_one_cluster():
    ship = identifier("imo", "9074729")
    lists = {name: [firm(name, "X", ship, kind="vessel")] for name in ("a", "b", "c")}
    ((members, _),) = pairs(lists)
    assert len(members) == 3


def test_the_samples_of_all_publishers_are_one_person_and_one_ship(read):
    lists = {
        "un": read("un.xml").subjects,
        "ofac": read("sdn.csv", "alt.csv").subjects,
        "eu": read("eu_1_1.xml").subjects,
        "uk": read("uk.xml").subjects,
        "vessels": read("un_1718.csv").subjects,
    }
    found = {frozenset((member.list, member.id) for member in one.members) for one in clusters(lists)}
    assert found == {
        frozenset({("un", "KPi.901"), ("ofac", "9001"), ("eu", "EU.9001.1"), ("uk", "DPR9001")}),
        frozenset({("ofac", "9003"), ("eu", "EU.9003.3"), ("uk", "DPR9003"), ("vessels", "IMO 9074729")}),
        frozenset({("un", "KPe.902"), ("ofac", "9002"), ("uk", "DPR9002")}),
    }
