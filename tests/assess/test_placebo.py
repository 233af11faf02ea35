"""Does the placebo rank agree with the table measured on China's official trade with all partners, 1998 to 2014?"""

from __future__ import annotations

import pytest

from yalu.assess.placebo import placebo, yearly_panel
from yalu.terms.errors import BadInput
from yalu.trade.read import read_statistics

NBS = "trade/nbs_china_by_partner/china_trade_by_partner_1998_2014.csv.gz"
# Year, direction, growth in per cent, percentile, partners, median growth in per cent: the measured table of the trade brief.
MEASURED = [
    (2007, "export", 13.0, 12, 137, 38.8),
    (2007, "import", 24.8, 52, 100, 21.8),
    (2007, "total", 16.2, 21, None, None),
    (2009, "export", -7.2, 62, None, -13.3),
    (2009, "import", 4.2, 63, None, None),
    (2009, "total", -4.1, 67, None, None),
    (2013, "export", 2.8, 41, 165, 4.9),
    (2013, "import", 16.9, 71, 128, 6.7),
    (2013, "total", 8.6, 59, 173, None),
    (2014, "export", -3.0, 18, None, None),
    (2014, "import", -2.0, 40, None, None),
    (2014, "total", -2.6, 23, None, None),
]


@pytest.mark.parametrize(("year", "direction", "growth", "percentile", "n", "median"), MEASURED)
def test_the_dprk_stands_where_it_was_measured(
    test_data, year, direction, growth, percentile, n, median
) -> None:
    flows = read_statistics(test_data(NBS)).flows
    found = placebo(yearly_panel(flows, "CHN", direction), "PRK", year, direction)
    assert round(100 * found.growth, 1) == growth
    assert round(100 * found.percentile) == percentile
    assert n is None or found.n == n
    assert median is None or round(100 * found.median, 1) == median


def test_a_small_panel_ranks_by_hand() -> None:
    panel = {
        "AAA": {2012: 200e6, 2013: 220e6},
        "BBB": {2012: 200e6, 2013: 260e6},
        "CCC": {2012: 200e6, 2013: 100e6},
        "DDD": {2012: 99e6, 2013: 990e6},
        "EEE": {2012: 500e6},
    }
    found = placebo(panel, "AAA", 2013, "total")
    assert (found.n, found.below, found.percentile) == (3, 1, pytest.approx(1 / 3))
    assert found.growth == pytest.approx(0.1)
    assert found.median == pytest.approx(0.1)


@pytest.mark.parametrize("partner", ["DDD", "EEE", "XXX"])
def test_a_partner_without_both_years_or_too_small_has_no_rank(partner: str) -> None:
    panel = {"AAA": {2012: 2e8, 2013: 2e8}, "DDD": {2012: 9e7, 2013: 9e8}, "EEE": {2012: 5e8}}
    with pytest.raises(BadInput, match="no placebo rank"):
        placebo(panel, partner, 2013, "total")
