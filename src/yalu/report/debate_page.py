"""How does a weighing read as one page that needs no script and no network?

Shapes: the page is one HTML text with its style inside; the files it links to stand beside it (`debate_files`). Every weight
leads to the sum that made it, every line of the sum to its items, every item to its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from markupsafe import Markup

from yalu.debate.model import Curve
from yalu.report import svg, words
from yalu.report.charts.debate_cells import marks, moves_bar, range_bar, spark, steps_line
from yalu.report.charts.debate_path import path_chart
from yalu.report.debate_words import (
    flip_size,
    headline,
    points,
    range_words,
    signed,
    standing,
    steps,
    weight_words,
)
from yalu.report.glyphs import grade_glyph, sure_bars
from yalu.report.read import read_templates
from yalu.report.style import page_style
from yalu.report.tables import csv_text
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yalu.debate.findings import Weighing
    from yalu.debate.model import Debate, Hypothesis, Item, Prediction
    from yalu.debate.scale import Range

__all__ = ["debate_files", "debate_page"]


class _Stake(NamedTuple):
    """A prediction on which a hypothesis stakes itself, and how it fared: right, wrong or open."""

    prediction: Prediction
    fared: str


def debate_page(debate: Debate, found: Weighing, *, name: str, recipe: str) -> str:
    """The page as HTML.

    Args:
        name: of the debate, as its file is called.
        recipe: the command that makes it again.
    """
    drawn = marks([one.id for one in debate.hypothesis])
    by_id = {one.id: one for one in debate.hypothesis}
    order = sorted(found.posterior, key=lambda one: -found.posterior[one].p)
    return (
        read_templates()
        .get_template("debate.html.j2")
        .render(
            debate=debate,
            found=found,
            name=name,
            recipe=recipe,
            marks=drawn,
            order=order,
            hypotheses=by_id,
            firm=standing(found),
            headline=headline(found),
            stakes={one: tuple(_stakes(debate, found, by_id[one])) for one in order},
            chart=path_chart(found, drawn),
            widest=max((abs(one.points) for one in found.items), default=1.0),
            ways=list(found.start),
            known={one.id for one in found.items},
            who={one.id: one for one in debate.participant},
            measures={item.id: item.measure for item in debate.item if item.measure},
            curves={item.id: dict(_curves(item)) for item in debate.item},
            style=Markup(page_style()),  # noqa: S704  our own style sheet
            patterns=Markup(svg.PATTERNS),  # noqa: S704  a constant
            **_TOOLS,
        )
    )


_TOOLS = {
    "capital": words.capital,
    "count_word": words.count_word,
    "day": plain_day,
    "flip_size": flip_size,
    "grade_glyph": grade_glyph,
    "moves_bar": moves_bar,
    "number": words.number,
    "points": points,
    "range_bar": range_bar,
    "range_words": range_words,
    "signed": signed,
    "sourced": words.sourced,
    "spark": spark,
    "steps": steps,
    "steps_line": steps_line,
    "sure_bars": sure_bars,
    "tongues": words.tongues,
    "weight_words": weight_words,
}


def debate_files(debate: Debate, found: Weighing, *, text: str, name: str, recipe: str) -> dict[str, str]:
    """The page and every file it links to, by file name; `text` is the debate's own file."""
    pretty = msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
    return {
        "index.html": debate_page(debate, found, name=name, recipe=recipe),
        "debate.json": pretty + "\n",
        f"{name}.toml": text,
        "path.csv": csv_text(_path_rows(found)),
        "items.csv": csv_text(_item_rows(found)),
        "predictions.csv": csv_text(_prediction_rows(debate, found)),
    }


def _curves(item: Item) -> Iterator[tuple[str, list[tuple[float, Range]]]]:
    """The points of the likelihoods that depend on a figure, by hypothesis."""
    for name, likely in item.likely.items():
        if isinstance(likely, Curve):
            yield name, list(zip(likely.at, likely.values, strict=True))


def _stakes(debate: Debate, found: Weighing, hypothesis: Hypothesis) -> Iterator[_Stake]:
    """The predictions of a hypothesis; it was right where it gave more than even odds to what happened."""
    scored = {one.id: one for one in found.predictions}
    for prediction in debate.prediction:
        if hypothesis.id in prediction.of:
            one = scored.get(prediction.id)
            p = one.p[hypothesis.id] if one else 0.5
            yield _Stake(
                prediction, "open" if not one else "right" if p > 0.5 else "wrong" if p < 0.5 else "even"
            )


def _path_rows(found: Weighing) -> Iterator[Sequence[str]]:
    names = list(found.names)
    yield ["day", *(f"{name}_{end}" for name in names for end in ("p", "low", "high")), "items"]
    for day in found.path:
        values = [repr(end[name]) for name in names for end in (day.p, day.low, day.high)]
        yield [day.day.isoformat(), *values, "; ".join(day.items)]


def _item_rows(found: Weighing) -> Iterator[Sequence[str]]:
    ways = list(found.start)
    yield [
        "id", "kind", "what", "on", "known", "source", "cluster", "state", "reliability", "figure",
        *(f"{way}_{end}" for way in ways for end in ("low", "best", "high")),
        "influence", "error", "leave_one_out", "points", "figure_sources", "note",
    ]  # fmt: skip
    for one in found.items:
        ends = [
            repr(getattr(one.likely[way], end)) if way in one.likely else ""
            for way in ways
            for end in ("low", "best", "high")
        ]
        told = [
            one.id,
            one.kind,
            one.what,
            one.on.isoformat(),
            one.known.isoformat(),
            one.source,
            one.cluster,
        ]
        moves = [repr(value) for value in (one.influence, one.error, one.leave_one_out, one.points)]
        yield [
            *told,
            one.state,
            repr(one.reliability),
            one.figure,
            *ends,
            *moves,
            "; ".join(one.figure_sources),
            one.note,
        ]


def _prediction_rows(debate: Debate, found: Weighing) -> Iterator[Sequence[str]]:
    names = list(found.names)
    yield [
        "id",
        "what",
        "of",
        "by",
        "check",
        "known",
        "happened",
        *(f"{name}_p" for name in names),
        "debate_p",
    ]
    scored = {one.id: one for one in found.predictions}
    for one in debate.prediction:
        told = [one.id, one.what, "; ".join(one.of), one.by.isoformat(), one.check]
        said = scored.get(one.id)
        if said is None:
            yield [*told, "", "", *("" for _ in names), ""]
        else:
            given = [repr(said.p[name]) for name in names]
            yield [*told, said.known.isoformat(), "yes" if said.happened else "no", *given, repr(said.debate)]
