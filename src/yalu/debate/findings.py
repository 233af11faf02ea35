"""What does the weighing of a debate say?

Units: probabilities 0 to 1; odds as natural logarithms; information in bits; scores are mean negative natural logarithms
(0 is perfect, 0.69 is a coin). Tables by hypothesis are keyed by its id. Where hypotheses may hold together their
probabilities add up to more than 1.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

__all__ = [
    "Counted", "Difference", "Ends", "Factor", "Flip", "ItemGap", "LookFor", "PathDay", "PredictionScore", "Recipe", "Stand",
    "Tally", "View", "Weighed", "Weighing",
]  # fmt: skip


class _Finding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One part of a weighing."""


class Stand(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hypothesis on a day: best estimate, 5th and 95th of 100 draws, and in which share of the draws it leads."""

    p: float
    low: float
    high: float
    start: float
    leads: float


class Factor(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the sum: a cluster or an item alone, and the joint probability of its items under each world."""

    name: str
    rule: str
    share: float | None
    items: tuple[str, ...]
    p: dict[str, float]


class PathDay(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The hypotheses as known on a day, and the items or outcomes that had become known on it."""

    day: date
    p: dict[str, float]
    low: dict[str, float]
    high: dict[str, float]
    items: tuple[str, ...]


class Ends(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A probability with its ends."""

    low: float
    best: float
    high: float


class Weighed(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item, or the outcome of a prediction, and what it moves.

    `state` is counts, or why it does not. `likely` are the entered likelihoods (of a computed item: at its figure),
    `reported` what is left of them after reliability; `figure` is what a computed item read, `figure_sources` what that rests
    on. `influence` is the order-free (Shapley) share of the item in the log
    odds of the leading hypothesis, `error` its standard error where it was sampled; `leave_one_out` is what those log
    odds lose without the item, `points` the same in percentage points.
    """

    id: str
    kind: str
    what: str
    on: date
    known: date
    source: str
    cluster: str
    state: str
    likely: dict[str, Ends]
    reported: dict[str, float]
    reliability: float
    figure: str
    figure_sources: tuple[str, ...]
    influence: float
    error: float
    leave_one_out: float
    points: float
    note: str


class Flip(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A change after which another hypothesis leads: how far it goes in steps of the verbal scale, or how many items it drops.

    `kind` is likelihood, prior or withdrawal; `before` and `after` are the probability, or the odds of the
    prior, that changes; `items` are what changes.
    """

    kind: str
    says: str
    items: tuple[str, ...]
    hypothesis: str
    before: float | None
    after: float | None
    steps: float | None
    leader: str
    p: dict[str, float]


class LookFor(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Evidence not yet seen: what it is expected to tell, in bits, and where things would stand either way."""

    id: str
    what: str
    by: date
    due: bool
    p: float
    bits: float
    if_seen: dict[str, float]
    if_not: dict[str, float]


class PredictionScore(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A prediction with its outcome: the probability each hypothesis gave to what then happened, and the debate as a whole
    the day before.
    """

    id: str
    what: str
    of: tuple[str, ...]
    by: date
    known: date
    happened: bool
    source: str
    p: dict[str, float]
    debate: float


class Tally(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Mean log scores over the predictions with an outcome; a hypothesis that called impossible what happened has none."""

    scored: int
    hypotheses: dict[str, float | None]
    debate: float | None
    start: float | None
    coin: float


class View(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A participant: start, where it stands now, and its path at the best values."""

    id: str
    name: str
    source: str
    note: str
    posterior: dict[str, Stand]
    path: tuple[PathDay, ...]
    score: float | None


class ItemGap(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item that two participants treat differently, and how far it parts them: log odds of the leading hypothesis."""

    id: str
    how: str
    gap: float


class Difference(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why two participants differ: their gap in log odds of the leading hypothesis, split order-free over priors, readings
    and items counted.
    """

    one: str
    other: str
    gap: float
    prior: float
    reading: float
    counting: float
    items: tuple[ItemGap, ...]


class Counted(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Heuer's count, for comparison only: items that speak against each hypothesis, and the order that follows."""

    inconsistencies: dict[str, int]
    ranking: tuple[str, ...]
    non_diagnostic: tuple[str, ...]
    why_no_probability: str


class Recipe(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes a weighing again: the file with its hash, the day, the seed, the number of draws, yalu's version.

    `words` are those of the command, `inputs` the files it read by their hash.
    """

    file: str
    sha256: str
    on: date
    seed: int
    draws: int
    version: str
    words: tuple[str, ...]
    inputs: dict[str, str]


class Weighing(_Finding, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A debate on a day.

    `start` times the factors of `sum`, brought to a sum of 1, is the weight of each world.
    """

    question: str
    about: str
    asked: date
    day: date
    on: date
    names: dict[str, str]
    leader: str
    runner_up: str
    posterior: dict[str, Stand]
    exclusive: bool
    path: tuple[PathDay, ...]
    items: tuple[Weighed, ...]
    start: dict[str, float]
    sum: tuple[Factor, ...]
    nothing: tuple[str, ...]
    flip: tuple[Flip, ...]
    look_for: tuple[LookFor, ...]
    predictions: tuple[PredictionScore, ...]
    tally: Tally
    participants: tuple[View, ...]
    differences: tuple[Difference, ...]
    if_independent: dict[str, float]
    if_copies: dict[str, float]
    ach: Counted
    notes: tuple[str, ...]
    draws: int
    seed: int
    recipe: Recipe | None = None
