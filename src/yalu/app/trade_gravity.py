"""The gravity of a table of flows: `yalu trade gravity`.

A row with an empty cell in a column asked for is left out and counted: an empty flow is no zero.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from yalu.app import options
from yalu.app.recipe import recipe
from yalu.terms.errors import BadFile, BadInput, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yalu.app.table_file import Row, Table
    from yalu.assess.gravity import Gravity
    from yalu.report.cells import Style

__all__ = ["gravity"]

_UNSAID = (
    "How trade differs under each term, beside the fixed effects; not why. A sanction follows a quarrel that may itself have cut "
    "trade, and what went unrecorded or through a third State counts as cut. No measure of one State's enforcement."
)
_TOLD = 20  # bad rows that are named one by one
_FEW = 30  # clusters below which the sandwich is known to err; the literature says 20 to 50


class _Asked(NamedTuple):
    """The columns asked for, as they were named."""

    flow: str
    effects: tuple[str, ...]
    fixed: tuple[tuple[str, ...], ...]
    cluster: tuple[str, ...]


class _Columns(NamedTuple):
    """Row by row: the flow and the terms; codes of the fixed effects and of the cluster. `blank` rows have an empty cell."""

    numbers: list[list[float]]
    codes: list[list[int]]
    blank: int


def _together(columns: str) -> tuple[str, ...]:
    """Columns named in one word, parted by commas."""
    return tuple(part.strip() for part in columns.split(","))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--flow", required=True, metavar="COLUMN", help="The trade of each row, zeros included.")
@click.option(
    "--effect", "effects", required=True, multiple=True, metavar="COLUMN[,COLUMN]",
    help="What may move it: a sanction or an agreement as 0 and 1, or any number, used as it stands. Can be repeated.",
)  # fmt: skip
@click.option(
    "--fixed", multiple=True, metavar="COLUMN[,COLUMN]",
    default=("exporter,year", "importer,year", "exporter,importer"),
    show_default="exporter,year; importer,year; exporter,importer",
    help="Columns that together make one fixed effect. Can be repeated.",
)  # fmt: skip
@click.option(
    "--cluster", metavar="COLUMN[,COLUMN]", default="exporter,importer", show_default=True,
    help="Columns that together make the groups whose rows err alike.",
)  # fmt: skip
@options.as_json
@options.color
def gravity(
    file: Path,
    flow: str,
    effects: tuple[str, ...],
    fixed: tuple[str, ...],
    cluster: str,
    as_json: bool,
    color: str,
) -> None:
    """By how much trade differs under a sanction or an agreement, size, location and habit held fixed.

    FILE is a CSV or Parquet table with a row for each exporter, importer and year. Poisson pseudo-maximum likelihood with fixed
    effects, errors clustered.
    """
    from yalu.app.table_file import open_table

    named = dict.fromkeys(name for one in effects for name in _together(one))
    asked = _Asked(flow, tuple(named), tuple(map(_together, fixed)), _together(cluster))
    table = open_table(file)
    _refuse_unknown(asked, table)
    columns = _columns(asked, table)
    found = _estimate(asked, columns, file)
    if as_json:
        options.print_json(_document(asked, columns, found, file))
    else:
        options.print_text(_told(asked, columns, found, file, *options.look_here(color)), color)


def _refuse_unknown(asked: _Asked, table: Table) -> None:
    named = [("--flow", (asked.flow,)), ("--effect", asked.effects)]
    named += [("--fixed", group) for group in asked.fixed] + [("--cluster", asked.cluster)]
    problems = [
        Problem(table.path.name, "", option, *_unclear(name, table))
        for option, names in named
        for name in names
        if table.headings.count(name) != 1
    ]
    if asked.flow in asked.effects:
        problems.append(Problem(table.path.name, "", "--effect", f"{asked.flow} is the flow itself"))
    if problems:
        raise BadFile(list(dict.fromkeys(problems)))


def _unclear(name: str, table: Table) -> tuple[str, str | None]:
    if name in table.headings:
        return f'more than one column is called "{name}"', None
    return f'no column is called "{name}"', nearest(name, table.headings)


def _columns(asked: _Asked, table: Table) -> _Columns:
    from yalu.trade.cells import number

    counted, groups = (asked.flow, *asked.effects), (*asked.fixed, asked.cluster)
    names = dict.fromkeys((*counted, *(name for group in groups for name in group)))
    seen: list[dict[tuple[str, ...], int]] = [{} for _ in groups]
    numbers: list[list[float]] = []
    codes: list[list[int]] = []
    blank, problems = 0, []
    for at, row in enumerate(table.rows(), start=1):
        cells = _cells(row, names)
        if cells is None:
            problems.append(Problem(table.path.name, f"row {at}", "", row.fault))
            continue
        try:
            values = [number(cells[name]) for name in counted]
        except BadInput as error:
            problems.append(Problem(table.path.name, f"row {at}", "", str(error)))
            continue
        if None in values or "" in cells.values():
            blank += 1
            continue
        if (values[0] or 0.0) < 0:
            problems.append(
                Problem(
                    table.path.name,
                    f"row {at}",
                    asked.flow,
                    f"{values[0]:,} is below zero, which no trade is",
                )
            )
        numbers.append([value or 0.0 for value in values])
        keys = (tuple(cells[name] for name in group) for group in groups)
        codes.append([known.setdefault(key, len(known)) for known, key in zip(seen, keys, strict=True)])
    if problems:
        more = [Problem(table.path.name, "", "", f"{len(problems) - _TOLD:,} more such rows")]
        raise BadFile(problems[:_TOLD] + (more if len(problems) > _TOLD else []))
    return _Columns(numbers, codes, blank)


def _cells(row: Row, names: Iterable[str]) -> dict[str, str] | None:
    """The cells asked for as text, nothing as the empty text, yes and no of a Parquet file as 1 and 0."""
    if row.cells is None:
        return None
    return {name: _text(row.cells[name]) for name in names}


def _text(cell: Any) -> str:
    return "" if cell is None else str(int(cell) if isinstance(cell, bool) else cell).strip()


def _estimate(asked: _Asked, columns: _Columns, file: Path) -> Gravity:
    import numpy as np

    from yalu.assess import gravity as method

    if not columns.numbers:
        raise BadInput(f"{file.name}: no row has a value in every column asked for")
    numbers = np.array(columns.numbers).T
    codes = np.array(columns.codes, dtype=np.int64).T
    terms = dict(zip(asked.effects, numbers[1:], strict=True))
    try:
        return method.gravity(numbers[0], terms, list(codes[:-1]), codes[-1])
    except BadInput as error:
        raise BadInput(f"{file.name}: {error}") from None


def _document(asked: _Asked, columns: _Columns, found: Gravity, file: Path) -> dict[str, Any]:
    return {
        "file": file.name,
        "flow": asked.flow,
        "rows": found.n,
        "left_out": {"blank": columns.blank, "zero": found.zero, "alone": found.alone},
        "fixed": [
            {"columns": names, "groups": groups}
            for names, groups in zip(asked.fixed, found.groups, strict=True)
        ],
        "cluster": {"columns": asked.cluster, "groups": found.clusters},
        "effects": _rows(found),
        "doubts": _doubts(found),
        "unsaid": _UNSAID,
        "recipe": recipe(),
    }


def _rows(found: Gravity) -> list[dict[str, Any]]:
    """Each effect in logarithms, and the share by which trade differs for one more of the term; 95 per cent intervals."""
    import numpy as np

    with np.errstate(over="ignore"):
        shares = np.expm1(np.column_stack([found.effects, found.interval()]))
    numbers = np.column_stack([found.effects, found.errors, shares])
    heads = ("estimate", "error", "share", "low", "high")
    return [
        {"effect": name, **dict(zip(heads, map(_short, row), strict=True))}
        for name, row in zip(found.names, numbers.tolist(), strict=True)
    ]


def _doubts(found: Gravity) -> list[str]:
    if found.clusters >= _FEW:
        return []
    return [f"{found.clusters} clusters are few: the errors, and so the intervals, are rough."]


def _short(value: float) -> float:
    """To nine digits: the last ones hang on the order in which a machine adds."""
    return float(f"{value:.9g}")


def _told(asked: _Asked, columns: _Columns, found: Gravity, file: Path, width: int, style: Style) -> str:
    from yalu.report.cells import Cell, Column, entries, wrap
    from yalu.report.cells import columns as table

    left_out = (
        f"{found.zero:,} in groups without any flow, {found.alone:,} alone in a group, "
        f"{columns.blank:,} with an empty cell"
    )
    pairs = [
        ("rows", f"{found.n:,} rows of {asked.flow}; left out: {left_out}"),
        ("fixed", "; ".join(map(_group, asked.fixed, found.groups))),
        ("errors", f"clustered by {_group(asked.cluster, found.clusters)}"),
    ]
    rows = [
        [
            Cell(row["effect"], bold=True),
            *map(Cell, (f"{row['estimate']:+.3f}", f"{row['error']:.3f}")),
            *map(Cell, (f"{row['share']:+.1%}", f"{row['low']:+.1%} to {row['high']:+.1%}")),
        ]
        for row in _rows(found)
    ]
    heads = ("effect", "estimate", "error", "trade differs by", "95 % interval")
    lines = [style.bold(style.words(file.name)), *entries(pairs, width, style, indent=2), ""]
    lines += [*table([Column(head) for head in heads], rows, width, style), ""]
    return "\n".join([*lines, *wrap(style.words(" ".join([*_doubts(found), _UNSAID])), width)]) + "\n"


def _group(names: Sequence[str], groups: int) -> str:
    return f"{' and '.join(names)} ({groups:,} groups)"
