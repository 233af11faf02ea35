"""What does a figure rest on, as files beside the page? Casebook tables and drawn series as CSV.

Shapes: one file for each casebook table (`rows-NAME.csv`) and each drawn series (`NAME.csv`); lines end in CR LF as
RFC 4180 has it, days are ISO, a figure nobody published is an empty field and never zero, lists are joined by `; `.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, structs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yalu.assess.model import RowTable, StateJudgement

__all__ = [
    "SERIES",
    "anchor",
    "csv_text",
    "judgement_json",
    "rows_csv",
    "rows_file",
    "series_csv",
    "series_files",
]

SERIES = (
    "indicators", "events", "lags", "cap_uses", "coal_months", "fuel_months", "fuel_years", "after_bans",
    "trade_years", "files", "around_bans", "file_totals", "mirrored", "noticed", "reports",
)  # fmt: skip


def judgement_json(judgement: StateJudgement, recipe: Mapping[str, object]) -> bytes:
    """The judgement as the contract's JSON: each indicator with `measure` and with its `period` as two days or null.

    Args:
        recipe: by what the judgement is made again; its last part.
    """
    document = msgspec.to_builtins(judgement)
    for one in document["indicators"]:
        one["measure"] = one.pop("measures")
        one["period"] = [one.pop("since"), one.pop("until")]
    return msgspec.json.encode({**document, "recipe": recipe})


def rows_csv(table: RowTable) -> str:
    r"""A casebook table as CSV text.

    >>> from yalu.assess.model import RowTable
    >>> rows_csv(RowTable(name="acts", columns=("id", "note"), rows=(("A1", "coal, iron"),)))
    'id,note\r\nA1,"coal, iron"\r\n'
    """
    return csv_text([table.columns, *table.rows])


def rows_file(name: str) -> str:
    """The file of a casebook table beside the page."""
    return f"rows-{name.replace('/', '-')}.csv"


def anchor(address: str) -> str:
    """Where on the page a row `table:id`, or a whole table, is found; without letters that a link must escape.

    >>> anchor("acts:No. 75")
    'row-acts-No.-75'
    """
    kept = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in address)
    return f"row-{kept}" if ":" in address else f"rows-{kept}"


def series_csv(records: Sequence[Struct]) -> str:
    """Records of one kind as CSV text, a column for each field."""
    names = records[0].__struct_fields__
    return csv_text([names, *([_cell(value) for value in structs.astuple(record)] for record in records)])


def series_files(judgement: StateJudgement) -> dict[str, str]:
    """The drawn series that hold anything and the casebook tables, by file name."""
    files = {
        f"{name}.csv": series_csv(getattr(judgement, name)) for name in SERIES if getattr(judgement, name)
    }
    return files | {rows_file(table.name): rows_csv(table) for table in judgement.tables}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(_cell(part) for part in value)
    if isinstance(value, Struct):
        return ": ".join(_cell(part) for part in structs.astuple(value))
    return repr(value) if isinstance(value, float) else str(value)


def csv_text(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as CSV text."""
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue()
