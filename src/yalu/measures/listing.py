"""Which measures stand on a day, narrowed to goods, an activity or a resolution; and records by id or paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.measures.facts import ACTIVITIES
from yalu.measures.goods import within
from yalu.measures.question import direction_from
from yalu.terms.cite import is_met, resolution_of
from yalu.terms.errors import UnknownValue, nearest
from yalu.terms.goods import parse_hs

if TYPE_CHECKING:
    from datetime import date

    from yalu.measures.model import Designation, Duty, Institution, Measure, Saving
    from yalu.measures.regime import Regime
    from yalu.terms.goods import KnownCodes

__all__ = ["in_force", "records"]


def in_force(
    regime: Regime,
    on: date,
    *,
    hs: str | None,
    direction: str | None,
    activity: str | None,
    resolution: int | None,
    codes: KnownCodes,
) -> tuple[Measure, ...]:
    """The measures in force on a day that meet every filter given.

    A measure that names no goods of its own (a catch-all, inspection) is left out where a code is asked for.

    Raises:
        BadInput: the code, direction or activity is none.
    """
    code = parse_hs(hs, codes) if hs else None
    way = direction_from(direction) if direction else None
    if activity and activity not in ACTIVITIES:
        raise UnknownValue("activity", activity, nearest(activity, ACTIVITIES))
    return tuple(
        measure
        for measure in regime.in_force(on)
        if (code is None or _reaches(measure, code))
        and (not way or measure.direction == way)
        and (not activity or activity in measure.activities)
        and (not resolution or resolution_of(measure.cite) == resolution)
    )


def _reaches(measure: Measure, code: str) -> bool:
    return any(within((*item.hs_text, *item.hs_reading), code) != "none" for item in measure.goods)


def records(regime: Regime, name: str) -> tuple[Measure | Saving | Duty | Designation | Institution, ...]:
    """The record with an id, or all records of a paragraph or its sub-paragraphs ("2321 26").

    Raises:
        UnknownValue: the regime has none.
    """
    tables = regime.tables
    every: list[Measure | Saving | Duty | Designation | Institution] = []
    for kind in (tables.measures, tables.savings, tables.duties, tables.designations, tables.institutions):
        every.extend(kind)
    found = tuple(one for one in every if one.id == name or is_met(name, [one.cite]))
    if not found:
        raise UnknownValue("measure", name, nearest(name, [one.id for one in every]))
    return found
