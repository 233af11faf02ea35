"""Damage as it happens to firms' names in payments and forms; the names are made up, or as the UN list prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.misspelt import TradeWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.screen.names import Hit
    from yalu.screen.read import Tables


@pytest.fixture(scope="module")
def trade(tables: Tables) -> TradeWords:
    return TradeWords(tables.organisation, tables.common)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("trad1ng", "trading"),  # a digit for a letter
        ("tradin9", "trading"),
        ("trdaing", "trading"),  # two letters turned
        ("tradng", "trading"),
        ("tradding", "trading"),
        ("dnternational", "international"),  # the first letter of a long word
        ("trdng", "trading"),  # no vowel inside
        ("marini", "marine"),
        ("kumsan", None),
        ("brading", "trading"),
        ("bnak", "bank"),
        ("kumi", None),
    ],
)
def test_the_word_that_was_meant(trade: TradeWords, written: str, meant: str | None) -> None:
    assert trade.meant(written) == meant


@pytest.mark.parametrize(
    ("written", "read", "slips"),
    [
        ("kumsantrading co", "kumsan trading co", 1),
        ("kumsan tra ding", "kumsan trading", 1),
        ("kumsan trdaing bureua", "kumsan trading bureau", 2),
        ("kumsan fzf", "kumsan", 1),  # FZE but for a letter
        ("jcs kumsan", "jsc kumsan", 1),
        ("kumsan oc", "kumsan co", 1),
        ("kumsanllc", None, 0),  # one word alone stays what it is
        ("great kumsanllc", "great kumsan llc", 1),
        ("llckumsan bank", "llc kumsan bank", 1),
        ("kumsan trading 2", None, 0),
        ("unitedtrading", None, 0),  # what is before it is a word that thousands of firms bear
    ],
)
def test_words_put_right(trade: TradeWords, written: str, read: str | None, slips: int) -> None:
    found = trade.repaired(written.split(), cut=False)
    assert found == (None if read is None else (read.split(), slips))


def test_the_beginning_of_a_word_at_the_end_of_a_cut_name_is_read_or_left_out(trade: TradeWords) -> None:
    assert trade.repaired(["kumsan", "trad"], cut=True) == (["kumsan", "trading"], 1)
    assert trade.repaired(["kumsan", "indus"], cut=True) == (["kumsan", "industry"], 1)
    assert trade.repaired(["kumsan", "man"], cut=True) == (["kumsan"], 1)  # one of several words
    assert trade.repaired(["kumsan", "trad"], cut=False) is None
    assert trade.repaired(["kumsan", "zzqx"], cut=True) is None


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        ("NAMCHONGANG TRAIDNG CORP", "NAMCHONGANG TRADING CORPORATION", "match"),
        ("NAMCHONGANGTRADING CORP", "NAMCHONGANG TRADING CORPORATION", "match"),
        ("aUNITIONS INDUSTRY DEPARTMENT", "MUNITIONS INDUSTRY DEPARTMENT", "match"),
        ("Marina Trading", "Marine Trading", "no"),  # what is left would be no name
        ("DANDONG HONGXIANG IN", "Dandong Hongxiang Industrial Development Co. Ltd.", "match"),  # cut at 20
        ("Zelkova Ginkgo Magno", "Zelkova Ginkgo Magnolia Development Co", "match"),
        ("KOREAN PEOPLE'S ARMY", "KOREAN PEOPLE'S ARMY SECURITY BUREAU", "no"),  # 20 letters, and whole
        ("zelkova industries (zkv)", "ZKV", "match"),
        ("ZELKOVA INDUSTRIES (ZK\u0412)", "ZKB", "match"),  # a Cyrillic letter in the acronym
        ("Танчон коммерческий банк", "TANCHON COMMERCIAL BANK", "match"),  # translated (1718 8(d): KPe.003)
        ("Танчон Коммершиал Банк", "TANCHON COMMERCIAL BANK", "match"),  # spelt by sound
    ],
)
def test_damaged_firms(compare: Callable[..., Hit], one: str, two: str, outcome: str) -> None:
    assert compare(one, two, "Company").outcome == outcome


def test_a_word_put_right_costs_something_and_is_told(compare: Callable[..., Hit]) -> None:
    damaged = compare("Zelkova Traidng Co", "Zelkova Trading Co", "Company")
    assert damaged.score < compare("Zelkova Trading Co", "Zelkova Trading Co", "Company").score
    assert "misspelt" in damaged.reason


def test_a_ships_name_with_a_digit_for_a_letter(compare: Callable[..., Hit]) -> None:
    assert compare("5UN GLORY", "SUN GLORY", "Vessel").outcome == "match"
    assert compare("JI SONG 6", "JI SONG 5", "Vessel").outcome != "match"
