"""The page and the terminal for States as the casebook has them: much, little and nothing, on early and late days."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import html

from yalu.assess.read import casebook
from yalu.assess.state import judgement
from yalu.measures.read import read_regime
from yalu.report.cells import Style, display_width
from yalu.report.figures import figures_of
from yalu.report.links import Links
from yalu.report.state_page import state_files
from yalu.report.tables import SERIES
from yalu.report.terminal import state_text

if TYPE_CHECKING:
    from yalu.assess.model import StateJudgement

STATES = ("CHN", "RUS", "JPN", "IND", "TUV", "SGS")  # SGS has the longest name
DAYS = (date(2006, 1, 1), date(2009, 7, 1), date(2017, 2, 1), date(2025, 12, 31))


@cache
def judged(state: str, on: date) -> StateJudgement:
    law = read_regime().tables
    return judgement(
        state, on=on, casebook=casebook(), acts=law.acts, resolutions=law.resolutions, measures=law.measures
    )


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("state", STATES)
def test_every_link_of_a_page_leads_somewhere(state: str, on: date) -> None:
    files = state_files(judged(state, on), {})
    page = html.fromstring(files["index.html"])
    anchors = set(page.xpath("//@id"))
    for link in page.xpath("//a/@href"):
        assert link[1:] in anchors if link.startswith("#") else link in files or link.startswith("http")


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("state", STATES)
def test_no_series_of_a_judgement_is_left_undrawn(state: str, on: date) -> None:
    found = judged(state, on)
    drawn = {
        name
        for finding in found.findings
        for figure in figures_of(found, finding, Links(found))
        for name in figure.series
    }
    assert {name for name in SERIES if getattr(found, name)} - {"indicators"} == drawn


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("state", STATES)
def test_terminal_keeps_its_width(state: str, width: int) -> None:
    text = state_text(judged(state, DAYS[-1]), width=width, style=Style(glyphs=False, letters=False))
    assert text.isascii()
    assert max(display_width(line) for line in text.splitlines()) <= width


def test_no_text_of_a_chart_is_cut_off() -> None:
    page = html.fromstring(state_files(judged("CHN", DAYS[-1]), {})["index.html"])
    for drawing in page.xpath("//figure//svg[@role='img']"):
        wide, high = float(drawing.get("width")), float(drawing.get("height"))
        for text in drawing.xpath("./text"):
            assert -1 <= float(text.get("x")) <= wide + 1
            assert 8 <= float(text.get("y")) <= high + 1


def test_the_chart_says_that_five_of_six_months_filed_together_came_late() -> None:
    # September 2021 to February 2022 in one filing, known on 23 March 2022; February was inside its thirty days.
    page = state_files(judged("CHN", DAYS[-1]), {})["index.html"]
    assert "five months late of six filed together, known 23 Mar 2022" in page
    assert "a duty to notify and nothing came" not in page


def test_names_take_their_article_in_captions() -> None:
    page = html.fromstring(state_files(judged("USA", DAYS[-1]), {})["index.html"])
    captions = [" ".join(caption.itertext()) for caption in page.xpath("//caption")]
    assert any("to the United States’ first act" in caption for caption in captions)
    assert page.xpath("string(//h1)").startswith("The United States ")


def test_the_years_of_the_page_end_with_the_last_day_looked_at() -> None:
    page = html.fromstring(state_files(judged("CHN", DAYS[-1]), {})["index.html"])
    caption = page.xpath("string(//table[@class='looked']/caption)")
    assert "Eleven indicators, 1998 to 2023." in caption
