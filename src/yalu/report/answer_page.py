"""How does the answer of a model read as one page that needs no script and no network?

Shapes: one HTML text with its style inside, charts above, every table of the terminal below; the answer as JSON stands beside it.
The words between the tables are paragraphs, so that only a table is moved sideways on a phone.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
from markupsafe import Markup

from yalu.report.read import read_templates
from yalu.report.style import page_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["WIDTH", "Figure", "answer_files"]

WIDTH = 1000  # cells that a text for a page is given: none of its lines is broken
_OF_TABLE = re.compile(
    r"\S {2,}\S|^ {3}"
)  # two blanks inside a line part columns; a row may begin with an empty one


class Figure(NamedTuple):
    """A chart and the sentence above it."""

    caption: str
    drawing: Markup


class _Part(NamedTuple):
    kind: Literal["head", "table", "words", "rule"]
    text: str


def answer_files(
    document: Any, *, command: str, heading: str, edge: str, figures: Iterable[Figure], text: str
) -> dict[str, str]:
    """The page and the answer as JSON, by file name.

    Args:
        edge: what the charts must not be taken for, under the heading.
        text: all that a terminal of `WIDTH` cells shows.
    """
    page = (
        read_templates()
        .get_template("answer.html.j2")
        .render(
            command=command,
            heading=heading,
            edge=edge,
            figures=list(figures),
            parts=list(_parts(text)),
            style=Markup(page_style()),  # noqa: S704  our own style sheet
        )
    )
    pretty = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return {"index.html": page, "answer.json": pretty + "\n"}


def _parts(text: str) -> Iterator[_Part]:
    """Headings, whole tables and single paragraphs, in their order."""
    for block in text.split("\n\n"):
        lines = block.splitlines()
        for kind, run in groupby(map(_Part, _kinds(lines), lines), key=lambda part: part.kind):
            if kind == "table":
                yield _Part(kind, "\n".join(part.text for part in run))
            elif kind != "rule":
                yield from (_Part(kind, part.text.strip().replace(" %", "\u00a0%")) for part in run)


def _kinds(lines: list[str]) -> Iterator[Literal["head", "table", "words", "rule"]]:
    """A heading stands over a rule, or opens a block of several lines without a full stop.

    A line without two blanks between lines that have them is a row of one cell.
    """
    tabular = [bool(_OF_TABLE.search(line)) for line in lines]
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        if line.strip("─") == "":
            yield "rule"
        elif tabular[at] or (any(tabular[:at]) and any(tabular[at + 1 :])):
            yield "table"
        elif at == 0 and after and (after.strip("─") == "" or not line.endswith((".", "”"))):
            yield "head"
        else:
            yield "words"
