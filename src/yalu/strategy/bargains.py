"""What is the answer to a bargain, whichever kind it is, as one document; and which drafts ship?

Names of fields are those of the published data: acceptance_interval, text_adopted, dilution, gridlock; value, risk, utility and
win_probability of the spatial model before anybody moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from yalu.strategy import bargain
from yalu.strategy.bargain_files import Assembly, LineCase
from yalu.strategy.draft import Draft, Party, draft_answer
from yalu.strategy.ranges import Range
from yalu.strategy.spatial import turn_zero, weighted_mean, weighted_median

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from yalu.strategy.bargain_files import Bargain

__all__ = ["ASSUMPTIONS", "document", "draft_of"]

ASSUMPTIONS = {
    "line": ("One offer, known ideals; a player who is no worse off does not block.",),
    "spatial": (
        "Each actor values by its own saliences; power is spent in proportion to what is at stake.",
        "This is turn 0, before anybody moves. Simple means are printed beside it because they are hard to beat.",
    ),
    "draft": (
        "Ideals, saliences and power lie anywhere in their ranges with equal chance; most were coded from memory of the press.",
        "One offer by the proposer, known ideals; a veto player who is no worse off does not block.",
        "Scope is the mean over a fixed list of acts of what the law says of them; another list gives other numbers.",
    ),
}  # fmt: skip


def document(asked: Bargain, *, draws: int, rng: np.random.Generator) -> dict[str, Any]:
    """The answer to a bargain of any kind."""
    if isinstance(asked, LineCase):
        return _line(asked)
    if isinstance(asked, Assembly):
        return _assembly(asked)
    found = draft_answer(asked, draws=draws, rng=rng)
    return {"kind": "draft", "players": to_builtins(asked.parties), **to_builtins(found)}


def _line(asked: LineCase) -> dict[str, Any]:
    found = bargain.on_a_line(
        asked.status_quo, asked.proposer_ideal, asked.veto_ideals, asked.low, asked.high
    )
    offers = {}
    if asked.discounts:
        first, second = asked.discounts
        share = bargain.first_share(first, second)
        offers = {"rubinstein": {"d1": first, "d2": second, "share_first_mover": share}}
    return {"kind": "line", **found._asdict(), **offers}


def _assembly(asked: Assembly) -> dict[str, Any]:
    found = turn_zero(asked.actors, asked.span)
    weights = asked.actors.power[:, None] * asked.actors.salience
    columns = range(len(asked.issues))
    return {
        "kind": "spatial",
        "scenario": asked.name,
        "actors": list(asked.actors.names),
        "issues": list(asked.issues),
        "turn0_value_matrix": found.value.tolist(),
        "turn0_risk": found.risk.tolist(),
        "turn0_utility_matrix": found.utility.tolist(),
        "win_probability": dict(zip(asked.actors.names, found.win_probability.tolist(), strict=True)),
        "weighted_mean": {
            asked.issues[k]: weighted_mean(asked.actors.position[:, k], weights[:, k]) for k in columns
        },
        "weighted_median": {
            asked.issues[k]: weighted_median(asked.actors.position[:, k], weights[:, k]) for k in columns
        },
    }


def draft_of(
    name: str,
    *,
    status_quo: Mapping[str, float],
    adopted: Mapping[str, float],
    players: Sequence[Mapping[str, str]],
    positions: Sequence[Mapping[str, str]],
    saliences: Sequence[Mapping[str, str]],
    lag_days: int | None = None,
) -> Draft:
    """A draft of the shipped tables, with the scope of each issue before and after it."""
    own = [row for row in positions if row["draft"] == name]
    return Draft(
        name=name,
        issues=tuple(status_quo),
        status_quo=dict(status_quo),
        adopted=dict(adopted),
        lag_days=lag_days,
        parties=tuple(
            Party(
                name=player["name"],
                role=player["role"],  # type: ignore[arg-type]  # checked by the tests of the table
                power=_range(player, "power_low", "power_high"),
                ideal={row["issue"]: _range(row) for row in own if row["player"] == player["id"]},
                salience={row["issue"]: _range(row) for row in saliences if row["player"] == player["id"]},
            )
            for player in players
        ),
    )


def _range(row: Mapping[str, str], low: str = "low", high: str = "high") -> Range:
    return Range(low=float(row[low]), high=float(row[high]), source=row["source"])
