"""Which Korean or Chinese name does a Russian text write?

Sources: Kontsevich's system for Korean, with the older custom of е for ㅓ and ㅕ (Ким Чен Ир); Palladius's for Chinese (1888).
Russian does not tell n from ng in Korean; a word gives every Latin spelling that may stand behind it.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["is_cyrillic", "korean_spellings", "palladius"]

_MOST = 16
_LETTERS = {
    "чх": "ch", "тч": "ch", "чж": "j", "дж": "j", "кх": "kh", "тх": "th", "пх": "ph", "нг": "ng", "ль": "l",
    "ый": "ui", "йе": "ye",
    "ой": "oe", "ей": "ei", "ва": "wa", "во": "wo", "ви": "wi", "вэ": "wae", "ве": "oe we", "к": "k", "г": "g", "н": "n ng",
    "т": "t", "д": "d", "р": "r l", "л": "l r", "м": "m", "п": "p", "б": "b", "с": "s", "ч": "j", "ц": "ch", "х": "h",
    "а": "a", "я": "ya", "о": "o", "ё": "yo", "у": "u", "ю": "yu", "ы": "eu", "и": "i", "э": "ae e", "е": "e o yo",
}  # fmt: skip
_INITIALS = {"b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
             "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч",
             "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с", "": ""}  # fmt: skip
_FINALS = {
    "a": "а", "o": "о", "e": "э", "i": "и", "u": "у", "v": "юй", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань",
    "en": "энь", "ang": "ан", "eng": "эн", "er": "эр", "ong": "ун", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь",
    "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань",
    "un": "унь",
    "uang": "уан", "ve": "юэ", "van": "юань", "vn": "юнь", "wei": "вэй", "wen": "вэнь", "weng": "вэн",
}  # fmt: skip
_BARE = {"ua": "ва", "uo": "во", "uai": "вай", "uan": "вань", "uang": "ван"}


def is_cyrillic(word: str) -> bool:
    """Is each letter of a word Cyrillic?"""
    return bool(word) and all("\u0400" <= c <= "\u04ff" for c in word)


@lru_cache(maxsize=5_000)
def korean_spellings(word: str) -> tuple[str, ...]:
    """The Latin spellings of a Korean word in Cyrillic; none where a letter of it is not used for Korean.

    >>> korean_spellings("Чхоль"), korean_spellings("Ын")
    (('chol',), ('eun', 'eung'))
    """
    rest, found = word.lower(), [""]
    while rest:
        letters = next((rest[:n] for n in (2, 1) if rest[:n] in _LETTERS), None)
        if letters is None:
            return ()
        found = [head + tail for head in found for tail in _LETTERS[letters].split()][:_MOST]
        rest = rest[len(letters) :]
    return tuple(found)


def palladius(initial: str, final: str) -> str | None:
    """A pinyin syllable, by its initial and final, in Cyrillic; None where the system has none.

    >>> palladius("x", "i"), palladius("zh", "ou"), palladius("", "uang")
    ('си', 'чжоу', 'ван')
    """
    shown = _BARE.get(final) if not initial else None
    if initial in ("z", "c", "s") and final == "i":
        shown = "ы"
    if initial == "h" and final == "ui":
        shown = "уэй"
    shown = shown or _FINALS.get(final)
    return None if shown is None or initial not in _INITIALS else _INITIALS[initial] + shown
