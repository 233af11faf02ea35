"""The page of a model of players: charts say in words what they draw, rivals stand on them, text is escaped."""

from __future__ import annotations

import json
import re

import numpy as np

from yalu.report.answer_page import answer_files
from yalu.report.charts.ranges import RangeRow, range_rows
from yalu.report.strategy_page import strategy_files
from yalu.strategy.bargain.answers import ASSUMPTIONS, document
from yalu.strategy.bargain.files import bargains_from

RECIPE = {"command": "bargain", "file": "f.toml", "sha256": "0" * 64, "seed": 1, "draws": 50, "version": "1"}
DRAFT = {
    "draft": {"name": "oil <b>", "status_quo": {"oil": 10}},
    "player": [
        {"name": "P", "role": "proposer", "ideal": {"oil": 90}},
        {"name": "V", "role": "veto", "ideal": {"oil": 30}},
    ],
}


def files(raw):
    (asked,), _ = bargains_from("f.toml", raw)
    found = document(asked, draws=50, rng=np.random.default_rng(1))
    answer = {**found, "assumptions": ASSUMPTIONS[found["kind"]]}
    return strategy_files([answer], RECIPE, {**answer, "recipe": RECIPE})


def test_a_chart_says_its_numbers_in_words_for_who_cannot_see_it():
    drawn = str(range_rows([RangeRow("oil", 10, 20, 30, rival=25, known=40)], "Scope"))
    assert drawn.count('aria-label="Scope: oil 20, 10 to 30, rival 25, came 40"') == 2
    assert {form for form in ("wide", "narrow") if f'class="{form}"' in drawn} == {"wide", "narrow"}


def test_a_row_stands_where_its_numbers_are():
    drawn = str(range_rows([RangeRow("oil", 0, 50, 100)], "Scope"))
    assert re.search(r'<circle cx="504"', drawn)  # half way from 236 to 772


def test_the_page_of_a_draft_has_its_rival_its_tables_and_its_answer_beside_it():
    found = files(DRAFT)
    assert "the square is the weighted mean" in found["index.html"]
    assert "what was adopted" not in found["index.html"].partition("<pre")[0]
    assert "oil &lt;b&gt;" in found["index.html"]
    assert "<b>: scope" not in found["index.html"]
    assert json.loads(found["answer.json"])["name"] == "oil <b>"
    known = files(DRAFT | {"draft": DRAFT["draft"] | {"adopted": {"oil": 40}}})
    assert "the diamond what was adopted" in known["index.html"]


def test_words_are_paragraphs_and_only_tables_keep_their_blanks():
    text = """The scope
─────────
Nearest in 98 % of draws.
  issue  before
a long name of one cell
  oil    10

Assumed
  one offer
  no more
"""
    page = answer_files({}, command="bargain", heading="h", edge="e", figures=(), text=text)["index.html"]
    shown = re.findall(r"<(h3|p|pre)(?: tabindex=.0.)?>([^<]*)", page.partition('id="text"')[2])
    assert shown == [
        ("h3", "The scope"),
        ("p", "Nearest in 98\u00a0% of draws."),
        ("pre", "  issue  before\na long name of one cell\n  oil    10"),
        ("h3", "Assumed"),
        ("p", "one offer"),
        ("p", "no more"),
    ]


def test_an_answer_without_ranges_is_a_page_of_its_tables():
    page = files({"status_quo": 0.2, "proposer_ideal": 0.9, "veto_ideals": [0.4]})["index.html"]
    assert "<figure>" not in page
    assert "Adopted: 0.6" in page
