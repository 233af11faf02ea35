"""Which figure stands at an address on a day? Evidence for a debate, computed by the other parts.

Addresses: `assess:STATE:INDICATOR` with the indicator's own range, or with `:value`, `:low` or
`:high` that number alone; `events:council:ROW:COUNT` with `yes`, `no`, `abstain`, or `days` from what set it off;
`events:tests:KIND:FIRST:LAST`, days of tests in a period, by kind or by the class of the missile that reached farthest, those
of which only the month is known in the high end alone; `events:vetoes:STATE:FIRST:LAST`;
`events:visits:VISITOR:VISITED:FIRST:LAST`; `events:signals:STATE:KIND:FIRST:LAST`, the share of warnings or assurances that
was flouted; `strategy:council:vetoed`, the forecast of a veto of an item on the DPRK; `strategy:bargain:TEXT:dilution`, how far
a text fell short of its proposer's wish; `strategy:game:enforce` and `strategy:game:provoke`, over stated ranges;
`strategy:forecast:launch:DAYS` and `strategy:forecast:nuclear test:DAYS`, the outlook from the events before the day.
What is not known on the day is no figure, never zero.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from yalu.debate.model import Figure
from yalu.terms.days import parse_day
from yalu.terms.errors import BadInput, nearest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from numpy.random import Generator

    from yalu.assess.model import StateJudgement
    from yalu.events.model import CouncilAct
    from yalu.strategy.cycle.ensemble import Outlook

__all__ = ["figure"]

_COUNTS = ("yes", "no", "abstain", "days")
_DRAWS = 2_000
_PICKS = ("value", "low", "high")


@cache
def figure(address: str, on: date) -> Figure | None:
    """The figure at an address as known on a day, or None where there is none.

    Raises:
        BadInput: no such kind of address, or a name in it that nothing bears.
    """
    head, *rest = address.split(":")
    kind = head if head == "assess" or not rest else f"{head}:{rest[0]}"
    if kind not in _KINDS:
        near = nearest(kind, _KINDS)
        raise BadInput(
            f'"{address}" is no address of a figure; they begin with {", ".join(_KINDS)}.'
            + (f" Nearest: {near}." if near else "")
        )
    return _KINDS[kind](address, rest if head == "assess" else rest[1:], on)


@cache
def _judged(state: str, on: date) -> StateJudgement:
    from yalu.app.assessment import judgement_of

    return judgement_of(state, on)


def _assess(address: str, rest: list[str], on: date) -> Figure | None:
    from yalu.assess.read import casebook
    from yalu.report.words import number

    if len(rest) not in (2, 3) or (len(rest) == 3 and rest[2] not in _PICKS):
        raise BadInput(f'"{address}": write assess:STATE:INDICATOR, then perhaps :value, :low or :high')
    indicators = {one.id: one for one in _judged(rest[0], on).indicators}
    ever = {one.id for one in _judged(rest[0], casebook().compiled).indicators}
    if rest[1] not in ever:
        near = nearest(rest[1], ever)
        raise BadInput(f'"{address}": no indicator "{rest[1]}".' + (f" Nearest: {near}." if near else ""))
    one = indicators.get(rest[1])
    if one is None or one.value is None:
        return None
    ends = {
        "value": one.value,
        "low": one.value if one.low is None else one.low,
        "high": one.value if one.high is None else one.high,
    }
    if len(rest) == 3:
        ends = dict.fromkeys(_PICKS, ends[rest[2]])
    low, high = min(ends["low"], ends["value"]), max(ends["high"], ends["value"])
    counted = f"{number(ends['value'])} {one.unit}"
    told = one.figure if one.figure.startswith(counted) else f"{counted}; {one.figure}"
    sources = tuple(dict.fromkeys(one.sources))
    return Figure(value=ends["value"], low=low, high=high, words=f"{told}, {one.grade}", sources=sources)


def _council(address: str, rest: list[str], on: date) -> Figure | None:
    from yalu.events import read

    acts = {act.id: act for act in read.council()}
    if len(rest) != 2 or rest[1] not in _COUNTS or rest[0] not in acts:
        near = nearest(rest[0], acts) if rest else None
        raise BadInput(
            f'"{address}": write events:council:ROW:COUNT with a row of council.csv and one of {", ".join(_COUNTS)}.'
            + (f" Nearest row: {near}." if near else "")
        )
    act = acts[rest[0]]
    count = _counted(act, rest[1])
    if act.on > on or count is None:
        return None
    return Figure(value=count, low=count, high=count, words=f"{count:g} {rest[1]}", sources=(act.source,))


def _counted(act: CouncilAct, count: str) -> float | None:
    if count == "days":
        return float((act.on - act.trigger_on).days) if act.trigger_on else None
    found: int | None = {"yes": act.yes, "no": act.no, "abstain": act.abstain}[count]
    return None if found is None else float(found)


def _tests(address: str, rest: list[str], on: date) -> Figure | None:
    from yalu.events import read

    kind, first, last = _period(address, rest, "KIND")
    rows = [one for one in read.tests() if kind in {one.kind, one.farthest}]
    if not rows:
        known = {one.kind for one in read.tests()} | {one.farthest for one in read.tests()} - {""}
        raise BadInput(f'"{address}": no tests of kind "{kind}"; there are {", ".join(sorted(known))}')
    ends = max(one.on for one in read.tests())[:4]
    if last.year > int(ends):
        raise BadInput(f'"{address}": the casebook has no tests after {ends}; LAST must not be later')
    if on < first:
        return None
    until = min(last, on)
    found = [one for one in rows if one.precision == "day" and first <= parse_day(one.on) <= until]
    some_day = [
        one for one in rows if one.precision == "month" and f"{first}"[:7] <= one.on <= f"{until}"[:7]
    ]
    name = kind.replace("_", " ") if kind in {one.kind for one in rows} else f"{kind} launch day"
    return Figure(
        value=float(len(found)),
        low=float(len(found)),
        high=float(len(found) + len(some_day)),
        words=f"{len(found)} {name}{'' if len(found) == 1 else 's'}",
        sources=tuple(dict.fromkeys(one.source for one in found)),
    )


def _vetoes(address: str, rest: list[str], on: date) -> Figure | None:
    from yalu.events import read

    state, first, last = _period(address, rest, "STATE")
    if on < first:
        return None
    found = [
        act
        for act in read.council()
        if act.kind == "veto" and state in act.vetoed_by.split(";") and first <= act.on <= min(last, on)
    ]
    count = float(len(found))
    return Figure(
        value=count,
        low=count,
        high=count,
        words=f"{count:g} veto{'' if count == 1 else 'es'}",
        sources=tuple(act.source for act in found),
    )


def _visits(address: str, rest: list[str], on: date) -> Figure | None:
    from yalu.events import read

    if len(rest) != 4:
        raise BadInput(f'"{address}": write events:visits:VISITOR:VISITED:FIRST:LAST')
    rows = [one for one in read.visits() if [one.visitor, one.visited] == rest[:2]]
    if not rows:
        raise BadInput(f'"{address}": the casebook has no visits of {rest[0]} to {rest[1]}')
    _, first, last = _period(address, rest[1:], "VISITED")
    if on < first:
        return None
    found = [one for one in rows if _falls(one.on, first, min(last, on))]
    words = f"{len(found)} visit{'' if len(found) == 1 else 's'}"
    return _just(float(len(found)), words, tuple(one.source for one in found))


def _signals(address: str, rest: list[str], on: date) -> Figure | None:
    """The share that was flouted of those whose outcome was known by the day."""
    from yalu.events import read

    if len(rest) != 4:
        raise BadInput(f'"{address}": write events:signals:STATE:KIND:FIRST:LAST')
    rows = [one for one in read.signals() if [one.given_by, one.kind] == rest[:2]]
    if not rows:
        given = sorted({f"{one.given_by}:{one.kind}" for one in read.signals()})
        raise BadInput(f'"{address}": no {rest[1]} by {rest[0]}; there are {", ".join(given)}')
    _, first, last = _period(address, rest[1:], "KIND")
    found = [
        one
        for one in rows
        if one.outcome_on and one.outcome_on <= on and _falls(one.on, first, min(last, on))
    ]
    if not found:
        return None
    flouted = sum(one.outcome == "flouted" for one in found)
    words = f"{flouted} of {len(found)} {rest[1]}{'' if len(found) == 1 else 's'} flouted"
    return _just(flouted / len(found), words, tuple(one.source for one in found))


def _falls(day: str, first: date, last: date) -> bool:
    """Whether a day, or a month of which the day is not known, lies within a period."""
    return f"{first}"[: len(day)] <= day <= f"{last}"[: len(day)]


def _just(value: float, words: str, sources: tuple[str, ...]) -> Figure:
    """A figure without a range."""
    return Figure(value=value, low=value, high=value, words=words, sources=tuple(dict.fromkeys(sources)))


def _bargain(address: str, rest: list[str], on: date) -> Figure | None:
    from yalu.app.strategies import shipped_texts
    from yalu.events import read

    names = [one.name for one in shipped_texts()]
    if len(rest) != 2 or rest[0] not in names or rest[1] != "dilution":
        raise BadInput(f'"{address}": write strategy:bargain:TEXT:dilution with one of {", ".join(names)}')
    voted = next(act.on for act in read.council() if act.id == rest[0])
    return None if on < voted else _dilution(rest[0])


@cache
def _dilution(name: str) -> Figure:
    found = next(one for one in _hindcast() if one["name"] == name)["dilution"]
    return _over_ranges(found, f"of the proposer's way lost over {name}", "positions.csv")


@cache
def _hindcast() -> list[dict[str, Any]]:
    from yalu.app.strategies import shipped_texts
    from yalu.strategy.bargain.answers import hindcast_document

    found: list[dict[str, Any]] = hindcast_document(shipped_texts(), draws=_DRAWS, rng=_rng())["drafts"]
    return found


def _game(address: str, rest: list[str], on: date) -> Figure:
    del on  # its ranges carry no day: the same answer on each
    if len(rest) != 1 or rest[0] not in {"enforce", "provoke"}:
        raise BadInput(f'"{address}": write strategy:game:enforce or strategy:game:provoke')
    return _over_ranges(_played()[rest[0]], f"chance to {rest[0]} in a quarter", "game.toml")


@cache
def _played() -> dict[str, Any]:
    from yalu.strategy.fields import Fields
    from yalu.strategy.game.answers import document
    from yalu.strategy.game.contest_files import contest_from
    from yalu.strategy.read import shipped_game

    contest = contest_from(Fields("game.toml"), "", shipped_game().raw)
    return document(contest, draws=_DRAWS, rng=_rng())


def _council_forecast(address: str, rest: list[str], on: date) -> Figure | None:
    """The chance of a veto, should an item on the DPRK be put to the vote on the day, from the items before it."""
    import numpy as np

    from yalu.events.read import council, council_items
    from yalu.strategy.council.base import draws_of, topic_base
    from yalu.strategy.council.record import joined
    from yalu.strategy.read import council_topics

    if rest != ["vetoed"]:
        raise BadInput(f'"{address}": write strategy:council:vetoed')
    record = joined(council_items(), council())
    if on <= record[0].on:
        return None
    known = topic_base(record, council_topics(), "vetoed", on)
    p = known.p("DPRK")
    ends = np.quantile(draws_of(known, "DPRK", 4 * _DRAWS, _rng()), [0.05, 0.95])
    low, high = min(float(ends[0]), p), max(float(ends[1]), p)
    words = f"{p:.1%} forecast for a veto, {low:.1%} to {high:.1%}".replace("%", " %")
    return Figure(value=p, low=low, high=high, words=words, sources=("the Council's record before the day",))


def _forecast(address: str, rest: list[str], on: date) -> Figure | None:
    """The chance of at least one event in the days from this one, where the casebook's record reaches the day."""
    from yalu.events.read import LAUNCHES_UNTIL
    from yalu.strategy.cycle.ensemble import HORIZONS

    known = [f"{event}:{days}" for event in ("launch", "nuclear test") for days in HORIZONS]
    asked = ":".join(rest)
    if asked not in known:
        raise BadInput(f'"{address}": write strategy:forecast: and one of {", ".join(known)}')
    if on > LAUNCHES_UNTIL:
        return None
    found = next((one for one in _outlooks(on) if f"{one.event}:{one.days}" == asked), None)
    if found is None:
        return None
    words = f"{found.p:.0%} forecast for a {found.event} in {found.days} days, {found.low:.0%} to {found.high:.0%}"
    return Figure(
        value=found.p,
        low=found.low,
        high=found.high,
        words=words.replace("%", " %"),
        sources=("yalu's forecast from the casebook's record of launches and tests before the day",),
    )


@cache
def _outlooks(on: date) -> tuple[Outlook, ...]:
    from yalu.app.forecasting import history_of
    from yalu.events.read import launch_series
    from yalu.strategy.cycle.forecast import outlooks

    record = history_of(launch_series())
    if record.number(on) <= record.days[0]:
        return ()
    return outlooks(record, on, _rng())


def _over_ranges(found: dict[str, float], what: str, table: str) -> Figure:
    """The middle of the draws with the ends that hold nine tenths of them."""
    low, middle, high = (found[end] for end in ("low", "middle", "high"))
    return Figure(
        value=middle,
        low=low,
        high=high,
        words=f"{middle:.0%} {what}, {low:.0%} to {high:.0%} over stated ranges".replace("%", " %"),
        sources=(f"yalu's model over the ranges of {table}, each assumed or sourced there",),
    )


def _rng() -> Generator:
    import numpy as np

    return np.random.default_rng(1)


def _period(address: str, rest: list[str], what: str) -> tuple[str, date, date]:
    if len(rest) != 3:
        raise BadInput(f'"{address}": write {what}:FIRST:LAST, with days as year-month-day')
    return rest[0], parse_day(rest[1]), parse_day(rest[2])


_KINDS: dict[str, Callable[[str, list[str], date], Figure | None]] = {
    "assess": _assess,
    "events:council": _council,
    "events:tests": _tests,
    "events:vetoes": _vetoes,
    "events:visits": _visits,
    "events:signals": _signals,
    "strategy:bargain": _bargain,
    "strategy:council": _council_forecast,
    "strategy:forecast": _forecast,
    "strategy:game": _game,
}
