"""Joins what the State page needs: the casebook, the law by day, the State's own acts; and writes the page.

The parts do not know each other; here the law's verdict becomes the `standing` that `assess` asks of a load of goods.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from yalu.app.pages import write_files
from yalu.assess.read import casebook
from yalu.assess.state import judgement
from yalu.measures.model import Question
from yalu.measures.read import listed, read_regime
from yalu.measures.verdict import verdict
from yalu.report.model import Period
from yalu.terms.errors import BadInput
from yalu.terms.read import gazetteer, petroleum_factors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyspark.sql import SparkSession

    from yalu.assess.after_ban import Standing
    from yalu.assess.files import Files
    from yalu.assess.model import StateJudgement
    from yalu.measures.model import Direction
    from yalu.measures.regime import Regime

__all__ = ["judgement_of", "periods", "write_pages"]


def judgement_of(
    state: str, on: date, regime: str = "un-dprk", trade: Sequence[Path] = (), engine: str | None = None
) -> StateJudgement:
    """The judgement of a State, named by code or in words, on a day.

    Args:
        trade: statistics files of the user, or folders in which `yalu trade store` has kept large ones.
        engine: what runs the queries over files that are stored first; None reads what fits into memory row by row.

    Raises:
        BadInput: no such place, or the place is no State of its own (a region, the world).
    """
    place = gazetteer().find(state)
    law = read_regime(regime)
    if not place.iso3:
        raise BadInput(f"{place.name} is not a State")
    if place.iso3 == law.tables.target:
        raise BadInput(
            f"{place.name} is the State under the measures; ask for one that voted for them or trades with it"
        )
    return judgement(
        place.iso3,
        on=on,
        casebook=casebook(),
        acts=law.tables.acts,
        resolutions=law.tables.resolutions,
        measures=law.tables.measures,
        standing=_standing(law),
        regime=law.tables.name,
        files=_files(trade, place.iso3, law.tables.target, on, engine) if trade else None,
    )


def _files(paths: Sequence[Path], state: str, target: str, on: date, engine: str | None) -> Files:
    """What the files hold of the State's trade, with the reader's report on them.

    Raises:
        BadFile: every problem of every file.
        BadInput: nothing in them is of the two.
    """
    from yalu.assess.files import Files
    from yalu.trade.read import check_files, correlation, knowledge

    with TemporaryDirectory(prefix="yalu-") as place:
        given = [_kept(path, Path(place) / str(number), engine) for number, path in enumerate(paths)]
        session = _spark() if engine == "spark" else None
        report, read = check_files(given, on=on, about=target, state=state, session=session)
    flows = [flow for file in read for flow in file.flows]
    if not any({flow.reporter, flow.partner} == {state, target} for flow in flows):
        swapped = next((each.says for each in report.findings if each.kind == "north_south"), "")
        held = sorted({flow.reporter for flow in flows if target in (flow.reporter, flow.partner)} - {""})
        raise BadInput(
            f"{', '.join(str(path) for path in paths)}: no figure of {state} with {target} stands here"
            + (f"; those who report trade with {target} are {', '.join(held[:12])}" if held else "")
            + (f"; places are mixed up: {swapped}" if swapped else "")
        )
    names = {file.vintage: file.name for file in read}
    layouts = {file.vintage: told.layout for file, told in zip(read, report.files, strict=True)}
    return Files(flows, report, correlation(), target, names, layouts, knowledge().rates)


def _kept(path: Path, folder: Path, engine: str | None) -> Path:
    """A store of a file that is large or whose flows an engine is to find; else the file or folder as it was given."""
    from yalu.trade.read import LARGE
    from yalu.trade.stored.read import store

    if path.is_file() and (engine or path.stat().st_size > LARGE):
        return store(path, folder)
    return path


def _spark() -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise BadInput("--engine spark needs Spark: install yalu[spark,trade], and a Java") from error
    builder = SparkSession.builder.config("spark.log.level", "ERROR").config("spark.ui.enabled", "false")
    session: SparkSession = builder.getOrCreate()
    return session


def _standing(law: Regime) -> Standing:
    """What the law says of a load of goods on a day, in one word."""

    @cache
    def answer(hs: str, direction: Direction, day: date, facts: tuple[tuple[str, object], ...]) -> str:
        question = Question(on=day, direction=direction, hs=hs, facts=dict(facts))  # type: ignore[arg-type]  # fact values
        return verdict(question, law, listed(), petroleum_factors()).verdict

    def standing(hs: str, direction: str, day: date, facts: Mapping[str, object]) -> str:
        return answer(hs, direction, day, tuple(facts.items()))

    return standing


def periods(law: Regime, on: date) -> tuple[Period, ...]:
    """The periods that charts of trade are read against: the bans, and causes from outside such as a closed border."""
    day = timedelta(days=1)
    bans = [
        Period(since=one.since, until=(one.last_day or on) + day, kind=one.kind, label=one.label)
        for one in law.tables.periods
        if one.since <= on
    ]
    outside = [
        Period(since=one.since, until=(one.last_day or on) + day, kind="outside cause", label=one.what)
        for one in casebook().known_by(on).closures
    ]
    return (*bans, *outside)


def write_pages(judged: StateJudgement, folder: Path, recipe: Mapping[str, object]) -> tuple[Path, ...]:
    """Write the page and its rows into a folder, the page first; each file is whole or absent.

    Args:
        recipe: by what the judgement is made again, for its JSON.

    Raises:
        BadInput: the folder cannot be written.
    """
    from yalu.report.state_page import state_files

    return write_files(state_files(judged, recipe, periods=periods(read_regime(), judged.on)), folder)
