"""Knowledge by day: what could be read on a day, and never less of it later."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.assess.casebook import NO_REPLY, reply_to
from yalu.assess.read import casebook
from yalu.assess.words import in_sentence

if TYPE_CHECKING:
    from yalu.assess.casebook import Casebook

DAYS = st.dates(date(1998, 1, 1), date(2026, 11, 21))
TABLES = (
    "coal",
    "notifications",
    "figures",
    "products",
    "years",
    "tests",
    "council",
    "counts",
    "reports",
    "workers",
    "replies",
)


@given(DAYS, DAYS)
@settings(max_examples=30)
def test_a_later_day_knows_all_that_an_earlier_one_knew(one: date, other: date) -> None:
    early, late = (casebook().known_by(day) for day in sorted((one, other)))
    for table in TABLES:
        assert {row.id for row in getattr(early, table)} <= {row.id for row in getattr(late, table)}


@given(DAYS)
@settings(max_examples=30)
def test_nothing_printed_after_the_day_is_known(on: date) -> None:
    book = casebook().known_by(on)
    for table in (
        "coal",
        "notifications",
        "figures",
        "products",
        "years",
        "counts",
        "reports",
        "workers",
        "replies",
    ):
        assert all(row.known <= on for row in getattr(book, table))


def test_on_the_day_of_the_casebook_every_row_is_known(book: Casebook) -> None:
    whole = book.known_by(book.compiled)
    for table in TABLES:
        assert getattr(whole, table) == getattr(book, table)


def test_the_months_of_the_closed_border_are_an_outside_cause(book: Casebook) -> None:
    whole = book.known_by(book.compiled)
    assert whole.closed(date(2020, 9, 1), date(2020, 10, 1))
    assert not whole.closed(date(2019, 12, 1), date(2020, 1, 1))
    assert not whole.closed(date(2022, 12, 1), date(2023, 2, 1))


def test_the_end_of_the_closure_is_known_from_its_print_on(book: Casebook) -> None:
    # KBS, 31 January 2024; before that the border was closed and nobody had printed till when.
    assert [row.last_day for row in book.known_by(date(2021, 3, 1)).closures] == [None]
    assert [row.last_day for row in book.known_by(date(2024, 1, 31)).closures] == [date(2022, 12, 31)]


def test_notes_that_later_prints_taught_stand_on_the_later_rows(book: Casebook) -> None:
    notes = {row.id: row.note for row in book.figures}
    assert "4.98" not in notes["PF008"]
    assert "4.98 bn" in notes["PF011"]  # Reuters, 23 January 2019


def test_a_count_read_in_an_article_of_2016_is_known_in_2016(book: Casebook) -> None:
    assert next(row.known for row in book.counts if row.id == "RC04") == date(2016, 8, 3)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("United Kingdom", "the United Kingdom"),
        ("Netherlands", "the Netherlands"),
        ("Laos", "Laos"),
        ("Chad", "Chad"),
    ],
)
def test_names_take_their_article_inside_a_sentence(name: str, inside: str) -> None:
    assert in_sentence(name) == inside


def test_a_reply_is_known_from_its_print_on(book: Casebook) -> None:
    # China filed on 8 March 2019; the day was in print in December 2019.
    assert reply_to(book.known_by(date(2019, 6, 1)), "CHN", "reports") == NO_REPLY
    assert reply_to(book, "CHN", "reports").kind == "accepted"


def test_names_are_the_usual_ones(book: Casebook) -> None:
    names = {code: book.names[code] for code in ("CHN", "RUS", "USA", "GBR", "KOR", "KWT", "VNM")}
    assert names == {
        "CHN": "China",
        "RUS": "Russia",
        "USA": "United States",
        "GBR": "United Kingdom",
        "KOR": "South Korea",
        "KWT": "Kuwait",
        "VNM": "Vietnam",
    }
