"""Which recorded figures fall under a ban, and which of them say the same twice?

Units: each figure keeps its own (tonnes, US dollars, yuan); where a page prints several, the ban names the one wanted.
Shapes: figures of one good whose periods do not overlap, by day; for goods that only lists define, every figure.
Sources: the tables of published figures and of figures by product; rows marked suspect or wrong in print are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yalu.trade.model import ProductFigure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.casebook import Ban, Casebook
    from yalu.trade.model import Figure

__all__ = ["Recorded", "apart", "by_list", "estimates_of", "falls_under", "own_words", "records_of"]

_YEAR = 366  # days


class Recorded(NamedTuple):
    """One recorded or estimated figure, whichever table it comes from."""

    address: str
    direction: str
    series: str
    goods: str
    hs: str
    since: date
    until: date
    value: float
    unit: str
    said_by: str
    note: str


def records_of(state: str, casebook: Casebook, unit: str) -> list[Recorded]:
    """What the State's customs recorded, in the wanted unit where a page prints it."""
    figures = [row for row in casebook.figures if row.reporter == state and row.basis == "recorded"]
    products = [
        row
        for row in casebook.products
        if row.reporter == state and row.status in ("ok", "approximate", "period_uncertain")
    ]
    rows: list[Figure | ProductFigure] = [*figures, *products]
    return [record for row in rows if (record := _recorded(row, unit))]


def estimates_of(state: str, casebook: Casebook) -> list[Recorded]:
    """What others estimate of the State's trade, in tonnes."""
    rows = [
        row
        for row in casebook.figures
        if row.concerns == state and row.basis == "estimated" and row.unit == "t"
    ]
    return [record for row in rows if (record := _recorded(row, "t"))]


def _recorded(row: Figure | ProductFigure, unit: str) -> Recorded | None:
    """The row's figure, in the wanted unit where it has it; None where it holds a share or a growth rate only."""
    table = "product_figures" if isinstance(row, ProductFigure) else "published_figures"
    figures = {row.unit: row.value}
    if isinstance(row, ProductFigure):
        figures[row.quantity_unit] = row.quantity
    for wanted in dict.fromkeys((unit, "t", "USD", "CNY")):
        value = figures.get(wanted)
        if value is not None:
            return Recorded(
                f"{table}:{row.id}", row.direction, row.series, row.goods, row.hs, row.since, row.until, value, wanted,
                row.statistics, row.note,
            )  # fmt: skip
    return None


def falls_under(row: Recorded, ban: Ban) -> bool:
    """Are the goods the ban's, in its direction, and does the period begin no earlier than the month of the ban?"""
    if row.direction != ban.direction or row.since < ban.since.replace(day=1):
        return False
    banned = [code for code in ban.hs.split(";") if code]
    return row.series in ban.series.split(";") or any(
        _covers(banned, code) for code in row.hs.split(";") if code
    )


def _covers(banned: Sequence[str], code: str) -> bool:
    if code in banned:
        return True
    ends = code.split("-")
    return all(any(end.startswith(prefix) for prefix in banned if "-" not in prefix) for end in ends)


def by_list(rows: Sequence[Recorded], unit: str) -> list[list[Recorded]]:
    """Rows of a year or less by whose list of goods was used: none of one list replaces one of another."""
    lists: dict[str, list[Recorded]] = {}
    for row in sorted(rows, key=lambda row: (row.since, row.address)):
        if (row.until - row.since).days <= _YEAR:
            lists.setdefault(row.goods, []).append(row)
    return [apart(own, unit) for own in lists.values()]


def own_words(row: Recorded, ban: Ban) -> tuple[str, str]:
    """The goods and codes that the row itself names, cut to the ban's where the row names more than its goods."""
    codes = [code for code in row.hs.split(";") if code]
    banned = [code for code in ban.hs.split(";") if code]
    held = [code for code in codes if row.series in ban.series.split(";") or _covers(banned, code)]
    return (row.goods if held == codes else ban.goods), ";".join(held)


def apart(rows: Sequence[Recorded], unit: str) -> list[Recorded]:
    """Rows whose periods do not overlap within one code: the longest first, then rows of one good, then the wanted unit,
    then the larger value.
    """
    ordered = sorted(
        rows,
        key=lambda row: (row.since - row.until, ";" in row.hs, row.unit != unit, -row.value, row.address),
    )
    taken: list[Recorded] = []
    for row in ordered:
        clash = (other for other in taken if other.since < row.until and row.since < other.until)
        if not any(set(other.hs.split(";")) & set(row.hs.split(";")) or _same(other, row) for other in clash):
            taken.append(row)
    return sorted(taken, key=lambda row: (row.since, row.until, row.address))


def _same(one: Recorded, other: Recorded) -> bool:
    """Do two rows of one period say the same under two codes? Two zeros do not: each is of its own goods."""
    return bool(one.value) and (one.since, one.until, one.value) == (other.since, other.until, other.value)
