"""How are games as they were played written, with the formulas of their payoffs, and what is wrong with a table that is not?

Counts are of status quo (`sq`), concession (`cd`), stand firm (`sf`) and back down (`bd`), in the layout of the published data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from yalu.strategy.fields import Fields
from yalu.strategy.game.estimate import columns_of
from yalu.strategy.game.signalling import PAYOFFS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["COUNTS", "Estimate", "Observed", "estimate_from", "observed_from"]

COUNTS = ("sq", "cd", "sf", "bd")


class Estimate(NamedTuple):
    """A signalling game to be estimated: its table, formulas, first stage and rounds, or given parameters."""

    data: str
    specification: dict[str, str]
    first_stage: tuple[str, str] | None
    rounds: int
    parameters: dict[str, dict[str, float]] | None


class Observed(NamedTuple):
    """A table of games as played: ids, counts of shape (n, 4), and columns of numbers, shape (n,)."""

    ids: tuple[str, ...]
    counts: NDArray[np.float64]
    columns: dict[str, NDArray[np.float64]]


def estimate_from(fields: Fields, where: str, raw: Mapping[str, Any]) -> Estimate:
    """What is to be estimated, by a table `[estimate]`."""
    fields.known(where, raw, ("schema", "estimate"))
    table = fields.table(where, raw, "estimate")
    fields.known(where, table, ("data", "specification", "first_stage", "rounds", "parameters"))
    formulas = fields.table(where, table, "specification", needed=False)
    fields.known("specification", formulas, PAYOFFS)
    stage = table.get("first_stage")
    if stage is not None and not (
        isinstance(stage, list) and len(stage) == 2 and all(isinstance(one, str) for one in stage)
    ):
        fields.wrong(where, "first_stage", "names two columns: the one of p_R and the one of p_F")
        stage = None
    given = fields.table(where, table, "parameters", needed=False)
    parameters = {
        payoff: {name: fields.number(f"parameters {payoff}", terms, name) for name in terms}
        for payoff, terms in given.items()
        if isinstance(terms, dict)
    }
    fields.known("parameters", given, PAYOFFS)
    if parameters:
        _whole(fields, formulas, parameters)
    return Estimate(
        fields.text(where, table, "data"),
        {name: str(formula) for name, formula in formulas.items()},
        (stage[0], stage[1]) if stage else None,
        int(fields.number(where, table, "rounds", low=1, high=500, default=200)),
        parameters or None,
    )


def _whole(
    fields: Fields, formulas: Mapping[str, Any], parameters: Mapping[str, Mapping[str, float]]
) -> None:
    """Given parameters need one value for each term of the formulas, and none beside."""
    for payoff in PAYOFFS:
        terms = parameters.get(payoff, {})
        try:
            wanted = [name for name, _, _ in columns_of(str(formulas.get(payoff, "0")))]
        except ValueError:
            continue  # told when the table is read
        fields.known(f"parameters {payoff}", terms, wanted)
        for name in wanted:
            if name not in terms:
                fields.wrong(f"parameters {payoff}", name, "is missing: the formula has this term")


def observed_from(
    file: str, rows: Sequence[Mapping[str, str]], estimate: Estimate, more: Sequence[str] = ()
) -> Observed:
    """The table of an estimate, with every column that its formulas and first stage name, and `more`.

    Raises:
        BadFile: a column that is missing, a cell that is no number, counts below zero or none at all.
    """
    fields = Fields(file)
    wanted = dict.fromkeys((*COUNTS, *(estimate.first_stage or ()), *more))
    for payoff, formula in estimate.specification.items():
        try:
            wanted |= dict.fromkeys(column for _, _, column in columns_of(formula) if column)
        except ValueError as error:
            fields.wrong("specification", payoff, str(error))
    have = tuple(rows[0]) if rows else ()
    if missing := [name for name in wanted if name not in have]:
        fields.wrong("", ", ".join(missing), f"no such column; the table has {', '.join(have) or 'no rows'}")
    fields.settle()
    columns = {
        name: np.array([_cell(fields, number, row, name) for number, row in enumerate(rows, start=2)])
        for name in wanted
    }
    _sensible(fields, columns, estimate)
    fields.settle()
    ids = tuple(row.get("gameID") or row.get("id") or str(number) for number, row in enumerate(rows, start=1))
    return Observed(ids, np.column_stack([columns[name] for name in COUNTS]), columns)


def _cell(fields: Fields, line: int, row: Mapping[str, str], name: str) -> float:
    try:
        value = float(row[name])
    except (TypeError, ValueError):
        fields.wrong(f"line {line}", name, f'"{row[name]}" is no number')
        return 0.0
    if not np.isfinite(value):
        fields.wrong(f"line {line}", name, f"{value} is no number")
        return 0.0
    return value


def _sensible(fields: Fields, columns: Mapping[str, NDArray[np.float64]], estimate: Estimate) -> None:
    for name in COUNTS:
        for line in np.nonzero(columns[name] < 0)[0]:
            fields.wrong(f"line {line + 2}", name, "a count below zero")
    if not columns["cd"].sum() or not (columns["sf"] + columns["bd"]).sum() or not columns["sq"].sum():
        fields.wrong(
            "", "", "every outcome must have happened somewhere: a status quo, a concession and a resistance"
        )
    for name in estimate.first_stage or ():
        for line in np.nonzero((columns[name] <= 0) | (columns[name] >= 1))[0]:
            fields.wrong(
                f"line {line + 2}", name, "a chance of the first stage lies between 0 and 1, ends left out"
            )
    for payoff, formula in estimate.specification.items():
        for term, function, column in columns_of(formula):
            floor = {"sqrt": 0.0, "log": 1e-300}.get(function)
            below = np.nonzero(columns[column] < floor)[0] if floor is not None else ()
            for line in below:
                fields.wrong(f"line {line + 2}", payoff, f"{term} has no value for {columns[column][line]:g}")
