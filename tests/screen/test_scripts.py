"""Names of Koreans and of their firms in Hangul, Cyrillic, Arabic letters and pinyin, found by their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.names import Matcher, outcome_of
from yalu.screen.party import Party

if TYPE_CHECKING:
    from yalu.screen.analyse import Kind
    from yalu.screen.read import Tables

PERSON: tuple[Kind, ...] = ("person",)
FIRM: tuple[Kind, ...] = ("organisation",)


def outcome(tables: Tables, one: str, names: tuple[str, ...], kinds: tuple[Kind, ...]) -> str:
    """What a list of one subject answers, by its keys alone."""
    hits = Matcher.of([Party(id="X", kinds=kinds, names=names)], tables).screen(
        Party(kinds=kinds, names=(one,))
    )
    return outcome_of(max((hit.score for hit in hits), default=0.0))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("조선련봉총무역회사", "Korea Ryonbong General Trading Corporation"),  # 총 before two words of trade
        ("군수공업부", "MUNITIONS INDUSTRY DEPARTMENT"),
        ("원자력공업부", "Ministry of Atomic Industry"),
        ("대동신용은행", "DAEDONG CREDIT BANK"),
        ("大同信贷银行", "Datong Credit Bank"),
        ("조선민주주의인민공화국 무역은행", "Korea Trading Bank"),
        ("Танчхон коммерческий банк", "TANCHON COMMERCIAL BANK"),  # as Kontsevich writes 단천
        ("Рёнбон Генеральная корпорация", "Korea Ryonbong General Corporation"),
        ("Корейская торговая корпорация Кымсан", "KOREA KUMSAN TRADING CORPORATION"),
        ("Korea Kwangson Bkg Corp", "KOREA KWANGSON BANKING CORPORATION"),
        ("KOREA QUELDA DEVELOP", "KOREA QUELDA DEVELOPMENT TRADING CORPORATION"),  # cut at 20
    ],
)
def test_firms_of_koreans(tables: Tables, one: str, two: str) -> None:
    assert outcome(tables, one, (two,), FIRM) == "match"


def test_a_general_letter_before_what_is_no_word_of_trade_is_part_of_the_name(tables: Tables) -> None:
    assert outcome(tables, "총나무회사", ("Chongnamu Company",), FIRM) == "match"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("كيم يونغ تشول", "KIM YONG CHOL"),
        ("ري بيونغ تشول", "RI PYONG CHOL"),
        ("هوانغ بيونغ سو", "HWANG, Pyong So"),
        ("تشوي ريونغ هاي", "CHOE, Ryong Hae"),
        ("Jin Yingzhe", "KIM YONG CHOL"),  # 金英哲 in pinyin: 哲 is one of many characters read zhe
        ("Piao Fengnan", "PAK BONG NAM"),
    ],
)
def test_persons(tables: Tables, one: str, two: str) -> None:
    assert outcome(tables, one, (two,), PERSON) == "match"


@pytest.mark.parametrize("one", ["كيم يونغ بيول", "حسن علي", "نوري", "لل"])
def test_other_names_in_arabic_letters_are_not_met(tables: Tables, one: str) -> None:
    assert outcome(tables, one, ("KIM YONG CHOL",), PERSON) == "no"


def test_a_pinyin_alias_beside_a_korean_name_is_pinyin_alone(tables: Tables) -> None:
    assert outcome(tables, "리정학", ("RI SONG HYOK", "Li Cheng He"), PERSON) == "no"
    assert outcome(tables, "Li Cheng He", ("RI SONG HYOK", "Li Cheng He"), PERSON) == "match"
    assert outcome(tables, "리정학", ("Li Cheng He",), PERSON) == "match"


def test_two_chinese_names_are_not_compared_as_korean_ones(tables: Tables) -> None:
    assert outcome(tables, "Li Weimin", ("LI, Youmin",), PERSON) == "no"


def test_digits_among_letters_of_a_ship_leave_its_number(tables: Tables) -> None:
    assert outcome(tables, "UL J1 BONG 6", ("UL JI BONG 6",), ("vessel",)) == "match"


def test_another_name_whose_syllables_are_known_does_not_bound_this_one(tables: Tables) -> None:
    """KPi.008 has a slip of a mark in its own name, and an alias that is another name altogether."""
    assert outcome(tables, "라경수", ("RA KY'ONG-SU", "Chang Myo'ng-Ho"), PERSON) == "match"
    assert outcome(tables, "량태철", ("RYANG, Tae Chol", "Ryang Tae-ch'o'l"), PERSON) == "review"


def test_in_hangul_the_family_name_stands_first(tables: Tables) -> None:
    assert outcome(tables, "손장용", ("JANG YONG SON",), PERSON) == "review"
    assert outcome(tables, "장용선", ("JANG YONG SON",), PERSON) == "match"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("조선련합개발은행", "KOREA UNITED DEVELOPMENT BANK"),
        ("선전선동부", "PROPAGANDA AND AGITATION DEPARTMENT"),
        ("조직지도부", "ORGANIZATION AND GUIDANCE DEPARTMENT"),
        ("전략로케트군", "Strategic Rocket Force"),
        ("Kor. Quelda Genl. Trdg. Corp., Pyongyang", "KOREA QUELDA GENERAL TRADING CORPORATION"),
        ("Korea Quelda Exp & Imp Corp", "KOREA QUELDA EXPORT AND IMPORT CORPORATION"),
    ],
)
def test_words_that_the_lists_of_koreans_have(tables: Tables, one: str, two: str) -> None:
    assert outcome(tables, one, (two,), FIRM) == "match"
