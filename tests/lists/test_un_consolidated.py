"""The UN's consolidated list, as its XML prints it."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.lists.errors import BadList
from yalu.lists.model import BirthDate
from yalu.lists.sources.un_consolidated import parse


@pytest.fixture(scope="module")
def un(read):
    return read("un.xml")


@pytest.fixture(scope="module")
def person(un):
    return un.subjects[0]


def names(subject):
    return [(name.text, name.kind, name.quality) for name in subject.names]


def test_the_list_is_of_the_day_it_was_generated(un):
    assert un.published == date(2031, 3, 4)


def test_alias_elements_are_counted_as_the_publisher_counts_them(un):
    assert un.rows == {"individual_aliases": 2, "entity_aliases": 2}


def test_name_parts_are_joined_and_the_blanks_around_them_dropped(person):
    assert person.caption == "ORANG MIL-TO"
    assert person.names[0].parts == ("ORANG", "MIL-TO")


def test_no_part_of_a_name_is_called_family_name_for_the_list_does_not_say(person):
    assert person.names[0].family == ""


def test_several_aliases_in_one_element_are_told_apart_with_their_quality(person):
    assert names(person)[1:] == [
        ("오랑 밀토", "original_script", "strong"),
        ("Orang Milto", "alias", "strong"),
        ("O Rang Mil-to", "alias", "strong"),
        ("The Lantern", "alias", "weak"),
    ]
    assert person.names[1].script == "Hang"


def test_the_reference_number_is_read_without_the_blank_behind_it(person):
    assert person.id == "KPi.901"
    assert person.record == "7000001"


def test_births_are_alternatives_as_exact_as_the_list_has_them(un, person):
    assert [(born.since, born.until, born.precision, born.circa) for born in person.births] == [
        (date(1951, 2, 3), date(1951, 2, 4), "day", False),
        (date(1952, 1, 1), date(1953, 1, 1), "year", True),
        (date(1953, 1, 1), date(1956, 1, 1), "years", False),
    ]
    assert un.findings == ("KPi.901: a date of birth cannot be read",)


def test_a_passport_is_one_in_three_languages(person):
    passport, national, other = person.identifiers
    assert (passport.type, passport.value, passport.country.iso3) == ("passport", "999000111", "PRK")
    assert (national.type, national.note) == ("national_id", "ration card")
    assert other.type == "other"


def test_days_of_listing_and_of_every_amendment(person):
    assert person.listed_on == date(2029, 5, 6)
    assert person.amended_on == (date(2030, 1, 2), date(2030, 11, 12))


def test_the_rest_of_a_person(person):
    assert person.kind == "person"
    assert person.genders == ("male",)
    assert person.nationalities[0].iso3 == "PRK"
    assert [place.text for place in person.addresses] == [
        "9 Nowhere Lane, Pyongyang, Democratic People's Republic of Korea"
    ]
    assert person.birth_places[0].country.iso3 == "PRK"
    assert person.titles == ("Bookkeeper",)
    assert person.programmes == ("DPRK",)


def test_entries_named_in_the_comments_are_links_but_not_the_entry_itself(person):
    assert [link.id for link in person.links] == ["KPe.902"]


def test_an_imo_number_of_an_entity_is_a_company_number_never_a_ship(un):
    """KPe entries carry numbers such as 5342883, which pass no ship's check."""
    imo, bic = un.subjects[1].identifiers
    assert (imo.type, imo.value, imo.valid) == ("imo_company", "5342883", True)
    assert (bic.type, bic.value, bic.valid) == ("bic", "FTBDKPPY", None)


def test_former_names_of_an_entity(un):
    assert names(un.subjects[1])[1:] == [
        ("Haemaru Lamps", "alias", "strong"),
        ("Haemaru Candle Works", "former", "strong"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            b"<REFERENCE_NUMBER>KPi.901 </REFERENCE_NUMBER>",
            b"",
            "record 1 (7000001) has no reference number or no name",
        ),
        (b"<FIRST_NAME>HAEMARU LANTERN WORKS</FIRST_NAME>", b"", "record 2 (7000002) has no reference"),
        (b"ENTITIES>", b"OTHERS>", "no <ENTITIES>"),
        (b"</INDIVIDUALS>", b"", "not well-formed or was cut off"),
        (b"CONSOLIDATED_LIST", b"SOMETHING", "opens with <SOMETHING>"),
        (
            b'standalone="yes"?>',
            b'standalone="yes"?><!DOCTYPE x [<!ENTITY a "b">]>',
            "declares a document type",
        ),
        (b"<CITY>Nampo", b"<CITY>Nam\x19po", "not well-formed"),
        (b"<CITY>Nampo", b"<CITY>Nam\xe9po", "not well-formed"),
    ],
)
def test_what_is_not_the_list_is_refused_with_the_reason(sample, old, new, why):
    data = sample("un.xml")
    assert old in data
    with pytest.raises(BadList, match=why.replace("(", r"\(").replace(")", r"\)")):
        parse({"list": data.replace(old, new)})


def test_a_year_that_is_none_leaves_the_person_on_the_list(sample):
    data = sample("un.xml").replace(b"<YEAR>1952</YEAR>", b"<YEAR>19xx</YEAR>")
    (person, _) = parse({"list": data}).subjects
    assert (
        BirthDate(since=date(1951, 2, 3), until=date(1951, 2, 4), precision="day", text="1951-02-03")
        in person.births
    )
