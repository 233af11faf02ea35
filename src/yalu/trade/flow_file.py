"""Which flows does one file of statistics hold, by which layout, and what in it could not be taken at its word?

Shapes: a `FlowFile` holds the flows in the order of the rows.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from yalu.trade.heads import find_layout, mapped_layout, parts_decimals_by_comma
from yalu.trade.layout import columns_of
from yalu.trade.partners import Partners
from yalu.trade.rows import Doubt, Reading, read_rows
from yalu.trade.sources.reference import Reference
from yalu.trade.table import PARQUET, parse_parquet, parse_rows
from yalu.trade.vintages import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yalu.terms.goods import KnownCodes
    from yalu.terms.places import Gazetteer
    from yalu.trade.finding import Break, LookAlike, Published
    from yalu.trade.flow import Flow
    from yalu.trade.layout import Layout
    from yalu.trade.sources.mapping import Mapping as ColumnMapping
    from yalu.trade.table import Table

__all__ = ["FlowFile", "Knowledge", "given_for", "parse_statistics", "read_flows"]


class Knowledge(NamedTuple):
    """What is known beforehand: places, regions, codes, look-alikes, breaks, yearly rates (yuan per dollar), printed figures."""

    gazetteer: Gazetteer
    regions: Mapping[str, str]
    codes: KnownCodes | None = None
    look_alikes: Sequence[LookAlike] = ()
    breaks: Sequence[Break] = ()
    rates: Mapping[int, float] = {}
    published: Published = MappingProxyType({})
    ceilings: Mapping[str, float] = {}


class FlowFile(NamedTuple):
    """One file read: its table's form, its layout (or what other table it is), its flows and doubts, the headings not read."""

    name: str
    vintage: str
    sha256: str
    form: str
    encoding: str
    heading_line: int
    rows: int
    layout: Layout | None
    reference: Reference | None
    flows: Sequence[Flow]
    doubts: Sequence[Doubt]
    notes: Sequence[tuple[int, str]]
    units: frozenset[tuple[str, float]] = frozenset()
    unread: tuple[str, ...] = ()


def read_flows(
    table: Table, sha256: str, knowledge: Knowledge, mapping: ColumnMapping | None = None
) -> FlowFile:
    """The flows of one table by the layout that its headings show, or that `mapping` states.

    Raises:
        BadFile: no layout fits, or cells that cannot be read: all of them, with line and column.
    """
    if mapping is None:
        at, head, layout = find_layout(table.name, table.rows)
    else:
        at, head, layout = mapped_layout(table, mapping)
    vintage = sha256[:16]
    if isinstance(layout, Reference):
        reading, skip = Reading([], [], []), 1
    else:
        skip = layout.header_rows
        if mapping is None and parts_decimals_by_comma(table, at + skip, layout):
            layout = replace(layout, decimal=",", says=f"{layout.says}; a comma parts decimals")
        partners = Partners(knowledge.gazetteer, layout.numbering, knowledge.regions)
        reading = read_rows(table.name, head.cells, table.rows[at + skip :], layout, partners, vintage)
    if not isinstance(layout, Reference) and layout.doubt[0]:
        kind, says = layout.doubt
        reading.doubts.append(Doubt(kind, table.rows[at].line, "", says))
    reading.doubts.extend(_cut_off(table, at + skip))
    return FlowFile(
        table.name, vintage, sha256, table.form, table.encoding, table.rows[at].line, len(table.rows) - at - skip,
        None if isinstance(layout, Reference) else layout,
        layout if isinstance(layout, Reference) else None,
        reading.flows, reading.doubts, reading.notes, reading.units,
        _unread(head.cells, layout),
    )  # fmt: skip


def parse_statistics(
    name: str, content: bytes, knowledge: Knowledge, mapping: ColumnMapping | None = None
) -> FlowFile:
    """The flows of a file's bytes.

    Raises:
        BadFile: everything that is wrong with the file, with line and column.
    """
    if content.startswith(PARQUET):
        table = parse_parquet(
            name, content, lambda rows: columns_of(find_layout(name, rows)[2]) if mapping is None else None
        )
    else:
        table = parse_rows(name, content)
    return read_flows(table, fingerprint(content), knowledge, mapping)


def _unread(headings: Sequence[str], layout: Layout | Reference) -> tuple[str, ...]:
    read = columns_of(layout)
    if read is None:
        return ()
    return tuple(cell.strip() for at, cell in enumerate(headings) if cell.strip() and at not in read)


def given_for(file: FlowFile, state: str) -> FlowFile:
    """The file as the State's own figures, where nothing in it says whose they are and the State is none of its partners."""
    nobodys = not any(flow.reporter for flow in file.flows)
    if not file.flows or not nobodys or any(flow.partner == state for flow in file.flows):
        return file
    says = f"no heading, title or column says whose figures these are: taken as those of {state}, for whose page they are given"
    return file._replace(
        flows=[replace(flow, reporter=state) for flow in file.flows],
        doubts=[*file.doubts, Doubt("reporter_unknown", file.flows[0].line, "", says)],
    )


def _cut_off(table: Table, first: int) -> Iterator[Doubt]:
    """The last row, where it stops short of all rows before it: the file may have been cut off there."""
    rows = table.rows[first:]
    if (
        table.form == "CSV"
        and len(rows) > 1
        and len(rows[-1].cells) < min(len(row.cells) for row in rows[:-1])
    ):
        yield Doubt("cut_off", rows[-1].line, "", f"{len(rows[-1].cells)} of {len(rows[-2].cells)} cells")
