"""The page that explains the matcher shows the numbers that count."""

from __future__ import annotations

import re
from pathlib import Path

from yalu.screen.weights import MATCH, REVIEW, W

PAGE = Path(__file__).parents[2] / "docs" / "explain" / "matching.md"


def test_the_page_shows_the_weights_of_the_record() -> None:
    text = PAGE.read_text("utf-8")
    shown = re.findall(r"^\| `([^`]+)` \| (-?\d\.\d+) \|$", text, flags=re.MULTILINE)
    assert len(shown) == 8
    assert {name: W[name] for name, _ in shown} == {name: float(value) for name, value in shown}
    assert f"From {MATCH:.2f} the outcome" in text
    assert f"from {REVIEW:.2f} *review*" in text
