"""What could the farthest missile flown so far reach, over time?

Units: kilometres, as published estimates of the kind of missile; not what a test flew, which is often lofted or cut short.
Assumes that a kind once flown can be used from then on; a failed launch shows nothing and is left out.
Satellite launchers are left out as well: no warhead of theirs has come back to earth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yalu.events.model import Launch, Missile

__all__ = ["Reach", "reach_over_time"]


class Reach(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From a day or month on, the farthest reach of a kind that has flown without failing, with its range."""

    on: str
    missile: str
    low_km: int
    high_km: int


def reach_over_time(launches: Iterable[Launch], missiles: Iterable[Missile]) -> tuple[Reach, ...]:
    """The steps upward; launches of unknown kind or outcome, and failures, make none."""
    known = {one.id: one for one in missiles}
    steps: list[Reach] = []
    for launch in sorted(launches, key=lambda one: one.on):
        kind = known.get(launch.missile)
        if kind is None or kind.missile_class == "SLV" or launch.outcome != "success":
            continue
        if not steps or kind.reach_high_km > steps[-1].high_km:
            steps.append(
                Reach(on=launch.on, missile=kind.id, low_km=kind.reach_low_km, high_km=kind.reach_high_km)
            )
    return tuple(steps)
