"""How are payoffs that nobody measures drawn from stated ranges, and what share of the draws supports a statement?

Units: those of the range. Shapes: one value for each draw.
Assumes every value of a range equally likely and ranges independent: a choice, printed with each answer, that no datum supports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["Range", "Spread", "Statement", "drawn", "share_of", "spread"]


class Range(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """From `low` to `high`, with what it stands for and what it rests on; a point has two equal ends."""

    low: float
    high: float
    says: str = ""
    source: str = ""


class Spread(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the middle 90 per cent of draws lie: 5, 50 and 95 per cent."""

    low: float
    middle: float
    high: float


class Statement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence with the share of draws in which it is true; without draws it has none."""

    id: str
    says: str
    share: float | None
    draws: int


def drawn(
    ranges: Mapping[str, Range], draws: int, rng: np.random.Generator
) -> dict[str, NDArray[np.float64]]:
    """So many independent uniform draws of each range, in the order of the mapping."""
    return {name: rng.uniform(one.low, one.high, draws) for name, one in ranges.items()}


def spread(values: NDArray[np.float64]) -> Spread:
    """The spread of some draws."""
    low, middle, high = (float(one) for one in np.quantile(values, (0.05, 0.5, 0.95)))
    return Spread(low=low, middle=middle, high=high)


def share_of(id_: str, says: str, holds: NDArray[np.bool_]) -> Statement:
    """The statement with the share of draws in which it holds."""
    return Statement(id=id_, says=says, share=float(holds.mean()) if len(holds) else None, draws=len(holds))
