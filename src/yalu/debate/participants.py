"""Where does each participant stand, and where do two really differ?

Units: natural log odds of the hypothesis that leads in the debate. A participant is the debate with priors and
readings of their own and without the items they leave out. The gap between two is split over three causes (priors, readings,
items counted) by the Shapley value: each cause is handed over in every order, and what it closes is averaged; the
three parts add up to the gap.
"""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec.structs import replace

from yalu.debate.evidence import evidence_on
from yalu.debate.findings import Difference, ItemGap
from yalu.debate.model import together
from yalu.debate.posterior import log_evidence, log_priors, members

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yalu.debate.evidence import Figures
    from yalu.debate.model import Debate, Item, Participant, Prediction

__all__ = ["as_seen_by", "differences"]

_FLOOR = -690.0  # logarithm of about 1e-300, so that what somebody rules out has a finite gap


class _Mind(NamedTuple):
    """Whose priors, whose readings and whose choice of items."""

    prior: Participant
    reading: Participant
    counting: Participant


def as_seen_by(debate: Debate, who: Participant) -> Debate:
    """The debate with one participant's priors, readings and items."""
    return _seen(debate, _Mind(who, who, who))


def _seen(debate: Debate, mind: _Mind) -> Debate:
    prior, left_out = mind.prior.prior, mind.counting.leaves_out
    own = {reading.item: reading.likely for reading in mind.reading.reading}

    def read(one: Item | Prediction) -> Item | Prediction:
        return replace(one, likely={**one.likely, **own[one.id]}) if one.id in own else one

    changed = replace(
        debate,
        item=tuple(read(one) for one in debate.item if one.id not in left_out),
        prediction=tuple(_shut(read(one), one.id in left_out) for one in debate.prediction),
    )
    if not prior:
        return changed
    return replace(
        changed,
        hypothesis=tuple(replace(one, prior=prior[one.id]) for one in debate.hypothesis),
        relation=tuple(replace(one, prior=prior[together(one.both)]) for one in debate.relation),
    )


def _shut(one: Item | Prediction, left_out: bool) -> Item | Prediction:
    """A prediction whose outcome does not count is an open one."""
    return replace(one, outcome=None) if left_out else one


def differences(debate: Debate, on: date, figures: Figures, leader: int) -> tuple[Difference, ...]:
    """Each pair of participants, the widest gap first."""
    found = [_difference(debate, pair, on, figures, leader) for pair in combinations(debate.participant, 2)]
    return tuple(sorted(found, key=lambda one: (-abs(one.gap), one.one, one.other)))


def _difference(
    debate: Debate, pair: tuple[Participant, Participant], on: date, figures: Figures, leader: int
) -> Difference:
    one, other = pair

    def odds(mind: _Mind) -> float:
        return _odds(_seen(debate, mind), on, figures, leader)

    parts = {"prior": 0.0, "reading": 0.0, "counting": 0.0}
    orders = list(permutations(parts))
    for order in orders:
        mind = _Mind(other, other, other)
        before = odds(mind)
        for part in order:
            mind = mind._replace(**{part: one})
            after = odds(mind)
            parts[part] += (after - before) / len(orders)
            before = after
    gap = odds(_Mind(one, one, one)) - odds(_Mind(other, other, other))
    items = sorted(_items(debate, pair, on, figures, leader), key=lambda gap: (-abs(gap.gap), gap.id))
    return Difference(one=one.id, other=other.id, gap=gap, items=tuple(items), **parts)


def _odds(debate: Debate, on: date, figures: Figures, leader: int) -> float:
    held = members(debate)
    logs = log_priors(debate) + log_evidence(evidence_on(debate, on, figures))
    logs = np.maximum(logs, _FLOOR)
    leads = held[:, leader] > 0
    return float(np.logaddexp.reduce(logs[leads]) - np.logaddexp.reduce(logs[~leads]))


def _items(
    debate: Debate, pair: tuple[Participant, Participant], on: date, figures: Figures, leader: int
) -> Iterator[ItemGap]:
    """What the first would move if they took each item as the second does."""
    one, other = pair
    now = _odds(as_seen_by(debate, one), on, figures, leader)
    own = {reading.item: reading for reading in one.reading}
    theirs = {reading.item: reading for reading in other.reading}
    for name in sorted({*own, *theirs, *one.leaves_out, *other.leaves_out}):
        counts = name not in one.leaves_out, name not in other.leaves_out
        if counts == (False, False) or (all(counts) and _alike(own.get(name), theirs.get(name))):
            continue
        readings = tuple(r for n, r in own.items() if n != name) + ((theirs[name],) if name in theirs else ())
        left_out = tuple(n for n in one.leaves_out if n != name) + (() if counts[1] else (name,))
        taken = replace(one, reading=readings, leaves_out=left_out)
        moved = now - _odds(as_seen_by(debate, taken), on, figures, leader)
        how = "read otherwise" if all(counts) else f"counts for {(one if counts[0] else other).id} alone"
        yield ItemGap(id=name, how=how, gap=moved)


def _alike(one: object, other: object) -> bool:
    likely = (getattr(one, "likely", None), getattr(other, "likely", None))
    return likely[0] == likely[1]
