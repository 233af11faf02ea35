"""Which names of the list can be one of those asked for? Many spellings at once, each with the list's words near its own.

Shapes: Q spellings asked for, of at most q words; D distinct words in them; U words of the list that are near one of them. A
*pair* is a spelling asked for and a row of the list. Where an array has one entry more, the last (or, of `near`'s columns, the
first) stands for no word.
Nothing is lost by the bounds: a pair is left out only where its score by words cannot reach review. Whole names that are met
another way (joined letters, syllables, characters, initials) are found by keys of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from yalu.screen.index import FULL_WORD, is_east, spans
from yalu.screen.keys import RowKeys, word_keys
from yalu.screen.weights import REVIEW, W
from yalu.screen.words import WordReader, Words, crossed_similarity, paired_similarity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import DTypeLike, NDArray

    from yalu.screen.index import Part
    from yalu.screen.read import Tables
    from yalu.screen.rows import Kind, Row

__all__ = ["Asked", "Pairs", "Vocabulary"]

_MOST_WORDS = 12
_MOST_REMEMBERED = 8_000
_LEAST = 0.5  # words less alike than this are different words
_ROUNDING = 1e-4  # scores are single precision


class Neighbours(NamedTuple):
    """The words of a list that are near one word, how near, and in how many rows they stand."""

    ids: NDArray[np.int32]
    near: NDArray[np.float32]
    rows: int


class Asked(NamedTuple):
    """Spellings asked for, as arrays. `place` is Q by q: which of the D words stands where."""

    rows: list[Row]
    words: Words
    place: NDArray[np.int32]
    weights: NDArray[np.float32]
    column: NDArray[np.int32]
    near: NDArray[np.float32]

    def told(self, of: Callable[[Row], Any], kind: DTypeLike) -> NDArray[Any]:
        """Something that each spelling tells, as an array of Q."""
        return np.array([of(row) for row in self.rows], dtype=kind)

    def all_east(self) -> NDArray[np.bool_]:
        """Is each word of each spelling made of Korean or Chinese syllables?"""
        east: NDArray[np.bool_] = (
            self.words.east[self.place] | (self.place == len(self.words.text) - 1)
        ).all(axis=1)
        return east


class _Sought(NamedTuple):
    """What the search for candidates needs of the spellings; the fields as in `Asked`."""

    told: list[tuple[str, bool]]
    place: NDArray[np.int32]
    weights: NDArray[np.float32]
    found: list[Neighbours]
    column: NDArray[np.int32]
    near: NDArray[np.float32]


class Pairs(NamedTuple):
    """Pairs to compare: spelling `q` of those asked for with row `r` of the list's part."""

    asked: Asked
    part: Part
    q: NDArray[np.int32]
    r: NDArray[np.int32]

    def some(self, chosen: NDArray[Any]) -> Pairs:
        """Some of the pairs."""
        return self._replace(q=self.q[chosen], r=self.r[chosen])


class Vocabulary:
    """Asks one part of an index; remembers which words of the list are near the words that it was asked for."""

    def __init__(self, part: Part, kind: Kind, tables: Tables, reader: WordReader) -> None:
        self.part, self.kind = part, kind
        self._nicknames = tables.nicknames if kind == "person" else {}
        self._keys, self._reader = RowKeys(tables), reader
        self._texts: list[str] = part.words.text[:-1].tolist()
        self._known: dict[tuple[str, bool], Neighbours] = {}

    def pairs(self, rows: Sequence[Row], *, every: bool) -> Pairs | None:
        """The pairs that can score among some spellings and the part's rows, or every pair; None where there is none."""
        told, place = self._words(rows)
        weights = np.zeros(place.shape, dtype=np.float32)
        for i, row in enumerate(rows):
            weights[i, : len(row.weights)] = row.weights[:_MOST_WORDS]
        if every:
            asked = self._against_all(rows, told, place, weights)
            q, r = np.indices((len(rows), len(self.part.row_count)), dtype=np.int32).reshape(2, -1)
            return Pairs(asked, self.part, q, r)
        found = self._neighbours(told)
        table = self._table(found)
        q, r = self._candidates(rows, _Sought(told, place, weights, found, *table))
        if not len(q):
            return None
        return Pairs(Asked(list(rows), self._read_words(told), place, weights, *table), self.part, q, r)

    def _read_words(self, told: Sequence[tuple[str, bool]]) -> Words:
        return Words.of([*(text for text, _ in told), ""], self._reader)

    def _against_all(
        self,
        rows: Sequence[Row],
        told: Sequence[tuple[str, bool]],
        place: NDArray[np.int32],
        weights: NDArray[np.float32],
    ) -> Asked:
        """The words asked for against every word of the list."""
        size, words = len(self._texts), self._read_words(told)
        column = np.arange(1, size + 2, dtype=np.int32)
        column[-1] = 0
        near = np.zeros((len(told) + 1, size + 1), dtype=np.float32)
        near[:-1, 1:] = crossed_similarity(words.take(np.s_[:-1]), self.part.words.take(np.s_[:-1]))
        near[near < _LEAST] = 0.0
        for i, (text, cut) in enumerate(told):
            for j, value in self._by_name(text, cut=cut):
                near[i, j + 1] = max(near[i, j + 1], value)
        return Asked(list(rows), words, place, weights, column, near)

    def _words(self, rows: Sequence[Row]) -> tuple[list[tuple[str, bool]], NDArray[np.int32]]:
        """The distinct words, each with whether it was cut off, and which stands where."""
        known: dict[tuple[str, bool], int] = {}
        places = []
        for row in rows:
            tokens = row.tokens[:_MOST_WORDS]
            last = len(tokens) - 1 if row.open else -1
            places.append([known.setdefault((t, i == last), len(known)) for i, t in enumerate(tokens)])
        place = np.full((len(rows), max(map(len, places), default=0)), len(known), dtype=np.int32)
        for i, own in enumerate(places):
            place[i, : len(own)] = own
        return list(known), place

    def _table(self, found: Sequence[Neighbours]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The column of each word of the list, and how near each word asked for is to those in the columns."""
        every_id = np.concatenate([f.ids for f in found])
        ids = np.unique(every_id)
        column = np.zeros(len(self._texts) + 1, dtype=np.int32)
        column[ids] = np.arange(1, len(ids) + 1)
        near = np.zeros((len(found) + 1, len(ids) + 1), dtype=np.float32)
        owner = np.repeat(np.arange(len(found)), [len(f.ids) for f in found])
        near[owner, column[every_id]] = np.concatenate([f.near for f in found])
        return column, near

    # ---- words near words

    def _by_name(self, text: str, *, cut: bool) -> list[tuple[int, float]]:
        """Words that are near for another reason than their letters: short forms, and what a cut word may have been."""
        found = []
        for other in self._nicknames.get(text, ()):
            at = bisect_left(self._texts, other)
            if self._texts[at : at + 1] == [other]:
                found.append((at, W["short form"]))
        if cut and len(text) > 1:
            stop = bisect_left(self._texts, text + "\U0010ffff")
            value = W["cut word" if self.kind == "person" else "cut word of a firm"]
            found += [(at, value) for at in range(bisect_left(self._texts, text), stop)]
        return found

    def _neighbours(self, told: Sequence[tuple[str, bool]]) -> list[Neighbours]:
        new = [word for word in told if word not in self._known]
        if new:
            if len(self._known) + len(new) > _MOST_REMEMBERED:
                self._known = {}
                new = list(told)
            self._known.update(zip(new, self._read(new), strict=True))
        return [self._known[word] for word in told]

    def _read(self, told: Sequence[tuple[str, bool]]) -> list[Neighbours]:
        part, size = self.part, len(self._texts)
        keys = [sorted(word_keys(text, asked=True)) for text, _ in told]
        owner = np.repeat(np.arange(len(told)), [len(k) for k in keys])
        ids, source = part.by_word.find(np.array([k for own in keys for k in own], dtype=np.uint32))
        named = [
            (i, j, value) for i, (text, cut) in enumerate(told) for j, value in self._by_name(text, cut=cut)
        ]
        codes = owner[source] * (size + 1) + ids
        if named:
            codes = np.concatenate(
                [codes, np.array([i * (size + 1) + j for i, j, _ in named], dtype=np.int64)]
            )
        codes = np.unique(codes)
        word, ids = np.divmod(codes, size + 1)
        words = Words.of([text for text, _ in told], self._reader)
        near = (
            paired_similarity(words.take(word), part.words.take(ids))
            if len(codes)
            else np.zeros(0, np.float32)
        )
        near[near < _LEAST] = 0.0
        for i, j, value in named:
            at = int(np.searchsorted(codes, i * (size + 1) + j))
            near[at] = max(near[at], value)
        kept = near > 0
        word, ids, near = word[kept], ids[kept].astype(np.int32), near[kept]
        posted = np.concatenate([[0], np.cumsum(part.postings_at[ids + 1] - part.postings_at[ids])])
        bounds = np.searchsorted(word, np.arange(len(told) + 1)).tolist()
        return [
            Neighbours(ids[a:b].copy(), near[a:b].copy(), int(posted[b] - posted[a]))
            for a, b in pairwise(bounds)
        ]

    # ---- rows that can score

    def _candidates(
        self, rows: Sequence[Row], sought: _Sought
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        size = len(self.part.row_count)
        keys = [self._keys.of(row, asked=True) for row in rows]
        owner = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
        r, source = self.part.by_row.find(np.array([k for own in keys for k in own], dtype=np.uint32))
        codes = np.unique(np.concatenate([owner[source] * size + r, self._by_words(rows, sought)]))
        q, r = np.divmod(codes, size)
        return q.astype(np.int32), r.astype(np.int32)

    def _by_words(self, rows: Sequence[Row], sought: _Sought) -> NDArray[np.int64]:
        """Pairs (as q times R plus r) that share words enough. The commonest word of several is not followed, only looked for."""
        part, size, found = self.part, len(self.part.row_count), sought.found
        followed: list[tuple[int, int, float]] = []  # spelling, word, weight
        spared, spared_weight = [], []
        for i, (places, weights) in enumerate(
            zip(sought.place.tolist(), sought.weights.tolist(), strict=True)
        ):
            own = [(d, w) for d, w in zip(places, weights, strict=True) if d < len(found)]
            full = [pair for pair in own if pair[1] > FULL_WORD] or own
            several = len({d for d, _ in full}) > 1 and self.kind != "vessel"
            most = max(full, key=lambda pair: found[pair[0]].rows) if several else (len(found), 0.0)
            spared.append(most[0])
            spared_weight.append(most[1])
            followed += [(i, d, w) for d, w in full if d != most[0]]
        joined = np.concatenate([found[d].ids for _, d, _ in followed])
        at = part.postings_at
        position, source = spans(at[joined].astype(np.int64), at[joined + 1].astype(np.int64))
        source = np.repeat(np.arange(len(followed)), [len(found[d].ids) for _, d, _ in followed])[source]
        owner = np.array([i for i, _, _ in followed])[source]
        pairs = (owner * size + part.postings[position]).astype(np.int64)
        codes, back = np.unique(pairs, return_inverse=True)
        q, r = np.divmod(codes, size)
        if self.kind == "vessel":
            length = np.array([len(row.joined) for row in rows])
            near: NDArray[np.int64] = codes[np.abs(part.row_length[r].astype(np.int64) - length[q]) <= 2]
            return near
        common = sought.near[np.array(spared)[q][:, None], sought.column[part.row_words[r]]].any(axis=1)
        met = np.bincount(back) + common
        weight = np.bincount(back, np.array([w for _, _, w in followed])[source]).astype(np.float64)
        weight += np.where(common, np.array(spared_weight)[q], 0.0)
        bound = self._person_bound if self.kind == "person" else self._firm_bound
        return codes[bound(rows, sought, q, r, met, weight) >= REVIEW - _ROUNDING]

    def _person_bound(
        self,
        rows: Sequence[Row],
        sought: _Sought,
        q: NDArray[np.int64],
        r: NDArray[np.int64],
        met: NDArray[np.int64],
        weight: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """The most that a person's name can score by its words (`persons`), were those that are met equal."""
        part = self.part
        full = sought.weights > FULL_WORD
        every = sought.weights.sum(axis=1)
        whole = np.where(full.any(axis=1), np.where(full, sought.weights, 0.0).sum(axis=1), every)
        single = np.array([sum(len(t) == 1 for t in row.tokens) for row in rows])
        left_q = np.maximum(whole[q] - weight - part.row_single[r], 0.0)
        left_r = np.maximum(part.row_full[r] - met - single[q], 0.0)
        cut = [row.cut for row in rows]
        if any(cut):
            left_r = np.where(np.array(cut)[q] & (left_q < 0.5), 0.2 * left_r, left_r)
        left = left_q + left_r
        share = 1.0 - left / (2 * (sought.weights > 0).sum(axis=1)[q] + left)
        both = W["contradiction"] * (0.35 + 0.65 * share)
        score = np.where(np.minimum(left_q, left_r) >= 0.55, both, 1.0 + left * W["word left over"])
        few = np.minimum(met, full.sum(axis=1)[q]) <= 1
        score = np.where(few & (left > 0.5), W["one shared word alone"], score)
        east = np.array([is_east(row) for row in rows])[q] & (part.row_east[r] == 2)
        return np.where(east, W["two East Asian names"], score)

    def _firm_bound(
        self,
        rows: Sequence[Row],
        sought: _Sought,
        q: NDArray[np.int64],
        r: NDArray[np.int64],
        met: NDArray[np.int64],
        weight: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """The most that a firm's name can score by the words of its core (`organisations`)."""
        mine = np.maximum((sought.weights > 0).sum(axis=1)[q] - weight, 0.0)
        theirs = np.maximum(self.part.row_count[r] - met, 0.0)
        extra = mine + theirs
        score = 1.0 + extra * W["core word left over"]
        both = np.minimum(score, W["contradiction"]) + extra * W["core word against core word"]
        score = np.where((mine > 0) & (theirs > 0), both, score)
        alone = (met <= 1) & (extra > 0)
        return np.where(alone, 1.0 + W["only core word, other left over"], score)
