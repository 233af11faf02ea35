"""Printed figures: the casebook's own rows as flows.

Units: as each row states; growth is a share.
Direction in the casebook is seen from the sanctioned State; here it is turned to the reporter's side. Where nobody
reports (sums over all partners), the sanctioned State stands for the reporter and the partner is the world.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yalu.trade.flow import WORLD, Flow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yalu.trade.flow import Basis, Direction, Valuation
    from yalu.trade.model import Figure, ProductFigure, YearTotals

__all__ = ["flows_of_figures", "flows_of_years"]

_MONEY = ("USD", "CNY", "EUR", "JPY")
_TURNED: dict[str, Direction] = {"export": "import", "import": "export", "total": "total"}
_PLAIN: dict[str, Direction] = {"export": "export", "import": "import", "total": "total"}


def flows_of_figures(figures: Iterable[Figure | ProductFigure], subject: str) -> list[Flow]:
    """The printed values in money, with what each says of quantity and growth.

    Args:
        figures: rows of the casebook. Prices, shares and counts are left out: they are no flows.
        subject: the sanctioned State, by its ISO alpha-3 code.
    """
    return [flow for figure in figures if (flow := _flow(figure, subject)) is not None]


def _flow(figure: Figure | ProductFigure, subject: str) -> Flow | None:
    sides = _TURNED if figure.reporter else _PLAIN
    direction = sides.get(figure.direction)
    if direction is None or not (figure.unit in _MONEY or getattr(figure, "quantity", None) is not None):
        return None
    basis: Basis = getattr(figure, "basis", "recorded")
    return Flow(
        reporter=figure.reporter or subject,
        partner=subject if figure.reporter else WORLD,
        direction=direction,
        hs=figure.hs or "",
        since=figure.since,
        until=figure.until,
        value=figure.value if figure.unit in _MONEY else None,
        currency=figure.unit if figure.unit in _MONEY else "",
        quantity=getattr(figure, "quantity", None),
        unit=getattr(figure, "quantity_unit", ""),
        basis=basis,
        growth=figure.growth,
        goods=figure.goods,
        breakdown=figure.statistics,
        vintage=figure.known.isoformat(),
        column=figure.id,
    )


def flows_of_years(years: Iterable[YearTotals], subject: str) -> list[Flow]:
    """Both directions and the total of each year of a State's official trade with `subject`."""
    valued: dict[Direction, Valuation] = {"export": "FOB", "import": "CIF", "total": "unknown"}
    return [
        Flow(
            reporter=row.reporter,
            partner=subject,
            direction=direction,
            since=date(row.year, 1, 1),
            until=date(row.year + 1, 1, 1),
            value=value,
            currency="USD",
            valuation=valued[direction],
            vintage=row.known.isoformat(),
            column=row.id,
        )
        for row in years
        for direction, value in zip(valued, (row.exports_usd, row.imports_usd, row.total_usd), strict=True)
    ]
