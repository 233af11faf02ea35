"""What are the parts of a person's name: its words with their weights, its Korean and its Chinese syllables, its characters?

A text that holds two scripts ("KIM Ho Kyu 김호규") gives a row for each.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING

from yalu.screen.arabic import arabic_tokens, is_arabic, korean_in_arabic
from yalu.screen.cyrillic import is_cyrillic, korean_spellings
from yalu.screen.korean import FamilyPlace, Reading
from yalu.screen.romanisation import dprk_spelling
from yalu.screen.rows import DIGIT_LETTERS, TITLE_LENGTHS, Row, by_script
from yalu.screen.text import latin, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yalu.screen.chinese import PinyinReading
    from yalu.screen.read import Tables

__all__ = ["PersonNames"]

_DOUBLED = re.compile(r"(.)\1+")
_MOST_SPELT, _MOST_READINGS = 64, 24
_PARTICLE, _INITIAL = 0.3, 0.6
_ARTICLES = frozenset(("al", "el", "ul", "ol", "ar", "as", "ur", "ad"))
_ABD = {"abd": "abd", "abdul": "abdul", "abdel": "abdul", "abdal": "abdul", "abdol": "abdul"}
_MARK = re.compile("['\u2019\u2018`\u02bc]")


class PersonNames:
    """Turns persons' names into rows."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def rows(self, text: str) -> list[Row]:
        """The rows of a name; empty where nothing in it can be read."""
        groups: dict[str, list[str]] = {"latin": [], "arabic": [], "hangul": [], "han": []}
        for word in words(text):
            for piece, script in by_script(word):
                groups[script].append(piece)
        found = []
        for letters in ("latin", "arabic"):
            if groups[letters]:
                found += self._in_latin(text, groups[letters])
        if groups["hangul"]:
            found += self._in_hangul(text, "".join(groups["hangul"]))
        if groups["han"]:
            found += self._in_han(text, "".join(groups["han"]))
        return found

    def _in_latin(self, text: str, raw: Sequence[str]) -> list[Row]:
        tokens = (
            arabic_tokens(raw)
            if is_arabic(raw[0])
            else [t for t in (_login(latin(word)) for word in raw) if t]
        )
        tokens = self._without_titles(text, tokens)
        family = _family_place(plain(text))
        readings, pinyin = self._syllables(tokens, family)
        if readings and _MARK.search(text):
            marked = _marked_words(text)
            readings = (
                self._tables.korean.marked_readings(
                    [marked[-1], *marked[:-1]] if family == "last" else marked
                )
                or readings
            )
        if all(map(is_cyrillic, raw)):
            readings, pinyin = self._from_russian(raw)
        elif len(tokens) > 1 and all(map(is_arabic, tokens)):
            readings = self._spelt_otherwise(map(korean_in_arabic, tokens))
        if not readings and not pinyin:
            tokens = _said_once(_one_abdul(tokens))
        if not tokens:
            return []
        east = bool(readings or pinyin)
        weights = [
            1.0
            if east and len(t) > 1
            else _INITIAL
            if len(t) == 1
            else _PARTICLE
            if t in self._tables.particles
            else 1.0
            for t in tokens
        ]
        if max(weights) < 0.5:
            weights = [1.0] * len(tokens)
        cut = _cut_off(text)
        return [
            Row(
                text,
                "person",
                tuple(tokens),
                tuple(weights),
                "".join(tokens),
                tuple(readings),
                tuple(pinyin),
                cut=cut,
                open=cut,
            )
        ]

    def _without_titles(self, text: str, tokens: list[str]) -> list[str]:
        """The name without titles; "Gen" and "An" are also syllables, and stay unless a point follows them."""
        low, titles = text.lower(), self._tables.titles
        divisible = self._tables.korean.divisions, self._tables.mandarin.divisions
        kept = [
            t
            for t in tokens
            if t not in titles or (f"{t}." not in low and any(divide(t) for divide in divisible))
        ]
        return kept or tokens

    def _syllables(
        self, tokens: Sequence[str], family: FamilyPlace
    ) -> tuple[list[Reading], list[PinyinReading]]:
        korean, mandarin = self._tables.korean, self._tables.mandarin
        if len(tokens) == 1 and len(tokens[0]) >= 6:  # written as one word: the family name is its beginning
            pairs = [(tokens[0][:i], tokens[0][i:]) for i in range(2, 6)]
            readings = [
                r for pair in pairs for r in korean.readings(pair) if r.weight == 1.0 and len(r.units) == 3
            ]
            return readings[:4], [
                r for pair in pairs for r in mandarin.readings(pair) if r.weight == 1.0 and len(r.units) == 3
            ][:4]
        readings, pinyin = korean.readings(tokens, family), mandarin.readings(tokens)
        return readings + self._as_korean(pinyin, bool(readings)), pinyin

    def _as_korean(self, pinyin: Sequence[PinyinReading], korean: bool) -> list[Reading]:
        """A Korean name as Mandarin reads its characters (Jin Zhengen); a weak sign where the text is itself Korean."""
        table, names = self._tables.korean, self._tables.mandarin.syllables
        found = []
        for reading in pinyin:
            family = table.mandarin_family.get(names[reading.units[0]])
            given = [table.mandarin.get(names[u]) for u in reading.units[1:]]
            if reading.family == 1 and family is not None and all(g is not None for g in given):
                units = (family, *(g for g in given if g is not None))
                found.append(
                    Reading(
                        units, 1, (0.66 if korean or len(units) < 3 else 0.95) * reading.weight, mandarin=True
                    )
                )
        return found[:2]

    def _from_russian(self, raw: Sequence[str]) -> tuple[list[Reading], list[PinyinReading]]:
        """The readings of a name in Cyrillic that may be Korean or Chinese."""
        if not 2 <= len(raw) <= 4:
            return [], []
        readings = self._spelt_otherwise(map(korean_spellings, raw))
        pinyin = self._tables.mandarin.russian_readings(raw)
        return readings + self._as_korean(pinyin, bool(readings)), pinyin

    def _spelt_otherwise(self, words: Iterable[Sequence[str]]) -> list[Reading]:
        """The Korean readings of a name in another script, family name first, from the Latin spellings of each word."""
        korean = self._tables.korean
        first, *given = words
        families = [word for word in first if word in korean.family]
        names = [[word for word in spellings if korean.divisions(word)] for spellings in given]
        spelt = islice(product(families, *names), _MOST_SPELT)
        readings = (reading for one in spelt for reading in korean.readings(one, "first"))
        return list(islice(dict.fromkeys(readings), _MOST_READINGS))

    def _in_hangul(self, text: str, name: str) -> list[Row]:
        table, mandarin = self._tables.korean, self._tables.mandarin
        tokens = tuple(dprk_spelling(name).lower().split())
        readings, pinyin = table.hangul_readings(name), mandarin.hangul_readings(name)
        return [
            Row(text, "person", tokens, (1.0,) * len(tokens), "".join(tokens), tuple(readings), tuple(pinyin))
        ]

    def _in_han(self, text: str, name: str) -> list[Row]:
        table, mandarin = self._tables.korean, self._tables.mandarin
        simplified = mandarin.simplified(name)
        pinyin = mandarin.han_readings(name)
        options = [mandarin.han(c).korean[:3] for c in name]
        found = (
            [r for h in list(product(*options))[:8] for r in table.hangul_readings("".join(h))]
            if len(name) <= 4
            else []
        )
        spelt = [mandarin.han(c).pinyin[:1] or (latin(c),) for c in name]
        flat = [s[0] for s in spelt]
        tokens = tuple(t for t in (flat[0], "".join(flat[1:])) if t)
        if not tokens:
            return []
        return [
            Row(
                text,
                "person",
                tokens,
                (1.0,) * len(tokens),
                "".join(tokens),
                tuple(found),
                tuple(pinyin),
                simplified,
            )
        ]


def _one_abdul(tokens: list[str]) -> list[str]:
    """Abd al-Aziz, Abd ul Aziz and Abdul Aziz are one name: the first two as the third."""
    found: list[str] = []
    for token in tokens:
        plainly = _DOUBLED.sub(r"\1", token.translate(DIGIT_LETTERS))  # Abbd and Abde1 are slips of it
        if found and found[-1] == "abd" and token in _ARTICLES:
            found[-1] = "abdul"
        elif found and (found[-1], token) == ("abd", "allah"):
            found[-1] = "abdullah"
        else:
            found.append(_ABD.get(plainly, token))
    return found


def _cut_off(text: str) -> bool:
    """Whether the text is as long as a field that cuts names off, counted without invisible characters."""
    seen = plain(text)
    return len(seen) in TITLE_LENGTHS or len(seen.strip()) in TITLE_LENGTHS


def _family_place(text: str) -> FamilyPlace:
    """Where the writer says that the family name stands: before a comma, beside a hyphened name, in capitals alone."""
    head, comma, tail = text.partition(",")
    if comma and len(head.split()) == 1 and tail.strip():
        return "first"
    pieces = text.replace(",", " ").split()
    hyphened = ["-" in piece for piece in pieces]
    capitals = [piece.isupper() for piece in pieces if len(piece) > 1]
    beside = hyphened == [True, False]
    return "last" if beside or (capitals[-1:] == [True] and sum(capitals) == 1 and len(capitals) > 1) else ""


def _said_once(tokens: list[str]) -> list[str]:
    """A name without the words that it says again; a name that is one word said twice stays, and so do initials."""
    once = list(dict.fromkeys(tokens))
    if len(once) == 1 or len(once) == len(tokens):
        return tokens
    return [t for i, t in enumerate(tokens) if len(t) == 1 or t not in tokens[:i]]


def _login(token: str) -> str:
    """A long word with two or more digits at its end is a login name: without them."""
    bare = token.rstrip("0123456789")
    return bare if len(bare) >= 6 and len(token) - len(bare) >= 2 else token


def _marked_words(text: str) -> list[str]:
    """The words of a name in small letters, apostrophes kept and joined to the letter before them."""
    joined = re.sub(r"\s*'\s*(?=(?:n|ng|l|k|m|p|t|)\b)", "'", _MARK.sub("'", plain(text))).lower()
    return re.findall(r"[a-z']+", joined)
