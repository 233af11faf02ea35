"""Does a debate hold together? Mistakes that show only when its tables are held against each other.

An item may be known no later than the file's day and no earlier than its event; every hypothesis stands or falls with
a prediction; every name that is used is defined; the priors can be priors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.debate.model import Curve, together
from yalu.terms.errors import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yalu.debate.model import Debate, Item, Likelihood, Participant, Prediction
    from yalu.debate.scale import Range

__all__ = ["faults"]

_NAME = re.compile(r"[A-Za-z0-9_-]+")
_ROUNDING = 0.005  # priors typed with a few digits; they are brought to 1 when they are used


def faults(debate: Debate, file: str) -> list[Problem]:
    """Every mistake, in the order of the file."""
    return [Problem(file, *found) for found in _found(debate)]


_Fault = tuple[str, str, str, str | None]


def _found(debate: Debate) -> Iterator[_Fault]:
    if debate.asked > debate.day:
        yield "", "asked", f"{debate.asked} is after the day of the file, {debate.day}", None
    if len(debate.hypothesis) < 2:
        yield "", "hypothesis", "a debate needs two hypotheses or more", None
    yield from _names(debate)
    yield from _priors(debate)
    yield from _hypotheses(debate)
    for item in debate.item:
        yield from _item(item, debate)
    yield from _rings(debate)
    for prediction in debate.prediction:
        yield from _prediction(prediction, debate)
    for participant in debate.participant:
        yield from _participant(participant, debate)


def _names(debate: Debate) -> Iterator[_Fault]:
    """Ids are words, and none stands twice among its kind; items and predictions share one set."""
    kinds = {
        "hypothesis": [one.id for one in debate.hypothesis],
        "cluster": [one.id for one in debate.cluster],
        "item or prediction": [one.id for one in debate.entries],
        "participant": [one.id for one in debate.participant],
    }
    for kind, ids in kinds.items():
        for name in dict.fromkeys(ids):
            if ids.count(name) > 1:
                yield f"{kind} {name}", "id", "stands twice", None
            if not _NAME.fullmatch(name):
                yield f"{kind} {name}", "id", f'"{name}" has other signs than letters, digits, - and _', None


def _priors(debate: Debate) -> Iterator[_Fault]:
    given: dict[str, Range | None] = {f"hypothesis {one.id}": one.prior for one in debate.hypothesis}
    given |= {f"relation {together(one.both)}": one.prior for one in debate.relation}
    lacking = [name for name, prior in given.items() if prior is None]
    if lacking and len(lacking) < len(given):
        yield from ((name, "prior", "is missing; state all priors, or none", None) for name in lacking)
        return
    yield from _sums("", [prior for prior in given.values() if prior is not None])


def _sums(where: str, priors: Iterable[Range]) -> Iterator[_Fault]:
    priors = list(priors)
    if not priors:
        return
    low, best, high = (sum(ends) for ends in zip(*priors, strict=True))
    if high < 1 - _ROUNDING or low > 1 + _ROUNDING:
        ends = f"{best:.4g}" if low == high else f"{low:.4g} to {high:.4g}"
        yield where, "prior", f"the priors sum to {ends}; they must be able to sum to 1", None


def _hypotheses(debate: Debate) -> Iterator[_Fault]:
    ids = [one.id for one in debate.hypothesis]
    tested = {name for one in debate.prediction for name in one.of}
    for one in debate.hypothesis:
        where = f"hypothesis {one.id}"
        yield from _unknown(where, "implies", one.implies, [name for name in ids if name != one.id])
        if one.id not in tested:
            why = f'has no prediction; write one with of = ["{one.id}"], so that time can prove it wrong'
            yield where, "prediction", why, None
    for relation in debate.relation:
        where = f"relation {together(relation.both)}"
        yield from _unknown(where, "both", relation.both, ids)
        if relation.both[0] == relation.both[1]:
            yield where, "both", "names one hypothesis twice", None


def _item(item: Item, debate: Debate) -> Iterator[_Fault]:
    where = f"item {item.id}"
    if item.on > debate.day:
        yield where, "on", f"{item.on} is after the day of the file, {debate.day}", None
    elif item.known > debate.day:
        yield where, "known", f"{item.known} is after the day of the file, {debate.day}", None
    if item.known < item.on:
        yield where, "known", f"{item.known} is before the event itself, {item.on}", None
    if not item.source.strip():
        yield where, "source", "an item without a source is no evidence", None
    if item.cluster:
        clusters = [one.id for one in debate.cluster]
        yield from _unknown(where, "cluster", (item.cluster,), clusters, "is named but never defined")
    others = [one.id for one in debate.entries if one.id != item.id]
    yield from _unknown(where, "withdraws", item.withdraws, others)
    yield from _unknown(where, "corrects", item.corrects, others)
    if item.likely or not item.withdraws or item.corrects:
        yield from _likelihoods(where, item.likely, debate)
    curved = any(isinstance(one, Curve) for one in item.likely.values())
    if curved and item.measure is None:
        yield where, "measure", "a likelihood in points needs measure = { figure = ... }", None
    if item.measure is not None and not curved:
        yield where, "likely", "no likelihood depends on the figure; write { points = [...] }", None
    if item.measure is not None and item.measure.on and item.measure.on > item.known:
        yield where, "measure.on", f"{item.measure.on} is after the item is known, {item.known}", None


def _likelihoods(
    where: str, likely: dict[str, Likelihood] | dict[str, Range], debate: Debate
) -> Iterator[_Fault]:
    ids = [one.id for one in debate.hypothesis]
    pairs = [together(one.both) for one in debate.relation]
    yield from _unknown(where, "likely", likely, [*ids, *pairs])
    lacking = [name for name in ids if name not in likely]
    if lacking:
        yield where, "likely", f"says nothing of {', '.join(lacking)}", None
    elif all(not isinstance(one, Curve) and one.best == 0 for one in likely.values()):
        yield where, "likely", "is impossible under every hypothesis", None


def _rings(debate: Debate) -> Iterator[_Fault]:
    """Items that set each other aside in a ring leave open which of them stands."""
    attacks = {item.id: item.attacks for item in debate.item}
    for item in debate.item:
        reached: set[str] = set()
        ahead = list(item.attacks)
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead += attacks.get(name, ())
        if item.id in reached:
            yield f"item {item.id}", "withdraws", "sets itself aside through the items it withdraws", None


def _prediction(one: Prediction, debate: Debate) -> Iterator[_Fault]:
    where = f"prediction {one.id}"
    if one.by < debate.asked:
        yield where, "by", f"{one.by} is before the question was asked, {debate.asked}", None
    yield from _unknown(where, "of", one.of, [h.id for h in debate.hypothesis])
    if one.cluster:
        clusters = [cluster.id for cluster in debate.cluster]
        yield from _unknown(where, "cluster", (one.cluster,), clusters, "is named but never defined")
    yield from _likelihoods(where, one.likely, debate)
    outcome = one.outcome
    if outcome is None:
        return
    if outcome.known > debate.day:
        yield where, "outcome.known", f"{outcome.known} is after the day of the file, {debate.day}", None
    elif outcome.known < debate.asked:
        why = f"{outcome.known} is before the question was asked, {debate.asked}; then it is an item, no prediction"
        yield where, "outcome.known", why, None
    if not outcome.source.strip():
        yield where, "outcome.source", "an outcome without a source is no evidence", None
    if not outcome.happened and one.likely and all(p.best == 1 for p in one.likely.values()):
        yield where, "outcome", "did not happen, which is impossible under every hypothesis", None


def _participant(one: Participant, debate: Debate) -> Iterator[_Fault]:
    where = f"participant {one.id}"
    ids = [h.id for h in debate.hypothesis]
    pairs = [together(relation.both) for relation in debate.relation]
    known = [e.id for e in debate.entries]
    yield from _unknown(where, "prior", one.prior, [*ids, *pairs])
    if one.prior and (lacking := [name for name in (*ids, *pairs) if name not in one.prior]):
        yield where, "prior", f"says nothing of {', '.join(lacking)}", None
    elif one.prior:
        yield from _sums(where, one.prior.values())
    yield from _unknown(where, "leaves_out", one.leaves_out, known)
    for reading in one.reading:
        yield from _unknown(where, "reading.item", (reading.item,), known)
        yield from _unknown(where, f"reading of {reading.item}", reading.likely, [*ids, *pairs])


def _unknown(
    where: str, field: str, names: Iterable[str], known: Iterable[str], why: str = "is not defined"
) -> Iterator[_Fault]:
    known = list(known)
    for name in names:
        if name not in known:
            yield where, field, f'"{name}" {why}', nearest(name, known)
