"""What is a reported figure of trade?

Units: tonnes (metric), barrels of 42 US gallons, US dollars of the day unless `unit` names another; `growth` is a share
(0.1 is ten per cent more than a year before).
Days: `since` and `last_day` are the first and the last day of the period, as pages print them; `known` is the day from
which the figure could be known: the day of print, or the last day of the month or year where no day was printed.
Direction is seen from the sanctioned State: `export` leaves it, `import` goes to it. `reporter` is the State that
declares, by its ISO 3166 alpha-3 code, empty for compilers of many States.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

__all__ = ["CapLimit", "CoalMonth", "Direction", "Figure", "Notification", "ProductFigure", "YearTotals"]

Direction = Literal["export", "import", "total", "both", "price"]


class _Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of a table: its id, where it was published, and its trap."""

    id: str
    source: str
    note: str = ""


class _Period(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row over a period, known from a day on."""

    since: date
    last_day: date
    known: date

    @property
    def until(self) -> date:
        """The day after the last one: the period is half-open."""
        return self.last_day + timedelta(days=1)


class CoalMonth(_Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Coal counted against a cap of 2321; `approximate` names what was rounded in print."""

    reporter: str
    tonnes: float
    usd: float
    approximate: Literal["", "usd", "both"] = ""
    cap: str


class CapLimit(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One limb of a cap; two limbs of one cap both bind ("whichever is lower"). `ended` is the day a later text closed it."""

    cap: str
    measure: str
    cite: str
    label: str
    since: date
    last_day: date | None = None
    ended: date | None = None
    limit: float
    unit: Literal["t", "USD", "bbl"]


class Notification(_Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Refined petroleum that a State notified to the Committee, did not notify, or is said to have sent.

    `supplier` joins several States by "+"; it is "all" for all who notified and empty where none is named. `kind` is
    `press` for a newspaper's own conversion. Rows with one `filing` were sent together.
    `disputed` says in what sources disagree about a silence.
    """

    supplier: str = ""
    barrels: float | None = None
    tonnes: float | None = None
    kind: Literal["notified", "not_notified", "press", "estimated", "alleged"]
    said_by: str = ""
    filing: str = ""
    disputed: str = ""


class Figure(_Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published figure; `concerns` is the State that an estimate names, `statistics` whose figure it is."""

    series: str
    reporter: str = ""
    concerns: str = ""
    direction: Direction
    goods: str
    hs: str = ""
    value: float | None = None
    unit: str
    growth: float | None = None
    statistics: str
    basis: Literal["recorded", "notified", "estimated", "alleged"]


class ProductFigure(_Period, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One printed figure of one product; `hs_basis` says whether the code was printed or read from the words."""

    series: str
    reporter: str = ""
    direction: Direction
    goods: str
    hs: str = ""
    hs_basis: str = ""
    value: float | None = None
    unit: str = ""
    quantity: float | None = None
    quantity_unit: str = ""
    growth: float | None = None
    statistics: str
    status: Literal["ok", "approximate", "suspect", "error_in_source", "period_uncertain"]


class YearTotals(_Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One year of a State's official trade with the sanctioned State, seen from the reporter."""

    reporter: str
    year: int
    exports_usd: float
    imports_usd: float
    total_usd: float
    known: date
