"""What does the casebook hold, and what of it could be known on a day?

One record gathers the tables of trade and of events. `known_by` drops every row printed after the day, so that no
judgement can use what nobody could read then. Addresses of rows are written `table:id`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import astuple, fields, replace

from yalu.assess.model import Reply, RowTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yalu.events.model import (
        Closure,
        CouncilAct,
        Member,
        NamedReport,
        ReportCount,
        ReportDuty,
        StateReply,
        Test,
        Workers,
    )
    from yalu.measures.model import Act, Resolution
    from yalu.terms.amounts import PetroleumFactors
    from yalu.trade.model import CapLimit, CoalMonth, Figure, Notification, ProductFigure, YearTotals

__all__ = ["NO_REPLY", "Ban", "Casebook", "addresses", "reply_to", "row_tables", "sources_of"]

NO_REPLY = Reply(kind="none", text="None in the casebook")


class Ban(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Goods under a ban as the records name them, for looking up what was recorded after it.

    `hs` and `series` are joined by ";". `window_last_day` is the last day on which goods of a contract before
    `contract_before` could clear. `scope_contested` and `window_contested` say what is disputed, in words.
    `unit` is the one that these goods are told in where a page prints several.
    """

    id: str
    goods: str
    hs: str = ""
    series: str = ""
    direction: str
    cite: str
    measure: str
    since: date
    contract_before: date | None = None
    window_last_day: date | None = None
    window_contested: str = ""
    scope_contested: str = ""
    national_list: str = ""
    question_hs: str
    unit: str
    source: str
    note: str = ""


class Casebook(NamedTuple):
    """All rows that a judgement may rest on. `compiled` is the day on which the rows were last read."""

    compiled: date
    coal: tuple[CoalMonth, ...]
    caps: tuple[CapLimit, ...]
    notifications: tuple[Notification, ...]
    figures: tuple[Figure, ...]
    products: tuple[ProductFigure, ...]
    years: tuple[YearTotals, ...]
    tests: tuple[Test, ...]
    council: tuple[CouncilAct, ...]
    duties: tuple[ReportDuty, ...]
    counts: tuple[ReportCount, ...]
    reports: tuple[NamedReport, ...]
    workers: tuple[Workers, ...]
    replies: tuple[StateReply, ...]
    closures: tuple[Closure, ...]
    members: tuple[Member, ...]
    bans: tuple[Ban, ...]
    factors: PetroleumFactors
    names: Mapping[str, str]

    def known_by(self, on: date) -> Casebook:
        """The rows that could be read on the day."""
        return self._replace(
            coal=tuple(row for row in self.coal if row.known <= on),
            notifications=tuple(row for row in self.notifications if row.known <= on),
            figures=tuple(row for row in self.figures if row.known <= on),
            products=tuple(row for row in self.products if row.known <= on),
            years=tuple(row for row in self.years if row.known <= on),
            tests=tuple(row for row in self.tests if row.on <= on.isoformat()),
            council=tuple(row for row in self.council if row.on <= on),
            counts=tuple(row for row in self.counts if row.known <= on),
            reports=tuple(row for row in self.reports if row.known <= on),
            workers=tuple(row for row in self.workers if row.known <= on),
            replies=tuple(row for row in self.replies if row.known <= on),
            closures=_latest(row for row in self.closures if row.known <= on),
            members=tuple(row for row in self.members if row.since <= on),
            caps=tuple(_as_on(row, on) for row in self.caps if row.since <= on),
            bans=tuple(row for row in self.bans if row.since <= on),
            duties=tuple(row for row in self.duties if row.due <= on),
        )

    def closed(self, since: date, until: date) -> bool:
        """Does an outside cause cover the whole half-open period?"""
        last = until - timedelta(days=1)
        return any(row.since <= since and last <= (row.last_day or last) for row in self.closures)

    def since_member(self, state: str) -> date | None:
        """The day from which the State is a member of the United Nations; None for other places."""
        return next((row.since for row in self.members if row.id == state), None)


def _latest(rows: Iterable[Closure]) -> tuple[Closure, ...]:
    """Rows without those that a later one replaces."""
    known = tuple(rows)
    replaced = {row.replaces for row in known}
    return tuple(row for row in known if row.id not in replaced)


def _as_on(limit: CapLimit, on: date) -> CapLimit:
    """The cap as it stood: nobody knows of its early end before that day."""
    return replace(limit, ended=None, note="") if limit.ended and limit.ended > on else limit


def addresses(table: str, rows: Iterable[Struct]) -> tuple[str, ...]:
    """The addresses of rows of a table."""
    return tuple(f"{table}:{row.id}" for row in rows)  # type: ignore[attr-defined]  # every row has an id


def sources_of(rows: Iterable[Struct]) -> tuple[str, ...]:
    """The sources of rows, each once, in the order of the rows."""
    return tuple(dict.fromkeys(row.source for row in rows))  # type: ignore[attr-defined]  # every row has a source


def reply_to(casebook: Casebook, state: str, about: str) -> Reply:
    """What the State said or did about a finding; none where the casebook holds nothing."""
    for row in casebook.replies:
        if row.state == state and row.about == about:
            return Reply(kind=row.kind, text=row.text[:1].upper() + row.text[1:])
    return NO_REPLY


def row_tables(
    casebook: Casebook,
    acts: Sequence[Act],
    resolutions: Sequence[Resolution],
    used: Iterable[str],
) -> tuple[RowTable, ...]:
    """The tables behind a page, cut to the rows that the addresses in `used` name."""
    wanted = set(used)
    tables: dict[str, Sequence[Struct]] = {
        "coal_2321": casebook.coal,
        "caps": casebook.caps,
        "petroleum_notifications": casebook.notifications,
        "published_figures": casebook.figures,
        "product_figures": casebook.products,
        "china_annual_1998_2014": casebook.years,
        "tests": casebook.tests,
        "council": casebook.council,
        "report_duties": casebook.duties,
        "implementation_report_counts": casebook.counts,
        "implementation_reports_named": casebook.reports,
        "worker_repatriation": casebook.workers,
        "replies": casebook.replies,
        "closures": casebook.closures,
        "un_members": casebook.members,
        "bans": casebook.bans,
        "acts": acts,
    }
    found = [
        _row_table(name, [row for row in rows if _address(name, row) in wanted])
        for name, rows in tables.items()
    ]
    numbered = [row for row in resolutions if f"resolutions:{row.number}" in wanted]
    found.append(_row_table("resolutions", numbered, key="number"))
    return tuple(table for table in found if table.rows)


def _address(table: str, row: Struct) -> str:
    return f"{table}:{row.id}"  # type: ignore[attr-defined]  # every row has an id


def _row_table(name: str, rows: Sequence[Struct], key: str = "id") -> RowTable:
    if not rows:
        return RowTable(name=name, columns=(), rows=())
    columns = [field.name for field in fields(rows[0])]
    order = [columns.index(key), *(at for at, column in enumerate(columns) if column != key)]
    cells = [tuple(_cell(astuple(row)[at]) for at in order) for row in rows]
    return RowTable(name=name, columns=tuple(columns[at] for at in order), rows=tuple(cells))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, tuple):
        return ";".join(str(part) for part in value)
    return str(value)
