"""How alike are two ships' names? Letters joined, numbers apart.

Shapes: n pairs of a spelling asked for and a row of the list; every array has n entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from yalu.screen.folds import core_fold
from yalu.screen.pairing import difference, mask_counts
from yalu.screen.text import look_alike
from yalu.screen.weights import W

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.query import Pairs

__all__ = ["ship_effects", "ship_score"]


def ship_effects(pairs: Pairs) -> dict[str, NDArray[np.float64]]:
    """What each feature adds: `letters` is a score, `ship number` a difference."""
    return {
        "letters": _letters(pairs),
        "ship number": difference(mask_counts(pairs)[3], "ship number differs", "ship number missing"),
    }


def _letters(pairs: Pairs) -> NDArray[np.float64]:
    asked, part = pairs.asked, pairs.part
    length = asked.told(lambda row: min(len(row.joined), 255), np.int16)[pairs.q]
    score = np.zeros(len(pairs.q))
    near = np.flatnonzero(np.abs(part.row_length[pairs.r].astype(np.int16) - length) <= 2)
    q, r = pairs.q[near], pairs.r[near]
    own, others = [asked.rows[i].joined for i in q.tolist()], part.row_joined.some(r)
    edits = cpdist(own, others, scorer=OSA.distance, dtype=np.uint8, score_cutoff=2)
    looks = np.array(
        [look_alike(a) == look_alike(b) for a, b in zip(own, others, strict=True)], dtype=np.bool_
    )
    east, reach = asked.all_east()[q], part.row_east[r] >= 1
    # Two names of good syllables that differ in one letter are two ships; a letter that makes no syllable is a slip.
    slip = np.where(length[near] >= 8, W["ship slip of a letter"], W["short ship slip of a letter"])
    one = np.where(reach != east, slip, W["ship differs in one letter"])
    letters = np.select(
        [edits == 0, looks, edits == 1, edits == 2],
        [1.0, W["ship look-alike"], one, W["ship differs in two letters"]],
        0.0,
    )
    korean = np.flatnonzero(reach & east)
    folds = part.row_folded.some(r[korean])
    one_fold = [core_fold(own[i]) == fold for i, fold in zip(korean.tolist(), folds, strict=True)]
    same = korean[np.array(one_fold, dtype=np.bool_)]
    letters[same] = np.maximum(letters[same], W["one Korean ship name"])
    score[near] = letters
    return score


def ship_score(effects: dict[str, NDArray[np.float64]]) -> NDArray[np.float32]:
    """The score that the effects add up to."""
    return (effects["letters"] + effects["ship number"]).clip(0.0, 1.0).astype(np.float32)
