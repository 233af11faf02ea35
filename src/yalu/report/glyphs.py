"""Which shape says which grade, and how sure it is?

Grades differ in shape, then word, then colour: the drawing is hidden from readers of the page's text, the word beside
it never. Squares grade a State; the shapes that decide a case are another set and never stand among them.
Units: the drawings are 16 units wide and shown at 13 to 20 px.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from yalu.assess.model import Grade, Sure

__all__ = ["GRADE_WORDS", "SURE_LEVELS", "grade_glyph", "sure_bars"]

GRADE_WORDS: dict[Grade, str] = {
    "kept": "Kept",
    "partly kept": "Partly kept",
    "not kept": "Not kept",
    "contested": "Contested",
    "cannot be judged": "Cannot be judged",
    "context": "Context, not graded",
}
SURE_LEVELS: dict[Sure, int] = {"low": 1, "moderate": 2, "high": 3}

_SHAPES: dict[Grade, str] = {
    "kept": '<rect x="1" y="1" width="14" height="14" class="f-blue"/>',
    "partly kept": '<rect x="2" y="2" width="12" height="12" class="n s-ochre w2"/>'
    '<rect x="2" y="2" width="6" height="12" class="f-ochre"/>',
    "not kept": '<rect x="2" y="2" width="12" height="12" class="n s-vermilion w2"/>'
    '<path d="M5 5L11 11M11 5L5 11" class="n s-vermilion w2"/>',
    "contested": '<rect x="2" y="2" width="12" height="12" class="n s-purple w2"/>'
    '<path d="M2 2H14L2 14Z" class="f-purple"/>',
    "cannot be judged": '<rect x="2" y="2" width="12" height="12" class="p-grade s-grey dash"/>',
    "context": '<rect x="2" y="7" width="12" height="2" class="f-grey"/>',
}


def grade_glyph(grade: Grade, size: int = 15) -> Markup:
    """The grade's shape as an inline drawing without words."""
    return Markup(  # noqa: S704  made of constants
        f'<svg class="glyph" width="{size}" height="{size}" viewBox="0 0 16 16" aria-hidden="true" '
        f'focusable="false">{_SHAPES[grade]}</svg>'
    )


def sure_bars(sure: Sure) -> Markup:
    """Three rising bars in ink, filled one to three."""
    filled = SURE_LEVELS[sure]
    bars = "".join(
        f'<rect x="{1 + 7 * step}" y="{9 - 3 * step}" width="5" height="{4 + 3 * step}" '
        f'class="{"f-ink-2" if step < filled else "n"} s-ink-2"/>'
        for step in range(3)
    )
    return Markup(  # noqa: S704  made of constants
        f'<svg class="glyph" width="21" height="14" viewBox="0 0 21 14" aria-hidden="true" focusable="false">{bars}</svg>'
    )
