"""Outside truth: names in Wade-Giles as the press of the 1970s printed them, and in Hangul as Korean papers print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.chinese import hangul_of, wade_giles

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.screen.names import Hit
    from yalu.screen.read import Tables


@pytest.mark.parametrize(
    ("pinyin", "wade"),
    [
        ("mao", "mao"),
        ("ze", "tse"),
        ("dong", "tung"),
        ("zhou", "chou"),
        ("en", "en"),
        ("deng", "teng"),
        ("xiao", "hsiao"),
        ("ping", "ping"),
        ("zhang", "chang"),
        ("jie", "chieh"),
        ("shi", "shih"),
        ("guo", "kuo"),
        ("yan", "yen"),
        ("er", "erh"),
    ],
)
def test_wade_giles(pinyin: str, wade: str) -> None:
    assert wade_giles(pinyin) == wade


def test_pinyin_without_its_apostrophe_is_still_pinyin(tables: Tables) -> None:
    read = [tables.mandarin.text(r.units) for r in tables.mandarin.readings(["chen", "ziang"])]
    assert read == ["Chen Zi Ang"]
    assert tables.mandarin.readings(["chen", "smith"]) == []


@pytest.mark.parametrize(
    ("pinyin", "hangul"),
    [
        ("hu", "후"),
        ("jin", "진"),
        ("tao", "타오"),
        ("wen", "원"),
        ("jia", "자"),
        ("bao", "바오"),
        ("xi", "시"),
        ("ping", "핑"),
        ("deng", "덩"),
        ("xiao", "샤오"),
        ("zhou", "저우"),
        ("yuan", "위안"),
        ("xue", "쉐"),
        ("si", "쓰"),
        ("n", None),
    ],
)
def test_mandarin_in_hangul(pinyin: str, hangul: str | None) -> None:
    assert hangul_of(pinyin) == hangul


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Wen Jiabao", "温家宝"),
        ("溫家寶", "温家宝"),
        ("Hu Jintao", "후진타오"),
        ("원자바오", "Wen Jiabao"),
        ("Wen Chia-pao", "Wen Jiabao"),
        ("楊潔篪", "Yang Jiechi"),
        ("Xi Jinping", "習近平"),
        ("Jiabao Wen", "WEN, Jiabao"),
        ("欧阳修", "Ouyang Xiu"),
        ("Teng Hsiao-ping", "邓小平"),
        ("Jin Zhengen", "김정은"),
        ("Xuan Yongzhe", "玄永哲"),
        ("Jin Tiesan", "金铁三"),
        ("tianyinyin0404", "TIAN, Yinyin"),
    ],
)
def test_one_person_in_two_writings(compare: Callable[..., Hit], one: str, two: str) -> None:
    assert compare(one, two).outcome == "match"
    assert compare(two, one).outcome == "match"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Wang Wei", "Wang Wen"),
        ("王伟", "王威"),
        ("Li Na", "Li Nan"),
        ("胡錦濤", "Wen Jiabao"),
        ("Li Jiadong", "Ri Jong Won"),
        ("张伟", "Zhang Wen"),
    ],
)
def test_another_syllable_or_character_is_another_person(
    compare: Callable[..., Hit], one: str, two: str
) -> None:
    assert compare(one, two).outcome != "match"


def test_unknown_characters_read_as_themselves(tables: Tables) -> None:
    entry = tables.mandarin.han("\u3400\u3400"[0])
    assert entry.simplified == "\u3400"
    assert tables.mandarin.han_readings("\u3400\u3401") == []
    assert tables.mandarin.divisions("a1") == []
    assert tables.mandarin.readings(["li"]) == []
    assert tables.mandarin.readings(["hsiao"]) == []


def test_a_vowel_opens_a_syllable_inside_a_word_only_after_n_g_or_r(tables: Tables) -> None:
    assert [tables.mandarin.text(d) for d in tables.mandarin.divisions("changan")] == ["Chan Gan", "Chang An"]
    assert tables.mandarin.divisions("chiapao") == []


def test_every_shipped_character_has_pinyin(tables: Tables) -> None:
    for char in "金朴李鄭崔":
        assert tables.mandarin.han(char).pinyin
    assert tables.mandarin.simplified("鮮國") == "鲜国"
