"""What does each way of measuring hand to the page? Its indicators, its section, what would change it, what is missing.

The clauses of an indicator are what the headline is made of: `good` where it is kept, `bad` where it is not. Both are
written to follow the State's name or "its".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yalu.assess.model import Finding, Grade, Indicator, Note, Sure

__all__ = ["JUDGED", "Judged", "Part", "combined", "least_sure"]

JUDGED: tuple[Grade, ...] = ("kept", "partly kept", "not kept", "contested")
_SURE: tuple[Sure, ...] = ("low", "moderate", "high")


class Judged(NamedTuple):
    """An indicator with its clauses for the headline; `weight` orders the exceptions, the gravest first."""

    indicator: Indicator
    good: str = ""
    bad: str = ""
    weight: int = 0


class Part(NamedTuple):
    """One section and what it rests on."""

    judged: tuple[Judged, ...]
    finding: Finding
    would_change: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()


def combined(grades: Iterable[Grade]) -> Grade:
    """One grade for several: kept or not kept only if every judged one is; contested if some are and none is broken.

    >>> combined(["kept", "not kept"]), combined(["kept", "context"]), combined(["cannot be judged"])
    ('partly kept', 'kept', 'cannot be judged')
    >>> combined(["kept", "contested", "kept"])
    'contested'
    """
    judged = {grade for grade in grades if grade in JUDGED}
    if not judged:
        return "cannot be judged"
    if len(judged) == 1:
        return judged.pop()
    return "contested" if judged == {"kept", "contested"} else "partly kept"


def least_sure(sures: Sequence[Sure]) -> Sure:
    """The middle of several, the lower one of two: a page is as sure as half of its grounds."""
    ordered = sorted(sures, key=_SURE.index)
    return ordered[(len(ordered) - 1) // 2] if ordered else "low"
