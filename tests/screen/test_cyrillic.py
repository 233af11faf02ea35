"""Names as Russian newspapers and the Russian text of UN lists print them, against their Latin spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.cyrillic import is_cyrillic, korean_spellings, palladius

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.screen.names import Hit


@pytest.mark.parametrize(
    ("russian", "latin"),
    [
        ("Ким Чен Ын", "KIM Jong Un"),
        ("Ким Чен Ир", "KIM Jong Il"),
        ("Чхве Рён Хэ", "CHOE Ryong Hae"),
        ("Цой Рён Хэ", "CHOE Ryong Hae"),
        ("Ким Ё Чжон", "김여정"),
        ("Хван Бён Со", "HWANG Pyong So"),
        ("Чан Сон Тхэк", "JANG Song Thaek"),
        ("О Гык Рёль", "O Kuk Ryol"),
        ("Си Цзиньпин", "XI Jinping"),
        ("Ху Цзиньтао", "胡锦涛"),
        ("Мэн Ваньчжоу", "MENG Wanzhou"),
        ("Владимир Путин", "Vladimir PUTIN"),
        ("Анна Ким", "Anna KIM"),
        ("Путин", "Putin"),
    ],
)
def test_russian_spellings_are_read(compare: Callable[..., Hit], russian: str, latin: str) -> None:
    assert compare(russian, latin).outcome == "match"
    assert compare(latin, russian).outcome == "match"


@pytest.mark.parametrize(
    ("russian", "latin"),
    [
        ("Ким Чен Ын", "KIM Jong Il"),
        ("Ким Чен Ын", "KIM Yong Un"),
        ("Чжан Вэй", "ZHANG Wen"),
        ("Иван Ким", "KIM I Ban"),
    ],
)
def test_another_syllable_is_another_person(compare: Callable[..., Hit], russian: str, latin: str) -> None:
    assert compare(russian, latin).outcome == "no"


def test_what_is_no_korean_word_has_no_spelling() -> None:
    assert korean_spellings("Щукин") == ()
    assert set(korean_spellings("Чен")) == {"jen", "jeng", "jon", "jong", "jyon", "jyong"}


@pytest.mark.parametrize(
    ("initial", "final", "written"),
    [  # the system's own table
        ("z", "i", "цзы"), ("h", "ui", "хуэй"), ("h", "uang", "хуан"), ("", "uan", "вань"), ("zh", "ong", "чжун"),
        ("l", "v", "люй"), ("", "v", "юй"), ("q", "iong", "цюн"),
    ],
)  # fmt: skip
def test_palladius(initial: str, final: str, written: str) -> None:
    assert palladius(initial, final) == written


def test_a_sound_that_mandarin_has_not_is_not_written() -> None:
    assert palladius("b", "xx") is None
    assert not is_cyrillic("Kim")
