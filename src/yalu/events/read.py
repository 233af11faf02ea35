"""Opens the tables of events that ship with the package; each is read once, when first asked for."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from yalu.events.model import (
    Claim,
    Closure,
    CouncilAct,
    Member,
    NamedReport,
    ReportCount,
    ReportDuty,
    StateReply,
    Test,
    Workers,
)
from yalu.terms.errors import BadFile, Problem

__all__ = [
    "claims", "closures", "council", "members", "named_reports", "parse_table", "replies", "report_counts", "report_duties",
    "tests", "workers",
]  # fmt: skip

_Record = TypeVar("_Record", bound=msgspec.Struct)
_WORDS = {"yes": True, "no": False}


def parse_table(name: str, text: str, kind: type[_Record]) -> tuple[_Record, ...]:
    """The records of a table with a head row; an empty cell leaves its field at its default.

    Raises:
        BadFile: every row that does not fit, an id that stands twice, a row without source.
    """
    truths = {field.name for field in msgspec.structs.fields(kind) if field.type is bool}
    records: list[_Record] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        where = f"line {line}"
        if row["id"] in seen:
            problems.append(Problem(name, where, "id", f'"{row["id"]}" stands twice'))
        seen.add(row["id"])
        if not row["source"]:
            problems.append(Problem(name, where, "source", "a row without source is no fact"))
        cells = {k: _WORDS.get(v, v) if k in truths else v for k, v in row.items() if v}
        try:
            records.append(msgspec.convert(cells, kind, strict=False))
        except msgspec.ValidationError as error:
            problems.append(Problem(name, where, "", str(error)))
    if problems:
        raise BadFile(problems)
    return tuple(records)


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
