"""Opens the tables of events that ship with the package; each is read once, when first asked for."""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TypeVar

import msgspec

from yalu.events.model import (
    Agreement,
    Claim,
    Closure,
    CouncilAct,
    CouncilItem,
    Draft,
    Launch,
    Member,
    Missile,
    NamedReport,
    Provocation,
    ReportCount,
    ReportDuty,
    Signal,
    StateReply,
    Test,
    Visit,
    VisitYear,
    Workers,
)
from yalu.events.series import LONG_RANGE, EventSeries
from yalu.terms.tables import parse_table

__all__ = [
    "LAUNCHES_UNTIL", "agreements", "claims", "closures", "council", "council_items", "failed_drafts", "launch_series",
    "launches", "members", "missiles", "named_reports", "provocations", "replies", "report_counts", "report_duties",
    "signals", "tests", "visit_years", "visits", "workers",
]  # fmt: skip

LAUNCHES_UNTIL = date(2020, 1, 1)  # the first day of which the casebook's table of tests says nothing

_Record = TypeVar("_Record", bound=msgspec.Struct)


def _table(name: str, kind: type[_Record]) -> tuple[_Record, ...]:
    text = files("yalu.events").joinpath("data", name).read_text(encoding="utf-8")
    return parse_table(name, text, kind)


@cache
def tests() -> tuple[Test, ...]:
    """Launch days of 1984 to 2019 and the six nuclear tests."""
    return _table("tests.csv", Test)


@cache
def council() -> tuple[CouncilAct, ...]:
    """The Council on the DPRK: resolutions, statements, vetoes, the end of the Panel."""
    return _table("council.csv", CouncilAct)


@cache
def members() -> tuple[Member, ...]:
    """The 193 members of the United Nations with their days of admission."""
    return _table("un_members.csv", Member)


@cache
def report_duties() -> tuple[ReportDuty, ...]:
    """Reports that every State owes."""
    return _table("report_duties.csv", ReportDuty)


@cache
def report_counts() -> tuple[ReportCount, ...]:
    """How many States had reported."""
    return _table("implementation_report_counts.csv", ReportCount)


@cache
def named_reports() -> tuple[NamedReport, ...]:
    """States that are named as having reported, or not."""
    return _table("implementation_reports_named.csv", NamedReport)


@cache
def workers() -> tuple[Workers, ...]:
    """Workers sent home under 2397."""
    return _table("worker_repatriation.csv", Workers)


@cache
def replies() -> tuple[StateReply, ...]:
    """What States said or did about a finding."""
    return _table("replies.csv", StateReply)


@cache
def closures() -> tuple[Closure, ...]:
    """Outside causes of a fall in trade."""
    return _table("closures.csv", Closure)


@cache
def claims() -> tuple[Claim, ...]:
    """What was read from pictures of the border."""
    return _table("border_imagery_claims.csv", Claim)


@cache
def launches() -> tuple[Launch, ...]:
    """Every missile launched from 1984 to 2019."""
    return _table("launches.csv", Launch)


@cache
def missiles() -> tuple[Missile, ...]:
    """Kinds of missile and their reach."""
    return _table("missiles.csv", Missile)


@cache
def provocations() -> tuple[Provocation, ...]:
    """Days with a provocation from 1958 to 2019."""
    return _table("provocations.csv", Provocation)


@cache
def council_items() -> tuple[CouncilItem, ...]:
    """What the Security Council voted on from 1990 to 2019."""
    return _table("council_items.csv", CouncilItem)


@cache
def failed_drafts() -> tuple[Draft, ...]:
    """How members voted on drafts that failed from 1990 to 2019."""
    return _table("failed_drafts.csv", Draft)


@cache
def signals() -> tuple[Signal, ...]:
    """Warnings, assurances, messages and announcements."""
    return _table("signals.csv", Signal)


@cache
def visits() -> tuple[Visit, ...]:
    """High visits between China and the two Koreas."""
    return _table("visits.csv", Visit)


@cache
def visit_years() -> tuple[VisitYear, ...]:
    """Visits of China with the two Koreas by year."""
    return _table("visits_by_year.csv", VisitYear)


@cache
def agreements() -> tuple[Agreement, ...]:
    """How alike China, Russia and the United States voted in the Assembly."""
    return _table("assembly_agreement.csv", Agreement)


@cache
def launch_series() -> EventSeries:
    """The casebook's days of launches as the series that its publisher's own file gives, with the nuclear tests."""
    rows = [one for one in tests() if one.kind != "nuclear_test"]
    known = {date.fromisoformat(one.on): one for one in rows if one.precision == "day"}
    return EventSeries(
        name="missile_test_days",
        layout="casebook",
        sha256=sha256(files("yalu.events").joinpath("data", "tests.csv").read_bytes()).hexdigest(),
        rows=len(tests()),
        days=tuple(sorted(known)),
        months=tuple(sorted({one.on for one in rows if one.precision == "month"})),
        long_range=tuple(sorted(day for day, one in known.items() if one.farthest in LONG_RANGE)),
        nuclear=tuple(date.fromisoformat(one.on) for one in tests() if one.kind == "nuclear_test"),
    )
