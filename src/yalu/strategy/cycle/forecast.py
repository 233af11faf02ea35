"""What is likely in the days ahead, and does the model that says so fit the record it speaks from?

Units: days; the window of a forecast begins on its day. Probabilities of at least one event-day, with 90 % ranges.
Assumes what `ensemble` and `rare` assume. The check is of the intensity with a season at its likeliest half-lives: a small P
says that its clock is wrong, a large one does not say that it is right, since it was fitted to the same events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from yalu.strategy.cycle.ensemble import HORIZONS, Outlook, fitted, ready, standard_normals
from yalu.strategy.cycle.hawkes import fit_hawkes, rescaled_gaps
from yalu.strategy.cycle.intensity import fit_intensity, rescaled
from yalu.strategy.cycle.rare import rare_outlook
from yalu.strategy.scores import kolmogorov

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from yalu.strategy.cycle.history import History

__all__ = ["ASSUMPTIONS", "Check", "outlooks", "time_checks"]

ASSUMPTIONS = (
    "The record is complete before the day of the forecast: a day without a row is a day without a launch.",
    "Launches come at a rate that moves slowly, has a season and rises after launches; what leaders decide is in no rate.",
    "A count is of event-days: a salvo is one.",
    "The range holds 90 % of what the three models hold possible; a change that none of them knows is outside it.",
)


class Check(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Time rescaling: the largest distance of a model's rescaled gaps from unit exponentials, and P(one as large)."""

    model: str
    events: int
    distance: float
    p: float


def outlooks(history: History, on: date, rng: np.random.Generator) -> tuple[Outlook, ...]:
    """At least one launch in 30, 90 and 365 days from a day, and a nuclear test where the record has had one."""
    day = history.number(on)
    known = history.before(day)
    made = ready(known, day)
    launch = fitted(made, day, history.month(on), standard_normals(rng))
    found = [launch.outlook(days) for days in HORIZONS]
    if len(known.nuclear):
        found += [rare_outlook("nuclear test", known.nuclear, day, days) for days in HORIZONS]
    return tuple(found)


def time_checks(history: History, on: date) -> tuple[Check, Check]:
    """Are the gaps between launches before a day such as the fitted intensity expects, and as a plain Hawkes process does?"""
    day = history.number(on)
    known = history.before(day)
    made = ready(known, day)[0]
    gaps = {
        "intensity_season": rescaled(made, fit_intensity(made, day, seasonal=True)),
        "hawkes_exp": rescaled_gaps(fit_hawkes(known.days, 0, day), known.days, 0),
    }
    first, second = (_check(name, of) for name, of in gaps.items())
    return first, second


def _check(model: str, gaps: NDArray[np.float64]) -> Check:
    distance, p = kolmogorov(gaps)
    return Check(model=model, events=len(gaps), distance=distance, p=p)
