"""How does a weighing read in words: its headline, how firmly it stands, what one number was made from?

Rules of standing: too early to close, where another hypothesis leads in more than 5 of 100 draws or one step of one likelihood
flips the order; leans strongly, from 95 per cent on; else leans. How sure: high where no single likelihood
flips the order and the range is narrower than 20 points, low where it is too early to close, else moderate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yalu.assess.model import Sure
    from yalu.debate.findings import Flip, Weighing

__all__ = [
    "Standing", "flip_size", "headline", "points", "range_words", "signed", "smallest", "standing", "steps", "weight_words",
]  # fmt: skip

_OFTEN, _STRONG, _NARROW, _STEP = 0.05, 0.95, 0.20, 1.0


class Standing(NamedTuple):
    """How firmly the order stands, how sure that is, and why in one sentence."""

    word: str
    sure: Sure
    reason: str


def weight_words(p: float) -> str:
    """A weight in whole per cent; what is open is never printed as certain.

    >>> weight_words(0.62), weight_words(0.001), weight_words(0.998), weight_words(0.0)
    ('62 %', 'under 1 %', 'over 99 %', '0 %')
    """
    return f"{_whole(p)} %"


def _whole(p: float) -> str:
    if 0 < p < 0.005:
        return "under 1"
    return "over 99" if 0.995 < p < 1 else f"{p * 100:.0f}"


def range_words(low: float, high: float) -> str:
    """A range in per cent.

    >>> range_words(0.43, 0.79), range_words(0.62, 0.62), range_words(0.001, 0.004)
    ('43 to 79 %', '62 %', 'under 1 %')
    """
    first, last = _whole(low), _whole(high)
    return f"{first} %" if first == last else f"{first} to {last} %"


def signed(value: float) -> str:
    """Log odds with their sign.

    >>> signed(0.4), signed(-0.734), signed(-0.001)
    ('+0.40', '−0.73', '0.00')
    """
    rounded = f"{abs(value):.2f}"
    return rounded if rounded == "0.00" else f"{'+' if value > 0 else '−'}{rounded}"


def points(value: float) -> str:
    """Percentage points with their sign.

    >>> points(0.107), points(-0.031), points(0.0004)
    ('+11', '−3', '0')
    """
    rounded = round(value * 100)
    return f"+{rounded}" if rounded > 0 else f"−{-rounded}" if rounded < 0 else "0"


def steps(value: float) -> str:
    """A number of steps of the verbal scale.

    >>> steps(1.0), steps(1.63)
    ('1 step', '1.6 steps')
    """
    return f"{value:.1f}".removesuffix(".0") + (" step" if round(value, 1) == 1 else " steps")


def flip_size(flip: Flip) -> str:
    """How far a change goes: steps of the scale, items, or a factor on the prior odds."""
    if flip.steps is not None:
        return steps(flip.steps)
    if flip.items:
        return f"{len(flip.items)} item{'s' if len(flip.items) > 1 else ''}"
    return f"{1 / flip.after:.3g} times smaller" if flip.after else ""


def headline(found: Weighing) -> str:
    """The question with the leading reading, its weight and its range."""
    lead = found.posterior[found.leader]
    name = found.names[found.leader]
    wide = lead.low < lead.high
    within = f", anywhere from {range_words(lead.low, lead.high)} within their ranges" if wide else ""
    return f"{found.question} The evidence entered favours “{name}”: {weight_words(lead.p)} on the likelihoods entered{within}."


def smallest(found: Weighing) -> Flip | None:
    """The smallest change of one likelihood that flips the order, else of the items withdrawn."""
    single = [one for one in found.flip if one.kind == "likelihood"]
    withdrawn = [one for one in found.flip if one.kind == "withdrawal"]
    return next(iter([*single, *withdrawn]), None)


def standing(found: Weighing) -> Standing:
    """How firmly the order stands."""
    lead, flip = found.posterior[found.leader], smallest(found)
    near = flip is not None and flip.steps is not None and flip.steps <= _STEP
    other = 1 - lead.leads
    reason = _reason(found, flip)
    if other > _OFTEN or near:
        share = f"Another reading leads in {weight_words(other)} of the draws. " if other > _OFTEN else ""
        return Standing("Too early to close", "low", share + reason)
    firm = (flip is None or flip.steps is None) and lead.high - lead.low < _NARROW
    word = "Leans strongly" if lead.p >= _STRONG else "Leans"
    return Standing(word, "high" if firm else "moderate", reason)


def _reason(found: Weighing, flip: Flip | None) -> str:
    if flip is None:
        return "No single likelihood, and no thirty items withdrawn, would put another reading first."
    name = found.names[flip.leader]
    if flip.steps is None:
        return (
            f"No single likelihood flips the order; withdrawing {flip_size(flip)} would put “{name}” first."
        )
    return (
        f"The smallest change that flips it: {steps(flip.steps)} on {flip.items[0]} would put “{name}” first."
    )
