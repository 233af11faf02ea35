"""How did the chance of an event move from month to month, and in which months did one come?

The line is the chance given at the start of the month, the tint its 90 % range, a dot above a month in which it
came. Units: 0 to 100 %. Forms: 784 and 358 px.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yalu.report import svg

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Chance", "chance_path"]

_FORMS = ((784, "wide"), (358, "narrow"))
_LEFT, _TOP, _HEIGHT = 44, 22, 190
_YEAR = 34  # pixels that the name of a year takes


class Chance(NamedTuple):
    """A month such as "2017-09", the chance given and its range, each 0 to 1, and whether the event came."""

    month: str
    low: float
    p: float
    high: float
    came: bool


def chance_path(months: Sequence[Chance], finding: str) -> Markup:
    """The chart in both forms; `finding` is the sentence of the figure."""
    came = sum(one.came for one in months)
    label = f"{finding}: {months[0].month} to {months[-1].month}, {came} of {len(months)} months with one"
    return Markup("".join(_drawn(months, label, width, form) for width, form in _FORMS))  # noqa: S704  svg escapes its words


def _drawn(months: Sequence[Chance], label: str, width: float, form: str) -> str:
    base = _TOP + _HEIGHT
    step = (width - _LEFT - 8) / len(months)

    def x(place: int) -> float:
        return _LEFT + step * (place + 0.5)

    def y(chance: float) -> float:
        return base - chance * _HEIGHT

    parts = []
    for chance in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(svg.hline(_LEFT, width - 8, y(chance), "s-rule" if chance else "s-ink-2"))
        parts.append(svg.text(_LEFT - 6, y(chance) + 4, f"{chance * 100:.0f}", "", "end"))
    shown = 0.0
    for place, one in enumerate(months):
        if one.month.endswith("-01") and x(place) - shown >= _YEAR:
            parts.append(svg.text(x(place), base + 26, one.month[:4], "", "middle"))
            shown = x(place)
        parts.append(
            svg.rect(x(place) - step / 2, y(one.high), step, (one.high - one.low) * _HEIGHT, "f-blue tint")
        )
        if one.came:
            parts.append(svg.circle(x(place), _TOP - 10, min(4, step / 2), "f-vermilion"))
    parts.append(svg.path([(x(place), y(one.p)) for place, one in enumerate(months)], "s-blue"))
    return svg.drawing(width, base + 34, label, parts, form=form)
