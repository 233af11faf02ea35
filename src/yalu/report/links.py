"""Where does a row address lead? To the row on the page, never to a place that does not exist.

Addresses are `table:id`, or a table's name alone. An address outside the judgement's tables is printed without a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yalu.report.tables import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yalu.assess.model import RowTable, StateJudgement

__all__ = ["Link", "Links"]

_NAMED = 3  # up to so many rows of a table are named one by one
_MOST_SHOWN = 1500  # rows of a table that stand on a page; more are in its file only


class Link(NamedTuple):
    """Words, and where they lead inside the page; an empty `href` is no link."""

    words: str
    href: str


class Links:
    """The rows that the judgement holds, as places on its page."""

    def __init__(self, judgement: StateJudgement) -> None:
        self._tables: dict[str, RowTable] = {table.name: table for table in judgement.tables}
        self._rows = {
            f"{table.name}:{row[0]}"
            for table in judgement.tables
            if self.shown(table)
            for row in table.rows
            if row
        }

    def shown(self, table: RowTable) -> bool:
        """Do the rows of a table stand on the page?"""
        return len(table.rows) <= _MOST_SHOWN

    def row(self, address: str, words: str = "") -> Link:
        """One row, named by its id or by the words given."""
        name, _, ident = address.partition(":")
        if address in self._rows or (not ident and name in self._tables):
            return Link(words or ident or name, f"#{anchor(address)}")
        return Link(words or ident or name, "")

    def first(self, addresses: Sequence[str], words: str) -> Link:
        """The first row of several that the page holds, under the words given."""
        found = (link for address in addresses if (link := self.row(address, words)).href)
        return next(found, Link(words, ""))

    def grouped(self, addresses: Iterable[str]) -> tuple[Link, ...]:
        """Rows by table: named one by one while they are few, else the table with their number."""
        groups: dict[str, list[str]] = {}
        for address in dict.fromkeys(addresses):
            groups.setdefault(address.partition(":")[0], []).append(address)
        links: list[Link] = []
        for name, found in groups.items():
            rows = [address for address in found if ":" in address]
            if rows and len(rows) <= _NAMED:
                links += [self.row(address) for address in rows]
            else:
                held = self._tables.get(name)
                count = len(rows) or (len(held.rows) if held else 0)
                links.append(self.row(name, f"{name}, {count}" if count else name))
        return tuple(links)

    def measures(self, idents: Iterable[str]) -> tuple[Link, ...]:
        """Measures by their id, found in whichever table holds a row of that id."""
        return tuple(self._measure(ident) for ident in idents)

    def measure(self, ident: str, words: str) -> Link:
        """One measure under the words given."""
        return Link(words, self._measure(ident).href)

    def _measure(self, ident: str) -> Link:
        address = next((f"{name}:{ident}" for name in self._tables if f"{name}:{ident}" in self._rows), "")
        return Link(ident, f"#{anchor(address)}" if address else "")

    def holding(self, name: str, column: str, values: set[str]) -> int:
        """How many rows of a table have one of the values in a column."""
        table = self._tables.get(name)
        if table is None or column not in table.columns:
            return 0
        at = table.columns.index(column)
        return sum(row[at] in values for row in table.rows)

    def known(self, addresses: Iterable[str], column: str) -> set[str]:
        """What the rows hold in one column, where their table has it."""
        values: set[str] = set()
        wanted = set(addresses)
        for name, table in self._tables.items():
            if column in table.columns:
                at = table.columns.index(column)
                values |= {row[at] for row in table.rows if f"{name}:{row[0]}" in wanted and row[at]}
        return values
