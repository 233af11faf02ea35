"""Who is on OFAC's lists, as its plain XML tells it (`sdn.xml`, `consolidated.xml`)?

Days: `Publish_Date` is month/day/year. The file carries no day of listing.
Sources: OFAC's schema of these files. The namespace changed in 2024, so elements are matched without it;
`publshInformation` is really spelled so.
Assumes that a file with "cons" in its name is the consolidated list, for the two look alike inside; that `lastName` and
`firstName` of a person are family and given name; that `category` weak marks a weak alias.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

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
    from yalu.lists.model import Kind, Name, NameKind, Quality, Subject
    from yalu.lists.source import Files

__all__ = ["CONSOLIDATED", "SDN", "parse"]

_LINKED = re.compile(r"\(?Linked To: ([^;)]+(?:\([^)]*\)[^;)]*)*)\)?", re.IGNORECASE)
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_QUALITIES: dict[str, Quality] = {"strong": "strong", "weak": "weak"}


def parse(files: Files, source: str) -> ParsedList:
    """The subjects of the list.

    Raises:
        BadList: the bytes are no such list, or the file holds another number of records than it says.
    """
    root = parse_xml(files["list"], "sdnList")
    header = child(root, "publshInformation")
    findings: list[str] = []
    subjects = tuple(
        _subject(entry, position, findings)
        for position, entry in enumerate(children(root, "sdnEntry"), start=1)
    )
    said = text_of(header, "Record_Count")
    if said != str(len(subjects)):
        raise BadList(
            f'the file says that it holds "{said}" records and holds {len(subjects)}: it was cut or changed'
        )
    return ParsedList(
        source=source,
        published=_published(text_of(header, "Publish_Date")),
        subjects=subjects,
        rows={
            "akas": sum(1 for _ in root.iter("{*}aka")),
            "weak_akas": sum(text_of(aka, "category") == "weak" for aka in root.iter("{*}aka")),
        },
        findings=tuple(findings),
    )


def _subject(entry: Element, position: int, findings: list[str]) -> Subject:
    kind = us_kind(text_of(entry, "sdnType"))
    draft = Draft(text_of(entry, "uid"), kind, position, record=text_of(entry, "uid"))
    draft.names.append(_name(entry, kind, "primary", "strong"))
    for aka in children(child(entry, "akaList"), "aka"):
        former = text_of(aka, "type").startswith("f")
        quality = _QUALITIES.get(text_of(aka, "category"), "unknown")
        draft.names.append(_name(aka, kind, "former" if former else "alias", quality))
    unread = add_facts(draft, _facts(entry), _ship(child(entry, "vesselInfo")))
    findings += [f'{draft.id}: date of birth "{text}" cannot be read' for text in unread]
    for one in children(child(entry, "addressList"), "address"):
        parts = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode")
        draft.addresses.append(address([text_of(one, part) for part in parts], text_of(one, "country")))
    remarks = text_of(entry, "remarks")
    draft.links += [Link(kind="linked to", name=name.strip()) for name in _LINKED.findall(remarks)]
    draft.titles.append(text_of(entry, "title"))
    draft.programmes += texts_of(entry, "programList", "program")
    draft.remarks.append(remarks)
    return draft.subject()


def _name(element: Element, kind: Kind, name_kind: NameKind, quality: Quality) -> Name | None:
    family, given = text_of(element, "lastName"), text_of(element, "firstName")
    if kind != "person" or not given:
        return listed_name(f"{given} {family}", name_kind, quality)
    return listed_name(f"{family}, {given}", name_kind, quality, family=family, given=given)


def _facts(entry: Element) -> Iterator[Fact]:
    for one in children(child(entry, "idList"), "id"):
        number, state = text_of(one, "idNumber"), text_of(one, "idCountry")
        ends = text_of(one, "expirationDate")
        yield Fact(text_of(one, "idType"), number, country(state), f"expires {ends}" if ends else "")
    for path, type_ in (
        (("dateOfBirthList", "dateOfBirthItem", "dateOfBirth"), "DOB"),
        (("placeOfBirthList", "placeOfBirthItem", "placeOfBirth"), "POB"),
        (("nationalityList", "nationality", "country"), "nationality"),
        (("citizenshipList", "citizenship", "country"), "citizen"),
        (("vesselInfo", "callSign"), "Vessel Call Sign"),
    ):
        yield from (Fact(type_, text) for text in texts_of(entry, *path))


def _ship(info: Element | None) -> VesselFacts | None:
    if info is None:
        return None
    return VesselFacts(
        type=text_of(info, "vesselType"),
        flag=country(text_of(info, "vesselFlag")),
        deadweight_t=text_of(info, "tonnage").replace(",", ""),
        gross_t=text_of(info, "grossRegisteredTonnage").replace(",", ""),
        owner=text_of(info, "vesselOwner"),
    )


def _published(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def _detect(head: bytes, name: str, *, consolidated: bool) -> str | None:
    return "list" if b"<sdnList" in head and ("cons" in name.lower()) is consolidated else None


SDN, CONSOLIDATED = ofac_lists("xml", "XML", ("SDN.XML", "CONSOLIDATED.XML"), _detect, parse)
