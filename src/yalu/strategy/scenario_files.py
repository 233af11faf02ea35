"""What does a scenario say of players and payoffs, in its table `[strategy]` that the law does not read?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from yalu.strategy.bargain.coded import coded_parties
from yalu.strategy.bargain.files import parties_from
from yalu.strategy.fields import Fields
from yalu.strategy.game.contest_files import levers_from
from yalu.terms.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.strategy.bargain.coded import Coded
    from yalu.strategy.bargain.draft import Party
    from yalu.strategy.game.levers import Lever

__all__ = ["Plan", "plan_from"]


class Plan(NamedTuple):
    """The players asked whether they accept, and what the scenario adds to the stakes of the game."""

    parties: tuple[Party, ...]
    levers: tuple[Lever, ...]


def plan_from(file: str, raw: Mapping[str, Any], coded: Coded, issues: Sequence[str]) -> Plan:
    """The plan of a scenario; a scenario without one asks nobody and moves no stake.

    Raises:
        BadFile: every problem found.
    """
    fields = Fields(file)
    table = fields.table("", raw, "strategy", needed=False)
    fields.known("strategy", table, ("positions", "player", "lever"))
    parties: tuple[Party, ...] = ()
    if "positions" in table:
        draft = fields.text("strategy", table, "positions")
        if draft in coded.drafts:
            parties = coded_parties(coded, draft)
        elif draft:
            why = f'no coded positions "{draft}"; there are {", ".join(coded.drafts)}'
            fields.wrong("strategy", "positions", why, nearest(draft, coded.drafts))
    stated = parties_from(fields, "strategy", table, issues, needed=False)
    moved = levers_from(fields, "strategy", table)
    fields.settle()
    return Plan(tuple(stated) or parties, tuple(moved))
