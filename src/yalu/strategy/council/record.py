"""Which items is the Council's behaviour read from?

The casebook: all agendas to the end of its table of items; after it only what it holds of the DPRK, so the share over all topics
stands still from then. Or the tables that a user brings, what passed and what was vetoed in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.events import CouncilItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from yalu.events import CouncilAct

__all__ = ["joined", "merged"]


def joined(items: Sequence[CouncilItem], acts: Iterable[CouncilAct]) -> tuple[CouncilItem, ...]:
    """The items, then the acts on the DPRK after the last of them that were put to the vote."""
    last = items[-1].on
    later = [
        CouncilItem(
            id=act.id,
            on=act.on,
            document=act.document,
            outcome="vetoed" if act.kind == "veto" else "adopted",
            yes=act.yes,
            no=act.no,
            abstain=act.abstain,
            vetoed_by=act.vetoed_by,
            agenda="Democratic People's Republic of Korea",
            source=act.source,
        )
        for act in acts
        if act.on > last and act.yes is not None
    ]
    return (*items, *sorted(later, key=lambda item: item.on))


def merged(tables: Iterable[Sequence[CouncilItem]]) -> tuple[CouncilItem, ...]:
    """The items of all tables in the order of time; what an earlier table has is not taken from a later one again.

    Resolutions are told by day and symbol, the rest by its day alone: tables write the drafts that failed in many ways.
    """
    found: list[CouncilItem] = []
    seen: set[tuple[date, str]] = set()
    for table in tables:
        new = [item for item in table if _key(item) not in seen]
        found += new
        seen |= {_key(item) for item in new}
    return tuple(sorted(found, key=lambda item: item.on))


def _key(item: CouncilItem) -> tuple[date, str]:
    return item.on, "".join(item.document.split()) if item.outcome == "adopted" else ""
