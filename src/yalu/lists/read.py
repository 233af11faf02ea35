"""Opens what lists are made of: files of publishers, and the tables that ship with the part.

A file may be compressed with gzip; what counts, in its hash as in its size, are the bytes as the publisher made them.
"""

from __future__ import annotations

import csv
import zlib
from functools import cache
from pathlib import Path

from yalu.lists.errors import BadList
from yalu.lists.tables import LARGEST_TABLE

__all__ = ["demonyms", "read_bytes", "unzipped"]

_DATA = Path(__file__).with_name("data")
_GZIP = b"\x1f\x8b"


@cache
def demonyms() -> dict[str, str]:
    """The adjectives of `data/demonyms.csv` with the letters of their States, in lower case."""
    text = (_DATA / "demonyms.csv").read_text(encoding="utf-8")
    return {row["word"].casefold(): row["iso3"] for row in csv.DictReader(text.splitlines())}


def read_bytes(path: Path) -> bytes:
    """The bytes of a list's file, unpacked.

    Raises:
        BadList: the file cannot be read, is no sound gzip, or is larger than any list.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadList(f"{path}: {error.strerror or 'cannot be read'}") from None
    try:
        return unzipped(data)
    except BadList as error:
        raise BadList(f"{path}: {error}") from None


def unzipped(data: bytes) -> bytes:
    """The bytes inside a gzip, or the bytes themselves where they are none.

    Raises:
        BadList: the gzip is broken or cut, or holds more than any list.
    """
    if not data.startswith(_GZIP):
        return data
    unpacked = b""
    while data.startswith(_GZIP):  # a gzip may hold several parts, one behind the other
        unpacker = zlib.decompressobj(wbits=31)
        try:
            unpacked += unpacker.decompress(data, LARGEST_TABLE - len(unpacked) + 1)
        except zlib.error as error:
            raise BadList(f"the gzip is broken: {error}") from None
        if len(unpacked) > LARGEST_TABLE:
            raise BadList("the gzip holds more than any list")
        if not unpacker.eof:
            raise BadList("the gzip was cut off")
        data = unpacker.unused_data
    return unpacked
