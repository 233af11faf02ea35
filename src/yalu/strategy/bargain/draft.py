"""How much of a draft gets past the players who can block it, issue by issue, and does that beat two dumb guesses?

Units: scope of each issue 0 (nothing is forbidden) to 100; power and salience in any unit.
Shapes: draws first, then players, then issues in the order of the draft.
Sources: setter model with vetoes (`bargain`), chances of positions before anybody moves from KTAB's spatial model (`spatial`).
The rivals, printed always: the mean of all positions weighted by power and salience, and the ideal of the veto player who wants
least. Published comparisons find such means hard to beat.
Assumes ideals, saliences and power lie anywhere in their stated ranges with equal chance; an issue weighs by its salience
squared, as in the spatial model. Errors are mean absolute distances to the scope adopted, over issues.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec import Struct

from yalu.strategy.bargain.setter import Space, accepts, adopted, distance, first_share
from yalu.strategy.bargain.spatial import Actors, turn_zero
from yalu.strategy.ranges import Range, Spread, Statement, share_of, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "Delay",
    "Draft",
    "DraftAnswer",
    "IssueAnswer",
    "Party",
    "acceptance",
    "draft_answer",
    "toughness_and_lag",
]

_SPATIAL_DRAWS = 200


class Party(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A player: what it wants of each issue, how much it cares, its power, and how patient it is."""

    name: str
    role: Literal["proposer", "veto", "other"]
    ideal: dict[str, Range]
    salience: dict[str, Range]
    power: Range
    patience: Range | None = None


class Draft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A draft: issues with their scope before it, and what was adopted or is proposed of each, if known."""

    name: str
    issues: tuple[str, ...]
    status_quo: dict[str, float]
    parties: tuple[Party, ...]
    adopted: dict[str, float] = {}
    lag_days: int | None = None


class IssueAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One issue: scope predicted by the veto model and by its rivals, beside what was adopted."""

    issue: str
    status_quo: float
    wanted: Spread
    predicted: Spread
    weighted_mean: Spread
    veto_ideal: Spread
    adopted: float | None


class Delay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the side that offers first keeps, over the stated patience of it and of the veto player."""

    first: str
    second: str
    share_first_mover: Spread


class DraftAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole draft. `errors` and `nearest` are there where the scope adopted is known."""

    name: str
    issues: tuple[IssueAnswer, ...]
    dilution: Spread
    gridlock: float
    accept: tuple[Statement, ...]
    win_probability: dict[str, Spread]
    errors: dict[str, Spread]
    nearest: dict[str, float]
    delay: tuple[Delay, ...]
    lag_days: int | None
    draws: int


def draft_answer(draft: Draft, *, draws: int, rng: np.random.Generator) -> DraftAnswer:
    """What the veto model, the spatial model and the rivals say of a draft."""
    ideals, saliences, power = _drawn(draft, draws, rng)
    space = _space(draft, ideals, saliences)
    text = adopted(space)
    guesses = {
        "veto model": text,
        "weighted mean": _mean(ideals, saliences, power),
        "veto player's ideal": _least(draft, space),
    }
    known = np.array([draft.adopted.get(issue, np.nan) for issue in draft.issues])
    told = not np.isnan(known).any()
    off = {name: np.abs(guess - known).mean(axis=1) for name, guess in guesses.items()} if told else {}
    best = np.argmin(np.column_stack(list(off.values())), axis=1) if told else np.array([])
    return DraftAnswer(
        name=draft.name,
        issues=_issues(draft, space, guesses),
        dilution=spread(_dilution(space, text)),
        gridlock=float((np.abs(text - space.status_quo).max(axis=1) < 0.01).mean()),
        accept=_acceptance(draft, space, known) if told else (),
        win_probability=_chances(draft, ideals, saliences, power),
        errors={name: spread(values) for name, values in off.items()},
        nearest={name: float((best == at).mean()) for at, name in enumerate(off)},
        delay=_delays(draft, draws, rng),
        lag_days=draft.lag_days,
        draws=draws,
    )  # fmt: skip


def acceptance(draft: Draft, *, draws: int, rng: np.random.Generator) -> tuple[Statement, ...]:
    """In which share of the draws does each party find what is proposed no worse than the status quo?"""
    ideals, saliences, _ = _drawn(draft, draws, rng)
    text = np.array([draft.adopted[issue] for issue in draft.issues])
    now = distance(_status_quo(draft), ideals, _weights(saliences))
    then = distance(text, ideals, _weights(saliences))
    return tuple(
        share_of(party.name, f"{party.name} is no worse off", then[:, at] <= now[:, at] + 1e-9)
        for at, party in enumerate(draft.parties)
    )


def _drawn(draft: Draft, draws: int, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Ideals and saliences of shape (draws, parties, issues), power of shape (draws, parties)."""
    shape = (draws, len(draft.parties), len(draft.issues))
    ideals, saliences = np.zeros(shape), np.zeros(shape)
    power = np.zeros(shape[:2])
    for at, party in enumerate(draft.parties):
        power[:, at] = rng.uniform(party.power.low, party.power.high, draws)
        for k, issue in enumerate(draft.issues):
            ideals[:, at, k] = rng.uniform(party.ideal[issue].low, party.ideal[issue].high, draws)
            saliences[:, at, k] = rng.uniform(party.salience[issue].low, party.salience[issue].high, draws)
    return ideals, saliences, power


def _weights(saliences: Array) -> Array:
    """Weights of squared distances that sum to one over the issues."""
    squared = saliences**2
    return np.asarray(squared / squared.sum(axis=-1, keepdims=True))


def _status_quo(draft: Draft) -> Array:
    return np.array([draft.status_quo[issue] for issue in draft.issues])


def _of(draft: Draft, role: str) -> list[int]:
    return [at for at, party in enumerate(draft.parties) if party.role == role]


def _space(draft: Draft, ideals: Array, saliences: Array) -> Space:
    weights = _weights(saliences)
    proposer, vetoes = _of(draft, "proposer")[0], _of(draft, "veto")
    return Space(
        status_quo=np.broadcast_to(_status_quo(draft), ideals[:, 0].shape),
        proposer=ideals[:, proposer],
        proposer_weights=weights[:, proposer],
        vetoes=ideals[:, vetoes],
        veto_weights=weights[:, vetoes],
    )


def _mean(ideals: Array, saliences: Array, power: Array) -> Array:
    weights = power[..., None] * saliences
    return np.asarray((weights * ideals).sum(axis=1) / weights.sum(axis=1))


def _least(draft: Draft, space: Space) -> Array:
    """The ideal of the veto player who is nearest to the status quo; the proposer's where nobody has a veto."""
    if not _of(draft, "veto"):
        return space.proposer
    away = distance(space.status_quo[:, None], space.vetoes, space.veto_weights)
    return np.asarray(np.take_along_axis(space.vetoes, away.argmin(axis=1)[:, None, None], axis=1)[:, 0])


def _dilution(space: Space, text: Array) -> Array:
    """How much of the way from the status quo to the proposer's wish the text does not go; 0 where there is no way to go."""
    away = distance(text, space.proposer, space.proposer_weights)
    whole = distance(space.status_quo, space.proposer, space.proposer_weights)
    return np.divide(away, whole, out=np.zeros_like(away), where=whole > 0)


def _issues(draft: Draft, space: Space, guesses: Mapping[str, Array]) -> tuple[IssueAnswer, ...]:
    return tuple(
        IssueAnswer(
            issue=issue,
            status_quo=draft.status_quo[issue],
            wanted=spread(space.proposer[:, k]),
            predicted=spread(guesses["veto model"][:, k]),
            weighted_mean=spread(guesses["weighted mean"][:, k]),
            veto_ideal=spread(guesses["veto player's ideal"][:, k]),
            adopted=draft.adopted.get(issue),
        )
        for k, issue in enumerate(draft.issues)
    )


def _acceptance(draft: Draft, space: Space, text: Array) -> tuple[Statement, ...]:
    """Does each veto player find the text that was adopted no worse than the status quo?"""
    held = accepts(np.broadcast_to(text, space.proposer.shape), space)
    return tuple(
        share_of(draft.parties[at].name, f"{draft.parties[at].name} is no worse off with the text adopted", held[:, column])
        for column, at in enumerate(_of(draft, "veto"))
    )  # fmt: skip


def _chances(draft: Draft, ideals: Array, saliences: Array, power: Array) -> dict[str, Spread]:
    """The chance of each party's position in the spatial model, before anybody moves."""
    names = tuple(party.name for party in draft.parties)
    used = range(min(len(ideals), _SPATIAL_DRAWS))
    chances = np.array(
        [turn_zero(Actors(names, power[at], ideals[at], saliences[at])).win_probability for at in used]
    )
    return {name: spread(chances[:, column]) for column, name in enumerate(names)}


def _delays(draft: Draft, draws: int, rng: np.random.Generator) -> tuple[Delay, ...]:
    found = []
    first = draft.parties[_of(draft, "proposer")[0]]
    for second in (draft.parties[at] for at in _of(draft, "veto")):
        if first.patience and second.patience:
            own = rng.uniform(first.patience.low, first.patience.high, draws)
            other = rng.uniform(second.patience.low, second.patience.high, draws)
            kept = np.array([first_share(one, two) for one, two in zip(own, other, strict=True)])
            found.append(Delay(first=first.name, second=second.name, share_first_mover=spread(kept)))
    return tuple(found)


def toughness_and_lag(toughness: Sequence[float], lags: Sequence[int]) -> tuple[float, float]:
    """Kendall's tau of how tough texts were and how long they took, and the share of all orders with at least as much.

    Exact by counting every order, so for eight texts or fewer.
    """
    tau = _tau(toughness, lags)
    taus = [_tau(toughness, order) for order in permutations(lags)]
    return tau, sum(one >= tau - 1e-12 for one in taus) / len(taus)


def _tau(first: Sequence[float], second: Sequence[float]) -> float:
    pairs = [(i, j) for i in range(len(first)) for j in range(i)]
    signs = [np.sign(first[i] - first[j]) * np.sign(second[i] - second[j]) for i, j in pairs]
    return float(sum(signs)) / max(len(pairs), 1)
