"""Opens the tables that ship with the shared words: places, HS codes, petroleum factors.

Each table is read once, when first asked for.
"""

import csv
from functools import cache
from pathlib import Path

from yalu.terms.amounts import PetroleumFactor, PetroleumFactors
from yalu.terms.goods import KnownCodes
from yalu.terms.places import Gazetteer, Place

__all__ = ["gazetteer", "hs_codes", "petroleum_factors"]

_DATA = Path(__file__).with_name("data")


@cache
def gazetteer() -> Gazetteer:
    """The places of `data/places.csv`."""
    return Gazetteer(
        tuple(
            Place(
                iso2=row[0],
                iso3=row[1],
                m49=int(row[2]) if row[2] else None,
                comtrade=int(row[3]) if row[3] else None,
                name=row[4],
                spellings=tuple(row[5].split(";")) if row[5] else (),
                source=row[6],
            )
            for row in _rows("places.csv")
        )
    )


@cache
def hs_codes() -> KnownCodes:
    """The HS codes of `data/hs_codes.txt`, chapters to subheadings, editions H0 to H6."""
    _, _, table = _text("hs_codes.txt").partition("\n")
    cells = table.split()
    return KnownCodes(dict(zip(cells[::2], cells[1::2], strict=True)))


@cache
def petroleum_factors() -> PetroleumFactors:
    """The barrels per tonne of `data/petroleum_factors.csv`."""
    return PetroleumFactors(
        tuple(
            PetroleumFactor(
                product=product,
                spellings=tuple(spellings.split(";")) if spellings else (),
                bbl_per_t=float(bbl_per_t),
                refined_cap=refined_cap == "yes",
                central=central == "yes",
                source=source,
                note=note,
            )
            for product, spellings, bbl_per_t, refined_cap, central, source, note in _rows(
                "petroleum_factors.csv"
            )
        )
    )


def _rows(name: str) -> list[list[str]]:
    return list(csv.reader(_text(name).splitlines()))[1:]


def _text(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")
