"""How long does the State take to write a resolution into its own law?

Units: days from the day of the vote to the day the State's first act for that resolution is in force.
Shapes: one `Lag` for each resolution that bans goods, services or acts (names alone need no act of this kind), newest
first; a resolution without an act in the casebook has no days, which is not a finding that no act exists.
Grades: the resolutions from the first one on for which the casebook holds an act of the State are judged. Kept: each has
an act within 90 days, the time that the resolutions give for reporting on what was done (2270 paragraph 40). Partly kept:
some have none or took longer; one whose 90 days still run is left out. Not kept: none of several within 90 days. Cannot
be judged: no act in the casebook. The grade is about the days: goods that the acts leave out are named, not graded.
How sure: moderate while scope rests on texts read in part; low where no act is held.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from yalu.assess.casebook import NO_REPLY, addresses, reply_to, sources_of
from yalu.assess.model import Finding, Indicator, Lag, Note, Reply, Trust
from yalu.assess.part import Judged, Part
from yalu.assess.words import both, capital, count_word, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import Grade
    from yalu.measures.model import Act, Measure, Resolution

__all__ = ["ACT_DAYS", "lags", "legal_lag"]

ACT_DAYS = 90  # 2270 paragraph 40, 2321 paragraph 36, 2397 paragraph 17: days to report on what was done


def lags(
    acts: Sequence[Act], resolutions: Sequence[Resolution], measures: Sequence[Measure]
) -> tuple[Lag, ...]:
    """Each resolution with its first act in force, newest first. `acts` are those of one State known on the day."""
    bans = {int(row.cite.partition(" ")[0]) for row in measures if row.goods and row.force == "decides"}
    wanted = sorted(
        (row for row in resolutions if row.sectoral or row.number in bans),
        key=lambda row: row.adopted,
        reverse=True,
    )
    return tuple(_lag(resolution, acts, measures) for resolution in wanted)


def _lag(resolution: Resolution, acts: Sequence[Act], measures: Sequence[Measure]) -> Lag:
    own = sorted((act for act in acts if act.resolution == resolution.number), key=lambda act: act.in_force)
    here = (f"resolutions:{resolution.number}",)
    if not own:
        return Lag(
            resolution=resolution.number, adopted=resolution.adopted, act=None, in_force=None, days=None,
            covers="", rows=here,
        )  # fmt: skip
    first = own[0]
    return Lag(
        resolution=resolution.number,
        adopted=resolution.adopted,
        act=first.title,
        in_force=first.in_force,
        days=(first.in_force - resolution.adopted).days,
        covers="; ".join(text for text in (first.text, first.window) if text),
        missed=_missed(resolution, own, measures),
        rows=(*here, *addresses("acts", own)),
    )


def _missed(resolution: Resolution, own: Sequence[Act], measures: Sequence[Measure]) -> tuple[str, ...]:
    """Goods that the resolution bans and that no act of the State for it covers, as far as the acts were read.

    Left out: rules that speak only of stated ends, and measures that closed before their first day.
    """
    covered = {measure for act in own for measure in act.covers}
    if not covered:
        return ()
    return tuple(
        f"{measure.title[:1].lower()}{measure.title[1:]} (¶{measure.cite.partition(' ')[2]})"
        for measure in measures
        if measure.cite.startswith(f"{resolution.number} ")
        and measure.goods
        and measure.direction
        and measure.force == "decides"
        and not (measure.when or measure.asks)
        and not (measure.last_day and measure.last_day < measure.effective)
        and measure.id not in covered
    )


def legal_lag(
    state: str,
    name: str,
    casebook: Casebook,
    found: Sequence[Lag],
    acts: Sequence[Act],
    on: date,
) -> Part:
    """The indicator and the section of the State's own law. A resolution still inside its bound is not counted yet."""
    dated = [lag for lag in found if lag.days is not None]
    if not dated:
        return _no_act(name, found)
    first = min(lag.adopted for lag in dated)
    due = on - timedelta(days=ACT_DAYS)
    expected = [lag for lag in found if lag.adopted >= first and (lag.days is not None or lag.adopted <= due)]
    days = [lag.days for lag in dated if lag.days is not None]
    timely = sum(count <= ACT_DAYS for count in days)
    grade = _grade(timely, len(expected))
    spread = f"{min(days)} to {max(days)} days" if len(set(days)) > 1 else plural(days[0], "day")
    missed = [lag for lag in dated if lag.missed]
    scope = (
        f" Goods of {len(missed)} of the {len(dated)} ({both(str(lag.resolution) for lag in sorted(missed, key=_adopted))})"
        " are not in the acts as read: see the table."
        if missed
        else ""
    )
    reason = (
        f"{_of(len(dated), len(expected))} an act in force; the slowest took {plural(max(days), 'day')}, the bound is"
        f" {ACT_DAYS}.{scope}"
    )
    reply = reply_to(casebook, state, "law-lag")
    if reply.kind == "acted":
        reply = Reply(kind="acted", text=count_word(len(acts), "public notice").capitalize())
    rows = tuple(dict.fromkeys(row for lag in expected for row in lag.rows))
    indicator = Indicator(
        id="law-lag",
        section="lag",
        title="Bans written into its own law",
        measures=(),
        cites=tuple(str(lag.resolution) for lag in expected),
        since=first,
        until=None,
        value=float(max(days)),
        low=float(min(days)),
        high=float(max(days)),
        unit="days",
        basis="enacted",
        figure=spread,
        beside=f"{len(dated)} of {len(expected)} sectoral resolutions since {first.year}",
        grade=grade,
        sure="moderate",
        reason=reason,
        reply=reply,
        needs=("the acts compared with the resolutions item by item",),
        sources=sources_of(acts),
        rows=rows,
    )
    weeks = ceil(max(days) / 7)
    judged = Judged(
        indicator,
        good=f"has had an act within {count_word(weeks, 'week')} for {_each(expected, first.year)}",
        bad=f"has no act in time for {len(expected) - timely} of {len(expected)} resolutions",
        weight=3,
    )
    return Part((judged,), _finding(name, indicator, found, weeks, len(missed)), (_CHANGE,))


def _each(expected: Sequence[Lag], year: int) -> str:
    if len(expected) == 1:
        return f"resolution {expected[0].resolution}"
    return f"each sectoral resolution since {year}"


def _adopted(lag: Lag) -> date:
    return lag.adopted


def _of(held: int, expected: int) -> str:
    if expected == 1:
        return "The one resolution has" if held else "The one resolution has not"
    return f"{held} of {expected} have"


def _grade(timely: int, expected: int) -> Grade:
    if timely == expected:
        return "kept"
    return "partly kept" if timely else "not kept"


_CHANGE = Note(
    label="An earlier act, or the acts compared item by item", text="Would move the days or the scope."
)


def _finding(name: str, indicator: Indicator, found: Sequence[Lag], weeks: int, missed: int) -> Finding:
    count = sum(lag.days is not None for lag in found)
    start = indicator.since.year if indicator.since else 0
    each = (
        f"each sectoral resolution since {start}"
        if len(indicator.cites) > 1
        else f"resolution {indicator.cites[0]}"
    )
    gap = f"; goods of {count_word(missed, 'resolution')} are not in the acts as read" if missed else ""
    title = (
        f"{name} has had an act within {count_word(weeks, 'week')} for {each}{gap}"
        if indicator.grade == "kept"
        else f"{name} has acts for {count} of {len(indicator.cites)} sectoral resolutions since {start}"
    )
    return Finding(
        id="lag",
        label="Legal lag",
        title=capital(title),
        indicators=(indicator.id,),
        notes=(
            Note(label="Why this grade", text=indicator.reason),
            Note(label="What would change it", text="An earlier act, or coverage checked item by item."),
        ),
        trust=Trust(
            where_from="Days of adoption from the Council’s record; acts from the State’s ministries, law databases"
            " and notes of law firms.",
            how_far="Good for days. Weak for scope: the acts were read in part. A resolution without an act here has"
            " none in the casebook, which is not a finding that none exists.",
            rows=("acts", "resolutions"),
        ),
    )


def _no_act(name: str, found: Sequence[Lag]) -> Part:
    indicator = Indicator(
        id="law-lag",
        section="lag",
        title="Bans written into its own law",
        measures=(),
        cites=tuple(str(lag.resolution) for lag in found),
        since=None,
        until=None,
        value=None,
        unit="days",
        basis="enacted",
        figure="no act in the casebook",
        grade="cannot be judged",
        sure="low",
        reason=f"The casebook holds no act of {name}; this is not a finding that none exists.",
        reply=NO_REPLY,
        needs=(f"the acts of {name} with their days in force",),
        sources=tuple(f"S/RES/{lag.resolution} ({lag.adopted.year})" for lag in found),
        rows=tuple(row for lag in found for row in lag.rows),
    )
    finding = Finding(
        id="lag",
        label="Legal lag",
        title=f"No act of {name} is in the casebook",
        indicators=(indicator.id,),
        notes=(Note(label="Why this grade", text=indicator.reason),),
        trust=Trust(
            where_from="Days of adoption from the Council’s record.",
            how_far="Nothing to trust or doubt: the acts were not looked up.",
            rows=("resolutions",),
        ),
    )
    return Part((Judged(indicator),), finding, (), (f"national acts of {name}",))
