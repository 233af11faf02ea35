"""Who was on the UK's consolidated list of financial sanctions targets, which the Treasury closed on 28 January 2026?

Layout: one row a name, births and documents multiplied into further rows; rows of one party share a `Group ID`.
Days: day/month/year with 00 for what is not known; the first line says when the list was last updated.
Sources: HM Treasury, Office of Financial Sanctions Implementation, `sanctionsconlist.csv`, code page 1252.
Assumes that Name 6 is a person's family name and anybody else's whole name; several values in one cell are numbered "(1)
... (2)" or "a) ... b)". A ship stands under "Entity": it is taken for one where the other information opens with a ship's
IMO number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.lists.births import birth, day_of
from yalu.lists.countries import address, countries
from yalu.lists.draft import Draft, un_reference
from yalu.lists.errors import BadList
from yalu.lists.model import ParsedList
from yalu.lists.names import listed_name
from yalu.lists.numbers import document, identifier, imo_numbers, is_imo_ship
from yalu.lists.source import Sane, Source
from yalu.lists.tables import decode, dict_rows

if TYPE_CHECKING:
    from yalu.lists.model import Kind, NameKind
    from yalu.lists.source import Files

__all__ = ["SOURCE", "parse"]

_NEEDED = (
    "Name 6",
    "Name 1",
    "DOB",
    "Other Information",
    "Group Type",
    "Alias Type",
    "Regime",
    "Listed On",
    "Group ID",
)
_KINDS: dict[str, Kind] = {"individual": "person", "entity": "organisation", "ship": "vessel"}
_NAME_KINDS: dict[str, NameKind] = {
    "prime alias": "primary",
    "primary name": "primary",
    "aka": "alias",
    "fka": "former",
}
_ITEMS = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-z])\)(?:-\(?\d{1,2}\))?\s*")
_UN = re.compile(r"UN Ref(?:erence)?\.?:? ?(?:UN Ref )?([A-Za-z]{3})\.?(\d{1,3})\b", re.IGNORECASE)
_SHIP = re.compile(r"^\(?IMO(?: number)?:? ?(\d{7})", re.IGNORECASE)
_IMO = re.compile(r"\bIMO(?: number)?s?:? ?(\d{7})", re.IGNORECASE)
_MMSI = re.compile(r"\bMMSI:? ?(\d{9})\b", re.IGNORECASE)
_FIRST_LINE = re.compile(r"Last Updated,(\d\d/\d\d/\d{4})")


def parse(files: Files) -> ParsedList:
    """The subjects of the list.

    Raises:
        BadList: the bytes are no such table, or a row has no group.
    """
    text = decode(files["list"])
    updated = _FIRST_LINE.match(text)
    if not updated:
        raise BadList('the first line is not "Last Updated" with a day')
    drafts: dict[str, Draft] = {}
    rows = 0
    for line, row in dict_rows(text, _NEEDED, skip=1):
        rows += 1
        _add(drafts, line, {name: " ".join(cell.split()) for name, cell in row.items()})
    return ParsedList(
        source=SOURCE.name,
        published=day_of(updated[1]),
        subjects=tuple(draft.subject() for draft in drafts.values()),
        rows={"rows": rows},
    )


def _add(drafts: dict[str, Draft], line: int, row: dict[str, str]) -> None:
    id_, about = row["Group ID"], row["Other Information"]
    if not id_:
        raise BadList(f"line {line}: the row has no Group ID")
    if id_ not in drafts:
        drafts[id_] = Draft(id_, _kind(row["Group Type"], about), line, record=id_)
    draft = drafts[id_]
    given = " ".join(row[f"Name {number}"] for number in range(1, 6) if row.get(f"Name {number}"))
    person = draft.kind == "person"
    draft.names.append(
        listed_name(
            f"{given} {row['Name 6']}",
            _NAME_KINDS.get(row["Alias Type"].casefold(), "alias"),
            "strong" if row["Alias Type"].casefold() in {"prime alias", "primary name"} else "unknown",
            family=row["Name 6"] if person and given else "",
            given=given if person else "",
        )
    )
    draft.births.append(birth(row["DOB"]))
    draft.birth_places.append(address([row.get("Town of Birth", "")], row.get("Country of Birth")))
    draft.nationalities += countries(_items(row.get("Nationality", "")))
    draft.identifiers += [document("passport", text) for text in _items(row.get("Passport Details", ""))]
    draft.identifiers += [document("national_id", text) for text in _items(row.get("NI Number", ""))]
    for number in _IMO.findall(about):
        draft.identifiers += imo_numbers(number, draft.kind)
    draft.identifiers += [identifier("mmsi", number) for number in _MMSI.findall(about)]
    lines = [row.get(f"Address {number}", "") for number in range(1, 7)]
    draft.addresses.append(address([*lines, row.get("Post/Zip Code", "")], row.get("Country")))
    draft.titles += [row.get("Title", ""), row.get("Position", "")]
    draft.programmes.append(row["Regime"])
    draft.listed_on = day_of(row["Listed On"])
    draft.amended_on.append(day_of(row.get("Last Updated", "")))
    draft.references += [un_reference(*found) for found in _UN.findall(about)]
    draft.remarks.append(about)


def _kind(text: str, about: str) -> Kind:
    kind = _KINDS.get(text.casefold(), "unknown")
    found = _SHIP.match(about)
    return "vessel" if kind == "organisation" and found and is_imo_ship(found[1]) else kind


def _items(text: str) -> list[str]:
    """The values of a numbered cell."""
    return [part.strip(" .") for part in _ITEMS.split(text) if part.strip(" .-")]


def _detect(head: bytes, _name: str) -> str | None:
    return "list" if head.startswith(b"Last Updated,") and b"Group ID" in head else None


SOURCE = Source(
    name="uk_conlist",
    family="uk_conlist",
    title="UK consolidated list of financial sanctions targets (closed 28 January 2026)",
    publisher="HM Treasury, Office of Financial Sanctions Implementation",
    address="https://ofsistorage.blob.core.windows.net/publishlive/2022format/ConList.csv",
    licence="Open Government Licence v3.0",
    roles=("list",),
    sane=(Sane("person", 1000, 6000), Sane("organisation", 300, 4000)),
    detect=_detect,
    parse=parse,
)
