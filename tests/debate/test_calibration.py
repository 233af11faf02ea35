"""Is a weight true as often as it says? A small run of the simulation behind the documentation, on a seed of its own."""

from __future__ import annotations

import runpy

import numpy as np
import pytest


@pytest.fixture(scope="module")
def bench(root):
    return runpy.run_path(str(root / "bench" / "debate_calibration.py"))


def test_the_right_share_is_calibrated_and_the_plain_sum_is_too_sure(bench):
    curves = bench["simulate"]("copies", 600, np.random.default_rng(11))
    off = {name: bench["off"](one) for name, one in curves.items()}
    assert off["right share"] < 0.04
    assert off["plain sum"] > 0.08
    assert off["tempered, 0.8"] < off["tempered, 0.5"] < off["plain sum"]
    scores = {name: one.score for name, one in curves.items()}
    assert min(scores, key=scores.get) in {"right share", "one voice each"}
    assert max(scores, key=scores.get) == "plain sum"


def test_tempering_helps_where_no_rule_is_exact_and_does_not_reach_the_exact_answer(bench):
    curves = bench["simulate"]("witness", 600, np.random.default_rng(12))
    assert bench["off"](curves["exact"]) < 0.04
    assert curves["exact"].score < curves["tempered, 0.5"].score < curves["plain sum"].score


def test_the_documentation_has_the_tables_of_the_script(bench, root):
    """The simulation is repeated in full on the seed of the page."""
    page = (root / "docs" / "explain" / "debate.md").read_text(encoding="utf-8")
    curves = bench["simulate"]("copies", 4_000, np.random.default_rng(bench["SEED"]))
    for line in bench["table"](curves).splitlines()[2:]:
        assert line in page
