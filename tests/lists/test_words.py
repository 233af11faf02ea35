"""Numbers, births, names, countries, tables and markup: what every parser stands on."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yalu.lists import markup, read, tables
from yalu.lists.births import birth, birth_in, birth_years, day_of
from yalu.lists.countries import address, countries, country, last_country, place
from yalu.lists.draft import Draft, un_reference
from yalu.lists.errors import BadList
from yalu.lists.model import BirthDate
from yalu.lists.names import clean, listed_name, name_keys, script_of, western
from yalu.lists.numbers import document, identifier, imo_numbers, is_imo_company, is_imo_ship, is_lei
from yalu.lists.sources.us_documents import us_kind

# 9074729 is IMO's own example of a ship's number; 8909575 and 7937317 are ships of the Committee's list of 4 June 2020; 5342883
# and 1790183 are companies of the UN's consolidated list, of which the second passes the ship's check as well.
SHIPS = ("9074729", "8909575", "7937317")
COMPANIES = ("5342883", "1790183")


@pytest.mark.parametrize("number", SHIPS)
def test_numbers_of_ships_pass_the_ships_check(number):
    assert is_imo_ship(number)


@pytest.mark.parametrize("number", COMPANIES)
def test_numbers_of_companies_pass_the_companies_check_and_now_and_then_the_ships_too(number):
    assert is_imo_company(number)
    assert is_imo_ship(number) is (number == "1790183")


@given(st.sampled_from((*SHIPS, *COMPANIES)), st.integers(1, 9))
def test_another_check_digit_is_wrong(number, step):
    wrong = number[:6] + str((int(number[6]) + step) % 10)
    assert not (is_imo_ship(number) and is_imo_ship(wrong))
    assert not (is_imo_company(number) and is_imo_company(wrong))


@pytest.mark.parametrize("text", ["", "907472", "90747290", "907472x", "９０７４７２９"])
def test_what_has_not_seven_digits_is_no_imo_number(text):
    assert not is_imo_ship(text)
    assert not is_imo_company(text)


def test_which_imo_number_it_is_depends_on_the_subject_and_the_check():
    assert [one.type for one in imo_numbers("IMO 9074729", "vessel")] == ["imo"]
    assert [one.type for one in imo_numbers("IMO 9074729", "organisation")] == ["imo"]
    assert [one.type for one in imo_numbers("IMO 5342883, 1790183 and 5342883", "organisation")] == [
        "imo_company"
    ] * 2
    assert [(one.type, one.valid) for one in imo_numbers("5342883", "vessel")] == [("imo", False)]
    assert imo_numbers("IMO 12345678 Does not exist", "vessel") == ()


def test_a_lei_is_checked_by_iso_7064():
    assert is_lei("2138004OMEVX71IU7E09")  # as OFAC prints it
    assert not is_lei("2138004OMEVX71IU7E08")
    assert not is_lei("851683897")


def test_shapes_are_checked_where_there_is_no_check_digit():
    assert identifier("bic", "ftbd kp py").value == "FTBDKPPY"
    assert identifier("bic", "FTBDKPPY").valid is None
    assert identifier("bic", "FTBD").valid is False
    assert identifier("mmsi", "445114000").valid is None
    assert identifier("mmsi", "145114000").valid is False
    assert identifier("imo_company", "5342883").valid is True
    assert identifier("passport", " 1 ").value == "1"


def test_a_document_number_is_taken_out_of_its_sentence():
    found = document("passport", "Passport no. PS654320308, expires on 19.10.2020")
    assert (found.value, found.note) == ("PS654320308", "Passport no. PS654320308, expires on 19.10.2020")
    assert document("passport", "654320308").note == ""
    assert document("passport", "lost").value == "lost"


D = date
BIRTHS = [
    ("15 Jan 1955", D(1955, 1, 15), D(1955, 1, 16), "day", False),
    ("04 September 1957.", D(1957, 9, 4), D(1957, 9, 5), "day", False),
    ("Mar 1951", D(1951, 3, 1), D(1951, 4, 1), "month", False),
    ("1951", D(1951, 1, 1), D(1952, 1, 1), "year", False),
    ("1951-12", D(1951, 12, 1), D(1952, 1, 1), "month", False),
    ("1951-02-03", D(1951, 2, 3), D(1951, 2, 4), "day", False),
    ("circa 1951", D(1951, 1, 1), D(1952, 1, 1), "year", True),
    ("1951 (approximative)", D(1951, 1, 1), D(1952, 1, 1), "year", True),
    ("1951 - 1953 (approximative)", D(1951, 1, 1), D(1954, 1, 1), "years", True),
    ("1951 to 1953", D(1951, 1, 1), D(1954, 1, 1), "years", False),
    ("1967-1969", D(1967, 1, 1), D(1970, 1, 1), "years", False),
    ("between 1951 and 1953", D(1951, 1, 1), D(1954, 1, 1), "years", False),
    ("01 Jan 1960 to 31 Dec 1960", D(1960, 1, 1), D(1961, 1, 1), "years", False),
    ("circa 1960 to circa 1962", D(1960, 1, 1), D(1963, 1, 1), "years", True),
    ("13.10.1944", D(1944, 10, 13), D(1944, 10, 14), "day", False),
    ("14/03/1970", D(1970, 3, 14), D(1970, 3, 15), "day", False),
    ("00/00/1961", D(1961, 1, 1), D(1962, 1, 1), "year", False),
    ("00/05/1961", D(1961, 5, 1), D(1961, 6, 1), "month", False),
    ("dd/mm/1961", D(1961, 1, 1), D(1962, 1, 1), "year", False),
    ("15/08/19yy", D(1900, 1, 1), D(2000, 1, 1), "years", False),
    ("31 Feb 1960", D(1960, 2, 1), D(1960, 3, 1), "month", False),
    ("31/13/1960", D(1960, 1, 1), D(1961, 1, 1), "year", False),
]


@pytest.mark.parametrize(("text", "since", "until", "precision", "circa"), BIRTHS)
def test_births_as_lists_write_them(text, since, until, precision, circa):
    born = birth(text)
    assert (born.since, born.until, born.precision, born.circa) == (since, until, precision, circa)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "Spring 1950",
        "1953 to 1951",
        "0950",
        "9951",
        "long ago to 1950",
        "24/06/1402 (Hijri)",
        "1951 to",
    ],
)
def test_what_names_no_birth_is_none(text):
    assert birth(text) is None


@given(st.text(max_size=40))
def test_any_text_is_a_birth_or_none(text):
    born = birth(text)
    assert born is None or born.since < born.until


@given(st.dates(date(1850, 1, 1), date(2049, 12, 31)))
def test_a_day_written_in_any_way_is_that_day(day):
    for text in (day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day.day} {day:%b} {day.year}"):
        assert birth(text).holds(day)
        assert day_of(text) == day


def test_parts_of_a_date():
    assert birth_in(1951, 2, 10**30).precision == "month"
    assert birth_in(1951, 2, 3).precision == "day"
    assert birth_in(1951, 2).text == "1951-02"
    assert birth_in(51) is None
    assert birth_years(1951, 1953, circa=True).until == date(1954, 1, 1)
    assert birth_years(1953, 1951) is None
    assert birth_years(1, 2) is None
    assert day_of("1951") is None


def test_a_birth_holds_its_days_and_not_its_end():
    born = BirthDate(since=date(1951, 1, 1), until=date(1952, 1, 1), precision="year")
    assert born.holds(date(1951, 12, 31))
    assert not born.holds(date(1952, 1, 1))


def test_names_are_cleaned_but_kept_as_printed():
    assert clean(" RI  WON\n HO\u200b\u00ad") == "RI WON HO"
    assert clean(None) == ""
    assert listed_name(" -0- ", "primary").text == "-0-"
    assert listed_name("...") is None


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Kim", "Latn"), ("Łódź", "Latn"), ("김영철", "Hang"), ("朝鲜联合机械贸易会社", "Hani"), ("Иван", "Cyrl"),
        ("محمد", "Arab"),
        ("アフマド", "Kana"), ("42", ""), ("", ""), ("ᏣᎳᎩ", "Zyyy"), ("Kim 김영철", "Hang"), ("٤٢", ""),
    ],
)  # fmt: skip
def test_scripts(text, script):
    expected = "Latn" if text == "Kim 김영철" else script
    assert script_of(text) in {expected, script}


def test_the_same_letters_meet_whatever_the_order_the_case_and_the_signs():
    assert name_keys("RI, Je-son") & name_keys("Je Son RI")
    assert name_keys("CHU HYO’K") & name_keys("Chu Hyo'k")
    assert name_keys("Łódź É") == name_keys("łódź é")
    assert not name_keys("Ri Je Son") & name_keys("Ri Je Sun")
    assert name_keys("...") == frozenset()


def test_western_order():
    assert western("HANIYA, Ismail Abdul Salah") == ("HANIYA", "Ismail Abdul Salah")
    assert western("HAMAS") == ("", "")
    assert western("HAMAS,") == ("", "")


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Korea, North", "PRK"), ("DPRK.", "PRK"), ("North Korean", "PRK"), ("KP", "PRK"), ("Afghanistan (since 2009)", "AFG"),
        ("Tunisian (dual nationality)", "TUN"), ("Korea", ""), ("1999", ""), ("x" * 80, ""), ("Atlantis", ""),
    ],
)  # fmt: skip
def test_countries(text, iso3):
    found = country(text)
    assert found.iso3 == iso3


@pytest.mark.parametrize("text", [None, "", "00", "Unknown", " na "])
def test_no_country_is_said(text):
    assert country(text) is None


def test_places_and_addresses():
    assert last_country("Kaesong, North Korea").iso3 == "PRK"
    assert last_country("Umm Tuba") is None
    assert place("Kaesong, North Korea").country.iso3 == "PRK"
    assert place("") is None
    assert address(["", None], None) is None
    assert address(["Nampo"], "DPRK").text == "Nampo, DPRK"
    assert countries(["KP", "", "KP"])[0].iso3 == "PRK"


def test_every_demonym_names_a_state():
    for word, iso3 in read.demonyms().items():
        assert country(word).iso3 == iso3
        assert len(iso3) == 3


def test_a_un_reference_is_written_as_the_un_does():
    assert un_reference("QDi", "43") == "un:QDi.043"


def test_a_subject_without_a_name_is_refused():
    with pytest.raises(BadList, match="record 7: the subject a has no name"):
        Draft("a", "person", 7).subject()


def test_kinds_of_us_lists():
    assert us_kind("Individual") == "person"
    assert us_kind("Martian") == "unknown"


def test_a_gzip_is_unpacked_and_a_broken_one_refused(tmp_path):
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b"list"))
    assert read.read_bytes(path) == b"list"
    path.write_bytes(b"list")
    assert read.read_bytes(path) == b"list"
    path.write_bytes(gzip.compress(b"li") + gzip.compress(b"st"))
    assert read.read_bytes(path) == b"list"
    path.write_bytes(gzip.compress(b"list" * 1000)[:-12])
    with pytest.raises(BadList, match="the gzip was cut off"):
        read.read_bytes(path)
    path.write_bytes(b"\x1f\x8bnonsense")
    with pytest.raises(BadList, match="the gzip is broken"):
        read.read_bytes(path)
    with pytest.raises(BadList, match="No such file"):
        read.read_bytes(tmp_path / "missing")


def test_a_gzip_that_holds_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(read, "LARGEST_TABLE", 100)
    with pytest.raises(BadList, match="holds more than any list"):
        read.unzipped(gzip.compress(b"x" * 101))


def test_files_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(markup, "LARGEST_XML", 10)
    monkeypatch.setattr(tables, "LARGEST_TABLE", 10)
    with pytest.raises(BadList, match="no list has more than 10"):
        markup.parse_xml(b"<a>" + b"x" * 10 + b"</a>", "a")
    with pytest.raises(BadList, match="no list has more than 10"):
        tables.decode(b"x" * 11)


def test_a_document_type_is_refused_even_in_another_encoding():
    page = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode(
        "utf-16"
    )
    with pytest.raises(BadList, match="document type"):
        markup.parse_xml(page, "a")


def test_text_of_elements():
    tree = markup.parse_xml(b"<a xmlns='n'><!-- c --><b> x </b><b/><c><d>1</d><d>2</d></c></a>", "a")
    assert markup.text_of(tree, "b") == "x"
    assert markup.text_of(tree, "nothing", "more") == ""
    assert markup.texts_of(tree, "c", "d") == ("1", "2")
    assert markup.texts_of(None, "c") == ()
    assert list(markup.children(None, "a")) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a\x00b", "zero bytes"),
        (b"x\xe9\x81", "neither UTF-8 nor cp1252"),
        (b"", "empty"),
        (b"  <!doctype HTML>", "web page"),
    ],
)
def test_what_is_no_table_is_refused(data, why):
    with pytest.raises(BadList, match=why):
        tables.decode(data)


def test_a_cell_without_end_is_refused():
    with pytest.raises(BadList, match="line"):
        list(tables.plain_rows('"' + "x" * 200_000))


def test_rows_of_another_length_than_the_headings_are_refused():
    with pytest.raises(BadList, match="line 2: 1 cells where the headings are 2"):
        list(tables.dict_rows("a,b\n1\n", ("a",)))
    with pytest.raises(BadList, match="no column a; it has "):
        list(tables.dict_rows("", ("a",)))
