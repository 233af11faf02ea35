"""What did one State report about goods crossing its border with another in one period?

Units: `value` in units (not thousands) of `currency`, of the day; `quantity` in `unit`, tonnes (`t`) where the source gives a
weight; `growth` is the change on a year before that the source prints, a share (0.1 is ten per cent more).
Shapes: one `Flow` for each figure of a source. In bulk the same names are columns (`COLUMNS`), in Arrow or DuckDB.
Days: the period is half-open. A running total since January (`running`) has a period that begins on 1 January.
Direction is seen from `reporter`. Sources that reconcile two sides (`basis` "compiled") have no declarant: there the reporter
is the State whose side the row takes.
A missing value is None. It is never zero: a zero stands only where the source prints one.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, cast

from msgspec import Struct

__all__ = [
    "COLUMNS",
    "WORLD",
    "Basis",
    "Direction",
    "Flow",
    "Key",
    "Valuation",
    "goods_key",
    "is_state",
    "key_of",
    "months_of",
    "seen_from",
]

Direction = Literal["export", "import", "total", "re-export", "re-import"]
Valuation = Literal["FOB", "CIF", "unknown"]
Basis = Literal["recorded", "compiled", "notified", "estimated", "alleged"]

WORLD = "W00"  # UN Comtrade's code for all partners together
_MIRRORED = {"export": "import", "import": "export", "re-export": "import", "re-import": "export"}


class Flow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure of one source.

    `reporter` and `partner` are ISO 3166 alpha-3 codes, `WORLD`, three digits for other areas of UN Comtrade, or the
    words of the source where they name a region or nothing known. `hs` is TOTAL, 2, 4 or 6 digits, or a range of them;
    `edition` is `H0` to `H6`, empty where nobody said. `breakdown` names what splits the figure further (a second
    partner, a customs procedure, a mode of transport): rows that carry one are parts of the row that does not.
    `vintage` is the hash of the file's content; `line` and `column` say where in it the figure stands.
    """

    reporter: str
    partner: str
    direction: Direction
    hs: str = "TOTAL"
    edition: str = ""
    since: date
    until: date
    value: float | None
    currency: str = ""
    quantity: float | None = None
    unit: str = ""
    valuation: Valuation = "unknown"
    basis: Basis = "recorded"
    growth: float | None = None
    running: bool = False
    breakdown: str = ""
    goods: str = ""
    vintage: str = ""
    line: int = 0
    column: str = ""


COLUMNS: tuple[str, ...] = Flow.__struct_fields__


class Key(NamedTuple):
    """What a figure is about, whoever printed it and whatever it says."""

    reporter: str
    partner: str
    direction: str
    hs: str
    edition: str
    since: date
    until: date
    running: bool


def key_of(flow: Flow) -> Key:
    """What `flow` is about."""
    return Key(
        flow.reporter,
        flow.partner,
        flow.direction,
        flow.hs,
        flow.edition,
        flow.since,
        flow.until,
        flow.running,
    )


def is_state(partner: str) -> bool:
    """Does the code stand for one State or territory, not for a group, a remainder or the world?

    >>> is_state("PRK"), is_state("W00"), is_state("899"), is_state("Asia")
    (True, False, False, False)
    """
    return len(partner) == 3 and partner.isascii() and partner.isalpha() and partner.isupper()


def goods_key(flow: Flow) -> str:
    """What tells its goods from others: the code; where no edition makes it a code, its words too."""
    return flow.hs if flow.edition or flow.hs == "TOTAL" else f"{flow.hs} {flow.goods}".strip()


def months_of(flow: Flow) -> int:
    """How many calendar months the period covers; 0 for a period that is not made of whole months."""
    if flow.since.day != 1 or flow.until.day != 1:
        return 0
    return 12 * (flow.until.year - flow.since.year) + flow.until.month - flow.since.month


def seen_from(state: str, flow: Flow) -> Direction | None:
    """The direction as `state` sees it: its own if it reports, turned round if it is the partner, else None."""
    if state == flow.reporter:
        return flow.direction
    if state != flow.partner:
        return None
    return cast("Direction", _MIRRORED.get(flow.direction, flow.direction))
