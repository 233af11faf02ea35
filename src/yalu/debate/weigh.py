"""Which account does the evidence support on this day, how firmly, and what would change that?

The whole answer, gathered from the other files of this part. Figures of other parts come in through `figures`, the
day as `on`, chance as `rng`; the same arguments give the same weighing, whatever the order of the items in the file.
"""

from __future__ import annotations

import dataclasses
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

from yalu.debate import ach
from yalu.debate.dependence import spread
from yalu.debate.evidence import evidence_on, no_figures, pieces
from yalu.debate.findings import Ends, Factor, Stand, View, Weighed, Weighing
from yalu.debate.flip import flips
from yalu.debate.influence import influence
from yalu.debate.look_for import look_for
from yalu.debate.model import worlds
from yalu.debate.participants import as_seen_by, differences
from yalu.debate.path import path
from yalu.debate.posterior import (
    Draws,
    Sum,
    by_hypothesis,
    draw_key,
    log_priors,
    members,
    posterior,
    prior_draws,
    quantiles,
    shares,
)
from yalu.debate.scale import Range
from yalu.debate.scores import mean_score, prediction_scores, tally
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yalu.debate.evidence import Evidence, Figures, Floats, Piece
    from yalu.debate.influence import Influence
    from yalu.debate.model import Debate, Item, Participant, Prediction

__all__ = ["DRAWS", "stands", "weigh"]

DRAWS = 10_000
_TELLS = 1.05  # an item that changes no odds by more than a twentieth discriminates nothing


def weigh(
    debate: Debate,
    *,
    on: date,
    rng: np.random.Generator,
    seed: int = 0,
    figures: Figures = no_figures,
    draws: int = DRAWS,
) -> Weighing:
    """The debate weighed on a day.

    Args:
        seed: the seed behind `rng`, kept in the answer so that it can be made again.
        figures: the figure at an address on a day, for computed items.

    Raises:
        BadInput: the day is before the question, or the evidence is impossible under every hypothesis.
    """
    if on < debate.asked:
        raise BadInput(f"the question was put on {debate.asked}; {on} is before it")
    key = draw_key(rng)
    evidence = evidence_on(debate, on, figures)
    found = stands(debate, evidence, key, draws)
    order = sorted(found, key=lambda name: -found[name].p)
    leader = [one.id for one in debate.hypothesis].index(order[0])
    ways = [way.name for way in worlds(debate)]
    scored = prediction_scores(debate, on, figures)
    days = path(debate, on, figures, key, draws)
    last = replace(
        days[-1],
        low={name: one.low for name, one in found.items()},
        high={name: one.high for name, one in found.items()},
    )
    return Weighing(
        question=debate.question,
        about=debate.about,
        asked=debate.asked,
        day=debate.day,
        on=on,
        names={one.id: one.name for one in debate.hypothesis},
        leader=order[0],
        runner_up=order[1],
        posterior=found,
        exclusive=all(len(way.holds) == 1 for way in worlds(debate)),
        path=(*days[:-1], last),
        items=_items(debate, on, figures, evidence, influence(debate, evidence, leader, rng)),
        start=dict(zip(ways, map(float, np.exp(log_priors(debate))), strict=True)),
        sum=_factors(evidence, ways),
        nothing=_nothing(evidence),
        flip=flips(debate, evidence),
        look_for=look_for(debate, evidence, on),
        predictions=scored,
        tally=tally(debate, scored),
        participants=tuple(_view(debate, one, on, figures, key, draws) for one in debate.participant),
        differences=differences(debate, on, figures, leader),
        if_independent=_if(debate, evidence, 0.0),
        if_copies=_if(debate, evidence, 1.0),
        ach=ach.count(debate, evidence),
        notes=(*_leaning(found), *_notes(debate, on, figures)),
        draws=draws,
        seed=seed,
    )


def stands(debate: Debate, evidence: Evidence, key: int, draws: int) -> dict[str, Stand]:
    """Each hypothesis with its range."""
    held = members(debate)
    best = posterior(debate, evidence)
    drawn = shares(prior_draws(debate, key, draws) + Draws(evidence, key, draws).logs()) @ held
    low, high = quantiles(drawn, best)
    start = np.exp(log_priors(debate)) @ held
    first = drawn.argmax(axis=-1) if len(drawn) > 1 else np.array([best.argmax()])
    return {
        one.id: Stand(
            p=float(best[at]),
            low=float(low[at]),
            high=float(high[at]),
            start=float(start[at]),
            leads=float((first == at).mean()),
        )
        for at, one in enumerate(debate.hypothesis)
    }


def _if(debate: Debate, evidence: Evidence, share: float) -> dict[str, float]:
    """The best values with every cluster at one share: 0 is a plain sum, 1 counts each source once."""
    clusters = tuple(one and replace(one, share=Range.exactly(share)) for one in evidence.clusters)
    return by_hypothesis(debate, posterior(debate, dataclasses.replace(evidence, clusters=clusters)))


def _factors(evidence: Evidence, ways: list[str]) -> tuple[Factor, ...]:
    """The sum by cluster: what each takes into the product."""
    total = Sum(evidence)
    found = []
    for group, part in zip(total.groups, total.parts, strict=True):
        cluster = evidence.clusters[group.at[0]]
        shared = cluster is not None and len(group.at) > 1
        found.append(
            Factor(
                name=cluster.id if cluster else evidence.ids[group.at[0]],
                rule=group.rule if shared else "",
                share=group.share.best if shared and group.share else None,
                items=tuple(evidence.ids[at] for at in group.at),
                p=dict(zip(ways, map(float, np.exp(part)), strict=True)),
            )
        )
    return tuple(found)


def _nothing(evidence: Evidence) -> tuple[str, ...]:
    """Items that change no odds to speak of between any two hypotheses."""
    with np.errstate(divide="ignore"):
        width = spread(np.log(evidence.reported)) if evidence.ids else np.zeros(0)
    return tuple(name for name, one in zip(evidence.ids, width, strict=True) if one <= np.log(_TELLS))


def _items(
    debate: Debate, on: date, figures: Figures, evidence: Evidence, moved: Influence
) -> tuple[Weighed, ...]:
    """Everything known by the day, what moves most first, what does not count last."""
    at = {name: place for place, name in enumerate(evidence.ids)}
    source: dict[str, Item | Prediction] = {one.id: one for one in debate.entries}
    found = [
        _weighed(debate, source[piece.id], piece, at.get(piece.id), evidence.reported, moved)
        for piece in pieces(debate, on, figures)
    ]
    return tuple(sorted(found, key=lambda one: (one.state != "counts", -abs(one.influence), one.id)))


def _weighed(
    debate: Debate,
    one: Item | Prediction,
    piece: Piece,
    at: int | None,
    reported: Floats,
    moved: Influence,
) -> Weighed:
    names = [way.name for way in worlds(debate)]
    likely = dict(zip(names, piece.likely, strict=False)) if not piece.aside.startswith("no figure") else {}
    return Weighed(
        id=piece.id,
        **_told(one),
        known=piece.known,
        cluster=piece.cluster,
        state=piece.aside or "counts",
        likely={name: Ends(low=p.low, best=p.best, high=p.high) for name, p in likely.items()},
        reported={} if at is None else dict(zip(names, map(float, reported[at]), strict=True)),
        reliability=piece.reliability.best,
        figure=piece.figure.words if piece.figure else "",
        figure_sources=piece.figure.sources if piece.figure else (),
        influence=0.0 if at is None else float(moved.shapley[at]),
        error=0.0 if at is None else float(moved.error[at]),
        leave_one_out=0.0 if at is None else float(moved.left_out[at]),
        points=0.0 if at is None else float(moved.points[at]),
    )


def _told(one: Item | Prediction) -> dict[str, Any]:
    """What the file says of an item, or of the outcome of a prediction."""
    outcome = getattr(one, "outcome", None)
    if outcome is None:
        return {"kind": one.kind, "what": one.what, "on": one.on, "source": one.source, "note": one.note}  # type: ignore[union-attr]
    verb = "happened" if outcome.happened else "did not happen"
    return {
        "kind": "outcome",
        "what": f"{one.what}: {verb}",
        "on": outcome.known,
        "source": outcome.source,
        "note": outcome.note,
    }


def _view(debate: Debate, who: Participant, on: date, figures: Figures, key: int, draws: int) -> View:
    own = as_seen_by(debate, who)
    return View(
        id=who.id,
        name=who.name,
        source=who.source,
        note=who.note,
        posterior=stands(own, evidence_on(own, on, figures), key, draws),
        path=path(own, on, figures, key, 1),
        score=mean_score([one.debate for one in prediction_scores(own, on, figures)]),
    )


def _leaning(found: dict[str, Stand]) -> Iterator[str]:
    """Where intervals reach farther to one side than to the other, the best value may be no usual draw."""
    outside = [name for name, one in found.items() if not one.low <= one.p <= one.high]
    if outside:
        yield f"The best value of {', '.join(outside)} lies outside its range: the intervals entered lean to one side."


def _notes(debate: Debate, on: date, figures: Figures) -> Iterator[str]:
    """What a reader must know before trusting the numbers."""
    if on > debate.day:
        yield f"The file is entered up to {debate.day}; nothing later is in it."
    assumed = [one.id for one in debate.item if one.kind == "assumed" and one.known <= on]
    if assumed:
        yield f"Assumed, not observed: {', '.join(assumed)}."
    counted = {one.id for one in pieces(debate, on, figures) if not one.aside}
    loose = sorted((one.source, one.id) for one in debate.item if one.id in counted and not one.cluster)
    for _, same in groupby(loose, key=lambda pair: pair[0]):
        ids = [name for _, name in same]
        if len(ids) > 1:
            yield f"Counted as independent though from one source: {', '.join(ids)}; a cluster would say how they hang together."
    blind = [one.id for one in pieces(debate, on, figures) if one.aside.startswith("no figure")]
    if blind:
        yield f"Without a figure on this day, and not counted: {', '.join(blind)}."
    due = [
        one.id for one in debate.prediction if one.by < on and (one.outcome is None or one.outcome.known > on)
    ]
    if due:
        yield f"Due, and no outcome entered by this day: {', '.join(due)}."
