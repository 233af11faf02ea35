"""How may yalu print here? Width, colour and glyphs follow the terminal and the environment.

`NO_COLOR` and `TERM=dumb` turn colour off, a pipe turns off every escape, `--color always` overrides. Glyphs beyond ASCII
are used only where the encoding is UTF-8 and the language does not draw them two cells wide.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import NamedTuple

from yalu.report.cells import Style

__all__ = ["Look", "look"]

_NARROWEST, _WIDEST = 80, 120
_WIDE_GLYPHS = ("ko", "zh", "ja")


class Look(NamedTuple):
    """Columns to fill (80 to 120), and what the terminal can show."""

    width: int
    style: Style


def look(color: str) -> Look:
    """The look for standard output as it is; `color` is auto, always or never."""
    terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    colour = color == "always" or (color == "auto" and terminal and "NO_COLOR" not in os.environ)
    columns = shutil.get_terminal_size((_NARROWEST, 24)).columns
    unicode = "utf" in (sys.stdout.encoding or "").lower()
    style = Style(
        colour=colour,
        emphasis=colour or (terminal and color != "never"),
        glyphs=unicode and not _language().startswith(_WIDE_GLYPHS),
        letters=unicode,
    )
    return Look(min(max(columns, _NARROWEST), _WIDEST), style)


def _language() -> str:
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return next((name for name in names if name), "")
