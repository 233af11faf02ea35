"""A mapping file: how the user says which column of their own table holds what.

Units: each `[[value]]` names its currency and the factor to single units (or the heading's own words are taken).
A file in TOML:

    schema = 1
    name = "customs of Examplia"
    reporter = "RUS"                 # or in [columns]
    direction = "export"             # or in [columns], or in each value
    [columns]
    partner = "Страна"
    year = "Год"
    hs = "Код"
    [[value]]
    column = "тыс. долл. США"
    currency = "USD"
    factor = 1000
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from yalu.terms.errors import BadFile, Problem, nearest
from yalu.trade.cells import heading_key, money
from yalu.trade.flow import Basis, Direction, Valuation
from yalu.trade.layout import Cell, Figures, Head, Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mapping", "layout_of", "parse_mapping"]


class _Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One column of figures."""

    column: str
    direction: Direction | None = None
    currency: str = ""
    factor: float | None = None
    cumulative: bool = False
    growth: str = ""


class _Columns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The headings of the fields; several headings say one field together (a code and a name)."""

    reporter: str | list[str] = []
    partner: str | list[str] = []
    direction: str | list[str] = []
    hs: str | list[str] = []
    edition: str | list[str] = []
    year: str = ""
    month: str = ""
    period: str = ""
    quantity: str = ""
    quantity_unit: str = ""
    unit: str = ""
    goods: str = ""


class Mapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping file, checked."""

    schema: int
    name: str
    columns: _Columns
    value: list[_Value]
    reporter: str = ""
    partner: str = ""
    direction: Direction | None = None
    hs: str = ""
    edition: str = ""
    period: str = ""
    quantity_unit: str = ""
    valuation: Valuation | None = None
    basis: Basis = "recorded"
    decimal: str = "."
    comtrade_numbers: bool = False


def parse_mapping(name: str, content: bytes) -> Mapping:
    """The mapping that a TOML file states.

    Raises:
        BadFile: no TOML, an unknown or missing field, a schema of another version.
    """
    try:
        mapping = msgspec.convert(tomllib.loads(content.decode("utf-8")), Mapping)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BadFile([Problem(name, "", "", str(error))]) from error
    if mapping.schema != 1:
        raise BadFile([Problem(name, "", "schema", f"{mapping.schema} is not known here", "1")])
    return mapping


def layout_of(mapping: Mapping, head: Head) -> Layout:
    """The layout of a table with this heading row.

    Raises:
        BadFile: a column that the mapping names and the table lacks, all at once.
    """
    problems: list[Problem] = []

    def at(heading: str) -> int:
        if not heading:
            return -1
        key = heading_key(heading)
        if key in head.keys:
            return head.keys.index(key)
        close = nearest(key, head.keys)
        hint = head.cells[head.keys.index(close)] if close else None
        problems.append(
            Problem(
                head.name, "", heading, f'the table has no column "{heading}" that the mapping names', hint
            )
        )
        return -1

    def cell(said: str | list[str], constant: str) -> Cell:
        headings: Sequence[str] = [said] if isinstance(said, str) else said
        found = tuple(column for heading in headings if (column := at(heading)) >= 0)
        return Cell(found) if found else Cell((), constant)

    columns = mapping.columns
    fields: dict[str, Any] = {
        "reporter": cell(columns.reporter, mapping.reporter),
        "partner": cell(columns.partner, mapping.partner),
        "direction": cell(columns.direction, mapping.direction or ""),
        "hs": cell(columns.hs, mapping.hs or "TOTAL"),
        "edition": cell(columns.edition, mapping.edition),
        "quantity_unit": cell(columns.quantity_unit, mapping.quantity_unit),
        **{name: at(getattr(columns, name)) for name in ("year", "month", "period", "quantity", "goods")},
        "unit_column": at(columns.unit),
        "figures": tuple(_figures(each, at) for each in mapping.value),
    }
    if problems:
        raise BadFile(problems)
    return Layout(
        source=mapping.name,
        says="read by the mapping file",
        numbering="comtrade" if mapping.comtrade_numbers else "m49",
        fixed_period=mapping.period,
        valuation=mapping.valuation or "by direction",
        basis=mapping.basis,
        decimal=mapping.decimal,
        **fields,
    )


def _figures(value: _Value, at: Any) -> Figures:
    unit = money(value.column)
    return Figures(
        at(value.column),
        value.column,
        value.direction or "",
        currency=value.currency or (unit.currency if unit else ""),
        factor=value.factor if value.factor is not None else (unit.factor if unit else 1.0),
        cumulative=value.cumulative,
        growth=at(value.growth),
    )
