"""Who is in a file of FollowTheMoney JSON lines, such as the exports of OpenSanctions and the DPRK Reports of RUSI?

Days: `startDate` and `listingDate` of sanctions; the lines carry no day of the whole but `last_seen`, whose latest day is taken.
Sources: the FollowTheMoney model (followthemoney.tech), its schemata for persons, companies, vessels, sanctions, documents
and ties.
Assumes nothing of the values: they are read as lists do, countries by their letters, dates by year, month or day. Schemata that
name no subject (positions, families, addresses on their own) are counted and passed over. A "LegalEntity" may be a person.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from yalu.lists.births import birth, day_of
from yalu.lists.countries import address, countries, country
from yalu.lists.draft import Draft
from yalu.lists.errors import BadList
from yalu.lists.model import Link, ParsedList, VesselFacts
from yalu.lists.names import listed_name
from yalu.lists.numbers import identifier, imo_numbers
from yalu.lists.source import Source
from yalu.lists.tables import decode, dict_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yalu.lists.model import Gender, IdentifierType, Kind, NameKind, Quality
    from yalu.lists.source import Files

__all__ = ["LINES", "TABLE"]


class Entity(Struct, frozen=True, kw_only=True):
    """One line: an entity, or a tie between two. Fields that are not asked for are passed over."""

    id: str
    schema: str
    properties: dict[str, list[str]] = {}
    caption: str = ""
    referents: list[str] = []
    datasets: list[str] = []
    last_seen: str = ""

    def all(self, *names: str) -> list[str]:
        """The values of several properties."""
        return [value for name in names for value in self.properties.get(name, ())]

    def first(self, name: str) -> str:
        """The first value of a property, or an empty text."""
        return next(iter(self.properties.get(name, ())), "")


_KINDS: dict[str, Kind] = {
    "Person": "person",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "LegalEntity": "unknown",
    "Vessel": "vessel",
    "Airplane": "aircraft",
}
_NAMES: tuple[tuple[str, NameKind, Quality], ...] = (
    ("name", "primary", "strong"),
    ("alias", "alias", "strong"),
    ("weakAlias", "alias", "weak"),
    ("previousName", "former", "strong"),
    ("abbreviation", "acronym", "unknown"),
)
_NUMBERS: dict[str, IdentifierType] = {
    "passportNumber": "passport",
    "idNumber": "national_id",
    "socialSecurityNumber": "national_id",
    "taxNumber": "tax",
    "innCode": "tax",
    "vatCode": "tax",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "uscCode": "registration",
    "okpoCode": "registration",
    "kppCode": "registration",
    "leiCode": "lei",
    "swiftBic": "bic",
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "serialNumber": "aircraft_serial",
    "phone": "phone",
    "email": "email",
    "website": "website",
}
_TIES: dict[str, tuple[str, str, str]] = {
    "Ownership": ("owner", "asset", "owner of"),
    "Directorship": ("director", "organization", "director of"),
    "Employment": ("employee", "employer", "employed by"),
    "Membership": ("member", "organization", "member of"),
    "Representation": ("agent", "client", "agent of"),
    "Associate": ("person", "associate", "associate of"),
    "Family": ("person", "relative", "relative of"),
    "UnknownLink": ("subject", "object", "linked to"),
    "Succession": ("predecessor", "successor", "predecessor of"),
}
_GENDERS: dict[str, Gender] = {"male": "male", "female": "female"}
_COLUMNS = ("id", "schema", "name", "aliases", "birth_date", "countries", "identifiers", "dataset")
_DECODER = msgspec.json.Decoder(Entity)


def parse_lines(files: Files) -> ParsedList:
    """The subjects of a file of JSON lines, with the sanctions, documents and ties that other lines state.

    Raises:
        BadList: a line is no entity, or an id stands on two of them.
    """
    entities = list(_entities(decode(files["list"])))
    drafts: dict[str, Draft] = {}
    findings: list[str] = []
    for position, entity in enumerate(entities, start=1):
        if entity.schema in _KINDS:
            if entity.id in drafts:
                raise BadList(f'the id "{entity.id}" stands on two lines')
            drafts[entity.id] = _draft(entity, position, findings)
    for entity in entities:
        _add_sanction(drafts, entity)
        _add_document(drafts, entity)
        _add_tie(drafts, entity)
    seen = max((day for one in entities if (day := day_of(one.last_seen[:10]))), default=None)
    named = [draft for draft in drafts.values() if any(draft.names)]
    if len(named) < len(drafts):
        findings.append(f"{len(drafts) - len(named)} entities have no name and were left out")
    return ParsedList(
        source=LINES.name,
        published=seen,
        subjects=tuple(draft.subject() for draft in named),
        rows={"entities": len(entities), **Counter(f"schema {entity.schema}" for entity in entities)},
        findings=tuple(findings),
    )


def parse_table(files: Files) -> ParsedList:
    """The subjects of OpenSanctions' simplified table of targets.

    Raises:
        BadList: the bytes are no such table.
    """
    subjects = []
    for line, row in dict_rows(decode(files["list"]), _COLUMNS):
        draft = Draft(row["id"], _KINDS.get(row["schema"], "unknown"), line, record=row["id"])
        draft.names.append(listed_name(row["name"], "primary", "strong"))
        draft.names += [listed_name(text) for text in row["aliases"].split(";")]
        draft.births += [birth(text) for text in row["birth_date"].split(";")]
        draft.countries += countries(row["countries"].split(";"))
        draft.addresses += [address([text]) for text in row.get("addresses", "").split(";")]
        draft.identifiers += [
            identifier("other", text) for text in row["identifiers"].split(";") if text.strip()
        ]
        draft.programmes.append(row["dataset"])
        draft.remarks.append(row.get("sanctions", ""))
        subjects.append(draft.subject())
    return ParsedList(source=TABLE.name, subjects=tuple(subjects), rows={"rows": len(subjects)})


def _entities(text: str) -> Iterator[Entity]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield _DECODER.decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            raise BadList(f"line {number} is no entity or was cut off: {error}") from None


def _draft(entity: Entity, position: int, findings: list[str]) -> Draft:
    kind = _KINDS[entity.schema]
    draft = Draft(entity.id, kind, position, record=entity.id)
    family, given = entity.first("lastName"), " ".join(entity.all("firstName", "secondName", "middleName"))
    for name, name_kind, quality in _NAMES:
        for index, text in enumerate(entity.all(name)):
            leads = name_kind == "primary" and not index
            whole = family if leads and family and given else ""
            draft.names.append(
                listed_name(
                    text,
                    name_kind if leads or name != "name" else "alias",
                    quality,
                    family=whole,
                    given=given if whole else "",
                )
            )
    for text in entity.all("birthDate"):
        draft.births.append(found := birth(text))
        findings += [] if found else [f'{entity.id}: date of birth "{text}" cannot be read']
    draft.birth_places += [address([text]) for text in entity.all("birthPlace")]
    draft.genders += [_GENDERS.get(text) for text in entity.all("gender")]
    draft.nationalities += countries(entity.all("nationality", "citizenship"))
    draft.countries += countries(entity.all("country", "jurisdiction"))
    for text in entity.all("imoNumber"):
        draft.identifiers += imo_numbers(text, kind)
    for name, type_ in _NUMBERS.items():
        draft.identifiers += [identifier(type_, text) for text in entity.all(name)]
    draft.addresses += [address([text]) for text in entity.all("address")]
    draft.titles += entity.all("title", "position")
    draft.programmes += entity.all("program", "programId")
    draft.references += [f"ftm:{one}" for one in entity.referents]
    draft.remarks += entity.all("notes", "summary")
    if kind in {"vessel", "aircraft"}:
        draft.vessel = VesselFacts(
            type=entity.first("type"),
            flag=country(entity.first("flag")),
            former_flags=countries(entity.all("pastFlags")),
            gross_t=entity.first("grossRegisteredTonnage"),
            deadweight_t=entity.first("deadweightTonnage"),
            built=entity.first("buildDate"),
            model=entity.first("model"),
        )
    return draft


def _holders(drafts: dict[str, Draft], ids: Iterable[str]) -> Iterator[Draft]:
    yield from (drafts[id_] for id_ in ids if id_ in drafts)


def _add_sanction(drafts: dict[str, Draft], entity: Entity) -> None:
    if entity.schema != "Sanction":
        return
    for draft in _holders(drafts, entity.all("entity")):
        days = [day for text in entity.all("listingDate", "startDate") if (day := day_of(text[:10]))]
        draft.listed_on = min([*days, *([draft.listed_on] if draft.listed_on else [])], default=None)
        draft.programmes += entity.all("program")
        draft.measures += entity.all("provisions")
        draft.legal_basis += entity.all("authority")
        draft.references += entity.all("authorityId", "unscId")
        draft.remarks += entity.all("reason")


def _add_document(drafts: dict[str, Draft], entity: Entity) -> None:
    if entity.schema not in {"Passport", "Identification"}:
        return
    state = country(entity.first("country"))
    type_: IdentifierType = "passport" if entity.schema == "Passport" else "other"
    for draft in _holders(drafts, entity.all("holder")):
        draft.identifiers += [
            identifier(type_, number, state, entity.first("type"))
            for number in entity.all("number", "passportNumber")
        ]


def _add_tie(drafts: dict[str, Draft], entity: Entity) -> None:
    if entity.schema not in _TIES:
        return
    source, target, word = _TIES[entity.schema]
    said = entity.first("role") or entity.first("relationship") or word
    for draft in _holders(drafts, entity.all(source)):
        for other in entity.all(target):
            known = drafts.get(other)
            name = next((one.text for one in known.names if one), "") if known else ""
            draft.links.append(Link(kind=said, name=name, id=other))


def _detect_lines(head: bytes, _name: str) -> str | None:
    first = head.lstrip().split(b"\n", 1)[0]
    return "list" if first.startswith(b"{") and b'"schema"' in first and b'"properties"' in head else None


def _detect_table(head: bytes, _name: str) -> str | None:
    return "list" if head.replace(b'"', b"").startswith(b"id,schema,name,aliases,birth_date") else None


LINES = Source(
    name="ftm",
    family="ftm",
    title="FollowTheMoney entities (JSON lines)",
    publisher="named in the file, such as OpenSanctions or RUSI",
    address="https://www.opensanctions.org/datasets/",
    licence="the publisher's; OpenSanctions data is CC BY-NC 4.0",
    roles=("list",),
    sane=(),
    detect=_detect_lines,
    parse=parse_lines,
)
TABLE = Source(
    name="ftm_table",
    family="ftm",
    title="OpenSanctions targets (simplified CSV)",
    publisher="OpenSanctions",
    address="https://www.opensanctions.org/datasets/",
    licence="CC BY-NC 4.0",
    roles=("list",),
    sane=(),
    detect=_detect_table,
    parse=parse_table,
)
