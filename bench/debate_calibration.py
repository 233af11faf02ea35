"""Is a weight of 70 % right in 70 of 100 debates? Simulated experts, truth known, dependence entered rightly and wrongly.

Usage: `python bench/debate_calibration.py [DEBATES [SVG]]`. Prints one table for each way in which reports come about, and draws
the curves. A debate has three readings, one of them true, and twelve reports: four sources with three outlets each. The expert
knows how likely a source reports under each reading; what varies is how the outlets of a source hang together, and what the
expert takes that to be.

copies: with the chance 0.8 the outlets repeat one report, else each finds out for itself. Outlets that contradict one another
are no copies, and the expert enters them as independent.
witness: each source rests on one witness, and each outlet tells what the witness saw, with an error in 15 of 100. The true joint
probability follows neither rule; `exact` is it.
"""

from __future__ import annotations

import sys
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from yalu.debate.evidence import Evidence
from yalu.debate.model import Cluster
from yalu.debate.posterior import log_evidence, shares
from yalu.debate.scale import Range

READINGS, SOURCES, OUTLETS = 3, 4, 3
SHARE, ERROR = 0.8, 0.15
EDGES = np.linspace(0, 1, 11)
SEED = 2016


class Curve(NamedTuple):
    """Per bin of stated weight: mean weight, how often the reading was true, how many; then the mean log score."""

    stated: np.ndarray
    true: np.ndarray
    count: np.ndarray
    score: float


def told(p: np.ndarray, seen: np.ndarray, clusters: list[Cluster | None]) -> np.ndarray:
    """The weights that yalu gives; p (n, READINGS) for each report being seen, `seen` (n) whether it was."""
    likely = np.where(seen[:, None], p, 1 - p)
    evidence = Evidence(
        tuple(f"E{n:02}" for n in range(len(seen))),
        tuple(clusters),
        np.repeat(likely[:, :, None], 3, axis=2),
        np.ones((len(seen), 3)),
        np.full((len(seen), 3), 0.5),
    )
    return shares(np.log(np.full(READINGS, 1 / READINGS)) + log_evidence(evidence))


def clusters_of(rule: str, share: float, seen: np.ndarray) -> list[Cluster | None]:
    """Each source a cluster; copies that contradict one another stand alone."""
    found: list[Cluster | None] = []
    for source in range(SOURCES):
        own = seen[source * OUTLETS : (source + 1) * OUTLETS]
        apart = rule == "copies" and own.any() and not own.all()
        one = Cluster(id=f"S{source}", what="", rule=rule, share=Range.exactly(share))  # type: ignore[arg-type]
        found += [None if apart else one] * OUTLETS
    return found


def copies(p: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Reports seen or not (n): one draw for a source, or one for each outlet."""
    alone = rng.random((SOURCES, OUTLETS)) < p[:, None]
    once = rng.random(SOURCES) < SHARE
    return np.where(once[:, None], alone[:, :1], alone).ravel()


def witness(p: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same, each outlet telling what one witness saw, with errors."""
    saw = (rng.random(SOURCES) < p)[:, None]
    return np.where(rng.random((SOURCES, OUTLETS)) < ERROR, ~saw, saw).ravel()


def exact_witness(p: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """The weights of somebody who knows about the witness."""
    logs = np.zeros(READINGS)
    for source, own in enumerate(seen.reshape(SOURCES, OUTLETS)):
        saw, not_saw = (np.prod(np.where(own == yes, 1 - ERROR, ERROR)) for yes in (True, False))
        logs += np.log(p[source] * saw + (1 - p[source]) * not_saw)
    return shares(logs)


def simulate(process: str, debates: int, rng: np.random.Generator) -> dict[str, Curve]:
    """The curves of each way to weigh the same debates."""
    rules = {
        "right share": ("copies", SHARE),
        "plain sum": ("copies", 0.0),
        "one voice each": ("copies", 1.0),
        "tempered, 0.5": ("tempered", 0.5),
        "tempered, 0.8": ("tempered", 0.8),
    }
    if process == "witness":
        del rules["right share"], rules["one voice each"]
        rules["tempered, 1"] = ("tempered", 1.0)
    weights: dict[str, list[np.ndarray]] = {name: [] for name in rules} | (
        {"exact": []} if process == "witness" else {}
    )
    truths = []
    for _ in range(debates):
        source = rng.uniform(0.1, 0.9, (SOURCES, READINGS))
        truth = int(rng.integers(READINGS))
        seen = (copies if process == "copies" else witness)(source[:, truth], rng)
        outlet = source if process == "copies" else source * (1 - ERROR) + (1 - source) * ERROR
        each = np.repeat(outlet, OUTLETS, axis=0)
        for name, (rule, share) in rules.items():
            weights[name].append(told(each, seen, clusters_of(rule, share, seen)))
        if process == "witness":
            weights["exact"].append(exact_witness(source, seen))
        truths.append(truth)
    return {name: curve(np.array(found), np.array(truths)) for name, found in weights.items()}


def curve(weights: np.ndarray, truths: np.ndarray) -> Curve:
    """All readings of all debates together, by their stated weight."""
    true = (np.arange(READINGS) == truths[:, None]).ravel()
    flat = weights.ravel()
    place = np.clip(np.digitize(flat, EDGES) - 1, 0, len(EDGES) - 2)
    count = np.bincount(place, minlength=len(EDGES) - 1)
    with np.errstate(invalid="ignore"):
        stated = np.bincount(place, flat, len(EDGES) - 1) / count
        often = np.bincount(place, true, len(EDGES) - 1) / count
    given = weights[np.arange(len(truths)), truths]
    return Curve(stated, often, count, float(-np.log(np.maximum(given, 1e-12)).mean()))


def table(curves: dict[str, Curve]) -> str:
    """True in so many of 100, by stated weight; then how far off on average, and the log score."""
    lines = ["| stated weight | " + " | ".join(curves) + " |", "|---|" + "---|" * len(curves)]
    for at, (low, high) in enumerate(pairwise(EDGES)):
        cells = [f"{one.true[at]:.0%}".replace("%", " %") if one.count[at] else "" for one in curves.values()]
        lines.append(f"| {low * 100:.0f} to {high * 100:.0f} % | " + " | ".join(cells) + " |")
    lines.append(
        "| mean distance, points | " + " | ".join(f"{off(one) * 100:.1f}" for one in curves.values()) + " |"
    )
    lines.append("| mean log score | " + " | ".join(f"{one.score:.3f}" for one in curves.values()) + " |")
    return "\n".join(lines)


def off(one: Curve) -> float:
    """How far stated and true lie apart, weighted by how often each weight is stated."""
    held = one.count > 0
    return float(np.average(np.abs(one.stated - one.true)[held], weights=one.count[held]))


def drawing(panels: dict[str, dict[str, Curve]]) -> str:
    """Stated weight across, true share up, one panel for each process; the grey line is what should be."""
    styles = {
        "right share": ("#17191c", ""),
        "exact": ("#17191c", ""),
        "plain sum": ("#b3261e", "7 4"),
        "one voice each": ("#1f5fa8", "2 3"),
        "tempered, 0.5": ("#8a6100", "9 3 2 3"),
        "tempered, 0.8": ("#5b3a8c", "12 4"),
        "tempered, 1": ("#1f5fa8", "2 3"),
    }
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 400" font-family="sans-serif" font-size="12">'
    ]
    parts.append('<rect width="760" height="400" fill="#ffffff"/>')
    for panel, (title, curves) in enumerate(panels.items()):
        left, base, size = 50 + 380 * panel, 300, 260
        parts.append(f'<text x="{left}" y="28" font-weight="bold">{title}</text>')
        parts.append(f'<text x="{left + size}" y="{base - 6}" text-anchor="end">stated weight, %</text>')
        parts.append(f'<text x="{left + 6}" y="{base - size + 12}">true, in 100 cases</text>')
        parts.append(f'<path d="M{left} {base}L{left + size} {base - size}" stroke="#999" fill="none"/>')
        parts.append(f'<path d="M{left} {base - size}V{base}H{left + size}" stroke="#17191c" fill="none"/>')
        for tick, (x, y) in product((0, 50, 100), ((1, 0), (0, 1))):
            at = size * tick / 100
            place = (left + at, base + 16, "middle") if x else (left - 6, base - at * y + 4, "end")
            parts.append(
                f'<text x="{place[0]:.0f}" y="{place[1]:.0f}" text-anchor="{place[2]}">{tick}</text>'
            )
        for at, (name, one) in enumerate(curves.items()):
            hue, dash = styles[name]
            held = one.count >= 30
            points = " ".join(
                f"{left + size * s:.1f},{base - size * t:.1f}"
                for s, t in zip(one.stated[held], one.true[held], strict=True)
            )
            line = f'stroke="{hue}" stroke-width="2" stroke-dasharray="{dash}" fill="none"'
            y = base + 38 + 17 * (at // 2)
            x = left + 140 * (at % 2)
            parts.append(f'<polyline points="{points}" {line}/><path d="M{x} {y - 4}h26" {line}/>')
            parts.append(f'<text x="{x + 32}" y="{y}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Prints the tables and writes the drawing."""
    debates = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    titles = {"copies": "Outlets copy one another", "witness": "One witness behind three outlets"}
    panels = {}
    for process, title in titles.items():
        panels[title] = simulate(process, debates, np.random.default_rng(SEED))
        print(f"{title}; {debates} debates, seed {SEED}\n\n{table(panels[title])}\n")
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(drawing(panels), encoding="utf-8")


if __name__ == "__main__":
    main()
