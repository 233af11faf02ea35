"""Which words of a name are those that firms' names are made of: what it does, its office, country, number and legal form?

Words are those of `data/organisation_words.csv`, alone and in phrases; numbers also in words (thirty-nine) and Roman figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.screen.rows import ROMAN, by_script
from yalu.screen.text import is_han, is_hangul, latin, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.screen.read import Tables

__all__ = ["FirmWords"]

_HUNDRED = 100
_ORDINAL_END = re.compile("(?<=[0-9])(?:st|[nr]d|th)$")
_OWN_BITS = 50
# Before a number: the second, the third; number two.
_ORDINAL = frozenset(("che", "je", "제", "第", "no", "nr", "num", "number", "nomer"))


class FirmWords:
    """The words of a table of firms' words, and what each stands for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._phrases = tables.organisation
        self._bits: dict[tuple[str, str], int] = {}
        for kind, word in dict.fromkeys(
            self._phrases.values()
        ):  # the rarest words of one kind, last in the table, may share a bit: it hides a difference
            place = sum(k == kind for k, _ in self._bits)
            self._bits[kind, word] = 1 << (
                place if place < _OWN_BITS else _OWN_BITS + place % (63 - _OWN_BITS)
            )
        self._longest = max(spelling.count(" ") for spelling in self._phrases) + 1
        self._east = frozenset(s for s in self._phrases if is_hangul(s[0]) or is_han(s[0]))
        self._east_lengths = sorted({len(word) for word in self._east}, reverse=True)

    def __contains__(self, word: str) -> bool:
        return word in self._phrases

    def kind(self, word: str) -> str:
        """The kind of a word; empty where it is none of the table."""
        return self._phrases.get(word, ("", ""))[0]

    def bit(self, kind: str, word: str) -> int:
        """The bit that stands for a word of a kind."""
        return self._bits[kind, word]

    def without_forms(self, tokens: Sequence[str]) -> list[str]:
        """Some words without legal forms and those that mean nothing (of, and)."""
        return [token for token in tokens if self.kind(token) not in ("stop", "legal")]

    def sorted(self, tokens: Sequence[str]) -> list[tuple[str, str]]:
        """The phrases in some words, each with its kind: `core` is what is of no other."""
        found: list[tuple[str, str]] = []
        start = 0
        while start < len(tokens):
            if tokens[start] in _ORDINAL and tokens[start + 1 : start + 2] and tokens[start + 1].isdigit():
                start += 1
            kind, word, length = self._phrase_at(tokens, start)
            found.append((kind, word))
            start += length
        return found

    def _phrase_at(self, tokens: Sequence[str], start: int) -> tuple[str, str, int]:
        """The kind of the longest phrase known from a word on, the word it stands for, and how many words it has."""
        said = self._number_said(tokens, start)
        if said is not None:
            return ("number", *said)
        for length in range(min(self._longest, len(tokens) - start), 0, -1):
            entry = self._phrases.get(" ".join(tokens[start : start + length]))
            if entry is not None:
                return (*entry, length)
        word = tokens[start]
        bare = _ORDINAL_END.sub("", word)
        if bare.isdigit() or word in ROMAN:
            return "number", ROMAN.get(word, bare.lstrip("0")), 1
        return "core", word, 1

    def _number_said(self, tokens: Sequence[str], start: int) -> tuple[str, int] | None:
        """A number of several words (thirty-nine, twenty-first, one hundred and ten) and how many they are."""
        total, place = 0, start
        while place < len(tokens):
            after_and = place + (total >= _HUNDRED and tokens[place] == "and")
            kind, word = (
                self._phrases.get(tokens[after_and], ("", "")) if after_and < len(tokens) else ("", "")
            )
            more = int(word) if kind == "number" else 0
            if more == _HUNDRED and total < 10:
                total = max(total, 1) * _HUNDRED
            elif more and (
                not total
                or (total % 100 == 0 and more < 100)
                or (total % 10 == 0 and total % 100 > 10 > more)
            ):
                total += more
            else:
                break
            place = after_and + 1
        return (str(total), place - start) if place - start > 1 else None

    def divided(self, piece: str) -> list[str]:
        """A text in Korean or simplified Chinese letters, cut before and behind each word known."""
        found: list[str] = []
        rest, start = "", 0
        while start < len(piece):
            known = next(
                (
                    word
                    for length in self._east_lengths
                    if (word := piece[start : start + length]) in self._east
                    and (length > 1 or self._stands(piece[start:]))
                ),
                None,
            )
            if known is None:
                rest += piece[start]
                start += 1
                continue
            found += [rest, known] if rest else [known]
            rest, start = "", start + len(known)
        return [*found, rest] if rest else found

    def _stands(self, piece: str) -> bool:
        """Is the first letter a word by itself? At the end it is (국), and before words alone one of trade is (총회사)."""
        return len(piece) == 1 or (self.kind(piece[0]) == "type" and self._is_words(piece[1:]))

    def _is_words(self, piece: str) -> bool:
        """Is a text words of the table from end to end?"""
        return not piece or any(
            piece[:length] in self._east and self._is_words(piece[length:]) for length in self._east_lengths
        )

    def told(self, text: str) -> list[str]:
        """The kinds of the words in a name that firms' names are made of, those left out that may be a syllable of a person's."""
        kinds = [self.kind(token) for token in self._words_of(text) if not self._is_syllable(token)]
        return [kind for kind in kinds if kind not in ("", "stop", "core", "number")]

    def _words_of(self, text: str) -> list[str]:
        simplified = self._tables.mandarin.simplified
        return [
            token
            for word in words(text)
            for piece, script in by_script(word)
            for token in ([latin(piece)] if script == "latin" else self.divided(simplified(piece)))
        ]

    def _is_syllable(self, token: str) -> bool:
        """May this word of a firm be part of a name: one Korean or Chinese syllable, or two letters (Sa, Ag, 주)?"""
        if (len(token) < 3 and token.isascii()) or len(token) == 1:
            return True
        divided = self._tables.korean.divisions(token) + self._tables.mandarin.divisions(token)
        return any(len(division) == 1 for division in divided)
