"""How do the files of a page get into a folder? Each is whole or absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["write_files"]


def write_files(files: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """The texts by name, written into a folder; the paths, the page first.

    Raises:
        BadInput: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            half = target.with_name(target.name + ".part")
            half.write_text(text, encoding="utf-8")
            half.replace(target)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written: {error.strerror}") from error
    return tuple(folder / name for name in sorted(files, key=lambda name: not name.endswith(".html")))
