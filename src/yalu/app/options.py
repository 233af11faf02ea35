"""Options and printing that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

__all__ = ["as_json", "color", "day_or_none", "folder", "look_here", "on", "print_json", "print_text"]


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    from yalu.terms.days import parse_day

    return date.today() if value is None else parse_day(value)


def day_or_none(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day written, or None where none was given."""
    return None if value is None else _day(ctx, param, value)


on = click.option(
    "--on", metavar="DAY", callback=_day, help="The day asked about, such as 2017-09-01; today if not given."
)
as_json = click.option(
    "--json", "as_json", is_flag=True, help="One JSON document on standard output and nothing else."
)
color = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour.",
)
folder = click.option(
    "--data",
    "folder",
    metavar="DIR",
    help="Where lists and vintages are kept; else YALU_DATA, else the user's data folder.",
)


def look_here(color: str) -> Any:
    """How to print here: width, colour and glyphs, from the terminal and the environment."""
    from yalu.app.look import look

    return look(color)


def print_text(text: str, color: str) -> None:
    """Text as it was styled: click takes colour away where output is piped, unless it was asked for."""
    click.echo(text, nl=False, color=True if color == "always" else None)


def print_json(document: Any) -> None:
    """One JSON document."""
    import msgspec

    click.echo(msgspec.json.encode(document))
