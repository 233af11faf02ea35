"""Which measures are in force on a day, and what does a draft or a relief laid over them change?

A measure lives from its `effective` day to its `last_day`; one that closes before it takes effect never speaks.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from yalu.terms.errors import BadInput, Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yalu.measures.model import Listing, Measure, RegimeTables, Saving, Vessel

__all__ = ["Listed", "Regime", "Scenario", "closed"]


class Listed(NamedTuple):
    """The table of designations: persons and entities by reference, ships by IMO number."""

    subjects: tuple[Listing, ...] = ()
    vessels: tuple[Vessel, ...] = ()

    def subject(self, ref: str) -> Listing | None:
        """The subject with this reference, whatever the day."""
        return next((one for one in self.subjects if one.ref.casefold() == ref.casefold()), None)

    def ships(self, imo: str, on: date) -> tuple[Vessel, ...]:
        """The designations of a ship that stand on a day."""
        return tuple(
            ship
            for ship in self.vessels
            if ship.imo == imo
            and ship.designated_on <= on
            and (ship.removed_on is None or on < ship.removed_on)
        )


class Scenario(NamedTuple):
    """Measures laid over a regime by name, and measures that it closes with their last day."""

    name: str
    measures: tuple[Measure, ...] = ()
    closes: tuple[tuple[str, date], ...] = ()


class Regime:
    """A regime by day."""

    def __init__(self, tables: RegimeTables) -> None:
        self.tables = tables
        self.splits = {split.name: split for split in tables.splits}
        self._by_id = {measure.id: measure for measure in tables.measures}

    def measure(self, id_: str) -> Measure | None:
        """The measure with this id, or None."""
        return self._by_id.get(id_)

    def in_force(self, on: date) -> tuple[Measure, ...]:
        """The measures that bind or call on a day, in the order of their files."""
        return tuple(measure for measure in self.tables.measures if lives(measure, on))

    def savings(self, on: date) -> tuple[Saving, ...]:
        """The general exemptions that stand on a day."""
        return tuple(saving for saving in self.tables.savings if lives(saving, on))

    def under(self, scenario: Scenario) -> Regime:
        """The regime with a scenario laid over it; this one is left as it is.

        Raises:
            BadInput: the scenario closes a measure that the regime lacks, or names one twice.
            Conflict: a measure of the scenario permits what another bans, with no order between them.
        """
        from yalu.measures.conflicts import conflicts

        unknown = [id_ for id_, _ in scenario.closes if id_ not in self._by_id]
        doubled = [measure.id for measure in scenario.measures if measure.id in self._by_id]
        if unknown or doubled:
            raise BadInput(f"scenario {scenario.name}: " + "; ".join(_scenario_faults(unknown, doubled)))
        last_days = dict(scenario.closes)
        kept = tuple(
            _shortened(measure, last_days.get(measure.id), scenario.name) for measure in self.tables.measures
        )
        tables = replace(self.tables, measures=closed((*kept, *scenario.measures)))
        if found := conflicts(tables.measures, self.splits):
            raise Conflict("\n".join(found))
        return Regime(tables)


def lives(record: Measure | Saving, on: date) -> bool:
    """Does a record hold on a day?"""
    return record.effective <= on and (record.last_day is None or on <= record.last_day)


def closed(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures, each closed on the day before the first one that replaces it takes effect.

    A measure that states an earlier last day of its own keeps it.
    """
    measures = tuple(measures)
    ends: dict[str, tuple[date, str]] = {}
    for measure in measures:
        for old in measure.replaces:
            end = (measure.effective - timedelta(days=1), measure.id)
            ends[old] = min(ends.get(old, end), end)
    return tuple(_shortened(measure, *ends.get(measure.id, (None, ""))) for measure in measures)


def _shortened(measure: Measure, last_day: date | None, ended_by: str) -> Measure:
    if last_day is None or (measure.last_day is not None and measure.last_day <= last_day):
        return measure
    return replace(measure, last_day=last_day, ended_by=ended_by)


def _scenario_faults(unknown: list[str], doubled: list[str]) -> list[str]:
    faults = [f'closes "{id_}", which the regime lacks' for id_ in unknown]
    return faults + [f'names "{id_}", which the regime has already' for id_ in doubled]
