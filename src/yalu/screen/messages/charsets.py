"""In which character set are these bytes?

A text is decoded strictly or not at all: a byte that does not fit is a reason to refuse, never a character to drop. UTF-8 and
UTF-16 are told by their mark or their shape. GB18030 and Windows-1252 both take nearly any bytes, so text in another character
set would come out as names that nobody bears. What tells them: simplified Chinese has most of its pairs in the level of common
characters of GB 2312; Korean all of them between B0 and C8; Big5 often an ASCII byte as the second; European text has its
high bytes singly between ASCII letters. High bytes in words that are none of these (Cyrillic, Thai, Japanese) are refused.
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
_WESTERN = ("cp1252", "latin-1")
_HIGH = re.compile(rb"[\x80-\xff]+")
_DOUBLE = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_ENOUGH = 12  # characters of two bytes by which Korean can be told from Chinese
_WORD = 3  # high bytes in a row that no word of Western Europe has


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
    if name := _of_pairs(part):
        return name
    return "cp1252" if _fits(part, "cp1252") else "latin-1"


def _of_pairs(part: bytes) -> str:
    """The character set of two bytes a character that the text is in; empty if it is in none."""
    pairs = _DOUBLE.findall(part)
    common = _share(pairs, 0xA1, 0xD7, 0xA1)
    if _in_pairs(part) and common > 0.5 and _fits(part, "gb18030"):
        korean = len(pairs) >= _ENOUGH and _share(pairs, 0xB0, 0xC8, 0xA1) > 0.95
        return "cp949" if korean and _fits(part, "cp949") else "gb18030"
    ascii_second = _share(pairs, 0x81, 0xFE, 0x40, 0x7E)
    if 0.1 < ascii_second < 0.8 and _share(pairs, 0xA1, 0xC6, 0x40) > 0.6 and _fits(part, "big5hkscs"):
        return "big5hkscs"
    return "gb18030" if _in_pairs(part) and not _in_words(part) and _fits(part, "gb18030") else ""


def _share(pairs: list[bytes], low: int, high: int, second: int, most: int = 0xFE) -> float:
    """The share of the pairs whose first byte and second byte lie between such bounds."""
    held = sum(low <= pair[0] <= high and second <= pair[1] <= most for pair in pairs)
    return held / len(pairs) if pairs else 0.0


def _in_words(part: bytes) -> bool:
    """Whether most high bytes stand in runs as long as no word of Western Europe has."""
    runs = [len(run) for run in _HIGH.findall(part)]
    return sum(length for length in runs if length >= _WORD) > sum(runs) / 2


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
            elif name in _WESTERN and _in_words(raw):
                raise ReaderError(
                    format,
                    f"near byte {at}",
                    "letters in a character set that cannot be told; save the file as UTF-8",
                )
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
