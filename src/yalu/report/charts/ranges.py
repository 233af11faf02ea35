"""Where do draws of stated ranges lie, row by row?

A line goes from the 5th to the 95th of 100 draws, a dot is the middle one, a square a rival's guess, a diamond what came.
Units: 0 to 100. Forms: 784 and 358 px.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yalu.report import svg

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RangeRow", "range_rows"]

_WIDE, _NARROW = 784, 358
_LEFT = 236  # of the wide form: the column of words
_PITCH, _TOP = 24, 24


class RangeRow(NamedTuple):
    """A row: its words, where nine draws of ten lie, what a rival says and what came."""

    words: str
    low: float
    middle: float
    high: float
    rival: float | None = None
    known: float | None = None


def range_rows(rows: Sequence[RangeRow], finding: str) -> Markup:
    """The rows in both forms; `finding` is the sentence of the figure."""
    told = "; ".join(map(_told, rows))
    label = f"{finding}: {told}"
    return Markup(_drawn(rows, label, _WIDE, _LEFT, "wide") + _drawn(rows, label, _NARROW, 0, "narrow"))  # noqa: S704  svg escapes its words


def _told(row: RangeRow) -> str:
    rival = "" if row.rival is None else f", rival {row.rival:.0f}"
    known = "" if row.known is None else f", came {row.known:.0f}"
    return f"{row.words} {row.middle:.0f}, {row.low:.0f} to {row.high:.0f}{rival}{known}"


def _drawn(rows: Sequence[RangeRow], label: str, width: float, left: float, form: str) -> str:
    beside = left > 0
    start, room = (left, width - left - 12) if beside else (6, width - 18)
    pitch = _PITCH if beside else 2 * _PITCH - 6
    bottom = _TOP + pitch * len(rows)
    parts = [svg.vline(start + room * share, _TOP - 6, bottom) for share in (0, 0.25, 0.5, 0.75, 1)]
    parts += [svg.text(start + room * at / 100, 12, f"{at}", "", "middle") for at in (0, 50, 100)]
    for number, row in enumerate(rows):
        top = _TOP + pitch * number
        parts.append(svg.text(0, top + 13, row.words, "t-ink"))
        y = top + 9 if beside else top + 28
        parts.append(svg.whisker(start + room * row.low / 100, y, start + room * row.high / 100, y))
        parts.append(svg.circle(start + room * row.middle / 100, y, 4.5, "f-blue"))
        if row.rival is not None:
            parts.append(svg.square(start + room * row.rival / 100, y, 4, "f-ochre"))
        if row.known is not None:
            parts.append(svg.diamond(start + room * row.known / 100, y, 6, "f-vermilion"))
    return svg.drawing(width, bottom + 4, label, parts, form=form)
