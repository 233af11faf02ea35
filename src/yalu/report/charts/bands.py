"""What stands behind a chart: the periods it is read against, as tints with their names in rows above the plot.

Units: pixels. A full ban is darker than a partial one; an outside cause is dotted and named inside its dots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.report import svg

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ROW", "TINTS", "named", "turned"]

TINTS = {"partial ban": "f-band", "full ban": "f-band-2", "outside cause": "p-dots"}
ROW = 15.0  # height of a row of names


def named(names: Sequence[tuple[str, float]], right: float) -> tuple[list[str], int]:
    """The names of periods that begin at x, each in the lowest row where it meets no other, and how many rows."""
    spans = []
    for name, x in names:
        size = svg.text_width(name, bold=True) + 6
        start = min(x, right - size)
        spans.append((start, start + size))
    rows = svg.levels(spans)
    words = [
        svg.text(start + 4, 13 + ROW * row, name, "b t-ink h")
        for (name, _), (start, _), row in zip(names, spans, rows, strict=True)
    ]
    return words, max(rows, default=-1) + 1


def turned(x: float, y: float, words: str) -> str:
    """Words that run upwards, for a gap too narrow to hold them level."""
    return f'<g transform="translate({x + 4:.1f} {y:.1f}) rotate(-90)">{svg.text(0, 0, words, "i h", "middle")}</g>'
