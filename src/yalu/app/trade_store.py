"""`yalu trade store`: a statistics file of any size as a folder that `yalu assess --trade` asks again and again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yalu.app import options

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["store"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@options.as_json
def store(file: Path, folder: Path, as_json: bool) -> None:
    """A CSV of any size as Parquet in FOLDER, in parts, with bounded memory; give the folder to `yalu assess --trade`."""
    from yalu.trade.stored.read import store, stored_doubts, stored_parts

    kept = store(file, folder, _progress())
    parts, doubts = stored_parts(kept), stored_doubts(kept)
    rows = sum(part.rows for part in parts)
    if as_json:
        options.print_json(
            {
                "folder": str(kept),
                "file": file.name,
                "rows": rows,
                "parts": len(parts),
                "doubts": [one._asdict() for one in doubts],
            }
        )
        return
    click.echo(f"{file.name}: {rows:,} rows in {len(parts)} part{'s' * (len(parts) > 1)}\n{kept}")
    for one in doubts:
        click.echo(f"{one.kind}: line {one.line}, {one.column}: {one.says}")
    click.echo(f"Next: yalu assess STATE --trade {kept}")


def _progress() -> Callable[[float], None] | None:
    """On a terminal, how far it is."""
    if not sys.stderr.isatty():
        return None
    return lambda share: click.echo(f"\r{share:4.0%}", nl=share >= 1, err=True)
