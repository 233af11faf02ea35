"""The page as a reader's browser gets it: whole, self-contained, every link leading somewhere, every figure there."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html
from msgspec.structs import replace

from yalu.report.model import Period
from yalu.report.state_page import state_files, state_page

if TYPE_CHECKING:
    from yalu.assess.model import StateJudgement

VOID = {"meta", "br"}


@pytest.fixture
def page(china: StateJudgement) -> html.HtmlElement:
    return html.fromstring(state_page(china))


def words(node: html.HtmlElement) -> str:
    return " ".join(" ".join(node.itertext()).split())


def test_tags_are_balanced(china: StateJudgement, nowhere: StateJudgement) -> None:
    for judgement in (china, nowhere):
        text = state_page(judgement)
        text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL).replace(
            "<!DOCTYPE html>", ""
        )
        text = re.sub(r"<(meta|br)\b([^>]*?)/?>", r"<\1\2/>", text)
        etree.fromstring(text.encode())


def test_page_needs_no_script_and_no_network(china: StateJudgement) -> None:
    text = state_page(china)
    assert "<script" not in text
    assert "@import" not in text
    assert "url(http" not in text
    assert not html.fromstring(text).xpath("//link | //img | //iframe | //object | //@src")
    assert not html.fromstring(text).xpath("//@*[starts-with(name(), 'on')]")


def test_every_link_leads_to_an_anchor_or_a_file(china: StateJudgement, nowhere: StateJudgement) -> None:
    for judgement in (china, nowhere):
        files = state_files(judgement, {})
        page = html.fromstring(files["index.html"])
        anchors = set(page.xpath("//@id"))
        for link in page.xpath("//a/@href"):
            if not link.startswith("http"):  # a source, for a reader to follow
                assert link.removeprefix("#") in anchors if link.startswith("#") else link in files


def test_anchors_are_unique(page: html.HtmlElement) -> None:
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))


def test_rows_of_the_judgement_are_links_and_rows_elsewhere_are_words(page: html.HtmlElement) -> None:
    [coal] = page.xpath("//section[@id='coal']//div[@class='rows']")
    assert "#row-coal_2321-C1" in coal.xpath(".//a/@href")
    assert "Z9" in words(coal)
    assert not [link for link in coal.xpath(".//a") if words(link) == "Z9"]


def test_every_figure_of_an_indicator_is_printed(page: html.HtmlElement, china: StateJudgement) -> None:
    rows = page.xpath("//table[@class='looked']/tbody/tr")
    for row, one in zip(rows, china.indicators, strict=True):
        cells = [words(cell) for cell in row]
        assert cells[:3] == [one.title, one.figure, one.beside]
        assert cells[4] == one.sure


def test_grade_sure_and_reply_are_three_columns(page: html.HtmlElement) -> None:
    heads = [words(head) for head in page.xpath("//table[@class='looked']/thead//th")]
    assert heads[3:] == ["Grade", "How sure", "China’s reply"]


def test_grade_is_told_in_words_beside_a_hidden_shape(page: html.HtmlElement) -> None:
    for grade in page.xpath("//*[@class='grade']"):
        [shape] = grade.xpath("./svg")
        assert shape.get("aria-hidden") == "true"
        assert words(grade)


def test_answer_comes_first(page: html.HtmlElement, china: StateJudgement) -> None:
    [headline] = page.xpath("//h1")
    assert words(headline) == china.headline
    assert words(headline.getnext()).startswith("Partly kept How sure: moderate")


def test_every_section_with_a_figure_has_both_boxes(page: html.HtmlElement) -> None:
    for section in page.xpath("//section[.//figure]"):
        assert [words(label) for label in section.xpath("./dl//dt")][:2] == [
            "Where from",
            "How far to trust it",
        ]


def test_every_chart_is_drawn_once_wide_and_once_narrow(page: html.HtmlElement) -> None:
    charts = page.xpath("//figure[.//svg[@class='wide']]")
    assert len(charts) == 6  # timeline, caps, coal months, fuel months, fuel years, trade
    for chart in charts:
        assert [drawing.get("width") for drawing in chart.xpath(".//svg[@class='narrow']")] == ["358"]
        assert [drawing.get("width") for drawing in chart.xpath(".//svg[@class='wide']")] == ["784"]
    assert page.xpath("//svg[@class='full']/@width") == ["1104"]


def test_chart_says_its_finding_and_figures(page: html.HtmlElement) -> None:
    [drawing] = page.xpath("//section[@id='coal']//svg[@class='wide'][1]")[:1]
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label").startswith("The first cap was passed twice over by weight")
    assert "200 %" in drawing.get("aria-label")


def test_tables_have_captions_and_scopes(page: html.HtmlElement) -> None:
    for table in page.xpath("//table"):
        assert words(table.find("caption"))
        assert all(head.get("scope") == "col" and words(head) for head in table.xpath("./thead//th"))
        assert all(row[0].get("scope") == "row" for row in table.xpath("./tbody/tr"))


def test_foreign_words_have_their_language(page: html.HtmlElement) -> None:
    assert [words(part) for part in page.xpath("//*[@lang='ko']")] == ["석탄"]
    assert [words(part) for part in page.xpath("//*[@lang='zh']")] == ["煤炭"]


def test_sections_without_data_are_left_out(nowhere: StateJudgement) -> None:
    page = html.fromstring(state_page(nowhere))
    assert page.xpath("//section/@id") == ["change"]
    assert "Trade of Tuvalu with the DPRK" in words(page)
    assert not page.xpath("//figure")


def test_figures_of_one_section_alone_can_be_missing(china: StateJudgement) -> None:
    page = html.fromstring(state_page(replace(china, coal_months=(), cap_uses=(), events=())))
    assert not page.xpath("//section[@id='coal']//figure")
    assert page.xpath("//section[@id='fuel']//figure")
    assert page.xpath("//section[@id='lag']//table")


def test_page_is_of_any_state(china: StateJudgement) -> None:
    tables = ()
    russia = replace(
        china, name="Russia", state="RUS", findings=(), indicators=(), tables=tables, headline="Russia."
    )
    assert "China" not in state_page(replace(russia, reason="", would_change=(), missing=()))


def test_text_of_the_casebook_is_escaped(china: StateJudgement) -> None:
    assert "<b>gone" not in state_page(replace(china, headline="<b>gone & lost"))
    assert "&lt;b&gt;gone &amp; lost" in state_page(replace(china, headline="<b>gone & lost"))


def test_files_beside_the_page_hold_the_same_rows(china: StateJudgement) -> None:
    files = state_files(china, {})
    assert json.loads(files["state.json"])["state"] == "CHN"
    months = list(csv.DictReader(io.StringIO(files["coal_months.csv"])))
    assert [month["value"] for month in months[4:8]] == ["0", "0", "", ""]
    [row, _] = csv.DictReader(io.StringIO(files["rows-coal_2321.csv"]))
    assert row["words"] == "석탄 & 煤炭"


def test_bans_and_outside_causes_are_named_on_the_chart(china: StateJudgement) -> None:
    full = Period(since=date(2017, 8, 5), until=date(2026, 1, 1), kind="full ban", label="full bans of 2017")
    shut = Period(since=date(2020, 1, 1), until=date(2023, 1, 1), kind="outside cause", label="border closed")
    page = html.fromstring(state_page(china, periods=(full, shut)))
    [drawing] = page.xpath("//section[@id='trade']//svg[@class='wide']")
    assert "full bans of 2017" in words(drawing)
    assert "border closed: not enforcement" in words(drawing)
    assert len(drawing.xpath(".//rect[@class='p-dots']")) == 1


def test_address_of_a_source_can_be_followed(page: html.HtmlElement) -> None:
    [link] = page.xpath("//a[starts-with(@href, 'http')]")
    assert link.get("href") == "https://english.kyodonews.net/"
    assert link.get("rel") == "noreferrer"
