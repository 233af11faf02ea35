"""Does this State do what it voted for, as far as the casebook tells on this day?

Shapes: one `StateJudgement`. Rows printed after the day are not used, and a duty that begins after it is absent.
Grades: no number sums a State up. The overall grade is kept or not kept only if every judged indicator is, contested only
if all are; else partly kept. Cannot be judged with fewer than three judged indicators: one missed report is no State.
How sure: the middle of the judged indicators, the lower of two.
The headline is made of clauses: one or two of what is kept, up to three of what is not, the gravest first, in 50 words at most;
contested ones are marked.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from yalu.assess.after_ban import after_ban_part, after_bans, written_windows
from yalu.assess.caps import cap_uses, coal_months, coal_part
from yalu.assess.casebook import row_tables
from yalu.assess.file_parts import files_page
from yalu.assess.fuel import petroleum_part
from yalu.assess.legal_lag import lags, legal_lag
from yalu.assess.model import StateJudgement
from yalu.assess.part import JUDGED, least_sure
from yalu.assess.petroleum import fuel_months, fuel_years
from yalu.assess.reporting import reporting_part, reports
from yalu.assess.timeline import events, timeline_finding
from yalu.assess.total import total_part, year_trades
from yalu.assess.words import both, capital, count_word, in_sentence
from yalu.assess.workers import workers
from yalu.terms.days import plain_day
from yalu.terms.errors import UnknownValue, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from yalu.assess.after_ban import Standing
    from yalu.assess.casebook import Casebook
    from yalu.assess.files import Files
    from yalu.assess.model import Finding, Grade, Indicator, RowTable, Sure
    from yalu.assess.part import Judged, Part
    from yalu.measures.model import Act, Measure, Resolution

__all__ = ["MOST_WORDS", "judgement"]

MOST_WORDS = 50
_FAULTS = 3  # exceptions that a headline holds at most
_ENOUGH = 3  # judged indicators that a grade of the whole State needs
_FIRST_CAP = date(2016, 11, 30)  # 2321 paragraph 26(b), from adoption


def judgement(
    state: str,
    *,
    on: date,
    casebook: Casebook,
    acts: Sequence[Act],
    resolutions: Sequence[Resolution],
    measures: Sequence[Measure] = (),
    standing: Standing | None = None,
    regime: str = "un-dprk",
    files: Files | None = None,
) -> StateJudgement:
    """The judgement of a State by its ISO 3166 alpha-3 code, on a day.

    Args:
        files: statistics files of the user; what they hold stands in sections of its own.
        acts: national acts of all States; those of others and those issued later are left out.
        measures: the regime's measures, for what an act leaves out; without them coverage is not compared.
        standing: what the law says of goods on a day; without it the windows written in the casebook decide.

    Raises:
        UnknownValue: no State or area has this code.
    """
    if state not in casebook.names:
        raise UnknownValue("State", state, nearest(state, casebook.names))
    name = casebook.names[state]
    said = in_sentence(name)
    known = casebook.known_by(on)
    own = tuple(
        act
        for act in acts
        if act.state == state and act.in_force <= on and (act.issued or act.in_force) <= on
    )
    voted = tuple(resolution for resolution in resolutions if resolution.adopted <= on)
    asked = standing or written_windows(known.bans)
    found_lags = lags(own, voted, measures)
    recorded = after_bans(state, known, asked)
    own_files = files and files_page(
        state, said, files, measures=measures, casebook=known, standing=asked, on=on
    )
    parts = [
        legal_lag(state, said, known, found_lags, own, on) if found_lags else None,
        coal_part(state, said, known, own, on) if on >= _FIRST_CAP else None,
        petroleum_part(state, said, known),
        after_ban_part(state, said, known, recorded),
        total_part(state, said, known),
        *(own_files.parts if own_files else ()),
        reporting_part(state, said, known, workers(state, said, known, on)),
    ]
    present = [part for part in parts if part]
    judged = [item for part in present for item in part.judged]
    happened = events(known, own)
    findings = (timeline_finding(said, happened, known), *(part.finding for part in present))
    pieces = {
        "indicators": tuple(item.indicator for item in judged),
        "events": happened,
        "lags": found_lags,
        "cap_uses": cap_uses(state, known) if on >= _FIRST_CAP else (),
        "coal_months": coal_months(state, known, _coal_disputed(asked, known)) if on >= _FIRST_CAP else (),
        "fuel_months": fuel_months(state, known),
        "fuel_years": fuel_years(state, known),
        "after_bans": recorded,
        "trade_years": year_trades(state, known),
        "reports": reports(state, known),
    }
    if own_files:
        pieces |= {
            "around_bans": own_files.around_bans,
            "file_totals": own_files.file_totals,
            "mirrored": own_files.mirrored,
            "noticed": own_files.noticed,
            "files": own_files.files,
        }
    tables = row_tables(known, own, voted, _used(pieces.values(), findings, known))
    if own_files and own_files.table.rows:
        tables = (*tables, own_files.table)
    grade, sure, reason = _overall(judged)
    ends = plain_day(casebook.compiled) if on > casebook.compiled else ""
    return StateJudgement(
        state=state,
        name=name,
        on=on,
        regime=regime,
        casebook=casebook.compiled,
        headline=_headline(said, judged),
        grade=grade,
        sure=sure,
        reason=f"{reason} The record ends on {ends}." if ends else reason,
        findings=_grounded(findings, pieces, known, tables),
        would_change=tuple(note for part in _by_weight(present) for note in part.would_change),
        missing=(
            *_missing(present, judged),
            *([f"what was printed after {ends}, where the record ends"] if ends else []),
        ),
        tables=tables,
        **pieces,  # type: ignore[arg-type]
    )


def _coal_disputed(standing: Standing, casebook: Casebook) -> Callable[[date], bool]:
    """Is a load of coal under an old contract contested on a day? Days of the month of the ban count as its first day."""
    ban = next((row for row in casebook.bans if row.id == "coal"), None)

    def contested(day: date) -> bool:
        if ban is None or ban.contract_before is None or ban.window_last_day is None:
            return False
        if not ban.since.replace(day=1) <= day <= ban.window_last_day:
            return False
        facts = {"contract_date": ban.contract_before - timedelta(days=1), "committee_notified": True}
        word = standing(ban.question_hs, ban.direction, max(day, ban.since), facts)
        return word == "contested" or bool(ban.window_contested)

    return contested


_DRAWN = {
    "timeline": ("events",),
    "lag": ("lags",),
    "coal": ("cap_uses", "coal_months"),
    "fuel": ("fuel_months", "fuel_years"),
    "after": ("after_bans",),
    "trade": ("trade_years",),
    "reports": ("reports",),
    "files-ban": ("around_bans",),
    "files-total": ("file_totals",),
    "files-mirror": ("mirrored",),
    "files-noticed": ("noticed",),
}
"""The series that each section draws, by the section's id."""


def _used(pieces: Iterable[object], findings: Sequence[Finding], casebook: Casebook) -> list[str]:
    """Every address that a record or a remark of the page names, and the outside causes."""
    used = [f"closures:{row.id}" for row in casebook.closures]
    used += [row for found in findings for note in found.notes for row in note.rows]
    return [*used, *(row for records in pieces for row in _rows_of(records))]


def _rows_of(records: object) -> list[str]:
    """The addresses of records that have one row or several."""
    rows: list[str] = []
    for record in records:  # type: ignore[attr-defined]  # a tuple of records
        rows.extend([record.row] if hasattr(record, "row") else record.rows)
    return rows


def _grounded(
    findings: Sequence[Finding], pieces: Mapping[str, object], casebook: Casebook, tables: Sequence[RowTable]
) -> tuple[Finding, ...]:
    """Findings with the rows behind their own figures, of the tables that they name."""
    held = {f"{table.name}:{row[0]}" for table in tables for row in table.rows}
    indicators: tuple[Indicator, ...] = pieces["indicators"]  # type: ignore[assignment]  # as built by the caller
    grounded = []
    for found in findings:
        own = _rows_of(one for one in indicators if one.id in found.indicators)
        own += [row for name in _DRAWN[found.id] for row in _rows_of(pieces[name])]
        own += [row for note in found.notes for row in note.rows]
        own += [f"closures:{row.id}" for row in casebook.closures]
        named = [row for name in found.trust.rows for row in dict.fromkeys(own) if row.startswith(f"{name}:")]
        rows = tuple(row for row in named if row in held)
        grounded.append(replace(found, trust=replace(found.trust, rows=rows)))
    return tuple(grounded)


def _overall(judged: Sequence[Judged]) -> tuple[Grade, Sure, str]:
    indicators = [item.indicator for item in judged if item.indicator.grade in JUDGED]
    if not indicators:
        return "cannot be judged", "low", "The casebook holds nothing that a grade could rest on."
    grades = {indicator.grade for indicator in indicators}
    grade: Grade = grades.pop() if len(grades) == 1 else "partly kept"
    if len(indicators) < _ENOUGH:
        grade = "cannot be judged"
    counts = both(
        f"{sum(indicator.grade == word for indicator in indicators)} {word}"
        for word in JUDGED
        if any(indicator.grade == word for indicator in indicators)
    )
    open_ = sum(item.indicator.grade == "cannot be judged" for item in judged)
    rest = f"; {open_} cannot be judged" if open_ else ""
    low = [indicator.title for indicator in indicators if indicator.sure == "low"]
    weak = f" Least sure: {'; '.join(low[:2])}." if low else ""
    sure = least_sure([indicator.sure for indicator in indicators])
    if grade == "cannot be judged":
        found = count_word(len(indicators), "indicator").capitalize()
        return grade, "low", f"{found} judged ({counts}){rest}: too few for a grade."
    return grade, sure, f"Of {count_word(len(indicators), 'judged indicator')} {counts}{rest}.{weak}"


def _headline(name: str, judged: Sequence[Judged]) -> str:
    """One sentence: what is kept, but what is not, the gravest first, as many clauses as fit."""
    kept = [item.good for item in judged if item.indicator.grade == "kept" and item.good]
    broken = sorted(
        (
            item
            for item in judged
            if item.indicator.grade in ("not kept", "partly kept", "contested") and item.bad
        ),
        key=lambda item: (item.indicator.grade != "not kept", -item.weight),
    )
    faults = [_fault(item) for item in broken]
    if not kept and not faults and any(item.indicator.grade in JUDGED for item in judged):
        return f"What {name} does is open: nothing judged rests on its own acts alone."
    if not kept and not faults:
        return f"What {name} does cannot be judged: the casebook holds nothing that a grade could rest on."
    few = sum(item.indicator.grade in JUDGED for item in judged) < _ENOUGH
    rest = "; the rest cannot be judged" if few else ""
    goods, bads = kept[:1], faults[:1]
    for fault in faults[1:]:
        if len(bads) < _FAULTS and _fits(_sentence(name, goods, [*bads, fault], rest)):
            bads = [*bads, fault]
    if kept[1:] and _fits(_sentence(name, kept[:2], bads, rest)):
        goods = kept[:2]
    return _sentence(name, goods, bads, rest)


def _fits(sentence: str) -> bool:
    return len(sentence.split()) <= MOST_WORDS


def _fault(item: Judged) -> str:
    """The clause of an exception, marked where rival readings stand."""
    marked = item.indicator.grade == "contested" and "contested" not in item.bad
    return f"{item.bad} (contested)" if marked else item.bad


def _sentence(name: str, kept: Sequence[str], faults: Sequence[str], rest: str) -> str:
    if kept and faults:
        return f"{capital(name)} {both(kept)}, but {both(faults)}{rest}."
    return f"{capital(name)} {both(kept or faults)}{rest}."


def _by_weight(parts: Sequence[Part]) -> list[Part]:
    """The parts by the weight of their gravest open or broken indicator: what would move the grade most comes first."""

    def weight(part: Part) -> int:
        return max((item.weight for item in part.judged if item.indicator.grade != "kept"), default=0)

    return sorted(parts, key=weight, reverse=True)


def _missing(parts: Sequence[Part], judged: Sequence[Judged]) -> tuple[str, ...]:
    named = [text for part in parts for text in part.missing]
    named += [
        need for item in judged if item.indicator.grade == "cannot be judged" for need in item.indicator.needs
    ]
    return tuple(dict.fromkeys(named))
