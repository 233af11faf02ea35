"""How good are others on the labelled pairs? nomenklatura's logic-v2 at its own threshold, rapidfuzz at the usual ones.

Usage: `YALU_TEST_DATA=FOLDER python bench/matcher_peers.py` in an environment that holds `nomenklatura` too.
rapidfuzz sees the best pair of names, letters folded to small Latin ones; it has no facts. AUC beside F1 needs no threshold.
"""

import json
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np
from followthemoney import model
from matcher_quality import BARS, auc, measure
from nomenklatura.matching import get_algorithm
from rapidfuzz import fuzz

from yalu.screen.names import score_pair
from yalu.screen.party import party_of_ftm
from yalu.screen.read import tables
from yalu.screen.text import latin, words

LOGIC = get_algorithm("logic-v2")
CONFIG = LOGIC.default_config()


class Said(NamedTuple):
    """A score with its outcome, in the shape that `measure` counts."""

    score: float
    outcome: str


def said(score: float, threshold: float) -> Said:
    """A score and whether it is a match at a threshold."""
    return Said(score, "match" if score >= threshold else "no")


def logic(row: dict) -> Said:
    """logic-v2 at 0.70."""
    # Its caches go by id: one id for each side of each pair.
    sides = [
        model.get_proxy({"id": f"{row['id']}-{s}", **row[s]}, cleaned=False) for s in ("query", "candidate")
    ]
    return said(LOGIC.compare(*sides, CONFIG).score, 0.70)


def folded(row: dict, side: str) -> list[str]:
    """The names of one side in small Latin letters."""
    return [" ".join(map(latin, words(name))) for name in party_of_ftm(row[side]).names]


def letters(row: dict, scorer, threshold: float) -> Said:
    """The best pair of names by a scorer of rapidfuzz."""
    pairs = [(a, b) for a in folded(row, "query") for b in folded(row, "candidate")]
    return said(max((scorer(a, b) / 100 for a, b in pairs), default=0.0), threshold)


def main() -> None:
    """Prints a line for each set and matcher."""
    folder, table = Path(os.environ["YALU_TEST_DATA"]) / "matching", tables()
    matchers = {
        "yalu": lambda row: score_pair(party_of_ftm(row["query"]), party_of_ftm(row["candidate"]), table),
        "logic-v2 0.70": logic,
        "WRatio 0.85": lambda row: letters(row, fuzz.WRatio, 0.85),
        "token_set 0.85": lambda row: letters(row, fuzz.token_set_ratio, 0.85),
    }
    for name in BARS:
        rows = [json.loads(line) for line in (folder / f"pairs_{name}.jsonl").read_text("utf-8").splitlines()]
        rows = [row for row in rows if row["category"] != "kp-cross-list-dob-conflict"]
        labels = np.array([row["match"] for row in rows])
        for title, matcher in matchers.items():
            found = [matcher(row) for row in rows]
            p, r, f = measure(rows, found)
            area = auc(np.array([one.score for one in found]), labels)
            print(f"{name:18}{title:16}{p:8.3f}{r:8.3f}{f:8.3f}{area:8.3f}", flush=True)


if __name__ == "__main__":
    main()
