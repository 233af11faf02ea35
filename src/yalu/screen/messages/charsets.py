"""In which character set are these bytes?

A text is decoded strictly or not at all: a byte that does not fit is a reason to refuse, never a character to drop. UTF-8 and
UTF-16 are told by their mark or their shape. GB18030 and Windows-1252 both take nearly any bytes: Chinese text has its high bytes
in pairs, European text has them singly between ASCII letters, and that decides.
Assumes that a text stays in the character set in which its first character outside ASCII stands.
"""

from __future__ import annotations

import codecs
import re
from typing import IO, TYPE_CHECKING

from yalu.screen.messages.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["charset", "charset_of_bytes", "glimpse", "texts"]

CHUNK = 65_536  # bytes read at a time
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")


def charset(head: bytes) -> str:
    """The name, as Python knows it, of the character set of a text that starts with these bytes."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return "utf-16-le"
    if head[:1] == b"\0" and head[1:2] != b"\0":
        return "utf-16-be"
    return charset_of_bytes(head)


def charset_of_bytes(part: bytes) -> str:
    """The same for a part of a text that is known not to be UTF-16."""
    if _fits(part, "utf-8"):
        return "utf-8"
    if _fits(part, "gb18030") and _in_pairs(part):
        return "gb18030"
    return "cp1252" if _fits(part, "cp1252") else "latin-1"


def _fits(part: bytes, name: str) -> bool:
    """Whether the bytes decode, but for a character cut off at the end."""
    try:
        codecs.getincrementaldecoder(name)().decode(part)
    except UnicodeDecodeError:
        return False
    return True


def _in_pairs(part: bytes) -> bool:
    """Whether most high bytes stand in pairs, as those of Chinese characters do."""
    runs = [len(run) for run in _HIGH.findall(part)]
    return sum(length for length in runs if length % 2 == 0) > sum(length for length in runs if length % 2)


def texts(stream: IO[bytes], *, format: str, eight_bit: str = "") -> Iterator[str]:  # noqa: A002  # the word of the trade
    """The text of the stream, piece by piece.

    Raises `ReaderError` with the position of a byte that does not fit, or of a NUL.

    Args:
        format: the reader that asks, for the error.
        eight_bit: the character set of any text that is not UTF-16 or UTF-32, where the format tells it.
    """
    at, name, undecided, decoder = 0, "", True, None
    while True:
        raw = stream.read(CHUNK)
        if undecided and raw:
            name = charset(raw) if at == 0 else charset_of_bytes(raw)
            if eight_bit and not name.startswith(("utf-16", "utf-32")):
                name = eight_bit
            decoder = codecs.getincrementaldecoder(name)()
            undecided = name == "utf-8" and raw.isascii()
        if decoder is None:
            return
        try:
            text = decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            where = max(0, at - (len(error.object) - len(raw))) + error.start
            why = f"byte 0x{error.object[error.start]:02x} does not fit {name}; save the file as UTF-8"
            raise ReaderError(format, f"byte {where}", why) from None
        if "\0" in text:
            raise ReaderError(format, f"near byte {at}", "a NUL character, which no text has")
        if text:
            yield text
        if not raw:
            return
        at += len(raw)


def glimpse(head: bytes) -> str:
    """The start of a text for recognisers: as much of it as decodes, without a byte order mark or leading blanks."""
    return head.decode(charset(head), errors="replace").lstrip("\ufeff \t\r\n")
