"""The EU's lists in all their layouts, and the annexes of a regulation."""

from __future__ import annotations

import json
from datetime import date

import pytest

from yalu.lists.errors import BadList
from yalu.lists.sources import eu_fsf, eu_journal


@pytest.fixture(scope="module")
def xml(read):
    return read("eu_1_1.xml")


def names(subject):
    return [(name.text, name.kind, name.quality, name.language) for name in subject.names]


def test_a_person_of_the_xml(xml):
    person = xml.subjects[0]
    assert (person.id, person.kind, person.record) == ("EU.9001.1", "person", "9001")
    assert names(person) == [
        ("ORANG Mil To", "primary", "strong", "en"),
        ("오랑 밀토", "alias", "strong", "ko"),
        ("The Old Lantern", "alias", "weak", ""),
    ]
    assert (person.names[0].family, person.names[0].given) == ("ORANG", "Mil To")
    assert person.titles == ("Bookkeeper", "Dr")
    assert person.genders == ("male",)


def test_designation_is_the_listing_and_publication_the_amendment(xml):
    """Taking the one for the other was a real error of a well-kept reader."""
    person = xml.subjects[0]
    assert person.listed_on == date(2029, 5, 6)
    assert person.amended_on == (date(2030, 11, 12),)
    assert xml.published == date(2031, 3, 4)


def test_births_of_another_calendar_are_said_not_converted(xml):
    person = xml.subjects[0]
    assert [(born.since, born.until, born.circa) for born in person.births] == [
        (date(1951, 2, 3), date(1951, 2, 4), False),
        (date(1952, 1, 1), date(1953, 1, 1), True),
        (date(1953, 1, 1), date(1956, 1, 1), False),
    ]
    assert xml.findings[0].startswith("EU.9001.1: a date of birth cannot be read")


def test_only_the_field_for_it_states_the_un_reference(xml):
    """Remarks name other people's references."""
    person = xml.subjects[0]
    assert person.references == ("un:KPi.901",)
    assert [link.id for link in person.links] == ["un:KPi.077"]


def test_identifications(xml):
    passport, national = xml.subjects[0].identifiers
    assert (passport.type, passport.country.iso3, passport.note) == (
        "passport",
        "PRK",
        "known to have expired",
    )
    assert (national.type, national.value, national.note) == ("national_id", "N-77", "known to be false")


def test_an_enterprise_with_nothing_but_a_ships_number_is_a_ship(xml):
    ship = xml.subjects[1]
    assert ship.kind == "vessel"
    assert [(number.type, number.value) for number in ship.identifiers] == [
        ("imo", "9074729"),
        ("other", "not known"),
    ]


def test_a_reference_on_two_records_is_numbered_and_said(xml):
    assert xml.subjects[2].id == "EU.9003.3#2"
    assert xml.subjects[2].kind == "unknown"
    assert "the reference EU.9003.3 stands on more than one record" in xml.findings
    assert xml.rows == {"names": 5}


def test_the_old_xml(read):
    parsed = read("eu_old.xml")
    (person,) = parsed.subjects
    assert parsed.published == date(2016, 3, 4)
    assert person.births[0].circa
    assert (person.births[0].since, person.births[0].until) == (date(1951, 1, 1), date(1954, 1, 1))
    assert [(number.type, number.value) for number in person.identifiers] == [("passport", "999000111")]
    assert person.names[0].quality == "unknown"
    assert person.addresses[0].text == "9 Nowhere Lane, Pyongyang"
    assert person.addresses[0].country.iso3 == "PRK"
    assert person.programmes == ("PRK",)


@pytest.mark.parametrize("name", ["eu.csv", "eu_resaved.csv"])
def test_the_short_csv_also_after_a_spreadsheet_spoilt_it(read, name):
    parsed = read(name)
    (person,) = parsed.subjects
    assert parsed.published == date(2018, 7, 4)
    assert parsed.rows == {"rows": 6, "names": 1}
    assert (person.id, person.caption) == ("EU.9001.1", "Mil To ORANG")
    assert person.titles == ("Bookkeeper; keeper of lamps",)
    assert person.remarks == "Keeps, lamps"
    assert [(born.text) for born in person.births] == ["1951-02-03"]
    assert person.identifiers[0].value == "999000111"
    assert person.nationalities[0].iso3 == "PRK"
    assert parsed.findings == ()


def test_json_lines(read):
    parsed = read("eu.jsonl")
    person, company = parsed.subjects
    assert person.names[1].script == "Hang"
    assert parsed.rows == {"names": 3}
    assert parsed.published is None
    assert company.id == "9002"
    assert company.kind == "organisation"
    assert [(number.type, number.value) for number in company.identifiers] == [
        ("imo_company", "5342883"),
        ("imo", "9074729"),
    ]


@pytest.mark.parametrize("field", ["year", "month_of_year", "day_of_month", "year_range_from"])
def test_a_number_beyond_any_calendar_leaves_the_person_on_the_list(sample, field):
    born = {"year": 1951, "month_of_year": 2, "year_range_to": 1953, field: 10**17}
    birth = '{"birthdates": [' + json.dumps(born) + "], "
    line = sample("eu.jsonl").decode().splitlines()[2].replace("{", birth, 1)
    (subject,) = eu_fsf.JSON_LINES.parse({"list": line.encode()}).subjects
    assert subject.caption == "Haemaru Lantern Works"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"eu_reference_number": ', "line 1 is not JSON or was cut off"),
        (b'["eu_reference_number"]', "line 1 is no record"),
        (b'{"eu_reference_number": "EU.1.1", "name_aliases": 7}', "line 1: Expected `array`"),
        (b'{"eu_reference_number": "EU.1.1"}', "EU.1.1 has no name"),
        (b'{"eu_reference_number": "", "name_aliases": []}', "record 1 has no reference number"),
    ],
)
def test_json_lines_of_another_shape_are_refused(line, why):
    with pytest.raises(BadList, match=why):
        eu_fsf.JSON_LINES.parse({"list": line})


def test_a_field_of_another_type_is_refused(sample):
    with pytest.raises(BadList, match="sanctionEntity 9001"):
        eu_fsf.XML.parse({"list": sample("eu_1_1.xml").replace(b'year="1952"', b'year="soon"')})


def test_a_csv_of_other_columns_is_refused(sample):
    with pytest.raises(BadList, match="no column Birt_date"):
        eu_fsf.CSV.parse({"list": sample("eu.csv").replace(b"Birt_date", b"Birth")})
    with pytest.raises(BadList, match="no column Entity_logical_id"):
        eu_fsf.CSV.parse({"list": b"\n;\n"})
    with pytest.raises(BadList, match="line 2: 1 cells"):
        eu_fsf.CSV.parse({"list": sample("eu.csv").split(b"\n")[0] + b"\nx\n"})


def test_a_csv_of_headings_alone_has_no_day(sample):
    parsed = eu_fsf.CSV.parse({"list": sample("eu.csv").split(b"\n")[0] + b"\n"})
    assert (parsed.published, parsed.subjects) == (None, ())


def test_annexes_of_a_regulation(read):
    parsed = read("eu_journal.csv")
    person, company, ship, again = parsed.subjects
    assert parsed.rows == {"rows": 4}
    assert person.listed_on == date(2029, 5, 6)
    assert [born.text for born in person.births] == ["3.2.1951", "1952", "1953"]
    assert parsed.findings == ('line 2: date of birth "Spring 1950" cannot be read',)
    assert person.genders == ("male",)
    assert person.nationalities[0].iso3 == "PRK"
    assert person.identifiers[0].value == "999000111"
    assert person.legal_basis == ("39999R0001 Annex XIII.A",)
    assert [(number.type, number.value) for number in company.identifiers] == [
        ("imo_company", "5342883"),
        ("bic", "FTBDKPPY"),
    ]
    assert [name.kind for name in ship.names] == ["primary", "former"]
    assert ship.vessel.flag.iso3 == "PRK"
    assert again.id == f"{ship.id}#2"


def test_a_table_without_an_annex_is_no_annex():
    with pytest.raises(BadList, match="no column annex"):
        eu_journal.parse({"list": b"celex,recordId,programKey\n"})
