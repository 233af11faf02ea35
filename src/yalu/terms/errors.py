"""What can go wrong, as one tree.

    YaluError
    ├── BadInput          the user can mend it: a day, a code, a fact, a file     (exit status 2)
    │   ├── UnknownValue  a word outside its list, with the nearest one inside
    │   └── BadFile       every problem of a file or folder, reported together
    └── Conflict          two rules of one regime contradict each other, with no order between them (exit status 2)

Errors carry facts, not exit codes: `yalu.app` maps them in one table. A message says what was found, where,
why that is wrong, and offers the nearest valid value where there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["BadFile", "BadInput", "Conflict", "Problem", "UnknownValue", "YaluError", "nearest"]


class YaluError(Exception):
    """Anything yalu refuses, with the reason in words."""


class BadInput(YaluError):
    """What the user gave cannot be read as what was asked for."""


class UnknownValue(BadInput):
    """A word or code that is not in its list.

    Args:
        what: the kind of word, as the user knows it ("fact", "hs code").
        value: what was found.
        nearest: the closest valid value, or None where nothing is close.
    """

    def __init__(self, what: str, value: str, nearest: str | None = None) -> None:
        self.what, self.value, self.nearest = what, value, nearest
        hint = f" Nearest: {nearest}." if nearest else ""
        super().__init__(f'unknown {what} "{value}".{hint}')


class Problem(NamedTuple):
    """One mistake in a data file: where it stands, what was found and why that is wrong."""

    file: str
    where: str
    field: str
    why: str
    nearest: str | None = None

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.where) if part)
        stop = "" if self.why.endswith((".", "?")) else "."
        hint = f"{stop} Nearest: {self.nearest}." if self.nearest else ""
        return f"{place}: {self.field + ': ' if self.field else ''}{self.why}{hint}"


class BadFile(BadInput):
    """All the mistakes of a file or folder, so that they can be mended in one go."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Conflict(YaluError):
    """Two measures in force together, one permitting what the other bans, and no order between them."""


def nearest(value: str, valid: Iterable[str]) -> str | None:
    """The closest valid word, or None where nothing is close.

    >>> nearest("livelyhood_only", ["livelihood_only", "emergency"])
    'livelihood_only'
    """
    from difflib import get_close_matches  # only errors pay for it

    found = get_close_matches(value, list(valid), n=5, cutoff=0.6)
    return min(found, key=lambda word: _slips(value, word), default=None)


def _slips(one: str, other: str) -> int:
    """Letters added, left out, mistaken or exchanged with their neighbour; difflib takes an exchange for two."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, known in enumerate(other, 1):
            least = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != known))
            if before and j > 1 and letter == other[j - 2] and one[i - 2] == known:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]
