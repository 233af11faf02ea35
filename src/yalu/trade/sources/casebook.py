"""Figures by product as pages printed them: one row for each figure of one page, in the columns of the casebook.

Units: as each row states; a share, a rank or a price by weight is no figure of trade, and its row keeps quantity and growth only.
Direction (`flow_dprk`) is seen from the DPRK. A row that a State reports is turned to that State's side; one that somebody
compiled is the DPRK's own trade with the counterparty.
A code that was read from the words (`hs_basis` "mapped") is in no edition: two goods may share it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.trade.layout import Cell, Figures, Layout
from yalu.trade.sources.source import Source

if TYPE_CHECKING:
    from yalu.trade.layout import Head

__all__ = ["SOURCE"]


def _recognise(head: Head) -> Layout | None:
    if not head.has("reporter", "partner", "counterparty", "flow_dprk", "start", "end", "value", "unit"):
        return None
    return Layout(
        source="casebook",
        says="figures by product, one row for each figure printed (flow_dprk, start, end)",
        reporter=Cell((head.at("reporter"),)),
        partner=Cell((head.at("partner"),)),
        counterparty=Cell((head.at("counterparty"),)),
        direction=Cell((head.at("flow_dprk"),)),
        hs=Cell((head.at("hs"),)),
        edition=Cell((head.at("hs_edition"),)) if head.has("hs_edition") else Cell(),
        first_day=head.at("start"),
        last_day=head.at("end"),
        figures=(Figures(head.at("value"), "value", growth=head.at("yoy_pct")),),
        unit_column=head.at("unit"),
        quantity=head.at("quantity"),
        quantity_unit=Cell((head.at("quantity_unit"),)),
        goods=head.at("product"),
        status=head.at("status"),
        code_basis=head.at("hs_basis"),
    )


SOURCE = Source("casebook", "", "facts, each with its page", "", _recognise)
