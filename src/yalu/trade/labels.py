"""What does the name of one series of China's statistics office say: which partner, which direction, which unit?

Units: 10,000 US dollars where the name leaves the unit out, as the office's site does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yalu.trade.cells import Money, money

__all__ = ["Label", "parse_label"]

_SITE_UNIT = Money("USD", 1e4)
_LABEL = re.compile(
    r"中国(?:同|向|从|对|自|与)(?P<partner>.+?)(?:的)?(?P<flow>进出口|出口|进口)总额(?:[(（](?P<unit>[^)）]*)[)）])?"
)
_ENGLISH = re.compile(
    r"value of (?P<flow>imports and exports|exports|imports)\b.*?"
    r"\b(?:china (?:to|with|from|and)|to|with|from|and) (?P<partner>(?!china\b)[^()]+?)"
    r"(?: (?:to|with) china)?\s*(?:\((?P<unit>[^()]*)\))?$",
    re.IGNORECASE,
)
_FLOWS = {
    "exports": "export",
    "imports": "import",
    "imports and exports": "total",
    "出口": "export",
    "进口": "import",
    "进出口": "total",
}


class Label(NamedTuple):
    """What the name of one series says."""

    partner: str
    direction: str
    money: Money


def parse_label(text: str) -> Label | None:
    """Partner, direction and unit of a series of the data site; None for a name of another kind.

    >>> parse_label("中国向朝鲜出口总额(万美元)").partner
    '朝鲜'
    """
    match = _LABEL.search(re.sub(r"\s+", "", text)) or _ENGLISH.search(" ".join(text.split()))
    if match is None:
        return None
    return Label(
        match["partner"].strip(), _FLOWS[match["flow"].casefold()], money(match["unit"] or "") or _SITE_UNIT
    )
