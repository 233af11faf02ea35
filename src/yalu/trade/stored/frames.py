"""How is a table too large for memory kept, and read as flows?

Shapes: the store keeps what was printed: the columns that the layout reads, typed, in parts of Parquet that keep the order of the
rows, so that a row's place tells its line (a blank line or a line break inside quotes would shift those after it).
Flows are a view: a lazy frame with the columns of `flow.Flow` (but `goods`, `growth`), made when asked.
Every distinct code, place, period and unit goes once through the reader of single rows, so both read alike; what is left for
the engine is equality joins and products. Narwhals keeps the frame free of the engine: DuckDB here, others unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from yalu.terms.days import Span
from yalu.terms.errors import BadFile, Problem
from yalu.trade.codes import edition_of
from yalu.trade.row_period import parse_span, period_columns, why_no_span
from yalu.trade.rows import Doubt, RowReader, cell_text

if TYPE_CHECKING:
    import narwhals as nw

    from yalu.trade.layout import Figures, Layout

__all__ = ["LINE", "Lookup", "can_store", "counted_columns", "flow_frame", "period_doubts", "stored_columns"]

LINE = "source_line"
Lookup = Callable[[dict[str, list[Any]]], "nw.LazyFrame[Any]"]


def stored_columns(layout: Layout) -> list[int]:
    """The columns of the table that are kept: those that the layout reads for flows."""
    cells = (
        layout.reporter,
        layout.partner,
        layout.direction,
        layout.hs,
        layout.edition,
        layout.quantity_unit,
    )
    wanted = {column for cell in cells for column in cell.columns}
    wanted |= {
        layout.year,
        layout.month,
        layout.period,
        layout.unit_column,
        layout.quantity,
        layout.cif,
        layout.fob,
    }
    wanted |= {each.column for each in layout.figures} | {split.column for split in layout.splits}
    return sorted(wanted - {-1})


def counted_columns(layout: Layout) -> list[int]:
    """The columns of the table that hold numbers; all others are looked up as they stand."""
    counted = {layout.quantity, layout.cif, layout.fob} | {each.column for each in layout.figures}
    return sorted(counted - {-1})


def can_store(layout: Layout) -> bool:
    """Can a table of this layout be read in bulk: with a column of years or periods, one heading row, and points as decimals?"""
    plain = layout.label < 0 and layout.header_rows == 1 and layout.decimal == "."
    return plain and (layout.year >= 0 or layout.period >= 0)


class _Dimension(NamedTuple):
    """Columns that decide some fields together."""

    columns: tuple[int, ...]
    fields: Callable[[list[str]], dict[str, Any]]


def _dimensions(layout: Layout, reader: RowReader, figures: Figures) -> list[_Dimension]:
    def span(cells: list[str]) -> dict[str, Any]:
        found = parse_span(layout, cells)
        return (
            {"since": found.since, "until": found.end}
            if isinstance(found, Span)
            else {"since": None, "until": None}
        )

    def about(cells: list[str]) -> dict[str, Any]:
        partner, direction, currency, factor = reader.about(0, cells, figures)
        return {"partner": partner, "direction": direction, "currency": currency, "factor": factor}

    def unit(cells: list[str]) -> dict[str, Any]:
        name, factor = reader.unit(cell_text(layout.quantity_unit, cells))
        return {"unit": name, "quantity_factor": factor}

    period = period_columns(layout)
    who = (
        *layout.partner.columns,
        *layout.direction.columns,
        *((layout.unit_column,) if layout.unit_column >= 0 else ()),
    )
    return [
        _Dimension(
            layout.reporter.columns,
            lambda cells: {"reporter": reader.place(0, layout.reporter, cells, "unknown_reporter")},
        ),
        _Dimension(tuple(dict.fromkeys(who)), about),
        _Dimension(
            (*layout.hs.columns, *layout.edition.columns, *((layout.goods,) if layout.goods >= 0 else ())),
            lambda cells: {"hs": reader.goods(cells)[0]},
        ),
        _Dimension(
            layout.edition.columns,
            lambda cells: {"edition": edition_of(cell_text(layout.edition, cells))},
        ),
        _Dimension(period, span),
        _Dimension(layout.quantity_unit.columns, unit),
        _Dimension(
            (*layout.hs.columns, *(split.column for split in layout.splits)),
            lambda cells: {"breakdown": reader.breakdown(cells)},
        ),
    ]


def period_doubts(
    stored: nw.LazyFrame[Any], headings: Sequence[str], layout: Layout, reader: RowReader
) -> list[Doubt]:
    """The periods of a store that do not exist, each with the line where it first stands and the number of its rows.

    As row by row, words without a digit are a note and no period.

    Raises:
        BadFile: no row has a period that exists.
    """
    import narwhals as nw

    columns = period_columns(layout)
    names = [headings[column] for column in columns]
    counted = stored.group_by(*names).agg(
        nw.col(LINE).min().alias("first"), nw.col(LINE).count().alias("rows")
    )
    doubts, kept = [], False
    for *texts, first, rows in sorted(counted.collect().rows(), key=lambda row: row[-2]):
        cells = [""] * len(headings)
        for column, text in zip(columns, texts, strict=True):
            cells[column] = text or ""
        found = parse_span(layout, cells)
        kept = kept or isinstance(found, Span)
        if isinstance(found, Span):
            continue
        kind, at = why_no_span(layout, cells)
        if kind:
            says = f"{found} ({rows:,} row{'s' * (rows > 1)})"
            doubts.append(Doubt(kind, first, headings[at], says))
    if kept:
        return doubts
    problems = [Problem(reader.name, f"line {one.line}", one.column, one.says) for one in doubts]
    raise BadFile(problems or [Problem(reader.name, "", names[0], "no row has a period")])


def flow_frame(
    stored: nw.LazyFrame[Any], headings: Sequence[str], layout: Layout, reader: RowReader, lookup: Lookup
) -> nw.LazyFrame[Any]:
    """The flows of a store as a lazy frame; rows of periods that do not exist are left out; `period_doubts` names them.

    Args:
        stored: the columns of `stored_columns` under their headings, and `LINE`.
        lookup: makes a frame of the same engine from columns of values.
    """
    import narwhals as nw

    # A table may head its own columns "Reporter" or "value", as the flows do.
    own = {headings[column]: f"cell {headings[column]}" for column in stored_columns(layout)}
    stored, headings = stored.rename(own), [own.get(heading, heading) for heading in headings]
    parts = [_figure_frame(stored, headings, layout, reader, lookup, figures) for figures in layout.figures]
    return parts[0] if len(parts) == 1 else nw.concat(parts, how="vertical")


def _figure_frame(
    stored: nw.LazyFrame[Any],
    headings: Sequence[str],
    layout: Layout,
    reader: RowReader,
    lookup: Lookup,
    figures: Figures,
) -> nw.LazyFrame[Any]:
    import narwhals as nw

    frame = stored
    for dimension in _dimensions(layout, reader, figures):
        frame = _joined(frame, stored, headings, dimension, lookup)
    value = nw.col(headings[figures.column]) * nw.col("factor")
    quantity = (
        nw.col(headings[layout.quantity]) * nw.col("quantity_factor")
        if layout.quantity >= 0
        else nw.lit(None).cast(nw.Float64)
    )
    unit = nw.when(~quantity.is_null()).then(nw.col("unit")).otherwise(nw.lit(""))
    frame = frame.with_columns(
        value=value,
        quantity=quantity,
        unit=unit,
        valuation=_valuation(headings, layout, figures),
        basis=nw.lit(layout.basis),
        running=nw.lit(figures.cumulative),
        vintage=nw.lit(reader.vintage),
        line=nw.col(LINE),
        column=nw.lit(figures.heading),
    )
    names = (
        "reporter",
        "partner",
        "direction",
        "hs",
        "edition",
        "since",
        "until",
        "value",
        "currency",
        "quantity",
        "unit",
    )
    frame = frame.filter(
        ~nw.col("since").is_null() & ~(nw.col("value").is_null() & nw.col("quantity").is_null())
    )
    return frame.select(*names, "valuation", "basis", "running", "breakdown", "vintage", "column", "line")


def _joined(
    frame: nw.LazyFrame[Any],
    stored: nw.LazyFrame[Any],
    headings: Sequence[str],
    dimension: _Dimension,
    lookup: Lookup,
) -> nw.LazyFrame[Any]:
    """The frame with the fields of one dimension; without columns they are the same for all rows."""
    import narwhals as nw

    width = len(headings)
    if not dimension.columns:
        return frame.with_columns(
            **{name: nw.lit(value) for name, value in dimension.fields([""] * width).items()}
        )
    names = [headings[column] for column in dimension.columns]
    keys = [f"key {name}" for name in names]
    plain = {key: nw.col(name).fill_null("") for key, name in zip(keys, names, strict=True)}
    frame = frame.with_columns(**plain)
    rows = stored.select(**plain).unique().collect().rows()
    table: dict[str, list[Any]] = {key: [] for key in keys}
    for values in sorted(rows):
        cells = [""] * width
        for column, text in zip(dimension.columns, values, strict=True):
            cells[column] = text
        fields = dimension.fields(cells)
        for name, value in (*zip(keys, values, strict=True), *fields.items()):
            table.setdefault(name, []).append(value)
    return frame.join(lookup(table), on=keys, how="left").drop(*keys)


def _valuation(headings: Sequence[str], layout: Layout, figures: Figures) -> Any:
    import narwhals as nw

    from yalu.trade.layout import VALUED

    if layout.valuation != "by direction":
        return nw.lit(layout.valuation)
    found = (
        nw.when(nw.col("direction").is_in(["export", "re-export"]))
        .then(nw.lit(VALUED["export"]))
        .otherwise(
            nw.when(nw.col("direction") == "total")
            .then(nw.lit("unknown"))
            .otherwise(nw.lit(VALUED["import"]))
        )
    )
    if layout.cif < 0:
        return found
    value, cif, fob = (nw.col(headings[column]) for column in (figures.column, layout.cif, layout.fob))
    is_cif, is_fob = (cif == value).fill_null(False), (fob == value).fill_null(False)
    return (
        nw.when(is_cif & ~is_fob)
        .then(nw.lit("CIF"))
        .otherwise(nw.when(is_fob & ~is_cif).then(nw.lit("FOB")).otherwise(found))
    )
