"""What tests borrow from the machine: real files, a browser, Spark. Absent, they skip and say what was missing.

`YALU_TEST_DATA` names the folder of real files. `YALU_REQUIRE_ALL=1` (as in CI) turns a missing tool, or a file missing
from a named folder, into a failure.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyspark.sql import SparkSession

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


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A Spark session on two cores of this machine, whose workers run the Python of the tests."""
    if shutil.which("java") is None:
        _absent("java: not installed")
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        _absent("pyspark: not installed; `make setup` installs it where there is a Java")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.log.level": "ERROR",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        yield session
        session.stop()
