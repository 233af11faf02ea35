"""A subject in the making, for lists that spread one subject over many rows.

Everything said twice is kept once, in the order of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from yalu.lists.errors import BadList
from yalu.lists.model import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yalu.lists.model import (
        Address,
        BirthDate,
        Country,
        Gender,
        Identifier,
        Kind,
        Link,
        Name,
        VesselFacts,
    )

__all__ = ["Draft", "un_reference"]

_Value = TypeVar("_Value")


@dataclass(slots=True)
class Draft:
    """What has been read of one subject so far. None and empty texts may be added; they are left out."""

    id: str
    kind: Kind
    position: int
    record: str = ""
    names: list[Name | None] = field(default_factory=list)
    births: list[BirthDate | None] = field(default_factory=list)
    birth_places: list[Address | None] = field(default_factory=list)
    genders: list[Gender | None] = field(default_factory=list)
    nationalities: list[Country | None] = field(default_factory=list)
    countries: list[Country | None] = field(default_factory=list)
    identifiers: list[Identifier | None] = field(default_factory=list)
    addresses: list[Address | None] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    legal_basis: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    links: list[Link | None] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    amended_on: list[date | None] = field(default_factory=list)
    listed_on: date | None = None
    vessel: VesselFacts | None = None

    def subject(self) -> Subject:
        """The subject as it stands; its primary name comes first.

        Raises:
            BadList: it has no name.
        """
        names = _once(self.names)
        if not names:
            raise BadList(f"record {self.position}: the subject {self.id or '(no id)'} has no name")
        return Subject(
            id=self.id,
            kind=self.kind,
            names=tuple(sorted(names, key=lambda name: name.kind != "primary")),
            births=_once(self.births),
            birth_places=_once(self.birth_places),
            genders=_once(self.genders),
            nationalities=_once(self.nationalities),
            countries=_once(self.countries),
            identifiers=_once(self.identifiers),
            addresses=_once(self.addresses),
            vessel=self.vessel,
            titles=_once(self.titles),
            programmes=_once(self.programmes),
            measures=_once(self.measures),
            legal_basis=_once(self.legal_basis),
            listed_on=self.listed_on,
            amended_on=tuple(sorted(_once(self.amended_on))),
            references=_once(self.references),
            links=_once(self.links),
            remarks="\n".join(_once(self.remarks)),
            record=self.record,
            position=self.position,
        )


def un_reference(prefix: str, number: str) -> str:
    """A UN reference as the UN writes it, marked as the UN's: "un:KPi.067" for "KPI.67".

    >>> un_reference("KPI", "67")
    'un:KPi.067'
    """
    return f"un:{prefix[:2].upper()}{prefix[2:].lower()}.{int(number):03}"


def _once(values: Iterable[_Value | None]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
