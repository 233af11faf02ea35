"""Which place does a cell of statistics name: by a code, by a name, by a remainder or a group of States?

Codes: ISO 3166 alpha-3 for a State, `WORLD`, UN Comtrade's three digits for areas without one, the English name of a group.
What nobody knows is kept in its own words, with a doubt.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from yalu.terms.errors import UnknownValue
from yalu.terms.places import AmbiguousPlace
from yalu.trade.cells import heading_key
from yalu.trade.flow import WORLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yalu.terms.places import Gazetteer, Numbering, Place

__all__ = ["Partners", "place_code"]

_CONTINENT_FIRST = r"(?:af|an|as|eu|na|oc|sa)[a-z]{3}"  # the OEC's codes of States: asprk
_OF_WHICH = re.compile(r"^\s*(?:其中|of which|в том числе)\s*[:：]?\s*", re.IGNORECASE)
_PADDED = re.compile(r"[\u3400-\u9fff](?:\s+[\u3400-\u9fff])+")  # short names are set to a width: 朝 鲜
# Codes and words of statistics that no list of States holds, by heading key.
_ALIASES = {
    heading_key(words): code
    for code, spellings in {
        WORLD: "w00|wld|xxwld|world|all|total|grand total|total value|всего|итого|합계|总计|合计|总额|总值|进出口总值",
        "TWN": "s19",
        "058": "blx",  # Belgium and Luxembourg together, as the OEC writes them
        "899": "x|uns|xx|nzz|area nes|areas not elsewhere specified",
        "PRK": "d. p. r. korea|d. p. r. of korea|korea, d p rp of|korea, d. p. r. o.",
        "KOR": "r. o. korea|r. of korea|korea, r. o.",
    }.items()
    for words in spellings.split("|")
}


def place_code(place: Place) -> str:
    """The code a flow carries for a place: ISO letters, `WORLD`, or UN Comtrade's three digits."""
    if place.iso3:
        return place.iso3
    numeric = place.comtrade if place.comtrade is not None else place.m49
    return WORLD if numeric == 0 else f"{numeric or 0:03d}"


class Partners:
    """Codes for what cells say of a State, each combination looked up once."""

    def __init__(self, gazetteer: Gazetteer, numbering: Numbering, regions: Mapping[str, str]) -> None:
        """Args:
        regions: spellings, as `heading_key` writes them, of groups of States, each with its English name.
        """
        self._gazetteer, self._numbering, self._regions = gazetteer, numbering, regions
        self._known: dict[tuple[str, ...], tuple[str, str, str]] = {}

    def find(self, texts: tuple[str, ...]) -> tuple[str, str, str]:
        """The code, and the kind and words of a doubt (both empty where there is none)."""
        if texts not in self._known:
            self._known[texts] = self._look_up([text.strip() for text in texts if text.strip()])
        return self._known[texts]

    def _look_up(self, texts: list[str]) -> tuple[str, str, str]:
        found: dict[str, str] = {}
        why = ""
        for text in texts:
            code, reason = self._one(text)
            if code:
                found.setdefault(code, text)
            else:
                why = why or reason
        if not found:
            return (texts[0] if texts else ""), "unknown_partner", why or "no partner is named"
        code = next(iter(found))
        if len(found) > 1:
            said = " beside ".join(f'"{text}" ({other})' for other, text in found.items())
            return code, "contradicted_partner", f"{said}: two places in one row"
        return code, "", ""

    def _one(self, text: str) -> tuple[str, str]:
        text = _OF_WHICH.sub("", html.unescape(text))
        if _PADDED.fullmatch(text):
            text = re.sub(r"\s+", "", text)
        key = heading_key(text)
        if key in _ALIASES:
            return _ALIASES[key], ""
        if self._numbering == "m49" and key in self._regions:
            return self._regions[key], ""
        if re.fullmatch(_CONTINENT_FIRST, text):
            text = text[2:]
        if text.isdigit() and len(text) > 3:
            text = text.lstrip("0") or "0"
        try:
            return place_code(self._gazetteer.find(text.removesuffix(".0"), self._numbering)), ""
        except AmbiguousPlace as error:
            return "", str(error)
        except UnknownValue as error:
            return (self._regions[key], "") if key in self._regions else ("", str(error))
