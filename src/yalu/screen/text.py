"""What letters does a name hold, once everything that is no letter of it is taken away?

Order: compatibility forms (NFKC), invisible characters, look-alike letters of another script inside a Latin word,
other scripts to Latin by `anyascii` (ISC licence), accents, case. Digits inside words stay: they may be misread letters.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

__all__ = [
    "inner_frame",
    "is_han",
    "is_hangul",
    "latin",
    "look_alike",
    "no_vowels",
    "plain",
    "sound",
    "words",
]

# Letters of Cyrillic, Greek and Armenian that look like Latin ones (Unicode confusables, the upright Latin part).
_TWINS = dict(
    zip(
        map(ord, "АВЕНІЈКМОРЅСТХаеісјкморѕтхһԁԛԝɡуУΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχօսոӏ"),
        "ABEHIJKMOPSCTXaeicjkmopstxhdqwgyYABEZHIKMNOPTYXaiknoptuxounl",
        strict=True,
    )
)
_TWIN_LETTERS = frozenset(chr(code) for code in _TWINS)
# Letters that decomposition does not turn into a base letter.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ə": "a",
    }
)
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02bb\u02be\u02bf`\u00b4\u2032\uff07\u05f3]")
_GAP_APOSTROPHE = re.compile("\\s+(?=['\u2018\u2019\u02bc`](?:n|ng|l)\\b)")
_APOSTROPHE_GAP = re.compile("(?<=['\u2018\u2019\u02bc`])\\s+(?=(?:n|ng|l|k|m|p|t)\\b)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
# Vowel signs of Indian, Thai, Burmese and Khmer scripts are marks to Unicode and letters to a reader; so are points of Arabic.
_SIGNS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e01-\u109f\u1780-\u17d3"
_LETTER = f"[^\\W_\u0964\u0965]|[{_SIGNS}]"
_PART = re.compile(f"(?:{_LETTER})+(?:[|!$@](?=[^\\W\\d_])(?:{_LETTER})+)*|&")
_LOOKS = str.maketrans("1|i!0589$@qgu", "llllossgsaggv")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELLESS = dict.fromkeys(map(ord, "aeiou"))
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def is_hangul(char: str) -> bool:
    """Is this a Hangul syllable?"""
    return "\uac00" <= char <= "\ud7a3"


def is_han(char: str) -> bool:
    """Is this a Chinese character?"""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def plain(text: str) -> str:
    """The text in compatibility forms, without invisible and control characters."""
    if text.isascii():
        return text
    wide = unicodedata.normalize("NFKC", text)
    return "".join(c for c in wide if unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cn"))


def words(text: str) -> list[str]:
    """The words of a text as written: blanks, hyphens and points part them, apostrophes do not.

    >>> words("CHO 'n, VladimirPutin")
    ['CHOn', 'Vladimir', 'Putin']
    """
    joined = _APOSTROPHES.sub("", _APOSTROPHE_GAP.sub("", _GAP_APOSTROPHE.sub("", plain(text))))
    found: list[str] = []
    for word in _PART.findall(joined):
        found.extend(_CAMEL.split(word) if not word.isupper() and not word.islower() else (word,))
    return found


@lru_cache(maxsize=20_000)
def latin(word: str) -> str:
    """A word in small Latin letters and digits; empty where nothing of it can be read.

    >>> latin("Łukasz"), latin("Вагнер"), latin("p\u0430yp\u0430l")
    ('lukasz', 'vagner', 'paypal')
    """
    if word.isascii():
        return word.lower()
    if _LATIN.search(word) and any(c in _TWIN_LETTERS for c in word):
        word = word.translate(_TWINS)
    marks = unicodedata.normalize("NFD", word.casefold().translate(_LETTERS))
    bare = "".join(c for c in marks if not unicodedata.combining(c))
    if not bare.isascii():
        bare = anyascii(unicodedata.normalize("NFC", bare)).lower()
    return "".join(c for c in bare if c.isalnum() or c == "&")


def look_alike(word: str) -> str:
    """A word with letters and digits that a reading machine confuses written as one."""
    return word.replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(_LOOKS)


def no_vowels(word: str) -> str:
    """The consonants of a word, doubled ones once."""
    return _DOUBLED.sub(r"\1", word.translate(_VOWELLESS))


def inner_frame(word: str) -> str:
    """A word without the vowels inside it: its first and last letter stay.

    >>> inner_frame("maria"), inner_frame("mra")
    ('mra', 'mra')
    """
    return f"{word[:1]}{no_vowels(word[1:-1])}{word[-1:]}" if len(word) > 1 else word


_SOUNDS = (
    ("sch", "s"), ("tch", "c"), ("kh", "k"), ("gh", "k"), ("ph", "f"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("th", "t"),
    ("dj", "j"), ("ck", "k"), ("qu", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ai",
    "a"), ("ae", "a"),
    ("ay", "a"), ("ey", "i"), ("iy", "i"), ("ts", "z"), ("x", "k"), ("w", "v"), ("y", "i"), ("j", "s"), ("z", "s"),
    ("c", "k"), ("q", "k"), ("e", "i"), ("o", "u"), ("h", ""),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A rough sound of a word: spellings of one foreign name fall together.

    >>> sound("mohammed") == sound("muhammid"), sound("osama") == sound("usama")
    (True, True)
    """
    for spelling, letter in _SOUNDS:
        word = word.replace(spelling, letter)
    return _DOUBLED.sub(r"\1", word)
