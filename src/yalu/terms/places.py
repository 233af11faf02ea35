"""Which State or area does a code or a spelling name?

Shapes: one `Place` for each entry of ISO 3166-1, and for each area that trade statistics count without its being there
(former States, "nes" remainders, bunkers, free zones, the European Union, the world).
Sources: ISO 3166-1 (letters), UN M49 (numbers and short English names), UN Comtrade (its own numbers: it counts, for
one, the USA as 842 with its outlying areas); each row of `data/places.csv` names its own.
Assumes that numbers are M49 or Comtrade's. Customs services number partners in their own ways (116 is Cambodia here and
Japan in Chinese customs tables), so such a table needs its own key. Taiwan is Comtrade's 490, "Other Asia, nes",
which holds little else. A place is not a judgement about statehood.

A spelling resolves only if it equals a known one, but for case, accents, punctuation, the words "the" and "of", usual
short forms ("Rep.", "Isds") and the order of words. What is merely similar is suggested, never taken: the DPRK and the
Republic of Korea stand beside each other in every table, and mixing them up is the commonest error in this trade.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from yalu.terms.errors import BadInput, UnknownValue, nearest

__all__ = ["AmbiguousPlace", "Gazetteer", "Numbering", "Place"]

Numbering = Literal["m49", "comtrade"]

_SHORT_FORMS = {
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "fmr": "former",
    "isd": "island",
    "isds": "islands",
    "st": "saint",
    "terr": "territory",
}
_UNSAID = frozenset(("the", "of"))
_SIGNS = {
    **{code: " " for code in range(128) if not chr(code).isalnum()},
    **dict.fromkeys(map(ord, "'`.\u2018\u2019\u02bc")),
    ord("&"): " and ",
}
# Patterns are compiled when first used: at import they would cost every command a millisecond.
_MARKS = "[\u0300-\u036f\u3099\u309a]"  # accents, and the voice marks of kana, once split from their letters
_NO_WORD = r"[\W_]+"
_PARTING_DOT = (
    r"(?<=\w\w)\.|\.(?=\w\w)"  # the dots of "Rep.of" and "N.Korea" part words, those of "D.P.R." do not
)
_JOINTS = r"[/+;|,()\[\]\u3001\uff0c]|\s*[-\u2013\u2014]\s*|\s(?:and|or|vs\.?)\s|&"
_LITTLE_WORD = r"[a-z]{1,3}"  # "re" of "China (re-imports)" is not Réunion
_LONGEST_CODE = 3


class Place(NamedTuple):
    """A State or area. Letters are empty and numbers None where its code list does not hold it.

    `comtrade` is UN Comtrade's number, which differs from `m49` for a dozen States.
    """

    iso2: str
    iso3: str
    m49: int | None
    comtrade: int | None
    name: str
    spellings: tuple[str, ...]
    source: str

    def __str__(self) -> str:
        code = self.iso3 or (self.comtrade if self.m49 is None else self.m49)
        return f"{self.name} ({code})"


class AmbiguousPlace(BadInput):
    """A text that names more than one place, so that only its author can say which.

    Args:
        text: what was found.
        places: all that it can mean.
    """

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self.text, self.places = text, tuple(places)
        super().__init__(f'place "{text}" can be {_either(self.places)}; write the code.')


class Gazetteer:
    """All places, found by any code or spelling."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)
        self._letters = {code: place for place in places for code in (place.iso2, place.iso3) if code}
        m49 = {place.m49: place for place in places if place.m49 is not None}
        comtrade = {place.comtrade: place for place in places if place.comtrade is not None}
        self._numbers: dict[Numbering, dict[int, Place]] = {"m49": comtrade | m49, "comtrade": m49 | comtrade}

    def find(self, text: str | int, numbering: Numbering = "m49") -> Place:
        """The one place that `text` names: ISO letters, M49 or Comtrade number, or a spelling in any language held.

        >>> from yalu.terms.read import gazetteer
        >>> gazetteer().find("Korea, Dem. People's Rep.").iso3
        'PRK'

        Args:
            numbering: whose number is meant where both use it: 492 is Monaco in M49, "Europe EU, nes" in Comtrade.

        Raises:
            AmbiguousPlace: a spelling of several places ("Korea"), or several places in one text ("PRK/KOR").
            UnknownValue: no place, with the nearest spelling; where that is one of several places that share a
                name, with all of them.
        """
        plain = str(text).strip()
        found = self._exact(plain, numbering) or self._parts(plain, numbering)
        if len(found) > 1:
            raise AmbiguousPlace(plain, found)
        if not found:
            raise UnknownValue("place", plain, self._suggestion(plain))
        return found[0]

    def find_agreed(self, texts: Iterable[str | int], numbering: Numbering = "m49") -> Place:
        """The one place that all of `texts` name, as the code and the name in one row of a table should.

        Empty texts are passed over.

        Raises:
            AmbiguousPlace: they name different places, as 410 beside "North Korea".
            BadInput: all are empty.
            UnknownValue: as in `find`, for any of them.
        """
        said = [str(text).strip() for text in texts if str(text).strip()]
        places = list(dict.fromkeys(self.find(text, numbering) for text in said))
        if not places:
            raise BadInput("no place is given: every code and name is empty.")
        if len(places) > 1:
            raise AmbiguousPlace(" | ".join(said), places)
        return places[0]

    @cached_property
    def _spellings(self) -> dict[str, tuple[Place, ...]]:
        """Places by key. A spelling that two places carry in the table is ambiguous by that."""
        index: dict[str, tuple[Place, ...]] = {}
        for place in self.places:
            for spelling in (place.name, *place.spellings):
                key = _key(spelling)
                known = index.get(key, ())
                if place not in known:
                    index[key] = (*known, place)
        return index

    def _exact(self, plain: str, numbering: Numbering) -> tuple[Place, ...]:
        if plain.isascii() and plain.isdigit():
            number = self._numbers[numbering].get(int(plain)) if len(plain) <= 3 else None
            return (number,) if number else ()
        letters = self._letters.get(plain.upper()) if plain.isascii() else None
        return (letters,) if letters else self._spellings.get(_key(plain), ())

    def _parts(self, plain: str, numbering: Numbering) -> tuple[Place, ...]:
        """The places named one beside another in `plain`; none if they agree but some part names nothing."""
        parts = [part.strip() for part in re.split(_JOINTS, plain) if part.strip()]
        if len(parts) < 2:
            return ()
        found = [() if re.fullmatch(_LITTLE_WORD, part) else self._exact(part, numbering) for part in parts]
        places = tuple(dict.fromkeys(place for several in found for place in several))
        return places if len(places) > 1 or all(found) else ()

    def _suggestion(self, plain: str) -> str | None:
        key = _key(plain)
        for shared, places in self._spellings.items():
            if len(places) > 1 and _holds(key, shared):
                return _either(places)
        near = self._near(key)
        return _either(self._namesakes(near)) if near else None

    def _near(self, key: str) -> tuple[Place, ...]:
        """Places that `key` is like. A text as short as a code is like too many, so only its letters may change places."""
        if key.isascii() and len(key) <= _LONGEST_CODE:
            return tuple(
                place for code, place in self._letters.items() if sorted(code.casefold()) == sorted(key)
            )
        return self._spellings.get(nearest(key, self._spellings) or "", ())

    def _namesakes(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        """`places` with every place that shares a spelling with one of them."""
        groups = (
            group
            for group in self._spellings.values()
            if len(group) > 1 and not set(group).isdisjoint(places)
        )
        return tuple(dict.fromkeys(place for group in (places, *groups) for place in group))


def _either(places: Sequence[Place]) -> str:
    return " or ".join(map(str, places))


def _key(text: str) -> str:
    """What of a spelling counts when two are compared."""
    if not text.isascii():
        text = re.sub(_MARKS, "", unicodedata.normalize("NFKD", text))
    if "." in text:
        text = re.sub(_PARTING_DOT, " ", text)
    words = text.casefold().translate(_SIGNS)
    if not text.isascii():
        words = re.sub(_NO_WORD, " ", words)
    return " ".join(sorted(_SHORT_FORMS.get(word, word) for word in words.split() if word not in _UNSAID))


def _holds(key: str, shared: str) -> bool:
    """Is the shared name one of the words of `key`, or inside it where the script has no spaces?"""
    return shared in key.split() or (not shared.isascii() and shared in key)
