"""What happened when: launches and tests, resolutions, the State's acts, and the days between a resolution and its act?

Units: days along the axis. Above, the whole record; below, the months that hold the State's acts, enlarged. A lane is
hatched from the first year after its last row, so that empty never reads as quiet.
Forms: 1104 and 784 px with the enlarged part lying, 358 px with it standing at 26 px a month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from yalu.report import svg
from yalu.report.words import MONTHS, count_word, short_act, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yalu.assess.model import Event, Lag

__all__ = ["timeline"]

_OWN = ("launch_day", "nuclear_test", "long_range_launch")  # what the sanctioned State did
_COUNCIL = ("resolution", "veto", "mandate_end")
_LANES = (("Launch days", ("launch_day",)), ("Nuclear, long range", ("nuclear_test", "long_range_launch")),
          ("Resolutions", _COUNCIL), ("acts", ("act",)))  # fmt: skip
_LONGEST = 36  # months that the enlarged part may hold
_MONTH = 26.0  # pixels of a month, standing


@dataclass(frozen=True, slots=True)
class _Record:
    """The events with what all forms need: the owner of the acts, the day, the window to enlarge."""

    events: tuple[Event, ...]
    lags: tuple[Lag, ...]
    acts: str
    on: date
    window: tuple[date, date] | None

    def of(self, kinds: Sequence[str], window: tuple[date, date] | None = None) -> list[Event]:
        return [
            event
            for event in self.events
            if event.kind in kinds and (window is None or window[0] <= event.on < window[1])
        ]


def timeline(events: Sequence[Event], lags: Sequence[Lag], *, acts: str, on: date, finding: str) -> Markup:
    """The record in its three forms; `acts` names the State's acts ("China’s acts")."""
    ordered = tuple(sorted(events, key=lambda event: event.on))
    record = _Record(ordered, tuple(lags), acts, on, _window(ordered))
    label = _label(record, finding)
    drawn = [
        _lying(record, label, 1104, "full"),
        _lying(record, label, 784, "wide"),
        _standing(record, label),
    ]
    return Markup("".join(drawn))  # noqa: S704  svg escapes its words


def _label(record: _Record, finding: str) -> str:
    counts = [
        (len(record.of(("launch_day",))), "launch days"),
        (len(record.of(("nuclear_test",))), "nuclear tests"),
        (len(record.of(("resolution",))), "resolutions"),
        (len(record.of(("act",))), record.acts),
    ]
    words = ", ".join(f"{count_word(count)} {name}" for count, name in counts)
    lags = "; ".join(
        f"{lag.resolution} to its act {lag.days} days" for lag in record.lags if lag.days is not None
    )
    return f"{finding}. {words[:1].upper()}{words[1:]}.{f' {lags}.' if lags else ''}"


def _window(events: Sequence[Event]) -> tuple[date, date] | None:
    """The months to enlarge: those of the acts from the January before the first, else the busiest of the Council."""
    acts = [event.on for event in events if event.kind == "act"]
    days = acts or [event.on for event in events if event.kind == "resolution"]
    if not days:
        return None
    first, last = date(days[0].year, 1, 1), _later(days[-1], 2)
    if _months(first, last) > _LONGEST:
        starts = [date(day.year, 1, 1) for day in days]
        first = max(
            starts, key=lambda start: sum(start <= day < _later(start, _LONGEST - 10) for day in days)
        )
        last = _later(first, _LONGEST - 10)
    return first, max(last, _later(first, 12))


def _months(since: date, until: date) -> int:
    return (until.year - since.year) * 12 + until.month - since.month


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _mark(event: Event, x: float, y: float, size: float) -> str:
    """The point's shape by its kind."""
    shapes: dict[str, Callable[[], str]] = {
        "nuclear_test": lambda: svg.circle(x, y, size, "f-vermilion"),
        "long_range_launch": lambda: svg.triangle(x, y, size, "f-ochre"),
        "resolution": lambda: svg.diamond(x, y, size + 1, "f-blue"),
        "veto": lambda: svg.diamond(x, y, size, "f-paper s-blue w15"),
        "act": lambda: svg.square(x, y, size - 0.5, "f-teal"),
        "mandate_end": lambda: svg.vline(x, y - 9, y + 9, "s-ink w2"),
        "launch_day": lambda: svg.vline(x, y - 7, y + 7, "s-vermilion"),
    }
    return shapes[event.kind]()


def _record_end(record: _Record) -> int | None:
    """The year of the last test or launch in the record, if a whole year has passed since without a row."""
    own = record.of(_OWN)
    return own[-1].on.year if own and record.on.year > own[-1].on.year + 1 else None


def _overview(record: _Record, width: float, left: float, *, small: bool) -> tuple[list[str], float]:
    first = min(event.on.year for event in record.events)
    begin, finish = date(first, 1, 1), date(record.on.year + 1, 1, 1)
    right = width - 8

    def at(day: date) -> float:
        return left + (right - left) * (day - begin).days / (finish - begin).days

    gap = 30 if small else 31
    first_lane = 24.0 if small else 16.0
    lanes = [(name, kinds) for name, kinds in _LANES if kinds == ("act",) or record.of(kinds)]
    bottom = first_lane + gap * (len(lanes) - 1) + 16
    parts: list[str] = []
    if record.window:
        parts.append(
            svg.rect(at(record.window[0]), 0, at(record.window[1]) - at(record.window[0]), bottom, "f-band")
        )
    ended = _record_end(record)
    for index, (name, kinds) in enumerate(lanes):
        y = first_lane + gap * index
        parts += _lane(record, name, kinds, y, (left, right), at, ended, small=small)
    if ended:
        edge = at(date(ended + 1, 1, 1))
        words = f"no record after {ended}"
        size = svg.text_width(words)
        where = min(max((edge + right) / 2, edge + size / 2), right - size / 2)
        parts.append(svg.text(where, first_lane + gap / 2 + 4, words, "i h", "middle"))
    parts.append(svg.hline(left, right, bottom, "s-ink-2"))
    every = next(
        step
        for step in (1, 2, 4, 5, 6, 10, 20)
        if (right - left) / (finish.year - first) * step > 60 or step == 20
    )
    for year in range(first, finish.year, every):
        x = at(date(year, 1, 1))
        side: svg.Anchor = "start" if x - left < 14 else "middle"
        parts += [svg.vline(x, bottom, bottom + 4, "s-ink-2"), svg.text(x, bottom + 17, str(year), "", side)]
    return parts, bottom + 24


def _lane(
    record: _Record,
    name: str,
    kinds: tuple[str, ...],
    y: float,
    ends: tuple[float, float],
    at: Callable[[date], float],
    ended: int | None,
    *,
    small: bool,
) -> list[str]:
    left, right = ends
    name = record.acts if name == "acts" else name
    parts = [svg.hline(left, right, y)]
    found = record.of(kinds)
    if not found:
        parts += [
            svg.rect(left, y - 7, right - left, 14, "p-hatch"),
            svg.text((left + right) / 2, y + 4, "none in the casebook", "i h", "middle"),
        ]
    if ended and set(kinds) <= set(_OWN):
        edge = at(date(ended + 1, 1, 1))
        parts.append(svg.rect(edge, y - 8, right - edge, 16, "p-hatch"))
    for event in found:
        parts.append(_mark(event, at(event.on), y, 4 if small else 5))
        if event.kind == "mandate_end":
            size = svg.text_width(event.label, size=11)
            parts.append(svg.text(max(at(event.on) - 5, left + size), y - 8, event.label, "a h", "end"))
    if small:
        parts.append(svg.text(left, y - 9, name, "a h"))
    else:
        parts.append(svg.text(left - 8, y + 4, name, "", "end"))
    return parts


def _lying(record: _Record, label: str, width: float, form: str) -> str:
    left = 140.0
    parts, y = _overview(record, width, left, small=False)
    if record.window:
        more, y = _enlarged(record, width, left, y + 6, record.window)
        parts += more
    return svg.drawing(width, y, label, parts, form=form)


@dataclass(frozen=True, slots=True)
class _Caption:
    """The words at a point: a name in the point's colour over a day, `side` -1 above and 1 below its lane."""

    event: Event
    lines: tuple[str, ...]
    colour: str
    width: float


def _name(event: Event) -> str:
    return short_act(event.label) if event.kind == "act" else event.label


def _caption(event: Event, colour: str) -> _Caption:
    lines = (*svg.fold(_name(event), 92, bold=True), short_day(event.on))
    return _Caption(event, lines, colour, max(svg.text_width(part, bold=True) for part in lines))


def _enlarged(
    record: _Record, width: float, left: float, top: float, window: tuple[date, date]
) -> tuple[list[str], float]:
    right = width - 8

    def at(day: date) -> float:
        return left + 6 + (right - left - 12) * (day - window[0]).days / (window[1] - window[0]).days

    upper = [_caption(event, "vermilion") for event in record.of(("nuclear_test",), window)]
    lower = [_caption(event, "ochre") for event in record.of(("long_range_launch",), window)]
    council = [_caption(event, "blue") for event in record.of(("resolution", "veto"), window)]
    acts = [_caption(event, "teal") for event in record.of(("act",), window)]
    parts: list[str] = []
    y = top + 12
    lanes: list[tuple[str, float, list[_Caption], list[_Caption]]] = []
    if upper or lower:
        lanes.append(("Nuclear tests, long-range launches", y + _tall(upper), upper, lower))
        y += _tall(upper) + _tall(lower) + 22
    lanes.append(("Resolutions", y + _tall(council), council, []))
    y += _tall(council) + (66 if acts else 20)
    if acts:
        lanes.append((f"{record.acts}, day in force", y, [], acts))
        y += _tall(acts) + 14
    parts.append(svg.rect(left, top, right - left, y - top, "f-zoom"))
    for name, lane, above, below in lanes:
        parts.append(svg.hline(left, right, lane))
        folded = svg.fold(name, left - 16)
        parts += [
            svg.text(left - 8, lane + 4 + 14 * at_line - 7 * (len(folded) - 1), part, "", "end")
            for at_line, part in enumerate(folded)
        ]
        for captions, side in ((above, -1), (below, 1)):
            parts += _captions(captions, lane, side, at, (left, right))
    if acts:
        parts += _joined(record, at, lanes[-2][1], lanes[-1][1], window)
    parts += [svg.hline(left, right, y, "s-ink-2"), *_month_names(window, at, y, right)]
    return parts, y + 24


def _tall(captions: Sequence[_Caption]) -> float:
    return 14 * max((len(caption.lines) for caption in captions), default=0) + 12


def _captions(
    captions: Sequence[_Caption],
    lane: float,
    side: int,
    at: Callable[[date], float],
    ends: tuple[float, float],
) -> list[str]:
    wanted = [svg.Label(at(caption.event.on), caption.width) for caption in captions]
    parts: list[str] = []
    for caption, x in zip(captions, svg.spread(wanted, *ends), strict=True):
        y = lane - 12 - 14 * (len(caption.lines) - 1) if side < 0 else lane + 20
        for index, part in enumerate(caption.lines):
            cls = "t-ink h" if index == len(caption.lines) - 1 else f"b t-{caption.colour} h"
            parts.append(svg.text(x, y + 14 * index, part, cls, "middle"))
        parts.append(_mark(caption.event, at(caption.event.on), lane, 6))
    return parts


def _joined(
    record: _Record, at: Callable[[date], float], council: float, acts: float, window: tuple[date, date]
) -> list[str]:
    """The line from a resolution to its act with its days."""
    parts: list[str] = []
    for lag in record.lags:
        if lag.in_force is None or not (window[0] <= lag.adopted and lag.in_force < window[1]):
            continue
        x1, x2 = at(lag.adopted), at(lag.in_force)
        parts.append(svg.line(x1, council + 7, x2, acts - 6, "s-ink"))
        parts.append(svg.text(x2 + 5, (council + acts) / 2 + 8, f"{lag.days} d", "b t-ink h"))
    return parts


def _month_names(window: tuple[date, date], at: Callable[[date], float], y: float, right: float) -> list[str]:
    parts: list[str] = []
    for step in range(0, _months(*window) + 1, 6):
        day = _later(window[0], step)
        if day >= window[1]:
            break
        x = at(day)
        name = f"{MONTHS[day.month - 1]} {day.year}"
        side: svg.Anchor = "start" if not step else "end" if x + 30 > right else "middle"
        parts += [svg.vline(x, y, y + 4, "s-ink-2"), svg.text(x, y + 17, name, "", side)]
    return parts


def _standing(record: _Record, label: str) -> str:
    parts, y = _overview(record, 358, 4, small=True)
    if record.window:
        more, y = _upright(record, y + 14, record.window)
        parts += more
    return svg.drawing(358, y, label, parts, form="narrow")


def _upright(record: _Record, top: float, window: tuple[date, date]) -> tuple[list[str], float]:
    columns = {"own": 76.0, "council": 186.0, "act": 288.0}
    head = top + 10
    start = head + 14

    def at(day: date) -> float:
        return start + _MONTH * (_months(window[0], day) + (day.day - 1) / 31)

    end = start + _MONTH * _months(*window)
    parts = [
        svg.rect(44, start - 6, 358 - 44, end - start + 6, "f-zoom"),
        svg.text(columns["own"], head, "Tests", "b t-ink", "middle"),
        svg.text(columns["council"], head, "Resolutions", "b t-ink", "middle"),
        svg.text(columns["act"], head, "Acts", "b t-ink", "middle"),
    ]
    parts += [svg.vline(x, start, end) for x in columns.values()]
    for step in range(0, _months(*window) + 1, 6):
        day = _later(window[0], step)
        parts.append(svg.text(0, at(day) + 4, f"{MONTHS[day.month - 1]} {day.year % 100:02d}"))
    for lag in record.lags:
        if lag.in_force and window[0] <= lag.adopted and lag.in_force < window[1]:
            y1, y2 = at(lag.adopted), at(lag.in_force)
            parts.append(svg.line(columns["council"] + 7, y1, columns["act"] - 7, y2, "s-ink"))
            parts.append(
                svg.text(columns["act"] - 14, (y1 + y2) / 2 - 4, f"{lag.days} d", "b t-ink h", "end")
            )
    parts += _column(record.of(("nuclear_test", "long_range_launch"), window), columns["own"], at, "own", end)
    parts += _column(record.of(("resolution", "veto"), window), columns["council"], at, "council", end)
    parts += _column(record.of(("act",), window), columns["act"], at, "act", end)
    return parts, end + 8


def _column(
    events: Sequence[Event], x: float, at: Callable[[date], float], place: str, end: float
) -> list[str]:
    folded = [_standing_words(event, place) for event in events]
    wanted = [svg.Label(at(event.on), 14.0 * len(lines)) for event, lines in zip(events, folded, strict=True)]
    parts: list[str] = []
    for event, lines, y in zip(events, folded, svg.spread(wanted, 0, end, gap=1), strict=True):
        parts.append(_mark(event, x, at(event.on), 5))
        for index, part in enumerate(lines):
            baseline = y - 7.0 * len(lines) + 11 + 14 * index
            if place == "council":
                parts.append(svg.text(x - 11, baseline, part, "b t-blue h", "end"))
            else:
                parts.append(svg.text(x + 11, baseline, part, "b t-teal h" if place == "act" else "t-ink h"))
    return parts


def _standing_words(event: Event, place: str) -> list[str]:
    if place == "own":
        both = f"{event.label}, {short_day(event.on)}"
        return [both] if svg.text_width(both) < 58 else [short_day(event.on)]
    return svg.fold(_name(event), 58, bold=True)
