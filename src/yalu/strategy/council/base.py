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

import math
from dataclasses import dataclass
from datetime import date  # the records are checked at run time
from itertools import groupby, product
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct

from yalu.strategy.council.topics import topic_of
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yalu.events import CouncilItem
    from yalu.strategy.council.topics import Topic

__all__ = ["EVENTS", "Backtest", "Base", "Forecast", "backtest", "draws_of", "happened", "topic_base"]

EVENTS = ("vetoed", "not unanimous")
_HALF_LIVES = (1.0, 2.0, 4.0, 8.0, 30.0)
_DRAWS = (0.5, 1.0, 2.0, 4.0, 8.0, 32.0)
_GRID = np.array(list(product(_HALF_LIVES, _DRAWS)))
_OVERALL = 5.0  # years: half-life of the share over all topics
_YEAR = 365.25
_SIMPLE_YEARS, _SIMPLE_DRAW = (
    5,
    8,
)  # of the simple base: years looked back, items of draw towards the share of all topics


class Forecast(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """P(the event) of one item from earlier days only, the simple base's, and whether it came (1 or 0)."""

    on: date
    document: str
    topic: str
    p: float
    simple: float
    observed: int


class Backtest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean scores of forecasts made one by one, beside those of the simple base on the same items, and every forecast.

    The simple base is the share of the topic in the last five years with eight items at the share of all topics.
    """

    event: str
    items: int
    happened: int
    brier: float
    log: float
    simple_brier: float
    simple_log: float
    forecasts: tuple[Forecast, ...]


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
    known = [item for item in items if item.on <= until]
    walked = _walk(_Counting(), known, topics, event)
    forecasts = [
        msgspec.structs.replace(one, simple=_simple(walked[:place], one.topic, one.on))
        for place, one in enumerate(walked)
        if one.on >= since
    ]
    if not forecasts:
        raise BadInput(
            f"no item from {since} to {until}; the record runs from {items[0].on} to {items[-1].on}"
        )
    hit = np.array([one.observed for one in forecasts])
    brier, log = _scores(np.array([one.p for one in forecasts]), hit)
    simple_brier, simple_log = _scores(np.array([one.simple for one in forecasts]), hit)
    return Backtest(
        event=event,
        items=len(forecasts),
        happened=int(hit.sum()),
        brier=brier,
        log=log,
        simple_brier=simple_brier,
        simple_log=simple_log,
        forecasts=tuple(forecasts),
    )


def _scores(p: NDArray[np.float64], hit: NDArray[np.int64]) -> tuple[float, float]:
    return float(((p - hit) ** 2).mean()), float(-np.log(np.where(hit, p, 1 - p)).mean())


def _walk(
    counting: _Counting, items: Sequence[CouncilItem], topics: Sequence[Topic], event: str
) -> list[Forecast]:
    """Every item forecast in turn and then counted; the simple base is left to the backtest, which alone needs it."""
    found: list[Forecast] = []
    for day, same in groupby(items, key=lambda item: item.on):
        known, before = counting.at(day.toordinal()), len(found)
        for item in same:
            topic = topic_of(item.agenda, topics)
            found.append(
                Forecast(
                    on=day,
                    document=item.document,
                    topic=topic,
                    p=known.p(topic),
                    simple=math.nan,
                    observed=int(happened(item, event)),
                )
            )
        for one in found[before:]:
            counting.add(known, one.topic, bool(one.observed))
    return found


def _simple(past: Sequence[Forecast], topic: str, day: date) -> float:
    hits = items = topic_hits = topic_items = 0
    for one in reversed(past):
        if one.on == day:  # items of one day do not know of each other
            continue
        if (day - one.on).days > _SIMPLE_YEARS * _YEAR:
            break
        hits, items = hits + one.observed, items + 1
        if one.topic == topic:
            topic_hits, topic_items = topic_hits + one.observed, topic_items + 1
    share = (hits + 0.5) / (items + 1)
    return (topic_hits + _SIMPLE_DRAW * share) / (topic_items + _SIMPLE_DRAW)
