"""By which words is an answer made again, and from which files?

The command as it was asked, every choice written out and what only concerns the output left away, with the hash of each file
that it read; `yalu rerun` makes the answer again from it.
Units: hashes are SHA-256, in hexadecimal; that of a folder covers the names and bytes of all files in it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yalu import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AGAIN", "digest_of", "recipe"]

AGAIN = "yalu.again"  # in the context of a command that is made again: it answers, and leaves no other trace

_OUTPUT = {"as_json", "color", "out"}


def recipe() -> dict[str, Any]:
    """The recipe of the command that is running: its words, its files by hash, the version."""
    ctx = click.get_current_context()
    choices: list[str] = []
    asked: list[str] = []
    inputs: dict[str, str] = {}
    for param in ctx.command.params:
        if param.name in _OUTPUT or param.name is None:
            continue
        for value in _values(ctx.params.get(param.name)):
            word = value.isoformat() if isinstance(value, date) else str(value)
            if isinstance(param, click.Argument):
                asked.append(word)
            else:
                choices += [param.opts[0]] if value is True else [param.opts[0], word]
            if (isinstance(value, Path) or isinstance(param, click.Argument)) and param.name != "folder":
                inputs |= _digest(word)
    return {
        "words": [*ctx.command_path.split()[1:], *choices, *asked],
        "inputs": inputs,
        "version": __version__,
    }


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        yield from value
    elif value is not None and value is not False and value != "":
        yield value


def _digest(word: str) -> dict[str, str]:
    path = Path(word)
    return {word: digest_of(path)} if path.exists() else {}


def digest_of(path: Path) -> str:
    """The hash of a file or a folder.

    Raises:
        OSError: it cannot be read.
    """
    from hashlib import file_digest, sha256

    if not path.is_dir():
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    whole = sha256()
    for each in sorted(one for one in path.rglob("*") if one.is_file()):
        whole.update(f"{each.relative_to(path)}\0{digest_of(each)}\n".encode())
    return whole.hexdigest()
