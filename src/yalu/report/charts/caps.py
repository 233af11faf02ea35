"""How much of each cap was used? A bar for each limit, the part beyond it in another colour.

Units: share of the cap, 1 is the limit; amounts in the cap's unit. Bars start at zero. Forms: 784 and 358 px.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from yalu.report import svg
from yalu.report.words import amount, capital, percent, period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.model import CapUse

__all__ = ["cap_bars"]

_UNITS = {"t": "tonnes", "USD": "value", "bbl": "barrels"}
_WIDE, _NARROW = 784, 358
_LEFT = 190  # of the wide form: where the bars begin, right of cap, period and unit
_BAR = 19
_WIDEST_CAP = 240  # pixels of 100 % at most, so that a small use is not blown up


def cap_bars(uses: Sequence[CapUse], finding: str) -> Markup:
    """The caps in both forms; `finding` is the sentence of the section."""
    label = f"{finding}. " + "; ".join(f"{use.label}, {_UNITS[use.unit]}: {_used(use)}" for use in uses)
    return Markup(_wide(uses, label) + _narrow(uses, label))  # noqa: S704  svg escapes its words


def _used(use: CapUse) -> str:
    return f"{percent(use.share)}, {_of(use)}"


def _of(use: CapUse) -> str:
    return f"{'about ' if use.approximate else ''}{amount(use.amount, use.unit)} of {amount(use.limit, use.unit)}"


def _groups(uses: Sequence[CapUse]) -> list[list[CapUse]]:
    def key(use: CapUse) -> tuple[str, date, date]:
        return use.label, use.since, use.until

    return [list(group) for _, group in groupby(uses, key=key)]


def _wide(uses: Sequence[CapUse], label: str) -> str:
    scale = min(
        (_WIDE - _LEFT - 20 - svg.text_width(percent(use.share), bold=True) - svg.text_width(_of(use)))
        / max(use.share, 1)
        for use in uses
    )
    scale = min(scale, _WIDEST_CAP)
    rows: list[str] = []
    y = 12.0
    for group in _groups(uses):
        middle = y + (28 * len(group) - 9) / 2
        rows += [
            svg.text(_LEFT - 60, middle - 1, capital(group[0].label), "b", "end"),
            svg.text(_LEFT - 60, middle + 14, period(group[0].since, group[0].until), "", "end"),
        ]
        for use in group:
            rows += [_bar(_LEFT, y, use, scale), svg.text(_LEFT - 8, y + 14, _UNITS[use.unit], "", "end")]
            end = _LEFT + use.share * scale + 6
            rows += [svg.text(end, y + 14, percent(use.share), "b t-ink h")]
            end += svg.text_width(percent(use.share), bold=True) + 12
            cap_x = _LEFT + scale
            clash = end - 4 < cap_x < end + svg.text_width(_of(use)) + 4
            rows.append(svg.text(cap_x + 10 if clash else end, y + 14, _of(use), "h"))
            y += 28
        y += 12
    grid = _grid(_LEFT, y - 8, scale, max(use.share for use in uses), _WIDE)
    cap = _cap_line(_LEFT + scale, y - 8)
    return svg.drawing(_WIDE, y + 16, label, [*grid, *rows, cap], form="wide")


def _narrow(uses: Sequence[CapUse], label: str) -> str:
    scale = min(
        (_NARROW - 8 - svg.text_width(f"{percent(use.share)} {_UNITS[use.unit]}", bold=True))
        / max(use.share, 1)
        for use in uses
    )
    scale = min(scale, _WIDEST_CAP)
    rows: list[str] = []
    heads: list[str] = []
    y = 4.0
    for group in _groups(uses):
        heads.append(
            svg.text(
                0, y + 12, f"{capital(group[0].label)}, {period(group[0].since, group[0].until)}", "b t-ink h"
            )
        )
        y += 20
        for use in group:
            y = _narrow_row(rows, use, scale, y)
        y += 8
    grid = _grid(0, y, scale, max(use.share for use in uses), _NARROW)
    return svg.drawing(_NARROW, y + 24, label, [*grid, *rows, _cap_line(scale, y), *heads], form="narrow")


def _narrow_row(rows: list[str], use: CapUse, scale: float, y: float) -> float:
    """One bar with its words beside or under it; returns where the next row begins."""
    end = use.share * scale
    unit, words = _UNITS[use.unit], _of(use)
    inside = min(end, scale) > svg.text_width(unit, bold=True) + 12
    value = percent(use.share) if inside else f"{percent(use.share)} {unit}"
    rows.append(_bar(0, y, use, scale))
    if inside:
        rows.append(svg.text(5, y + 14, unit, "b t-paper"))
    rows.append(svg.text(end + 6, y + 14, value, "b t-ink h"))
    free = _NARROW - end - 6 - svg.text_width(value, bold=True) - 12
    if svg.text_width(words, size=11) <= free:
        rows.append(svg.text(_NARROW, y + 14, words, "a h", "end"))
        return y + 27
    rows.append(svg.text(_NARROW, y + _BAR + 12, words, "a h", "end"))
    return y + 42


def _bar(x: float, y: float, use: CapUse, scale: float) -> str:
    within = min(use.share, 1) * scale
    return svg.rect(x, y, max(within, 1), _BAR, "f-blue") + svg.rect(
        x + within, y, (use.share - 1) * scale, _BAR, "f-vermilion"
    )


def _grid(left: float, bottom: float, scale: float, highest: float, width: float) -> list[str]:
    marks: list[str] = [svg.vline(left, 4, bottom, "s-ink-2"), svg.text(left, bottom + 15, "0 %")]
    for step in svg.grid_steps(max(highest, 1), 4)[1:]:
        x = left + step * scale
        if abs(step - 1) < 0.01 or x > width - 20:
            continue
        marks.append(svg.vline(x, 4, bottom))
        if abs(x - left - scale) > 64 and x - left > 34:
            marks.append(svg.text(x, bottom + 15, percent(step), "", "middle"))
    marks.append(svg.text(max(left + scale, left + 64), bottom + 15, "100 % = cap", "b t-ink h", "middle"))
    return marks


def _cap_line(x: float, bottom: float) -> str:
    return svg.line(x, 2, x, bottom + 3, "s-ink limit")
