"""What was recorded month by month: how much, in time or late, silent, missing, contested?

Units: the series' own, drawn in thousands or millions. Four states never look alike: a zero is printed as "0" on the
axis, a month without a figure is hatched, a silent month is back-hatched with a cross, a late one is solid in another
colour under a bracket. Forms: 784 and 358 px.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from yalu.report import svg
from yalu.report.charts.bands import ROW, TINTS, named, turned
from yalu.report.words import MONTHS, amount, count_word, long_month, number, short_act

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.model import Event, Monthly
    from yalu.report.model import Period

__all__ = ["Axis", "MonthChart", "axis_of", "month_bars"]

_COLOURS = {"recorded": "f-blue", "late": "f-ochre", "contested": "f-purple", "over": "f-vermilion"}
_LEVEL = 58.0  # pixels that "no figure" needs to stand level
_PRINTED = 15  # up to so many bars carry their values
_BESIDE = 1.2  # steps that a figure over an unseen bar may take before it meets its neighbours
_SHORTEST = 7.0  # a range shorter than so many pixels is left out: its caps would touch


@dataclass(frozen=True, slots=True)
class Axis:
    """The unit of a chart: its name in words and how many of the series' units it holds."""

    words: str
    holds: float


@dataclass(frozen=True, slots=True)
class MonthChart:
    """One series with what it is read against; `about` are months whose figure is approximate."""

    months: tuple[Monthly, ...]
    finding: str
    periods: tuple[Period, ...] = ()
    acts: tuple[Event, ...] = ()
    about: frozenset[date] = frozenset()
    late_words: str = "filed late"
    ends: tuple[str, str] = ("low", "high")


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand, in pixels: the plot from `left` to `right` and `top` to `base`, `step` to a month."""

    left: float
    right: float
    top: float
    base: float
    step: float
    first: date
    scale: float
    form: str

    def x(self, day: date) -> float:
        """Where a day falls, a month taken as even."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return self.left + self.step * (months + (day.day - 1) / 31)

    def y(self, value: float) -> float:
        return self.base - value * self.scale


def axis_of(months: Sequence[Monthly]) -> Axis:
    """The unit in which the greatest value has one to three digits before the point."""
    high = max((month.high or month.value or 0 for month in months), default=0)
    names = {"t": "tonnes", "bbl": "barrels", "USD": "US dollars"}
    name = names.get(months[0].unit, months[0].unit)
    if high >= 1e6:
        return Axis(f"million {name}", 1e6)
    return Axis(f"thousand {name}", 1e3) if high >= 1e3 else Axis(name, 1)


def month_bars(chart: MonthChart) -> Markup:
    """The months in both forms."""
    months, axis = chart.months, axis_of(chart.months)
    label = f"{chart.finding}. {axis.words}: " + "; ".join(
        f"{long_month(month.month)} {_spoken(month, axis)}" for month in months
    )
    drawn = [_draw(chart, axis, label, width, form) for width, form in ((784, "wide"), (358, "narrow"))]
    return Markup("".join(drawn))  # noqa: S704  svg escapes its words


def _spoken(month: Monthly, axis: Axis) -> str:
    if month.status == "silent":
        return "silent"
    if month.value is None:
        return "no figure"
    words = number(month.value / axis.holds)
    return words if month.status in ("recorded", "over") else f"{words} {month.status}"


def _draw(chart: MonthChart, axis: Axis, label: str, width: float, form: str) -> str:
    months = chart.months
    left = 44.0 if form == "wide" else 28.0
    step = (width - left - 2) / len(months)
    first = months[0].month
    start = _Frame(left, width - 2, 0, 0, step, first, 1, form)
    head, y = _heads(chart, start)
    top = y + (22 if any(month.status == "late" for month in months) else 8)
    highest = max((month.high or month.value or 0 for month in months), default=0) or axis.holds
    tall = 180 if form == "wide" else 150
    high = _rounded(highest / axis.holds) * axis.holds
    room = tall - (16 if len(months) <= _PRINTED else 4)
    frame = _Frame(left, width - 2, top, top + tall, step, first, room / high, form)
    parts = [
        *_bands(chart, frame),
        *_gridlines(frame, high, axis),
        *_gaps(chart, frame),
        *_bars(chart, frame, axis),
        *_brackets(chart, frame, y),
        svg.hline(left, frame.right, frame.base, "s-ink-2"),
        *_crosses(months, frame),
        *_names(months, frame),
        *head,
    ]
    return svg.drawing(width, frame.base + (38 if len(months) > _PRINTED else 22), label, parts, form=form)


def _rounded(high: float) -> float:
    """The height of the axis: the next gridline if the greatest value comes near it, so that it has a line above."""
    steps = svg.grid_steps(high, 4)
    upper = steps[-1] + (steps[1] - steps[0] if len(steps) > 1 else 0)
    return upper if upper <= high * 1.1 else high


def _index(month: date, first: date) -> int:
    return (month.year - first.year) * 12 + month.month - first.month


def _span(period: Period, frame: _Frame) -> tuple[float, float]:
    return max(frame.x(period.since), frame.left), min(frame.x(period.until), frame.right)


def _heads(chart: MonthChart, frame: _Frame) -> tuple[list[str], float]:
    """Names of periods and of acts above the plot, in as many rows as they need; and where the plot may begin."""
    parts, rows = named([(period.label, _span(period, frame)[0]) for period in chart.periods], frame.right)
    y = 6 + ROW * rows if rows else 4.0
    places = [(frame.x(act.on), svg.text_width(short_act(act.label), bold=True) + 16) for act in chart.acts]
    spans = [(x - 5, x + size) if x + size < frame.right else (x - size, x + 5) for x, size in places]
    lanes = svg.levels(spans)
    for act, (x, size), row in zip(chart.acts, places, lanes, strict=True):
        at = y + 10 + 15 * row
        side = x + size < frame.right
        parts += [
            svg.square(x, at - 4, 4, "f-teal"),
            svg.text(
                x + 8 if side else x - 8, at, short_act(act.label), "b t-teal h", "start" if side else "end"
            ),
        ]
    return parts, y + (ROW * (max(lanes) + 1) + 4 if lanes else 0)


def _bands(chart: MonthChart, frame: _Frame) -> list[str]:
    parts: list[str] = []
    for period in chart.periods:
        start, end = _span(period, frame)
        parts.append(svg.rect(start, 0, end - start - 2, frame.base, TINTS[period.kind]))
    return parts


def _gridlines(frame: _Frame, high: float, axis: Axis) -> list[str]:
    parts: list[str] = []
    for step in svg.grid_steps(high / axis.holds, 4):
        y = frame.y(step * axis.holds)
        parts += [
            svg.hline(frame.left, frame.right, y),
            svg.text(frame.left - 6, y + 4, f"{step:g}", "", "end"),
        ]
    return parts


def _runs(months: Sequence[Monthly], statuses: tuple[str, ...], first: date) -> list[tuple[int, int]]:
    """From the first to past the last month of every unbroken run in one of the statuses, as steps of the axis."""
    runs: list[tuple[int, int]] = []
    for inside, group in groupby(months, key=lambda month: month.status in statuses):
        if inside:
            part = [_index(month.month, first) for month in group]
            runs.append((part[0], part[-1] + 1))
    return runs


def _gaps(chart: MonthChart, frame: _Frame) -> list[str]:
    parts: list[str] = []
    taken = _ends_room(chart, frame)
    for start, end in _runs(chart.months, ("missing",), frame.first):
        x, size = frame.left + start * frame.step, (end - start) * frame.step
        parts.append(svg.rect(x + 4, frame.top, size - 8, frame.base - frame.top, "p-hatch"))
        middle, y = x + size / 2, frame.base - 20
        if size > _LEVEL:
            parts.append(svg.text(middle, y, "no figure", "i h", "middle"))
        elif not taken[0] < middle < taken[1]:
            parts.append(turned(middle, y - 14, "no figure"))
    for start, end in _runs(chart.months, ("silent",), frame.first):
        x, size = frame.left + start * frame.step, (end - start) * frame.step
        parts.append(svg.rect(x, frame.top, size, frame.base - frame.top, "p-silent"))
        if size > 62:
            parts += _silent_words(x + size / 2, frame.top + 52)
    return parts


def _silent_words(x: float, y: float) -> list[str]:
    return [
        svg.rect(x - 29, y - 2, 58, 52, "f-paper"),
        svg.text(x, y + 14, "Silent:", "b t-vermilion", "middle"),
        svg.text(x, y + 29, "nothing", "t-ink", "middle"),
        svg.text(x, y + 43, "notified", "t-ink", "middle"),
    ]


def _crosses(months: Sequence[Monthly], frame: _Frame) -> list[str]:
    parts: list[str] = []
    for month in months:
        if month.status == "silent":
            x, y = frame.left + (_index(month.month, frame.first) + 0.5) * frame.step, frame.base - 6
            parts += [
                svg.line(x - 4, y - 4, x + 4, y + 4, "cross"),
                svg.line(x - 4, y + 4, x + 4, y - 4, "cross"),
            ]
    return parts


def _bars(chart: MonthChart, frame: _Frame, axis: Axis) -> list[str]:
    parts: list[str] = []
    printed = len(chart.months) <= _PRINTED
    longest = _longest(chart)
    for month in chart.months:
        if month.value is None:
            continue
        wide = frame.step * 0.66
        x = frame.left + (_index(month.month, frame.first) + 0.5) * frame.step
        height = month.value * frame.scale
        parts.append(svg.bar(x - wide / 2, frame.base, wide, height, _COLOURS.get(month.status, "f-blue")))
        ranged = month.low is not None and month.high is not None
        if ranged and ((month.high or 0) - (month.low or 0)) * frame.scale >= _SHORTEST:
            parts.append(svg.whisker(x, frame.y(month.low or 0), x, frame.y(month.high or 0), cap=3))
            if month is longest:
                parts += _ends(chart, month, frame, x)
        if printed or month.value == 0:  # zero is printed on the axis: it is a figure, not a gap
            about = "≈" if month.month in chart.about else ""
            tip = frame.base - max(height, 1) - 6
            words = number(month.value / axis.holds)
            if about and words.isdigit():
                words += ".0"  # a rounded figure keeps one digit, so that it does not read as a count
            # a long figure over a bar too low to see would lie across its neighbours: the label of the drawing has it
            if height >= 2 or svg.text_width(words, bold=True) <= _BESIDE * frame.step:
                parts.append(svg.text(x, tip, about + words, "b t-ink h", "middle"))
    return parts


def _longest(chart: MonthChart) -> Monthly:
    return max(chart.months, key=lambda month: (month.high or 0) - (month.low or 0))


def _ends_room(chart: MonthChart, frame: _Frame) -> tuple[float, float]:
    """From where to where the words at the ends of the longest range stand."""
    x = frame.left + (_index(_longest(chart).month, frame.first) + 0.5) * frame.step
    room = max(svg.text_width(words, size=11) for words in chart.ends) + 10
    if _longest(chart).high is None:
        return x, x
    return (x - room, x) if x - frame.left > room else (x, x + room)


def _ends(chart: MonthChart, month: Monthly, frame: _Frame, x: float) -> list[str]:
    """What the ends of a range mean, said once beside the longest, and the figure of its bar."""
    left = _ends_room(chart, frame)[0] < x
    at, anchor = (x - frame.step * 0.33 - 4, "end") if left else (x + frame.step * 0.33 + 4, "start")
    side: svg.Anchor = "end" if anchor == "end" else "start"
    parts = [
        svg.text(at, frame.y(month.high or 0) + 5, chart.ends[1], "a h", side),
        svg.text(at, frame.y(month.low or 0) + 5, chart.ends[0], "a h", side),
    ]
    if len(chart.months) > _PRINTED:
        words = amount(month.value or 0, month.unit).removesuffix(f" {month.unit}")
        parts.append(svg.text(at, frame.y(month.value or 0) + 4, words, "b t-ink h", side))
    return parts


def _brackets(chart: MonthChart, frame: _Frame, y: float) -> list[str]:
    parts: list[str] = []
    late = [month for month in chart.months if month.status == "late"]
    runs = _runs(chart.months, ("late", "silent", "missing"), frame.first)
    spans = [
        (min(held), max(held) + 1)
        for start, end in runs
        if (held := [at for month in late if start <= (at := _index(month.month, frame.first)) < end])
    ]
    for start, end in spans:
        x1, x2 = frame.left + start * frame.step + 2, frame.left + end * frame.step - 1
        count = sum(start <= _index(month.month, frame.first) < end for month in late)
        months = "month" if count == 1 else "months"
        words = f"{count_word(count)} {months} {chart.late_words}"
        if svg.text_width(words, bold=True) > frame.right - frame.left:
            words = f"{count_word(count)} {months} filed late"
        size = svg.text_width(words, bold=True)
        middle = min(max((x1 + x2) / 2, size / 2), frame.right - size / 2)
        parts += [
            svg.path([(x1, y + 22), (x1, y + 16), (x2, y + 16), (x2, y + 22)], "s-ochre bracket"),
            svg.text(middle, y + 10, words, "b t-ochre h", "middle"),
        ]
    return parts


def _names(months: Sequence[Monthly], frame: _Frame) -> list[str]:
    if len(months) > _PRINTED:
        return _letters(months, frame)
    parts: list[str] = []
    every = 1 if frame.step > 40 else 2
    for index, month in enumerate(months):
        if index % every:
            continue
        x = frame.left + (_index(month.month, frame.first) + 0.5) * frame.step
        name = MONTHS[month.month.month - 1]
        if index == 0 or month.month.month <= every:
            name += f" {month.month.year % 100:02d}"
        parts.append(svg.text(x, frame.base + 16, name, "", "middle"))
    return parts


def _letters(months: Sequence[Monthly], frame: _Frame) -> list[str]:
    """Initials under the bars where they fit, and the year at each January's tick."""
    parts: list[str] = []
    for index, month in enumerate(months):
        x = frame.left + _index(month.month, frame.first) * frame.step
        if frame.step > 16:
            parts.append(
                svg.text(x + frame.step / 2, frame.base + 15, MONTHS[month.month.month - 1][0], "", "middle")
            )
        if index and month.month.month > 1:
            continue
        parts.append(svg.vline(x, frame.base, frame.base + 32, "s-ink-2"))
        near = frame.right - x < 40
        name = str(month.month.year)
        parts.append(
            svg.text(
                frame.right if near else x + 4, frame.base + 31, name, "b t-ink", "end" if near else "start"
            )
        )
    return parts
