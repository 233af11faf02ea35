"""Do two measures contradict each other, with no order between them?

Bans cumulate, so two bans never conflict. A conflict is a measure that expressly permits or caps goods (a cap, a flat
exemption) which another measure, in force on the same day, bans without such a permission: unless one replaces the
other, states its order with `over`, or a table of words parts their goods, nobody can say which holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.measures.goods import within
from yalu.terms.days import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yalu.measures.model import Goods, Measure, Split

__all__ = ["conflicts"]

_FORBIDS = frozenset({"decides", "requires"})


def conflicts(measures: Iterable[Measure], splits: Mapping[str, Split]) -> tuple[str, ...]:
    """One line for each pair without an order, both named with the codes they share."""
    bans = [
        measure for measure in measures if measure.force in _FORBIDS and measure.goods and not measure.when
    ]
    return tuple(
        f"{one.id} permits or caps {shared}, which {other.id} bans on the same days; "
        f"say which goes before with `over` or `replaces`"
        for one, other in _pairs(bans)
        if (shared := _shared(one, other, splits))
    )


def _pairs(bans: list[Measure]) -> Iterator[tuple[Measure, Measure]]:
    """Each measure that permits, with each that bans flatly while it lives and is not ordered to it."""
    for one in bans:
        if not any(_permits(one)):
            continue
        for other in bans:
            apart = other is one or other.direction != one.direction or any(_permits(other))
            if not apart and not _ordered(one, other) and _life(one) and _meet(one, other):
                yield one, other


def _permits(measure: Measure) -> Iterator[bool]:
    return (True for one in measure.unless if one.kind in ("cap", "flat", "livelihood") and not one.claimed)


def _ordered(one: Measure, other: Measure) -> bool:
    return one.id in (*other.over, *other.replaces) or other.id in (*one.over, *one.replaces)


def _life(measure: Measure) -> Span | None:
    """The days a measure speaks; None where it closed before it took effect."""
    if measure.last_day is None:
        return Span(measure.effective)
    return (
        Span.through(measure.effective, measure.last_day) if measure.effective <= measure.last_day else None
    )


def _meet(one: Measure, other: Measure) -> bool:
    first, second = _life(one), _life(other)
    return first is not None and second is not None and first.meets(second)


def _shared(one: Measure, other: Measure, splits: Mapping[str, Split]) -> str:
    """The first code both cover that no table of words parts."""
    for mine in one.goods:
        for theirs in other.goods:
            for code in (*mine.hs_text, *mine.hs_reading):
                if _covers_whole(theirs, code) and not _parted(mine, theirs, code, splits):
                    return code
    return ""


def _covers_whole(goods: Goods, code: str) -> bool:
    return within((*goods.hs_text, *goods.hs_reading), code.partition("-")[0]) == "full"


def _parted(mine: Goods, theirs: Goods, code: str, splits: Mapping[str, Split]) -> bool:
    """Do words decide under which of the two a good of this code falls, or a value it must exceed?"""
    head = code.partition("-")[0]
    tables = [splits[name] for name in (mine.split, theirs.split) if name]
    return theirs.over_usd is not None or any(within(table.hs, head) != "none" for table in tables)
