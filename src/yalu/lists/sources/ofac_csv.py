"""Who is on OFAC's lists, as its CSV files tell it: the SDN list and the consolidated list of everybody else?

Files: `sdn.csv` or `cons_prim.csv` (12 columns, no headings), alternate names, addresses, and comments that carry on remarks
longer than 1,000 characters. "-0-" means nothing; the old `@` and `|` separated editions of the first file are read too.
Days: the files carry none, neither of publication nor of listing.
Sources: OFAC's data specification for these files; https://sanctionslistservice.ofac.treas.gov.
Assumes that a person's name is "FAMILY, Given". Weak aliases stand in the remarks alone, in quotation marks; the alternate names
are strong. Files of different days do not belong together: more than one alternate name or address in a hundred
without its subject, and the list is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from yalu.lists.countries import address, country
from yalu.lists.draft import Draft
from yalu.lists.errors import BadList
from yalu.lists.model import Link, ParsedList, VesselFacts
from yalu.lists.names import listed_name, name_keys, western
from yalu.lists.sources.ofac import ofac_lists
from yalu.lists.sources.us_documents import DOCUMENTS, Fact, add_facts, us_kind
from yalu.lists.tables import decode, dict_rows, plain_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yalu.lists.model import Address, Kind, Name, NameKind, Subject
    from yalu.lists.source import Files

__all__ = ["CONSOLIDATED", "SDN", "parse", "remarks_facts"]

_COLUMNS = 12
_ROLES = ("prim", "alt", "add", "comments")
_LONGEST_REMARK = 1000  # characters, after which OFAC carries on in the comments file
_PART = re.compile(r";\s+(?=(?:[^']*'[^']*')*[^']*$|\S)")
_ALIAS = re.compile(r"(?:alt\. )?([afn])\.k\.a\.,?\s+(.+)", re.IGNORECASE)
_TRAILER = re.compile(
    r"^(?P<value>.*?)(?:\s+\((?P<country>[A-Z][^()]*)\))?(?P<note>\s+(?:issued|expires|effective)\b.*)?$",
    re.DOTALL,
)
_SIMPLE = (
    "DOB", "POB", "nationality", "citizen", "Gender", "Nationality of Registration", "Former Vessel Flag",
    "Vessel Year of Build", "Aircraft Manufacture Date", "Aircraft Model", "Secondary sanctions risk:",
    "Additional Sanctions Information -",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:",
)  # fmt: skip
_KNOWN = tuple(sorted((*_SIMPLE, *DOCUMENTS), key=len, reverse=True))
_CRYPTO = re.compile(r"(Digital Currency Address - [A-Z0-9]+) (\S+)")
_KIND_OF_ALIAS: dict[str, NameKind] = {"a": "alias", "f": "former", "n": "alias"}
_FIRST_ROW = re.compile(rb'\s*\d+\s*([,@|])\s*"')


class _Remarks(NamedTuple):
    """What remarks say: facts, aliases in quotation marks, ties to others."""

    facts: tuple[Fact, ...]
    aliases: tuple[Name, ...]
    links: tuple[Link, ...]


class _Beside(NamedTuple):
    """The rows of the files beside the first one, by the id of their subject."""

    alternate: Mapping[str, Sequence[list[str]]]
    addresses: Mapping[str, Sequence[list[str]]]
    comments: Mapping[str, Sequence[list[str]]]


def parse(files: Files, source: str) -> ParsedList:
    """The subjects of a list, with what the files beside the first one add.

    Raises:
        BadList: the first file is missing, a row has another shape, an id stands twice, or the files are not of one day.
    """
    beside = _Beside(
        _by_id(files.get("alt"), 5, "alternate names"),
        _by_id(files.get("add"), 6, "addresses"),
        _by_id(files.get("comments"), 2, "comments"),
    )
    if "prim" not in files:
        raise BadList(
            f"{_size(beside.alternate):,} alternate names and {_size(beside.addresses):,} addresses belong to the subjects of "
            "an sdn.csv or cons_prim.csv of the same day, which was not given"
        )
    rows = list(_subject_rows(files["prim"]))
    ids = {row[0] for _, row in rows}
    if len(ids) != len(rows):
        raise BadList("an id stands on two rows of the first file")
    findings: list[str] = []
    _check_day("alternate names", beside.alternate, ids, findings)
    _check_day("addresses", beside.addresses, ids, findings)
    _check_day("comments", beside.comments, ids, findings)
    subjects = tuple(_subject(row, line, beside, findings) for line, row in rows)
    return ParsedList(
        source=source,
        subjects=_linked(subjects),
        rows={
            "subjects": len(rows),
            "alternate_names": _size(beside.alternate),
            "addresses": _size(beside.addresses),
            "comments": _size(beside.comments),
        },
        findings=tuple(findings),
    )


def remarks_facts(text: str, kind: Kind) -> _Remarks:
    """What a remark says, part by part."""
    said: list[Fact] = []
    aliases: list[Name] = []
    links: list[Link] = []
    for part in _PART.split(text.removesuffix(".")):
        bare = part.strip()
        if not bare:
            continue
        if found := _ALIAS.fullmatch(bare):
            name = listed_name(found[2].rstrip(".;").strip("'\" "), _KIND_OF_ALIAS[found[1].lower()], "weak")
            aliases += [name] if name else []
        elif bare.lower().startswith("linked to:"):
            links.append(Link(kind="linked to", name=bare[10:].strip()))
        elif fact := _fact(bare.removeprefix("alt. "), kind):
            said.append(fact)
    return _Remarks(tuple(said), tuple(dict.fromkeys(aliases)), tuple(dict.fromkeys(links)))


def _fact(part: str, kind: Kind) -> Fact | None:
    if found := _CRYPTO.match(part):
        return Fact(found[1], found[2].rstrip(".;"))
    for known in _KNOWN:
        if part.startswith(known) and part[len(known) : len(known) + 1] in {" ", ":"}:
            value = part[len(known) :].strip(" :")
            if known in _SIMPLE:
                return Fact(known, value.rstrip("."))
            return _document(known, value, kind)
    return None


def _document(type_: str, value: str, kind: Kind) -> Fact | None:
    """A number with, perhaps, its country in brackets and when it was issued or expires."""
    found = _TRAILER.match(value.rstrip("."))
    if not found or not found["value"].strip():
        return None
    note = (found["note"] or "").strip()
    if kind != "vessel" and found["value"].upper().startswith("IMO"):
        return Fact(type_, found["value"])
    return Fact(type_, found["value"].strip(" .;"), country(found["country"]), note)


def _subject(row: list[str], line: int, beside: _Beside, findings: list[str]) -> Subject:
    id_, name, type_, programmes, title, call_sign, vessel_type, tonnage, grt, flag, owner, remarks = map(
        _cell, row
    )
    kind = us_kind(type_)
    comments = beside.comments.get(id_, ())
    full = row[11].strip() + "".join(comment[1] for comment in comments) if remarks else ""
    if len(full) >= _LONGEST_REMARK and not comments:
        findings.append(
            f"{id_}: the remarks are cut at {_LONGEST_REMARK:,} characters and no comments file carries them on"
        )
    said = remarks_facts(full, kind)
    draft = Draft(id_, kind, line, record=id_)
    draft.names.append(_name(name, "primary", kind))
    draft.names += [_name(_cell(alt[3]), _alias_kind(alt[2]), kind) for alt in beside.alternate.get(id_, ())]
    draft.names += said.aliases
    ship = VesselFacts(
        type=vessel_type,
        flag=country(flag),
        deadweight_t=tonnage.replace(",", ""),
        gross_t=grt.replace(",", ""),
        owner=owner,
    )
    call = (Fact("Vessel Call Sign", call_sign),) if call_sign else ()
    unread = add_facts(draft, (*said.facts, *call), ship if kind in {"vessel", "aircraft"} else None)
    findings += [f'{id_}: date of birth "{text}" cannot be read' for text in unread]
    draft.addresses += _addresses(beside.addresses.get(id_, ()))
    draft.titles.append(title)
    draft.programmes += [one.strip(" []") for one in programmes.split("] [")]
    draft.links += said.links
    draft.remarks.append(full)
    return draft.subject()


def _name(text: str, name_kind: NameKind, kind: Kind) -> Name | None:
    family, given = western(text) if kind == "person" else ("", "")
    return listed_name(text, name_kind, "strong", family=family, given=given)


def _alias_kind(text: str) -> NameKind:
    return _KIND_OF_ALIAS.get(_cell(text)[:1].lower(), "alias")


def _addresses(rows: Iterable[list[str]]) -> Iterator[Address]:
    for row in rows:
        street, city, state = (_cell(cell) for cell in row[2:5])
        if found := address([street, city], state):
            yield found


def _linked(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """The subjects with their ties resolved to ids, where exactly one subject bears the name."""
    bearers: dict[str, set[str]] = {}
    for subject in subjects:
        bearers.setdefault(_plain(subject.caption), set()).add(subject.id)
    return tuple(_with_ids(subject, bearers) if subject.links else subject for subject in subjects)


def _with_ids(subject: Subject, bearers: Mapping[str, set[str]]) -> Subject:
    links = []
    for link in subject.links:
        found = bearers.get(_plain(link.name), set())
        links.append(Link(kind=link.kind, name=link.name, id=next(iter(found))) if len(found) == 1 else link)
    return replace(subject, links=tuple(links))


def _plain(name: str) -> str:
    return min(name_keys(name), default="", key=lambda key: (len(key), key))


def _subject_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decode(data, "latin-1")
    if text.startswith("ent_num,"):
        for line, cells in dict_rows(text, ("ent_num", "name", "sdn_type", "programs", "remarks")):
            yield line, list(cells.values())[:_COLUMNS]
        return
    found = _FIRST_ROW.match(text[:64].encode())
    delimiter = found[1].decode() if found else ","
    for line, row in plain_rows(text, delimiter=delimiter):
        if len(row) != _COLUMNS or not row[0].strip().isdigit():
            raise BadList(
                f"line {line}: {len(row)} cells where the file has {_COLUMNS}, the first a number; the file was cut or is another"
            )
        yield line, [row[0].strip(), *row[1:]]


def _by_id(data: bytes | None, columns: int, what: str) -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = {}
    if data is None:
        return rows
    for line, row in plain_rows(decode(data, "latin-1")):
        if len(row) != columns or not row[0].strip().isdigit():
            raise BadList(
                f"{what}, line {line}: {len(row)} cells where the file has {columns}; the file was cut or is another"
            )
        rows.setdefault(row[0].strip(), []).append(row)
    return rows


def _check_day(
    what: str, beside: Mapping[str, Sequence[list[str]]], ids: set[str], findings: list[str]
) -> None:
    lost = sum(len(rows) for id_, rows in beside.items() if id_ not in ids)
    if not lost:
        return
    total = _size(beside)
    if (
        lost * 100 > total and what != "comments"
    ):  # a dozen rows in all, written before and after a change of the list
        raise BadList(
            f"{lost:,} of {total:,} {what} belong to no subject of the first file: the files are not of one day"
        )
    findings.append(f"{lost:,} of {total:,} {what} belong to no subject")


def _size(rows: Mapping[str, Sequence[list[str]]]) -> int:
    return sum(map(len, rows.values()))


def _cell(text: str) -> str:
    plain = " ".join(text.split())
    return "" if plain == "-0-" else plain


def _detect(head: bytes, name: str, *, consolidated: bool) -> str | None:
    said = "cons" in name.lower()
    if said != consolidated:
        return None
    line = head.split(b"\n", 1)[0]
    if line.startswith(b"ent_num,name,sdn_type"):
        return "prim"
    found = _FIRST_ROW.match(line)
    try:
        row = next(
            plain_rows(line.decode("latin-1"), delimiter=found[1].decode() if found else ","), (0, [])
        )[1]
    except BadList:
        return None
    if not row or not row[0].strip().isdigit():
        return None
    if len(row) == _COLUMNS:
        return "prim"
    if len(row) == 5 and row[2].strip() in {"aka", "fka", "nka"}:
        return "alt"
    if len(row) == 6 and row[1].strip().isdigit():
        return "add"
    return "comments" if len(row) == 2 and "comment" in name.lower() else None


SDN, CONSOLIDATED = ofac_lists("csv", "CSV", ("SDN.CSV", "CONS_PRIM.CSV"), _detect, parse, _ROLES)
