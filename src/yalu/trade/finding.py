"""What does the reader notice in statistics that an analyst must know before using them?

A finding names the rows and says what is odd; it never changes a number. `error` is wrong as it stands, `warning` must be looked
at, `note` must be known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from yalu.terms.goods import KnownCodes
    from yalu.trade.flow import Flow
    from yalu.trade.rows import Doubt

__all__ = [
    "Break",
    "Case",
    "Claim",
    "Finding",
    "LookAlike",
    "Published",
    "Severity",
    "Trap",
    "counted",
    "line_of",
    "lines_of",
    "spot",
    "told",
]

Severity = Literal["error", "warning", "note"]
_MOST_LINES = 20
_MOST_TOLD = 8  # findings of one kind that are said one by one


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


Published = Mapping[tuple[str, str, str, str, "date", "date"], "Sequence[float]"]


class Case(NamedTuple):
    """All that a trap looks at.

    `published` are printed figures in US dollars by reporter, partner, direction, code and period; `ceilings` the most that a
    State ever traded in a year, in US dollars. `files` names each vintage; `about` is the State whose trade is asked about,
    `state` the one whose page it is for, empty for none; `on` is the day of reading.
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
    published: Published = MappingProxyType({})
    ceilings: Mapping[str, float] = {}


class Claim(NamedTuple):
    """A finding about the size of figures, and the figures it explains; `aside` is the same in words behind another finding."""

    flows: Sequence[Flow]
    finding: Finding
    aside: str = ""


Trap = Callable[[Case], Iterable[Finding]]


def counted(number: int, what: str) -> str:
    """A number with its noun: "1 row", "2 rows"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def spot(flow: Flow) -> tuple[str, int, str, str]:
    """Where a figure stands: file, line and heading, and its direction, which one row may hold twice under one heading."""
    return flow.vintage, flow.line, flow.column, flow.direction


def line_of(case: Case, flow: Flow) -> str:
    """Where a flow stands: file and line, or the id of a row of the casebook."""
    name = case.files.get(flow.vintage, flow.vintage)
    return f"{name}:{flow.line}" if flow.line else flow.column or name


def lines_of(case: Case, flows: Iterable[Flow]) -> tuple[str, ...]:
    """Where flows stand, without repeats, at most twenty: those between the States asked about first, then by file and line."""
    asked = {case.about, case.state} - {""}
    given = {vintage: at for at, vintage in enumerate(case.files)}
    ordered = sorted(
        flows,
        key=lambda flow: (
            -len(asked & {flow.reporter, flow.partner}), given.get(flow.vintage, len(given)), flow.line,
        ),
    )  # fmt: skip
    return tuple(dict.fromkeys(line_of(case, flow) for flow in ordered))[:_MOST_LINES]


def told(case: Case, found: Iterable[tuple[Flow, Finding]]) -> Iterator[Finding]:
    """Findings on the State asked about one by one while they are few, all others of a kind as one that names the first."""
    own: list[Finding] = []
    others: list[Finding] = []
    for flow, each in found:
        mine = not case.about or case.about in (flow.reporter, flow.partner)
        (own if mine else others).append(each)
    yield from own[:_MOST_TOLD]
    rest = own[_MOST_TOLD:] + others
    kinds = dict.fromkeys(each.kind for each in rest)
    for kind in kinds:
        several = [each for each in rest if each.kind == kind]
        if len(several) == 1:
            yield several[0]
            continue
        rows = tuple(dict.fromkeys(row for each in several for row in each.rows))[:_MOST_LINES]
        more = " more" if any(each.kind == kind for each in own[:_MOST_TOLD]) else ""
        severity: Severity = several[0].severity if len(own) > _MOST_TOLD else "warning"
        yield Finding(
            kind=kind, severity=severity, says=f"{len(several)}{more} of this kind, such as {several[0].says}", rows=rows,
            count=len(several),
        )  # fmt: skip
