"""Which charts show a forecast, a backtest, or what became of stored forecasts?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yalu.report.answer_page import WIDTH, Figure, answer_files
from yalu.report.cells import Style
from yalu.report.charts.chances import Chance, chance_path
from yalu.report.charts.ranges import RangeRow, range_rows
from yalu.report.forecasts import forecast_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Document = Mapping[str, Any]

__all__ = ["forecast_files"]

_HEADINGS = {
    "outlook": "what is likely in the days ahead",
    "backtest": "how such forecasts have fared",
    "standing": "what became of the forecasts stored",
}


def forecast_files(said: Document) -> dict[str, str]:
    """The page and the answer as JSON, by file name."""
    return answer_files(
        said,
        command="forecast",
        heading=_HEADINGS[said["kind"]],
        edge="A rate that past launches give, not what leaders will decide. A line holds 90 % of what the models hold possible.",
        figures=_figures(said),
        text=forecast_text(said, WIDTH, Style()),
    )


def _figures(said: Document) -> Iterator[Figure]:
    if said["kind"] == "outlook":
        caption = f"Chance in per cent of at least one, from {said['on']}"
        rows = [
            RangeRow(
                f"{one['event']}, {one['days']} days", 100 * one["low"], 100 * one["p"], 100 * one["high"]
            )
            for one in said["outlooks"]
        ]
        yield Figure(caption, range_rows(rows, caption))
        rows = [_null(one) for one in said["resolutions"] if one["launch_day_and_lag"]]
        if rows:
            caption = (
                "Share in per cent, of launch days and that resolution's lag (dot) and of any days (square), after which "
                "launches fell by as much as after the resolution"
            )
            yield Figure(caption, range_rows(rows, caption))
    elif said["kind"] == "backtest":
        caption = (
            "Chance in per cent of a launch in the month, given at its start; a dot above where one came"
        )
        yield Figure(
            caption,
            chance_path(
                [
                    Chance(one["month"], one["low"], one["p"], one["high"], bool(one["observed"]))
                    for one in said["forecasts"]
                ],
                caption,
            ),
        )


def _null(one: Document) -> RangeRow:
    share = 100 * one["launch_day_and_lag"]["fell_as_much"]
    words = f"{one['resolution']}, {one['window']} days: {one['before']} → {one['after']}"
    return RangeRow(words, 0, share, share, rival=100 * one["any_day"]["fell_as_much"])
