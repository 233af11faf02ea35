"""How much does the law forbid on a day, issue by issue, and what would a draft or a relief change?

Units: scope of an issue 0 to 100: the mean over its acts of 100 for forbidden, 50 for conditional or contested, 0 for allowed.
Sources: the acts are the table `data/scope_acts.csv`, chosen for this project; the verdicts are those of `measures`.
Assumes every act of an issue weighs the same. Another choice of acts gives other numbers; the order of texts is steadier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from yalu.measures.model import Answer, Question, Verdict

__all__ = ["Act", "Change", "changes", "scope"]

_WEIGHT: dict[Answer, float] = {"forbidden": 100.0, "conditional": 50.0, "contested": 50.0, "allowed": 0.0}


class Act(NamedTuple):
    """An act that stands for a part of an issue; its question has any day."""

    id: str
    issue: str
    words: str
    question: Question


class Change(NamedTuple):
    """An act whose answer is another one under a scenario."""

    act: Act
    before: Verdict
    after: Verdict


def scope(acts: Sequence[Act], ask: Callable[[Question], Verdict], on: date) -> dict[str, float]:
    """The scope of each issue on a day, in the order of the acts."""
    held: dict[str, list[float]] = {}
    for act in acts:
        answer = ask(replace(act.question, on=on))
        held.setdefault(act.issue, []).append(_WEIGHT[answer.verdict])
    return {issue: sum(weights) / len(weights) for issue, weights in held.items()}


def changes(
    acts: Sequence[Act],
    before: Callable[[Question], Verdict],
    after: Callable[[Question], Verdict],
    on: date,
) -> list[Change]:
    """The acts that a scenario answers otherwise on a day."""
    found = []
    for act in acts:
        question = replace(act.question, on=on)
        old, new = before(question), after(question)
        if old.verdict != new.verdict:
            found.append(Change(act, old, new))
    return found
