"""What a row of a table asks: days in every usual order, words for what a party is, and nothing unreadable is dropped."""

from __future__ import annotations

from datetime import date

import pytest

from yalu.screen.asked import asked, columns_of, kinds_named
from yalu.terms.errors import BadInput


def born(text: str) -> list[tuple[str, str]]:
    party = asked({"name": "A", "birth_date": text}).party
    assert party is not None
    return [(str(date.fromordinal(since)), str(date.fromordinal(until))) for since, until in party.births]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("1970-04-03", "1970-04-03", "1970-04-04"),
        ("1970-04", "1970-04-01", "1970-05-01"),
        ("1970", "1970-01-01", "1971-01-01"),
        ("3 April 1970", "1970-04-03", "1970-04-04"),
        ("25/04/1970", "1970-04-25", "1970-04-26"),
        ("04/25/1970", "1970-04-25", "1970-04-26"),
        ("25.4.1970", "1970-04-25", "1970-04-26"),
        ("19700403", "1970-04-03", "1970-04-04"),
        ("1970/4/3", "1970-04-03", "1970-04-04"),
        ("1970. 4. 3.", "1970-04-03", "1970-04-04"),
        ("1970-04-03 00:00:00", "1970-04-03", "1970-04-04"),
    ],
)
def test_a_birth_date_is_read_in_every_usual_order(text: str, since: str, until: str) -> None:
    assert born(text) == [(since, until)]


def test_day_and_month_as_numbers_are_alternatives_where_either_may_be_first() -> None:
    assert born("03/04/1970") == [("1970-03-04", "1970-03-05"), ("1970-04-03", "1970-04-04")]
    assert born("1970|1972") == [("1970-01-01", "1971-01-01"), ("1972-01-01", "1973-01-01")]


def test_an_impossible_day_widens_and_a_date_that_is_none_is_told() -> None:
    assert born("1970-02-30") == [("1970-02-01", "1970-03-01")]
    question = asked({"name": "A", "birth_date": "27500"})
    assert question.faults == ('birth date "27500" cannot be read',)
    assert question.party is not None
    assert question.party.births == ()


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (None, "no name"),
        (" - ", "no name"),
        ("NULL", "no name"),
        ("!?", 'the name "!?" has no letters'),
        ("Kim ??", 'the name "Kim ??" lost letters when the table was saved; save it again as UTF-8'),
        ("Ri \ufffd", 'the name "Ri \ufffd" lost letters when the table was saved; save it again as UTF-8'),
        ("x" * 401, "the name has 401 letters; a name has at most 400"),
        ("A\nB", 'the name "A B" runs over several lines; a quotation mark may be missing'),
    ],
)
def test_a_row_without_a_name_cannot_be_screened(name: str | None, fault: str) -> None:
    assert asked({"name": name}) == (None, (fault,))


def test_every_field_counts_and_one_that_cannot_be_read_is_told() -> None:
    question = asked(
        {
            "id": 7,
            "name": "PETREL 8|PETREL EIGHT",
            "schema": "ship",
            "country": "Comoros|Atlantis",
            "gender": "M",
            "imo": "IMO 9562233|9562234",
            "passport": "PS 1234",
        }
    )
    party = question.party
    assert party is not None
    assert (party.id, party.kinds, party.names) == ("7", ("vessel",), ("PETREL 8", "PETREL EIGHT"))
    assert (party.countries, party.gender) == (("COM",), "male")
    assert set(party.identifiers) == {("imo", "9562233"), ("imo", "9562234"), ("passport", "PS1234")}
    assert question.faults == (
        'imo "9562234" fails its check digit',
        'country "Atlantis" cannot be read',
    )


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("Individual", ("person",)),
        ("법인", ("organisation",)),
        ("company", ("organisation",)),
        ("Vessel", ("vessel",)),
        (None, ("person", "organisation")),
        ("Thing", ("person", "organisation", "vessel")),
    ],
)
def test_a_word_says_what_a_party_may_be(word: str | None, kinds: tuple[str, ...]) -> None:
    party = asked({"name": "A", "schema": word}).party
    assert party is not None
    assert party.kinds == kinds


def test_a_word_that_says_nothing_is_refused_with_the_nearest() -> None:
    assert kinds_named("vessel") == "Vessel"
    with pytest.raises(BadInput, match="Nearest: Person"):
        kinds_named("Persn")
    with pytest.raises(BadInput, match="is none of Person"):
        kinds_named("zzz")


def test_headings_are_found_whatever_their_case_and_signs() -> None:
    assert columns_of(["Customer_ID", "FULL NAME", "D.O.B", "date-of-birth"], {}) == {
        "name": ("FULL NAME",),
        "id": ("Customer_ID",),
        "birth_date": ("date-of-birth",),
    }
    assert columns_of(["성명", "생년월일", "국적"], {})["name"] == ("성명",)
    assert columns_of(["surname", "first_name"], {}) == {"name": ("surname", "first_name")}
    assert columns_of(["name", "surname"], {}) == {"name": ("name",)}


def test_chosen_columns_go_before_known_headings() -> None:
    assert columns_of(["name", "alias"], {"name": ("alias",), "id": ()}) == {"name": ("alias",)}
    with pytest.raises(BadInput, match=r'no column "nam"; there are "name".* Nearest: name'):
        columns_of(["name"], {"name": ("nam",)})
    with pytest.raises(BadInput, match=r'no column "zz"; there are "name"\.$'):
        columns_of(["name"], {"id": ("zz",)})


def test_a_table_whose_names_cannot_be_found_is_refused() -> None:
    with pytest.raises(BadInput, match=r"and 3 more\. Name it with --name COLUMN"):
        columns_of([f"c{n}" for n in range(15)], {})
    with pytest.raises(BadInput, match='"name" stands over two columns'):
        columns_of(["name", "name"], {})
