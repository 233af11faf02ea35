"""How are a name's letters written so that Korean spellings of one sound are the same?"""

import re

__all__ = ["core_fold", "spelling_fold"]

_DOUBLED = re.compile(r"(.)\1+")
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
