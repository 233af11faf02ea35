"""What does a table of bills of lading say? A CSV file with the columns of US manifest data (AMS), or with those of its vendors.

Rows with the same number of the bill make one consignment; each row is a line of goods. Where the words on the goods run on over
several rows of a bill, they stand joined as well. The headings that are known are in `data/headings.csv`.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from yalu.screen.messages.formats.sheet import columns, consignments, first_rows
from yalu.screen.read import headings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.model import Message

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "bill of lading table"


def recognises(head: str) -> bool:
    """Whether one of the first rows has at least four headings that are known, one of them of a party or of goods."""
    for row in first_rows(head):
        fields = [column.field for column in columns(row, headings("bill")) if column.field]
        if len(fields) >= 4 and any("." in field for field in fields):
            return True
    return False


def read(stream: IO[bytes]) -> Iterator[Message]:
    """The bills of the file, one after the other."""
    yield from consignments(stream, FORMAT, headings("bill"), key=("reference",))
