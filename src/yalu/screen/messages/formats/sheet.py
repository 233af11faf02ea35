r"""What do the rows of a table of consignments say, whatever its headings?

A heading is looked up in the reader's table of names; case, blanks and punctuation do not count, a unit in parentheses is taken
as such ("毛重(千克)", "Weight (kg)"), a number at the end ("address_2") is dropped. The headings may follow title rows.
Rows that share the key of the reader (a bill, a truck) make one consignment. A cell under an unknown heading, or beyond the
headings, is left out only if it is a code or a number, else it is screened as free text.

Shapes: one row is one line of goods. A path is `row 3, shipper_name`, with the sender's heading.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Literal, NamedTuple

from yalu.screen.messages.charsets import texts
from yalu.screen.messages.consignment import (
    KILOGRAMS,
    MOST_IN_HEAD,
    Draft,
    Line,
    Mode,
    Transport,
    amount,
    calendar_day,
)
from yalu.screen.messages.errors import ReaderError
from yalu.screen.messages.model import (
    Dated,
    Identifier,
    IdentifierKind,
    Message,
    Note,
    NoteKind,
    Party,
    PartyRole,
    Place,
    PlaceRole,
)
from yalu.screen.messages.trail import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Column", "columns", "consignments", "first_rows", "plain"]

FIRST_ROWS = 20  # the headings stand in one of them
LONGEST_LINE = 1_000_000  # characters
ROWS_OF_ONE = 100_000  # rows that one consignment may have
_UNITS = re.compile(r"[(（\[]([^)）\]]*)[)）\]]")
_QUIET = re.compile(
    rf"(?:{SHAPES['code'].pattern}|{SHAPES['number'].pattern}|{SHAPES['date'].pattern})", re.IGNORECASE
)
_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|總\s*計|(?:grand |sub)?total\b.*", re.IGNORECASE)
_PLATE = re.compile(
    r"[\u4e00-\u9fff]{1,2}[A-Z][-· ]?[A-Z0-9]{4,7}[\u4e00-\u9fff]?|(?=.*\d)[A-Z0-9][A-Z0-9 ·-]{3,19}",
    re.IGNORECASE,
)
_CURRENCIES = {
    "美元": "USD",
    "人民币": "CNY",
    "元": "CNY",
    "欧元": "EUR",
    "US$": "USD",
    "$": "USD",
    "RMB": "CNY",
    "￥": "CNY",
}
_MODES: dict[str, Mode] = {
    "sea": "sea", "ship": "sea", "vessel": "sea", "ocean": "sea", "road": "road", "truck": "road", "rail": "rail", "air": "air",
    "10": "sea", "11": "sea", "海运": "sea", "水路运输": "sea", "公路": "road", "公路运输": "road", "汽车运输": "road",
    "铁路": "rail", "铁路运输": "rail", "航空运输": "air", "空运": "air",
}  # fmt: skip
PLACES: dict[str, PlaceRole] = {
    "loading": "loading", "unloading": "unloading", "receipt": "dispatch", "destination": "destination", "delivery": "delivery",
    "transit": "transit", "border": "border", "export": "export", "office": "office", "transhipment": "transhipment",
}  # fmt: skip
ROLES: tuple[PartyRole, ...] = (
    "consignor", "consignee", "exporter", "importer", "notify", "buyer", "seller", "manufacturer", "carrier", "forwarder",
    "declarant",
    "agent", "owner", "driver", "master", "traveller", "mission", "recipient",
)  # fmt: skip
_NUMBERS: dict[str, IdentifierKind] = {
    "scac": "scac", "tax": "tax", "company": "company", "passport": "passport", "national_id": "national_id", "id": "other",
}  # fmt: skip
_DATES: tuple[Literal["issued", "departure", "arrival"], ...] = ("issued", "departure", "arrival")
_MEANS = ("name", "registration", "imo", "mmsi", "call_sign", "flag", "voyage")
_GOODS = (
    "number", "description", "marks", "hs", "origin", "quantity", "unit", "gross", "net", "weight_unit", "value", "currency",
)  # fmt: skip
_HS = re.compile(r"\d{4}(?:[. ]?\d{2}){0,3}")
_IMO = re.compile(r"(?:IMO)?\s*\d{7}", re.IGNORECASE)
_LOCODE = re.compile(r"[A-Z]{2} ?[A-Z2-9]{3}")
_MODE = re.compile(r".{1,20}")
_UNIT = re.compile(
    r"[^\W\d_]{1,3}|[\u4e00-\u9fff]{1,3}|\d{1,6}|packages|pieces|cartons|kilograms|pounds|bags|units",
    re.IGNORECASE,
)


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
    return "".join(
        c for c in unicodedata.normalize("NFKC", _UNITS.sub("", heading)).casefold() if c.isalnum()
    )


def columns(cells: Iterable[str], headings: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a row of headings."""
    found = []
    for cell in cells:
        word = plain(cell)
        unit = _UNITS.search(cell)
        field = headings.get(word) or headings.get(word.rstrip("0123456789"), "")
        found.append(Column(cell.strip(), field, unit[1].strip() if unit else ""))
    return tuple(found)


def first_rows(head: str) -> list[list[str]]:
    """The rows at the start of a text, for recognisers."""
    lines = [line + "\n" for line in head.splitlines()[:FIRST_ROWS]]
    return list(csv.reader(lines, delimiter=_delimiter(lines)))


def _delimiter(lines: list[str]) -> str:
    """Comma, semicolon, tab or bar: whichever the lines have most of."""
    start = "".join(lines)
    return max(",;\t|", key=start.count)


def _rows(stream: IO[bytes], name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with their line numbers."""
    lines = _lines(texts(stream, format=name), name)
    first = list(islice(lines, FIRST_ROWS))
    reader = csv.reader(chain(first, lines), delimiter=_delimiter(first))
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise ReaderError(name, f"line {reader.line_num}", f"{error}; is a quote left open?") from None


def _lines(pieces: Iterable[str], name: str) -> Iterator[str]:
    """Lines, each with a line feed at its end."""
    left = ""
    for piece in pieces:
        *lines, left = re.split(r"\r\n|\n|\r(?!\Z)", left + piece)
        for line in lines:
            yield line.lstrip("\ufeff") + "\n"
        if len(left) > LONGEST_LINE:
            raise ReaderError(name, "a line", f"over {LONGEST_LINE:,} characters")
    if left.strip():
        yield left.removesuffix("\r") + "\n"


def consignments(
    stream: IO[bytes], name: str, headings: Mapping[str, str], *, key: Sequence[str]
) -> Iterator[Message]:
    """The consignments of a table.

    Args:
        stream: the file.
        name: the reader, for messages and errors.
        headings: field by heading, as `plain` writes it.
        key: the fields that rows of one consignment share; a row without any belongs to the one before. Where the table has
            no such column, each row is a consignment.
    """
    table = _rows(stream, name)
    head, found = _header(table, headings, name)
    keyed = any(column.field in key for column in found)
    draft, current, index, size = None, "", 0, 0
    for number, row in table:
        cells = [
            Cell(column, f"row {number}, {column.heading or 'column ' + str(place)}", text)
            for place, (column, text) in enumerate(_paired(found, row), 1)
            if text.strip()
        ]
        if not cells:
            continue
        own = (
            " ".join(cell.text.strip() for cell in cells if cell.column.field in key)
            if keyed
            else str(number)
        )
        if draft and own and own != current:
            yield draft.message(name, "", index)
            draft, index = None, index + 1
        if draft is None:
            draft, current, size = Draft(), own, 0
            for where, text in head:
                draft.tally.note("other", where, text)
            if len(head) > MOST_IN_HEAD:
                head = []  # so much goes with the first consignment only
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
        _note_once(draft, "reference", cell)
    for role in _DATES:
        for cell in row.pop(role, ()):
            if day := calendar_day(cell.text):
                draft.tally.said(cell.path, cell.text)
                if not draft.repeats(role, day.isoformat()):
                    draft.dates.append(Dated(role=role, on=day, path=cell.path))
            else:
                draft.tally.rest(cell.path, cell.text, _QUIET)


def _note_once(draft: Draft, kind: NoteKind, cell: Cell) -> None:
    """A text that every row of a bill repeats is one note."""
    said = draft.tally.said(cell.path, cell.text)
    if said and not draft.repeats(kind, said.text):
        draft.tally.notes.append(Note(kind=kind, said=said))


def _parties(draft: Draft, row: dict[str, list[Cell]]) -> None:
    """The parties of a row; one that stood in a row before is not repeated."""
    for role in ROLES:
        parts = {
            part: row.pop(f"{role}.{part}", ())
            for part in ("name", "address", "country", "nationality", "birth", *_NUMBERS)
        }
        cells = [cell for part in parts.values() for cell in part]
        if not cells:
            continue
        said = {
            part: [s for cell in group if (s := draft.tally.said(cell.path, cell.text))]
            for part, group in parts.items()
        }
        party = Party(
            role=role,
            kind="person" if role in {"driver", "master", "traveller"} else "unknown",
            names=tuple(said["name"]),
            address=tuple(said["address"]),
            country=next(iter(said["country"]), None),
            nationality=next(iter(said["nationality"]), None),
            births=tuple(said["birth"]),
            identifiers=tuple(
                Identifier(kind=kind, value=s.text, path=s.path)
                for part, kind in _NUMBERS.items()
                for s in said[part]
            ),
            path=cells[0].path,
        )
        if not draft.repeats(role, *_words(party)):
            draft.parties.append(party)


def _words(party: Party) -> list[str]:
    said = (*party.names, *party.address, *party.births, party.country, party.nationality)
    texts_ = [one.text for one in said if one]
    return texts_ + [number.value for number in party.identifiers]


def _places(draft: Draft, row: dict[str, list[Cell]]) -> None:
    """The places of a row: a code of a port or of a country, or a name."""
    for field, role in PLACES.items():
        for cell in row.pop(field, ()):
            said = draft.tally.said(cell.path, cell.text)
            if said is None:
                continue
            if _LOCODE.fullmatch(said.text):
                place = Place(role=role, code=said)
            else:
                country = re.fullmatch("[A-Z]{2}", said.text)
                place = Place(role=role, country=said) if country else Place(role=role, name=said)
            if not draft.repeats("place", *_place_words(place)):
                draft.places.append(place)


def _place_words(place: Place) -> tuple[str, ...]:
    return (place.role, *(said.text if said else "" for said in (place.code, place.country, place.name)))


def _transport(draft: Draft, row: dict[str, list[Cell]]) -> None:
    """The ship, truck or wagon of a row; a plate is a registration, any other word in its place is a name."""
    cells = {part: row.pop(part, []) for part in (*_MEANS, "container", "mode", "conveyance", "qualifier")}
    if not any(cells.values()):
        return
    first = next(cell for group in cells.values() for cell in group)
    transport = Transport(first.path)
    for part in _MEANS:
        for cell in cells[part]:
            _set(draft, transport, part, cell)
    for cell in cells["mode"]:
        transport.mode = _MODES.get(cell.text.strip().casefold(), "unknown")
        draft.tally.rest(cell.path, cell.text, _MODE if transport.mode != "unknown" else _QUIET)
    kinds = [cell.text.strip().casefold() for cell in cells["qualifier"]]
    for cell in cells["qualifier"]:
        draft.tally.rest(cell.path, cell.text, _QUIET)
    for cell in cells["conveyance"]:
        _set(
            draft,
            transport,
            "imo" if "imo" in kinds or _IMO.fullmatch(cell.text.strip()) else "registration",
            cell,
        )
    words = _transport_words(transport)
    first_of_them = draft.kept_means.setdefault(words, transport)
    if first_of_them is transport:
        draft.transports.append(transport)
    transport = first_of_them
    for cell in cells["container"]:
        said = draft.tally.said(cell.path, cell.text)
        if said and not draft.repeats("container", said.text, *words):
            transport.containers.append(said)


def _set(draft: Draft, transport: Transport, part: str, cell: Cell) -> None:
    """One field of the means of transport; a second value of the same row is free text."""
    text = cell.text.strip()
    if part == "registration" and not _PLATE.fullmatch(text):
        part = "name"
    elif part == "registration" and transport.mode == "unknown":
        transport.mode = "road"
    if getattr(transport, part) is None:
        setattr(transport, part, draft.tally.said(cell.path, text))
    else:
        draft.tally.note("other", cell.path, text)


def _transport_words(transport: Transport) -> tuple[str, ...]:
    return tuple(said.text if (said := getattr(transport, part)) else "" for part in _MEANS)


def _goods(draft: Draft, row: dict[str, list[Cell]], number: int) -> None:
    """The line of goods of a row."""
    cells = {part: row.pop(f"goods.{part}", []) for part in _GOODS}
    if not any(cells.values()):
        return
    line = Line(f"row {number}")
    tally = draft.tally
    for cell in cells["description"]:
        line.descriptions += [said for said in (tally.said(cell.path, cell.text),) if said]
    for cell in cells["marks"]:
        line.marks += [said for said in (tally.said(cell.path, cell.text),) if said]
    for cell in cells["origin"]:
        line.origin = line.origin or tally.said(cell.path, cell.text)
    for cell in cells["hs"]:
        if line.hs is None and _HS.fullmatch(cell.text.strip()):
            line.hs = tally.said(cell.path, cell.text)
        else:
            tally.rest(cell.path, cell.text, _QUIET)
    _amounts(draft, line, cells)
    if (
        line.hs
        or line.descriptions
        or line.marks
        or line.quantity is not None
        or line.gross_kg is not None
        or line.value is not None
    ):
        draft.goods.append(line)


def _amounts(draft: Draft, line: Line, cells: dict[str, list[Cell]]) -> None:
    """Quantity, weights and value of a line, in the units of their own columns or headings."""
    units = {
        part: next((cell.text.strip() for cell in cells[part]), "")
        for part in ("unit", "weight_unit", "currency")
    }
    for part in ("quantity", "gross", "net", "value"):
        for cell in cells[part]:
            number, told = _number(cell.text)
            if number is None:
                draft.tally.rest(cell.path, cell.text, _QUIET)
                continue
            draft.tally.said(cell.path, cell.text)
            if part == "quantity":
                line.quantity, line.unit = number, told or units["unit"] or cell.column.unit
            elif part == "value":
                line.value = number
                line.currency = told or units["currency"] or cell.column.unit
            else:
                unit = told or units["weight_unit"] or cell.column.unit or "KGM"
                factor = KILOGRAMS.get(unit.upper())
                if factor is None:
                    draft.warnings.append(f'{cell.path}: no weight in "{unit}" is known')
                elif part == "gross":
                    line.gross_kg = number * factor
                else:
                    line.net_kg = number * factor
    line.currency = _CURRENCIES.get(line.currency, line.currency)
    for part in ("unit", "weight_unit", "currency", "number"):
        for cell in cells[part]:
            draft.tally.rest(cell.path, cell.text, _UNIT)


def _number(text: str) -> tuple[float | None, str]:
    """A number, and the unit behind it where it has one."""
    found = re.fullmatch(r"(.*?\d)\s*([^\d\s,.]{0,12})", text.strip())
    return (amount(found[1]), found[2]) if found else (None, "")
