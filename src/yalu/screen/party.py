"""Who is asked for, and who is listed: one record for both, whatever the list's own shape.

Days of birth are half-open intervals of ordinals (`datetime.date.toordinal`). Countries are ISO 3166-1 alpha-3 letters; a text
that names no country stays as it is, in capitals.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from yalu.screen.rows import Kind
from yalu.terms.errors import BadInput
from yalu.terms.read import gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yalu.lists.model import Subject

__all__ = ["Party", "birth_interval", "party_of_ftm", "party_of_subject"]

_PERSON, _VESSEL = ("Person",), ("Vessel",)
_IDS = {
    "passportNumber": "passport", "idNumber": "id", "imoNumber": "imo", "swiftBic": "bic", "registrationNumber": "registration",
    "innCode": "tax", "ogrnCode": "registration", "leiCode": "lei", "mmsi": "mmsi", "taxNumber": "tax",
}  # fmt: skip
_STRONG = ("name", "alias", "previousName")


class Party(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A party by its names and facts. `kinds` are those it may be: a party of unknown kind is a person or a firm.

    `weak_names` are names that the list itself calls weak. `births` are intervals [since, until); several are alternatives.
    """

    id: str = ""
    kinds: tuple[Kind, ...] = ("person", "organisation")
    names: tuple[str, ...]
    weak_names: tuple[str, ...] = ()
    births: tuple[tuple[int, int], ...] = ()
    gender: Literal["", "male", "female"] = ""
    countries: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


def birth_interval(text: str) -> tuple[int, int] | None:
    """The half-open interval that a date of a day, a month or a year names; None where it is no date.

    >>> birth_interval("1968") == (date(1968, 1, 1).toordinal(), date(1969, 1, 1).toordinal())
    True
    """
    parts = text.strip()[:10].split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1).toordinal(), date(numbers[0] + 1, 1, 1).toordinal()
        if len(numbers) == 2:
            year, month = numbers
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1).toordinal(), after.toordinal()
        day = date(*numbers[:3]).toordinal()
    except ValueError:
        return None
    return day, day + 1


def kinds_of(schema: str) -> tuple[Kind, ...]:
    """The kinds that a FollowTheMoney schema can be."""
    if schema in _PERSON:
        return ("person",)
    if schema in _VESSEL:
        return ("vessel",)
    if schema in ("Organization", "Company", "PublicBody", "Airplane", "Vehicle"):
        return ("organisation",)
    return ("person", "organisation")


@lru_cache(maxsize=1_000)
def _iso3(text: str) -> str:
    try:
        return gazetteer().find(text).iso3
    except BadInput:
        return text.upper()


def number_of(text: str) -> str:
    """A number as it is compared: letters and digits only, in capitals."""
    return "".join(c for c in text.upper() if c.isalnum()).removeprefix("IMO")


def party_of_ftm(entity: Mapping[str, Any]) -> Party:
    """A party from an entity in the shape of FollowTheMoney: `id`, `schema`, `properties` with lists of texts."""
    found: Mapping[str, list[str]] = entity["properties"]
    names = [n for field in _STRONG for n in found.get(field, ())]
    if not names:
        parts = [" ".join(found.get(field, ())) for field in ("firstName", "middleName", "lastName")]
        names = [" ".join(filter(None, parts))]
    births = [b for text in found.get("birthDate", ()) if (b := birth_interval(text))]
    gender = next(iter(found.get("gender", ())), "")
    countries = {
        _iso3(c) for field in ("nationality", "country", "citizenship") for c in found.get(field, ())
    }
    return Party(
        id=str(entity.get("id", "")),
        kinds=kinds_of(entity["schema"]),
        names=tuple(dict.fromkeys(names)),
        weak_names=tuple(found.get("weakAlias", ())),
        births=tuple(births),
        gender="male" if gender == "male" else "female" if gender == "female" else "",
        countries=tuple(sorted(countries)),
        identifiers=tuple(
            (kind, number_of(value)) for field, kind in _IDS.items() for value in found.get(field, ())
        ),
    )


_SUBJECT_KINDS: dict[str, tuple[Kind, ...]] = {
    "person": ("person",), "organisation": ("organisation",), "group": ("organisation",), "vessel": ("vessel",),
    "aircraft": ("vessel",), "unknown": ("person", "organisation"),
}  # fmt: skip
_UNIQUE = frozenset(("passport", "national_id", "imo", "imo_company", "bic", "lei", "mmsi"))


def party_of_subject(subject: Subject) -> Party:
    """A party from a subject of a list. Weak aliases stay weak; countries are nationalities, else any of the record."""
    named = subject.nationalities or subject.countries
    genders = set(subject.genders)
    return Party(
        id=subject.id,
        kinds=_SUBJECT_KINDS[subject.kind],
        names=tuple(
            dict.fromkeys(n.text for n in subject.names if n.quality != "weak" or n.kind == "primary")
        ),
        weak_names=tuple(
            dict.fromkeys(n.text for n in subject.names if n.quality == "weak" and n.kind != "primary")
        ),
        births=tuple((b.since.toordinal(), b.until.toordinal()) for b in subject.births),
        gender=genders.pop() if len(genders) == 1 else "",
        countries=tuple(sorted({c.iso3 or c.text.upper() for c in named})),
        identifiers=tuple((i.type, number_of(i.value)) for i in subject.identifiers if i.type in _UNIQUE),
    )
