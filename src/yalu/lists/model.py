"""What is a listed subject, and what is a snapshot of a list?

Days: `listed_on` and `amended_on` are the publisher's own; a list that gives none leaves them None or empty. A birth date is
a half-open interval [since, until); several of them are alternatives, not parts.
Countries: `Country.text` is what the list says, `iso3` what that text resolves to, empty where it resolves to nothing.
Identifiers: an IMO *ship* number and an IMO *company* number are different types with different check digits; `valid` is
True or False where the number carries a check, None where there is none to make.
Shapes: every tuple keeps the publisher's order; the first name of kind `primary` is the one the list prints.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

__all__ = [
    "KINDS", "Address", "BirthDate", "Country", "Gender", "Identifier", "IdentifierType", "Kind", "Link", "Name",
    "NameKind", "ParsedList", "Precision", "Quality", "Snapshot", "Subject", "VesselFacts",
]  # fmt: skip

Kind = Literal["person", "organisation", "vessel", "aircraft", "group", "unknown"]
NameKind = Literal["primary", "alias", "former", "original_script", "acronym"]
Quality = Literal["strong", "weak", "unknown"]
Gender = Literal["male", "female"]
Precision = Literal["day", "month", "year", "years"]
IdentifierType = Literal[
    "passport", "national_id", "imo", "imo_company", "mmsi", "call_sign", "bic", "registration", "tax", "lei",
    "aircraft_serial", "aircraft_tail", "phone", "email", "website", "crypto", "reference", "other",
]  # fmt: skip

KINDS: tuple[Kind, ...] = ("person", "organisation", "vessel", "aircraft", "group", "unknown")


class Country(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A State as the list writes it, and its ISO 3166-1 letters where the text names just one."""

    text: str
    iso3: str = ""


class Name(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One name. `parts` are the publisher's own parts in its order, where it gives any; their meaning differs by list.

    `family` and `given` are filled only where the publisher says which is which. `script` is the ISO 15924 code of most of
    its letters; `language` is what the list says, mostly ISO 639-1, empty where it says nothing.
    """

    text: str
    kind: NameKind = "alias"
    quality: Quality = "unknown"
    script: str = ""
    language: str = ""
    family: str = ""
    given: str = ""
    parts: tuple[str, ...] = ()


class BirthDate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """When a person was born, as far as the list says: on a day of [since, until).

    `circa` marks "approximately": the interval is then what was printed, not what is meant. `text` is the list's own.
    """

    since: date
    until: date
    precision: Precision
    circa: bool = False
    text: str = ""

    def holds(self, day: date) -> bool:
        """Does the day fall inside?"""
        return self.since <= day < self.until


class Identifier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A number that names one subject, as written but for blanks at its ends and, for checked types, its prefix."""

    type: IdentifierType
    value: str
    country: Country | None = None
    valid: bool | None = None
    note: str = ""


class Address(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One address: the list's words joined, and the country where it gives one."""

    text: str
    country: Country | None = None


class VesselFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What lists say of a ship or aircraft beside its numbers. Tonnages are tonnes, as printed."""

    type: str = ""
    flag: Country | None = None
    former_flags: tuple[Country, ...] = ()
    deadweight_t: str = ""
    gross_t: str = ""
    owner: str = ""
    built: str = ""
    model: str = ""


class Link(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A tie that the list itself states, to a name or to another subject's id."""

    kind: str
    name: str = ""
    id: str = ""


class Subject(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One listed party. `id` is unique in its list and permanent where the publisher has such a number.

    `references` are other lists' numbers that this record itself states, as "un:KPi.001". `listed_on` is the day of the
    listing in force; `amended_on` all days of amendment that the list prints. `position` is the record's place in the file
    (line of a CSV, ordinal of an XML record, from 1) and `record` the publisher's database key.
    """

    id: str
    kind: Kind
    names: tuple[Name, ...]
    births: tuple[BirthDate, ...] = ()
    birth_places: tuple[Address, ...] = ()
    deaths: tuple[BirthDate, ...] = ()
    genders: tuple[Gender, ...] = ()
    nationalities: tuple[Country, ...] = ()
    countries: tuple[Country, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    vessel: VesselFacts | None = None
    titles: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    listed_on: date | None = None
    amended_on: tuple[date, ...] = ()
    references: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    remarks: str = ""
    record: str = ""
    position: int = 0

    @property
    def caption(self) -> str:
        """The name the list prints first."""
        return next((name.text for name in self.names if name.kind == "primary"), self.names[0].text)


class Snapshot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One dated state of a list: what it is, not what is on it.

    `published` is the publisher's own date, from the file where it carries one. `published_from` says where the date was
    found: "file", "given" by the user, or "absent". `bytes` is the size of all files as published, `file_sha256` the hash of
    each in the order of `files`; `sha256` is that of the one file, or of the hashes of several. `by_kind` counts subjects,
    `names` all their names. `highest` is the largest record number of the publisher, 0 where they are no numbers: numbers
    are given in order, so it tells an older list from a newer one where neither is dated.
    """

    source: str
    publisher: str
    published: date | None = None
    published_from: Literal["file", "given", "absent"] = "absent"
    sha256: str
    bytes: int
    files: tuple[str, ...] = ()
    file_sha256: tuple[str, ...] = ()
    subjects: int
    by_kind: dict[str, int]
    names: int
    highest: int = 0


class ParsedList(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a parser makes of a file: its subjects, its date, and what it could not use, in words.

    `rows` counts the file's own records by what they are ("names", "addresses"), so that it can be held against the publisher's
    count.
    """

    source: str
    published: date | None = None
    subjects: tuple[Subject, ...]
    rows: dict[str, int] = {}
    findings: tuple[str, ...] = ()
