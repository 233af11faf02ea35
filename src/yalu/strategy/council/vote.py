"""What is to be expected of an item on a topic, given that it is put to the vote?

P(veto) and P(not unanimous) are the topic base's; who votes how within each of the three outcomes is the members' model's.
Units: probabilities. The range holds 90 % of what the discounted counts allow (a beta of each pair of the grid, mixed by
weight); it leaves out doubt about which topic an item belongs to.
Assumes the outcome and the members' model meet: the model says who, never how often.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from yalu.strategy.council.base import EVENTS, draws_of, topic_base
from yalu.strategy.council.members import CHOICES, PERMANENT, WAYS, Member, leaning
from yalu.strategy.council.topics import OTHER, topic_of
from yalu.terms.errors import BadInput, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yalu.events import CouncilItem
    from yalu.strategy.council.members import Members
    from yalu.strategy.council.topics import Topic

__all__ = ["ASSUMPTIONS", "Chance", "Earlier", "Vote", "vote_outlook"]

ASSUMPTIONS = (
    "given that it is put to the vote: drafts known to fail are often not tabled, so this is no chance of a draft before that",
    "topics are told by words of the agenda item, in a grouping made for this project",
    "who votes how rests on tallies and a sample of failed drafts; adopted items seldom name who abstained",
    "Assembly votes are a prior of a member's place and nothing more",
    "a permanent member's no is taken as a veto",
)
_DRAWS = 4000
_LAST = 4  # items on the topic that are shown


class Chance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A probability with its 90 % range, and how many earlier items on the topic it rests on (discounted)."""

    event: str
    p: float
    low: float
    high: float
    items: float


class Earlier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an earlier item on the topic ended."""

    on: date
    document: str
    outcome: str
    vetoed_by: str


class Vote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to expect: the two chances, each permanent member's vote, and how China and Russia share a veto.

    `regimes` sums to P(veto): *both* China and Russia, either *alone* of the two, *neither* of them. `last` has the newest items
    on the topic, the newest first: what a reader who doubts that the Council still is what it was must see.
    """

    topic: str
    on: date
    leaning: float
    chances: tuple[Chance, ...]
    members: tuple[Member, ...]
    regimes: dict[str, float]
    last: tuple[Earlier, ...]


def vote_outlook(
    items: Sequence[CouncilItem],
    topics: Sequence[Topic],
    members: Members,
    topic: str,
    on: date,
    rng: np.random.Generator,
) -> Vote:
    """The outlook for an item on a topic, from the items before a day.

    Raises:
        BadInput: no topic has that name.
    """
    names = {one.topic.lower(): one.topic for one in topics} | {OTHER: OTHER}
    if topic.lower() not in names:
        near = nearest(topic.lower(), tuple(names))
        raise BadInput(
            f'"{topic}" is no topic of the Council here{f"; the nearest is {names[near]}" if near else ""}. '
            f"All: {', '.join(sorted(set(names.values())))}."
        )
    topic = names[topic.lower()]
    refusal, dissent = (_chance(items, topics, event, topic, on, rng) for event in EVENTS)
    if dissent.p < refusal.p:  # each has its own discount; a vetoed item is not unanimous
        dissent = msgspec.structs.replace(dissent, p=refusal.p, high=max(dissent.high, refusal.p))
    leans = leaning(items, topics, topic, on)
    weights = _weights(members, leans, refusal.p, dissent.p)
    refused = WAYS == 0
    china, russia = refused[:, PERMANENT.index("CHN")], refused[:, PERMANENT.index("RUS")]
    other = refused.any(axis=1) & ~china & ~russia
    return Vote(
        topic=topic,
        on=on,
        leaning=leans,
        chances=(refusal, dissent),
        members=tuple(
            Member(
                state=state,
                **{
                    name: float(weights[WAYS[:, place] == choice].sum())
                    for choice, name in enumerate(CHOICES)
                },
            )
            for place, state in enumerate(PERMANENT)
        ),
        regimes={
            "both": float(weights[china & russia].sum()),
            "China alone": float(weights[china & ~russia].sum()),
            "Russia alone": float(weights[russia & ~china].sum()),
            "neither": float(weights[other].sum()),
        },
        last=_last(items, topics, topic, on),
    )


def _last(items: Sequence[CouncilItem], topics: Sequence[Topic], topic: str, on: date) -> tuple[Earlier, ...]:
    found = [item for item in items if item.on < on and topic_of(item.agenda, topics) == topic]
    return tuple(
        Earlier(on=item.on, document=item.document, outcome=item.outcome, vetoed_by=item.vetoed_by)
        for item in reversed(found[-_LAST:])
    )


def _weights(members: Members, leans: float, veto: float, contested: float) -> NDArray[np.float64]:
    """P(each way of the five), with the outcomes' chances set by the base; (ways,)."""
    ways = members.ways(leans).copy()
    ways[-1] *= 1 - members.elected_yes(leans) ** 10  # all five yes: contested by an elected member alone
    refused = (WAYS == 0).any(axis=1)
    weights = np.where(
        refused,
        veto * ways / ways[refused].sum(),
        (contested - veto) * ways / ways[~refused].sum(),
    )
    weights[-1] += 1 - contested
    return np.asarray(weights)


def _chance(
    items: Sequence[CouncilItem],
    topics: Sequence[Topic],
    event: str,
    topic: str,
    on: date,
    rng: np.random.Generator,
) -> Chance:
    known = topic_base(items, topics, event, on)
    p = known.p(topic)
    low, high = np.quantile(draws_of(known, topic, _DRAWS, rng), [0.05, 0.95])
    return Chance(
        event=event,
        p=p,
        low=min(float(low), p),
        high=max(float(high), p),
        items=float(known.weights @ known.items[known.places[topic]]),
    )
