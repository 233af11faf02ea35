"""How much did the State trade in all, year by year?

Units: current US dollars, in billions, or in millions where no year reaches one. Series are never joined and a line
breaks where a year is missing; a figure that adds an estimate of crude oil is a hollow diamond. Years without any
figure are hatched. Forms: 784 and 358 px.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yalu.report import svg
from yalu.report.charts.bands import ROW, TINTS, named, turned
from yalu.report.words import capital, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.model import Event, YearTrade
    from yalu.report.model import Period

__all__ = ["TradeChart", "trade_lines"]

_BILLION, _MILLION = 1e9, 1e6
_ASIDE = 5.0  # pixels that a year may stand beyond the plot
_NAME = 20.0  # pixels that the name of a resolution takes above the axis, and half of its width
_LEVEL = 58.0  # pixels that "no figure" needs to stand level


class _Point(NamedTuple):
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class TradeChart:
    """The years with what they are read against; years after the last figure up to `on` are hatched."""

    years: tuple[YearTrade, ...]
    finding: str
    on: date
    events: tuple[Event, ...] = ()
    periods: tuple[Period, ...] = ()

    @property
    def values(self) -> list[float]:
        return [
            value for year in self.years for value in (year.total_usd, year.imports_usd) if value is not None
        ]

    @property
    def holds(self) -> float:
        """How many US dollars the chart's unit holds."""
        return _BILLION if max(self.values, default=0) >= _BILLION else _MILLION

    @property
    def unit(self) -> str:
        return f"{'billion' if self.holds == _BILLION else 'million'} US dollars a year"

    @property
    def span(self) -> tuple[int, int]:
        years = [year.year for year in self.years]
        return min(years), max(self.on.year, *years)

    def worth(self, value: float) -> str:
        """A value as printed on the chart: billions to two digits, millions to three figures."""
        return f"{value:.2f}" if self.holds == _BILLION else number(value)

    def runs(self, field: str, *, estimated: bool = False) -> list[list[_Point]]:
        """Unbroken runs of years of each series, ordered by their last year."""
        runs: list[list[_Point]] = []
        for name in dict.fromkeys(year.series for year in self.years):
            run: list[_Point] = []
            for year in sorted(
                (year for year in self.years if year.series == name), key=lambda year: year.year
            ):
                value = getattr(year, field)
                if value is None or year.with_crude_estimate is not estimated:
                    continue
                if run and year.year != run[-1].year + 1:
                    runs.append(run)
                    run = []
                run.append(_Point(year.year, value / self.holds))
            if run:
                runs.append(run)
        return sorted(runs, key=lambda run: run[-1].year)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand, in pixels; a year stands at the middle of its step."""

    left: float
    right: float
    top: float
    base: float
    first: int
    last: int
    high: float
    wide: bool

    @property
    def step(self) -> float:
        return (self.right - self.left) / (self.last - self.first + 1)

    def x(self, year: float) -> float:
        return self.left + (year - self.first + 0.5) * self.step

    def y(self, value: float) -> float:
        return self.base - value / self.high * (self.base - self.top)

    def day(self, day: date) -> float:
        """Where a day falls, inside the plot."""
        at = self.x(day.year - 0.5) + self.step * (day.timetuple().tm_yday - 1) / 366
        return max(self.left, min(at, self.right))


def trade_lines(chart: TradeChart) -> Markup:
    """Total trade and imports in both forms."""
    totals = [point for run in chart.runs("total_usd") for point in run]
    label = f"{chart.finding}. {capital(chart.unit)}."
    if totals:
        peak, last = max(totals, key=lambda point: point.value), totals[-1]
        label += (
            f" Peak {chart.worth(peak.value)} in {peak.year}; last {chart.worth(last.value)} in {last.year}."
        )
    drawn = [_draw(chart, label, width, form) for width, form in ((784, "wide"), (358, "narrow"))]
    return Markup("".join(drawn))  # noqa: S704  svg escapes its words


def _draw(chart: TradeChart, label: str, width: float, form: str) -> str:
    wide = form == "wide"
    first, last = chart.span
    high = (max(chart.values, default=0) / chart.holds or 1) * 1.06
    figures = max(svg.text_width(f"{value:g}") for value in _steps(high, wide))
    left, right = max(34 if wide else 26, figures + 8), width - (96 if wide else 6)
    flat = _Frame(left, right, 0, 1, first, last, high, wide)
    bans = [period for period in chart.periods if period.kind != "outside cause"]
    heads, rows = named([(period.label, flat.day(period.since)) for period in bans], right)
    top = 16 + ROW * rows
    frame = _Frame(left, right, top, top + (236 if wide else 210), first, last, high, wide)
    parts = [
        *_bands(chart.periods, frame),
        *_gridlines(frame),
        *_gaps(chart, frame),
        *_causes(chart.periods, frame),
        *_adopted(chart, frame),
        *_series(chart, "imports_usd", frame),
        *_series(chart, "total_usd", frame),
        *_import_words(chart, frame),
        *_total_words(chart, frame),
        *(_key(frame) if any(year.with_crude_estimate for year in chart.years) else ()),
        *heads,
    ]
    return svg.drawing(width, frame.base + 24, label, parts, form=form)


def _bands(periods: Sequence[Period], frame: _Frame) -> list[str]:
    parts: list[str] = []
    for period in periods:
        start, end = frame.day(period.since), frame.day(period.until)
        top = frame.top if period.kind == "outside cause" else 0
        parts.append(svg.rect(start, top, end - start, frame.base - top, TINTS[period.kind]))
    return parts


def _causes(periods: Sequence[Period], frame: _Frame) -> list[str]:
    """The names of outside causes inside their dots, on paper so that they can be read."""
    parts: list[str] = []
    for period in periods:
        start, end = frame.day(period.since), frame.day(period.until)
        if period.kind != "outside cause" or start >= end:
            continue
        lines = svg.fold(f"{period.label}: not enforcement", max(end - start, 88), size=11, bold=True)
        size = max(svg.text_width(part, size=11, bold=True) for part in lines) + 8
        middle = min((start + end) / 2, frame.right - size / 2)
        parts.append(svg.rect(middle - size / 2, frame.top + 14, size, 14 * len(lines) + 6, "f-paper"))
        for at, part in enumerate(lines):
            parts.append(svg.text(middle, frame.top + 27 + 14 * at, part, "b sm t-ink", "middle"))
    return parts


def _steps(high: float, wide: bool) -> list[float]:
    return svg.grid_steps(high, 7 if wide else 4)


def _gridlines(frame: _Frame) -> list[str]:
    parts: list[str] = []
    for value in _steps(frame.high, frame.wide):
        y = frame.y(value)
        cls = "s-ink-2" if value == 0 else "s-rule"
        parts += [svg.hline(frame.left, frame.right, y, cls)]
        parts += [svg.text(frame.left - 6, y + 4, f"{value:g}", "", "end")]
    every = next(step for step in (1, 2, 4, 5, 10, 20) if step * frame.step > 44 or step == 20)
    for year in range(frame.first, frame.last + 1, every):
        x, half = frame.x(year), svg.text_width(str(year)) / 2
        inside = x + half <= frame.right + _ASIDE
        at, side = (x, "middle") if inside else (frame.right + _ASIDE, "end")
        parts.append(svg.text(at, frame.base + 17, str(year), "", side))  # type: ignore[arg-type]  # an anchor
    return parts


def _gaps(chart: TradeChart, frame: _Frame) -> list[str]:
    known = {year.year for year in chart.years if year.total_usd is not None or year.imports_usd is not None}
    parts: list[str] = []
    for empty, group in groupby(range(frame.first, frame.last + 1), key=lambda year: year not in known):
        if not empty:
            continue
        gap = list(group)
        x, size = frame.x(gap[0]) - frame.step / 2, frame.step * len(gap)
        parts.append(svg.rect(x + 2, frame.top, size - 4, frame.base - frame.top, "p-hatch"))
        middle = frame.top + (frame.base - frame.top) * 0.42
        if size > _LEVEL:
            parts.append(svg.text(x + size / 2, middle, "no figure", "i h", "middle"))
        else:
            parts.append(turned(x + size / 2, middle, "no figure"))
    return parts


def _adopted(chart: TradeChart, frame: _Frame) -> list[str]:
    """A tick on the axis for every resolution, named where there is room and no line lies under the name."""
    parts: list[str] = []
    taken = frame.left - 40
    low = [(frame.x(point.year), frame.y(point.value)) for run in chart.runs("imports_usd") for point in run]
    for event in chart.events:
        if event.kind != "resolution" or not frame.first <= event.on.year <= frame.last:
            continue
        x = frame.day(event.on)
        parts.append(svg.vline(x, frame.base - 7, frame.base, "s-blue"))
        crossed = any(abs(x - at) < _NAME + frame.step and frame.base - y < _NAME for at, y in low)
        if x - taken > 34 and not crossed:
            parts.append(svg.text(x, frame.base - 10, event.label, "sm b t-blue h", "middle"))
            taken = x
    return parts


def _series(chart: TradeChart, field: str, frame: _Frame) -> list[str]:
    colour, order = ("blue", "first") if field == "total_usd" else ("vermilion", "second")
    parts: list[str] = []
    for run in chart.runs(field):
        places = [(frame.x(point.year), frame.y(point.value)) for point in run]
        if len(places) == 1:
            parts.append(svg.circle(*places[0], 3.4, f"f-{colour}"))
            continue
        parts.append(svg.path(places, f"s-{colour} {order}"))
        parts += [svg.circle(x, y, 2.4, f"f-{colour}") for x, y in places if len(run) <= 12]
    for run in chart.runs(field, estimated=True):
        for point in run:
            parts.append(
                svg.diamond(frame.x(point.year), frame.y(point.value), 4.5, f"f-paper s-{colour} w15")
            )
    return parts


def _lowest(chart: TradeChart) -> _Point | None:
    """The lowest year after the peak."""
    points = [point for run in chart.runs("total_usd") for point in run]
    peak = max(points, key=lambda point: point.value, default=None)
    later = (point for point in points if peak and point.year > peak.year)
    return min(later, key=lambda point: point.value, default=None)


def _import_words(chart: TradeChart, frame: _Frame) -> list[str]:
    imports = chart.runs("imports_usd")
    if not imports:
        return []
    longest, last, low = max(imports, key=len)[-1], imports[-1][-1], _lowest(chart)
    x, y = frame.x(longest.year), frame.y(longest.value)
    after = frame.right - x > 60
    below = y + 32 < frame.base - 4
    side: svg.Anchor = "start" if after else "end"
    parts = [svg.text(x - 10 * after, y + 32 if below else y - 10, "Imports", "b t-vermilion h", side)]
    crowded = low and abs(last.year - low.year) < 2 and abs(last.value - low.value) < frame.high / 12
    if last != longest and not crowded:
        at = frame.x(last.year) + 6, frame.y(last.value) + 4
        parts.append(svg.text(*at, chart.worth(last.value), "b t-vermilion h"))
    return parts


def _total_words(chart: TradeChart, frame: _Frame) -> list[str]:
    """The name of the line, and the figures of its peak, its lowest year since and its last year."""
    totals = chart.runs("total_usd")
    if not totals:
        return []
    peak = max((point for run in totals for point in run), key=lambda point: point.value)
    last, low = totals[-1][-1], _lowest(chart)
    parts = [_total_name(totals, frame), _figure(chart, frame, peak, 0, -9, "middle")]
    if low and low != last:
        parts.append(_figure(chart, frame, low, 6, 7, "start"))
    if last != peak and frame.wide:
        words = f"{chart.worth(last.value)} in {last.year}"
        parts.append(svg.text(frame.x(last.year) + 8, frame.y(last.value) + 4, words, "b t-ink h"))
    elif last != peak:
        parts.append(_figure(chart, frame, last, 0, -9, "middle"))
    return parts


def _total_name(totals: Sequence[Sequence[_Point]], frame: _Frame) -> str:
    """Left of the longest line where it has risen, or above its beginning where it never rises from low."""
    run = max(totals, key=len)
    top = max(point.value for point in run)
    rise = next(point for point in run if point.value >= 0.8 * top)
    x, y = frame.x(rise.year), frame.y(rise.value)
    if x - frame.left > 80:
        return svg.text(x - 10, y + 4, "Total trade", "b t-blue h", "end")
    return svg.text(x, y - 24, "Total trade", "b t-blue h")


def _figure(chart: TradeChart, frame: _Frame, point: _Point, dx: float, dy: float, side: svg.Anchor) -> str:
    words = chart.worth(point.value)
    x = frame.x(point.year) + dx
    if side == "middle":
        x = min(x, frame.right + _ASIDE - svg.text_width(words, bold=True) / 2)
    return svg.text(x, frame.y(point.value) + dy, words, "b t-ink h", side)


def _key(frame: _Frame) -> list[str]:
    """What a hollow diamond is, beside the plot or in its corner."""
    lines = ["with an", "estimate of", "crude oil:", "another series,", "never joined"]
    x, y = frame.right + 18, (frame.top + frame.base) / 2 - 50
    if not frame.wide:
        lines, x, y = ["with an estimate", "of crude oil"], frame.left + 14, frame.top + 12
    parts = [svg.diamond(x - 6, y - 4, 4.5, "f-paper s-blue w15")]
    return parts + [
        svg.text(x + 3 if not at else x - 10, y + 13 * at, part, "a h") for at, part in enumerate(lines)
    ]
