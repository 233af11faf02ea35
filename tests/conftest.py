"""What tests borrow from the machine: real files, a browser. Absent, they skip and say what was missing.

`YALU_TEST_DATA` names the folder of real files. `YALU_REQUIRE_ALL=1` (as in CI) turns a missing tool, or a file missing
from a named folder, into a failure.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]


def _absent(what: str) -> NoReturn:
    if os.environ.get("YALU_REQUIRE_ALL") == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def test_data() -> Callable[[str], Path]:
    """The path of a real file by its name inside the folder of `YALU_TEST_DATA`."""

    def path(name: str) -> Path:
        folder = os.environ.get("YALU_TEST_DATA")
        if not folder:
            pytest.skip(f"{name}: YALU_TEST_DATA is not set")
        found = Path(folder) / name
        if not found.exists():
            _absent(f"{name}: not in {folder}")
        return found

    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that can be run headless."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return found
    _absent("chromium: not installed")
