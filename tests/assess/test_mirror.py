"""Do both sides of a flow agree but for freight and insurance?"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.assess.mirror import mirrors
from yalu.trade.flow import Flow
from yalu.trade.read import read_statistics

NBS = "trade/nbs_china_by_partner/china_trade_by_partner_1998_2014.csv.gz"
OEC = "trade/oec_dprk_by_partner/dprk_by_partner_1995_2015.csv.gz"


def flow(
    reporter: str, partner: str, direction: str, value: float | None, year: int = 2013, **more: object
) -> Flow:
    valuation = "CIF" if direction == "import" else "FOB"
    return Flow(
        reporter=reporter, partner=partner, direction=direction, since=date(year, 1, 1), until=date(year + 1, 1, 1),
        value=value, currency="USD", **{"valuation": valuation, **more},
    )  # fmt: skip


def test_the_margin_of_china_and_the_dprk_is_the_measured_one(test_data) -> None:
    flows = [*read_statistics(test_data(NBS)).flows, *read_statistics(test_data(OEC)).flows]
    found = {m.since.year: m for m in mirrors(flows) if (m.exporter, m.importer) == ("PRK", "CHN")}
    assert found[2013].margin == pytest.approx(0.077, abs=5e-4)
    assert found[2014].margin == pytest.approx(0.073, abs=5e-4)
    assert found[2000].ratio == pytest.approx(1.42, abs=5e-3)
    assert all(1.06 <= round(found[year].ratio, 2) <= 1.19 for year in range(2001, 2015))
    assert found[2013].valued == "CIF/FOB"
    assert found[2013].agrees
    assert not found[2000].agrees


def test_what_one_side_alone_reports_is_absent() -> None:
    assert (
        mirrors(
            [
                flow("CHN", "PRK", "import", 10),
                flow("PRK", "CHN", "export", None),
                flow("PRK", "CHN", "export", 9, 2012),
            ]
        )
        == []
    )


def test_parts_and_running_totals_have_no_mirror() -> None:
    both = [
        flow("CHN", "PRK", "import", 10, breakdown="motCode=2100"),
        flow("PRK", "CHN", "export", 9, running=True),
    ]
    assert mirrors([*both, flow("CHN", "PRK", "import", 10), flow("CHN", "PRK", "export", 10)]) == []


def test_bought_over_sold_is_the_ratio() -> None:
    (found,) = mirrors([flow("CHN", "PRK", "import", 107.7), flow("PRK", "CHN", "export", 100)])
    assert found.margin == pytest.approx(0.077)
