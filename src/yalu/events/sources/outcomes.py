"""How does a table of what the Security Council voted on become items?

Columns: date, outcome (adopted, vetoed, not_adopted; prst is passed over), document, yes, no, abstain, mode, vetoed_by,
topic: the UN library's yearly tables of meetings in one. Rows without a day are left out, as their place in time is not
known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from yalu.events.model import CouncilItem
from yalu.events.sources.rows import columns, parse_on
from yalu.terms.errors import BadFile, BadInput, Problem

if TYPE_CHECKING:
    from datetime import date

__all__ = ["parse_outcomes"]

_NEEDED = ("date", "outcome", "document", "yes", "no", "abstain", "mode", "vetoed_by", "topic")
_STATES = {
    "CHINA": "CHN",
    "FRANCE": "FRA",
    "RUSSIA": "RUS",
    "RUSSIAN FEDERATION": "RUS",
    "USSR": "RUS",
    "UK": "GBR",
    "UNITED KINGDOM": "GBR",
    "UNITED STATES": "USA",
    "US": "USA",
}


def parse_outcomes(name: str, data: bytes, *, today: date) -> tuple[CouncilItem, ...]:
    """The items of a table in the order of time.

    Raises:
        BadFile: a column is missing, a row is no item or later than today, or there is none; all together.
    """
    rows = columns(name, data, _NEEDED)
    items, problems = [], []
    for line, row in enumerate(rows, start=2):
        if not row["date"] or row["outcome"] == "prst":
            continue
        try:
            item = _item(name, line, row)
        except (BadInput, msgspec.ValidationError) as error:
            problems.append(Problem(name, f"line {line}", "", str(error)))
        else:
            if item.on > today:
                problems.append(
                    Problem(name, f"line {line}", "date", f"{item.on} is later than today, {today}")
                )
            items.append(item)
    if problems or not items:
        raise BadFile(problems or [Problem(name, "", "", "holds no item with a day")])
    return tuple(sorted(items, key=lambda item: item.on))


def _item(name: str, line: int, row: dict[str, str]) -> CouncilItem:
    by = [one.strip() for one in row["vetoed_by"].replace(",", ";").split(";") if one.strip()]
    cells = {
        "id": f"{name}:{line}",
        "on": parse_on(row["date"]),
        "document": row["document"],
        "outcome": row["outcome"],
        "without_vote": row["mode"] == "without vote",
        "vetoed_by": ";".join(_STATES.get(one.upper(), one) for one in by),
        "agenda": row["topic"],
        "source": name,
        **{key: row[key] for key in ("yes", "no", "abstain") if row[key]},
    }
    return msgspec.convert(cells, CouncilItem, strict=False)
