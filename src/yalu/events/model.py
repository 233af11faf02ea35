"""What is an event of the casebook?

Days: `on` is the day of the event; `known` the day from which it could be known, where that differs.
Units: counts of persons and of States; distances in kilometres. States are ISO 3166 alpha-3 codes; several in one cell are
parted by semicolons. `precision` says whether the day or only the month is known; then `on` is written as year-month and stays
so.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

__all__ = [
    "Agreement", "Claim", "Closure", "CouncilAct", "CouncilItem", "Draft", "Launch", "Member", "Missile", "NamedReport",
    "Provocation", "ReportCount", "ReportDuty", "Signal", "StateReply", "Test", "Visit", "VisitYear", "Workers",
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


class Launch(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One missile that was launched; `distance_km` is what it flew, not what it could reach."""

    on: str
    precision: Literal["day", "month"]
    missile: str = ""
    missile_class: Literal["", "SRBM", "SLBM", "MRBM", "IRBM", "ICBM", "SLV"] = ""
    launched_from: str = ""
    apogee_km: int | None = None
    distance_km: int | None = None
    outcome: Literal["success", "failure", "unknown"]


class Missile(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of missile, by the name launches give it, and how far it is thought to reach."""

    missile_class: Literal["SRBM", "SLBM", "MRBM", "IRBM", "ICBM", "SLV"]
    reach_low_km: int
    reach_high_km: int


class Provocation(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day with a provocation as CSIS counts them: a missile of any sort, a nuclear test, or another."""

    on: date
    kind: Literal["missile", "nuclear", "other"]
    event: str


class CouncilItem(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the Security Council voted on, any agenda; a tally is empty where the source has none."""

    on: date
    document: str
    outcome: Literal["adopted", "vetoed", "not_adopted"]
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    without_vote: bool = False
    vetoed_by: str = ""
    agenda: str


class Draft(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How each member voted on a draft, by name; the casebook's table is a sample of those that failed."""

    year: int
    document: str
    meeting: str
    yes: str = ""
    abstain: str = ""
    no: str = ""


class Signal(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who warned, asked or promised what, and what became of it.

    `outcome_on` is the day that decided; *flouted* says what was done after, not that the words were the cause of anything.
    """

    on: str
    precision: Literal["day", "month"]
    given_by: str
    given_to: str = ""
    kind: Literal["warning", "assurance", "message", "announcement"]
    about: str
    text: str
    outcome: Literal["heeded", "flouted", "kept", "carried out", "withdrawn", "contested", "open"]
    outcome_on: date | None = None


class Visit(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A visit at a high level between two States."""

    on: str
    precision: Literal["day", "month"]
    last_day: date | None = None
    visitor: str
    visited: str
    who: str
    level: str


class VisitYear(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Visits between China and another State in a year, by government and by armed forces."""

    state: str
    year: int
    government: int | None = None
    military: int | None = None
    total: int | None = None


class Agreement(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How alike two States voted in the General Assembly in a year: share of equal votes, and one less half the mean distance."""

    year: int
    a: str
    b: str
    votes: int
    same: float
    score: float
