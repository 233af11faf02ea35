"""Which items is the Council's behaviour read from?

All agendas to the end of the table of items; after it only what the casebook holds of the DPRK, so the share over all topics
stands still from then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.events import CouncilItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yalu.events import CouncilAct

__all__ = ["joined"]


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
