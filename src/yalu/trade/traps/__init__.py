"""What can be wrong with statistics, one function for each trap; none of them changes a number.

Adding a trap is one function and one line in `TRAPS`.
"""

from yalu.trade.finding import Trap
from yalu.trade.traps import breaks, columns, goods, partners, revisions, rows, sizes, units

__all__ = ["TRAPS"]

TRAPS: tuple[Trap, ...] = (
    rows.doubts,
    rows.unit_unknown,
    rows.reporter_unknown,
    rows.future,
    rows.negative,
    rows.duplicated,
    rows.doubled,
    goods.mixed_editions,
    goods.levels,
    sizes.sizes,
    partners.hidden,
    partners.missing_months,
    columns.months_that_run,
    columns.weight_steps,
    columns.weights_off,
    units.declared_units,
    units.running_totals,
    units.currency_growth,
    breaks.zeros,
    breaks.known_breaks,
    revisions.revised,
)
