"""How do two players play who choose better replies more often, but not always? Logit quantal response of a strategic game.

Units: payoffs are the players' own; `precision` (the lambda of the papers) is one over them: 0 is blind chance.
Shapes: payoffs (m, n) for `row` and for `column`, both with row's moves down and column's across; a mix sums to one.
Sources: McKelvey and Palfrey (1995); the branch is followed from blind chance as in Turocy (2005), in logarithms. Nash
equilibria by enumeration of supports (equal sizes, so those of degenerate games may be missed).
Assumes one precision for both. Where the branch turns back, the answer at a precision is the first one met from blind chance, and
where branches meet (games that look alike from both sides) it goes straight on. Other responses of the same precision exist
then: `other_responses` lists them where a player has two moves, as crossings on a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import expit

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

__all__ = ["Bimatrix", "Mixes", "limit", "nash_equilibria", "other_responses", "quantal_response"]

_LARGEST_SUPPORT = 5
_MOST_SUPPORTS = 20_000  # pairs of one size; more would take minutes
_ENOUGH = 1e-12
_NEAR = 0.5  # summed over moves: an equilibrium farther from the end of the branch is another one
_STEPS, _SATURATED = 8001, 40.0  # log odds of 40 are 1 in floating point
_SAME = 1e-6  # summed over moves


class Mixes(NamedTuple):
    """What each player does: chances of row's m moves and of column's n moves."""

    row: Vector
    column: Vector


@dataclass(frozen=True, slots=True)
class Bimatrix:
    """A game of two players; both arrays have shape (m, n)."""

    row: Vector
    column: Vector

    def gains(self, mixes: Mixes) -> tuple[Vector, Vector]:
        """What each move earns against the other's mix: shapes (m,) and (n,)."""
        return self.row @ mixes.column, self.column.T @ mixes.row


def quantal_response(game: Bimatrix, precision: float) -> Mixes:
    """The response at a precision, on the branch that starts at blind chance.

    Raises:
        BadInput: the branch was lost before it came to the precision.
    """
    if precision == 0:
        return _mixes(game, _start(game)[:-1])
    for before, after in _branch(game, precision):
        if before[-1] <= precision <= after[-1]:
            share = (precision - before[-1]) / (after[-1] - before[-1])
            point = before + share * (after - before)
            point[-1] = precision
            return _mixes(game, _at_precision(game, point)[:-1])
    raise BadInput(
        f"the responses of this game could not be followed to precision {precision:g}; ask for a lower one"
    )


def other_responses(game: Bimatrix, precision: float, known: Mixes) -> list[Mixes] | None:
    """The responses at a precision beside the known one, by rising chance of the first of two moves.

    None where neither player has just two moves: they are not searched for then.
    """
    if len(game.row) != 2:
        if game.row.shape[1] != 2:
            return None
        turned = other_responses(Bimatrix(game.column.T, game.row.T), precision, Mixes(*known[::-1]))
        return [Mixes(*one[::-1]) for one in turned or ()]
    reach = precision * float(np.ptp(game.row)) + 1  # log odds that no reply passes
    inner = min(reach, _SATURATED)
    grid = np.union1d(np.linspace(-inner, inner, _STEPS), [-reach, reach])
    above = _replied(game, precision, grid)[0] >= grid
    at = np.nonzero(above[:-1] != above[1:])[0]
    low, high, up = grid[at], grid[at + 1], above[at]
    for _ in range(60):
        middle = (low + high) / 2
        same = (_replied(game, precision, middle)[0] >= middle) == up
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    odds = (low + high) / 2
    chances = expit(odds)
    found = [
        Mixes(np.array([p, 1 - p]), column)
        for p, column in zip(chances, _replied(game, precision, odds)[1], strict=True)
    ]
    return [one for one in found if _distance(one, known) > _SAME]


def _replied(game: Bimatrix, precision: float, odds: Vector) -> tuple[Vector, Vector]:
    """Row's reply to column's reply to log odds of the first of row's two moves, and column's reply, shape (n, columns)."""
    first = expit(odds)[:, None]
    gains = precision * (first * game.column[0] + (1 - first) * game.column[1])
    weights = np.exp(gains - gains.max(axis=1, keepdims=True))
    column = weights / weights.sum(axis=1, keepdims=True)
    return precision * (column @ (game.row[0] - game.row[1])), column


def limit(game: Bimatrix) -> Mixes | None:
    """The Nash equilibrium that the branch ends in; None where the branch is lost on the way or its end is not known well."""
    found = nash_equilibria(game)
    spread = max(float(np.ptp(game.row)), float(np.ptp(game.column)), 1e-9)
    try:
        near = quantal_response(game, 200 / spread)
    except BadInput:
        return None
    close = [one for one in found if _distance(one, near) < _NEAR]
    if not close and _nobody_gains(game, near):
        return near  # one of many: with ties the branch ends between those that were enumerated
    return min(close, key=lambda one: _distance(one, near), default=None)


def _distance(one: Mixes, other: Mixes) -> float:
    return float(np.abs(one.row - other.row).sum() + np.abs(one.column - other.column).sum())


def _start(game: Bimatrix) -> Vector:
    rows, columns = game.row.shape
    return np.concatenate((np.full(rows, -np.log(rows)), np.full(columns, -np.log(columns)), [0.0]))


def _mixes(game: Bimatrix, logs: Vector) -> Mixes:
    rows = game.row.shape[0]
    return Mixes(np.exp(logs[:rows]), np.exp(logs[rows:]))


def _residual(game: Bimatrix, point: Vector) -> Vector:
    """Zero on the branch: chances sum to one, and logarithms differ as the gains do, times the precision."""
    mixes = _mixes(game, point[:-1])
    rows = game.row.shape[0]
    parts = []
    for logs, gains, mix in zip((point[:rows], point[rows:-1]), game.gains(mixes), mixes, strict=True):
        parts += [[mix.sum() - 1], logs[1:] - logs[0] - point[-1] * (gains[1:] - gains[0])]
    return np.concatenate(parts)


def _jacobian(game: Bimatrix, point: Vector) -> Vector:
    """Slopes of the residual in the m + n logarithms and the precision, shape (m + n, m + n + 1)."""
    rows, columns = game.row.shape
    mixes, precision = _mixes(game, point[:-1]), point[-1]
    gains = game.gains(mixes)
    slopes = np.zeros((rows + columns, rows + columns + 1))
    own = (slice(0, rows), slice(rows, rows + columns))
    payoffs = (game.row, game.column.T)
    for player, (mine, theirs) in enumerate((own, own[::-1])):
        first = mine.start
        slopes[first, mine] = mixes[player]
        below = slice(first + 1, mine.stop)
        slopes[below, mine] = np.hstack((-np.ones((mine.stop - first - 1, 1)), np.eye(mine.stop - first - 1)))
        other = mixes[1 - player]
        slopes[below, theirs] = -precision * (payoffs[player][1:] - payoffs[player][0]) * other
        slopes[below, -1] = -(gains[player][1:] - gains[player][0])
    return slopes


def _at_precision(game: Bimatrix, point: Vector) -> Vector:
    """The point of the branch at its own precision, by Newton's method."""
    point = point.copy()
    for _ in range(50):
        try:
            step = np.linalg.solve(_jacobian(game, point)[:, :-1], _residual(game, point))
        except np.linalg.LinAlgError:
            break  # two branches meet here: the point stays where the branch was followed to
        point[:-1] -= step
        if np.abs(step).max() < _ENOUGH:
            break
    return point


def _branch(game: Bimatrix, furthest: float) -> Iterator[tuple[Vector, Vector]]:
    """Neighbouring points of the branch until its precision has passed `furthest`."""
    point, heading = _start(game), np.zeros(sum(game.row.shape) + 1)
    heading[-1] = 1.0
    length = 0.03 / max(float(np.ptp(game.row)), float(np.ptp(game.column)), 1e-9)
    for _ in range(20_000):
        tangent = _tangent(_jacobian(game, point), heading)
        after = _corrected(game, point + length * tangent, tangent)
        if after is None or np.abs(after - point - length * tangent).max() > 0.1:
            length /= 2
            if length < 1e-12:
                return
            continue
        yield point, after
        if after[-1] > furthest:
            return
        point, heading, length = after, tangent, length * 1.3


def _tangent(slopes: Vector, heading: Vector) -> Vector:
    """The direction in which the residual stays zero, turned the way the branch was going."""
    along = np.zeros(len(heading))
    along[-1] = 1.0
    try:
        direction = np.linalg.solve(np.vstack((slopes, heading)), along)
    except np.linalg.LinAlgError:
        return heading  # where branches meet, straight on
    return np.asarray(direction / np.linalg.norm(direction))


def _corrected(game: Bimatrix, guess: Vector, tangent: Vector) -> Vector | None:
    """The nearest point of the branch, sought across its direction; None where it is not found in a few steps."""
    point = guess.copy()
    for _ in range(8):
        system = np.vstack((_jacobian(game, point), tangent))
        wrong = np.concatenate((_residual(game, point), [tangent @ (point - guess)]))
        try:
            step = np.linalg.solve(system, wrong)
        except np.linalg.LinAlgError:
            return None
        point -= step
        if not np.isfinite(point).all() or np.abs(step).max() > 5:
            return None
        if np.abs(step).max() < _ENOUGH:
            return point
    return None


def nash_equilibria(game: Bimatrix) -> list[Mixes]:
    """The equilibria with supports of equal size up to five moves, fewer in large games; pure ones first."""
    found: list[Mixes] = []
    rows, columns = game.row.shape
    for size in range(1, min(rows, columns, _LARGEST_SUPPORT) + 1):
        if comb(rows, size) * comb(columns, size) > _MOST_SUPPORTS:
            break
        for own in combinations(range(rows), size):
            for other in combinations(range(columns), size):
                mixes = _on_support(game, own, other)
                if mixes is not None and all(_distance(mixes, one) > 1e-9 for one in found):
                    found.append(mixes)
    return found


def _on_support(game: Bimatrix, own: tuple[int, ...], other: tuple[int, ...]) -> Mixes | None:
    """The mixes that leave the other side indifferent between its moves on the support, if nobody gains by leaving it."""
    column = _indifferent(game.row[np.ix_(own, other)])
    row = _indifferent(game.column[np.ix_(own, other)].T)
    if column is None or row is None:
        return None
    mixes = Mixes(np.zeros(game.row.shape[0]), np.zeros(game.row.shape[1]))
    mixes.row[list(own)], mixes.column[list(other)] = row, column
    return mixes if _nobody_gains(game, mixes) else None


def _nobody_gains(game: Bimatrix, mixes: Mixes) -> bool:
    """Does no move earn more than the mix?"""
    return all(
        gains.max() <= gains @ mix + 1e-9 * max(1.0, float(np.abs(gains).max()))
        for gains, mix in zip(game.gains(mixes), mixes, strict=True)
    )


def _indifferent(payoffs: Vector) -> Vector | None:
    """The mix over columns under which all rows earn the same; None if there is none with chances of zero to one."""
    size = len(payoffs)
    system = np.vstack((np.hstack((payoffs, -np.ones((size, 1)))), np.append(np.ones(size), 0.0)))
    try:
        mix = np.linalg.solve(system, np.append(np.zeros(size), 1.0))[:-1]
    except np.linalg.LinAlgError:
        return None
    return np.clip(mix, 0, 1) + 0.0 if (mix >= -1e-12).all() else None
