"""How does the UN library's table of votes in the Security Council become items and named votes?

Layout: one row a member and resolution (`undl_id, ms_code, ms_name, permanent_member, ms_vote, date, resolution, draft, meeting,
description, agenda, subjects, vote_note, modality, total_yes, total_no, total_abstentions, total_non_voting, total_ms,
undl_link`); a vote is Y, N, A, or X for a member that did not vote.
Sources: its data dictionary of 21 July 2025, https://digitallibrary.un.org/record/4055387.
Assumes that the printed tally is right: names that do not add up to it are left out. The table holds what was adopted only, so
no rate can be counted from it alone.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from yalu.events.model import CouncilItem, Draft
from yalu.events.sources.rows import columns, parse_on
from yalu.terms.errors import BadFile, BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["LibraryVotes", "is_library_table", "parse_library_votes"]

_NEEDED = (
    "undl_id",
    "ms_code",
    "permanent_member",
    "ms_vote",
    "date",
    "resolution",
    "meeting",
    "description",
    "agenda",
    "modality",
    "total_yes",
    "total_no",
    "total_abstentions",
)
_VOTES = {"Y": "yes", "N": "no", "A": "abstain", "X": "", "NV": "", "": ""}
_SEATS = {"SUN": "RUS"}  # the seat went on
_SYMBOL = re.compile(r"S/RES/(\d+)\s*\((\d{4})\)")
_TOTALS = {"yes": "total_yes", "no": "total_no", "abstain": "total_abstentions"}


class LibraryVotes(NamedTuple):
    """What was adopted, in the order of time, and who voted how on it where the names add up to the tally."""

    items: tuple[CouncilItem, ...]
    votes: tuple[Draft, ...]


def is_library_table(data: bytes) -> bool:
    """Whether the first line is the head of the library's table of votes in the Security Council."""
    head = data.partition(b"\n")[0].decode("utf-8-sig", "replace")
    return {"ms_code", "permanent_member", "ms_vote"} <= {cell.strip() for cell in head.split(",")}


def parse_library_votes(name: str, data: bytes, *, today: date) -> LibraryVotes:
    """The resolutions of a table with their tallies, and the members' votes.

    Raises:
        BadFile: a column is missing, or a row has no day, one later than today, no symbol, a vote or tally that is none, or a
            member that votes twice on one resolution; all together.
    """
    rows = list(enumerate(columns(name, data, _NEEDED), start=2))
    items, votes, problems = [], [], []
    rows.sort(key=lambda row: row[1]["undl_id"])
    for _, same in groupby(rows, key=lambda row: row[1]["undl_id"]):
        group = list(same)
        faults = _faults(name, group)
        line, first = group[0]
        try:
            item = _item(name, line, first)
        except BadInput as error:
            faults.append(Problem(name, f"line {line}", "", str(error)))
        else:
            if item.on > today:
                faults.append(
                    Problem(name, f"line {line}", "date", f"{item.on} is later than today, {today}")
                )
            items.append(item)
        problems += faults
        if not faults and (cast := _cast(item, group)):
            votes.append(cast)
    if problems:
        raise BadFile(sorted(problems, key=lambda one: int(one.where.removeprefix("line "))))
    return LibraryVotes(
        tuple(sorted(items, key=lambda item: item.on)), tuple(sorted(votes, key=lambda vote: vote.year))
    )


def _faults(name: str, group: Sequence[tuple[int, dict[str, str]]]) -> list[Problem]:
    found, seen = [], set()
    for line, row in group:
        if row["ms_vote"].strip().upper() not in _VOTES:
            found.append(
                Problem(name, f"line {line}", "ms_vote", f'"{row["ms_vote"]}" is no vote; Y, N, A or X')
            )
        if row["ms_code"] in seen:
            found.append(
                Problem(
                    name, f"line {line}", "ms_code", f"{row['ms_code']} votes twice on {row['resolution']}"
                )
            )
        seen.add(row["ms_code"])
    return found


def _item(name: str, line: int, row: dict[str, str]) -> CouncilItem:
    symbol = _SYMBOL.search(row["resolution"])
    if symbol is None:
        raise BadInput(f'"{row["resolution"]}" is no symbol of a resolution, such as S/RES/2397(2017)')
    without = row["modality"].strip().lower().startswith("without")
    yes, no, abstain = (None if without else _count(row[column]) for column in _TOTALS.values())
    return CouncilItem(
        id=f"{name}:{line}",
        on=parse_on(row["date"]),
        document=f"S/RES/{symbol[1]} ({symbol[2]})",
        outcome="adopted",
        without_vote=without,
        agenda=row["agenda"] or row["description"],  # six thousand rows have no agenda item
        source=name,
        yes=yes,
        no=no,
        abstain=abstain,
    )


def _count(cell: str) -> int:
    try:
        return int(float(cell))
    except (ValueError, OverflowError):
        raise BadInput(f'"{cell}" is no tally') from None


def _cast(item: CouncilItem, group: Sequence[tuple[int, dict[str, str]]]) -> Draft | None:
    """Who voted how; None where nothing was voted, or the names do not add up to the tally."""
    named: dict[str, list[str]] = {"yes": [], "no": [], "abstain": [], "": []}
    for _, row in group:
        named[_VOTES[row["ms_vote"].strip().upper()]].append(_SEATS.get(row["ms_code"], row["ms_code"]))
    if any(len(named[vote]) != getattr(item, vote) for vote in _TOTALS):
        return None
    return Draft(
        id=item.id,
        year=item.on.year,
        document=item.document,
        meeting=group[0][1]["meeting"],
        source=item.source,
        **{vote: ";".join(named[vote]) for vote in _TOTALS},
    )
