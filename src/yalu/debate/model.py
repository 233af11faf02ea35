"""What is a debate, as it is written?

Days: `on` is the day of the event, `known` the day from which it could be known, `asked` the day on which the question was
put, `day` the day up to which the file is entered. Probabilities are `Range`s: best value with its ends.
A likelihood is how likely an item would be observed if the hypothesis held; it need not sum to anything.
Assumes that one hypothesis holds alone, or two together where a relation says so: see `worlds`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from yalu.debate.scale import Range

__all__ = [
    "Cluster", "Curve", "Debate", "Figure", "Hypothesis", "Item", "Likelihood", "Measure", "Outcome", "Participant",
    "Prediction", "Reading", "Relation", "World", "together", "worlds",
]  # fmt: skip


class _Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file; a field that no table knows is a mistake."""


class Hypothesis(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One account of the matter: its name, what it says, who holds it where (`source`), and its weight at the start.

    A hypothesis that `implies` others makes them true as well; its prior is then the weight of it, theirs the weight
    of them without it.
    """

    id: str
    name: str
    says: str = ""
    source: str = ""
    prior: Range | None = None
    implies: tuple[str, ...] = ()


class Relation(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two hypotheses that may hold together, with the weight of both at the start."""

    both: tuple[str, str]
    prior: Range | None = None
    why: str = ""


class Curve(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A likelihood as a function of a figure: straight between the points, level beyond them."""

    at: tuple[float, ...]
    values: tuple[Range, ...]

    def over(self, low: float, best: float, high: float) -> Range:
        """The likelihood at a figure, widened by the figure's own range."""
        ends = [self._read(x) for x in (low, best, high, *(point for point in self.at if low < point < high))]
        return Range(min(one.low for one in ends), self._read(best).best, max(one.high for one in ends))

    def _read(self, x: float) -> Range:
        if x <= self.at[0]:
            return self.values[0]
        for left, right, a, b in zip(self.at, self.at[1:], self.values, self.values[1:], strict=False):
            if x <= right:
                share = (x - left) / (right - left)
                return Range(*(p + share * (q - p) for p, q in zip(a, b, strict=True)))
        return self.values[-1]


Likelihood = Range | Curve


class Measure(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a computed item takes its figure: an address such as `assess:CHN:coal-first-cap`.

    With `on` the figure is asked as of that day; without, as of the day of each replay, so that it moves when revised.
    """

    figure: str
    on: date | None = None


class Figure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure of another part, as it stood on a day, with its own range and how it is printed."""

    value: float
    low: float
    high: float
    words: str
    sources: tuple[str, ...] = ()


class Cluster(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Items that go back to one source.

    `copies`: with the chance `share` the items repeat one another, else they are independent.
    `tempered`: the item that tells most counts whole, every other by what `share` leaves.
    """

    id: str
    what: str
    rule: Literal["copies", "tempered"] = "tempered"
    share: Range = Range.exactly(0.5)


class Item(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One piece of evidence.

    `reliability` is the chance that the report is informed; else it comes with `chance`, whatever is true (without a value:
    halfway between the item's highest and lowest likelihood). An item that `withdraws` or `corrects` others sets them
    aside from the day it is known; one that only withdraws needs no likelihoods.
    """

    id: str
    what: str
    on: date
    known: date
    source: str
    kind: Literal["observed", "stated", "reported", "assumed"] = "observed"
    cluster: str = ""
    reliability: Range = Range.exactly(1.0)
    chance: Range | None = None
    likely: dict[str, Likelihood] = {}
    measure: Measure | None = None
    withdraws: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    note: str = ""

    @property
    def attacks(self) -> tuple[str, ...]:
        return (*self.withdraws, *self.corrects)


class Outcome(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of a prediction, and from when that is known."""

    happened: bool
    known: date
    source: str
    reliability: Range = Range.exactly(1.0)
    note: str = ""


class Prediction(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that can be checked by a day, with its probability under each hypothesis.

    `of` names the hypotheses that stand or fall with it. Open, it is something to look for; once it has an outcome it is
    scored and counts as evidence with the probabilities that were fixed before.
    """

    id: str
    what: str
    by: date
    likely: dict[str, Range]
    of: tuple[str, ...] = ()
    cluster: str = ""
    check: str = ""
    outcome: Outcome | None = None


class Reading(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a participant reads an item or an outcome where that differs from the file."""

    item: str
    likely: dict[str, Range]
    why: str = ""


class Participant(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody with priors, readings or doubts of their own; `leaves_out` are the items that do not count for them."""

    id: str
    name: str
    source: str
    note: str = ""
    prior: dict[str, Range] = {}
    reading: tuple[Reading, ...] = ()
    leaves_out: tuple[str, ...] = ()


class Debate(_Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question with its rival hypotheses and everything that bears on it."""

    schema: Literal[1]
    question: str
    day: date
    asked: date
    about: str = ""
    hypothesis: tuple[Hypothesis, ...]
    relation: tuple[Relation, ...] = ()
    cluster: tuple[Cluster, ...] = ()
    item: tuple[Item, ...] = ()
    prediction: tuple[Prediction, ...] = ()
    participant: tuple[Participant, ...] = ()

    @property
    def entries(self) -> tuple[Item | Prediction, ...]:
        """Items and predictions, which share one set of ids."""
        return (*self.item, *self.prediction)


class World(NamedTuple):
    """One way things may be: its name, the hypotheses that then hold, and its weight at the start.

    `alone` is the hypothesis that holds, or None where two hold together.
    """

    name: str
    holds: tuple[str, ...]
    prior: Range
    alone: str | None


def together(pair: tuple[str, str]) -> str:
    """The name under which a likelihood of two hypotheses together is written."""
    return "+".join(pair)


def worlds(debate: Debate) -> tuple[World, ...]:
    """The exclusive ways things may be; without priors all weigh the same."""
    ids = [one.id for one in debate.hypothesis]
    implied = {one.id: one.implies for one in debate.hypothesis}
    equal = Range.exactly(1 / (len(ids) + len(debate.relation)))

    def holds(names: tuple[str, ...]) -> tuple[str, ...]:
        found = dict.fromkeys(names)
        stack = list(names)
        while stack:
            for name in implied[stack.pop()]:
                if name not in found:
                    found[name] = None
                    stack.append(name)
        return tuple(name for name in ids if name in found)

    alone = [World(one.id, holds((one.id,)), one.prior or equal, one.id) for one in debate.hypothesis]
    both = [World(together(one.both), holds(one.both), one.prior or equal, None) for one in debate.relation]
    return (*alone, *both)
