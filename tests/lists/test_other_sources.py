"""The US consolidated list, FollowTheMoney files and the 1718 Committee's vessels."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.lists.errors import BadList
from yalu.lists.sources import ftm, un_1718_vessels


def test_the_us_consolidated_list(read):
    parsed = read("csl.csv")
    person, ship, firm, again = parsed.subjects
    assert parsed.rows == {"rows": 4}
    assert [name.text for name in person.names] == ["ORANG, Mil To", "ORANG, Milto", "THE LANTERN"]
    assert person.names[0].family == "ORANG"
    assert person.names[1].quality == "unknown"
    assert [(born.since, born.precision) for born in person.births] == [
        (date(1951, 2, 3), "day"),
        (date(1952, 1, 1), "years"),
    ]
    passport = person.identifiers[0]
    assert (passport.type, passport.value, passport.country.iso3) == ("passport", "999000111", "PRK")
    assert person.genders == ("male",)
    assert person.programmes == ("DPRK2", "NPWMD")
    assert person.measures == (
        "Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210",
        "Specially Designated Nationals (SDN) - Treasury Department",
    )
    assert person.links[0].name == "HAEMARU LANTERN WORKS"
    assert [place.country.iso3 for place in person.addresses] == ["PRK", "CHN"]
    assert {number.type for number in ship.identifiers} == {"imo", "mmsi", "call_sign"}
    assert ship.vessel.former_flags[0].iso3 == "KIR"
    assert (firm.kind, firm.listed_on) == ("unknown", date(2029, 5, 6))
    assert again.id == "abc#2"
    assert parsed.findings == (
        '9001: date of birth "Spring 1950" cannot be read',
        "1 rows repeat the id of an earlier one",
    )


@pytest.fixture(scope="module")
def entities(read):
    return read("entities.ftm.json")


def test_followthemoney_lines(entities):
    person, company, ship = entities.subjects
    assert entities.published == date(2031, 3, 4)
    assert entities.rows["entities"] == 9
    assert entities.rows["schema Address"] == 1
    assert [(name.text, name.kind, name.quality) for name in person.names] == [
        ("Mil To Orang", "primary", "strong"),
        ("Orang Milto", "alias", "strong"),
        ("O Rang", "alias", "strong"),
        ("The Lantern", "alias", "weak"),
    ]
    assert person.names[0].family == "Orang"
    assert person.references == ("ftm:un-KPi.901", "KPi.901")
    assert (company.kind, company.identifiers[0].type) == ("organisation", "imo_company")
    assert (ship.vessel.flag.iso3, ship.vessel.built) == ("PRK", "1987")
    assert [name.kind for name in ship.names] == ["primary", "former"]


def test_other_lines_add_sanctions_documents_and_ties(entities):
    person = entities.subjects[0]
    assert person.listed_on == date(2028, 1, 1)
    assert person.programmes == ("DPRK",)
    assert [(one.type, one.value) for one in person.identifiers] == [
        ("passport", "999000111"),
        ("passport", "999000222"),
    ]
    assert [(link.kind, link.name, link.id) for link in person.links] == [
        ("owner of", "Haemaru Lantern Works", "c1"),
        ("owner of", "", "gone"),
    ]


def test_what_has_no_name_or_no_readable_date_is_said(entities):
    assert entities.findings == (
        'p1: date of birth "long ago" cannot be read',
        "1 entities have no name and were left out",
    )


def test_lines_that_are_no_entities_are_refused():
    with pytest.raises(BadList, match="line 1 is no entity or was cut off"):
        ftm.LINES.parse({"list": b'{"id": "a", "schema": "Person", "prop'})
    with pytest.raises(BadList, match='the id "a" stands on two lines'):
        ftm.LINES.parse({"list": b'{"id":"a","schema":"Person","properties":{"name":["A"]}}\n' * 2})


def test_blank_lines_between_entities_are_passed_over():
    line = b'{"id":"a","schema":"Person","properties":{"name":["A"]}}'
    assert len(ftm.LINES.parse({"list": b"\n" + line + b"\n\n" + line.replace(b'"a"', b'"b"')}).subjects) == 2


def test_the_simplified_table(read):
    (person,) = read("targets.simple.csv").subjects
    assert [name.text for name in person.names] == ["Mil To Orang", "Orang Milto", "O Rang"]
    assert person.births[0].since == date(1951, 2, 3)
    assert person.countries[0].iso3 == "PRK"


@pytest.fixture(scope="module", params=["un_1718.csv", "un_1718.html"])
def vessels(request, read):
    return read(request.param)


def test_vessels_in_either_layout(vessels):
    ship, numberless = vessels.subjects
    assert vessels.rows == {"rows": 3}
    assert (ship.id, ship.caption, ship.kind) == ("IMO 9074729", "HAEMARU 7", "vessel")
    assert [name.text for name in ship.names[1:2]] == ["Haemaru 6"]
    assert {("imo", "9074729"), ("mmsi", "445000001"), ("call_sign", "HZ9Z")} <= {
        (number.type, number.value) for number in ship.identifiers
    }
    assert ship.measures == ("asset_freeze",)
    assert ship.legal_basis == ("2270 23",)
    assert ship.links[0].id == "un:KPe.020"
    assert ship.vessel.type == "General Cargo Ship"
    assert numberless.identifiers == ()


def test_a_ship_without_number_is_told_by_its_name_and_designated_twice(vessels):
    numberless = vessels.subjects[1]
    assert numberless.id == "NUMBERLESS 1"
    assert numberless.listed_on == date(2029, 5, 6)
    assert numberless.amended_on == (date(2030, 7, 8),)
    assert numberless.measures == ("asset_freeze", "deflag", "port_ban")
    assert set(numberless.legal_basis) == {
        "1718 8(d)",
        "2270 12",
        "2321 12(a)",
        "2321 12(d)",
        "2371 6",
        "2375 6",
    }


def test_the_page_gives_its_day_the_flags_and_the_ground(read):
    parsed = read("un_1718.html")
    ship = parsed.subjects[0]
    assert parsed.published == date(2031, 3, 4)
    assert ship.vessel.flag.iso3 == "PRK"
    assert [flag.iso3 for flag in ship.vessel.former_flags] == ["KIR"]
    assert ship.remarks == "Carries lamps."


@pytest.mark.parametrize("data", [b"", b"<html><body>1718 Designated Vessels List</body></html>", b"\x00"])
def test_pages_without_vessels_are_refused(data):
    with pytest.raises(BadList):
        un_1718_vessels.HTML.parse({"list": data})


def test_a_page_too_large_is_refused():
    with pytest.raises(BadList, match="the list has fewer than"):
        un_1718_vessels.HTML.parse({"list": b" " * (17 << 20)})
