"""What do the cells of a row say of its goods: which code, which edition, which unit of quantity?

Units: a quantity comes with the factor to tonnes where its unit is one of weight.
Sources: years of the editions as UN Comtrade and WITS write them; groups of chapters as WITS names its product groups.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yalu.terms.amounts import parse_amount
from yalu.terms.errors import BadInput
from yalu.terms.goods import parse_hs, parse_hs_range
from yalu.trade.cells import heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["edition_of", "goods_of", "means_all", "other_classification", "quantity_unit", "without_section"]

_EDITIONS = {"hs": "", "h": "", **{f"h{digit}": f"H{digit}" for digit in range(7)}}
_EDITION_YEARS = {
    "1988": "H0", "1992": "H0", "1996": "H1", "2002": "H2", "2007": "H3", "2012": "H4", "2017": "H5", "2022": "H6",
}  # fmt: skip
_WHOLE = frozenset(
    heading_key(words)
    for words in (
        "",
        "total",
        "all",
        "ag0",
        "totals",
        "999999",
        "all products",
        "all commodities",
        "总值",
        "总额",
        "全部商品",
    )
)
_GROUPS: Mapping[str, str] = {  # WITS, product groups of its country profiles, as ranges of chapters
    "animal": "01-05", "vegetable": "06-15", "foodprod": "16-24", "foodproducts": "16-24", "minerals": "25-26",
    "fuels": "27", "chemicals": "28-38", "plastirub": "39-40", "plasticorrubber": "39-40", "hidesskin": "41-43",
    "hidesandskins": "41-43", "wood": "44-49", "textcloth": "50-63", "textilesandclothing": "50-63", "footwear": "64-67",
    "stoneglas": "68-71", "stoneandglass": "68-71", "metals": "72-83", "machelec": "84-85", "machandelec": "84-85",
    "transport": "86-89", "transportation": "86-89", "miscellan": "90-99", "miscellaneous": "90-99",
}  # fmt: skip


_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_UNITS = {
    "т": "t",
    "тн": "t",
    "тонн": "t",
    "тонна": "t",
    "тонны": "t",
    "кг": "kg",
    "톤": "t",
    "公斤": "kg",
    "公吨": "t",
}
_ALL = re.compile(r"\b(?:total|all)\b|总|合计|全部|계$|всего", re.IGNORECASE)


def means_all(words: str) -> bool:
    """Do the words for goods, or none, stand for all of them?"""
    return not words.strip() or bool(_ALL.search(words))


def goods_of(text: str) -> tuple[str, str]:
    """The code of goods that a cell writes (TOTAL, digits, a range of chapters), and a doubt about it.

    >>> goods_of("2701"), goods_of("All Products"), goods_of("25-26_Minerals")
    (('2701', ''), ('TOTAL', ''), ('25-26', ''))
    """
    key = heading_key(text)
    if key in _WHOLE:
        return "TOTAL", ""
    group = _GROUPS.get(heading_key(text.partition("_")[2] or text))
    if group:
        return group, ""
    plain = text.removesuffix(".0")
    if _THOUSANDS.fullmatch(plain):
        code, doubt = goods_of(plain.replace(",", ""))
        return code, doubt or f'"{plain}" parts thousands as a number does; read as {code}'
    if plain.isdigit() and len(plain) in (1, 3, 5, 7, 9) and int(plain):
        return _padded(plain)
    try:
        return str(parse_hs_range(plain)), ""
    except BadInput as error:
        return text.strip(), str(error)


def without_section(text: str) -> str:
    """A code without the number of its section, which is written before it with or without a zero.

    >>> without_section("52701"), without_section("052701"), without_section("1684")
    ('2701', '2701', '84')
    """
    return text[1 if len(text) % 2 else 2 :]


def _padded(plain: str) -> tuple[str, str]:
    """A code of an odd number of digits has lost its leading zero on the way through a spreadsheet."""
    try:
        return parse_hs(f"0{plain}"), f'"{plain}" has lost its leading zero; read as 0{plain}'
    except BadInput as error:
        return plain, str(error)


def edition_of(text: str) -> str:
    """`H0` to `H6`, empty where the text names none."""
    plain = heading_key(text)
    digits = "".join(sign for sign in plain if sign.isdigit())
    return _EDITIONS.get(plain) or _EDITION_YEARS.get(digits, "")


_OTHER = re.compile(r"s[1-4]|sitc.*|b[45]|bec.*|eb[0-9]*|isic.*|cpc.*", re.IGNORECASE)


def other_classification(text: str) -> bool:
    """Is the classification one whose codes are none of the Harmonized System (SITC, BEC)?"""
    return bool(_OTHER.fullmatch(text.strip()))


def quantity_unit(text: str) -> tuple[str, float]:
    """The canonical unit and the factor to it; an unknown unit stays as it is printed."""
    text = _UNITS.get(text.strip().casefold().rstrip("."), text)
    try:
        amount = parse_amount(f"1 {text}")
    except BadInput:
        return text, 1.0
    return amount.unit, amount.value
