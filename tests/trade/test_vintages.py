"""Is a snapshot named by its content, and is every change between two of them found?"""

from __future__ import annotations

from datetime import date

from yalu.trade.flow import Flow
from yalu.trade.vintages import differences, fingerprint, snapshot, vintage_of


def flow(value: float | None, year: int = 2017, **more: object) -> Flow:
    about = {"reporter": "CHN", "partner": "PRK", "direction": "total", **more}
    return Flow(since=date(year, 1, 1), until=date(year + 1, 1, 1), value=value, currency="USD", **about)


def test_a_fingerprint_is_the_sha_256_of_the_bytes() -> None:
    # NIST, FIPS 180-2, example B.1: SHA-256 of "abc"
    assert fingerprint(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert vintage_of(b"abc") == "ba7816bf8f01cfea"


def test_a_snapshot_keeps_publisher_licence_and_day() -> None:
    kept = snapshot(
        b"abc",
        name="a.json",
        source="UN Comtrade",
        publisher="UN",
        licence="terms",
        fetched=date(2026, 11, 21),
        partial=("2026",),
    )
    assert (kept.size, kept.partial, kept.published) == (3, ("2026",), None)
    assert kept.sha256 == fingerprint(b"abc")


def test_the_year_2017_was_revised_from_5_06_to_4_98_billion() -> None:
    (change,) = differences([flow(5.06e9)], [flow(4.98e9)])
    assert change.kind == "changed"
    assert round(change.by) == -80_000_000


def test_added_and_removed_figures_are_told_from_changed_ones() -> None:
    found = differences([flow(1, 2015), flow(2, 2016)], [flow(2, 2016), flow(3, 2017), flow(None, 2018)])
    assert [(change.kind, change.key.since.year) for change in found] == [
        ("removed", 2015),
        ("added", 2017),
        ("added", 2018),
    ]


def test_a_value_that_appears_where_none_was_is_a_change() -> None:
    assert differences([flow(None)], [flow(5)])[0].kind == "changed"
    assert differences([flow(None)], [flow(None)]) == []


def test_a_running_total_is_not_the_month() -> None:
    assert [change.kind for change in differences([flow(1)], [flow(1, running=True)])] == ["removed", "added"]


def test_a_revised_weight_is_a_change_though_the_value_stands() -> None:
    (change,) = differences([flow(5, quantity=10.0, unit="kg")], [flow(5, quantity=12.0, unit="kg")])
    assert (change.kind, change.by) == ("changed", 0)


def test_two_rows_about_the_same_thing_are_both_told() -> None:
    found = differences([flow(5), flow(7)], [flow(5), flow(8), flow(9)])
    assert [
        (change.kind, change.old and change.old.value, change.new and change.new.value) for change in found
    ] == [
        ("added", None, 9),
        ("changed", 7, 8),
    ]
