"""Which pieces of evidence stand on a day, and what does each say?

A piece is an item, or the outcome of a prediction, known by the day. An item that another standing item withdraws or corrects is
set aside; where that other is itself set aside, the first stands again (the grounded labelling of Dung 1995).
Shapes: arrays run over pieces n, worlds W and the three values low, best, high.
Assumes that a computed item without a figure on the day says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from yalu.debate.model import Curve, Figure, worlds
from yalu.debate.scale import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from yalu.debate.model import Cluster, Debate, Item, Likelihood, Prediction, World

__all__ = [
    "Evidence", "Figures", "Floats", "Piece",
    "by_world", "evidence_of", "evidence_on", "no_figures", "piece_of", "pieces", "set_aside",
]  # fmt: skip

Floats = NDArray[np.floating[Any]]
Figures = Callable[[str, "date"], Figure | None]


def no_figures(address: str, on: date) -> Figure | None:
    """The figures of a debate that computes none."""
    del address, on
    return None


@dataclass(frozen=True, slots=True)
class Piece:
    """An item or the outcome of a prediction, with its likelihoods by world on a day.

    `aside` says why it does not count, or is empty; `figure` is what a computed item read.
    """

    id: str
    known: date
    cluster: str
    likely: tuple[Range, ...]
    reliability: Range
    chance: Range
    aside: str = ""
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The pieces that count, in the order of their ids, so that the order of the file plays no part.

    likely (n, W, 3): probability of each piece if its report is informed; reliability (n, 3): that it is;
    chance (n, 3): of the report from somebody uninformed.
    """

    ids: tuple[str, ...]
    clusters: tuple[Cluster | None, ...]
    likely: Floats
    reliability: Floats
    chance: Floats

    @property
    def reported(self) -> Floats:
        """The probability of each report under each world at the best values (n, W)."""
        return self.reported_at(slice(None))

    def reported_at(self, at: int | slice) -> Floats:
        """The same of some pieces."""
        trust, chance = self.reliability[at, 1, None], self.chance[at, 1, None]
        return trust * self.likely[at, :, 1] + (1 - trust) * chance

    def without(self, name: str) -> Evidence:
        """The evidence less one piece."""
        return self.kept([one != name for one in self.ids])

    def kept(self, keep: Sequence[bool]) -> Evidence:
        """The pieces for which `keep` is true."""
        at = [index for index, held in enumerate(keep) if held]
        return Evidence(
            tuple(self.ids[i] for i in at),
            tuple(self.clusters[i] for i in at),
            self.likely[at],
            self.reliability[at],
            self.chance[at],
        )


def evidence_on(debate: Debate, on: date, figures: Figures) -> Evidence:
    """The evidence that counts on a day."""
    return evidence_of(debate, [one for one in pieces(debate, on, figures) if not one.aside])


def evidence_of(debate: Debate, counted: Iterable[Piece]) -> Evidence:
    """The evidence that pieces make up."""
    counted = sorted(counted, key=lambda one: one.id)
    defined = {one.id: one for one in debate.cluster}
    shape = (len(counted), len(worlds(debate)), 3)
    return Evidence(
        tuple(one.id for one in counted),
        tuple(defined.get(one.cluster) for one in counted),
        np.array([one.likely for one in counted], dtype=np.float64).reshape(shape),
        np.array([one.reliability for one in counted], dtype=np.float64).reshape(-1, 3),
        np.array([one.chance for one in counted], dtype=np.float64).reshape(-1, 3),
    )


def pieces(debate: Debate, on: date, figures: Figures) -> tuple[Piece, ...]:
    """Every piece known by a day, with why it does not count where it does not."""
    ways = worlds(debate)
    items = [item for item in debate.item if item.known <= on]
    aside = set_aside(items)
    found = [piece_of(item, ways, on, figures, aside) for item in items]
    found += [
        _of_outcome(one, ways, aside)
        for one in debate.prediction
        if one.outcome is not None and one.outcome.known <= on
    ]
    return tuple(found)


def set_aside(items: Iterable[Item]) -> dict[str, str]:
    """Which names are set aside, and by what. Rings are refused when a file is read, so the labelling is complete."""
    attackers: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        for verb, names in (("withdrawn", item.withdraws), ("corrected", item.corrects)):
            for name in names:
                attackers.setdefault(name, []).append((item.id, f"{verb} by {item.id}"))
    labels: dict[str, str] = {}

    def label(name: str) -> str:
        if name not in labels:
            standing = [words for by, words in attackers.get(name, ()) if not label(by)]
            labels[name] = min(standing, default="")
        return labels[name]

    return {name: label(name) for name in attackers}


def piece_of(
    item: Item, ways: Sequence[World], on: date, figures: Figures, aside: Mapping[str, str]
) -> Piece:
    """An item as it stands on a day; `aside` are the names set aside, with why."""
    why = aside.get(item.id, "") or ("" if item.likely else "withdraws only")
    figure = None
    if item.measure is not None:
        figure = figures(item.measure.figure, item.measure.on or on)
        if figure is None and not why:
            why = "no figure on this day"
    read = {name: _read(said, figure) for name, said in item.likely.items()}
    likely = by_world(read, ways) if read else ()
    return Piece(
        id=item.id,
        known=item.known,
        cluster=item.cluster,
        likely=likely,
        reliability=item.reliability,
        chance=item.chance or _uninformed(likely),
        aside=why,
        figure=figure,
    )


def _of_outcome(one: Prediction, ways: Sequence[World], aside: Mapping[str, str]) -> Piece:
    outcome = one.outcome
    assert outcome is not None  # noqa: S101  asked of predictions that have one
    likely = by_world(one.likely, ways)
    if not outcome.happened:
        likely = tuple(Range(1 - p.high, 1 - p.best, 1 - p.low) for p in likely)
    return Piece(
        id=one.id,
        known=outcome.known,
        cluster=one.cluster,
        likely=likely,
        reliability=outcome.reliability,
        chance=_uninformed(likely),
        aside=aside.get(one.id, ""),
    )


def _read(said: Likelihood, figure: Figure | None) -> Range:
    if not isinstance(said, Curve):
        return said
    if figure is None:
        return Range(0.0, 0.5, 1.0)  # shown nowhere: the piece is set aside
    return said.over(figure.low, figure.value, figure.high)


def by_world(likely: Mapping[str, Range], ways: Sequence[World]) -> tuple[Range, ...]:
    """Where two hypotheses hold together and nothing is stated, anything between the two, the middle as best."""
    found = []
    for way in ways:
        if way.name in likely:
            found.append(likely[way.name])
        else:
            one, other = (likely[name] for name in way.name.split("+"))
            low, high = min(one.low, other.low), max(one.high, other.high)
            found.append(Range(low, (one.best + other.best) / 2, high))
    return tuple(found)


def _uninformed(likely: Sequence[Range]) -> Range:
    """Halfway between the highest and the lowest likelihood: a hypothesis split in two changes nothing."""
    best = [one.best for one in likely]
    return Range.exactly((min(best) + max(best)) / 2 if best else 0.5)
