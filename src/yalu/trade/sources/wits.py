"""WITS of the World Bank: UN Comtrade by reporter and partner, in thousands of dollars.

Units: 1,000 US dollars (`Trade Value 1000USD`, `TradeValue in 1000 USD`); quantities in the unit of their row.
Source: WITS product pages and bulk downloads. Exports FOB, imports CIF, as Comtrade has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.trade.layout import Cell
from yalu.trade.sources.headings import table_layout
from yalu.trade.sources.source import Source

if TYPE_CHECKING:
    from yalu.trade.layout import Head, Layout

__all__ = ["SOURCE"]


def _recognise(head: Head) -> Layout | None:
    if (
        head.at(
            "Trade Value 1000USD",
            "TradeValue in 1000 USD",
            "Trade Value (US$ Thousand)",
            "Trade (US$ Mil)-Top 5",
        )
        >= 0
    ):
        return table_layout(head, "WITS", "headings of WITS (Trade Value 1000USD)")
    if (
        head.has("Indicator")
        and head.at("Reporter Name", "Reporter") >= 0
        and head.at("Partner Name", "Partner") >= 0
    ):
        return _series(head)
    return None


def _series(head: Head) -> Layout | None:
    """Country profiles: one row for each group of products and indicator, which names the unit or says that it is a share."""
    goods = head.at("Product Group", "Product categories", "Product")
    flow = head.at("Trade Flow", "Indicator Type")
    return table_layout(
        head, "WITS", "headings of WITS country profiles, one column for each year",
        unit_column=head.at("Indicator"), hs=Cell((goods,)) if goods >= 0 else Cell(), goods=goods,
        direction=Cell((flow,)) if flow >= 0 else Cell((head.at("Indicator"),)),
    )  # fmt: skip


SOURCE = Source(
    "WITS", "World Bank", "WITS terms of use; data of UN Comtrade", "https://wits.worldbank.org", _recognise
)
