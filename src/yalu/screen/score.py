"""How alike are two names, whatever they name? Arrays in, arrays out: no loop over pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.screen.folds import spelling_fold
from yalu.screen.organisations import firm_effects, firm_score
from yalu.screen.persons import PERSON_WAYS, person_scores
from yalu.screen.vessels import ship_effects, ship_score

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.query import Pairs
    from yalu.screen.read import Tables

__all__ = ["NameScores", "score_pairs"]

_TOLD = {"korean": 0.02, "mandarin": 0.02, "characters": 0.04}
_MOST_AT_ONCE = 20_000  # bounds the memory of a comparison with every name


class NameScores(NamedTuple):
    """Scores of pairs. `way` is the place in `PERSON_WAYS` of the comparison that decided; 0 for firms and ships."""

    score: NDArray[np.float32]
    way: NDArray[np.uint8]


def score_pairs(pairs: Pairs, table: Tables) -> NameScores:
    """The score of each pair."""
    chunks = [
        _scores(pairs.some(np.arange(start, min(start + _MOST_AT_ONCE, len(pairs.q)))), table)
        for start in range(0, len(pairs.q), _MOST_AT_ONCE)
    ]
    return NameScores(*(np.concatenate([chunk[k] for chunk in chunks]) for k in range(2)))


def _scores(pairs: Pairs, table: Tables) -> NameScores:
    kind = pairs.asked.rows[0].kind
    if kind == "person":
        found = person_scores(pairs, table)
        every = np.stack([found[name] for name in PERSON_WAYS if name in found])
        places = np.array([place for place, name in enumerate(PERSON_WAYS) if name in found], dtype=np.uint8)
        # Syllables and characters tell more than letters: they are given as the reason where they say the same.
        told = every + np.array([[_TOLD.get(PERSON_WAYS[place], 0.0)] for place in places])
        return NameScores(every.max(axis=0), places[told.argmax(axis=0)])
    score = _firm_scores(pairs) if kind == "organisation" else ship_score(ship_effects(pairs))
    return NameScores(score, np.zeros(len(score), dtype=np.uint8))


def _firm_scores(pairs: Pairs) -> NDArray[np.float32]:
    """The scores as firms. A person's name whose bearer may be a firm meets firms of the same letters alone.

    Another such name on the list it does not meet: there the comparison of persons decides.
    """
    score = firm_score(firm_effects(pairs))
    personal = pairs.asked.told(lambda row: row.personal, np.bool_)[pairs.q]
    score[personal & pairs.part.row_personal[pairs.r]] = 0.0
    near = np.flatnonzero(personal & (score > 0.0))
    own = [spelling_fold(pairs.asked.rows[q].joined) for q in pairs.q[near].tolist()]
    others = map(spelling_fold, pairs.part.row_joined.some(pairs.r[near]))
    other = np.array([a != b for a, b in zip(own, others, strict=True)], dtype=np.bool_)
    score[near[other]] = 0.0
    return score
