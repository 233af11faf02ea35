"""Which fields of a message have been read, which are left out by rule, and what of the rest?

Fields that say nothing of who and what (message numbers, codes, amounts) are left out only while their value has the shape that
belongs there; any other value is an `unmapped` note, so that a name in a field where no name belongs is still screened.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from yalu.screen.messages.model import Note, NotScreened, Said

if TYPE_CHECKING:
    from yalu.screen.messages.model import NoteKind

__all__ = ["LONGEST", "SHAPES", "Tally", "clean", "unreadable"]

LONGEST = 65_536  # characters of one field; a longer one is no name and no description
SHAPES: dict[str, re.Pattern[str]] = {
    "number": re.compile(r"[-+]?[\d.,'\s]{1,40}"),
    "date": re.compile(r"[\dTZ:+./\s-]{4,35}"),
    # a unit, a currency, a short code: no longer, for a listed acronym may have five letters
    "code": re.compile(r"[A-Z0-9]{1,4}|(?=.*\d)[A-Z0-9./_-]{1,8}", re.IGNORECASE),
    # one word with a digit in it, and without as many letters together as a name has
    "reference": re.compile(r"(?=.*\d)(?!.*[A-Z]{5})[A-Z0-9./_:+|()-]{1,70}", re.IGNORECASE),
    "flag": re.compile(r"true|false|yes|no|y|n|0|1", re.IGNORECASE),
}
_BINARY = re.compile(r"[A-Za-z0-9+/\s]{400,}={0,2}\s*")
_INVISIBLE = {"Cf", "Cc"}  # format and control characters: zero-width, direction marks, soft hyphen


def clean(text: str) -> str:
    r"""The text on one line, without invisible characters; runs of blanks are one blank.

    >>> clean("KOREA\u200b TANGUN\n  TRADING")
    'KOREA TANGUN TRADING'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE
    )
    return " ".join("".join(kept).split())


class Tally:
    """The account of a format that is read in the order of its fields: each is counted as it passes, once.

    `said` takes a field with a place in the record, `note` one of free text, `rest` one without a place: it is left out
    if it has the shape that is allowed there, else it is a note.
    """

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.not_screened: list[NotScreened] = []
        self.seen = self.ignored = 0

    def said(self, path: str, text: str) -> Said | None:
        """The field, cleaned; None where it has no content, or too much to be screened."""
        text = clean(text)
        if not text:
            return None
        self.seen += 1
        if len(text) > LONGEST:
            self.not_screened.append(NotScreened(path=path, why="too long"))
            return None
        return Said(text=text, path=path)

    def note(self, kind: NoteKind, path: str, *ways: str) -> None:
        """Keeps free text; several `ways` are the same field joined in different ways, and count once."""
        for number, way in enumerate(ways):
            if said := self.said(path, way):
                self.notes.append(Note(kind=kind, said=said))
                self.seen -= number > 0

    def rest(self, path: str, text: str, shape: re.Pattern[str] | None = None) -> None:
        """Accounts for a field that has no place in the record."""
        text = clean(text)
        if not text:
            return
        self.seen += 1
        if shape is not None and shape.fullmatch(text):
            self.ignored += 1
        elif why := unreadable(text):
            self.not_screened.append(NotScreened(path=path, why=why))
        else:
            self.notes.append(Note(kind="unmapped", said=Said(text=text, path=path)))

    def copy(self) -> Tally:
        """The same account so far."""
        copy = Tally()
        copy.notes, copy.not_screened = self.notes.copy(), self.not_screened.copy()
        copy.seen, copy.ignored = self.seen, self.ignored
        return copy

    @property
    def mapped(self) -> int:
        return self.seen - self.ignored - len(self.not_screened)


def unreadable(text: str) -> str | None:
    """Why a text cannot be compared with anything (`too long`, `binary`), or None where it can be."""
    if len(text) > LONGEST:
        return "too long"
    return "binary" if _BINARY.fullmatch(text) else None
