"""Why is this the score? Each feature that counted, with what it gave or took and a sentence.

Nothing here decides: the numbers are those of the comparison, asked for again for one name against one.
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
    from yalu.screen.index import Part
    from yalu.screen.query import Query
    from yalu.screen.read import Tables

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
    "doubt": "the core is not quite the same and something else is missing too",
}


def name_reasons(query: Query, part: Part, row: int, way: str, score: float, table: Tables) -> list[Reason]:
    """The reasons of one name's score against one row of the list."""
    rows = np.array([row], dtype=np.int32)
    listed = part.name_text[part.row_name[row]]
    asked = query.row.text
    if query.row.kind == "organisation":
        effects = {name: float(value[0]) for name, value in firm_effects(query, part, rows).items()}
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
        if effects["ceiling"] < 1:
            said.append(
                Reason("ceiling", effects["ceiling"], "so short or common a name tells too little by itself")
            )
        return [Reason("core", effects["core"], _core_text(query, part, row)), *said]
    if query.row.kind == "vessel":
        effects = {name: float(value[0]) for name, value in ship_effects(query, part, rows).items()}
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
    return [Reason(way, round(score, 4), _person_text(query, part, row, way, table))]


def _core_text(query: Query, part: Part, row: int) -> str:
    own, theirs = query.row.joined, part.row_joined[row]
    if own == theirs:
        return f'the names share the core "{" ".join(query.row.tokens)}"'
    listed = " ".join(part.words.text[w] for w in part.row_words[row, : part.row_count[row]])
    return f'the core "{" ".join(query.row.tokens)}" is like "{listed}"'


def _person_text(query: Query, part: Part, row: int, way: str, table: Tables) -> str:
    asked, listed = query.row.text, part.name_text[part.row_name[row]]
    if way == "korean":
        return _korean_text(query, part, row, table)
    if way == "mandarin":
        return f"{asked} and {listed} read as {table.mandarin.text(query.row.pinyin[0].units)} in pinyin"
    if way == "characters":
        return f"{asked} and {listed} are the same characters once simplified: {query.row.han}"
    if way == "joined":
        return f"{asked} and {listed} have the same letters but for blanks, order or a slip"
    return _words_text(query, part, row)


def _words_text(query: Query, part: Part, row: int) -> str:
    listed = [str(part.words.text[w]) for w in part.row_words[row, : part.row_count[row]]]
    met = []
    for i, word in enumerate(query.row.tokens[: len(query.words.text)]):
        near = {str(part.words.text[w]): float(query.near[i, j]) for j, w in enumerate(query.ids.tolist())}
        best = max(listed, key=lambda other: near.get(other, 0.0))
        value = near.get(best, 0.0)
        met.append(
            f"{word} = {best}"
            if value == 1
            else f"{word} ~ {best} ({value:.2f})"
            if value
            else f"{word} not met"
        )
    return f"{query.row.text} against {part.name_text[part.row_name[row]]}: {', '.join(met)}"


def _korean_text(query: Query, part: Part, row: int, table: Tables) -> str:
    """The syllables that both names can stand for: "김영철 read as Kim Yong Chol, DPRK spelling"."""
    korean, best = table.korean, -1.0
    units: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    at = range(part.korean_at[row], part.korean_at[row + 1])
    for reading in query.row.korean:
        for k in at:
            if (int(part.korean_shape[k]) & 127) >> 3 == len(reading.units):
                theirs = tuple(int(u) for u in part.korean_units[k, : len(reading.units)])
                value = (
                    min(float(korean.row(a)[b]) for a, b in zip(reading.units, theirs, strict=True))
                    * reading.weight
                )
                if value > best:
                    best, units = value, (reading.units, theirs)
    hangul = "".join(korean.common(a, b) for a, b in zip(*units, strict=True))
    asked, listed = query.row.text, part.name_text[part.row_name[row]]
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
