"""How alike are one firm's name and many? The core of the name, then what it does, where it is and which one it is.

Shapes: n candidate spellings; every array has n entries. The score is the core's plus what each difference takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from yalu.screen.analyse import core_fold
from yalu.screen.index import key
from yalu.screen.pairing import Pairing, difference, mask_counts, pair_words
from yalu.screen.text import sound
from yalu.screen.weights import W

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.index import Part
    from yalu.screen.query import Query

__all__ = ["firm_effects", "firm_score"]

_SURE = 0.895  # below it a word differs by more than one letter in six: another word


def firm_effects(query: Query, part: Part, rows: NDArray[np.int32]) -> dict[str, NDArray[np.float64]]:
    """What each feature adds: `core` and `acronym` are scores, `ceiling` bounds the sum, the rest are differences."""
    row = query.row
    pairing = pair_words(
        query._replace(near=np.where(query.near >= _SURE, query.near, 0.0).astype(np.float32)), part, rows
    )
    coreless = part.row_coreless[rows] & row.coreless
    lone = (part.row_count[rows] == 1) & (len(row.tokens) == 1)
    core = _core(query, part, rows, pairing, coreless)
    kinds, units, countries, numbers, legal = mask_counts(query, part, rows)
    shared = [
        np.bitwise_count(part.row_masks[rows, k] & np.uint64(row.masks[k])).astype(np.int64) for k in range(3)
    ]
    letters = np.minimum(part.row_letters[rows], row.letters) + 4.0 * np.minimum(
        shared[0] + shared[1] + shared[2], 2
    )
    missing = kinds[0] + kinds[1] + countries[0] + countries[1]
    inexact = (core < 0.99) & ~coreless & lone
    short = (letters < 5.5) & (missing + legal[0] + legal[1] > 0)
    nameless = coreless & (np.minimum(part.row_letters[rows], row.letters) < 8)
    return {
        "core": core,
        "trade": _trade(kinds, letters, lone & (shared[0] == 0)),
        "office": difference(units, "office differs", "office missing"),
        "country": difference(countries, "country differs", "country missing")
        + np.where(coreless & (countries[0] + countries[1] > 0), W["no core, country missing"], 0.0),
        "number": difference(numbers, "number differs", "number missing"),
        "legal form": difference(legal, "legal form differs", "legal form differs"),
        "doubt": np.where(inexact & (missing > 0), W["core differs and more is missing"], 0.0),
        "ceiling": np.where(short | nameless, W["very short core, other form"], 1.0),
        "acronym": _acronym(query, part, rows),
    }


def firm_score(effects: dict[str, NDArray[np.float64]]) -> NDArray[np.float32]:
    """The score that the effects add up to."""
    parts = ("core", "trade", "office", "country", "number", "legal form", "doubt")
    total = np.minimum(sum((effects[name] for name in parts), start=np.zeros(1)), effects["ceiling"])
    return np.maximum(total, effects["acronym"]).clip(0.0, 1.0).astype(np.float32)


def _core(
    query: Query, part: Part, rows: NDArray[np.int32], pairing: Pairing, coreless: NDArray[np.bool_]
) -> NDArray[np.float64]:
    extra = pairing.extra_query + pairing.extra_row
    core = pairing.similarity + extra * W["core word left over"]
    alone = (pairing.full <= 1) & (extra > 0)
    core = np.where(alone, core + W["only core word, other left over"] - W["core word left over"], core)
    both = (pairing.extra_query > 0) & (pairing.extra_row > 0)
    core = np.where(
        both, np.minimum(core, W["contradiction"]) + extra * W["core word against core word"], core
    )
    core = np.where(pairing.weight > 0, core + (pairing.weak - 1).clip(min=0) * W["second weak word"], 0.0)
    lone = (len(query.row.tokens) == 1) & (part.row_count[rows] == 1)
    core = np.where(lone & (pairing.similarity < 1.0), 0.0, core)  # one word each: by its letters, below
    core = np.maximum(core, np.maximum(_joined_core(query, part, rows), _whole(query, part, rows)))
    score: NDArray[np.float64] = np.where(coreless, core + extra * W["core word left over"], core)
    return score


def _trade(
    kinds: tuple[NDArray[np.int64], NDArray[np.int64]], letters: NDArray[np.float64], alone: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """What the firms do: a long or rare core carries a missing word of trade better than a short one."""
    mine, theirs = kinds
    first = np.select(
        [letters >= 8, letters >= 5.5],
        [W["trade missing"], W["short core, trade missing"]],
        W["very short core, trade missing"],
    )
    one_side = np.where(mine + theirs > 0, first + (mine + theirs - 1).clip(0, 2) * W["trade missing"], 0.0)
    differs = np.where(alone, W["trade differs, one core word"], W["trade differs"])
    return np.where(
        (mine > 0) & (theirs > 0), differs, one_side * np.where(alone, W["times, one core word"], 1.0)
    )


def _acronym(query: Query, part: Part, rows: NDArray[np.int32]) -> NDArray[np.float64]:
    meets = np.zeros(len(rows), dtype=np.bool_)
    if query.row.bare:
        meets |= part.row_acronym[rows] == key("C", query.row.joined)
    if query.row.acronym:
        meets |= part.row_bare[rows] == key("C", query.row.acronym)
    return np.where(meets, W["acronym"], 0.0)


def _whole(query: Query, part: Part, rows: NDArray[np.int32]) -> NDArray[np.float64]:
    """Where one firm has a name of its own and the other only trade words (AIRKORYO, Air Koryo): all letters together."""
    row = query.row
    one_sided = np.flatnonzero(part.row_coreless[rows] != row.coreless)
    score = np.zeros(len(rows))
    if len(one_sided):
        others = [part.row_whole[r] for r in rows[one_sided].tolist()]
        edits = cdist([row.whole], others, scorer=OSA.distance, dtype=np.uint8, score_cutoff=2)[0]
        near = W["whole name within two letters"] if len(row.whole) >= 16 else 0.0
        score[one_sided] = np.array([W["whole name joined"], near, near, 0.0])[np.minimum(edits, 3)]
    return score


def _joined_core(query: Query, part: Part, rows: NDArray[np.int32]) -> NDArray[np.float64]:
    """Cores as joined letters: the same, one letter apart, or of one sound; Korean spellings fold where both read as Korean."""
    row, size = query.row, len(query.row.joined)
    score = np.zeros(len(rows))
    near = np.flatnonzero(np.abs(part.row_length[rows].astype(np.int16) - min(size, 255)) <= 3)
    if not len(near):
        return score
    ids = rows[near].tolist()
    others = [part.row_joined[r] for r in ids]
    long = size >= 8
    one = (
        W["core differs in one letter, 8 letters or more"] if long else W["core differs in one letter, fewer"]
    )
    two = W["core differs in two letters, 14 letters or more"] if size >= 14 else 0.0
    edits = cdist([row.joined], others, scorer=OSA.distance, dtype=np.uint8, score_cutoff=2)[0]
    value = np.array([1.0, one, two, 0.0])[np.minimum(edits, 3)]
    if size >= 5:
        heard = sound(row.joined)
        alike = np.array([sound(other) == heard for other in others], dtype=np.bool_)
        value = np.where(
            alike, np.maximum(value, W["core of one sound"] if long else W["short core of one sound"]), value
        )
    folded = core_fold(row.joined)
    if len(folded) >= 5 and bool(query.words.east.all()):
        folds = [part.row_folded[r] for r in ids]
        sounds = cdist([folded], folds, scorer=OSA.distance, dtype=np.uint8, score_cutoff=1)[0]
        values = np.array([W["one Korean core"], one - 0.05 if long else 0.0, 0.0])[np.minimum(sounds, 2)]
        value = np.where(part.row_east[rows[near]] >= 1, np.maximum(value, values), value)
    score[near] = value
    return score
