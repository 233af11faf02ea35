"""What are the parts of a name: its words with their weights, its syllables, its kind of firm, its numbers?

A text gives one row, or several where it holds two scripts ("KIM Ho Kyu 김호규") or an acronym in parentheses.
Shapes: `tokens` and `weights` are of one length; `masks` has one set of bits for each of `MASKS`, one bit a word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple
from zlib import crc32

from yalu.screen.arabic import arabic_tokens, is_arabic
from yalu.screen.cyrillic import is_cyrillic, korean_spellings
from yalu.screen.korean import FamilyPlace, Reading, dprk_spelling
from yalu.screen.misspelt import TradeWords
from yalu.screen.text import is_han, is_hangul, latin, plain, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.screen.chinese import PinyinReading
    from yalu.screen.read import Tables

__all__ = ["MASKS", "Analyser", "Kind", "Row", "analyser_of", "core_fold", "spelling_fold"]

Kind = Literal["person", "organisation", "vessel"]
MASKS = ("type", "unit", "country", "number", "legal")
TITLE_LENGTHS = frozenset((20, 35))  # fields of payment messages and old customs forms cut names there
_DOUBLED = re.compile(r"(.)\1+")
_ADJECTIVE = re.compile(
    "(?<=[a-z]{4})sk(?:ii|iy|ij|aya|aia|oe|oye|ogo)$"
)  # Muromskii zavod is the plant of Murom
_FEWEST = 3  # words that an acronym at the end of a name has to be made of
_ACRONYM = re.compile(r"\(([^\W\d_a-z]{2,8})\)")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_VESSEL_STOP = frozenset(("mv", "mt", "ms", "ss", "no", "the", "vessel", "ship", "ho", "dprk", "tanker"))
_HUNDRED = 100
_ORDINAL_END = re.compile("(?<=[0-9])(?:st|[nr]d|th)$")
_OWN_BITS = 50
_FEWEST_TRADE = 12.0
_FEWEST_LETTERS = 2.5  # of a core that misspelt words of trade leave; a common word counts half its letters
_MOST_RUSSIAN = 24
_PARTICLE, _INITIAL = 0.3, 0.6
# Before a number: the second, the third; number two.
_ORDINAL = frozenset(("che", "je", "제", "第", "no", "nr", "num", "number", "nomer"))
_VAGUE = frozenset(("international", "general", "group", "holding", "business"))
_ARTICLES = frozenset(("al", "el", "ul", "ol", "ar", "as", "ur", "ad"))
_FOLDS = (
    ("ch", "j"),
    ("eo", "o"),
    ("eu", "u"),
    ("oo", "u"),
    ("ae", "e"),
    ("h", ""),
    ("k", "g"),
    ("t", "d"),
    ("p", "b"),
    ("r", "l"),
    ("y", "i"),
)
# After the folds: where two syllables meet, some lists write the first sound as it is spoken (Amnok for Ap-rok).
_ASSIMILATED = tuple(
    (re.compile(written), spoken)
    for written, spoken in (
        ("b(?=[lnm])", "m"), ("d(?=[lnm])", "n"), ("(?<!n)g(?=[lnm])", "ng"), ("(?<=ng)l|(?<=m)l", "n"), ("nl|ln", "l"),
    )
)  # fmt: skip


class Row(NamedTuple):
    """One analysed spelling of a name."""

    text: str
    kind: Kind
    tokens: tuple[str, ...]
    weights: tuple[float, ...]
    joined: str
    korean: tuple[Reading, ...] = ()
    pinyin: tuple[PinyinReading, ...] = ()
    han: str = ""
    masks: tuple[int, ...] = (0, 0, 0, 0, 0)
    cut: bool = False
    acronym: str = ""
    bare: bool = False
    coreless: bool = False
    letters: float = 0.0
    whole: str = ""
    slips: int = 0
    open: bool = False
    personal: bool = False


def spelling_fold(text: str) -> str:
    """A text with Korean spellings of one sound written as one: k and g, t and d, ch and j."""
    for spelling, letter in _FOLDS:
        text = text.replace(spelling, letter)
    return text


def core_fold(text: str) -> str:
    """A name's core with Korean spellings of one sound written as one, where two syllables meet as well.

    >>> core_fold("taesong") == core_fold("daesong"), core_fold("aprokgang") == core_fold("amnokgang")
    (True, True)
    """
    text = spelling_fold(text)
    for written, spoken in _ASSIMILATED:
        text = written.sub(spoken, text)
    return _DOUBLED.sub(r"\1", text)


def _number_bit(number: str) -> int:
    return 1 << (
        int(number)
        if number.isdigit() and len(number) < 3 and int(number) < 40
        else 40 + crc32(number.encode()) % 23
    )


@lru_cache(maxsize=2)
def analyser_of(tables: Tables) -> Analyser:
    """The analyser of some tables, made once."""
    return Analyser(tables)


def _whole_name(text: str, letters: str) -> Row:
    """A person's name as a firm's: one word, to be met by the same one."""
    size = float(min(len(letters), 10))
    return Row(text, "organisation", (letters,), (1.0,), letters, whole=letters, letters=size, personal=True)


class Analyser:
    """Turns names into rows; holds the tables and nothing else."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._phrases = tables.organisation
        self._bits: dict[tuple[str, str], int] = {}
        for kind, word in dict.fromkeys(
            self._phrases.values()
        ):  # the rarest words of one kind, last in the table, may share a bit: it hides a difference
            place = sum(k == kind for k, _ in self._bits)
            self._bits[kind, word] = 1 << (
                place if place < _OWN_BITS else _OWN_BITS + place % (63 - _OWN_BITS)
            )
        self._trade = TradeWords(self._phrases, tables.common)
        self._longest = max(spelling.count(" ") for spelling in self._phrases) + 1
        self._east = frozenset(s for s in self._phrases if is_hangul(s[0]) or is_han(s[0]))
        self._east_lengths = sorted({len(word) for word in self._east}, reverse=True)

    def rows(self, text: str, kind: Kind) -> list[Row]:
        """The rows of one name; empty where nothing in it can be read."""
        if kind == "vessel":
            return self._vessel(text)
        if kind == "organisation":
            return self._organisation(text)
        return self._person(text)

    def _repaired_too(self, text: str, kind: Kind) -> list[Row]:
        found = self.rows(text, kind)
        if kind == "organisation":
            return found + [row for one in found for row in self._repaired(one)]
        if kind == "vessel" and _DIGIT_BY_LETTER.search(text):
            read = self._vessel(text.lower().translate(_DIGIT_LETTERS))
            return found + [row for row in read if row.joined not in {one.joined for one in found}]
        return found

    def _repaired(self, row: Row) -> list[Row]:
        """A firm with its misspelt words of trade put right; a name must remain, or three words of trade."""
        words_of = [t for t in (latin(w) for w in _slashed(row.text)) if t]
        put_right = self._trade.repaired(words_of, cut=row.cut)
        if put_right is None:
            return []
        tokens, slips = put_right
        other = self._firm(row.text, tokens)
        told = other.letters >= (_FEWEST_TRADE if other.coreless else _FEWEST_LETTERS)
        return [other._replace(slips=slips, cut=row.cut)] if told else []

    # ---- parties of unknown kind

    def listed_rows(self, text: str, kind: Kind, kinds: Sequence[Kind]) -> list[Row]:
        """The rows of a listed name as one kind of those that its bearer may be."""
        told = self._kind_told(text) if len(kinds) > 1 else None
        if told == "organisation" and kind == "person":
            return []
        found = self.rows(text, kind)
        return [row._replace(personal=True) for row in found] if told == "person" else found

    def asked_rows(self, text: str, kind: Kind, kinds: Sequence[Kind]) -> list[Row]:
        """The rows of a name asked for, in the same way: besides its own those that it has once slips are put right.

        What is plainly a person's name is asked for among firms by all its letters, whatever else they may mean.
        """
        told = self._kind_told(text) if len(kinds) > 1 else None
        if told == "organisation" and kind == "person":
            return []
        if told == "person" and kind == "organisation":
            return [_whole_name(text, letters) for letters in self._whole_letters(text)]
        return self._repaired_too(text, kind)

    def _kind_told(self, text: str) -> Kind | None:
        """What a name tells of its bearer: a firm where it has a legal form or two other words that firms have.

        Without any of them it is a person's where it reads as Korean or Chinese.
        """
        kinds = [self._phrases[token][0] for token in self._words_of(text) if token in self._phrases]
        kinds = [kind for kind in kinds if kind not in ("stop", "core", "number")]
        if "legal" in kinds or len(kinds) > 1:
            return "organisation"
        persons = not kinds and any(row.korean or row.pinyin for row in self._person(text))
        return "person" if persons else None

    def _words_of(self, text: str) -> list[str]:
        """The words of a name, those left out that may be a syllable of one (Sa, Ag, 주)."""
        tokens = [
            token
            for word in words(text)
            for piece, script in _by_script(word)
            for token in (
                [latin(piece)] if script == "latin" else self._divide(self.tables.mandarin.simplified(piece))
            )
        ]
        return [token for token in tokens if not self._is_syllable(token)]

    def _is_syllable(self, token: str) -> bool:
        """May this word of a firm be part of a name: one Korean or Chinese syllable, or two letters (Sa, Ag, 주)?"""
        if (len(token) < 3 and token.isascii()) or len(token) == 1:
            return True
        divided = self.tables.korean.divisions(token) + self.tables.mandarin.divisions(token)
        return any(len(division) == 1 for division in divided)

    def _whole_letters(self, text: str) -> list[str]:
        pieces = [pair for word in words(text) for pair in _by_script(word)]
        simplified = self.tables.mandarin.simplified
        spelt = [
            "".join(
                latin(p) if script == "latin" else self._letters(simplified(p), how) for p, script in pieces
            )
            for how in ("pinyin", "korean")
        ]
        return list(dict.fromkeys(spelt))

    # ---- persons

    def _person(self, text: str) -> list[Row]:
        groups: dict[str, list[str]] = {"latin": [], "arabic": [], "hangul": [], "han": []}
        for word in words(text):
            for piece, script in _by_script(word):
                groups[script].append(piece)
        found = []
        for letters in ("latin", "arabic"):
            if groups[letters]:
                found += self._latin_person(text, groups[letters])
        if groups["hangul"]:
            found += self._hangul_person(text, "".join(groups["hangul"]))
        if groups["han"]:
            found += self._han_person(text, "".join(groups["han"]))
        return found

    def _latin_person(self, text: str, raw: Sequence[str]) -> list[Row]:
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
                self.tables.korean.marked_readings([marked[-1], *marked[:-1]] if family == "last" else marked)
                or readings
            )
        if all(map(is_cyrillic, raw)):
            readings, pinyin = self._from_russian(raw)
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
            if t in self.tables.particles
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
        low, titles = text.lower(), self.tables.titles
        divisible = self.tables.korean.divisions, self.tables.mandarin.divisions
        kept = [
            t
            for t in tokens
            if t not in titles or (f"{t}." not in low and any(divide(t) for divide in divisible))
        ]
        return kept or tokens

    def _syllables(
        self, tokens: Sequence[str], family: FamilyPlace
    ) -> tuple[list[Reading], list[PinyinReading]]:
        korean, mandarin = self.tables.korean, self.tables.mandarin
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
        table, names = self.tables.korean, self.tables.mandarin.syllables
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
        korean, mandarin = self.tables.korean, self.tables.mandarin
        if not 2 <= len(raw) <= 4:
            return [], []
        spelt = list(product(*map(korean_spellings, raw)))[:_MOST_RUSSIAN]
        readings = [reading for words in spelt for reading in korean.readings(words, "first")]
        pinyin = mandarin.russian_readings(raw)
        return list(dict.fromkeys(readings))[:_MOST_RUSSIAN] + self._as_korean(pinyin, bool(readings)), pinyin

    def _hangul_person(self, text: str, name: str) -> list[Row]:
        table, mandarin = self.tables.korean, self.tables.mandarin
        tokens = tuple(dprk_spelling(name).lower().split())
        readings, pinyin = table.hangul_readings(name), mandarin.hangul_readings(name)
        return [
            Row(text, "person", tokens, (1.0,) * len(tokens), "".join(tokens), tuple(readings), tuple(pinyin))
        ]

    def _han_person(self, text: str, name: str) -> list[Row]:
        table, mandarin = self.tables.korean, self.tables.mandarin
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

    # ---- organisations

    def _organisation(self, text: str) -> list[Row]:
        """The rows of a firm; two names of two words or more that a stroke parts are each a name too."""
        parts = [part.strip() for part in text.split("/")]
        named = []
        if len(parts) == 2 and all(len(words(part)) > 1 for part in parts):
            named = [self._one_organisation(part) for part in parts]
        alone = all(found and not found[0].coreless for found in named)
        return self._one_organisation(text) + ([row for found in named for row in found] if alone else [])

    def _one_organisation(self, text: str) -> list[Row]:
        clean = plain(text).upper() if text.islower() else plain(text)
        acronym = next((found for found in _ACRONYM.findall(clean) if found.isupper()), "")
        acronym = "" if latin(acronym) in self._phrases else acronym
        body = _ACRONYM.sub(" ", clean) if acronym and _ACRONYM.sub(" ", clean).strip() else clean
        if not acronym and self._ends_in_acronym(latin(clean).split()):
            body, _, acronym = clean.strip().rpartition(" ")
        if any(is_hangul(c) or is_han(c) for c in body):
            found = [self._firm(text, tokens) for tokens in self._east_tokens(body)]
        else:
            found = [
                self._firm(text, [t for t in (_ADJECTIVE.sub("", latin(w)) for w in _slashed(body)) if t])
            ]
        if acronym:
            found.append(self._firm(acronym, [latin(acronym)]))
        return [row for row in found if row.tokens]

    def _ends_in_acronym(self, tokens: list[str]) -> bool:
        """Whether the last word is made of the first letters of those before it, with or without their legal forms."""
        *name, last = tokens or [""]
        if not 3 <= len(last) <= 8 or len(name) < 3 or last in self._phrases:
            return False
        without = [token for token in name if self._phrases.get(token, ("", ""))[0] not in ("stop", "legal")]
        return _spells(last, name) or _spells(last, without)

    def _east_tokens(self, text: str) -> list[list[str]]:
        """The words of a Korean or Chinese firm, known ones kept, the rest spelt by each of the readings."""
        pieces: list[str] = []
        for word in words(text):
            for piece, script in _by_script(word):
                pieces += (
                    [latin(piece)]
                    if script == "latin"
                    else self._divide(self.tables.mandarin.simplified(piece))
                )
        spelt = {
            "pinyin": [self._spell(p, "pinyin") for p in pieces],
            "korean": [self._spell(p, "korean") for p in pieces],
        }
        return [list(t) for t in dict.fromkeys(tuple(filter(None, tokens)) for tokens in spelt.values())]

    def _divide(self, piece: str) -> list[str]:
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
        rest = piece[1:]
        return not rest or (
            self._phrases[piece[0]][0] == "type"
            and any(
                rest[:length] in self._east and (len(rest) == length or self._stands(rest[length - 1 :]))
                for length in self._east_lengths
            )
        )

    def _spell(self, piece: str, how: str) -> str:
        if piece.isascii() or piece in self._phrases:
            return piece
        return self._letters(piece, how)

    def _letters(self, piece: str, how: str) -> str:
        letters = []
        for c in piece:
            if is_hangul(c):
                letters.append(dprk_spelling(c).lower())
                continue
            entry = self.tables.mandarin.han(c)
            korean = entry.korean[:1] if how == "korean" else ()
            letters.append(
                dprk_spelling(korean[0]).lower() if korean else entry.pinyin[0] if entry.pinyin else latin(c)
            )
        return "".join(letters)

    def _firm(self, text: str, tokens: Sequence[str]) -> Row:
        """Sorts the words of a firm: what it is named stays, what it does and is goes into the masks."""
        sorted_words: dict[str, list[str]] = {kind: [] for kind in (*MASKS, "core", "stop")}
        order: list[tuple[str, str]] = []
        start = 0
        while start < len(tokens):
            if tokens[start] in _ORDINAL and tokens[start + 1 : start + 2] and tokens[start + 1].isdigit():
                start += 1
            kind, word, length = self._phrase_at(tokens, start)
            sorted_words[kind].append(word)
            order.append((kind, word))
            start += length
        named = [word for kind, word in order if kind == "core"]
        core = (
            named
            or list(dict.fromkeys(word for kind, word in order if kind in ("type", "unit")))
            or [w for k, w in order if k == "country"]
        )
        core = core or [word for kind, word in order if kind in ("number", "legal")] or list(tokens)
        masks = tuple(
            sum({_number_bit(w) if kind == "number" else self._bits[kind, w] for w in sorted_words[kind]})
            for kind in MASKS
        )
        initials = "".join(t[0] for t in tokens if self._phrases.get(t, ("", ""))[0] not in ("stop", "legal"))
        plain_body = not sorted_words["legal"] and not sorted_words["type"]
        bare = plain_body and len(tokens) - len(sorted_words["country"]) == 1 and 3 <= len("".join(core)) <= 6
        spelt = not sorted_words["legal"] and bool(sorted_words["unit"]) and 3 <= len(initials) <= 6
        weight = sum(min(len(t), 10) * (0.5 if t in self.tables.common else 1.0) for t in core)
        if not named:  # a firm named by its trade alone: each word and each country tells a little
            told = set(sorted_words["type"] + sorted_words["unit"] + sorted_words["country"]) - _VAGUE
            weight = 4.0 * (len(told) + any(len(number) > 1 for number in sorted_words["number"]))
        weights = (1.0,) * len(core)
        cut = (
            len(plain(text).strip()) in TITLE_LENGTHS and order[-1][0] == "core"
        )  # a word of the table is whole
        return Row(
            text, "organisation", tuple(core), weights, "".join(core), masks=masks, cut=cut,
            open=cut, acronym=initials if spelt else "", bare=bare, coreless=not named, letters=weight,
            whole="".join(t for t in tokens if self._phrases.get(t, ("", ""))[0] not in ("stop", "legal")),
        )  # fmt: skip

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
        if bare.isdigit() or word in _ROMAN:
            return "number", _ROMAN.get(word, bare.lstrip("0")), 1
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

    # ---- vessels

    def _vessel(self, text: str) -> list[Row]:
        pieces = [pair for word in _slashed(text) for pair in _by_script(word)]
        readings = ("korean", "pinyin") if any(script == "han" for _, script in pieces) else ("korean",)
        found = []
        for how in readings:
            spelt = [
                latin(p) if s == "latin" else self._letters(self.tables.mandarin.simplified(p), how)
                for p, s in pieces
            ]
            tokens = [t for word in spelt for t in re.findall(r"[a-z]+(?:\d+[a-z]+)*|\d+", word)]
            row = self._ship(text, tokens)
            if row is not None:
                found.append(row)
        return found

    def _ship(self, text: str, tokens: Sequence[str]) -> Row | None:
        letters = [t for t in tokens if not t.isdigit()]
        kept = [t for t in letters if t not in _VESSEL_STOP] or letters
        last = letters[-1:] if letters and letters[-1] in _ROMAN and len(letters) > 1 else []
        kept = [t for t in kept if t not in last] or kept
        numbers = [t.lstrip("0") for t in tokens if t.isdigit()] + [_ROMAN[t] for t in last]
        if not kept and not numbers:
            return None
        names = tuple(kept or numbers)
        mask = sum({_number_bit(n) for n in numbers})
        return Row(text, "vessel", names, (1.0,) * len(names), "".join(names), masks=(0, 0, 0, mask, 0))


_DIGIT_LETTERS = str.maketrans("015869", "olsbbg")
_DIGIT_BY_LETTER = re.compile(r"[A-Za-z]\d|\d[A-Za-z]")
_ABD = {"abd": "abd", "abdul": "abdul", "abdel": "abdul", "abdal": "abdul", "abdol": "abdul"}


def _one_abdul(tokens: list[str]) -> list[str]:
    """Abd al-Aziz, Abd ul Aziz and Abdul Aziz are one name: the first two as the third."""
    found: list[str] = []
    for token in tokens:
        plainly = _DOUBLED.sub(r"\1", token.translate(_DIGIT_LETTERS))  # Abbd and Abde1 are slips of it
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


def _by_script(word: str) -> list[tuple[str, str]]:
    """A word in runs of one script each."""
    found: list[tuple[str, str]] = []
    for char in word:
        script = "hangul" if is_hangul(char) else "han" if is_han(char) else "latin"
        script = "arabic" if is_arabic(char) else script
        if found and found[-1][1] == script:
            found[-1] = (found[-1][0] + char, script)
        else:
            found.append((char, script))
    return found


def _login(token: str) -> str:
    """A long word with two or more digits at its end is a login name: without them."""
    bare = token.rstrip("0123456789")
    return bare if len(bare) >= 6 and len(token) - len(bare) >= 2 else token


_MARK = re.compile("['\u2019\u2018`\u02bc]")


def _marked_words(text: str) -> list[str]:
    """The words of a name in small letters, apostrophes kept and joined to the letter before them."""
    joined = re.sub(r"\s*'\s*(?=(?:n|ng|l|k|m|p|t|)\b)", "'", _MARK.sub("'", plain(text))).lower()
    return re.findall(r"[a-z']+", joined)


_SLASHED = re.compile("\\b([A-Za-z\u00c0-\u024f])[/.]\\s?([A-Za-z\u00c0-\u024f])\\b\\.?")


def _slashed(text: str) -> list[str]:
    """The words of a firm or ship: J/V, S.A. and M/V are one word each."""
    previous = None
    while previous != text:
        previous, text = text, _SLASHED.sub(r"\1\2", text)
    return words(text)
