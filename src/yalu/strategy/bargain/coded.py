"""Who wanted what of each text, as coded from statements before the vote: the rows of the shipped tables as drafts.

Units: positions and saliences 0 to 100, power in any unit. A position is a range of scope (`scope`) whose
row says what it rests on.
Assumes one coder who knew the outcome: the hindcast on these rows shows how the models behave, it is no blind test.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from yalu.strategy.bargain.draft import Party
from yalu.strategy.ranges import Range

__all__ = ["ActRow", "Coded", "PlayerRow", "PositionRow", "SalienceRow", "coded_parties"]


class _Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    source: str


class ActRow(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An act of an issue; `facts` are written NAME=VALUE."""

    issue: str
    words: str
    direction: str = ""
    hs: str = ""
    activity: str = ""
    goods: str = ""
    facts: str = ""


class PlayerRow(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A player of the bargain with the range of its power."""

    name: str
    role: Literal["proposer", "veto", "other"]
    power_low: float
    power_high: float


class SalienceRow(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much a player cares about an issue."""

    player: str
    issue: str
    low: float
    high: float


class PositionRow(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The scope of an issue that a player wanted of one text."""

    draft: str
    player: str
    issue: str
    low: float
    high: float
    confidence: str


class Coded(Struct, frozen=True, kw_only=True):
    """The three tables together."""

    players: tuple[PlayerRow, ...]
    saliences: tuple[SalienceRow, ...]
    positions: tuple[PositionRow, ...]

    @property
    def drafts(self) -> tuple[str, ...]:
        """The texts with positions, in the order of the table."""
        return tuple(dict.fromkeys(row.draft for row in self.positions))


def coded_parties(coded: Coded, draft: str) -> tuple[Party, ...]:
    """The players of one text with their ranges."""
    return tuple(
        Party(
            name=player.name,
            role=player.role,
            ideal={row.issue: _range(row) for row in coded.positions if (row.draft, row.player) == (draft, player.id)},
            salience={row.issue: _range(row) for row in coded.saliences if row.player == player.id},
            power=Range(low=player.power_low, high=player.power_high),
        )
        for player in coded.players
    )  # fmt: skip


def _range(row: SalienceRow | PositionRow) -> Range:
    return Range(low=row.low, high=row.high, source=row.source)
