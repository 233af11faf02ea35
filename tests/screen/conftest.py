from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.names import score_pair
from yalu.screen.party import party_of_ftm
from yalu.screen.read import tables as all_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.screen.names import Hit
    from yalu.screen.read import Tables


@pytest.fixture(scope="session")
def tables() -> Tables:
    return all_tables()


@pytest.fixture(scope="session")
def compare(tables: Tables) -> Callable[..., Hit]:
    """Two names compared, with the properties of FollowTheMoney that are given for one side or the other."""

    def made(
        one: str,
        two: str,
        schema: str = "Person",
        first: dict[str, str] | None = None,
        second: dict[str, str] | None = None,
    ) -> Hit:
        sides = [
            party_of_ftm(
                {
                    "id": "x",
                    "schema": schema,
                    "properties": {"name": [name], **{k: [v] for k, v in (facts or {}).items()}},
                }
            )
            for name, facts in ((one, first), (two, second))
        ]
        return score_pair(sides[0], sides[1], tables)

    return made
