"""How alike are one ship's name and many? Letters joined, numbers apart.

Shapes: n candidate spellings; every array has n entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from yalu.screen.analyse import core_fold
from yalu.screen.pairing import difference, mask_counts
from yalu.screen.text import look_alike
from yalu.screen.weights import W

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.index import Part
    from yalu.screen.query import Query

__all__ = ["ship_effects", "ship_score"]


def ship_effects(query: Query, part: Part, rows: NDArray[np.int32]) -> dict[str, NDArray[np.float64]]:
    """What each feature adds: `letters` is a score, `ship number` a difference."""
    row, ids = query.row, rows.tolist()
    others = [part.row_joined[r] for r in ids]
    own = look_alike(row.joined)
    edits = cdist([row.joined], others, scorer=OSA.distance, dtype=np.uint8, score_cutoff=2)[0]
    near = np.abs(part.row_length[rows].astype(np.int16) - len(row.joined)) <= 2
    looks = np.array(
        [n and look_alike(other) == own for n, other in zip(near.tolist(), others, strict=True)],
        dtype=np.bool_,
    )
    east = bool(query.words.east.all())
    long = len(row.joined) >= 8
    # Two names of good syllables that differ in one letter are two ships; a letter that makes no syllable is a slip.
    slip = W["ship slip of a letter"] if long else W["short ship slip of a letter"]
    one = np.where((part.row_east[rows] >= 1) != east, slip, W["ship differs in one letter"])
    letters = np.select(
        [edits == 0, looks, edits == 1, edits == 2],
        [1.0, W["ship look-alike"], one, W["ship differs in two letters"]],
        0.0,
    )
    if east:
        folds = np.array([part.row_folded[r] for r in ids], dtype=object) == core_fold(row.joined)
        letters = np.where(
            folds & (part.row_east[rows] >= 1), np.maximum(letters, W["one Korean ship name"]), letters
        )
    return {
        "letters": letters,
        "ship number": difference(
            mask_counts(query, part, rows)[3], "ship number differs", "ship number missing"
        ),
    }


def ship_score(effects: dict[str, NDArray[np.float64]]) -> NDArray[np.float32]:
    """The score that the effects add up to."""
    return (effects["letters"] + effects["ship number"]).clip(0.0, 1.0).astype(np.float32)
