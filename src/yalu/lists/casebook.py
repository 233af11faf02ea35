"""What stands in for a list while none is loaded: the designations that ship with the law?

They are two tables of their own, of parties and of ships; a caller passes their rows, because the law and the lists do not know
each other. Their day is the latest that the source of a row names, so that a user can be told how old they are.
Assumes the headings of those tables; several values of a cell stand between semicolons.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.lists.births import birth, day_of
from yalu.lists.draft import Draft
from yalu.lists.model import ParsedList
from yalu.lists.names import listed_name
from yalu.lists.numbers import identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from yalu.lists.model import IdentifierType, Kind

__all__ = ["CASEBOOK", "casebook_list"]

CASEBOOK = "casebook"
"""The name of the source in the snapshots of these records."""

_KINDS: dict[str, Kind] = {"individual": "person", "entity": "organisation"}
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NUMBERS: tuple[IdentifierType, ...] = ("imo", "imo_company")


def casebook_list(
    parties: Iterable[Mapping[str, str]], vessels: Iterable[Mapping[str, str]], *, on: date
) -> ParsedList:
    """The parties and ships that were designated on a day, as one list.

    Raises:
        BadList: a row has no name.
    """
    drafts: dict[str, Draft] = {}
    days: list[date] = []
    for row, kind in (
        *((row, _KINDS[row["kind"]]) for row in parties),
        *((row, "vessel") for row in vessels),
    ):
        days += [day for text in _DAY.findall(row["source"]) if (day := day_of(text))]
        since = day_of(row.get("listed_on") or row.get("designated_on") or "")
        until = day_of(row.get("removed_on", ""))
        if since and since <= on and not (until and until <= on):
            _add(drafts.setdefault(row["ref"], Draft(row["ref"], kind, len(drafts) + 1)), row, since)
    return ParsedList(
        source=CASEBOOK,
        published=max(days, default=None),
        subjects=tuple(draft.subject() for draft in drafts.values()),
    )


def _add(draft: Draft, row: Mapping[str, str], since: date) -> None:
    draft.names.append(listed_name(row["name"], "primary" if not draft.names else "alias", "strong"))
    draft.names += [listed_name(text, "alias", "strong") for text in row.get("names_other", "").split(";")]
    draft.births += [birth(text) for text in row.get("born", "").split(";")]
    draft.identifiers += [identifier(type_, row[type_]) for type_ in _NUMBERS if row.get(type_)]
    draft.measures += (row.get("measures") or row.get("kinds") or "").split(";")
    draft.legal_basis += row["legal_basis"].split(";")
    draft.listed_on = min(draft.listed_on or since, since)
    draft.amended_on.append(day_of(row.get("amended_on", "")))
    draft.remarks.append(row["source"])
