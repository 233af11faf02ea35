"""How do tables of who voted how in the Security Council become records?

Layouts: failed drafts with their voters (`meeting, draft, year, submitted_by, in_favour, abstain, against`; each list written
as `['Poland', 'France']`), of which only the year is known; vetoes (`date, draft, ..., agenda_item, ...`, then 0 or 1 for
`china, france, russia, ussr, usa, uk`).
Assumes that the USSR's seat is Russia's. A table of vetoes holds nothing that passed, so no rate can be counted from it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import msgspec

from yalu.events.model import CouncilItem, Draft
from yalu.events.sources.rows import columns
from yalu.terms.errors import BadFile, BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

__all__ = ["is_veto_table", "parse_member_votes", "parse_vetoes"]

_VOTES = {"in_favour": "yes", "abstain": "abstain", "against": "no"}
_DRAFTS = ("meeting", "draft", "year", *_VOTES)
_SEATS = {"china": "CHN", "france": "FRA", "russia": "RUS", "ussr": "RUS", "usa": "USA", "uk": "GBR"}
_AS_WRITTEN = {"Yugoslavia": "YUG", "Cote d' Ivoire": "CIV"}  # a State that is gone, and a slip of the table
_VETOES = ("date", "draft", "agenda_item", *_SEATS)


def parse_member_votes(name: str, data: bytes, code: Callable[[str], str]) -> tuple[Draft, ...]:
    """Failed drafts with the members for, abstaining and against, in the order of the table.

    Args:
        code: the three letters of a State by its name; raises BadInput where it knows none.

    Raises:
        BadFile: a column is missing, or a row names no State, no year, or one member twice; all together.
    """
    found, problems = [], []
    for line, row in enumerate(columns(name, data, _DRAFTS), start=2):
        votes = {}
        for column, vote in _VOTES.items():
            try:
                votes[vote] = [_AS_WRITTEN.get(state) or code(state) for state in _listed(row[column])]
            except BadInput as error:
                problems.append(Problem(name, f"line {line}", column, str(error)))
        if not row["year"].isdigit():
            problems.append(Problem(name, f"line {line}", "year", f'"{row["year"]}" is no year'))
            continue
        everyone = [state for voters in votes.values() for state in voters]
        if twice := sorted({state for state in everyone if everyone.count(state) > 1}):
            problems.append(Problem(name, f"line {line}", "", f"{', '.join(twice)} voted twice"))
        found.append(
            Draft(
                id=f"{name}:{line}",
                year=int(row["year"]),
                document=row["draft"],
                meeting=row["meeting"],
                source=name,
                **{vote: ";".join(voters) for vote, voters in votes.items()},
            )
        )
    if problems:
        raise BadFile(problems)
    return tuple(found)


def parse_vetoes(name: str, data: bytes, *, today: date) -> tuple[CouncilItem, ...]:
    """Vetoed drafts in the order of time, with the members that cast the vetoes; none where the table marks nobody.

    Raises:
        BadFile: a column is missing, or a row has no day, one later than today, or a mark that is neither 0 nor 1; all together.
    """
    found, problems = [], []
    for line, row in enumerate(columns(name, data, _VETOES), start=2):
        by = sorted({seat for column, seat in _SEATS.items() if row[column] == "1"})
        cells = {
            "id": f"{name}:{line}",
            "on": row["date"],
            "document": row["draft"],
            "outcome": "vetoed",
            "vetoed_by": ";".join(by),
            "agenda": row["agenda_item"],
            "source": name,
        }
        try:
            item = msgspec.convert(cells, CouncilItem, strict=False)
        except msgspec.ValidationError as error:
            problems.append(Problem(name, f"line {line}", "date", str(error)))
            continue
        if odd := [column for column in _SEATS if row[column] not in {"0", "1"}]:
            problems.append(Problem(name, f"line {line}", odd[0], f'"{row[odd[0]]}" is neither 0 nor 1'))
        elif item.on > today:
            problems.append(Problem(name, f"line {line}", "date", f"{item.on} is later than today, {today}"))
        found.append(item)
    if problems:
        raise BadFile(problems)
    return tuple(sorted(found, key=lambda item: item.on))


def is_veto_table(data: bytes) -> bool:
    """Whether the first line is the head of a table of vetoes."""
    head = data.partition(b"\n")[0].decode("utf-8-sig", "replace")
    return set(_SEATS) <= {cell.strip() for cell in head.split(",")}


def _listed(text: str) -> list[str]:
    try:
        found = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadInput(f"\"{text}\" is no list; write ['Poland', 'France'], or []")
    return found
