"""What was known on each day, and what followed from it?

Shapes: one `PathDay` for the day of the question, one for each day on which something became known, one for the last day.
Ranges on the way rest on fewer draws than the last one where a debate is large, at least `FEWEST`.
A day costs what became known on it: a cluster takes in its new items, and is made anew only where one of its items was set
aside or its figure was revised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yalu.debate.dependence import Pool, order
from yalu.debate.evidence import evidence_of, piece_of, pieces, set_aside
from yalu.debate.findings import PathDay
from yalu.debate.model import worlds
from yalu.debate.posterior import Draws, by_hypothesis, log_priors, members, prior_draws, quantiles, shares

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yalu.debate.evidence import Figures, Floats, Piece
    from yalu.debate.model import Cluster, Debate, Item

__all__ = ["FEWEST", "path", "path_days"]

FEWEST = 1_000
_FLOOR = -690.0  # logarithm of about 1e-300
_ROOM = 5_000_000  # numbers drawn anew over all days together


def path_days(debate: Debate, on: date) -> dict[date, tuple[str, ...]]:
    """The days of the path with what became known on each."""
    days: dict[date, list[str]] = {debate.asked: []}
    known = [(item.known, item.id) for item in debate.item]
    known += [(one.outcome.known, one.id) for one in debate.prediction if one.outcome]
    for day, name in sorted(known):
        if day <= on:
            days.setdefault(max(day, debate.asked), []).append(name)
    days.setdefault(on, [])
    return {day: tuple(days[day]) for day in sorted(days)}


def path(debate: Debate, on: date, figures: Figures, key: int, draws: int) -> tuple[PathDay, ...]:
    """The hypotheses day by day up to `on`; what was known before the question counts on its day."""
    days = path_days(debate, on)
    held = members(debate)
    count = max(1, min(draws, max(FEWEST, _ROOM // (len(days) * len(held)))))
    best = _Replay(debate, on, figures, log_priors(debate)[None], None)
    drawn = _Replay(debate, on, figures, prior_draws(debate, key, count), (key, count))
    found = []
    for day, names in days.items():
        p = (shares(best.on(day, names)) @ held)[0]
        low, high = quantiles(shares(drawn.on(day, names)) @ held, p)
        best_values, low_values, high_values = (by_hypothesis(debate, ends) for ends in (p, low, high))
        found.append(PathDay(day=day, p=best_values, low=low_values, high=high_values, items=names))
    return tuple(found)


class _Replay:
    """The logarithm of each world's weight from day to day, at the best values or in draws."""

    def __init__(
        self, debate: Debate, on: date, figures: Figures, prior: Floats, drawn: tuple[int, int] | None
    ) -> None:
        self._debate, self._figures, self._total = debate, figures, prior
        self._ways = worlds(debate)
        self._evidence = evidence_of(debate, [one for one in pieces(debate, on, figures) if one.likely])
        self._draws = Draws(self._evidence, *drawn) if drawn else None
        self._at = {name: at for at, name in enumerate(self._evidence.ids)}
        self._places = order(self._evidence)
        self._attackers = [item for item in debate.item if item.attacks]
        self._moving = [item for item in debate.item if item.measure and not item.measure.on]
        self._known: set[str] = set()
        self._standing: set[str] = set()
        self._pools: dict[str, tuple[set[str], Pool]] = {}

    def on(self, day: date, names: Iterable[str]) -> Floats:
        """The logarithms once the names have become known too; (D, W), or (1, W) while nothing is open."""
        self._known.update(name for name in names if name in self._at)
        aside = {name for name, why in set_aside(self._attackers_by(day)).items() if why}
        revised: list[Piece] = []
        for item in self._moving:
            if item.id in self._known:
                piece = piece_of(item, self._ways, day, self._figures, {})
                aside |= {item.id} if piece.aside else set()
                revised += [piece] if self._differs(piece) else []
        standing = self._known - aside
        changed = {piece.id for piece in revised}
        self._drop((self._standing - standing) | (self._standing & changed))
        for piece in revised:
            self._revise(piece)
        self._take(standing - self._standing)
        return self._total

    def _attackers_by(self, day: date) -> list[Item]:
        return [item for item in self._attackers if item.known <= day]

    def _differs(self, piece: Piece) -> bool:
        return not piece.aside and not np.array_equal(self._evidence.likely[self._at[piece.id]], piece.likely)

    def _revise(self, piece: Piece) -> None:
        at = self._at[piece.id]
        self._evidence.likely[at], self._evidence.chance[at] = piece.likely, piece.chance
        self._places = order(self._evidence)

    def _logs(self, name: str) -> Floats:
        """One report; what is ruled out keeps a finite weight, so that it can be taken back."""
        at = self._at[name]
        if self._draws:
            return np.maximum(self._draws.piece(at), _FLOOR)
        with np.errstate(divide="ignore"):
            logs: Floats = np.maximum(np.log(self._evidence.reported_at(at)), _FLOOR)
        return logs[None]

    def _drop(self, names: set[str]) -> None:
        for name in sorted(names):
            cluster = self._evidence.clusters[self._at[name]]
            self._standing.discard(name)
            if cluster is None:
                self._total = self._total - self._logs(name)
            else:
                held, pool = self._pools.pop(cluster.id)
                self._total = self._total - pool.logs()
                held.discard(name)
                self._pour(cluster, held)

    def _take(self, names: set[str]) -> None:
        for name in sorted(names):
            cluster = self._evidence.clusters[self._at[name]]
            self._standing.add(name)
            if cluster is None:
                self._total = self._total + self._logs(name)
            else:
                self._pour(cluster, {name})

    def _pour(self, cluster: Cluster, names: set[str]) -> None:
        """Takes items into their cluster, which is begun where there is none."""
        if not names:
            return
        if cluster.id in self._pools:
            held, pool = self._pools[cluster.id]
            self._total = self._total - pool.logs()
        else:
            share = self._draws.share(cluster) if self._draws else cluster.share.best
            held, pool = set(), Pool(cluster.rule, share)
        for name in sorted(names):
            pool.add(self._places[self._at[name]], self._logs(name))
        self._pools[cluster.id] = (held | names, pool)
        self._total = self._total + pool.logs()
