"""What stands in a table cell of a debate: path as a spark, weight with range, letters on the seven steps, what an item moves.

Units: pixels; spark 130 x 26, range bar 210 x 20, seven steps 132 x 20, moves 132 x 16. Weights run from 0 to 1 over the width.
Hypotheses differ by letter, then line, then colour; a range has end caps on an underlay of paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yalu.debate.scale import STEPS, place, word
from yalu.report import svg
from yalu.report.debate_words import points, range_words, weight_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.debate.findings import Ends, Stand

__all__ = ["Mark", "marks", "moves_bar", "range_bar", "spark", "steps_line"]

_HUES = ("blue", "ochre", "purple", "teal", "vermilion", "grey")
_LINES = ("", "dashed", "dotted", "dashdot")


class Mark(NamedTuple):
    """How a hypothesis is drawn: its letter, its colour and its line."""

    letter: str
    hue: str
    line: str


def marks(names: Sequence[str]) -> dict[str, Mark]:
    """A mark for each hypothesis, in the order of the file.

    >>> marks(["earnest", "paper"])["paper"]
    Mark(letter='B', hue='ochre', line='dashed')
    """
    letters = [chr(ord("A") + at) if at < 26 else f"H{at + 1}" for at in range(len(names))]
    return {
        name: Mark(letters[at], _HUES[at % len(_HUES)], _LINES[at % len(_LINES)])
        for at, name in enumerate(names)
    }


def _cell(width: float, height: float, label: str, parts: Sequence[str]) -> Markup:
    return Markup(svg.drawing(width, height, label, parts, form="cell"))  # noqa: S704  svg escapes its words


def spark(values: Sequence[float], mark: Mark, name: str) -> Markup:
    """The weight from day to day, each day the same width, between a line for none and the top for certainty."""
    step = 128 / max(len(values) - 1, 1)
    line = [(1 + step * at, 24 - 22 * value) for at, value in enumerate(values)]
    label = f"{name}: from {weight_words(values[0])} to {weight_words(values[-1])}"
    return _cell(130, 26, label, [svg.hline(0, 130, 25), svg.path(line, f"s-{mark.hue} second")])


def range_bar(one: Stand, mark: Mark, name: str) -> Markup:
    """The weight as a bar from zero, its range across it."""
    label = f"{name}: {weight_words(one.p)}, range {range_words(one.low, one.high)}"
    parts = [svg.rect(0, 4, 210, 12, "f-band"), svg.rect(0, 4, max(210 * one.p, 1), 12, f"f-{mark.hue}")]
    if one.low < one.high:
        parts.append(svg.whisker(210 * one.low, 10, 210 * one.high, 10))
    return _cell(210, 20, label, parts)


def steps_line(likely: Mapping[str, Ends], drawn: Mapping[str, Mark]) -> Markup:
    """The letters where their likelihoods stand on the scale, letters at one place side by side in their order."""
    shown = [(name, likely[name].best) for name in drawn if name in likely]
    label = "; ".join(f"{drawn[name].letter} {value:.2g}, {word(value)}" for name, value in shown)
    parts = [svg.hline(6, 126, 10), *(svg.vline(6 + 20 * step, 7, 13) for step in range(len(STEPS)))]
    ordered = sorted(shown, key=lambda pair: (place(pair[1]), pair[0]))
    wanted = [svg.Label(6 + 20 * min(max(place(value), 0), 6), 9) for _, value in ordered]
    for (name, _), x in zip(ordered, svg.spread(wanted, 0, 132, gap=0), strict=True):
        parts.append(svg.text(x, 14.5, drawn[name].letter, f"b h t-{drawn[name].hue}", "middle"))
    return _cell(132, 20, label, parts)


def moves_bar(value: float, widest: float) -> Markup:
    """What an item moves, in points: to the right for the leader, to the left against it."""
    middle, room = 66.0, 36.0
    length = max(abs(value) / max(widest, 1e-9) * room, 0.5)
    words = points(value)
    if value >= 0:
        parts = [svg.rect(middle, 3, length, 10, "f-blue"), svg.text(middle + length + 4, 12, words)]
    else:
        parts = [svg.rect(middle - length, 3, length, 10, "f-vermilion")]
        parts.append(svg.text(middle - length - 4, 12, words, "", "end"))
    return _cell(132, 16, f"{words} points", [*parts, svg.vline(middle, 1, 15, "s-ink-2")])
