"""Which goods does a Harmonized System code name, in which edition, and does a range of codes cover it?

Units: a code is a string of 2, 4 or 6 digits (chapter, heading, subheading) with its leading zeros.
Sources: the Harmonized System is kept by the World Customs Organization; editions in force since 1 January 1992, 1996,
2002, 2007, 2012, 2017 and 2022, here under the names UN Comtrade gives them, H0 to H6.
Assumes that digits after the sixth are national and may be cut. One code can mean different goods in two editions, so a
comparison over years needs the edition as well (`HS.edition`, `KnownCodes.editions`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from yalu.terms.errors import BadInput, UnknownValue

__all__ = [
    "EDITION_YEARS",
    "HS",
    "HSRange",
    "KnownCodes",
    "covers",
    "edition_in_force",
    "parse_hs",
    "parse_hs_range",
]

# First year in force. UN Comtrade files the system's first text of 1988 under H0 too ("HS 1988/92").
EDITION_YEARS: Mapping[str, int] = {
    "H0": 1992,
    "H1": 1996,
    "H2": 2002,
    "H3": 2007,
    "H4": 2012,
    "H5": 2017,
    "H6": 2022,
}
_FIRST_YEAR = 1988  # the Convention entered into force on 1 January 1988
_NEXT_EDITION = 2028  # the WCO's next edition, which is not in the table

_LENGTHS = (2, 4, 6, 8, 10)
_LAST_CHAPTER = 97
_RESERVED = 77  # kept free by the WCO for future use; 98 and 99 are left to national tariffs
# Compiled when first used: at import they would cost every command a millisecond.
_DIGITS = r"(?i)(?:HS\s*:?\s*)?([0-9]+(?:[. ][0-9]+)*)"
# Full-width signs, as in Chinese tables. A raised digit stays raised: it is a note or a power, not a place more.
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_RANGE = r"\s*(?:-|\u2010|\u2011|\u2012|\u2013|\u2014|\bto\b)\s*"


class HS(NamedTuple):
    """A code of 2, 4 or 6 digits and the edition it is read in (`H0` to `H6`), or None where nobody said."""

    code: str
    edition: str | None = None


class HSRange(NamedTuple):
    """All goods from code `first` to code `last`, both included, both on the same level."""

    first: str
    last: str

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}-{self.last}"


class KnownCodes:
    """The codes that exist, each with the editions that hold it."""

    def __init__(self, editions: Mapping[str, str]) -> None:
        """Args:
        editions: code to the digits of its editions, as in `{"010110": "23"}` for H2 and H3.
        """
        self._editions = editions
        self._sorted: list[str] = []

    def __contains__(self, code: object) -> bool:
        return code in self._editions

    def __iter__(self) -> Iterator[str]:
        return iter(self._editions)

    def __len__(self) -> int:
        return len(self._editions)

    def editions(self, code: str) -> tuple[str, ...]:
        """The editions that hold `code`, oldest first; empty where none does."""
        return tuple(f"H{digit}" for digit in self._editions.get(code, ""))

    def nearest(self, code: str) -> str | None:
        """The existing code that stands next to `code` in its heading (a heading in its chapter).

        Without one it is the heading or the chapter that `code` begins with; None where that does not exist either.
        """
        shared = code[: len(code) - 2]
        near = [known for known in self._neighbours(code) if known.startswith(shared)]
        if near:
            return min(near, key=lambda known: (abs(int(known) - int(code)), known))
        return next((code[:length] for length in (4, 2) if code[:length] in self), None)

    def _neighbours(self, code: str) -> list[str]:
        if not self._sorted:
            self._sorted = sorted(self._editions, key=lambda known: (len(known), known))
        at = bisect_left(self._sorted, (len(code), code), key=lambda known: (len(known), known))
        return [known for known in self._sorted[max(at - 1, 0) : at + 1] if len(known) == len(code)]


def parse_hs(text: str, known: KnownCodes | None = None) -> str:
    """The code of 2, 4 or 6 digits that `text` writes; what a tariff adds after the sixth digit is cut.

    >>> parse_hs(" HS 0307.43.00.00 ")
    '030743'

    Args:
        known: if given, a code that no edition holds is refused, with the nearest that exists.

    Raises:
        BadInput: the text is not a code, or has a number of digits that no code has.
        UnknownValue: chapter 77, 98, 99 or 00; or, with `known`, a code in no edition.
    """
    digits = _digits(text)
    if len(digits) not in _LENGTHS:
        raise BadInput(
            f'hs code "{text.strip()}" has {len(digits)} digit{"s"[: len(digits) != 1]}; '
            f"codes have 2, 4, 6, 8 or 10.{_nearest_of_odd(digits, known)}"
        )
    code = digits[:6]
    if not _chapter_exists(code):
        raise UnknownValue("hs chapter", code[:2], "76" if code[:2] == "77" else None)
    if known is not None and code not in known:
        raise UnknownValue("hs code", code, known.nearest(code))
    return code


def parse_hs_range(text: str, known: KnownCodes | None = None) -> HSRange:
    """The range that `text` writes: "50-63", "8901-8906", or one code for a range of one.

    Raises:
        BadInput: an end is not a code, the ends are on two levels, or they are in the wrong order.
        UnknownValue: as in `parse_hs`, for either end.
    """
    ends = re.split(_RANGE, text.strip())
    if len(ends) > 2:
        raise BadInput(f'hs range "{text.strip()}" has {len(ends)} ends; a range has two, as in 8901-8906.')
    first, last = parse_hs(ends[0], known), parse_hs(ends[-1], known)
    if len(first) != len(last):
        raise BadInput(
            f'hs range "{text.strip()}" goes from {len(first)} digits to {len(last)}; write both ends with the same number.'
        )
    if first > last:
        raise BadInput(f'hs range "{text.strip()}" runs backwards. Nearest: {last}-{first}.')
    return HSRange(first, last)


def covers(goods: HSRange | str, code: str) -> Literal["full", "part", "none"]:
    """How much of `code` lies inside `goods`, both as `parse_hs` and `parse_hs_range` return them.

    "part" means that the code is broader than the goods: some of what it holds is inside, and a finer code would tell.
    """
    first, last = (goods, goods) if isinstance(goods, str) else goods
    if first <= code[: len(first)] <= last and len(code) >= len(first):
        return "full"
    if len(code) < len(first) and first[: len(code)] <= code <= last[: len(code)]:
        # A heading between two ends of six digits is covered whole: 2702 in 270100-270900.
        whole = first <= code.ljust(len(first), "0") and code.ljust(len(last), "9") <= last
        return "full" if whole else "part"
    return "none"


def edition_in_force(year: int) -> str:
    """The edition in force on 31 December of `year`; a State may have gone on using an older one.

    Raises:
        BadInput: before the Harmonized System (1988), or from 2028, when an edition follows that is not held here.
    """
    if not _FIRST_YEAR <= year < _NEXT_EDITION:
        raise BadInput(
            f"no hs edition is held here for {year}; those held cover {_FIRST_YEAR} to {_NEXT_EDITION - 1}."
        )
    started = [edition for edition, since in EDITION_YEARS.items() if since <= year]
    return started[-1] if started else "H0"


def _digits(text: str) -> str:
    plain = " ".join(text.translate(_WIDE).split())
    if not plain:
        raise BadInput("hs code is empty; write 2, 4 or 6 digits, as in 0307.")
    match = re.fullmatch(_DIGITS, plain)
    if match is None:
        raise BadInput(
            f'hs code "{text.strip()}" is not a code; write 2, 4 or 6 digits, as in 0307 or 0307.43.'
        )
    groups = re.split("[. ]", match[1])
    if len(groups) > 1 and any(len(group) % 2 for group in groups[:-1]):
        raise BadInput(
            f'hs code "{text.strip()}" is cut at an odd place; codes are cut after 2, 4 or 6 digits.'
        )
    return "".join(groups)


def _chapter_exists(code: str) -> bool:
    chapter = int(code[:2])
    return 1 <= chapter <= _LAST_CHAPTER and chapter != _RESERVED


def _nearest_of_odd(digits: str, known: KnownCodes | None) -> str:
    """The nearest code for one with a digit too few or too many: a lost leading zero if that code exists, else cut."""
    padded, cut = f"0{digits}"[:6], digits[: min(len(digits) - len(digits) % 2, 6)]
    if known is not None and len(digits) % 2 and padded in known:
        return f" Nearest: {padded}, if a leading zero was lost."
    return f" Nearest: {cut}." if len(cut) > 1 and _chapter_exists(cut) else ""
