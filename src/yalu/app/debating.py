"""Rival readings, weighed: `yalu debate FILE` and `yalu debate new`.

A file's name and a subcommand stand at the same place; a first word that is no subcommand is the file.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yalu.app import options
from yalu.terms.errors import BadFile, BadInput, Problem

if TYPE_CHECKING:
    from yalu.debate.findings import Recipe, Weighing
    from yalu.debate.model import Debate

__all__ = ["debate"]

_SEED = 1
_EXACT = 1e-8  # stated answers have eight digits


class _FileOrCommand(click.Group):
    """A group whose first word, if it names no command, is given to `weigh`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["weigh", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_FileOrCommand, subcommand_metavar="FILE [OPTIONS] | COMMAND")
def debate() -> None:
    """Rival readings of one question, weighed by dated evidence: `yalu debate FILE`, or a debate that ships by its name."""


@debate.command()
@click.argument("file")
@click.option(
    "--on",
    metavar="DAY",
    callback=options.day_or_none,
    help="As known on this day, such as 2017-09-01; the file's own day if not given.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the page and its rows into this folder.",
)
@options.as_json
@options.color
def weigh(file: str, on: date | None, out: Path | None, as_json: bool, color: str) -> None:
    """The same as `yalu debate FILE`: where each reading stands, what moves it, what would flip it."""
    if file.endswith(".json"):
        _cases(Path(file), as_json, color)
        return
    import numpy as np
    from msgspec.structs import replace

    from yalu.app.figures import figure
    from yalu.debate.read import read_debate, read_text
    from yalu.debate.weigh import weigh as weighed

    read = read_debate(file)
    if read.day > date.today():
        why = f"{read.day} is in the future: today is {date.today()}; it is the last day up to which the file is entered"
        raise BadFile([Problem(Path(file).name, "", "day", why)])
    day = on or read.day
    _try_figures(read, day, Path(file).name)
    found = weighed(read, on=day, rng=np.random.default_rng(_SEED), seed=_SEED, figures=figure)
    found = replace(found, recipe=_recipe(file, found))
    recipe = f"yalu debate {file}" + (f" --on {on}" if on else "")
    if out:
        from yalu.app.pages import write_files
        from yalu.report.debate_page import debate_files

        files = debate_files(read, found, text=read_text(file), name=Path(file).stem, recipe=recipe)
        written = write_files(files, out)
    if as_json:
        options.print_json(found)
        return
    from yalu.report.debate_text import debate_text

    options.print_text(debate_text(found, recipe=recipe, **options.look_here(color)._asdict()), color)
    if out:
        click.echo(f"\nWritten: {written[0]} and {len(written) - 1} files beside it")


@debate.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def new(file: Path | None) -> None:
    """A commented file to fill in, on standard output or as FILE."""
    from yalu.debate.read import skeleton

    if file is None:
        click.echo(skeleton(), nl=False)
        return
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(skeleton())
    except FileExistsError as error:
        raise BadInput(f"{file} exists already; nothing was written") from error
    except OSError as error:
        raise BadInput(f"{file}: cannot be written: {error.strerror}") from error
    click.echo(f"Written: {file}. Fill it in, then: yalu debate {file}")


def _recipe(file: str, found: Weighing) -> Recipe:
    from hashlib import sha256

    from yalu.app.recipe import recipe
    from yalu.debate.findings import Recipe
    from yalu.debate.read import read_text

    return Recipe(
        file=Path(file).name,
        sha256=sha256(read_text(file).encode()).hexdigest(),
        on=found.on,
        seed=found.seed,
        draws=found.draws,
        **recipe(),
    )


def _try_figures(read: Debate, on: date, name: str) -> None:
    """Every address is tried before anything is weighed, so that all wrong ones are told together."""
    from yalu.app.figures import figure

    problems = []
    for item in read.item:
        if item.measure is not None:
            try:
                figure(item.measure.figure, item.measure.on or on)
            except BadInput as error:
                problems.append(Problem(name, f"item {item.id}", "measure.figure", str(error)))
    if problems:
        raise BadFile(problems)


def _cases(path: Path, as_json: bool, color: str) -> None:
    """The answers to a file of exact cases, or Heuer's count of a matrix; exit 1 where a stated answer is missed."""
    import msgspec

    from yalu.debate.cases import answers, matrix_from
    from yalu.report.debate_cases import answers_text, matrix_text

    try:
        text = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    if text.lstrip().startswith(b"{"):
        matrix = matrix_from(text, path.name)
        if as_json:
            options.print_json(matrix)
        else:
            options.print_text(matrix_text(matrix, *options.look_here(color)), color)
        return
    found = answers(text, path.name)
    missed = [one.case for one in found if one.missed is not None and one.missed > _EXACT]
    if as_json:
        options.print_json({"cases": msgspec.to_builtins(found), "missed": missed})
    else:
        options.print_text(answers_text(found, *options.look_here(color)), color)
    if missed:
        sys.exit(1)
