"""How does each permanent member vote on an item on which not all agree?

An ordered logit: no, abstain, yes, by a member's readiness and its place on the topic's leaning. China's and Russia's
choices are joined: equal ones are exp(joint) times as likely as apart. The ten elected members share one readiness and
place. The record gives tallies, seldom names. Each item counts by the probability of what is known of it: who vetoed, how
many voted no and abstained, who voted how where a draft's votes are listed; every way in which members could have made that
tally is summed over, exactly.
Units: log odds; a leaning runs from -1 (vetoes so far by the United States) to 1 (by Russia or China).
Shapes: ways are (ways, 5), choices of the five in the order of `PERMANENT`, 0 no, 1 abstain, 2 yes; parameters are (14,).
Sources: the Council's record and the sample of failed drafts (`events`). Assembly agreement enters as the mean of the prior
of a member's place, no more.
Assumes a permanent no is a veto whenever the item was vetoed; the record of abstentions by name is thin, so who abstains
rests on tallies mostly, and a member's wide abstention on one file looks like a mild one on all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from scipy.optimize import minimize
from scipy.special import expit, gammaln

from yalu.strategy.council.base import happened
from yalu.strategy.council.topics import topic_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from yalu.events import Agreement, CouncilItem, Draft
    from yalu.strategy.council.topics import Topic

__all__ = ["CHOICES", "PERMANENT", "WAYS", "Member", "Members", "fit_members", "leaning", "prior_places"]

PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
CHOICES = ("no", "abstain", "yes")
WAYS = np.array(list(product(range(3), repeat=5)))
_CHINA, _RUSSIA = PERMANENT.index("CHN"), PERMANENT.index("RUS")
_ELECTED = 10
_SEATED = date(
    1971, 10, 25
)  # of the present government of China (A/RES/2758); before 1966 only six were elected
_READY, _SPREAD, _PLACE_SPREAD = 1.5, 2.0, 1.0  # prior of a readiness, its spread, the spread of a place
_PLACE = 2.0  # a place per unit of Assembly agreement with the United States less that with Russia
_HALF_LIFE = 8.0  # years, of a veto in a topic's leaning
_YEARS = 5  # of Assembly votes in the prior


class Member(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a member is expected to vote on an item that is put to the vote."""

    state: str
    no: float
    abstain: float
    yes: float


@dataclass(frozen=True, slots=True)
class Members:
    """The fitted model: readiness and place of the five and of the elected (6,), the width of abstention, the joint choice."""

    ready: NDArray[np.float64]
    place: NDArray[np.float64]
    width: float
    joint: float
    items: int

    def ways(self, leaning: float) -> NDArray[np.float64]:
        """P(each way of the five to vote), before anything is known of the outcome; (ways,)."""
        return np.asarray(np.exp(_log_ways(self._parameters(), np.array([leaning]))[0]))

    def elected_yes(self, leaning: float) -> float:
        """P(an elected member votes yes)."""
        return float(np.exp(_log_choices(self._parameters(), np.array([leaning]))[0, 5, 2]))

    def _parameters(self) -> NDArray[np.float64]:
        return np.concatenate([self.ready, self.place, [np.log(self.width), self.joint]])


def leaning(items: Sequence[CouncilItem], topics: Sequence[Topic], topic: str, on: date) -> float:
    """Whose vetoes a topic has seen before a day, old ones discounted."""
    east = west = 0.0
    for item in items:
        if item.on < on and item.vetoed_by and topic_of(item.agenda, topics) == topic:
            weight = 0.5 ** ((on - item.on).days / 365.25 / _HALF_LIFE)
            by = set(item.vetoed_by.split(";"))
            east += weight * bool(by & {"CHN", "RUS"})
            west += weight * bool(by & {"FRA", "GBR", "USA"})
    return (east - west) / (east + west + 1)


def prior_places(agreements: Sequence[Agreement], on: date) -> NDArray[np.float64]:
    """The prior means of the places (6,): zero for those whose Assembly votes are not in the casebook."""
    last = max((one.year for one in agreements if one.year < on.year), default=0)
    pairs: dict[frozenset[str], list[float]] = {}
    for one in agreements:
        if last - _YEARS < one.year <= last:
            pairs.setdefault(frozenset((one.a, one.b)), []).append(one.same)
    alike = {pair: float(np.mean(shares)) for pair, shares in pairs.items()}
    places = [_near(alike, state, "USA") - _near(alike, state, "RUS") for state in PERMANENT]
    return _PLACE * np.array([*places, 0.0])


def _near(alike: Mapping[frozenset[str], float], state: str, other: str) -> float:
    return 1.0 if state == other and alike else alike.get(frozenset((state, other)), 0.0)


@dataclass(frozen=True, slots=True)
class _Known:
    """Every way that each contested item could have come about: its item, its row of `WAYS`, and the elected's counts (n, 3)."""

    leanings: NDArray[np.float64]
    item: NDArray[np.int64]
    way: NDArray[np.int64]
    elected: NDArray[np.int64]
    starts: NDArray[np.int64]
    coefficient: NDArray[np.float64]


def fit_members(
    items: Sequence[CouncilItem],
    drafts: Sequence[Draft],
    topics: Sequence[Topic],
    places: NDArray[np.float64],
    on: date,
) -> Members:
    """The model most probable after the items before a day, from China's present seat on; with none, the prior."""
    known = _known([item for item in items if _SEATED <= item.on < on], drafts, topics)
    mean = np.concatenate([np.full(6, _READY), places, [0.0, 0.0]])
    spread = np.concatenate([np.full(6, _SPREAD), np.full(6, _PLACE_SPREAD), [1.0, 1.0]])

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        off = (parameters - mean) / spread
        value, slope = _log_likelihood(parameters, known)
        return float(off @ off / 2) - value, off / spread - slope

    best = minimize(loss, mean, jac=True, method="L-BFGS-B").x if len(known.leanings) else mean
    return Members(best[:6], best[6:12], float(np.exp(best[12])), float(best[13]), len(known.leanings))


def _log_choices(parameters: NDArray[np.float64], leanings: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log P(choice) of the five and an elected member; (items, 6, 3)."""
    ready, place, width = parameters[:6], parameters[6:12], np.exp(parameters[12])
    lift = ready + place * leanings[:, None]
    no, yes = expit(-lift), expit(lift - width)
    return np.asarray(np.log(np.stack([no, 1 - no - yes, yes], axis=2) + 1e-12))


def _log_ways(parameters: NDArray[np.float64], leanings: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log P(way); (items, ways). The joint choice is normed in closed form: 1 + (e^joint - 1) P(China as Russia)."""
    choices = _log_choices(parameters, leanings)
    total = sum(choices[:, state, WAYS[:, state]] for state in range(5))
    alike = np.exp(choices[:, _CHINA] + choices[:, _RUSSIA]).sum(axis=1)
    norm = np.log1p(np.expm1(parameters[13]) * alike)
    together = WAYS[:, _CHINA] == WAYS[:, _RUSSIA]
    return np.asarray(total + parameters[13] * together - norm[:, None])


def _log_likelihood(parameters: NDArray[np.float64], known: _Known) -> tuple[float, NDArray[np.float64]]:
    """Of what is known of each item, given that not all voted yes; and its slope by each parameter (14,)."""
    unique, place, times = np.unique(known.leanings, return_inverse=True, return_counts=True)
    ways, choices = _log_ways(parameters, unique), _log_choices(parameters, unique)
    at = place[known.item]
    terms = ways[at, known.way] + (known.elected * choices[at, 5]).sum(axis=1) + known.coefficient
    total = np.logaddexp.reduceat(terms, known.starts)
    all_yes = ways[:, -1] + _ELECTED * choices[:, 5, 2]
    value = float(total.sum() - (times * np.log1p(-np.exp(all_yes))).sum())

    share = np.exp(terms - total[known.item])  # of each way in its item
    missed = times / np.expm1(-all_yes)  # items on which all agreed, for the contested ones seen
    votes = np.zeros_like(
        choices
    )  # expected votes cast, then less those expected of the joint choice: d value / d choices
    for state in range(5):
        np.add.at(votes[:, state], (at, WAYS[known.way, state]), share)
    np.add.at(votes[:, 5], at, share[:, None] * known.elected)
    votes[:, :5, 2] += missed[:, None]
    votes[:, 5, 2] += _ELECTED * missed
    alike = np.exp(choices[:, _CHINA] + choices[:, _RUSSIA])
    norm = (times + missed)[:, None] / (1 + np.expm1(parameters[13]) * alike.sum(axis=1, keepdims=True))
    for state in (_CHINA, _RUSSIA):
        votes[:, state] -= norm * np.expm1(parameters[13]) * alike
    together = WAYS[:, _CHINA] == WAYS[:, _RUSSIA]
    joint = share @ together[known.way] + missed.sum() - (norm * np.exp(parameters[13]) * alike).sum()
    lift, width = _slopes(parameters, unique)
    by_lift = (votes * lift).sum(axis=2)
    slope = [by_lift.sum(axis=0), unique @ by_lift, [(votes * width).sum() * np.exp(parameters[12]), joint]]
    return value, np.concatenate(slope)


def _slopes(
    parameters: NDArray[np.float64], leanings: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Slopes of the log choices by a member's lift and by the width of abstention; (items, 6, 3) each."""
    lift = parameters[:6] + parameters[6:12] * leanings[:, None]
    no, yes = expit(-lift), expit(lift - np.exp(parameters[12]))
    abstain = 1 - no - yes + 1e-12
    low, high = no * (1 - no), yes * (1 - yes)
    by_lift = np.stack([no - 1, (low - high) / abstain, 1 - yes], axis=2)
    return by_lift, np.stack([np.zeros_like(no), high / abstain, yes - 1], axis=2)


def _known(items: Sequence[CouncilItem], drafts: Sequence[Draft], topics: Sequence[Topic]) -> _Known:
    listed = {draft.document: draft for draft in drafts}
    leanings: list[float] = []
    item_of: list[int] = []
    way_of: list[int] = []
    elected: list[NDArray[np.int64]] = []
    starts: list[int] = []
    for item in items:
        if item.yes is None or not happened(item, "not unanimous"):
            continue
        tally = np.array([item.no or 0, item.abstain or 0, item.yes])
        cast = np.stack([np.equal(WAYS, choice).sum(axis=1) for choice in range(3)], axis=1)
        rest = tally - cast
        fits = np.flatnonzero((rest >= 0).all(axis=1) & _possible(item, listed.get(item.document)))
        if not len(fits):  # fewer votes than members, or a tally that contradicts the names
            continue
        starts.append(len(way_of))
        item_of += [len(leanings)] * len(fits)
        way_of += list(fits)
        elected += list(rest[fits])
        leanings.append(leaning(items, topics, topic_of(item.agenda, topics), item.on))
    counts = np.array(elected).reshape(-1, 3)
    coefficient = gammaln(counts.sum(axis=1) + 1) - gammaln(counts + 1).sum(axis=1)
    return _Known(
        np.array(leanings),
        np.array(item_of, dtype=np.int64),
        np.array(way_of, dtype=np.int64),
        counts,
        np.array(starts, dtype=np.int64),
        coefficient,
    )


def _possible(item: CouncilItem, draft: Draft | None) -> NDArray[np.bool_]:
    """The ways that agree with who vetoed and with the members that a draft's record names."""
    refused = WAYS == 0
    fits = np.ones(len(WAYS), dtype=bool)
    if item.outcome != "not_adopted":
        by = item.vetoed_by.split(";")
        fits &= (refused == np.array([state in by for state in PERMANENT])).all(axis=1)
    if draft is not None:
        for choice, states in enumerate((draft.no, draft.abstain, draft.yes)):
            for state in set(states.split(";")) & set(PERMANENT):
                fits &= WAYS[:, PERMANENT.index(state)] == choice
    return fits
