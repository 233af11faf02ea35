"""How alike are two persons' names? By words, by joined letters, by Korean and Mandarin syllables, by characters.

Shapes: n pairs of a spelling asked for and a row of the list; every array has n entries. The best comparison is the score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from yalu.screen.index import is_east, letter_bag, reading_columns, spans
from yalu.screen.pairing import Pairing, pair_words
from yalu.screen.weights import W

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from yalu.screen.query import Pairs
    from yalu.screen.read import Tables

__all__ = ["PERSON_WAYS", "person_scores"]

# By the length of the name: how many slips of a letter it bears; and what they leave of the score.
_SLIPS = np.array([0] * 8 + [1] * 2 + [2])
_JOINED = np.array(
    [
        [W["joined, short"]] * 6 + [W["joined"]] * 8,
        [0.0] * 8 + [W["joined, one edit"]] * 6,
        [0.0] * 13 + [W["joined, two edits"]],
        [0.0] * 14,
    ]
)
_BACKWARDS = np.array([W["backwards"], W["backwards, with slips"], W["backwards, with slips"], 0.0])

PERSON_WAYS = ("korean", "mandarin", "characters", "words", "joined")


def person_scores(pairs: Pairs, table: Tables) -> dict[str, NDArray[np.float32]]:
    """The score of each comparison; each way of `PERSON_WAYS` that applies."""
    asked, part = pairs.asked, pairs.part
    pairing = pair_words(pairs)
    found = {"words": _word_scores(pairs, pairing), "joined": _joined(pairs)}
    apart = _both_east(pairs, pairing)
    if apart.any():
        most = np.where(apart, W["two East Asian names"], 1.0)
        found = {way: np.minimum(s, most) for way, s in found.items()}
    if any(row.korean for row in asked.rows):
        found["korean"] = _korean(pairs, table)
    if any(row.pinyin for row in asked.rows):
        own = [[(r.units, r.family, r.weight, False) for r in row.pinyin] for row in asked.rows]
        columns = part.pinyin_units, part.pinyin_shape, part.pinyin_weight, part.pinyin_at
        never = np.zeros(len(pairs.q), dtype=np.bool_)
        found["mandarin"] = _syllables(pairs, own, columns, table.mandarin.nearness, never)
    if any(row.han for row in asked.rows):
        own_han = asked.told(lambda row: crc32(row.han.encode()) if row.han else 0, np.int64)[pairs.q]
        theirs = part.row_han[pairs.r]
        same = (own_han > 0) & (theirs == own_han)
        other = (own_han > 0) & (theirs > 0) & ~same
        cap = np.where(other, W["other characters of one sound"], 1.0)
        found = {way: np.minimum(s, cap) for way, s in found.items()}
        found["characters"] = np.where(same, W["same characters"], 0.0)
    return {way: s.astype(np.float32) for way, s in found.items()}


# ---- words


def _word_scores(pairs: Pairs, pairing: Pairing) -> NDArray[np.float32]:
    asked = pairs.asked
    words = _by_words(pairing, cut=asked.told(lambda row: row.cut, np.bool_)[pairs.q])
    reach, east = pairs.part.row_east[pairs.r], asked.told(is_east, np.bool_)[pairs.q]
    several = asked.told(lambda row: len(row.tokens) > 1, np.bool_)[pairs.q]
    single = (pairing.full <= 1) & (pairing.sure == 0) & several
    words = np.where(single, np.minimum(words, W["one weak word alone"]), words)
    foreign = pairing.full - pairing.sure  # Xiwen is no Kevin, alike as they sound
    words = words + np.where(east & (reach < 2), foreign * W["only one side East Asian"], 0.0)
    left = (pairing.extra_query + pairing.extra_row > 0) & ((reach == 2) | east)
    score: NDArray[np.float32] = (words + np.where(left, W["East Asian syllable left over"], 0.0)).clip(0.0)
    return score


def _by_words(pairing: Pairing, *, cut: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The score of a person by words: what was met, less what was left over."""
    left_q = pairing.left_query
    told = np.where(cut & (left_q < 0.5), 0.2, 1.0)  # what a short field cut off is no difference
    left_r, extra_r = pairing.left_row * told, pairing.extra_row * told
    score = pairing.similarity + np.minimum(pairing.weak - 1, 3).clip(min=0) * W["second weak word"]
    both = np.minimum(left_q, left_r) >= 0.55
    left = left_q + left_r
    few = (pairing.full <= 1) & (left > 0.5)
    share = pairing.weight / np.maximum(pairing.weight + left / 2, 1e-6)
    one_side = (
        score
        + left * W["word left over"]
        + (pairing.extra_query + extra_r - 2).clip(min=0) * W["third word left over"]
    )
    one_side += np.where((pairing.weak > 0) & (left > 0.9), W["weak word beside one left over"], 0.0)
    one_side = np.where(few, score * W["one shared word alone"], one_side)
    apart = np.minimum(score, W["contradiction"]) * (0.35 + 0.65 * share)
    apart = np.where(few, np.minimum(apart, W["one shared word alone"]), apart)
    return (
        np.where(pairing.weight > 0, np.where(both, apart, one_side), 0.0).clip(0.0, 1.0).astype(np.float32)
    )


def _both_east(pairs: Pairs, pairing: Pairing) -> NDArray[np.bool_]:
    """Pairs that both read as Korean or Chinese: there syllables decide, not letters, unless all letters agree.

    Where the one is only made of syllables (a slip in the family name, a given name alone), one slip may stand.
    """
    asked, part = pairs.asked, pairs.part
    reach, east = part.row_east[pairs.r], asked.told(is_east, np.bool_)[pairs.q]
    half = np.where(east, reach == 1, (reach == 2) & asked.all_east()[pairs.q])
    both: NDArray[np.bool_] = half & ((pairing.extra_query + pairing.extra_row > 0) | (pairing.weak > 1))
    both |= east & (reach == 2)
    own_sum = asked.told(lambda row: crc32(row.joined.encode()), np.uint32)[pairs.q]
    both &= part.row_joined_sum[pairs.r] != own_sum
    return both | (_exact(pairs) & (part.row_sure[pairs.r] >= 1))  # the syllables of both are known


def _exact(pairs: Pairs) -> NDArray[np.bool_]:
    """Pairs where each syllable asked for is known beyond doubt."""
    exact: NDArray[np.bool_] = pairs.asked.told(lambda row: any(r.exact for r in row.korean), np.bool_)[
        pairs.q
    ]
    return exact


# ---- letters


def _joined(pairs: Pairs) -> NDArray[np.float32]:
    """Names whose letters are the same with the blanks in other places, the family name last, or all backwards."""
    asked, part = pairs.asked, pairs.part
    score = np.zeros(len(pairs.q), dtype=np.float32)
    size = asked.told(lambda row: min(len(row.joined), 255), np.int16)[pairs.q]
    bags = asked.told(lambda row: letter_bag(row.joined), np.uint64)[pairs.q]
    slips = _SLIPS[np.minimum(size, len(_SLIPS) - 1)]
    near = np.flatnonzero(
        (np.abs(part.row_length[pairs.r].astype(np.int16) - size) <= slips)
        & (np.bitwise_count(part.row_bag[pairs.r] ^ bags) <= 2 * slips)
    )
    if not len(near):
        return score
    others, owners, size = part.row_joined.some(pairs.r[near]), pairs.q[near], size[near]
    forms = [_turned(row.tokens) for row in asked.rows]
    straight = _fewest_edits([forms[q] for q in owners.tolist()], others)
    backwards = _fewest_edits([tuple(form[::-1] for form in forms[q]) for q in owners.tolist()], others)
    value = _JOINED[np.minimum(straight, 3), np.minimum(size, 13)]
    same_count = part.row_count[pairs.r[near]] == asked.told(lambda row: len(row.tokens), np.int64)[owners]
    value = np.where(same_count & (straight > 0), 0.0, value)  # slips inside words are for the words to weigh
    score[near] = np.where(size >= 10, np.maximum(value, _BACKWARDS[np.minimum(backwards, 3)]), value)
    return score


def _turned(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A name's letters as they stand, with the first word last, and with the last word first."""
    return "".join(tokens), "".join((*tokens[1:], tokens[0])), "".join((tokens[-1], *tokens[:-1]))


def _fewest_edits(forms: list[tuple[str, ...]], others: list[str]) -> NDArray[np.uint8]:
    edits = [
        cpdist(list(form), others, scorer=OSA.distance, dtype=np.uint8, score_cutoff=2)
        for form in zip(*forms, strict=True)
    ]
    least: NDArray[np.uint8] = np.min(edits, axis=0)
    return least


# ---- syllables


def _syllables(
    pairs: Pairs,
    own: list[list[tuple[tuple[int, ...], int, float, bool]]],
    columns: tuple[NDArray[np.int16], NDArray[np.uint8], NDArray[np.float32], NDArray[np.int32]],
    nearness: Callable[[NDArray[np.int16], NDArray[np.int16]], NDArray[np.float32]],
    chinese: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """The best of every reading of the one against every reading of the other: 0.55 of the worst syllable, 0.45 of the mean.

    Args:
        chinese: pairs whose Mandarin syllables are not read the Korean way.
    """
    best = np.zeros(len(pairs.q), dtype=np.float32)
    units, shapes, weights, begins = reading_columns(own)
    at = columns[3]
    theirs, source = spans(at[pairs.r].astype(np.int64), at[pairs.r + 1].astype(np.int64))
    q = pairs.q[source]
    mine, again = spans(begins[q].astype(np.int64), begins[q + 1].astype(np.int64))
    theirs, source = theirs[again], source[again]
    want = shapes[mine]
    other = columns[1][theirs]
    fits = np.where(
        want >= 128, other == (want & 127), (other & 127) == want
    )  # two Mandarin readings are for `mandarin`
    fits &= ~(chinese[source] & ((want | other) >= 128))
    mine, theirs, source, want = mine[fits], theirs[fits], source[fits], want[fits] & 127
    if not len(mine):
        return best
    size = want[:, None] >> 3
    inside = np.arange(units.shape[1]) < size
    near = nearness(units[mine], columns[0][theirs])
    worst = np.where(inside, near, np.float32(1.0)).min(axis=1)
    mean = np.where(inside, near, np.float32(0.0)).sum(axis=1) / size[:, 0]
    np.maximum.at(best, source, (0.55 * worst + 0.45 * mean) * weights[mine] * columns[2][theirs])
    return best


def _korean(pairs: Pairs, table: Tables) -> NDArray[np.float32]:
    rows, part = pairs.asked.rows, pairs.part
    own = [[(r.units, r.family, r.weight, r.mandarin or bool(row.han)) for r in row.korean] for row in rows]
    columns = part.korean_units, part.korean_shape, part.korean_weight, part.korean_at
    # Two names that are both pinyin are Chinese ones (Li Weimin, Li Youmin): their characters, not these syllables, would tell.
    pinyin = pairs.asked.told(lambda row: any(r.weight == 1 for r in row.pinyin) and not row.han, np.bool_)
    chinese = pinyin[pairs.q] & _plain_pinyin(pairs)
    score = _syllables(pairs, own, columns, table.korean.nearness, chinese)
    exact = _exact(pairs)
    return np.where(exact, np.minimum(score, _known_apart(pairs, score)), score) if exact.any() else score


def _plain_pinyin(pairs: Pairs) -> NDArray[np.bool_]:
    """Pairs whose row of the list reads as Chinese, family name first: such a reading is the first."""
    at, weight = pairs.part.pinyin_at, np.append(pairs.part.pinyin_weight, np.float32(0.0))
    begins = at[pairs.r]
    plain: NDArray[np.bool_] = (at[pairs.r + 1] > begins) & (weight[begins] == 1)
    return plain


def _known_apart(pairs: Pairs, score: NDArray[np.float32]) -> NDArray[np.float32]:
    """The most that a loose spelling may score where the subject's syllables are known from another, far from those asked for.

    A list's own slip of one mark (To' for To) leaves the known spelling near, and the loose one free.
    """
    part = pairs.part
    sure, subjects = part.row_sure[pairs.r], part.name_subject[part.row_name[pairs.r]].astype(np.int64)
    distinct, at = np.unique(pairs.q * (len(part.name_subject) + 1) + subjects, return_inverse=True)
    known = np.zeros(len(distinct), dtype=np.float32)
    np.maximum.at(known, at, np.where(sure == 2, score, 0.0))
    apart = (sure == 1) & (known[at] < W["syllables known near"])
    return np.where(apart, W["syllables known apart"], 1.0).astype(np.float32)
