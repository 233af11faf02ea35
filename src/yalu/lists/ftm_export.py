"""How is a list handed to others: as FollowTheMoney JSON lines?

One line for each subject, one more for the listing itself (schema `Sanction`), and one for each passport whose State is known.
Sources: the FollowTheMoney model (followthemoney.tech); its names of schemata and properties.
Assumes that what the model has no property for (tonnage as text, the list's own order) may be left out: the export is for
exchange, the snapshot keeps all. A number whose check digit or shape is wrong is left out, as the model would refuse it.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

import msgspec

from yalu.terms.read import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yalu.lists.model import BirthDate, Country, Identifier, Kind, Snapshot, Subject

__all__ = ["entities", "to_json_lines"]

_SCHEMATA: dict[Kind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "unknown": "LegalEntity",
}
_PROPERTIES: dict[str, str] = {
    "passport": "passportNumber",
    "national_id": "idNumber",
    "tax": "taxNumber",
    "registration": "registrationNumber",
    "bic": "swiftBic",
    "lei": "leiCode",
    "imo": "imoNumber",
    "imo_company": "imoNumber",
    "mmsi": "mmsi",
    "call_sign": "callSign",
    "aircraft_serial": "serialNumber",
    "aircraft_tail": "registrationNumber",
    "phone": "phone",
    "email": "email",
    "website": "website",
}
_NAMES = {
    "primary": "name",
    "alias": "alias",
    "former": "previousName",
    "original_script": "alias",
    "acronym": "alias",
}
_NO_ID = re.compile(r"[^0-9A-Za-z.]+")
_HAS: dict[str, frozenset[str]] = {
    "Person": frozenset(
        ("passportNumber", "idNumber", "taxNumber", "registrationNumber", "phone", "email", "website", "birthDate", "birthPlace",
         "nationality", "gender", "position", "title", "lastName", "firstName")
    ),
    "Organization": frozenset(
        ("idNumber", "taxNumber", "registrationNumber", "swiftBic", "leiCode", "imoNumber", "phone", "email", "website")
    ),
    "LegalEntity": frozenset(("idNumber", "taxNumber", "registrationNumber", "swiftBic", "leiCode", "phone", "email", "website")),
    "Vessel": frozenset(
        ("imoNumber", "mmsi", "callSign", "flag", "pastFlags", "type", "buildDate", "registrationNumber", "deadweightTonnage",
         "grossRegisteredTonnage")
    ),
    "Airplane": frozenset(("serialNumber", "registrationNumber", "type", "model", "buildDate")),
}  # fmt: skip
"""What the model lets each schema say, of what lists say."""


def to_json_lines(subjects: Iterable[Subject], snapshot: Snapshot) -> Iterator[bytes]:
    """The lines, each with its line end."""
    for entity in entities(subjects, snapshot):
        yield msgspec.json.encode(entity) + b"\n"


def entities(subjects: Iterable[Subject], snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """The entities of every subject."""
    for subject in subjects:
        id_ = _slug(f"{snapshot.source}-{subject.id}")
        yield _entity(id_, _SCHEMATA[subject.kind], _party(subject), snapshot, target=True)
        yield _entity(f"{id_}-sanction", "Sanction", _sanction(subject, id_, snapshot), snapshot)
        for number in subject.identifiers:
            if number.type == "passport" and number.country and number.country.iso3:
                yield _entity(
                    f"{id_}-passport-{_short(number.value)}", "Passport", _passport(number, id_), snapshot
                )


def _entity(
    id_: str, schema: str, properties: dict[str, list[str]], snapshot: Snapshot, *, target: bool = False
) -> dict[str, Any]:
    said = {
        name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()
    }
    caption = next(iter(said.get("name", ())), schema)
    return {
        "id": id_,
        "caption": caption,
        "schema": schema,
        "properties": {name: values for name, values in said.items() if values},
        "datasets": [snapshot.source],
        "target": target,
    }


def _party(subject: Subject) -> dict[str, list[str]]:
    schema = _SCHEMATA[subject.kind]
    said: dict[str, list[str]] = {}

    def add(name: str, *values: str) -> None:
        said.setdefault(name, []).extend(values)

    for name in subject.names:
        add(
            "weakAlias" if name.quality == "weak" else _NAMES[name.kind],
            _plain(name.text, name.family, name.given),
        )
    for number in subject.identifiers:
        property_ = _PROPERTIES.get(number.type)
        if property_ and number.valid is not False:
            add(property_, number.value)
    leading = subject.names[0]
    if leading.family and leading.given:
        add("lastName", leading.family)
        add("firstName", leading.given)
    add("birthDate", *map(_date, subject.births))
    add("birthPlace", *(place.text for place in subject.birth_places))
    add("nationality", *map(_code, subject.nationalities))
    add("gender", *subject.genders)
    add("position", *subject.titles)
    if ship := subject.vessel:
        add("flag", _code(ship.flag))
        add("pastFlags", *map(_code, ship.former_flags))
        add("type", ship.type)
        add("model", ship.model)
        add("buildDate", ship.built if ship.built.isdecimal() else "")
        add("deadweightTonnage", ship.deadweight_t)
        add("grossRegisteredTonnage", ship.gross_t)
    allowed = _HAS[schema] | {"name", "alias", "weakAlias", "previousName"}
    said = {name: values for name, values in said.items() if name in allowed}
    craft = schema in {"Vessel", "Airplane"}
    said["country"] = [
        *map(_code, subject.countries),
        *(() if craft else (_code(place.country) for place in subject.addresses)),
    ]
    said["address"] = [] if craft else [place.text for place in subject.addresses]
    said["notes"] = [subject.remarks]
    said["topics"] = ["sanction"]
    return said


def _sanction(subject: Subject, id_: str, snapshot: Snapshot) -> dict[str, list[str]]:
    return {
        "entity": [id_],
        "authority": [snapshot.publisher],
        "authorityId": [subject.id],
        "program": list(subject.programmes),
        "provisions": list(subject.measures),
        "reason": [subject.remarks],
        "listingDate": [subject.listed_on.isoformat() if subject.listed_on else ""],
        "modifiedAt": [day.isoformat() for day in subject.amended_on[-1:]],
    }


def _passport(number: Identifier, id_: str) -> dict[str, list[str]]:
    return {
        "holder": [id_],
        "number": [number.value],
        "country": [_code(number.country)],
        "type": ["passport"],
    }


def _date(born: BirthDate) -> str:
    """A date as the model writes it, as exact as it is; a span of years is given by its first."""
    return born.since.isoformat()[: {"day": 10, "month": 7, "year": 4, "years": 4}[born.precision]]


def _code(place: Country | None) -> str:
    """The two letters of a State in lower case, as the model writes them."""
    return gazetteer().find(place.iso3).iso2.lower() if place and place.iso3 else ""


def _plain(text: str, family: str, given: str) -> str:
    """A name in the order in which it is spoken in the West, where the list says which part is which."""
    return f"{given} {family}" if family and given and text.startswith(f"{family}, ") else text


def _slug(text: str) -> str:
    """An id of the signs that the model allows in one: letters and digits of ASCII, dots and hyphens inside."""
    plain = _NO_ID.sub("-", text).strip(".-")
    return plain if text.isascii() else f"{plain}-{_short(text)}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
