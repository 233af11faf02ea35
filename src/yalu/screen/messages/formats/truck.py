"""What does a truck manifest in Chinese say? A CSV file with one row for each line of goods, in GB18030 or UTF-8.

Rows of one truck (车牌号) make one consignment; a row without a plate belongs to the truck above it. Titles above the headings
and totals below them are kept as free text. The headings that are known are in `data/headings.csv`.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from yalu.screen.messages.formats.sheet import columns, consignments, first_rows
from yalu.screen.read import headings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.model import Message

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "truck manifest"


def recognises(head: str) -> bool:
    """Whether one of the first rows has at least three headings that are known."""
    known = headings("truck")
    return any(sum(bool(column.field) for column in columns(row, known)) >= 3 for row in first_rows(head))


def read(stream: IO[bytes]) -> Iterator[Message]:
    """The trucks of the file, one after the other."""
    yield from consignments(stream, FORMAT, headings("truck"), key=("registration", "name"))
