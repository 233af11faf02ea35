"""What does the reader make of statistics files: which layout, units and periods, and what is odd in them?

Shapes: a `Report` holds one `FileReport` for each file and the findings over all of them together, gravest first.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from yalu.trade.finding import Case, Finding
from yalu.trade.flow import is_state
from yalu.trade.stored.selected import ADDED
from yalu.trade.traps import TRAPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yalu.trade.flow_file import FlowFile, Knowledge

__all__ = ["FileReport", "Report", "check"]

_SEVERITY = {"error": 0, "warning": 1, "note": 2}


class FileReport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one file holds; days are half-open.

    `units` are currencies with the multiple in which they are printed, `unread` the headings of columns that say nothing here.
    """

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
    unread: tuple[str, ...] = ()


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All files and what was noticed."""

    files: tuple[FileReport, ...]
    findings: tuple[Finding, ...]


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
        # sums that yalu made of a store are nobody's figures
        flows=[flow for file in files for flow in file.flows if not flow.goods.startswith(ADDED)],
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
    findings.sort(key=lambda each: (_SEVERITY[each.severity], each.kind, _places(each.rows), each.says))
    return Report(files=tuple(_file_report(file) for file in files), findings=tuple(findings))


def _places(rows: Iterable[str]) -> list[tuple[str, int]]:
    """Rows as they follow in their files: line 9 before line 10."""
    parted = (row.rpartition(":") for row in rows)
    return [(name, int(line)) if line.isdigit() else (f"{name}:{line}", 0) for name, _, line in parted]


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
        units=_units(file.units),
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
        + len(
            {
                doubt.line
                for doubt in file.doubts
                if doubt.kind in ("impossible_period", "no_money", "sum_row")
            }
        ),
        unread=file.unread,
    )


def _level(hs: str) -> str:
    return (
        "TOTAL" if hs == "TOTAL" else f"HS{len(hs)}" if hs.isdigit() else "groups" if "-" in hs else "words"
    )


def _several(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))[:300]


def _units(units: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(sorted(_unit(currency or "not stated", factor) for currency, factor in units))


def _unit(currency: str, factor: float) -> str:
    return f"{currency} x {factor:,.0f}" if factor != 1 else currency
