"""Which vessels has the 1718 Committee designated?

Layouts: the Committee's PDF turned into HTML, and a table made from it with one row for each vessel and day of designation.
Days: of designation as the Committee prints them; a second designation of the same ship stands as an amendment.
Sources: 1718 Committee, "1718 Designated Vessels List", 4 June 2020. Paragraphs: 1718 8(d) with 2270 12 (asset freeze),
2321 12(a) (de-flagging), 2321 12(d) (asset freeze), 2371 6 with 2375 6 (port entry ban), 2270 23 (economic resources of
Ocean Maritime Management, asset freeze).
Assumes that a ship without an IMO number is told apart by its name; one MMSI may stand under two ships.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.lists.births import birth, day_of
from yalu.lists.countries import countries
from yalu.lists.draft import Draft
from yalu.lists.errors import BadList
from yalu.lists.model import Link, ParsedList, VesselFacts
from yalu.lists.names import clean, listed_name
from yalu.lists.numbers import identifier, imo_numbers
from yalu.lists.source import Sane, Source
from yalu.lists.tables import LARGEST_TABLE, decode, dict_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from yalu.lists.markup import Element
    from yalu.lists.source import Files

__all__ = ["HTML", "TABLE"]

_MEASURES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("p8d_1718_p12_2270", "asset_freeze", ("1718 8(d)", "2270 12")),
    ("p12a_2321", "deflag", ("2321 12(a)",)),
    ("p12d_2321", "asset_freeze", ("2321 12(d)",)),
    ("p6_2371_p6_2375", "port_ban", ("2371 6", "2375 6")),
    ("omm_KPe.020", "asset_freeze", ("2270 23",)),
)
"""The five columns of the list: heading in the table, what is ordered, by which paragraphs."""

_OMM = "omm_KPe.020"
_NEEDED = (
    "name",
    "other_names",
    "imo",
    "mmsi",
    "call_signs",
    "vessel_type",
    "date_of_designation",
    *(m[0] for m in _MEASURES),
)
_TITLE = re.compile(r"1718 Designated Vessels List (\d{1,2} [A-Z][a-z]+ \d{4})")
_DAY = re.compile(r"(\d{1,2})-([A-Z][a-z]{2})-(\d{2})")
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}[:.]\s*")
_LABELS = frozenset(("Flag", "Call Sign", "Type", "Other information"))
_LARGEST_PAGE = 16 << 20  # bytes; the Committee's list has a third of a megabyte


def parse_table(files: Files) -> ParsedList:
    """The vessels of the table.

    Raises:
        BadList: the bytes are no such table.
    """
    drafts: dict[str, Draft] = {}
    rows = 0
    for line, row in dict_rows(decode(files["list"]), _NEEDED):
        rows += 1
        ordered = [column for column, _, _ in _MEASURES if row[column].strip().casefold() == "yes"]
        draft = _draft(
            drafts, row["imo"].strip(), row["name"], day_of(row["date_of_designation"]), ordered, line
        )
        draft.names += [listed_name(text, "alias", "strong") for text in row["other_names"].split(";")]
        draft.identifiers += [identifier("mmsi", text) for text in row["mmsi"].split(";") if text.strip()]
        draft.identifiers += [
            identifier("call_sign", text) for text in row["call_signs"].split(";") if text.strip()
        ]
        draft.vessel = VesselFacts(type=row["vessel_type"].strip())
    return ParsedList(
        source=TABLE.name, subjects=tuple(draft.subject() for draft in drafts.values()), rows={"rows": rows}
    )


def parse_html(files: Files) -> ParsedList:
    """The vessels of the Committee's list as HTML.

    Raises:
        BadList: the bytes are no such page.
    """
    root = _page(files["list"])
    title = _TITLE.search(clean(root.findtext(".//title")))
    drafts: dict[str, Draft] = {}
    rows = 0
    last: Draft | None = None
    for cells in _rows(root):
        head = _heading(cells)
        rows += head is not None
        if last is not None and _text(cells[0] if cells else None) in _LABELS:
            if head:  # designated again, on another day
                _designate(last, head[1], _ordered(cells, head[0]))
            _detail(last, cells)
        elif head:
            last = _main_row(drafts, cells, head, rows)
        elif last is not None:
            _detail(last, cells)
    if not drafts:
        raise BadList("the page holds no vessel")
    day = birth(title[1]) if title else None
    return ParsedList(
        source=HTML.name,
        published=day.since if day else None,
        subjects=tuple(draft.subject() for draft in drafts.values()),
        rows={"rows": rows},
    )


def _draft(
    drafts: dict[str, Draft], imo: str, name: str, day: date | None, ordered: Sequence[str], position: int
) -> Draft:
    number = next(iter(imo_numbers(imo, "vessel")), None)
    id_ = f"IMO {number.value}" if number else clean(name)
    draft = drafts.setdefault(id_, Draft(id_, "vessel", position))
    draft.names.append(listed_name(name, "primary" if not draft.names else "alias", "strong"))
    draft.identifiers.append(number)
    _designate(draft, day, ordered)
    return draft


def _designate(draft: Draft, day: date | None, ordered: Sequence[str]) -> None:
    if draft.listed_on and day and day != draft.listed_on:
        draft.amended_on.append(max(day, draft.listed_on))
    draft.listed_on = min((one for one in (day, draft.listed_on) if one), default=None)
    draft.programmes.append("DPRK")
    for column, measure, paragraphs in _MEASURES:
        if column in ordered:
            draft.measures.append(measure)
            draft.legal_basis += paragraphs
    if _OMM in ordered:
        draft.links.append(
            Link(kind="economic resource of", name="Ocean Maritime Management", id="un:KPe.020")
        )


def _page(data: bytes) -> Element:
    from lxml import etree, html  # type: ignore[import-untyped]  # a large library without types, needed only for markup

    if len(data) > min(_LARGEST_PAGE, LARGEST_TABLE):
        raise BadList(f"the page has {len(data):,} bytes; the list has fewer than {_LARGEST_PAGE:,}")
    try:
        return html.document_fromstring(
            data, parser=html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
        )
    except (etree.LxmlError, ValueError) as error:
        raise BadList(f"the page cannot be read: {error}") from None


def _rows(root: Element) -> Iterator[list[Element]]:
    for row in root.iter("tr"):
        yield [cell for cell in row if cell.tag == "td"]


def _heading(cells: list[Element]) -> tuple[int, date] | None:
    """Where in the row the day of designation stands, if this is the first row of a vessel."""
    for place, cell in enumerate(cells):
        found = _DAY.fullmatch(_text(cell))
        if found and len(cells) > place + len(_MEASURES):
            day = birth(f"{found[1]} {found[2]} 20{found[3]}")
            return (place, day.since) if day else None
    return None


def _main_row(drafts: dict[str, Draft], cells: list[Element], head: tuple[int, date], position: int) -> Draft:
    place, day = head
    number = _text(cells[place - 1])
    names = [text for text in _NUMBERED.split(_text(cells[place - 2])) if text.strip()]
    imo, _, mmsi = number.partition("MMSI")
    draft = _draft(drafts, imo, names[0] if names else "", day, _ordered(cells, place), position)
    draft.names += [listed_name(text, "alias", "strong") for text in names[1:]]
    draft.identifiers += [identifier("mmsi", text) for text in re.findall(r"\b\d{9}\b", mmsi)]
    draft.vessel = draft.vessel or VesselFacts()
    return draft


def _ordered(cells: list[Element], place: int) -> list[str]:
    """The measures whose cells, after the day of designation, say yes."""
    marks = [_text(cell).casefold() for cell in cells[place + 1 :]]
    return [column for (column, _, _), mark in zip(_MEASURES, marks, strict=False) if mark == "yes"]


def _detail(draft: Draft, cells: Iterable[Element]) -> None:
    from msgspec.structs import replace

    texts = [text for cell in cells if (text := _text(cell))]
    label, values = _label(texts)
    ship = draft.vessel or VesselFacts()
    if label == "Flag":
        flags = countries(_NUMBERED.split(values))
        draft.vessel = replace(ship, flag=flags[-1] if flags else None, former_flags=flags[:-1])
    elif label == "Call Sign":
        draft.identifiers += [
            identifier("call_sign", text) for text in _NUMBERED.split(values) if text.strip()
        ]
    elif label == "Type":
        draft.vessel = replace(ship, type=values)
    elif label == "Other information" and values.casefold() != "na":
        draft.remarks.append(values)


def _label(texts: Sequence[str]) -> tuple[str, str]:
    for place, text in enumerate(texts[:-1]):
        if text in _LABELS:
            return text, texts[place + 1]
    return "", ""


def _text(cell: Element | None) -> str:
    return "" if cell is None else clean(" ".join(cell.itertext()))


def _detect_html(head: bytes, _name: str) -> str | None:
    return "list" if b"<html" in head and b"1718 Designated Vessels List" in head else None


def _detect_table(head: bytes, _name: str) -> str | None:
    return "list" if b"p8d_1718_p12_2270" in head.split(b"\n", 1)[0] else None


def _source(name: str, layout: str, detect: object, parse: object) -> Source:
    return Source(
        name=name,
        family="un_1718_vessels",
        title=f"1718 Committee: designated vessels ({layout})",
        publisher="United Nations Security Council, Committee established pursuant to resolution 1718 (2006)",
        address="https://main.un.org/securitycouncil/en/sanctions/1718/materials/1718-Designated-Vessels-List",
        licence="none stated in the file; UN website terms of use",
        roles=("list",),
        sane=(Sane("vessel", 40, 200),),
        detect=detect,  # type: ignore[arg-type]  # passed on as given
        parse=parse,  # type: ignore[arg-type]  # the same
    )


HTML = _source("un_1718_vessels_html", "page made from the PDF", _detect_html, parse_html)
TABLE = _source("un_1718_vessels", "table made from the PDF", _detect_table, parse_table)
