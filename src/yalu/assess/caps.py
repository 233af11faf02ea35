"""Did the coal that the State took in stay inside the two caps of 2321, and did it stop when its own notice said so?

Units: tonnes, US dollars; a share is the amount over the limit (2.0 is twice the cap).
Shapes: four `CapUse` at most (two caps, tonnes and dollars each); one `Monthly` for each month from the first cap to the
last month with a figure in the year of the ban, in tonnes; a month without a figure is missing, never zero.
Sources: 2321 paragraph 26(b); the Committee's counts and China's customs as quoted in the press.
Grades of a cap: both limbs bind ("whichever is lower"). Not kept: a limb above 1, at once. Kept: every limb at or below 1 when
the cap's own period is over and its last month is known, or the Committee's total of the year leaves less than 1 % of the cap
for the months without a figure. Cannot be judged: no month of the State, the period still runs, or months are open.
Grades of the stop, over the life of the act: kept: the first whole month holds 1 % or less of the month in which the act came
into force, and no later month known holds more. Partly kept: 50 % or less, or coal again in a later month. Else not kept.
How sure: high where the Committee's counts and customs agree within 1 % of the tonnes (3 % for a rounded month) and no month is
without a figure, else moderate.
The caps bind all States together: one State's coal above a cap breaks it, one State's coal below it does not prove it kept.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yalu.assess.casebook import NO_REPLY, addresses, reply_to, sources_of
from yalu.assess.model import CapUse, Finding, Indicator, Monthly, Note, Trust
from yalu.assess.part import Judged, Part
from yalu.assess.words import amount, both, days_of_month, month, percent, period
from yalu.terms.days import plain_day
from yalu.trade.model import ProductFigure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yalu.assess.casebook import Casebook
    from yalu.measures.model import Act
    from yalu.trade.model import CapLimit, CoalMonth, Figure

__all__ = ["cap_uses", "coal_months", "coal_part"]

_STOPPED = 0.01  # of the month before: what is left of a flow that was stopped
_HALVED = 0.5
_DAY = timedelta(days=1)
_AGREES = 0.01  # rounding of 2.67 Mt in print
_AGREES_ROUNDED = 0.03


def cap_uses(state: str, casebook: Casebook) -> tuple[CapUse, ...]:
    """Each limb of each coal cap against what was recorded inside it, in the order of the caps."""
    uses = []
    for limit in casebook.caps:
        rows = [row for row in casebook.coal if row.reporter == state and row.cap == limit.cap]
        if rows and limit.unit != "bbl":
            uses.append(_use(limit, rows))
    return tuple(uses)


def _use(limit: CapLimit, rows: Sequence[CoalMonth]) -> CapUse:
    total = sum(row.tonnes if limit.unit == "t" else row.usd for row in rows)
    return CapUse(
        cap=limit.id,
        label=limit.label,
        since=rows[0].since,
        until=rows[-1].until,
        unit=limit.unit,
        amount=total,
        limit=limit.limit,
        share=total / limit.limit,
        approximate=any(row.approximate == "both" or row.approximate == limit.unit.lower() for row in rows),
        rows=(f"caps:{limit.id}", *addresses("coal_2321", rows)),
    )


class _Tonnes(NamedTuple):
    """A month's tonnes with the row they come from."""

    tonnes: float
    row: str


def coal_months(state: str, casebook: Casebook, contested: Callable[[date], bool]) -> tuple[Monthly, ...]:
    """The months from the first cap to the end of the year of the ban.

    Args:
        contested: does the law dispute a load of this day?
    """
    counted = _counted(state, casebook)
    if not counted:
        return ()
    over = {use.cap.rpartition("-")[0] for use in cap_uses(state, casebook) if use.share > 1}
    caps = {days_of_month(row.last_day)[0]: row.cap for row in casebook.coal if row.reporter == state}
    months = []
    first, end = min(counted), max(counted)
    while first <= end:
        reading = counted.get(first)
        next_first = days_of_month(first)[1]
        disputed = contested(first) or contested(next_first - timedelta(days=1))
        months.append(_month(first, reading, disputed=disputed, over=caps.get(first) in over))
        first = next_first
    return tuple(months)


def _month(first: date, reading: _Tonnes | None, *, disputed: bool, over: bool) -> Monthly:
    if reading is None:
        return Monthly(month=first, value=None, unit="t", status="missing", rows=())
    status = "contested" if disputed and reading.tonnes else "over" if over else "recorded"
    return Monthly(month=first, value=reading.tonnes, unit="t", status=status, rows=(reading.row,))  # type: ignore[arg-type]


def _counted(state: str, casebook: Casebook) -> Mapping[date, _Tonnes]:
    """Tonnes by month: the Committee's count where there is one, else what customs recorded for that month alone."""
    counted: dict[date, _Tonnes] = {}
    for row in casebook.coal:
        if row.reporter == state:
            counted[days_of_month(row.last_day)[0]] = _Tonnes(row.tonnes, f"coal_2321:{row.id}")
    if not counted:
        return {}
    last = date(max(counted).year, 12, 31)
    for figure in _monthly_coal(state, casebook):
        first = figure.since
        if min(counted) <= first <= last and first not in counted:
            counted[first] = _customs(figure)
    return counted


def _monthly_coal(state: str, casebook: Casebook) -> list[Figure | ProductFigure]:
    """Customs' tonnes of coal of single months, the published figures before the compilation by product."""
    rows: list[Figure | ProductFigure] = [
        row
        for row in casebook.figures
        if row.unit == "t" and row.basis == "recorded" and row.value is not None
    ]
    rows += [row for row in casebook.products if row.quantity_unit == "t" and row.quantity is not None]
    return [
        row
        for row in rows
        if row.reporter == state
        and row.direction == "export"
        and "2701" in row.hs.split(";")
        and (row.since, row.until) == days_of_month(row.since)
    ]


def _customs(row: Figure | ProductFigure) -> _Tonnes:
    if isinstance(row, ProductFigure):
        return _Tonnes(row.quantity or 0.0, f"product_figures:{row.id}")
    return _Tonnes(row.value or 0.0, f"published_figures:{row.id}")


def coal_part(state: str, name: str, casebook: Casebook, acts: Sequence[Act], on: date) -> Part:
    """The two caps, the stop, and their section, as they stand on a day."""
    uses = cap_uses(state, casebook)
    if not uses:
        return _nothing(name)
    caps = tuple(dict.fromkeys(use.cap.rpartition("-")[0] for use in uses))
    judged = [_cap(state, casebook, [use for use in uses if use.cap.startswith(cap)], on) for cap in caps]
    stop = _stop(state, casebook, acts)
    if stop:
        judged.append(stop)
    return Part(tuple(judged), _finding(state, name, casebook, judged, uses))


class _Open(NamedTuple):
    """The part of a cap's period without the Committee's count: whether it runs still, and what is known of its months."""

    running: bool
    unknown: bool
    words: str
    rows: tuple[str, ...]


def _open(state: str, casebook: Casebook, limit: CapLimit, until: date, on: date) -> _Open:
    last = limit.ended or (limit.last_day + _DAY if limit.last_day else None)
    if last is None or on < last:
        end = f" to {plain_day(limit.last_day)}" if limit.last_day else ""
        return _Open(True, True, f" The cap runs{end}; months known: to {month(until - _DAY)}.", ())
    counted = _counted(state, casebook)
    words, rows, missing = [], [], []
    first = until
    while days_of_month(first)[1] <= last:
        reading = counted.get(first)
        words.append(f"{month(first)}: {amount(reading.tonnes, 't') if reading else 'no figure'}")
        rows += [reading.row] if reading else []
        missing += [] if reading else [first]
        first = days_of_month(first)[1]
    if not words:
        return _Open(False, False, "", ())
    if first < last:
        words.append(f"{period(first, last)}: no figure of its own")
    total = _left_over(limit, casebook, counted) if missing else None
    rest = ""
    if total:
        rest = f" The Committee’s total of {until.year} less the months known leaves {total.words} for it."
        rows.append(total.row)
    unknown = bool(missing) and not (total and total.small)
    return _Open(False, unknown, f" Customs after that: {both(words)}.{rest}", tuple(rows))


class _Left(NamedTuple):
    """What the Committee's yearly total leaves for months without a figure."""

    words: str
    row: str
    small: bool


def _left_over(limit: CapLimit, casebook: Casebook, counted: Mapping[date, _Tonnes]) -> _Left | None:
    year = limit.since.year
    tonnes = next((row.limit for row in casebook.caps if row.cap == limit.cap and row.unit == "t"), 0.0)
    for row in casebook.products:
        whole = (row.since, row.last_day) == (date(year, 1, 1), date(year, 12, 31))
        if row.series == "UN.X.coal_notified" and whole and row.quantity is not None and tonnes:
            left = row.quantity - sum(one.tonnes for at, one in counted.items() if at.year == year)
            words = (
                f"less than {amount(_AGREES * tonnes, 't')}" if left < _AGREES * tonnes else amount(left, "t")
            )
            return _Left(words, f"product_figures:{row.id}", left < _AGREES * tonnes)
    return None


def _cap(state: str, casebook: Casebook, uses: Sequence[CapUse], on: date) -> Judged:
    gravest = max(uses, key=lambda use: use.share)
    first, second = (
        (uses[0], uses[1]) if uses[0].share > 1 else (gravest, min(uses, key=lambda use: use.share))
    )
    limit = next(row for row in casebook.caps if row.id == gravest.cap)
    over = gravest.share > 1
    rest = _open(state, casebook, limit, gravest.until, on)
    key = "coal-first-cap" if limit.label == "first cap" else "coal-year-cap"
    agreeing = _agreeing(state, casebook, uses)
    rows = tuple(dict.fromkeys([*(row for use in uses for row in use.rows), *rest.rows, *agreeing]))
    limbs = both(
        f"{'about ' if use.approximate else ''}{amount(use.amount, use.unit)} of {amount(use.limit, use.unit)}"
        for use in uses
    )
    span = f", {period(gravest.since, gravest.until)}" if rest.words else ""
    indicator = Indicator(
        id=key,
        section="coal",
        title=f"Coal caps of {limit.cite.split()[0]}, {limit.label}{span}",
        measures=(limit.measure,),
        cites=(limit.cite,),
        since=gravest.since,
        until=gravest.until,
        value=gravest.share,
        unit="share of the cap",
        basis="notified",
        figure=f"{_whole(first.share)} {_LIMBS[first.unit]}",
        beside=f"{_whole(second.share)} {_LIMBS[second.unit]}",
        grade="not kept" if over else "cannot be judged" if rest.unknown else "kept",
        sure="high" if agreeing and "no figure" not in rest.words else "moderate",
        reason=f"Both limits bind, whichever is lower: {limbs}.{rest.words}",
        reply=reply_to(casebook, state, key),
        needs=() if over or not rest.unknown else ("coal in the months to the end of the cap",),
        sources=_sources(casebook, rows),
        rows=rows,
    )
    times = both(
        f"{use.share:.1f} {'times ' if at == 0 else ''}{_LIMBS[use.unit]}" for at, use in enumerate(uses)
    )
    return Judged(
        indicator,
        good=f"stayed within the {limit.label.replace('first', 'first coal').replace('yearly', 'yearly coal')}",
        bad=f"overran the {limit.label.replace('first', 'first coal').replace('yearly', 'yearly coal')} {times}",
        weight=9,
    )


_LIMBS = {"t": "by weight", "USD": "by value", "bbl": "in barrels"}


def _sources(casebook: Casebook, rows: Sequence[str]) -> tuple[str, ...]:
    wanted = set(rows)
    return sources_of(
        [
            *(row for row in casebook.caps if f"caps:{row.id}" in wanted),
            *(row for row in casebook.coal if f"coal_2321:{row.id}" in wanted),
            *(row for row in casebook.figures if f"published_figures:{row.id}" in wanted),
            *(row for row in casebook.products if f"product_figures:{row.id}" in wanted),
        ]
    )


def _whole(share: float) -> str:
    return percent(round(share, 2))


def _agreeing(state: str, casebook: Casebook, uses: Sequence[CapUse]) -> tuple[str, ...]:
    """The row in which customs, counted by others, have the same tonnes for the same months; none where no row has."""
    tonnes = next((use for use in uses if use.unit == "t"), None)
    if tonnes is None:
        return ()
    tolerance = _AGREES_ROUNDED if tonnes.approximate else _AGREES
    readings = [
        (row.since, row.until, row.value, f"published_figures:{row.id}")
        for row in casebook.figures
        if row.reporter == state and row.hs == "2701" and row.unit == "t"
    ]
    readings += [
        (row.since, row.until, row.quantity, f"product_figures:{row.id}")
        for row in casebook.products
        if row.reporter == state
        and row.hs == "2701"
        and row.quantity_unit == "t"
        and row.direction == "export"
    ]
    for since, until, value, address in readings:
        inside = (
            tonnes.since <= since.replace(day=28)
            and until >= tonnes.until
            and since.year == (until - _DAY).year
        )
        if value and inside and abs(value / tonnes.amount - 1) <= tolerance:
            return (address,)
    return ()


def _stop(state: str, casebook: Casebook, acts: Sequence[Act]) -> Judged | None:
    """Did coal stop in the first whole month after the State's own act of the cap's year?"""
    counted = _counted(state, casebook)
    for act in sorted(acts, key=lambda act: act.in_force):
        before, after = days_of_month(act.in_force)
        if act.resolution != 2321 or act.in_force.day == 1 or before not in counted or after not in counted:
            continue
        if counted[before].tonnes and before.year == after.year:
            return _stopped(state, casebook, act, counted)
    return None


def _stopped(state: str, casebook: Casebook, act: Act, counted: Mapping[date, _Tonnes]) -> Judged:
    before, after = days_of_month(act.in_force)
    share = counted[after].tonnes / counted[before].tonnes
    ends = act.last_day or date(act.in_force.year, 12, 31)
    later = {at: one for at, one in counted.items() if after < at <= ends}
    again = {at: one for at, one in later.items() if one.tonnes > _STOPPED * counted[before].tonnes}
    rows = (counted[before].row, counted[after].row, *(one.row for one in again.values()), f"acts:{act.id}")
    stopped = share <= _STOPPED
    came = amount(sum(one.tonnes for one in again.values()), "t")
    months = both(month(at) for at in again)
    beside = f"{amount(counted[before].tonnes, 't')} in {month(before)}, {amount(counted[after].tonnes, 't')} in {month(after)}"
    indicator = Indicator(
        id="coal-stop",
        section="coal",
        title="Coal stopped after its own notice",
        measures=("R2321-26b-coal-cap",),
        cites=("2321 26(b)",),
        since=act.in_force,
        until=days_of_month(max([after, *later]))[1],
        value=share,
        unit="share of the month before",
        basis="notified",
        figure="within one month" if stopped else f"{percent(share)} left after one month",
        beside=f"{beside}; {came} again in {months}" if again else beside,
        grade="not kept" if share > _HALVED else "kept" if stopped and not again else "partly kept",
        sure="high" if counted[before].row.startswith("coal_2321") and not again else "moderate",
        reason=_why_stopped(casebook, act, share, list(later), came if again else "", list(again)),
        reply=reply_to(casebook, state, "coal-stop"),
        sources=(*_sources(casebook, rows), act.source),
        rows=rows,
    )
    return Judged(
        indicator,
        good="stopped coal within a month of its own notice",
        bad=f"recorded {came} of coal again in {months} after its own stop"
        if again
        else "let coal in after its own notice",
        weight=6,
    )


def _why_stopped(
    casebook: Casebook, act: Act, share: float, later: Sequence[date], came: str, again: Sequence[date]
) -> str:
    """The stop in words: when, how far, how long it held as far as the months known tell."""
    _, after = days_of_month(act.in_force)
    to = f", to {plain_day(act.last_day)}" if act.last_day else ""
    words = (
        f"The act came into force on {plain_day(act.in_force)}{to}; {month(after)} has {percent(share)} of the month"
        " before."
    )
    ban = next((row for row in casebook.bans if row.id == "coal"), None)
    if came:
        words += f" {came} were recorded again in {both(month(at) for at in again)}"
        window = ban and ban.window_contested and ban.window_last_day
        if ban and window and all(ban.since.replace(day=1) <= at <= window for at in again):
            words += f"; whether the window of {ban.cite.replace(' ', ' ¶')} let them in is contested"
        return f"{words}."
    return f"{words} Months known after it: {both(month(at) for at in later) or 'none'}."


def _finding(
    state: str, name: str, casebook: Casebook, judged: Sequence[Judged], uses: Sequence[CapUse]
) -> Finding:
    by_id = {item.indicator.id: item.indicator for item in judged}
    first, yearly = by_id.get("coal-first-cap"), by_id.get("coal-year-cap")
    pieces = []
    if first and first.grade == "not kept":
        own = [use for use in uses if use.label == "first cap"]
        limbs = both(f"{use.share:.1f} {'times ' if use is own[0] else ''}{_LIMBS[use.unit]}" for use in own)
        pieces.append(f"The first cap was passed {limbs}")
    elif first and first.value is not None:
        pieces.append(f"The first cap stands at {_whole(first.value)}")
    if yearly and yearly.value is not None:
        last = max(use.until for use in uses) - _DAY
        stood = f"stood at {_whole(yearly.value)} by {month(last)}"
        pieces.append(f"the next {stood}" if pieces else f"The yearly cap {stood}")
    notes = [Note(label="Why this grade", text=indicator.reason) for indicator in by_id.values()]
    notes.append(
        Note(
            label="Not said",
            text="The caps bind all States together; other States’ coal is not in these figures.",
        )
    )
    if yearly and (whole := _whole_year(state, casebook)):
        notes.append(whole)
    return Finding(
        id="coal",
        label="Coal caps of 2321",
        title="; ".join(pieces),
        indicators=tuple(by_id),
        notes=tuple(notes),
        trust=Trust(
            where_from="Committee counts and customs as quoted in the press, named on each row. Caps: 2321 ¶26(b).",
            how_far=f"Months of the Committee and half-years of customs are set against each other.{_rounded(uses)} A month"
            " without a figure is hatched.",
            rows=("coal_2321", "caps", "published_figures", "product_figures"),
            measures=tuple(dict.fromkeys(m for i in by_id.values() for m in i.measures)),
        ),
    )


def _rounded(uses: Sequence[CapUse]) -> str:
    """Which sums hold a figure that was rounded in print."""
    words = {"t": "weight", "USD": "value"}
    parts = [f"{words[use.unit]} of {period(use.since, use.until)}" for use in uses if use.approximate]
    return f" Rounded in print: {both(parts)}." if parts else ""


def _whole_year(state: str, casebook: Casebook) -> Note | None:
    """The value of the whole year, by customs and by the Committee, beside the yearly cap that ended early."""
    limit = next((row for row in casebook.caps if row.id == "coal-2017-usd" and row.ended), None)
    if limit is None or limit.ended is None or limit.last_day is None:
        return None
    told = {}
    for row in casebook.products:
        whole = (row.since, row.last_day) == (limit.since, limit.last_day)
        if whole and row.hs == "2701" and row.direction == "export" and row.unit == "USD" and row.value:
            who = "the Committee has" if row.series == "UN.X.coal_notified" else "customs have"
            if row.reporter == state or row.series == "UN.X.coal_notified":
                told[who] = (amount(row.value, "USD"), f"product_figures:{row.id}")
    if not told:
        return None
    words = both(f"{who} {size}" for who, (size, _) in told.items())
    return Note(
        label="Had the cap run on",
        text=f"For {limit.since.year} {words}, beside a cap of {amount(limit.limit, 'USD')}; the cap ended on"
        f" {plain_day(limit.ended)}.",
        rows=tuple(row for _, row in told.values()),
    )


def _nothing(name: str) -> Part:
    indicator = Indicator(
        id="coal-first-cap",
        section="coal",
        title="Coal caps of 2321",
        measures=("R2321-26b-coal-2016", "R2321-26b-coal-cap"),
        cites=("2321 26(b)",),
        since=date(2016, 11, 30),  # 2321 paragraph 26(b), from adoption
        until=None,
        value=None,
        unit="share of the cap",
        basis="notified",
        figure="no figure",
        grade="cannot be judged",
        sure="low",
        reason=f"No month of coal of {name} is in the casebook.",
        reply=NO_REPLY,
        needs=(f"monthly coal notified by {name} to the Committee",),
        sources=(),
        rows=(),
    )
    finding = Finding(
        id="coal",
        label="Coal caps of 2321",
        title=f"No coal of {name} is in the casebook",
        indicators=(indicator.id,),
        notes=(Note(label="Why this grade", text=indicator.reason),),
        trust=Trust(
            where_from="Nothing was found.",
            how_far="No row is not a zero: the Committee’s page by State is not in the casebook.",
            rows=(),
            measures=indicator.measures,
        ),
    )
    return Part((Judged(indicator),), finding, (), (f"coal of {name} under the caps of 2321",))
