"""`yalu debate` as a user meets it: a file or a shipped name, a day, a page, a new file, and every mistake at once."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from yalu.app.figures import figure
from yalu.debate.read import skeleton
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

SPELLED = "assess:CHN:coal-frist-cap"


def test_a_shipped_debate_is_weighed_by_name_in_the_shape_that_is_promised(yalu):
    ran = yalu("debate", "march-2016", "--json")
    assert (ran.status, ran.err) == (0, "")
    document = json.loads(ran.out)
    assert {"posterior", "path", "items", "flip", "look_for"} <= set(document)
    assert set(document["posterior"]) == {"earnest", "politics", "paper"}
    for one in document["posterior"].values():
        assert 0 <= one["low"] <= one["p"] <= one["high"] <= 1
    assert {"day", "p"} <= set(document["path"][0])
    assert {"id", "influence"} <= set(document["items"][0])


def test_the_recipe_names_the_file_by_its_hash_and_makes_the_same_bytes_again(yalu, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(skeleton(), encoding="utf-8")
    ran = yalu("debate", own, "--json")
    recipe = json.loads(ran.out)["recipe"]
    assert recipe["sha256"] == sha256(own.read_bytes()).hexdigest()
    assert (recipe["file"], recipe["on"], recipe["draws"]) == ("own.toml", "2021-01-31", 10_000)
    assert yalu("debate", own, "--json").out == ran.out


def test_a_day_replays_what_was_known_on_it(yalu):
    document = json.loads(yalu("debate", "march-2016", "--on", "2016-04-20", "--json").out)
    assert document["on"] == "2016-04-20"
    assert {one["id"] for one in document["items"]} == {"E1", "E2", "E3", "E4"}
    assert [day["day"] for day in document["path"]] == [
        "2016-03-02",
        "2016-03-03",
        "2016-04-05",
        "2016-04-14",
        "2016-04-20",
    ]


def test_a_new_file_is_a_debate_and_is_never_overwritten(yalu, tmp_path):
    own = tmp_path / "own.toml"
    assert "Fill it in" in yalu("debate", "new", own).out
    assert yalu("debate", own).status == 0
    again = yalu("debate", "new", own)
    assert again.status == 2
    assert "exists already; nothing was written" in again.err
    assert yalu("debate", "new").out == skeleton()
    missing = yalu("debate", "new", tmp_path / "nowhere" / "own.toml")
    assert (missing.status, "cannot be written" in missing.err) == (2, True)


def test_the_page_and_its_rows_are_written(yalu, tmp_path):
    ran = yalu("debate", "march-2013", "--out", tmp_path / "out")
    assert f"Written: {tmp_path / 'out' / 'index.html'} and 5 files beside it" in ran.out
    assert (tmp_path / "out" / "march-2013.toml").read_text(encoding="utf-8").startswith("# March 2013")
    (tmp_path / "taken").write_text("")
    assert "cannot be written" in yalu("debate", "march-2013", "--out", tmp_path / "taken").err


def test_all_mistakes_of_a_file_are_told_at_once_and_nothing_is_written(yalu, tmp_path):
    own = tmp_path / "own.toml"
    text = (
        skeleton()
        .replace('bites = "very likely"', 'bites = "vry likely"')
        .replace('cluster = "ministry"', 'cluster = "press"')
    )
    own.write_text(text, encoding="utf-8")
    ran = yalu("debate", own, "--out", tmp_path / "out")
    assert (ran.status, ran.out) == (2, "")
    assert "own.toml, item E1: likely.bites" in ran.err
    assert 'item E2: cluster: "press" is named but never defined' in ran.err
    assert not (tmp_path / "out").exists()


def test_a_file_entered_up_to_a_day_to_come_is_refused(yalu, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(skeleton().replace("2021-01-31", "9999-01-31"), encoding="utf-8")
    ran = yalu("debate", own, "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "own.toml: day: 9999-01-31 is in the future" in ran.err


def test_wrong_addresses_of_figures_are_told_together(yalu, tmp_path):
    own = tmp_path / "own.toml"
    one = skeleton()
    item = one[one.index('[[item]]\nid = "E5"') : one.index("# Participants")]
    text = one.replace("assess:CHN:coal-first-cap", SPELLED) + item.replace("E5", "E6").replace(
        "assess:CHN:coal-first-cap", "trade:CHN"
    )
    own.write_text(text, encoding="utf-8")
    ran = yalu("debate", own)
    assert ran.status == 2
    assert (
        'item E5: measure.figure: "assess:CHN:coal-frist-cap": no indicator "coal-frist-cap". Nearest: coal-first-cap.'
        in ran.err
    )
    assert 'own.toml, item E6: measure.figure: "trade:CHN" is no address of a figure' in ran.err


def test_a_file_that_is_not_there_is_bad_input(yalu):
    ran = yalu("debate", "march-201")
    assert ran.status == 2
    assert "Nearest of those that ship: march-201" in ran.err


def test_a_day_before_the_question_is_bad_input(yalu):
    ran = yalu("debate", "march-2016", "--on", "2016-01-01")
    assert ran.status == 2
    assert "the question was put on 2016-03-02" in ran.err


def cases_file(folder: Path, stated: list[float]) -> Path:
    case = {
        "seed": 4,
        "priors": [0.5, 0.5],
        "likelihoods_P_e_given_h": [[0.9, 0.3]],
        "posterior_dependent": stated,
    }
    path = folder / "cases.json"
    path.write_text(json.dumps([case]), encoding="utf-8")
    return path


def test_exact_cases_are_answered_and_a_missed_one_fails(yalu, tmp_path):
    met = yalu("debate", cases_file(tmp_path, [0.75, 0.25]), "--json")
    assert met.status == 0
    document = json.loads(met.out)
    assert document["missed"] == []
    assert document["cases"][0]["posterior_dependent"] == pytest.approx([0.75, 0.25])
    missed = yalu("debate", cases_file(tmp_path, [0.7, 0.3]))
    assert missed.status == 1
    assert "5.0e-02" in missed.out
    assert yalu("debate", tmp_path / "none.json").status == 2


def test_a_matrix_of_marks_is_counted(yalu, tmp_path):
    path = tmp_path / "matrix.json"
    path.write_text(
        json.dumps(
            {
                "question": "Which?",
                "hypotheses": {"H1": "one", "H2": "two"},
                "evidence": [["E1", "seen", "-", "+"]],
            }
        )
    )
    assert json.loads(yalu("debate", path, "--json").out)["count"]["ranking"] == ["H2", "H1"]
    assert "gives no probability" in " ".join(yalu("debate", path).out.split())


def test_help_of_the_group_names_the_file_and_the_command(yalu):
    text = yalu("debate", "--help").out
    assert "FILE [OPTIONS] | COMMAND" in text
    assert yalu("debate").status in (0, 2)


def test_the_first_coal_cap_is_the_published_use_from_the_day_it_was_known():
    """2.0 times the tonnes and 3.4 times the value; the casebook's indicator takes the larger."""
    found = figure("assess:CHN:coal-first-cap", date(2020, 1, 1))
    assert found.value == pytest.approx(3.44, abs=0.01)
    assert found.low <= found.value <= found.high
    assert found.sources
    assert figure("assess:CHN:coal-first-cap", date(2016, 10, 1)) is None


def test_one_end_of_an_indicator_can_be_asked_for():
    whole = figure("assess:CHN:coal-first-cap", date(2020, 1, 1))
    for pick in ("value", "low", "high"):
        found = figure(f"assess:CHN:coal-first-cap:{pick}", date(2020, 1, 1))
        assert found.low == found.value == found.high == getattr(whole, pick)


def test_votes_days_vetoes_and_tests_are_those_of_the_casebook():
    on = date(2026, 1, 1)
    assert figure("events:council:2270:yes", on).words == "15 yes"
    assert figure("events:council:2270:days", on).value == 56  # from 6 January to 2 March 2016
    assert figure("events:council:2270:yes", date(2016, 3, 1)) is None
    assert figure("events:council:PRST-2017-16:yes", on) is None  # a statement has no vote
    assert figure("events:council:1985:days", on) is None  # nothing set it off
    vetoes = figure("events:vetoes:CHN:2016-03-02:2026-01-01", on)
    assert (vetoes.value, vetoes.words) == (1, "1 veto")  # 26 May 2022
    assert figure("events:vetoes:CHN:2016-03-02:2026-01-01", date(2022, 5, 25)).words == "0 vetoes"
    assert figure("events:vetoes:CHN:2016-03-02:2026-01-01", date(2016, 1, 1)) is None
    tests = figure("events:tests:nuclear_test:2006-01-01:2017-12-31", on)
    assert (tests.value, tests.words) == (6, "6 nuclear tests")
    assert (
        figure("events:tests:nuclear_test:2006-01-01:2017-12-31", date(2006, 12, 31)).words
        == "1 nuclear test"
    )
    assert figure("events:tests:nuclear_test:2006-01-01:2017-12-31", date(2005, 1, 1)) is None


def test_launches_of_a_class_say_what_has_been_shown_to_fly():
    """The three ICBM days of 2017 (4 and 28 July, 28 November) are in resolutions 2371 and 2397."""
    by = {
        on: figure("events:tests:ICBM:2006-01-01:2017-12-31", on)
        for on in (date(2017, 7, 3), date(2017, 7, 4), date(2018, 1, 1))
    }
    assert [one.words for one in by.values()] == [
        "0 ICBM launch days",
        "1 ICBM launch day",
        "3 ICBM launch days",
    ]


def test_visits_and_warnings_are_those_of_the_casebook_as_known_on_the_day():
    """Xi Jinping was in Pyongyang in June 2019, the first Chinese leader there since 2005."""
    address = "events:visits:CHN:PRK:2019-01-01:2019-12-31"
    assert [figure(address, on).words for on in (date(2019, 6, 19), date(2020, 1, 1))] == [
        "0 visits",
        "1 visit",
    ]
    assert figure(address, date(2018, 1, 1)) is None
    promised = "events:signals:PRK:assurance:1993-01-01:1994-12-31"  # of the NPT, of the Agreed Framework
    told = [figure(promised, on).words for on in (date(2003, 1, 1), date(2026, 1, 1))]
    assert told == ["0 of 1 assurance flouted", "1 of 2 assurances flouted"]
    assert figure(promised, date(1994, 1, 1)) is None


def test_answers_of_the_models_are_those_of_their_commands_with_their_ranges(yalu):
    on = date(2020, 1, 1)
    drafts = {one["name"]: one["dilution"] for one in json.loads(yalu("bargain", "--json").out)["drafts"]}
    found = figure("strategy:bargain:2270:dilution", on)
    assert (found.low, found.value, found.high) == tuple(
        drafts["2270"][end] for end in ("low", "middle", "high")
    )
    assert "over stated ranges" in found.words
    assert figure("strategy:bargain:2270:dilution", date(2016, 3, 1)) is None  # the day before the vote
    asked = json.loads(yalu("council", "--on", "2022-05-26", "--json").out)["votes"][0]["vote"]["chances"][0]
    found = figure("strategy:council:vetoed", date(2022, 5, 26))
    assert found.value == pytest.approx(asked["p"])
    assert (found.low, found.high) == pytest.approx((asked["low"], asked["high"]), abs=0.005)  # other draws
    assert figure("strategy:council:vetoed", date(1980, 1, 1)) is None
    played = json.loads(yalu("game", "--json").out)
    for what in ("enforce", "provoke"):
        found = figure(f"strategy:game:{what}", on)
        assert (found.low, found.value, found.high) == tuple(
            played[what][end] for end in ("low", "middle", "high")
        )


@pytest.mark.parametrize(("event", "days"), [("launch", 30), ("launch", 365), ("nuclear test", 90)])
def test_a_forecast_is_the_one_that_the_command_makes_on_that_day(yalu, tmp_path, event, days):
    said = json.loads(yalu("forecast", "--on", "2017-09-04", "--data", tmp_path, "--json").out)
    asked = next(one for one in said["outlooks"] if (one["event"], one["days"]) == (event, days))
    found = figure(f"strategy:forecast:{event}:{days}", date(2017, 9, 4))
    assert (found.low, found.value, found.high) == pytest.approx((asked["low"], asked["p"], asked["high"]))
    assert f"forecast for a {event} in {days} days" in found.words


def test_a_forecast_is_none_outside_the_record_and_before_the_first_event_of_its_kind():
    launch, test = "strategy:forecast:launch:30", "strategy:forecast:nuclear test:365"
    assert figure(launch, date(2020, 1, 1)) is not None  # the record holds every day to the end of 2019
    assert figure(launch, date(2020, 1, 2)) is None
    assert figure(launch, date(1998, 8, 31)) is None  # the Taepodong-1 flew on this day
    assert figure(launch, date(1998, 9, 1)) is not None
    assert figure(test, date(2006, 10, 9)) is None  # the first nuclear test was on this day
    assert figure(test, date(2006, 10, 10)) is not None


def test_tests_of_which_only_the_month_is_known_widen_the_figure():
    found = figure("events:tests:SRBM:1984-01-01:1984-12-31", date(1985, 1, 1))
    assert (found.low, found.value, found.high) == (1, 1, 2)  # 9 April, and a day in September


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("trade:CHN:coal", "is no address of a figure; they begin with assess"),
        ("assess:CHN", "write assess:STATE:INDICATOR"),
        ("assess:CHN:coal-first-cap:best", "write assess:STATE:INDICATOR"),
        (SPELLED, "Nearest: coal-first-cap"),
        ("events:council:2371x:yes", "Nearest row: 2371"),
        ("events:council", "write events:council:ROW:COUNT"),
        ("events:tests:nuclear:2006-01-01:2007-01-01", 'no tests of kind "nuclear"'),
        ("events:tests:ICBM:2016-01-01:2030-01-01", r"has no tests after 20\d\d; LAST must not be later"),
        ("events:vetoes:CHN", "write STATE:FIRST:LAST"),
        ("events:visits:CHN:PRK", "write events:visits:VISITOR:VISITED"),
        ("events:visits:PRK:BRA:2016-01-01:2017-01-01", "has no visits of PRK to BRA"),
        ("events:signals:CHN", "write events:signals:STATE:KIND"),
        ("events:signals:BRA:warning:2016-01-01:2017-01-01", "no warning by BRA; there are "),
        ("strategy:bargain:2087:dilution", "with one of 2094, 2270"),
        ("strategy:council:passed", "write strategy:council:vetoed"),
        ("strategy:forecast:launch:60", "one of launch:30, launch:90, launch:365, nuclear test:30"),
        ("strategy:game:win", "write strategy:game:enforce or strategy:game:provoke"),
        ("event:vetoes:CHN", "is no address of a figure"),
    ],
)
def test_a_wrong_address_says_what_to_write(address, says):
    with pytest.raises(BadInput, match=says):
        figure(address, date(2026, 1, 1))
