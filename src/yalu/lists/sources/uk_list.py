"""Who is on the UK Sanctions List of the Foreign, Commonwealth and Development Office?

Layouts: the XML and the CSV that the FCDO publishes (the only UK list since 28 January 2026), and the four normalised tables that
others make from the CSV.
Days: day/month/year with zeros or letters for what is not known. `DateDesignated` is the UN's day for UN listings, but 31
December 2020, the end of the Brexit transition, for parties carried over from EU law: not their first listing.
Sources: https://www.gov.uk/government/publications/the-uk-sanctions-list.
Assumes that Name 6 is the family name of a person and the whole name of anybody else; Name 1 to 5 are given names. "Primary name
variation" is as good as the primary name.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from yalu.lists.births import birth, birth_in, day_of
from yalu.lists.countries import address, countries, country
from yalu.lists.draft import Draft, un_reference
from yalu.lists.errors import BadList
from yalu.lists.markup import child, children, parse_xml, text_of, texts_of
from yalu.lists.model import ParsedList, VesselFacts
from yalu.lists.names import listed_name
from yalu.lists.numbers import identifier, imo_numbers
from yalu.lists.source import Sane, Source
from yalu.lists.tables import decode, dict_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from yalu.lists.markup import Element
    from yalu.lists.model import Gender, Identifier, IdentifierType, Kind, Name, Quality
    from yalu.lists.source import Files

__all__ = ["CSV", "NORMALISED", "XML"]

_KINDS: dict[str, Kind] = {"individual": "person", "entity": "organisation", "ship": "vessel"}
_GENDERS: dict[str, Gender] = {"male": "male", "female": "female"}
_STRENGTH: dict[str, Quality] = {"good": "strong", "low": "weak"}
_PARTS = ("1", "2", "3", "4", "5")
_UN = re.compile(r"([A-Za-z]{3})\.?(\d{1,3})")
_NEEDED = ("Unique ID", "Name 6", "Name type", "Date Designated")
_TABLES: dict[str, tuple[str, ...]] = {
    "subjects": ("unique_id", "subject_type", "un_reference_number", "date_designated"),
    "names": ("unique_id", "name_type", "alias_strength", "full_name", "name_6"),
    "dobs": ("unique_id", "year", "month", "day", "precision"),
    "identifiers": ("unique_id", "raw_value", "identifier_type", "additional_info"),
}
_IDENTIFIERS: dict[str, IdentifierType] = {
    "passport": "passport",
    "national": "national_id",
    "business_registration_numbers": "registration",
}
_REPORT = re.compile(r"Report Date:?\s*,?\s*([0-9A-Za-z/ -]+)")


def parse_xml_list(files: Files) -> ParsedList:
    """The subjects of the FCDO's XML.

    Raises:
        BadList: the bytes are no such list, or a designation has no id or name.
    """
    root = parse_xml(files["list"], "Designations")
    drafts = [
        _xml_draft(one, position) for position, one in enumerate(children(root, "Designation"), start=1)
    ]
    return _list(drafts, XML.name, day_of(text_of(root, "DateGenerated")), {"designations": len(drafts)})


def parse_csv(files: Files) -> ParsedList:
    """The subjects of the FCDO's CSV, one row a name and more where a party has several births or documents.

    Raises:
        BadList: the bytes are no such table.
    """
    text = decode(files["list"])
    first = text[:200].partition("\n")[0]
    published = _REPORT.search(first)
    drafts: dict[str, Draft] = {}
    rows = 0
    for line, row in dict_rows(text, _NEEDED, skip=1 if published else 0):
        rows += 1
        _csv_row(drafts, line, row)
    day = day_of(published[1].strip()) if published else None
    return _list(drafts.values(), CSV.name, day, {"rows": rows})


def parse_normalised(files: Files) -> ParsedList:
    """The subjects of the four tables made from the FCDO's CSV.

    Raises:
        BadList: a table is missing or has other columns, or names a subject that the first does not.
    """
    if missing := [role for role in _TABLES if role not in files]:
        raise BadList(f"the table of {missing[0]} was not given: the list is {', '.join(_TABLES)}")
    tables = {role: list(dict_rows(decode(files[role]), needed)) for role, needed in _TABLES.items()}
    drafts: dict[str, Draft] = {}
    for line, row in tables["subjects"]:
        draft = _draft(drafts, row["unique_id"], row["subject_type"], line)
        draft.references += _references(row["un_reference_number"])
        draft.listed_on = day_of(row["date_designated"])
        draft.amended_on.append(day_of(row.get("last_updated", "")))
        draft.record = row.get("ofsi_group_id", "")
    for role, add in (("names", _add_name), ("dobs", _add_birth), ("identifiers", _add_number)):
        for line, row in tables[role]:
            if row["unique_id"] not in drafts:
                raise BadList(f'{role}, line {line}: no subject has the id "{row["unique_id"]}"')
            add(drafts[row["unique_id"]], row)
    return _list(drafts.values(), NORMALISED.name, None, {role: len(rows) for role, rows in tables.items()})


def _list(drafts: Iterable[Draft], source: str, published: date | None, rows: dict[str, int]) -> ParsedList:
    return ParsedList(
        source=source, published=published, subjects=tuple(draft.subject() for draft in drafts), rows=rows
    )


def _draft(drafts: dict[str, Draft], id_: str, kind: str, position: int) -> Draft:
    if not id_:
        raise BadList(f"line {position}: the row has no unique id")
    if id_ not in drafts:
        drafts[id_] = Draft(id_, _KINDS.get(kind.strip().casefold(), "unknown"), position)
    return drafts[id_]


def _name(parts: Sequence[str], last: str, type_: str, strength: str, kind: Kind) -> Name | None:
    given = " ".join(part for part in parts if part)
    primary = type_.strip().casefold().replace("_", " ")
    quality: Quality = _STRENGTH.get(strength.strip().casefold()[:4].rstrip(" _"), "unknown")
    return listed_name(
        f"{given} {last}",
        "primary" if primary in {"primary name", "primary"} else "alias",
        "strong" if primary.startswith("primary") else quality,
        family=last if kind == "person" and given else "",
        given=given if kind == "person" else "",
    )


def _references(text: str) -> list[str]:
    return [un_reference(*found) for found in _UN.findall(text)]


def _add_name(draft: Draft, row: dict[str, str]) -> None:
    parts = [row.get(f"name_{number}", "") for number in _PARTS]
    draft.names.append(_name(parts, row["name_6"], row["name_type"], row["alias_strength"], draft.kind))


def _add_birth(draft: Draft, row: dict[str, str]) -> None:
    year, month, day = (_small(row[part]) for part in ("year", "month", "day"))
    draft.births.append(birth_in(year, month, day))


def _small(text: str) -> int:
    """A number of at most four digits; 0 where the text is none."""
    return int(text) if text.isdecimal() and len(text) <= 4 else 0


def _add_number(draft: Draft, row: dict[str, str]) -> None:
    value, type_ = row["raw_value"].strip(" '"), row["identifier_type"]
    if type_ == "imo":
        draft.identifiers += imo_numbers(value, draft.kind)
    elif value:
        draft.identifiers.append(
            identifier(_IDENTIFIERS.get(type_, "other"), value, None, row["additional_info"].strip())
        )


def _csv_row(drafts: dict[str, Draft], line: int, row: dict[str, str]) -> None:
    cell = {name.casefold(): " ".join(text.split()) for name, text in row.items()}.get
    kind = cell("designation type") or cell("individual, entity, ship") or ""
    draft = _draft(drafts, cell("unique id") or "", kind, line)
    said = partial(_said, cell)
    parts = [said(f"name {number}") for number in _PARTS]
    draft.names.append(_name(parts, said("name 6"), said("name type"), said("alias strength"), draft.kind))
    draft.names.append(
        listed_name(
            said("name non-latin script"),
            "original_script",
            "strong",
            language=said("non-latin script language"),
        )
    )
    draft.record = said("ofsi group id")
    draft.references += _references(said("un reference number"))
    draft.listed_on = day_of(said("date designated"))
    draft.amended_on.append(day_of(said("last updated")))
    draft.programmes.append(said("regime name"))
    draft.measures += [part.strip() for part in said("sanctions imposed").split("|")]
    draft.births.append(birth(said("d.o.b")))
    draft.birth_places.append(address([said("town of birth")], said("country of birth")))
    draft.genders.append(_GENDERS.get(said("gender").casefold()))
    draft.nationalities.append(country(said("nationality(/ies)")))
    draft.titles += [said("title"), said("position")]
    lines = [said(f"address line {number}") for number in range(1, 7)]
    draft.addresses.append(address([*lines, said("address postal code")], said("address country")))
    draft.identifiers += _documents(
        ("passport", said("passport number"), said("passport additional information")),
        (
            "national_id",
            said("national identifier number"),
            said("national identifier additional information"),
        ),
        ("registration", said("business registration number (s)"), ""),
        ("phone", said("phone number"), ""),
        ("website", said("website"), ""),
        ("email", said("email address"), ""),
    )
    draft.identifiers += imo_numbers(said("imo number"), draft.kind)
    if draft.kind == "vessel":
        draft.vessel = VesselFacts(
            type=said("type of ship"),
            flag=country(said("current believed flag of ship")),
            former_flags=countries(said("previous flags").split("|")),
            deadweight_t=said("tonnage of ship"),
            owner=said("current owner/operator (s)"),
            built=said("year built"),
        )
    draft.remarks += [said("other information"), said("uk statement of reasons")]


def _said(cell: Callable[[str], str | None], name: str) -> str:
    return cell(name) or ""


def _documents(*documents: tuple[IdentifierType, str, str]) -> list[Identifier | None]:
    return [identifier(type_, value, None, note) for type_, value, note in documents if value]


def _xml_draft(element: Element, position: int) -> Draft:
    draft = _draft({}, text_of(element, "UniqueID"), text_of(element, "IndividualEntityShip"), position)
    for one in children(child(element, "Names"), "Name"):
        parts = [text_of(one, f"Name{number}") for number in _PARTS]
        draft.names.append(
            _name(
                parts,
                text_of(one, "Name6"),
                text_of(one, "NameType"),
                text_of(one, "AliasStrength"),
                draft.kind,
            )
        )
    for one in children(child(element, "NonLatinNames"), "NonLatinName"):
        language = text_of(one, "NonLatinScriptLanguage")
        draft.names.append(
            listed_name(text_of(one, "NameNonLatinScript"), "original_script", "strong", language=language)
        )
    draft.record = text_of(element, "OFSIGroupID")
    draft.references += _references(text_of(element, "UNReferenceNumber"))
    draft.listed_on = day_of(text_of(element, "DateDesignated"))
    draft.amended_on.append(day_of(text_of(element, "LastUpdated")))
    draft.programmes.append(text_of(element, "RegimeName"))
    draft.measures += [part.strip() for part in text_of(element, "SanctionsImposed").split("|")]
    draft.remarks += [text_of(element, "OtherInformation"), text_of(element, "UKStatementofReasons")]
    for one in children(child(element, "Addresses"), "Address"):
        lines = [text_of(one, f"AddressLine{number}") for number in range(1, 7)]
        draft.addresses.append(
            address([*lines, text_of(one, "AddressPostalCode")], text_of(one, "AddressCountry"))
        )
    contacts: tuple[tuple[IdentifierType, str, str], ...] = (
        ("phone", "PhoneNumbers", "PhoneNumber"),
        ("email", "EmailAddresses", "EmailAddress"),
        ("website", "Websites", "Website"),
    )
    for type_, outer, inner in contacts:
        draft.identifiers += [identifier(type_, text) for text in texts_of(element, outer, inner)]
    _xml_person(draft, child(child(element, "IndividualDetails"), "Individual"))
    company = child(child(element, "EntityDetails"), "Entity")
    numbers = texts_of(company, "BusinessRegistrationNumbers", "BusinessRegistrationNumber")
    draft.identifiers += [identifier("registration", text) for text in numbers]
    _xml_ship(draft, child(child(element, "ShipDetails"), "Ship"))
    return draft


def _xml_person(draft: Draft, person: Element | None) -> None:
    draft.births += [birth(text) for text in texts_of(person, "DOBs", "DOB")]
    draft.nationalities += countries(texts_of(person, "Nationalities", "Nationality"))
    draft.genders += [_GENDERS.get(text.casefold()) for text in texts_of(person, "Genders", "Gender")]
    draft.titles += (*texts_of(person, "Titles", "Title"), *texts_of(person, "Positions", "Position"))
    for one in children(child(person, "BirthDetails"), "Location"):
        draft.birth_places.append(address([text_of(one, "TownOfBirth")], text_of(one, "CountryOfBirth")))
    documents: tuple[tuple[IdentifierType, str, str, str], ...] = (
        ("passport", "PassportDetails", "Passport", "Passport"),
        ("national_id", "NationalIdentifierDetails", "NationalIdentifier", "NationalIdentifier"),
    )
    for type_, outer, inner, stem in documents:
        for one in children(child(person, outer), inner):
            note = text_of(one, f"{stem}AdditionalInformation")
            draft.identifiers += _documents((type_, text_of(one, f"{stem}Number"), note))


def _xml_ship(draft: Draft, ship: Element | None) -> None:
    if ship is None:
        return
    for text in texts_of(ship, "IMONumbers", "IMONumber"):
        draft.identifiers += imo_numbers(text, draft.kind)
    draft.vessel = VesselFacts(
        type=", ".join(texts_of(ship, "TypeOfShipDetails", "TypeOfShip")),
        flag=country(", ".join(texts_of(ship, "CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip"))),
        former_flags=countries(texts_of(ship, "PreviousFlags", "PreviousFlag")),
        deadweight_t=", ".join(texts_of(ship, "TonnageOfShipDetails", "TonnageOfShip")),
        owner=", ".join(texts_of(ship, "CurrentOwnerOperators", "CurrentOwnerOperator")),
        built=", ".join(texts_of(ship, "YearsBuilt", "YearBuilt")),
    )


def _detect_xml(head: bytes, _name: str) -> str | None:
    return "list" if b"<Designations" in head else None


def _detect_csv(head: bytes, _name: str) -> str | None:
    return "list" if b"Unique ID" in head and b"Name 6" in head and b"Date Designated" in head else None


def _detect_normalised(head: bytes, _name: str) -> str | None:
    columns = head.split(b"\n", 1)[0].decode("latin-1").lstrip("\ufeff").strip().split(",")
    return next((role for role, needed in _TABLES.items() if set(needed) <= set(columns)), None)


def _source(name: str, layout: str, address_: str, **rest: object) -> Source:
    return Source(
        name=name,
        family="uk",
        title=f"UK Sanctions List ({layout})",
        publisher="UK Foreign, Commonwealth and Development Office",
        address=address_,
        licence="Open Government Licence v3.0",
        sane=(Sane("person", 2000, 8000), Sane("organisation", 700, 5000), Sane("vessel", 20, 3000)),
        **rest,  # type: ignore[arg-type]  # the three fields that differ, by name
    )


XML = _source(
    "uk_list",
    "XML",
    "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
    roles=("list",),
    detect=_detect_xml,
    parse=parse_xml_list,
)
CSV = _source(
    "uk_list_csv",
    "CSV",
    "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
    roles=("list",),
    detect=_detect_csv,
    parse=parse_csv,
)
NORMALISED = _source(
    "uk_list_tables",
    "normalised tables",
    "https://www.gov.uk/government/publications/the-uk-sanctions-list",
    roles=tuple(_TABLES),
    detect=_detect_normalised,
    parse=parse_normalised,
)
