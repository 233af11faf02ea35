"""What does the reader make of statistics files: which layout, units and periods, and what is odd in them?

Shapes: a `Report` holds one `FileReport` for each file and the findings over all of them together, gravest first.
Assumes nothing of a file's name but what no heading says (a BACI edition, the direction of a query of China Customs).
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from yalu.terms.errors import BadFile, BadInput, Problem
from yalu.trade.cells import heading_key, number
from yalu.trade.finding import Break, Case, Finding, LookAlike, Published
from yalu.trade.flow import Flow, is_state
from yalu.trade.layout import Head, Layout, columns_of
from yalu.trade.partners import Partners
from yalu.trade.rows import Doubt, Reading, read_rows
from yalu.trade.sources import SOURCES
from yalu.trade.sources.mapping import Mapping as ColumnMapping
from yalu.trade.sources.mapping import layout_of
from yalu.trade.sources.reference import Reference, reference_of
from yalu.trade.table import PARQUET, Row, Table, parse_parquet, parse_rows
from yalu.trade.traps import TRAPS
from yalu.trade.vintages import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yalu.terms.goods import KnownCodes
    from yalu.terms.places import Gazetteer

__all__ = [
    "FileReport",
    "FlowFile",
    "Knowledge",
    "Report",
    "check",
    "find_head",
    "find_layout",
    "parse_statistics",
    "read_flows",
]

_TITLE_ROWS = 40  # rows above the heading in which titles, units and notes stand
_SEVERITY = {"error": 0, "warning": 1, "note": 2}


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
    """One file read: its table's form, its layout (or what other table it is), its flows and doubts."""

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


class FileReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one file holds. `units` are currencies with the multiple in which they are printed; days are half-open."""

    file: str
    sha256: str
    form: str
    encoding: str
    layout: str
    says: str
    heading_line: int
    rows: int
    flows: int
    units: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    partners: int = 0
    directions: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    valuations: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    periods: int = 0
    since: date | None = None
    until: date | None = None
    left_out: int = 0


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All files and what was noticed."""

    files: tuple[FileReport, ...]
    findings: tuple[Finding, ...]


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
    raise BadFile([_unknown(name, rows)])


def _unknown(name: str, rows: Sequence[Row]) -> Problem:
    first = next(
        (row for row in rows if sum(1 for cell in row.cells if cell.strip()) > 1), rows[0] if rows else None
    )
    headings = ", ".join(cell.strip() for cell in first.cells if cell.strip())[:200] if first else ""
    where = f"line {first.line}" if first else ""
    return Problem(
        name,
        where,
        "",
        f"no layout of a known source fits the headings ({headings}); a table needs a partner, a period and figures with a "
        "direction. Say which column is which in a mapping file",
    )


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
        at, head, layout = _mapped(table, mapping)
    vintage = sha256[:16]
    if isinstance(layout, Reference):
        reading, skip = Reading([], [], []), 1
    else:
        skip = layout.header_rows
        if mapping is None and _decimal_comma(table, at + skip, layout):
            layout = replace(layout, decimal=",", says=f"{layout.says}; a comma parts decimals")
        partners = Partners(knowledge.gazetteer, layout.numbering, knowledge.regions)
        reading = read_rows(table.name, head.cells, table.rows[at + skip :], layout, partners, vintage)
    reading.doubts.extend(_cut_off(table, at + skip))
    return FlowFile(
        table.name, vintage, sha256, table.form, table.encoding, table.rows[at].line, len(table.rows) - at - skip,
        None if isinstance(layout, Reference) else layout,
        layout if isinstance(layout, Reference) else None,
        reading.flows, reading.doubts, reading.notes,
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


def _decimal_comma(table: Table, first: int, layout: Layout) -> bool:
    """Do the figures show that a comma parts decimals: none reads otherwise, and some read in no other way?

    Only where no comma parts cells; 1,234 alone shows nothing, since it can be thousands.
    """
    if table.form != "CSV" or table.delimiter == ",":
        return False
    columns = [each.column for each in layout.figures] + [layout.quantity] * (layout.quantity >= 0)
    cells = [row.cells[at] for row in table.rows[first:] for at in columns if at < len(row.cells)]
    return any(not _reads(cell, ".") for cell in cells) and all(_reads(cell, ",") for cell in cells)


def _reads(cell: str, decimal: str) -> bool:
    try:
        number(cell, decimal)
    except BadInput:
        return False
    return True


def _cut_off(table: Table, first: int) -> Iterator[Doubt]:
    """The last row, where it stops short of all rows before it: the file may have been cut off there."""
    rows = table.rows[first:]
    if (
        table.form == "CSV"
        and len(rows) > 1
        and len(rows[-1].cells) < min(len(row.cells) for row in rows[:-1])
    ):
        yield Doubt("cut_off", rows[-1].line, "", f"{len(rows[-1].cells)} of {len(rows[-2].cells)} cells")


def _mapped(table: Table, mapping: ColumnMapping) -> tuple[int, Head, Layout]:
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


def check(
    files: Sequence[FlowFile], knowledge: Knowledge, *, on: date, about: str = "", state: str = ""
) -> Report:
    """What the files hold and every trap in them, over all files together.

    Args:
        on: the day of reading: what begins after it is in the future.
        about: the State whose trade is asked about; findings on it are said one by one.
        state: the State whose page they are for: rows between the two are named first.
    """
    case = Case(
        flows=[flow for file in files for flow in file.flows],
        doubts={file.vintage: file.doubts for file in files},
        files={file.vintage: file.name for file in files},
        on=on,
        about=about,
        state=state,
        codes=knowledge.codes,
        look_alikes=knowledge.look_alikes,
        breaks=knowledge.breaks,
        rates=knowledge.rates,
        published=knowledge.published,
        ceilings=knowledge.ceilings,
    )
    findings = [finding for trap in TRAPS for finding in trap(case)]
    findings.extend(_twice(files))
    findings.sort(key=lambda finding: (_SEVERITY[finding.severity], finding.kind, finding.rows, finding.says))
    return Report(files=tuple(_file_report(file) for file in files), findings=tuple(findings))


def _twice(files: Sequence[FlowFile]) -> list[Finding]:
    """Files with the same content under two names."""
    seen: dict[str, str] = {}
    found = []
    for file in files:
        other = seen.setdefault(file.sha256, file.name)
        if other != file.name:
            found.append(
                Finding(
                    kind="same_file",
                    severity="error",
                    says=f"{file.name} has the same content as {other}",
                    rows=(other, file.name),
                )
            )
    return found


def _file_report(file: FlowFile) -> FileReport:
    flows = file.flows
    layout = file.layout
    return FileReport(
        file=file.name,
        sha256=file.sha256,
        form=file.form,
        encoding=file.encoding,
        layout=layout.source if layout else file.reference.name if file.reference else "",
        says=layout.says if layout else f"{file.reference.says}: no flows" if file.reference else "",
        heading_line=file.heading_line,
        rows=file.rows,
        flows=len(flows),
        units=_units(layout, flows),
        reporters=_several(flow.reporter for flow in flows),
        partners=len({flow.partner for flow in flows if is_state(flow.partner)}),
        directions=_several(flow.direction for flow in flows),
        editions=_several(flow.edition or "not stated" for flow in flows if flow.hs != "TOTAL"),
        valuations=_several(flow.valuation for flow in flows),
        basis=_several(flow.basis for flow in flows),
        levels=_several(_level(flow.hs) for flow in flows if flow.hs),
        periods=len({(flow.since, flow.until) for flow in flows if not flow.running}),
        since=min((flow.since for flow in flows), default=None),
        until=max((flow.until for flow in flows), default=None),
        left_out=len(file.notes)
        + len({doubt.line for doubt in file.doubts if doubt.kind in ("impossible_period", "no_money")}),
    )


def _level(hs: str) -> str:
    return "TOTAL" if hs == "TOTAL" else f"HS{len(hs)}" if hs.isdigit() else "groups"


def _several(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))[:300]


def _units(layout: Layout | None, flows: Sequence[Flow]) -> tuple[str, ...]:
    if layout is None:
        return ()
    factors = {(each.currency, each.factor) for each in layout.figures if each.currency}
    said = {f"{currency} x {factor:,.0f}" if factor != 1 else currency for currency, factor in factors}
    return tuple(sorted(said or {flow.currency or "not stated" for flow in flows}))
