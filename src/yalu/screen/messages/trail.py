"""Which fields of a message have been read, which are left out by rule, and what of the rest?

A reader lays every field with content into a `Trail`, takes what it maps, and ends it with the patterns of the fields that say
nothing of who and what (message numbers, codes, amounts). A field is left out only while its value has the shape that its pattern
allows; any other value comes back as an `unmapped` note, so that a name in a field where no name belongs is still screened.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from yalu.screen.messages.model import Note, NotScreened, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yalu.screen.messages.model import NoteKind

__all__ = ["LONGEST", "SHAPES", "Account", "Ignore", "Tally", "Trail", "clean", "rules", "unreadable"]

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


class Ignore(NamedTuple):
    """Fields left out: a pattern for the whole path, and the shape their values must have (a name in `SHAPES`)."""

    path: str
    shape: str


class Account(NamedTuple):
    """What became of the fields: notes to be screened, fields that cannot be, and the counts."""

    notes: tuple[Note, ...]
    not_screened: tuple[NotScreened, ...]
    seen: int
    mapped: int
    ignored: int


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


class Trail:
    """The fields of one message, by path, until each is accounted for. A path may stand several times."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self._left: dict[str, list[str]] = {}
        self.seen = 0
        for path, text in fields:
            cleaned = clean(text)
            if cleaned:
                self.seen += 1
                self._left.setdefault(path, []).append(cleaned)

    def take(self, path: str) -> Said | None:
        """The first value left at this path, taken; None where there is none."""
        values = self._left.get(path)
        if not values:
            return None
        text = values.pop(0)
        if not values:
            del self._left[path]
        return Said(text=text, path=path)

    def take_all(self, path: str) -> tuple[Said, ...]:
        """Every value left at this path, taken."""
        return tuple(Said(text=text, path=path) for text in self._left.pop(path, ()))

    def end(self, ignored: Sequence[tuple[re.Pattern[str], re.Pattern[str]]]) -> Account:
        """Accounts for what is left: ignored where a rule's path and shape both fit, else a note or a field not screened.

        Args:
            ignored: pairs of compiled patterns, path and value; see `rules`.
        """
        notes: list[Note] = []
        kept_out: list[NotScreened] = []
        left_out = 0
        for path, values in self._left.items():
            rules = [shape for pattern, shape in ignored if pattern.fullmatch(path)]
            for text in values:
                if any(shape.fullmatch(text) for shape in rules):
                    left_out += 1
                elif why := unreadable(text):
                    kept_out.append(NotScreened(path=path, why=why))
                else:
                    notes.append(Note(kind="unmapped", said=Said(text=text, path=path)))
        self._left = {}
        return Account(
            tuple(notes), tuple(kept_out), self.seen, self.seen - left_out - len(kept_out), left_out
        )


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


def rules(ignored: Iterable[Ignore]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The patterns of a reader's table of ignored fields, compiled once."""
    return tuple((re.compile(rule.path), SHAPES[rule.shape]) for rule in ignored)
