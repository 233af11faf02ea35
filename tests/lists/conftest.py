"""Small lists in each publisher's layout, written for these tests: nobody on them exists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from yalu.lists.recognise import NamedBytes, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.lists.model import ParsedList

SAMPLES = Path(__file__).with_name("samples")


@pytest.fixture(scope="session")
def sample() -> Callable[[str], bytes]:
    """The bytes of a sample by its name."""
    return lambda name: (SAMPLES / name).read_bytes()


@pytest.fixture(scope="session")
def read(sample) -> Callable[..., ParsedList]:
    """The one list that some samples hold."""

    def parsed(*names: str) -> ParsedList:
        (loaded,) = load([NamedBytes(name, sample(name)) for name in names])
        return loaded.parsed

    return parsed
