"""What do ANSI X12 messages of cargo say? Ocean bills (310), customs manifests (309), and any other set by the same segments.

The separators are those that the ISA segment uses. A manifest's bills (M11, M13) become one message each, with the head of the
manifest in each. Segments that say nothing of who and what are left out while they have the shape of a code, a number or a
reference; any other element is free text.
Shapes: a path is `N1[SH].2`, the segment with its qualifier and the place of the element from 1.

Sources: X12 004010 sets 309 and 310 (data elements 98, 115, 40, 188) as general knowledge; the samples of the tests.
Assumes that no element holds a separator: X12 has no release character.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import IO, TYPE_CHECKING, NamedTuple

from yalu.screen.messages.charsets import texts
from yalu.screen.messages.consignment import KILOGRAMS, Draft, Line, Mode, Transport, amount, calendar_day
from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import Dated, Identifier, IdentifierKind, Message, Party, PartyRole, Refused
from yalu.screen.messages.trail import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from yalu.screen.messages.model import PlaceRole

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "ANSI X12"
_LONGEST, _MOST = 1_000_000, 500_000  # characters of a segment; segments of a message
_HEADING = re.compile(
    r"ISA([^\w\s])(?:(?>(?s:.){0,20}?\1)){15}([^\w\s])\s*([^\w\s]|\n)"
)  # (?>: never tried anew
_BLANKS = re.compile(r"[\r\n\ufeff \t]*")
_BARE = re.compile(r"(?:GS([^\w\s])[^\n~]{10,120}~\s*)?ST([^\w\s])\d{3}\2")
_LINES = 20  # of a party's name or address; what goes on after them is free text
_ROLES: dict[str, PartyRole] = {  # 98
    "SH": "consignor", "SF": "consignor", "CN": "consignee", "UC": "consignee", "ST": "consignee", "N1": "notify", "N2": "notify",
    "NP": "notify", "CA": "carrier", "CAR": "carrier", "FW": "forwarder", "FF": "forwarder", "BY": "buyer", "SE": "seller",
    "EX": "exporter", "EXP": "exporter", "IM": "importer", "CB": "agent", "AG": "agent", "MF": "manufacturer", "OW": "owner",
    "OO": "operator", "BK": "bank", "PR": "debtor", "PE": "creditor", "IC": "agent", "WH": "warehouse",
}  # fmt: skip
_PLACES: dict[str, PlaceRole] = {  # 115
    "L": "loading", "D": "unloading", "R": "dispatch", "E": "delivery", "T": "transhipment", "O": "origin", "M": "destination",
    "I": "transit", "K": "loading", "1": "dispatch", "5": "border",
}  # fmt: skip
_MODES: dict[str, Mode] = {
    "O": "sea", "S": "sea", "W": "inland", "J": "road", "M": "road", "R": "rail", "A": "air", "10": "sea", "11": "sea",
}  # fmt: skip
_NUMBERS: dict[str, IdentifierKind] = {"2": "scac", "24": "tax", "9": "company", "1": "company", "EI": "tax"}
_QUIET = re.compile(
    r"[^\w\s]|" + "|".join(SHAPES[name].pattern for name in ("code", "number", "date", "reference")),
    re.IGNORECASE,
)


class Segment(NamedTuple):
    """A segment: its place in the file from 1, its tag, its elements from the first."""

    number: int
    tag: str
    elements: list[str]
    wrapped: str = ""  # the segment with blanks where its lines broke

    def at(self, place: int) -> str:
        """The element at a place from 1; empty where there is none."""
        return self.elements[place - 1].strip() if len(self.elements) >= place else ""


def recognises(head: str) -> bool:
    """Whether the text starts with an interchange, or with a message without one."""
    return bool(_HEADING.match(head) or _BARE.match(head))


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """The messages of the stream, a manifest as one for each bill; one that is cut short comes as `Refused`."""
    index = 0
    for envelope, body in _sets(_segments(texts(stream, format=FORMAT))):
        if body[-1].tag != "SE":
            why = "the message has no SE segment: it is cut short"
            yield Refused(
                format=FORMAT, index=index, position=f"segment {body[-1].number} ({body[-1].tag})", why=why
            )
            index += 1
            continue
        for draft in _drafts(envelope, body):
            yield draft.message(FORMAT, f"{body[0].at(1)}", index)
            index += 1
    if not index:
        raise ReaderError(FORMAT, "start of the file", "no message in it: no ST segment")


def _segments(pieces: Iterator[str]) -> Iterator[Segment]:
    """The segments of a text; each interchange brings its own separators."""
    text, element, end, number = next(pieces, ""), "*", "~", 0
    for piece in chain(pieces, ("",)):
        at = 0
        while True:
            at = _BLANKS.match(text, at).end()  # type: ignore[union-attr]  # it matches anything
            if found := _HEADING.match(text, at):
                element, end = found[1], found[3]
            stop = text.find(end, at)
            if stop < 0:
                break
            number += 1
            yield _segment(number, text[at:stop], element)
            at = stop + 1
        text = text[at:]
        if len(text) > _LONGEST:
            raise ReaderError(FORMAT, f"segment {number + 1}", f"over {_LONGEST:,} characters")
        text += piece
    if text.strip():
        yield _segment(number + 1, text, element)


def _segment(number: int, raw: str, element: str) -> Segment:
    """The segment; a line that breaks in it may break a word, so that it is read whole and screened with blanks too."""
    lines = raw.strip().splitlines()
    tag, *elements = "".join(lines).split(element)
    return Segment(
        number, tag.strip(), elements, " ".join(lines).replace(element, " ") if len(lines) > 1 else ""
    )


def _sets(segments: Iterable[Segment]) -> Iterator[tuple[list[Segment], list[Segment]]]:
    """Each message with the segments before it, and after it up to the next: envelopes, and what belongs nowhere."""
    around: list[Segment] = []
    body: list[Segment] = []
    for segment in segments:
        if segment.tag == "ST" and body:
            yield around, body
            around, body = [], []
        if segment.tag == "ST" or (body and body[-1].tag != "SE"):
            body.append(segment)
            if len(body) > _MOST:
                raise ReaderError(FORMAT, f"segment {segment.number}", f"over {_MOST:,} in one message")
        else:
            around.append(segment)
    if body:
        yield around, body


def _drafts(envelope: list[Segment], body: list[Segment]) -> Iterator[Draft]:
    """The consignments of a message: one, or one for each bill of a manifest."""
    head = Draft()
    for segment in envelope:
        _rest(head, segment)
    for segment in (*envelope, *body):
        head.tally.note("other", f"{segment.tag}, its lines", segment.wrapped)
    if body[-1].at(1) != str(len(body)):
        head.warnings.append(f"SE says {body[-1].at(1)} segments, the message has {len(body)}")
    reading = _Reading(head)
    for segment in body:
        if segment.tag in ("M11", "M13") and reading.billed:
            yield reading.draft
            reading = _Reading(head)
        elif segment.tag in ("M11", "M13") and reading.draft.is_large:
            yield reading.draft
            head = reading.draft.brief()
            reading = _Reading(head)
        elif segment.tag in ("M11", "M13"):
            head = reading.draft.copy()
        reading.segment(segment)
    yield reading.draft


class _Reading:
    """A consignment as its segments come."""

    def __init__(self, head: Draft) -> None:
        self.draft, self.billed, self.line = head.copy(), False, 0
        self._names: list[tuple[str, str]] = []

    def segment(self, segment: Segment) -> None:
        """Reads a segment by its tag; one that is not known is accounted for."""
        reader = _READERS.get(segment.tag)
        if reader is None:
            _rest(self.draft, segment)
        else:
            reader(self, segment)

    def say(self, segment: Segment, place: int, qualifier: str = "") -> str:
        """The path of an element."""
        return f"{segment.tag}{f'[{qualifier}]' if qualifier else ''}.{place}"

    def transport(self, path: str) -> Transport:
        """The ship or vehicle of the message."""
        if not self.draft.transports:
            self.draft.transports.append(Transport(path))
        return self.draft.transports[0]

    def goods(self) -> Line:
        """The line of goods that is being read."""
        if not self.line:
            self.draft.goods.append(Line("L0"))
            self.line = 1
        return self.draft.goods[-1]


def _bill(reading: _Reading, segment: Segment) -> None:
    reading.draft.reference = reading.draft.reference or segment.at(3) or segment.at(2)
    _rest(reading.draft, segment)


def _reference(reading: _Reading, segment: Segment) -> None:
    for place in (2, 3):
        reading.draft.tally.note("reference", reading.say(segment, place, segment.at(1)), segment.at(place))
    _rest(reading.draft, segment, {2, 3})


def _vessel(reading: _Reading, segment: Segment) -> None:
    means, tally = reading.transport("V1"), reading.draft.tally
    code = tally.said("V1.1", segment.at(1))
    if code and segment.at(8) == "C":
        means.call_sign = code
    elif code and re.fullmatch(r"\d{7}", code.text):
        means.imo = code
    else:
        means.registration = code
    means.name = tally.said("V1.2", segment.at(2))
    means.flag, means.voyage = tally.said("V1.3", segment.at(3)), tally.said("V1.4", segment.at(4))
    means.mode = _MODES.get(segment.at(9), "sea" if means.imo else "unknown")
    _rest(reading.draft, segment, {1, 2, 3, 4})


def _manifest(reading: _Reading, segment: Segment) -> None:
    means, tally = reading.transport("M10"), reading.draft.tally
    means.mode = _MODES.get(segment.at(2), "unknown")
    means.flag, means.imo = tally.said("M10.3", segment.at(3)), tally.said("M10.4", segment.at(4))
    means.name, means.voyage = tally.said("M10.5", segment.at(5)), tally.said("M10.6", segment.at(6))
    _rest(reading.draft, segment, {3, 4, 5, 6})


def _arrival(reading: _Reading, segment: Segment) -> None:
    reading.draft.place("unloading", "P4.1", code=segment.at(1))
    _dated(reading, "P4.2", segment.at(2), "arrival")
    _rest(reading.draft, segment, {1, 2})


def _manifest_bill(reading: _Reading, segment: Segment) -> None:
    reading.billed = True
    draft = reading.draft
    bill, place, receipt = (1, 2, 9) if segment.tag == "M11" else (4, 2, 0)
    draft.reference = segment.at(bill)
    draft.tally.note("reference", f"{segment.tag}.{bill}", segment.at(bill))
    draft.place("loading", f"{segment.tag}.{place}", code=segment.at(place))
    if receipt:
        draft.place("dispatch", f"{segment.tag}.{receipt}", name=segment.at(receipt))
    _rest(draft, segment, {bill, place, receipt})


def _name(reading: _Reading, segment: Segment) -> None:
    code, draft = segment.at(1), reading.draft
    names = tuple(filter(None, [draft.tally.said(f"N1[{code}].2", segment.at(2))]))
    number = draft.tally.said(f"N1[{code}].4", segment.at(4))
    kind = _NUMBERS.get(segment.at(3), "other")
    role = _ROLES.get(code, "other")
    draft.parties.append(
        Party(
            role=role, kind="bank" if role == "bank" else "unknown", names=names, path=f"N1[{code}]",
            identifiers=(Identifier(kind=kind, value=number.text, path=number.path),) if number else (),
        )
    )  # fmt: skip
    _rest(draft, segment, {2, 4})


def _more_of_name(reading: _Reading, segment: Segment) -> None:
    """A name that goes on: alone, and behind what stands before it."""
    draft = reading.draft
    for place in range(1, len(segment.elements) + 1):
        said = draft.tally.said(f"N2.{place}", segment.at(place))
        if said and draft.parties and len(draft.parties[-1].names) < _LINES:
            one = draft.parties[-1]
            joined = (
                [said.__class__(text=f"{one.names[-1].text} {said.text}", path=one.names[-1].path)]
                if one.names
                else []
            )
            draft.parties[-1] = _with(one, names=(*one.names, said, *joined))
        elif said:
            draft.tally.note("other", said.path, said.text)


def _address(reading: _Reading, segment: Segment) -> None:
    draft, country = reading.draft, segment.at(4) if segment.tag == "N4" else ""
    for place in range(1, len(segment.elements) + 1):
        said = draft.tally.said(f"{segment.tag}.{place}", segment.at(place))
        if said is None:
            continue
        if not draft.parties or len(draft.parties[-1].address) >= _LINES:
            draft.tally.note("other", said.path, said.text)
        elif place == 4 and country:
            draft.parties[-1] = _with(draft.parties[-1], country=said)
        else:
            draft.parties[-1] = _with(draft.parties[-1], address=(*draft.parties[-1].address, said))


def _with(party: Party, **changes: object) -> Party:
    fields = {name: getattr(party, name) for name in party.__struct_fields__}
    return Party(**{**fields, **changes})


def _port(reading: _Reading, segment: Segment) -> None:
    code = segment.at(1)
    path = f"R4[{code}]"
    coded = segment.at(2) in ("UN", "K", "")  # UN/LOCODE, or the US Schedule K
    reading.draft.place(
        _PLACES.get(code, "other"),
        path,
        code=segment.at(3) if coded else "",
        name=segment.at(4),
        country=segment.at(5),
    )
    for place in (6, 7):
        reading.draft.tally.note("other", f"{path}.{place}", segment.at(place))
    _rest(reading.draft, segment, {4, 5, 6, 7} | ({3} if coded else set()))


def _day(reading: _Reading, segment: Segment) -> None:
    _dated(reading, "DTM.2", segment.at(2), "other")
    _rest(reading.draft, segment, {2})


def _dated(reading: _Reading, path: str, text: str, role: str) -> None:
    day = calendar_day(text)
    if day:
        reading.draft.tally.said(path, text)
        reading.draft.dates.append(Dated(role=role, on=day, path=path))  # type: ignore[arg-type]
    else:
        reading.draft.tally.rest(path, text, _QUIET)


def _new_line(reading: _Reading, segment: Segment) -> None:
    reading.line = 0
    _rest(reading.draft, segment)


def _quantities(reading: _Reading, segment: Segment) -> None:
    line = reading.goods()
    factor = KILOGRAMS.get(segment.at(11).upper(), 1.0)
    weight = amount(segment.at(4))
    if weight is not None and segment.at(5) == "N":
        line.net_kg = weight * factor
    elif weight is not None:
        line.gross_kg = weight * factor
    line.quantity, line.unit = amount(segment.at(8)), segment.at(9)
    _rest(reading.draft, segment)


def _description(reading: _Reading, segment: Segment) -> None:
    line, tally = reading.goods(), reading.draft.tally
    if said := tally.said("L5.2", segment.at(2)):
        line.descriptions.append(said)
    if said := tally.said("L5.3", segment.at(3)):
        line.hs = line.hs or said
    if said := tally.said("L5.6", segment.at(6)):
        line.marks.append(said)
    _rest(reading.draft, segment, {2, 3, 6})


def _manifest_goods(reading: _Reading, segment: Segment) -> None:
    reading.line = 0
    line, tally = reading.goods(), reading.draft.tally
    line.path = "N10"
    line.quantity, line.unit = amount(segment.at(1)), segment.at(10)
    if said := tally.said("N10.2", segment.at(2)):
        line.descriptions.append(said)
    if said := tally.said("N10.3", segment.at(3)):
        line.marks.append(said)
    line.hs, line.origin = tally.said("N10.5", segment.at(5)), tally.said("N10.11", segment.at(11))
    weight = amount(segment.at(8))
    line.gross_kg = None if weight is None else weight * KILOGRAMS.get(segment.at(7).upper(), 1.0)
    _rest(reading.draft, segment, {2, 3, 5, 11})


def _container(reading: _Reading, segment: Segment) -> None:
    """The letters and the digits of a container's number stand in two elements."""
    first = 1 if segment.tag == "N7" else 2
    letters, digits = segment.at(first), segment.at(first + 1)
    if said := reading.draft.tally.said(f"{segment.tag}.{first}", letters + digits):
        reading.transport(segment.tag).containers.append(said)
    _rest(reading.draft, segment, {first, first + 1})


def _words(reading: _Reading, segment: Segment) -> None:
    for place in range(1, len(segment.elements) + 1):
        text = segment.at(place)
        if len(text) > 3:
            reading.draft.tally.note("other", f"{segment.tag}.{place}", text)
        else:
            reading.draft.tally.rest(f"{segment.tag}.{place}", text, _QUIET)


def _rest(draft: Draft, segment: Segment, read: set[int] | frozenset[int] = frozenset()) -> None:
    """Accounts for the elements of a segment that have no place in the record."""
    for place in range(1, len(segment.elements) + 1):
        if place not in read:
            draft.tally.rest(f"{segment.tag}.{place}", segment.at(place), _QUIET)


_READERS: dict[str, Callable[[_Reading, Segment], None]] = {
    "B3": _bill, "N9": _reference, "V1": _vessel, "M10": _manifest, "P4": _arrival, "M11": _manifest_bill, "M13": _manifest_bill,
    "N1": _name, "N2": _more_of_name, "N3": _address, "N4": _address, "R4": _port, "DTM": _day, "LX": _new_line,
    "L0": _quantities, "L5": _description, "N10": _manifest_goods, "N7": _container, "VID": _container, "C8": _words,
    "K1": _words, "NTE": _words, "PER": _words, "H1": _words, "MAN": _words, "MS3": _words,
}  # fmt: skip
