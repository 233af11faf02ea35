"""What was known on each day, and what followed: the weights over time with ranges, the items under the axis.

Units: weight 0 to 1, printed in per cent. Along the axis half of the room goes to days in proportion and half evenly to
the days on which something became known, so that a busy year can be read beside a quiet one. A weight holds until the next day
on which something became known, so lines are steps. Tints are the 5th to 95th of 100 draws. Forms: 1104, 784 and 358 px.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from yalu.report import svg
from yalu.report.debate_words import range_words, weight_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.debate.findings import PathDay, Weighing
    from yalu.report.charts.debate_cells import Mark

__all__ = ["path_chart"]

_ROWS = 6  # rows of item names under the axis before the rest is left to the table


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand, in pixels."""

    left: float
    right: float
    top: float
    base: float
    days: tuple[date, ...]

    def x(self, day: date) -> float:
        first, last = self.days[0], self.days[-1]
        in_time = (day - first).days / max((last - first).days, 1)
        evenly = self._rank(day) / max(len(self.days) - 1, 1)
        return self.left + (in_time + evenly) / 2 * (self.right - self.left)

    def _rank(self, day: date) -> float:
        """The place of a day among those of the path, between two of them in proportion."""
        after = bisect_left(self.days, day)
        if self.days[after] == day:
            return after
        before = self.days[after - 1]
        return after - 1 + (day - before).days / (self.days[after] - before).days

    def y(self, weight: float) -> float:
        return self.base - weight * (self.base - self.top)


def path_chart(found: Weighing, drawn: dict[str, Mark]) -> Markup:
    """The chart in three forms."""
    label = f"Weights from {found.asked.isoformat()} to {found.on.isoformat()}. " + "; ".join(
        f"{found.names[name]} {weight_words(one.start)} to {weight_words(one.p)}"
        for name, one in found.posterior.items()
    )
    forms = ((1104, "full"), (784, "wide"), (358, "narrow"))
    return Markup("".join(_draw(found, drawn, label, *form) for form in forms))  # noqa: S704  svg escapes its words


def _draw(found: Weighing, drawn: dict[str, Mark], label: str, width: float, form: str) -> str:
    narrow = form == "narrow"
    left, right = (46.0, width - 54) if narrow else (44.0, width - 200)
    frame = _Frame(left, right, 14, 14 + (230 if narrow else 290), tuple(day.day for day in found.path))
    names, rows = _names(found.path, frame)
    height = frame.base + 20 + 13 * rows + 20
    parts = [*_grid(frame), *names, *_years(frame, height - 6)]
    order = sorted(found.posterior, key=lambda name: found.posterior[name].p)
    parts += [_tint(found.path, name, frame, drawn[name]) for name in order]
    parts += [_line(found.path, name, frame, drawn[name]) for name in order]
    parts += _labels(found, drawn, frame, narrow=narrow)
    return svg.drawing(width, height, label, parts, form=form)


def _grid(frame: _Frame) -> list[str]:
    parts = []
    for weight in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = frame.y(weight)
        parts.append(svg.hline(frame.left, frame.right, y, "s-ink-2" if weight == 0 else "s-rule"))
        words = "100 %" if weight == 1 else f"{weight * 100:.0f}"
        parts.append(svg.text(frame.left - 6, y + 4, words, "", "end"))
    return parts


def _years(frame: _Frame, y: float) -> list[str]:
    """Years as far as they keep apart."""
    parts: list[str] = []
    shown = frame.left - 36
    for year in range(frame.days[0].year + 1, frame.days[-1].year + 1):
        x = frame.x(date(year, 1, 1))
        if shown + 36 <= x <= frame.right + 5:
            parts += [svg.vline(x, frame.base, y - 12), svg.text(x, y, str(year), "", "middle")]
            shown = x
    return parts


def _names(path: Sequence[PathDay], frame: _Frame) -> tuple[list[str], int]:
    """The items under the day on which they became known, in rows where they meet."""
    wanted = [(frame.x(day.day), name) for day in path for name in day.items]
    sizes = [svg.text_width(name, size=11, bold=True) for _, name in wanted]
    spans = [(x - size / 2, x + size / 2) for (x, _), size in zip(wanted, sizes, strict=True)]
    rows = svg.levels(spans, gap=3)
    parts = [svg.vline(frame.x(day.day), frame.base, frame.base + 4, "s-ink-2") for day in path if day.items]
    for (x, name), row in zip(wanted, rows, strict=True):
        if row < _ROWS:
            parts.append(svg.text(x, frame.base + 16 + 13 * row, name, "b sm", "middle"))
    return parts, min(max(rows, default=-1) + 1, _ROWS)


def _steps(path: Sequence[PathDay], values: Sequence[float], frame: _Frame) -> list[tuple[float, float]]:
    """The corners of a line that keeps its height until the next day."""
    corners: list[tuple[float, float]] = []
    for day, value in zip(path, values, strict=True):
        if corners:
            corners.append((frame.x(day.day), corners[-1][1]))
        corners.append((frame.x(day.day), frame.y(value)))
    return corners


def _tint(path: Sequence[PathDay], name: str, frame: _Frame, mark: Mark) -> str:
    low = _steps(path, [day.low[name] for day in path], frame)
    high = _steps(path, [day.high[name] for day in path], frame)
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*high, *reversed(low)])
    return f'<polygon points="{corners}" class="f-{mark.hue} tint"/>'


def _line(path: Sequence[PathDay], name: str, frame: _Frame, mark: Mark) -> str:
    corners = _steps(path, [day.p[name] for day in path], frame)
    return svg.path(corners, f"s-{mark.hue} first {mark.line}")


def _labels(found: Weighing, drawn: dict[str, Mark], frame: _Frame, *, narrow: bool) -> list[str]:
    """Names at the end of the lines, kept apart."""
    order = sorted(found.posterior, key=lambda name: -found.posterior[name].p)
    room = 15.0 if narrow else 32.0
    wanted = [svg.Label(frame.y(found.posterior[name].p), room) for name in order]
    parts = []
    for name, y in zip(order, svg.spread(wanted, 0, frame.base + 30, gap=0), strict=True):
        one, mark = found.posterior[name], drawn[name]
        now, within = weight_words(one.p), range_words(one.low, one.high)
        if narrow:
            short = now.replace("under ", "<").replace("over ", ">")
            parts.append(svg.text(frame.right + 4, y + 4, f"{mark.letter} {short}", f"b h t-{mark.hue}"))
            continue
        lines = svg.fold(f"{mark.letter} {found.names[name]}", 178, bold=True)
        words = lines[0] + (" …" if len(lines) > 1 else "")
        parts.append(svg.text(frame.right + 8, y - 2, words, f"b h t-{mark.hue}"))
        parts.append(svg.text(frame.right + 8, y + 12, now if now == within else f"{now}, {within}", "h"))
    return parts
