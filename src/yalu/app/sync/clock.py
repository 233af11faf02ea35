"""What time is it, and how is waited? The one place where `sync` meets the clock and chance, so that a test needs neither.

Units: seconds. `now` is UTC; `tick` counts on whatever happens to the calendar; `chance` is at least 0 and below 1.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["REAL", "Clock"]


class Clock(NamedTuple):
    """The moment, the stopwatch, the wait and the dice."""

    now: Callable[[], datetime]
    tick: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]


def _now() -> datetime:
    return datetime.now(UTC)


REAL = Clock(_now, time.monotonic, time.sleep, random.random)
