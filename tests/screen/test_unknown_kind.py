"""Parties of whom nobody says whether they are persons or firms: their names tell what they are compared as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.names import Matcher, outcome_of
from yalu.screen.party import Party

if TYPE_CHECKING:
    from yalu.screen.names import Hit
    from yalu.screen.read import Tables
    from yalu.screen.rows import Kind

UNKNOWN: tuple[Kind, ...] = ("person", "organisation")
PERSON: tuple[Kind, ...] = ("person",)
FIRM: tuple[Kind, ...] = ("organisation",)


def hits(tables: Tables, one: str, two: str, asked: tuple[Kind, ...], listed: tuple[Kind, ...]) -> list[Hit]:
    """What a list of one subject answers, by its keys alone."""
    return Matcher.of([Party(id="X", kinds=listed, names=(two,))], tables).screen(
        Party(kinds=asked, names=(one,))
    )


def outcome(tables: Tables, one: str, two: str, asked: tuple[Kind, ...], listed: tuple[Kind, ...]) -> str:
    return outcome_of(max((hit.score for hit in hits(tables, one, two, asked, listed)), default=0.0))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kim Myong Chol", "Kim Yong Chol"),
        ("Kim Myong Chol", "KIMYONGCHOL"),
        ("김명철", "김영철"),
        ("金明哲", "Kim Yong Chol"),
        ("김영주", "Kim Yong"),  # 주 is short for joint stock company, and here a syllable
        ("Zhang Weiming", "Zhang Weining"),
        ("Ri Sa Yong", "Ri Yong"),
        ("Jong Yong Il", "Jang Yong Il"),
        ("Kim Nam Song", "KIM SONG II"),
    ],
)
def test_near_names_of_persons_do_not_meet_as_firms(tables: Tables, one: str, two: str) -> None:
    assert outcome(tables, one, two, UNKNOWN, UNKNOWN) == "no"
    assert outcome(tables, two, one, UNKNOWN, UNKNOWN) == "no"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kim Yong Chol", "KIM, Yong-ch'ol"),
        ("김영철", "Kim Yong Chol"),
        ("金永哲", "Kim Yong Chol"),
        ("Ok Ryu Gwan", "Okryugwan"),
        ("Korea Ryonbong General Corporation", "Choson Ryonbong"),
        ("Tanchon Commercial Bank", "단천상업은행"),
        ("Viktor Orlov", "ORLOV, Victor"),
        ("Al Qaeda", "Al-Qa'ida"),
    ],
)
def test_the_same_name_meets_whatever_is_known_of_the_kind(tables: Tables, one: str, two: str) -> None:
    assert outcome(tables, one, two, UNKNOWN, UNKNOWN) == "match"
    assert outcome(tables, two, one, UNKNOWN, UNKNOWN) == "match"


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("Nam Gang", "NAMGANG", "match"),
        ("Nam Gang", "Namkang Trading Corporation", "review"),
        ("련하", "Ryonha Machinery Joint Venture", "review"),
        ("Kim Myong Chol", "Kim Yong Chol Trading Corporation", "no"),
        ("Kang I Kyong", "KANGBONG TRADING CORPORATION", "no"),
        ("Jo Na Yong", "CHON MYONG SHIPPING COMPANY LIMITED", "no"),
        ("Sin Hye Song", "SINIE", "no"),
        ("Dan Lian", "DALIAN", "no"),
        ("An Sai", "SAI", "no"),
        ("하지혜", "HASI", "no"),
    ],
)
def test_a_persons_name_meets_a_firm_of_the_same_letters_alone(
    tables: Tables, one: str, two: str, said: str
) -> None:
    assert outcome(tables, one, two, UNKNOWN, FIRM) == said


@pytest.mark.parametrize(
    ("one", "two"),
    [("Martin Ltd", "Martin"), ("Jensen Limited Company", "Jensen"), ("JINSONG JOINT BANK", "Jinsong")],
)
def test_a_name_with_a_legal_form_or_two_words_of_firms_is_no_persons(
    tables: Tables, one: str, two: str
) -> None:
    assert hits(tables, one, two, UNKNOWN, PERSON) == []
    assert hits(tables, two, one, PERSON, UNKNOWN) == []


def test_a_surname_that_is_also_a_word_of_firms_is_still_a_persons(tables: Tables) -> None:
    assert outcome(tables, "Anthony Banks", "BANKS, Anthony", UNKNOWN, PERSON) == "match"


def test_two_banks_of_unknown_kind_are_compared_as_banks(tables: Tables) -> None:
    assert outcome(tables, "JINSONG JOINT BANK", "JINMYONG JOINT BANK", UNKNOWN, UNKNOWN) == "no"
