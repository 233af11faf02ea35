"""Is each figure of the user's files taken once, with its parts summed, its periods apart and its books unjoined?"""

from __future__ import annotations

from datetime import date

import pytest

from yalu.assess.files import Files, Sum, between, book_of, settled, without_overlap
from yalu.trade.check import Report
from yalu.trade.flow import Flow
from yalu.trade.read import correlation


def flow(value: float | None, *, month: int = 0, year: int = 2016, **more: object) -> Flow:
    since = date(year, month or 1, 1)
    until = date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    about = {
        "reporter": "CHN",
        "partner": "PRK",
        "direction": "import",
        "hs": "2701",
        "edition": "H4",
        "currency": "USD",
    }
    return Flow(
        **{**about, "since": since, "until": until, "value": value, "vintage": "a", "line": 2, **more}
    )  # type: ignore[arg-type]


def files(*flows: Flow) -> Files:
    sources = {"a": "UN Comtrade", "b": "UN Comtrade", "c": "China's statistics office"}
    return Files(
        flows, Report(files=(), findings=()), correlation(), "PRK", {"a": "a.csv", "b": "b.csv"}, sources, {}
    )


def test_of_two_files_of_one_publisher_the_later_counts() -> None:
    (found,) = settled(files(flow(5.06e9), flow(4.98e9, vintage="b")), "CHN")
    assert found.value == 4.98e9


def test_of_two_lines_of_one_file_the_first_counts() -> None:
    (found,) = settled(files(flow(1.0), flow(2.0, line=3)), "CHN")
    assert (found.value, found.line) == (1.0, 2)


def test_two_publishers_keep_a_book_each() -> None:
    given = files(flow(5.06e9), flow(4.98e9, vintage="c"))
    assert {book_of(each, given).words for each in settled(given, "CHN")} == {
        "recorded by CHN (UN Comtrade)",
        "recorded by CHN (China's statistics office)",
    }


def test_what_the_other_side_exports_is_an_import_here() -> None:
    sold = flow(7.0, reporter="PRK", partner="CHN", direction="export", basis="compiled")
    (seen,) = settled(files(sold), "CHN")
    (printed,) = between(files(sold), "CHN")
    assert (seen.direction, printed.direction) == ("import", "export")


def test_parts_are_added_up_only_without_their_total_and_if_split_alike() -> None:
    sea, rail = flow(60.0, breakdown="motCode=2100"), flow(40.0, breakdown="motCode=3100", line=3)
    whole = flow(99.0, line=4)
    assert [each.value for each in settled(files(sea, rail), "CHN")] == [100.0]
    assert [each.value for each in settled(files(sea, rail, whole), "CHN")] == [99.0]
    by_procedure = flow(100.0, breakdown="customsCode=C05", line=5)
    assert settled(files(sea, rail, by_procedure), "CHN") == []


def test_parts_without_all_weights_have_none_together() -> None:
    sea = flow(60.0, breakdown="motCode=2100", quantity=5.0, unit="t")
    rail = flow(40.0, breakdown="motCode=3100", line=3)
    assert settled(files(sea, rail), "CHN")[0].quantity is None


@pytest.mark.parametrize(
    "left_out",
    [
        {"running": True},
        {"value": None, "growth": 0.1},
        {"currency": ""},
        {"direction": "re-import"},
        {"partner": "KOR"},
    ],
)
def test_what_is_no_figure_of_the_two_is_left_out(left_out: dict[str, object]) -> None:
    assert settled(files(flow(**{"value": 1.0, **left_out})), "CHN") == []  # type: ignore[arg-type]


def months(*numbers: int) -> list[Sum]:
    return [Sum(date(2016, n, 1), date(2016 + n // 12, n % 12 + 1, 1), float(n), None, ()) for n in numbers]


YEAR = Sum(date(2016, 1, 1), date(2017, 1, 1), 100.0, None, ())


def test_twelve_months_stand_for_their_year_and_eleven_do_not() -> None:
    assert without_overlap([YEAR, *months(*range(1, 13))]) == months(*range(1, 13))
    assert without_overlap([YEAR, *months(*range(1, 12))]) == [YEAR]
    assert without_overlap(months(1, 3)) == months(1, 3)
