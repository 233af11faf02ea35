"""Which words of the list are near the words asked for, and which names hold enough of them?

Shapes: q words of the query against u words of the list: `near` is q by u.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.screen.index import Words, key, row_keys, spans, word_keys, word_similarity
from yalu.screen.weights import W

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.analyse import Row
    from yalu.screen.index import Part, WordReader
    from yalu.screen.read import Tables

__all__ = ["Query", "candidates", "query_of"]


class Query(NamedTuple):
    """One analysed spelling of the name asked for, and how near its words are to words of the list."""

    row: Row
    words: Words
    weights: NDArray[np.float32]
    ids: NDArray[np.int32]
    near: NDArray[np.float32]


def query_of(row: Row, part: Part, table: Tables, reader: WordReader, *, every: bool = False) -> Query:
    """The query's words against the words of the list: those that its keys reach, or every one of them."""
    words = Words.of(row.tokens[:12], reader)
    if every:
        ids = np.arange(len(part.words.text) - 1, dtype=np.int32)
    else:
        keys = [k for token in words.text for k in word_keys(token)]
        for token in words.text:
            keys += [key("D", other) for other in table.nicknames.get(token, ()) if row.kind == "person"]
        ids = np.unique(part.by_word.find(np.array(keys, dtype=np.uint32))[0])
    near = word_similarity(words, part.words.take(ids))
    if row.kind == "person":
        _add_short_forms(near, words, part, ids, table)
    near[near < 0.5] = 0.0
    return Query(row, words, np.array(row.weights[:12], dtype=np.float32), ids, near)


def _add_short_forms(
    near: NDArray[np.float32], words: Words, part: Part, ids: NDArray[np.int32], table: Tables
) -> None:
    for i, token in enumerate(words.text):
        others = table.nicknames.get(token)
        if others:
            for j in np.flatnonzero(near[i] < W["short form"]).tolist():
                if part.words.text[ids[j]] in others:
                    near[i, j] = W["short form"]


def candidates(query: Query, part: Part, table: Tables) -> NDArray[np.int32]:
    """The rows that can score: enough of the query's words or of their own are met, or a whole-name key is."""
    row = query.row
    own = part.by_row.find(np.array(sorted(row_keys(row, table)), dtype=np.uint32))[0]
    best = query.near.max(axis=0, initial=0.0)
    hit = np.flatnonzero(best)
    ids = query.ids[hit]
    position, source = spans(
        part.postings_at[ids].astype(np.int64), part.postings_at[ids + 1].astype(np.int64)
    )
    distinct, at = np.unique(part.postings[position], return_inverse=True)
    asked = np.zeros(len(distinct), dtype=np.float32)
    for i in range(len(query.words.text)):
        met = np.zeros(len(distinct), dtype=np.bool_)
        met[at[(query.near[i, hit] > 0)[source]]] = True
        asked += met * query.weights[i]
    covered = np.bincount(at, minlength=len(distinct))
    want = float(query.weights[(query.weights > 0.5) & (query.words.length > 1)].sum())
    if row.kind == "vessel":
        kept = np.abs(part.row_length[distinct].astype(np.int16) - len(row.joined)) <= 2
        return np.union1d(own, distinct[kept]).astype(np.int32)
    missed, left = want - asked, part.row_count[distinct] - covered - float((query.words.length == 1).sum())
    alone = (covered <= 1) & (
        np.maximum(missed, 0) + np.maximum(left, 0) > 0.9
    )  # one word of several is no name
    kept = ((missed < 0.61) | (left < 0.61)) & ~alone
    return np.union1d(own, distinct[kept]).astype(np.int32)
