"""How does the answer of a model read as one page that needs no script and no network?

Shapes: one HTML text with its style inside, charts above, every table of the terminal below; the answer as JSON stands beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from markupsafe import Markup

from yalu.report.read import read_templates
from yalu.report.style import page_style

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["WIDTH", "Figure", "answer_files"]

WIDTH = 100  # cells of the tables


class Figure(NamedTuple):
    """A chart and the sentence above it."""

    caption: str
    drawing: Markup


def answer_files(
    document: Any, *, command: str, heading: str, edge: str, figures: Iterable[Figure], text: str
) -> dict[str, str]:
    """The page and the answer as JSON, by file name.

    Args:
        edge: what the charts must not be taken for, under the heading.
        text: the tables, as in a terminal of `WIDTH` cells.
    """
    page = (
        read_templates()
        .get_template("answer.html.j2")
        .render(
            command=command,
            heading=heading,
            edge=edge,
            figures=list(figures),
            text=text,
            style=Markup(page_style()),  # noqa: S704  our own style sheet
        )
    )
    pretty = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return {"index.html": page, "answer.json": pretty + "\n"}
