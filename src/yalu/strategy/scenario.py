"""What would a draft, a ban or a phased relief change? Act by act, in recorded trade, for the players, in the game.

Units: US dollars of the year named; scope 0 to 100; chances 0 to 1. Shapes: one phase for each day on which the scenario begins
or ends something.
Assumes that the acts of the shipped table stand for what a text may touch, and that trade recorded under the law as it was would
have gone on: what it covers is no forecast of what it stops. Nothing of a scenario enters the regime.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from yalu.strategy.bargain.draft import Draft, acceptance
from yalu.strategy.bargain.scope import scope
from yalu.strategy.game.levers import answer as levers_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from yalu.measures.regime import Scenario
    from yalu.strategy.bargain.draft import Party
    from yalu.strategy.bargain.scope import Act, Law
    from yalu.strategy.game.levers import Contest
    from yalu.strategy.ranges import Statement
    from yalu.trade.model import ProductFigure

__all__ = ["ASSUMPTIONS", "Change", "Phase", "Recorded", "days_of", "phase", "scenario_document"]

ASSUMPTIONS = (
    "The acts asked are those of a fixed table; an act that is not in it may change as well.",
    "Trade is what was last printed for a full year before the day, China's first: what is touched, not what is stopped.",
    "A printed figure for a wider heading counts whole, and one that covers several acts counts once.",
    "Acceptance: a player accepts what is no farther from its ideal than the law as it is; positions are stated ranges.",
    "Payoffs of the game are stated ranges; a share of draws is not the chance that a sentence is true.",
)

_STALE = 5  # years: what was printed longer ago says nothing of today's trade
_STRICTNESS = ("allowed", "conditional", "contested", "forbidden")


class Recorded(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Trade as last printed for a full year before a day."""

    id: str
    goods: str
    hs: str
    year: int
    value_usd: float
    reporter: str
    statistics: str
    source: str


class Change(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An act whose verdict the scenario changes, with the paragraphs before and after, and the trade it touches."""

    act: str
    issue: str
    words: str
    before: str
    after: str
    cites_before: tuple[str, ...]
    cites_after: tuple[str, ...]
    recorded: Recorded | None


class Phase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day of the scenario: what changes against the law of that day, and what stays open."""

    on: date
    changes: tuple[Change, ...]
    covers_usd: float
    frees_usd: float
    open: tuple[str, ...]
    scope_before: dict[str, float]
    scope_after: dict[str, float]


def days_of(scenario: Scenario) -> tuple[date, ...]:
    """The days on which the scenario begins or ends something."""
    begun = {measure.effective for measure in scenario.measures}
    over = {last_day + timedelta(days=1) for _, last_day in scenario.closes}
    return tuple(sorted(begun | over))


def phase(acts: Sequence[Act], law: Law, under: Law, on: date, figures: Sequence[ProductFigure]) -> Phase:
    """The acts on one day, under the law and with the scenario laid over it."""
    changes, still_open = [], []
    for act in acts:
        asked = replace(act.question, on=on)
        before, after = law(asked), under(asked)
        if after.verdict != "forbidden":
            still_open.append(act.words)
        if before.verdict != after.verdict:
            changes.append(
                Change(
                    act=act.id,
                    issue=act.issue,
                    words=act.words,
                    before=before.verdict,
                    after=after.verdict,
                    cites_before=tuple(ground.cite for ground in before.grounds),
                    cites_after=tuple(ground.cite for ground in after.grounds),
                    recorded=recorded(act, on, figures),
                )
            )
    stricter = [one for one in changes if _rank(one.after) > _rank(one.before)]
    milder = [one for one in changes if _rank(one.after) < _rank(one.before)]
    return Phase(
        on=on,
        changes=tuple(changes),
        covers_usd=_sum(stricter),
        frees_usd=_sum(milder),
        open=tuple(still_open),
        scope_before=scope(acts, law, on),
        scope_after=scope(acts, under, on),
    )


def _rank(verdict: str) -> int:
    return _STRICTNESS.index(verdict)


def _sum(changes: Iterable[Change]) -> float:
    """The trade of the changes, a figure that several share counted once."""
    found = {one.recorded.id: one.recorded.value_usd for one in changes if one.recorded}
    return sum(found.values())


def recorded(act: Act, on: date, figures: Sequence[ProductFigure]) -> Recorded | None:
    """The last full year printed of the act's heading in the five years before the day, China's own figure first.

    None where nothing was printed, which is no zero.
    """
    question = act.question
    if not question.hs or question.direction not in ("export", "import"):
        return None
    fitting = [
        figure
        for figure in figures
        if figure.direction == question.direction
        and figure.unit == "USD"
        and figure.value is not None
        and figure.status in ("ok", "approximate")
        and _whole_year(figure)
        and figure.known <= on
        and on.year - figure.since.year <= _STALE
        and figure.hs
        and question.hs.startswith(figure.hs)
        and not figure.series.endswith("_est")
    ]
    if not fitting:
        return None
    best = max(
        fitting,
        key=lambda one: (one.reporter == "CHN", one.since.year, len(one.hs), one.value or 0.0, one.id),
    )
    return Recorded(
        id=best.id, goods=best.goods, hs=best.hs, year=best.since.year, value_usd=best.value or 0.0,
        reporter=best.reporter, statistics=best.statistics, source=best.source,
    )  # fmt: skip


def _whole_year(figure: ProductFigure) -> bool:
    first, last = figure.since, figure.last_day
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year


def scenario_document(
    name: str,
    phases: Sequence[Phase],
    parties: Sequence[Party],
    contest: Contest,
    *,
    draws: int,
    rng: np.random.Generator,
) -> dict[str, Any]:
    """The whole scenario; the players are asked about each phase against the law of its day."""
    asked = [
        {**to_builtins(one), "accept": to_builtins(_accept(name, one, parties, draws, rng))} for one in phases
    ]
    game = levers_answer(contest, draws=draws, rng=rng)
    return {
        "kind": "scenario",
        "name": name,
        "phases": asked,
        "roles": {party.name: party.role for party in parties},
        "game": {
            "levers": to_builtins(contest.levers),
            "effects": to_builtins(game.effects),
            "signalling": to_builtins(game.signalling),
        },
        "assumptions": list(ASSUMPTIONS),
    }


def _accept(
    name: str, one: Phase, parties: Sequence[Party], draws: int, rng: np.random.Generator
) -> tuple[Statement, ...]:
    draft = Draft(
        name=name,
        issues=tuple(one.scope_before),
        status_quo=one.scope_before,
        adopted=one.scope_after,
        parties=tuple(parties),
    )
    return acceptance(draft, draws=draws, rng=rng) if parties else ()
