"""Which State does a list's word for a country mean?

Sources: `terms.places`; and `data/demonyms.csv` for the adjectives that lists write as nationality ("Afghan").
Assumes that a text that names several States, or none, resolves to nothing: the words stay, the code is empty.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from yalu.lists.model import Address, Country
from yalu.lists.names import clean
from yalu.lists.read import demonyms
from yalu.terms.errors import BadInput
from yalu.terms.read import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["address", "countries", "country", "last_country", "place"]

_NOTE = re.compile(r"\s*\([^)]*\)\s*$")
_NOTHING = frozenset(("", "00", "unknown", "undetermined", "na", "n/a", "none", "-"))


def country(text: str | None) -> Country | None:
    """The country that a text names; None where it is empty or says "unknown"."""
    plain = clean(text).strip(" .,;")
    return None if plain.casefold() in _NOTHING else Country(text=plain, iso3=_iso3(plain))


def countries(texts: Iterable[str | None]) -> tuple[Country, ...]:
    """The countries of several texts, each once."""
    found = [one for one in map(country, texts) if one]
    return tuple(dict.fromkeys(found))


def last_country(text: str) -> Country | None:
    """The country at the end of "town, province, country", only where that end is one."""
    end = text.rpartition(",")[2].strip()
    found = country(end)
    return found if found and found.iso3 else None


def address(parts: Iterable[str | None], country_text: str | None = None) -> Address | None:
    """An address of its parts joined by commas; None where nothing is said."""
    said = [part for part in map(clean, parts) if part and part.casefold() not in _NOTHING]
    found = country(country_text)
    if not said and not found:
        return None
    if found and found.text not in said:
        said.append(found.text)
    return Address(text=", ".join(said), country=found)


def place(text: str | None) -> Address | None:
    """A place written as "town, province, country"."""
    found = address([text])
    return Address(text=found.text, country=last_country(found.text)) if found else None


@lru_cache(maxsize=1 << 14)
def _iso3(text: str) -> str:
    for reading in dict.fromkeys((text, _NOTE.sub("", text))):
        if len(reading) > 60 or (reading.isdigit()):
            continue
        if adjective := demonyms().get(reading.casefold()):
            return adjective
        try:
            return gazetteer().find(reading).iso3
        except BadInput:
            continue
    return ""
