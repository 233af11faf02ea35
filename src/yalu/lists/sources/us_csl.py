"""Who is on the US Consolidated Screening List, which joins the lists of Treasury, Commerce and State?

Days: `start_date` is the day of listing where the list behind a row gives one; the file carries no day of its own.
Sources: https://api.trade.gov/static/consolidated_screening_list/consolidated.csv.
Assumes that the parts of `ids` are, from the end, type, number, and further back dates and a country of two letters.
Aliases carry no quality. Rows of Commerce and State say nothing of the kind of party: it is "unknown". Where one id stands
on several rows, the later ones are numbered.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from yalu.lists.births import birth, day_of
from yalu.lists.countries import countries, country, place
from yalu.lists.draft import Draft
from yalu.lists.model import Link, ParsedList, VesselFacts
from yalu.lists.names import listed_name, western
from yalu.lists.source import Sane, Source
from yalu.lists.sources.us_documents import Fact, add_facts, us_kind
from yalu.lists.tables import decode, dict_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.lists.model import Kind, Name, NameKind, Subject
    from yalu.lists.source import Files

__all__ = ["SOURCE", "parse"]

_NEEDED = ("_id", "source", "entity_number", "type", "programs", "name", "alt_names", "ids")
_LINKED = re.compile(r"\(Linked To: (.+?)\)(?=$|[;. (])")
_STATE = re.compile(r"[A-Z]{2}")
_DATE = re.compile(r"\d{4}(?:-\d{2}-\d{2})?")


def parse(files: Files) -> ParsedList:
    """The subjects of the list.

    Raises:
        BadList: the bytes are no such table, or a row has no name.
    """
    findings: list[str] = []
    seen: Counter[str] = Counter()
    subjects: list[Subject] = []
    for line, row in dict_rows(decode(files["list"]), _NEEDED):
        subjects.append(_subject(line, row, seen, findings))
    repeated = sum(count - 1 for count in seen.values())
    if repeated:
        findings.append(f"{repeated} rows repeat the id of an earlier one")
    return ParsedList(
        source=SOURCE.name,
        subjects=tuple(subjects),
        rows={"rows": len(subjects)},
        findings=tuple(findings),
    )


def _subject(line: int, row: dict[str, str], seen: Counter[str], findings: list[str]) -> Subject:
    id_ = row["_id"].strip() or f"row {line}"
    seen[id_] += 1
    kind = us_kind(row["type"]) if row["type"].strip() else "unknown"
    draft = Draft(f"{id_}#{seen[id_]}" if seen[id_] > 1 else id_, kind, line, record=row["entity_number"])
    draft.names.append(_name(row["name"], "primary", kind))
    draft.names += [_name(text, "alias", kind) for text in _parts(row["alt_names"])]
    ship = None
    if kind in {"vessel", "aircraft"}:
        ship = VesselFacts(
            type=row.get("vessel_type", ""),
            flag=country(row.get("vessel_flag")),
            gross_t=row.get("gross_registered_tonnage", ""),
            deadweight_t=row.get("gross_tonnage", ""),
            owner=row.get("vessel_owner", ""),
        )
    add_facts(draft, _facts(row), ship)
    for text in _parts(row.get("dates_of_birth", "")):
        draft.births.append(found := birth(text))
        findings += [] if found else [f'{draft.id}: date of birth "{text}" cannot be read']
    draft.birth_places += [place(text) for text in _parts(row.get("places_of_birth", ""))]
    draft.nationalities += countries(
        (*_parts(row.get("nationalities", "")), *_parts(row.get("citizenships", "")))
    )
    draft.measures.append(row["source"])
    draft.addresses += [place(text) for text in _parts(row.get("addresses", ""))]
    draft.titles.append(row.get("title", "").strip())
    draft.programmes += _parts(row["programs"])
    draft.legal_basis.append(row.get("federal_register_notice", "").strip())
    draft.listed_on = day_of(row.get("start_date", ""))
    draft.remarks.append(" ".join(row.get("remarks", "").split()))
    draft.links += [Link(kind="linked to", name=name) for name in _LINKED.findall(row.get("remarks", ""))]
    return draft.subject()


def _name(text: str, name_kind: NameKind, kind: Kind) -> Name | None:
    family, given = western(text) if kind == "person" else ("", "")
    quality = "strong" if name_kind == "primary" else "unknown"
    return listed_name(text, name_kind, quality, family=family, given=given)  # type: ignore[arg-type]  # two of its words


def _facts(row: dict[str, str]) -> Iterator[Fact]:
    if row.get("call_sign", "").strip():
        yield Fact("Vessel Call Sign", row["call_sign"].strip())
    for text in _parts(row["ids"]):
        *said, type_ = text.split(", ")
        if not said:
            continue
        state = said[0] if len(said) > 1 and _STATE.fullmatch(said[0]) else ""
        rest = said[1:] if state else said
        numbers = [part for part in rest if not _DATE.fullmatch(part)] or rest
        yield Fact(type_, ", ".join(numbers), country(state))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _detect(head: bytes, _name: str) -> str | None:
    return "list" if b"_id,source,entity_number,type" in head[:200] else None


SOURCE = Source(
    name="us_csl",
    family="us_csl",
    title="US Consolidated Screening List (CSV)",
    publisher="US Department of Commerce, International Trade Administration",
    address="https://api.trade.gov/static/consolidated_screening_list/consolidated.csv",
    licence="US Government work, public domain",
    roles=("list",),
    sane=(Sane("person", 3000, 20000), Sane("organisation", 3000, 25000)),
    detect=_detect,
    parse=parse,
)
