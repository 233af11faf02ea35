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

MOST_BIRTHS = 4
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
    query: Party, facts: Facts, subjects: NDArray[np.int32], *, one_word: bool = False
) -> FactScores:
    """The facts of the query against those of some subjects.

    Args:
        one_word: the ship's name is one word, such as many ships bear: without its IMO number it is no match.
    """
    n = len(subjects)
    birth = np.zeros(n, dtype=np.uint8)
    if query.births:
        since, until = facts.since[subjects], facts.until[subjects]
        known = until > 0
        states = np.full(n, BIRTH_DIFFERS, dtype=np.uint8)
        for own_since, own_until in query.births:
            meets = known & (since < own_until) & (until > own_since)
            sharp = meets & (until - since == 1) & (own_until - own_since == 1)
            near = known & _near_days(own_since, own_until, since, until)
            states[(meets | near).any(axis=1) & (states > BIRTH_NEAR)] = BIRTH_NEAR
            states[sharp.any(axis=1)] = BIRTH_EQUAL
        birth = np.where(known.any(axis=1), states, _UNKNOWN).astype(np.uint8)
    effect = np.array([0.0, W["birth day equal"], W["birth near"], W["birth differs"]], dtype=np.float32)[
        birth
    ]
    if query.births:  # an interval that holds the day neither adds nor takes
        meets_any = np.zeros(n, dtype=np.bool_)
        for own_since, own_until in query.births:
            meets_any |= ((facts.since[subjects] < own_until) & (facts.until[subjects] > own_since)).any(
                axis=1
            )
        effect = np.where((birth == BIRTH_NEAR) & meets_any, 0.0, effect).astype(np.float32)
    own = ("", "male", "female").index(query.gender)
    genders = facts.gender[subjects]
    gender = np.where((genders > 0) & (own > 0) & (genders != own), W["gender differs"], 0.0).astype(
        np.float32
    )
    bits = np.uint64(country_bits(query.countries))
    theirs = facts.countries[subjects]
    apart = (theirs > 0) & (bits > 0) & ((theirs & bits) == 0)
    country = np.where(apart, W["country of record differs"], 0.0).astype(np.float32)
    number = imo_of(query)
    theirs_imo = facts.imo[subjects]
    imo = np.zeros(n, dtype=np.uint8)
    if number:
        imo[theirs_imo > 0] = IMO_DIFFERS
        imo[theirs_imo == number] = IMO_EQUAL
    elif one_word:
        imo[theirs_imo > 0] = IMO_NOT_GIVEN
    return FactScores(birth, effect, gender, country, imo)


def _near_days(
    own_since: int, own_until: int, since: NDArray[np.int32], until: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """The slips of clerks: another day of the year, or the same day one year on."""
    own, theirs = date.fromordinal(own_since), since
    year_since = date(own.year, 1, 1).toordinal()
    same_year = (theirs >= year_since) & (theirs < year_since + 366) & (until <= year_since + 367)
    gap = np.abs(theirs - own_since)
    year_on = (gap >= 365) & (gap <= 366)
    return same_year | year_on | (np.abs(until - own_until) <= 2)


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
