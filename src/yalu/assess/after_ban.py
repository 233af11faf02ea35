"""What did the State's customs record of goods after they were banned, and was it lawful on those days?

Units: as recorded (tonnes, US dollars, yuan); periods are half-open days.
Shapes: one `AfterBan` for each run of periods of one good, as its rows name it, that follow each other without a gap and
are judged alike; periods that overlap are not counted twice (the longest with a figure stands). Goods that only lists
define have one entry for each list. An estimate of others stands beside the record and is never set over it.
Sources: customs and their readers as printed, on the rows; the bans in `data/bans.csv`. The law is asked through
`standing`, once for a load under a contract older than the ban and once under a later one, on the first and last day.
Grades: kept: nothing recorded, or all of it on days on which old contracts could
clear: no breach by itself. Not kept: recorded and forbidden on every
day under either contract. Contested: the law or its scope is disputed, or customs have none where an estimate has some.
Cannot be judged: lawful on some days or contracts of the period only, or only by a national list that does not exist.
How sure: moderate for a zero of one customs service; low where contract dates, approvals or days of entry would decide, or an
estimate stands against the record. Nearly all codes are read from the words of the page: the section says in how many rows.
A zero in customs is not zero trade: in 2009 the DPRK was hidden in another line, and crude is unreported since 2014.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yalu.assess.casebook import NO_REPLY, reply_to, sources_of
from yalu.assess.model import AfterBan, Finding, Indicator, Note, Reply, Trust
from yalu.assess.part import JUDGED, Judged, Part, combined
from yalu.assess.recorded import apart, by_list, estimates_of, falls_under, own_words, records_of
from yalu.assess.words import amount, both, capital, count_word, owner, period
from yalu.terms.days import plain_day

if TYPE_CHECKING:
    from yalu.assess.casebook import Ban, Casebook
    from yalu.assess.model import Grade, Sure
    from yalu.assess.recorded import Recorded

__all__ = ["Standing", "after_ban_part", "after_bans", "written_windows"]

Standing = Callable[[str, str, date, Mapping[str, object]], str]
"""What the law says of goods by HS code, direction, day and stated facts: a verdict word of `yalu.measures`."""

_DAY = timedelta(days=1)
_HIDDEN = 2009  # the year whose monthly tables held the DPRK in another line
_LISTED = 4  # figures that an entry spells out; more become a range
_NAMED = 3  # goods that the headline names
_LAWFUL = ("allowed", "conditional")


_PRINTED_USD = re.compile(r"([\d,.]+) (?:(M|bn) )?USD")


class _Judgement(NamedTuple):
    """A grade with its reading in words."""

    grade: Grade
    sure: Sure
    reading: str


def written_windows(bans: Sequence[Ban]) -> Standing:
    """The law as far as `bans` write it down: for use where no regime is at hand.

    Raises nothing: goods that no ban names are allowed.
    """

    def standing(hs: str, direction: str, day: date, facts: Mapping[str, object]) -> str:
        for ban in bans:
            if ban.question_hs == hs and ban.direction == direction and ban.since <= day:
                return _in_words(ban, day, facts)
        return "allowed"

    return standing


def _in_words(ban: Ban, day: date, facts: Mapping[str, object]) -> str:
    if ban.national_list:
        return "conditional"
    signed = facts.get("contract_date")
    old = isinstance(signed, date) and ban.contract_before is not None and signed < ban.contract_before
    if old and ban.window_last_day and day <= ban.window_last_day:
        return "contested" if ban.window_contested else "conditional"
    return "forbidden"


def after_bans(state: str, casebook: Casebook, standing: Standing) -> tuple[AfterBan, ...]:
    """What was recorded of each good after its ban, in the order of the bans."""
    found: list[AfterBan] = []
    for ban in casebook.bans:
        found.extend(_of_ban(state, ban, casebook, standing))
    return tuple(found)


def _of_ban(state: str, ban: Ban, casebook: Casebook, standing: Standing) -> list[AfterBan]:
    said = [row for row in estimates_of(state, casebook) if falls_under(row, ban)]
    under = [row for row in records_of(state, casebook, ban.unit) if falls_under(row, ban)]
    if ban.national_list:
        return [
            _entry(state, ban, _judge(rows[0], (), ban, standing), rows, (), casebook)
            for rows in by_list(under, ban.unit)
        ]
    records = apart(under, ban.unit)
    runs: list[tuple[_Judgement, list[Recorded], list[Recorded]]] = []
    for row in _by_goods(records, ban):
        beside = [guess for guess in said if guess.since < row.until and row.since < guess.until]
        judgement = _judge(row, beside, ban, standing)
        if runs and not beside and not runs[-1][2] and _joins(ban, judgement, row, runs[-1][0], runs[-1][1]):
            runs[-1][1].append(row)
        else:
            runs.append((judgement, [row], beside))
    alone = [
        guess
        for guess in said
        if not any(row.since < guess.until and guess.since < row.until for row in records)
    ]
    if alone:
        runs.append(
            (_Judgement("cannot be judged", "low", "An estimate without a record beside it."), [], alone)
        )
    return [_entry(state, ban, *run, casebook) for run in runs]


def _by_goods(records: Sequence[Recorded], ban: Ban) -> list[Recorded]:
    """The rows of one good after each other, the goods in the order in which they first stand in the record."""
    goods: dict[tuple[str, str], list[Recorded]] = {}
    for row in records:
        goods.setdefault(own_words(row, ban), []).append(row)
    return [row for rows in goods.values() for row in rows]


def _joins(ban: Ban, judgement: _Judgement, row: Recorded, last: _Judgement, run: Sequence[Recorded]) -> bool:
    """Does a row go into the run before it: the same goods without a gap, judged alike, zero with zero, months inside a
    window each alone?
    """
    in_window = ban.window_last_day is not None and run[-1].since <= ban.window_last_day and bool(row.value)
    if own_words(row, ban) != own_words(run[-1], ban) or not run[-1].since <= row.since <= run[-1].until:
        return False
    alike = (judgement.grade, judgement.reading) == (last.grade, last.reading)
    return alike and bool(row.value) == bool(run[0].value) and not in_window


def _judge(row: Recorded, beside: Sequence[Recorded], ban: Ban, standing: Standing) -> _Judgement:
    if not row.value:
        if any(guess.value for guess in beside):
            return _Judgement(
                "contested",
                "low",
                "Customs have 0; the estimate counts what left the DPRK, not what was cleared. Both stand side by side.",
            )
        return _Judgement("kept", "moderate", "Nothing recorded.")
    if ban.national_list:
        return _Judgement(
            "cannot be judged",
            "low",
            "The State names no luxury goods; the figure depends on whose list is used.",
        )
    if ban.scope_contested:
        return _Judgement("contested", "low", f"Contested: {ban.scope_contested}.")
    days = (max(row.since, ban.since), row.until - _DAY)
    new_contract = {"contract_date": ban.contract_before} if ban.contract_before else {}
    new_load = {standing(ban.question_hs, ban.direction, day, new_contract) for day in days}
    signed = (ban.contract_before or ban.since) - _DAY
    facts = {"contract_date": signed, "committee_notified": True}
    old_load = {standing(ban.question_hs, ban.direction, day, facts) for day in days}
    return _by_law(ban, new_load, old_load)


def _by_law(ban: Ban, new_load: set[str], old_load: set[str]) -> _Judgement:
    window = f"contracts before {plain_day(ban.contract_before)}" if ban.contract_before else "old contracts"
    end = f" clear to {plain_day(ban.window_last_day)}" if ban.window_last_day else ""
    in_window = bool(old_load & {*_LAWFUL, "contested"})
    if new_load <= {"allowed"}:
        return _Judgement("kept", "moderate", "Not forbidden on those days.")
    if ban.window_contested and in_window:
        return _Judgement(
            "contested", "moderate", f"Contested: {ban.window_contested}. The day of entry is not published."
        )
    if old_load <= set(_LAWFUL):
        return _Judgement(
            "kept",
            "low",
            f"Inside the window: {window}{end}. Not a breach by itself; contract dates are not published.",
        )
    if "contested" in old_load | new_load:
        return _Judgement("contested", "low", "The law is contested on those days.")
    if in_window:
        return _Judgement("cannot be judged", "low", "Needs the contract date and the day of entry.")
    return _Judgement(
        "not kept",
        "low",
        "Forbidden on every day of the period, unless the Committee approved a case; approvals are not here.",
    )


def _entry(
    state: str,
    ban: Ban,
    judgement: _Judgement,
    records: Sequence[Recorded],
    beside: Sequence[Recorded],
    casebook: Casebook,
) -> AfterBan:
    span = [*records] or [*beside]
    since, until = min(row.since for row in span), max(row.until for row in span)
    reading = judgement.reading
    if len(records) > 1 and not records[0].value:
        reading = (
            f"Nothing recorded in {both(dict.fromkeys(period(row.since, row.until) for row in records))}."
        )
    goods, hs = own_words(records[0], ban) if records else (ban.goods, ban.hs)
    return AfterBan(
        goods=goods,
        hs=_hs_words(hs),
        cite=ban.cite,
        measure=ban.measure,
        since=since,
        until=until,
        recorded=_yearly(records) if ban.national_list else _text(records),
        estimated=_guess(beside),
        grade=judgement.grade,
        sure=judgement.sure,
        reading=reading,
        reply=_reply(state, ban, since, judgement, casebook),
        rows=(f"bans:{ban.id}", *(row.address for row in (*records, *beside))),
    )


def _hs_words(hs: str) -> str:
    """The codes as printed, joined; goods that no code names go by list."""
    codes = [code for code in hs.split(";") if code and code[0].isdigit() and " " not in code]
    return ", ".join(code.replace("-", "–") for code in codes) or "by list"


def _text(records: Sequence[Recorded]) -> str | None:
    if not records:
        return None
    if len(records) == 1 or not records[0].value:
        return amount(records[0].value, records[0].unit)
    return "; ".join(f"{amount(row.value, row.unit)} in {period(row.since, row.until)}" for row in records)


def _yearly(records: Sequence[Recorded]) -> str | None:
    """Figures of one list of goods: spelt out while they are few, else the least and the greatest with their years."""
    if len(records) <= _LISTED:
        return _text(records)
    low, high = (end(records, key=lambda row: row.value) for end in (min, max))
    return (
        f"{amount(low.value, low.unit)} ({period(low.since, low.until)}) to {amount(high.value, high.unit)}"
        f" ({period(high.since, high.until)}) in {count_word(len(records), 'period')}"
    )


def _guess(beside: Sequence[Recorded]) -> str | None:
    """Estimates in words, whose they are at the end: "3.7 Mt in Jan–Aug 2019, 2.8 Mt of it to barges (Panel)"."""
    if not beside:
        return None
    whole = [row for row in beside if not row.note.startswith("part of")]
    parts = [row for row in beside if row.note.startswith("part of")]
    texts = [f"{_as_said(row)} in {period(row.since, row.until)}" for row in whole]
    texts += [f"{_as_said(row)} of it{row.goods.removeprefix('coal')}" for row in parts]
    return f"{', '.join(texts)} ({both(dict.fromkeys(row.said_by for row in beside))})"


def _as_said(row: Recorded) -> str:
    """An estimate with no more digits than were said."""
    size, _, unit = amount(row.value, row.unit).partition(" ")
    return f"{size.rstrip('0').rstrip('.') if '.' in size else size} {unit}"


def _reply(state: str, ban: Ban, since: date, judgement: _Judgement, casebook: Casebook) -> Reply:
    return reply_to(casebook, state, f"after-ban {ban.id} {since.year}") if judgement.grade != "kept" or (
        ban.window_last_day and since <= ban.window_last_day
    ) else NO_REPLY  # fmt: skip


def after_ban_part(state: str, name: str, casebook: Casebook, found: Sequence[AfterBan]) -> Part | None:
    """The indicator and the section of recorded trade after a ban; None before the first ban."""
    if not casebook.bans:
        return None
    judged = [entry for entry in found if entry.grade in JUDGED]
    if not found:
        return _nothing(name, casebook)
    grade = combined(entry.grade for entry in found)
    by_grade = {word: [entry for entry in found if entry.grade == word] for word in JUDGED}
    broken, disputed = by_grade["not kept"], by_grade["contested"]
    counts = both(
        f"{sum(entry.grade == word for entry in found)} {word}"
        for word in (*JUDGED, "cannot be judged")
        if any(entry.grade == word for entry in found)
    )
    figure, beside = _headline_figures(found, casebook)
    rows = tuple(dict.fromkeys(row for entry in found for row in entry.rows))
    indicator = Indicator(
        id="after-ban",
        section="after",
        title="Recorded trade after a ban",
        measures=tuple(dict.fromkeys(entry.measure for entry in found)),
        cites=tuple(dict.fromkeys(entry.cite for entry in found)),
        since=min(entry.since for entry in found),
        until=max(entry.until for entry in found),
        value=float(len(broken)),
        low=float(len(broken)),
        high=float(len(broken) + len(disputed)),
        unit="entries not kept",
        basis="recorded",
        figure=figure,
        beside=beside,
        grade=grade,
        sure="low" if not judged or any(entry.sure == "low" for entry in judged) else "moderate",
        reason=f"{_entries(len(found))}: {counts}.",
        reply=_replies(found),
        needs=tuple(_needs(found)),
        sources=_sources(casebook, rows),
        rows=rows,
    )
    clause = Judged(indicator, good=_good(found), bad=_bad(found), weight=7 if broken else 4)
    return Part((clause,), _finding(state, name, indicator, found, casebook), tuple(_changes(name, found)))


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _sources(casebook: Casebook, rows: Sequence[str]) -> tuple[str, ...]:
    wanted = set(rows)
    figures = [row for row in casebook.figures if f"published_figures:{row.id}" in wanted]
    products = [row for row in casebook.products if f"product_figures:{row.id}" in wanted]
    return sources_of([*figures, *products])


def _headline_figures(found: Sequence[AfterBan], casebook: Casebook) -> tuple[str, str]:
    """How many entries are not kept where several are; else coal gone from the record, the first record not kept, goods gone.

    Beside it stands a rival estimate.
    """
    worst = [entry for entry in found if entry.grade == "not kept"]
    if len(worst) > 1:
        zero, rivals = _zero_figures(found, casebook)
        return f"{len(worst)} of {len(found)} entries not kept", "; ".join(
            part for part in (zero, rivals) if part
        )
    return _zero_figures(found, casebook)


def _zero_figures(found: Sequence[AfterBan], casebook: Casebook) -> tuple[str, str]:
    gone = [entry for entry in found if _is_zero(entry)]
    broken = next((entry for entry in found if entry.grade == "not kept"), None)
    rival = next((entry for entry in found if entry.estimated), None)
    beside = _rivals(rival) if rival else ""
    coal = [entry for entry in gone if entry.goods == "coal"]
    if coal:
        count = sum(_periods(entry, casebook) for entry in coal)
        if count == 1:
            return f"0 coal in {period(coal[0].since, coal[0].until)}", beside
        return f"0 coal in the {count_word(count, 'period')} known from {_first_month(coal[0])}", beside
    shown = broken or (gone[0] if gone else found[0])
    if _is_zero(shown):
        return f"0 {shown.goods} in {period(shown.since, shown.until)}", beside
    span = "" if " in " in (shown.recorded or "") else f" in {period(shown.since, shown.until)}"
    return f"{shown.recorded or 'no figure'} of {shown.goods}{span}", beside


def _is_zero(entry: AfterBan) -> bool:
    return entry.recorded in ("0 t", "0 USD")


def _periods(entry: AfterBan, casebook: Casebook) -> int:
    """How many records stand behind an entry."""
    recorded = {f"product_figures:{row.id}" for row in casebook.products}
    recorded |= {f"published_figures:{row.id}" for row in casebook.figures if row.basis == "recorded"}
    return sum(row in recorded for row in entry.rows)


def _rivals(entry: AfterBan) -> str:
    if not entry.recorded:
        return f"{(entry.estimated or '').split(',')[0]} estimated; no record of these months"
    recorded = "0" if _is_zero(entry) else entry.recorded
    estimate = (entry.estimated or "").split(",")[0]
    return f"{recorded} recorded for {period(entry.since, entry.until)}; {estimate} estimated"


def _first_month(entry: AfterBan) -> str:
    return period(entry.since, (entry.since + timedelta(days=32)).replace(day=1))


def _good(found: Sequence[AfterBan]) -> str:
    """What the record does not hold, in the months that it covers: a zero speaks for its own goods and months only."""
    gone = [entry for entry in found if _is_zero(entry) and entry.grade == "kept"]
    if not gone:
        return ""
    goods = " or ".join(list(dict.fromkeys(entry.goods for entry in gone))[:_NAMED])
    spans = dict.fromkeys(period(entry.since, entry.until) for entry in gone)
    return f"recorded no {goods} in {next(iter(spans)) if len(spans) == 1 else 'the months known'}"


def _bad(found: Sequence[AfterBan]) -> str:
    """The exception that weighs most: the largest record that was forbidden, else an estimate the record does not know."""
    return _broken(found) or _unknown_to_customs(found) or _disputed(found)


def _unknown_to_customs(found: Sequence[AfterBan]) -> str:
    rival = next((entry for entry in found if entry.estimated and entry.grade == "contested"), None)
    if rival and rival.estimated:
        size, _, said_by = rival.estimated.removesuffix(")").partition(" (")
        who = "Panel" if said_by.startswith("Panel") else said_by
        return f"recorded no {rival.goods} for {rival.since.year} (contested: {who} {size.split(' in ')[0]})"
    return ""


def _broken(found: Sequence[AfterBan]) -> str:
    worst = [entry for entry in found if entry.grade == "not kept"]
    return _clause(max(worst, key=_size), "against") if worst else ""


def _disputed(found: Sequence[AfterBan]) -> str:
    open_ = [entry for entry in found if entry.grade == "contested"]
    return _clause(max(open_, key=lambda entry: entry.until), "that may fall under") if open_ else ""


def _clause(entry: AfterBan, words: str) -> str:
    size = (entry.recorded or "").split(" in ")[0]
    span = period(entry.since, entry.until)
    return f"recorded {size} of {entry.goods} {words} {entry.cite.replace(' ', ' ¶')} in {span}"


def _size(entry: AfterBan) -> float:
    """How large a record is as printed, in US dollars; 0 in another unit."""
    match = _PRINTED_USD.match(entry.recorded or "")
    scale = {"M": 1e6, "bn": 1e9}.get(match[2] or "", 1.0) if match else 0.0
    return float(match[1].replace(",", "")) * scale if match else 0.0


def _replies(found: Sequence[AfterBan]) -> Reply:
    """One reply for all entries: how many have one."""
    answered = [entry for entry in found if entry.reply.kind != "none"]
    if not answered:
        return NO_REPLY
    text = f"On {len(answered)} of {len(found)} entries, see each; none in the casebook on the others"
    return Reply(kind=answered[0].reply.kind, text=text)


def _needs(found: Sequence[AfterBan]) -> list[str]:
    needs = []
    if any("day of entry" in entry.reading for entry in found):
        needs.append("contract dates and days of entry")
    if any("whose list" in entry.reading for entry in found):
        needs.append("the State’s own list of luxury goods")
    if any(entry.grade == "not kept" for entry in found):
        needs.append("approvals of the Committee for single cases")
    if any(entry.estimated for entry in found):
        needs.append("the State’s answer to the estimates")
    return needs


def _changes(name: str, found: Sequence[AfterBan]) -> list[Note]:
    notes = [
        Note(
            label=f"{owner(capital(name))} answer on {entry.goods} in {entry.since.year}",
            text="Would move the entry from contested to kept or not kept.",
        )
        for entry in found
        if entry.estimated
    ]
    entered = [entry for entry in found if "day of entry" in entry.reading]
    for cite in dict.fromkeys(entry.cite for entry in entered):
        here = [entry for entry in entered if entry.cite == cite]
        loads = both(f"{entry.goods} ({period(entry.since, entry.until)})" for entry in here)
        contested = any(entry.grade == "contested" for entry in here)
        settles = (
            f"Settles the window of {cite.replace(' ', ' ¶')}{' under either reading' if contested else ''}."
        )
        notes.append(Note(label=f"Day of entry of {loads}", text=settles))
    broken = both(
        dict.fromkeys(entry.cite.replace(" ", " ¶") for entry in found if entry.grade == "not kept")
    )
    if broken:
        notes.append(
            Note(
                label=f"Approvals of the Committee for goods under {broken}",
                text="Each would take its goods out of the entries not kept.",
            )
        )
    return notes


def _finding(
    state: str, name: str, indicator: Indicator, found: Sequence[AfterBan], casebook: Casebook
) -> Finding:
    rival = next((entry for entry in found if entry.estimated), None)
    broken = sum(entry.grade == "not kept" for entry in found)
    nonzero = any(not _is_zero(entry) for entry in found)
    pieces = []
    if broken:
        pieces.append(f"Goods were recorded under a ban in {count_word(broken, 'case')}")
    if rival:
        pieces.append(f"for {rival.goods} in {rival.since.year} the records part: {_rivals(rival)}")
    if not nonzero:
        pieces.append(
            capital(_good(found)).replace("Recorded no", "No", 1).replace(" in ", " is recorded in ", 1)
        )
    return Finding(
        id="after",
        label="Recorded trade after a ban",
        title="; ".join(piece for piece in pieces if piece) or f"What {name} recorded after the bans is open",
        indicators=(indicator.id,),
        notes=(Note(label="Why this grade", text=indicator.reason), *_others(casebook)),
        trust=Trust(
            where_from=f"Customs of {name} as quoted by news agencies, trade compilers and think tanks"
            + ("; estimates of the UN Panel from data of Member States." if rival else "."),
            how_far=f"A zero in customs is not zero trade{_hidden(state, casebook)}.{_codes(indicator.rows, casebook)} Goods that"
            " the Committee exempted are inside the figures and are not marked.",
            rows=("published_figures", "product_figures", "bans"),
            measures=indicator.measures,
        ),
    )


def _hidden(state: str, casebook: Casebook) -> str:
    """Gaps of customs records that were known by the day."""
    told = []
    if any(row.year == _HIDDEN and row.note and row.reporter == state for row in casebook.years):
        told.append(f"in {_HIDDEN} the monthly tables hid the DPRK under another partner")
    if any(row.note.startswith("unreported since") and row.reporter == state for row in casebook.figures):
        told.append("crude oil has been unreported since 2014")
    return f": {both(told)}" if told else ""


def _codes(rows: Sequence[str], casebook: Casebook) -> str:
    """In how many rows the code stands on the page itself."""
    held = [row for row in rows if row.startswith(("product_figures:", "published_figures:"))]
    printed = sum(
        row.hs_basis == "printed" for row in casebook.products if f"product_figures:{row.id}" in held
    )
    return f" The HS code is printed in {printed} of {len(held)} rows and read from the words in the others."


def _others(casebook: Casebook) -> list[Note]:
    """How many States recorded goods under a ban, and what they answered."""
    return [
        Note(
            label="Other States",
            text=f"{row.value:.0f} States recorded {row.goods.split(',')[0]} in {row.since.year} ({row.statistics});"
            f" {row.note}.",
            rows=(f"published_figures:{row.id}",),
        )
        for row in casebook.figures
        if row.series == "states_recording_banned_trade"
    ]


def _nothing(name: str, casebook: Casebook) -> Part:
    indicator = Indicator(
        id="after-ban",
        section="after",
        title="Recorded trade after a ban",
        measures=(),
        cites=tuple(dict.fromkeys(ban.cite for ban in casebook.bans)),
        since=min(ban.since for ban in casebook.bans),
        until=None,
        value=None,
        unit="entries not kept",
        basis="recorded",
        figure="no figure",
        grade="cannot be judged",
        sure="low",
        reason=f"No customs figure of {name} for goods under a ban is in the casebook.",
        reply=NO_REPLY,
        needs=(f"customs of {name} by HS code and month",),
        sources=(),
        rows=(),
    )
    finding = Finding(
        id="after",
        label="Recorded trade after a ban",
        title=f"No customs figure of {name} after a ban is in the casebook",
        indicators=(indicator.id,),
        notes=(Note(label="Why this grade", text=indicator.reason),),
        trust=Trust(where_from="Nothing was found.", how_far="No row is not a zero.", rows=()),
    )
    return Part((Judged(indicator),), finding, (), (f"customs of {name} by HS code and month",))
