"""Which word of one name is which word of the other?

Shapes: n candidate spellings, q words of the query, m words of a candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.screen.weights import W

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.index import Part
    from yalu.screen.query import Query

__all__ = ["Pairing", "difference", "mask_counts", "pair_words"]


class Pairing(NamedTuple):
    """The best one-to-one pairing of words, for each of n rows."""

    similarity: NDArray[np.float32]
    weight: NDArray[np.float32]
    weak: NDArray[np.float32]
    full: NDArray[np.float32]
    sure: NDArray[np.float32]
    left_query: NDArray[np.float32]
    left_row: NDArray[np.float32]
    extra_query: NDArray[np.float32]
    extra_row: NDArray[np.float32]


def pair_words(query: Query, part: Part, rows: NDArray[np.int32]) -> Pairing:
    """The best word for each word, greedily from the best pair on, for each of some rows."""
    n, q = len(rows), len(query.words.text)
    width = int(part.row_count[rows].max(initial=1))
    ids = part.row_words[rows, :width]
    at = np.searchsorted(
        query.ids, ids
    )  # the words met are few and sorted; a word not among them takes the empty column
    at[at == len(query.ids)] = 0
    known = (query.ids[at] == ids) if len(query.ids) else np.zeros(ids.shape, dtype=np.bool_)
    near = np.concatenate([query.near, np.zeros((q, 1), dtype=np.float32)], axis=1)
    met = near.T[np.where(known, at, len(query.ids))].transpose(0, 2, 1).copy()  # n, q, m
    weights = part.row_weights[rows, :width]
    _initials(met, query, part, ids, weights)
    if query.row.cut:
        _cut_word(met, query, part, ids)
    flat = met.reshape(n, q * width)
    used_query = np.zeros((n, q), dtype=np.bool_)
    used_row = np.zeros((n, width), dtype=np.bool_)
    everyone = np.arange(n)
    total, weight, weak, full, sure = (np.zeros(n, dtype=np.float32) for _ in range(5))
    for _ in range(min(q, width)):
        top = flat.argmax(axis=1)
        value = flat[everyone, top]
        found = value > 0
        if not found.any():
            break
        i, j = top // width, top % width
        own = np.where(found, (query.weights[i] + weights[everyone, j]) / 2, 0.0)
        total += value * own
        weight += own
        weak += found & (value < 0.895) & (own > 0.5)
        full += found & (own > 0.9)
        sure += found & (own > 0.9) & (value >= 0.99)
        used_query[everyone[found], i[found]] = True
        used_row[everyone[found], j[found]] = True
        met[everyone[found], i[found], :] = 0.0
        met[everyone[found], :, j[found]] = 0.0
    left_query = np.where(used_query, 0.0, query.weights[None, :])
    left_row = np.where(used_row, 0.0, weights)
    return Pairing(
        np.divide(total, weight, out=np.zeros_like(total), where=weight > 0), weight, weak, full, sure,
        left_query.sum(axis=1), left_row.sum(axis=1), (left_query > 0.9).sum(axis=1), (left_row > 0.9).sum(axis=1),
    )  # fmt: skip


def _initials(
    met: NDArray[np.float32], query: Query, part: Part, ids: NDArray[np.int32], weights: NDArray[np.float32]
) -> None:
    length = part.words.length[ids]
    singles = bool(((length == 1) & (weights < 0.9)).any())
    if not singles and not (query.words.length == 1).any():
        return
    first = part.words.first[ids]
    for i in range(len(query.words.text)):
        if query.words.length[i] != 1 and not singles:
            continue
        same = first == query.words.first[i]
        mine = query.words.length[i] == 1 and query.weights[i] < 0.9
        single = same & (length > 0) & (mine ^ ((length == 1) & (weights < 0.9)))
        np.maximum(met[:, i, :], np.where(single, W["initial"], 0.0), out=met[:, i, :])


def _cut_word(met: NDArray[np.float32], query: Query, part: Part, ids: NDArray[np.int32]) -> None:
    last = query.words.text[-1]
    distinct, back = np.unique(ids, return_inverse=True)
    begins = np.array([part.words.text[i].startswith(last) for i in distinct.tolist()], dtype=np.float32)
    np.maximum(met[:, -1, :], W["cut word"] * begins[back].reshape(ids.shape), out=met[:, -1, :])


def mask_counts(
    query: Query, part: Part, rows: NDArray[np.int32]
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """For each mask, how many words the query has alone and how many the row has alone."""
    theirs = part.row_masks[rows]
    found = []
    for k, mask in enumerate(query.row.masks):
        own = np.uint64(mask)
        found.append(
            (
                np.bitwise_count(own & ~theirs[:, k]).astype(np.int64),
                np.bitwise_count(theirs[:, k] & ~own).astype(np.int64),
            )
        )
    return found


def difference(
    counts: tuple[NDArray[np.int64], NDArray[np.int64]], differs: str, missing: str
) -> NDArray[np.float64]:
    """What a difference takes: more where both sides say something else, less where only one says anything."""
    mine, theirs = counts
    one_side = np.minimum(np.maximum(mine, theirs), 3) * W[missing]
    return np.where((mine > 0) & (theirs > 0), W[differs], one_side)
