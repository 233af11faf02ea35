"""What are the parts of a firm's name: its core, what it does, its office, its country, its number, its legal form?

A name gives one row, or several where it holds an acronym in parentheses, two names with a stroke between, or characters
that are read in two ways.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING

from yalu.screen.cyrillic import is_cyrillic, korean_spellings
from yalu.screen.firm_words import FirmWords
from yalu.screen.misspelt import TradeWords
from yalu.screen.rows import MASKS, TITLE_LENGTHS, Row, by_script, number_bit, slashed, spelt
from yalu.screen.text import is_han, is_hangul, latin, plain, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yalu.screen.read import Tables

__all__ = ["FirmNames"]

_ADJECTIVE = re.compile(
    "(?<=[a-z]{4})sk(?:ii|iy|ij|aya|aia|oe|oye|ogo)$"
)  # Muromskii zavod is the plant of Murom
_FEWEST = 3  # words that an acronym at the end of a name has to be made of
_ACRONYM = re.compile(r"\(([^\W\d_a-z]{2,8})\)")
_BU = ("department", "ministry")
_MOST_SPELT = 9
_FEWEST_TRADE = 12.0
_FEWEST_LETTERS = 2.5  # of a core that misspelt words of trade leave; a common word counts half its letters
_VAGUE = frozenset(("international", "general", "group", "holding", "business"))


class FirmNames:
    """Turns firms' names into rows."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.words = FirmWords(tables)
        self._trade = TradeWords(tables.organisation, tables.common)

    def rows(self, text: str) -> list[Row]:
        """The rows of a firm; two names of two words or more that a stroke parts are each a name too."""
        parts = [part.strip() for part in text.split("/")]
        named = []
        if len(parts) == 2 and all(len(words(part)) > 1 for part in parts):
            named = [self._one_name(part) for part in parts]
        alone = all(found and not found[0].coreless for found in named)
        return self._one_name(text) + ([row for found in named for row in found] if alone else [])

    def repaired(self, row: Row) -> list[Row]:
        """A firm with its misspelt words of trade put right; a name must remain, or three words of trade."""
        words_of = [t for t in (latin(w) for w in slashed(row.text)) if t]
        put_right = self._trade.repaired(words_of, cut=row.cut)
        if put_right is None:
            return []
        tokens, slips = put_right
        other = self._row(row.text, tokens)
        told = other.letters >= (_FEWEST_TRADE if other.coreless else _FEWEST_LETTERS)
        return [other._replace(slips=slips, cut=row.cut)] if told else []

    def whole_rows(self, text: str) -> list[Row]:
        """A person's name as a firm's: one word of all its letters, to be met by the same one."""
        pieces = [pair for word in words(text) for pair in by_script(word)]
        letters = dict.fromkeys(self._in_latin(pieces, how) for how in ("pinyin", "korean"))
        return [
            Row(
                text,
                "organisation",
                (one,),
                (1.0,),
                one,
                whole=one,
                letters=float(min(len(one), 10)),
                personal=True,
            )
            for one in letters
        ]

    def _in_latin(self, pieces: Sequence[tuple[str, str]], how: str) -> str:
        mandarin = self._tables.mandarin
        return "".join(
            latin(piece) if script == "latin" else spelt(mandarin.simplified(piece), how, mandarin)
            for piece, script in pieces
        )

    def _one_name(self, text: str) -> list[Row]:
        clean = plain(text).upper() if text.islower() else plain(text)
        acronym = next((found for found in _ACRONYM.findall(clean) if found.isupper()), "")
        acronym = "" if latin(acronym) in self.words else acronym
        body = _ACRONYM.sub(" ", clean) if acronym and _ACRONYM.sub(" ", clean).strip() else clean
        if not acronym and self._ends_in_acronym(latin(clean).split()):
            body, _, acronym = clean.strip().rpartition(" ")
        if any(is_hangul(c) or is_han(c) for c in body):
            found = [self._row(text, tokens) for tokens in self._east_tokens(body)]
        else:
            found = [self._row(text, tokens) for tokens in self._latin_tokens(slashed(body))]
        if acronym:
            found.append(self._row(acronym, [latin(acronym)]))
        return [row for row in found if row.tokens]

    def _latin_tokens(self, body: Sequence[str]) -> list[list[str]]:
        """The words of a firm in Latin letters, and again as Korean ones where Cyrillic ones that are not of the trade may be."""
        plainly = ((word, latin(word)) for word in body)
        every = [
            [self._noun(token), *self._korean_in_cyrillic(word, token)] for word, token in plainly if token
        ]
        spelt_so = islice(product(*every), _MOST_SPELT)
        return [list(tokens) for tokens in spelt_so]

    def _noun(self, token: str) -> str:
        """A Russian adjective without its ending, but for those that the table knows."""
        return token if token in self.words else _ADJECTIVE.sub("", token)

    def _korean_in_cyrillic(self, word: str, token: str) -> list[str]:
        if not is_cyrillic(word) or token in self.words:
            return []
        return [one for one in korean_spellings(word) if self._tables.korean.divisions(one)]

    def _ends_in_acronym(self, tokens: list[str]) -> bool:
        """Whether the last word is made of the first letters of those before it, with or without their legal forms."""
        *name, last = tokens or [""]
        if not 3 <= len(last) <= 8 or len(name) < 3 or last in self.words:
            return False
        return _spells(last, name) or _spells(last, self.words.without_forms(name))

    def _east_tokens(self, text: str) -> list[list[str]]:
        """The words of a Korean or Chinese firm, known ones kept, the rest spelt by each of the readings."""
        pieces: list[str] = []
        for word in words(text):
            for piece, script in by_script(word):
                pieces += (
                    [latin(piece)]
                    if script == "latin"
                    else self.words.divided(self._tables.mandarin.simplified(piece))
                )
        read = [tuple(filter(None, (self._spell(p, how) for p in pieces))) for how in ("pinyin", "korean")]
        # 부 at the end is a department or a ministry: Koreans do not say which.
        read += [(*tokens[:-1], office) for tokens in read if tokens[-1:] == ("부",) for office in _BU]
        return [list(tokens) for tokens in dict.fromkeys(read)]

    def _spell(self, piece: str, how: str) -> str:
        if piece.isascii() or piece in self.words:
            return piece
        return spelt(piece, how, self._tables.mandarin)

    def _row(self, text: str, tokens: Sequence[str]) -> Row:
        """Sorts the words of a firm: what it is named stays, what it does and is goes into the masks."""
        order = self.words.sorted(tokens)
        named = [word for kind, word in order if kind == "core"]
        core = named or _named_by_trade(order) or list(tokens)
        told = {kind: {word for k, word in order if k == kind} for kind in MASKS}
        counted = self.words.without_forms(tokens)
        initials = "".join(t[0] for t in counted)
        countries = sum(kind == "country" for kind, _ in order)
        bare = not told["legal"] and not told["type"] and len(tokens) - countries == 1
        office = not told["legal"] and bool(told["unit"]) and 3 <= len(initials) <= 6
        cut = (
            len(plain(text).strip()) in TITLE_LENGTHS and order[-1][0] == "core"
        )  # a word of the table is whole
        return Row(
            text, "organisation", tuple(core), (1.0,) * len(core), "".join(core), masks=self._masks(told), cut=cut, open=cut,
            acronym=initials if office else "", bare=bare and 3 <= len("".join(core)) <= 6, coreless=not named,
            letters=self._letters(named) if named else _letters_of_trade(told), whole="".join(counted),
        )  # fmt: skip

    def _masks(self, told: Mapping[str, set[str]]) -> tuple[int, ...]:
        return tuple(
            sum({number_bit(w) if kind == "number" else self.words.bit(kind, w) for w in told[kind]})
            for kind in MASKS
        )

    def _letters(self, core: Sequence[str]) -> float:
        return sum(min(len(t), 10) * (0.5 if t in self._tables.common else 1.0) for t in core)


def _named_by_trade(order: Sequence[tuple[str, str]]) -> list[str]:
    """What stands for the core of a firm without one: its trade and office, else its country, else its number or form."""
    for kinds in (("type", "unit"), ("country",), ("number", "legal")):
        if found := [word for kind, word in order if kind in kinds]:
            return list(dict.fromkeys(found)) if "type" in kinds else found
    return []


def _letters_of_trade(told: Mapping[str, set[str]]) -> float:
    """What the name of a firm without a core tells, in letters: each word of trade, each country and a high number a little."""
    words_told = (told["type"] | told["unit"] | told["country"]) - _VAGUE
    return 4.0 * (len(words_told) + any(len(number) > 1 for number in told["number"]))


def _spells(acronym: str, tokens: list[str]) -> bool:
    """Whether an acronym is made of one to three first letters of each of the first words, three or more of them."""
    return _reaches(acronym, tokens, _FEWEST)


def _reaches(rest: str, tokens: list[str], needed: int) -> bool:
    if not rest or not tokens:
        return not rest and needed <= 0
    return any(
        rest.startswith(tokens[0][:taken]) and _reaches(rest[taken:], tokens[1:], needed - 1)
        for taken in range(1, min(3, len(tokens[0])) + 1)
    )
