"""What does the reader notice in statistics that an analyst must know before using them?

A finding names the rows and says what is odd; it never changes a number. `error` is wrong as it stands, `warning` must be looked
at, `note` must be known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from yalu.terms.goods import KnownCodes
    from yalu.trade.flow import Flow
    from yalu.trade.rows import Doubt

__all__ = ["Break", "Case", "Finding", "LookAlike", "Severity", "Trap", "line_of", "lines_of"]

Severity = Literal["error", "warning", "note"]
_MOST_LINES = 20


class Finding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing noticed: its kind, how grave it is, in words, and where (`file:line`); `figures` are what it rests on."""

    kind: str
    severity: Severity
    says: str
    rows: tuple[str, ...] = ()
    count: int = 1
    figures: dict[str, float] = {}


class LookAlike(NamedTuple):
    """Two places that statistics mix up; `times` is how many times more the second trades at least, 0 where neither is larger."""

    small: str
    large: str
    times: float


class Break(NamedTuple):
    """A known break of a series: from `since` until `end` (half-open, None still running) figures mean something else."""

    kind: str
    reporter: str
    partner: str
    direction: str
    hs: str
    since: date
    end: date | None
    says: str
    source: str


class Case(NamedTuple):
    """All that a trap looks at.

    `files` names each vintage; `about` is the State whose trade is asked about, `state` the one whose page it is for, empty for
    none; `on` is the day of reading.
    """

    flows: Sequence[Flow]
    doubts: Mapping[str, Sequence[Doubt]]
    files: Mapping[str, str]
    on: date
    about: str = ""
    state: str = ""
    codes: KnownCodes | None = None
    look_alikes: Sequence[LookAlike] = ()
    breaks: Sequence[Break] = ()
    rates: Mapping[int, float] = {}


Trap = Callable[[Case], Iterable[Finding]]


def line_of(case: Case, flow: Flow) -> str:
    """Where a flow stands: file and line, or the id of a row of the casebook."""
    name = case.files.get(flow.vintage, flow.vintage)
    return f"{name}:{flow.line}" if flow.line else flow.column or name


def lines_of(case: Case, flows: Iterable[Flow]) -> tuple[str, ...]:
    """Where flows stand, without repeats, at most twenty: those between the States asked about first."""
    asked = {case.about, case.state} - {""}
    ordered = sorted(flows, key=lambda flow: -len(asked & {flow.reporter, flow.partner}))
    return tuple(dict.fromkeys(line_of(case, flow) for flow in ordered))[:_MOST_LINES]
