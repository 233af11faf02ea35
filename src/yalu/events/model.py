"""What is an event of the casebook?

Days: `on` is the day of the event; `known` the day from which it could be known, where that differs.
Units: counts of persons and of States. States are ISO 3166 alpha-3 codes.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

__all__ = [
    "Claim", "Closure", "CouncilAct", "Member", "NamedReport", "ReportCount", "ReportDuty", "StateReply", "Test", "Workers",
]  # fmt: skip


class _Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of a table: its id, where it was published, and its trap."""

    id: str
    source: str
    note: str = ""


class Test(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One day of launches or one nuclear test; `on` is year-month where only the month is known.

    `farthest` is the class of the missile with the longest reach that day, empty where unknown.
    """

    __test__ = False  # a record, not a test case: its name must not be collected as one

    on: str
    precision: Literal["day", "month"]
    kind: Literal["launch_day", "long_range_launch", "nuclear_test"]
    farthest: Literal["", "SRBM", "SLBM", "MRBM", "IRBM", "ICBM", "SLV"] = ""
    missiles: int | None = None
    outcome: Literal["", "success", "failure", "mixed", "unknown"] = ""


class CouncilAct(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A resolution, a statement, a vetoed draft, or the end of a mandate."""

    on: date
    document: str
    kind: Literal["measures", "panel_mandate", "statement", "call", "veto", "mandate_end"]
    resolution: int | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    vetoed_by: str = ""
    trigger: str = ""
    trigger_on: date | None = None


class Member(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of the United Nations by its code, and the day from which it or the State before it in its seat is one."""

    since: date


class ReportDuty(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report that every State owes, and its day; `report` names it in the tables of reports."""

    cite: str
    measure: str
    report: str
    duty: str
    due: date


class ReportCount(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many States had filed a report by a day; `names_all` says that the source names every one."""

    report: str
    on: date
    states: int
    of: int
    names_all: bool
    known: date


class NamedReport(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A State filed on a day, by a day, or had not by a day. `number` says whether it gave the number asked for."""

    state: str
    report: str
    how: Literal["on", "by", "not_by"]
    day: date
    known: date
    number: Literal["", "yes", "no"] = ""


class Workers(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Workers counted before and left on a day, or sent home; an estimate holds its stock in `before`."""

    state: str = ""
    kind: Literal["permits", "workers", "statement", "estimate", "sum"]
    since: date | None = None
    before: int | None = None
    on: date | None = None
    left: int | None = None
    sent_home: int | None = None
    known: date


class StateReply(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a State said or did about a finding; `about` is the finding, with goods and year for goods under a ban."""

    state: str = ""
    about: str
    kind: Literal["error", "disputed", "exempt", "accepted", "acted"]
    on: date
    text: str
    known: date


class Closure(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A period in which trade fell for a cause that is no enforcement; without `last_day` it still ran when the row was printed.

    A row that `replaces` another tells the same cause, known to its end.
    """

    what: str
    since: date
    last_day: date | None = None
    precision: Literal["day", "month"]
    known: date
    replaces: str = ""


class Claim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody read from pictures of the border, and what weakens it."""

    id: str
    on: date
    who: str
    claim: str
    evidence: str
    sample: str = ""
    weakness: str = ""
    source: str
