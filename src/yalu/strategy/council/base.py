"""How often does an item on this topic end in a veto, or without unanimity?

The share of earlier items on the topic that did, with old ones discounted and few ones drawn towards the share over all
topics. Which discount and how strong a draw is not chosen by hand: every pair of a small grid forecasts, and each weighs as
much as its forecasts so far have deserved (Bayesian model averaging, one by one). Items of one day are forecast together,
none knowing of another.
Units: days; half-lives in years; the draw in items. Shapes: arrays over the grid are (grid,), the half-life outermost; those
over topics and grid (topics, grid), the topics in the order of their table, *other* last.
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

from yalu.strategy.council.topics import OTHER, topic_of
from yalu.strategy.scores import Band, differences, log_score, score
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from yalu.events import CouncilItem
    from yalu.strategy.council.topics import Topic

__all__ = [
    "EVENTS",
    "Backtest",
    "Base",
    "Forecast",
    "TopicScore",
    "backtest",
    "draws_of",
    "happened",
    "topic_base",
]

EVENTS = ("vetoed", "not unanimous")
_HALF_LIVES = (1.0, 2.0, 4.0, 8.0, 30.0)
_DRAWS = (0.5, 1.0, 2.0, 4.0, 8.0, 32.0)
_GRID = np.array(list(product(_HALF_LIVES, _DRAWS)))
_OVERALL = 5.0  # years: half-life of the share over all topics
_YEAR = 365.25
_SIMPLE_YEARS = 5  # that the simple base looks back
_SIMPLE_DRAW = 8  # items of its draw towards the share over all topics
_BLOCK = 60  # items resampled together, about a year of them


class Forecast(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """P(the event) of one item from earlier days only, and whether it came (1 or 0).

    `simple` is the simple base's; `unseen` is what the other topics alone say, as if this one had never been on the agenda.
    """

    on: date
    document: str
    topic: str
    p: float
    simple: float
    unseen: float
    observed: int


class TopicScore(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean log scores on one topic's items, and what is gained on the simple base over all other items (below zero: better)."""

    topic: str
    items: int
    happened: int
    log: float
    simple_log: float
    unseen_log: float
    gain_without: float | None


class Backtest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean scores of forecasts made one by one, beside those of the simple base on the same items, and every forecast.

    The simple base is the share of the topic in the last five years with eight items at the share of all topics. `gain` is our
    log score less its, with the 90 % interval of a block bootstrap. `unseen_log` leaves one topic out at a time: each item is
    forecast from the other topics alone. `topics` has those with most items first.
    """

    event: str
    items: int
    happened: int
    brier: float
    log: float
    simple_brier: float
    simple_log: float
    gain: Band
    unseen_log: float
    topics: tuple[TopicScore, ...]
    forecasts: tuple[Forecast, ...]


@dataclass(frozen=True, slots=True)
class Base:
    """The record up to a day: discounted hits and items (topics, grid) and the weights (grid,).

    `overall` is the share over all topics, `others` that over all but each of them (topics,).
    """

    places: Mapping[str, int]
    hits: NDArray[np.float64]
    items: NDArray[np.float64]
    overall: float
    others: NDArray[np.float64]
    weights: NDArray[np.float64]

    def p(self, topic: str) -> float:
        """P(the event) for the next item on a topic."""
        return float(self.weights @ self.grid(topic))

    def grid(self, topic: str) -> NDArray[np.float64]:
        """The same from each pair of the grid; (grid,)."""
        draw, place = _GRID[:, 1], self.places[topic]
        return np.asarray((self.hits[place] + draw * self.overall) / (self.items[place] + draw))


class _Counting:
    """Discounted counts that move from day to day."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        names = dict.fromkeys([*(one.topic for one in topics), OTHER])
        self.places = {name: place for place, name in enumerate(names)}
        self.hits = np.zeros((len(names), len(_GRID)))
        self.items = np.zeros_like(self.hits)
        self.shares = np.zeros((len(names), 2))  # hits and items, at the half-life of the share over all
        self.prior = np.array([0.5, 1.0])
        self.logs = np.zeros(len(_GRID))
        self.day = 0

    def at(self, day: int) -> Base:
        years = 0.0 if self.day == 0 else (day - self.day) / _YEAR
        decay = 0.5 ** (years / _GRID[:, 0])
        self.hits, self.items = self.hits * decay, self.items * decay
        slow = 0.5 ** (years / _OVERALL)
        self.shares, self.prior = self.shares * slow, self.prior * slow
        self.day = day
        weights = np.exp(self.logs - self.logs.max())
        total = self.shares.sum(axis=0) + self.prior + [0.5, 1.0]
        others = total - self.shares
        return Base(
            self.places,
            self.hits,
            self.items,
            float(total[0] / total[1]),
            others[:, 0] / others[:, 1],
            weights / weights.sum(),
        )

    def add(self, known: Base, topic: str, hit: bool) -> None:
        p, place = known.grid(topic), self.places[topic]
        self.logs = self.logs + np.log(p if hit else 1 - p)
        # the day's base keeps what was known in its morning
        self.hits, self.items = self.hits.copy(), self.items.copy()
        self.hits[place] += hit
        self.items[place] += 1
        self.shares[place] += (hit, 1)


def happened(item: CouncilItem, event: str) -> bool:
    """Did it end in the event? Unanimous is an item adopted on which nobody voted no or abstained."""
    if event == "vetoed":
        return item.outcome == "vetoed"
    return item.outcome != "adopted" or (item.no or 0) + (item.abstain or 0) > 0


def topic_base(items: Sequence[CouncilItem], topics: Sequence[Topic], event: str, on: date) -> Base:
    """What the items before a day say of the event; they are in the order of time."""
    counting = _Counting(topics)
    for _ in _walk(counting, [item for item in items if item.on < on], topics, event):
        pass
    return counting.at(on.toordinal())


def draws_of(known: Base, topic: str, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draws of the share that the counts allow: a pair of the grid by its weight, then a beta of its counts."""
    pair = rng.choice(len(_GRID), size=draws, p=known.weights)
    draw, place = _GRID[:, 1], known.places[topic]
    hits, items = known.hits[place] + draw * known.overall, known.items[place] + draw
    return np.asarray(rng.beta(hits[pair], np.maximum(items - hits, 1e-9)[pair]))


def backtest(
    items: Sequence[CouncilItem],
    topics: Sequence[Topic],
    event: str,
    since: date,
    until: date,
    rng: np.random.Generator,
) -> Backtest:
    """Scores over the items from one day to another, each forecast from the days before its own only.

    Raises:
        BadInput: the record holds none.
    """
    known = [item for item in items if item.on <= until]
    walked = _walk(_Counting(topics), known, topics, event)
    forecasts = tuple(
        msgspec.structs.replace(one, simple=_simple(walked[:place], one.topic, one.on))
        for place, one in enumerate(walked)
        if one.on >= since
    )
    if not forecasts:
        raise BadInput(
            f"no item from {since} to {until}; the record runs from {items[0].on} to {items[-1].on}"
        )
    hit = np.array([one.observed == 1 for one in forecasts])
    p, simple, unseen = (
        np.array([getattr(one, name) for one in forecasts]) for name in ("p", "simple", "unseen")
    )
    ours, theirs = score(p, hit), score(simple, hit)
    return Backtest(
        event=event,
        items=len(forecasts),
        happened=int(hit.sum()),
        brier=ours.brier,
        log=ours.log,
        simple_brier=theirs.brier,
        simple_log=theirs.log,
        gain=differences(log_score(p, hit), log_score(simple, hit), rng, block=_BLOCK),
        unseen_log=score(unseen, hit).log,
        topics=_by_topic([one.topic for one in forecasts], hit, p, simple, unseen),
        forecasts=forecasts,
    )


def _by_topic(
    names: Sequence[str],
    hit: NDArray[np.bool_],
    p: NDArray[np.float64],
    simple: NDArray[np.float64],
    unseen: NDArray[np.float64],
) -> tuple[TopicScore, ...]:
    named, (ours, theirs, others) = np.array(names), (log_score(each, hit) for each in (p, simple, unseen))
    found = []
    for topic in dict.fromkeys(names):
        here = named == topic
        found.append(
            TopicScore(
                topic=topic,
                items=int(here.sum()),
                happened=int(hit[here].sum()),
                log=float(ours[here].mean()),
                simple_log=float(theirs[here].mean()),
                unseen_log=float(others[here].mean()),
                gain_without=None if here.all() else float((ours - theirs)[~here].mean()),
            )
        )
    return tuple(sorted(found, key=lambda one: -one.items))


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
                    unseen=float(known.others[known.places[topic]]),
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
