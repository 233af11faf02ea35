"""Do two reports of one flow agree: what one side says it bought, and what the other side (or a compiler) says was sold?

Units: US dollars; `ratio` is the importer's figure over the exporter's.
Source: importers value with freight and insurance (CIF), exporters without (FOB), so the ratio of a pair that agrees is its
margin. For China and the DPRK it was 1.077 in 2013, measured against figures reconciled to FOB (OEC on BACI).
Assumes one edition and one currency. A margin outside `BAND` is no freight: look for the
other partner, another month, or goods left out.
A year that only one side reports is absent: it is no zero on the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yalu.trade.flow import Flow

__all__ = ["BAND", "Mirror", "mirrors"]

BAND = (0.9, 1.25)


class Mirror(NamedTuple):
    """One flow of goods from `exporter` to `importer` as both sides have it."""

    exporter: str
    importer: str
    hs: str
    since: date
    until: date
    sold_usd: float
    bought_usd: float
    valued: str

    @property
    def ratio(self) -> float:
        """Bought over sold."""
        return self.bought_usd / self.sold_usd

    @property
    def margin(self) -> float:
        """What the importer's figure adds, as a share of the exporter's: freight and insurance where the two agree."""
        return self.ratio - 1

    @property
    def agrees(self) -> bool:
        """Is the margin one that freight and insurance can make?"""
        return BAND[0] <= self.ratio <= BAND[1]


def mirrors(flows: Iterable[Flow]) -> list[Mirror]:
    """Every flow that both sides report for one period, goods and currency, oldest first."""
    sold: dict[tuple[str, str, str, date, date], Flow] = {}
    bought: dict[tuple[str, str, str, date, date], Flow] = {}
    for flow in flows:
        if flow.value is None or flow.currency != "USD" or flow.breakdown or flow.running:
            continue
        if flow.direction == "export":
            sold.setdefault((flow.reporter, flow.partner, flow.hs, flow.since, flow.until), flow)
        elif flow.direction == "import":
            bought.setdefault((flow.partner, flow.reporter, flow.hs, flow.since, flow.until), flow)
    pairs = sorted(sold.keys() & bought.keys(), key=lambda about: (about[3], about))
    return [
        Mirror(
            *about,
            sold[about].value or 0.0,
            bought[about].value or 0.0,
            f"{bought[about].valuation}/{sold[about].valuation}",
        )
        for about in pairs
        if sold[about].value
    ]
