"""Names in Arabic script as the UN list prints them, against its own Latin spellings of the same persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.arabic import arabic_tokens, frames, latin_frame, reads_as
from yalu.screen.names import Matcher
from yalu.screen.party import Party

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.screen.names import Hit
    from yalu.screen.read import Tables

SAME = [
    ("صدام حسين التكريتي", "SADDAM HUSSEIN AL-TIKRITI"),
    ("أيمن محمد ربيع الظواهري", "AIMAN MUHAMMED RABI AL-ZAWAHIRI"),
    ("محسن فخری‌زاده", "Mohsen Fakhrizadeh"),
    ("علی خامنه‌ای", "Ali Khamenei"),
    ("عبد الرحمن محمد", "Abdul Rahman Mohammed"),
    ("عبدالله أحمد عبدالله", "ABDULLAH AHMED ABDULLAH"),
    ("عبد الله أحمد", "Abd Allah Ahmad"),
    ("يحيى حقاني", "YAHYA HAQQANI"),
    ("مطيع الله", "MATIULLAH"),
    ("يوسف ياسر", "Yusuf Yasir"),
]


@pytest.mark.parametrize(("arabic", "latin"), SAME)
def test_arabic_letters_are_read(compare: Callable[..., Hit], arabic: str, latin: str) -> None:
    assert compare(arabic, latin).outcome == "match"
    assert compare(latin, arabic).outcome == "match"


@pytest.mark.parametrize(("arabic", "latin"), SAME)
def test_the_keys_find_what_the_comparison_finds(tables: Tables, arabic: str, latin: str) -> None:
    for listed, asked in ((arabic, latin), (latin, arabic)):
        matcher = Matcher.of([Party(id="l", kinds=("person",), names=(listed,))], tables)
        assert matcher.screen(Party(kinds=("person",), names=(asked,)))[0].outcome == "match"


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد حسن", "Mahmud Husayn"),
        ("علي حسين", "Ali Hasan"),
        ("صدام حسين", "Saddam Haydar"),
    ],
)
def test_another_long_vowel_is_another_name(compare: Callable[..., Hit], arabic: str, latin: str) -> None:
    assert compare(arabic, latin).outcome != "match"


def test_a_name_in_latin_and_arabic_is_two_spellings(compare: Callable[..., Hit]) -> None:
    assert compare("Ibrahim Asiri (إبراهيم عسيري)", "إبراهيم عسيري").outcome == "match"


def test_words_as_they_are_compared() -> None:
    assert arabic_tokens(["عبد", "الله"]) == ["عبدله"]
    assert arabic_tokens(["أبو", "بكر", "بن", "علي"]) == ["abu", "بکر", "bin", "علی"]
    assert reads_as("قاسم", "ghasem")
    assert reads_as("قاسم", "qasim")
    assert not reads_as("قاسم", "karim")


def test_a_letter_said_in_several_ways_gives_several_frames() -> None:
    assert {"dkr", "skr", "tkr"} == frames("ذکر")
    assert latin_frame("zakir") in frames("ذاکر")
    assert latin_frame("dhakir") in frames("ذاکر")
    assert len(frames("ذظثجضذظ")) <= 8
