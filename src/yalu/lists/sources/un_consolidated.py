"""Who is on the UN Security Council's consolidated list?

Days: `LISTED_ON` is the first listing, `LAST_DAY_UPDATED` all days of amendment, `dateGenerated` the list's own day. The list
holds live entries only: a removal shows as absence.
Sources: https://scsanctions.un.org/resources/xml/en/consolidated.xml and its schema sc-sanctions.xsd.
Assumes that `FIRST_NAME` to `FOURTH_NAME` are positions, not given and family names, so no part is called family name. An alias
of quality "Good" is strong, "Low" weak; entities carry "a.k.a." and "f.k.a." instead. An element may hold several aliases
between semicolons. "IMO" in an entity's comments is a company number unless only a ship's check digit fits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.lists.births import birth, birth_in, birth_years, day_of
from yalu.lists.countries import address, countries, country
from yalu.lists.errors import BadList
from yalu.lists.markup import child, children, parse_xml, text_of, texts_of
from yalu.lists.model import Identifier, Link, ParsedList, Subject
from yalu.lists.names import clean, listed_name
from yalu.lists.numbers import identifier, imo_numbers
from yalu.lists.source import Sane, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yalu.lists.markup import Element
    from yalu.lists.model import Address, BirthDate, Gender, IdentifierType, Kind, Name, NameKind, Quality
    from yalu.lists.source import Files

__all__ = ["SOURCE", "parse"]

_QUALITY: dict[str, Quality] = {"good": "strong", "low": "weak", "a.k.a.": "strong", "f.k.a.": "strong"}
_GENDER: dict[str, Gender] = {"male": "male", "female": "female"}
_IMO = re.compile(r"\bIMO\b[^0-9]{0,40}((?:[0-9]{7}[,; and]*)+)", re.IGNORECASE)
_BIC = re.compile(r"\b(?:SWIFT|BIC)\b[:/ A-Za-z]{0,24}?[: ]([A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
_REFERENCE = re.compile(r"\b([A-Z]{2}[ie])\.?(\d{3})\b")
_DOCUMENTS: tuple[tuple[str, IdentifierType], ...] = (
    ("passport", "passport"),
    ("passeport", "passport"),
    ("pasaporte", "passport"),
    ("national identification", "national_id"),
)


def parse(files: Files) -> ParsedList:
    """The subjects of a consolidated list.

    Raises:
        BadList: the bytes are no such list, are malformed, or name a subject twice.
    """
    root = parse_xml(files["list"], "CONSOLIDATED_LIST")
    findings: list[str] = []
    subjects: list[Subject] = []
    for section, tag, kind in (
        ("INDIVIDUALS", "INDIVIDUAL", "person"),
        ("ENTITIES", "ENTITY", "organisation"),
    ):
        parent = child(root, section)
        if parent is None:
            raise BadList(f"the list has no <{section}>: it was cut off or is another file")
        for element in children(parent, tag):
            subjects.append(_subject(element, tag, kind, len(subjects) + 1, findings))  # type: ignore[arg-type]  # kinds above
    return ParsedList(
        source=SOURCE.name,
        published=day_of(root.get("dateGenerated", "")),
        subjects=tuple(subjects),
        rows={f"{tag.lower()}_aliases": _aliases(root, tag) for tag in ("INDIVIDUAL", "ENTITY")},
        findings=tuple(findings),
    )


def _aliases(root: Element, tag: str) -> int:
    """How many alias elements with a text the file holds."""
    return sum(1 for one in root.iter(f"{tag}_ALIAS") if text_of(one, "ALIAS_NAME"))


def _subject(element: Element, tag: str, kind: Kind, position: int, findings: list[str]) -> Subject:
    reference = text_of(element, "REFERENCE_NUMBER")
    names = tuple(_names(element, tag))
    if not reference or not names or names[0].kind != "primary":
        raise BadList(
            f"record {position} ({text_of(element, 'DATAID') or 'no DATAID'}) has no reference number or no name"
        )
    comments = text_of(element, "COMMENTS1")
    births = tuple(dict.fromkeys(_births(element, reference, findings)))
    gender = _GENDER.get(text_of(element, "GENDER").casefold())
    return Subject(
        id=reference,
        kind=kind,
        names=names,
        births=births,
        birth_places=tuple(_places(element, "INDIVIDUAL_PLACE_OF_BIRTH")),
        genders=(gender,) if gender else (),
        nationalities=countries(texts_of(element, "NATIONALITY", "VALUE")),
        identifiers=tuple(dict.fromkeys((*_documents(element), *_in_comments(comments, kind)))),
        addresses=tuple(_places(element, f"{tag}_ADDRESS")),
        titles=(*texts_of(element, "TITLE", "VALUE"), *texts_of(element, "DESIGNATION", "VALUE")),
        programmes=(text_of(element, "UN_LIST_TYPE"),),
        listed_on=day_of(text_of(element, "LISTED_ON")[:10]),
        amended_on=tuple(
            day for text in texts_of(element, "LAST_DAY_UPDATED", "VALUE") if (day := day_of(text[:10]))
        ),
        links=_links(reference, comments),
        remarks=comments,
        record=text_of(element, "DATAID"),
        position=position,
    )


def _names(element: Element, tag: str) -> Iterator[Name]:
    fields = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    parts = tuple(part for field in fields if (part := text_of(element, field)))
    if primary := listed_name(" ".join(parts), "primary", "strong", parts=parts if len(parts) > 1 else ()):
        yield primary
    if original := listed_name(text_of(element, "NAME_ORIGINAL_SCRIPT"), "original_script", "strong"):
        yield original
    for alias in children(element, f"{tag}_ALIAS"):
        quality = text_of(alias, "QUALITY").casefold()
        kind: NameKind = "former" if quality == "f.k.a." else "alias"
        for text in text_of(alias, "ALIAS_NAME").split(";"):
            if name := listed_name(text, kind, _QUALITY.get(quality, "unknown")):
                yield name


def _births(element: Element, reference: str, findings: list[str]) -> Iterator[BirthDate]:
    for one in children(element, "INDIVIDUAL_DATE_OF_BIRTH"):
        circa = text_of(one, "TYPE_OF_DATE").casefold() == "approximately"
        first, last, year = (_year(text_of(one, field)) for field in ("FROM_YEAR", "TO_YEAR", "YEAR"))
        text = text_of(one, "DATE")
        if first and last:
            found = birth_years(first, last, circa=circa)
        elif text:
            found = birth(text[:10], circa=circa)
        elif year:
            found = birth_in(year, circa=circa)
        else:
            continue
        if found:
            yield found
        else:
            findings.append(f"{reference}: a date of birth cannot be read")


def _year(text: str) -> int:
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else 0


def _places(element: Element, tag: str) -> Iterator[Address]:
    for one in children(element, tag):
        parts = [text_of(one, field) for field in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")]
        if found := address(parts, text_of(one, "COUNTRY")):
            yield found


def _documents(element: Element) -> Iterator[Identifier]:
    for one in children(element, "INDIVIDUAL_DOCUMENT"):
        number = text_of(one, "NUMBER")
        if not number:
            continue
        kind = text_of(one, "TYPE_OF_DOCUMENT").casefold()
        type_: IdentifierType = next((type_ for words, type_ in _DOCUMENTS if words in kind), "other")
        issuer = text_of(one, "ISSUING_COUNTRY") or text_of(one, "COUNTRY_OF_ISSUE")
        note = "; ".join(part for part in (text_of(one, "TYPE_OF_DOCUMENT2"), text_of(one, "NOTE")) if part)
        yield identifier(type_, number, country(issuer), note)


def _in_comments(comments: str, kind: Kind) -> Iterator[Identifier]:
    for found in _IMO.finditer(comments):
        yield from imo_numbers(found[1], kind)
    for found in _BIC.finditer(comments):
        yield identifier("bic", found[1])


def _links(reference: str, comments: str) -> tuple[Link, ...]:
    """Other entries that the comments name by their reference."""
    named = dict.fromkeys(f"{prefix}.{number}" for prefix, number in _REFERENCE.findall(clean(comments)))
    return tuple(Link(kind="named in the comments", id=other) for other in named if other != reference)


def _detect(head: bytes, _name: str) -> str | None:
    return "list" if b"<CONSOLIDATED_LIST" in head else None


SOURCE = Source(
    name="un",
    family="un",
    title="United Nations Security Council Consolidated List",
    publisher="United Nations Security Council",
    address="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
    licence="none stated in the file; UN website terms of use",
    roles=("list",),
    sane=(Sane("person", 580, 1370), Sane("organisation", 150, 600)),
    detect=_detect,
    parse=parse,
)
