"""Verdicts, cases and the law in a terminal: inside the width, every ground with its cite, every missing fact named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from yalu.measures.facts import FACTS
from yalu.measures.model import Question
from yalu.measures.question import case_result
from yalu.measures.read import listed, read_cases, read_regime
from yalu.measures.verdict import verdict
from yalu.report.cells import Style, display_width
from yalu.report.law import cases_text, measures_text, records_text, verdict_text
from yalu.terms.read import petroleum_factors

CODE = re.compile(r"\x1b\[[0-9;]*m")
PLAIN = Style()
COLOUR = Style(colour=True, emphasis=True)
MARKS = Style(glyphs=False)  # letters of every script, but marks of ASCII
ASCII = Style(glyphs=False, letters=False)
STYLES = [pytest.param(style, id=name) for name, style in
          {"plain": PLAIN, "colour": COLOUR, "marks": MARKS, "ascii": ASCII}.items()]  # fmt: skip
WIDTHS = (80, 99, 120)


def answer(question):
    return verdict(question, read_regime(), listed(), petroleum_factors())


CASES = [
    case for path in sorted((Path(__file__).parents[1] / "cases").glob("*.toml")) for case in read_cases(path)
]
ANSWERS = [(case, answer(case.question)) for case in CASES]
RECORDS = [
    one
    for kind in ("measures", "savings", "duties", "designations", "institutions")
    for one in getattr(read_regime().tables, kind)
]
SQUID = Question(on=date(2017, 9, 1), direction="export", hs="0307", goods="frozen squid", reporter="CHN")
BARE = Question(on=date(2018, 2, 1), direction="import", hs="1101")


def too_wide(text, width):
    return [line for line in CODE.sub("", text).splitlines() if display_width(line) > width]


def one_line(text):
    return " ".join(CODE.sub("", text).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("style", STYLES)
def test_no_line_of_a_verdict_passes_the_width(style, width):
    wide = [
        line
        for case, got in ANSWERS
        for line in too_wide(verdict_text(case.question, got, None, width, style), width)
    ]
    assert wide == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("style", STYLES)
def test_no_line_of_the_cases_passes_the_width(style, width):
    results = [
        replace(one, passed=False, expected=("allowed",)) if (number + width) % 2 else one
        for number, one in enumerate(case_result(case, got) for case, got in ANSWERS)
    ]
    assert too_wide(cases_text(CASES, results, width, style), width) == []


@pytest.mark.parametrize("style", STYLES)
def test_no_line_of_the_law_of_a_day_passes_the_narrowest_width(style):
    day = date(2018, 2, 1)
    regime = read_regime()
    assert too_wide(measures_text(regime.in_force(day), day, regime.tables.name, 80, style), 80) == []


@pytest.mark.parametrize("style", STYLES)
def test_no_line_of_the_law_of_a_day_passes_the_width(style):
    day = date(2018, 2, 1)
    regime = read_regime()
    assert too_wide(measures_text(regime.in_force(day), day, regime.tables.name, 120, style), 120) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("style", STYLES)
def test_no_line_of_a_record_passes_the_width(style, width):
    wide = [(one.id, line) for one in RECORDS for line in too_wide(records_text([one], width, style), width)]
    assert wide == []


@pytest.mark.parametrize("style", [PLAIN, MARKS, ASCII])
def test_without_colour_there_is_no_escape(style):
    for case, got in ANSWERS:
        assert "\x1b" not in verdict_text(case.question, got, None, 80, style)
    for one in RECORDS:
        assert "\x1b" not in records_text([one], 80, style)


def test_colour_changes_no_word():
    for case, got in ANSWERS:
        coloured = verdict_text(case.question, got, None, 100, COLOUR)
        assert CODE.search(coloured)
        assert CODE.sub("", coloured) == verdict_text(case.question, got, None, 100, PLAIN)


def test_a_terminal_of_ascii_gets_ascii_alone():
    for case, got in ANSWERS:
        assert verdict_text(case.question, got, None, 80, ASCII).isascii(), case.id
    assert all(records_text([one], 80, ASCII).isascii() for one in RECORDS)
    day = date(2018, 2, 1)
    assert measures_text(read_regime().in_force(day), day, "Ünion", 80, ASCII).isascii()
    assert cases_text(CASES, [case_result(*pair) for pair in ANSWERS], 80, ASCII).isascii()


def test_every_ground_stands_with_its_cite_and_every_missing_fact_by_name():
    for case, got in ANSWERS:
        text = one_line(verdict_text(case.question, got, None, 120, PLAIN))
        for ground in got.grounds:
            assert ground.cite.replace(" ", " ¶", 1) in text, case.id
        for name in got.missing:
            assert name in text, case.id
        for way in got.way_out:
            assert way.cite.replace(" ", " ¶", 1) in text, case.id
        for side in got.readings:
            assert one_line(side.who) in text, case.id
        for line in (*got.checks_owed, *got.assumed, *got.flags, *got.national):
            assert one_line(line) in text, case.id


def test_the_answer_stands_first_and_once_in_capitals():
    text = verdict_text(SQUID, answer(SQUID), None, 80, PLAIN)
    assert text.startswith("◈ CONDITIONAL   frozen squid (HS 0307), leaving the sanctioned State,")
    assert "CHN decides" in one_line(text)
    assert "on 2017-09-01" in one_line(text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_missing_fact_is_said_in_words():
    text = one_line(verdict_text(SQUID, answer(SQUID), None, 80, PLAIN))
    assert f"committee_notified {FACTS['committee_notified'].says}" in text
    assert f"contract_date {FACTS['contract_date'].says}" in text


def test_goods_that_only_a_code_decides_are_told_so():
    question = Question(on=date(2018, 2, 1), direction="export", goods="gadgets")
    text = one_line(verdict_text(question, answer(question), None, 80, PLAIN))
    assert "the HS code decides" in text
    assert "hs the HS code, or a finer one" in text


def test_nothing_found_is_no_clearance():
    text = one_line(verdict_text(BARE, answer(BARE), None, 80, PLAIN))
    assert "◉ ALLOWED" in text
    assert "That is no clearance: the checks below are owed." in text
    assert "Checks owed" in text
    assert "2270 18: " in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            Question(on=date(2018, 2, 1), activity="payment", party="KPe.047"),
            "a payment or transfer, party KPe.047",
        ),
        (
            Question(on=date(2018, 2, 1), activity="port_entry", imo="9191773"),
            "entry into a port, ship IMO 9191773",
        ),
        (
            Question(on=date(2018, 2, 1), direction="import", goods="鱿鱼"),
            "鱿鱼, going to the sanctioned State",
        ),
    ],
)
def test_the_question_is_said_back(question, words):
    assert words in one_line(verdict_text(question, answer(question), None, 120, PLAIN))


def test_how_far_a_number_can_be_trusted_is_said():
    text = one_line(verdict_text(SQUID, answer(SQUID), None, 120, PLAIN))
    assert "decides; two sources; number not read; the code is a reading of its words" in text


def test_a_scenario_is_said_not_to_be_the_law():
    text = one_line(verdict_text(BARE, answer(BARE), "draft-2022-431", 80, PLAIN))
    assert "Under the scenario draft-2022-431, which is not the law." in text
    assert "scenario" not in verdict_text(BARE, answer(BARE), None, 80, PLAIN)


def test_empty_parts_are_left_out():
    text = verdict_text(BARE, answer(BARE), None, 80, PLAIN)
    for title in ("Grounds", "Missing", "Way out", "Readings", "National acts"):
        assert title not in text


def test_cases_are_counted_and_failures_told():
    (right, got), (other, got_other) = ANSWERS[0], ANSWERS[1]
    passed = case_result(right, got)
    failed = replace(
        case_result(other, got_other), passed=False, expected=("allowed",), cites_expected=("1 1",)
    )
    asked = replace(passed, expected=())
    text = cases_text([right, other, right], [passed, failed, asked], 120, PLAIN)
    assert text.endswith("3 answered; 1 of 2 as expected\n")
    lines = text.splitlines()
    assert " ok " in lines[1]
    assert " FAILED " in lines[2]
    assert " ok " not in lines[3]
    words = one_line(text)
    assert "expected allowed got forbidden" in words
    assert "cites 1 1; got" in words


def test_a_failure_without_cites_says_any_and_none():
    case, got = ANSWERS[0]
    failed = replace(
        case_result(case, got), passed=False, cites=(), missing=(), cites_expected=(), missing_expected=()
    )
    words = one_line(cases_text([case], [failed], 80, PLAIN))
    assert "cites any; got none" in words
    assert "missing any; got none" in words


def test_the_law_of_a_day_is_counted():
    day = date(2017, 8, 5)
    regime = read_regime()
    found = regime.in_force(day)
    text = measures_text(found, day, regime.tables.name, 120, PLAIN)
    assert text.startswith("UN measures on the DPRK in force on 2017-08-05\n")
    assert text.endswith(f"{len(found)} measures\n")
    assert "2371 ¶8" in text
    assert "R2371-8-coal-iron" in text


def test_a_day_without_law_says_none():
    assert "\nnone\n" in measures_text((), date(1990, 1, 1), "x", 80, PLAIN)


def test_a_record_shows_its_dates_caps_and_readings():
    text = one_line(records_text([read_regime().measure("R2397-4-crude")], 100, PLAIN))
    for words in ("2397 4", "2017-12-22", "4,000,000", "525,000", "Switzerland", "12-23"):
        assert words in text


def test_the_cells_of_a_record_stand_under_each_other():
    lines = records_text([read_regime().measure("R2371-9-seafood")], 80, PLAIN).splitlines()
    places = {line.index(" 2017") for line in lines if line.startswith(("adopted", "effective"))}
    assert len(places) == 1
