"""Where does a conflict come to rest, if every player looks at what the others could do about its moves? Graph model stability.

Shapes: states are numbers from 0; `moves[player][state]` are the states that the player alone can turn it into.
Sources: Fang, Hipel and Kilgour (1993): Nash, general and symmetric metarationality, sequential stability. The others answer by
legal sequences in which nobody moves twice in a row; a sanction is a state that the mover does not prefer to where it began.
Assumes strict, known preferences and no cost of moving.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["CONCEPTS", "Conflict", "Option", "equilibria", "moves_by_letter", "moves_by_option"]

CONCEPTS = ("Nash", "GMR", "SMR", "SEQ")


class Option(NamedTuple):
    """A course of action that its owner takes (Y) or not (N); one that is not reversible is only ever taken."""

    owner: str
    reversible: bool = True


class Conflict(NamedTuple):
    """Players by name: where each can move from every state, and the rank of every state, 0 best."""

    states: tuple[str, ...]
    moves: Mapping[str, Sequence[frozenset[int]]]
    ranks: Mapping[str, Sequence[int]]

    def improvements(self, player: str, state: int) -> frozenset[int]:
        """The states that the player can reach and prefers."""
        rank = self.ranks[player]
        return frozenset(to for to in self.moves[player][state] if rank[to] < rank[state])


def moves_by_option(options: Sequence[Option], states: Sequence[str]) -> dict[str, list[frozenset[int]]]:
    """Moves where states are strings of Y and N, one letter an option: an owner changes any of its own at once."""
    place = {state: at for at, state in enumerate(states)}
    owners = dict.fromkeys(option.owner for option in options)
    return {
        owner: [
            frozenset(place[to] for to in _changed(state, owner, options) if to in place and to != state)
            for state in states
        ]
        for owner in owners
    }


def _changed(state: str, owner: str, options: Sequence[Option]) -> list[str]:
    letters = [
        letter if option.owner != owner or (letter == "Y" and not option.reversible) else "YN"
        for letter, option in zip(state, options, strict=True)
    ]
    return ["".join(choice) for choice in product(*letters)]


def moves_by_letter(players: Sequence[str], states: Sequence[str]) -> dict[str, list[frozenset[int]]]:
    """Moves where a state has one letter for each player, in order, and each changes its own."""
    return {
        player: [
            frozenset(
                number
                for number, to in enumerate(states)
                if to != state and all(to[k] == state[k] for k in range(len(players)) if k != at)
            )
            for state in states
        ]
        for at, player in enumerate(players)
    }


def equilibria(conflict: Conflict) -> dict[str, list[str]]:
    """The states that are stable for every player, by concept, in the order of the states."""
    tests = {"Nash": _nash, "GMR": _metarational, "SMR": _symmetric, "SEQ": _sequential}
    return {
        concept: [
            name
            for state, name in enumerate(conflict.states)
            if all(tests[concept](conflict, player, state) for player in conflict.moves)
        ]
        for concept in CONCEPTS
    }


def _nash(conflict: Conflict, player: str, state: int) -> bool:
    return not conflict.improvements(player, state)


def _metarational(conflict: Conflict, player: str, state: int) -> bool:
    return all(
        any(_sanction(conflict, player, state, to) for to in _answers(conflict, player, moved, _legal))
        for moved in conflict.improvements(player, state)
    )


def _symmetric(conflict: Conflict, player: str, state: int) -> bool:
    return all(
        any(
            _sanction(conflict, player, state, to)
            and all(_sanction(conflict, player, state, last) for last in conflict.moves[player][to])
            for to in _answers(conflict, player, moved, _legal)
        )
        for moved in conflict.improvements(player, state)
    )


def _sequential(conflict: Conflict, player: str, state: int) -> bool:
    return all(
        any(
            _sanction(conflict, player, state, to)
            for to in _answers(conflict, player, moved, Conflict.improvements)
        )
        for moved in conflict.improvements(player, state)
    )


def _sanction(conflict: Conflict, player: str, start: int, state: int) -> bool:
    return conflict.ranks[player][state] >= conflict.ranks[player][start]


def _legal(conflict: Conflict, player: str, state: int) -> frozenset[int]:
    return conflict.moves[player][state]


def _answers(
    conflict: Conflict, player: str, start: int, steps: Callable[[Conflict, str, int], frozenset[int]]
) -> set[int]:
    """The states that the other players can bring about from `start`, none of them moving twice in a row."""
    others = [name for name in conflict.moves if name != player]
    seen: set[tuple[int, str]] = set()
    todo = [(start, "")]
    while todo:
        state, last = todo.pop()
        for mover in others:
            if mover == last:
                continue
            fresh = {(to, mover) for to in steps(conflict, mover, state)} - seen
            seen |= fresh
            todo += fresh
    return {state for state, _ in seen}
