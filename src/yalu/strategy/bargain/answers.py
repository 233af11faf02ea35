"""What is the answer to a bargain, whichever kind it is, as one document?

Names of fields are those of the published data: `acceptance_interval`, `text_adopted`, `dilution`, `gridlock`,
`share_first_mover`; `turn0_value_matrix`, `turn0_risk`, `turn0_utility_matrix`, `win_probability`. Lists of bargains give lists
of answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import to_builtins

from yalu.strategy.bargain.draft import Draft, draft_answer, toughness_and_lag
from yalu.strategy.bargain.files import Assembly, LineCase, Offers
from yalu.strategy.bargain.setter import first_share, on_a_line
from yalu.strategy.bargain.spatial import turn_zero, weighted_mean, weighted_median

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.strategy.bargain.draft import DraftAnswer
    from yalu.strategy.bargain.files import Bargain

__all__ = ["ASSUMPTIONS", "document", "hindcast_document"]

ASSUMPTIONS = {
    "line": (
        "One offer, ideals known to all; a player who is no worse off than under the status quo does not block.",
        "Alternating offers: the pie is known, nothing but impatience costs.",
    ),
    "offers": ("Alternating offers: the pie is known, nothing but impatience costs.",),
    "actors": (
        "Each actor values by its own saliences alone and spends power in proportion to what is at stake.",
        "Actors at one position stand or fall together: each shows the chance of that position.",
        "Nobody has moved yet: this is turn 0, no forecast of where the bargaining ends.",
    ),
    "draft": (
        "Positions, saliences and power lie anywhere in their stated ranges with equal chance, independent of each other.",
        "One offer by the proposer; a veto player who is no worse off than under the status quo does not block.",
        "An issue weighs by its salience squared. Two dumb rivals stand beside every prediction.",
    ),
    "hindcast": (
        "Positions were coded by one coder who knew the outcome: this shows how the models behave, it is no blind test.",
        "Scope is the share of a fixed table of acts that the law stops 30 days after adoption; conditional counts one half.",
        "Positions, saliences and power lie anywhere in their stated ranges with equal chance.",
    ),
}  # fmt: skip


def document(bargain: Bargain, *, draws: int, rng: np.random.Generator) -> dict[str, Any]:
    """The answer to one bargain."""
    if isinstance(bargain, LineCase):
        return _line(bargain)
    if isinstance(bargain, Offers):
        return {"kind": "offers", "rubinstein": _offers(*bargain)}
    if isinstance(bargain, Assembly):
        return _assembly(bargain)
    return {"kind": "draft", **to_builtins(draft_answer(bargain, draws=draws, rng=rng))}


def _line(case: LineCase) -> dict[str, Any]:
    found = on_a_line(case.status_quo, case.proposer_ideal, case.veto_ideals, case.low, case.high)
    answer = {"kind": "line", **found._asdict()}
    if case.discounts:
        answer["rubinstein"] = _offers(*case.discounts)
    return answer


def _offers(first: float, second: float) -> dict[str, float]:
    return {"d1": first, "d2": second, "share_first_mover": first_share(first, second)}


def _assembly(asked: Assembly) -> dict[str, Any]:
    actors = asked.actors
    turn = turn_zero(actors, asked.span)
    weights = actors.power[:, None] * actors.salience
    columns = range(len(asked.issues))
    return {
        "kind": "actors",
        "name": asked.name,
        "actors": list(actors.names),
        "turn0_value_matrix": turn.value.tolist(),
        "turn0_risk": turn.risk.tolist(),
        "turn0_utility_matrix": turn.utility.tolist(),
        "win_probability": dict(zip(actors.names, turn.win_probability.tolist(), strict=True)),
        "weighted_mean": {asked.issues[at]: weighted_mean(actors.position[:, at], weights[:, at]) for at in columns},
        "weighted_median": {asked.issues[at]: weighted_median(actors.position[:, at], weights[:, at]) for at in columns},
    }  # fmt: skip


def hindcast_document(drafts: Sequence[Draft], *, draws: int, rng: np.random.Generator) -> dict[str, Any]:
    """The texts of the casebook: what was predicted of each beside the scope that its paragraphs have, and who was nearest."""
    found = [draft_answer(draft, draws=draws, rng=rng) for draft in drafts]
    timed = [one for one in found if one.lag_days is not None]
    tau, chance = toughness_and_lag([_step(one) for one in timed], [one.lag_days or 0 for one in timed])
    return {
        "kind": "hindcast",
        "drafts": to_builtins(found),
        "mean_error": _errors(found),
        "nearest": {name: float(np.mean([one.nearest[name] for one in found])) for name in found[0].nearest},
        "toughness_and_lag": {"tau": tau, "share_of_orders": chance, "texts": len(timed)},
    }  # fmt: skip


def _errors(found: Sequence[DraftAnswer]) -> Mapping[str, float]:
    return {name: float(np.mean([one.errors[name].middle for one in found])) for name in found[0].errors}


def _step(answer: DraftAnswer) -> float:
    """How far a text went beyond the status quo, summed over its issues."""
    return sum((issue.adopted or 0.0) - issue.status_quo for issue in answer.issues)
