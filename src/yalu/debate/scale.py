"""What probability does a word stand for, and how many steps lie between two probabilities?

Units: probabilities, 0 to 1; a step is the distance between two neighbouring words, measured on log odds.
Sources: the seven words and their values are this project's fixed scale; no study of how people read them is claimed.
A word stands for its value and for the interval that reaches half a step to either side, on log odds.
"""

from __future__ import annotations

from bisect import bisect_right
from math import exp, log
from typing import NamedTuple

from yalu.terms.errors import BadInput, UnknownValue, nearest

__all__ = ["STEPS", "Range", "moved", "parse_range", "place", "word"]

STEPS: dict[str, float] = {
    "almost certainly not": 0.03,
    "very unlikely": 0.10,
    "unlikely": 0.25,
    "even": 0.50,
    "likely": 0.75,
    "very likely": 0.90,
    "almost certain": 0.97,
}
_WORDS = tuple(STEPS)
_ODDS = tuple(log(value / (1 - value)) for value in STEPS.values())
_HELP = 'write a number, one of the seven words, or an interval such as [0.2, 0.4] or ["unlikely", "even"]'


class Range(NamedTuple):
    """A probability as entered: the best value with the ends between which it may lie."""

    low: float
    best: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> Range:
        """A value without an interval."""
        return cls(value, value, value)

    @property
    def wide(self) -> bool:
        return self.low < self.high


def _probability(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def _of_word(text: str) -> Range:
    if text not in STEPS:
        raise UnknownValue("word of likelihood", text, nearest(text, STEPS))
    at = _WORDS.index(text)
    below = _ODDS[at] - (_ODDS[at] - _ODDS[at - 1] if at else _ODDS[1] - _ODDS[0]) / 2
    above = _ODDS[at] + (_ODDS[at + 1] - _ODDS[at] if at < 6 else _ODDS[6] - _ODDS[5]) / 2
    return Range(_probability(below), STEPS[text], _probability(above))


def _number(value: object) -> float:
    if isinstance(value, str):
        return _of_word(value).best
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{value!r} is no probability; {_HELP}")
    if not 0 <= value <= 1:  # refuses what is not a number, too
        raise BadInput(f"{value} is no probability; it must lie between 0 and 1")
    return float(value)


def parse_range(value: object) -> Range:
    """The range that a word, a number, an interval or `[low, best, high]` stands for; without a best value the middle is it.

    Raises:
        BadInput: a probability outside 0 to 1, an interval that runs backwards, anything else.

    >>> parse_range([0.2, 0.4])
    Range(low=0.2, best=0.30000000000000004, high=0.4)
    >>> parse_range("likely").best
    0.75
    """
    if isinstance(value, str):
        return _of_word(value)
    if not isinstance(value, list):
        return Range.exactly(_number(value))
    ends = [_number(end) for end in value]
    if len(ends) not in (2, 3):
        raise BadInput(f"an interval has two ends, or low, best and high; {len(ends)} numbers were found")
    if ends != sorted(ends):
        raise BadInput(f"the interval {value} runs backwards; write the lower end first")
    low, high = ends[0], ends[-1]
    return Range(low, ends[1] if len(ends) == 3 else (low + high) / 2, high)


def place(value: float) -> float:
    """Where a probability stands on the scale: 0 for the first word, 6 for the last, in between and beyond by log odds.

    >>> place(0.50), place(0.97)
    (3.0, 6.0)
    """
    value = min(max(value, 1e-9), 1 - 1e-9)
    odds = log(value / (1 - value))
    at = min(max(bisect_right(_ODDS, odds) - 1, 0), len(_ODDS) - 2)
    return at + (odds - _ODDS[at]) / (_ODDS[at + 1] - _ODDS[at])


def moved(value: float, steps: float) -> float:
    """The probability so many steps away.

    >>> round(moved(0.50, -1), 4), round(moved(0.25, 3), 4)
    (0.25, 0.9)
    """
    target = place(value) + steps
    at = min(max(int(target // 1), 0), len(_ODDS) - 2)
    return _probability(_ODDS[at] + (target - at) * (_ODDS[at + 1] - _ODDS[at]))


def word(value: float) -> str:
    """The nearest word.

    >>> word(0.68), word(0.004)
    ('likely', 'almost certainly not')
    """
    return _WORDS[min(max(round(place(value)), 0), len(_WORDS) - 1)]
