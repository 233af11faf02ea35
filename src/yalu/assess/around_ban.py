"""How did trade in each product that a measure names move around the measure, as the user's files have it?

Units: values in the currency of the file, weights in tonnes; `change` is a share, of monthly means.
Shapes: one `AroundBan` for each measure, each code or range it names, and each book of the files (who reports, on which basis, in
which currency).
Windows: `before` are the periods that ended in the twelve months to the measure's first day (yearly files: the last whole year),
`between` those that its first day or a wind-down window cuts or holds, `after` those that begin behind both. Periods end
with the measure where a later one took its place.
Editions: a measure's code is read in the edition in force in its year and converted to the edition of each row; the relation
stands beside the figure, and a code that the tables do not lead on is left out, not guessed.
The law is asked through `standing` on the first and the last day of each period with trade, once for a contract older than the
measure and once for a later one. Grades as in `after_ban`: kept, not kept, contested, cannot be judged where the law asks
for more than statistics know (a cap's running total, which goods of a heading these are).
Assumes the readings in HS codes of the law's records. A row that is absent is no zero; a zero in customs is no zero trade.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yalu.assess.files import Doubts, Sum, addresses_of, book_of, settled, without_overlap
from yalu.assess.model import AroundBan, Stretch
from yalu.assess.part import JUDGED, combined
from yalu.assess.words import both, period
from yalu.terms.days import plain_day
from yalu.terms.goods import edition_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yalu.assess.after_ban import Standing
    from yalu.assess.casebook import Casebook
    from yalu.assess.files import Book, Files
    from yalu.assess.model import Grade, Sure
    from yalu.measures.model import Measure
    from yalu.trade.flow import Flow

__all__ = ["around_bans", "codes_of"]

_DAY = timedelta(days=1)
_YEAR = 12  # months
_SEEN = {"export": "import", "import": "export"}  # what leaves the sanctioned State enters the other
_BINDS = ("decides", "requires")


class _Held(NamedTuple):
    """What the files hold of one code: the sums of its periods, and how the code converts to theirs."""

    sums: list[Sum]
    as_filed: str


class _Judgement(NamedTuple):
    grade: Grade
    sure: Sure
    reading: str


def around_bans(
    state: str, files: Files, measures: Sequence[Measure], casebook: Casebook, standing: Standing, on: date
) -> tuple[AroundBan, ...]:
    """Every product of every measure in force by the day of which the files hold a figure around it, by measure, code, book."""
    doubts = Doubts(files)
    books: dict[tuple[Book, str], list[Flow]] = defaultdict(list)
    for flow in settled(files, state):
        if flow.hs.isdigit():
            books[book_of(flow, files), flow.direction].append(flow)
    found: list[AroundBan] = []
    for measure in measures:
        if measure.direction is None or measure.when or measure.force not in _BINDS or measure.effective > on:
            continue
        for (book, direction), flows in books.items():
            if direction == _SEEN[measure.direction]:
                found.extend(_of_measure(measure, book, flows, files, doubts, casebook, standing))
    return tuple(found)


def _of_measure(
    measure: Measure,
    book: Book,
    flows: Sequence[Flow],
    files: Files,
    doubts: Doubts,
    casebook: Casebook,
    standing: Standing,
) -> list[AroundBan]:
    found = []
    for goods in measure.goods:
        for text in dict.fromkeys((*goods.hs_text, *goods.hs_reading)):
            held = _held(text, measure.effective, flows, files)
            if any(_stretches(measure, held.sums)):
                words = goods.words.partition(":")[0]
                found.append(
                    _entry(measure, words, text, held, book, flows, files, doubts, casebook, standing)
                )
    return found


def codes_of(text: str) -> tuple[str, ...]:
    """The single codes of a code or range, on its own level.

    >>> codes_of("2701-2704"), codes_of("74")
    (('2701', '2702', '2703', '2704'), ('74',))
    """
    first, _, last = text.partition("-")
    return tuple(f"{code:0{len(first)}d}" for code in range(int(first), int(last or first) + 1))


# what the files hold


def _held(text: str, since: date, flows: Sequence[Flow], files: Files) -> _Held:
    """The sums by period of the flows under the codes of `text`; of several editions in one period the nearest one is taken."""
    ban_edition = edition_in_force(since.year)
    by_edition: dict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        by_edition[flow.edition].append(flow)
    periods: dict[tuple[date, date], list[Flow]] = {}
    said: dict[str, None] = {}
    for edition in sorted(by_edition, key=lambda each: _distance(each, ban_edition)):
        wanted, words = _converted(text, ban_edition, edition, files)
        by_period: dict[tuple[date, date], list[Flow]] = defaultdict(list)
        for flow in by_edition[edition]:
            by_period[flow.since, flow.until].append(flow)
        for about, own in by_period.items():
            taken = [flow for code in wanted for flow in _one_level(code, own)]
            if taken and about not in periods:
                periods[about] = taken
                said[words] = None
    sums = [_sum(since, until, taken) for (since, until), taken in periods.items()]
    return _Held(without_overlap(sums), "; ".join(said))


def _distance(edition: str, other: str) -> int:
    return abs(int(edition[1]) - int(other[1])) if edition else 9


def _converted(text: str, ban_edition: str, edition: str, files: Files) -> tuple[tuple[str, ...], str]:
    """The codes of `text` in the edition of the rows, and how they got there in words."""
    codes = codes_of(text)
    if not edition:
        return codes, f"{text}, edition not stated: read as printed"
    if edition == ban_edition:
        return codes, f"{text} ({edition})"
    found: dict[str, None] = {}
    relations: dict[str, None] = {}
    lost: dict[str, None] = {}
    for code in codes:
        conversion = files.correlation.convert(code, ban_edition, edition)
        found.update(dict.fromkeys(conversion.codes))
        relations[conversion.relation] = None
        if conversion.lost:
            lost[conversion.lost] = None
    plain = next(iter(relations)) if len(relations) == 1 else "mixed relations"
    shown = (
        text
        if set(found) == set(codes)
        else ", ".join(sorted(found)[:6]) + (" and more" if len(found) > 6 else "")
    )
    rest = f": {'; '.join(list(lost)[:2])}" if lost else ""
    return tuple(found), f"{shown or 'nothing'} ({ban_edition} to {edition}, {plain}{rest})"


def _one_level(code: str, flows: Sequence[Flow]) -> list[Flow]:
    """The rows of the code itself, else those of the broadest level below it."""
    under = [flow for flow in flows if flow.hs.startswith(code)]
    level = min((len(flow.hs) for flow in under), default=0)
    return [flow for flow in under if len(flow.hs) == level]


def _sum(since: date, until: date, flows: Sequence[Flow]) -> Sum:
    once = list({(flow.hs, flow.vintage, flow.line, flow.column): flow for flow in flows}.values())
    weights = [flow.quantity for flow in once if flow.unit == "t"]
    whole = len(weights) == len(once) and None not in weights
    return Sum(
        since, until, sum(flow.value or 0.0 for flow in once),
        sum(weight or 0.0 for weight in weights) if whole else None, tuple(once),
    )  # fmt: skip


# before, between, after


def _window(measure: Measure) -> tuple[date | None, date | None]:
    """The day before which a contract must be signed, and the last day of the wind-down; None where there is none."""
    windows = [each for each in measure.unless if each.kind == "winddown" and each.last_day]
    last = max((each.last_day for each in windows if each.last_day), default=None)
    return next((each.contract_before for each in windows if each.contract_before), None), last


def _stretches(measure: Measure, sums: Sequence[Sum]) -> tuple[list[Sum], list[Sum], list[Sum]]:
    """The periods before, between and after, of one length where a length is there on both sides."""
    first, end = measure.effective, (measure.last_day or date.max - _DAY) + _DAY
    _, window = _window(measure)
    behind = max(first, window + _DAY) if window else first
    year_before = first.replace(day=1, year=first.year - 1)
    ended = [each for each in sums if each.until <= first]
    before = [each for each in ended if each.since >= year_before]
    whole_year = [each for each in ended if each.until - each.since >= timedelta(days=365)]
    if not before and whole_year and first.year - whole_year[-1].since.year <= 1:
        before = whole_year[-1:]
    between = [each for each in sums if each.until > first and each.since < min(behind, end)]
    after = [each for each in sums if each.since >= behind and each.since < end]
    return before, between, after


def _stretch(sums: Sequence[Sum], currency: str) -> Stretch | None:
    if not sums:
        return None
    weights = [each.quantity_t for each in sums]
    return Stretch(
        since=sums[0].since,
        until=sums[-1].until,
        months=sum(_months(each.since, each.until) for each in sums),
        value=sum(each.value for each in sums),
        currency=currency,
        quantity_t=None if None in weights else sum(weight or 0.0 for weight in weights),
    )


def _months(since: date, until: date) -> int:
    return 12 * (until.year - since.year) + until.month - since.month


def _change(before: float | None, months_before: int, after: float | None, months_after: int) -> float | None:
    if not before or after is None or not months_before or not months_after:
        return None
    return (after / months_after) / (before / months_before) - 1


# the judgement


def _entry(
    measure: Measure,
    words: str,
    text: str,
    held: _Held,
    book: Book,
    flows: Sequence[Flow],
    files: Files,
    doubts: Doubts,
    casebook: Casebook,
    standing: Standing,
) -> AroundBan:
    before, between, after = _stretches(measure, held.sums)
    first, middle, last = (_stretch(sums, book.currency) for sums in (before, between, after))
    judged = _judgement(measure, between, after, text, standing)
    if not after:
        judged = _silent(measure, flows, judged)
    used = [flow for each in (*before, *between, *after) for flow in each.flows]
    closed = _closed(casebook, after)
    return AroundBan(
        goods=words,
        hs=text.replace("-", "–"),
        as_filed=held.as_filed,
        book=book.words,
        cite=measure.cite,
        measure=measure.id,
        since=measure.effective,
        window_last_day=_window(measure)[1],
        before=first,
        between=middle,
        after=last,
        change=_change(first.value, first.months, last.value, last.months) if first and last else None,
        change_t=_change(first.quantity_t, first.months, last.quantity_t, last.months)
        if first and last
        else None,
        grade=judged.grade,
        sure=judged.sure,
        reading=" ".join(part for part in (judged.reading, closed) if part),
        noticed=doubts.on(used),
        rows=addresses_of(files, used),
    )


def _silent(measure: Measure, flows: Sequence[Flow], judged: _Judgement) -> _Judgement:
    """Nothing stands behind the measure: how far the files reach with other goods, and no grade from a window alone."""
    _, window = _window(measure)
    behind = window + _DAY if window else measure.effective
    end = (measure.last_day or date.max - _DAY) + _DAY
    since = [flow for flow in flows if behind <= flow.since < end]
    if since:
        span = period(min(flow.since for flow in since), max(flow.until for flow in since))
        says = f"No row of these goods in {span}, for which the files hold other goods: absent is not zero."
    else:
        says = "The files hold nothing behind it."
    grade: Grade = "cannot be judged" if judged.grade == "kept" else judged.grade
    return _Judgement(grade, "low", f"{judged.reading} {says}".strip())


def _judgement(
    measure: Measure, between: Sequence[Sum], after: Sequence[Sum], text: str, standing: Standing
) -> _Judgement:
    """One judgement of all periods since the measure began: each is judged, and the reading tells them apart.

    What a window still allowed does not soften what came behind it.
    """
    groups: dict[_Judgement, list[Sum]] = defaultdict(list)
    grades: list[Grade] = []
    for each in (*between, *after):
        found = _of_period(measure, each, text, standing)
        groups[found].append(each)
        if each in after or not after or found.grade != "kept":
            grades.append(found.grade)
    if not groups:
        return _Judgement("cannot be judged", "low", "")
    grade = combined(grades)
    if len(groups) == 1:
        return next(iter(groups))
    readings = " ".join(f"{_span(own)}: {found.reading}" for found, own in groups.items())
    judged = [found.sure for found in groups if found.grade in JUDGED]
    sure: Sure = "moderate" if judged and "low" not in judged else "low"
    return _Judgement(grade, sure, readings)


def _span(sums: Sequence[Sum]) -> str:
    """The periods in words, those that follow each other as one."""
    runs: list[list[date]] = []
    for each in sorted(sums):
        if runs and runs[-1][1] == each.since:
            runs[-1][1] = each.until
        else:
            runs.append([each.since, each.until])
    shown = [period(since, until) for since, until in runs]
    return both(shown) if len(shown) <= 4 else f"{both(shown[:3])} and {len(shown) - 3} more"


def _of_period(measure: Measure, each: Sum, text: str, standing: Standing) -> _Judgement:
    if not each.value:
        return _Judgement("kept", "moderate", "0 recorded.")
    if each.since < measure.effective and not _window(measure)[1]:
        return _Judgement(
            "cannot be judged",
            "low",
            f"The measure began inside the period, on {plain_day(measure.effective)}.",
        )
    if each.since < measure.effective and each.since.month != measure.effective.month:
        return _Judgement(
            "cannot be judged",
            "low",
            f"Mostly before the measure, which began on {plain_day(measure.effective)}.",
        )
    size = len(text.partition("-")[0])
    codes = sorted({flow.hs[:size] for flow in each.flows if flow.value})
    days = (max(each.since, measure.effective), min(each.until - _DAY, measure.last_day or date.max))
    signed, last = _window(measure)
    new = _answers(codes, measure, days, standing, {"contract_date": signed} if signed else {})
    old = new
    if signed:
        old = _answers(
            codes, measure, days, standing, {"contract_date": signed - _DAY, "committee_notified": True}
        )
    return _by_law(new, old, last)


def _answers(
    codes: Iterable[str],
    measure: Measure,
    days: Iterable[date],
    standing: Standing,
    facts: Mapping[str, object],
) -> set[str]:
    direction = measure.direction or "export"
    return {standing(code, direction, day, facts) for code in codes for day in days}


def _by_law(new: set[str], old: set[str], window_last_day: date | None) -> _Judgement:
    """The judgement from what the law says of a later and of an earlier contract on the first and the last day."""
    if new == {"allowed"}:
        return _Judgement("kept", "moderate", "Not forbidden on those days.")
    if new == old == {"forbidden"}:
        return _Judgement(
            "not kept",
            "low",
            "Forbidden on every day, unless the Committee approved a case; approvals are not here.",
        )
    if "contested" in old | new:
        return _Judgement("contested", "low", "The law is contested on those days.")
    if window_last_day and new == {"forbidden"} and old <= {"allowed", "conditional"}:
        return _Judgement(
            "kept", "low",
            f"Inside the window: older contracts clear to {plain_day(window_last_day)}. No breach by itself; contract dates are "
            "not published.",
        )  # fmt: skip
    if window_last_day and "forbidden" in new and old & {"allowed", "conditional"}:
        return _Judgement(
            "cannot be judged",
            "low",
            f"The window ends inside the period, on {plain_day(window_last_day)}: needs the days of entry.",
        )
    return _Judgement(
        "cannot be judged",
        "low",
        "Lawful under conditions that statistics do not show (a cap, which goods these are, a use).",
    )


def _closed(casebook: Casebook, after: Sequence[Sum]) -> str:
    """The causes from outside that fall into the periods after a measure."""
    causes = [
        row
        for row in casebook.closures
        if any(each.since <= (row.last_day or each.since) and row.since < each.until for each in after)
    ]
    if not causes:
        return ""
    years = both(
        f"{row.since.year}–{row.last_day.year}" if row.last_day else f"{row.since.year} on" for row in causes
    )
    return f"{years}: the border was closed from the other side; a fall then is no enforcement."
