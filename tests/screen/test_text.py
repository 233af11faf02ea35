from __future__ import annotations

import pytest

from yalu.screen.text import latin, look_alike, no_vowels, plain, sound, words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\u0410L-IRAQI", "al-iraqi"),  # a Cyrillic A among Latin letters
        ("CHO\u0415", "choe"),  # a Cyrillic E at the end
        ("Stra\u00dfe", "strasse"),
        ("Müller", "muller"),
        ("Вагнер", "vagner"),
        ("Ｋｉｍ", "kim"),  # full width
    ],
)
def test_letters_are_read_as_a_reader_would(written: str, read: str) -> None:
    assert "-".join(latin(word) for word in words(written)) == read


def test_invisible_characters_vanish() -> None:
    assert plain("R\u200bAZA\u200d") == "RAZA"


def test_an_apostrophe_parts_no_word_even_with_a_blank_beside_it() -> None:
    assert words("CHANG, Myo' ng-ch'o' l") == ["CHANG", "Myong", "chol"]
    assert words("CHO 'ng") == ["CHOng"]


def test_two_words_run_together_are_parted_at_the_capital() -> None:
    assert words("VladimirPutin") == ["Vladimir", "Putin"]


def test_vowel_signs_of_indian_and_khmer_scripts_part_no_word() -> None:
    assert len(words("ប៉ុល ពត")) == 2
    assert len(words("नरेन्द्र मोदी")) == 2


def test_digits_that_stand_for_letters_read_as_letters() -> None:
    assert look_alike("wa1ter") == look_alike("walter")
    assert look_alike("isrnael") == look_alike("ismael")
    assert look_alike("ig0r") == look_alike("igor")


def test_spellings_of_one_foreign_name_sound_alike() -> None:
    assert sound("mohammed") == sound("muhammid")
    assert sound("qaeda") == sound("qaida")
    assert sound("kim") != sound("kam")


def test_consonants_remain() -> None:
    assert no_vowels("marquez") == "mrqz"
    assert no_vowels("hannibal") == "hnbl"


def test_a_sign_without_letters_reads_as_nothing() -> None:
    assert latin("ー") in ("", "-")
    assert words("...") == []
