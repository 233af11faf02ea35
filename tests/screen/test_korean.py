"""Spellings from outside: the Revised Romanisation's own examples (notice 2000-8), names as the UN list and OFAC print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.hangul import initial_sound, parts_of, syllable_of
from yalu.screen.romanisation import dprk_spelling, spellings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.screen.names import Hit
    from yalu.screen.read import Tables


@pytest.mark.parametrize(
    ("syllable", "spelling"),
    [
        ("철", "chol"),
        ("철", "cheol"),
        ("철", "chul"),
        ("정", "jong"),
        ("정", "jeong"),
        ("정", "chong"),
        ("정", "jung"),
        ("혁", "hyok"),
        ("혁", "hyeok"),
        ("영", "yong"),
        ("영", "yeong"),
        ("영", "young"),
        ("현", "hyon"),
        ("태", "thae"),
        ("태", "tae"),
        ("희", "hui"),
        ("은", "un"),
        ("은", "eun"),
        ("진", "chin"),
        ("규", "gyu"),
        ("우", "woo"),
        ("신", "shin"),
        ("필", "phil"),
        ("권", "kwon"),
    ],
)
def test_a_syllable_has_its_current_spellings(syllable: str, spelling: str) -> None:
    assert spelling in spellings_of(syllable)


def test_parts_make_the_syllable_again() -> None:
    for syllable in "강남북철혁":
        assert syllable_of(*parts_of(syllable)) == syllable


@pytest.mark.parametrize(
    ("north", "south"), [("리", "이"), ("로", "노"), ("룡", "용"), ("녀", "여"), ("김", None)]
)
def test_the_initial_sound_rule(north: str, south: str | None) -> None:
    assert initial_sound(north) == south


@pytest.mark.parametrize(
    ("hangul", "name"), [("김영철", "Kim Yong Chol"), ("리수용", "Ri Su Yong"), ("전일호", "Jon Il Ho")]
)
def test_the_dprk_spells_its_names_as_the_un_list_prints_them(hangul: str, name: str) -> None:
    assert dprk_spelling(hangul) == name


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("장철희", "JANG Tcheul-hy"),
        ("전일호", "JON Il-Ho"),
        ("김수일", "KIM Su Il"),
        ("리학철", "RI Hak Cheol"),
        ("서동명", "SO Tong Myong"),
        ("변원군", "PYON Won Gun"),
        ("신규남", "SIN Kyu Nam"),
        ("김영철", "Kim Yŏng-ch'ŏl"),
        ("오극렬", "O Kŭng-nyŏl"),
        ("리설주", "Lee Seol-ju"),
        ("박봉주", "Pak Pong Ju"),
        ("최선희", "Choe Son Hui"),
        ("김정은", "Kim Jong-un"),
        ("윤병세", "Yun Byung-se"),
        ("장성택", "Jang Song-thaek"),
        ("홍길동", "Hong Gildong"),
        ("남궁억", "Namgung Ok"),
        ("김여정", "KIM Yo Jong"),
        ("김정은", "金正恩"),
        ("리선권", "李善權"),
        ("김계관", "金桂冠"),
        ("로광철", "Roh Kwang-cheol"),
        ("문정철", "Cho'ng-Ch'o'l MUN"),
    ],
)
def test_hangul_meets_its_published_spelling(compare: Callable[..., Hit], hangul: str, latin: str) -> None:
    assert compare(hangul, latin).outcome == "match"
    assert compare(latin, hangul).outcome == "match"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kim Jong Chol", "Kim Yong Chol"),
        ("Kim Jong Nam", "Kim Yong Nam"),
        ("김정철", "Kim Yong Chol"),
        ("KIM Song", "KIM Song Chol"),
        ("Ri Jong Hyok", "Ri Su Yong"),
        ("KIM Chol Nam", "KIM Nam Chol"),
        ("Pak Pong Ju", "Pak Pong Su"),
        ("박의춘", "박정천"),
    ],
)
def test_another_syllable_is_another_person(compare: Callable[..., Hit], one: str, two: str) -> None:
    assert compare(one, two).outcome != "match"


@pytest.mark.parametrize(
    "written", ["Chong Chol MUN", "Chong-Chol Mun", "MUN, Chong Chol", "Cho'ng Ch'o'l MUN"]
)
def test_the_writer_says_which_word_is_the_family_name(compare: Callable[..., Hit], written: str) -> None:
    right, other = compare(written, "MUN Jong Chol"), compare(written, "JONG Chol Mun")
    assert right.outcome == "match"
    assert right.score > other.score


def test_a_southern_initial_in_the_given_name_is_for_review(compare: Callable[..., Hit]) -> None:
    assert compare("Choi Yong-hae", "CHOE Ryong Hae").outcome == "review"
    assert compare("Choi Yong-hae", "CHOE Myong Hae").outcome == "no"


def test_in_hangul_a_neighbouring_syllable_is_for_review(compare: Callable[..., Hit]) -> None:
    assert compare("김강일", "KIM KWANG-IL").outcome == "review"


@pytest.mark.parametrize("glued", ["Kim Hyokil", "Kim Hyok-il", "KIM, Hyok Il", "Hyok Il Kim", "KimHyokIl"])
def test_gluing_and_order_do_not_matter(compare: Callable[..., Hit], glued: str) -> None:
    assert compare(glued, "김혁일").outcome == "match"


def test_marks_of_mccune_reischauer_settle_the_syllable(tables: Tables) -> None:
    reading = tables.korean.marked_readings(["ch'oe", "ch'un", "yo'ng"])
    assert [tables.korean.text(r.units) for r in reading] == ["최 춘 영"]
    assert tables.korean.marked_readings(["smith", "jo'hn"]) == []
    assert tables.korean.marked_readings(["kim"]) == []


def test_a_known_syllable_is_not_overruled_by_a_looser_alias(tables: Tables) -> None:
    from yalu.screen.names import Matcher
    from yalu.screen.party import Party

    pak = Matcher.of([Party(id="l", kinds=("person",), names=("PAK TO CHUN", "Pak To-Ch'un"))], tables)
    assert pak.screen(Party(kinds=("person",), names=("박도춘",)))[0].outcome == "match"
    cha = Matcher.of([Party(id="l", kinds=("person",), names=("CHA, Sung Jun", "CH'A, Su'ng-chun"))], tables)
    assert not any(hit.outcome == "match" for hit in cha.screen(Party(kinds=("person",), names=("차성춘",))))
    assert cha.screen(Party(kinds=("person",), names=("차승준",)))[0].outcome == "match"


def test_words_that_make_no_syllables_divide_into_nothing(tables: Tables) -> None:
    assert tables.korean.divisions("schmidt") == []
    assert tables.korean.divisions("a1") == []
    assert tables.korean.divisions("x" * 19) == []
    assert tables.korean.readings(["kim"]) == []
    assert tables.korean.readings(["kim", "smith"]) == []


def test_assimilated_syllables_keep_their_written_form(tables: Tables) -> None:
    found = {tables.korean.text(r.units) for r in tables.korean.readings(["o", "kungnyol"])}
    assert "O Kuk Ryol" in found
    assert {tables.korean.text(r.units) for r in tables.korean.readings(["kim", "chom", "nok"])} >= {
        "Kim Chom Rok"
    }
    assert any("Jon Ra" in tables.korean.text(r.units) for r in tables.korean.readings(["kim", "jolla"]))


def test_four_syllables_are_no_given_name(tables: Tables) -> None:
    assert tables.korean.readings(["kim", "hyokil", "chongsan"]) == []


def test_a_name_that_reads_two_ways_is_explained_by_the_way_that_fits(compare: Callable[..., Hit]) -> None:
    assert "리지안" in compare("리지안", "Li Jian").reason
