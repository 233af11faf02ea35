"""Who stands in the annexes of an EU regulation, in a table made from its consolidated text?

Layout: one row an annex entry, several values of a cell between semicolons. A party that stands in two annexes has two
rows, and so two subjects here: each is a listing of its own.
Days: day.month.year, of the listing in that annex.
Sources: Regulation (EU) 2017/1509, Annexes XIII to XVI, as the open repository of OpenSanctions tabulates the Official Journal.
Assumes that an IMO number in a row that is no vessel is a company's unless only a ship's check digit fits.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from yalu.lists.births import birth, day_of
from yalu.lists.countries import countries, country, place
from yalu.lists.draft import Draft
from yalu.lists.model import ParsedList, VesselFacts
from yalu.lists.names import listed_name
from yalu.lists.numbers import document, identifier, imo_numbers
from yalu.lists.source import Sane, Source
from yalu.lists.tables import decode, dict_rows

if TYPE_CHECKING:
    from yalu.lists.model import Gender, IdentifierType, Kind, NameKind, Quality
    from yalu.lists.source import Files

__all__ = ["SOURCE", "parse"]

_NEEDED = (
    "celex",
    "recordId",
    "programKey",
    "annex",
    "measure",
    "startDate",
    "schema",
    "name",
    "alias",
    "imoNumber",
)
_KINDS: dict[str, Kind] = {
    "Person": "person",
    "LegalEntity": "organisation",
    "Organization": "organisation",
    "Vessel": "vessel",
}
_GENDERS: dict[str, Gender] = {"male": "male", "female": "female"}
_NAMES: tuple[tuple[str, NameKind, Quality], ...] = (
    ("alias", "alias", "strong"),
    ("weakAlias", "alias", "weak"),
    ("previousName", "former", "strong"),
)
_NUMBERS: dict[str, IdentifierType] = {
    "passportNumber": "passport",
    "idNumber": "national_id",
    "taxNumber": "tax",
    "registrationNumber": "registration",
    "leiCode": "lei",
    "swiftBic": "bic",
    "mmsi": "mmsi",
    "phone": "phone",
    "email": "email",
    "website": "website",
}
_DOCUMENTS = frozenset(("passport", "national_id"))
_DATES = re.compile(r"[;,]\s*|\s+or\s+|\s+/\s+|(?:^|\s)[a-z]\)\s*")


def parse(files: Files) -> ParsedList:
    """The subjects of the annexes.

    Raises:
        BadList: the bytes are no such table.
    """
    findings: list[str] = []
    seen: Counter[str] = Counter()
    subjects = []
    for line, row in dict_rows(decode(files["list"]), _NEEDED):
        number = f"{row['celex']} {row['annex']} {row['schema']} {row['recordId']}"
        seen[number] += 1
        id_ = f"{number}#{seen[number]}" if seen[number] > 1 else number
        subjects.append(_draft(id_, line, row, findings).subject())
    return ParsedList(
        source=SOURCE.name, subjects=tuple(subjects), rows={"rows": len(subjects)}, findings=tuple(findings)
    )


def _draft(id_: str, line: int, row: dict[str, str], findings: list[str]) -> Draft:
    kind = _KINDS.get(row["schema"], "unknown")
    draft = Draft(id_, kind, line, record=row["recordId"])
    draft.names.append(listed_name(row["name"], "primary", "strong"))
    for column, name_kind, quality in _NAMES:
        draft.names += [listed_name(text, name_kind, quality) for text in _values(row, column)]
    for text in _DATES.split(row.get("birthDate", "")):
        draft.births.append(found := birth(text))
        findings += (
            [] if found or not text.strip(" .") else [f'line {line}: date of birth "{text}" cannot be read']
        )
    draft.birth_places += [place(text) for text in _values(row, "birthPlace")]
    draft.genders += [_GENDERS.get(text.strip(" .").casefold()) for text in _values(row, "gender")]
    draft.nationalities += countries(_values(row, "nationality"))
    draft.countries += countries((*_values(row, "country"), *_values(row, "jurisdiction")))
    for text in (
        *_values(row, "imoNumber"),
        *(_values(row, "registrationNumber") if kind == "organisation" else ()),
    ):
        draft.identifiers += imo_numbers(text, kind)
    known = {one.value for one in draft.identifiers if one}
    for column, type_ in _NUMBERS.items():
        draft.identifiers += [
            (document if type_ in _DOCUMENTS else identifier)(type_, text.strip('" '))
            for text in _values(row, column)
            if text not in known
        ]
    draft.addresses += [place(text.strip('"')) for text in _values(row, "address")]
    draft.titles += _values(row, "position")
    draft.programmes.append(row["programKey"])
    draft.measures.append(row["measure"])
    draft.legal_basis.append(f"{row['celex']} Annex {row['annex']}")
    draft.listed_on = day_of(row["startDate"])
    draft.remarks += [" ".join(row.get(column, "").split()) for column in ("reason", "notes")]
    if kind == "vessel":
        draft.vessel = VesselFacts(flag=country(row.get("flag")))
    return draft


def _values(row: dict[str, str], column: str) -> list[str]:
    return [text.strip() for text in row.get(column, "").split(";") if text.strip()]


def _detect(head: bytes, _name: str) -> str | None:
    return "list" if head.startswith(b"celex,recordId,programKey,annex") else None


SOURCE = Source(
    name="eu_journal",
    family="eu_journal",
    title="Annexes of an EU regulation (table made from the Official Journal)",
    publisher="European Union, Official Journal; tabulated by OpenSanctions",
    address="https://eur-lex.europa.eu/eli/reg/2017/1509",
    licence="Commission Decision 2011/833/EU for the text; the table's repository is under MIT",
    roles=("list",),
    sane=(Sane("person", 50, 5000),),
    detect=_detect,
    parse=parse,
)
