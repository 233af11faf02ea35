"""Opens the tables of trade that ship with the package, each once, when first asked for, and statistics files of the user."""

from __future__ import annotations

import csv
from datetime import timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from yalu.terms.days import parse_day
from yalu.terms.errors import BadFile, BadInput, Problem
from yalu.terms.tables import parse_table
from yalu.trade.model import CapLimit, CoalMonth, Figure, Notification, ProductFigure, YearTotals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pyspark.sql import SparkSession

    from yalu.trade.check import Report
    from yalu.trade.editions import Correlation
    from yalu.trade.flow_file import FlowFile, Knowledge

__all__ = [
    "LARGE",
    "caps",
    "check_files",
    "coal_months",
    "correlation",
    "figures",
    "knowledge",
    "notifications",
    "product_figures",
    "read_statistics",
    "year_totals",
]

LARGE = 1 << 30  # bytes of a file that is read whole, row by row
_Record = TypeVar("_Record", bound=msgspec.Struct)


def _table(name: str, kind: type[_Record]) -> tuple[_Record, ...]:
    text = files("yalu.trade").joinpath("data", name).read_text(encoding="utf-8")
    return parse_table(name, text, kind)


@cache
def coal_months() -> tuple[CoalMonth, ...]:
    """Coal counted against the two caps of 2321."""
    return _table("coal_2321.csv", CoalMonth)


@cache
def caps() -> tuple[CapLimit, ...]:
    """The limbs of the caps on coal, refined petroleum and crude."""
    return _table("caps.csv", CapLimit)


@cache
def notifications() -> tuple[Notification, ...]:
    """Refined petroleum: notices, silence, estimates."""
    return _table("petroleum_notifications.csv", Notification)


@cache
def figures() -> tuple[Figure, ...]:
    """Published totals, coal, ores, textiles, fuel, luxury goods and estimates."""
    return _table("published_figures.csv", Figure)


@cache
def product_figures() -> tuple[ProductFigure, ...]:
    """Printed figures by product."""
    return _table("product_figures.csv", ProductFigure)


@cache
def year_totals() -> tuple[YearTotals, ...]:
    """China's official yearly totals, 1998 to 2014."""
    return _table("china_annual_1998_2014.csv", YearTotals)


@cache
def knowledge() -> Knowledge:
    """What is known before a file is read: places, regions, codes, look-alikes, breaks of series, rates of the yuan."""
    from yalu.terms.read import gazetteer, hs_codes
    from yalu.trade.cells import heading_key
    from yalu.trade.finding import Break, LookAlike
    from yalu.trade.flow_file import Knowledge

    return Knowledge(
        gazetteer(),
        {heading_key(row["spelling"]): row["region"] for row in _rows("regions.csv")},
        hs_codes(),
        tuple(LookAlike(row["small"], row["large"], float(row["times"])) for row in _rows("look_alikes.csv")),
        tuple(
            Break(
                row["kind"],
                row["reporter"],
                row["partner"],
                row["direction"],
                row["hs"],
                parse_day(row["since"]),
                parse_day(row["last_day"]) + timedelta(days=1) if row["last_day"] else None,
                row["says"],
                row["source"],
            )
            for row in _rows("series_breaks.csv")
        ),
        {int(row["year"]): float(row["cny_per_usd"]) for row in _rows("yuan_rates.csv")},
        _published(),
        {"PRK": max(row.value or 0.0 for row in figures() if row.series == "dprk_world")},
    )


_PRINTED_CODES = ("TOTAL", "2701", "2709")  # codes that pages print under one reading


def _published() -> dict[tuple[str, str, str, str, date, date], list[float]]:
    """Printed figures of trade with the sanctioned State, as its partners have them."""
    from yalu.trade.sources.published import flows_of_figures, flows_of_years

    sound = [row for row in product_figures() if row.status == "ok"]
    stated = [row for row in figures() if not row.note.startswith("suspect")]
    flows = [*flows_of_years(year_totals(), "PRK"), *flows_of_figures([*stated, *sound], "PRK")]
    found: dict[tuple[str, str, str, str, date, date], list[float]] = {}
    for flow in flows:
        if flow.value and flow.currency == "USD" and flow.basis == "recorded" and flow.hs in _PRINTED_CODES:
            about = (flow.reporter, flow.partner, flow.direction, flow.hs, flow.since, flow.until)
            found.setdefault(about, []).append(flow.value)
    return found


def read_statistics(path: str | Path, mapping: str | Path | None = None) -> FlowFile:
    """The flows of one statistics file: CSV, JSON or Parquet, plain or gzip.

    Args:
        mapping: a TOML file that says which column holds what.

    Raises:
        BadInput: no such file.
        BadFile: everything that is wrong with the file, with line and column.
    """
    from yalu.trade.flow_file import parse_statistics
    from yalu.trade.sources.mapping import parse_mapping

    content = _content(path)
    columns = parse_mapping(Path(mapping).name, _content(mapping)) if mapping else None
    return parse_statistics(Path(path).name, content, knowledge(), columns)


def _content(path: str | Path) -> bytes:
    try:
        if Path(path).stat().st_size > LARGE:
            raise BadInput(
                f"{path}: over {LARGE >> 20} MiB; keep it with yalu trade store, and name its folder"
            )
        return Path(path).read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error


def check_files(
    paths: Sequence[str | Path],
    *,
    on: date,
    about: str = "",
    mapping: str | Path | None = None,
    state: str = "",
    session: SparkSession | None = None,
) -> tuple[Report, list[FlowFile]]:
    """What the reader makes of several files, and their flows; all bad files are refused together.

    Args:
        on: the day of reading.
        about: the State whose trade is asked about.
        mapping: which column is what, for all of the files.
        state: the State for whose page they are read: figures that say nobody's are taken as its own, and that is said.
        session: the Spark in which stores are asked; DuckDB else. Of a store (a folder) only what the page of `state` needs is
            read.

    Raises:
        BadFile: every problem of every file.
    """
    from yalu.trade.check import check
    from yalu.trade.flow_file import given_for

    read: list[FlowFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            if Path(path).is_dir():
                from yalu.trade.stored.read import read_stored

                read.append(read_stored(path, state, about, session))
            else:
                read.append(read_statistics(path, mapping))
        except BadFile as error:
            problems.extend(error.problems)
        except BadInput as error:
            problems.append(Problem("", "", "", str(error)))
    if problems:
        raise BadFile(problems)
    if state:
        read = [given_for(file, state) for file in read]
    return check(read, knowledge(), on=on, about=about, state=state), read


def _rows(name: str) -> list[dict[str, str]]:
    text = files("yalu.trade").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def correlation() -> Correlation:
    """The correlation of all editions of the Harmonized System."""
    from yalu.trade.editions import Correlation, parse_correlation

    text = files("yalu.trade").joinpath("data", "hs_conversions.txt").read_text(encoding="utf-8")
    return Correlation(parse_correlation(text))
