"""Will the sender press, will the enforcer resist, and will the sender then stand firm? Lewis and Schultz's signalling game.

A (sender) challenges or leaves the status quo; B (enforcer) concedes or resists; A stands firm or backs down. Payoffs:
status quo S_A, 0; concession V_A, C_B; stand firm W_A + e_A, W_B + e_B; back down a + e_a, V_B. The e are standard normal and
known to their player alone, so all payoffs are in standard deviations of that private knowledge.
Shapes: one entry for each game; `n` games.
Sources: Lewis and Schultz (2003); equilibrium as in Crisman-Cox and Gibilisco (2019, doi 10.1017/psrm.2019.58):
c = (S_A - (1 - p_R) V_A) / p_R; p_C = 1 - Phi(c - W_A) Phi(c - a); p_F = Phi2((W_A - a)/sqrt 2, W_A - c; 1/sqrt 2) / p_C;
p_R = Phi((p_F W_B + (1 - p_F) V_B - C_B) / p_F).
Assumes that B learns nothing but the challenge, and that the e are independent. An equilibrium is a crossing on a grid of p_R:
two that touch within a step finer than the second scan are seen as none or one; beyond the grid B's reply has settled. p_R of
exactly 0 is no equilibrium here: nobody challenges and the play after it says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr, ndtr

from yalu.strategy.game.normal import share_of_upper

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PAYOFFS", "Payoffs", "Play", "best_response", "equilibria", "play"]

_REACH = 8.2  # standard deviations: p_R from 1e-16 to 1 - 1e-16
_HALVINGS = 60
_LEAST = 1e-300  # p_R of an equilibrium that is smaller still


@dataclass(frozen=True, slots=True)
class Payoffs:
    """The seven payoffs, each of shape (n,)."""

    SA: NDArray[np.float64]
    VA: NDArray[np.float64]
    CB: NDArray[np.float64]
    WA: NDArray[np.float64]
    WB: NDArray[np.float64]
    a: NDArray[np.float64]
    VB: NDArray[np.float64]

    def pick(self, games: NDArray[np.intp] | NDArray[np.bool_]) -> Payoffs:
        """The payoffs of some of the games, in the order asked for."""
        return Payoffs(**{one.name: getattr(self, one.name)[games] for one in fields(self)})


PAYOFFS: tuple[str, ...] = tuple(field.name for field in fields(Payoffs))


@dataclass(frozen=True, slots=True)
class Play:
    """What the players do, each of shape (n,): challenge, resist once challenged, stand firm once resisted.

    `cutoff` is c, the value of standing firm or backing down from which A challenges. `argument` is p_R before the normal law.
    """

    challenge: NDArray[np.float64]
    resist: NDArray[np.float64]
    stand: NDArray[np.float64]
    cutoff: NDArray[np.float64]
    argument: NDArray[np.float64]

    def outcomes(self) -> NDArray[np.float64]:
        """Chances of status quo, concession, stand firm and back down, shape (n, 4)."""
        fight = self.challenge * self.resist
        return np.stack(
            (
                1 - self.challenge,
                self.challenge * (1 - self.resist),
                fight * self.stand,
                fight * (1 - self.stand),
            ),
            axis=-1,
        )


def best_response(
    payoffs: Payoffs, resist: NDArray[np.float64], stand: NDArray[np.float64] | None = None
) -> Play:
    """What each side does if A expects B to resist with `resist`, and B expects A to stand firm with `stand`.

    Without `stand`, B expects what A then does.
    """
    cutoff = (
        payoffs.VA + (payoffs.SA - payoffs.VA) / resist
    )  # c of the source, without its loss of digits near p_R = 0
    above, aside = payoffs.WA - cutoff, payoffs.a - cutoff
    challenge = -np.expm1(log_ndtr(-above) + log_ndtr(-aside))
    firm = share_of_upper(above, aside, payoffs.WA - payoffs.a)
    expected = firm if stand is None else stand
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        gain = payoffs.WB + (payoffs.VB * (1 - expected) - payoffs.CB) / expected
    argument = np.where(np.isnan(gain), payoffs.WB, gain)  # 0/0: nothing is at stake if A backs down
    return Play(challenge, ndtr(argument), firm, cutoff, argument)


def play(payoffs: Payoffs, resist: NDArray[np.float64]) -> Play:
    """The play of equilibria that are known by their p_R, with exactly that p_R."""
    found = best_response(payoffs, resist)
    return Play(found.challenge, resist, found.stand, found.cutoff, found.argument)


def equilibria(payoffs: Payoffs, *, steps: int = 800) -> list[NDArray[np.float64]]:
    """p_R of every equilibrium that a grid of `steps` finds, rising, one array for each game."""
    games = len(payoffs.SA)
    grid = np.linspace(-_REACH, _REACH, steps + 1)
    every = np.repeat(np.arange(games), len(grid))
    gaps = _gap(payoffs.pick(every), np.tile(grid, games)).reshape(games, -1)
    game, low, high = _brackets(gaps, grid)
    near_game, near_low, near_high = _turns(gaps, grid)
    if len(near_game):
        finer = near_low[:, None] + (near_high - near_low)[:, None] * np.linspace(0, 1, 41)
        inner = _gap(payoffs.pick(np.repeat(near_game, 41)), finer.ravel()).reshape(finer.shape)
        above = inner > 0
        row, at = np.nonzero(above[:, :-1] != above[:, 1:])
        game = np.concatenate((game, near_game[row]))
        low = np.concatenate((low, finer[row, at]))
        high = np.concatenate((high, finer[row, at + 1]))
    roots = ndtr(_halved(payoffs.pick(game), low, high))
    low_end = np.nonzero((gaps[:, 0] < 0) & np.isfinite(gaps[:, 0]))[
        0
    ]  # below the grid B's reply no longer changes
    high_end = np.nonzero(gaps[:, -1] >= 0)[0]  # above it p_R is 1 in floating point
    least = np.maximum(ndtr(gaps[low_end, 0] + grid[0]), _LEAST)
    game = np.concatenate((game, low_end, high_end))
    roots = np.concatenate((roots, least, np.ones(len(high_end))))
    return [np.sort(roots[game == number]) for number in range(games)]


def _gap(payoffs: Payoffs, point: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far B's reply lies above what A expects, both on the scale of the normal law."""
    return best_response(payoffs, ndtr(point)).argument - point


def _brackets(
    gaps: NDArray[np.float64], grid: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
    """Game and ends of every cell in which the gap changes its sign; a point that is a root belongs to the cell above."""
    up = gaps >= 0
    game, cell = np.nonzero(up[:, :-1] != up[:, 1:])
    return game, grid[cell], grid[cell + 1]


def _turns(
    gaps: NDArray[np.float64], grid: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]:
    """Where the gap comes near zero and turns without crossing: two equilibria may hide between the points."""
    before, here, after = gaps[:, :-2], gaps[:, 1:-1], gaps[:, 2:]
    away = (np.abs(here) <= np.abs(before)) & (np.abs(here) <= np.abs(after))
    same = (np.sign(before) == np.sign(here)) & (np.sign(here) == np.sign(after))
    game, cell = np.nonzero(away & same & (np.abs(here) < 0.5))
    return game, grid[cell], grid[cell + 2]


def _halved(payoffs: Payoffs, low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.float64]:
    rising = _gap(payoffs, low) < 0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = (_gap(payoffs, middle) < 0) == rising
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2
