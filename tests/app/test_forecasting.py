"""`yalu forecast`: what is asked, answered, stored, scored and refused."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from yalu.app.cli import cli
from yalu.report.forecasts import _reach
from yalu.terms.errors import YaluError

EVENTS = "date,date_precision,missile_type\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("YALU_DATA", str(tmp_path / "data"))

    def ask(*words, fails=""):
        result = CliRunner().invoke(cli, ["forecast", *map(str, words)])
        if fails:
            assert isinstance(result.exception, YaluError)
            assert fails in str(result.exception)
            return None
        assert result.exception is None, result.exception
        return json.loads(result.stdout) if "--json" in words else result.stdout

    return ask


@pytest.fixture
def events(tmp_path):
    """A launch every 20 days from 2010 to the end of 2020, in the layout of one row a missile."""
    first = date(2010, 1, 5)
    rows = "".join(f"{first + timedelta(20 * step)},day,SRBM\n" for step in range(201))
    path = tmp_path / "events.csv"
    path.write_text(EVENTS + rows, "utf-8")
    return path


def test_with_no_argument_it_speaks_from_the_casebook(run):
    said = run("--json")
    assert said["on"] == "2020-01-01"
    assert (said["record"]["event_days"], said["record"]["last_event"]) == (75, "2019-11-28")
    assert [(one["event"], one["days"], one["last_day"]) for one in said["outlooks"]] == [
        ("launch", 30, "2020-01-30"),
        ("launch", 90, "2020-03-30"),
        ("launch", 365, "2020-12-30"),
        ("nuclear test", 30, "2020-01-30"),
        ("nuclear test", 90, "2020-03-30"),
        ("nuclear test", 365, "2020-12-30"),
    ]
    assert all(0 < one["low"] < one["p"] < one["high"] < 1 for one in said["outlooks"])
    assert {one["resolution"] for one in said["resolutions"]} >= {2094, 2270, 2321, 2371, 2375, 2397}
    assert said["assumptions"]
    assert said["recipe"]["seed"] == 1


def test_the_outlook_says_how_far_the_farthest_missile_flown_could_reach(run):
    steps = run("--json")["capability"]
    assert steps[-1]["missile"] == "hwasong-15"  # flown once, on 28 November 2017
    assert steps[-1]["on"] == "2017-11-28"
    assert "hwasong-15, first on 2017-11-28" in " ".join(run().split())


def test_before_any_missile_flew_no_reach_is_claimed():
    assert _reach([]) == "No missile of known reach had flown."


def test_the_same_seed_gives_the_same_ranges_and_the_forecast_is_stored_once(run, tmp_path):
    first, again = run("--json"), run("--json")
    assert first["outlooks"] == again["outlooks"]
    assert (first["stored"]["added"], again["stored"]["added"]) == (6, 0)
    kept = (tmp_path / "data" / "forecasts.jsonl").read_bytes()
    other = run("--json", "--seed", "2")
    assert other["stored"]["added"] == 6
    assert (tmp_path / "data" / "forecasts.jsonl").read_bytes().startswith(kept)


def test_stored_forecasts_are_scored_as_the_record_goes_on(run):
    run("--on", "2016-12-01")
    run()
    said = run("--score", "--json")
    assert (said["stored"], said["closed"]) == (12, 6)
    outcomes = {
        (one["forecast"]["event"], one["forecast"]["days"]): one["observed"]
        for one in said["forecasts"]
        if one["forecast"]["on"] == "2016-12-01"
    }
    # From 1 December 2016 the next launch was on 12 February 2017, the next nuclear test on 3 September 2017.
    assert outcomes == {
        ("launch", 30): 0,
        ("launch", 90): 1,
        ("launch", 365): 1,
        ("nuclear test", 30): 0,
        ("nuclear test", 90): 0,
        ("nuclear test", 365): 1,
    }
    text = run("--score")
    assert "12 forecasts stored, 6 closed" in text
    assert "open" in text


def test_a_forecast_reads_nothing_later_than_its_day(run, tmp_path, events):
    short = tmp_path / "short.csv"
    lines = events.read_text("utf-8").splitlines(keepends=True)
    short.write_text("".join(lines[:100]), "utf-8")
    day = lines[99].split(",")[0]
    whole, part = (run("--events", path, "--on", day, "--json") for path in (events, short))
    assert whole["outlooks"] == part["outlooks"]


def test_a_backtest_has_the_shape_that_is_promised(run, events):
    said = run("--events", events, "--backtest", "2016-01:2021-03", "--json")
    assert [one["month"] for one in said["forecasts"]][::62] == ["2016-01", "2021-03"]
    assert set(said["forecasts"][0]) >= {"month", "p", "low", "high", "observed", "baselines"}
    # A launch every twenty days: every month up to the last, December 2020, has one.
    assert [one["observed"] for one in said["forecasts"]] == [1] * 60 + [0] * 3
    assert len(said["scores"]["baselines"]) == 14
    assert any("last event-day is 2020-" in note for note in said["notes"])


def test_a_backtest_reads_well(run):
    text = run("--backtest", "2018-01:2019-12")
    assert "24 months" in text
    assert "ridge_logit" in text
    assert "Reliability" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--backtest", "2012-01"], "is no span of months"),
        (["--backtest", "2012-13:2019-12"], '"2012-13" is no month'),
        (["--backtest", "2019-12:2012-01"], "ends before it begins"),
        (["--backtest", "2018-01:2999-01"], "ends in a month that is not over"),
        (["--backtest", "1999-01:2001-01"], "60 months must lie between. The earliest month is 2003-01"),
        (["--backtest", "2012-01:2019-12", "--score"], "stands alone"),
        (["--on", "2999-01-01"], "is in the future"),
        (["--on", "2021-01-01"], "after the end of the casebook's record"),
        (["--on", "1997-01-01"], "no event-day before 1997-01-01"),
        (["--score"], "no forecast is stored yet"),
        (["--events", "missing.csv"], "cannot be read"),
    ],
)
def test_what_cannot_be_answered_is_refused(run, words, said):
    run(*words, fails=said)


def test_bad_events_are_refused_with_every_problem(run, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(EVENTS + "2017-07-04,day,ICBM\n2017-07-03,day,SRBM\n2999-01-01,day,SRBM\n", "utf-8")
    run("--events", path, fails="2017-07-03 stands after 2017-07-04")
    run("--events", path, fails="2999-01-01 is in the future")
    path.write_text(EVENTS, "utf-8")
    run("--events", path, fails="has no row")
    path.write_text(EVENTS + "1990-05-01,day,SRBM\n", "utf-8")
    run("--events", path, fails="no event-day from 1998 on")


def test_a_file_without_nuclear_tests_gives_none(run, events):
    said = run("--events", events, "--json")
    assert {one["event"] for one in said["outlooks"]} == {"launch"}
    assert "launch" in run("--events", events)


def test_a_thin_record_and_one_that_ends_with_a_launch_are_said(run, tmp_path, events):
    path = tmp_path / "one.csv"
    path.write_text(EVENTS + "2017-07-04,day,ICBM\n", "utf-8")
    notes = run("--events", path, "--json")["notes"]
    assert ["on the day after a launch" in notes[0], "Only 1 event-days" in notes[1]] == [True, True]
    assert run("--events", events, "--on", "2021-06-01", "--json")["notes"] == []
    assert "on the day after a launch" in run("--events", events)


def test_the_page_has_the_charts_and_the_tables_and_needs_no_network(run, tmp_path, events):
    run("--on", "2016-12-01")
    for words, drawn in (
        (["--out", tmp_path / "a"], 4),
        (["--backtest", "2018-01:2019-12", "--out", tmp_path / "b"], 2),
        (["--score", "--out", tmp_path / "c"], 0),
        (["--events", events, "--on", "2010-06-01", "--out", tmp_path / "d"], 2),
    ):
        assert "Written: " in run(*words)
        page = (words[-1] / "index.html").read_text("utf-8")
        assert page.count("<svg") == drawn  # each chart in a wide and a narrow form
        assert "http" not in page.replace("http://www.w3.org", "")
        assert json.loads((words[-1] / "answer.json").read_text("utf-8"))["kind"]
    page = (tmp_path / "b" / "index.html").read_text("utf-8")
    # No launch in 2018; in 2019 in April, May, July, August, September, October and November.
    assert page.count("<circle") == 2 * 7


def test_forecasts_that_cannot_be_stored_are_no_silent_loss(run, tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    run(fails="the forecast cannot be stored")
    run("--score", fails="cannot be read")


def test_a_backtest_reads_nothing_after_its_last_month(run, events, tmp_path):
    """The record goes on for two years behind the span; cut there, it must give the same answer."""
    lines = events.read_text("utf-8").splitlines(keepends=True)
    cut = tmp_path / "cut.csv"
    cut.write_text("".join(line for line in lines if line[:4] < "2019" or line.startswith("date")), "utf-8")
    whole = run("--events", events, "--backtest", "2018-01:2018-12", "--json")
    until = run("--events", cut, "--backtest", "2018-01:2018-12", "--json")
    assert [one["month"] for one in whole["forecasts"]] == [f"2018-{month:02d}" for month in range(1, 13)]
    assert whole["forecasts"] == until["forecasts"]
    assert whole["scores"] == until["scores"]


def test_rows_of_which_only_months_are_known_are_no_series(run, tmp_path):
    path = tmp_path / "months.csv"
    path.write_text(f"{EVENTS}2024-07,month,SRBM\n", "utf-8")
    run("--events", path, fails="only months are given")


def test_a_day_before_the_first_event_that_the_models_read_is_refused(run):
    run(
        "--on", "1998-08-31", fails="no event-day before 1998-08-31"
    )  # Taepodong-1; earlier years are not read


def test_provocations_of_another_type_are_not_taken_for_launches(run, tmp_path):
    path = tmp_path / "provocations.csv"
    path.write_text("date,type,event,source_url\n2010-03-26,other,Sinking of the Cheonan,\n", "utf-8")
    run("--events", path, fails="no row is of type missile")


def test_days_that_could_be_read_day_first_are_said_in_every_answer(run, tmp_path):
    path = tmp_path / "days.csv"
    path.write_text("day\n3/4/2018\n3/5/2018\n2018-09-01\n2022-01-05\n", "utf-8")
    expected = (
        "3/4/2018 and 1 more can be read month first or day first, and no row shows which: read month first"
    )
    outlook = run("--events", path, "--on", "2019-01-01", "--json")
    assert any(expected in note for note in outlook["notes"])
    assert outlook["record"]["order_unsure"] == 2
    assert any(
        expected in note for note in run("--events", path, "--backtest", "2023-01:2023-03", "--json")["notes"]
    )
    standing = run("--events", path, "--score", "--json")
    assert (expected in standing["notes"][0], len(standing["notes"])) == (True, 1)
    assert "read month first" in " ".join(run("--events", path, "--score").split())
