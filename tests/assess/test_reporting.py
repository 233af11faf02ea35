"""Reports that were due, and who had filed by when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from yalu.assess.reporting import reports
from yalu.events.model import NamedReport

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.assess.casebook import Casebook
    from yalu.assess.model import StateJudgement


@pytest.mark.parametrize(
    ("state", "due", "grade"),
    [
        ("CHN", date(2016, 5, 31), "not kept"),  # KBS: not among 31 States by about 21 June 2016
        ("CHN", date(2017, 2, 28), "not kept"),  # Korea Herald names all 11
        (
            "CHN",
            date(2019, 3, 22),
            "kept",
        ),  # filed on 8 March 2019; that no number was published is not graded
        ("RUS", date(2017, 2, 28), "kept"),  # one of the 11
        ("RUS", date(2019, 3, 22), "cannot be judged"),  # known by 26 March, the day itself is not
        ("KWT", date(2019, 3, 22), "partly kept"),  # 8 April 2019
        ("UGA", date(2016, 5, 31), "cannot be judged"),
        ("CHN", date(2020, 3, 22), "cannot be judged"),
        ("SWE", date(2019, 3, 22), "cannot be judged"),  # known by late November
    ],
)
def test_grade_of_a_report(judge: Callable[..., StateJudgement], state: str, due: date, grade: str) -> None:
    assert next(report.grade for report in judge(state).reports if report.due == due) == grade


def test_count_of_all_states_stands_beside(china: StateJudgement) -> None:
    counts = {report.due: report.all_states for report in china.reports}
    assert counts[date(2016, 5, 31)] == "66 of 193 by 24 Sep 2016"
    assert counts[date(2017, 2, 28)] == "11 of 193 by 28 Feb 2017"
    assert counts[date(2018, 3, 22)] == "no figure"


def test_china_missed_two_of_three_known_deadlines(china: StateJudgement) -> None:
    indicator = next(i for i in china.indicators if i.id == "reports")
    assert indicator.figure == "2 of 3 known deadlines missed"
    assert indicator.beside == "4 others: no figure"


def test_where_none_was_missed_the_figure_counts_those_met(judge: Callable[..., StateJudgement]) -> None:
    assert (
        next(i.figure for i in judge("RUS").indicators if i.id == "reports") == "the one known deadline met"
    )


def test_a_report_not_yet_due_is_not_counted(judge: Callable[..., StateJudgement]) -> None:
    assert [report.due for report in judge("CHN", date(2013, 6, 4)).reports] == [date(2006, 11, 13)]


def test_a_report_filed_on_its_day_is_kept(book: Casebook) -> None:
    row = NamedReport(
        id="T1", state="FIN", report="2397 interim", how="on", day=date(2019, 3, 22), known=date(2019, 4, 1),
        source="made up for this test",
    )  # fmt: skip
    found = reports("FIN", book._replace(reports=(row,)))
    assert next(report.grade for report in found if report.due == date(2019, 3, 22)) == "kept"


@pytest.mark.parametrize("place", ["HKG", "TWN", "MAC", "PSE", "VAT", "XKX", "GRL", "PRI"])
def test_a_place_that_is_no_member_owes_no_report(judge: Callable[..., StateJudgement], place: str) -> None:
    judged = judge(place)
    assert judged.reports == ()
    reports = next(i for i in judged.indicators if i.id == "reports")
    assert (reports.figure, reports.grade) == ("owes no report of its own", "context")
    assert "workers" not in {i.id for i in judged.indicators}
    assert "filed" not in judged.headline


def test_a_member_owes_the_reports_that_fell_due_after_its_admission(
    judge: Callable[..., StateJudgement],
) -> None:
    # South Sudan: 14 July 2011; the report of 1718 was due on 13 November 2006.
    assert date(2006, 11, 13) not in {report.due for report in judge("SSD").reports}
    assert date(2013, 6, 5) in {report.due for report in judge("SSD").reports}


def test_kuwait_missed_both_deadlines_that_are_known(judge: Callable[..., StateJudgement]) -> None:
    judged = judge("KWT")
    assert next(i.figure for i in judged.indicators if i.id == "reports") == "2 of 2 known deadlines missed"
    assert "was not among the 11 States that had filed under 2321 by 28 Feb 2017" in judged.headline


def test_the_interim_report_of_china_came_in_time_without_a_number(china: StateJudgement) -> None:
    report = next(report for report in china.reports if report.due == date(2019, 3, 22))
    assert report.state_did == "filed on 8 Mar 2019; number of workers: no figure"


@pytest.mark.parametrize(
    ("state", "start"),
    [
        ("JPN", "Japan filed its 2321 report in time"),
        ("GBR", "The United Kingdom filed its 2321 report in time"),
    ],
)
def test_a_report_filed_in_time_is_said_first(
    judge: Callable[..., StateJudgement], state: str, start: str
) -> None:
    assert judge(state).headline == f"{start}; the rest cannot be judged."
