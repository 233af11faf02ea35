"""What do the rows of a table of consignments say, whatever its headings?

A heading is looked up in the reader's table of names; case, blanks and punctuation do not count, a unit in parentheses is taken as such
("毛重(千克)", "Weight (kg)"), a number at the end ("address_2") is dropped. The row with the headings may follow title rows. Rows that share
the key of the reader (a bill, a truck) make one consignment. A cell under an unknown heading, or beyond the headings, is left out only if
it is a code or a number, else it is screened as free text.

Shapes: one row is one line of goods. A path is `row 3, shipper_name`, with the sender's heading.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import IO, TYPE_CHECKING, NamedTuple

from yalu.screen.messages.charsets import texts
from yalu.screen.messages.consignment import KILOGRAMS, Draft, Line, Transport, amount, calendar_day, rejoined
from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import Dated, Identifier, IdentifierKind, Message, Party, PartyRole, PlaceRole, Refused, Said
from yalu.screen.messages.trail import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["Cell", "Column", "columns", "consignments", "plain", "rows"]

FIRST_ROWS = 20  # the headings stand in one of them
ROWS_OF_ONE = 100_000  # rows that one consignment may have
_UNITS = re.compile(r"[(（\[]([^)）\]]*)[)）\]]")
_QUIET = re.compile(rf"(?:{SHAPES['code'].pattern}|{SHAPES['number'].pattern}|{SHAPES['date'].pattern})", re.IGNORECASE)
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|總\s*計|(?:grand |sub)?total\b.*", re.IGNORECASE)
_PLATE = re.compile(r"[\u4e00-\u9fff]{1,2}[A-Z][-· ]?[A-Z0-9]{4,7}[\u4e00-\u9fff]?|(?=.*\d)[A-Z0-9][A-Z0-9 ·-]{3,19}", re.IGNORECASE)
_CURRENCIES = {"美元": "USD", "人民币": "CNY", "元": "CNY", "欧元": "EUR", "US$": "USD", "$": "USD", "RMB": "CNY", "￥": "CNY"}
_MODES = {
    "sea": "sea", "ship": "sea", "vessel": "sea", "ocean": "sea", "road": "road", "truck": "road", "rail": "rail", "air": "air",
    "10": "sea", "11": "sea", "海运": "sea", "水路运输": "sea", "公路": "road", "公路运输": "road", "汽车运输": "road", "铁路": "rail",
    "铁路运输": "rail", "航空运输": "air", "空运": "air",
}  # fmt: skip
_PLACES: dict[str, PlaceRole] = {
    "loading": "loading", "unloading": "unloading", "receipt": "dispatch", "destination": "destination", "delivery": "delivery",
    "transit": "transit", "border": "border", "export": "export", "office": "office", "transhipment": "transhipment",
}  # fmt: skip
_NUMBERS: dict[str, IdentifierKind] = {"scac": "scac", "tax": "tax", "passport": "passport", "national_id": "national_id", "id": "other"}
_DATES = {"issued", "departure", "arrival"}


class Column(NamedTuple):
    """A column: the heading as it stands, the field that it fills (empty where unknown), the unit that the heading names."""

    heading: str
    field: str
    unit: str


class Cell(NamedTuple):
    """A cell with content."""

    column: Column
    path: str
    text: str


def plain(heading: str) -> str:
    """The heading as it is looked up.

    >>> plain("Shipper_Name "), plain("毛重（千克）")
    ('shippername', '毛重')
    """
    return "".join(c for c in unicodedata.normalize("NFKC", _UNITS.sub("", heading)).casefold() if c.isalnum())


def columns(cells: Iterable[str], headings: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a row of headings."""
    found = []
    for cell in cells:
        word = plain(cell)
        unit = _UNITS.search(cell)
        field = headings.get(word) or headings.get(word.rstrip("0123456789"), "")
        found.append(Column(cell.strip(), field, unit[1].strip() if unit else ""))
    return tuple(found)


def rows(stream: IO[bytes], name: str) -> Iterator[list[str]]:
    """The rows of a CSV file: cells parted by comma, semicolon, tab or bar, whichever the first line has most of."""
    lines = _lines(texts(stream, format=name))
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(",;\t|，", key=first.count)
    reader = csv.reader(_again(first, lines), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise ReaderError(name, f"line {reader.line_num}", f"{error}; is a quote left open?") from None


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Lines with their ends, each as `\\n`."""
    left = ""
    for piece in pieces:
        *lines, left = re.split(r"\r\n|\n|\r(?!\Z)", left + piece)
        for line in lines:
            yield line.lstrip("\ufeff") + "\n"
    if left.strip():
        yield left.removesuffix("\r") + "\n"


def consignments(
    stream: IO[bytes], name: str, headings: Mapping[str, str], key: Callable[[Mapping[str, str]], str]
) -> Iterator[Message | Refused]:
    """The consignments of a table.

    Args:
        stream: the file.
        name: the reader, for messages and errors.
        headings: field by heading, as `plain` writes it.
        key: what rows of one consignment share, from the text by field; empty where a row belongs to the one before.
    """
    table = enumerate(rows(stream, name), 1)
    head, found = _header(table, headings, name)
    draft, current, index, size = None, "", 0, 0
    for number, row in table:
        cells = [
            Cell(column, f"row {number}, {column.heading or 'column ' + str(place)}", text)
            for place, (column, text) in enumerate(_paired(found, row), 1)
            if text.strip()
        ]
        if not cells:
            continue
        own = key({cell.column.field: cell.text.strip() for cell in cells})
        if draft and own and own != current:
            yield draft.message(name, "", index)
            draft, index = None, index + 1
        if draft is None:
            draft, current, size = Draft(), own, 0
            for where, text in head:
                draft.tally.note("other", where, text)
        size += 1
        if size > ROWS_OF_ONE:
            raise ReaderError(name, f"row {number}", f"over {ROWS_OF_ONE:,} rows of one consignment")
        _read(draft, cells, number)
    if draft is None:
        raise ReaderError(name, "after the headings", "no row with content")
    yield draft.message(name, "", index)


def _header(
    table: Iterator[tuple[int, list[str]]], headings: Mapping[str, str], name: str
) -> tuple[list[tuple[str, str]], tuple[Column, ...]]:
    """What stands above the headings, and the columns."""
    above: list[tuple[str, str]] = []
    for number, row in table:
        found = columns(row, headings)
        if sum(bool(column.field) for column in found) >= 3:
            return above, found
        above += [(f"row {number}", cell) for cell in row if cell.strip()]
        if number >= FIRST_ROWS:
            break
    raise ReaderError(name, f"the first {FIRST_ROWS} rows", "no row of headings that are known")


def _paired(found: tuple[Column, ...], row: list[str]) -> Iterator[tuple[Column, str]]:
    for place, text in enumerate(row):
        yield (found[place] if place < len(found) else Column("", "", "")), text


def _read(draft: Draft, cells: list[Cell], number: int) -> None:
    """One row into the consignment."""
    if any(_TOTAL.fullmatch(cell.text.strip()) for cell in cells):
        for cell in cells:
            draft.tally.rest(cell.path, cell.text, _QUIET)
        return
    by_field: dict[str, list[Cell]] = {}
    for cell in cells:
        by_field.setdefault(cell.column.field, []).append(cell)
    _references(draft, by_field)
    _parties(draft, by_field)
    _places(draft, by_field)
    _transport(draft, by_field)
    _goods(draft, by_field, number)
    for cell in by_field.pop("remark", ()):
        draft.tally.note("other", cell.path, cell.text)
    for left in by_field.values():
        for cell in left:
            draft.tally.rest(cell.path, cell.text, _QUIET)


def _references(draft: Draft, row: dict[str, list[Cell]]) -> None:
    """Numbers of documents, and days."""
    for cell in row.pop("reference", ()):
        draft.reference = draft.reference or cell.text.strip()
        _note_once(draft, cell)
    for role in ("issued", "departure", "arrival"):
        for cell in row.pop(role, ()):
            if day := calendar_day(cell.text):
                draft.tally.said(cell.path, cell.text)
                dated = Dated(role=role, on=day, path=cell.path)
                if not any(d.role == role and d.on == day for d in draft.dates):
                    draft.dates.append(dated)
            else:
                draft.tally.rest(cell.path, cell.text, _QUIET)


def _note_once(draft: Draft, cell: Cell) -> None:
    """A reference that every row of a bill repeats is one note."""
    said = draft.tally.said(cell.path, cell.text)
    if said and not any(note.said.text == said.text for note in draft.tally.notes):
        draft.tally.notes.append(_reference(said))
