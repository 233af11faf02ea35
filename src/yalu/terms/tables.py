"""How does a table of facts become records?

A table is CSV with a head row; every row has an `id` and a `source`, an empty cell leaves its field at its default, truths are
written yes and no. All mistakes of a table are reported together.
"""

from __future__ import annotations

import csv
from typing import TypeVar

import msgspec

from yalu.terms.errors import BadFile, Problem

__all__ = ["parse_table"]

_Record = TypeVar("_Record", bound=msgspec.Struct)
_WORDS = {"yes": True, "no": False}


def parse_table(name: str, text: str, kind: type[_Record]) -> tuple[_Record, ...]:
    """The records of a table with a head row; an empty cell leaves its field at its default.

    Raises:
        BadFile: every row that does not fit, an id that stands twice, a row without source.
    """
    truths = {field.name for field in msgspec.structs.fields(kind) if field.type is bool}
    records: list[_Record] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        where = f"line {line}"
        if row["id"] in seen:
            problems.append(Problem(name, where, "id", f'"{row["id"]}" stands twice'))
        seen.add(row["id"])
        if not row["source"]:
            problems.append(Problem(name, where, "source", "a row without source is no fact"))
        cells = {k: _WORDS.get(v, v) if k in truths else v for k, v in row.items() if v}
        try:
            records.append(msgspec.convert(cells, kind, strict=False))
        except msgspec.ValidationError as error:
            problems.append(Problem(name, where, "", str(error)))
    if problems:
        raise BadFile(problems)
    return tuple(records)
