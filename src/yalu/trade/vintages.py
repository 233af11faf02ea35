"""Which snapshot of a publisher's figures is this, and what changed between two of them?

Shapes: a store is a folder of snapshots by content hash with one record each (`Snapshot`); nothing in it is ever overwritten, the
same bytes are kept once. `differences` compares flows by what they are about.
Units: changes in the currency of the figures.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from yalu.trade.flow import Flow, Key, goods_key, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Change", "Snapshot", "differences", "fingerprint", "snapshot", "vintage_of"]

_SAME = 1e-9  # shares below which two floats print alike


class Snapshot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of a publisher as it was on a day. `partial` marks years that were not complete then."""

    sha256: str
    name: str
    source: str
    publisher: str
    licence: str
    address: str = ""
    asked: str = ""
    fetched: date
    published: date | None = None
    size: int
    records: int = 0
    partial: tuple[str, ...] = ()
    schema: int = 1


class Change(NamedTuple):
    """One figure in two vintages; `by` is new less old, in the currency of the figure."""

    kind: Literal["added", "removed", "changed"]
    key: Key
    currency: str
    breakdown: str
    old: Flow | None
    new: Flow | None

    @property
    def by(self) -> float:
        """New less old; a figure that is missing counts as nothing here, not as zero trade."""
        return ((self.new and self.new.value) or 0.0) - ((self.old and self.old.value) or 0.0)


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file's content, in hexadecimal digits."""
    return sha256(content).hexdigest()


def vintage_of(content: bytes) -> str:
    """The short name of a vintage: the first 16 digits of its fingerprint."""
    return fingerprint(content)[:16]


def snapshot(
    content: bytes, *, name: str, source: str, publisher: str, licence: str, fetched: date, **more: object
) -> Snapshot:
    """The record of a file that is about to be kept."""
    return Snapshot(
        sha256=fingerprint(content), name=name, source=source, publisher=publisher, licence=licence,
        fetched=fetched, size=len(content), **more,  # type: ignore[arg-type]  # checked by the record itself
    )  # fmt: skip


def _about(flow: Flow) -> tuple[Key, str, str, str]:
    return key_of(flow), flow.currency, flow.breakdown, goods_key(flow)


def differences(old: Iterable[Flow], new: Iterable[Flow]) -> list[Change]:
    """What was added, removed or changed in value or quantity from one vintage to the next.

    Figures about the same thing (two rows that a file fails to tell apart) are held against each other in their order.
    """
    before, after = _by_about(old), _by_about(new)
    found: list[Change] = []
    for about in {**before, **after}:
        for last, now in zip_longest(before.get(about, ()), after.get(about, ())):
            if last is None:
                found.append(Change("added", *about[:3], None, now))
            elif now is None:
                found.append(Change("removed", *about[:3], last, None))
            elif not (_same(last.value, now.value) and _same(last.quantity, now.quantity)):
                found.append(Change("changed", *about[:3], last, now))
    return sorted(found, key=lambda change: (change.key.since, change.key, change.kind, change.breakdown))


def _by_about(flows: Iterable[Flow]) -> dict[tuple[Key, str, str, str], list[Flow]]:
    grouped: dict[tuple[Key, str, str, str], list[Flow]] = {}
    for flow in flows:
        grouped.setdefault(_about(flow), []).append(flow)
    return grouped


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _SAME * max(abs(one), abs(other))
