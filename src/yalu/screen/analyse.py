"""What rows does a name give, as what its bearer may be?

A text gives one row, or several: `person_names`, `firm_names` and `ship_names` say how. Of a party of unknown kind its name
may tell what it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from yalu.screen.firm_names import FirmNames
from yalu.screen.person_names import PersonNames
from yalu.screen.ship_names import ShipNames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.screen.read import Tables
    from yalu.screen.rows import Kind, Row

__all__ = ["Analyser", "analyser_of"]


@lru_cache(maxsize=2)
def analyser_of(tables: Tables) -> Analyser:
    """The analyser of some tables, made once."""
    return Analyser(tables)


class Analyser:
    """Turns names into rows; holds the tables and nothing else."""

    def __init__(self, tables: Tables) -> None:
        self._persons, self._firms = PersonNames(tables), FirmNames(tables)
        self._ships = ShipNames(tables.mandarin)

    def rows(self, text: str, kind: Kind) -> list[Row]:
        """The rows of one name; empty where nothing in it can be read."""
        if kind == "vessel":
            return self._ships.rows(text)
        return self._firms.rows(text) if kind == "organisation" else self._persons.rows(text)

    def listed_rows(self, text: str, kind: Kind, kinds: Sequence[Kind]) -> list[Row]:
        """The rows of a listed name as one kind of those that its bearer may be."""
        told = self._kind_told(text) if len(kinds) > 1 else None
        if told == "organisation" and kind == "person":
            return []
        found = self.rows(text, kind)
        return [row._replace(personal=True) for row in found] if told == "person" else found

    def asked_rows(self, text: str, kind: Kind, kinds: Sequence[Kind]) -> list[Row]:
        """The rows of a name asked for, in the same way: besides its own those that it has once slips are put right.

        What is plainly a person's name is asked for among firms by all its letters, whatever else they may mean.
        """
        told = self._kind_told(text) if len(kinds) > 1 else None
        if told == "organisation" and kind == "person":
            return []
        if told == "person" and kind == "organisation":
            return self._firms.whole_rows(text)
        return self._repaired_too(text, kind)

    def _repaired_too(self, text: str, kind: Kind) -> list[Row]:
        found = self.rows(text, kind)
        if kind == "organisation":
            return found + [row for one in found for row in self._firms.repaired(one)]
        if kind == "vessel":
            known = {one.joined for one in found}
            return found + [row for row in self._ships.repaired(text) if row.joined not in known]
        return found

    def _kind_told(self, text: str) -> Kind | None:
        """What a name tells of its bearer: a firm where it has a legal form or two other words that firms have.

        Without any of them it is a person's where it reads as Korean or Chinese.
        """
        kinds = self._firms.words.told(text)
        if "legal" in kinds or len(kinds) > 1:
            return "organisation"
        persons = not kinds and any(row.korean or row.pinyin for row in self._persons.rows(text))
        return "person" if persons else None
