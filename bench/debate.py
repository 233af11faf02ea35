"""How long does a large debate take? 1,000 items, 10 hypotheses, 10,000 draws, every likelihood an interval.

Usage: `python bench/debate.py [ITEMS [HYPOTHESES [DRAWS]]]`. Prints seconds and the most memory held, for the whole weighing
(path, range, influence, flip) and for the range alone; beside them what plain numpy takes for the range of independent items.
A hundred clusters of five, half of them copies; the other items stand alone. Each item becomes known on a day of its own.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from yalu.debate.evidence import evidence_on, no_figures
from yalu.debate.model import Cluster, Debate, Hypothesis, Item
from yalu.debate.scale import Range
from yalu.debate.weigh import stands, weigh

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.debate.evidence import Evidence

START = date(2016, 3, 2)


def large(items: int, hypotheses: int) -> Debate:
    """A debate of random likelihoods, all in intervals."""
    rng = np.random.default_rng(7)
    names = [f"H{n}" for n in range(hypotheses)]

    def likely() -> dict[str, Range]:
        middles = rng.uniform(0.2, 0.8, hypotheses)
        return {name: Range(m - 0.1, m, m + 0.1) for name, m in zip(names, map(float, middles), strict=True)}

    return Debate(
        schema=1,
        question="How long does it take?",
        asked=START,
        day=START + timedelta(days=items),
        hypothesis=tuple(Hypothesis(id=name, name=name) for name in names),
        cluster=tuple(
            Cluster(id=f"C{n}", what="", rule="copies" if n % 2 else "tempered", share=Range(0.3, 0.5, 0.7))
            for n in range(100)
        ),
        item=tuple(
            Item(
                id=f"E{n}",
                what="",
                on=START + timedelta(days=n),
                known=START + timedelta(days=n),
                source="simulated",
                cluster=f"C{n % 100}" if n < 500 else "",
                reliability=Range(0.8, 0.9, 0.95),
                likely=likely(),
            )
            for n in range(items)
        ),
    )


def plain(evidence: Evidence, draws: int, rng: np.random.Generator) -> np.ndarray:
    """What anybody would write: every interval drawn, multiplied as if all items were independent, and the ends of the range."""
    total = np.zeros((draws, evidence.likely.shape[1]))
    for likely, trust, chance in zip(evidence.likely, evidence.reliability, evidence.chance, strict=True):
        p = rng.uniform(likely[:, 0], likely[:, 2], (draws, len(likely)))
        r = rng.uniform(trust[0], trust[2], (draws, 1))
        total += np.log(r * p + (1 - r) * chance[1])
    weights = np.exp(total - total.max(axis=1, keepdims=True))
    return np.quantile(weights / weights.sum(axis=1, keepdims=True), [0.05, 0.95], axis=0)


def seconds(work: Callable[[], object]) -> float:
    """The best of three."""
    found = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def main() -> None:
    """Prints the table."""
    given = [int(text) for text in sys.argv[1:]]
    items, hypotheses, draws = [*given, *[1_000, 10, 10_000][len(given) :]]
    debate = large(items, hypotheses)
    evidence = evidence_on(debate, debate.day, no_figures)
    peer = seconds(lambda: plain(evidence, draws, np.random.default_rng(1)))
    only = seconds(lambda: stands(debate, evidence, 1, draws))
    whole = seconds(lambda: weigh(debate, on=debate.day, rng=np.random.default_rng(1), draws=draws))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{items} items, {hypotheses} hypotheses, {draws} draws")
    print(f"  whole weighing       {whole:6.2f} s  {whole / peer:5.2f} of plain numpy")
    print(f"  range alone          {only:6.2f} s  {only / peer:5.2f} of plain numpy")
    print(f"  plain numpy, range   {peer:6.2f} s")
    print(f"  most memory held     {memory:6.0f} MB")


if __name__ == "__main__":
    main()
