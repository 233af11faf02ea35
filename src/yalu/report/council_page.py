"""Which charts show an outlook on the Council: chances with their ranges, and each member's no and abstention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.report.answer_page import WIDTH, Figure, answer_files
from yalu.report.cells import Style
from yalu.report.charts.ranges import RangeRow, range_rows
from yalu.report.council import council_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["council_files"]


def council_files(document: Mapping[str, Any]) -> dict[str, str]:
    """The page and the answer as JSON, by file name."""
    return answer_files(
        document,
        command="council",
        heading="what a vote would bring",
        edge="If it is put to the vote: drafts known to fail are often not tabled. "
        "The line of a chance holds nine tenths of what the counts allow.",
        figures=_figures(document),
        text=council_text(document, WIDTH, Style()),
    )


def _figures(document: Mapping[str, Any]) -> Iterator[Figure]:
    for one in document.get("votes", ()):
        vote = one["vote"]
        name = one["name"] or vote.topic
        caption = f"{name}: chance in per cent"
        rows = [RangeRow(each.event, 100 * each.low, 100 * each.p, 100 * each.high) for each in vote.chances]
        yield Figure(caption, range_rows(rows, caption))
        caption = f"{name}: chance in per cent that a permanent member votes no (dot) or does not vote yes (end of the line)"
        rows = [
            RangeRow(each.state, 0, 100 * each.no, 100 * (each.no + each.abstain)) for each in vote.members
        ]
        yield Figure(caption, range_rows(rows, caption))
