"""Is a listed name, or the number of a listed party, said in a free text?

Every listed name of two words is filed under its rarer word, a longer one under its two rarest: of two words both must stand, of
more one may be missing. A text is cut into words; where one of them leads to a name, the stretch of text around it that holds the
name's words is what the matcher is asked about. A stretch that a text parts from the rest on both sides (its ends, a comma, a
colon, a slash, "C/O") is a whole mention; any other may be a part of a longer name, and is for a person to look at. A name of one
word, as ships have, is asked only where it stands as a whole mention. Names in Chinese or Korean letters are looked for as they
stand, without blanks. Numbers (IMO, BIC, any other of a list) count as whole
words.
Assumes that one of a name's two rarest words is spelt as on the list; one misspelt in both is found in a party's own field only.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from yalu.screen.party import number_of
from yalu.screen.text import latin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yalu.screen.party import Party

__all__ = ["Mention", "Spotter"]

_EASTERN = re.compile("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")  # Chinese letters, Hangul syllables
_EASTERN_NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3()（）·]{2,}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’")
_PARTS = re.compile(
    r"[,;:/\\|()\[\]<>\"\n+*=]|\s-\s|"
    r"(?<!\w)(?:c/o|attn|b/o|o/b/o|a/c|account of|on behalf of|in favou?r of|ship|vessel|mv|m/v|mt)(?!\w)\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{6,20}(?![A-Z0-9])")
_SHORTEST = 4  # letters of a one-word name that is looked for
_WIDER = 3  # words between those of a name that a stretch may hold


class Mention(NamedTuple):
    """A stretch of text that may name the subjects at `places`; `whole` where nothing else stands beside it."""

    text: str
    whole: bool
    places: frozenset[int]


class _Name(NamedTuple):
    """A listed name of several words; `needed` of them must stand together."""

    words: frozenset[str]
    needed: int
    reach: int
    place: int


class Spotter:
    """The listed names, ready to be looked for in free text.

    Args:
        call_signs: the places of listed ships by their call signs, which are looked for in their own field only.
    """

    def __init__(self, subjects: Sequence[Party], call_signs: Mapping[str, int] | None = None) -> None:
        names = [
            (words, place)
            for place, subject in enumerate(subjects)
            for text in subject.names
            if (words := _words_of(text))
        ]
        seen = Counter(word for words, _ in names for word in set(words))
        self._by_word: dict[str, list[_Name]] = {}
        self._single: dict[str, set[int]] = {}
        for words, place in names:
            if len(words) == 1:
                if len(words[0]) >= _SHORTEST:
                    self._single.setdefault(words[0], set()).add(place)
                continue
            distinct = frozenset(words)
            short = len(distinct) <= 2
            name = _Name(distinct, len(distinct) - (not short), len(words) + _WIDER, place)
            for word in sorted(distinct, key=lambda one: (seen[one], one))[: 1 if short else 2]:
                self._by_word.setdefault(word, []).append(name)
        self._eastern: dict[str, list[tuple[str, int]]] = {}  # by the first two letters
        for place, subject in enumerate(subjects):
            for text in subject.names:
                if not text.isascii() and _EASTERN_NAME.fullmatch(joined := text.replace(" ", "")):
                    self._eastern.setdefault(joined[:2], []).append((joined, place))
        self._numbers = {
            number: (kind, place)
            for place, subject in enumerate(subjects)
            for kind, number in subject.identifiers
            if len(number) >= 6
        }

        self._call_signs = call_signs or {}

    def call_sign(self, text: str) -> tuple[str, int] | None:
        """The listed ship's call sign that a field holds, and the ship's place."""
        sign = number_of(text)
        return (sign, self._call_signs[sign]) if sign in self._call_signs else None

    def mentions(self, text: str) -> Iterator[Mention]:
        """The stretches of a text that may name a listed party, each once."""
        seen: set[tuple[str, frozenset[int]]] = set()
        for mention in self._every(text):
            key = (mention.text, mention.places)
            if key not in seen:
                seen.add(key)
                yield mention

    def numbers(self, text: str) -> Iterator[tuple[str, str, int]]:
        """Kind, number and place of each listed number that stands in a text."""
        for match in _NUMBER.finditer(text.upper()):
            for number in dict.fromkeys((match[0], match[0].removeprefix("IMO"), match[0][:8])):
                if number in self._numbers:
                    kind, place = self._numbers[number]
                    if number == match[0] or kind != "other":
                        yield kind, number, place
                        break

    def _every(self, text: str) -> Iterator[Mention]:
        if not text.isascii():
            yield from self._in_eastern(text)
        for part in _PARTS.split(text):
            spoken = [(m.start(), m.end(), _word(m[0])) for m in _WORD.finditer(part)] if part else []
            if not spoken:
                continue
            if len(spoken) == 1 and (places := self._single.get(spoken[0][2])):
                yield Mention(part.strip(), True, frozenset(places))
            yield from self._in_part(part, spoken)

    def _in_part(self, part: str, spoken: list[tuple[int, int, str]]) -> Iterator[Mention]:
        words = [word for _, _, word in spoken]
        present = frozenset(words)
        found: dict[tuple[int, int], set[int]] = {}
        for at, word in enumerate(words):
            for name in self._by_word.get(word, ()):
                if len(name.words & present) >= name.needed and (span := _span(words, at, name)):
                    found.setdefault(span, set()).add(name.place)
        for (first, last), places in found.items():
            stretch = part[spoken[first][0] : spoken[last][1]]
            yield Mention(stretch, first == 0 and last == len(words) - 1, frozenset(places))

    def _in_eastern(self, text: str) -> Iterator[Mention]:
        joined = "".join(text.split())
        for start in range(len(joined) - 1):
            for name, place in self._eastern.get(joined[start : start + 2], ()):
                if joined.startswith(name, start):
                    before, after = joined[:start][-1:], joined[start + len(name) :][:1]
                    yield Mention(name, not (before.isalnum() or after.isalnum()), frozenset((place,)))


def _words_of(text: str) -> tuple[str, ...]:
    if text.isascii():
        return tuple(_WORD.findall(text.lower().replace("'", "")))
    return () if _EASTERN.search(text) else tuple(_word(match[0]) for match in _WORD.finditer(text))


def _word(text: str) -> str:
    return latin(text.translate(_APOSTROPHES)).casefold()


def _span(words: list[str], at: int, name: _Name) -> tuple[int, int] | None:
    """The first and last place around `at` of the words of a name; None where too few stand."""
    low, high = max(0, at - name.reach + 1), min(len(words), at + name.reach)
    here = [place for place in range(low, high) if words[place] in name.words]
    if len({words[place] for place in here}) < name.needed or here[-1] - here[0] + 1 > name.reach:
        return None
    return here[0], here[-1]
