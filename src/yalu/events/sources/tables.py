"""How do Assembly roll calls, counts of visits and sanctions imposed become records?

Layouts: roll calls of E. Voeten as wide CSV (`rcid, date`, a column a State by its two letters; 1 yes, 2 abstain, 3 no, blank
absent); AidData's visits by receiving country and year; TIES impositions (v4). Rows are read as they stand; what is not known
stays None.
Units: agreement is a share from 0 to 1; score is one less half the mean distance of votes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from yalu.events.model import Agreement, VisitYear
from yalu.events.sources.rows import columns
from yalu.terms.errors import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Imposition", "parse_impositions", "parse_roll_calls", "parse_visit_years"]

_OPEN = 3000  # the year that TIES gives to a sanction still open


class Imposition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sanction that was imposed; `outcome` is the TIES code, None where missing (the file writes 0)."""

    case: str
    sender: str
    target: str
    since: int
    until: int | None = None
    outcome: int | None = None


def parse_roll_calls(name: str, data: bytes, pairs: Sequence[tuple[str, str]]) -> tuple[Agreement, ...]:
    """How alike each pair of States (two letters) voted, year by year; votes that either missed are not counted.

    Raises:
        BadFile: it is no such table, or a vote is none.
    """
    rows = columns(name, data, ("rcid", "date", *sorted({state for pair in pairs for state in pair})))
    gaps: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    problems = []
    for line, row in enumerate(rows, start=2):
        for a, b in pairs:
            votes = (row[a], row[b])
            if not all(votes):
                continue
            if not set(votes) <= {"1", "2", "3"} or not row["date"][:4].isdigit():
                problems.append(
                    Problem(name, f"line {line}", a, f"{votes} on {row['date']} are no votes; 1, 2 or 3")
                )
                continue
            gaps[int(row["date"][:4]), a, b].append(abs(int(votes[0]) - int(votes[1])))
    if problems:
        raise BadFile(problems)
    return tuple(
        Agreement(
            id=f"{year}{a}{b}",
            year=year,
            a=a,
            b=b,
            votes=len(found),
            same=found.count(0) / len(found),
            score=1 - sum(found) / len(found) / 2,
            source=name,
        )
        for (year, a, b), found in sorted(gaps.items())
    )


def parse_visit_years(name: str, data: bytes) -> tuple[VisitYear, ...]:
    """Visits between China and each country by year; N/A and blank are not known.

    Raises:
        BadFile: it is no such table, or a count is no number.
    """
    needed = ("receiving_country", "year", "government_visits", "military_visits", "total_elite_visits")
    found, problems = [], []
    for line, row in enumerate(columns(name, data, needed), start=2):
        try:
            year = _year(row["year"])
            counts = [_count(row[column]) for column in needed[2:]]
        except ValueError as error:
            problems.append(Problem(name, f"line {line}", "", str(error)))
            continue
        state = row["receiving_country"]
        found.append(
            VisitYear(
                id=f"{state}{year}", state=state, year=year, government=counts[0], military=counts[1],
                total=counts[2], source=name,
            )
        )  # fmt: skip
    if problems:
        raise BadFile(problems)
    return tuple(found)


def parse_impositions(name: str, data: bytes) -> tuple[Imposition, ...]:
    """The impositions of a TIES table; an end in the year 3000 is open, an outcome of 0 is missing.

    Raises:
        BadFile: it is no such table, or a number is none.
    """
    needed = ("caseid", "sender", "target", "sancstartyear", "endyear", "finaloutcome")
    found, problems = [], []
    for line, row in enumerate(columns(name, data, needed), start=2):
        try:
            since = _year(row["sancstartyear"])
            until, outcome = (_count(row[column]) for column in needed[4:])
        except ValueError as error:
            problems.append(Problem(name, f"line {line}", "", str(error)))
            continue
        found.append(
            Imposition(
                case=row["caseid"], sender=row["sender"], target=row["target"], since=since,
                until=None if until == _OPEN else until, outcome=outcome or None,
            )
        )  # fmt: skip
    if problems:
        raise BadFile(problems)
    return tuple(found)


def _count(cell: str) -> int | None:
    if cell in {"", "N/A", "NA"}:
        return None
    try:
        return int(float(cell))
    except (ValueError, OverflowError):
        raise ValueError(f'"{cell}" is no number') from None


def _year(cell: str) -> int:
    year = _count(cell)
    if year is None:
        raise ValueError("the row has no year")
    return year
