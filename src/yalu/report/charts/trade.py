"""How much did the State trade in all, year by year?

Units: billion current US dollars. Series are never joined and a line breaks where a year is missing; a figure that
adds an estimate of crude oil is a hollow diamond. Years without any figure are hatched. Forms: 784 and 358 px.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yalu.report import svg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.model import Event, YearTrade
    from yalu.report.model import Period

__all__ = ["trade_lines"]

_BILLION = 1e9
_BANDS = {"partial ban": "f-band", "full ban": "f-band-2", "outside cause": "p-dots"}


class _Point(NamedTuple):
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand, in pixels; years stand at the middle of their step."""

    left: float
    right: float
    top: float
    base: float
    first: int
    last: int
    high: float
    form: str

    def x(self, year: float) -> float:
        return self.left + (year - self.first + 0.5) * self.step

    def y(self, value: float) -> float:
        return self.base - value / self.high * (self.base - self.top)

    @property
    def step(self) -> float:
        return (self.right - self.left) / (self.last - self.first + 1)


def trade_lines(
    years: Sequence[YearTrade], finding: str, *, on: date, events: Sequence[Event], periods: Sequence[Period]
) -> Markup:
    """Total trade and imports in both forms; years after the last figure up to `on` are hatched."""
    totals = _points(years, "total_usd", estimated=False)
    last = totals[-1][-1] if totals else None
    peak = max((point for run in totals for point in run), key=lambda point: point.value, default=None)
    label = f"{finding}. Billion US dollars a year."
    if peak and last:
        label += f" Peak {peak.value:.2f} in {peak.year}; last {last.value:.2f} in {last.year}."
    drawn = [
        _draw(years, label, on, events, periods, width, form)
        for width, form in ((784, "wide"), (358, "narrow"))
    ]
    return Markup("".join(drawn))  # noqa: S704  svg escapes its words


def _points(years: Sequence[YearTrade], field: str, *, estimated: bool) -> list[list[_Point]]:
    """Unbroken runs of years of each series, ordered by their last year."""
    runs: list[list[_Point]] = []
    for name in dict.fromkeys(year.series for year in years):
        run: list[_Point] = []
        for year in sorted((year for year in years if year.series == name), key=lambda year: year.year):
            value = getattr(year, field)
            if value is None or year.with_crude_estimate is not estimated:
                continue
            if run and year.year != run[-1].year + 1:
                runs.append(run)
                run = []
            run.append(_Point(year.year, value / _BILLION))
        if run:
            runs.append(run)
    return sorted(runs, key=lambda run: run[-1].year)


def _draw(
    years: Sequence[YearTrade],
    label: str,
    on: date,
    events: Sequence[Event],
    periods: Sequence[Period],
    width: float,
    form: str,
) -> str:
    values = [value for year in years for value in (year.total_usd, year.imports_usd) if value is not None]
    first = min(year.year for year in years)
    last = max(on.year, *(year.year for year in years))
    high = max(values, default=_BILLION) / _BILLION
    rows, head = _heads(periods, first, last, width, form)
    top = 16 + 15 * rows
    right = width - (96 if form == "wide" else 6)
    frame = _Frame(34 if form == "wide" else 26, right, top, top + (236 if form == "wide" else 210), first, last,
                   high * 1.06, form)  # fmt: skip
    parts = [
        *_bands(periods, frame),
        *_gridlines(frame),
        *_gaps(years, frame),
        *_adopted(events, frame),
        *_series(years, "imports_usd", "vermilion", frame),
        *_series(years, "total_usd", "blue", frame),
        *_words(years, frame),
        *head,
    ]
    return svg.drawing(width, frame.base + 24, label, parts, form=form)


def _heads(
    periods: Sequence[Period], first: int, last: int, width: float, form: str
) -> tuple[int, list[str]]:
    frame = _Frame(
        34 if form == "wide" else 26, width - (96 if form == "wide" else 6), 0, 1, first, last, 1, form
    )
    spans = []
    named = [period for period in periods if period.kind != "outside cause"]
    for period in named:
        size = svg.text_width(period.label, bold=True) + 4
        start = max(frame.left, min(_place(period.since, frame), frame.right - size))
        spans.append((start, start + size))
    rows = svg.levels(spans)
    words = [
        svg.text(start + 4, 13 + 15 * row, period.label, "b t-ink h")
        for period, (start, _), row in zip(named, spans, rows, strict=True)
    ]
    return (max(rows) + 1 if rows else 0), words


def _place(day: date, frame: _Frame) -> float:
    at = frame.x(day.year - 0.5) + frame.step * (day.timetuple().tm_yday - 1) / 366
    return max(frame.left, min(at, frame.right))


def _bands(periods: Sequence[Period], frame: _Frame) -> list[str]:
    parts: list[str] = []
    for period in periods:
        start, end = _place(period.since, frame), _place(period.until, frame)
        if period.kind == "outside cause":
            parts.append(svg.rect(start, frame.top, end - start, frame.base - frame.top, _BANDS[period.kind]))
            parts += _cause(period.label, start, end, frame)
        else:
            parts.append(svg.rect(start, 0, end - start, frame.base, _BANDS[period.kind]))
    return parts


def _cause(label: str, start: float, end: float, frame: _Frame) -> list[str]:
    """The name of an outside cause inside its dots, on paper so that it can be read."""
    lines = svg.fold(label, max(end - start, 88), size=11, bold=True)
    size = max(svg.text_width(part, size=11, bold=True) for part in lines) + 8
    middle = min((start + end) / 2, frame.right - size / 2)
    return [
        svg.rect(middle - size / 2, frame.top + 14, size, 14 * len(lines) + 6, "f-paper"),
        *(
            svg.text(middle, frame.top + 27 + 14 * at, part, "b sm t-ink", "middle")
            for at, part in enumerate(lines)
        ),
    ]


def _gridlines(frame: _Frame) -> list[str]:
    parts: list[str] = []
    for value in svg.grid_steps(frame.high, 7 if frame.form == "wide" else 4):
        y = frame.y(value)
        cls = "s-ink-2" if value == 0 else "s-rule"
        parts += [
            svg.hline(frame.left, frame.right, y, cls),
            svg.text(frame.left - 6, y + 4, f"{value:g}", "", "end"),
        ]
    every = next(step for step in (1, 2, 4, 5, 10, 20) if step * frame.step > 44 or step == 20)
    for year in range(frame.first, frame.last + 1, every):
        parts.append(svg.text(frame.x(year), frame.base + 17, str(year), "", "middle"))
    return parts


def _gaps(years: Sequence[YearTrade], frame: _Frame) -> list[str]:
    known = {year.year for year in years if year.total_usd is not None or year.imports_usd is not None}
    parts: list[str] = []
    every = range(frame.first, frame.last + 1)
    for empty, group in groupby(every, key=lambda year: year not in known):
        if not empty:
            continue
        gap = list(group)
        x, size = frame.x(gap[0]) - frame.step / 2, frame.step * len(gap)
        parts.append(svg.rect(x + 2, frame.top, size - 4, frame.base - frame.top, "p-hatch"))
        turned = svg.text(0, 0, "no figure", "i h", "middle")
        middle = frame.top + (frame.base - frame.top) * 0.42
        parts.append(
            f'<g transform="translate({x + size / 2 + 4:.1f} {middle:.1f}) rotate(-90)">{turned}</g>'
        )
    return parts


def _adopted(events: Sequence[Event], frame: _Frame) -> list[str]:
    """A tick for every resolution on the axis, named where there is room."""
    parts: list[str] = []
    taken = frame.left - 40
    for event in events:
        if event.kind != "resolution" or not frame.first <= event.on.year <= frame.last:
            continue
        x = _place(event.on, frame)
        parts.append(svg.vline(x, frame.base - 7, frame.base, "s-blue"))
        if x - taken > 34:
            parts.append(svg.text(x, frame.base - 10, event.label, "sm b t-blue h", "middle"))
            taken = x
    return parts


def _series(years: Sequence[YearTrade], field: str, colour: str, frame: _Frame) -> list[str]:
    parts: list[str] = []
    for run in _points(years, field, estimated=False):
        places = [(frame.x(point.year), frame.y(point.value)) for point in run]
        if len(places) == 1:
            parts.append(svg.circle(*places[0], 3.4, f"f-{colour}"))
        else:
            parts += [svg.path(places, f"s-{colour} {'first' if field == 'total_usd' else 'second'}")]
            parts += [svg.circle(x, y, 2.4, f"f-{colour}") for x, y in places if len(run) <= 12]
    for run in _points(years, field, estimated=True):
        parts += [
            svg.diamond(frame.x(point.year), frame.y(point.value), 4.5, f"f-paper s-{colour} w15")
            for point in run
        ]
    return parts


def _words(years: Sequence[YearTrade], frame: _Frame) -> list[str]:
    parts: list[str] = []
    totals = _points(years, "total_usd", estimated=False)
    imports = _points(years, "imports_usd", estimated=False)
    if totals:
        parts += _total_words(totals, frame)
    if imports:
        longest = max(imports, key=len)[-1]
        words = "Imports"
        side: svg.Anchor = "start" if frame.right - frame.x(longest.year) > 60 else "end"
        parts.append(
            svg.text(frame.x(longest.year), frame.y(longest.value) + 32, words, "b t-vermilion h", side)
        )
        last = imports[-1][-1]
        if last is not longest:
            x, y = frame.x(last.year), frame.y(last.value)
            parts.append(svg.text(x + 6, y + 4, f"{last.value:.2f}", "b t-vermilion h"))
    if any(year.with_crude_estimate for year in years):
        parts += _hollow(frame)
    return parts


def _total_words(totals: list[list[_Point]], frame: _Frame) -> list[str]:
    every = [point for run in totals for point in run]
    peak = max(every, key=lambda point: point.value)
    last = totals[-1][-1]
    low = min(
        (point for point in every if point.year > peak.year), key=lambda point: point.value, default=None
    )
    run = max(totals, key=len)
    rise = next(point for point in run if point.value >= 0.8 * max(point.value for point in run))
    parts = [
        svg.text(frame.x(peak.year), frame.y(peak.value) - 9, f"{peak.value:.2f}", "b t-ink h", "middle"),
    ]
    if frame.x(rise.year) - frame.left > 80:
        parts.append(
            svg.text(frame.x(rise.year) - 10, frame.y(rise.value) + 4, "Total trade", "b t-blue h", "end")
        )
    else:
        parts.append(svg.text(frame.x(rise.year), frame.y(rise.value) - 24, "Total trade", "b t-blue h"))
    if low and low is not last:
        parts.append(svg.text(frame.x(low.year) + 6, frame.y(low.value) + 7, f"{low.value:.2f}", "b t-ink h"))
    if last is not peak:
        if frame.form == "wide":
            words = f"{last.value:.2f} in {last.year}"
            parts.append(svg.text(frame.x(last.year) + 8, frame.y(last.value) + 4, words, "b t-ink h"))
        else:
            parts.append(
                svg.text(
                    frame.x(last.year), frame.y(last.value) - 9, f"{last.value:.2f}", "b t-ink h", "middle"
                )
            )
    return parts


def _hollow(frame: _Frame) -> list[str]:
    words = ["with an", "estimate of", "crude oil:", "another series,", "never joined"]
    if frame.form == "narrow":
        x, y = frame.left + 14, frame.top + 12
        words = ["with an estimate", "of crude oil"]
    else:
        x, y = frame.right + 18, (frame.top + frame.base) / 2 - 50
    parts = [svg.diamond(x - 6, y - 4, 4.5, "f-paper s-blue w15")]
    return parts + [
        svg.text(x + 3 if not at else x - 10, y + 13 * at, part, "a h") for at, part in enumerate(words)
    ]
