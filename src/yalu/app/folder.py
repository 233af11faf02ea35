"""Where does yalu keep what a user loads? Lists and trade vintages live in one folder of the user's, never in the package."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["data_folder"]


def data_folder(given: str | None) -> Path:
    """The folder given, else the one `YALU_DATA` names, else `yalu` in the user's folder for application data."""
    if given or os.environ.get("YALU_DATA"):
        return Path(given or os.environ["YALU_DATA"])
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "yalu"
