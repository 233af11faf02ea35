"""Did trade with one partner change more than a State's trade with its other partners did in that year?

Units: growth is a share (0.086 is 8.6 per cent more than the year before).
Shapes: one panel is the totals of one State with all partners, for one direction.
Method: a placebo rank, as in synthetic control: if the measure worked, the partner's growth lies in the lower tail of the growth
of all partners that were as large. `percentile` is the share of the panel that grew less; 0.59 is nothing unusual.
Assumes that partners are not hit by the same shock of their own. The State itself (re-imports) and groups of States are left out,
and so are partners at or below `FLOOR` the year before, whose growth is noise.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from yalu.terms.errors import BadInput
from yalu.trade.flow import Flow, is_state, months_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["FLOOR", "Placebo", "placebo", "yearly_panel"]

FLOOR = 100e6  # US dollars the year before


class Placebo(NamedTuple):
    """The partner's growth among the panel's: `below` of `n` partners grew less, which is `percentile` as a share."""

    partner: str
    year: int
    direction: str
    growth: float
    below: int
    n: int
    percentile: float
    median: float


def yearly_panel(
    flows: Iterable[Flow], reporter: str, direction: str, currency: str = "USD"
) -> dict[str, dict[int, float]]:
    """Total trade with each partner by year in one currency, from yearly flows of all goods; a later row stands."""
    panel: dict[str, dict[int, float]] = {}
    for flow in flows:
        if (flow.reporter, flow.direction, flow.hs, flow.currency) != (
            reporter,
            direction,
            "TOTAL",
            currency,
        ):
            continue
        whole_year = months_of(flow) == 12 and flow.since.month == 1 and not flow.breakdown
        if whole_year and flow.value is not None and is_state(flow.partner) and flow.partner != reporter:
            panel.setdefault(flow.partner, {})[flow.since.year] = flow.value
    return panel


def placebo(
    panel: Mapping[str, Mapping[int, float]], partner: str, year: int, direction: str, *, floor: float = FLOOR
) -> Placebo:
    """Where the partner's growth from the year before stands in the panel.

    Raises:
        BadInput: the partner has no figure for both years, or was at or below `floor`.
    """
    growth = {
        name: years[year] / years[year - 1] - 1
        for name, years in panel.items()
        if year in years and years.get(year - 1, 0.0) > floor
    }
    if partner not in growth:
        raise BadInput(
            f"{partner} has no placebo rank in {year}: figures of both years are needed, and more than "
            f"{floor:,.0f} USD the year before"
        )
    own = growth[partner]
    below = sum(1 for other in growth.values() if other < own)
    return Placebo(
        partner, year, direction, own, below, len(growth), below / len(growth), median(growth.values())
    )
