"""Which smallest change would put another hypothesis first?

Units: steps of the seven-word scale (log odds between neighbouring words); prior odds as a factor.
Three kinds of change are tried: one likelihood of one item, until the lead is gone; the prior odds of the leader; and the
fewest items withdrawn together. Changes of a likelihood are found in closed form with the strongest item of a
tempered cluster held fixed, then checked by weighing the changed debate, so that what is reported does flip.
Assumes that no likelihood is moved beyond the ends of the scale by more than a step: nobody enters less than one in a hundred.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yalu.debate.dependence import groups
from yalu.debate.findings import Flip
from yalu.debate.posterior import Sum, by_hypothesis, log_evidence, log_priors, members, posterior, shares
from yalu.debate.scale import moved, place, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yalu.debate.evidence import Evidence, Floats
    from yalu.debate.model import Debate

__all__ = ["flips"]

_LEAST, _MOST = moved(0.03, -1), moved(0.97, 1)
_SHOWN = 3  # likelihoods whose change is reported
_TRIED = 24  # changes that are weighed again before giving up
_WITHDRAWN = 30  # items withdrawn together before giving up
_FLOOR = -690.0  # logarithm of about 1e-300, so that what is ruled out can come back
_BEYOND = 1e-6  # how far past the tie, in steps, so that rounding cannot leave it a tie


class _Cell(NamedTuple):
    """One likelihood that could move: the place of its item and world, its value, and where the lead would be gone."""

    item: int
    world: int
    before: float
    after: float
    steps: float


def flips(debate: Debate, evidence: Evidence) -> tuple[Flip, ...]:
    """Changes that flip the order, the smallest likelihood first, then the prior and the withdrawals."""
    best = posterior(debate, evidence)
    leader = int(np.argmax(best))
    found = [*_likelihoods(debate, evidence, leader)]
    prior = _prior(debate, best, leader)
    withdrawal = _withdrawal(debate, evidence, leader)
    return tuple(one for one in (*found, prior, withdrawal) if one is not None)


def _name(debate: Debate, at: int) -> str:
    return debate.hypothesis[at].id


def _likelihoods(debate: Debate, evidence: Evidence, leader: int) -> Iterator[Flip]:
    """The smallest moves of one likelihood, each of another item."""
    seen: set[str] = set()
    for cell in _cells(debate, evidence, leader)[:_TRIED]:
        name = evidence.ids[cell.item]
        if name in seen or len(seen) == _SHOWN:
            continue
        changed = _changed(evidence, cell)
        now = posterior(debate, changed)
        if int(np.argmax(now)) == leader:
            continue
        seen.add(name)
        hypothesis = _name(debate, cell.world)
        yield Flip(
            kind="likelihood",
            says=f"{name}: {hypothesis} from {_said(cell.before)} to {_said(cell.after)}",
            items=(name,),
            hypothesis=hypothesis,
            before=cell.before,
            after=cell.after,
            steps=abs(cell.steps),
            leader=_name(debate, int(np.argmax(now))),
            p=by_hypothesis(debate, now),
        )


def _said(value: float) -> str:
    return f"{value:.2g} ({word(value)})"


def _changed(evidence: Evidence, cell: _Cell) -> Evidence:
    likely = evidence.likely.copy()
    likely[cell.item, cell.world] = cell.after
    return replace(evidence, likely=likely)


def _cells(debate: Debate, evidence: Evidence, leader: int) -> list[_Cell]:
    """Every likelihood that could flip the order alone, the smallest move first.

    Only worlds of one hypothesis alone are tried; where hypotheses may hold together the check by weighing decides.
    """
    logs = log_priors(debate) + log_evidence(evidence)
    count = len(debate.hypothesis)
    lead = logs[leader] - np.delete(logs[:count], leader).max()
    found = []
    reach = _reaches(evidence)
    for world in range(count):
        gap = -lead if world == leader else logs[leader] - logs[world]
        with np.errstate(over="ignore", invalid="ignore"):  # too far for a number, or from zero: out of reach
            wanted = reach(world, float(gap))
        for item, after in enumerate(wanted):
            before = float(evidence.likely[item, world, 1])
            if not np.isfinite(after) or not 0 < after < 1:
                continue
            steps = place(float(after)) - place(before)
            steps += _BEYOND if steps > 0 else -_BEYOND
            target = moved(before, steps)
            if _LEAST <= target <= _MOST:
                found.append(_Cell(item, world, before, target, steps))
    return sorted(found, key=lambda cell: (abs(cell.steps), evidence.ids[cell.item], cell.world))


def _reaches(evidence: Evidence) -> Callable[[int, float], Floats]:
    """How far each likelihood of a world must go so that the world gains a given logarithm; not a number where it cannot."""
    reported = evidence.reported
    trust, chance = evidence.reliability[:, 1], evidence.chance[:, 1]

    def wanted(world: int, gain: float) -> Floats:
        after = np.full(len(evidence.ids), np.nan)
        column = reported[:, world]
        for group in groups(evidence):
            for rank, at in enumerate(group.at):
                own = column[at]
                if group.share is None or len(group.at) == 1:
                    new = own * np.exp(gain)
                elif group.rule == "tempered":
                    weight = 1.0 if rank == 0 else 1 - group.share.best
                    new = own * np.exp(gain / weight) if weight > 0 else np.nan
                else:
                    others = column[[i for i in group.at if i != at]]
                    new = _copy(own, others, group.share.best, gain)
                after[at] = (new - (1 - trust[at]) * chance[at]) / trust[at] if trust[at] > 0 else np.nan
        return after

    return wanted


def _copy(own: float, others: Floats, share: float, gain: float) -> float:
    """The value at which the joint probability of copies has grown by the gain: it rises in two straight pieces."""
    least, product = float(others.min()), float(others.prod())
    joint = share * min(own, least) + (1 - share) * own * product
    target = joint * float(np.exp(gain))
    below = share + (1 - share) * product
    if target <= below * least:
        return target / below if below > 0 else float("nan")
    slope = (1 - share) * product
    return (target - share * least) / slope if slope > 0 else float("nan")


def _prior(debate: Debate, best: Floats, leader: int) -> Flip | None:
    """By how much the prior odds of the leader against the next would have to be cut."""
    order = np.argsort(-best, kind="stable")
    other = int(order[1])
    if best[other] <= 0:
        return None
    factor = float(best[leader] / best[other])
    names = _name(debate, leader), _name(debate, other)
    return Flip(
        kind="prior",
        says=f"prior odds of {names[0]} against {names[1]}",
        items=(),
        hypothesis=names[0],
        before=1.0,
        after=1 / factor,
        steps=None,
        leader=names[1],
        p={},
    )


def _withdrawal(debate: Debate, evidence: Evidence, leader: int) -> Flip | None:
    """Items that have to be withdrawn together, each time the one that costs the lead most."""
    gone: list[str] = []
    left = evidence
    held, prior = members(debate), log_priors(debate)
    while left.ids and len(gone) < _WITHDRAWN:
        without = np.maximum(prior + Sum(left, _FLOOR).without(), _FLOOR)
        best = shares(without) @ held
        margin = best[:, leader] - np.delete(best, leader, axis=1).max(axis=1)
        name = left.ids[int(np.argmin(margin))]
        left = left.without(name)
        gone.append(name)
        now = posterior(debate, left)
        if int(np.argmax(now)) != leader:
            return Flip(
                kind="withdrawal",
                says=f"without {', '.join(gone)}",
                items=tuple(gone),
                hypothesis=_name(debate, leader),
                before=None,
                after=None,
                steps=None,
                leader=_name(debate, int(np.argmax(now))),
                p=by_hypothesis(debate, now),
            )
    return None
