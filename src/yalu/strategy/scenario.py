"""What would a draft or a relief do: how much recorded trade does it touch, who accepts it, what does it move in the game?

Units: US dollars as recorded; scope of an issue 0 to 100; chances 0 to 1.
Sources: product figures of the casebook (each with its source); positions coded for the draft; the game's stated ranges.
Assumes that the last recorded period of a code says what a ban on it would meet: what was already forbidden left no record to
count, and smuggling is in none. The bite of sanctions (L of the inspection game) is taken to move in proportion to the mean
scope. Positions are used for the text they were coded for, or within half a year of it: later they may have turned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import to_builtins
from msgspec.structs import replace

from yalu.strategy.draft import acceptance
from yalu.strategy.inspection import rates
from yalu.strategy.ranges import drawn, share_of, spread
from yalu.strategy.read import shipped_game

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from yalu.measures.model import Question, Verdict
    from yalu.strategy.draft import Draft
    from yalu.strategy.levers import Contest
    from yalu.strategy.scope import Act, Change
    from yalu.trade.model import ProductFigure

__all__ = ["ASSUMPTIONS", "accepted", "in_the_game", "recorded", "still_open"]

_YEAR = 360  # days from which a period counts as a whole year
ASSUMPTIONS = (
    "Nothing of a scenario enters the regime; its acts are a fixed list, and another list gives other numbers.",
    "Recorded trade is what the casebook holds of whole years before the day; what was forbidden or smuggled is not in it.",
    "Positions and stakes are stated ranges; shares are shares of those ranges, not chances.",
    "The bite of the sanctions moves in proportion to the mean scope; nobody measured that.",
)


def recorded(changed: Iterable[Change], figures: Sequence[ProductFigure], on: date) -> list[dict[str, Any]]:
    """Whole years of trade recorded before a day in the codes of the acts that change: the last one and the largest one."""
    found = []
    for change in changed:
        held = [one for one in figures if _is_of(one, change.act.question) and one.last_day < on]
        if held:
            last = max(held, key=lambda one: (one.last_day, one.value or 0.0))
            series = [one for one in held if one.series == last.series]
            largest = max(series, key=lambda one: one.value or 0.0)
            found.append(
                {
                    "act": change.act.words,
                    "reporter": last.reporter,
                    "goods": last.goods,
                    "last": _figure(last),
                    "largest": _figure(largest),
                }
            )
    return found


def _is_of(figure: ProductFigure, question: Question) -> bool:
    """Is this a whole year of a State's own figure for the goods of a question, seen from the other side of the border?"""
    other_side = {"export": "import", "import": "export"}
    return (
        bool(question.hs and figure.reporter and figure.value)
        and figure.hs.startswith(question.hs or "-")
        and figure.unit == "USD"
        and figure.status == "ok"
        and (figure.last_day - figure.since).days >= _YEAR
        and figure.direction == other_side.get(question.direction or "")
    )


def _figure(figure: ProductFigure) -> dict[str, Any]:
    return {
        "since": figure.since,
        "last_day": figure.last_day,
        "usd": figure.value,
        "source": figure.source,
    }


def still_open(acts: Sequence[Act], after: Callable[[Question], Verdict], on: date) -> list[str]:
    """The acts that the law would still allow, in words."""
    return [act.words for act in acts if after(replace(act.question, on=on)).verdict == "allowed"]


def accepted(draft: Draft | None, *, draws: int, rng: np.random.Generator) -> dict[str, Any]:
    """In which share of the stated ranges does each player find the scenario no worse than the law as it stands?

    Without positions of that time nothing is said.
    """
    if draft is None:
        return {"positions_of": None, "shares": [], "says": "no positions are coded for this time"}
    if draft.status_quo == draft.adopted:
        return {"positions_of": draft.name, "shares": [], "says": "no act of the list changes"}
    shares = acceptance(draft, draws=draws, rng=rng)
    return {
        "positions_of": draft.name,
        "shares": to_builtins(shares),
        "says": f"positions coded for {draft.name}",
    }


def in_the_game(
    was: dict[str, float], becomes: dict[str, float], *, draws: int, rng: np.random.Generator
) -> dict[str, Any]:
    """Enforcement and provocation in the inspection game, with the bite of sanctions as it is and as it would be."""
    contest: Contest = shipped_game()[0]  # type: ignore[assignment]  # the shipped file is one
    before, after = (float(np.mean(list(scope.values()))) for scope in (was, becomes))
    stakes = drawn(contest.inspection, draws, rng)
    now = rates(stakes)
    then = rates({**stakes, "L": stakes["L"] * (after / before if before else 1.0)})
    return {
        "mean_scope": {"before": before, "after": after},
        "enforce": {"before": spread(now.enforce), "after": spread(then.enforce)},
        "provoke": {"before": spread(now.provoke), "after": spread(then.provoke)},
        "statements": [
            share_of("less_provocation", "the target provokes less", then.provoke < now.provoke),
            share_of("less_enforcement", "the enforcer enforces less", then.enforce < now.enforce),
        ],
    }
