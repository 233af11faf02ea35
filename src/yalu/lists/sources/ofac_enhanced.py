"""Who is on OFAC's lists, as its enhanced XML tells it (`SDN_ENHANCED.XML`, `CONS_ENHANCED.XML`)?

Days: `dataAsOf` is the list's own day; a subject's day of listing is the earliest `datePublished` among the lists it stands on.
Sources: OFAC's schema ENHANCED_XML of the Sanctions List Service.
Assumes that the filters at the head of a file say which list it is; that a name's further translations are the same name in
another script; that `isLowQuality` marks a weak alias.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.lists.births import day_of
from yalu.lists.countries import address, country
from yalu.lists.draft import Draft
from yalu.lists.errors import BadList
from yalu.lists.markup import child, children, parse_xml, text_of, texts_of
from yalu.lists.model import Link, ParsedList, VesselFacts
from yalu.lists.names import listed_name
from yalu.lists.sources.ofac import ofac_lists
from yalu.lists.sources.us_documents import Fact, add_facts, us_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.lists.markup import Element
    from yalu.lists.model import Kind, Name, NameKind, Subject
    from yalu.lists.source import Files

__all__ = ["CONSOLIDATED", "SDN", "parse"]

_SHIP = {
    "Vessel Type": "type",
    "Vessel Flag": "flag",
    "Vessel Tonnage": "dwt",
    "Vessel Gross Registered Tonnage": "grt",
    "Vessel Owner": "owner",
}
_CONSOLIDATED = b">Consolidated List</sanctionsList>"  # among the filters at the head of the file


def parse(files: Files, source: str) -> ParsedList:
    """The subjects of the list.

    Raises:
        BadList: the bytes are no such list, or a subject has no name.
    """
    root = parse_xml(files["list"], "sanctionsData")
    entities = child(root, "entities")
    if entities is None:
        raise BadList("the list has no <entities>: it was cut off or is another file")
    findings: list[str] = []
    subjects = tuple(
        _subject(entity, position, findings)
        for position, entity in enumerate(children(entities, "entity"), start=1)
    )
    return ParsedList(
        source=source,
        published=day_of(text_of(root, "publicationInfo", "dataAsOf")[:10]),
        subjects=subjects,
        rows={"names": sum(1 for _ in entities.iter("{*}names") for _ in children(_, "name"))},
        findings=tuple(findings),
    )


def _subject(entity: Element, position: int, findings: list[str]) -> Subject:
    kind = us_kind(text_of(entity, "generalInfo", "entityType"))
    id_ = entity.get("id", "")
    draft = Draft(id_, kind, position, record=text_of(entity, "generalInfo", "identityId"))
    for name in children(child(entity, "names"), "name"):
        draft.names += _names(name, kind)
    unread = add_facts(draft, _facts(entity), _ship(entity) if kind in {"vessel", "aircraft"} else None)
    findings += [f'{id_}: date of birth "{text}" cannot be read' for text in unread]
    for one in children(child(entity, "addresses"), "address"):
        parts = next(iter(children(child(one, "translations"), "translation")), None)
        draft.addresses.append(
            address(texts_of(parts, "addressParts", "addressPart", "value"), text_of(one, "country"))
        )
    draft.programmes += texts_of(entity, "sanctionsPrograms", "sanctionsProgram")
    draft.measures += texts_of(entity, "sanctionsTypes", "sanctionsType")
    draft.legal_basis += texts_of(entity, "legalAuthorities", "legalAuthority")
    draft.titles.append(text_of(entity, "generalInfo", "title"))
    draft.remarks.append(text_of(entity, "generalInfo", "remarks"))
    for one in children(child(entity, "relationships"), "relationship"):
        other = child(one, "relatedEntity")
        if other is not None:
            draft.links.append(
                Link(kind=text_of(one, "type").lower(), name=text_of(other), id=other.get("entityId", ""))
            )
    days = [
        day_of(one.get("datePublished", ""))
        for one in children(child(entity, "sanctionsLists"), "sanctionsList")
    ]
    draft.listed_on = min((day for day in days if day), default=None)
    return draft.subject()


def _names(name: Element, kind: Kind) -> Iterator[Name | None]:
    """A name and its forms in other scripts."""
    primary = text_of(name, "isPrimary") == "true"
    quality = "weak" if text_of(name, "isLowQuality") == "true" else "strong"
    former = text_of(name, "aliasType").startswith("F")
    for one in children(child(name, "translations"), "translation"):
        family, given = text_of(one, "formattedLastName"), text_of(one, "formattedFirstName")
        name_kind: NameKind = "primary" if primary else "former" if former else "alias"
        if text_of(one, "isPrimary") != "true":
            name_kind = "original_script"
        person = kind == "person" and given
        yield listed_name(
            text_of(one, "formattedFullName") or family,
            name_kind,
            quality,  # type: ignore[arg-type]  # one of two of its words
            family=family if person else "",
            given=given if person else "",
        )


def _facts(entity: Element) -> Iterator[Fact]:
    for one in children(child(entity, "features"), "feature"):
        if text_of(one, "type") not in _SHIP:
            yield Fact(text_of(one, "type"), text_of(one, "value"))
    for one in children(child(entity, "identityDocuments"), "identityDocument"):
        note = "" if text_of(one, "isValid") != "false" else "not valid"
        state = country(text_of(one, "issuingCountry"))
        yield Fact(text_of(one, "type"), text_of(one, "documentNumber"), state, note)


def _ship(entity: Element) -> VesselFacts:
    said = {
        _SHIP[text_of(one, "type")]: text_of(one, "value")
        for one in children(child(entity, "features"), "feature")
        if text_of(one, "type") in _SHIP
    }
    return VesselFacts(
        type=said.get("type", ""),
        flag=country(said.get("flag")),
        deadweight_t=said.get("dwt", "").replace(",", ""),
        gross_t=said.get("grt", "").replace(",", ""),
        owner=said.get("owner", ""),
    )


def _detect(head: bytes, _name: str, *, consolidated: bool) -> str | None:
    filters = head.partition(b"</publicationInfo>")[0]
    return "list" if b"<sanctionsData" in head and (_CONSOLIDATED in filters) is consolidated else None


SDN, CONSOLIDATED = ofac_lists(
    "enhanced", "enhanced XML", ("SDN_ENHANCED.XML", "CONS_ENHANCED.XML"), _detect, parse
)
