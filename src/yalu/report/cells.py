"""How does text stand in a terminal: how wide is it, where does it break, may it have colour?

Units: cells. A Korean or Chinese letter takes two, a combining mark none; text is measured and never counted by `len`.
Nothing is cut off: what is too long goes on in the next line. Whether a terminal takes colour, marks beyond ASCII or
letters beyond ASCII is decided by the caller, who knows the environment.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.assess.model import Grade

__all__ = ["Cell", "Column", "Hue", "Style", "columns", "display_width", "entries", "pad", "wrap"]

Hue = Literal["blue", "vermilion", "ochre", "purple", "dim", ""]

# Of the 256 colours those that keep a contrast of 3 or more on black and on white.
_HUES: dict[str, str] = {
    "blue": "38;5;33",
    "vermilion": "38;5;166",
    "ochre": "38;5;136",
    "purple": "38;5;133",
    "dim": "2",
}
_GRADES: dict[Grade, tuple[str, str, Hue]] = {
    "kept": ("■", "[#]", "blue"),
    "partly kept": ("◧", "[+]", "ochre"),
    "not kept": ("☒", "[x]", "vermilion"),
    "contested": ("◪", "[/]", "purple"),
    "cannot be judged": ("▨", "[?]", ""),
    "context": ("–", "[-]", ""),
}
_DECISIONS: dict[str, tuple[str, str, Hue]] = {
    "forbidden": ("⬣", "STOP", "vermilion"),
    "conditional": ("◈", "IF", "ochre"),
    "allowed": ("◉", "OK", "blue"),
    "contested": ("△", "SEE", "purple"),
    "to a person": ("△", "SEE", "purple"),
    "no hit": ("○", "--", ""),
}
_LEAST = 8  # cells that a column keeps: a narrower one breaks words
_WHOLE = 20  # cells of a word or number that is broken only where no other column has room to give
_BREAK = re.compile(r"\s+(?!%)")  # where a line may end: never between a number and its per cent sign
# Marks that some locales draw two cells wide, or that a plain terminal lacks.
_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "×": "x", "·": ".", "≈": "about ", "…": "...",
        "›": ">", "»": ">", "→": "->", "§": "section ", "¶": "para ", "\u00a0": " ", "\u202f": " ", "█": "#", "┃": "|", "─": "-",
        "≤": "<=", "≥": ">=", "°": " deg",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a terminal can show.

    `colour`: hues and dim; `emphasis`: bold and underline, which stay where colour is refused on a terminal;
    `glyphs`: marks beyond ASCII, one cell wide; `letters`: letters beyond ASCII. Piped output has all but the last
    two off, so that it holds no escape code.
    """

    colour: bool = False
    emphasis: bool = False
    glyphs: bool = True
    letters: bool = True

    def words(self, text: str) -> str:
        """The text in the marks and letters that the terminal has; a letter it lacks becomes its code."""
        if not self.glyphs:
            text = text.translate(_PLAIN)
        if not self.letters:
            text = unicodedata.normalize("NFKD", text.translate(_PLAIN))
            bare = "".join(letter for letter in text if not unicodedata.combining(letter))
            text = unicodedata.normalize("NFC", bare).encode("ascii", "backslashreplace").decode()
        return text

    def paint(self, text: str, hue: Hue) -> str:
        """The text in a hue, where colour is taken."""
        return f"\x1b[{_HUES[hue]}m{text}\x1b[0m" if self.colour and hue and text else text

    def bold(self, text: str) -> str:
        """The text in bold, where emphasis is taken."""
        return f"\x1b[1m{text}\x1b[0m" if self.emphasis and text else text

    def underline(self, text: str) -> str:
        """The text underlined, where emphasis is taken."""
        return f"\x1b[4m{text}\x1b[0m" if self.emphasis and text else text

    def grade(self, grade: Grade) -> tuple[str, Hue]:
        """The mark of a grade and its hue."""
        mark, plain, hue = _GRADES[grade]
        return (mark if self.glyphs and self.letters else plain), hue

    def decision(self, word: str) -> tuple[str, Hue]:
        """The mark of a decision and its hue: forbidden, conditional, allowed, contested, to a person, no hit."""
        mark, plain, hue = _DECISIONS[word]
        return (mark if self.glyphs and self.letters else plain), hue


def display_width(text: str) -> int:
    r"""How many cells the text takes; text with escape codes has to be measured before it is painted.

    >>> display_width("squid"), display_width("商品编码"), display_width("e\u0301")
    (5, 8, 1)
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with blanks to so many cells, at its left if `right`; a longer text stays as it is.

    >>> pad("원산", 6) + "|", pad("34", 4, right=True)
    ('원산  |', '  34')
    """
    blanks = " " * max(0, width - display_width(text))
    return blanks + text if right else text + blanks


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells; a word that is longer is broken, never cut.

    >>> wrap("no act in the casebook", 10)
    ['no act in', 'the', 'casebook']
    >>> wrap("함흥시동흥산", 5)
    ['함흥', '시동', '흥산']
    """
    lines = [""]
    for word in _BREAK.split(text.strip()):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if display_width(joined) <= width:
            lines[-1] = joined
            continue
        pieces = _pieces(word, width)
        lines += pieces if lines[-1] else []
        if not lines[0]:
            lines = pieces
    return lines


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and display_width(pieces[-1]) + _cells(letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its words and how they are shown."""

    words: str
    hue: Hue = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, and whether it may be broken into lines to make room."""

    head: str
    breaks: bool = True


def columns(heads: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, style: Style) -> list[str]:
    """A table without lines: heads dim, columns two blanks apart, cells broken where the width demands."""
    texts = [[Cell(style.words(cell.words), cell.hue, cell.bold) for cell in row] for row in rows]
    head = [Cell(style.words(column.head), "dim") for column in heads]
    sizes = _sizes(heads, [head, *texts], width)
    return [line for row in [head, *texts] for line in _row(row, sizes, style)]


def _sizes(heads: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """Widths that fill no more than the room; each cell given up is taken where it breaks the fewest lines."""
    sizes = [max(display_width(row[at].words) for row in rows) for at in range(len(heads))]
    loose = [at for at, column in enumerate(heads) if column.breaks]
    room = width - 2 * (len(heads) - 1)
    for least in ([_longest_word(rows, at) for at in range(len(heads))], [_LEAST] * len(heads)):
        while sum(sizes) > room and (able := [at for at in loose if sizes[at] > least[at]]):

            def cost(at: int) -> tuple[int, int]:
                tried = [size - (place == at) for place, size in enumerate(sizes)]
                return _height(rows, tried), -sizes[at]

            sizes[min(able, key=cost)] -= 1
    return sizes


def _longest_word(rows: Sequence[Sequence[Cell]], at: int) -> int:
    widths = (display_width(word) for row in rows for word in _BREAK.split(row[at].words))
    return max(_LEAST, min(_WHOLE, max(widths, default=0)))


def _height(rows: Sequence[Sequence[Cell]], sizes: Sequence[int]) -> int:
    return sum(max(_lines(cell.words, size) for cell, size in zip(row, sizes, strict=True)) for row in rows)


@lru_cache(maxsize=8192)
def _lines(words: str, width: int) -> int:
    """In how many lines the words go: asked again for every width that a table tries."""
    return len(wrap(words, width))


def _row(row: Sequence[Cell], sizes: Sequence[int], style: Style) -> list[str]:
    broken = [wrap(cell.words, size) for cell, size in zip(row, sizes, strict=True)]
    lines: list[str] = []
    for at in range(max(len(parts) for parts in broken)):
        shown: list[str] = []
        blanks = 0
        for cell, parts, size in zip(row, broken, sizes, strict=True):
            text = parts[at] if at < len(parts) else ""
            shown.append(" " * blanks + _shown(cell, text, style))
            blanks = size - display_width(text) + 2
        lines.append("".join(shown).rstrip())
    return lines


def _shown(cell: Cell, text: str, style: Style) -> str:
    return style.bold(text) if cell.bold else style.paint(text, cell.hue)


def entries(pairs: Sequence[tuple[str, str]], width: int, style: Style, *, indent: int = 0) -> list[str]:
    """Label and text, the text broken under itself: the way of "Trust", "Needs" and "Missing"."""
    if not pairs:
        return []
    size = max(display_width(style.words(label)) for label, _ in pairs) + 3
    lines: list[str] = []
    for label, text in pairs:
        for at, part in enumerate(wrap(style.words(text), width - size - indent)):
            name = style.words(label) if at == 0 else ""
            blanks = " " * (size - display_width(name))
            lines.append((" " * indent + style.bold(name) + blanks + part).rstrip())
    return lines
