"""What do the words above a table, or its name, say: which period, which edition of the Harmonized System?"""

from __future__ import annotations

import re

from yalu.terms.errors import BadInput
from yalu.trade.cells import period

__all__ = ["edition_in", "is_period", "title_period"]

_TITLE_RUN = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*(?:-|–|—|~|至|到)\s*([0-9]{1,2})\s*月")
_TITLE_MONTH = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月|([0-9]{4})[-_./]([0-9]{2})(?![0-9])")
_TITLE_POINT = re.compile(
    r"(?<![0-9.])(1[0-2]|[1-9])[./]((?:19|20)[0-9]{2})(?![0-9])|((?:19|20)[0-9]{2})[.](1[0-2]|[1-9])(?![0-9])"
)
_TITLE_WORDS = re.compile(
    r"\b([A-Z][a-z]{2,8}\.?(?:\s*(?:-|–|to)\s*[A-Z][a-z]{2,8}\.?)?),?\s+((?:19|20)[0-9]{2})(?![0-9])"
)
_TITLE_YEAR = re.compile(r"([0-9]{4})\s*年(?!\s*[0-9])")
_EDITION_WORDS = re.compile(r"(?:hs|h)[ _-]?((?:19|20)?(?:88|92|96|02|07|12|17|22))(?![0-9])", re.IGNORECASE)
_EDITION_OF = {"88": "H0", "92": "H0", "96": "H1", "02": "H2", "07": "H3", "12": "H4", "17": "H5", "22": "H6"}


def edition_in(text: str) -> str:
    """The edition a file or column is named for; empty where none is.

    >>> edition_in("BACI_HS92_Y2013_V202401.csv")
    'H0'
    """
    match = _EDITION_WORDS.search(text)
    return _EDITION_OF[match[1][-2:]] if match else ""


def title_period(text: str) -> str:
    """The period that a title names, as `cells.period` reads it; empty where it names none.

    >>> title_period("(2) 2024年1-5月进出口商品国别(地区)总值表")
    '2024年1-5月'
    """
    if match := _TITLE_RUN.search(text):
        named = match[0]
    elif match := _TITLE_MONTH.search(text):
        named = f"{match[1] or match[3]}-{(match[2] or match[4]).zfill(2)}"
    elif match := _TITLE_POINT.search(text):
        named = f"{match[2] or match[3]}-{(match[1] or match[4]).zfill(2)}"
    else:
        worded = next(
            (f"{m[1]} {m[2]}" for m in _TITLE_WORDS.finditer(text) if is_period(f"{m[1]} {m[2]}")), ""
        )
        match = _TITLE_YEAR.search(text)
        named = worded or (match[1] if match else "")
    return named if named and is_period(named) else ""


def is_period(text: str) -> bool:
    """Does the text name a period?"""
    try:
        period(text)
    except BadInput:
        return False
    return True
