"""The UK's list as XML, CSV and tables, and the consolidated list it replaced."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.lists.errors import BadList
from yalu.lists.sources import uk_conlist, uk_list

TABLES = ("uk_subjects.csv", "uk_names.csv", "uk_dobs.csv", "uk_identifiers.csv")


def names(subject):
    return [(name.text, name.kind, name.quality) for name in subject.names]


@pytest.fixture(scope="module", params=["xml", "csv", "tables"])
def uk(request, read):
    return read(*{"xml": ("uk.xml",), "csv": ("uk.csv",), "tables": TABLES}[request.param])


@pytest.fixture(scope="module")
def by_id(uk):
    return {subject.id: subject for subject in uk.subjects}


def test_every_layout_names_the_person_alike(by_id):
    person = by_id["DPR9001"]
    assert person.kind == "person"
    assert names(person)[0] == ("Mil To ORANG", "primary", "strong") or names(person)[0][0] == "Mil To Orang"
    assert person.names[0].family.upper() == "ORANG"
    assert ("The Lantern", "alias", "weak") in names(person)


def test_every_layout_dates_the_listing_and_states_the_un_reference(by_id):
    person = by_id["DPR9001"]
    assert person.listed_on == date(2029, 5, 6)
    assert person.amended_on == (date(2030, 11, 12),)
    assert person.references == ("un:KPi.901",)


def test_every_layout_reads_births_with_letters_for_what_is_unknown(by_id):
    assert [(born.since, born.precision) for born in by_id["DPR9001"].births] == [
        (date(1951, 2, 3), "day"),
        (date(1952, 1, 1), "year"),
    ]


def test_every_layout_reads_passport_and_ship(by_id):
    assert ("passport", "999000111") in [(one.type, one.value) for one in by_id["DPR9001"].identifiers]
    ship = by_id["DPR9003"]
    assert (ship.kind, ship.identifiers[0].type, ship.identifiers[0].value) == ("vessel", "imo", "9074729")


def test_the_xml_in_full(read):
    parsed = read("uk.xml")
    person, company, ship = parsed.subjects
    assert parsed.published == date(2031, 3, 4)
    assert parsed.rows == {"designations": 3}
    assert ("오랑 밀토", "original_script", "strong") in names(person)
    assert ("Mil-to ORANG", "alias", "strong") in names(person)
    assert ("Orang Milto", "alias", "strong") in names(person)
    assert person.measures == ("Asset freeze", "Travel Ban")
    assert person.birth_places[0].text == "Kaesong, North Korea"
    assert person.addresses[0].text == "9 Nowhere Lane, Pyongyang, North Korea"
    assert person.titles == ("Mr", "Bookkeeper")
    assert {number.type for number in person.identifiers} == {"passport", "national_id", "phone", "email"}
    assert [(number.type, number.value) for number in company.identifiers] == [("registration", "777")]
    assert (ship.vessel.type, ship.vessel.flag.iso3, ship.vessel.built) == ("Bulk Carrier", "PRK", "1987")
    assert ship.vessel.former_flags[0].iso3 == "KIR"


def test_the_csv_in_full(read):
    parsed = read("uk.csv")
    person, ship = parsed.subjects
    assert parsed.published == date(2031, 3, 4)
    assert parsed.rows == {"rows": 4}
    assert ("오랑 밀토", "original_script", "strong") in names(person)
    assert len([name for name in person.names if name.kind == "primary"]) == 1
    assert [flag.iso3 for flag in ship.vessel.former_flags] == ["KIR", "KHM"]


def test_the_csv_without_a_report_date_has_no_day(sample):
    data = sample("uk.csv").split(b"\r\n", 1)[1]
    assert uk_list.CSV.parse({"list": data}).published is None


def test_the_tables_are_counted_one_by_one(read):
    assert read(*TABLES).rows == {"subjects": 3, "names": 6, "dobs": 2, "identifiers": 4}


def test_tables_that_do_not_fit_are_refused(sample):
    files = dict(zip(("subjects", "names", "dobs", "identifiers"), map(sample, TABLES), strict=True))
    with pytest.raises(BadList, match="the table of dobs was not given"):
        uk_list.NORMALISED.parse({"subjects": files["subjects"], "names": files["names"]})
    with pytest.raises(BadList, match='names, line 2: no subject has the id "DPR8888"'):
        uk_list.NORMALISED.parse({**files, "names": files["names"].replace(b"DPR9001", b"DPR8888")})
    with pytest.raises(BadList, match="the row has no unique id"):
        uk_list.NORMALISED.parse({**files, "subjects": files["subjects"].replace(b"DPR9001", b"")})


def test_a_year_of_too_many_digits_is_none(sample):
    files = dict(zip(("subjects", "names", "dobs", "identifiers"), map(sample, TABLES), strict=True))
    files["dobs"] = files["dobs"].replace(b"1951", b"1" * 5000)
    (born,) = uk_list.NORMALISED.parse(files).subjects[0].births
    assert born.since == date(1952, 1, 1)


@pytest.fixture(scope="module")
def conlist(read):
    return read("conlist.csv")


def test_rows_of_one_group_are_one_subject(conlist):
    person = conlist.subjects[0]
    assert conlist.published == date(2031, 3, 4)
    assert conlist.rows == {"rows": 5}
    assert names(person) == [
        ("Mil To ORANG", "primary", "strong"),
        ("Milto ORANG", "alias", "unknown"),
        ("THE LANTERN", "former", "unknown"),
    ]
    assert person.names[0].family == "ORANG"


def test_zeros_in_a_date_widen_it(conlist):
    (born,) = conlist.subjects[0].births
    assert (born.since, born.until) == (date(1951, 1, 1), date(1952, 1, 1))


def test_numbered_cells_hold_several_values(conlist):
    person = conlist.subjects[0]
    assert [state.iso3 for state in person.nationalities] == ["PRK", "CHN"]
    assert [(number.type, number.value) for number in person.identifiers] == [
        ("passport", "999000111"),
        ("passport", "999000222"),
        ("national_id", "N-77"),
    ]


def test_the_un_reference_stands_in_the_other_information(conlist):
    assert conlist.subjects[0].references == ("un:KPi.901",)
    assert "–" in conlist.subjects[0].remarks


def test_an_entity_that_opens_with_a_ships_number_is_a_ship(conlist):
    _, ship, company = conlist.subjects
    assert ship.kind == "vessel"
    assert [(number.type, number.value) for number in ship.identifiers] == [
        ("imo", "9074729"),
        ("mmsi", "445000001"),
    ]
    assert company.kind == "organisation"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b"Last Updated,04/03/2031", b"Last Changed,04/03/2031", "the first line is not"),
        (b",99003\r\n", b",\r\n", "the row has no Group ID"),
        (b"Alias Type", b"Type of Alias", "no column Alias Type"),
    ],
)
def test_other_shapes_are_refused(sample, old, new, why):
    data = sample("conlist.csv")
    assert old in data
    with pytest.raises(BadList, match=why):
        uk_conlist.parse({"list": data.replace(old, new)})
