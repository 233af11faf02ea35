"""How does a reader of XML put a message together: what it maps, what it leaves out by rule, and what of the rest?

A reader maps each element it knows into a `Draft` and takes its text. What is left is accounted for here: left out where its name
is listed and its value has the shape that the list allows, else a note that is screened as free text, or not screened because it
is too long or no text at all.
"""

from __future__ import annotations

import re
from datetime import date
from typing import IO, TYPE_CHECKING, Literal

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import (
    Cash,
    Consignment,
    Dated,
    Message,
    Note,
    NotScreened,
    Payment,
    Place,
    Refused,
)
from yalu.screen.messages.trail import unreadable
from yalu.screen.messages.xml import MOST_AROUND, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from yalu.screen.messages.model import GoodsLine, Means, NoteKind, Party, PlaceRole, Said
    from yalu.screen.messages.xml import Node, Unit

__all__ = ["DateRole", "Draft", "Ignored", "Mode", "day_of", "kilograms", "messages_of", "number_of"]

DateRole = Literal["issued", "departure", "arrival", "acceptance", "settlement", "contract", "other"]
Mode = Literal["sea", "road", "rail", "air", "inland", "unknown"]
_SHAPES = {
    "number": r"[-+]?[\d.,]{1,40}",
    "date": r"[\dTZ:+./\s-]{4,35}",
    "code": r"[A-Z0-9]{1,4}",  # no longer: a listed acronym may have five letters
    "reference": r"(?=.*\d)(?!.*[A-Z]{5})[A-Z0-9./_:+|()#-]{1,70}",  # one word with a digit and without a name's letters
    "flag": r"true|false|yes|no|y|n|0|1",
    "standard": r"(?:urn|https?|swift|iata)[:.]\S{1,200}|\S*\.xsd",
    "media": r"[a-z]+/[a-z0-9.+-]{1,60}",
    "schema": r"(?:(?:urn:|https?://)\S{1,200}|[\w./%()\s-]*\.xsd)(?:\s+(?:(?:urn:|https?://)\S{1,200}|[\w./%() -]*\.xsd))*",
}
_NUMBER = re.compile(
    r"[-+]?\d{1,18}(?:\.\d{0,18})?|[-+]?\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,18})?|[-+]?\.\d{1,18}"
)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?[\d:.Z+-]*)?")
_EVERYWHERE = {"schema": "@schemaLocation @noNamespaceSchemaLocation", "flag": "@nil"}


class Ignored:
    """What a reader leaves out: names of elements and attributes, by the shape that their values must have.

    Args:
        table: shape -> names, with blanks between; an attribute's name begins with `@`.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._shapes: dict[str, tuple[re.Pattern[str], ...]] = {}
        for rows in (_EVERYWHERE, table):
            for shape, names in rows.items():
                pattern = re.compile(_SHAPES[shape], re.IGNORECASE)
                for name in names.split():
                    self._shapes[name] = (*self._shapes.get(name, ()), pattern)

    def holds(self, node: Node) -> bool:
        """Whether a field may be left out."""
        if node.name.startswith("@xmlns"):
            return _NAMESPACE.fullmatch(node.text) is not None
        return any(shape.fullmatch(node.text) for shape in self._shapes.get(node.name, ()))


_NAMESPACE = re.compile(_SHAPES["standard"], re.IGNORECASE)


def number_of(text: str) -> float | None:
    """The number a text states, or None where it states none.

    >>> number_of("1,234.50"), number_of("12 tons")
    (1234.5, None)
    """
    return float(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


_KILOGRAMS = {
    "": 1.0,
    "KGM": 1.0,
    "KG": 1.0,
    "K": 1.0,
    "TNE": 1000.0,
    "T": 1000.0,
    "GRM": 0.001,
    "LBR": 0.45359237,
    "L": 0.45359237,
}


def kilograms(node: Node | None) -> float | None:
    """A weight in kilograms, by the unit beside it; None where there is no number or the unit is none of weight."""
    if node is None:
        return None
    factor, value = _KILOGRAMS.get(node.says("@unitCode").partition("#")[0].upper()), number_of(node.text)
    return None if factor is None or value is None else value * factor


def day_of(text: str) -> date | None:
    """The day a text begins with, or None.

    >>> day_of("2020-01-01T10:00:00Z"), day_of("20200101"), day_of("2020-13-01")
    (datetime.date(2020, 1, 1), datetime.date(2020, 1, 1), None)
    """
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


class Draft:
    """What has been read of a message, or of what stands around it."""

    def __init__(self) -> None:
        self.reference = ""
        self.direction: Literal["", "import", "export", "transit"] = ""
        self.profile = ""
        self.parties: list[Party] = []
        self.places: list[Place] = []
        self.goods: list[GoodsLine] = []
        self.means: list[Means] = []
        self.notes: list[Note] = []
        self.dates: list[Dated] = []
        self.amounts: list[Cash] = []
        self.not_screened: list[NotScreened] = []
        self.seen = self.ignored = 0

    def note(self, kind: NoteKind, said: Said | None) -> None:
        """A text that is screened as it stands."""
        if said is not None:
            self.notes.append(Note(kind=kind, said=said))

    def place(
        self,
        role: PlaceRole,
        *,
        code: Said | None = None,
        country: Said | None = None,
        name: Said | None = None,
    ) -> None:
        """A place, where anything is said of it."""
        if code or country or name:
            self.places.append(Place(role=role, code=code, country=country, name=name))

    def dated(self, role: DateRole, node: Node | None) -> None:
        """A date, where the text is one; any other text is left to be accounted for."""
        day = day_of(node.text) if node is not None else None
        if node is not None and day is not None and node.said():
            self.dates.append(Dated(role=role, on=day, path=node.path))

    def amount(self, node: Node, currency: str) -> None:
        """An amount of money, where the text is a number."""
        value = number_of(node.text)
        if value is not None and node.said():
            self.amounts.append(Cash(amount=value, currency=currency, path=node.path))

    def account(self, root: Node, ignored: Ignored) -> None:
        """Counts the fields of an element and accounts for those that no reader has taken."""
        for node in root.leaves():
            self.seen += 1
            if node.taken:
                continue
            if ignored.holds(node):
                self.ignored += 1
            elif why := unreadable(node.text):
                self.not_screened.append(NotScreened(path=node.path, why=why))
            else:
                self.note("unmapped", node.said())

    def add(self, other: Draft) -> None:
        """What stands around a message, or the message itself after what stands around it."""
        self.reference = other.reference or self.reference
        self.direction = other.direction or self.direction
        self.profile = other.profile or self.profile
        for name in ("parties", "places", "goods", "means", "notes", "dates", "amounts", "not_screened"):
            getattr(self, name).extend(getattr(other, name))
        self.seen += other.seen
        self.ignored += other.ignored

    def message(self, format: str, index: int, kind: type[Consignment | Payment]) -> Message:  # noqa: A002
        """The finished message."""
        content: Consignment | Payment
        if kind is Payment:
            content = Payment(
                reference=self.reference, parties=tuple(self.parties), places=tuple(self.places),
                amounts=tuple(self.amounts), notes=tuple(self.notes), dates=tuple(self.dates),
            )  # fmt: skip
        else:
            content = Consignment(
                reference=self.reference, direction=self.direction, parties=tuple(self.parties),
                places=tuple(self.places), goods=tuple(self.goods), means=tuple(self.means),
                notes=tuple(self.notes), dates=tuple(self.dates),
            )  # fmt: skip
        return Message(
            format=format, profile=self.profile, index=index, content=content, seen=self.seen,
            mapped=self.seen - self.ignored - len(self.not_screened), ignored=self.ignored,
            not_screened=tuple(self.not_screened),
        )  # fmt: skip


def messages_of(
    stream: IO[bytes],
    format: str,  # noqa: A002  # the word of the trade
    take: Callable[[Node, Draft], None],
    ignored: Ignored,
    *,
    kind: type[Consignment | Payment] = Consignment,
    splits: frozenset[str] = frozenset(),
    outermost: bool = False,
) -> Iterator[Message | Refused]:
    """The messages of an XML document. One that breaks off after whole messages ends in `Refused`.

    Args:
        take: maps an element into a draft; called for each unit, and for what stands around units as it comes.
        ignored: what is left out, as the reader lists it.
        splits: the elements that are messages of their own.
        outermost: where one of these stands in another, the outer one is the message; else the inner one is.
    """
    index = 0
    around: dict[int, tuple[Node, Draft]] = {}
    try:
        for unit in units(stream, format, splits, outermost=outermost):
            around = _around(unit, around, take, ignored, format)
            draft = Draft()
            for _, level in around.values():
                draft.add(level)
            own = Draft()
            take(unit.element, own)
            own.account(unit.element, ignored)
            draft.add(own)
            yield draft.message(format, index, kind)
            index += 1
    except ReaderError as error:
        if not index:
            raise
        yield Refused(format=format, index=index, position=error.position, why=error.why)


def _around(
    unit: Unit,
    before: Mapping[int, tuple[Node, Draft]],
    take: Callable[[Node, Draft], None],
    ignored: Ignored,
    format: str,  # noqa: A002  # the word of the trade
) -> dict[int, tuple[Node, Draft]]:
    """The drafts of the elements around a unit, each with its new content added."""
    found = {}
    fields = 0
    for level in unit.around:
        element, draft = before.get(id(level.element)) or (level.element, Draft())
        if level.fresh.children or level.fresh.text:
            take(level.fresh, draft)
            draft.account(level.fresh, ignored)
        fields += draft.seen
        found[id(element)] = element, draft
    if fields > MOST_AROUND:
        why = f"more than {MOST_AROUND:,} fields stand around the messages; such a header is not read"
        raise ReaderError(format, unit.where, why)
    return found
