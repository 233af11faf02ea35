"""Opens the tables of trade that ship with the package; each is read once, when first asked for."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from yalu.terms.errors import BadFile, Problem
from yalu.trade.model import CapLimit, CoalMonth, Figure, Notification, ProductFigure, YearTotals

__all__ = ["caps", "coal_months", "figures", "notifications", "parse_table", "product_figures", "year_totals"]

_Record = TypeVar("_Record", bound=msgspec.Struct)


def parse_table(name: str, text: str, kind: type[_Record]) -> tuple[_Record, ...]:
    """The records of a table with a head row; an empty cell leaves its field at its default.

    Raises:
        BadFile: every row that does not fit, an id that stands twice, a row without source.
    """
    records: list[_Record] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        where = f"line {line}"
        if row["id"] in seen:
            problems.append(Problem(name, where, "id", f'"{row["id"]}" stands twice'))
        seen.add(row["id"])
        if not row["source"]:
            problems.append(Problem(name, where, "source", "a row without source is no fact"))
        try:
            records.append(msgspec.convert({k: v for k, v in row.items() if v}, kind, strict=False))
        except msgspec.ValidationError as error:
            problems.append(Problem(name, where, "", str(error)))
    if problems:
        raise BadFile(problems)
    return tuple(records)


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
