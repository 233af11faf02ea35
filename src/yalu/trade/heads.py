"""Which row of a table is its heading, and which layout does it show?

Assumes that the heading stands within the first rows: titles, units and notes stand above it. The content decides, never the name
of the file, but for what no heading says (a BACI edition, the direction of a query of China Customs).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.terms.errors import BadFile, Problem, nearest
from yalu.trade.cells import heading_key, reads
from yalu.trade.layout import Head, Layout
from yalu.trade.sources import SOURCES
from yalu.trade.sources.mapping import layout_of
from yalu.trade.sources.reference import Reference, reference_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.trade.sources.mapping import Mapping as ColumnMapping
    from yalu.trade.table import Row, Table

__all__ = ["find_head", "find_layout", "mapped_layout", "parts_decimals_by_comma"]

# What the headings of a source cannot do without, for what is said of a table that lacks some of them.
_WANTED: Mapping[str, tuple[str, ...]] = {
    "UN Comtrade": ("period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue"),
    "BACI": ("t", "i", "j", "k", "v"),
    "OEC": ("year", "country_origin_id", "country_destination_id", "export_val"),
    "China Customs": ("数据年月", "商品编码", "贸易伙伴名称", "美元"),
    "WITS": ("Reporter", "Partner", "Year", "TradeFlow", "ProductCode", "Trade Value 1000USD"),
}
_TITLE_ROWS = 40  # rows above the heading in which titles, units and notes stand


def find_head(rows: Sequence[Row], at: int, name: str) -> Head:
    """The heading that stands in row `at`, with the words above it."""
    above = "\n".join(" ".join(cell for cell in row.cells if cell.strip()) for row in rows[:at])
    below = rows[at + 1].cells if at + 1 < len(rows) else []
    cells = rows[at].cells
    return Head(cells, [heading_key(cell) for cell in cells], above, below, name)


def find_layout(name: str, rows: Sequence[Row]) -> tuple[int, Head, Layout | Reference]:
    """The row of the heading, the heading, and the layout of the first source that recognises it.

    Raises:
        BadFile: no source recognises any of the first rows.
    """
    for at in range(min(len(rows), _TITLE_ROWS)):
        head = find_head(rows, at, name)
        if sum(1 for cell in head.cells if cell.strip()) < 2:
            continue
        reference = reference_of(head.cells)
        if reference is not None:
            return at, head, reference
        for source in SOURCES:
            layout = source.recognise(head)
            if layout is not None:
                return at, head, layout
    raise BadFile(_unknown(name, rows))


def _unknown(name: str, rows: Sequence[Row]) -> list[Problem]:
    """Why no layout fits: what the likeliest source lacks, or what any table needs."""
    first = next(
        (row for row in rows if sum(1 for cell in row.cells if cell.strip()) > 1), rows[0] if rows else None
    )
    if first is None:
        return [Problem(name, "", "", "the table is empty")]
    keys = {heading_key(cell): cell.strip() for cell in first.cells if cell.strip()}
    for source, wanted in _WANTED.items():
        lacking = [heading for heading in wanted if heading_key(heading) not in keys]
        if len(lacking) < len(wanted) / 2:
            return [_lacking(name, first.line, source, heading, keys) for heading in lacking]
    headings = ", ".join(keys.values())[:200]
    why = (
        f"no layout of a known source fits the headings ({headings}); a table needs a partner, a period and figures with a "
        "direction. Say which column is which in a mapping file"
    )
    return [Problem(name, f"line {first.line}", "", why)]


def _lacking(name: str, line: int, source: str, heading: str, keys: Mapping[str, str]) -> Problem:
    close = nearest(heading_key(heading), keys)
    why = f'the headings are those of {source}, but "{heading}" is not there. A mapping file can say which column it is'
    return Problem(name, f"line {line}", "", why, keys[close] if close else None)


def mapped_layout(table: Table, mapping: ColumnMapping) -> tuple[int, Head, Layout]:
    """The heading that a mapping fits best: the first without a problem, else the first row's problems are said."""
    first: BadFile | None = None
    for at in range(min(len(table.rows), _TITLE_ROWS)):
        head = find_head(table.rows, at, table.name)
        try:
            return at, head, layout_of(mapping, head)
        except BadFile as error:
            if first is None or len(error.problems) < len(first.problems):
                first = error
    raise first or BadFile([Problem(table.name, "", "", "the table is empty")])


def parts_decimals_by_comma(table: Table, first: int, layout: Layout) -> bool:
    """Do the figures show that a comma parts decimals: none reads otherwise, and some read in no other way?

    Only where no comma parts cells; 1,234 alone shows nothing, since it can be thousands.
    """
    if table.form != "CSV" or table.delimiter == ",":
        return False
    columns = [each.column for each in layout.figures] + [layout.quantity] * (layout.quantity >= 0)
    cells = [row.cells[at] for row in table.rows[first:] for at in columns if at < len(row.cells)]
    return any(not reads(cell, ".") for cell in cells) and all(reads(cell, ",") for cell in cells)
