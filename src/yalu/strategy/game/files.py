"""How is a game written, and what is wrong with one that is not?

Shapes: a file holds one game as a table, or a list of games; each says by its fields which kind it is (`_READERS`). Rows of a
table (CSV) come as dictionaries of text. Every mistake of a file is reported together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from yalu.strategy.fields import Fields, read_cases
from yalu.strategy.game.conflict_files import Graph, graph_from
from yalu.strategy.game.contest_files import NOUGHT, contest_from
from yalu.strategy.game.estimate_files import Estimate, estimate_from
from yalu.strategy.game.levers import Contest
from yalu.strategy.game.power import Bloc, Rule
from yalu.strategy.game.quantal import Bimatrix
from yalu.strategy.game.signalling import PAYOFFS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["Game", "Quantal", "Signals", "Votes", "games_from", "signals_from", "votes_from"]

_LARGEST = 50  # moves of a player in a strategic game


class Quantal(NamedTuple):
    """A strategic game and the precisions that it is asked at."""

    game: Bimatrix
    precisions: tuple[float, ...]
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


class Signals(NamedTuple):
    """One signalling game with point payoffs."""

    id: str
    payoffs: dict[str, float]


class Votes(NamedTuple):
    """A voting rule under the name that the file gives it."""

    name: str
    rule: Rule


Game = Quantal | Signals | Graph | Votes | Estimate | Contest


def games_from(file: str, raw: object) -> tuple[list[Game], bool]:
    """The games of a file, and whether it held a list of them.

    Raises:
        BadFile: every problem found.
    """
    return read_cases(file, raw, "games", _game)


def _game(fields: Fields, where: str, raw: object) -> Game | None:
    if not isinstance(raw, dict):
        fields.wrong(where, "", "is no table with the fields of a game")
        return None
    for field, reader in _READERS.items():
        if field in raw:
            return reader(fields, where, raw)
    fields.wrong(where, "", f"is no game that is known: none of the fields {', '.join(_READERS)} is there")
    return None


def _quantal(fields: Fields, where: str, raw: Mapping[str, Any]) -> Quantal:
    fields.known(where, raw, ("schema", "game", "lambda", "logit_qre", "nash", "tolerance", "how", "name"))
    table = fields.table(where, raw, "game")
    fields.known(f"{where} game".strip(), table, ("row", "column", "row_moves", "column_moves"))
    before = len(fields.problems)
    row, column = (_matrix(fields, where, table, name) for name in ("row", "column"))
    if len(fields.problems) == before and row.shape != column.shape:
        fields.wrong(
            where, "game", f"row has {_size(row)} payoffs and column {_size(column)}: both need one for each pair of moves"
        )  # fmt: skip
    names = [fields.words(where, table, side) for side in ("row_moves", "column_moves")]
    for side, moves, size in zip(("row_moves", "column_moves"), names, row.shape, strict=True):
        if moves and len(moves) != size and len(fields.problems) == before:
            fields.wrong(where, side, f"names {len(moves)} moves, the game has {size}")
    return Quantal(Bimatrix(row, column), _precisions(fields, where, raw), *names)


def _size(matrix: NDArray[np.float64]) -> str:
    return f"{matrix.shape[0]} x {matrix.shape[1]}"


def _precisions(fields: Fields, where: str, raw: Mapping[str, Any]) -> tuple[float, ...]:
    """The precisions asked for: `lambda`, or those of answers that the file carries, or 1."""
    value = raw.get("lambda")
    if value is None:
        answers = fields.rows(where, raw, "logit_qre") if "logit_qre" in raw else []
        value = [one.get("lambda") for one in answers if isinstance(one, dict)] or [1.0]
    values = value if isinstance(value, list) else [value]
    if not values:
        fields.wrong(where, "lambda", "is an empty list: it needs one precision or more")
    return tuple(fields.value(where, "lambda", one, low=0.0, high=1e6) for one in values)


def _matrix(fields: Fields, where: str, table: Mapping[str, Any], name: str) -> NDArray[np.float64]:
    rows = [row if isinstance(row, list) else [row] for row in fields.rows(where, table, name)]
    lengths = {len(row) for row in rows}
    if len(lengths) > 1 or lengths == {0} or max([*lengths, len(rows)], default=0) > _LARGEST:
        fields.wrong(where, name, f"its rows need equal lengths of 1 to {_LARGEST} payoffs")
        return np.zeros((1, 1))
    values = [[fields.value(where, name, value, low=-1e6, high=1e6) for value in row] for row in rows]
    return np.array(values or [[0.0]])


def _signals(fields: Fields, where: str, raw: Mapping[str, Any]) -> Signals:
    fields.known(where, raw, ("schema", "id", *PAYOFFS))
    payoffs = {
        name: fields.number(where, raw, name, low=-50, high=50, default=NOUGHT.get(name)) for name in PAYOFFS
    }
    return Signals(str(raw.get("id", where or "1")), payoffs)


def _votes(fields: Fields, where: str, raw: Mapping[str, Any]) -> Votes:
    fields.known(where, raw, ("schema", "id", "voting"))
    table = fields.table(where, raw, "voting")
    fields.known(where, table, ("name", "quota", "members"))
    blocs = []
    for number, one in enumerate(fields.rows(where, table, "members"), start=1):
        at = f"{where} member {number}".strip()
        if not isinstance(one, dict):
            fields.wrong(at, "", "is no table")
            continue
        fields.known(at, one, ("name", "number", "weight", "veto"))
        blocs.append(
            Bloc(
                fields.text(at, one, "name"),
                _whole(fields, at, one, "number", low=1, high=200, default=1),
                _whole(fields, at, one, "weight", low=0, high=10_000, default=1),
                _yes(fields, at, one, "veto"),
            )
        )
    if len({bloc.name for bloc in blocs}) < len(blocs):
        fields.wrong(where, "members", "a name stands twice")
    total = sum(bloc.number * bloc.weight for bloc in blocs)
    quota = _whole(fields, where, table, "quota", low=1, high=max(total, 1) if blocs else 1e9)
    return Votes(str(table.get("name", "")), Rule(tuple(blocs), quota))


def _whole(
    fields: Fields,
    where: str,
    table: Mapping[str, Any],
    name: str,
    *,
    low: float,
    high: float,
    default: float | None = None,
) -> int:
    found = fields.number(where, table, name, low=low, high=high, default=default)
    if found != int(found):
        fields.wrong(
            where, name, f"{found:g} is no whole number; multiply quota and weights until all are whole"
        )
    return int(found)


def _yes(fields: Fields, where: str, table: Mapping[str, Any], name: str) -> bool:
    found = table.get(name, False)
    if not isinstance(found, bool):
        fields.wrong(where, name, f'"{found}" is neither true nor false')
    return bool(found)


_READERS: dict[str, Callable[[Fields, str, Mapping[str, Any]], Game | None]] = {
    "voting": _votes,
    "estimate": estimate_from,
    "preferences_best_first": graph_from,
    "game": _quantal,
    "inspection": contest_from,
    "signalling": contest_from,
    "SA": _signals,
    "lambda": contest_from,
}


def signals_from(file: str, rows: Sequence[Mapping[str, str]]) -> list[Game]:
    """The signalling games of a table with a column for each payoff (V_B may be left out), and `id` where there is one.

    Raises:
        BadFile: every problem found.
    """
    fields = Fields(file)
    wanted = ("id", *PAYOFFS)
    games: list[Game] = []
    for line, row in enumerate(rows, start=2):
        cells = {name: cell if name == "id" else _figure(cell) for name, cell in row.items() if cell}
        games.append(
            _signals(fields, f"line {line}", {name: cells[name] for name in wanted if name in cells})
        )
    fields.settle()
    return games


def _figure(cell: str) -> float | str:
    """The number of a cell; the cell itself where it is none, for the message."""
    try:
        return float(cell)
    except ValueError:
        return cell


def votes_from(file: str, rows: Sequence[Mapping[str, str]]) -> list[Votes]:
    """The rules of a table in the layout of published indices: `rule` in words, such as "5 vetoes, 10 elected, quota 9".

    Raises:
        BadFile: a rule that cannot be read.
    """
    fields = Fields(file)
    found = []
    for text in dict.fromkeys(row["rule"] for row in rows):
        match = re.fullmatch(r"(\d+) vetoes, (\d+) elected, quota (\d+)", text)
        if not match:
            fields.wrong("", "rule", f'"{text}" is none; write "5 vetoes, 10 elected, quota 9"')
            continue
        permanent, elected, quota = (int(number) for number in match.groups())
        if not 1 <= quota <= permanent + elected:
            fields.wrong("", "rule", f'"{text}": the quota is not between 1 and {permanent + elected}')
        blocs = (Bloc("permanent", permanent, veto=True), Bloc("elected", elected))
        found.append(Votes(text, Rule(tuple(bloc for bloc in blocs if bloc.number), quota)))
    fields.settle()
    return found
