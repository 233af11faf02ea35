"""Which word of one name is which word of the other?

Shapes: n pairs of a spelling asked for and a row of the list; q words of the one, m words of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.screen.index import FULL_WORD
from yalu.screen.weights import W

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.query import Pairs

__all__ = ["Pairing", "difference", "mask_counts", "pair_words"]


class Pairing(NamedTuple):
    """The best one-to-one pairing of words, for each of n pairs of names."""

    similarity: NDArray[np.float32]
    weight: NDArray[np.float32]
    weak: NDArray[np.float32]
    full: NDArray[np.float32]
    sure: NDArray[np.float32]
    left_query: NDArray[np.float32]
    left_row: NDArray[np.float32]
    extra_query: NDArray[np.float32]
    extra_row: NDArray[np.float32]


def pair_words(pairs: Pairs, least: float = 0.0) -> Pairing:
    """The best word for each word, greedily from the best two on, for each pair.

    Args:
        least: words less alike than this are not paired.
    """
    asked, part, rows = pairs.asked, pairs.part, pairs.r
    n, q = len(rows), asked.place.shape[1]
    width = int(part.row_count[rows].max(initial=1))
    ids, place = part.row_words[rows, :width], asked.place[pairs.q]
    near = np.where(asked.near >= least, asked.near, np.float32(0.0)) if least else asked.near
    met = near[place[:, :, None], asked.column[ids][:, None, :]]  # n, q, m
    own_weights, weights = asked.weights[pairs.q], part.row_weights[rows, :width]
    _initials(met, pairs, place, ids, weights)
    flat = met.reshape(n, q * width)
    used_query = np.zeros((n, q), dtype=np.bool_)
    used_row = np.zeros((n, width), dtype=np.bool_)
    total, weight, weak, full, sure = (np.zeros(n, dtype=np.float32) for _ in range(5))
    going = np.arange(n)
    for _ in range(min(q, width)):
        top = flat[going].argmax(axis=1)
        value = flat[going, top]
        going, top, value = going[value > 0], top[value > 0], value[value > 0]
        if not len(going):
            break
        i, j = np.divmod(top, width)
        own = (own_weights[going, i] + weights[going, j]) / 2
        total[going] += value * own
        weight[going] += own
        weak[going] += (value < _SURE) & (own > 0.5)
        full[going] += own > FULL_WORD
        sure[going] += (own > FULL_WORD) & (value >= 0.99)
        used_query[going, i] = True
        used_row[going, j] = True
        met[going, i, :] = 0.0
        met[going, :, j] = 0.0
    left_query = np.where(used_query, 0.0, own_weights)
    left_row = np.where(used_row, 0.0, weights)
    return Pairing(
        np.divide(total, weight, out=np.zeros_like(total), where=weight > 0), weight, weak, full, sure,
        left_query.sum(axis=1), left_row.sum(axis=1),
        (left_query > FULL_WORD).sum(axis=1), (left_row > FULL_WORD).sum(axis=1),
    )  # fmt: skip


_SURE = 0.895  # below it a word differs by more than one letter in six


def _initials(
    met: NDArray[np.float32],
    pairs: Pairs,
    place: NDArray[np.int32],
    ids: NDArray[np.int32],
    weights: NDArray[np.float32],
) -> None:
    """Lets an initial meet a word that begins with it."""
    asked, words = pairs.asked, pairs.part.words
    mine = (asked.words.length[place] == 1) & (asked.weights[pairs.q] < FULL_WORD)
    theirs = (words.length[ids] == 1) & (weights < FULL_WORD)
    some = np.flatnonzero(mine.any(axis=1) | theirs.any(axis=1))
    if not len(some):
        return
    mine, theirs, ids = mine[some, :, None], theirs[some, None, :], ids[some]
    same = asked.words.first[place[some]][:, :, None] == words.first[ids][:, None, :]
    single = same & (words.length[ids] > 0)[:, None, :] & (mine ^ theirs)
    met[some] = np.maximum(met[some], np.where(single, np.float32(W["initial"]), np.float32(0.0)))


def mask_counts(pairs: Pairs) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """For each mask, how many words the spelling asked for has alone and how many the row has alone."""
    own = pairs.asked.told(lambda row: row.masks, np.uint64)[pairs.q]
    theirs = pairs.part.row_masks[pairs.r]
    mine, others = (np.bitwise_count(bits).astype(np.int64) for bits in (own & ~theirs, theirs & ~own))
    return [(mine[:, k], others[:, k]) for k in range(own.shape[1])]


def difference(
    counts: tuple[NDArray[np.int64], NDArray[np.int64]], differs: str, missing: str
) -> NDArray[np.float64]:
    """What a difference takes: more where both sides say something else, less where only one says anything."""
    mine, theirs = counts
    one_side = np.minimum(np.maximum(mine, theirs), 3) * W[missing]
    return np.where((mine > 0) & (theirs > 0), W[differs], one_side)
