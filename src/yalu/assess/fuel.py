"""Did what the State notified stay inside the joint cap of 2397, and did it notify every month?

Units: barrels and shares of the cap of 500,000 a calendar year, with the range that unknown products leave open (`petroleum`).
Grades of an amount: kept, as notified: a sum of the year or all twelve months are in print and the high end stays at or below
1; months of the year without a notice are named in the reason. Not kept: the low end is above 1.
Contested: the cap lies inside the range. Cannot be judged: months are missing and the cap is not passed.
Grades of notifying: kept: twelve months or more, each in its 30 days. Partly kept: months came late in one filing, or one
or two never came. Not kept: three or more months never came (a quarter of a year in which a yearly cap cannot be watched)
from a State that also filed late or notified a month of none as 0, so that its silence is no zero. Contested: three or more
months never came and nothing shows whether anything was due: without supply there is nothing to notify.
Cannot be judged: no silence is known, but months have no figure.
How sure: low for amounts, as notices are one State's own; moderate for silence, as it is reported and not read off the page.
Silence is not supply: whether fuel moved in a silent month is not known.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from yalu.assess.casebook import NO_REPLY, addresses, reply_to, sources_of
from yalu.assess.model import Finding, Indicator, Note, Trust
from yalu.assess.part import Judged, Part
from yalu.assess.petroleum import (
    YearNotices,
    contradictions,
    conversions,
    fuel_months,
    limit_bbl,
    months_of,
    said_of,
    suppliers_of,
    supplies,
    yearly,
)
from yalu.assess.words import (
    amount,
    both,
    capital,
    count_word,
    days_of_month,
    month,
    percent,
    period,
    plural,
)
from yalu.terms.amounts import Range
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import Grade, Monthly
    from yalu.trade.model import Notification

__all__ = ["petroleum_part"]

_PRINTED = re.compile(r"printed share: (\d+ %)")
_SILENT_MONTHS = 3
_YEAR = 12  # months


def petroleum_part(state: str, name: str, casebook: Casebook) -> Part | None:
    """Amount, the joint cap's fullest year, notifying, and their section; None before the cap began."""
    if not any(row.id == "refined-bbl" for row in casebook.caps):
        return None
    if not supplies(state, casebook):
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


def _graded(share: Range, *, whole: bool) -> Grade:
    if share.low > 1:
        return "not kept"
    if share.high > 1:
        return "contested"
    return "kept" if whole else "cannot be judged"


def _whole(year: YearNotices) -> bool:
    """Are all twelve months of the year inside its rows?"""
    return len({at for row in year.rows for at in months_of(row)}) == _YEAR


def _needed(year: YearNotices, share: Range) -> tuple[str, ...]:
    needs = [] if _whole(year) else [f"the months of {year.year} that have no notice in the casebook"]
    if share.high > share.low:
        needs.append("the products of the tonnes notified")
    return tuple(needs)


def _shares(barrels: Range, limit: float) -> Range:
    return Range(barrels.low / limit, barrels.value / limit, barrels.high / limit)


def _by_product(share: Range) -> str:
    if share.high <= share.low:
        return ""
    return f"{share.low * 100:.1f} to {share.high * 100:.1f} % by product"


def _amount(state: str, name: str, casebook: Casebook) -> Judged | None:
    """The State's own last year with twelve months of figures, against the joint cap."""
    own = yearly(casebook, {state})
    whole = [year for year in own if _whole(year)]
    if not own:
        return None
    year = (whole or own)[-1]
    limit = limit_bbl(casebook)
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
        title=f"Refined petroleum, notified by {name} for {year.year}",
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
        grade=_graded(share, whole=_whole(year)),
        sure="low",
        reason=f"{span}: {amount(year.barrels.value, 'bbl')} of {amount(limit, 'bbl')} notified.{_quiet(state, casebook, year)}"
        f"{ends}",
        reply=reply_to(casebook, state, "refined-amount"),
        needs=_needed(year, share),
        sources=sources_of(year.rows),
        rows=("caps:refined-bbl", *addresses("petroleum_notifications", year.rows)),
    )
    return Judged(
        indicator,
        good=f"notified fuel inside the joint cap for {year.year}",
        bad=f"notified {percent(share.value)} of the joint fuel cap in {year.year}",
        weight=5,
    )


def _quiet(state: str, casebook: Casebook, year: YearNotices) -> str:
    """Which months of the year have no notice, and how many the sum then holds."""
    silent = [
        item
        for item in fuel_months(state, casebook)
        if item.status == "silent" and item.month.year == year.year
    ]
    if not silent:
        return ""
    held = count_word(_YEAR - len(silent), "month").capitalize()
    return f" {held} notified; {_spans(silent)}: no notice."


def _joint(state: str, casebook: Casebook) -> Judged | None:
    """The year in which all notices together came closest to the cap, or passed it."""
    joint = [
        year
        for year in yearly(casebook)
        if any("+" in row.supplier for row in year.rows) or len(year.rows) > 1
    ]
    joint = [year for year in joint if any(state in row.supplier for row in year.rows)]
    if not joint:
        return None
    limit = limit_bbl(casebook)
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
        grade=_graded(share, whole=_whole(year)),
        sure="low",
        reason=f"{suppliers_of(year, casebook)}: {amount(year.barrels.value, 'bbl')} of {amount(limit, 'bbl')}, the fullest"
        " year."
        + (" Whether the cap was passed turns on the products." if share.low <= 1 < share.high else "")
        + "".join(f" Estimated: {said_of(row, limit)}." for row in said),
        reply=reply_to(casebook, state, "refined-joint"),
        needs=_needed(year, share),
        sources=sources_of((*year.rows, *press, *said)),
        rows=("caps:refined-bbl", *addresses("petroleum_notifications", (*year.rows, *press, *said))),
    )
    return Judged(indicator, weight=2)  # all States' together: no State's headline answers for it


def _notices(state: str, casebook: Casebook) -> Judged | None:
    """Silent and late months."""
    months = fuel_months(state, casebook)
    silent = [item for item in months if item.status == "silent"]
    late = [item for item in months if item.status == "late"]
    together = [row for row in casebook.notifications if row.supplier == state and row.filing]
    if not months:
        return None
    zeros = [item for item in months if item.value == 0]
    grade = _notified_in_time(months, no_zero=bool(zeros or late))
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
    quiet = [row for row in casebook.notifications if row.supplier == state and row.kind == "not_notified"]
    open_ = {at for row in quiet if row.disputed for at in months_of(row)} & {item.month for item in silent}
    closed = [item for item in silent if casebook.closed(*days_of_month(item.month))]
    reason = ["2397 ¶5 asks for a notice every 30 days."]
    if silent:
        reason.append(f"Silent: {_spans(silent)}. Silence is not supply: whether fuel moved is not known.")
        reason += _as_printed(quiet)
    if closed:
        reason.append(
            f"{count_word(len(closed), 'silent month').capitalize()} fell while the DPRK kept its border closed."
        )
    if grade == "contested":
        reason.append("If nothing was supplied, nothing was due; if it was, these months are missing.")
    if silent and zeros:
        reason.append(
            f"A month of none was notified as 0 ({month(zeros[0].month)}), so silence is something else."
        )
    beside = ""
    if together:
        beside = f"{len(together)} more filed together, {len(late)} of them late"
        reason.append(
            f"{period(together[0].since, together[-1].until)} came in one filing, known by {plain_day(together[0].known)}."
        )
    if named:
        said = both(said_of(row, limit_bbl(casebook), with_year=True) for row in named)
        beside = f"{beside}; {said}" if beside else f"alleged: {said}"
        reason.append(f"Of a silent month others say {said}.")
    indicator = Indicator(
        id="refined-notices",
        section="fuel",
        title=f"Monthly notifications, {_years(months)}",
        measures=("R2397-5-refined",),
        cites=("2397 5",),
        since=months[0].month,
        until=days_of_month(months[-1].month)[1],
        value=float(len(silent)),
        low=float(len(silent) - len(open_)) if open_ else None,
        high=float(len(silent)) if open_ else None,
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


def _years(months: Sequence[Monthly]) -> str:
    first, last = months[0].month.year, months[-1].month.year
    return f"{first} to {last}" if first < last else str(first)


def _as_printed(quiet: Sequence[Notification]) -> list[str]:
    """What the sources say of each silence, rival readings first."""
    told = [f"{period(row.since, row.until)}: {row.disputed}." for row in quiet if row.disputed]
    return told + [
        f"{period(row.since, row.until)}: {row.note}." for row in quiet if row.note and not row.disputed
    ]


def _notified_in_time(months: Sequence[Monthly], *, no_zero: bool) -> Grade:
    """The grade; `no_zero` says that the State's silence cannot be read as a month of none."""
    by_status = [item.status for item in months]
    silent = by_status.count("silent")
    if silent >= _SILENT_MONTHS:
        return "not kept" if no_zero else "contested"
    if silent or "late" in by_status:
        return "partly kept"
    return "kept" if len(months) >= _YEAR and "missing" not in by_status else "cannot be judged"


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
        inside = {
            "kept": "stays inside the cap",
            "contested": "may pass the cap, by product",
            "not kept": "passes the cap",
        }
        of_year = f" for {own.since.year}" if own.since and own.grade in inside else ""
        pieces.append(f"What {name} notified{of_year} {inside.get(own.grade, 'makes no whole year')}")
    if notices and notices.value:
        pieces.append(f"for {count_word(int(notices.value), 'month')} it notified nothing")
    notes = [Note(label="Why this grade", text=item.indicator.reason) for item in judged]
    if (joint := by_id.get("refined-joint")) and "in the press" in joint.beside:
        notes.append(Note(label="Press check", text=_press_check(casebook, joint)))
    notes.extend(contradictions(state, casebook))
    notes.extend(conversions(state, casebook))
    said = [row for row in casebook.notifications if row.kind in ("estimated", "alleged")]
    if said and not any(row.supplier == state for row in said):
        text = f"Deliveries by tanker that no State notified. No row names {name} as the supplier."
        notes.append(Note(label="Estimated by others", text=text))
    return Finding(
        id="fuel",
        label="Refined petroleum",
        title=capital("; ".join(pieces) or f"Refined petroleum of {name}"),
        indicators=tuple(by_id),
        notes=tuple(notes),
        trust=Trust(
            where_from="Notices to the Committee as quoted in the press, named on each row. The Committee’s page is"
            " overwritten; its past survives in the press.",
            how_far=f"Low. Tonnes come without products; {_rate(casebook)} Bars of months known in tonnes alone are converted"
            " here. A month is late if it is known only after its 30 days, and days of filing are days of print, so"
            " lateness is an upper bound."
            + (" Estimates by others are not added to the bars." if said else ""),
            rows=("petroleum_notifications", "caps"),
            measures=("R2397-5-refined",),
        ),
    )


def _rate(casebook: Casebook) -> str:
    """Where the central rate comes from, as far as the day knows."""
    central = casebook.factors.bbl_per_t(None).value
    both_printed = any(
        row.barrels and row.tonnes and "+" not in row.supplier for row in casebook.notifications
    )
    told = "is read off months printed in both units, not stated" if both_printed else "is the rate used here"
    return f"{central:g} barrels a tonne {told}."


def _press_check(casebook: Casebook, joint: Indicator) -> str:
    limit = limit_bbl(casebook)
    row = next(
        row
        for row in casebook.notifications
        if row.kind == "press" and joint.since and row.since.year == joint.since.year
    )
    central = casebook.factors.bbl_per_t(None).value
    return (
        f"For {row.since.year} the {row.said_by} has {amount(row.barrels or 0, 'bbl')} and prints"
        f" {_printed_share(row, limit)} of the cap: {row.note.partition(';')[0]}. Barrels as notified and tonnes at"
        f" {central:g} give {joint.figure.split(' of ')[0]}."
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
