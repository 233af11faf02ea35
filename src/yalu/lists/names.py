"""How is a listed name cleaned, in which script is it written, and when are two spellings the same letters?

Scripts: ISO 15924 codes, of most of the letters; empty where there is no letter.
Assumes that a key compares letters and digits alone: case, accents, apostrophes, hyphens, blanks and the order of family and
given name do not count. It compares spellings, not sounds: "Ri Je Son" and "RI, Je-son" meet, "Lee Jae Sun" does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from yalu.lists.model import Name

if TYPE_CHECKING:
    from yalu.lists.model import NameKind, Quality

__all__ = ["clean", "listed_name", "name_keys", "script_of", "western"]

_SCRIPTS = (
    (0x0041, 0x024F, "Latn"), (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"), (0x0600, 0x077F, "Arab"), (0x08A0, 0x08FF, "Arab"), (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),  # codespell:ignore beng
    (0x0E00, 0x0E7F, "Thai"), (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"), (0x1E00, 0x1EFF, "Latn"), (0x3040, 0x309F, "Hira"), (0x30A0, 0x30FF, "Kana"),
    (0x3130, 0x318F, "Hang"), (0x3400, 0x4DBF, "Hani"), (0x4E00, 0x9FFF, "Hani"), (0xAC00, 0xD7AF, "Hang"),
    (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"), (0xFF21, 0xFF5A, "Latn"), (0x20000, 0x2FA1F, "Hani"),
)  # fmt: skip
_INVISIBLE = dict.fromkeys((8203, 8204, 8205, 8206, 8207, 8288, 65279, 173))
_SILENT = {ord(sign): None for sign in "'`’‘ʼʻ´′"}
_NO_LETTER = re.compile(r"[\W_]+")


def clean(text: str | None) -> str:
    """A text with blanks and line breaks made single and invisible characters dropped; otherwise as printed."""
    if not text:
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(text.split())


@lru_cache(maxsize=1 << 16)
def script_of(text: str) -> str:
    """The script of most letters of a text.

    >>> script_of("김영철"), script_of("KIM Yong Chol"), script_of("42")
    ('Hang', 'Latn', '')
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else ""
    found = Counter(_script(letter) for letter in text if letter.isalpha())
    return found.most_common(1)[0][0] if found else ""


def listed_name(
    text: str | None,
    kind: NameKind = "alias",
    quality: Quality = "unknown",
    *,
    language: str = "",
    family: str = "",
    given: str = "",
    parts: tuple[str, ...] = (),
) -> Name | None:
    """A name record, cleaned; None where the text holds no letter or digit."""
    plain = clean(text)
    if not any(map(str.isalnum, plain)):
        return None
    return Name(
        text=plain,
        kind=kind,
        quality=quality,
        script=script_of(plain),
        language=language,
        family=clean(family),
        given=clean(given),
        parts=parts,
    )


def western(text: str) -> tuple[str, str]:
    """Family and given name of "FAMILY, Given"; both empty where there is no comma."""
    family, comma, given = text.partition(",")
    return (family.strip(), given.strip()) if comma and given.strip() else ("", "")


def name_keys(text: str) -> frozenset[str]:
    """What two spellings with the same letters share: the letters joined, for each word that may come first.

    >>> bool(name_keys("RI, Je-son") & name_keys("Je Son Ri"))
    True
    """
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_SILENT)
    words = [
        word
        for word in _NO_LETTER.sub(" ", "".join(c for c in folded if not unicodedata.combining(c))).split()
        if word
    ]
    return frozenset("".join(words[start:] + words[:start]) for start in range(len(words)))


def _script(letter: str) -> str:
    code = ord(letter)
    return next((name for first, last, name in _SCRIPTS if first <= code <= last), "Zyyy")
