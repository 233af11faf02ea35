"""Traps between files: one figure in two vintages, with two values.

Shapes: one finding for each pair of files, with the largest change in words.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from yalu.trade.finding import Case, Finding, counted, lines_of
from yalu.trade.series import named
from yalu.trade.vintages import Change, differences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.trade.flow import Flow

__all__ = ["revised"]


def revised(case: Case) -> Iterator[Finding]:
    """Figures that two files print differently: revised, or of two publishers."""
    by_file: dict[tuple[str, str], list[Flow]] = {}
    for flow in case.flows:
        if flow.line:
            by_file.setdefault((flow.vintage, flow.basis), []).append(flow)
    for ((first, basis), old), ((second, other), new) in combinations(by_file.items(), 2):
        if basis != other or first == second:  # what somebody compiled is another figure, not a revision
            continue
        changed = [change for change in differences(old, new) if change.kind == "changed"]
        if changed:
            yield _finding(case, case.files.get(first, first), case.files.get(second, second), changed)


def _finding(case: Case, first: str, second: str, changed: list[Change]) -> Finding:
    top = max(
        changed, key=lambda change: (case.about in (change.key.partner, change.key.reporter), abs(change.by))
    )
    kept = [flow for change in changed for flow in (change.old, change.new) if flow is not None]
    what = named(top.new) if top.new else ""
    return Finding(
        kind="revision",
        severity="warning",
        says=f"{counted(len(changed), 'figure')} with another value in {second} than in {first}; {what}: "
        f"{_said(top.old)} and {_said(top.new)}. "
        "Neither is changed: say which one is used",
        rows=lines_of(case, kept),
        count=len(changed),
    )


def _said(flow: Flow | None) -> str:
    return "none" if flow is None or flow.value is None else f"{flow.value:,.0f} {flow.currency}"
