"""OFAC's lists: CSV with remarks, plain XML and enhanced XML."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.lists.draft import Draft
from yalu.lists.errors import BadList
from yalu.lists.sources import ofac_csv, ofac_enhanced, ofac_xml
from yalu.lists.sources.us_documents import Fact, add_facts

FILES = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


@pytest.fixture(scope="module")
def sdn(read):
    return read(*FILES)


@pytest.fixture(scope="module")
def by_id(sdn):
    return {subject.id: subject for subject in sdn.subjects}


def test_every_row_of_every_file_is_counted(sdn):
    assert sdn.rows == {"subjects": 5, "alternate_names": 3, "addresses": 2, "comments": 1}


def test_kinds_are_told_by_the_third_column(by_id):
    assert [by_id[id_].kind for id_ in ("9001", "9002", "9003", "9004")] == [
        "person", "organisation", "vessel", "aircraft",
    ]  # fmt: skip


def test_a_persons_name_is_family_comma_given(by_id):
    name = by_id["9001"].names[0]
    assert (name.text, name.family, name.given) == ("ORANG, Mil To", "ORANG", "Mil To")


def test_an_organisations_comma_parts_no_names(by_id):
    assert by_id["9002"].names[0].family == ""


def test_aliases_in_quotation_marks_of_the_remarks_are_weak_the_others_strong(by_id):
    assert [(name.text, name.kind, name.quality) for name in by_id["9001"].names[1:]] == [
        ("ORANG, Milto", "alias", "strong"),
        ("MIL, Orang", "former", "strong"),
        ("THE LANTERN", "alias", "weak"),
    ]
    assert ("HLW", "former", "weak") in [(name.text, name.kind, name.quality) for name in by_id["9002"].names]


def test_births_of_the_remarks(sdn, by_id):
    assert [(born.since, born.until, born.circa) for born in by_id["9001"].births] == [
        (date(1951, 2, 3), date(1951, 2, 4), False),
        (date(1952, 1, 1), date(1953, 1, 1), True),
    ]
    assert '9001: date of birth "Spring 1950" cannot be read' in sdn.findings


def test_passports_with_their_country_and_when_they_expire(by_id):
    first, second, national, crypto = by_id["9001"].identifiers
    assert (first.type, first.value, first.country.iso3, first.note) == (
        "passport",
        "999000111",
        "PRK",
        "expires 01 Jan 2033",
    )
    assert (second.value, second.country) == ("999000222", None)
    assert (national.type, national.value) == ("national_id", "N-77")
    assert crypto.type == "crypto"


def test_what_else_the_remarks_say_of_a_person(by_id):
    person = by_id["9001"]
    assert person.genders == ("male",)
    assert person.nationalities[0].iso3 == "PRK"
    assert person.birth_places[0].country.iso3 == "PRK"
    assert person.programmes == ("NPWMD", "DPRK2")
    assert person.measures[0].startswith("Secondary sanctions risk: North Korea")
    assert person.titles == ("Bookkeeper",)


def test_linked_to_is_resolved_to_the_one_subject_of_that_name(by_id):
    assert [(link.name, link.id) for link in by_id["9001"].links] == [("HAEMARU LANTERN WORKS", "9002")]
    assert [link.id for link in by_id["9003"].links] == ["9002", ""]


def test_numbers_of_an_organisation(by_id):
    numbers = {(number.type, number.value, number.valid) for number in by_id["9002"].identifiers}
    assert numbers >= {
        ("imo_company", "5342883", True),
        ("imo_company", "5814883", True),
        ("bic", "FTBDKPPY", None),
        ("tax", "777", None),
        ("lei", "2138004OMEVX71IU7E09", True),
        ("website", "www.example.invalid", None),
    }


def test_a_ship_with_its_numbers_flags_and_tonnages(by_id):
    ship = by_id["9003"]
    assert [(number.type, number.value, number.valid) for number in ship.identifiers] == [
        ("imo", "9074729", True),
        ("mmsi", "445000001", None),
        ("call_sign", "HZ9Z", None),
    ]
    assert ship.vessel.flag.iso3 == "PRK"
    assert [flag.iso3 for flag in ship.vessel.former_flags] == ["KIR", "KHM"]
    assert (ship.vessel.deadweight_t, ship.vessel.gross_t, ship.vessel.built) == ("7067", "4100", "1987")
    assert ship.vessel.owner == "Haemaru Shipping"


def test_an_aircraft_with_its_model_and_serial_number(by_id):
    craft = by_id["9004"]
    assert (craft.vessel.model, craft.vessel.built) == ("AN24-RV", "1974")
    assert [(number.type, number.value) for number in craft.identifiers] == [("aircraft_serial", "1234")]


def test_a_kind_of_document_without_its_number_is_none():
    assert (
        ofac_csv.remarks_facts("Passport (Iran); Tax ID No. .; ; Gender Male.", "person").facts[-1].type
        == "Gender"
    )


def test_remarks_go_on_in_the_comments_file(sample):
    long = "x" * 995 + "; Tax"
    data = sample("sdn.csv").replace(
        b"-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a",
        b'-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"' + long.encode() + b'"\r\n',
    )
    alone = ofac_csv.parse({"prim": data}, "x")
    assert any("9005: the remarks are cut at 1,000 characters" in finding for finding in alone.findings)
    whole = ofac_csv.parse({"prim": data, "comments": b'9005," ID No. 4242 (China)."\n'}, "x")
    assert ("tax", "4242") in [(one.type, one.value) for one in whole.subjects[4].identifiers]


def test_addresses_that_say_nothing_are_none(by_id):
    assert [place.text for place in by_id["9001"].addresses] == ["9 Nowhere Lane, Pyongyang, Korea, North"]
    assert by_id["9002"].addresses == ()


def test_a_first_line_that_is_no_row_is_not_taken_for_one():
    assert ofac_csv.SDN.detect(b'1,"' + b"x" * 200_000, "sdn.csv") is None


@pytest.mark.parametrize("delimiter", [b"@", b"|"])
def test_the_older_editions_with_another_separator_read_the_same(sdn, delimiter):
    data = b'9005@"PLAIN NAME LTD"@-0- @"DPRK3"@-0- @-0- @-0- @-0- @-0- @-0- @-0- @-0- \r\n'.replace(
        b"@", delimiter
    )
    (subject,) = ofac_csv.parse({"prim": data}, "x").subjects
    assert subject.caption == "PLAIN NAME LTD"


def test_rows_with_headings_read_the_same():
    heads = b"ent_num,name,sdn_type,programs,title,call_sign,vessel_type,tonnage,grt,vessel_flag,vessel_owner,remarks,first_seen"
    data = heads + b"\n1,A LTD,,DPRK,,,,,,,,,2021\n"
    (subject,) = ofac_csv.parse({"prim": data}, "x").subjects
    assert (subject.caption, subject.kind) == ("A LTD", "organisation")


def test_names_and_addresses_without_their_subjects_are_refused_with_their_number(sample):
    with pytest.raises(
        BadList, match=r"3 alternate names and 2 addresses belong to the subjects of an sdn\.csv"
    ):
        ofac_csv.parse({"alt": sample("alt.csv"), "add": sample("add.csv")}, "x")


def test_files_of_different_days_are_refused(sample):
    with pytest.raises(BadList, match=r"1 of 3 alternate names belong to no subject.*not of one day"):
        ofac_csv.parse({"prim": sample("sdn.csv"), "alt": sample("alt.csv").replace(b"9002,", b"8888,")}, "x")


def test_a_single_lost_name_in_many_is_said_not_refused(sample):
    rows = b"".join(b'9001,%d,"aka","ORANG, No %d",-0- \r\n' % (number, number) for number in range(150))
    parsed = ofac_csv.parse(
        {"prim": sample("sdn.csv"), "alt": rows + b'8888,999,"aka","NOBODY",-0- \r\n'}, "x"
    )
    assert "1 of 151 alternate names belong to no subject" in parsed.findings


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"prim": b'1,"A",-0- ,"X"\r\n'}, "line 1: 4 cells where the file has 12"),
        ({"prim": b'x,"A",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'}, "the first a number"),
        (
            {"prim": b'1,-0- ,-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'},
            "the subject 1 has no name",
        ),
        ({"prim": b'1,"A",-0- ,"X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n' * 2}, "stands on two rows"),
        ({"prim": b"\x1a"}, "the file is empty"),
        ({"prim": b"<html><body>Service unavailable</body></html>"}, "web page"),
        ({"alt": b"1,2,3\r\n"}, "alternate names, line 1: 3 cells where the file has 5"),
    ],
)
def test_other_shapes_are_refused(files, why):
    with pytest.raises(BadList, match=why):
        ofac_csv.parse(files, "x")


@pytest.fixture(scope="module")
def plain(read):
    return read("sdn.xml")


def test_plain_xml_says_the_same_of_a_person(plain):
    person = plain.subjects[0]
    assert plain.published == date(2031, 3, 4)
    assert plain.rows == {"akas": 2, "weak_akas": 1}
    assert [(name.text, name.kind, name.quality) for name in person.names] == [
        ("ORANG, Mil To", "primary", "strong"),
        ("ORANG, Milto", "alias", "strong"),
        ("THE LANTERN", "former", "weak"),
    ]
    assert person.births[0].since == date(1951, 2, 3)
    assert plain.findings == ('9001: date of birth "long ago" cannot be read',)
    assert (person.identifiers[0].value, person.identifiers[0].note) == ("999000111", "expires 01 Jan 2033")
    assert person.genders == ("female",)
    assert person.nationalities[0].iso3 == "PRK"
    assert person.links[0].name == "HAEMARU LANTERN WORKS"
    assert person.addresses[0].text == "9 Nowhere Lane, Pyongyang, Korea, North"


def test_plain_xml_of_a_ship(plain):
    ship = plain.subjects[2]
    assert (ship.vessel.flag.iso3, ship.vessel.deadweight_t, ship.vessel.owner) == (
        "PRK",
        "7067",
        "Haemaru Shipping",
    )
    assert {number.type for number in ship.identifiers} == {"imo", "call_sign"}


def test_the_namespace_does_not_matter(sample):
    data = sample("sdn.xml").replace(b"http://tempuri.org/sdnList.xsd", b"https://example.invalid/new")
    assert len(ofac_xml.parse({"list": data}, "x").subjects) == 3


def test_fewer_records_than_the_file_says_are_a_cut_file(sample):
    with pytest.raises(BadList, match='says that it holds "4" records and holds 3'):
        ofac_xml.parse({"list": sample("sdn.xml").replace(b"<Record_Count>3", b"<Record_Count>4")}, "x")


@pytest.mark.parametrize("text", [b"2031-03-04", b"13/45/2031"])
def test_a_day_that_is_none_leaves_the_list_undated(sample, text):
    assert ofac_xml.parse({"list": sample("sdn.xml").replace(b"03/04/2031", text)}, "x").published is None


@pytest.fixture(scope="module")
def enhanced(read):
    return read("enhanced.xml")


def test_enhanced_xml_of_a_person(enhanced):
    person = enhanced.subjects[0]
    assert enhanced.published == date(2031, 3, 4)
    assert enhanced.rows == {"names": 4}
    assert person.listed_on == date(2029, 5, 6)
    assert [(name.text, name.kind, name.quality) for name in person.names] == [
        ("ORANG, Mil To", "primary", "strong"),
        ("오랑 밀토", "original_script", "strong"),
        ("THE LANTERN", "alias", "weak"),
        ("MIL, Orang", "former", "strong"),
    ]
    assert person.legal_basis == ("Executive Order 13382",)
    assert person.measures == ("Block",)
    assert (person.identifiers[0].type, person.identifiers[0].note) == ("passport", "not valid")
    assert [(link.kind, link.id) for link in person.links] == [("acting for or on behalf of", "9002")]
    assert person.addresses[0].text == "Pyongyang, North Korea"
    assert enhanced.findings == ('9001: date of birth "long ago" cannot be read',)


def test_enhanced_xml_of_a_ship(enhanced):
    ship = enhanced.subjects[1]
    assert (ship.vessel.type, ship.vessel.flag.iso3, ship.vessel.deadweight_t) == (
        "General Cargo",
        "PRK",
        "7067",
    )
    assert ship.identifiers[0].value == "9074729"
    assert ship.listed_on is None


def test_enhanced_xml_without_entities_is_refused():
    with pytest.raises(BadList, match="no <entities>"):
        ofac_enhanced.parse({"list": b"<sanctionsData><publicationInfo/></sanctionsData>"}, "x")


@pytest.mark.parametrize(
    ("fact", "identifiers"),
    [
        (Fact("Digital Currency Address - XBT", "1InventedAddress7"), [("crypto", "1InventedAddress7")]),
        (Fact("Vessel Registration Identification", "IMO 9074729"), [("imo", "9074729")]),
        (Fact("Vessel Registration Identification", "REG-17"), [("registration", "REG-17")]),
        (Fact("A number nobody knows", "X 17"), [("other", "X 17")]),
        (Fact("A word nobody knows", "without digits"), []),
        (Fact("Date of entry", "2 Feb 1999"), []),
        (Fact("Organization Type", "Bank 17"), []),
    ],
)  # fmt: skip
def test_a_number_is_filed_by_what_the_list_calls_it(fact, identifiers):
    draft = Draft("1", "vessel", 1)
    add_facts(draft, [fact])
    assert [(one.type, one.value) for one in draft.identifiers] == identifiers


def test_the_state_of_registration_is_a_country_of_the_record():
    draft = Draft("1", "vessel", 1)
    add_facts(draft, [Fact("Nationality of Registration", "Panama")])
    assert [one.iso3 for one in draft.countries] == ["PAN"]
