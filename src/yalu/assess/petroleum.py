"""Did the refined petroleum that the State notified stay inside the joint cap of 2397, and did it notify every month?

Units: barrels (42 US gallons); a share is barrels over the cap of 500,000 a calendar year. China notifies tonnes without a
product: the value is at the rate the Committee's tables imply (8.33 barrels a tonne), the low end takes the tonnes as
fuel oil, the high end as LPG (`yalu.terms.amounts`). Barrels that a State notified itself have no range.
Shapes: one `Monthly` for each month of the span in which the State's months are known one by one; one `YearCap` for each year
with a notice. A year takes the fewest rows that cover most supplier-months without counting one twice.
Sources: 2397 paragraph 5; the Committee's page as quoted in the press (the page itself is overwritten).
Grades of an amount: kept: the high end stays at or below 1. Not kept: the low end is above 1. Contested: the cap lies inside
the range. Grades of notifying: kept: every month in its 30 days. Partly kept: months came late in one filing, or one or
two never came. Not kept: three or more months never came (a quarter of a year in which a yearly cap cannot be watched).
How sure: low for amounts, as notices are one State's own; moderate for silence, as it is reported and not read off the page.
Silence is not supply: whether fuel moved in a silent month is not known.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yalu.assess.casebook import NO_REPLY, addresses, reply_to, sources_of
from yalu.assess.model import Finding, Indicator, Monthly, Note, Trust, YearCap
from yalu.assess.part import Judged, Part
from yalu.assess.words import amount, both, count_word, days_of_month, month, percent, period, plural
from yalu.terms.amounts import Range, tonnes_to_barrels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import Grade
    from yalu.trade.model import Notification

__all__ = ["NOTICE_DAYS", "contradictions", "fuel_months", "fuel_years", "petroleum_part"]

NOTICE_DAYS = 30  # 2397 paragraph 5: the State notifies every thirty days
_PRINTED = re.compile(r"reads (\d+ %)")
_SILENT_MONTHS = 3
_IN_TONNES = "CHN"  # notifies tonnes without a product (Yonhap, 2021-05-14 and later)


class _Year(NamedTuple):
    """One year's notices: the barrels with their range, the rows, and whose they are."""

    year: int
    barrels: Range
    rows: tuple[Notification, ...]


def _barrels(row: Notification, casebook: Casebook) -> Range:
    """Barrels of a row with the range that its unknown product leaves open."""
    if row.barrels is None:
        return tonnes_to_barrels(row.tonnes or 0.0, None, casebook.factors)
    tonnes = row.tonnes if "+" in row.supplier else None
    if row.supplier == _IN_TONNES:
        tonnes = row.barrels / casebook.factors.bbl_per_t(None).value
    if tonnes is None:
        return Range(row.barrels, row.barrels, row.barrels)
    spread = tonnes_to_barrels(tonnes, None, casebook.factors)
    return Range(spread.low, row.barrels, spread.high)


def _months_of(row: Notification) -> tuple[date, ...]:
    months, first = [], row.since
    while first <= row.last_day:
        months.append(first)
        first = days_of_month(first)[1]
    return tuple(months)


def _notified(casebook: Casebook) -> list[Notification]:
    return [
        row
        for row in casebook.notifications
        if row.kind == "notified" and (row.barrels is not None or row.tonnes is not None)
    ]


def _yearly(casebook: Casebook, suppliers: set[str] | None = None) -> tuple[_Year, ...]:
    """Each year's notices of all suppliers, or of some of them alone, as known."""
    by_year: dict[int, list[Notification]] = {}
    for row in _notified(casebook):
        own = set(row.supplier.split("+"))
        if (
            row.since.year == row.last_day.year
            and row.supplier != "all"
            and (suppliers is None or own <= suppliers)
        ):
            by_year.setdefault(row.since.year, []).append(row)
    return tuple(_year(year, rows, casebook) for year, rows in sorted(by_year.items()))


def _year(year: int, rows: Sequence[Notification], casebook: Casebook) -> _Year:
    """The widest rows first, barrels before tonnes, and none that counts a supplier's month twice."""
    cells = {row.id: {(who, at) for who in row.supplier.split("+") for at in _months_of(row)} for row in rows}
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
    return _Year(year, total, tuple(sorted(taken, key=lambda row: row.id)))


def fuel_years(state: str, casebook: Casebook) -> tuple[YearCap, ...]:
    """Every year against the joint cap, for a State that supplies; empty for others."""
    if not _supplies(state, casebook):
        return ()
    limit = _limit(casebook)
    years = []
    for year in _yearly(casebook):
        ranged = year.barrels.high > year.barrels.low
        said = [
            row
            for row in casebook.notifications
            if row.kind in ("estimated", "alleged") and row.since.year == year.year
        ]
        years.append(
            YearCap(
                year=year.year,
                label=_label(year, casebook),
                share=year.barrels.value / limit,
                low=year.barrels.low / limit if ranged else None,
                high=year.barrels.high / limit if ranged else None,
                estimates=tuple(_said(row, limit) for row in said),
                rows=("caps:refined-bbl", *addresses("petroleum_notifications", (*year.rows, *said))),
            )
        )
    return tuple(years)


def _supplies(state: str, casebook: Casebook) -> bool:
    return any(state in row.supplier.split("+") for row in casebook.notifications)


def _limit(casebook: Casebook) -> float:
    return next(row.limit for row in casebook.caps if row.id == "refined-bbl")


def _label(year: _Year, casebook: Casebook) -> str:
    who = sorted({name for row in year.rows for name in row.supplier.split("+")})
    names = " + ".join(casebook.names.get(name, name) for name in who)
    last, first = max(row.last_day for row in year.rows), min(row.since for row in year.rows)
    if (first.month, last.month) == (1, 12):
        return names
    return f"{names}, {period(first, last + timedelta(days=1)).removesuffix(f' {year.year}')} only"


def _said(row: Notification, limit: float, *, with_year: bool = False) -> str:
    more = "over " if row.note.startswith("more than") else ""
    span = period(row.since, row.until)
    if not with_year:
        span = span.removesuffix(f" {row.since.year}")
    assert row.barrels is not None  # noqa: S101  an estimate without an amount is no row of the table
    return f"{more}{row.barrels:,.0f} bbl {span} ({row.said_by}), {row.barrels / limit:.1f} caps"


def fuel_months(state: str, casebook: Casebook) -> tuple[Monthly, ...]:
    """The State's months one by one, from the first year of which several months are known to the last known month."""
    single = [row for row in _notified(casebook) if row.supplier == state and len(_months_of(row)) == 1]
    silent = [row for row in casebook.notifications if row.supplier == state and row.kind == "not_notified"]
    late = {row.filing for row in casebook.notifications if row.filing}
    known = sorted({row.since for row in single} | {at for row in silent for at in _months_of(row)})
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
    quiet = [row for row in silent if first in _months_of(row)]
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
    own = [row for row in _notified(casebook) if row.supplier == state]
    notes = [note for row in own if (note := _against_parts(row, own, casebook))]
    for row in own:
        for other in own:
            same = (row.since, row.last_day) == (other.since, other.last_day) and row.id < other.id
            if same and row.barrels and other.barrels and row.barrels != other.barrels:
                notes.append(
                    f"{period(row.since, row.until)}: {row.barrels:,.0f} and {other.barrels:,.0f} bbl in two papers."
                )
    return tuple(Note(label="Contradiction", text=text) for text in notes)


def _against_parts(row: Notification, own: Sequence[Notification], casebook: Casebook) -> str:
    """A sum in print against the parts in print, where the parts cover it whole in one unit."""
    parts: dict[date, Notification] = {}
    for part in sorted(own, key=lambda part: (len(_months_of(part)), part.id)):
        months = set(_months_of(part))
        inside = months < set(_months_of(row)) and not months & set(parts)
        if inside and part.barrels is not None:
            parts.update(dict.fromkeys(months, part))
    quiet = {
        at
        for part in casebook.notifications
        if part.kind == "not_notified" and part.supplier == row.supplier
        for at in _months_of(part)
    }
    whole = set(_months_of(row)) - quiet
    if len(_months_of(row)) == 1 or not parts or whole - set(parts) or row.barrels is None:
        return ""
    total = sum(part.barrels or 0 for part in {part.id: part for part in parts.values()}.values())
    if total == row.barrels:
        return ""
    return f"{period(row.since, row.until)}: {row.barrels:,.0f} bbl in print; its parts sum to {total:,.0f}."


def petroleum_part(state: str, name: str, casebook: Casebook) -> Part | None:
    """Amount, the joint cap's fullest year, notifying, and their section; None before the cap began."""
    if not any(row.id == "refined-bbl" for row in casebook.caps):
        return None
    if not _supplies(state, casebook):
        return _nothing(name)
    judged = [
        item
        for item in (_amount(state, name, casebook), _joint(state, casebook), _notices(state, casebook))
        if item
    ]
    if not judged:
        return _nothing(name)
    return Part(tuple(judged), _finding(state, name, casebook, judged), (_change(state, casebook),), ())


def _change(state: str, casebook: Casebook) -> Note:
    months = fuel_months(state, casebook)
    last = next((item.month for item in reversed(months) if item.value is not None), None)
    after = f" after {month(last)}" if last else ""
    return Note(
        label=f"Monthly fuel notifications{after}",
        text="Would show whether the silent months were the exception, and give a year its sum.",
    )


def _graded(share: Range) -> Grade:
    if share.high <= 1:
        return "kept"
    return "not kept" if share.low > 1 else "contested"


def _shares(barrels: Range, limit: float) -> Range:
    return Range(barrels.low / limit, barrels.value / limit, barrels.high / limit)


def _by_product(share: Range) -> str:
    if share.high <= share.low:
        return ""
    return f"{share.low * 100:.1f} to {share.high * 100:.1f} % by product"


def _amount(state: str, name: str, casebook: Casebook) -> Judged | None:
    """The State's own last year with twelve months of figures, against the joint cap."""
    own = _yearly(casebook, {state})
    whole = [year for year in own if len({at for row in year.rows for at in _months_of(row)}) == 12]
    if not own:
        return None
    year = (whole or own)[-1]
    limit = _limit(casebook)
    share = _shares(year.barrels, limit)
    ends = (
        f" {_by_product(share)}: the low end takes all tonnes as fuel oil, the high end as LPG."
        if share.high > share.low
        else " No range: barrels were notified."
    )
    span = period(min(row.since for row in year.rows), max(row.until for row in year.rows))
    indicator = Indicator(
        id="refined-amount",
        section="fuel",
        title=f"Refined petroleum, {name}’s deliveries in {year.year}",
        measures=("R2397-5-refined",),
        cites=("2397 5",),
        since=min(row.since for row in year.rows),
        until=max(row.until for row in year.rows),
        value=share.value,
        low=share.low,
        high=share.high,
        unit="share of the cap",
        basis="notified",
        figure=f"{percent(share.value)} of the joint cap",
        beside=_by_product(share),
        grade=_graded(share),
        sure="low",
        reason=f"{span}: {amount(year.barrels.value, 'bbl')} of {amount(limit, 'bbl')} notified.{ends}",
        reply=reply_to(casebook, state, "refined-amount"),
        needs=("the products of the tonnes notified",) if share.high > share.low else (),
        sources=sources_of(year.rows),
        rows=("caps:refined-bbl", *addresses("petroleum_notifications", year.rows)),
    )
    return Judged(
        indicator,
        good="notified fuel inside the joint cap",
        bad=f"notified {percent(share.value)} of the joint fuel cap in {year.year}",
        weight=5,
    )


def _joint(state: str, casebook: Casebook) -> Judged | None:
    """The year in which all notices together came closest to the cap, or passed it."""
    joint = [
        year
        for year in _yearly(casebook)
        if any("+" in row.supplier for row in year.rows) or len(year.rows) > 1
    ]
    joint = [year for year in joint if any(state in row.supplier for row in year.rows)]
    if not joint:
        return None
    limit = _limit(casebook)
    year = max(joint, key=lambda year: year.barrels.value)
    share = _shares(year.barrels, limit)
    press = [row for row in casebook.notifications if row.kind == "press" and row.since.year == year.year]
    said = [
        row
        for row in casebook.notifications
        if row.kind in ("estimated", "alleged") and row.since.year == year.year
    ]
    beside = [_by_product(share)] + [f"{_printed_share(row, limit)} in the press" for row in press]
    indicator = Indicator(
        id="refined-joint",
        section="fuel",
        title=f"Refined petroleum, all notices of {year.year}",
        measures=("R2397-5-refined",),
        cites=("2397 5",),
        since=min(row.since for row in year.rows),
        until=max(row.until for row in year.rows),
        value=share.value,
        low=share.low,
        high=share.high,
        unit="share of the cap",
        basis="notified",
        figure=f"{percent(round(share.value, 2))} of the joint cap",
        beside="; ".join(part for part in beside if part),
        grade=_graded(share),
        sure="low",
        reason=f"{_label(year, casebook)}: {amount(year.barrels.value, 'bbl')} of {amount(limit, 'bbl')}, the fullest"
        " year. Whether the cap was passed turns on the products."
        + "".join(f" Estimated: {_said(row, limit)}." for row in said),
        reply=reply_to(casebook, state, "refined-joint"),
        needs=("the products of the tonnes notified",),
        sources=sources_of((*year.rows, *press, *said)),
        rows=("caps:refined-bbl", *addresses("petroleum_notifications", (*year.rows, *press, *said))),
    )
    return Judged(
        indicator,
        bad=f"shares a fuel cap that stood at {percent(round(share.value, 2))} in {year.year}",
        weight=2,
    )


def _notices(state: str, casebook: Casebook) -> Judged | None:
    """Silent and late months."""
    months = fuel_months(state, casebook)
    silent = [item for item in months if item.status == "silent"]
    late = [item for item in months if item.status == "late"]
    together = [row for row in casebook.notifications if row.supplier == state and row.filing]
    if not months:
        return None
    grade: Grade = "kept"
    if silent or late:
        grade = "not kept" if len(silent) >= _SILENT_MONTHS else "partly kept"
    named = [
        row
        for row in casebook.notifications
        if row.supplier == state
        and row.kind in ("estimated", "alleged")
        and row.since in {item.month for item in silent}
    ]
    rows = tuple(dict.fromkeys(row for item in (*silent, *late) for row in item.rows))
    rows = tuple(dict.fromkeys((*rows, *addresses("petroleum_notifications", (*together, *named)))))
    if not rows:
        rows = tuple(row for item in months for row in item.rows)
    used = [row for row in casebook.notifications if f"petroleum_notifications:{row.id}" in rows]
    zeros = [item for item in months if item.value == 0]
    closed = [item for item in silent if casebook.closed(*days_of_month(item.month))]
    reason = ["2397 ¶5 asks for a notice every 30 days."]
    if silent:
        reason.append(f"Silent: {_spans(silent)}. Silence is not supply: whether fuel moved is not known.")
    if closed:
        reason.append(f"{plural(len(closed), 'silent month')} fell while the DPRK kept its border closed.")
    if silent and zeros:
        reason.append(
            f"A month of none was notified as 0 ({month(zeros[0].month)}), so silence is something else."
        )
    beside = ""
    if together:
        beside = f"{len(together)} more filed together, {len(late)} of them late"
        reason.append(
            f"{period(together[0].since, together[-1].until)} came in one filing, known by {together[0].known.isoformat()}."
        )
    if named:
        said = both(_said(row, _limit(casebook), with_year=True) for row in named)
        beside = f"{beside}; {said}" if beside else f"alleged: {said}"
        reason.append(f"Of a silent month others say {said}.")
    indicator = Indicator(
        id="refined-notices",
        section="fuel",
        title=f"Monthly notifications, {months[0].month.year} to {months[-1].month.year}",
        measures=("R2397-5-refined",),
        cites=("2397 5",),
        since=months[0].month,
        until=days_of_month(months[-1].month)[1],
        value=float(len(silent)),
        unit="months",
        basis="notified",
        figure=f"{plural(len(silent), 'month')} silent" if silent else "no month known as silent",
        beside=beside,
        grade=grade,
        sure="moderate",
        reason=" ".join(reason),
        reply=reply_to(casebook, state, "refined-notices"),
        needs=("the Committee’s page as it stood month by month",),
        sources=sources_of(used),
        rows=rows,
    )
    return Judged(
        indicator,
        good="notified its fuel month by month",
        bad=f"gave no fuel notice for {count_word(len(silent), 'month')}"
        if silent
        else "filed fuel notices late",
        weight=8,
    )


def _spans(months: Sequence[Monthly]) -> str:
    """Months in a row, joined to spans."""
    spans: list[list[date]] = []
    for item in months:
        if spans and days_of_month(spans[-1][1] - timedelta(days=1))[1] == item.month:
            spans[-1][1] = days_of_month(item.month)[1]
        else:
            spans.append(list(days_of_month(item.month)))
    return both(period(since, until) for since, until in spans)


def _finding(state: str, name: str, casebook: Casebook, judged: Sequence[Judged]) -> Finding:
    by_id = {item.indicator.id: item.indicator for item in judged}
    own, notices = by_id.get("refined-amount"), by_id.get("refined-notices")
    pieces = []
    if own:
        inside = {"kept": "stays inside the cap", "contested": "may pass the cap, by product"}
        pieces.append(f"What {name} notified {inside.get(own.grade, 'passes the cap')}")
    if notices and notices.value:
        pieces.append(f"for {count_word(int(notices.value), 'month')} it notified nothing")
    notes = [Note(label="Why this grade", text=item.indicator.reason) for item in judged]
    if (joint := by_id.get("refined-joint")) and "in the press" in joint.beside:
        notes.append(Note(label="Press check", text=_press_check(casebook, joint)))
    notes.extend(contradictions(state, casebook))
    said = [row for row in casebook.notifications if row.kind in ("estimated", "alleged")]
    if said and not any(row.supplier == state for row in said):
        text = f"Deliveries by tanker that no State notified. No row names {name} as the supplier."
        notes.append(Note(label="Estimated by others", text=text))
    return Finding(
        id="fuel",
        label="Refined petroleum",
        title="; ".join(pieces) or f"Refined petroleum of {name}",
        indicators=tuple(by_id),
        notes=tuple(notes),
        trust=Trust(
            where_from="Notices to the Committee as quoted by Yonhap, Korea Herald, KBS, UPI and others. The Committee’s"
            " page is overwritten; its past survives in the press.",
            how_far="Low. Tonnes come without products; 8.33 barrels a tonne is read off four months, not stated. Bars of"
            " months known in tonnes alone are converted here. A month is late if it is known only after its 30 days, and"
            " days of filing are days of print, so lateness is an upper bound. Estimates by others are lower bounds and"
            " are not added to the bars.",
            rows=("petroleum_notifications", "caps"),
            measures=("R2397-5-refined",),
        ),
    )


def _press_check(casebook: Casebook, joint: Indicator) -> str:
    limit = _limit(casebook)
    row = next(
        row
        for row in casebook.notifications
        if row.kind == "press" and joint.since and row.since.year == joint.since.year
    )
    central = casebook.factors.bbl_per_t(None).value
    return (
        f"For {row.since.year} the {row.said_by} has {amount(row.barrels or 0, 'bbl')} and prints"
        f" {_printed_share(row, limit)} of the cap ({percent((row.barrels or 0) / limit)}): {row.note}. Barrels as notified"
        f" and tonnes at {central:g} give {joint.figure.split(' of ')[0]}."
    )


def _printed_share(row: Notification, limit: float) -> str:
    """The share that the newspaper printed, else the one its barrels make."""
    printed = _PRINTED.search(row.note)
    return printed.group(1) if printed else percent((row.barrels or 0) / limit)


def _nothing(name: str) -> Part:
    indicator = Indicator(
        id="refined-notices",
        section="fuel",
        title="Refined petroleum under the joint cap",
        measures=("R2397-5-refined",),
        cites=("2397 5",),
        since=date(2018, 1, 1),  # 2397 paragraph 5
        until=None,
        value=None,
        unit="share of the cap",
        basis="notified",
        figure="no figure",
        grade="cannot be judged",
        sure="low",
        reason=f"No notice of {name} is in the casebook; a State that supplied nothing owes none.",
        reply=NO_REPLY,
        needs=(f"whether {name} supplied refined petroleum",),
        sources=(),
        rows=(),
    )
    finding = Finding(
        id="fuel",
        label="Refined petroleum",
        title=f"No notice of {name} is in the casebook",
        indicators=(indicator.id,),
        notes=(Note(label="Why this grade", text=indicator.reason),),
        trust=Trust(
            where_from="Nothing was found.",
            how_far="No row is not a zero.",
            rows=(),
            measures=indicator.measures,
        ),
    )
    return Part((Judged(indicator),), finding, (), (f"refined petroleum notified by {name}",))
