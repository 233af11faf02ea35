"""`yalu game`, `yalu bargain` and `yalu scenario` as a user meets them: with no file, with each kind of file, with mistakes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

GAME = {"game": {"row": [[1.1141, 0], [0, 0.2785]], "column": [[0, 1.1141], [1.1141, 0]]}, "lambda": [1, 2]}
LINE = {"status_quo": 0.2, "proposer_ideal": 0.9, "veto_ideals": [0.4], "rubinstein": {"d1": 0.5, "d2": 0.5}}
SIGNALS = {"SA": 0, "VA": 1, "CB": -1, "WA": -1.5, "WB": -0.5, "a": -1.2}
ACTORS = {
    "actors": [
        {"name": "A", "power": 1, "position": 10, "salience": 50},
        {"name": "B", "power": 2, "position": 90, "salience": 50},
    ]
}
GAMES = "id,sq,cd,sf,bd,x\nA,90,2,3,5,0.5\nB,80,8,6,6,1.5\nC,85,4,6,5,1.0\n"
ESTIMATE = (
    'schema = 1\n[estimate]\ndata = "games.csv"\nspecification = { SA = "x", WA = "1", a = "1", CB = "1" }\n'
)


@pytest.fixture
def document(yalu):
    def ask(*arguments):
        ran = yalu(*arguments, "--json")
        assert (ran.status, ran.err) == (0, "")
        return json.loads(ran.out)

    return ask


@pytest.fixture
def written(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("command", ["game", "bargain", "scenario"])
def test_each_runs_on_the_casebook_and_says_what_it_assumed_and_how_it_was_made(document, yalu, command):
    found = document(command)
    assert found["assumptions"]
    assert found["recipe"]["seed"] == 1
    assert len(found["recipe"]["sha256"]) == 64
    assert yalu(command, "--json").out == yalu(command, "--json", "--seed", "1").out
    assert document(command, "--seed", "2")["recipe"]["seed"] == 2
    text = yalu(command).out
    assert "Assumed" in text
    assert f"Made by: yalu {command}" in text


def test_low_enforcement_alone_is_not_called_bad_faith(yalu):
    assert "Low enforcement alone is no proof of bad faith" in " ".join(yalu("game").out.split())


def test_every_lever_of_the_issue_is_there(document):
    names = {one["lever"] for one in document("game")["effects"]}
    assert names == {
        "pressure",
        "oil allowance",
        "THAAD",
        "aid for refugees",
        "transparency of enforcement",
        "secondary sanctions",
        "phased relief",
    }


def test_the_six_texts_stand_beside_both_dumb_guesses_and_the_better_one_is_named(document, yalu):
    found = document("bargain")
    assert [one["name"] for one in found["drafts"]] == ["2094", "2270", "2321", "2371", "2375", "2397"]
    assert {one["name"]: one["lag_days"] for one in found["drafts"]}["2270"] == 56
    assert {one["name"]: one["lag_days"] for one in found["drafts"]}["2321"] == 82
    assert set(found["mean_error"]) == {"veto model", "weighted mean", "veto player's ideal"}
    best = min(found["mean_error"], key=found["mean_error"].get)
    assert f"nearest is the {best}" in " ".join(yalu("bargain").out.split())


def test_a_quantal_game_a_table_of_games_and_a_rule(document, written, yalu):
    found = document("game", written("ochs.json", GAME))
    assert found["logit_qre"][0]["row"] == pytest.approx([0.586784, 0.413216], abs=5e-7)
    path = written("rule.csv", 'rule\n"5 vetoes, 10 elected, quota 9"\n')
    assert document("game", path)["members"][0]["shapley_shubik_fraction"] == "421/2145"
    assert "421/2145" in yalu("game", path).out
    assert "0.586784" in yalu("game", written("ochs.json", GAME)).out


def test_signalling_games_may_be_the_rows_of_a_table(document, written, yalu):
    table = written("payoffs.csv", "id,SA,VA,CB,WA,WB,a\nX,0,1,-1,-1.5,-0.5,-1.2\nY,0,1,0,-1.9,-2.9,-1.2\n")
    found = document("game", table)
    assert [(one["id"], one["payoffs"]["VB"]) for one in found] == [("X", 0), ("Y", 0)]
    assert found[0]["equilibria"] == document("game", written("one.json", SIGNALS))["equilibria"]
    ran = yalu("game", written("bad.csv", "SA,VA,CB,WA,WB,a\n0,1,,x,-1,-1\n0,1,2,3,4,99\n"))
    assert ran.status == 2
    assert [line.rpartition("bad.csv, ")[2] for line in ran.err.strip().splitlines()] == [
        "line 2: CB: is missing: it needs a number",
        "line 2: WA: 'x' is no number",
        "line 3: a: 99 is not between -50 and 50",
    ]


def test_an_estimate_finds_its_table_beside_it(document, written, yalu):
    written("games.csv", GAMES)
    path = written("estimate.toml", ESTIMATE)
    found = document("game", path)
    assert found["equilibria_per_game"] == {"1": 3}
    assert found["first_stage"] == "own, from counts"
    assert "Signalling game estimated on 3 games" in yalu("game", path).out


def test_the_published_table_is_estimated_with_the_published_formulas(document, test_data, yalu):
    path = test_data("models/crisis_signaling_ties/sanctions_games_1970_1999.csv")
    found = document("game", path)
    assert found["log_likelihood"] == pytest.approx(-3932.447, abs=5e-4)
    assert max(found["stored"]["largest_difference"]) < 1e-6
    assert found["equilibria_per_game"] == {"1": 418}
    assert "406 more games in --json" in yalu("game", path).out


def test_a_list_of_cases_has_a_list_of_answers(document, written, yalu):
    path = written("cases.json", [LINE] * 14)
    assert [one["text_adopted"] for one in document("bargain", path)] == pytest.approx([0.6] * 14)
    text = yalu("bargain", path).out
    assert "2 more in --json" in text
    assert "who offers first keeps 0.6667" in text
    text = yalu("game", written("two.json", [SIGNALS, SIGNALS])).out
    assert text.count("Signalling game case") == 2


def test_alternating_offers_stand_alone_or_beside_a_text(document, written, yalu):
    """Rubinstein (1982): the first to offer keeps (1 - d2) / (1 - d1 d2)."""
    alone = written("offers.toml", "rubinstein = { d1 = 0.9, d2 = 0.8 }\n")
    found = document("bargain", alone)
    assert (found["kind"], found["rubinstein"]["share_first_mover"]) == ("offers", pytest.approx(0.2 / 0.28))
    assert "who offers first keeps 0.7143" in yalu("bargain", alone).out
    assert "who offers first keeps 0.6667" in yalu("bargain", written("line.json", LINE)).out
    assert "d2: is missing" in yalu("bargain", written("half.toml", "rubinstein = { d1 = 0.9 }\n")).err


def test_actors_come_from_a_table_in_either_layout(document, written, yalu):
    ktab = "Oil,what,2,1\nActor,Description,Power,Pstn1,Sal1\nA,d,1,10,50\nB,d,2,90,50\n"
    plain = "actor,capability,position,salience\nA,1,10,50\nB,2,90,50\n"
    for name, text, apart in (("ktab.csv", ktab, 80 / 100), ("plain.csv", plain, 80 / 90)):
        # risk -1/2 of the weaker and 1 of the stronger; each utility of the other's position from it
        weak, strong = (1 - apart) * (1 - apart / 2), (1 - apart) * (1 + apart)
        chance = 2 * (1 - strong) / (2 * (1 - strong) + (1 - weak))
        assert document("bargain", written(name, text))["win_probability"]["B"] == pytest.approx(chance)
    assert "weighted median" in yalu("bargain", written("actors.json", ACTORS)).out


def test_a_draft_of_ones_own_with_and_without_what_was_adopted(written, yalu):
    players = """
[[player]]
name = "P"
role = "proposer"
ideal = { oil = [80, 100] }
patience = 0.9
[[player]]
name = "V"
role = "veto"
ideal = { oil = 10 }
patience = [0.6, 0.7]
"""
    open_ = yalu("bargain", written("open.toml", "[draft]\nstatus_quo = { oil = 10 }\n" + players)).out
    assert "gridlock in 100 % of draws" in open_
    assert "P offers first to V" in open_
    known = "[draft]\nstatus_quo = { oil = 10 }\nadopted = { oil = 20 }\n"
    assert "Mean distance to the scope adopted" in yalu("bargain", written("known.toml", known + players)).out


def test_draws_that_match_what_was_seen_are_counted_in_the_text(written, yalu):
    stakes = "[inspection]\nB = [0.5, 3]\nL = [1, 6]\nc = [0.5, 3]\ns = [0, 3]\ntheta = [0, 1.5]\nlambda = [0.5, 2]\n"
    some = yalu("game", written("some.toml", stakes + "[observed]\nenforce = [0, 0.2]\n")).out
    assert "draws match what was observed; the others are left out" in " ".join(some.split())
    none = yalu("game", written("none.toml", stakes + "[observed]\nenforce = [0.99999, 1]\n")).out
    assert "too few: all are used" in " ".join(none.split())
    alone = "[signalling]\nSA = 40\nVA = -40\nCB = -1\nWA = -40\nWB = -0.5\na = -40\n"
    assert yalu("game", written("alone.toml", alone)).status == 0


def test_shipped_scenarios_are_asked_by_name(document, yalu):
    found = document("scenario", "crude-2016")
    assert found["phases"][0]["covers_usd"] == 598_130_000
    assert {one["id"]: one["share"] for one in found["phases"][0]["accept"]}["China"] == 0.0
    assert not re.search(r"-0\b(?!\.)", yalu("scenario", "draft-2022-431").out.partition("In the game")[2])
    text = yalu("scenario", "relief-for-steps").out
    assert "nothing of it enters the regime" in text
    assert "From 2020-07-01" in text


def test_a_scenario_may_change_no_act_and_ask_nobody(written, yalu):
    path = written(
        "tiny.toml",
        """
[scenario]
name = "tiny"
[resolution]
adopted = 2020-01-01
[[close]]
id = "R2397-11-insurance"
last_day = 2016-01-01
""",
    )
    text = yalu("scenario", path).out
    assert "No act of the table changes" in text
    assert "nobody was asked" in text


@pytest.mark.parametrize(
    ("command", "name", "content", "said"),
    [
        ("game", "a.toml", "x = ", "is not TOML"),
        ("game", "a.json", "{", "is not JSON"),
        ("game", "a.csv", "", "is no table of games"),
        ("game", "a.toml", "SA = 900\n", "900 is not between -50 and 50"),
        ("game", "a.csv", "id,sq,cd,sf,bd\nA,1,2,3,4,5\n", "line 2: has 6 cells, the head has 5"),
        ("bargain", "b.csv", "actor,capability,position,salience\nA,1,2\nB,1,2,3\n", 'line 2: salience: "" is no number'),
        ("bargain", "a.json", "[]", "holds no bargains"),
        ("bargain", "a.csv", "", "KTAB's first line"),
        ("bargain", "a.toml", "[draft]\nstatus_quo = { oil = 1 }\n", "player: is missing"),
        ("scenario", "a.toml", '[scenario]\nname = "x"\n[resolution]\nadopted = 2020-01-01\n', "changes nothing"),
        ("scenario", "a.toml", '[scenario]\nname = "x"\n[strategie]\n', "unknown table. Nearest: strategy."),
    ],
)  # fmt: skip
def test_a_mistake_is_one_message_and_exit_status_2(yalu, written, command, name, content, said):
    ran = yalu(command, written(name, content), "--json")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_is_not_there_or_no_text_is_told(yalu, tmp_path):
    assert "there is no such file" in yalu("game", tmp_path / "none.toml").err
    assert "cannot be read" in yalu("game", tmp_path).err
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "is not text in UTF-8" in yalu("game", path).err


@pytest.mark.parametrize(("command", "charts"), [("game", 2), ("bargain", 6), ("scenario", 2)])
def test_a_page_with_charts_is_written_beside_the_answer(yalu, tmp_path, command, charts):
    ran = yalu(command, "--out", tmp_path / "page")
    assert "Written:" in ran.out
    page = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert page.count("<figure>") == charts
    assert json.loads((tmp_path / "page" / "answer.json").read_text())["recipe"]["command"] == command


def _examples(page):
    """The TOML blocks of a page of the documentation, each under the heading that stands above it."""
    text = (Path(__file__).parents[2] / "docs" / page).read_text("utf-8")
    for section in text.split("\n## ")[1:]:
        for block in re.findall(r"```toml\n(.*?)```", section, re.DOTALL):
            yield section.partition("\n")[0], block


def test_every_example_of_the_documentation_is_answered(document, written):
    written("games.csv", GAMES)
    found = {}
    for number, (heading, block) in enumerate(_examples("reference/strategy-files.md")):
        command = re.search(r"yalu (\w+)", heading)[1]
        found[command, number] = document(command, written(f"{number}.toml", block))
    games, estimate, bargains, scenario = found.values()
    assert [one["kind"] for one in games] == [
        "quantal",
        "contest",
        "signalling",
        "voting",
        "conflict",
        "conflict",
    ]
    assert games[0]["nash"]["column"] == pytest.approx([1 / 8, 7 / 8])  # Goeree and Holt's table
    assert (round(games[1]["enforce"]["middle"], 2), round(games[1]["provoke"]["middle"], 2)) == (0.6, 0.55)
    assert games[2]["number"] == 3
    assert games[3]["members"][0]["shapley_shubik_fraction"] == "76/385"  # Shapley and Shubik (1954)
    assert games[4]["equilibria"]["Nash"] == ["CD", "DC"]
    assert estimate["log_likelihood"] < 0
    assert [one["kind"] for one in bargains] == ["line", "offers", "actors"]
    assert scenario["phases"][0]["changes"]
    for heading, block in _examples("howto/ask-the-models.md"):
        command = "game" if "inspection" in block else "bargain"
        assert document(command, written(f"{heading[:6]}.toml", block))["assumptions"]
