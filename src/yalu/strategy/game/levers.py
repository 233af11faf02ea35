"""Which lever moves the enforcer, which the target, and what does low enforcement say of the enforcer's faith?

Two layers over the same draws of nothing but stated ranges: the inspection game of enforcer and target (`inspection`) and the
signalling game of sender and enforcer (`signalling`). A lever adds a range to some stakes. Where rates were observed, only draws
that match them are kept.
Units: payoffs are the players' own; chances 0 to 1.
Assumes the two layers do not feed each other, and that levers add up. It says what the stated ranges imply, not what will happen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from yalu.strategy.game.inspection import NOT_BELOW_ZERO, Rates, rates
from yalu.strategy.game.signalling import PAYOFFS, Payoffs, equilibria, play
from yalu.strategy.ranges import Range, Spread, Statement, drawn, share_of, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Draws = dict[str, NDArray[np.float64]]

__all__ = ["Contest", "Effect", "Faith", "GameAnswer", "Lever", "Press", "answer"]

ENOUGH = 30  # draws below which no statement is made
_SIGNALLING_DRAWS = 400  # each is searched for every equilibrium
_STEPS = 200


class Lever(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something a user can move: what it adds to the stakes of each layer."""

    name: str
    says: str = ""
    inspection: dict[str, Range] = {}
    signalling: dict[str, Range] = {}
    source: str = ""


class Contest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The model of a file: stakes as ranges, levers, and the rates that were observed."""

    title: str = ""
    sender: str = "sender"
    enforcer: str = "enforcer"
    target: str = "target"
    period: str = ""
    inspection: dict[str, Range] = {}
    signalling: dict[str, Range] = {}
    levers: tuple[Lever, ...] = ()
    enforce: Range | None = None
    provoke: Range | None = None


class Effect(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a lever does in the inspection game: chances under it, and how they change."""

    lever: str
    enforce: Spread
    provoke: Spread
    enforce_change: Spread
    provoke_change: Spread
    statements: tuple[Statement, ...]


class Press(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a lever does in the signalling game; "none" is the game without it.

    Chances are over draws with one equilibrium; `several` is the share of draws with more.
    """

    lever: str
    challenge: Spread
    resist: Spread
    stand: Spread
    enforce: Spread
    several: float
    draws: int
    statements: tuple[Statement, ...]


class Faith(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What enforcement of at most `at_most` says, in draws kept by nothing else, of what the enforcer wants and bears.

    Before looking, each share is one half. `more_bite` is the share of draws in which a stronger bite lowers enforcement and
    provocation together.
    """

    at_most: float
    draws: int
    cares_less: float | None
    bears_more: float | None
    pressed_less: float | None
    more_bite: Statement


class GameAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer over all draws, or over those that match what was observed (`conditioned`)."""

    draws: int
    kept: int
    conditioned: bool
    enforce: Spread | None
    provoke: Spread | None
    effects: tuple[Effect, ...]
    faith: Faith | None
    signalling: tuple[Press, ...]


def answer(contest: Contest, *, draws: int, rng: np.random.Generator) -> GameAnswer:
    """What the stated ranges imply, by lever."""
    press = _presses(contest, min(draws, _SIGNALLING_DRAWS), rng) if contest.signalling else ()
    if not contest.inspection:
        return GameAnswer(
            draws=draws, kept=draws, conditioned=False, enforce=None, provoke=None, effects=(), faith=None,
            signalling=press,
        )  # fmt: skip
    stakes = drawn(contest.inspection, draws, rng)
    base = rates(stakes)
    moved = [_added(stakes, lever.inspection, rng) for lever in contest.levers]
    matched = _within(base.enforce, contest.enforce) & _within(base.provoke, contest.provoke)
    conditioned = int(matched.sum()) >= ENOUGH and not matched.all()
    used = matched if conditioned else np.ones(draws, bool)
    kept = {name: values[used] for name, values in stakes.items()}
    now = Rates(base.enforce[used], base.provoke[used])
    return GameAnswer(
        draws=draws,
        kept=int(matched.sum()),
        conditioned=conditioned,
        enforce=spread(now.enforce),
        provoke=spread(now.provoke),
        effects=tuple(
            _effect(lever.name, now, rates({name: values[used] for name, values in after.items()}))
            for lever, after in zip(contest.levers, moved, strict=True)
        ),
        faith=_faith(contest, stakes, base, kept, now),
        signalling=press,
    )


def _added(stakes: Draws, more: Mapping[str, Range], rng: np.random.Generator) -> Draws:
    """The stakes with a lever's draws on top; what cannot fall below zero stops there."""
    after = dict(stakes)
    for name, values in drawn(more, len(next(iter(stakes.values()))), rng).items():
        after[name] = stakes[name] + values
        if name in NOT_BELOW_ZERO:
            after[name] = np.maximum(after[name], 0.0)
    return after


def _within(values: NDArray[np.float64], observed: Range | None) -> NDArray[np.bool_]:
    if observed is None:
        return np.ones(len(values), bool)
    return np.asarray((values >= observed.low) & (values <= observed.high))


def _effect(lever: str, before: Rates, after: Rates) -> Effect:
    more, less = after.enforce > before.enforce, after.provoke < before.provoke
    return Effect(
        lever=lever,
        enforce=spread(after.enforce),
        provoke=spread(after.provoke),
        enforce_change=spread(after.enforce - before.enforce),
        provoke_change=spread(after.provoke - before.provoke),
        statements=(
            share_of("enforcement_rises", f"{lever}: enforcement rises", more),
            share_of("provocation_falls", f"{lever}: provocation falls", less),
            share_of("both", f"{lever}: enforcement rises and provocation falls", more & less),
        ),
    )


def _faith(contest: Contest, stakes: Draws, base: Rates, kept: Draws, now: Rates) -> Faith:
    """Enforcement alone picks the draws here, whatever the target did, so that the statement is about enforcement alone."""
    at_most = contest.enforce.high if contest.enforce else 0.5
    low = base.enforce <= at_most
    enough = int(low.sum()) >= ENOUGH

    def beyond(name: str, *, above: bool) -> float | None:
        values, middle = stakes[name], float(np.median(stakes[name]))
        if not enough or float(np.ptp(values)) == 0:
            return None
        return float((values[low] > middle if above else values[low] < middle).mean())

    biting = rates(kept | {"L": kept["L"] + 1.0})
    both = (biting.enforce < now.enforce) & (biting.provoke < now.provoke)
    return Faith(
        at_most=at_most,
        draws=int(low.sum()),
        cares_less=beyond("theta", above=False),
        bears_more=beyond("c", above=True),
        pressed_less=beyond("s", above=False),
        more_bite=share_of(
            "more_bite", "sanctions that bite more lower enforcement and provocation together", both
        ),
    )


def _presses(contest: Contest, draws: int, rng: np.random.Generator) -> tuple[Press, ...]:
    stakes = drawn(contest.signalling, draws, rng)
    base = _played(stakes)
    levers = [lever for lever in contest.levers if lever.signalling]
    return (
        _press("none", base, base),
        *(_press(lever.name, _played(_added(stakes, lever.signalling, rng)), base) for lever in levers),
    )


def _played(stakes: Draws) -> NDArray[np.float64]:
    """Challenge, resist, stand and enforce (challenged and conceded), shape (draws, 5) with the number of equilibria last.

    A draw without exactly one equilibrium holds no chances.
    """
    payoffs = Payoffs(**{name: stakes[name] for name in PAYOFFS})
    found = equilibria(payoffs, steps=_STEPS)
    counts = np.array([len(one) for one in found])
    table = np.full((len(counts), 5), np.nan)
    table[:, 4] = counts
    single = counts == 1
    resist = np.array([one[0] for one in found if len(one) == 1])
    if len(resist):
        played = play(payoffs.pick(single), resist)
        table[single, :4] = np.column_stack(
            (played.challenge, resist, played.stand, played.challenge * (1 - resist))
        )
    return table


def _press(lever: str, after: NDArray[np.float64], before: NDArray[np.float64]) -> Press:
    single = (after[:, 4] == 1) & (before[:, 4] == 1)
    chances, then = after[single], before[single]
    statements: Sequence[Statement] = ()
    if lever != "none":
        statements = (
            share_of("enforcement_rises", f"{lever}: challenged and conceded more often", chances[:, 3] > then[:, 3]),
            share_of("resistance_falls", f"{lever}: resists less often", chances[:, 1] < then[:, 1]),
        )  # fmt: skip
    columns = chances if len(chances) else np.full((1, 5), np.nan)
    return Press(
        lever=lever,
        challenge=spread(columns[:, 0]),
        resist=spread(columns[:, 1]),
        stand=spread(columns[:, 2]),
        enforce=spread(columns[:, 3]),
        several=float((after[:, 4] > 1).mean()),
        draws=len(chances),
        statements=tuple(statements),
    )
