"""Which format is this, and what does each message in it say?

The format is told from the content, never from a name: each reader has a recogniser that looks at the start of the stream.
Shapes: messages come one by one in the order of the file; memory holds one message and the start of the stream.
"""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from yalu.screen.messages.charsets import glimpse
from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.formats import Format
    from yalu.screen.messages.model import Message, Refused

__all__ = ["HEAD", "read_messages", "recognised"]

HEAD = 65_536  # bytes that the recognisers look at


def read_messages(stream: IO[bytes]) -> Iterator[Message | Refused]:
    """Every message of the stream, whatever its format; a broken message of a batch comes back as `Refused`.

    Raises `ReaderError` where the format is unknown or nothing can be read.
    """
    head = stream.read(HEAD)
    known = recognised(head)
    whole = io.BytesIO(head) if len(head) < HEAD else io.BufferedReader(_Rejoined(head, stream))
    yield from known.read(whole)


def recognised(head: bytes) -> Format:
    """The format that a stream with this start is in.

    Raises `ReaderError` where none fits, with what was seen and the formats that are known.
    """
    text = glimpse(head)
    for known in FORMATS:
        if known.recognises(text):
            return known
    known_names = ", ".join(known.name for known in FORMATS)
    raise ReaderError(
        "unknown format", "start of the file", f"{_seen(head, text)}. Formats read: {known_names}"
    )


def _seen(head: bytes, text: str) -> str:
    """What a person would say of content in no known format."""
    if not head.strip():
        return "it is empty"
    if head[:2] in {b"\x1f\x8b", b"PK", b"BZ"} or head[:4] in {b"\xfd7zX", b"\x28\xb5\x2f\xfd"}:
        return "it is an archive or compressed; unpack it first"
    if head[:5] == b"%PDF-":
        return "it is a PDF document, not a message"
    return f"it starts with {' '.join(text[:200].split())[:60]!r}"


class _Rejoined(io.RawIOBase):
    """A stream whose start has been read already, whole again; it need not be seekable."""

    def __init__(self, head: bytes, tail: IO[bytes]) -> None:
        super().__init__()
        self._head, self._tail = head, tail

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # any writable buffer
        size = len(buffer)
        taken, self._head = self._head[:size], self._head[size:]
        if not taken:
            taken = self._tail.read(size)
        buffer[: len(taken)] = taken
        return len(taken)
