"""Which number is this, and does its check digit hold?

Sources: IMO ship numbers, IMO resolution A.1117(30): the last digit is that of the sum of the six before it, times 7 to 2.
IMO company and registered owner numbers, IMO Circular letter 2554: six digits times 8, 6, 4, 2, 9, 7; the check digit is 11
less the remainder by 11, its last digit. LEI, ISO 17442 with ISO 7064 mod 97-10. BIC, ISO 9362. MMSI, ITU-R M.585: nine
digits, the first of a ship's own from 2 to 7.
Assumes nothing of the numbers that carry no check: `valid` is then None, or False where even the shape is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.lists.model import Identifier

if TYPE_CHECKING:
    from yalu.lists.model import Country, IdentifierType, Kind

__all__ = ["document", "identifier", "imo_numbers", "is_imo_company", "is_imo_ship", "is_lei"]

_SHIP = (7, 6, 5, 4, 3, 2)
_COMPANY = (8, 6, 4, 2, 9, 7)
_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_MMSI = re.compile(r"[2-7]\d{8}")
_DOCUMENT = re.compile(r"\b[A-Z]{0,4}[- ]?\d[0-9A-Z/-]{3,}\b")
_SEVEN = re.compile(r"(?<![0-9])[0-9]{7}(?![0-9])")


def is_imo_ship(number: str) -> bool:
    """Is this an IMO ship number by its check digit?

    >>> is_imo_ship("9074729")
    True
    """
    return _seven(number) and _sum(number, _SHIP) % 10 == int(number[6])


def is_imo_company(number: str) -> bool:
    """Is this an IMO company number by its check digit?

    >>> is_imo_company("9074729")
    False
    """
    return _seven(number) and (11 - _sum(number, _COMPANY) % 11) % 10 == int(number[6])


def is_lei(code: str) -> bool:
    """Is this a Legal Entity Identifier by its two check digits?"""
    if len(code) != 20 or not code.isascii() or not code.isalnum():
        return False
    return int("".join(str(int(letter, 36)) for letter in code)) % 97 == 1


def imo_numbers(text: str, kind: Kind) -> tuple[Identifier, ...]:
    """Every IMO number in a text about a subject of that kind; a ship's and a company's are told apart.

    A vessel's number is a ship's. Another subject's is a company's, unless only the ship's check digit fits it.
    """
    return tuple(_imo(number, kind) for number in dict.fromkeys(_SEVEN.findall(text)))


def document(type_: IdentifierType, text: str, country: Country | None = None) -> Identifier:
    """The number in a text like "Passport no. 563410155, expires 2019", with the whole text as its note.

    >>> document("passport", "Passport no. 563410155, expires 2019").value
    '563410155'
    """
    found = _DOCUMENT.search(text)
    if not found or found[0] == text.strip():
        return identifier(type_, text, country)
    return identifier(type_, found[0], country, text.strip())


def identifier(
    type_: IdentifierType, value: str, country: Country | None = None, note: str = ""
) -> Identifier:
    """An identifier with its check made."""
    value = value.strip()
    valid: bool | None = None
    if type_ == "bic":
        value = "".join(value.upper().split())
        valid = None if _BIC.fullmatch(value) else False
    elif type_ == "mmsi":
        valid = None if _MMSI.fullmatch(value) else False
    elif type_ == "lei":
        valid = is_lei(value.upper())
    elif type_ == "imo":
        valid = is_imo_ship(value)
    elif type_ == "imo_company":
        valid = is_imo_company(value)
    return Identifier(type=type_, value=value, country=country, valid=valid, note=note)


def _imo(number: str, kind: Kind) -> Identifier:
    if kind == "vessel" or (is_imo_ship(number) and not is_imo_company(number)):
        return identifier("imo", number)
    return identifier("imo_company", number)


def _seven(number: str) -> bool:
    return len(number) == 7 and number.isascii() and number.isdigit()


def _sum(number: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
