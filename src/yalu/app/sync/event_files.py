"""What do the keepers of launch records say today?

Each answer is read as events before it is kept; what is no table of events, or holds far fewer days than the newest one held, is
refused. A file is kept by day and hash beside what is known of it, and never overwritten; the same bytes brought again are not
kept twice.
Units: bytes, seconds, event-days.
Sources: addresses of two public copies, kept daily or by hand by their owners, of the CNS database (for NTI) and of the CSIS
list; neither is promised.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import msgspec

from yalu.app.sync.clock import REAL
from yalu.app.sync.download import Limits, checked_base
from yalu.app.sync.errors import Refused
from yalu.app.sync.folders import put, taken, written
from yalu.app.sync.patience import Patience, patiently
from yalu.app.sync.watch_lists import body_of
from yalu.events.series import parse_events
from yalu.terms.errors import BadFile, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.app.sync.clock import Clock

__all__ = ["EVENT_FILES", "Brought", "sync_events"]

_LIMITS = Limits(size=64 << 20, seconds=300.0)  # the larger has some 2 MB
_PATIENCE = Patience(tries=4)
_FEWEST = 0.9  # of the event-days held; publishers correct single days, and a file cut off loses many


class Keeper(NamedTuple):
    """A public file of events: who compiled it, who keeps the copy, where, under what terms."""

    publisher: str
    address: str
    licence: str


EVENT_FILES = {
    "cns": Keeper(
        "CNS North Korea Missile Test Database (James Martin Center, for NTI), kept by nagix/nk-missile-tests",
        "https://raw.githubusercontent.com/nagix/nk-missile-tests/master/data/test.en.json",
        "Apache-2.0 (the copy); credit CNS and NTI",
    ),
    "csis": Keeper(
        "CSIS Beyond Parallel, Database of North Korean Provocations, kept by stiles/north-korea-provocations",
        "https://raw.githubusercontent.com/stiles/north-korea-provocations/main/data/processed/"
        "north_korea_provocations_1958_present.csv",
        "CC0 (the copy); credit CSIS",
    ),
}


class Brought(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file as it came: where it stands, its hash, what it holds, and whether it is new."""

    source: str
    path: str
    publisher: str
    address: str
    licence: str
    retrieved_at: datetime
    sha256: str
    rows: int
    event_days: int
    last_event: str
    new: bool


def sync_events(
    name: str,
    folder: Path,
    *,
    base: str | None = None,
    force: bool = False,
    patience: Patience = _PATIENCE,
    clock: Clock = REAL,
    tell: Callable[[str], None] = lambda says: None,
) -> Brought:
    """One file of events as it is today, kept in its folder.

    Args:
        base: asked in place of the scheme and host, such as a mirror's.
        force: keep it although it holds far fewer days than the newest one held.

    Raises:
        BadFile: what came is no table of events.
        BadInput: the base address is not safe, or the folder cannot be written.
        Refused: no answer, a refusal, or far fewer days than held.
    """
    keeper = EVENT_FILES[name]
    parts = urlsplit(keeper.address)
    address = checked_base(base or f"{parts.scheme}://{parts.netloc}") + parts.path
    by_hand = "give a file that you have to yalu forecast --events FILE"
    body = patiently(
        lambda: body_of(address, _LIMITS, clock, frozenset(), by_hand=by_hand), patience, clock, tell
    )
    now = clock.now()
    series = parse_events(address, body, today=now.date())
    place = folder / name
    with taken(place):
        held = _held(place)
        newest = held[-1] if held else None
        if newest and len(series.days) < _FEWEST * newest.event_days and not force:
            raise Refused(
                f"{name}: {len(series.days)} event-days, and the file of {newest.retrieved_at:%Y-%m-%d} has {newest.event_days}; "
                "not kept, as it may be cut off. If it is whole, say --force"
            )
        digest = hashlib.sha256(body).hexdigest()
        same = next((one for one in held if one.sha256 == digest), None)
        if same:
            return msgspec.structs.replace(same, new=False)
        target = place / f"{now:%Y-%m-%d}-{digest[:12]}{Path(parts.path).suffix}"
        brought = Brought(
            source=name,
            path=str(target),
            publisher=keeper.publisher,
            address=address,
            licence=keeper.licence,
            retrieved_at=now,
            sha256=digest,
            rows=series.rows,
            event_days=len(series.days),
            last_event=str(series.days[-1]) if series.days else "",
            new=True,
        )
        for path, data in ((target, body), (_about(target), msgspec.json.encode(brought))):
            with written(place) as file:
                file.write(data)
                put(file, path)
        return brought


def _about(target: Path) -> Path:
    return target.with_suffix(".about.json")


def _held(place: Path) -> list[Brought]:
    """What is held already, oldest first."""
    found = []
    for path in place.glob("*.about.json"):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=Brought))
        except (OSError, msgspec.DecodeError) as error:
            raise BadFile([Problem(str(path), "", "", f"cannot be read: {error}")]) from error
    return sorted(found, key=lambda one: one.retrieved_at)
