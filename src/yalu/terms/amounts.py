"""What amount does a text state, in which unit, and how many tonnes is a barrel?

Units: tonnes (`t`, metric), barrels (`bbl`, of 42 US gallons), US dollars of the day (`USD`), `pieces`, cubic metres
(`m3`), kilowatt-hours (`kWh`). Smaller and larger units of the same kind are turned into these.
Sources: barrels per tonne by product are in `data/petroleum_factors.csv`, each row with its source.
Assumes that "ton" is the metric ton, as in resolutions and in Chinese customs tables. "MT" is refused: some write it for
metric tons, some for a million of them.
"""

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from yalu.terms.errors import BadInput, UnknownValue, nearest

__all__ = [
    "UNITS",
    "Amount",
    "PetroleumFactor",
    "PetroleumFactors",
    "Range",
    "barrels_to_tonnes",
    "parse_amount",
    "tonnes_to_barrels",
]

UNITS = ("t", "bbl", "USD", "pieces", "m3", "kWh")

# Spelling to (canonical unit, power of ten). Case counts in the first table only: Mt is not mt.
_BY_CASE: Mapping[str, tuple[str, int]] = {"Mt": ("t", 6)}
_SPELLINGS: Mapping[str, tuple[str, int]] = {
    spelling: (unit, power)
    for unit, power, spellings in (
        (
            "t",
            0,
            "t|ton|tons|tonne|tonnes|metric ton|metric tons|metric tonne|metric tonnes|吨|噸|톤|тонна|тонн",
        ),
        ("t", -6, "g|gram|grams|gramme|grammes"),
        ("t", -3, "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes|千克|公斤|кг"),
        ("t", 3, "kt|kilotonne|kilotonnes"),
        ("t", 6, "megatonne|megatonnes"),
        ("bbl", 0, "bbl|bbls|barrel|barrels|桶|배럴|баррель|баррелей"),
        ("USD", 0, "usd|us$|us dollar|us dollars|u.s. dollar|u.s. dollars|美元|달러|долл. сша"),
        ("pieces", 0, "pieces|piece|pcs|pc|unit|units|item|items|件|台"),
        ("m3", 0, "m3|m³|cubic metre|cubic metres|cubic meter|cubic meters|kl|kilolitre|kilolitres|立方米"),
        ("m3", -3, "l|litre|litres|liter|liters"),
        ("kWh", 0, "kwh|kilowatt-hour|kilowatt-hours"),
        ("kWh", 3, "mwh|megawatt-hour|megawatt-hours"),
        ("kWh", 6, "gwh|gigawatt-hour|gigawatt-hours"),
    )
    for spelling in spellings.split("|")
}
_MULTIPLES: Mapping[str, int] = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "mln": 6,
    "billion": 9,
    "bn": 9,
    "万": 4,
    "萬": 4,
    "亿": 8,
    "億": 8,
}
# Compiled when first used: at import they would cost every command a millisecond.
_NUMBER = r"(?i)([0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])|[0-9]+)(\.[0-9]+)?(?:e([+-]?[0-9]{1,3}))?(?![0-9.,])"
_MONEY_FIRST = r"(?i)(us\$|usd)\s*(.*)"
# Full-width signs, as in Chinese tables. A raised digit stays raised: it is a note or a power, not a place more.
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


class Amount(NamedTuple):
    """A finite amount, zero or more, in one of `UNITS`. Its text is one that `parse_amount` reads back."""

    value: float
    unit: str

    def __str__(self) -> str:
        whole = self.value.is_integer() and self.value < 1e15
        return f"{self.value:.0f} {self.unit}" if whole else f"{self.value!r} {self.unit}"


class Range(NamedTuple):
    """A value with the lowest and the highest that what is known allows: low <= value <= high, one unit for all three."""

    low: float
    value: float
    high: float


class PetroleumFactor(NamedTuple):
    """Barrels in a tonne of one product.

    `refined_cap` says whether a delivery of "refined petroleum" without a product can be this one.
    `central` marks the one row that stands for the product that nobody stated.
    """

    product: str
    spellings: tuple[str, ...]
    bbl_per_t: float
    refined_cap: bool
    central: bool
    source: str
    note: str


class PetroleumFactors:
    """Barrels per tonne by product, and the range for refined petroleum of a product not stated."""

    def __init__(self, rows: tuple[PetroleumFactor, ...]) -> None:
        self.rows = rows
        self._by_name = {
            _plain(name): row for row in rows if not row.central for name in (row.product, *row.spellings)
        }

    def bbl_per_t(self, product: str | None) -> Range:
        """Barrels in a tonne of `product`; None gives the range over the refined products of the cap.

        Raises:
            UnknownValue: a product that the table does not hold.
        """
        if product is None:
            capped = [row.bbl_per_t for row in self.rows if row.refined_cap]
            central = next(row.bbl_per_t for row in self.rows if row.central)
            return Range(min(capped), central, max(capped))
        row = self._by_name.get(_plain(product))
        if row is None:
            raise UnknownValue("petroleum product", product, nearest(_plain(product), self._by_name))
        return Range(row.bbl_per_t, row.bbl_per_t, row.bbl_per_t)


def parse_amount(text: str) -> Amount:
    """The amount that `text` states, in the canonical unit of its kind.

    >>> parse_amount("2.5 million barrels")
    Amount(value=2500000.0, unit='bbl')

    Raises:
        BadInput: no number, a number below zero or without end, a number read in two ways ("1,5"), or no unit.
        UnknownValue: a unit that is not held here.
    """
    plain = " ".join(text.translate(_WIDE).split())
    money = re.fullmatch(_MONEY_FIRST, plain)
    if money:
        plain = f"{money[2]} USD"
    match = re.match(_NUMBER, plain)
    if match is None:
        raise BadInput(
            f'amount "{text.strip()}" {_why_no_number(plain)}; write a number and a unit, as in 20000 t.'
        )
    multiple, unit_text = _multiple(plain[match.end() :].strip())
    unit, power = _unit(unit_text, text)
    number = match[1].replace(",", "").replace(" ", "") + (match[2] or "")
    # One decimal text to one float: powers of ten are added before the rounding, not multiplied after it.
    value = float(f"{number}e{int(match[3] or 0) + multiple + power}")
    if not math.isfinite(value):
        raise BadInput(f'amount "{text.strip()}" is beyond any number held here.')
    return Amount(value, unit)


def barrels_to_tonnes(bbl: float, product: str | None, factors: PetroleumFactors) -> Range:
    """Tonnes in `bbl` barrels of `product`. For None (nobody said) the range is that of the refined products.

    Raises:
        BadInput: barrels below zero or not finite.
        UnknownValue: a product that the table does not hold.
    """
    _check(bbl, "barrels")
    per_t = factors.bbl_per_t(product)
    return Range(bbl / per_t.high, bbl / per_t.value, bbl / per_t.low)


def tonnes_to_barrels(t: float, product: str | None, factors: PetroleumFactors) -> Range:
    """Barrels in `t` tonnes of `product`. For None (nobody said) the range is that of the refined products.

    Raises:
        BadInput: tonnes below zero or not finite.
        UnknownValue: a product that the table does not hold.
    """
    _check(t, "tonnes")
    per_t = factors.bbl_per_t(product)
    return Range(t * per_t.low, t * per_t.value, t * per_t.high)


def _check(value: float, what: str) -> None:
    if not (math.isfinite(value) and value >= 0):
        raise BadInput(f"{what} must be zero or more and finite; found {value}.")


def _why_no_number(plain: str) -> str:
    if not plain:
        return "is empty"
    if plain[0] in "-\u2212\u2013":
        return "is below zero"
    if plain.casefold().lstrip("+").startswith(("nan", "inf")):
        return "is not a finite number"
    if plain[0].isdigit():
        return "can be read in two ways (commas part thousands, a dot parts decimals)"
    return "does not begin with a number"


def _multiple(rest: str) -> tuple[int, str]:
    """The power of ten of leading words like "million", and what follows them."""
    for word, power in _MULTIPLES.items():
        tail = rest[len(word) :]
        if rest[: len(word)].casefold() == word and (not word.isascii() or not tail[:1].isalnum()):
            return power, tail.strip().removeprefix("of ")
    return 0, rest


def _unit(unit_text: str, text: str) -> tuple[str, int]:
    if not unit_text:
        raise BadInput(f'amount "{text.strip()}" has no unit; write one of {", ".join(UNITS)}.')
    if unit_text in ("MT", "mt"):
        raise BadInput(
            f'amount "{text.strip()}": "{unit_text}" can mean tonnes or millions of tonnes; write t or Mt.'
        )
    found = _BY_CASE.get(unit_text) or _SPELLINGS.get(_plain(unit_text))
    if found is None:
        raise UnknownValue("unit", unit_text, nearest(_plain(unit_text), _SPELLINGS))
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).removesuffix(".")
