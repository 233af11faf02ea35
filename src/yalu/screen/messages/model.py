"""What does a message say: who sends what to whom, by which way, and from which field was each word read?

One consignment, one payment, one traveller's declaration, whatever the format. Nothing is judged or normalised here: values stand
as the message gives them, with Unicode noise (zero-width and direction marks, line breaks inside a name) already folded away
by `trail.clean`. `path` is the place in the input that the sender would recognise: `NAD[CZ].name`, `:50K:`, `Document/…/Dbtr/Nm`.

Units: weights in kilograms, values in the named currency, quantities in the named unit (UN/ECE Recommendation 20 code or the
sender's word). Dates are `datetime.date`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

__all__ = [
    "Cash", "Consignment", "Content", "Dated", "GoodsLine", "Identifier", "Means", "Message", "Note", "NoteKind", "NotScreened",
    "Party", "PartyRole", "Payment", "Place", "PlaceRole", "Refused", "Said", "Traveller",
]  # fmt: skip

PartyRole = Literal[
    # of a consignment
    "exporter", "consignor", "importer", "consignee", "notify", "buyer", "seller", "manufacturer", "declarant", "agent",
    "forwarder", "carrier", "owner", "operator", "master", "driver", "warehouse", "guarantor",
    # of a payment
    "debtor", "ultimate_debtor", "initiating", "creditor", "ultimate_creditor", "debtor_agent", "creditor_agent", "intermediary",
    "correspondent", "sender", "receiver", "account_owner",
    # of a traveller's declaration
    "traveller", "mission", "recipient",
    "bank", "other",
]  # fmt: skip
PlaceRole = Literal[
    "origin", "export", "loading", "dispatch", "transit", "transhipment", "border", "office", "unloading", "destination",
    "delivery", "address", "other",
]  # fmt: skip
IdentifierKind = Literal[
    "eori", "tax", "company", "registration", "bic", "iban", "account", "lei", "imo_company", "passport", "national_id", "scac",
    "other",
]  # fmt: skip
NoteKind = Literal[
    "description",
    "remittance",
    "instruction",
    "purpose",
    "marks",
    "reference",
    "document",
    "other",
    "unmapped",
]


class Said(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text of the message and the path of the field that it stands in."""

    text: str
    path: str


class Identifier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A number that stands for a party: a BIC, an EORI number, a passport."""

    kind: IdentifierKind
    value: str
    path: str


class Party(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A party in its role. A party without a name cannot be screened by name and is never clear.

    `names` are alternatives or parts as the format gives them apart; lines that a format only broke are already joined.
    `lines` are texts that may hold the name or the address, where the format does not tell them apart (SWIFT option K, NAD C058).
    `kind` is what the format says of it; banks are known by their field. `births` are texts of dates.
    """

    role: PartyRole
    kind: Literal["person", "organisation", "bank", "unknown"] = "unknown"
    names: tuple[Said, ...] = ()
    lines: tuple[Said, ...] = ()
    address: tuple[Said, ...] = ()
    country: Said | None = None
    nationality: Said | None = None
    births: tuple[Said, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    path: str


class Place(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place in its role: a code (UN/LOCODE or a customs office), a country, a name, or several of them."""

    role: PlaceRole
    code: Said | None = None
    country: Said | None = None
    name: Said | None = None


class GoodsLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A line of goods: declared code, the words, the amounts."""

    number: int
    hs: Said | None = None
    edition: str = ""
    descriptions: tuple[Said, ...] = ()
    marks: tuple[Said, ...] = ()
    quantity: float | None = None
    unit: str = ""
    gross_kg: float | None = None
    net_kg: float | None = None
    value: float | None = None
    currency: str = ""
    origin: Said | None = None
    path: str


class Means(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A means of transport: a ship, a truck, a wagon, an aircraft; numbers as given, checked later."""

    mode: Literal["sea", "road", "rail", "air", "inland", "unknown"] = "unknown"
    name: Said | None = None
    imo: Said | None = None
    mmsi: Said | None = None
    call_sign: Said | None = None
    flag: Said | None = None
    registration: Said | None = None
    voyage: Said | None = None
    containers: tuple[Said, ...] = ()
    path: str


class Note(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Free text. `unmapped` is text in a field that the reader does not know: it is screened as any free text."""

    kind: NoteKind
    said: Said


class Dated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A date in its role: `issued`, `departure`, `arrival`, `acceptance`, `settlement`, `contract`."""

    role: Literal["issued", "departure", "arrival", "acceptance", "settlement", "contract", "other"]
    on: date
    path: str


class Cash(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Money carried or sent: an amount in a currency, or gold and the like in words."""

    amount: float | None = None
    currency: str = ""
    words: str = ""
    path: str


class Consignment(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="consignment"
):
    """Goods on their way. `direction` is the sender's own word for it (import, export, transit), where the format has one."""

    reference: str = ""
    direction: Literal["", "import", "export", "transit"] = ""
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    goods: tuple[GoodsLine, ...] = ()
    means: tuple[Means, ...] = ()
    notes: tuple[Note, ...] = ()
    dates: tuple[Dated, ...] = ()


class Payment(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="payment"
):
    """Money on its way. Banks are parties with `kind="bank"`; both legs of a cover payment stand together."""

    reference: str = ""
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    amounts: tuple[Cash, ...] = ()
    notes: tuple[Note, ...] = ()
    dates: tuple[Dated, ...] = ()


class Traveller(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag="traveller"
):
    """Goods and cash that a person carries. `capacity` is what the person travels as.

    Sources: 2094 paras 11 and 14 (cash couriers), 2270 paras 18 and 37 (baggage, gold), 2321 para 13 (personal and checked
    baggage).
    """

    reference: str = ""
    capacity: Literal["", "private", "courier", "diplomat", "official"] = ""
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    goods: tuple[GoodsLine, ...] = ()
    cash: tuple[Cash, ...] = ()
    means: tuple[Means, ...] = ()
    notes: tuple[Note, ...] = ()
    dates: tuple[Dated, ...] = ()


Content = Consignment | Payment | Traveller


class NotScreened(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field with content that nothing was compared with, and why: `binary`, `too long`, `no name`."""

    path: str
    why: str


class Message(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One message of a file, and the account of its fields: each is mapped, ignored by rule, or in `not_screened`.

    `index` counts the messages of the file from 0. `seen` counts fields with content, `mapped` those that went into `content`
    (unmapped text among them, as notes), `ignored` those left out by a rule of the reader. `warnings` say what was odd but
    readable.
    """

    format: str
    profile: str = ""
    index: int
    content: Content
    seen: int
    mapped: int
    ignored: int
    not_screened: tuple[NotScreened, ...] = ()
    warnings: tuple[str, ...] = ()


class Refused(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message of a file that cannot be read, while others of the file can."""

    format: str
    index: int
    position: str
    why: str
