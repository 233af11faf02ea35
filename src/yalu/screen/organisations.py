"""How alike are two firms' names? The core of the name, then what it does, where it is and which one it is.

Shapes: n pairs of a spelling asked for and a row of the list; every array has n entries. The score is the core's plus what each
difference takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from yalu.screen.folds import core_fold
from yalu.screen.keys import key
from yalu.screen.pairing import Pairing, difference, mask_counts, pair_words
from yalu.screen.text import sound
from yalu.screen.weights import W

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yalu.screen.query import Pairs
    from yalu.screen.rows import Row

__all__ = ["firm_effects", "firm_score"]

_LETTERS = 6  # of a name that is known by its letters alone
_CUT = 0.2  # of what a listed firm has more, where the name asked for was cut
_SURE = 0.895  # below it a word differs by more than one letter in six: another word


def firm_effects(pairs: Pairs) -> dict[str, NDArray[np.float64]]:
    """What each feature adds: `core`, `acronym` and `letters` are scores, `ceiling` bounds the sum, the rest are differences."""
    asked, part, rows = pairs.asked, pairs.part, pairs.r
    pairing = pair_words(pairs, _SURE)
    coreless = part.row_coreless[rows] & asked.told(lambda row: row.coreless, np.bool_)[pairs.q]
    lone = _lone(pairs)
    core = _core(pairs, pairing, coreless)
    cut = asked.told(lambda row: row.cut, np.bool_)[pairs.q]  # what a short field cut off is no difference
    kinds, units, countries, numbers, legal = [
        (mine, np.where(cut, 0, theirs)) for mine, theirs in mask_counts(pairs)
    ]
    own_masks = asked.told(lambda row: row.masks[:3], np.uint64)[pairs.q]
    shared = np.bitwise_count(part.row_masks[rows, :3] & own_masks).astype(np.int64)
    fewer = np.minimum(part.row_letters[rows], asked.told(lambda row: row.letters, np.float64)[pairs.q])
    letters = fewer + 4.0 * np.minimum(shared.sum(axis=1), 2)
    missing = kinds[0] + kinds[1] + countries[0] + countries[1]
    inexact = (core < 0.99) & ~coreless & lone
    short = (letters < 5.5) & (missing + legal[0] + legal[1] > 0)
    nameless = coreless & (fewer < 8)
    return {
        "core": core,
        "trade": _trade(kinds, letters, lone & (shared[:, 0] == 0)),
        "office": difference(units, "office differs", "office missing"),
        "country": difference(countries, "country differs", "country missing")
        + np.where(coreless & (countries[0] + countries[1] > 0), W["no core, country missing"], 0.0),
        "number": difference(numbers, "number differs", "number missing"),
        "legal form": difference(legal, "legal form differs", "legal form differs"),
        "doubt": np.where(inexact & (missing > 0), W["core differs and more is missing"], 0.0),
        "ceiling": np.where(short | nameless, W["very short core, other form"], 1.0),
        "slips": asked.told(lambda row: row.slips, np.float64)[pairs.q] * W["trade misspelt"],
        "acronym": _acronym(pairs),
        "letters": _same_letters(pairs, coreless),
    }


def _lone(pairs: Pairs) -> NDArray[np.bool_]:
    """Pairs where both cores are one word."""
    lone: NDArray[np.bool_] = pairs.asked.told(lambda row: len(row.tokens) == 1, np.bool_)[pairs.q]
    both: NDArray[np.bool_] = lone & (pairs.part.row_count[pairs.r] == 1)
    return both


def firm_score(effects: dict[str, NDArray[np.float64]]) -> NDArray[np.float32]:
    """The score that the effects add up to."""
    parts = ("core", "trade", "office", "country", "number", "legal form", "doubt", "slips")
    total = np.minimum(sum((effects[name] for name in parts), start=np.zeros(1)), effects["ceiling"])
    whole = np.maximum(effects["acronym"], effects["letters"])
    return np.maximum(total, whole).clip(0.0, 1.0).astype(np.float32)


def _core(pairs: Pairs, pairing: Pairing, coreless: NDArray[np.bool_]) -> NDArray[np.float64]:
    cut = pairs.asked.told(lambda row: row.cut, np.bool_)[pairs.q]
    extra = pairing.extra_query + pairing.extra_row * np.where(cut, _CUT, 1.0)
    core = pairing.similarity + extra * W["core word left over"]
    alone = (pairing.full <= 1) & (extra > 0)
    core = np.where(alone, core + W["only core word, other left over"] - W["core word left over"], core)
    both = (pairing.extra_query > 0) & (pairing.extra_row > 0)
    core = np.where(
        both, np.minimum(core, W["contradiction"]) + extra * W["core word against core word"], core
    )
    core = np.where(pairing.weight > 0, core + (pairing.weak - 1).clip(min=0) * W["second weak word"], 0.0)
    core = np.where(
        _lone(pairs) & (pairing.similarity < 1.0), 0.0, core
    )  # one word each: by its letters, below
    core = np.maximum(core, np.maximum(_joined_core(pairs), _whole(pairs)))
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


def _acronym(pairs: Pairs) -> NDArray[np.float64]:
    part, rows, asked = pairs.part, pairs.r, pairs.asked
    bare = asked.told(lambda row: key("C", row.joined) if row.bare else 0, np.uint32)[pairs.q]
    acronym = asked.told(lambda row: key("C", row.acronym) if row.acronym else 0, np.uint32)[pairs.q]
    meets = (bare > 0) & (part.row_acronym[rows] == bare)
    meets |= (acronym > 0) & (part.row_bare[rows] == acronym)
    return np.where(meets, W["acronym"], 0.0)


def _same_letters(pairs: Pairs, coreless: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Names whose letters are the same but for legal forms, wherever their words end (Sberbank, Sber Bank)."""
    own = pairs.asked.told(_letters_sum, np.uint32)[pairs.q]
    same = (own > 0) & (pairs.part.row_whole_sum[pairs.r] == own) & ~coreless
    return np.where(same, W["same letters"], 0.0)


def _letters_sum(row: Row) -> int:
    """What stands for all letters of a name as it was written, if there are enough of them."""
    return crc32(row.whole.encode()) if len(row.whole) >= _LETTERS and not row.slips else 0


def _whole(pairs: Pairs) -> NDArray[np.float64]:
    """Where one firm has a name of its own and the other only trade words (AIRKORYO, Air Koryo): all letters together."""
    asked, part = pairs.asked, pairs.part
    length = asked.told(lambda row: len(row.whole.encode()), np.int64)[pairs.q]
    coreless = asked.told(lambda row: row.coreless, np.bool_)[pairs.q]
    one_sided = np.flatnonzero(
        (part.row_coreless[pairs.r] != coreless) & (np.abs(part.row_whole.lengths(pairs.r) - length) <= 2)
    )
    score = np.zeros(len(pairs.q))
    if len(one_sided):
        own = [asked.rows[q].whole for q in pairs.q[one_sided].tolist()]
        others = part.row_whole.some(pairs.r[one_sided])
        edits = cpdist(own, others, scorer=OSA.distance, dtype=np.uint8, score_cutoff=2)
        near = np.where(length[one_sided] >= 16, W["whole name within two letters"], 0.0)
        score[one_sided] = np.select([edits == 0, edits <= 2], [W["whole name joined"], near], 0.0)
    return score


def _joined_core(pairs: Pairs) -> NDArray[np.float64]:
    """Cores as joined letters: the same, one letter apart, or of one sound; Korean spellings fold where both read as Korean."""
    asked, part = pairs.asked, pairs.part
    size = asked.told(lambda row: len(row.joined), np.int64)[pairs.q]
    score = np.zeros(len(pairs.q))
    near = np.flatnonzero(np.abs(part.row_length[pairs.r].astype(np.int64) - np.minimum(size, 255)) <= 3)
    if not len(near):
        return score
    q, r, size = pairs.q[near], pairs.r[near], size[near]
    own = [asked.rows[i].joined for i in q.tolist()]
    edits = cpdist(own, part.row_joined.some(r), scorer=OSA.distance, dtype=np.uint8, score_cutoff=2)
    long = size >= 8
    one = np.where(
        long, W["core differs in one letter, 8 letters or more"], W["core differs in one letter, fewer"]
    )
    two = np.where(size >= 14, W["core differs in two letters, 14 letters or more"], 0.0)
    value = np.select([edits == 0, edits == 1, edits == 2], [1.0, one, two], 0.0)
    heard = asked.told(lambda row: crc32(sound(row.joined).encode()), np.uint32)[q]
    alike = (size >= 5) & (part.row_sound[r] == heard)
    of_one_sound = np.where(long, W["core of one sound"], W["short core of one sound"])
    value = np.where(alike, np.maximum(value, of_one_sound), value)
    korean = np.flatnonzero((part.row_east[r] >= 1) & asked.all_east()[q])
    if len(korean):
        folds = [core_fold(own[i]) for i in korean.tolist()]
        sounds = cpdist(
            folds, part.row_folded.some(r[korean]), scorer=OSA.distance, dtype=np.uint8, score_cutoff=1
        )
        nearly = np.where(long[korean], one[korean] - 0.05, 0.0)
        values = np.select([sounds == 0, sounds == 1], [W["one Korean core"], nearly], 0.0)
        values = np.where(np.array([len(fold) >= 5 for fold in folds]), values, 0.0)
        value[korean] = np.maximum(value[korean], values)
    score[near] = value
    return score
