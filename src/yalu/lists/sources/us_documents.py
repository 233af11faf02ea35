"""What do US lists call the numbers and facts they print: which is a passport, which a tax number, which no number at all?

One table for OFAC's CSV remarks, its XML and the Consolidated Screening List, which share these words.
Sources: the document and feature types that occur in OFAC's SDN list of 2023-12-28 and consolidated lists of 2018 to 2025.
Assumes that an unknown type with a digit in its value is an identifier of type "other".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from yalu.lists.births import birth
from yalu.lists.countries import countries, country, place
from yalu.lists.model import Country, VesselFacts
from yalu.lists.numbers import identifier, imo_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yalu.lists.draft import Draft
    from yalu.lists.model import Gender, Identifier, IdentifierType, Kind

__all__ = ["DOCUMENTS", "Fact", "add_facts", "us_kind"]

DOCUMENTS: dict[str, IdentifierType] = {
    "Passport": "passport",
    "Diplomatic Passport": "passport",
    "Stateless Person Passport": "passport",
    "Refugee ID Card": "national_id",
    "National ID No.": "national_id",
    "National Foreign ID Number": "national_id",
    "Personal ID Card": "national_id",
    "Citizen's Card Number": "national_id",
    "Identification Number": "national_id",
    "Cedula No.": "national_id",
    "Cedula de Residencia": "national_id",
    "C.U.R.P.": "national_id",
    "CURP": "national_id",
    "D.N.I.": "national_id",
    "SSN": "national_id",
    "Electoral Registry No.": "national_id",
    "Driver's License No.": "other",
    "Tax ID No.": "tax",
    "NIT #": "tax",
    "R.F.C.": "tax",
    "RFC": "tax",
    "RUC #": "tax",
    "RIF #": "tax",
    "RTN": "tax",
    "C.U.I.T.": "tax",
    "V.A.T. Number": "tax",
    "US FEIN": "tax",
    "Italian Fiscal Code": "tax",
    "Registration Number": "registration",
    "Registration ID": "registration",
    "Business Registration Number": "registration",
    "Business Registration Document #": "registration",
    "Business Number": "registration",
    "Commercial Registry Number": "registration",
    "C.R. No.": "registration",
    "Company Number": "registration",
    "UK Company Number": "registration",
    "Public Registration Number": "registration",
    "Trade License No.": "registration",
    "Enterprise Number": "registration",
    "Economic Register Number (CBLS)": "registration",
    "Chamber of Commerce Number": "registration",
    "Government Gazette Number": "registration",
    "Unified Social Credit Code (USCC)": "registration",
    "Matricula Mercantil No": "registration",
    "Folio Mercantil No.": "registration",
    "Romanian C.R.": "registration",
    "Tourism License No.": "registration",
    "License": "other",
    "D-U-N-S Number": "other",
    "BIK (RU)": "other",
    "ISIN": "other",
    "Legal Entity Number": "lei",
    "SWIFT/BIC": "bic",
    "MMSI": "mmsi",
    "Vessel Registration Identification": "imo",
    "Other Vessel Call Sign": "call_sign",
    "Vessel Call Sign": "call_sign",
    "Aircraft Manufacturer's Serial Number (MSN)": "aircraft_serial",
    "Aircraft Construction Number (also called L/N or S/N or F/N)": "aircraft_serial",
    "Aircraft Tail Number": "aircraft_tail",
    "Previous Aircraft Tail Number": "aircraft_tail",
    "Aircraft Mode S Transponder Code": "other",
    "Website": "website",
    "Email Address": "email",
    "Phone Number": "phone",
    "Fax": "phone",
}
"""What each kind of document or contact is. Digital currency addresses, one type a currency, are `crypto`."""

_IGNORED = frozenset(
    (
        "Issuer Name",
        "Equity Ticker",
        "Organization Type",
        "Target Type",
        "Aircraft Operator",
        "Chinese Commercial Code",
    )
)
_GROUNDS = (
    "Secondary sanctions risk", "Additional Sanctions Information", "Transactions Prohibited", "Executive Order", "CAATSA",
)  # fmt: skip
_BIRTHS = frozenset(("DOB", "Birthdate"))
_BIRTH_PLACES = frozenset(("POB", "Place of Birth"))
_NATIONALITIES = frozenset(("nationality", "citizen", "Nationality Country", "Citizenship Country"))
_CRAFT = {"Vessel Year of Build": "built", "Aircraft Manufacture Date": "built", "Aircraft Model": "model"}
_GENDERS: dict[str, Gender] = {"male": "male", "female": "female"}
_KINDS: dict[str, Kind] = {
    "individual": "person",
    "entity": "organisation",
    "-0-": "organisation",
    "": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_DIGIT = re.compile(r"[0-9]")


class Fact(NamedTuple):
    """One printed fact: what the list calls it, its value, the country beside it, and what else it says."""

    type: str
    value: str
    country: Country | None = None
    note: str = ""


def us_kind(text: str) -> Kind:
    """The kind of subject by OFAC's word for it."""
    return _KINDS.get(text.strip().casefold(), "unknown")


def add_facts(draft: Draft, said: Iterable[Fact], vessel: VesselFacts | None = None) -> tuple[str, ...]:
    """Add facts to a subject, each where it belongs. Returns the birth dates that could not be read.

    Args:
        vessel: what the list's own columns say of a ship or aircraft, to which the facts add.
    """
    unread: list[str] = []
    craft: dict[str, str] = {}
    former: list[Country] = []
    for one in said:
        type_ = one.type.strip(" :-")
        if type_ in _BIRTHS:
            draft.births.append(found := birth(one.value))
            unread += [] if found else [one.value]
        elif type_ in _BIRTH_PLACES:
            draft.birth_places.append(place(one.value))
        elif type_ == "Gender":
            draft.genders.append(_GENDERS.get(one.value.casefold()))
        elif type_ in _NATIONALITIES:
            draft.nationalities.append(country(one.value))
        elif type_ == "Nationality of Registration":
            draft.countries.append(country(one.value))
        elif type_ == "Former Vessel Flag":
            former += countries([one.value])
        elif type_ in _CRAFT:
            craft[_CRAFT[type_]] = one.value
        elif type_.startswith(_GROUNDS):
            draft.measures.append(f"{type_}: {one.value}")
        else:
            draft.identifiers += _numbers(one._replace(type=type_), draft.kind)
    if vessel or former or craft:
        flags = tuple(dict.fromkeys(former))
        draft.vessel = replace(vessel or VesselFacts(), former_flags=flags, **craft)
    return tuple(unread)


def _numbers(one: Fact, kind: Kind) -> tuple[Identifier, ...]:
    if "IMO" in one.value.upper() or one.type == "Vessel Registration Identification":
        found = imo_numbers(one.value, kind)
        if found:
            return found
    if one.type.startswith("Digital Currency Address"):
        return (identifier("crypto", one.value, note=one.type),)
    type_ = DOCUMENTS.get(one.type)
    if type_ == "imo":  # a registration that is no IMO number
        type_ = "registration"
    if type_ is None:
        if one.type in _IGNORED or "Date" in one.type or not _DIGIT.search(one.value):
            return ()
        type_ = "other"
    return (identifier(type_, one.value, one.country, one.note or (one.type if type_ == "other" else "")),)
