"""What does an XML message say, element by element, with no way to hide a word?

The parser is expat with nothing but the handlers below: a DOCTYPE ends the reading (so no entity can be declared, and one that is
not is an error), comments and processing instructions vanish without splitting the text around them, CDATA and character
references are text. Namespaces and prefixes are ignored; attributes are fields named `@name`. A document is read in pieces: each
`Unit` (a transaction, a bill of lading) comes out as soon as the next one is complete, with the elements that enclose it, and is
then dropped, so memory does not grow with the file.

Assumes that what stands around the units (a group header) is small beside them; it is refused beyond `MOST_AROUND` fields.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.parsers import expat  # handlers refuse a DOCTYPE before any entity exists

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import Said
from yalu.screen.messages.trail import LONGEST, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EU_DECLARATIONS", "MOST_AROUND", "ROOTS", "Level", "Node", "Unit", "format_of", "units"]

# Declarations in the Union's systems and the messages that repeat one: transit (0), import (4) and export (5, exit 6), in the
# generation whose names are whole words. Spain wraps them in "CC515CV1Ent".
EU_DECLARATIONS = frozenset(
    f"CC{number}{version}{wrapped}"
    for versions, numbers in (
        ("CD", "013 014 015 029 043 044 170 501 502 503 507 511 513 514 515 529 547 548 570 573 590 613 615"),
        ("ABCD", "411 413 414 415 428 429 431 432 433"),
    )
    for number in numbers.split()
    for version in versions
    for wrapped in ("", "V1Ent", "V2Ent")
)
# Element (local name) -> format. The first one met in a document decides, under any envelope; UBL is told by its namespace too.
ROOTS = {
    "Document": "ISO 20022", "AppHdr": "ISO 20022",
    "ASYCUDA": "ASYCUDA declaration", "Sad": "ASYCUDA declaration", "SAD": "ASYCUDA declaration",
    "Awmds": "ASYCUDA manifest", "Awbolds": "ASYCUDA manifest", "Awmcds": "ASYCUDA manifest",
    "Invoice": "UBL invoice", "CreditNote": "UBL invoice", "DebitNote": "UBL invoice",
    "CrossIndustryInvoice": "CII invoice", "CrossIndustryDocument": "CII invoice",
    "Waybill": "IATA Cargo-XML", "HouseWaybill": "IATA Cargo-XML",
    "HouseManifest": "IATA Cargo-XML", "FlightManifest": "IATA Cargo-XML",
    **dict.fromkeys((
        "FIToFICstmrCdtTrf", "FICdtTrf", "FIToFICstmrDrctDbt", "FIDrctDbt", "FIToFIPmtStsRpt", "FIToFIPmtStsReq", "PmtRtr",
        "FIToFIPmtRvsl", "CstmrCdtTrfInitn", "CstmrDrctDbtInitn", "CstmrPmtStsRpt", "BkToCstmrAcctRpt", "BkToCstmrStmt",
        "BkToCstmrDbtCdtNtfctn", "NtfctnToRcv", "FIToFIPmtCxlReq", "RsltnOfInvstgtn",
    ), "ISO 20022"),  # the body alone, without its Document
    **dict.fromkeys(EU_DECLARATIONS, "EU customs declaration"),
    "Declaration": "WCO declaration", "Response": "WCO declaration", "MetaData": "WCO declaration",
}  # fmt: skip
_UBL = "urn:oasis:names:specification:ubl:"
DEEPEST, MOST_NODES, MOST_AROUND = 100, 500_000, 1_000
_CHUNK, _LARGEST = 1 << 16, 1 << 25  # bytes read at a time; bytes of one unit
_DECLARED = re.compile(rb"""^\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_NATIVE = frozenset(("utf-8", "utf-16", "iso8859-1", "ascii", "utf-16-le", "utf-16-be"))
_SUPERSET = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_READ = re.compile(
    r"gb18030|cp932|cp949|big5hkscs|euc_jp|koi8-[rut]|cp125\d|cp8\d\d|iso8859-\d+|mac-\w+|tis-620"
)


class Node:
    """An element or an attribute (`@name`) with text, and what stands in it. `taken` once a reader has mapped its text."""

    __slots__ = ("children", "name", "names", "path", "pieces", "taken", "text")

    def __init__(self, name: str, path: str) -> None:
        self.name, self.path, self.text, self.taken = name, path, "", False
        self.children: list[Node] = []
        self.names: dict[str, int] | None = None
        self.pieces: list[str | Node] | None = None

    def find(self, path: str) -> Node | None:
        """The first descendant at a path of names ("PstlAdr/Ctry"), or None."""
        node = self
        for name in path.split("/"):
            for child in node.children:
                if child.name == name:
                    node = child
                    break
            else:
                return None
        return node

    def all(self, name: str) -> list[Node]:
        """The children of this name."""
        return [child for child in self.children if child.name == name]

    def said(self) -> Said | None:
        """The text, taken; None where there is none, it is taken already, or it is too long to be compared with anything."""
        if not self.text or self.taken or len(self.text) > LONGEST:
            return None
        self.taken = True
        return Said(text=self.text, path=self.path)

    def lines(self) -> list[Said]:
        """The text line by line, taken; the lines share the path."""
        if self.said() is None:
            return []
        lines = (clean(line) for line in _text(self).splitlines())
        return [Said(text=line, path=self.path) for line in lines if line]

    @property
    def raw(self) -> str:
        """The text as it stands, with its line breaks."""
        return self.text if self.pieces is None else _text(self)

    def say(self, path: str) -> Said | None:
        """The text of the first descendant at a path, taken."""
        node = self.find(path)
        return node.said() if node is not None else None

    def says(self, path: str) -> str:
        """The text of the first descendant at a path, left where it is; empty where there is none."""
        node = self.find(path)
        return node.text if node is not None else ""

    def leaves(self) -> Iterator[Node]:
        """Every node with text from here down, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.text:
                yield node
            waiting.extend(reversed(node.children))


class Level(NamedTuple):
    """An element around a unit, and what of its content no unit before has come with."""

    element: Node
    fresh: Node


class Unit(NamedTuple):
    """One message: its own element, and the elements around it from the root down."""

    element: Node
    around: tuple[Level, ...]
    where: str


class _Builder:
    """Nodes from the events of the parser. A unit is ready when the next one ends, so that what follows it comes with it."""

    def __init__(self, format: str, splits: frozenset[str], *, outermost: bool) -> None:  # noqa: A002  # as above
        self.format, self.splits, self.outermost = format, splits, outermost
        self.open: list[Node] = []
        self.ready: list[Unit] = []
        self.held: tuple[Node, list[Node], str] | None = None
        self.divided: set[int] = set()  # open elements out of which a unit has come
        self.nodes = 0
        self.parser = expat.ParserCreate()

    def listen(self, encoding: str | None) -> None:
        parser = self.parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters

    def where(self) -> str:
        return f"line {self.parser.CurrentLineNumber}, column {self.parser.CurrentColumnNumber + 1}"

    def refusal(self, why: str) -> ReaderError:
        return ReaderError(self.format, self.where(), why)

    def doctype(self, *_: object) -> None:
        raise self.refusal("a DOCTYPE, which could hide text behind entities; send the message without one")

    def start(self, qualified: str, attributes: list[str]) -> None:
        name = qualified.rpartition(":")[2]
        if self.open:
            node = _child(self.open[-1], name)
            if len(self.open) >= DEEPEST:
                raise self.refusal(f"elements stand more than {DEEPEST} deep; no message of this kind does")
        else:
            node = Node(name, name)
        self.open.append(node)
        self.nodes += 1 + len(attributes) // 2
        if self.nodes > MOST_NODES:
            raise self.refusal(f"one message of more than {MOST_NODES:,} elements; send it in parts")
        for i in range(0, len(attributes), 2):
            key = attributes[i]
            text = clean(attributes[i + 1])
            if text:
                attribute = _child(node, "@" + (key if key.startswith("xmlns") else key.rpartition(":")[2]))
                attribute.text = text

    def characters(self, text: str) -> None:
        node = self.open[-1]
        if node.pieces is None:
            if text.isspace():
                return
            node.pieces = [child for child in node.children if child.name[0] != "@"]
        node.pieces.append(text)

    def end(self, _: str) -> None:
        node = self.open.pop()
        if node.pieces is not None:
            node.text = clean(_text(node))
        node.names = None
        if id(node) in self.divided:
            self.divided.discard(id(node))
        elif self.is_unit(node):
            self.divided.update(map(id, self.open))
            self.release({id(node), *map(id, self.open)})
            self.held = (node, list(self.open), self.where())
            self.nodes = len(self.open)
            return
        if self.open and self.open[-1].pieces is not None:
            self.open[-1].pieces.append(node)

    def is_unit(self, node: Node) -> bool:
        if node.name not in self.splits:
            return not (self.open or self.held)
        return not (self.outermost and any(around.name in self.splits for around in self.open))

    def release(self, later: set[int]) -> None:
        """The held unit is ready, with the content around it that has come so far; `later` belongs to the next one."""
        if self.held is None:
            return
        element, around, where = self.held
        own = {id(element), *map(id, around)}
        levels = []
        for level in around:
            fresh = Node(level.name, level.path)
            fresh.text = level.text
            fresh.children = [c for c in level.children if id(c) not in own and id(c) not in later]
            level.children = [c for c in level.children if id(c) in later]
            levels.append(Level(level, fresh))
        self.ready.append(Unit(element, tuple(levels), where))


def _child(parent: Node, name: str) -> Node:
    """A new last child; the second of a name is `name[2]` in its path."""
    names = parent.names
    if names is None:
        names = parent.names = {}
    count = names[name] = names.get(name, 0) + 1
    node = Node(name, f"{parent.path}/{name}" if count == 1 else f"{parent.path}/{name}[{count}]")
    parent.children.append(node)
    return node


def _text(node: Node) -> str:
    """All the text in an element that mixes text and elements, as XML defines its value; most have text alone."""
    return "".join(
        piece if isinstance(piece, str) else _text(piece) if piece.pieces else ""
        for piece in node.pieces or ()
    )


def _decoder(head: bytes) -> codecs.IncrementalDecoder | None:
    """A strict decoder where the declared encoding is one that expat does not know itself."""
    declared = _DECLARED.match(head)
    if declared is None:
        return None
    name = declared[1].decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = name.lower()
    known = _SUPERSET.get(known, known)
    if known in _NATIVE:
        return None
    if not _READ.fullmatch(known):
        raise ReaderError("xml", "line 1", f'the encoding "{name}" is not read here; send UTF-8')
    return codecs.getincrementaldecoder(known)("strict")


def units(
    stream: IO[bytes],
    format: str,  # noqa: A002  # the word of the trade
    splits: frozenset[str] = frozenset(),
    *,
    outermost: bool = False,
) -> Iterator[Unit]:
    """The messages of a document, one for each element whose name is in `splits`, else the root.

    Args:
        outermost: where one of these elements stands in another, the outer one is the message; else the inner one is.

    Raises:
        ReaderError: where the document is no XML, or more than a message can be; units before that place have come out.
    """
    head = stream.read(_CHUNK)
    data = head.lstrip(b" \t\r\n")  # blank lines before the declaration are a common slip
    decoder = _decoder(data)
    builder = _Builder(format, splits, outermost=outermost)
    builder.listen("utf-8" if decoder else None)
    size, since = _CHUNK, 0
    try:
        while data:
            text = decoder.decode(data) if decoder else data
            builder.parser.Parse(text.encode() if isinstance(text, str) else text, False)
            since = 0 if builder.ready else since + len(data)
            yield from builder.ready
            builder.ready.clear()
            if since > _LARGEST:
                raise builder.refusal(f"one message of more than {_LARGEST >> 20} MB; send it in parts")
            # A tag or comment that goes on is read again from its start: ever larger pieces keep that linear.
            size = max(_CHUNK, since)
            data = stream.read(size)
        if decoder:
            decoder.decode(b"", True)
        builder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        why = expat.errors.messages[error.code]
        raise ReaderError(
            format, f"line {error.lineno}, column {error.offset + 1}", f"not well-formed: {why}"
        ) from None
    except (UnicodeError, LookupError, ValueError) as error:
        raise builder.refusal(f"the text does not fit its encoding: {error}") from None
    builder.release(set())
    yield from builder.ready


@lru_cache(maxsize=8)
def format_of(text: str) -> str | None:
    """The format of a document that starts so, by the first root element known; None for any other text."""
    if not text.startswith("<"):
        return None
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = _root
    try:
        parser.Parse(text.encode("utf-8", "replace"), False)
    except _Found as found:
        return found.format
    except (
        expat.ExpatError
    ):  # the reader says what is wrong, with the place; here it is enough to know whose it is
        return None
    return None


class _Found(Exception):
    def __init__(self, format: str) -> None:  # noqa: A002  # the word of the trade
        self.format = format


def _root(name: str, attributes: dict[str, str]) -> None:
    if any(_UBL in value for value in attributes.values()):  # a UBL Waybill is none of IATA's
        raise _Found("UBL invoice")
    known = ROOTS.get(name.rpartition(":")[2])
    if known:
        raise _Found(known)
