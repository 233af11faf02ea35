"""Any other table whose headings say enough: a partner, a period, and figures with a direction.

Units: as the headings or the title state. A table that this cannot read needs a mapping file (`yalu.trade.sources.mapping`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yalu.trade.sources.headings import merged, table_layout
from yalu.trade.sources.source import Source

if TYPE_CHECKING:
    from yalu.trade.layout import Head, Layout

__all__ = ["SOURCE"]


def _recognise(head: Head) -> Layout | None:
    says = "no known source: read by its headings"
    both = merged(head)
    layout = table_layout(both, "table", says, header_rows=2) if both else None
    return layout or table_layout(head, "table", says)


SOURCE = Source("table", "", "", "", _recognise)
