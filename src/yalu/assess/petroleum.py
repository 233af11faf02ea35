"""What refined petroleum was notified, by month and by year, and where do printed figures disagree?

Units: barrels (42 US gallons); a share is barrels over the cap of 500,000 a calendar year. China notifies tonnes without a
product: the value is at the rate the Committee's tables imply (8.33 barrels a tonne), the low end takes the tonnes as
fuel oil, the high end as LPG (`yalu.terms.amounts`). Barrels that a State notified itself have no range.
Shapes: one `Monthly` for each month of the span in which the State's months are known one by one; one `YearCap` for each year
with a notice. A year takes the fewest rows that cover most supplier-months without counting one twice.
Sources: 2397 paragraph 5; the Committee's page as quoted in the press (the page itself is overwritten).
A month is late if it came in a filing of several and is known only after its thirty days. Days of print stand for days of
filing, so lateness is an upper bound.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yalu.assess.casebook import addresses
from yalu.assess.model import Monthly, Note, YearCap
from yalu.assess.words import days_of_month, period
from yalu.terms.amounts import Range, tonnes_to_barrels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.assess.casebook import Casebook
    from yalu.trade.model import Notification

__all__ = [
    "NOTICE_DAYS", "YearNotices", "contradictions", "conversions",
    "fuel_months", "fuel_years", "limit_bbl", "months_of", "said_of",
    "suppliers_of", "supplies", "yearly",
]  # fmt: skip

NOTICE_DAYS = 30  # 2397 paragraph 5: the State notifies every thirty days
_IN_TONNES = "CHN"  # notifies tonnes without a product (Yonhap, 2021-05-14 and later)


class YearNotices(NamedTuple):
    """One year's notices: the barrels with their range, the rows, and whose they are."""

    year: int
    barrels: Range
    rows: tuple[Notification, ...]


def _barrels(row: Notification, casebook: Casebook) -> Range:
    """Barrels of a row with the range that its unknown product leaves open."""
    if row.barrels is None:
        return tonnes_to_barrels(row.tonnes or 0.0, None, casebook.factors)
    tonnes = row.tonnes if "+" in row.supplier else None
    if tonnes is None and "+" in row.supplier:
        return _with_others(row, casebook)
    if row.supplier == _IN_TONNES:
        tonnes = row.barrels / casebook.factors.bbl_per_t(None).value
    if tonnes is None:
        return Range(row.barrels, row.barrels, row.barrels)
    spread = tonnes_to_barrels(tonnes, None, casebook.factors)
    return Range(spread.low, row.barrels, spread.high)


def _with_others(row: Notification, casebook: Casebook) -> Range:
    """Barrels of several States: what another State notified in barrels has no range, the rest is tonnes at the middle rate."""
    if _IN_TONNES not in row.supplier.split("+") or row.barrels is None:
        return Range(row.barrels or 0.0, row.barrels or 0.0, row.barrels or 0.0)
    own: dict[tuple[str, date], float] = {}
    for other in notified(casebook):
        inside = row.since <= other.since and other.last_day <= row.last_day
        apart = other.supplier in row.supplier.split("+") and other.supplier != _IN_TONNES
        if inside and apart and other.barrels is not None:
            own[other.supplier, other.since] = other.barrels
    fixed = min(sum(own.values()), row.barrels)
    spread = tonnes_to_barrels(
        (row.barrels - fixed) / casebook.factors.bbl_per_t(None).value, None, casebook.factors
    )
    return Range(fixed + spread.low, row.barrels, fixed + spread.high)


def conversions(state: str, casebook: Casebook) -> tuple[Note, ...]:
    """How the years of several States came to barrels, where they did not all come the same way."""
    told, rows = [], []
    for year in yearly(casebook):
        joint = [row for row in year.rows if "+" in row.supplier]
        if any(state in row.supplier for row in joint):
            told += [f"{year.year}: {_rate_of(row, casebook)}" for row in joint]
            rows += joint
    if not told:
        return ()
    return (
        Note(
            label="Conversions", text=f"{'; '.join(told)}.", rows=addresses("petroleum_notifications", rows)
        ),
    )


def _rate_of(row: Notification, casebook: Casebook) -> str:
    central = casebook.factors.bbl_per_t(None).value
    if row.barrels is None:
        alone = [
            other
            for other in notified(casebook)
            if other.barrels is not None
            and (other.since, other.last_day) == (row.since, row.last_day)
            and other.supplier in row.supplier.split("+")
        ]
        apart = "".join(
            f" ({casebook.names[other.supplier]}’s {other.barrels:,.0f} bbl cannot be taken out: its tonnes are not in print)"
            for other in alone
        )
        return f"tonnes of all at {central:g} barrels a tonne{apart}"
    if row.tonnes:
        return f"the newspaper’s barrels, {row.barrels / row.tonnes:.2g} a tonne"
    return f"barrels as printed; the range takes China’s part as tonnes at {central:g}"


def months_of(row: Notification) -> tuple[date, ...]:
    """The first days of the months that a row covers."""
    months, first = [], row.since
    while first <= row.last_day:
        months.append(first)
        first = days_of_month(first)[1]
    return tuple(months)


def notified(casebook: Casebook) -> list[Notification]:
    return [
        row
        for row in casebook.notifications
        if row.kind == "notified" and (row.barrels is not None or row.tonnes is not None)
    ]


def yearly(casebook: Casebook, suppliers: set[str] | None = None) -> tuple[YearNotices, ...]:
    """Each year's notices of all suppliers, or of some of them alone, as known."""
    by_year: dict[int, list[Notification]] = {}
    for row in notified(casebook):
        own = set(row.supplier.split("+"))
        if (
            row.since.year == row.last_day.year
            and row.supplier != "all"
            and (suppliers is None or own <= suppliers)
        ):
            by_year.setdefault(row.since.year, []).append(row)
    return tuple(_year(year, rows, casebook) for year, rows in sorted(by_year.items()))


def _year(year: int, rows: Sequence[Notification], casebook: Casebook) -> YearNotices:
    """The widest rows first, barrels before tonnes, and none that counts a supplier's month twice."""
    cells = {row.id: {(who, at) for who in row.supplier.split("+") for at in months_of(row)} for row in rows}
    ordered = sorted(
        rows, key=lambda row: (-len(cells[row.id]), row.barrels is None, -row.known.toordinal(), row.id)
    )
    taken: list[Notification] = []
    covered: set[tuple[str, date]] = set()
    for row in ordered:
        if not cells[row.id] & covered:
            taken.append(row)
            covered |= cells[row.id]
    parts = [_barrels(row, casebook) for row in taken]
    total = Range(*(sum(getattr(part, end) for part in parts) for end in Range._fields))
    return YearNotices(year, total, tuple(sorted(taken, key=lambda row: row.id)))


def fuel_years(state: str, casebook: Casebook) -> tuple[YearCap, ...]:
    """Every year against the joint cap, for a State that supplies; empty for others."""
    if not supplies(state, casebook):
        return ()
    limit = limit_bbl(casebook)
    years = []
    for year in yearly(casebook):
        ranged = year.barrels.high > year.barrels.low
        said = [
            row
            for row in casebook.notifications
            if row.kind in ("estimated", "alleged") and row.since.year == year.year
        ]
        years.append(
            YearCap(
                year=year.year,
                label=suppliers_of(year, casebook),
                share=year.barrels.value / limit,
                low=year.barrels.low / limit if ranged else None,
                high=year.barrels.high / limit if ranged else None,
                estimates=tuple(said_of(row, limit) for row in said),
                rows=("caps:refined-bbl", *addresses("petroleum_notifications", (*year.rows, *said))),
            )
        )
    return tuple(years)


def supplies(state: str, casebook: Casebook) -> bool:
    """Does any notice, silence or allegation name the State as the supplier?"""
    return any(state in row.supplier.split("+") for row in casebook.notifications)


def limit_bbl(casebook: Casebook) -> float:
    """The joint cap of a calendar year, in barrels."""
    return next(row.limit for row in casebook.caps if row.id == "refined-bbl")


def suppliers_of(year: YearNotices, casebook: Casebook) -> str:
    """Whose notices a year holds, and which months, where they are not all twelve."""
    who = sorted({name for row in year.rows for name in row.supplier.split("+")})
    names = " + ".join(casebook.names.get(name, name) for name in who)
    last, first = max(row.last_day for row in year.rows), min(row.since for row in year.rows)
    if (first.month, last.month) == (1, 12):
        return names
    return f"{names}, {period(first, last + timedelta(days=1)).removesuffix(f' {year.year}')} only"


def said_of(row: Notification, limit: float, *, with_year: bool = False) -> str:
    """An estimate or an allegation in words, with its size in caps."""
    more = "over " if row.note.startswith("more than") else ""
    span = period(row.since, row.until)
    if not with_year:
        span = span.removesuffix(f" {row.since.year}")
    assert row.barrels is not None  # noqa: S101  an estimate without an amount is no row of the table
    return f"{more}{row.barrels:,.0f} bbl {span} ({row.said_by}), {row.barrels / limit:.1f} caps"


def fuel_months(state: str, casebook: Casebook) -> tuple[Monthly, ...]:
    """The State's months one by one, from the first year of which several months are known to the last known month."""
    single = [row for row in notified(casebook) if row.supplier == state and len(months_of(row)) == 1]
    silent = [row for row in casebook.notifications if row.supplier == state and row.kind == "not_notified"]
    late = {row.filing for row in casebook.notifications if row.filing}
    known = sorted({row.since for row in single} | {at for row in silent for at in months_of(row)})
    if not known:
        return ()
    first = next(
        (at.replace(month=1) for at in known if sum(other.year == at.year for other in known) > 1), known[0]
    )
    months = []
    while first <= known[-1]:
        months.append(_month(first, single, silent, late, casebook))
        first = days_of_month(first)[1]
    return tuple(months)


def _month(
    first: date,
    single: Sequence[Notification],
    silent: Sequence[Notification],
    late: set[str],
    casebook: Casebook,
) -> Monthly:
    quiet = [row for row in silent if first in months_of(row)]
    if quiet:
        rows = addresses("petroleum_notifications", quiet)
        return Monthly(month=first, value=None, unit="bbl", status="silent", rows=rows)
    rows_here = [row for row in single if row.since == first]
    if not rows_here:
        return Monthly(month=first, value=None, unit="bbl", status="missing", rows=())
    best = min(rows_here, key=lambda row: (row.barrels is None, row.id))
    barrels = _barrels(best, casebook)
    ranged = barrels.high > barrels.low
    return Monthly(
        month=first,
        value=barrels.value,
        low=barrels.low if ranged else None,
        high=barrels.high if ranged else None,
        unit="bbl",
        status="late" if best.filing in late and _past_due(best) else "recorded",
        converted=best.barrels is None,
        rows=addresses("petroleum_notifications", rows_here),
    )


def _past_due(row: Notification) -> bool:
    """Known only after the thirty days that followed its month."""
    return row.known > row.last_day + timedelta(days=NOTICE_DAYS)


def contradictions(state: str, casebook: Casebook) -> tuple[Note, ...]:
    """Printed figures that do not agree with each other, both kept."""
    own = [row for row in notified(casebook) if row.supplier == state]
    notes = [note for row in own if (note := _against_parts(row, own, casebook))]
    for row in own:
        for other in own:
            same = (row.since, row.last_day) == (other.since, other.last_day) and row.id < other.id
            if same and row.barrels and other.barrels and row.barrels != other.barrels:
                text = f"{period(row.since, row.until)}: {row.barrels:,.0f} and {other.barrels:,.0f} bbl in two papers."
                notes.append(_contradiction(text, (row, other)))
    return tuple(notes)


def _contradiction(text: str, rows: Sequence[Notification]) -> Note:
    return Note(label="Contradiction", text=text, rows=addresses("petroleum_notifications", rows))


def _against_parts(row: Notification, own: Sequence[Notification], casebook: Casebook) -> Note | None:
    """A sum in print against the parts in print, where the parts cover it whole in one unit."""
    parts: dict[date, Notification] = {}
    for part in sorted(own, key=lambda part: (len(months_of(part)), part.id)):
        months = set(months_of(part))
        inside = months < set(months_of(row)) and not months & set(parts)
        if inside and part.barrels is not None:
            parts.update(dict.fromkeys(months, part))
    quiet = {
        at
        for part in casebook.notifications
        if part.kind == "not_notified" and part.supplier == row.supplier
        for at in months_of(part)
    }
    whole = set(months_of(row)) - quiet
    if len(months_of(row)) == 1 or not parts or whole - set(parts) or row.barrels is None:
        return None
    summed = tuple({part.id: part for part in parts.values()}.values())
    total = sum(part.barrels or 0 for part in summed)
    if total == row.barrels:
        return None
    text = f"{period(row.since, row.until)}: {row.barrels:,.0f} bbl in print; its parts sum to {total:,.0f}."
    return _contradiction(text, (row, *summed))
