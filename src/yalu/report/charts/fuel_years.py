"""How much of the joint yearly cap was notified each year, and what do others estimate?

Units: share of the cap, 1 is the limit. The line on a bar is the range by product. Estimates by others are words in a
column of their own, never stacked on the bars: some are many caps high. Forms: 784 and 358 px.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from yalu.report import svg
from yalu.report.words import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.assess.model import YearCap

__all__ = ["share_words", "year_bars"]

_WIDE, _NARROW = 784, 358
_LABEL, _LEFT, _RIGHT, _ESTIMATE = 40, 206, 520, 548  # of the wide form: columns of words, bars, words
_BAR = 15
_FULL_DIGITS = 0.5  # from half the cap on a tenth of a per cent is more than the conversion bears


def share_words(share: float) -> str:
    """A year's share in per cent, to a tenth below half of the cap."""
    return percent(share, 0 if share >= _FULL_DIGITS else 1)


def year_bars(years: Sequence[YearCap], finding: str) -> Markup:
    """The years in both forms; `finding` is the sentence of the section."""
    label = f"{finding}. By year: " + "; ".join(
        f"{year.year} {share_words(year.share) if year.share is not None else 'no figure'}" for year in years
    )
    return Markup(_wide(years, label) + _narrow(years, label))  # noqa: S704  svg escapes its words


def _scale(years: Sequence[YearCap], room: float) -> float:
    tops = [max(year.share or 0, year.high or 0) for year in years]
    return room / max(1.06, *tops)


def _wide(years: Sequence[YearCap], label: str) -> str:
    scale = _scale(years, _RIGHT - _LEFT)
    rows: list[str] = []
    y = 42.0
    for year in years:
        names = svg.fold(year.label, _LEFT - _LABEL - 8)
        others = [part for words in year.estimates for part in svg.fold(words, _WIDE - _ESTIMATE)]
        rows.append(svg.text(0, y + 12, str(year.year), "b t-ink"))
        rows += [svg.text(_LABEL, y + 12 + 15 * index, part) for index, part in enumerate(names)]
        rows += _bar(year, _LEFT, y, scale)
        if others:
            rows += [svg.text(_ESTIMATE, y + 12 + 15 * at, part, "t-ink") for at, part in enumerate(others)]
        else:
            rows.append(svg.text(_ESTIMATE, y + 12, "no figure", "i"))
        y += max(29, 15 * max(len(names), len(others)) + 8)
    grid = _grid(_LEFT, scale, y, _ESTIMATE - 8)
    head = svg.text(_ESTIMATE, 14, "estimated by others, barrels", "b t-vermilion")
    return svg.drawing(_WIDE, y + 6, label, [*grid, head, *rows], form="wide")


def _narrow(years: Sequence[YearCap], label: str) -> str:
    left = 40
    scale = _scale(years, _NARROW - left)
    rows: list[str] = []
    y = 40.0
    for year in years:
        words = [year.label, *(f"est. {part}" for part in year.estimates)]
        lines = [part for line in words for part in svg.fold(line, _NARROW - left, size=11)]
        rows.append(svg.text(0, y + 12, str(year.year), "b t-ink"))
        rows += _bar(year, left, y, scale)
        rows += [svg.text(left, y + 28 + 13 * index, part, "a h") for index, part in enumerate(lines)]
        y += 28 + 13 * len(lines)
    return svg.drawing(_NARROW, y + 2, label, [*_grid(left, scale, y - 8, _NARROW), *rows], form="narrow")


def _grid(left: float, scale: float, bottom: float, width: float) -> list[str]:
    cap = left + scale
    half = svg.text_width("cap, 100 %", bold=True) / 2
    return [
        svg.vline(left, 24, bottom, "s-ink-2"),
        svg.vline(left + scale / 2, 24, bottom),
        svg.line(cap, 24, cap, bottom, "s-ink limit"),
        svg.text(left, 14, "0 %"),
        svg.text(left + scale / 2, 14, "50 %", "", "middle"),
        svg.text(min(cap, width - half), 14, "cap, 100 %", "b t-ink", "middle"),
    ]


def _bar(year: YearCap, left: float, y: float, scale: float) -> list[str]:
    if year.share is None:
        return [svg.rect(left, y, scale, _BAR, "p-hatch"), svg.text(left + 8, y + 12, "no figure", "i h")]
    end = left + year.share * scale
    within = min(year.share, 1) * scale
    parts = [
        svg.rect(left, y, max(within, 1), _BAR, "f-blue"),
        svg.rect(left + within, y, (year.share - 1) * scale, _BAR, "f-vermilion"),
    ]
    last = end
    low_end = end
    if year.low is not None and year.high is not None:
        low_end, last = left + year.low * scale, max(end, left + year.high * scale)
        parts.append(svg.whisker(low_end, y + _BAR / 2, left + year.high * scale, y + _BAR / 2))
    return [*parts, _value(year.share, left, last, low_end, y, scale)]


def _value(share: float, left: float, last: float, low_end: float, y: float, scale: float) -> str:
    """The figure after the bar and its range, or inside the bar where it would meet the cap line."""
    words = share_words(share)
    width = svg.text_width(words, bold=True)
    meets_cap = last - 4 < left + scale < last + width + 14 or last > left + scale
    if meets_cap and low_end - left > width + 14:
        return svg.text(low_end - 7, y + 12, words, "b t-paper", "end")
    return svg.text(last + 7, y + 12, words, "b t-ink h")
