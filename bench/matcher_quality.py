"""How good is the matcher on the labelled pairs? Prints precision, recall, F1 and AUC of each set with its bar.

Usage: `YALU_TEST_DATA=FOLDER python bench/matcher_quality.py [SET...] [--errors]`; the folder holds `matching/`.
"""

import json
import os
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from yalu.screen.names import Matcher, score_pair
from yalu.screen.party import party_of_ftm
from yalu.screen.read import Tables, tables
from yalu.screen.weights import REVIEW

BARS = {
    "kp_names": 0.93, "kp_figures": 0.97, "kp_entities": 0.98, "kp_vessels": 1.0, "nk_name_cases": 0.83, "nk_entity_checks": 0.90,
    "ssb_perturb": 0.955,
}  # fmt: skip


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """The area under the curve, ties counted half."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        tied = scores == value
        ranks[tied] = ranks[tied].mean()
    positive = labels.sum()
    return float(
        (ranks[labels].sum() - positive * (positive + 1) / 2) / (positive * (len(labels) - positive))
    )


def measure(rows: list[dict], found: list) -> tuple[float, float, float]:
    """Precision, recall and F1 of outcome match."""
    label = np.array([r["match"] for r in rows])
    said = np.array([h.outcome == "match" for h in found])
    hit = (label & said).sum()
    precision, recall = hit / max(said.sum(), 1), hit / max(label.sum(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Prints a line for each set."""
    folder = Path(os.environ["YALU_TEST_DATA"]) / "matching"
    show = "--errors" in sys.argv
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")] or list(BARS)
    table = tables()
    print(f"{'set':18}{'n':>6}{'P':>8}{'R':>8}{'F1':>8}{'bar':>7}{'AUC':>8}")
    for name in (n for n in wanted if n != "un"):
        rows = [json.loads(line) for line in (folder / f"pairs_{name}.jsonl").read_text("utf-8").splitlines()]
        found = [score_pair(party_of_ftm(r["query"]), party_of_ftm(r["candidate"]), table) for r in rows]
        judged = [i for i, r in enumerate(rows) if r["category"] != "kp-cross-list-dob-conflict"]
        kept, hits = [rows[i] for i in judged], [found[i] for i in judged]
        p, r, f = measure(kept, hits)
        area = auc(np.array([h.score for h in hits]), np.array([x["match"] for x in kept]))
        print(f"{name:18}{len(kept):6}{p:8.3f}{r:8.3f}{f:8.3f}{BARS[name]:7.3f}{area:8.3f}")
        if name == "kp_names":
            strong = [i for i, x in enumerate(kept) if x["quality"] != "WEAK"]
            p, r, f = measure([kept[i] for i in strong], [hits[i] for i in strong])
            print(f"{'  without WEAK':18}{len(strong):6}{p:8.3f}{r:8.3f}{f:8.3f}{0.96:7.3f}")
        by = defaultdict(lambda: [0, 0, 0])
        for x, h in zip(rows, found, strict=True):
            line = by[x["category"], x["match"]]
            line[0] += 1
            line[1] += h.outcome == "match"
            line[2] += h.outcome == "review"
        for (category, match), (n, matched, review) in sorted(by.items()):
            wrong = n - matched if match else matched
            if wrong:
                print(
                    f"    {category:48} {'match' if match else 'other'} n={n} match={matched} review={review}"
                )
        if show:
            for x, h in zip(kept, hits, strict=True):
                if (h.outcome == "match") != x["match"]:
                    one, two = ("; ".join(party_of_ftm(x[s]).names) for s in ("query", "candidate"))
                    print(
                        f"      {'+' if x['match'] else '-'} {h.score:.3f} {x['quality'][0]} "
                        f"{one[:70]} | {two[:90]} | {x.get('note', '')[:40]}"
                    )
    if "un" in wanted or wanted == list(BARS):
        screening(folder, table)


def screening(folder: Path, table: Tables) -> None:
    """The UN list against the screening queries, by candidates and, for a part, against every name."""
    matcher = Matcher.of(
        [
            party_of_ftm(json.loads(x))
            for x in (folder / "screen_list_un.jsonl").read_text("utf-8").splitlines()
        ],
        table,
    )
    rows = [json.loads(line) for line in (folder / "screen_queries.jsonl").read_text("utf-8").splitlines()]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    missed = []
    for row in rows:
        hits = matcher.screen(party_of_ftm(row), explain=False)
        right = [h for h in hits if h.id in row["expected"]] if row["expected"] else hits
        line = counts[row["kind"]]
        line[0] += 1
        line[1] += bool(right) and right[0].outcome == "match"
        line[2] += bool(right) and right[0].outcome == "review"
        if row["expected"] and not right:
            missed.append(row["properties"]["name"])
    for kind, (n, match, review) in sorted(counts.items()):
        print(f"UN screening {kind:16}{n:6} match {match:5} review {review:5}")
    print("missed:", missed)
    lost = found = 0
    for row in rows[::10]:
        party = party_of_ftm(row)
        full = {i for i, score in matcher.scores(party, every=True).items() if score >= REVIEW}
        found += len(full)
        lost += len(full - {i for i, score in matcher.scores(party).items() if score >= REVIEW})
    print(f"candidates: {lost} of {found} that a full comparison puts at review or match are lost")


if __name__ == "__main__":
    main()
