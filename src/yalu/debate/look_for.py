"""Which evidence not yet seen would settle it?

Units: bits. Sources: the expected information of an observation is the mutual information between it and the worlds
(Shannon 1948; Lindley 1956): how much uncertainty it is expected to take away, whichever way it falls out.
Assumes a reliable report from a source that has not been heard: an upper bound where its cluster has spoken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yalu.debate.evidence import by_world
from yalu.debate.findings import LookFor
from yalu.debate.model import worlds
from yalu.debate.posterior import by_hypothesis, log_evidence, log_priors, members, shares

if TYPE_CHECKING:
    from datetime import date

    from yalu.debate.evidence import Evidence, Floats
    from yalu.debate.model import Debate, Prediction

__all__ = ["look_for"]


def look_for(debate: Debate, evidence: Evidence, on: date) -> tuple[LookFor, ...]:
    """The predictions without an outcome on the day, the most telling first."""
    held = members(debate)
    weights = shares(log_priors(debate) + log_evidence(evidence))
    still_open = [one for one in debate.prediction if one.outcome is None or one.outcome.known > on]
    found = [_expected(debate, one, weights, held, on) for one in still_open]
    return tuple(sorted(found, key=lambda one: (-one.bits, one.id)))


def _expected(debate: Debate, one: Prediction, weights: Floats, held: Floats, on: date) -> LookFor:
    likely = np.array([p.best for p in by_world(one.likely, worlds(debate))])
    seen, unseen = weights * likely, weights * (1 - likely)
    p = float(seen.sum())
    bits = _entropy(weights) - sum(
        float(part.sum()) * _entropy(part / part.sum()) for part in (seen, unseen) if part.sum() > 0
    )
    return LookFor(
        id=one.id,
        what=one.what,
        by=one.by,
        due=one.by < on,
        p=p,
        bits=max(bits, 0.0),  # rounding may leave a last bit below zero
        if_seen=_after(debate, seen, held),
        if_not=_after(debate, unseen, held),
    )


def _after(debate: Debate, part: Floats, held: Floats) -> dict[str, float]:
    """Where the hypotheses would stand; nothing where it cannot happen."""
    total = part.sum()
    return by_hypothesis(debate, part @ held / total) if total > 0 else {}


def _entropy(weights: Floats) -> float:
    some = weights[weights > 0]
    return float(-(some * np.log2(some)).sum())
