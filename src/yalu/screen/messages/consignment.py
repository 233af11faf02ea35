"""What has been read of a consignment so far?

Readers that go through a message field by field gather what they meet here and turn it into the canonical record at the end.
`rejoined` puts together again what a format broke over fields or lines of fixed width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from yalu.screen.messages.model import (
    Consignment,
    Dated,
    GoodsLine,
    Means,
    Message,
    Party,
    Place,
    PlaceRole,
    Said,
)
from yalu.screen.messages.trail import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "KEPT_OF_HEAD",
    "KILOGRAMS",
    "MOST_IN_HEAD",
    "Draft",
    "Line",
    "Mode",
    "Transport",
    "amount",
    "calendar_day",
    "rejoined",
]

Mode = Literal["sea", "road", "rail", "air", "inland", "unknown"]
KILOGRAMS = {  # in one of the unit; UN/ECE Recommendation 20 codes, X12 355, and words of manifests
    "KGM": 1.0, "KG": 1.0, "K": 1.0, "KGS": 1.0, "KILOGRAMS": 1.0, "KILOGRAM": 1.0, "千克": 1.0, "公斤": 1.0,
    "TNE": 1000.0, "T": 1000.0, "TON": 1000.0, "TONS": 1000.0, "MT": 1000.0, "METRIC TON": 1000.0, "METRIC TONS": 1000.0,
    "吨": 1000.0, "公吨": 1000.0, "ET": 1000.0,
    "LBR": 0.45359237, "LB": 0.45359237, "L": 0.45359237, "LBS": 0.45359237, "POUNDS": 0.45359237,
    "GRM": 0.001, "G": 0.001, "克": 0.001,
}  # fmt: skip
MOST_IN_HEAD = 500  # fields that go with each consignment under a head
KEPT_OF_HEAD = 50  # parties, places and means each, of a larger head
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def rejoined(parts: Sequence[str], width: int = 0) -> tuple[str, ...]:
    """The parts as one text, the likeliest way first: without a blank where a part fills the width; then all with, all without.

    A word may be broken between two parts and a blank may be lost there, and nothing in the message tells which.

    >>> rejoined(["DANDONG EXAMPLE IMPORT EXPORT CO LT", "D"], 35)[0]
    'DANDONG EXAMPLE IMPORT EXPORT CO LTD'
    """
    parts = [part for part in parts if part.strip()]
    if len(parts) < 2:
        return tuple(parts)
    likeliest = "".join(part if len(part) == width else part + " " for part in parts)
    ways = (likeliest, " ".join(parts), "".join(parts))
    return tuple(dict.fromkeys(" ".join(way.split()) for way in ways))


def amount(text: str) -> float | None:
    """The number, where the text is plainly one: `1234.5`, or `1,234.5` with commas at each thousand.

    >>> amount("5,000"), amount("5,0"), amount("about 5")
    (5000.0, None, None)
    """
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    return float(text.replace(",", "")) if _GROUPED.fullmatch(text) else None


def calendar_day(text: str) -> date | None:
    """A day written YYYYMMDD, YYYY-MM-DD or YYYY/MM/DD, whatever time follows; None where it is none.

    >>> calendar_day("202001010000"), calendar_day("2020/1/31"), calendar_day("20201301")
    (datetime.date(2020, 1, 1), datetime.date(2020, 1, 31), None)
    """
    found = re.match(
        r"((?:19|20)\d\d)(?:(\d\d)(\d\d)(?=\d*$)|[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d))", text.strip()
    )
    if found is None:
        return None
    year, *rest = (int(part) for part in found.groups() if part)
    try:
        return date(year, *rest)
    except ValueError:
        return None


@dataclass(slots=True)
class Line:
    """A line of goods as it is read."""

    path: str
    number: int = 0
    hs: Said | None = None
    edition: str = ""
    descriptions: list[Said] = field(default_factory=list)
    marks: list[Said] = field(default_factory=list)
    quantity: float | None = None
    unit: str = ""
    gross_kg: float | None = None
    net_kg: float | None = None
    value: float | None = None
    currency: str = ""
    origin: Said | None = None

    def goods_line(self, number: int) -> GoodsLine:
        """The canonical line; `number` is its place where the message gives none."""
        return GoodsLine(
            number=self.number or number,
            hs=self.hs,
            edition=self.edition,
            descriptions=tuple(self.descriptions),
            marks=tuple(self.marks),
            quantity=self.quantity,
            unit=self.unit,
            gross_kg=self.gross_kg,
            net_kg=self.net_kg,
            value=self.value,
            currency=self.currency,
            origin=self.origin,
            path=self.path,
        )


@dataclass(slots=True)
class Transport:
    """A means of transport as it is read."""

    path: str
    mode: Mode = "unknown"
    name: Said | None = None
    imo: Said | None = None
    mmsi: Said | None = None
    call_sign: Said | None = None
    flag: Said | None = None
    registration: Said | None = None
    voyage: Said | None = None
    containers: list[Said] = field(default_factory=list)

    def means(self) -> Means:
        """The canonical means of transport."""
        return Means(
            mode=self.mode,
            name=self.name,
            imo=self.imo,
            mmsi=self.mmsi,
            call_sign=self.call_sign,
            flag=self.flag,
            registration=self.registration,
            voyage=self.voyage,
            containers=tuple(self.containers),
            path=self.path,
        )


@dataclass(slots=True)
class Draft:
    """A consignment as it is read, with the account of its fields."""

    tally: Tally = field(default_factory=Tally)
    reference: str = ""
    direction: Literal["", "import", "export", "transit"] = ""
    parties: list[Party] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    goods: list[Line] = field(default_factory=list)
    transports: list[Transport] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    kept: set[tuple[str, ...]] = field(default_factory=set)  # what rows of a table have said
    kept_means: dict[tuple[str, ...], Transport] = field(
        default_factory=dict
    )  # the means that they have named

    def repeats(self, *words: str) -> bool:
        """Whether a row before has said the same."""
        before = len(self.kept)
        self.kept.add(words)
        return len(self.kept) == before

    def copy(self) -> Draft:
        """The same so far; what is read next goes into one of them only."""
        return Draft(
            tally=self.tally.copy(),
            reference=self.reference,
            direction=self.direction,
            parties=self.parties.copy(),
            places=self.places.copy(),
            goods=[
                replace(line, descriptions=[*line.descriptions], marks=[*line.marks]) for line in self.goods
            ],
            transports=[replace(means, containers=[*means.containers]) for means in self.transports],
            dates=self.dates.copy(),
            warnings=self.warnings.copy(),
        )

    @property
    def is_large(self) -> bool:
        """Whether this is too much to go with each of many consignments: work would grow with the square of the file."""
        return self.tally.seen > MOST_IN_HEAD

    def brief(self) -> Draft:
        """What of a large head goes with each consignment: its first parties, places and means, without the containers.

        The head as a whole is a message of its own, which the warning says.
        """
        told = (
            (one, (one.name, one.imo, one.mmsi, one.call_sign, one.flag, one.registration))
            for one in self.transports
        )
        means = [one for one, identity in told if any(identity)]
        said = (
            f"the head has {self.tally.seen} fields and is a message of its own, the one before the first consignment; "
            f"of it, this one holds the first {KEPT_OF_HEAD} parties, places and means of transport"
        )
        brief = Draft(
            parties=self.parties[:KEPT_OF_HEAD],
            places=self.places[:KEPT_OF_HEAD],
            transports=[replace(one, containers=[]) for one in means[:KEPT_OF_HEAD]],
            dates=self.dates[:KEPT_OF_HEAD],
            warnings=[said],
        )
        brief.tally.seen = len(brief.parties) + len(brief.places) + len(brief.transports)
        return brief

    def place(self, role: PlaceRole, path: str, code: str = "", name: str = "", country: str = "") -> None:
        """Keeps a place, where the field says anything."""
        place = Place(
            role=role,
            code=self.tally.said(path, code),
            name=self.tally.said(path, name),
            country=self.tally.said(path, country),
        )
        if place.code or place.name or place.country:
            self.places.append(place)

    def message(self, format: str, profile: str, index: int) -> Message:  # noqa: A002  # the word of the trade
        """The canonical message."""
        content = Consignment(
            reference=self.reference,
            direction=self.direction,
            parties=tuple(self.parties),
            places=tuple(self.places),
            goods=tuple(line.goods_line(number) for number, line in enumerate(self.goods, 1)),
            means=tuple(means.means() for means in self.transports),
            notes=tuple(self.tally.notes),
            dates=tuple(self.dates),
        )
        return Message(
            format=format,
            profile=profile,
            index=index,
            content=content,
            seen=self.tally.seen,
            mapped=self.tally.mapped,
            ignored=self.tally.ignored,
            not_screened=tuple(self.tally.not_screened),
            warnings=tuple(self.warnings),
        )
