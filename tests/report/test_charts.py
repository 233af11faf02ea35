"""What a chart draws: missing, silent, late and zero never look alike, and labels keep apart."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from yalu.assess.model import CapUse, Monthly, YearCap, YearTrade
from yalu.report import charts, svg
from yalu.report.charts.months import MonthChart
from yalu.report.charts.trade import TradeChart
from yalu.report.model import Period
from yalu.report.svg import Label

if TYPE_CHECKING:
    from yalu.assess.model import StateJudgement


def drawn(markup: str, form: str = "wide") -> html.HtmlElement:
    [drawing] = html.fromstring(f"<div>{markup}</div>").xpath(f".//svg[@class='{form}']")
    return drawing


def shapes(drawing: html.HtmlElement, cls: str) -> list[html.HtmlElement]:
    return drawing.xpath(f".//*[contains(concat(' ', @class, ' '), ' {cls} ')]")


def labels(drawing: html.HtmlElement) -> list[str]:
    return [text.text for text in drawing.iter("text")]


def month(number: int, value: float | None, status: str) -> Monthly:
    return Monthly(month=date(2020, number, 1), value=value, unit="bbl", status=status, rows=())  # type: ignore[arg-type]


MONTHS = (
    month(1, 4000, "recorded"), month(2, 0, "recorded"), month(3, None, "missing"), month(4, None, "silent"),
    month(5, None, "silent"), month(6, 9000, "late"), month(7, 3000, "contested"), month(8, 5000, "over"),
)  # fmt: skip


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_each_state_of_a_month_has_its_own_drawing(form: str) -> None:
    drawing = drawn(charts.month_bars(MonthChart(months=MONTHS, finding="Months")), form)
    assert len(shapes(drawing, "f-blue")) == 1
    assert len(shapes(drawing, "f-ochre")) == 1
    assert len(shapes(drawing, "f-purple")) == 1
    assert len(shapes(drawing, "f-vermilion")) == 1
    assert len(shapes(drawing, "p-hatch")) == 1
    assert len(shapes(drawing, "p-silent")) == 1
    assert len(shapes(drawing, "cross")) == 2 * 2  # a cross of two strokes for each silent month


def test_zero_is_printed_and_has_no_bar() -> None:
    drawing = drawn(
        charts.month_bars(MonthChart(months=(month(2, 0, "recorded"), month(3, 10, "recorded")), finding=""))
    )
    assert "0" in [text.text for text in shapes(drawing, "b")]
    assert len(shapes(drawing, "f-blue")) == 1


def test_only_zeros_can_be_drawn() -> None:
    assert (
        labels(drawn(charts.month_bars(MonthChart(months=(month(2, 0, "recorded"),), finding="")))).count("0")
        == 2
    )


def test_late_months_are_under_a_bracket_that_counts_them() -> None:
    chart = MonthChart(months=MONTHS, finding="", late_words="filed together, known 23 Mar 2022")
    assert "one month filed together, known 23 Mar 2022" in labels(drawn(charts.month_bars(chart)))


def test_bars_are_in_proportion_from_zero() -> None:
    months = (month(1, 4000, "recorded"), month(2, 8000, "recorded"))
    bars = shapes(drawn(charts.month_bars(MonthChart(months=months, finding=""))), "f-blue")
    low, high = (float(bar.get("height")) for bar in bars)
    assert high == pytest.approx(2 * low, abs=0.2)
    assert float(bars[0].get("y")) + low == pytest.approx(float(bars[1].get("y")) + high, abs=0.2)


def use(share: float) -> CapUse:
    return CapUse(
        cap="c", label="First cap", since=date(2016, 11, 30), until=date(2017, 1, 1), unit="t", amount=share * 1000,
        limit=1000, share=share, approximate=False, rows=(),
    )  # fmt: skip


@pytest.mark.parametrize(("share", "beyond"), [(0.36, 0.0), (1.0, 0.0), (2.0, 1.0), (3.44, 2.44)])
def test_the_part_beyond_a_cap_has_its_own_colour(share: float, beyond: float) -> None:
    drawing = drawn(charts.cap_bars([use(share)], "Caps"))
    [within] = shapes(drawing, "f-blue")
    over = shapes(drawing, "f-vermilion")
    assert bool(over) == (beyond > 0)
    if over:
        assert float(over[0].get("width")) / float(within.get("width")) == pytest.approx(beyond, abs=0.01)


@pytest.mark.parametrize("share", [0.0, 0.003, 0.98, 7.8, 88.0, 950.0])
@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_caps_of_any_size_stay_inside_the_drawing(share: float, form: str) -> None:
    drawing = drawn(charts.cap_bars([use(share)], "Caps"), form)
    for text in drawing.iter("text"):
        classes = (text.get("class") or "").split()
        size = svg.text_width(text.text, size=11 if "a" in classes else 12, bold="b" in classes)
        start = float(text.get("x")) - {"end": size, "middle": size / 2}.get(text.get("text-anchor"), 0)
        assert start > -40
        assert start + size <= float(drawing.get("width"))


def test_year_without_figure_is_hatched_and_not_zero() -> None:
    years = [
        YearCap(year=2020, label="", share=None, rows=()),
        YearCap(year=2021, label="", share=0.184, rows=()),
    ]
    drawing = drawn(charts.year_bars(years, ""))
    assert len(shapes(drawing, "p-hatch")) == 1
    assert "18.4 %" in labels(drawing)
    assert labels(drawing).count("no figure") == 3  # one bar, and no estimate for either year


def test_series_are_never_joined_and_break_at_missing_years(china: StateJudgement) -> None:
    years = [
        YearTrade(year=year, series=series, total_usd=1e9, rows=())
        for series, held in (("A", (2000, 2001, 2003, 2004)), ("B", (2005, 2006)))
        for year in held
    ]
    drawing = drawn(charts.trade_lines(TradeChart(tuple(years), "", date(2006, 12, 31))))
    lines = [shape.get("d") for shape in shapes(drawing, "s-blue")]
    assert len(lines) == 3
    assert all(line.count("M") == 1 and line.count("L") == 1 for line in lines)
    assert len(shapes(drawing, "p-hatch")) == 1  # 2002


def test_figure_with_an_estimate_is_hollow_and_unjoined() -> None:
    years = [
        YearTrade(year=year, series="S", total_usd=1e9, with_crude_estimate=True, rows=())
        for year in (2015, 2016)
    ]
    drawing = drawn(charts.trade_lines(TradeChart(tuple(years), "", date(2016, 12, 31))))
    assert len(shapes(drawing, "f-paper")) == 2 + 1  # and one in the key
    assert not shapes(drawing, "first")


def test_timeline_hatches_what_the_record_does_not_reach(china: StateJudgement) -> None:
    drawing = drawn(charts.timeline(china.events, china.lags, acts="China’s acts", on=china.on, finding=""))
    assert "no record after 2019" in labels(drawing)
    assert len(shapes(drawing, "p-hatch")) == 2  # launch days; tests and long-range launches


def test_timeline_without_acts_says_so(china: StateJudgement) -> None:
    events = [event for event in china.events if event.kind != "act"]
    drawing = drawn(charts.timeline(events, (), acts="Peru’s acts", on=china.on, finding=""))
    assert "none in the casebook" in labels(drawing)


def test_timeline_joins_a_resolution_to_its_act_with_its_days(china: StateJudgement) -> None:
    drawing = drawn(charts.timeline(china.events, china.lags, acts="acts", on=china.on, finding=""), "full")
    assert [text for text in labels(drawing) if re.fullmatch(r"\d+ d", text)] == [
        "34 d",
        "11 d",
        "10 d",
        "11 d",
        "15 d",
    ]


def test_lag_without_an_act_is_hatched() -> None:
    assert "p-hatch" in charts.lag_bar(None, 34)
    assert "p-hatch" not in charts.lag_bar(34, 34)
    assert ">34<" in charts.lag_bar(34, 34)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 60)), max_size=8))
def test_labels_never_overlap_and_keep_their_order(wanted: list[tuple[float, float]]) -> None:
    spans = [Label(at, width) for at, width in sorted(wanted)]
    centres = svg.spread(spans, 0, 600, gap=2)
    for (one, width), (other, wider) in zip(
        zip(centres, [label.width for label in spans], strict=True),
        list(zip(centres, [label.width for label in spans], strict=True))[1:],
        strict=False,
    ):
        assert other - wider / 2 - (one + width / 2) > 2 - 1e-6
    if spans:
        assert centres[0] - spans[0].width / 2 > -1e-6
        assert centres[-1] + spans[-1].width / 2 < 600 + 1e-6


def test_drawn_words_are_escaped(china: StateJudgement) -> None:
    event = replace(china.events[-1], kind="act", label="<No. 1>")
    assert "<No. 1>" not in charts.timeline(
        [*china.events, event], (), acts="a & b", on=china.on, finding='"x"'
    )


def test_a_ban_begins_on_its_own_day_inside_a_month(china: StateJudgement) -> None:
    # 2371 was adopted on 5 August 2017: the tint starts after the first four days of the month.
    days = [date(2017, at, 1) for at in range(7, 10)]
    months = tuple(replace(china.coal_months[0], month=day, value=1e6, status="recorded") for day in days)
    ban = Period(since=date(2017, 8, 5), until=date(2017, 10, 1), kind="full ban", label="Ban")
    drawing = drawn(charts.month_bars(MonthChart(months=months, finding="", periods=(ban,))))
    [tint] = shapes(drawing, "f-band-2")
    step = (784 - 44 - 2) / 3
    assert float(tint.get("x")) == pytest.approx(44 + step * (1 + 4 / 31), abs=0.1)


def test_a_long_figure_of_a_bar_too_low_to_see_is_left_to_the_label() -> None:
    values = [1_440_000, 1_230_000, 6_300, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    months = tuple(month(at, value, "recorded") for at, value in enumerate(values, start=1))
    markup = charts.month_bars(MonthChart(months=months, finding=""))
    assert "0.0063" in labels(drawn(markup, "wide"))
    assert "0.0063" not in labels(drawn(markup, "narrow"))
    assert "March 2020 0.0063" in (drawn(markup, "narrow").get("aria-label") or "")


@pytest.mark.parametrize("form", ["wide", "narrow"])
@pytest.mark.parametrize("most", [1.6e7, 2.07e8, 1.234e9])
def test_the_figures_beside_the_axis_stay_inside_the_drawing(form: str, most: float) -> None:
    years = tuple(YearTrade(year=year, series="S", total_usd=most, rows=()) for year in range(1998, 2027))
    drawing = drawn(charts.trade_lines(TradeChart(years, "", date(2026, 12, 31))), form)
    for text in drawing.iter("text"):
        if text.get("text-anchor") == "end":
            assert float(text.get("x")) - svg.text_width(text.text) >= 0, text.text


def test_the_last_year_and_the_cap_stay_inside_the_narrow_drawing() -> None:
    years = tuple(YearTrade(year=year, series="S", total_usd=1e9, rows=()) for year in range(1998, 2027))
    trade = drawn(charts.trade_lines(TradeChart(years, "", date(2026, 12, 31))), "narrow")
    caps = drawn(charts.year_bars([YearCap(year=2023, label="", share=0.2, rows=())], ""), "narrow")
    for drawing in (trade, caps):
        for text in drawing.iter("text"):
            bold = "b" in (text.get("class") or "").split()
            size = svg.text_width(text.text, bold=bold)
            start = float(text.get("x")) - {"end": size, "middle": size / 2}.get(text.get("text-anchor"), 0)
            assert start + size <= float(drawing.get("width")) + 0.5, text.text
