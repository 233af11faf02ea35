"""How do tables of who voted how in the Security Council become records?

Layouts: failed drafts with their voters (`meeting, draft, year, submitted_by, in_favour, abstain, against`; each list written
as `['Poland', 'France']`), of which only the year is known; vetoes (`date, draft, ..., agenda_item, ...`, then 0 or 1 for
`china, france, russia, ussr, usa, uk`, and in the publisher's own table the same members by name in `member_veto1` to `3`,
which has some that the marks lack).
Assumes that the USSR's seat is Russia's. A table of vetoes holds nothing that passed, so no rate can be counted from it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from yalu.events.model import CouncilItem, Draft
from yalu.events.sources.rows import columns, parse_on
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
_NAMED = ("member_veto1", "member_veto2", "member_veto3")


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
        BadFile: a column is missing, or a row has no day, one later than today, a mark that is neither 0 nor 1, or the name of
            no permanent member; all together.
    """
    found, problems = [], []
    for line, row in enumerate(columns(name, data, _VETOES, lower=True), start=2):
        named = [row[column].strip().lower() for column in _NAMED if row.get(column, "").strip()]
        by = {_SEATS[one] for one in _SEATS if row[one] == "1" or one in named}
        odd = [column for column in _SEATS if row[column] not in {"0", "1"}]
        if odd:
            problems.append(Problem(name, f"line {line}", odd[0], f'"{row[odd[0]]}" is neither 0 nor 1'))
        if strange := [one for one in named if one not in _SEATS]:
            problems.append(
                Problem(name, f"line {line}", _NAMED[0], f'"{strange[0]}" is no permanent member')
            )
        try:
            on = parse_on(row["date"])
        except BadInput as error:
            problems.append(Problem(name, f"line {line}", "date", str(error)))
            continue
        if on > today:
            problems.append(Problem(name, f"line {line}", "date", f"{on} is later than today, {today}"))
        found.append(
            CouncilItem(
                id=f"{name}:{line}",
                on=on,
                document=row["draft"],
                outcome="vetoed",
                vetoed_by=";".join(sorted(by)),
                agenda=row["agenda_item"],
                source=name,
            )
        )
    if problems:
        raise BadFile(problems)
    return tuple(sorted(found, key=lambda item: item.on))


def is_veto_table(data: bytes) -> bool:
    """Whether the first line is the head of a table of vetoes."""
    head = data.partition(b"\n")[0].decode("utf-8-sig", "replace")
    return set(_SEATS) <= {cell.strip().lower() for cell in head.split(",")}


def _listed(text: str) -> list[str]:
    try:
        found = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadInput(f"\"{text}\" is no list; write ['Poland', 'France'], or []")
    return found
