"""Which segments does a UN/EDIFACT file hold, and which of them make a message?

Interchanges (UNA, UNB ... UNZ), several in one file with service characters of their own; functional groups; messages without an
envelope; text before, between and after them, which goes with the nearest message and is screened as free text. The release
character keeps a service character as text. Level B parts by control characters (0x1D elements, 0x1F components, 0x1C segments;
nothing is released), told by the first of them behind UNB. The syntax identifier names the character set (UNOC to UNOK, UNOX);
bytes that are valid UTF-8 are read as such whatever it says, for senders write UNOC over it.

Sources: ISO 9735 (syntax versions 1 to 4) as general knowledge; the samples of the tests.
Assumes that the repetition character of syntax 4 parts no names: it is left in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from yalu.screen.messages.charsets import charset_of_bytes
from yalu.screen.messages.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["FORMAT", "Group", "Segment", "begins", "messages"]

FORMAT = "UN/EDIFACT"
LONGEST_SEGMENT = 4_000_000  # characters
MOST_SEGMENTS = 1_000_000  # of one message
_CHARSETS = {
    "UNOD": "iso8859-2", "UNOE": "iso8859-5", "UNOF": "iso8859-7", "UNOG": "iso8859-3", "UNOH": "iso8859-4",
    "UNOI": "iso8859-6", "UNOJ": "iso8859-8", "UNOK": "iso8859-9", "UNOX": "iso2022_jp",
}  # fmt: skip
_MARK = r"[^\w \t\r\n]"  # a service character may be a control character
_UNA = re.compile(rf"UNA({_MARK})({_MARK})(.)([^\w])(.)([^\w])(?=\s*UN[BGH])", re.DOTALL)
_BEGIN = re.compile(rf"UNA{_MARK}{_MARK}.[^\w].[^\w]\s*UN[BGH]|\bUN[BGH][+\x1d]", re.DOTALL)
_BLANKS = re.compile(r"[\s\ufeff\x1a]*")
_DEFAULT = re.compile(r"UN[BGH]([+\x1d])")
_HELD = "\udc80\udc81\udc82\udc83"  # stand for released characters while a segment is split; no decoded text has them


class Syntax(NamedTuple):
    """The service characters, and the character set that the interchange names."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    terminator: str = "'"
    charset: str = ""


_DEFAULTS = {
    "+": Syntax(),
    "\x1d": Syntax("\x1f", "\x1d", " ", "\x1c"),
}  # of levels A and B, by the element separator


class Segment(NamedTuple):
    """A segment: its place in the file from 1, its tag, its elements as lists of components (the tag is not among them)."""

    number: int
    tag: str
    elements: list[list[str]]
    closed: bool


@dataclass(slots=True)
class Group:
    """One message: the segments of the interchange around it, its own from UNH to UNT, and what follows before the next."""

    envelope: list[Segment]
    body: list[Segment] = field(default_factory=list)
    trailer: list[Segment] = field(default_factory=list)
    in_interchange: int = 1

    @property
    def type(self) -> str:
        return self._identifier(0)

    @property
    def profile(self) -> str:
        """`CUSCAR D.95B`."""
        return " ".join((self.type, ".".join(filter(None, (self._identifier(1), self._identifier(2))))))

    def _identifier(self, component: int) -> str:
        elements = self.body[0].elements
        return elements[1][component] if len(elements) > 1 and len(elements[1]) > component else ""

    @property
    def last(self) -> str:
        """The last segment, as a position."""
        segment = (self.body or self.envelope)[-1]
        return f"{segment.number} ({segment.tag})"

    def broken(self) -> str:
        """Why the message cannot be read; empty where it can."""
        if not self.body:
            return "an interchange without a message"
        if self.body[-1].tag != "UNT":
            return "the message has no UNT segment: it is cut short"
        return ""

    def warnings(self) -> list[str]:
        """Counts and references of the envelope that do not agree."""
        found = []
        said = _value(self.body[-1], 0)
        if said != str(len(self.body)):
            found.append(f"UNT says {said} segments, the message has {len(self.body)}")
        found += [
            f"UNZ says {_value(segment, 0)} messages, the interchange has {self.in_interchange}"
            for segment in self.trailer
            if segment.tag == "UNZ" and _value(segment, 0) != str(self.in_interchange)
        ]
        return found


def _value(segment: Segment, element: int) -> str:
    return segment.elements[element][0].strip() if len(segment.elements) > element else ""


def begins(head: str) -> bool:
    """Whether an interchange, a group or a message starts in the text."""
    return bool(_BEGIN.search(head))


def messages(pieces: Iterable[str]) -> Iterator[Group]:
    """The messages of a text that comes in pieces; whether each is whole is told by `Group.broken`."""
    envelope: list[Segment] = []
    group: Group | None = None
    count = 0
    for segment in _segments(pieces):
        if segment.tag in {"UNB", "UNG", "UNH"} and group:
            yield group
            group = None
        if segment.tag == "UNB":
            if not count and any(s.tag == "UNB" for s in envelope):
                yield Group(envelope)
                envelope = []
            envelope, count = [s for s in envelope if s.tag not in {"UNB", "UNG"}], 0
        if segment.tag == "UNH":
            count += 1
            group = Group(envelope, [segment], in_interchange=count)
            envelope = [s for s in envelope if s.tag in {"UNB", "UNG"}]
        elif group is None:
            envelope.append(segment)
        elif group.body[-1].tag == "UNT" or segment.tag in {"UNZ", "UNE"}:
            group.trailer.append(segment)
        else:
            group.body.append(segment)
            if len(group.body) > MOST_SEGMENTS:
                raise ReaderError(
                    FORMAT, f"segment {segment.number}", f"a message of over {MOST_SEGMENTS:,} segments"
                )
    if group:
        yield group
    elif envelope:
        yield Group(envelope)


def _segments(pieces: Iterable[str]) -> Iterator[Segment]:
    """The segments; what is no segment comes as one with the tag "" and its text."""
    syntax = Syntax()
    left, number = "", 0
    for piece, final in _with_end(pieces):
        text, at = left + piece, 0
        while True:
            at = _BLANKS.match(text, at).end()  # type: ignore[union-attr]  # it matches anything
            if not final and len(text) - at < 64:
                break  # service characters may be cut
            if una := _UNA.match(text, at):
                syntax = Syntax(una[1], una[2], una[4], una[6])
                at += 9
                continue
            syntax = _default(text, at, syntax)
            end = _end(text, at, syntax)
            raw = text[at:end] if end >= 0 else text[at:]
            if _is_segment(raw, syntax):
                if end < 0:
                    break
            elif (start := _begin(text, at + 1, end)) >= 0:
                end, raw = start, text[at:start]
            elif end < 0:
                break
            number += 1
            segment = _segment(number, raw, syntax)
            if segment.tag == "UNB":
                syntax = syntax._replace(charset=_value(segment, 0))
            yield segment
            at = end + (text[end : end + 1] == syntax.terminator)
        left = text[at:]
        if len(left) > LONGEST_SEGMENT:
            raise ReaderError(FORMAT, f"segment {number + 1}", f"longer than {LONGEST_SEGMENT:,} characters")
    if left.strip():
        yield _segment(number + 1, left, syntax)._replace(closed=False)


def _default(text: str, at: int, syntax: Syntax) -> Syntax:
    """The syntax from here on: an interchange without a service string has the default of its level."""
    told = _DEFAULT.match(text, at)
    return syntax if told is None or told[1] == syntax.element else _DEFAULTS[told[1]]


def _begin(text: str, at: int, end: int) -> int:
    """Where an interchange or a message starts before `end`, which is -1 for the end of the text; -1 where none does."""
    found = _BEGIN.search(text, at) if end < 0 else _BEGIN.search(text, at, end + 64)
    return found.start() if found and (end < 0 or found.start() < end) else -1


def _with_end(pieces: Iterable[str]) -> Iterator[tuple[str, bool]]:
    for piece in pieces:
        yield piece, False
    yield "", True


def _end(text: str, at: int, syntax: Syntax) -> int:
    """Where the segment ends: the next terminator that is not released; -1 where there is none."""
    end = text.find(syntax.terminator, at)
    while end >= 0:
        before = end
        while before > at and text[before - 1] == syntax.release:
            before -= 1
        if (end - before) % 2 == 0 or syntax.release == " ":
            return end
        end = text.find(syntax.terminator, end + 1)
    return -1


def _is_segment(raw: str, syntax: Syntax) -> bool:
    return raw[:3].isalnum() and raw[:3].isupper() and raw[3:4] in {"", syntax.element, syntax.component}


def _segment(number: int, raw: str, syntax: Syntax) -> Segment:
    """The segment taken apart, its text in the character set of the interchange."""
    if not raw.isascii():
        raw = _text(raw, syntax.charset, number)
    if not _is_segment(raw, syntax):
        return Segment(number, "", [[raw]], True)
    held = syntax.release in raw and syntax.release != " "
    if held:
        for stand_in, released in zip(
            _HELD, (syntax.release, syntax.terminator, syntax.element, syntax.component), strict=True
        ):
            raw = raw.replace(syntax.release + released, stand_in)
        raw = raw.replace(syntax.release, "")
    elements = [element.split(syntax.component) for element in raw.split(syntax.element)]
    if held:
        back = dict(
            zip(
                map(ord, _HELD),
                (syntax.release, syntax.terminator, syntax.element, syntax.component),
                strict=True,
            )
        )
        elements = [[component.translate(back) for component in element] for element in elements]
    tag, *nesting = elements[0]
    return Segment(number, tag, [*elements[1:], nesting] if nesting else elements[1:], True)


def _text(raw: str, named: str, number: int) -> str:
    """The text of a segment that was read byte for character."""
    try:
        content = raw.encode("latin-1")
    except UnicodeEncodeError:
        return raw  # the file is UTF-16 and was decoded as a whole
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        charset = _CHARSETS.get(named) or charset_of_bytes(content)
    try:
        return content.decode(charset)
    except UnicodeDecodeError as error:
        why = f"byte 0x{content[error.start]:02x} does not fit {charset}, which UNB names"
        raise ReaderError(FORMAT, f"segment {number}", why) from None
