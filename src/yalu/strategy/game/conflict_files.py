"""How is a conflict written, and what is wrong with one that is not?

Moves are stated, or follow from options (states of Y and N), or from states with one letter for each player.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from yalu.strategy.game.conflict import Conflict, Option, moves_by_letter, moves_by_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.strategy.fields import Fields

__all__ = ["Graph", "graph_from"]

_MOST_STATES = 4096
_FIELDS = (
    "schema", "id", "name", "game", "conflict", "states", "options", "moves", "preferences_best_first",
    "seed", "equilibria",  # beside published conflicts
)  # fmt: skip


class Graph(NamedTuple):
    """A conflict, and how its states are written in the answer: by number from 1, or by name."""

    name: str
    conflict: Conflict
    numbered: bool


def graph_from(fields: Fields, where: str, raw: Mapping[str, Any]) -> Graph | None:
    """The conflict of a table; None where its mistakes leave none."""
    before = len(fields.problems)
    fields.known(where, raw, _FIELDS)
    preferred = fields.table(where, raw, "preferences_best_first")
    states = [str(state) for state in fields.rows(where, raw, "states")]
    listed = fields.rows(where, raw, "options") if "options" in raw else []
    options = [_option(fields, where, one) for one in listed]
    if len(fields.problems) > before:
        return None
    codes = [state.split("=")[-1].strip() for state in states]
    orders = [order for order in preferred.values() if isinstance(order, list)]
    numbered = all(isinstance(state, int) for order in orders for state in order)
    names = [str(number) for number in range(1, len(states) + 1)] if numbered else states
    if len(states) > _MOST_STATES or len(set(codes)) < len(codes):
        fields.wrong(where, "states", f"need different names, at most {_MOST_STATES}")
    players = list(preferred)
    ranks = {player: _ranks(fields, where, player, order, names) for player, order in preferred.items()}
    if len(players) < 2:
        fields.wrong(where, "preferences_best_first", "a conflict needs two players or more")
    moves: Mapping[str, Sequence[frozenset[int]]] = {}
    if "moves" in raw:
        moves = _moves(fields, where, raw, players, names)
    elif options:
        if any(len(code) != len(options) or set(code) - {"Y", "N"} for code in codes):
            fields.wrong(where, "states", f"each needs one Y or N for each of the {len(options)} options")
        if missing := {option.owner for option in options} - set(players):
            fields.wrong(
                where, "preferences_best_first", f"a player is missing: {', '.join(sorted(missing))}"
            )
        if len(fields.problems) == before:
            still: dict[str, list[frozenset[int]]] = {
                player: [frozenset()] * len(states) for player in players
            }
            moves = still | moves_by_option(options, codes)
    elif any(len(code) != len(players) for code in codes):
        fields.wrong(where, "states", "without options or moves each needs one letter for each player")
    else:
        moves = moves_by_letter(players, codes)
    if len(fields.problems) > before:
        return None
    name = str(raw.get("game") or raw.get("conflict") or raw.get("name") or where or "conflict")
    return Graph(name, Conflict(tuple(names), moves, ranks), numbered)


def _option(fields: Fields, where: str, raw: object) -> Option:
    if not isinstance(raw, dict) or not isinstance(raw.get("owner"), str):
        fields.wrong(where, "options", "each needs an owner: { owner = ..., reversible = true }")
        return Option("")
    if not isinstance(raw.get("reversible", True), bool):
        fields.wrong(where, "options", "reversible is true or false")
    return Option(raw["owner"], bool(raw.get("reversible", True)))


def _ranks(fields: Fields, where: str, player: str, order: object, names: Sequence[str]) -> list[int]:
    """The rank of each state, 0 best; every state must stand in the order once."""
    listed = [str(state) for state in order] if isinstance(order, list) else []
    if sorted(listed) != sorted(names):
        missing, more = sorted(set(names) - set(listed)), sorted(set(listed) - set(names))
        lacks = (
            f"lacks {', '.join(missing)}"
            if missing
            else f"names {', '.join(more)}"
            if more
            else "names a state twice"
        )
        fields.wrong(
            where, "preferences_best_first", f"{player} must order every state once; the order {lacks}"
        )
        return [0] * len(names)
    return [listed.index(name) for name in names]


def _moves(
    fields: Fields, where: str, raw: Mapping[str, Any], players: Sequence[str], names: Sequence[str]
) -> dict[str, list[frozenset[int]]]:
    """Moves as pairs [from, to] for each player."""
    table = fields.table(where, raw, "moves")
    if missing := set(players) ^ set(table):
        fields.wrong(where, "moves", f"not in both moves and preferences: {', '.join(sorted(missing))}")
    found: dict[str, list[frozenset[int]]] = {}
    for player, pairs in table.items():
        to: list[set[int]] = [set() for _ in names]
        for pair in pairs if isinstance(pairs, list) else [pairs]:
            ends = [str(end) for end in pair] if isinstance(pair, list) else []
            if len(ends) != 2 or any(end not in names for end in ends):
                fields.wrong(where, "moves", f"{player}: {pair!r} is no pair of states")
                continue
            to[names.index(ends[0])].add(names.index(ends[1]))
        found[player] = [frozenset(one) for one in to]
    return found
