"""What are the rows of a table of events, as its publisher wrote it?

CSV with comma, semicolon or tab, or a JSON list of objects (bare, the one list inside an object, or in bins). Heads are compared
in lower case with spaces as underscores. Shapes: one dict for each row, and the number of its line (of its place in a JSON list).
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from yalu.terms.errors import BadFile, BadInput, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Row", "When", "columns", "order_unsure", "parse_on", "parse_rows", "parse_when", "pick"]

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_WORDS = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3})[a-z]*\.?[ -](?:(\d{1,2}),? )?(\d{4}|\d{2})")
_PIVOT = 50  # two digits of a year up to 50 are 2000 and on: the record begins in 1958


class Row(NamedTuple):
    """A row and where it stands."""

    where: str
    cells: dict[str, str]


class When(NamedTuple):
    """A day, or a month whose day is not known."""

    year: int
    month: int
    day: int | None

    @property
    def text(self) -> str:
        """As 2017-09-03, or 2017-09."""
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"


def parse_rows(name: str, data: bytes) -> list[Row]:
    """The rows of a table.

    Raises:
        BadFile: it is neither CSV nor JSON in UTF-8, or has no row.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            [Problem(name, "", "", f"is not UTF-8: byte {error.start} is {data[error.start]:#04x}")]
        ) from error
    rows = _json(name, text) if text.lstrip()[:1] in {"[", "{"} else _csv(text)
    if not rows:
        raise BadFile([Problem(name, "", "", "has no row: a series needs at least one event")])
    return rows


def _csv(text: str) -> list[Row]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    heads = [_head(cell) for cell in next(reader, [])]
    return [
        Row(
            f"line {number}",
            dict(zip_longest(heads, (cell.strip() for cell in cells[: len(heads)]), fillvalue="")),
        )
        for number, cells in enumerate(reader, start=2)
        if any(cell.strip() for cell in cells)
    ]


def _json(name: str, text: str) -> list[Row]:
    try:
        found = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise BadFile([Problem(name, "", "", f"is not JSON: {error}")]) from error
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = _unbinned(lists[0]) if len(lists) == 1 else None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise BadFile([Problem(name, "", "", "is JSON, but no list of objects")])
    return [
        Row(
            f"row {number}",
            {_head(key): "" if value is None else str(value).strip() for key, value in row.items()},
        )
        for number, row in enumerate(found, start=1)
    ]


def _unbinned(bins: list[Any]) -> list[Any]:
    """The rows of all bins, where each stands for a year, say, and holds its rows as a list; else what was given."""
    inside = [
        [value for value in one.values() if isinstance(value, list)] for one in bins if isinstance(one, dict)
    ]
    if len(inside) == len(bins) and all(len(lists) == 1 for lists in inside):
        return [row for (rows,) in inside for row in rows]
    return bins


def _head(text: str) -> str:
    return re.sub(r"\W+", "_", text.strip().lower()).strip("_")


def pick(cells: dict[str, str], names: tuple[str, ...]) -> str:
    """The first cell there is under any of these heads; empty where there is none."""
    return next((cells[name] for name in names if cells.get(name)), "")


def columns(name: str, data: bytes, needed: Sequence[str], *, lower: bool = False) -> list[dict[str, str]]:
    """The rows of a comma-separated table that has these columns; with `lower`, whatever the case of its heads.

    Raises:
        BadFile: it is no UTF-8 text, has no row, or lacks a column.
    """
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), restval="")
        if lower and reader.fieldnames:
            reader.fieldnames = [head.lower() for head in reader.fieldnames]
        rows = list(reader)
    except UnicodeDecodeError as error:
        raise BadFile([Problem(name, f"byte {error.start}", "", "is no UTF-8 text")]) from None
    except csv.Error as error:
        raise BadFile([Problem(name, f"line {reader.line_num}", "", f"is no CSV: {error}")]) from None
    missing = [column for column in needed if not rows or column not in rows[0]]
    if missing:
        raise BadFile([Problem(name, "", "", f"no row, or no column {', '.join(missing)}")])
    return rows


def parse_when(text: str) -> When:
    """The day or month that a text names: 2017-09-03, 2017-09, 9/3/2017 (month first), 3 Sep 2017, September 3, 2017.

    Raises:
        BadInput: it names neither, or a day the calendar lacks.
    """
    when = _when(text.strip())
    if when is not None and 1 <= when.month <= 12:
        try:
            date(when.year, when.month, 1 if when.day is None else when.day)
        except ValueError:
            pass
        else:
            return when
    raise BadInput(f'"{text}" is no day; write year-month-day, such as 2017-09-04, or year-month')


def order_unsure(texts: Sequence[str]) -> tuple[str, ...]:
    """The days written with slashes that read as well day first, if no other day among them shows the order."""
    slashed = [(text, found) for text in texts if (found := _AMERICAN.fullmatch(text.strip()))]
    if any(int(found[2]) > 12 for _, found in slashed):
        return ()
    return tuple(text for text, found in slashed if found[1] != found[2])


def parse_on(text: str) -> date:
    """The day that a text names, as `parse_when` reads it.

    Raises:
        BadInput: it names none, or a month only.
    """
    when = parse_when(text)
    if when.day is None:
        raise BadInput(f'"{text}" is a month; write year-month-day, such as 2017-09-04')
    return date(when.year, when.month, when.day)


def _when(text: str) -> When | None:
    if found := _ISO.fullmatch(text):
        return When(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _AMERICAN.fullmatch(text):
        return When(_year(found[3]), int(found[1]), int(found[2]))
    if (found := _WORDS.fullmatch(text)) and found[2].lower() in _MONTHS:
        day = found[1] or found[3]
        return When(_year(found[4]), _MONTHS[found[2].lower()], int(day) if day else None)
    return None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year <= _PIVOT else 1900)
