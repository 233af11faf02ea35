"""What crossed the border, as reported? Caps, notices to the Committee, customs figures and what others estimate.

A month nobody reported is absent, never zero; a zero stands only where a page printed one.
"""

from yalu.trade.model import CapLimit, CoalMonth, Figure, Notification, ProductFigure, YearTotals

__all__ = ["CapLimit", "CoalMonth", "Figure", "Notification", "ProductFigure", "YearTotals"]
