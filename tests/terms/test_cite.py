"""Cites by resolution and paragraph, and when one meets another."""

from __future__ import annotations

import pytest

from yalu.terms.cite import is_met, paragraph_of, parse_cite, resolution_of
from yalu.terms.errors import BadInput


@pytest.mark.parametrize(
    ("text", "resolution", "paragraph"),
    [
        ("2371 9", 2371, "9"),
        ("2321 26(b)", 2321, "26(b)"),
        ("1718 8(a)(iii)", 1718, "8(a)(iii)"),
        ("825 1-2", 825, "1-2"),
        (" 2397 7 ", 2397, "7"),
    ],
)
def test_a_cite_names_its_resolution_and_paragraph(text, resolution, paragraph):
    cite = parse_cite(text)
    assert cite == text.strip()
    assert resolution_of(cite) == resolution
    assert paragraph_of(cite) == paragraph


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2371",
        "2371 ",
        "paragraph 9",
        "2371 ¶9",
        "2371 9 10",
        "2371 (b)",
        "2371 9(B)",
        "23 9",
        "23711 9",
        "2371 9(b",
    ],
)
def test_what_is_no_cite_is_refused(text):
    with pytest.raises(BadInput, match="is no cite; write resolution and paragraph"):
        parse_cite(text)


@pytest.mark.parametrize(
    ("expected", "grounds", "met"),
    [
        ("1718 8", ["1718 8(d)"], True),
        ("1718 8(a)", ["1718 8(a)(iii)"], True),
        ("1718 8(a)(iii)", ["1718 8(a)"], False),
        ("2371 8", ["2371 80"], False),
        ("2371 8", ["2371 9"], False),
        ("2371 8", [], False),
        ("2371 8|2321 26(b)", ["2321 26(b)"], True),
        ("2371 8 | 2321 26", ["2321 26(b)"], True),
        ("2371 8", ["2397 7", "2371 8"], True),
    ],
)
def test_a_cite_is_met_by_itself_or_a_sub_paragraph(expected, grounds, met):
    assert is_met(expected, grounds) is met
