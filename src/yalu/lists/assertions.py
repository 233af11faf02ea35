"""May this snapshot take the place of the one before?

A download can be an error page, cut short, or older than what is held; a list that is suddenly much smaller has more often lost a
part on the way than its members. Such a file is refused with the reason, and the old one stays.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.lists.model import Snapshot
    from yalu.lists.source import Source

__all__ = ["LARGEST_LOSS", "insane", "objections"]

LARGEST_LOSS = 0.05
"""Share of the subjects of a list that may be missing from the next. From 30 November to 1 December 2020 the UN's list lost 12 of
1,018, the largest loss in one day known here."""


def insane(source: Source, snapshot: Snapshot) -> tuple[str, ...]:
    """Counts of a snapshot outside what its source's description calls sane."""
    counts = Counter(snapshot.by_kind)
    return tuple(
        f"{counts[sane.kind]:,} of kind {sane.kind}; a whole list has {sane.least:,} to {sane.most:,}"
        for sane in source.sane
        if not sane.least <= counts[sane.kind] <= sane.most
    )


def objections(new: Snapshot, old: Snapshot) -> tuple[str, ...]:
    """Why a snapshot should not follow another of the same list; empty where nothing speaks against it."""
    return tuple(_objections(new, old))


def _objections(new: Snapshot, old: Snapshot) -> Iterator[str]:
    if new.published and old.published and new.published < old.published:
        yield f"it is of {new.published}, older than the one held, of {old.published}"
    undated = not new.published or not old.published
    if undated and new.source == old.source and new.highest < old.highest:
        yield f"its highest number is {new.highest}, below {old.highest} of the one held: it seems to be older"
    if new.subjects < old.subjects * (1 - LARGEST_LOSS):
        yield f"it has {new.subjects:,} subjects, {old.subjects - new.subjects:,} fewer than the {old.subjects:,} of the one held"
    for kind, before in old.by_kind.items():
        now = new.by_kind.get(kind, 0)
        if not now and before > 1:
            yield f"it has no {kind} any more, the one held has {before:,}"
