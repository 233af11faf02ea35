"""Commands on trade statistics: what a file holds and what is odd in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yalu.app import options, trade_gravity, trade_store, trade_vintages
from yalu.app.recipe import recipe

if TYPE_CHECKING:
    from datetime import date

    from yalu.report.cells import Style
    from yalu.trade.check import FileReport, Report
    from yalu.trade.finding import Finding

__all__ = ["trade"]

_GRAVITY = {"error": "vermilion", "warning": "ochre", "note": "dim"}
_ROWS_SHOWN = 6


@click.group()
def trade() -> None:
    """Trade statistics: read every file right, and say every trap."""


trade.add_command(trade_vintages.add)
trade.add_command(trade_vintages.show)
trade.add_command(trade_vintages.diff)
trade.add_command(trade_gravity.gravity)
trade.add_command(trade_store.store)


@trade.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="Which column is what, for a table that no publisher's layout fits.",
)
@options.on
@options.as_json
@options.color
def check(files: tuple[Path, ...], mapping: Path | None, on: date, as_json: bool, color: str) -> None:
    """What the reader makes of statistics files: layout, units, periods, and findings with their rows."""
    from yalu.measures.read import read_regime
    from yalu.trade.read import check_files

    report, _ = check_files(files, on=on, about=read_regime().tables.target, mapping=mapping)
    if as_json:
        options.print_json(
            {**{name: getattr(report, name) for name in report.__struct_fields__}, "recipe": recipe()}
        )
    else:
        width, style = options.look_here(color)
        options.print_text(_text(report, width, style), color)


def _text(report: Report, width: int, style: Style) -> str:
    from yalu.trade.finding import counted

    lines = [line for one in report.files for line in (*_file(one, width, style), "")]
    lines += [style.bold(counted(len(report.findings), "finding"))]
    lines += [line for one in report.findings for line in _finding(one, width, style)]
    return "\n".join(lines) + "\n"


def _file(one: FileReport, width: int, style: Style) -> list[str]:
    from yalu.report.cells import entries
    from yalu.trade.finding import counted

    span = f"{one.since} to before {one.until}" if one.since else "none"
    pairs = [
        ("layout", f"{one.layout}: {one.says}"),
        ("form", f"{one.form}, {one.encoding}, heading in line {one.heading_line}"),
        ("rows", f"{counted(one.rows, 'row')}, {counted(one.flows, 'flow')}, {one.left_out:,} left out"),
        (
            "who",
            f"{', '.join(one.reporters) or 'not said'}; {counted(one.partners, 'partner')}; {', '.join(one.directions)}",
        ),
        ("when", f"{span}, {counted(one.periods, 'period')}"),
        ("units", ", ".join((*one.units, *one.valuations, *one.editions)) or "not said"),
        ("sha256", one.sha256),
    ]
    if one.unread:
        pairs.insert(-1, ("not read", ", ".join(one.unread)))
    return [style.bold(style.words(one.file)), *entries(pairs, width, style, indent=2)]


def _finding(one: Finding, width: int, style: Style) -> list[str]:
    from yalu.report.cells import wrap

    head = style.paint(f"{one.severity}: {one.kind}", _GRAVITY[one.severity])  # type: ignore[arg-type]  # a hue
    shown = ", ".join(one.rows[:_ROWS_SHOWN]) + _more(one)
    body = wrap(style.words(one.says), width - 4) + (wrap(style.words(shown), width - 4) if shown else [])
    return ["", f"  {head}", *(f"    {part}" for part in body)]


def _more(one: Finding) -> str:
    """How many rows are not shown; a finding names twenty of them at most, and one row may hold several figures."""
    left = len(one.rows) - _ROWS_SHOWN
    if left <= 0:
        return ""
    return f" and {left} more" if one.count <= len(one.rows) else f" and more, {one.count:,} figures in all"
