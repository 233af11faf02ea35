"""How alike are one person's name and many? By words, by joined letters, by Korean and Mandarin syllables, by characters.

Shapes: n candidate spellings; every array has n entries. The best comparison is the score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from yalu.screen.index import is_east, spans
from yalu.screen.pairing import Pairing, pair_words
from yalu.screen.weights import W

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.index import Part
    from yalu.screen.query import Query
    from yalu.screen.read import Tables

__all__ = ["PERSON_WAYS", "person_scores"]

PERSON_WAYS = ("korean", "mandarin", "characters", "words", "joined")


def _by_words(pairing: Pairing, *, cut: bool) -> NDArray[np.float32]:
    """The score of a person by words: what was met, less what was left over."""
    left_q = pairing.left_query
    told = np.where(cut & (left_q < 0.5), 0.2, 1.0)  # what a short field cut off is no difference
    left_r, extra_r = pairing.left_row * told, pairing.extra_row * told
    score = pairing.similarity + np.minimum(pairing.weak - 1, 3).clip(min=0) * W["second weak word"]
    both = np.minimum(left_q, left_r) >= 0.55
    left = left_q + left_r
    share = pairing.weight / np.maximum(pairing.weight + left / 2, 1e-6)
    one_side = (
        score
        + left * W["word left over"]
        + (pairing.extra_query + extra_r - 2).clip(min=0) * W["third word left over"]
    )
    one_side += np.where((pairing.weak > 0) & (left > 0.9), W["weak word beside one left over"], 0.0)
    one_side = np.where((pairing.full <= 1) & (left > 0.5), score * W["one shared word alone"], one_side)
    apart = np.minimum(score, W["contradiction"]) * (0.35 + 0.65 * share)
    return (
        np.where(pairing.weight > 0, np.where(both, apart, one_side), 0.0).clip(0.0, 1.0).astype(np.float32)
    )


def _joined(query: Query, part: Part, rows: NDArray[np.int32]) -> NDArray[np.float32]:
    """Names whose letters are the same with the blanks in other places, the family name last, or all backwards."""
    own = query.row.joined
    size = len(own)
    score = np.zeros(len(rows), dtype=np.float32)
    near = np.flatnonzero(np.abs(part.row_length[rows].astype(np.int16) - min(size, 255)) <= 2)
    if not len(near):
        return score
    turned = "".join((*query.row.tokens[1:], query.row.tokens[0]))
    back = "".join((query.row.tokens[-1], *query.row.tokens[:-1]))
    forms = [own, turned, back, own[::-1], turned[::-1], back[::-1]]
    others = [part.row_joined[r] for r in rows[near].tolist()]
    edits = cdist(forms, others, scorer=OSA.distance, dtype=np.uint8, score_cutoff=2)
    straight, backwards = edits[:3].min(axis=0), edits[3:].min(axis=0)
    table = np.array(
        [
            W["joined"],
            W["joined, one edit"] if size >= 8 else 0.0,
            W["joined, two edits"] if size >= 13 else 0.0,
            0.0,
        ]
    )
    value = table[np.minimum(straight, 3)]
    same_count = part.row_count[rows[near]] == len(query.row.tokens)
    value = np.where(same_count & (straight > 0), 0.0, value)  # slips inside words are for the words to weigh
    turned_round = np.array([W["backwards"], *([W["backwards, with slips"]] * 2), 0.0])[
        np.minimum(backwards, 3)
    ]
    if size >= 10:
        value = np.maximum(value, turned_round)
    score[near] = value
    return score


def _syllables(
    readings: list[tuple[tuple[int, ...], int, float, bool]],
    rows: NDArray[np.int32],
    at: NDArray[np.int32],
    columns: tuple[NDArray[np.int16], NDArray[np.uint8], NDArray[np.float32]],
    nearness: list[NDArray[np.float32]],
) -> NDArray[np.float32]:
    """The best of every reading of the query against every reading of each row: 0.55 of the worst syllable, 0.45 of the mean."""
    best = np.zeros(len(rows), dtype=np.float32)
    position, source = spans(at[rows].astype(np.int64), at[rows + 1].astype(np.int64))
    if not len(position):
        return best
    theirs, shapes, weights = columns[0][position], columns[1][position], columns[2][position]
    for (own, family, own_weight, mandarin), table in zip(readings, nearness, strict=True):
        want = len(own) * 8 + family
        fits = (shapes == want) if mandarin else ((shapes & 127) == want)
        chosen = np.flatnonzero(fits)
        if len(chosen):
            values = table[np.arange(len(own)), theirs[chosen, : len(own)]]
            score = (0.55 * values.min(axis=1) + 0.45 * values.mean(axis=1)) * own_weight * weights[chosen]
            np.maximum.at(best, source[chosen], score)
    return best


def person_scores(
    query: Query, part: Part, rows: NDArray[np.int32], table: Tables
) -> dict[str, NDArray[np.float32]]:
    """The score of each comparison; each way of `PERSON_WAYS` that applies."""
    row = query.row
    pairing = pair_words(query, part, rows)
    found = {"words": _word_scores(query, part, rows, pairing), "joined": _joined(query, part, rows)}
    apart = _both_east(query, part, rows, pairing)
    if apart.any():
        found = {
            way: np.where(apart, np.minimum(s, W["two East Asian names"]), s) for way, s in found.items()
        }
    if row.korean:
        found["korean"] = _korean(query, part, rows, table)
    if row.pinyin:
        near = [np.stack([table.mandarin.row(u) for u in r.units]) for r in row.pinyin]
        readings = [(r.units, r.family, r.weight, False) for r in row.pinyin]
        columns = part.pinyin_units, part.pinyin_shape, part.pinyin_weight
        found["mandarin"] = _syllables(readings, rows, part.pinyin_at, columns, near)
    if row.han:
        theirs = part.row_han[rows]
        same = theirs == crc32(row.han.encode())
        cap = np.where((theirs > 0) & ~same, W["other characters of one sound"], 1.0)
        found = {way: np.minimum(s, cap) for way, s in found.items()}
        found["characters"] = np.where(same, W["same characters"], 0.0)
    return {way: s.astype(np.float32) for way, s in found.items()}


def _word_scores(query: Query, part: Part, rows: NDArray[np.int32], pairing: Pairing) -> NDArray[np.float32]:
    words = _by_words(pairing, cut=query.row.cut)
    reach, east = part.row_east[rows], is_east(query.row)
    single = (pairing.full <= 1) & (pairing.sure == 0) & (len(query.row.tokens) > 1)
    words = np.where(single, np.minimum(words, W["one weak word alone"]), words)
    if east:
        words = words + np.where(reach == 0, pairing.weak * W["only one side East Asian"], 0.0)
    left = (pairing.extra_query + pairing.extra_row > 0) & ((reach == 2) | east)
    score: NDArray[np.float32] = (words + np.where(left, W["East Asian syllable left over"], 0.0)).clip(0.0)
    return score


def _both_east(query: Query, part: Part, rows: NDArray[np.int32], pairing: Pairing) -> NDArray[np.bool_]:
    """Rows that, like the query, read as Korean or Chinese: there syllables decide, not letters, unless all letters agree.

    Where the one is only made of syllables (a slip in the family name, a given name alone), one slip may stand.
    """
    reach, east = part.row_east[rows], is_east(query.row)
    half = (reach == 1) if east else (reach == 2) & bool(query.words.east.all())
    both: NDArray[np.bool_] = half & ((pairing.extra_query + pairing.extra_row > 0) | (pairing.weak > 1))
    if east:
        both |= reach == 2
    both &= part.row_joined_sum[rows] != crc32(query.row.joined.encode())
    if any(r.exact for r in query.row.korean):  # the syllables of both are known
        both |= part.row_sure[rows] >= 1
    return both


def _korean(query: Query, part: Part, rows: NDArray[np.int32], table: Tables) -> NDArray[np.float32]:
    row = query.row
    near = [np.stack([table.korean.row(u) for u in r.units]) for r in row.korean]
    readings = [(r.units, r.family, r.weight, r.mandarin or bool(row.han)) for r in row.korean]
    columns = part.korean_units, part.korean_shape, part.korean_weight
    score = _syllables(readings, rows, part.korean_at, columns, near)
    if any(r.exact for r in row.korean):
        score = np.minimum(score, _known_apart(part, rows, score))
    return score


def _known_apart(part: Part, rows: NDArray[np.int32], score: NDArray[np.float32]) -> NDArray[np.float32]:
    """The most that a loose spelling may score where the subject's syllables are known from another, far from those asked for.

    A list's own slip of one mark (To' for To) leaves the known spelling near, and the loose one free.
    """
    sure = part.row_sure[rows]
    distinct, at = np.unique(part.name_subject[part.row_name[rows]], return_inverse=True)
    known = np.zeros(len(distinct), dtype=np.float32)
    np.maximum.at(known, at, np.where(sure == 2, score, 0.0))
    apart = (sure == 1) & (known[at] < W["syllables known near"])
    return np.where(apart, W["syllables known apart"], 1.0).astype(np.float32)
