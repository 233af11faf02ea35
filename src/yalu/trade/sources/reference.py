"""Tables that stand beside trade without being trade: lists of goods, distances, sanction cases, rates, printed figures.

Their rows are counted and named, never read as flows.
Sources: each named in its own line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yalu.trade.cells import heading_key

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["REFERENCES", "Reference", "reference_of"]


class Reference(NamedTuple):
    """One kind of table: what it is and the headings that it cannot do without."""

    name: str
    says: str
    headings: tuple[str, ...]


REFERENCES: tuple[Reference, ...] = (
    Reference(
        "GSDB",
        "sanction cases of the Global Sanctions Data Base",
        ("case_id", "sanctioned_state", "sanctioning_state"),
    ),
    Reference("CEPII GeoDist", "distances between States", ("iso_o", "iso_d", "dist", "contig")),
    Reference("CEPII GeoDist", "places of States", ("iso3", "cnum", "lat", "lon")),
    Reference("UN Comtrade", "lists of goods by edition", ("cl", "hs_year", "code", "description")),
    Reference("UN Comtrade", "lists of goods by edition", ("cl", "code", "description", "aggrlevel")),
    Reference(
        "UNSD", "correlation of two editions", ("cl_from", "cl_to", "code_from", "code_to", "relationship")
    ),
    Reference("UNSD", "conversion of one edition to another", ("cl_from", "cl_to", "code_from", "code_to")),
    Reference("Harmonized System", "list of goods", ("section", "hscode", "description")),
    Reference("Harmonized System", "sections", ("section", "name")),
    Reference(
        "published figures",
        "figures transcribed from pages",
        ("id", "series", "flow", "start", "end", "value", "unit", "yoy_pct"),
    ),
    Reference("China's statistics office", "visitors by year", ("year", "dprk_visitors_10k_person_trips")),
    Reference(
        "China's statistics office", "yearly rates of the yuan", ("year", "人民币对美元汇率(美元=100)")
    ),
)


def reference_of(headings: Sequence[str]) -> Reference | None:
    """The kind of table that has these headings, None for none of them."""
    keys = {heading_key(heading) for heading in headings}
    return next(
        (each for each in REFERENCES if all(heading_key(name) in keys for name in each.headings)), None
    )
