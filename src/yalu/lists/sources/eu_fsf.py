"""Who is on the EU's consolidated list of financial sanctions (Financial Sanctions Files)?

Layouts: XML 1.1 (2018 on), the XML before it, the short CSV with semicolons, and XML 1.1 turned into JSON lines.
Days: `generationDate`, `Date` or `Date_file` is the list's own day; JSON lines carry none.
Sources: https://webgate.ec.europa.eu/fsd/fsf; schema `eu_fsf_1_1.xsd` of 2018.
Assumes that each line of the CSV holds one fact (a name, an address, a birth, a number, a citizenship) of one party; a copy
re-saved by a spreadsheet, every line in quotation marks and padded with tabs, is put right first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from yalu.lists.births import day_of
from yalu.lists.errors import BadList
from yalu.lists.markup import children, local_name, parse_xml, text_of
from yalu.lists.model import ParsedList
from yalu.lists.source import Sane, Source
from yalu.lists.sources.eu_entity import Entity, subjects_of
from yalu.lists.tables import decode, plain_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from yalu.lists.markup import Element
    from yalu.lists.source import Files

__all__ = ["CSV", "JSON_LINES", "OLD_XML", "XML"]

_CAPITAL = re.compile(r"(?<!^)([A-Z])")
_PLURALS = {
    "regulation": "regulations",
    "nameAlias": "name_aliases",
    "citizenship": "citizenships",
    "birthdate": "birthdates",
    "address": "addresses",
    "identification": "identifications",
}
_NUMBER = re.compile(r"(.*?)(?: \((\w+)-[^)]*\))?(?: \(\(.*\)\))?\s*", re.DOTALL)
_FACTS = {
    "Naal_": "name_aliases",
    "Addr_": "addresses",
    "Birt_": "birthdates",
    "Iden_": "identifications",
    "Citi_": "citizenships",
}
_FIELDS = {
    "Naal_lastname": "last_name", "Naal_firstname": "first_name", "Naal_middlename": "middle_name",
    "Naal_wholename": "whole_name", "Naal_gender": "gender", "Naal_title": "title", "Naal_function": "function",
    "Naal_language": "name_language", "Addr_street": "street", "Addr_zipcode": "zip_code", "Addr_city": "city",
    "Addr_country": "country_iso2_code", "Addr_other": "region", "Birt_date": "birthdate", "Birt_place": "place",
    "Birt_country": "country_iso2_code", "Iden_country": "country_iso2_code", "Citi_country": "country_iso2_code",
}  # fmt: skip
_NEEDED = ("Entity_logical_id", "Subject_type", "Naal_wholename", "Birt_date", "Iden_number", "Citi_country")


def parse_xml_1_1(files: Files) -> ParsedList:
    """The subjects of an export in XML 1.1.

    Raises:
        BadList: the bytes are no such list, or a field has another type than the schema gives it.
    """
    root = parse_xml(files["list"], "export")
    entities = (_entity(element) for element in children(root, "sanctionEntity"))
    return _list(entities, XML.name, day_of(root.get("generationDate", "")[:10]))


def parse_old_xml(files: Files) -> ParsedList:
    """The subjects of the XML that the EU published before 2018.

    Raises:
        BadList: the bytes are no such list.
    """
    root = parse_xml(files["list"], "WHOLE")
    entities = (_old_entity(element) for element in children(root, "ENTITY"))
    return _list(entities, OLD_XML.name, day_of(root.get("Date", "")))


def parse_json_lines(files: Files) -> ParsedList:
    """The subjects of XML 1.1 turned into JSON lines.

    Raises:
        BadList: a line is no such record.
    """
    return _list(_json_entities(decode(files["list"])), JSON_LINES.name, None)


def parse_csv(files: Files) -> ParsedList:
    """The subjects of the short CSV.

    Raises:
        BadList: the bytes are no such table.
    """
    rows = list(_csv_rows(decode(files["list"])))
    found = _list(_csv_entities(rows), CSV.name, day_of(rows[0]["Date_file"]) if rows else None)
    return msgspec.structs.replace(found, rows={"rows": len(rows), **found.rows})


def _list(entities: Iterator[Entity], source: str, published: date | None) -> ParsedList:
    findings: list[str] = []
    kept = list(entities)
    subjects = subjects_of(iter(kept), findings)
    return ParsedList(
        source=source,
        published=published,
        subjects=subjects,
        rows={"names": sum(len(entity.name_aliases) for entity in kept)},
        findings=tuple(findings),
    )


def _record(raw: dict[str, Any], where: str) -> Entity:
    try:
        return msgspec.convert(raw, Entity, strict=False)
    except (msgspec.ValidationError, RecursionError) as error:
        raise BadList(f"{where}: {error}") from None


def _entity(element: Element) -> Entity:
    raw: dict[str, Any] = _attributes(element)
    raw["remark"] = "\n".join(text for one in children(element, "remark") if (text := text_of(one)))
    for one in element:
        name = local_name(one)
        if name == "subjectType":
            raw["subject_type"] = _attributes(one)
        elif name in _PLURALS:
            raw.setdefault(_PLURALS[name], []).append(_attributes(one))
    return _record(raw, f"sanctionEntity {element.get('logicalId', '?')}")


def _attributes(element: Element) -> dict[str, Any]:
    """Attributes in snake case; those left empty say nothing."""
    return {_CAPITAL.sub(r"_\1", name).lower(): value for name, value in element.attrib.items() if value}


def _old_entity(element: Element) -> Entity:
    raw: dict[str, Any] = {
        "logical_id": element.get("Id", ""),
        "remark": element.get("remark", ""),
        "subject_type": {"classification_code": element.get("Type", "")},
        "regulations": [
            {
                "number_title": element.get("legal_basis", ""),
                "publication_date": element.get("reg_date", ""),
                "programme": element.get("programme", ""),
            }
        ],
        "name_aliases": [
            {
                "whole_name": text_of(one, "WHOLENAME"),
                "last_name": text_of(one, "LASTNAME"),
                "first_name": text_of(one, "FIRSTNAME"),
                "middle_name": text_of(one, "MIDDLENAME"),
                "gender": text_of(one, "GENDER"),
                "title": text_of(one, "TITLE"),
                "function": text_of(one, "FUNCTION"),
                "name_language": text_of(one, "LANGUAGE"),
            }
            for one in children(element, "NAME")
        ],
        "birthdates": [
            {
                "birthdate": text_of(one, "DATE"),
                "place": text_of(one, "PLACE"),
                "country_iso2_code": text_of(one, "COUNTRY"),
            }
            for one in children(element, "BIRTH")
        ],
        "citizenships": [
            {"country_iso2_code": text_of(one, "COUNTRY")} for one in children(element, "CITIZEN")
        ],
        "addresses": [
            {
                "street": f"{text_of(one, 'NUMBER')} {text_of(one, 'STREET')}",
                "zip_code": text_of(one, "ZIPCODE"),
                "city": text_of(one, "CITY"),
                "region": text_of(one, "OTHER"),
                "country_iso2_code": text_of(one, "COUNTRY"),
            }
            for one in children(element, "ADDRESS")
        ],
        "identifications": [
            {**_numbered(text_of(one, "NUMBER")), "country_iso2_code": text_of(one, "COUNTRY")}
            for one in children(element, "PASSPORT")
        ],
    }
    return _record(raw, f"ENTITY {element.get('Id', '?')}")


def _numbered(text: str) -> dict[str, str]:
    """Number and type of "AB123456 (passport-National passport)"."""
    found = _NUMBER.fullmatch(text)
    return (
        {"number": found[1], "identification_type_code": found[2] or "other"} if found else {"number": text}
    )


def _json_entities(text: str) -> Iterator[Entity]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            raw = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            raise BadList(f"line {number} is not JSON or was cut off: {error}") from None
        if not isinstance(raw, dict):
            raise BadList(f"line {number} is no record")
        yield _record(raw, f"line {number}")


def _csv_rows(text: str) -> Iterator[dict[str, str]]:
    if text.startswith('"'):
        text = "\n".join(map(_unwrapped, text.splitlines()))
    rows = plain_rows(text, delimiter=";")
    _, head = next(rows, (0, []))
    if head:
        head[0] = "Date_file"
    if missing := [name for name in _NEEDED if name not in head]:
        raise BadList(f"the table has no column {missing[0]}")
    first = {
        name: head.index(name) for name in reversed(head)
    }  # the entity's number has a column beside every fact
    for line, row in rows:
        if len(row) != len(head):
            raise BadList(
                f"line {line}: {len(row)} cells where the headings are {len(head)}; the file was cut or re-saved"
            )
        yield {name: row[place] for name, place in first.items()}


def _unwrapped(line: str) -> str:
    """A line that a spreadsheet took for one cell, with its commas turned into tabs."""
    return line.strip().removeprefix('"').removesuffix('"').rstrip("\t").replace("\t", ",").replace('""', '"')


def _csv_entities(rows: list[dict[str, str]]) -> Iterator[Entity]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        raw = found.setdefault(
            row["Entity_logical_id"],
            {
                "logical_id": row["Entity_logical_id"],
                "eu_reference_number": row.get("EU_ref_num", ""),
                "remark": row.get("Entity_remark", ""),
                "subject_type": {"classification_code": row["Subject_type"]},
                "regulations": [],
            },
        )
        regulation = {
            "number_title": row.get("Leba_numtitle", ""),
            "publication_date": row.get("Leba_publication_date", ""),
            "programme": row.get("Programme", ""),
        }
        if regulation not in raw["regulations"]:
            raw["regulations"].append(regulation)
        for prefix, name in _FACTS.items():
            if row.get(f"{prefix}logical_id"):
                fact = {
                    field: row[column]
                    for column, field in _FIELDS.items()
                    if column.startswith(prefix) and row.get(column, "N/A") != "N/A"
                }
                if prefix == "Iden_":
                    fact |= _numbered(row["Iden_number"])
                raw.setdefault(name, []).append(fact)
    for id_, raw in found.items():
        yield _record(raw, f"entity {id_}")


def _source(
    name: str, layout: str, starts: tuple[bytes, ...], parse: Callable[[Files], ParsedList]
) -> Source:
    def detect(head: bytes, _name: str) -> str | None:
        return "list" if any(start in head for start in starts) else None

    return Source(
        name=name,
        family="eu",
        title=f"EU consolidated list of financial sanctions ({layout})",
        publisher="European Commission, Financial Sanctions Files",
        address="https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
        licence="Commission Decision 2011/833/EU on the reuse of documents",
        roles=("list",),
        sane=(Sane("person", 1500, 9000), Sane("organisation", 500, 5000)),
        detect=detect,
        parse=parse,
    )


XML = _source("eu_fsf", "XML 1.1", (b"http://eu.europa.ec/fpi/fsd/export", b"<sanctionEntity"), parse_xml_1_1)
OLD_XML = _source("eu_fsf_old", "XML before 2018", (b"<WHOLE",), parse_old_xml)
CSV = _source("eu_fsf_csv", "short CSV", (b"Naal_logical_id",), parse_csv)
JSON_LINES = _source("eu_fsf_jsonl", "JSON lines", (b'"eu_reference_number"',), parse_json_lines)
