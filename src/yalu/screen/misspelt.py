"""Which word of the trade was meant by a misspelt, cut, glued or abbreviated one?

"Trdaing", "Trad1ng", "Trdng", "Tra ding" and "KumsanTrading" hold the word trading. Only the name asked for is read so, and only
beside the reading as it stands: a firm may be called Marina, and that is not marine.
Assumes words of five letters or more: shorter ones are too near to too many names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from yalu.screen.text import inner_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["TradeWords"]

_KINDS = frozenset(("type", "unit", "legal", "country"))
_SHORTEST, _SHORTEST_SLIP, _SHORTEST_NAME = 5, 6, 4
_SHORTEST_TURNED = 4
_SHORTEST_CHANGED = 7  # of a word whose first letter may be the slip
_GLUED_FORMS = ("llc", "jsc", "pjsc", "ojsc", "cjsc", "fze", "fzco", "dmcc", "plc", "ltd", "gmbh")
_DIGITS = str.maketrans("015869", "olsbbg")


class TradeWords:
    """The words of a table of firms' words, found by what is near them."""

    def __init__(self, phrases: Mapping[str, tuple[str, str]], common: frozenset[str]) -> None:
        self._phrases, self._common = phrases, common
        known = sorted(
            w
            for w, (kind, _) in phrases.items()
            if kind in _KINDS and w.isascii() and w.isalpha() and len(w) >= _SHORTEST
        )
        self._words = frozenset(known)
        self._near: dict[str, list[str]] = {}
        self._frames: dict[str, str] = {}
        for word in known:
            for text in {word, *_deletions(word)}:
                self._near.setdefault(text, []).append(word)
            self._frames.setdefault(inner_frame(word), word)
        forms = [
            w for w, (kind, _) in phrases.items() if kind == "legal" and w.isascii() and len(w) in (3, 4)
        ]
        self._forms = {
            n: {w[:i] + w[i + 1 :] for w in forms if len(w) == n for i in range(n)} for n in (3, 4)
        }
        self._turned: dict[str, list[str]] = {}
        for word in sorted(phrases):
            if word.isascii() and word.isalpha() and 2 <= len(word) < _SHORTEST_SLIP:
                self._turned.setdefault("".join(sorted(word)), []).append(word)
        self.meant = lru_cache(maxsize=5_000)(self._meant)

    def _meant(self, word: str) -> str | None:
        read = word.translate(_DIGITS)
        if read in self._words:
            return read
        if len(read) >= _SHORTEST_SLIP:
            near = (w for text in (read, *_deletions(read)) for w in self._near.get(text, ()))
            found = next(
                (
                    w
                    for w in near
                    if (w[0] == read[0] or len(w) >= _SHORTEST_CHANGED) and OSA.distance(w, read) == 1
                ),
                None,
            )
            if found is not None:
                return found
        if len(word) >= _SHORTEST_TURNED:
            found = self._with_letters_turned(word, _KINDS)
            if found is not None:
                return found
        if len(word) >= 3 and inner_frame(word) == word:  # Trdng, Mgmnt: no vowel inside
            return self._frames.get(word)
        return None

    def _with_letters_turned(self, word: str, kinds: frozenset[str]) -> str | None:
        """The short word of some kinds that has two neighbouring letters in the other order."""
        same = self._turned.get("".join(sorted(word)), ())
        return next((w for w in same if self._phrases[w][0] in kinds and OSA.distance(w, word) == 1), None)

    def repaired(self, tokens: Sequence[str], *, cut: bool) -> tuple[list[str], int] | None:
        """The words with those of the trade put right, and how many were; None where none is misspelt.

        Args:
            cut: the text ends where a field ends; its last word may be the beginning of one.
        """
        found: list[str] = []
        slips = place = 0
        while place < len(tokens):
            word, after = tokens[place], tokens[place + 1 : place + 2]
            read = [word] if word in self._phrases or word.isdigit() else self._read(word)
            if read is None and after and word + after[0] in self._words:
                read, place = [word + after[0]], place + 1
            elif read is None and (not after or not place) and len(tokens) > 1:
                read = self._form_at_an_end(word, first=not place)
            if read is None and not after and cut:
                read = self._begun(word)
            if read is None and not after and self._is_form(word):
                read = []
            slips += read != [word] and read is not None
            found += [word] if read is None else read
            place += 1
        return (found, slips) if slips else None

    def _form_at_an_end(self, word: str, *, first: bool) -> list[str] | None:
        """A legal form with letters turned (JCS), or glued to the name (LLCNNK, DALKOSLLC)."""
        turned = self._with_letters_turned(word, frozenset(("legal",)))
        if turned is not None:
            return [turned]
        for form in _GLUED_FORMS:
            bare = word.removeprefix(form) if first else word.removesuffix(form)
            if bare != word and len(bare) >= _SHORTEST_NAME:
                return [form, bare] if first else [bare, form]
        return None

    def _is_form(self, word: str) -> bool:
        """Is a short word at the end a legal form but for one letter (FZF for FZE)?"""
        return len(word) in (3, 4) and any(
            word[:i] + word[i + 1 :] in self._forms[len(word)] for i in range(len(word))
        )

    def _begun(self, word: str) -> list[str] | None:
        """The word that a cut one is the beginning of; none where it may be several, None where no word begins so."""
        known = [w for w in self._phrases if w.startswith(word) and " " not in w]
        if not known:
            return None
        return known[:1] if len({self._phrases[w] for w in known}) == 1 else []

    def _read(self, word: str) -> list[str] | None:
        meant = self.meant(word)
        if meant is not None:
            return [meant]
        for k in range(_SHORTEST_NAME, len(word) - _SHORTEST + 1):
            if word[k:] in self._words and word[:k] not in self._common:
                return [word[:k], word[k:]]
        return None


def _deletions(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]
