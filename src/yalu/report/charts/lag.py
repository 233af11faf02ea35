"""How many days from a resolution to the State's first act in force? One bar in a table cell.

Units: days; 120 x 16 px, the longest lag of the table 86 px. No act in the casebook is hatched, never empty.
"""

from __future__ import annotations

from markupsafe import Markup

from yalu.report import svg

__all__ = ["lag_bar"]

_WIDTH, _HEIGHT, _LONGEST = 120, 16, 86


def lag_bar(days: int | None, longest: int) -> Markup:
    """The bar with its figure, `longest` being the table's greatest lag in days."""
    parts = [svg.vline(0, 1, 15, "s-ink-2")]
    if days is None:
        label = "no act in the casebook"
        parts.append(svg.rect(1, 2, _LONGEST, 12, "p-hatch"))
    else:
        label = f"{days} days"
        end = _LONGEST * days / max(longest, 1)
        parts += [svg.rect(1, 4, max(end, 1), 8, "f-teal"), svg.text(end + 6, 12.5, str(days), "b")]
    return Markup(svg.drawing(_WIDTH, _HEIGHT, label, parts, form="cell"))  # noqa: S704  svg escapes its words
