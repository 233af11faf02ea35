"""What does the text of a debate say, and what is wrong with it?

Every table is checked on its own and against the others; all mistakes are reported together with their place.
A likelihood is what `scale.parse_range` takes, or `{ points = [[figure, likelihood], ...] }` for a computed item.
"""

from __future__ import annotations

import tomllib
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING, Any

import msgspec

from yalu.debate.check import faults
from yalu.debate.model import (
    Cluster,
    Curve,
    Debate,
    Hypothesis,
    Item,
    Participant,
    Prediction,
    Relation,
)
from yalu.debate.scale import Range, parse_range
from yalu.terms.errors import BadFile, BadInput, Problem, nearest

if TYPE_CHECKING:
    from yalu.debate.model import Likelihood

__all__ = ["parse_debate"]

_KINDS: dict[str, type[Any]] = {
    "hypothesis": Hypothesis,
    "relation": Relation,
    "cluster": Cluster,
    "item": Item,
    "prediction": Prediction,
    "participant": Participant,
}
_RANGES = ("prior", "share", "reliability", "chance")


def parse_debate(text: str, name: str) -> Debate:
    """The debate that a file's text holds.

    Args:
        name: how messages call the file.

    Raises:
        BadFile: with every problem found.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile([Problem(name, "", "", f"is no TOML: {error}")]) from error
    reader = _Reader(name)
    debate = reader.debate(raw)
    problems = [*reader.problems, *(faults(debate, name) if debate and reader.whole else ())]
    if problems or debate is None:
        raise BadFile(problems)
    return debate


class _Reader:
    """Turns tables into records and keeps what was wrong with them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.whole = True  # else a hypothesis is lost, and nothing can be said of who speaks of it

    def debate(self, raw: dict[str, Any]) -> Debate | None:
        """The records together, even where some tables are wrong, so that the rest is checked too."""
        records = {kind: self._records(raw, kind) for kind in _KINDS}
        days = [item.known for item in records["item"]]
        head = {name: value for name, value in raw.items() if name not in _KINDS}
        if "asked" not in head and days:
            head["asked"] = min(days)
        if "asked" not in head and "day" in head:
            head["asked"] = head["day"]
        fields = [name for name in Debate.__struct_fields__ if name not in _KINDS]
        for name in [name for name in head if name not in fields]:
            self._note("", name, "unknown field", nearest(name, (*fields, *_KINDS)))
            del head[name]
        for name in ("schema", "question", "day"):
            if name not in head:
                self._note("", name, "is missing")
        if any(problem.where == "" for problem in self.problems):
            head = {"schema": 1, "question": "?", "day": "9999-12-31", "asked": "0001-01-01", **head}
        try:
            empty = msgspec.convert({**head, "hypothesis": ()}, Debate)
        except msgspec.ValidationError as error:
            self._note("", *_where(error))
            return None
        return msgspec.structs.replace(empty, **{kind: tuple(found) for kind, found in records.items()})

    def _records(self, raw: dict[str, Any], kind: str) -> list[Any]:
        tables = raw.get(kind, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._note("", kind, f"is no list of tables; write [[{kind}]]")
            self.whole &= kind != "hypothesis"
            return []
        found = [
            self._record(table, _KINDS[kind], f"{kind} {table.get('id', number)}")
            for number, table in enumerate(tables, start=1)
        ]
        self.whole &= kind != "hypothesis" or None not in found
        return [record for record in found if record is not None]

    def _record(self, table: dict[str, Any], kind: type[Any], where: str) -> Any | None:
        """The record, or None after noting each unknown field and the first other mistake."""
        known = kind.__struct_fields__
        for name in table:
            if name not in known:
                self._note(where, name, "unknown field", nearest(name, known))
        cells = {name: self._cell(value, where, name) for name, value in table.items() if name in known}
        try:
            return msgspec.convert(cells, kind)
        except msgspec.ValidationError as error:
            self._note(where, *_where(error))
            return None

    def _cell(self, value: Any, where: str, field: str) -> Any:
        """A value with every probability inside it read; one that cannot be read stands as even odds, and is noted."""
        if field in _RANGES and not isinstance(value, dict):
            return self._range(value, where, field)
        if field in ("likely", "prior") and isinstance(value, dict):
            return {key: self._likelihood(one, where, f"{field}.{key}") for key, one in value.items()}
        if field == "outcome" and isinstance(value, dict):
            return {key: self._cell(one, where, key) for key, one in value.items()}
        if field == "reading" and isinstance(value, list):
            return [
                {key: self._cell(one, where, key) for key, one in table.items()}
                if isinstance(table, dict)
                else table
                for table in value
            ]
        return value

    def _range(self, value: Any, where: str, field: str) -> Range:
        try:
            return parse_range(value)
        except BadInput as error:
            self._note(where, field, str(error))
            return Range.exactly(0.5)

    def _likelihood(self, value: Any, where: str, field: str) -> Likelihood:
        if not isinstance(value, dict):
            return self._range(value, where, field)
        points = value.get("points")
        if set(value) != {"points"} or not isinstance(points, list) or not all(map(_is_point, points)):
            self._note(where, field, "write { points = [[figure, likelihood], ...] }")
            return Range.exactly(0.5)
        at = tuple(float(x) for x, _ in points)
        if len(at) < 2 or any(left >= right for left, right in pairwise(at)):
            self._note(where, field, "needs two points or more, with rising figures")
            return Range.exactly(0.5)
        return Curve(at=at, values=tuple(self._range(said, where, field) for _, said in points))

    def _note(self, where: str, field: str, why: str, near: str | None = None) -> None:
        self.problems.append(Problem(self.name, where, field, why, near))


def _is_point(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and isinstance(point[0], int | float)
        and not isinstance(point[0], bool)
        and isfinite(point[0])
    )


def _where(error: msgspec.ValidationError) -> tuple[str, str]:
    """The field and the reason of a mistake that the record's type found."""
    text, _, path = str(error).partition(" - at ")
    return path.strip("`").removeprefix("$.").removeprefix("$"), text
