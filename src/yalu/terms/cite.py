"""Which paragraph? Cites are written `RES PARA`: "2371 9", "2321 26(b)", "1718 8(a)(iii)".

A cite is met by itself or by any of its sub-paragraphs ("1718 8" by "1718 8(d)"); "a|b" are alternatives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_met", "parse_cite", "paragraph_of", "resolution_of"]

_CITE = re.compile(r"\d{3,4} \d+(-\d+)?(\([a-z]+\))*")


def parse_cite(text: str) -> str:
    """The cite, checked for its form and stripped.

    Raises:
        BadInput: the text is not `RES PARA`.

    >>> parse_cite(" 2321 26(b) ")
    '2321 26(b)'
    """
    cite = text.strip()
    if not _CITE.fullmatch(cite):
        raise BadInput(f'"{text}" is no cite; write resolution and paragraph, such as 2321 26(b)')
    return cite


def resolution_of(cite: str) -> int:
    """The resolution a cite names."""
    return int(cite.partition(" ")[0])


def paragraph_of(cite: str) -> str:
    """The paragraph a cite names, with its sub-paragraphs."""
    return cite.partition(" ")[2]


def is_met(expected: str, grounds: Iterable[str]) -> bool:
    """Is an expected cite among the grounds, itself or through a sub-paragraph?

    >>> is_met("2397 7|2321 30", ["2321 30"])
    True
    >>> is_met("2371 8", ["2371 80"])
    False
    """
    wanted = [alternative.strip() for alternative in expected.split("|")]
    return any(ground == cite or ground.startswith(cite + "(") for ground in grounds for cite in wanted)
