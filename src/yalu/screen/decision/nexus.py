"""Does the sanctioned State have a part in this, and which way do the goods go?

A tie is a field that names the State: a country code, a port, a bank's code, a telephone prefix, a place in free text. The way is
seen from the State: `export` leaves it, `import` goes to it. A declared origin outside beside a loading place inside is no
proof that the goods are from outside: it is a contradiction, kept as such.
Assumes that a UN/LOCODE begins with the State's two letters (UNECE Recommendation 16) and a BIC holds them at its fifth and
sixth place (ISO 9362). Places in words come from the table `data/places_of_target.csv`, codes that name no State (airports, ports
of the US and Chinese customs) from `data/place_codes_of_target.csv`; these are believed only where the place is no office and its
country, if told, is no other State. A name or an address that a code or a country beside it contradicts says no way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from yalu.screen.messages.model import Consignment, Payment, Place, Said, Traveller
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yalu.screen.messages.model import Content, GoodsLine, Party
    from yalu.terms.places import Gazetteer

__all__ = ["Nexus", "Target", "Tie", "nexus", "texts_of"]

Way = Literal["export", "import"]
_CLAIMED = re.compile(
    r"(?:made in|product of|produce of|country of origin|origin:?|原产国|原产地)[:\s]*(?P<after>[^\W\d_]+(?:\s[^\W\d_]+){0,2})|"
    r"(?P<before>[^\W\d_]+) origin\b|(?P<zh>中国)(?:制造|产)",
    re.IGNORECASE,
)
_FROM = frozenset(("origin", "export", "loading", "dispatch"))
_TO = frozenset(("unloading", "destination", "delivery"))
_LOCODE = re.compile(r"[A-Z]{2} ?[A-Z2-9]{3}")
_UNCODED = frozenset(("office", "address"))
_SENDERS = frozenset(("exporter", "consignor", "seller", "manufacturer"))
_TAKERS = frozenset(("importer", "consignee", "buyer", "recipient"))


class Target(NamedTuple):
    """The sanctioned State: its letters, its telephone prefix, and spellings of its places.

    `names` matches, in small letters, the spellings of the State and its places; `mid` are its maritime identification digits;
    `codes` matches the codes of its airports and ports that do not begin with its letters. `passages` matches, in small letters,
    the places that foreign goods may lawfully be exported from.
    """

    iso2: str
    iso3: str
    mid: str
    phone: re.Pattern[str]
    names: re.Pattern[str]
    codes: re.Pattern[str]
    passages: re.Pattern[str]
    gazetteer: Gazetteer

    def is_country(self, text: str) -> bool:
        """Does this text, a code or a name, mean the State?"""
        plain = text.strip()
        if len(plain) <= 3:
            return plain.upper() in (self.iso2, self.iso3)
        try:
            return self.gazetteer.find(plain).iso3 == self.iso3
        except BadInput:
            return False

    def country_in(self, words: str) -> str | None:
        """The State that the first or last of some words name, as ISO letters; None where they name none."""
        parts = words.split()
        for text in (
            words,
            " ".join(parts[:2]),
            " ".join(parts[:1]),
            " ".join(parts[-2:]),
            " ".join(parts[-1:]),
        ):
            try:
                return self.gazetteer.find(text).iso3
            except BadInput:
                continue
        return None

    def is_code(self, code: str) -> bool:
        """Does this UN/LOCODE or customs office lie in the State?"""
        return re.fullmatch(rf"{self.iso2}[A-Z0-9]{{2,6}}", code.strip().upper().replace(" ", "")) is not None

    def is_bic(self, bic: str) -> bool:
        """Is this a bank code of the State?"""
        return len(bic) in (8, 11) and bic[4:6].upper() == self.iso2


class Tie(NamedTuple):
    """A field that ties the message to the State; `way` where the field also says which way."""

    what: Literal["country", "place", "bank", "phone", "flag", "origin", "words"]
    said: Said
    way: Way | None = None


class Nexus(NamedTuple):
    """All ties of a message; `contradicted` are lines by their number with an origin outside, though loaded inside.

    `passage`: every place of the State in the message is one that foreign goods may lawfully be exported from.
    """

    ties: tuple[Tie, ...]
    ways: tuple[Way, ...]
    contradicted: tuple[tuple[int, Said], ...]
    passage: bool = False

    def of(self, *kinds: str) -> tuple[Tie, ...]:
        """The ties of these kinds."""
        return tuple(tie for tie in self.ties if tie.what in kinds)


def nexus(content: Content, target: Target) -> Nexus:
    """The ties of a message to the sanctioned State."""
    found = list(_ties(content, target))
    ways = {tie.way for tie in found if tie.way is not None}
    goods = () if isinstance(content, Payment) else content.goods
    loaded = any(tie.what == "place" and tie.way == "export" for tie in found)
    outside = tuple(
        (line.number, said)
        for line in goods
        for said in _origins(line, target)
        if not target.is_country(said.text)
    )
    places = [tie.said.text.casefold().replace(" ", "") for tie in found if tie.what == "place"]
    passage = bool(places) and all(target.passages.search(text) for text in places)
    order: tuple[Way, ...] = ("export", "import")
    return Nexus(tuple(found), tuple(way for way in order if way in ways), outside if loaded else (), passage)


def _ties(content: Content, target: Target) -> Iterator[Tie]:
    for party in content.parties:
        yield from _party_ties(party, target)
    for place in content.places:
        yield from _place_ties(place, target)
    if isinstance(content, (Consignment, Traveller)):
        for line in content.goods:
            if line.origin and target.is_country(line.origin.text):
                yield Tie("origin", line.origin, "export")
        for means in content.means:
            if means.flag and target.is_country(means.flag.text):
                yield Tie("flag", means.flag)
    for said in texts_of(content):
        yield from _word_ties(said, target)


def _origins(line: GoodsLine, target: Target) -> Iterator[Said]:
    """The declared origin of a line, or else the one that its description claims ("made in China")."""
    if line.origin:
        yield line.origin
        return
    for said in line.descriptions:
        for match in _CLAIMED.finditer(said.text):
            words = (match["after"] or match["before"] or match["zh"]).strip()
            if country := target.country_in(words):
                yield Said(text=country, path=said.path)


def _party_ties(party: Party, target: Target) -> Iterator[Tie]:
    way: Way | None = "export" if party.role in _SENDERS else "import" if party.role in _TAKERS else None
    for country in (party.country, party.nationality):
        if country and target.is_country(country.text):
            yield Tie("bank" if party.kind == "bank" else "country", country, way)
    for number in party.identifiers:
        if number.kind == "bic" and target.is_bic(number.value):
            yield Tie("bank", Said(text=number.value, path=number.path))
    elsewhere = party.country is not None and not target.is_country(party.country.text)
    for said in (*party.lines, *party.address):
        plain = said.text.strip()
        if plain.upper() in (target.iso2, target.iso3) or target.names.search(plain.casefold()):
            yield Tie("bank" if party.kind == "bank" else "country", said, None if elsewhere else way)
        if target.phone.search(plain):
            yield Tie("phone", said, way)


def _place_ties(place: Place, target: Target) -> Iterator[Tie]:
    way: Way | None = "export" if place.role in _FROM else "import" if place.role in _TO else None
    if place.code and target.is_code(place.code.text):
        yield Tie("place", place.code, way)
    elif place.country and target.is_country(place.country.text):
        yield Tie("place", place.country, way)
    elif place.name and target.names.search(place.name.text.casefold()):
        yield Tie("place", place.name, None if _elsewhere(place, target) else way)
    elif place.role not in _UNCODED and (said := _coded(place, target)):
        yield Tie("place", said, way)


def _elsewhere(place: Place, target: Target) -> bool:
    """Whether the code or the country of a place says that it lies in another State: then its name alone says no way."""
    told = [said.text.strip()[:2] for said in (place.code,) if said and _LOCODE.fullmatch(said.text.strip())]
    return any(target.country_in(text) for text in (*told, *(said.text for said in (place.country,) if said)))


def _coded(place: Place, target: Target) -> Said | None:
    """The field that holds a code of an airport or port of the State; none where the place's country is another."""
    coded = [
        said
        for said in (place.code, place.country, place.name)
        if said and target.codes.fullmatch(said.text.strip())
    ]
    return coded[0] if coded and place.country in (None, coded[0]) else None


def _word_ties(said: Said, target: Target) -> Iterator[Tie]:
    if target.names.search(said.text.casefold()):
        yield Tie("words", said)
    if target.phone.search(said.text):
        yield Tie("phone", said)


def texts_of(content: Content) -> Sequence[Said]:
    """Every free text: notes, descriptions, marks."""
    notes = [note.said for note in content.notes]
    if isinstance(content, (Consignment, Traveller)):
        notes += [said for line in content.goods for said in (*line.descriptions, *line.marks)]
    return notes
