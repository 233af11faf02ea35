"""How much of each issue does the law forbid on a day? The scope that a bargain over a text is scored against.

Units: scope is the share of an issue's acts that are stopped, times 100: forbidden counts one, conditional or contested one half,
allowed nothing. The law is asked on a day with only what had been adopted by then.
Assumes that the acts of the shipped table stand for their issue with equal weight: a choice, printed with each answer.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from yalu.measures.model import Question, Verdict

    Law = Callable[[Question], Verdict]

__all__ = ["Act", "scope"]

_STOPPED = {"forbidden": 1.0, "conditional": 0.5, "contested": 0.5, "allowed": 0.0}


class Act(NamedTuple):
    """Something that a text may forbid: the question to the law, without its day, and the issue that it belongs to."""

    id: str
    issue: str
    words: str
    question: Question


def scope(acts: Sequence[Act], law: Law, on: date) -> dict[str, float]:
    """The scope of each issue on a day, in the order of the acts."""
    stopped: dict[str, list[float]] = defaultdict(list)
    for act in acts:
        stopped[act.issue].append(_STOPPED[law(replace(act.question, on=on)).verdict])
    return {issue: 100 * sum(shares) / len(shares) for issue, shares in stopped.items()}
