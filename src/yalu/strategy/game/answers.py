"""What is the answer to a game, whichever kind it is, as one document?

Names of fields are those of the published data: PR, PF and PC are the chances that B resists, A stands firm, A challenges; sq,
cd, sf and bd those of the outcomes. Lists of games give lists of answers in their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import to_builtins

from yalu.strategy.game import conflict, power, quantal, signalling
from yalu.strategy.game.conflict_files import Graph
from yalu.strategy.game.estimate import Design, design_of, first_stage, fit, likelihood, payoffs_of
from yalu.strategy.game.estimate_files import Estimate
from yalu.strategy.game.files import Quantal, Signals, Votes
from yalu.strategy.game.levers import ENOUGH, GameAnswer, answer
from yalu.strategy.game.signalling import Payoffs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.strategy.game.estimate_files import Observed
    from yalu.strategy.game.files import Game
    from yalu.strategy.game.levers import Contest

_PROOF = 0.9  # share of draws from which the sentence is turned round

__all__ = ["ASSUMPTIONS", "PUBLISHED", "contest_document", "document", "estimate_document"]

PUBLISHED = {
    "SA": "sqrt(senderecondep) + senderdemocracy + contig + ally",
    "VA": "1 + anticipatedsendercosts",
    "CB": "1 + sqrt(targetecondep) + anticipatedtargetcosts + contig + ally",
    "WA": "1 + sqrt(senderecondep) + senderdemocracy + lncaprat",
    "WB": "1 + targetdemocracy + lncaprat",
    "a": "1 + senderdemocracy",
    "VB": "0",
}  # Crisman-Cox and Gibilisco (2019), the sanctions of 1970 to 1999

ASSUMPTIONS = {
    "quantal": (
        "Both players choose better replies more often by the same logit rule, and know each other's payoffs.",
        "The answer is the response on the branch that starts at blind chance, straight on where branches meet.",
        "Other responses of the same precision are searched for where a player has two moves (else `others` is null).",
        "Nash equilibria are those that mix as many moves on both sides, at most five, fewer in large games; ties allow more.",
    ),
    "signalling": (
        "What a player knows alone is standard normal, and independent between the players.",
        "An equilibrium is a crossing on a grid of the chance that B resists; a chance of exactly 0 is left out.",
    ),
    "estimate": (
        "Games are independent, and each was played in the equilibrium that the first stage saw.",
        "Payoffs are linear in the columns named; what a player knows alone is standard normal.",
        "Given parameters are scored in the likeliest equilibrium of each game, and not at all if a game has none.",
        "Standard errors are not given: those of a pseudo-likelihood leave out the first stage.",
    ),
    "conflict": ("Preferences are strict and known to all; moving costs nothing.",),
    "voting": ("Every order, or every coalition, is equally likely: this describes the rule, not what members want.",),
    "contest": (
        "Payoffs are stated ranges, every value in them equally likely, independent of each other; nobody measured them.",
        "Both sides choose better replies more often by one logit rule; effort is hidden.",
        "The two layers, sender against enforcer and enforcer against target, do not feed each other; levers add up.",
        "A share of draws is the share of the stated ranges that supports a sentence, not the chance that it is true.",
        "Where the range of a lever has one sign, 100 % may follow from that sign alone.",
    ),
}  # fmt: skip


def document(game: Game, *, draws: int, rng: np.random.Generator) -> dict[str, Any]:
    """The answer to a game that needs no table beside it."""
    if isinstance(game, Quantal):
        return _quantal(game)
    if isinstance(game, Signals):
        return _signals(game)
    if isinstance(game, Graph):
        return _graph(game)
    if isinstance(game, Votes):
        return _votes(game)
    assert not isinstance(game, Estimate)  # noqa: S101  its table is read by the caller, see `estimate_document`
    return contest_document(game, answer(game, draws=draws, rng=rng))


def _quantal(asked: Quantal) -> dict[str, Any]:
    responses = []
    for precision in asked.precisions:
        mixes = quantal.quantal_response(asked.game, precision)
        others = quantal.other_responses(asked.game, precision, mixes)
        responses.append(
            {
                "lambda": precision,
                **_mixes(mixes),
                "others": None if others is None else [_mixes(one) for one in others],
            }
        )
    chosen = quantal.limit(asked.game)
    return {
        "kind": "quantal",
        "logit_qre": responses,
        "nash": _mixes(chosen) if chosen else None,
        "nash_equilibria": [_mixes(one) for one in quantal.nash_equilibria(asked.game)],
        "row_moves": list(asked.rows),
        "column_moves": list(asked.columns),
    }


def _mixes(mixes: quantal.Mixes) -> dict[str, list[float]]:
    return {"row": mixes.row.tolist(), "column": mixes.column.tolist()}


def _signals(asked: Signals) -> dict[str, Any]:
    payoffs = Payoffs(**{name: np.array([value]) for name, value in asked.payoffs.items()})
    roots = signalling.equilibria(payoffs)[0]
    return {
        "kind": "signalling",
        "id": asked.id,
        "payoffs": asked.payoffs,
        "number": len(roots),
        "equilibria": [_played(payoffs, float(root)) for root in roots],
        "note": _count_note(len(roots)),
    }


def _count_note(number: int) -> str:
    """What no equilibrium, or more than one, means for who reads the chances."""
    if number == 0:
        return (
            "A prefers the status quo even to a sure concession, and B would concede: nobody challenges, and no chance that B "
            "resists stands by itself."
        )
    return "" if number == 1 else f"{number} equilibria: these payoffs do not say which of them is played."


def _played(payoffs: Payoffs, resist: float) -> dict[str, float]:
    found = signalling.play(payoffs, np.array([resist]))
    shares = dict(zip(("sq", "cd", "sf", "bd"), found.outcomes()[0].tolist(), strict=True))
    return {"PR": resist, "PF": float(found.stand[0]), "PC": float(found.challenge[0]), **shares}


def _graph(asked: Graph) -> dict[str, Any]:
    stable = conflict.equilibria(asked.conflict)
    return {
        "kind": "conflict",
        "name": asked.name,
        "states": len(asked.conflict.states),
        "equilibria": {
            concept: [int(state) for state in states] if asked.numbered else states
            for concept, states in stable.items()
        },
    }


def _votes(asked: Votes) -> dict[str, Any]:
    members = asked.rule.members
    winning = power.winning_coalitions(asked.rule)
    return {
        "kind": "voting",
        "rule": asked.name,
        "quota": asked.rule.quota,
        "members": [
            {
                "member": one.bloc,
                "number": bloc.number,
                "shapley_shubik_fraction": str(one.shapley_shubik),
                "shapley_shubik": float(one.shapley_shubik),
                "banzhaf_normalised_fraction": str(one.banzhaf_normalised),
                "banzhaf_normalised": float(one.banzhaf_normalised),
                "swings": one.swings,
            }
            for one, bloc in zip(power.powers(asked.rule), asked.rule.blocs, strict=True)
        ],
        "winning_coalitions": winning,
        "power_to_act_fraction": f"{winning}/{2**members}",
        "power_to_act": winning / 2**members,
    }


def estimate_document(asked: Estimate, seen: Observed, stored: Sequence[str] | None) -> dict[str, Any]:
    """The estimate on a table, with the equilibria of every game.

    Args:
        stored: columns of a published p_R and p_F, for which the pseudo-likelihood is maximised once beside the estimate.
    """
    design = design_of(asked.specification, seen.columns, len(seen.ids))
    stage = (
        [seen.columns[name] for name in asked.first_stage] if asked.first_stage else first_stage(seen.counts)
    )
    if asked.parameters is None:
        found = fit(design, seen.counts, *stage, rounds=asked.rounds)
        coefficients = found.coefficients
        head: dict[str, Any] = {
            "log_likelihood": found.log_likelihood,
            "rounds": found.rounds,
            "largest_change": found.change,
            "first_stage": list(asked.first_stage) if asked.first_stage else "own, from counts",
        }
    else:
        coefficients = np.array(
            [asked.parameters.get(payoff, {}).get(name, 0.0) for payoff, name in design.names]
        )
        head = {"rounds": 0}
    if stored:
        head["stored"] = _stored(design, seen, stored)
    payoffs = payoffs_of(design, coefficients)
    roots = signalling.equilibria(payoffs)
    head.setdefault("log_likelihood", likelihood(payoffs, seen.counts, roots))
    counts = np.unique([len(one) for one in roots], return_counts=True)
    return {
        "kind": "estimate",
        "games_played": len(seen.ids),
        **head,
        "specification": asked.specification,
        "parameters": _parameters(design, coefficients),
        "equilibria_per_game": {str(number): int(games) for number, games in zip(*counts, strict=True)},
        "games": [
            {
                "gameID": id_,
                "number": len(own),
                "equilibria": [_played(payoffs.pick(np.array([at])), float(root)) for root in own],
            }
            for at, (id_, own) in enumerate(zip(seen.ids, roots, strict=True))
        ],
    }


def _parameters(design: Design, coefficients: np.ndarray[Any, Any]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (payoff, name), value in zip(design.names, coefficients, strict=True):
        found.setdefault(payoff, {})[name] = float(value)
    return found


def _stored(design: Design, seen: Observed, stored: Sequence[str]) -> dict[str, Any]:
    """One pseudo-likelihood from a published first stage, and how far its best response is from what was published."""
    resist, stand = (seen.columns[name] for name in stored)
    found = fit(design, seen.counts, resist, stand, rounds=1)
    return {
        "columns": list(stored),
        "log_likelihood": found.log_likelihood,
        "largest_difference": [
            float(np.abs(found.resist - resist).max()),
            float(np.abs(found.stand - stand).max()),
        ],
        "parameters": _parameters(design, found.coefficients),
    }


def contest_document(contest: Contest, found: GameAnswer) -> dict[str, Any]:
    """The answer over ranges, with the ranges and levers it rests on."""
    return {
        "kind": "contest",
        "contest": to_builtins(contest),
        **to_builtins(found),
        "reading": reading(found),
    }


def reading(found: GameAnswer) -> str:
    """What low enforcement says of faith, in one sentence made of the shares."""
    faith = found.faith
    if faith is None:
        return ""
    if faith.cares_less is None:
        return (
            f"These ranges say nothing of what low enforcement means: {faith.draws} draws enforce at most "
            f"{_percent(faith.at_most)} of the time, and {ENOUGH} are needed, with some width in every stake."
        )
    proof = (
        "is no proof of bad faith"
        if faith.cares_less < _PROOF
        else "goes with caring little, in these ranges"
    )
    others = ((faith.bears_more, "bear more than the middle cost"), (faith.pressed_less, "are pressed less"))
    rest = "".join(f", {_percent(share)} {what}" for share, what in others if share is not None)
    return (
        f"Low enforcement alone {proof}: of the draws that enforce at most {_percent(faith.at_most)} of the time, "
        f"{_percent(faith.cares_less)} care less than the middle about provocations, where chance alone gives 50 %{rest}."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
