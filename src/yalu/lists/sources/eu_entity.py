"""What does a record of the EU's Financial Sanctions Files say, whichever of their layouts it came in?

The four layouts (XML 1.1, the XML before it, the short CSV, and 1.1 turned into JSON lines) differ in form, not in content:
each is brought into the records below, named as in XML 1.1, and one function makes subjects of them.
Days: `designation_date` is the listing; a regulation's publication or entry into force is the latest amendment. Taking the
one for the other is a known error.
Assumes that `strong` false marks a weak alias; that the first name that is no alias in another language leads; that ships stand
under "enterprise" unless a ship's IMO number and no company's is given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from yalu.lists.births import birth, birth_in, birth_years, day_of
from yalu.lists.countries import address, country
from yalu.lists.draft import Draft, un_reference
from yalu.lists.errors import BadList
from yalu.lists.model import Address, Link
from yalu.lists.names import listed_name
from yalu.lists.numbers import identifier, imo_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.lists.model import BirthDate, Gender, Identifier, IdentifierType, Kind, Name, Subject

__all__ = ["Entity", "subjects_of"]


class SubjectType(Struct, frozen=True, kw_only=True):
    """Person or enterprise."""

    classification_code: str = ""
    code: str = ""


class Regulation(Struct, frozen=True, kw_only=True):
    """The regulation that lists the party, or last touched it."""

    publication_date: str = ""
    entry_into_force_date: str = ""
    number_title: str = ""
    programme: str = ""


class NameAlias(Struct, frozen=True, kw_only=True):
    """One name; any of them may be the one the public knows."""

    whole_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    function: str = ""
    title: str = ""
    gender: str = ""
    name_language: str = ""
    strong: bool | None = None


class Citizenship(Struct, frozen=True, kw_only=True):
    """A State by letters and words."""

    country_iso2_code: str = ""
    country_description: str = ""


class Birthdate(Struct, frozen=True, kw_only=True):
    """A birth: a day, or parts of one, and a place."""

    birthdate: str = ""
    circa: bool = False
    calendar_type: str = "GREGORIAN"
    day_of_month: int = 0
    month_of_year: int = 0
    year: int = 0
    year_range_from: int = 0
    year_range_to: int = 0
    city: str = ""
    place: str = ""
    region: str = ""
    country_iso2_code: str = ""
    country_description: str = ""


class Place(Struct, frozen=True, kw_only=True):
    """An address."""

    street: str = ""
    po_box: str = ""
    city: str = ""
    zip_code: str = ""
    region: str = ""
    place: str = ""
    country_iso2_code: str = ""
    country_description: str = ""


class Identification(Struct, frozen=True, kw_only=True):
    """A document or number."""

    number: str = ""
    latin_number: str = ""
    identification_type_code: str = "other"
    country_iso2_code: str = ""
    country_description: str = ""
    known_false: bool = False
    known_expired: bool = False


class Entity(Struct, frozen=True, kw_only=True):
    """One record of the list, with the field names of XML 1.1 in snake case."""

    eu_reference_number: str = ""
    logical_id: str = ""
    united_nation_id: str = ""
    designation_date: str = ""
    designation_details: str = ""
    remark: str = ""
    subject_type: SubjectType = SubjectType()
    regulations: tuple[Regulation, ...] = ()
    name_aliases: tuple[NameAlias, ...] = ()
    citizenships: tuple[Citizenship, ...] = ()
    birthdates: tuple[Birthdate, ...] = ()
    addresses: tuple[Place, ...] = ()
    identifications: tuple[Identification, ...] = ()


_KINDS: dict[str, Kind] = {
    "P": "person",
    "E": "organisation",
    "person": "person",
    "enterprise": "organisation",
}
_GENDERS: dict[str, Gender] = {"M": "male", "F": "female"}
_TYPES: dict[str, IdentifierType] = {
    "passport": "passport",
    "id": "national_id",
    "ssn": "national_id",
    "birthcert": "national_id",
    "residentperm": "national_id",
    "fiscalcode": "tax",
    "regnumber": "registration",
    "swiftbic": "bic",
    "imo": "imo",
}
_UN = re.compile(r"\b([A-Z]{2}[ie])\.? ?(\d{1,3})\b")
_LETTERS = re.compile(r"[A-Z]{2,3}")


def subjects_of(entities: Iterator[Entity], findings: list[str]) -> tuple[Subject, ...]:
    """The records as subjects. Where one reference number stands on two records, the second is numbered and said.

    Raises:
        BadList: a record has no name or no number.
    """
    seen: dict[str, int] = {}
    subjects = []
    for position, entity in enumerate(entities, start=1):
        id_ = entity.eu_reference_number or entity.logical_id
        if not id_:
            raise BadList(f"record {position} has no reference number")
        seen[id_] = seen.get(id_, 0) + 1
        if seen[id_] > 1:
            findings.append(f"the reference {id_} stands on more than one record")
            id_ = f"{id_}#{seen[id_]}"
        subjects.append(_subject(entity, id_, position, findings))
    return tuple(subjects)


def _subject(entity: Entity, id_: str, position: int, findings: list[str]) -> Subject:
    type_ = entity.subject_type
    kind = _KINDS.get(type_.classification_code) or _KINDS.get(type_.code) or "unknown"
    numbers = [number for one in entity.identifications for number in _numbers(one, kind)]
    types = {number.type for number in numbers}
    if kind == "organisation" and "imo" in types and "imo_company" not in types:
        kind = "vessel"
    draft = Draft(id_, kind, position, record=entity.logical_id)
    draft.identifiers += numbers
    draft.names += [_name(alias, first=not index) for index, alias in enumerate(entity.name_aliases)]
    for alias in entity.name_aliases:
        draft.genders.append(_GENDERS.get(alias.gender))
        draft.titles += [alias.title, alias.function]
    for one in entity.birthdates:
        draft.births.append(found := _birth(one))
        if found is None and (one.birthdate or one.year):
            findings.append(f"{id_}: a date of birth cannot be read, or is of another calendar than ours")
        draft.birth_places.append(_place((one.place, one.city, one.region), one))
    draft.nationalities += [country(_state(one)) for one in entity.citizenships]
    for where in entity.addresses:
        parts = (where.street, where.po_box, where.place, where.city, where.zip_code, where.region)
        draft.addresses.append(_place(parts, where))
    draft.programmes += [one.programme for one in entity.regulations]
    draft.legal_basis += [one.number_title for one in entity.regulations]
    draft.listed_on = day_of(entity.designation_date[:10])
    draft.amended_on += [day_of(one.publication_date[:10]) for one in entity.regulations]
    draft.references += [un_reference(*found) for found in _UN.findall(entity.united_nation_id)]
    draft.links += [
        Link(kind="named in the remark", id=other)
        for found in _UN.findall(entity.remark)
        if (other := un_reference(*found)) not in draft.references
    ]
    draft.remarks += [entity.remark.strip(), entity.designation_details.strip()]
    return draft.subject()


def _name(alias: NameAlias, *, first: bool) -> Name | None:
    text = alias.whole_name or " ".join(
        part for part in (alias.first_name, alias.middle_name, alias.last_name) if part
    )
    return listed_name(
        text,
        "primary" if first else "alias",
        "unknown" if alias.strong is None else "strong" if alias.strong else "weak",
        language=alias.name_language.lower(),
        family=alias.last_name,
        given=f"{alias.first_name} {alias.middle_name}",
    )


def _birth(one: Birthdate) -> BirthDate | None:
    if one.calendar_type not in {"GREGORIAN", ""}:
        return None
    if one.year_range_from and one.year_range_to:
        return birth_years(one.year_range_from, one.year_range_to, circa=one.circa)
    if one.birthdate:
        return birth(one.birthdate, circa=one.circa)
    return birth_in(one.year, one.month_of_year, one.day_of_month, circa=one.circa) if one.year else None


def _numbers(one: Identification, kind: Kind) -> tuple[Identifier, ...]:
    text = one.latin_number or one.number
    if not text.strip():
        return ()
    if "imo" in one.identification_type_code.lower() or "IMO" in text.upper():
        found = imo_numbers(text, kind)
        if found:
            return found
    note = "known to be false" if one.known_false else "known to have expired" if one.known_expired else ""
    type_ = _TYPES.get(one.identification_type_code, "other")
    return (identifier("other" if type_ == "imo" else type_, text, country(_state(one)), note),)


def _state(one: Citizenship | Birthdate | Place | Identification) -> str:
    """The letters of a State where the list has them; its words where it has not."""
    return one.country_iso2_code if _LETTERS.fullmatch(one.country_iso2_code) else one.country_description


def _place(parts: tuple[str, ...], one: Birthdate | Place) -> Address | None:
    found = address((*parts, one.country_description))
    return Address(text=found.text, country=country(_state(one))) if found else None
