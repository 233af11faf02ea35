"""What is wrong with a file that a user wrote? Fields are read one by one, and every mistake is kept until the end.

A field that is missing or wrong is reported and read as a harmless value, so that the next mistakes come to light too;
nothing is said of what a table that is none lacks. Whoever reads a file ends with `settle`, which refuses it if anything was
kept.
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from yalu.strategy.ranges import Range
from yalu.terms.errors import BadFile, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Fields", "read_cases"]

_Case = TypeVar("_Case")
_HUGE = sys.float_info.max
_SHORT = 12  # fields that a message lists


class _Told(dict[str, Any]):
    """Stands for a table that is missing or none, which was reported: nothing more is said of its fields."""


class Fields:
    """Reads the fields of one file and keeps what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, where: str, field: str, why: str, near: str | None = None) -> None:
        """Keep a problem."""
        self.problems.append(Problem(self.file, where, field, why, near))

    def settle(self) -> None:
        """Go on only if nothing is wrong.

        Raises:
            BadFile: every problem kept.
        """
        if self.problems:
            raise BadFile(self.problems)

    def known(self, where: str, raw: Mapping[str, Any], names: Iterable[str]) -> None:
        """Report every field outside the list, with the nearest one inside, or all of a short list."""
        names = tuple(names)
        for name in raw:
            if name not in names:
                near = nearest(str(name), names)
                every = f"; the fields are {', '.join(names)}" if not near and len(names) <= _SHORT else ""
                self.wrong(where, str(name), f"unknown field{every}", near)

    def table(self, where: str, raw: Mapping[str, Any], name: str, *, needed: bool = True) -> dict[str, Any]:
        """The table under a name; an empty one if it is missing."""
        value = raw.get(name)
        if isinstance(value, dict):
            return value
        if value is None and not needed:
            return {}
        if not isinstance(raw, _Told):
            why = (
                "is missing: it needs a table"
                if value is None
                else "is no table; write { name = value, ... }"
            )
            self.wrong(where, name, why)
        return _Told()

    def told(self, table: Mapping[str, Any]) -> bool:
        """Is this a table that is none, and was reported?"""
        return isinstance(table, _Told)

    def rows(self, where: str, raw: Mapping[str, Any], name: str, *, needed: bool = True) -> list[Any]:
        """The list under a name; an empty one if it is missing."""
        value = raw.get(name)
        if isinstance(value, list) and (value or not needed):
            return value
        if (value is not None or needed) and not isinstance(raw, _Told):
            self.wrong(
                where, name, "is no list with entries" if value is not None else "is missing: it needs a list"
            )
        return []

    def words(self, where: str, raw: Mapping[str, Any], name: str) -> tuple[str, ...]:
        """The words in the list under a name; none if it is missing."""
        value = raw.get(name, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.wrong(where, name, "is no list of words")
        return ()

    def text(self, where: str, raw: Mapping[str, Any], name: str, default: str | None = None) -> str:
        """The words under a name; without a default they must be there."""
        value = raw.get(name, default)
        if isinstance(value, str):
            return value
        if not isinstance(raw, _Told):
            self.wrong(where, name, "is missing" if value is None else f"{value!r} is no text")
        return ""

    def number(
        self,
        where: str,
        raw: Mapping[str, Any],
        name: str,
        *,
        low: float = -math.inf,
        high: float = math.inf,
        default: float | None = None,
    ) -> float:
        """The number under a name; without a default it must be there."""
        value = raw.get(name, default)
        if value is None:
            if not isinstance(raw, _Told):
                self.wrong(where, name, "is missing: it needs a number")
            return max(low, 0.0)
        return self.value(where, name, value, low=low, high=high)

    def value(
        self, where: str, name: str, value: object, *, low: float = -math.inf, high: float = math.inf
    ) -> float:
        """A number within bounds."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not -_HUGE <= value <= _HUGE:
            self.wrong(where, name, f"{value!r:.60} is no number")
        elif not low <= value <= high:
            self.wrong(where, name, f"{value:g} is not between {low:g} and {high:g}" if math.isfinite(high)
                       else f"{value:g} is below {low:g}")  # fmt: skip
        else:
            return float(value)
        return max(low, 0.0) if math.isfinite(low) else 0.0

    def numbers(
        self, where: str, raw: Mapping[str, Any], name: str, *, low: float = -math.inf, high: float = math.inf
    ) -> list[float]:
        """The numbers under a name, at least one."""
        return [
            self.value(where, f"{name}[{number}]", value, low=low, high=high)
            for number, value in enumerate(self.rows(where, raw, name), start=1)
        ]

    def span(
        self, where: str, name: str, value: object, *, low: float = -math.inf, high: float = math.inf
    ) -> Range:
        """A range: a number, two numbers [low, high], or a table with low and high."""
        says = source = ""
        if isinstance(value, dict):
            self.known(f"{where}, {name}" if where else name, value, ("low", "high", "says", "source"))
            says, source = str(value.get("says", "")), str(value.get("source", ""))
            if not {"low", "high"} <= value.keys():
                self.wrong(where, name, "needs low and high")
                return Range(low=0.0, high=0.0)
            value = [value.get("low"), value.get("high")]
        if isinstance(value, list) and len(value) != 2:
            self.wrong(where, name, "is no range; write a number, [low, high], or { low = ..., high = ... }")
            return Range(low=0.0, high=0.0)
        ends = value if isinstance(value, list) else [value]
        before = len(self.problems)
        read = [self.value(where, name, end, low=low, high=high) for end in ends]
        if read[0] > read[-1] and len(self.problems) == before:
            self.wrong(where, name, f"the range ends at {read[-1]:g}, below its start at {read[0]:g}")
        return Range(low=read[0], high=read[-1], says=says, source=source)


def read_cases(
    file: str, raw: object, what: str, read: Callable[[Fields, str, object], _Case | None]
) -> tuple[list[_Case], bool]:
    """The cases of a file: one table, a list of tables, or tables under `case`; and whether it held a list of them.

    Args:
        what: what the cases are, in the plural.
        read: one case from its table; None where something is wrong with it.

    Raises:
        BadFile: every problem found.
    """
    fields = Fields(file)
    if isinstance(raw, dict) and raw.get("schema", 1) != 1:
        fields.wrong("", "schema", f"is {raw['schema']!r}; this version reads 1")
        fields.settle()
    if isinstance(raw, dict) and "case" in raw:
        fields.known("", raw, ("schema", "case"))
        raw = raw["case"]
    listed = isinstance(raw, list)
    tables = raw if isinstance(raw, list) else [raw]
    found = [
        case
        for number, table in enumerate(tables, start=1)
        if (case := read(fields, f"case {number}" if listed else "", table)) is not None
    ]
    if listed and not tables:
        fields.wrong("", "", f"holds no {what}")
    fields.settle()
    return found, listed
