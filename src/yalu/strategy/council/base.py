"""How often does an item on this topic end in a veto, or without unanimity?

The share of earlier items on the topic that did, with old ones discounted and few ones drawn towards the share over all
topics. Which discount and how strong a draw is not chosen by hand: every pair of a small grid forecasts, and each weighs as
much as its forecasts so far have deserved (Bayesian model averaging, one by one). Items of one day are forecast together,
none knowing of another.
Units: days; half-lives in years; the draw in items. Shapes: arrays over the grid are (grid,), the half-life outermost.
Sources: the Council's own record (`events`), in the topics of `strategy/data/council_topics.csv`.
Assumes that an item is put to the vote: drafts known to fail are often not, so this says nothing of a draft's chances before
it is tabled. A first crisis on a new topic gets the share over all topics, which is too low for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, product
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from yalu.strategy.council.topics import topic_of
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from yalu.events import CouncilItem
    from yalu.strategy.council.topics import Topic

__all__ = ["EVENTS", "TARGETS", "Backtest", "Base", "backtest", "draws_of", "happened", "topic_base"]

EVENTS = ("vetoed", "not unanimous")
TARGETS = {
    "vetoed": 0.09494,
    "not unanimous": 0.29151,
}  # log score of the topic base of five years, 2000-2019
_HALF_LIVES = (1.0, 2.0, 4.0, 8.0, 30.0)
_DRAWS = (0.5, 1.0, 2.0, 4.0, 8.0, 32.0)
_GRID = np.array(list(product(_HALF_LIVES, _DRAWS)))
_OVERALL = 5.0  # years: half-life of the share over all topics
_YEAR = 365.25


class Backtest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean scores of forecasts made one by one from earlier items; `target` is the log score of the simple topic base."""

    event: str
    items: int
    happened: int
    brier: float
    log: float
    target: float


@dataclass(frozen=True, slots=True)
class Base:
    """The record up to a day: discounted hits and items by topic (grid,), the share over all topics, the weights (grid,)."""

    hits: dict[str, NDArray[np.float64]]
    items: dict[str, NDArray[np.float64]]
    overall: float
    weights: NDArray[np.float64]

    def p(self, topic: str) -> float:
        """P(the event) for the next item on a topic."""
        return float(self.weights @ self.grid(topic))

    def grid(self, topic: str) -> NDArray[np.float64]:
        """The same from each pair of the grid; (grid,)."""
        draw = _GRID[:, 1]
        hits, items = self.hits.get(topic, 0.0), self.items.get(topic, 0.0)
        return np.asarray((hits + draw * self.overall) / (items + draw))


class _Counting:
    """Discounted counts that move from day to day."""

    def __init__(self) -> None:
        self.hits: dict[str, NDArray[np.float64]] = {}
        self.items: dict[str, NDArray[np.float64]] = {}
        self.overall = np.array([0.5, 1.0])
        self.logs = np.zeros(len(_GRID))
        self.day = 0

    def at(self, day: int) -> Base:
        gap = 0 if self.day == 0 else day - self.day
        decay = 0.5 ** (gap / _YEAR / _GRID[:, 0])
        for counts in (self.hits, self.items):
            for topic in counts:
                counts[topic] = counts[topic] * decay
        self.overall = self.overall * 0.5 ** (gap / _YEAR / _OVERALL)
        self.day = day
        weights = np.exp(self.logs - self.logs.max())
        share = (self.overall[0] + 0.5) / (self.overall[1] + 1)
        return Base(dict(self.hits), dict(self.items), float(share), weights / weights.sum())

    def add(self, known: Base, topic: str, hit: bool) -> None:
        p = known.grid(topic)
        self.logs = self.logs + np.log(p if hit else 1 - p)
        self.hits[topic] = self.hits.get(topic, np.zeros(len(_GRID))) + hit
        self.items[topic] = self.items.get(topic, np.zeros(len(_GRID))) + 1
        self.overall = self.overall + np.array([hit, 1.0])


def happened(item: CouncilItem, event: str) -> bool:
    """Did it end in the event? Unanimous is an item adopted on which nobody voted no or abstained."""
    if event == "vetoed":
        return item.outcome == "vetoed"
    return item.outcome != "adopted" or (item.no or 0) + (item.abstain or 0) > 0


def topic_base(items: Sequence[CouncilItem], topics: Sequence[Topic], event: str, on: date) -> Base:
    """What the items before a day say of the event; they are in the order of time."""
    counting = _Counting()
    for _ in _walk(counting, [item for item in items if item.on < on], topics, event):
        pass
    return counting.at(on.toordinal())


def draws_of(known: Base, topic: str, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draws of the share that the counts allow: a pair of the grid by its weight, then a beta of its counts."""
    pair = rng.choice(len(_GRID), size=draws, p=known.weights)
    draw = _GRID[:, 1]
    hits = known.hits.get(topic, np.zeros(len(_GRID))) + draw * known.overall
    items = known.items.get(topic, np.zeros(len(_GRID))) + draw
    return rng.beta(hits[pair], np.maximum(items - hits, 1e-9)[pair])


def backtest(
    items: Sequence[CouncilItem], topics: Sequence[Topic], event: str, since: date, until: date
) -> Backtest:
    """Scores over the items from one day to another, each forecast from the days before its own only.

    Raises:
        BadInput: the record holds none.
    """
    scored = [
        (p, hit)
        for day, p, hit in _walk(_Counting(), [item for item in items if item.on <= until], topics, event)
        if day >= since
    ]
    if not scored:
        raise BadInput(
            f"no item from {since} to {until}; the record runs from {items[0].on} to {items[-1].on}"
        )
    p, hit = np.array([p for p, _ in scored]), np.array([hit for _, hit in scored])
    return Backtest(
        event=event,
        items=len(scored),
        happened=int(hit.sum()),
        brier=float(((p - hit) ** 2).mean()),
        log=float(-np.log(np.where(hit, p, 1 - p)).mean()),
        target=TARGETS[event],
    )


def _walk(
    counting: _Counting, items: Sequence[CouncilItem], topics: Sequence[Topic], event: str
) -> list[tuple[date, float, bool]]:
    found = []
    for day, same in groupby(items, key=lambda item: item.on):
        known = counting.at(day.toordinal())
        told = [(topic_of(item.agenda, topics), happened(item, event)) for item in same]
        found += [(day, known.p(topic), hit) for topic, hit in told]
        for topic, hit in told:
            counting.add(known, topic, hit)
    return found
