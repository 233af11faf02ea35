"""How good is a matcher on labelled pairs?

Positive is the outcome *match*. Precision, recall and F1 count outcomes; AUC is the chance that a true pair scores above a
false one, ties counted half. All are shares from 0 to 1, and None where they would divide by zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Labelled", "Quality", "quality"]


class Labelled(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One scored pair with its label."""

    category: str
    match: bool
    score: float
    said: bool


class Quality(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The figures of one set, and of each of its categories the count and how many were said right."""

    n: int
    precision: float | None
    recall: float | None
    f1: float | None
    auc: float | None
    by_category: dict[str, tuple[int, int]]


def quality(pairs: Sequence[Labelled]) -> Quality:
    """The figures of a set of pairs."""
    hits = sum(pair.match and pair.said for pair in pairs)
    precision = _share(hits, sum(pair.said for pair in pairs))
    recall = _share(hits, sum(pair.match for pair in pairs))
    both = (precision or 0.0) + (recall or 0.0)
    right: dict[str, tuple[int, int]] = {}
    for pair in pairs:
        count, correct = right.get(pair.category, (0, 0))
        right[pair.category] = (count + 1, correct + (pair.match == pair.said))
    f1 = 2 * (precision or 0.0) * (recall or 0.0) / both if both else None
    return Quality(
        n=len(pairs), precision=precision, recall=recall, f1=f1, auc=_auc(pairs), by_category=right
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _auc(pairs: Sequence[Labelled]) -> float | None:
    """The rank statistic: the sum of the ranks of true pairs, tied ranks shared."""
    true = sum(pair.match for pair in pairs)
    false = len(pairs) - true
    if not true or not false:
        return None
    ordered = sorted(pairs, key=lambda pair: pair.score)
    ranks, start = 0.0, 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and ordered[end].score == ordered[start].score:
            end += 1
        ranks += (start + 1 + end) / 2 * sum(pair.match for pair in ordered[start:end])
        start = end
    return (ranks - true * (true + 1) / 2) / (true * false)
