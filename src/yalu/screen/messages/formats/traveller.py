"""What does a table of travellers say? A CSV file, one row for each person, thing or sum carried; headings English or Chinese.

Rows with the same number of a declaration, or else the same passport, make one declaration. A row with a sum and no goods is
cash; so is one whose goods are banknotes. The headings that are known are in `data/headings.csv`.
Sources for what is asked: 2094 paras 11 and 14 (cash couriers), 2270 paras 18 and 37 (baggage, gold), 2321 para 13 (luggage).
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Literal

from msgspec.structs import replace

from yalu.screen.messages.formats.sheet import columns, consignments, first_rows
from yalu.screen.messages.model import Cash, Consignment, Traveller
from yalu.screen.read import headings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.screen.messages.model import GoodsLine, Message

__all__ = ["FORMAT", "read", "recognises"]

FORMAT = "traveller table"
_CASH = re.compile(r"\b(?:cash|bank ?notes?|currency|money)\b|现金|现钞|钞票|현금|наличн", re.IGNORECASE)
_CAPACITIES: tuple[tuple[Literal["diplomat", "courier", "official", "private"], re.Pattern[str]], ...] = (
    ("diplomat", re.compile(r"diplomat|外交|외교", re.IGNORECASE)),
    ("courier", re.compile(r"courier|信使|信差", re.IGNORECASE)),
    ("official", re.compile(r"official|service passport|公务|因公", re.IGNORECASE)),
    ("private", re.compile(r"private|tourist|因私|旅游|私人", re.IGNORECASE)),
)


def recognises(head: str) -> bool:
    """Whether one of the first rows names a traveller, by name or passport, and two fields more."""
    known = headings("traveller")
    for row in first_rows(head):
        fields = [column.field for column in columns(row, known) if column.field]
        if len(fields) >= 3 and any(field.startswith("traveller.") for field in fields):
            return True
    return False


def read(stream: IO[bytes]) -> Iterator[Message]:
    """The declarations of the file, one after the other."""
    known = headings("traveller")
    for message in consignments(
        stream, FORMAT, known, key=("reference", "traveller.passport", "traveller.name")
    ):
        yield replace(message, content=_declaration(message.content))  # type: ignore[arg-type]  # always a consignment


def _declaration(content: Consignment) -> Traveller:
    words = " ".join(note.said.text for note in content.notes)
    capacity = next((name for name, pattern in _CAPACITIES if pattern.search(words)), "")
    return Traveller(
        reference=content.reference,
        capacity=capacity,  # type: ignore[arg-type]  # one of the names, or empty
        parties=content.parties,
        places=content.places,
        goods=tuple(line for line in content.goods if line.descriptions or line.hs),
        cash=tuple(cash for line in content.goods if (cash := _cash(line))),
        means=content.means,
        notes=content.notes,
        dates=content.dates,
    )


def _cash(line: GoodsLine) -> Cash | None:
    words = "; ".join(said.text for said in line.descriptions)
    if line.value is None or (words and not _CASH.search(words)):
        return None
    return Cash(amount=line.value, currency=line.currency, words=words, path=line.path)
