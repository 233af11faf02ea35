"""What is asked of the lists about a message: every party, ship and text, by name and by number.

A party is asked by its names, by the joins of its lines (a name broken over two lines is one name), and by its numbers; a ship by
its numbers and its name; every text, that of a place, a country or a code too, is searched for listed names and numbers. Nothing
is judged here: a plan says what to ask, so that the questions of many messages are put to the matcher at once.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from yalu.screen.messages.model import NotScreened, Payment, Said
from yalu.screen.party import Party as Asked
from yalu.screen.party import birth_interval, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yalu.screen.decision.freetext import Mention, Spotter
    from yalu.screen.decision.model import FindingKind
    from yalu.screen.messages.model import Content, Means, Party
    from yalu.screen.rows import Kind

__all__ = ["ByName", "ByNumber", "Plan", "plan"]

_LONGEST_CODE = (
    5  # characters of a UN/LOCODE; the names that are looked for in a text are longer, but for acronyms
)
_MOST_LINES = 3  # a name runs over at most so many lines
_KINDS: Mapping[str, tuple[Kind, ...]] = {
    "person": ("person",), "organisation": ("organisation",), "bank": ("organisation",), "unknown": ("person", "organisation"),
}  # fmt: skip
_ANY: tuple[Kind, ...] = ("person", "organisation", "vessel")
_NAMELESS = frozenset(
    ("eori", "tax", "company", "registration", "lei", "passport", "national_id", "account", "iban", "other")
)
_SHIPS = frozenset(("sea", "inland", "unknown"))
_PLATE = re.compile(
    r"[A-Z\u4e00-\u9fff\s·.-]{0,12}[\dA-Z·.-]*\d[\dA-Z·.-]*|WAGON.*|TRUCK.*|FLIGHT.*", re.IGNORECASE
)


_SPACED = re.compile(r"(?<!\w)\w(?:[ .·_-]\w){3,}(?!\w)")  # "T A N C H O N"


class ByName(NamedTuple):
    """A field that may hold a listed name. `mention` is the stretch of a free text that the question is about."""

    said: Said
    asked: Asked
    kind: FindingKind
    mention: Mention | None = None


class ByNumber(NamedTuple):
    """A field that holds the number of the listed subject at `place`."""

    said: Said
    kind: FindingKind
    type: str
    number: str
    place: int


class Plan(NamedTuple):
    """The questions of a message in the order of its fields, what cannot be asked, and the count of fields compared."""

    steps: tuple[ByName | ByNumber, ...]
    not_screened: tuple[NotScreened, ...]
    screened: int


def plan(content: Content, texts: Iterable[Said], spotter: Spotter, register: Mapping[str, str]) -> Plan:
    """The questions that a message puts to the lists.

    Args:
        texts: every free text of the message.
        register: names by the number of a party, from a register file.
    """
    named = (n for party in content.parties if party.names or party.lines for n in party.identifiers)
    planning = _Planning(spotter, register, frozenset((n.kind, number_of(n.value)) for n in named))
    for party in content.parties:
        planning.party(party)
    if not isinstance(content, Payment):
        for means in content.means:
            planning.means(means)
        for line in content.goods:
            planning.codes(line.hs, line.origin)
    for place in content.places:
        planning.codes(place.code, place.country, place.name)
    for said in texts:
        planning.text(said)
    return Plan(tuple(planning.steps), tuple(planning.not_screened), planning.screened)


class _Planning:
    """A plan in the making."""

    def __init__(
        self, spotter: Spotter, register: Mapping[str, str], named: frozenset[tuple[str, str]]
    ) -> None:
        self.spotter, self.register, self.named = spotter, register, named
        self.steps: list[ByName | ByNumber] = []
        self.not_screened: list[NotScreened] = []
        self.screened = 0

    def party(self, party: Party) -> None:
        kinds = _KINDS[party.kind]
        kind: FindingKind = "bank" if party.kind == "bank" else "party"
        births = tuple(interval for said in party.births if (interval := birth_interval(said.text)))
        names = (*party.names, *_registered(party, self.register))
        for said in (*names, *_closed(names), *_joined(party.lines), *_closed(party.lines)):
            self._name(said, Asked(kinds=kinds, names=(said.text,), births=births), kind)
        for number in party.identifiers:
            self.text(Said(text=number.value, path=number.path), kind)
        for said in (*names, *party.lines):
            self.text(said, kind, births, name=True)
        for said in party.address:
            self.text(said, kind, births)
        self.codes(party.country, party.nationality, *party.births)
        if not names and not party.lines:
            self._nameless(party)

    def means(self, means: Means) -> None:
        numbers = (("imo", number_of(means.imo.text)),) if means.imo else ()
        plate = means.name is None or means.mode not in _SHIPS or _PLATE.fullmatch(means.name.text)
        name = None if plate else means.name
        where = means.imo or name
        if where is not None:
            asked = Asked(kinds=("vessel",), names=(name.text if name else "",), identifiers=numbers)
            self._name(where, asked, "vessel")
        if means.name:
            self.text(means.name, "vessel", numbers=numbers)
        for said in (means.voyage, means.registration, *means.containers):
            if said:
                self.text(said, "vessel")
        self.codes(means.flag, means.imo, means.mmsi, means.call_sign)
        if means.call_sign and (sign := self.spotter.call_sign(means.call_sign.text)):
            self.steps.append(ByNumber(means.call_sign, "vessel", "call_sign", *sign))

    def codes(self, *fields: Said | None) -> None:
        """Searches fields that should hold a code or a place; one too short for a name is left."""
        for said in fields:
            if said and len(said.text) > _LONGEST_CODE:
                self.text(said)

    def text(
        self,
        said: Said,
        kind: FindingKind = "party",
        births: tuple[tuple[int, int], ...] = (),
        numbers: tuple[tuple[str, str], ...] = (),
        *,
        name: bool = False,
    ) -> None:
        """Searches a text for listed names and numbers.

        Args:
            births: of the party whose field it is.
            numbers: of the ship whose name it is.
            name: the text is a name, in which one word between commas is a part ("Nolan, Gibson and Smith").
        """
        self.screened += 1
        for mention in chain(*(self.spotter.mentions(one.text) for one in (said, *_closed((said,))))):
            asked = Asked(kinds=_ANY, names=(mention.text,), births=births, identifiers=numbers)
            part = name and " " not in mention.text and mention.text != said.text
            self.steps.append(ByName(said, asked, kind, mention._replace(whole=mention.whole and not part)))
        self._number(said, kind)

    def _name(self, said: Said, asked: Asked, kind: FindingKind) -> None:
        self.screened += 1
        self.steps.append(ByName(said, asked, kind))

    def _number(self, said: Said, kind: FindingKind) -> None:
        for type_, number, place in self.spotter.numbers(said.text):
            self.steps.append(ByNumber(said, kind, type_, number, place))

    def _nameless(self, party: Party) -> None:
        numbers = [number for number in party.identifiers if number.kind in _NAMELESS]
        if any((number.kind, number_of(number.value)) in self.named for number in numbers):
            return  # the number stands beside a name elsewhere in the message
        known = party.kind == "bank" and any(number.kind in ("bic", "lei") for number in party.identifiers)
        if numbers and not known:
            shown = ", ".join(f"{number.kind} {number.value}" for number in numbers)
            self.not_screened.append(
                NotScreened(path=party.path, why=f"no_name: {party.role} is given only as {shown}")
            )


def _registered(party: Party, register: Mapping[str, str]) -> Iterator[Said]:
    """The names that a register gives for a party's numbers; what stands in a number's field without a digit is a name itself."""
    for number in party.identifiers:
        if name := register.get(number_of(number.value)):
            yield Said(text=name, path=number.path)
        elif number.kind in _NAMELESS and not any(char.isdigit() for char in number.value):
            yield Said(text=number.value, path=number.path)


def _closed(fields: Iterable[Said]) -> Iterator[Said]:
    """The fields that space out the letters of a word, with such words closed up."""
    for said in fields:
        if _SPACED.search(said.text):
            closed = _SPACED.sub(lambda found: re.sub(r"[\W_]", "", found[0]), said.text)
            yield Said(text=closed, path=said.path)


def _joined(lines: Sequence[Said]) -> Iterator[Said]:
    """The first line, and the joins of it with those below: a name may run on, at a blank or inside a word."""
    for last in range(1, min(len(lines), _MOST_LINES) + 1):
        texts = [line.text for line in lines[:last]]
        yield Said(text=" ".join(texts), path=lines[0].path)
        if last > 1:
            yield Said(text="".join(texts), path=lines[0].path)
