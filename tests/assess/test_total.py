"""Total trade: the statistics office's years and what broke the series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.assess.total import OFFICIAL, QUOTED, WITH_CRUDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.model import StateJudgement


@pytest.fixture(scope="module")
def totals(china: StateJudgement) -> dict[tuple[str, int], float | None]:
    return {(year.series, year.year): year.total_usd for year in china.trade_years}


def test_years_of_the_statistics_office(totals: dict[tuple[str, int], float | None]) -> None:
    assert sorted(year for series, year in totals if series == OFFICIAL) == list(range(1998, 2015))
    assert totals[OFFICIAL, 2013] == 6_557_572_000
    assert (totals[OFFICIAL, 2013] or 0) / (totals[OFFICIAL, 2012] or 1) - 1 == pytest.approx(
        0.086, abs=0.0005
    )


def test_series_are_never_joined(totals: dict[tuple[str, int], float | None]) -> None:
    # KOTRA adds an estimate of crude: 2.72 bn beside the customs' 2.43 bn for 2018, 0.682 beside 0.318 bn for 2021.
    assert totals[QUOTED, 2018] == 2_430_000_000
    assert totals[WITH_CRUDE, 2018] == 2_720_000_000
    assert (totals[QUOTED, 2021], totals[WITH_CRUDE, 2021]) == (318_000_000, 681_660_000)
    assert not {year for series, year in totals if series == QUOTED} & set(range(1998, 2015))


def test_every_year_is_a_sum_or_a_print_of_its_rows(
    china: StateJudgement, rows_of: Callable[[str], dict[str, dict[str, str]]]
) -> None:
    for year in china.trade_years:
        values = []
        for address in year.rows:
            table, _, one = address.partition(":")
            row = rows_of(table)[one]
            values += [
                float(row[column])
                for column in ("value", "total_usd", "imports_usd", "exports_usd")
                if row.get(column)
            ]
        parts = [part for part in (year.imports_usd, year.exports_usd) if part is not None]
        assert all(part in values for part in parts)
        assert year.total_usd is None or year.total_usd in values or year.total_usd == sum(parts)


def test_total_trade_is_context_and_never_scored(china: StateJudgement) -> None:
    indicator = next(i for i in china.indicators if i.id == "total-trade")
    assert indicator.grade == "context"
    assert indicator.figure == "2.30 bn USD in 2023"
    assert indicator.beside == "2013 peak: 6.56 bn USD (statistics office, another series)"


def test_the_closed_border_is_named_and_not_enforcement(china: StateJudgement) -> None:
    trade = next(finding for finding in china.findings if finding.id == "trade")
    assert "border closure and no enforcement" in trade.trust.how_far
    assert any(table.name == "closures" for table in china.tables)


def test_the_year_of_2094_against_the_year_before(china: StateJudgement) -> None:
    trade = next(finding for finding in china.findings if finding.id == "trade")
    assert any(note.text.startswith("2013, year of 2094: +8.6 %") for note in trade.notes)


def test_compilers_added_no_crude_before_it_went_unreported(
    totals: dict[tuple[str, int], float | None],
) -> None:
    # PF001 and PF002: KOTRA's 6.54 and 6.39 bn are customs alone; its first total with crude is of 2015 (PF003).
    assert (WITH_CRUDE, 2013) not in totals
    assert (
        totals[WITH_CRUDE, 2014] == 4_020_000_000 + 2_840_000_000
    )  # PR0578, with crude, and PR0992; not PF002
    assert totals[WITH_CRUDE, 2015] == 5_710_000_000


def test_a_fall_has_a_minus_sign(china: StateJudgement) -> None:
    trade = next(finding for finding in china.findings if finding.id == "trade")
    assert any("2009, year of 1874: −4.1 %" in note.text for note in trade.notes)
