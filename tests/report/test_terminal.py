"""The judgement in a terminal: inside the width, without codes where none are taken, ASCII where asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from yalu.report.cells import Cell, Column, Style, columns, display_width, entries, pad, wrap
from yalu.report.terminal import state_text

if TYPE_CHECKING:
    from yalu.assess.model import StateJudgement

CODE = re.compile(r"\x1b\[[0-9;]*m")
PLAIN = Style()
COLOUR = Style(colour=True, emphasis=True)
ASCII = Style(glyphs=False, letters=False)


@pytest.mark.parametrize("style", [PLAIN, COLOUR, ASCII])
@pytest.mark.parametrize("width", [80, 99, 110, 120])
def test_no_line_passes_the_width(
    china: StateJudgement, nowhere: StateJudgement, width: int, style: Style
) -> None:
    long = replace(china, name="Democratic People’s Republic of Korea", headline="합영투자위원회 " * 40)
    for judgement in (china, nowhere, long):
        for line in state_text(judgement, width=width, style=style).splitlines():
            assert display_width(CODE.sub("", line)) <= width


def test_width_is_taken_between_80_and_120(china: StateJudgement) -> None:
    assert state_text(china, width=20, style=PLAIN) == state_text(china, width=80, style=PLAIN)
    assert state_text(china, width=300, style=PLAIN) == state_text(china, width=120, style=PLAIN)


def test_piped_text_has_no_escape_code(china: StateJudgement) -> None:
    assert "\x1b" not in state_text(china, width=80, style=PLAIN)


def test_colour_changes_no_word(china: StateJudgement) -> None:
    coloured = state_text(china, width=120, style=COLOUR)
    assert CODE.search(coloured)
    assert CODE.sub("", coloured) == state_text(china, width=120, style=PLAIN)


def test_refused_colour_keeps_bold_alone(china: StateJudgement) -> None:
    text = state_text(china, width=80, style=Style(emphasis=True))
    assert set(CODE.findall(text)) == {"\x1b[1m", "\x1b[0m"}


def test_plain_marks_are_ascii(china: StateJudgement) -> None:
    text = state_text(replace(china, name="Côte d’Ivoire", reason="원산 港"), width=80, style=ASCII)
    assert text.isascii()
    assert "COTE D'IVOIRE   [+] PARTLY KEPT" in text
    assert "\\uc6d0\\uc0b0" in text  # a letter that the terminal lacks is not lost


def test_locale_with_wide_marks_keeps_its_letters(china: StateJudgement) -> None:
    text = state_text(replace(china, name="중국"), width=80, style=Style(glyphs=False))
    assert "중국   [+] PARTLY KEPT" in text
    assert not set("■◧☒◪▨×·–’¶█┃─") & set(text)


def test_every_figure_and_grade_is_there(china: StateJudgement) -> None:
    text = " ".join(state_text(china, width=120, style=PLAIN).split())
    for figure in (
        "10 to 34 days",
        "200 % by weight",
        "18.4 % of the",
        "6 months silent",
        "cannot be judged",
    ):
        assert figure in text


def test_silent_late_missing_and_zero_months_differ(china: StateJudgement) -> None:
    lines = state_text(china, width=80, style=PLAIN).splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines if re.match(r"  20\d\d ", line)}
    # Committee's page as quoted by the Korea Herald of 23 March 2022; April 2020: nothing delivered
    assert rows["2020"] == ["3", "1", ".1", "0", "11", "8", "12", "1", "×", "×", "×", "×"]
    assert rows["2021"] == ["×", "×", "5", ".1", "8", "11", "3", "12", "42*", "2*", "9*", "1*"]
    assert rows["2022"] == ["11*", "6*", *"··········"]


def test_one_cell_of_a_bar_is_a_tenth_of_the_cap(china: StateJudgement) -> None:
    lines = [line for line in state_text(china, width=120, style=PLAIN).splitlines() if " %  " in line]
    assert [line.count("█") for line in lines] == [20, 34, 4, 6]  # 200, 344, 36 and 57 %


def test_bar_beyond_the_line_goes_on_with_its_figure(china: StateJudgement) -> None:
    huge = replace(china.cap_uses[0], share=88.0, amount=88e6)
    text = state_text(replace(china, cap_uses=(huge,)), width=80, style=PLAIN)
    assert "8,800 %" in text
    assert "»" in text


def test_empty_state_says_what_is_missing(nowhere: StateJudgement) -> None:
    text = state_text(nowhere, width=80, style=PLAIN)
    assert "Trade of Tuvalu with the DPRK; Reports of Tuvalu" in text
    assert "what was looked at" not in text


def test_wide_letters_are_padded_by_cells() -> None:
    rows = [pad("商品编码", 10) + "|", pad("origin", 10) + "|"]
    assert {display_width(row) for row in rows} == {11}
    assert [len(row) for row in rows] == [7, 11]


def test_wrapping_loses_nothing() -> None:
    text = "KOREA MINING DEVELOPMENT TRADING CORPORATION 조선광업개발무역회사"
    lines = wrap(text, 9)
    assert all(display_width(line) <= 9 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_entries_hang_under_their_label() -> None:
    lines = entries([("Trust", "one two three"), ("Needs", "four")], 16, PLAIN)
    assert lines == ["Trust   one two", "        three", "Needs   four"]


def test_decisions_have_marks_of_their_own() -> None:
    words = ("forbidden", "conditional", "allowed", "contested", "no hit")
    assert [PLAIN.decision(word)[0] for word in words] == ["⬣", "◈", "◉", "△", "○"]
    assert [ASCII.decision(word)[0] for word in words] == ["STOP", "IF", "OK", "SEE", "--"]


def test_a_number_is_not_broken_while_other_words_can_give_room() -> None:
    rows = [
        [Cell("removed and never seen again"), Cell("1998-01-01 to before 1999-01-01"), Cell("24,170,000")]
    ] * 2
    rows += [[Cell("removed"), Cell("2014"), Cell("1")]] * 8
    for width in (33, 40, 50):
        lines = columns([Column("what"), Column("period"), Column("old")], rows, width, PLAIN)
        assert sum("24,170,000" in line for line in lines) == 2
        assert max(map(display_width, lines)) <= width


def test_a_table_with_too_little_room_breaks_words_and_keeps_its_width() -> None:
    rows = [[Cell("secondary-sanctions"), Cell("transparency"), Cell("24,170,000")]]
    lines = columns([Column("a"), Column("b"), Column("c")], rows, 30, PLAIN)
    assert max(map(display_width, lines)) <= 30


def test_a_per_cent_sign_stays_with_its_number() -> None:
    assert wrap("Russia in 98 % of draws", 12) == ["Russia in", "98 % of", "draws"]
    assert wrap("", 12) == wrap(" ", 12) == [""]
