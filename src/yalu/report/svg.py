"""Which strokes is a chart made of?

Units: CSS pixels, y downwards; text sizes 12 (label, axis) and 11 (aside). Every function returns SVG text; what it
is given as text is escaped. Colours are class names (`f-blue` fills, `s-ink` strokes) that the page's style sheet
ties to its tokens, so that one drawing serves light and dark. Patterns are drawn once a page, see `PATTERNS`.
Assumes a sans face as wide as Helvetica for fitting labels; a wider face eats the halo first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "PATTERNS", "Anchor", "Label", "bar", "circle", "diamond", "drawing", "fold", "grid_steps", "hline", "levels",
    "line", "path", "rect", "spread", "square", "text", "text_width", "triangle", "vline", "whisker",
]  # fmt: skip

Anchor = Literal["start", "middle", "end"]

PATTERNS = (
    '<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="p-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="7" class="s-hatch" stroke-width="2"/></pattern>'
    '<pattern id="p-silent" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<line x1="0" y1="0" x2="0" y2="6" class="s-vermilion" stroke-width="1.4"/></pattern>'
    '<pattern id="p-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="1.5" cy="1.5" r="1" class="f-grey"/><circle cx="4.5" cy="4.5" r="1" class="f-grey"/></pattern>'
    '<pattern id="p-grade" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="4" class="s-grey" stroke-width="1.6"/></pattern>'
    "</defs></svg>"
)

# Advance widths of DejaVu Sans in thousandths of the size, from its metrics, from U+0020 on. It is the widest of the fonts that a
# page may be drawn in: that of a bare Linux, where none of those which the page names is installed.
_ADVANCES = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip
_FIGURE = 636
_BOLD = 1.13  # its bold runs 10 to 13 per cent wider on lower case and figures


class Label(NamedTuple):
    """A label that wants to stand at `at` and is `width` wide, in pixels."""

    at: float
    width: float


def text_width(words: str, *, size: float = 12, bold: bool = False) -> float:
    """How many pixels the words take at most; letters outside ASCII count as a figure, wide ones as the full size."""
    total = 0
    for letter in words:
        place = ord(letter) - 32
        total += (
            _ADVANCES[place] if 0 <= place < len(_ADVANCES) else _FIGURE if ord(letter) < 0x1100 else 1000
        )
    return total * size / 1000 * (_BOLD if bold else 1)


def spread(labels: Sequence[Label], low: float, high: float, gap: float = 6) -> list[float]:
    """Centres for labels along one axis, moved as little as needed so that none overlaps and all stay inside.

    Order is kept. Labels that together exceed the room are packed from `low` and pass `high`.

    >>> spread([Label(30, 20), Label(34, 20)], 0, 100, gap=0)
    [22.0, 42.0]
    >>> spread([Label(95, 20)], 0, 100)
    [90.0]
    """
    groups: list[list[Label]] = []
    for label in labels:
        group = [label]
        while groups and _edge(groups[-1], low, high, gap) + _room(groups[-1], gap) > _edge(
            group, low, high, gap
        ):
            group = groups.pop() + group
        groups.append(group)
    centres: list[float] = []
    for group in groups:
        edge = _edge(group, low, high, gap)
        for label in group:
            centres.append(edge + label.width / 2)
            edge += label.width + gap
    return centres


def _room(group: Sequence[Label], gap: float) -> float:
    return sum(label.width + gap for label in group)


def _edge(group: Sequence[Label], low: float, high: float, gap: float) -> float:
    """The left edge of labels packed side by side at which they stand nearest to where they want to be."""
    offset = wanted = 0.0
    for label in group:
        wanted += label.at - label.width / 2 - offset
        offset += label.width + gap
    return max(low, min(wanted / len(group), high - offset + gap))


def levels(spans: Iterable[tuple[float, float]], gap: float = 6) -> list[int]:
    """The lowest row for each span, from 0, at which it overlaps none before it.

    >>> levels([(0, 40), (20, 60), (45, 80)], gap=5)
    [0, 1, 0]
    """
    ends: list[float] = []
    chosen: list[int] = []
    for start, end in spans:
        row = next((index for index, taken in enumerate(ends) if taken + gap <= start), len(ends))
        ends[row : row + 1] = [end]
        chosen.append(row)
    return chosen


def fold(words: str, width: float, *, size: float = 12, bold: bool = False) -> list[str]:
    """The words in lines of at most so many pixels; a single longer word keeps its own line.

    >>> fold("no act in the casebook", 60)
    ['no act in', 'the', 'casebook']
    """
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", size=size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def grid_steps(high: float, count: int = 4) -> list[float]:
    """Round values from 0 up to `high`, at most `count` beyond zero.

    >>> grid_steps(344, 4)
    [0.0, 100.0, 200.0, 300.0]
    >>> grid_steps(0.3)
    [0.0, 0.1, 0.2, 0.3]
    """
    if high <= 0:
        return [0.0]
    for exponent in range(-6, 15):
        for factor in (1, 2, 5):
            step = factor * 10.0**exponent
            if high / step <= count:
                return [round(step * n, 10) for n in range(int(high / step + 1e-9) + 1)]
    return [0.0, high]


def drawing(width: float, height: float, label: str, parts: Iterable[str], *, form: str) -> str:
    """One SVG in its final pixel size; `form` is the class that a media query shows or hides."""
    return (
        f'<svg class="{form}" role="img" aria-label="{escape(label)}" width="{_px(width)}" height="{_px(height)}" '
        f'viewBox="0 0 {_px(width)} {_px(height)}">{"".join(parts)}</svg>'
    )


def text(x: float, y: float, words: str, cls: str = "", anchor: Anchor = "start") -> str:
    """Words with their baseline at y. Classes: `b` bold, `a` aside, `h` halo, `i` italic, `t-…` colour."""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{_px(x)}" y="{_px(y)}"{place}{_class(cls)}>{escape(words)}</text>'


def rect(x: float, y: float, width: float, height: float, cls: str) -> str:
    """A rectangle; nothing if it has no area."""
    if width <= 0 or height <= 0:
        return ""
    return f'<rect x="{_px(x)}" y="{_px(y)}" width="{_px(width)}" height="{_px(height)}"{_class(cls)}/>'


def bar(x: float, base: float, width: float, height: float, cls: str) -> str:
    """An upright bar from its base line; a value above zero never gets thinner than one pixel."""
    return rect(x, base - max(height, 1), width, max(height, 1), cls) if height > 0 else ""


def line(x1: float, y1: float, x2: float, y2: float, cls: str = "s-rule") -> str:
    """A straight line."""
    return f'<line x1="{_px(x1)}" y1="{_px(y1)}" x2="{_px(x2)}" y2="{_px(y2)}"{_class(cls)}/>'


def hline(x1: float, x2: float, y: float, cls: str = "s-rule") -> str:
    """A level line, on the half pixel so that it is sharp."""
    return line(x1, int(y) + 0.5, x2, int(y) + 0.5, cls)


def vline(x: float, y1: float, y2: float, cls: str = "s-rule") -> str:
    """An upright line, on the half pixel so that it is sharp."""
    return line(int(x) + 0.5, y1, int(x) + 0.5, y2, cls)


def path(points: Sequence[tuple[float, float]], cls: str) -> str:
    """An open line through the points."""
    steps = " ".join(f"{'L' if index else 'M'}{_px(x)} {_px(y)}" for index, (x, y) in enumerate(points))
    return f'<path d="{steps}"{_class("n " + cls)}/>'


def circle(x: float, y: float, radius: float, cls: str) -> str:
    """A disc: a nuclear test, or a year that stands alone."""
    return f'<circle cx="{_px(x)}" cy="{_px(y)}" r="{_px(radius)}"{_class(cls)}/>'


def diamond(x: float, y: float, radius: float, cls: str) -> str:
    """A diamond: a resolution, or hollow a figure from another source."""
    return _shape([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], cls)


def triangle(x: float, y: float, radius: float, cls: str) -> str:
    """A triangle: a long-range launch."""
    return _shape([(x, y - radius), (x + radius, y + radius * 0.8), (x - radius, y + radius * 0.8)], cls)


def square(x: float, y: float, radius: float, cls: str) -> str:
    """A square: a national act."""
    return rect(x - radius, y - radius, 2 * radius, 2 * radius, cls)


def whisker(x1: float, y1: float, x2: float, y2: float, *, cap: float = 4) -> str:
    """A range with end caps on an underlay of paper, so that it shows inside a dark bar."""
    upright = x1 == x2
    dx, dy = (cap, 0.0) if upright else (0.0, cap)
    strokes = [(x1, y1, x2, y2), (x1 - dx, y1 - dy, x1 + dx, y1 + dy), (x2 - dx, y2 - dy, x2 + dx, y2 + dy)]
    under = "".join(line(*stroke, "w-under") for stroke in strokes)
    return under + "".join(line(*stroke, "w-over") for stroke in strokes)


def _shape(points: Sequence[tuple[float, float]], cls: str) -> str:
    return f'<polygon points="{" ".join(f"{_px(x)},{_px(y)}" for x, y in points)}"{_class(cls)}/>'


def _class(names: str) -> str:
    return f' class="{names.strip()}"' if names.strip() else ""


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
