"""Do the facts of two records agree: day of birth, gender, country, identifiers?

Each fact agrees, disagrees or is unknown; unknown counts nothing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.screen.weights import MATCH, REVIEW, W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yalu.screen.party import Party

__all__ = [
    "BIRTH_DIFFERS",
    "BIRTH_EQUAL",
    "BIRTH_NEAR",
    "FactScores",
    "Facts",
    "fact_scores",
    "record_scores",
]

MOST_BIRTHS = 6
_UNKNOWN, BIRTH_EQUAL, BIRTH_NEAR, BIRTH_DIFFERS = 0, 1, 2, 3
IMO_EQUAL, IMO_NOT_GIVEN, IMO_DIFFERS = 1, 2, 3


class Facts(NamedTuple):
    """Facts of S subjects. A birth interval that is not there is (0, 0); a gender 0 is unknown, 1 male, 2 female."""

    since: NDArray[np.int32]
    until: NDArray[np.int32]
    gender: NDArray[np.uint8]
    countries: NDArray[np.uint64]
    imo: NDArray[np.int32]

    @classmethod
    def of(cls, parties: Sequence[Party]) -> Facts:
        """The facts of some parties."""
        births = np.zeros((2, len(parties), MOST_BIRTHS), dtype=np.int32)
        for i, party in enumerate(parties):
            for j, birth in enumerate(party.births[:MOST_BIRTHS]):
                births[:, i, j] = birth
        return cls(
            births[0],
            births[1],
            np.array([("", "male", "female").index(p.gender) for p in parties], dtype=np.uint8),
            np.array([country_bits(p.countries) for p in parties], dtype=np.uint64),
            np.array([imo_of(p) for p in parties], dtype=np.int32),
        )


class FactScores(NamedTuple):
    """What each fact says of n subjects: states of birth (0 unknown, `BIRTH_EQUAL` to `BIRTH_DIFFERS`), and effects."""

    birth: NDArray[np.uint8]
    birth_effect: NDArray[np.float32]
    gender_effect: NDArray[np.float32]
    country_effect: NDArray[np.float32]
    imo: NDArray[np.uint8]


def country_bits(countries: Sequence[str]) -> int:
    """A set of countries as bits; two countries may share one, which only hides a difference."""
    return sum({1 << ((ord(c[0]) * 31 + ord(c[-1])) % 63) for c in countries if c})


def imo_of(party: Party) -> int:
    """The IMO ship number of a party, 0 where there is none."""
    for kind, number in party.identifiers:
        if kind == "imo" and number.isdigit() and len(number) == 7:
            return int(number)
    return 0


def fact_scores(
    own: Facts,
    facts: Facts,
    asked: NDArray[np.integer],
    subjects: NDArray[np.integer],
    *,
    one_word: NDArray[np.bool_],
) -> FactScores:
    """The facts of those asked for against those of some subjects; pairs of places in the two, one below the other.

    Args:
        one_word: the ship's name is one word, such as many ships bear: without its IMO number it is no match.
    """
    birth, effect = _births(own, facts, asked, subjects)
    mine, theirs = own.gender[asked], facts.gender[subjects]
    gender = np.where((theirs > 0) & (mine > 0) & (theirs != mine), W["gender differs"], 0.0)
    bits, others = own.countries[asked], facts.countries[subjects]
    apart = (others > 0) & (bits > 0) & ((others & bits) == 0)
    country = np.where(apart, W["country of record differs"], 0.0)
    number, listed = own.imo[asked], facts.imo[subjects]
    imo = np.where(number > 0, np.where(listed == number, IMO_EQUAL, IMO_DIFFERS), one_word * IMO_NOT_GIVEN)
    imo[listed == 0] = 0
    return FactScores(
        birth, effect, gender.astype(np.float32), country.astype(np.float32), imo.astype(np.uint8)
    )


def _births(
    own: Facts, facts: Facts, asked: NDArray[np.integer], subjects: NDArray[np.integer]
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """The state of each pair of births and what it adds; an interval that holds the day neither adds nor takes."""
    n = len(subjects)
    if not own.until.any():
        return np.zeros(n, dtype=np.uint8), np.zeros(n, dtype=np.float32)
    since, until = facts.since[subjects], facts.until[subjects]
    known = until > 0
    sharp, meets, near = (np.zeros(n, dtype=np.bool_) for _ in range(3))
    for k in np.flatnonzero((own.until > 0).any(axis=0)).tolist():
        own_since, own_until = own.since[asked, k][:, None], own.until[asked, k][:, None]
        both = known & (own_until > 0)
        meet = both & (since < own_until) & (until > own_since)
        meets |= meet.any(axis=1)
        sharp |= (meet & (until - since == 1) & (own_until - own_since == 1)).any(axis=1)
        year = _year_begins(own.since[:, k])[asked][:, None]
        near |= (both & _near_days(own_since, own_until, since, until, year)).any(axis=1)
    told = known.any(axis=1) & np.asarray((own.until > 0).any(axis=1))[asked]
    state = np.where(sharp, BIRTH_EQUAL, np.where(meets | near, BIRTH_NEAR, BIRTH_DIFFERS))
    birth = np.where(told, state, _UNKNOWN).astype(np.uint8)
    effect = np.array([0.0, W["birth day equal"], W["birth near"], W["birth differs"]], dtype=np.float32)[
        birth
    ]
    return birth, np.where((birth == BIRTH_NEAR) & meets, np.float32(0.0), effect)


def _year_begins(days: NDArray[np.int32]) -> NDArray[np.int64]:
    """The first day of each day's year; 0 where there is no day."""
    return np.array([date(date.fromordinal(d).year, 1, 1).toordinal() if d else 0 for d in days.tolist()])


def _near_days(
    own_since: NDArray[np.int32],
    own_until: NDArray[np.int32],
    since: NDArray[np.int32],
    until: NDArray[np.int32],
    year: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """The slips of clerks: another day of the year, or the same day one year on."""
    same_year = (since >= year) & (since < year + 366) & (until <= year + 367)
    gap = np.abs(since - own_since)
    year_on = (gap >= 365) & (gap <= 366)
    slip: NDArray[np.bool_] = same_year | year_on | (np.abs(until - own_until) <= 2)
    return slip


def record_scores(names: NDArray[np.float32], found: FactScores, kind: str) -> NDArray[np.float32]:
    """The score of each record from its name's score and its facts; a namesake born on another day stays in review."""
    score = names + found.birth_effect + found.gender_effect + found.country_effect
    score = np.where(names < REVIEW, np.minimum(score, names), score)
    if kind == "person":
        namesake = (names >= MATCH) & (found.birth == BIRTH_DIFFERS)
        score = np.where(namesake, np.clip(score, REVIEW, MATCH - 0.05), score)
    if kind == "vessel":
        most = np.array([1.0, 1.0, W["one word for a ship"], W["IMO differs"]])[found.imo]
        score = np.where(found.imo == IMO_EQUAL, W["identifier equal"], np.minimum(score, most))
    return score.clip(0.0, 1.0).astype(np.float32)
