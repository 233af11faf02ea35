"""Listed names in free text, with invented names; what counts as a whole mention is read off the examples of field 70."""

from __future__ import annotations

import pytest

from yalu.screen.decision.freetext import Spotter
from yalu.screen.party import Party

LISTED = (
    Party(kinds=("organisation",), names=("KOREA QUONGSAN GENERAL CORPORATION", "华鑫船务有限公司"), id="0"),
    Party(kinds=("person",), names=("ZORIN Valery", "김만수"), id="1", identifiers=(("passport", "PX4567812"),)),
    Party(kinds=("vessel",), names=("QUARTZLING", "AN"), id="2", identifiers=(("imo", "9074729"),)),
    Party(
        kinds=("organisation",), names=("Zelkova Trading Bank of Sinaru",), id="3",
        identifiers=(("bic", "ZELKXXPY"), ("other", "778899AA")),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def spotter():
    return Spotter(LISTED)


def found(spotter, text):
    return [(mention.text, mention.whole, sorted(mention.places)) for mention in spotter.mentions(text)]


@pytest.mark.parametrize(
    ("text", "mention", "whole", "place"),
    [
        ("Korea Quongsan General Corporation", "Korea Quongsan General Corporation", True, 0),
        ("INV 12, Korea Quongsan Gen Corporation, Pyongyang", "Korea Quongsan Gen Corporation", True, 0),
        ("C/O VALERY ZORIN", "VALERY ZORIN", True, 1),
        ("payment to valery zorin for shoes", "valery zorin", False, 1),
        ("per vessel QUARTZLING", "QUARTZLING", True, 2),
        ("付华鑫船务有限公司货款", "华鑫船务有限公司", False, 0),
        ("收货人: 华鑫船务 有限公司", "华鑫船务有限公司", True, 0),
        ("수취인 김만수", "김만수", False, 1),
        ("Zelkova Bank, Sinaru Trading", "Zelkova Bank", True, None),
    ],
)
def test_a_listed_name_is_found_where_it_stands(spotter, text, mention, whole, place):
    expected = [] if place is None else [(mention, whole, [place])]
    assert found(spotter, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "quartzling stones of grade A",
        "AN",
        "Valery alone",
        "Valery went by road, rail, sea or air to Zorin",
        "Valery a b c d e f g Zorin",
        "",
        "-- //",
    ],
)
def test_a_part_of_a_name_or_a_ship_name_in_running_text_is_not_asked(spotter, text):
    assert found(spotter, text) == []


def test_a_mention_is_given_once(spotter):
    assert found(spotter, "Zorin Valery, Zorin Valery") == [("Zorin Valery", True, [1])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vessel IMO9074729 arrived", [("imo", "9074729", 2)]),
        ("9074729", [("imo", "9074729", 2)]),
        ("BIC zelkxxpyxxx", [("bic", "ZELKXXPY", 3)]),
        ("passport PX4567812", [("passport", "PX4567812", 1)]),
        ("ref 778899AA", [("other", "778899AA", 3)]),
        ("ref 778899AAB1", []),
        ("190747291", []),
        ("nothing", []),
    ],
)
def test_a_listed_number_is_found_as_a_whole_word(spotter, text, expected):
    assert list(spotter.numbers(text)) == expected


def test_a_call_sign_is_known_in_its_own_field_only():
    spotter = Spotter(LISTED, {"HMZF": 2})
    assert spotter.call_sign("HMZF ") == ("HMZF", 2)
    assert spotter.call_sign("HMZG") is None
    assert list(spotter.numbers("HMZF")) == []
