"""Which drawing shows which figure? One file for each, every one drawn in its final pixel size for each form.

Forms are classes that a media query shows one of: `wide` (784, on paper too), `full` (1104, the timeline on a broad
window) and `narrow` (358, a phone). A drawing is never scaled down to another form: its labels would shrink with it.
"""

from yalu.report.charts.caps import cap_bars
from yalu.report.charts.fuel_years import year_bars
from yalu.report.charts.lag import lag_bar
from yalu.report.charts.months import month_bars
from yalu.report.charts.timeline import timeline
from yalu.report.charts.trade import trade_lines

__all__ = ["cap_bars", "lag_bar", "month_bars", "timeline", "trade_lines", "year_bars"]
