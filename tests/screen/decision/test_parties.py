"""Listed parties in every field. References and days of listing are those of the Committee's list."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.app.deciding import office, read_register
from yalu.screen.decision.freetext import Spotter
from yalu.screen.messages.model import Consignment, Payment, Traveller

RYONBONG = "KOREA RYONBONG GENERAL CORPORATION"  # KPe.002, listed 24 April 2009


def met(decision):
    return {(one.list_entry.id, one.disposition, one.rule) for one in decision.findings if one.list_entry}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": RYONBONG},
        {"lines": (RYONBONG, "PYONGYANG")},
        {"lines": ("KOREA RYONBONG", "GENERAL CORPORATION", "PYONGYANG")},
        {"lines": ("KOREA RYONBO", "NG GENERAL CORPORATION")},
        {"name": "Zelkova Ltd", "address": (f"c/o {RYONBONG}",)},
        {"company": "KOREA RYONBONG GENERAL CORP"},
    ],
)
def test_a_listed_name_stops_from_the_day_of_its_listing(write, decision, fields):
    made = decision(Consignment(parties=(write.party("consignor", **fields),)), "2009-04-24")
    assert made.disposition == "stop"
    assert ("KPe.002", "stop", "name") in met(made)
    assert {one.measure for one in made.findings if one.list_entry and one.disposition == "stop"} == {
        "R1718-8d-asset-freeze"
    }
    assert (
        decision(Consignment(parties=(write.party("consignor", **fields),)), "2009-04-23").disposition
        == "clear"
    )


def test_a_listed_name_in_any_text_is_met(write, decision):
    for content in (
        Consignment(notes=(write.note(f"INV 44, {RYONBONG}, FOB"),)),
        Consignment(goods=(write.goods(f"bearings / {RYONBONG}"),)),
        Payment(notes=(write.note(f"/RFB/{RYONBONG}"),)),
        Traveller(goods=(write.goods(f"cash for: {RYONBONG}"),)),
    ):
        assert ("KPe.002", "stop", "name") in met(decision(content, "2013-05-10"))


def test_a_name_inside_a_longer_text_is_for_a_person(write, decision):
    made = decision(
        Payment(notes=(write.note(f"repairs ordered with {RYONBONG} stamp removed"),)), "2013-05-10"
    )
    assert made.disposition == "review"
    assert met(made) == {("KPe.002", "review", "name")}
    assert any("stands within a longer text" in one.reason for one in made.findings)


def test_a_ship_is_met_by_its_number_under_another_name(write, decision):
    # AN SAN 1, IMO 7303803, designated 30 March 2018
    made = decision(Consignment(means=(write.ship("HAPPY DAWN", imo="7303803"),)), "2018-04-02")
    assert ("KPv.001", "stop", "number") in met(made)
    assert "RF-VES-04" in {one.rule for one in made.findings}
    nameless = decision(Consignment(means=(write.ship(imo="IMO 7303803"),)), "2018-04-02")
    assert ("KPv.001", "stop", "number") in met(nameless)
    before = decision(Consignment(means=(write.ship("HAPPY DAWN", imo="7303803"),)), "2018-03-29")
    assert met(before) == set()


def test_a_ship_is_met_by_its_name_alone(write, decision):
    made = decision(Consignment(means=(write.ship("CHON MYONG 1"),)), "2018-04-02")
    assert ("KPv.006", "stop", "name") in met(made) or ("KPv.006", "review", "name") in met(made)


def test_a_listed_ship_s_name_with_another_number_is_for_a_person(write, decision):
    # HAO FAN 6, IMO 8628597, designated 3 October 2017; 9074729 is another valid number
    made = decision(Consignment(means=(write.ship("HAO FAN 6", imo="9074729"),)), "2018-04-02")
    assert made.disposition == "review"
    assert ("KPv.012", "review", "name") in met(made)


def test_a_call_sign_of_a_listed_ship_is_for_a_person(write):
    office_ = office(folder="no folder", on=date(2018, 4, 2))
    place = next(n for n, one in enumerate(office_.desk.listed.entries) if one.subject.id == "KPv.012")
    office_.desk.listed = office_.desk.listed._replace(spotter=Spotter((), {"HMZF": place}))
    for sign, disposition in (("HMZF", "review"), ("hmz f", "review"), ("HMZG", "clear")):
        content = Consignment(means=(write.ship("OCEAN DAWN", call_sign=sign),))
        made = office_.decide([(write.message(content), "0" * 64)])[0]
        assert made.disposition == disposition


@pytest.mark.parametrize(
    "content",
    [
        lambda w: Consignment(places=(w.place("loading", name=f"Dalian, {RYONBONG}"),)),
        lambda w: Consignment(places=(w.place("office", code=RYONBONG),)),
        lambda w: Payment(places=(w.place("address", country=RYONBONG),)),
        lambda w: Consignment(goods=(w.goods("shoes", hs=RYONBONG),)),
        lambda w: Consignment(goods=(w.goods("shoes", origin=RYONBONG),)),
        lambda w: Consignment(means=(w.ship("X", flag=RYONBONG),)),
        lambda w: Consignment(parties=(w.party("consignee", "Zelkova Ltd", country=RYONBONG),)),
        lambda w: Consignment(parties=(w.party("consignee", "Zelkova Ltd", nationality=RYONBONG),)),
    ],
)
def test_a_listed_name_in_a_field_of_codes_is_met(write, decision, content):
    assert "KPe.002" in {one for one, _, _ in met(decision(content(write), "2013-05-10"))}


def test_a_misspelt_word_of_trade_is_the_same_name(write, decision):
    # Tanchon Commercial Bank, KPe.003, listed 24 April 2009
    def bank(name):
        return decision(Payment(parties=(write.party("intermediary", name, kind="bank"),)), "2018-04-02")

    assert ("KPe.003", "stop", "name") in met(bank("TANCHON COMMEERCIAL BANK"))
    assert ("KPe.003", "stop", "name") not in met(bank("TANCHEON COMMEERCIAL BANK OF SEOUL"))


@pytest.mark.parametrize(
    "name",
    ["T A N C H O N  COMMERCIAL BANK", "T.A.N.C.H.O.N COMMERCIAL BANK", "t-a-n-c-h-o-n commercial bank"],
)
def test_spaced_letters_are_one_word(write, decision, name):
    made = decision(Payment(parties=(write.party("creditor_agent", name, kind="bank"),)), "2018-04-02")
    assert ("KPe.003", "stop", "name") in met(made)
    text = decision(Payment(notes=(write.note(f"via {name}, for goods"),)), "2018-04-02")
    assert "KPe.003" in {one for one, _, _ in met(text)}
    assert (
        decision(Payment(notes=(write.note("A B C D E F G H forms"),)), "2018-04-02").disposition == "clear"
    )


def test_one_word_between_commas_of_a_name_is_a_part_of_it(write, decision):
    # "Komid" is an alias of KPe.001
    partners = decision(Consignment(parties=(write.party("buyer", "Komid, Gibson and Smith"),)), "2018-04-02")
    assert {one for one in met(partners) if one[0] == "KPe.001"} == {("KPe.001", "review", "name")}
    alone = decision(Consignment(parties=(write.party("buyer", "Komid"),)), "2018-04-02")
    assert ("KPe.001", "stop", "name") in met(alone)


def test_a_short_name_of_another_legal_form_is_for_a_person(write, decision):
    # KOTI CORP, KPe.067, listed 30 March 2018
    def buyer(name):
        return met(decision(Consignment(parties=(write.party("buyer", name),)), "2018-04-02"))

    assert ("KPe.067", "stop", "name") in buyer("Koti Corp")
    assert {one for one in buyer("Koti GmbH") if one[0] == "KPe.067"} == {("KPe.067", "review", "name")}


def test_chinese_letters_that_sound_like_a_listed_person_are_for_a_person(write, decision):
    def traveller(**fields):
        party = write.party("traveller", "李元浩", kind="person", **fields)  # read in Korean: Ri Won Ho
        return decision(Traveller(parties=(party,)), "2018-04-02")

    assert ("KPi.033", "review", "name") in met(traveller())
    assert ("KPi.033", "stop", "name") in met(traveller(births=("1964-07-17",)))


@pytest.mark.parametrize("plate", ["辽F·12345", "WAGON 441", "FLIGHT JS151", "H-100.A"])
def test_a_plate_is_no_ship_name(write, decision, plate):
    made = decision(
        Consignment(means=(write.ship(plate, registration="A1", mmsi="412000000", call_sign="BXYZ"),)),
        "2018-04-02",
    )
    assert met(made) == set()


def test_a_company_number_of_a_listed_manager_is_met(write, decision):
    # Ocean Maritime Management, IMO company number 1790183, listed 28 July 2014
    agent = write.party("agent", "Zelkova Crewing", imo_company="1790183")
    assert ("KPe.020", "stop", "number") in met(decision(Consignment(parties=(agent,)), "2014-07-28"))
    text = decision(Consignment(notes=(write.note("owner no. 1790183"),)), "2014-07-28")
    assert ("KPe.020", "stop", "number") in met(text)


def test_another_birth_date_makes_it_a_question(write, decision):
    # RI WON HO, KPi.033, born 17 July 1964, listed 30 November 2016
    same = decision(
        Traveller(parties=(write.party("traveller", "RI WON HO", births=("1964-07-17",), kind="person"),)),
        "2017-01-10",
    )
    assert ("KPi.033", "stop", "name") in met(same)
    other = decision(
        Traveller(parties=(write.party("traveller", "RI WON HO", births=("1991-02-03",), kind="person"),)),
        "2017-01-10",
    )
    assert ("KPi.033", "review", "name") in met(other)
    assert other.disposition == "review"


def test_a_party_given_only_by_number_is_not_screenable(write, decision):
    made = decision(Consignment(parties=(write.party("importer", eori="GB123456789000"),)), "2018-04-02")
    assert made.disposition == "not_screenable"
    assert [(gap.path, gap.why) for gap in made.not_screened] == [
        ("importer", "no_name: importer is given only as eori GB123456789000")
    ]
    assert made.answer["customs_status"] == "held, party to be named"


def test_a_number_that_stands_beside_a_name_in_the_message_is_screenable(write, decision):
    named = write.party("exporter", "Zelkova Shoes BV", eori="GB123456789000")
    again = write.party("declarant", eori="GB 123456789000")
    assert decision(Consignment(parties=(named, again)), "2018-04-02").disposition == "clear"
    other = write.party("declarant", eori="GB 123456789001")
    assert decision(Consignment(parties=(named, other)), "2018-04-02").disposition == "not_screenable"


def test_a_bank_by_its_code_is_screenable(write, decision):
    bank = write.party("creditor_agent", bic="DEUTDEFF", kind="bank")
    assert decision(Payment(parties=(bank,)), "2018-04-02").disposition == "clear"


def test_a_register_gives_the_name_behind_a_number(write, tmp_path):
    (tmp_path / "register.csv").write_text(f"number,name\nGB 123-456,{RYONBONG}\n", encoding="utf-8")
    made = office(folder="no folder", on=date(2013, 5, 10), register=tmp_path / "register.csv").decide(
        [(write.message(Consignment(parties=(write.party("importer", eori="GB123456"),))), "0" * 64)]
    )[0]
    assert ("KPe.002", "stop", "name") in met(made)
    assert made.recipe.register_sha256 == read_register(tmp_path / "register.csv")[1]


def test_a_finding_shows_the_entry_and_the_words(write, decision):
    made = decision(Payment(notes=(write.note(f"/RFB/{RYONBONG}"),)), "2013-05-10")
    entry = next(one.list_entry for one in made.findings if one.list_entry)
    assert entry.name == RYONBONG
    assert entry.matched == RYONBONG
    assert entry.listed_on.isoformat() == "2009-04-24"
    assert len(entry.sha256) == 64


def test_a_number_that_the_name_already_led_to_is_one_finding(write, decision):
    both = write.party("agent", "OCEAN MARITIME MANAGEMENT COMPANY LIMITED 1790183")
    made = decision(Consignment(parties=(both,)), "2014-07-28")
    assert [one.list_entry.id for one in made.findings if one.list_entry] == ["KPe.020"]


def test_a_party_that_says_nothing_is_passed_over(write, decision):
    assert decision(Consignment(parties=(write.party("agent"),)), "2014-07-28").disposition == "clear"
