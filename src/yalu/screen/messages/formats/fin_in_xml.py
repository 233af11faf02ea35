"""What do SWIFT FIN messages say that a vendor's XML carries as text?

Messaging hubs and archives wrap FIN in elements of their own (`<Body>`, `<Payload>`, `<RawMessage>`): as text, in a CDATA section
or in base64. Which element holds it is told by its text alone: blocks of FIN (`{1:F01...`), or the fields of a text block
(`:20:`, and another field on a line of its own). Every other element and attribute of the envelope is kept as a text beside the
nearest message and screened, for a vendor's header may hold names.

Source: the layouts of FIN (see `swift`); the envelope is not known and need not be.
Assumes that line breaks of the text stand in the XML as such; a parser keeps them in elements, not in attributes.
"""

from __future__ import annotations

import binascii
import re
from typing import IO, TYPE_CHECKING

from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.formats.swift import messages_in
from yalu.screen.messages.xml import format_of, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.model import Message, Refused
    from yalu.screen.messages.xml import Node

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "SWIFT FIN in XML"
_BLOCKS = r"\{1:[FAL]\d\d[A-Z0-9]{12}"
_FIELDS = r":(?:20|28|21)[A-Z]?:[^\n<]+\n:\d\d[A-Z]?:"
_FIN = re.compile(rf"\s*(?:{_BLOCKS}|{_FIELDS})")
_BASE64 = r"(?:ezE6[RQT]|OjIw|OjI4|DQo6M|CjoyM)[A-Za-z0-9+/\s]{40,}={0,2}\s*"  # begins as "{1:F", ":20" or a line break does
_LIKELY = re.compile(rf">(?:<!\[CDATA\[)?\s*(?:{_BLOCKS}|{_FIELDS}|{_BASE64}(?:<|\Z))")
_CODED = re.compile(rf"\s*{_BASE64}")


def recognises(text: str) -> bool:
    """Whether an XML document of no known format has an element that holds FIN."""
    return text.startswith("<") and format_of(text) is None and bool(_LIKELY.search(_lines(text)))


def read(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Each message of each element that holds FIN, in the order of the document."""
    (document,) = units(stream, FORMAT)
    index = 0
    for text, around in _held(document.element):
        for message in messages_in([text], index=index, around=around):
            yield message
            index += 1


def _held(envelope: Node) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each text of FIN with the fields of the envelope before it; those after the last one are with the last."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    around: list[tuple[str, str]] = []
    for node in envelope.leaves():
        text = _fin(node)
        if text is None:
            around.append((node.path, node.text))
        else:
            found.append((text, around))
            around = []
    if not found:
        raise ReaderError(FORMAT, "start of the file", "no element of the envelope holds a message")
    found[-1][1].extend(around)
    return found


def _fin(node: Node) -> str | None:
    """The FIN that an element holds; None where it holds anything else."""
    text = _lines(node.raw)
    if _CODED.fullmatch(text):
        try:
            text = _lines(binascii.a2b_base64(text).decode())
        except (binascii.Error, UnicodeDecodeError):
            return None
    return text if _FIN.match(text) else None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
