"""How does an outlook on the Council read as one page that needs no script and no network?

Shapes: one HTML text with its style inside: chances with their ranges and each member's no and abstention above,
the terminal's tables below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from yalu.report.cells import Style
from yalu.report.charts.ranges import RangeRow, range_rows
from yalu.report.council import council_text
from yalu.report.read import read_templates
from yalu.report.style import page_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["council_files"]

_WIDTH = 100  # cells of the tables


def council_files(document: Mapping[str, Any]) -> dict[str, str]:
    """The page and the answer as JSON, by file name."""
    page = (
        read_templates()
        .get_template("strategy.html.j2")
        .render(
            command="council",
            heading="what a vote would bring",
            edge="If it is put to the vote: drafts known to fail are often not tabled. "
            "The line of a chance holds nine tenths of what the counts allow.",
            figures=list(_figures(document)),
            text=council_text(document, _WIDTH, Style()),
            style=Markup(page_style()),  # noqa: S704  our own style sheet
        )
    )
    pretty = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return {"index.html": page, "answer.json": pretty + "\n"}


def _figures(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in document.get("votes", ()):
        vote = one["vote"]
        name = one["name"] or vote.topic
        caption = f"{name}: chance in per cent"
        rows = [RangeRow(each.event, 100 * each.low, 100 * each.p, 100 * each.high) for each in vote.chances]
        yield {"caption": caption, "drawing": range_rows(rows, caption)}
        caption = f"{name}: chance in per cent that a permanent member votes no (dot) or does not vote yes (end of the line)"
        rows = [
            RangeRow(each.state, 0, 100 * each.no, 100 * (each.no + each.abstain)) for each in vote.members
        ]
        yield {"caption": caption, "drawing": range_rows(rows, caption)}
