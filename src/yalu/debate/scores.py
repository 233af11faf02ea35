"""How well did each hypothesis, and the debate as a whole, foretell what happened?

Units: mean negative natural logarithm of the probability given to what happened; 0 is perfect, 0.693 a coin.
The debate's own forecast of a prediction is the mixture of its hypotheses at their weights on the day before the outcome was
known (no outcome helps to foretell itself); `start` is the mixture at the weights of the start.
A hypothesis is scored as if it were certain: its score says how its own predictions fared, not whether it is true.
"""

from __future__ import annotations

from datetime import timedelta
from math import log
from typing import TYPE_CHECKING

import numpy as np

from yalu.debate.evidence import by_world, evidence_on
from yalu.debate.findings import PredictionScore, Tally
from yalu.debate.model import worlds
from yalu.debate.posterior import log_evidence, log_priors, shares

if TYPE_CHECKING:
    from datetime import date

    from yalu.debate.evidence import Figures, Floats
    from yalu.debate.model import Debate, Prediction

__all__ = ["mean_score", "prediction_scores", "tally"]

COIN = log(2)


def _resolved(debate: Debate, on: date) -> list[Prediction]:
    found = [one for one in debate.prediction if one.outcome is not None and one.outcome.known <= on]
    return sorted(found, key=lambda one: (one.outcome.known if one.outcome else on, one.id))


def prediction_scores(debate: Debate, on: date, figures: Figures) -> tuple[PredictionScore, ...]:
    """The predictions with an outcome by the day, in the order in which they became known."""
    return tuple(_scored(debate, one, figures) for one in _resolved(debate, on))


def _given(debate: Debate, one: Prediction) -> Floats:
    """The probability that each world gave to what happened."""
    likely = np.array([p.best for p in by_world(one.likely, worlds(debate))])
    return likely if one.outcome is not None and one.outcome.happened else 1 - likely


def _scored(debate: Debate, one: Prediction, figures: Figures) -> PredictionScore:
    outcome = one.outcome
    assert outcome is not None  # noqa: S101  only resolved predictions are scored
    before = evidence_on(debate, outcome.known - timedelta(days=1), figures)
    weights = shares(log_priors(debate) + log_evidence(before))
    given = _given(debate, one)
    return PredictionScore(
        id=one.id,
        what=one.what,
        of=one.of,
        by=one.by,
        known=outcome.known,
        happened=outcome.happened,
        source=outcome.source,
        p={h.id: float(p) for h, p in zip(debate.hypothesis, given, strict=False)},
        debate=float(weights @ given),
    )


def mean_score(probabilities: list[float]) -> float | None:
    """The mean negative natural logarithm; none where there is nothing to score, or something given up as impossible."""
    if not probabilities or min(probabilities) <= 0:
        return None
    return -sum(map(log, probabilities)) / len(probabilities) + 0.0


def tally(debate: Debate, scored: tuple[PredictionScore, ...]) -> Tally:
    """The mean scores over the scored predictions."""
    start = np.exp(log_priors(debate))
    by_id = {one.id: one for one in debate.prediction}
    return Tally(
        scored=len(scored),
        hypotheses={h.id: mean_score([one.p[h.id] for one in scored]) for h in debate.hypothesis},
        debate=mean_score([one.debate for one in scored]),
        start=mean_score([float(start @ _given(debate, by_id[one.id])) for one in scored]),
        coin=COIN,
    )
