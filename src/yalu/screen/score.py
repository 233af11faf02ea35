"""How alike are one name and many, whatever they name? Arrays in, arrays out: no loop over pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.screen.organisations import firm_effects, firm_score
from yalu.screen.persons import PERSON_WAYS, person_scores
from yalu.screen.vessels import ship_effects, ship_score

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.index import Part
    from yalu.screen.query import Query
    from yalu.screen.read import Tables

__all__ = ["NameScores", "score_rows"]

_TOLD = {"korean": 0.02, "mandarin": 0.02, "characters": 0.04}


class NameScores(NamedTuple):
    """Scores of candidate rows. `way` is the place in `PERSON_WAYS` of the comparison that decided; 0 for firms and ships."""

    rows: NDArray[np.int32]
    score: NDArray[np.float32]
    way: NDArray[np.uint8]


def score_rows(query: Query, part: Part, rows: NDArray[np.int32], table: Tables) -> NameScores:
    """The score of the query against each of some rows."""
    way = np.zeros(len(rows), dtype=np.uint8)
    if query.row.kind == "person":
        found = person_scores(query, part, rows, table)
        every = np.stack([found[name] for name in PERSON_WAYS if name in found])
        places = np.array([place for place, name in enumerate(PERSON_WAYS) if name in found], dtype=np.uint8)
        # Syllables and characters tell more than letters: they are given as the reason where they say the same.
        told = every + np.array([[_TOLD.get(PERSON_WAYS[place], 0.0)] for place in places])
        return NameScores(rows, every.max(axis=0), places[told.argmax(axis=0)])
    if query.row.kind == "organisation":
        return NameScores(rows, firm_score(firm_effects(query, part, rows)), way)
    return NameScores(rows, ship_score(ship_effects(query, part, rows)), way)
