"""Why is this the score? Each feature that counted, with what it gave or took and a sentence.

Nothing here decides: the numbers are those of the comparison, asked for again for one pair. `pair` is `Pairs` of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.screen.facts import BIRTH_DIFFERS, BIRTH_EQUAL, BIRTH_NEAR, IMO_DIFFERS, IMO_EQUAL, IMO_NOT_GIVEN
from yalu.screen.organisations import firm_effects
from yalu.screen.text import is_hangul
from yalu.screen.vessels import ship_effects
from yalu.screen.weights import W

if TYPE_CHECKING:
    from yalu.screen.facts import FactScores
    from yalu.screen.query import Pairs
    from yalu.screen.read import Tables
    from yalu.screen.rows import Row

__all__ = ["Reason", "fact_reasons", "name_reasons"]


_ROUNDING = 1e-4  # scores are single precision


class Reason(NamedTuple):
    """One feature: what it gave or took (0 to 1 for a comparison of names, below zero for a difference) and why."""

    feature: str
    effect: float
    text: str


_IMO = {
    IMO_EQUAL: Reason("imo", W["identifier equal"], "the IMO number is the same: it settles the matter"),
    IMO_NOT_GIVEN: Reason(
        "imo", W["one word for a ship"], "many ships bear a name of one word: ask for the IMO number"
    ),
    IMO_DIFFERS: Reason("imo", W["IMO differs"], "the IMO numbers differ: another ship"),
}
_FIRM = {
    "trade": "what the firms do is told differently, or by one side only",
    "office": "one is a bureau, ministry, institute or the like that the other is not",
    "country": "the countries in the names are not the same, or only one is told",
    "number": "the numbers in the names are not the same, or only one has one",
    "legal form": "the legal forms differ",
    "slips": "a word of what the firm does or is was misspelt, cut, glued or abbreviated, and read as one of the table",
    "doubt": "the core is not quite the same and something else is missing too",
}


def name_reasons(pair: Pairs, way: str, score: float, table: Tables) -> list[Reason]:
    """The reasons of the score of one pair of names."""
    row, listed = _asked_row(pair), _listed(pair)
    asked = row.text
    if row.kind == "organisation":
        effects = {name: float(value[0]) for name, value in firm_effects(pair).items()}
        said = [
            Reason(name, effects[name], f"{text} ({asked}; {listed})")
            for name, text in _FIRM.items()
            if effects[name]
        ]
        if effects["acronym"] >= score - _ROUNDING > 0:
            return [
                Reason(
                    "acronym",
                    effects["acronym"],
                    f"{asked} and {listed}: the one is made of the initials of the other",
                )
            ]
        if effects["letters"] >= score - _ROUNDING > 0:
            return [
                Reason(
                    "letters",
                    effects["letters"],
                    f"{asked} and {listed} have the same letters but for blanks",
                )
            ]
        if effects["ceiling"] < 1:
            said.append(
                Reason("ceiling", effects["ceiling"], "so short or common a name tells too little by itself")
            )
        return [Reason("core", effects["core"], _core_text(pair)), *said]
    if row.kind == "vessel":
        effects = {name: float(value[0]) for name, value in ship_effects(pair).items()}
        found = [Reason("ship's name", effects["letters"], f"{asked} against {listed}, letter by letter")]
        if effects["ship number"]:
            found.append(
                Reason(
                    "ship's number",
                    effects["ship number"],
                    "the numbers in the names differ, or only one has one",
                )
            )
        return found
    return [Reason(way, round(score, 4), _person_text(pair, way, table))]


def _asked_row(pair: Pairs) -> Row:
    return pair.asked.rows[int(pair.q[0])]


def _listed(pair: Pairs) -> str:
    return pair.part.name_text.one(int(pair.part.row_name[pair.r[0]]))


def _listed_words(pair: Pairs) -> list[str]:
    part, row = pair.part, int(pair.r[0])
    return [str(part.words.text[w]) for w in part.row_words[row, : part.row_count[row]]]


def _core_text(pair: Pairs) -> str:
    row = _asked_row(pair)
    if row.joined == pair.part.row_joined.one(int(pair.r[0])):
        return f'the names share the core "{" ".join(row.tokens)}"'
    return f'the core "{" ".join(row.tokens)}" is like "{" ".join(_listed_words(pair))}"'


def _person_text(pair: Pairs, way: str, table: Tables) -> str:
    row, listed = _asked_row(pair), _listed(pair)
    if way == "korean":
        return _korean_text(pair, table)
    if way == "mandarin":
        return f"{row.text} and {listed} read as {table.mandarin.text(row.pinyin[0].units)} in pinyin"
    if way == "characters":
        return f"{row.text} and {listed} are the same characters once simplified: {row.han}"
    if way == "joined":
        return f"{row.text} and {listed} have the same letters but for blanks, order or a slip"
    return _words_text(pair)


def _words_text(pair: Pairs) -> str:
    asked, part = pair.asked, pair.part
    row = _asked_row(pair)
    listed = part.row_words[int(pair.r[0]), : part.row_count[int(pair.r[0])]]
    met = []
    for word, place in zip(row.tokens, asked.place[int(pair.q[0])].tolist(), strict=False):
        near = asked.near[place, asked.column[listed]]
        best, value = str(part.words.text[listed[int(near.argmax())]]), float(near.max())
        met.append(
            f"{word} = {best}"
            if value == 1
            else f"{word} ~ {best} ({value:.2f})"
            if value
            else f"{word} not met"
        )
    return f"{row.text} against {_listed(pair)}: {', '.join(met)}"


def _korean_text(pair: Pairs, table: Tables) -> str:
    """The syllables that both names can stand for: "김영철 read as Kim Yong Chol, DPRK spelling"."""
    korean, part, best = table.korean, pair.part, -1.0
    units: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    at = range(int(part.korean_at[pair.r[0]]), int(part.korean_at[pair.r[0] + 1]))
    for reading in _asked_row(pair).korean:
        for k in at:
            if (int(part.korean_shape[k]) & 127) >> 3 == len(reading.units):
                theirs = tuple(int(u) for u in part.korean_units[k, : len(reading.units)])
                near = korean.nearness(np.array(reading.units), np.array(theirs))
                value = float(near.min()) * reading.weight
                if value > best:
                    best, units = value, (reading.units, theirs)
    hangul = "".join(korean.common(a, b) for a, b in zip(*units, strict=True))
    asked, listed = _asked_row(pair).text, _listed(pair)
    how = f"{hangul} read as {korean.dprk_name(hangul)}, DPRK spelling"
    if any(is_hangul(c) for c in asked) and not any(is_hangul(c) for c in listed):
        return f"{how}: {listed} can stand for it"
    return f"{asked} and {listed} can both stand for {how}"


def fact_reasons(found: FactScores, place: int, kind: str, namesakes: tuple[str, ...] = ()) -> list[Reason]:
    """The reasons that the facts of a record give; `place` is the record's place in `found`."""
    said = []
    birth, effect = int(found.birth[place]), float(found.birth_effect[place])
    if birth == BIRTH_EQUAL:
        said.append(Reason("birth", effect, "born on the same day"))
    elif birth == BIRTH_NEAR:
        said.append(
            Reason("birth", effect, "births agree as far as they are known, or differ as a clerk's slip does")
        )
    elif birth == BIRTH_DIFFERS:
        known = f"; others of this name on the list: {', '.join(namesakes)}" if namesakes else ""
        said.append(Reason("birth", effect, f"born at another time: a different person?{known}"))
    if found.gender_effect[place]:
        said.append(
            Reason("gender", float(found.gender_effect[place]), "the one is a man, the other a woman")
        )
    if found.country_effect[place]:
        said.append(Reason("country", float(found.country_effect[place]), "no country in common"))
    if kind == "vessel" and found.imo[place]:
        said.append(_IMO[int(found.imo[place])])
    return said
