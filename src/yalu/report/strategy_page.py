"""Which charts show the answer of a game, a bargain or a scenario?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.report.answer_page import WIDTH, Figure, answer_files
from yalu.report.cells import Style
from yalu.report.charts.ranges import RangeRow, range_rows
from yalu.report.strategy_text import strategy_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Document = Mapping[str, Any]

__all__ = ["strategy_files"]


def strategy_files(found: Sequence[Document], recipe: Document, answer: Any) -> dict[str, str]:
    """The page and the answer as JSON, by file name."""
    return answer_files(
        answer,
        command=recipe["command"],
        heading="what the stated ranges imply",
        edge="Nobody measured what these players want. The line holds nine draws of ten, the dot is the middle one; "
        "no draw is a forecast.",
        figures=[figure for one in found for figure in _figures(one)],
        text=strategy_text(found, recipe, width=WIDTH, style=Style()),
    )


def _figures(one: Document) -> Iterator[Figure]:
    if one["kind"] == "contest":
        names = one["contest"]
        base = {"lever": "as it is", "enforce": one["enforce"], "provoke": one["provoke"]}
        rows = [base, *one["effects"]] if one["enforce"] else []
        yield from _chances(rows, names.get("enforcer", "the enforcer"), names.get("target", "the target"))
    elif one["kind"] == "scenario":
        yield from _chances(one["game"]["effects"], "the enforcer", "the target")
    elif one["kind"] == "hindcast":
        for draft in one["drafts"]:
            yield _scopes(draft)
    elif one["kind"] == "draft":
        yield _scopes(one)


def _chances(rows: Sequence[Document], enforcer: str, target: str) -> Iterator[Figure]:
    for key, who in (
        ("enforce", f"How often {enforcer} enforces"),
        ("provoke", f"How often {target} provokes"),
    ):
        if rows:
            caption = f"{who}, per cent: nine draws of ten of the stated ranges, by lever"
            spans = [_row(row["lever"], row[key], 100) for row in rows]
            yield Figure(caption, range_rows(spans, caption))


def _scopes(draft: Document) -> Figure:
    known = any(issue["adopted"] is not None for issue in draft["issues"])
    marks = "the square is the weighted mean" + (", the diamond what was adopted" if known else "")
    caption = f"{draft['name'] or 'The draft'}: scope that the veto model predicts, 0 to 100; {marks}"
    rows = [
        _row(issue["issue"], issue["predicted"])._replace(
            rival=issue["weighted_mean"]["middle"], known=issue["adopted"]
        )
        for issue in draft["issues"]
    ]
    return Figure(caption, range_rows(rows, caption))


def _row(words: str, spread: Document, scale: float = 1) -> RangeRow:
    return RangeRow(words, scale * spread["low"], scale * spread["middle"], scale * spread["high"])
